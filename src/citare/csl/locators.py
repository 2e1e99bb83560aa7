"""Labels written inside locators and numbers: "vol. 2, fol. 186", "7, p. 3-8"."""

from __future__ import annotations

import re

from citare.csl.locale import Locale

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
