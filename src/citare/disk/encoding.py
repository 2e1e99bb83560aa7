"""Bytes and text of a .bib file, so that every byte that was not changed comes back.

A file is read as UTF-8, or as UTF-16 or UTF-32 if it begins with their byte-order mark, else in
the encoding that it states (JabRef's `% Encoding:`, Emacs' `coding:`), else as Windows-1252, else
as Latin-1, which explains any byte. A UTF-8 text with a few foreign bytes in it stays UTF-8:
those bytes are shown as Windows-1252 shows them and put back as they were.

What is written keeps the file's encoding. Where that is a guess, new letters are written in
LaTeX: a letter of the wrong alphabet would be worse than a command.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TypeAlias

from citare.bibtex.nodes import Entry, PieceKind
from citare.bibtex.scanner import parse
from citare.errors import EncodingError, UnsafeEdit
from citare.findings import Edit
from citare.text.latex.encode import encode as latex

_WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_STATED = re.compile(rb"(?:%\s*Encoding:|coding[:=])[ \t]*([\w.:-]+)", re.IGNORECASE)
_JAVA = re.compile(r"(?:iso8859|iso-?8859)[_-]?(\d+)$", re.IGNORECASE)
_VALID = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_WORD = re.compile(r"[^\s!-/:-@\[-`{-~]+")
_CONVERT = "convert it: iconv -f UTF-16 -t UTF-8 OLD.bib > NEW.bib"


Piece: TypeAlias = "str | tuple[int, int]"
"""A part of a changed text: new, or kept from the text before (offsets in characters, rising)."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text and how its bytes said it.

    `encoding` is a Python codec's name and `mark` the byte-order mark before the text; `stated`
    is true if the encoding is Unicode's or named by the file rather than guessed; `foreign` are
    the offsets of bytes that are not UTF-8 in a UTF-8 text.
    """

    text: str
    data: bytes = field(repr=False)
    encoding: str = "utf-8"
    mark: bytes = b""
    stated: bool = True
    foreign: tuple[int, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes."""
        return digest(self.data)


def digest(data: bytes) -> str:
    """SHA-256, in hex."""
    return hashlib.sha256(data).hexdigest()


# Reading


def decode(data: bytes, file: str = "") -> Decoded:
    """Read bytes. EncodingError for UTF-16 or UTF-32 without a mark, or damaged."""
    wide = _wide(data, file)
    if wide is not None:
        return wide
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    body = data[len(mark) :]
    stated = _stated(body[:2048])
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return _not_utf8(data, body, mark, stated)
    name = stated if stated and text.isascii() and not mark else "utf-8"
    return Decoded(text, data, name, mark)


def _wide(data: bytes, file: str) -> Decoded | None:
    """UTF-16 and UTF-32 with a mark; None for anything else."""
    for mark, name in _WIDE:
        if data.startswith(mark):
            body = data[len(mark) :]
            try:
                text = body.decode(name)
            except UnicodeDecodeError:
                continue
            if text.encode(name) == body:
                return Decoded(text, data, name, mark)
    marked = any(data.startswith(mark) for mark, _ in _WIDE)
    sample = data[:4096]
    if marked or sample.count(0) * 3 > len(sample):
        name = "damaged UTF-16 or UTF-32" if marked else "UTF-16 or UTF-32 without a mark"
        message = f"{file or 'the file'} is written in {name}, which cannot be read"
        raise EncodingError(message, hint=_CONVERT)
    return None


def _stated(head: bytes) -> str:
    """The codec that a file names for itself, or ""."""
    found = _STATED.search(head)
    if not found:
        return ""
    name = found[1].decode("ascii", "replace")
    java = _JAVA.match(name)
    name = f"iso8859-{java[1]}" if java else name
    try:
        known = codecs.lookup(name)
    except LookupError:
        return ""
    text = getattr(known, "_is_text_encoding", True)
    return known.name if text and known.name not in ("utf-8", "ascii") else ""


def _not_utf8(data: bytes, body: bytes, mark: bytes, stated: str) -> Decoded:
    """A text with bytes that are not UTF-8: a few of them, or all in another encoding."""
    parts = _split(body)
    bad = sum(len(raw) for text, raw in parts if text is None)
    good = len(_VALID.findall(body))
    if mark or good > bad:
        return _mixed(data, parts, mark)
    if stated:
        try:
            text = body.decode(stated)
            if text.encode(stated) == body:
                return Decoded(text, data, stated)
        except UnicodeError:
            pass
    try:
        return Decoded(body.decode("cp1252"), data, "cp1252", stated=False)
    except UnicodeDecodeError:
        return Decoded(body.decode("latin-1"), data, "latin-1", stated=False)


def _split(body: bytes) -> list[tuple[str | None, bytes]]:
    """Stretches of UTF-8 (with their text) and of other bytes (with None)."""
    parts: list[tuple[str | None, bytes]] = []
    text = body.decode("utf-8", "surrogateescape")
    for stretch in re.findall(r"[\udc80-\udcff]+|[^\udc80-\udcff]+", text):
        raw = stretch.encode("utf-8", "surrogateescape")
        parts.append((None if "\udc80" <= stretch[0] <= "\udcff" else stretch, raw))
    return parts


def _mixed(data: bytes, parts: list[tuple[str | None, bytes]], mark: bytes) -> Decoded:
    texts: list[str] = []
    foreign: list[int] = []
    length = 0
    for text, raw in parts:
        if text is None:
            foreign += range(length, length + len(raw))
            text = "".join(_shown(byte) for byte in raw)
        texts.append(text)
        length += len(text)
    return Decoded("".join(texts), data, "utf-8", mark, stated=False, foreign=tuple(foreign))


def _shown(byte: int) -> str:
    try:
        return bytes((byte,)).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


# Writing


def encode(
    text: str,
    before: Decoded | None = None,
    file: str = "",
    pieces: Sequence[Piece] | None = None,
) -> bytes:
    """The bytes of a text in the encoding of the file it replaces (UTF-8 for a new one).

    `pieces` say how the text came from the one before, where that is known; otherwise it is
    found by comparison. A character that the encoding lacks, and a new one
    where the encoding is a guess, is written as LaTeX inside a value. Elsewhere, and where the
    file would be read differently afterwards, UnsafeEdit is raised.
    """
    if before is None:
        return _plain(text, "utf-8", file)
    if text == before.text:
        return before.data
    if before.foreign:
        changes = _changes(before, text, pieces)
        data = before.mark + b"".join(_patched(before, changes))
    elif before.stated:
        text = _in_latex(text, _lacking(text, before.encoding), before.encoding, file)
        data = before.mark + _plain(text, before.encoding, file)
    else:
        letters = _new_letters(before, text, _changes(before, text, pieces))
        text = _in_latex(text, letters, before.encoding, file)
        data = _plain(text, before.encoding, file)
    if not (before.stated and before.encoding == "utf-8") and decode(data, file).text != text:
        raise UnsafeEdit(
            f"{file or 'the file'} would be read in another encoding afterwards",
            hint="save it as UTF-8 first",
        )
    return data


def _plain(text: str, encoding: str, file: str) -> bytes:
    try:
        return text.encode(encoding)
    except UnicodeEncodeError as error:
        raise _lacks(text[error.start], encoding, file) from None


def _lacks(char: str, encoding: str, file: str) -> UnsafeEdit:
    if "\ud800" <= char <= "\udfff":
        return UnsafeEdit(f"{file or 'the text'}: half a character (U+{ord(char):04X})")
    return UnsafeEdit(
        f"{file or 'the file'} is written in {encoding}, which has no {char!r}",
        hint="convert the file to UTF-8 first",
    )


def _lacking(text: str, encoding: str) -> list[int]:
    """Where characters are that an encoding does not have."""
    if text.isascii() or encoding.startswith("utf"):
        return []
    lacking: dict[str, bool] = {}
    for char in set(text):
        try:
            char.encode(encoding)
        except UnicodeEncodeError:
            lacking[char] = True
    return [at for at, char in enumerate(text) if char in lacking]


def _new_letters(before: Decoded, text: str, changes: Iterable[Edit]) -> list[int]:
    """Where a text has letters beyond ASCII in words that the file did not have before."""
    known: set[str] | None = None
    found: dict[int, None] = {}
    shift = 0
    for change in changes:
        start = change.start + shift
        end = start + len(change.text)
        shift += len(change.text) - (change.end - change.start)
        if change.text.isascii():
            continue
        if known is None:
            known = {word for word in _WORD.findall(before.text) if not word.isascii()}
        begin = start
        while begin and _WORD.match(text[begin - 1]):
            begin -= 1
        for word in _WORD.finditer(text, begin):
            if word.start() >= end:
                break
            if not word[0].isascii() and word[0] not in known:
                found |= {at: None for at in range(*word.span()) if not text[at].isascii()}
    return list(found)


def _in_latex(text: str, places: Sequence[int], encoding: str, file: str) -> str:
    """`text` with LaTeX for the characters at these places, which are to be within values."""
    if not places:
        return text
    values = [
        (piece.start, piece.end)
        for segment in parse(text).segments
        if isinstance(segment, Entry)
        for one in segment.fields
        for piece in one.pieces
        if piece.kind in (PieceKind.BRACED, PieceKind.QUOTED)
    ]
    starts = [start for start, _ in values]
    parts: list[str] = []
    done = 0
    for at in places:
        value = bisect_left(starts, at) - 1
        written = latex(text[at], ascii_only=True)
        if value < 0 or at >= values[value][1] or not written.isascii():
            raise _lacks(text[at], encoding, file)
        parts += text[done:at], written
        done = at + 1
    return "".join([*parts, text[done:]])


# A text that keeps bytes of its own


def _changes(before: Decoded, text: str, pieces: Sequence[Piece] | None) -> Iterator[Edit]:
    """The changes in order, as small as they are known to be."""
    if pieces is None:
        yield from differences(before.text, text)
        return
    at = 0
    new: list[str] = []
    for piece in [*pieces, (len(before.text), len(before.text))]:
        if isinstance(piece, str):
            new.append(piece)
        else:
            yield from _shifted(differences(before.text[at : piece[0]], "".join(new)), at)
            at, new = piece[1], []


def _patched(before: Decoded, changes: Iterable[Edit]) -> Iterator[bytes]:
    """Bytes of a text: what stayed keeps its own, what is new is UTF-8."""
    at = 0
    for change in changes:
        yield _bytes(before, at, change.start)
        yield _plain(change.text, "utf-8", "")
        at = change.end
    yield _bytes(before, at, len(before.text))


def _bytes(before: Decoded, start: int, end: int) -> bytes:
    """The original bytes of a stretch of text."""
    parts: list[bytes] = []
    at = start
    first = bisect_left(before.foreign, start)
    for place in before.foreign[first : bisect_left(before.foreign, end, first)]:
        char = before.text[place]
        parts.append(before.text[at:place].encode("utf-8"))
        parts.append(char.encode("latin-1") if ord(char) < 256 else char.encode("cp1252"))
        at = place + 1
    parts.append(before.text[at:end].encode("utf-8"))
    return b"".join(parts)


_MOST_LINES, _MOST_CHARACTERS = 60, 2_000  # compared closely; more is taken as a whole


def differences(before: str, after: str) -> Iterator[Edit]:
    """Edits that lead from one text to another, in order; the effort is linear in the texts.

    Lines that each text has exactly once hold the comparison together ("patience" diff).
    """
    old, new = _LINES.findall(before), _LINES.findall(after)
    at = i = j = 0
    for a, b in [*_anchors(old, new), (len(old), len(new))]:
        if a < i or b < j:
            continue
        yield from _shifted(_block(old[i:a], new[j:b]), at)
        at += sum(map(len, old[i:a]))
        while a < len(old) and b < len(new) and old[a] == new[b]:
            at += len(old[a])
            a, b = a + 1, b + 1
        i, j = a, b


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of places of lines that are unique in both texts, rising in both."""
    places = {line: at for at, line in _unique(new)}
    pairs = [(0, 0), *((at, places[line]) for at, line in _unique(old) if line in places)]
    tails: list[int] = []
    ends: list[int] = []
    back = [-1] * len(pairs)
    for index, (_, there) in enumerate(pairs):
        rank = bisect_left(tails, there)
        back[index] = ends[rank - 1] if rank else -1
        tails[rank : rank + 1] = [there]
        ends[rank : rank + 1] = [index]
    chain: list[tuple[int, int]] = []
    index = ends[-1]
    while index >= 0:
        chain.append(pairs[index])
        index = back[index]
    return chain[::-1]


def _unique(lines: Sequence[str]) -> list[tuple[int, str]]:
    seen: dict[str, int] = {}
    for at, line in enumerate(lines):
        seen[line] = -1 if line in seen else at
    return [(at, line) for line, at in seen.items() if at >= 0]


def _block(old: Sequence[str], new: Sequence[str]) -> Iterator[Edit]:
    """Edits between two runs of lines."""
    if len(old) > _MOST_LINES or len(new) > _MOST_LINES:
        yield from _letters("".join(old), "".join(new))
        return
    at = [0]
    for line in old:
        at.append(at[-1] + len(line))
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from _shifted(_letters("".join(old[a:b]), "".join(new[c:d])), at[a])


def _letters(old: str, new: str) -> Iterator[Edit]:
    """Edits within a changed stretch."""
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    old, new = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(old) > _MOST_CHARACTERS or len(new) > _MOST_CHARACTERS:
        yield Edit(head, head + len(old), new)
        return
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield Edit(head + a, head + b, new[c:d])


def _shifted(edits: Iterator[Edit], by: int) -> Iterator[Edit]:
    return (Edit(edit.start + by, edit.end + by, edit.text) for edit in edits)


def _common(one: str, other: str) -> int:
    """How many leading characters two texts share."""
    limit = min(len(one), len(other))
    return next((i for i in range(limit) if one[i] != other[i]), limit)
