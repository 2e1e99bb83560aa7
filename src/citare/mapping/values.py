"""Single values between BibTeX's habits and CSL's: pages, editions, languages, lists."""

from __future__ import annotations

import re
from typing import Final

from citare.mapping import tables
from citare.text.latex_decode import decode_verbatim

_DASHES: Final = re.compile(r"\s*[–—−‒‐‑-]+\s*")
_LONG_DASHES: Final = re.compile(r"\s*[–—−‒]+\s*")
_ORDINAL: Final = re.compile(
    r"(?:the\s+)?(\d+)(?:st|nd|rd|th|\.|e|ª|º|<sup>\w+</sup>)?(?:\s*(?:ed\.?|edn\.?|edition|aufl\w*\.?))?",
    re.IGNORECASE,
)


def as_pages(pages: str) -> str:
    """Pages as CSL-JSON has them: `12-15, 20`; ranges of hyphenated numbers keep the en dash."""
    pages = re.sub(r"^\s*(?:pp?|pages?|S|Seiten?)\s*[.:]\s*(?=\w)", "", pages, flags=re.IGNORECASE)
    ranges = []
    for part in re.split(r"\s*[,;]\s*", pages.strip()):
        ends = _LONG_DASHES.split(part)
        if len(ends) == 2 and any("-" in end.strip("-") for end in ends):
            ranges.append("–".join(end.strip() for end in ends))
        else:
            ranges.append(_DASHES.sub("-", part).strip("- "))
    return ", ".join(part for part in ranges if part)


def bibtex_pages(page: str) -> str:
    """Pages as BibTeX has them: `12--15`; what is no range (an article number) stays."""
    parts = []
    for part in re.split(r"\s*,\s*", page):
        if "–" in part:
            parts.append(re.sub(r"\s*–+\s*", "--", part))
        elif re.fullmatch(
            r"[A-Za-z]{0,3}\d+[A-Za-z]?-[A-Za-z]{0,3}\d+[A-Za-z]?", part
        ) or re.fullmatch(r"[ivxlcdmIVXLCDM]+-[ivxlcdmIVXLCDM\d]+", part):
            parts.append(part.replace("-", "--"))
        else:
            parts.append(part)
    return ", ".join(parts)


def as_edition(edition: str) -> str:
    """An edition as a number where it is one: `Second`, `2nd`, `2nd ed.` are `2`."""
    if match := _ORDINAL.fullmatch(edition.strip()):
        return match[1]
    word = re.sub(r"\s+(?:ed\.?|edition)$", "", edition.strip(), flags=re.IGNORECASE).capitalize()
    if word in tables.ORDINALS:
        return str(tables.ORDINALS.index(word) + 1)
    return edition


def bibtex_edition(edition: str) -> str:
    """An edition as BibTeX's styles want it: an ordinal with a capital (btxdoc, `edition`)."""
    if edition.isdecimal() and 0 < int(edition) <= len(tables.ORDINALS):
        return tables.ORDINALS[int(edition) - 1]
    return edition


def split_howpublished(raw: str) -> tuple[str, str]:
    """The address in a `howpublished`, and the raw rest that says something else."""
    match = re.search(
        r"\\url\s*\{([^{}]*)\}|\\href\s*\{([^{}]*)\}\s*\{[^{}]*\}|(https?://[^\s{}]+)", raw
    )
    if not match:
        return "", raw
    rest = (raw[: match.start()] + raw[match.end() :]).strip(" .,;:{}")
    if re.fullmatch(
        r"(?:available\s*(?:at|from|online)?|online|website|web\s?page|url|see)?", rest, re.I
    ):
        rest = ""
    return decode_verbatim(match[1] or match[2] or match[3]).rstrip(".,"), rest
