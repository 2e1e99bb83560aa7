"""Numbers: detection, ordinals, Roman numerals, page ranges (CSL 1.0.2, "Number")."""

from __future__ import annotations

import re
from collections.abc import Callable

from citare.csl.affixes import typographic
from citare.csl.fields import inline_markup
from citare.csl.locale import Locale
from citare.text.numerals import roman_value

_TOKEN = r"(?:[a-zA-Z]*\d+[a-zA-Z]*|[ivxlcdmIVXLCDM]+)"
_BETWEEN = r"\s*(?:[-–—&/]|,\s|\band\b)\s*"
_LEADING_LABEL = re.compile(r"^(?:vols?|nos?|pp?|bk|ch|pt|sec|fol|fig)\.\s*(?=\d)", re.I)
_NUMERIC = re.compile(rf"^\s*{_TOKEN}(?:{_BETWEEN}{_TOKEN})*\s*[-–]?\s*$")
_SPLIT = re.compile(r"(\s*[-–—]\s*|\s*&\s*|,\s+|\s+and\s+)")
_PLAIN = re.compile(r"[1-9]\d*|0")
_RANGED = re.compile(rf"{_TOKEN}$")


_LIST_SIGN = re.compile(r"(?<=\d)(?:\s*(&)\s*|\s+,\s*)(?=\d)")


def is_numeric(text: str) -> bool:
    """Whether a value is a number or several (CSL 1.0.2, "is-numeric")."""
    if text.isdecimal() or not text:
        return bool(text)
    if "\\-" in text:
        text = text.replace("\\-", "")
    text = _LEADING_LABEL.sub("", text)
    return any(c.isdecimal() or c in "-–" for c in text) and bool(_NUMERIC.match(text))


def number_text(text: str) -> str:
    """A number variable's text: hyphens between numbers are dashes, an escaped one stays.

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
    pieces = _SPLIT.split(text)
    for index in range(1, len(pieces), 2):
        before, after = pieces[index - 1], pieces[index + 1]
        if pieces[index].strip() in ("-", "–", "—") and (
            _RANGED.search(before) and re.match(_TOKEN + "$", after)
        ):
            pieces[index] = "–"
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
    if exact and number >= 10:
        return exact[0]
    if exact and number < 10:
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


_DASHES = "-–—"
_RANGE = re.compile(r"^(\S*?)(\d+|[ivxlcdm]+)\s*[-–—]+\s*(\S*?)(\d+|[ivxlcdm]+)$", re.I)


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
        match = _RANGE.match(part)
        if not match:
            pieces = re.split(r"[-–—]+", part)
            if len(pieces) == 2 and all(pieces) and not part.startswith("-"):
                return self._plain(part, pieces)
            return part
        left, first, right, second = match.groups()
        if self.format is None:
            return f"{left}{first}{self.delimiter}{right}{second}"
        if left.lower() != right.lower() or not (first.isdecimal() and second.isdecimal()):
            if first.isdecimal() != second.isdecimal() or left != right:
                return (
                    part if left and not right else f"{left}{first}{self.delimiter}{right}{second}"
                )
            return f"{left}{first}{self.delimiter}{right}{second}"
        full = _expand(first, second)
        if int(full) < int(first):
            full = second
        short = self.format(first, full)
        if self.format is _FORMATS["expanded"]:
            short = right + short
        return f"{left}{first}{self.delimiter}{short}"

    def _plain(self, part: str, pieces: list[str]) -> str:
        if any(c.isdecimal() for c in part):
            return self.delimiter.join(pieces)
        if all(roman_value(p) for p in pieces):
            return self.delimiter.join(pieces)
        return part
