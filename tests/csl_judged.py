"""Where citare and citeproc-js print otherwise: the classes of difference, each judged.

A class holds a difference by what is left when its cause is taken out of both texts. `right` says
who follows the specification (CSL 1.0.2), the locale or the guide in `why`: "citare", or "either"
where they leave it open. None is "citeproc-js": such a class is a defect, to be fixed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Class:
    """One class: its name, who is right, why, and the test of (expected, printed)."""

    name: str
    right: str
    why: str
    holds: Callable[[str, str], bool]


def _same_but(pattern: str, replacement: str = "") -> Callable[[str, str], bool]:
    found = re.compile(pattern)
    return lambda want, got: found.sub(replacement, want) == found.sub(replacement, got)


def _case(want: str, got: str) -> bool:
    return want.casefold() == got.casefold()


def _shifted_page(want: str, got: str) -> bool:
    """The end of the range has digits of its beginning before it in `want` alone."""
    ranges = re.findall(r"(\d+)[a-z][-–‑](\d+)", want)
    for first, last in ranges:
        want = want.replace(last, last.removeprefix(first[: len(last) - len(first)]), 1)
    return bool(ranges) and want == got


def _nearly_nothing(want: str, got: str) -> bool:
    """All that the style prints of the item is a number, "n.d." and an address."""

    def bare(text: str) -> str:
        text = re.sub(r"<[^>]*>|https?://\S+|doi:\S+", "", text)
        return re.sub(r"[\W\d_]|n\.?d\.?", "", text, flags=re.IGNORECASE)

    digits = [re.sub(r"<[^>]*>|\D", "", text) for text in (want, got)]
    return not bare(want) and not bare(got) and digits[0] == digits[1]


CLASSES = (
    Class(
        "an item of which the style prints nearly nothing",
        "either",
        "A record without author and title: a number and an address are left, and where the "
        "layout's suffix goes is open.",
        _nearly_nothing,
    ),
    Class(
        "page range of one lettered page",
        "citare",
        "1856b-1856 is printed as 1856b-11856: the processor fills up the end of the range. Page "
        "ranges (appendix V) are formats of numbers.",
        _shifted_page,
    ),
    Class(
        "letter case within a word and after U+2010",
        "citare",
        "Text-case: the first letter of each word. A nocase span within a word ends no word "
        "(XEmacs, Småland), U+2010 is a hyphen like another, and a hyphenated word's parts are "
        "capital in titles (CMOS 8.161).",
        _case,
    ),
    Class(
        "dash of a page range without format",
        "citare",
        "Without page-range-format the hyphen between two page numbers is the locale's "
        "page-range-delimiter all the same: E121-124 is a range (CSL 1.0.2, Number).",
        _same_but("[–‑-]"),
    ),
    Class(
        "white space",
        "either",
        "A title that ends in a space, or two affixes that meet in one; no reader sees it.",
        _same_but(r"\s+|(?<=>)\s*"),
    ),
    Class(
        "delimiter before the last of two names",
        "citare",
        "delimiter-precedes-last is contextual: only for three or more names. The processor counts "
        "an institution apart.",
        _same_but(r",(?= (?:and|et|y|und|&#38;) )"),
    ),
    Class(
        "stop after the quotation marks of a title with a writer's suffix",
        "citare",
        "punctuation-in-quote is true in en-US: the full stop goes inside.",
        _same_but(r"[.”]{2}"),
    ),
    Class(
        "quotation marks within quotation marks",
        "citare",
        "The locale's inner marks are for the second level (Quotes).",
        lambda want, got: _same_but("[“”‘’]+")(want.casefold(), got.casefold()),
    ),
    Class(
        "stop after a question mark in italics",
        "citare",
        "A full stop after ? and ! vanishes, in formatting or out of it (the official suite).",
        _same_but(r"(?<=[?!]</i>)\."),
    ),
    Class(
        "two full stops",
        "citare",
        "The writer's or a term's full stop is the cite's own.",
        _same_but(r"\.{2,}", "."),
    ),
    Class(
        "a title that does not tell two works apart",
        "citare",
        "disambiguate: content is only rendered if it disambiguates two otherwise identical cites; "
        "two works of one title it does not.",
        _same_but(r", (?:“[^”]*”|<i>[^<]*</i>)(?=\))"),
    ),
    Class(
        "dash in place of a title",
        "citare",
        "subsequent-author-substitute is for names; guides (CMOS 13.72, MLA 5.126) put no dash in "
        "place of a title.",
        lambda want, got: ("——" in want) != ("——" in got) or _same_but("[‘’“”]")(want, got),
    ),
    Class(
        "nothing is printed",
        "citare",
        "The processor's error mark, or a list of entries that has fewer than its keys; citare "
        "reports the item as a finding.",
        lambda want, got: not got or "CSL STYLE ERROR" in want,
    ),
)


def judged(want: str, got: str) -> Class | None:
    """The class of a difference; None if it is in none."""
    return next((known for known in CLASSES if known.holds(want.strip(), got.strip())), None)
