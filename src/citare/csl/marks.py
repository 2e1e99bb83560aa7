"""The processor's working text: plain characters with one-character marks for formatting.

Elements return `str`. Control characters (which no printable field can hold; they are removed
from items) mean what is not text: `SEAM` where an affix or a delimiter meets its
neighbour (punctuation.py resolves these once, at the end), an opening mark per formatting and
one `CLOSE` for all, quotation marks whose shape depends on nesting (quotes.py), and marks for
parts that later passes look for. All lie below U+0100, so that text stays in Python's compact
form. `output.py` turns the result into rich text.
"""

from __future__ import annotations

import re

SEAM = "\x01"
CLOSE = "\x02"
NAMES_OPEN = "\x03"  # the first names of an entry, for subsequent-author-substitute
NAMES_CLOSE = "\x04"
NAME_OPEN = "\x05"
NAME_CLOSE = "\x06"
YEAR_SLOT = "\x07"  # where an implicit year suffix goes
QUOTE_OPEN = "\x0e"
QUOTE_CLOSE = "\x0f"
INNER_OPEN = "\x10"  # as QUOTE_OPEN, but never the outermost mark
GROUP_END = "\x13"  # a group or macro ends here, after a child's suffix
LEAF = "\x15"  # the seam before the suffix of an element that holds no others
HARD = "\x17"  # the same where the element is formatted: spaces beyond it stay
PREFIX = "\x18"  # the seam before a prefix
MACRO_END = "\x16"  # a macro ends here, after a group's suffix
JOINT = "\x14"  # the seam before a delimiter
CAPITAL = "\x12"  # a term that is capital where it opens a note

ITALIC = "\x80"
OBLIQUE = "\x81"
NORMAL_STYLE = "\x82"
BOLD = "\x83"
LIGHT = "\x84"
NORMAL_WEIGHT = "\x86"
SMALL_CAPS = "\x87"
NORMAL_VARIANT = "\x88"
UNDERLINE = "\x89"
NO_DECORATION = "\x8a"
SUP = "\x8b"
SUB = "\x8c"
BASELINE = "\x8d"
BLOCK = "\x8e"
LEFT_MARGIN = "\x8f"
RIGHT_INLINE = "\x90"
INDENT = "\x91"
NOCASE = "\x92"
NODECOR = "\x93"
LINK_URL = "\x94"
LINK_DOI = "\x98"
LINK_PMID = "\x99"
LINK_PMCID = "\x9a"
LINK_TITLE = "\x9b"  # a link where the entry prints no identifier
FIELD_ITALIC = "\x95"  # from a field: turns upright inside italics
FIELD_BOLD = "\x96"
FIELD_SMALL_CAPS = "\x97"

MARKS = "\x01-\x08\x0e-\x1b\x80-\x84\x86-\x9f"
ANY_MARK = re.compile(f"[{MARKS}]")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef]")

NORMALS = NORMAL_STYLE + NORMAL_WEIGHT + NORMAL_VARIANT

FORMATTING: dict[tuple[str, str], str] = {
    ("font-style", "italic"): ITALIC,
    ("font-style", "oblique"): OBLIQUE,
    ("font-style", "normal"): NORMAL_STYLE,
    ("font-weight", "bold"): BOLD,
    ("font-weight", "light"): LIGHT,
    ("font-weight", "normal"): NORMAL_WEIGHT,
    ("font-variant", "small-caps"): SMALL_CAPS,
    ("font-variant", "normal"): NORMAL_VARIANT,
    ("text-decoration", "underline"): UNDERLINE,
    ("text-decoration", "none"): NO_DECORATION,
    ("vertical-align", "sup"): SUP,
    ("vertical-align", "sub"): SUB,
    ("vertical-align", "baseline"): BASELINE,
}

LINKS: dict[str, str] = {
    "URL": LINK_URL,
    "DOI": LINK_DOI,
    "PMID": LINK_PMID,
    "PMCID": LINK_PMCID,
}

DISPLAY: dict[str, str] = {
    "block": BLOCK,
    "left-margin": LEFT_MARGIN,
    "right-inline": RIGHT_INLINE,
    "indent": INDENT,
}


def clean(text: str) -> str:
    """Text of an item without control characters."""
    return _ILLEGAL.sub("", text)


def visible(text: str) -> str:
    """Text without marks."""
    return ANY_MARK.sub("", text)
