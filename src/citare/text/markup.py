"""The one tokenizer of CSL-JSON inline markup: `<i> <b> <sup> <sub> <sc>` and CSL's spans.

Text is cut into parts: text at even positions, tags at odd ones. A tag counts only where it is
balanced; any other is the characters it is ("x < 0.11", "<La captive>").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

TAG: Final = (
    r"</?(?:i|b|sup|sub|sc|em|strong)>"
    r"|<span\s+class=\"(?:nocase|nodecor)\"\s*>"
    r"|<span\s+style=\"font-variant:\s*small-caps;?\"\s*>|</span>"
)
_TAGS: Final = re.compile(f"({TAG})")
_SAME: Final = {"em": "i", "strong": "b"}


def parts_of(text: str) -> list[str]:
    """The text at even positions, tags at odd ones."""
    return _TAGS.split(text)


def kind_of(tag: str) -> str:
    """What an opening tag does: "i", "b", "sup", "sub", "sc", "nocase" or "nodecor"."""
    if tag.startswith("<span"):
        return next((kind for kind in ("nocase", "nodecor") if kind in tag), "sc")
    return _SAME.get(tag[1:-1], tag[1:-1])


def _closes(opening: str, tag: str) -> bool:
    return tag == ("</span>" if opening.startswith("<span") else f"</{opening[1:]}")


def pairs(parts: Sequence[str]) -> list[tuple[int, int]]:
    """The positions of each balanced pair of tags; odd parts that are not tags are passed over."""
    stack: list[int] = []
    found: list[tuple[int, int]] = []
    for index in range(1, len(parts), 2):
        tag = parts[index]
        if tag[0] != "<":
            continue
        if tag[1] != "/":
            stack.append(index)
            continue
        for depth in range(len(stack) - 1, -1, -1):
            if _closes(parts[stack[depth]], tag):
                found.append((stack[depth], index))
                del stack[depth:]
                break
    return found


def without_tags(text: str, drops: Callable[[str], bool] = lambda _: True) -> str:
    """Text without its balanced tags, or only without those of the kinds that `drops` names."""
    if "<" not in text:
        return text
    parts = parts_of(text)
    for start, end in pairs(parts):
        if drops(kind_of(parts[start])):
            parts[start] = parts[end] = ""
    return "".join(parts)
