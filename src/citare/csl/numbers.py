"""Numbers: detection, ordinals, Roman numerals, page ranges, labels in and before them.

CSL 1.0.2, "Number", "Label", "Locators" and "Page Ranges".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from citare.csl.context import Context, Environment, Render
from citare.csl.locale import Locale
from citare.csl.working_text import decorate, for_term, inline_markup, superscripts, typographic
from citare.csl.xml_tree import Element
from citare.model.variables import NUMBERS
from citare.text.numerals import roman_value

_TOKEN = r"(?:[a-zA-Z]*\d+[a-zA-Z]*|[ivxlcdmIVXLCDM]+)"
_BETWEEN = r"\s*(?:[-–—&/]|,\s|\band\b)\s*"
_LEADING_LABEL = re.compile(r"^(?:vols?|nos?|pp?|bk|ch|pt|sec|fol|fig)\.\s*(?=\d)", re.I)
_NUMERIC = re.compile(rf"^\s*{_TOKEN}(?:{_BETWEEN}{_TOKEN})*\s*[-–]?\s*$")
_SPLIT = re.compile(r"(\s*[-–—]\s*|\s*&\s*|,\s+|\s+and\s+)")
_LIST = re.compile(r"(\s*&\s*|,\s+|\s+and\s+)")
_PLAIN = re.compile(r"[1-9]\d*|0")
_LIST_SIGN = re.compile(r"(?<=\d)(?:\s*(&)\s*|\s+,\s*)(?=\d)")
_DASH = re.compile(r"\s*(?:[-–—]{2,}|[–—])\s*")
_HYPHEN = re.compile(r"\s*-\s*")


def range_ends(text: str) -> tuple[str, str] | None:
    """The two ends of a range, or None where the hyphens of `text` are part of one number.

    A dash, or two hyphens, is the range's own; among single hyphens it is the only one or the
    middle one of three ("12-1-12-9"). Both ends have a digit or are Roman numerals.
    """
    found = list(_DASH.finditer(text)) or list(_HYPHEN.finditer(text))
    if len(found) not in (1, 3):
        return None
    at = found[len(found) // 2]
    first, second = text[: at.start()], text[at.end() :]
    digits = [any(c.isdecimal() for c in end) for end in (first, second)]
    if all(digits) or (not any(digits) and roman_value(first) and roman_value(second)):
        return first, second
    return None


def is_numeric(text: str) -> bool:
    """Whether a value is a number or several (CSL 1.0.2, "is-numeric")."""
    if text.isdecimal() or not text:
        return bool(text)
    if "\\-" in text:
        text = text.replace("\\-", "")
    text = _LEADING_LABEL.sub("", text)
    return any(c.isdecimal() or c in "-–" for c in text) and bool(_NUMERIC.match(text))


def number_text(text: str) -> str:
    """A number variable's text: the hyphen of a numeric range is a dash, an escaped one stays.

    What is not numeric as a whole is an identifier and keeps its hyphens ("CMU-CS-99-123").
    Between numbers an ampersand has a space on both sides, a comma after it (CSL 1.0.2,
    "Number"); a comma without spaces may part thousands and stays.
    """
    if text.isdecimal() or not text:
        return text
    if "&" in text or " ," in text:
        text = _LIST_SIGN.sub(lambda m: " & " if m[1] == "&" else ", ", text)
    if "\\-" in text:
        return text.replace("\\-", "-")
    if not any(c in "-–—" for c in text):
        return text
    pieces = _LIST.split(text)
    for index in range(0, len(pieces), 2):
        ends = range_ends(pieces[index]) if is_numeric(pieces[index]) else None
        if ends is not None:
            pieces[index] = "–".join(ends)
    return "".join(pieces)


def converted(text: str, convert: Callable[[int], str]) -> str:
    """A value with its plain numbers converted; what is not plain numbers stays."""
    if _PLAIN.fullmatch(text):
        return convert(int(text))
    pieces = _SPLIT.split(text)
    for index in range(0, len(pieces), 2):
        if _PLAIN.fullmatch(pieces[index]):
            pieces[index] = convert(int(pieces[index]))
        else:
            break
    return "".join(pieces)


def ordinal(number: int, locale: Locale, gender: str = "") -> str:
    """A number with its ordinal suffix by the locale's rules."""
    suffix = ordinal_suffix(number, locale, gender)
    if "<" in suffix or "&" in suffix:
        suffix = inline_markup(typographic(suffix))
    return f"{number}{suffix}"


def _ordinal_term(locale: Locale, name: str, gender: str) -> tuple[str, str] | None:
    for form in (gender, "") if gender else ("",):
        term = locale.terms.get((name, "long", form))
        if term is not None:
            return term.single, term.match
    if not gender:
        for other in ("neuter", "feminine", "masculine"):
            term = locale.terms.get((name, "long", other))
            if term is not None:
                return term.single, term.match
    return None


def ordinal_suffix(number: int, locale: Locale, gender: str) -> str:
    """The suffix alone: whole number, then last two digits, then last digit."""
    exact = _ordinal_term(locale, f"ordinal-{number:02d}", gender) if number < 100 else None
    if exact:
        return exact[0]
    hundred = number % 100
    if number >= 100:
        term = _ordinal_term(locale, f"ordinal-{hundred:02d}", gender)
        if term and term[1] != "whole-number" and (hundred >= 10 or term[1] == "last-two-digits"):
            return term[0]
    digit = number % 10
    term = _ordinal_term(locale, f"ordinal-{digit:02d}", gender)
    if term and term[1] not in ("whole-number", "last-two-digits"):
        return term[0]
    default = _ordinal_term(locale, "ordinal", gender)
    return default[0] if default else ""


def long_ordinal(number: int, locale: Locale, gender: str = "") -> str:
    """A number from 1 to 10 as an ordinal word, others as `ordinal`."""
    if 1 <= number <= 10:
        for form in (gender, "") if gender else ("",):
            term = locale.terms.get((f"long-ordinal-{number:02d}", "long", form))
            if term is not None:
                return term.single
    return ordinal(number, locale, gender)


_END = re.compile(r"(\S*?)(\d+|[ivxlcdm]+)", re.I)


def _expand(first: str, second: str) -> str:
    if len(second) < len(first):
        return first[: len(first) - len(second)] + second
    return second


def _minimal(first: str, second: str, keep: int = 1) -> str:
    if len(first) != len(second):
        return second
    cut = 0
    while cut < len(second) - keep and first[cut] == second[cut]:
        cut += 1
    return second[cut:]


def _chicago(first: str, second: str) -> str:
    """Chicago Manual of Style, 15th edition (CSL 1.0.2, Appendix V)."""
    number = int(first)
    if len(first) < 3 or number % 100 == 0 or len(first) != len(second):
        return second
    if 1 <= number % 100 <= 9:
        return _minimal(first, second)
    if len(first) == 4:
        short = _minimal(first, second, 2)
        return second if len(short) >= 3 else short
    return _minimal(first, second, 2)


def _chicago16(first: str, second: str) -> str:
    number = int(first)
    if len(first) < 3 or number % 100 == 0 or len(first) != len(second):
        return second
    if 1 <= number % 100 <= 9:
        return _minimal(first, second)
    return _minimal(first, second, 2)


_FORMATS: dict[str, Callable[[str, str], str]] = {
    "expanded": lambda _, second: second,
    "minimal": _minimal,
    "minimal-two": lambda a, b: _minimal(a, b, 2),
    "chicago": _chicago,
    "chicago-15": _chicago,
    "chicago-16": _chicago16,
}


class PageRanges:
    """Prints page numbers and ranges with the locale's delimiter in the style's format."""

    def __init__(self, form: str, locale: Locale) -> None:
        self.format = _FORMATS.get(form)
        delimiter = locale.term("page-range-delimiter")
        self.delimiter = "–" if delimiter is None else delimiter
        self.cache: dict[str, str] = {}
        self.ampersand = locale.term("and", "symbol") or "&"

    def write(self, text: str) -> str:
        """The text with its ranges formatted."""
        if text.isdecimal():
            return text
        known = self.cache.get(text)
        if known is None:
            known = self.cache[text] = self._write(text)
        return known

    def _write(self, text: str) -> str:
        parts = re.split(
            r"(\s*[,;&]\s*|\s+)", re.sub(r"\s*([-–—]+)\s*", r"\1", text.replace("\\-", "\\\x00"))
        )
        out = [self._range(p) if not i % 2 else p for i, p in enumerate(parts)]
        return "".join(out).replace("\\\x00", "-")

    def _range(self, part: str) -> str:
        ends = range_ends(part)
        if ends is None:
            return part
        whole = self.delimiter.join(ends)
        found = [_END.fullmatch(end) for end in ends]
        if self.format is None or found[0] is None or found[1] is None:
            return whole
        (left, first), (right, second) = found[0].groups(), found[1].groups()
        if not (first.isdecimal() and second.isdecimal()):
            return whole
        if left.lower() != right.lower():
            return part
        if left and not left.isalnum():  # "12:1-12:28": the page has a part before it
            return whole
        full = _expand(first, second)
        if int(full) < int(first):
            full = second
        short = self.format(first, full)
        if self.format is _FORMATS["expanded"]:
            short = right + short
        return f"{left}{first}{self.delimiter}{short}"


LABELS = {
    "art": "article", "bk": "book", "ch": "chapter", "chap": "chapter", "col": "column",
    "cols": "column", "fig": "figure", "figs": "figure", "fol": "folio", "fols": "folio",
    "l": "line", "ll": "line", "n": "note", "nn": "note", "no": "issue", "nos": "issue",
    "op": "opus", "p": "page", "pp": "page", "para": "paragraph", "paras": "paragraph",
    "pt": "part", "pts": "part", "sec": "section", "secs": "section", "sv": "sub-verbo",
    "vrs": "verse", "vv": "verse", "vol": "volume", "vols": "volume",
}  # fmt: skip
_WORDS = "|".join(sorted(LABELS, key=len, reverse=True))
_LEADING = re.compile(rf"^({_WORDS})\.\s+(?=\S)")
_EMBEDDED = re.compile(rf"(?<=[,;&])(\s*)({_WORDS})\.\s+([^,;&]*)")
_SEVERAL = re.compile(r"\d\s*[-–]\s*\d|\d\s+and\s+\d")


def split_label(locator: str) -> tuple[str, str]:
    """The label a locator begins with and the rest; an empty label where it has none."""
    match = _LEADING.match(locator)
    if not match:
        return "", locator
    return LABELS[match[1]], locator[match.end() :]


def before_label(text: str) -> str:
    """The part of a value that its own label counts: up to the first label inside it."""
    match = _EMBEDDED.search(text)
    return text[: match.start()].rstrip(",;& ") if match else text


def embedded(text: str, locale: Locale) -> str:
    """Text with the labels inside it as the locale writes them, singular or plural."""
    if "." not in text:
        return text

    def write(match: re.Match[str]) -> str:
        term = locale.term(LABELS[match[2]], "short", plural=bool(_SEVERAL.search(match[3])))
        return f"{match[1]}{term or match[2] + '.'} {match[3]}"

    return _EMBEDDED.sub(write, text)


_TIGHT_COMMA = re.compile(r"(?<=\d),(?=\d)")  # within one number ("US 223,898"), not a list
LABELLED = NUMBERS | {"page"}
_NAMES_SEVERAL = re.compile(
    r"\d[^\s]*\s*[-–—,&]|\band\b|\bet\b|\bund\b|\by\b|[&,]|\s[-–—]\s|[ivxlcdm]+[-–—][ivxlcdm]+|\d\s+[a-z]+\s+\d"
)


_STRICT = NUMBERS - {"locator", "page", "page-first"}


def is_plural(variable: str, text: str) -> bool:
    """Whether a value names several (pages) or, for counts, more than one.

    A number variable does so where it is numeric as a whole: a list, or a range. Pages and
    locators ("locator" whatever they are called) may hold words as well.
    """
    if variable.startswith("number-of-"):
        digits = re.match(r"\D*(\d+)", text)
        return bool(digits) and int(digits[1]) > 1  # type: ignore[index]
    if "\\-" in text:
        text = text.replace("\\-", "")
    if "." in text:
        text = before_label(text)
    if variable in _STRICT:
        pieces = _LIST.split(text)[::2]
        return is_numeric(text) and (len(pieces) > 1 or range_ends(text) is not None)
    if "-" in text and not any(c in text for c in ",&–— "):
        return range_ends(text) is not None
    return bool(_NAMES_SEVERAL.search(text))


def _terms(env: Environment, name: str, form: str) -> tuple[str, str]:
    single = env.locale.term(name, form)
    multiple = env.locale.term(name, form, plural=True)
    return superscripts(single or ""), superscripts(multiple or single or "")


def compile_name_label(element: Element, env: Environment) -> Callable[[str, bool], str]:
    """A label inside `cs:names`: (role, several) to text."""
    form = element.get("form", "long")
    plural = element.get("plural", "contextual")
    attributes, language = for_term(element.attributes, env.locale.language)
    change, before, after = decorate(attributes, term=True)
    cache: dict[tuple[str, bool], str] = {}

    def render(role: str, several: bool) -> str:
        key = (role, several)
        known = cache.get(key)
        if known is not None:
            return known
        single, multiple = _terms(env, role, form)
        text = multiple if plural == "always" or (several and plural == "contextual") else single
        if text and change:
            text = change(text, language)
        known = cache[key] = f"{before}{text}{after}" if text else ""
        return known

    return render if not env.in_sort else lambda _role, _several: ""


def _numbers_of(element: Element, env: Environment) -> tuple[set[str], bool]:
    """The variables that an element prints as text or number, and whether it labels any."""
    variables: set[str] = set()
    labelled = False
    called: set[str] = set()
    pending = [element]
    while pending:
        each = pending.pop()
        pending += each.children
        labelled = labelled or (each.tag == "label" and "variable" in each.attributes)
        if each.tag in ("text", "number") and "variable" in each.attributes:
            variables.add(each.get("variable"))
        name = each.get("macro") if each.tag == "text" else ""
        if name and name not in called and name in env.style.macros:
            called.add(name)
            pending.append(env.style.macros[name])
    return variables, labelled


def numbers_beside(element: Element, siblings: Sequence[Element], env: Environment) -> set[str]:
    """The numbers that a label is beside where its own variable is printed nowhere near.

    CSL 1.0.2 prints no label of an empty variable. Many styles label the number of pages with
    `page`, pages with `locator` or a report's number with `issue`, and mean it.
    """
    at = next((i for i, each in enumerate(siblings) if each is element), 0)
    beside: set[str] = set()
    for index, sibling in enumerate(siblings):
        if sibling is element:
            continue
        variables, labelled = _numbers_of(sibling, env)
        if element.get("variable") in variables:
            return set()
        if abs(index - at) == 1 and not labelled:
            beside |= variables & LABELLED
    return beside - {"locator"}


# What the passes give an entry or a cite; the item does not have it.
_GIVEN: dict[str, Callable[[Context], str]] = {
    "citation-number": lambda _: "1",
    "first-reference-note-number": lambda ctx: str(ctx.first_note or ""),
    "year-suffix": lambda ctx: ctx.entry.year_suffix,
    "citation-label": lambda ctx: ctx.entry.label,
}


def compile_label(element: Element, env: Environment, siblings: Sequence[Element] = ()) -> Render:
    """A label of a number variable or of the locator; `siblings` are its parent's children."""
    variable = element.get("variable")
    beside = numbers_beside(element, siblings, env) if siblings else set()
    form = element.get("form", "long")
    plural = element.get("plural", "contextual")
    attributes, language = for_term(element.attributes, env.locale.language)
    change, before, after = decorate(attributes, term=True)
    cache: dict[tuple[str, bool], str] = {}
    tight = variable in NUMBERS and variable != "locator"
    given = _GIVEN.get(variable)

    def text_of(name: str, several: bool) -> str:
        known = cache.get((name, several))
        if known is None:
            single, multiple = _terms(env, name, form)
            text = multiple if several else single
            if text and change:
                text = change(text, language)
            known = cache[(name, several)] = f"{before}{text}{after}" if text else ""
        return known

    def render(ctx: Context) -> str:
        if variable == "locator":
            value = ctx.cite.locator
            name = ctx.cite.label or "page"
            if name == "sub verbo":
                name = "sub-verbo"
        elif given is not None:
            value, name = given(ctx), variable
        else:
            value, name = ctx.entry.raw(variable), variable
        if not value:
            if any(ctx.entry.raw(other) for other in beside):
                return text_of(name, plural == "always")
            return ""
        if tight and "," in value:
            value = _TIGHT_COMMA.sub("", value)
        several = plural == "always" or (plural == "contextual" and is_plural(variable, value))
        return text_of(name, several)

    return render
