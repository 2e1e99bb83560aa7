"""Keyword lists: the one text of CSL's `keyword` and BibTeX's `keywords`, and its parts."""

from __future__ import annotations

from collections.abc import Iterable


def split_keywords(text: str) -> tuple[str, ...]:
    """The keywords of a list. Semicolons separate if there are any, else commas do."""
    separator = ";" if ";" in text else ","
    return tuple(" ".join(part.split()) for part in text.split(separator) if part.strip())


def join_keywords(keywords: Iterable[str]) -> str:
    """One text of keywords, each once; with semicolons if one of them has a comma."""
    parts = [" ".join(part.split()) for keyword in keywords for part in keyword.split(";")]
    known = list(dict.fromkeys(part for part in parts if part))
    separator = "; " if len(known) > 1 and any("," in part for part in known) else ", "
    return separator.join(known)
