"""Do two identifiers name the same thing?"""

from __future__ import annotations

import re

from citare.model.identifiers import ISBN_SHAPE, ISSN_SHAPE, identity, without_scheme

_SCHEMES = {"eprint": "arxiv"}
_HYPHENS = str.maketrans("‐‑–—", "----")


def identifier(kind: str, text: str) -> str:
    """An identifier in one spelling, by the variable or field it is the value of.

    What is not valid (a wrong check digit, another archive's eprint) is compared as it is
    written, without hyphens and case. Of several ISBNs or ISSNs the order does not count.
    """
    text = text.strip().translate(_HYPHENS)
    if kind == "issn":
        return " ".join(sorted({m[0].replace("-", "").upper() for m in ISSN_SHAPE.finditer(text)}))
    if kind == "isbn":
        return " ".join(sorted(_isbns(text) or _isbns("".join(text.split())))) or text.lower()
    if known := identity(_SCHEMES.get(kind, kind), text):
        return known[1]
    if kind == "doi":
        return without_scheme(text).lower().rstrip(" .,;")
    if kind == "url":
        return re.sub(r"^https?://(?:www\.)?", "", text.lower()).rstrip("/")
    return text.lower()


def _isbns(text: str) -> set[str]:
    """The nine digits that tell books apart, of the ISBNs in a text, with 10 or 13 digits."""
    found = (m[0].replace("-", "") for m in ISBN_SHAPE.finditer(text))
    return {isbn[:-1][-9:] for isbn in found}
