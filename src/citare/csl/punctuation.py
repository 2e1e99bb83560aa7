"""Punctuation at the end: seams between affixes and text, the shape of quotation marks.

Two stops that meet are joined by a table (a full stop after a question mark vanishes, a comma
stays); a stop that follows a closing quotation mark moves inside where the locale says so;
a space that meets a space is one space.
"""

from __future__ import annotations

import re

from citare.csl.locale import Locale
from citare.csl.marks import (
    GROUP_END,
    HARD,
    INNER_OPEN,
    JOINT,
    LEAF,
    MACRO_END,
    PREFIX,
    QUOTE_CLOSE,
    QUOTE_OPEN,
    SEAM,
)

STOPS = ".,:;!?"
MOVABLE = ".,!?"
_KEEP_FIRST = {":.": ":", "!.": "!", "?.": "?", ";.": ";", ";:": ";", "!:": "!", "?:": "?"}
_KEEP_SECOND = {":!": "!", ":?": "?", ";!": "!", ";?": "?"}
_TABLE = {a + b: a + b for a in STOPS for b in STOPS}
_TABLE.update({a + a: a for a in STOPS})
_TABLE.update(_KEEP_FIRST)
_TABLE.update(_KEEP_SECOND)
_MARK_SET = frozenset(chr(code) for code in range(0xA0) if chr(code) in {
    chr(c) for c in (*range(1, 9), *range(0x0E, 0x1C), *range(0x80, 0x85), *range(0x86, 0xA0))
})  # fmt: skip
_SPECIAL = frozenset(STOPS + "  ") | _MARK_SET
_MARKS_AND_STOPS = "".join(_MARK_SET) + STOPS


def _split_tail(text: str) -> tuple[str, str]:
    end = len(text)
    while end and text[end - 1] in _MARK_SET:
        end -= 1
    return text[:end], text[end:]


def _split_head(text: str) -> tuple[str, str]:
    start = 0
    while start < len(text) and text[start] in _MARK_SET:
        start += 1
    return text[:start], text[start:]


def _insert(core: str, tail: str, stops: str, inside: bool) -> str:
    """Put stops after `core`: before the closing quotation marks of `tail`, or at its end."""
    at = tail.find(QUOTE_CLOSE)
    if inside and at >= 0 and all(c in MOVABLE for c in stops):
        return core + tail[:at] + stops + tail[at:]
    return core + tail + stops


def _meet(left: str, stop: str, inside: bool) -> str:
    core, tail = _split_tail(left)
    if not core or core[-1] not in STOPS:
        return _insert(core, tail, stop, inside)
    last = core[-1]
    if last == "," and QUOTE_CLOSE in tail and not inside:
        return _meet(core[:-1] + tail + ",", stop, inside)
    joined = _TABLE[last + stop]
    if joined == last:
        return left
    if joined == stop:
        if QUOTE_CLOSE in tail:
            return core[:-1] + stop + tail
        return _meet(core[:-1], stop, inside) + tail
    return _insert(core, tail, stop, inside)


def _meet_suffix(left: str, stop: str, inside: bool, joint: bool) -> str:
    """A stop after a group whose last child has a stop as its suffix.

    Before a delimiter (`joint`) both stay, in their order. Before a suffix of what is around
    the group the outer stop comes first where one of the two would be lost, and so it does after
    quotation marks.
    """
    core, tail = _split_tail(left)
    last = core[-1]
    base, quote_tail = _split_tail(core[:-1])
    if inside and (QUOTE_CLOSE in tail or QUOTE_CLOSE in quote_tail):
        at = quote_tail + tail if QUOTE_CLOSE in tail else quote_tail
        rest = "" if QUOTE_CLOSE in tail else tail
        return _meet(_meet(base, stop, False) + at, last, inside) + rest
    joined = _TABLE[last + stop]
    if last == stop or (len(joined) == 2 and not joint):
        return _meet(left, stop, inside)
    return _insert(core, tail, stop, inside) if joint else core[:-1] + _TABLE[stop + last] + tail


def join_seam(left: str, right: str, inside: bool, suffix: bool, joint: bool) -> str:
    """`left` and `right` with the seam between them resolved.

    `suffix`: the stop at the end of `left` is a suffix, not content; `joint`: `right` begins
    with a delimiter.
    """
    head, rest = _split_head(right)
    if not left or not rest:
        return left + right
    first = rest[0]
    if first in " \u00a0":
        core, tail = _split_tail(left)
        if any(mark >= "\x80" for mark in head + tail):  # within formatting that opens here
            return left + right
        if core.endswith(first) or (first == " " and core.endswith("\u00a0") and joint) or not core:
            return left + head + rest[1:] if core or not tail else left + right
        return left + right
    if first not in STOPS:
        return left + right
    if head and head.count("\x02") != len(head):
        core, _ = _split_tail(left)
        if core and core[-1] in STOPS and _TABLE[core[-1] + first] == core[-1]:
            return left + head + rest[1:]
        return left + right
    if suffix and GROUP_END in left[-4:]:
        return _meet_suffix(left + head, first, inside, joint) + rest[1:]
    if suffix and joint and MACRO_END not in left[-4:]:
        core, tail = _split_tail(left + head)
        if core[-1] != first:
            return _insert(core, tail, first, inside) + rest[1:]
    return _meet(left + head, first, inside) + rest[1:]


_SEAMS = re.compile(f"[{SEAM}{JOINT}{LEAF}{HARD}{PREFIX}]")
_AFFIX = re.compile(r"[\W_]+")


def soften(text: str) -> str:
    """A group's text: the suffix of its last element meets what follows the group as usual."""
    at = text.rfind(HARD)
    return text[:at] + LEAF + text[at + 1 :]


def resolve(text: str, inside: bool) -> str:
    """Working text without seams. `inside`: stops go inside closing quotation marks."""
    pieces = _SEAMS.split(text)
    if len(pieces) == 1:
        return text
    kinds = _SEAMS.findall(text)
    out = pieces[0]
    suffix = hard = False
    for kind, piece in zip(kinds, pieces[1:], strict=True):
        if not piece:
            continue
        whole = len(out) + len(piece)
        kept = hard and kind == PREFIX and (piece[0] == " " or QUOTE_CLOSE not in out[-6:])
        if kept or piece[0] not in _SPECIAL:
            out += piece
        else:
            out = join_seam(out, piece, inside, suffix, kind == JOINT)
        hard = kind == HARD and bool(_AFFIX.fullmatch(piece))
        # A stop that the text before took in is not a suffix any more.
        suffix = piece[0] in STOPS and whole == len(out) and not piece.strip(_MARKS_AND_STOPS)
    return out


_MARK = re.compile(f"[{QUOTE_OPEN}{INNER_OPEN}{QUOTE_CLOSE}]")


class QuoteMarks:
    """A locale's outer and inner quotation marks."""

    def __init__(self, locale: Locale) -> None:
        self.outer = (locale.term("open-quote") or "“", locale.term("close-quote") or "”")
        self.inner = (
            locale.term("open-inner-quote") or "‘",
            locale.term("close-inner-quote") or "’",
        )

    def resolve(self, text: str) -> str:
        """Working text with every quotation mark in its shape: outer, inner, outer, ..."""
        if QUOTE_CLOSE not in text:
            return text
        levels: list[int] = []
        pair = (self.outer, self.inner)

        def shape(match: re.Match[str]) -> str:
            mark = match.group()
            if mark == QUOTE_CLOSE:
                return pair[levels.pop() % 2][1] if levels else self.outer[1]
            level = levels[-1] + 1 if levels else 0
            levels.append(max(level, 1) if mark == INNER_OPEN else level)
            return pair[levels[-1] % 2][0]

        return _MARK.sub(shape, text)
