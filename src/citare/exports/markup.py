"""CSL inline markup for formats that have less of it, or another."""

from __future__ import annotations

import re
from typing import Final

_TAG: Final = re.compile(r"<(?P<close>/)?(?P<name>i|b|sup|sub|sc|span)(?: [^<>]*)?>")
_NOCASE: Final = re.compile(r'<span class="nocase">((?:(?!</?span\b).)*)</span>', re.DOTALL)


def without_case_marks(text: str) -> str:
    """The text without its nocase spans; other markup stays."""
    while (less := _NOCASE.sub(r"\1", text)) != text:
        text = less
    return text


def without_markup(text: str) -> str:
    """The text alone. A bare `<` stays, as does a tag that is never closed."""
    return "".join(run for _, run in runs(text))


def runs(text: str) -> list[tuple[frozenset[str], str]]:
    """The text in pieces, each with the names of the tags around it (`i`, `b`, `sup`, …)."""
    pairs = _pairs(text)
    result: list[tuple[frozenset[str], str]] = []
    open_tags: list[str] = []
    position = 0
    for start, end, name, closes in sorted(pairs):
        if text[position:start]:
            result.append((frozenset(open_tags), text[position:start]))
        if closes:
            open_tags.remove(name)
        else:
            open_tags.append(name)
        position = end
    if text[position:]:
        result.append((frozenset(open_tags), text[position:]))
    return result


def _pairs(text: str) -> list[tuple[int, int, str, bool]]:
    """The tags that have a partner, as (start, end, name, closes)."""
    found: list[tuple[int, int, str, bool]] = []
    stack: list[tuple[int, int, str]] = []
    for match in _TAG.finditer(text):
        name = match["name"]
        if not match["close"]:
            stack.append((match.start(), match.end(), name))
            continue
        names = [opened[2] for opened in stack]
        if name not in names:
            continue
        while stack:
            start, end, opened = stack.pop()
            if opened == name:
                found += [(start, end, name, False), (match.start(), match.end(), name, True)]
                break
    return found
