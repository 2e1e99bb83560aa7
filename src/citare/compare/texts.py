"""Normal forms of texts, numbers, pages and identifiers, equal when they mean the same."""

from __future__ import annotations

import re
from functools import lru_cache

from citare.text.latex.decode import decode
from citare.text.numerals import roman_value
from citare.text.similarity import fold_text, similarity, words

# What is left out of a text's meaning: white space, stops, quotes, brackets, dashes. Signs that
# change what is meant (C++ and C, 10% and 10) stay.
_UNSAID = re.compile(r"""[\s.,:;!?'"’‘“”„‚«»‹›`´ʼ(){}\[\]\-‐‑‒–—―−_~…·/\\|*†‡]+""")
# What tells LaTeX from text: a command, a group, math, a tie.
_LATEX = re.compile(r"\\[A-Za-z'`^\"~=.&%$#_{}]|\{|\$[^$]+\$|(?<=\w)~(?=\w)")
_PARTS = re.compile(r"\s*[,;+&]\s*")
_RANGE = re.compile(r"\s*(?:-{1,3}|[‐‑‒–—―−]+|\bto\b)\s*")
_PAGE_WORD = re.compile(
    r"^\s*(?:pages?|pp?|article(?:\s+(?:no|number))?|art|seiten?|s)[.:]?\s+", re.I
)
_NUMBER_WORD = re.compile(
    r"^(?:volume|vol|band|bd|tome|number|no|nr|num|issue|iss|heft|edition|ed|part|pt|chapter|ch)"
    r"s?[.\s]+|\s*(?:edition|edn|ed|aufl|auflage|éd)\.?$",
    re.I,
)
_ORDINAL = re.compile(r"^(\d+)(?:st|nd|rd|th|\.|e|er|ème|ª|º|a)$")
_ORDINAL_WORDS = """first second third fourth fifth sixth seventh eighth ninth tenth eleventh
twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"""
_ORDINALS = {word: str(n) for n, word in enumerate(_ORDINAL_WORDS.split(), start=1)}
_PUBLISHER_WORDS = """inc ltd limited llc llp plc corp corporation co company gmbh ag kg bv nv sa
srl sas pty press publishers publisher publishing publications publication verlag verl editions
edition books sons and group the media business university of"""
_PUBLISHER_NOISE = frozenset(_PUBLISHER_WORDS.split())


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """LaTeX read as text; anything else as it is."""
    return decode(text).text or text if _LATEX.search(text) else text


@lru_cache(maxsize=65536)
def meaning(text: str) -> str:
    """What is left when spelling, marks, case, spaces and stops are gone; `&` reads "and"."""
    folded = fold_text(plain(text)).replace("&", " and ")
    return _UNSAID.sub("", folded) or "".join(folded.split())


def number(text: str) -> str:
    """A volume, issue or edition without its words, zeros in front, ordinals, Roman spelling."""
    text = " ".join(fold_text(text).split())
    text = _NUMBER_WORD.sub("", _NUMBER_WORD.sub("", text)).strip(" .")
    text = _ORDINALS.get(text, text)
    ordinal = _ORDINAL.match(text)
    if ordinal:
        return ordinal[1].lstrip("0") or "0"
    value = roman_value(text)
    if value and len(text) > 1:
        return str(value)
    parts = [_trim(p) for p in re.split(r"[\s/&,]+|" + _RANGE.pattern, text) if p]
    return "-".join(parts)


def _trim(text: str) -> str:
    return re.sub(r"(?<!\d)0+(?=\d)", "", text)


def page_ranges(text: str) -> tuple[tuple[str, str], ...]:
    """Each range as (first, last), last in full ("123-8" is 123 to 128) or empty."""
    text = _PAGE_WORD.sub("", fold_text(text)).strip(" .")
    found = []
    for part in _PARTS.split(text):
        ends = [_trim(e.strip()) for e in _RANGE.split(part) if e.strip()]
        if not ends:
            continue
        first, last = ends[0], ends[-1] if len(ends) > 1 else ""
        found.append((first, _whole_end(first, last)))
    return tuple(found)


def _whole_end(first: str, last: str) -> str:
    """The end of a range in full: 123-8 ends at 128, e12-5 at e15, S12-15 at S15."""
    if not last or last == first:
        return ""
    if last.isdigit() and len(last) < len(first):
        prefix = first[: len(first) - len(last)]
        if first[len(prefix) :].isdigit() and first[len(prefix) :] < last:
            return prefix + last
        if not first[0].isdigit() and first[1:].isdigit():
            return first[0] + last
    if (
        last.isdigit()
        and first[:1].isalpha()
        and first[1:].isdigit()
        and len(last) == len(first) - 1
    ):
        return first[0] + last
    return last


def compare_pages(first: str, second: str) -> tuple[bool, float, bool]:
    """Agree, similarity, the second says more. A first page alone agrees with its range."""
    a, b = page_ranges(first), page_ranges(second)
    if a == b:
        return True, 1.0, False
    if not a or not b:
        return False, 0.0, False
    if _bare(a[0][0]) == _bare(b[0][0]):
        if len(a) == len(b) == 1 and _bare(a[0][1]) == _bare(b[0][1]):
            return True, 1.0, False
        if len(a) == len(b) == 1 and (not a[0][1] or not b[0][1]):
            return True, 0.95, bool(b[0][1])
        if a[0] == b[0]:  # one lists more ranges than the other
            return True, 0.9, len(b) > len(a)
        return False, 0.7, False
    return False, 0.3 * similarity(first, second), False


def _bare(page: str) -> str:
    """Without an eLocator's `e`: e58161 and 58161 name one article."""
    return page[1:] if page[:1] == "e" and page[1:].isdigit() else page


def compare_publishers(first: str, second: str) -> tuple[bool, float, bool]:
    """ "Springer", "Springer-Verlag", "Springer Nature" and "SPRINGER Ltd." do not contradict."""
    a = {w for w in words(_acronym_off(first)) if w not in _PUBLISHER_NOISE}
    b = {w for w in words(_acronym_off(second)) if w not in _PUBLISHER_NOISE}
    if a == b:
        return True, 1.0, False
    if a and b and (a <= b or b <= a):
        return True, 0.9, False
    return False, similarity(first, second), False


def _acronym_off(text: str) -> str:
    """Without a bracketed acronym: "American Medical Association (AMA)"."""
    return re.sub(r"\s*\([A-Z]{2,}\)\s*$", "", text)


def compare_languages(first: str, second: str) -> tuple[bool, float, bool]:
    """A language agrees with its regional form (en and en-GB)."""
    a, b = (fold_text(x).replace("_", "-").split("-") for x in (first, second))
    shared = min(len(a), len(b))
    if a[:shared] == b[:shared]:
        return True, 1.0 if len(a) == len(b) else 0.95, len(b) > len(a)
    return False, 0.0, False
