"""Bytes <-> text for .bib files, so that every byte that nobody changed comes back.

UTF-8 with or without a mark, else the encoding that the file states (JabRef's `% Encoding:`,
Emacs' `coding:`), else Windows-1252, else Latin-1, which explains any byte. A UTF-8 text with a
few foreign bytes in it stays UTF-8: those bytes are shown as Windows-1252 shows them and put
back as they were. UTF-16 and UTF-32 are refused: BibTeX cannot read them.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from bisect import bisect_left
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from citare.bibtex.nodes import Entry, PieceKind
from citare.bibtex.scanner import parse
from citare.errors import EncodingError, UnsafeEdit
from citare.text.latex_encode import encode as latex

_BOM = codecs.BOM_UTF8
_WIDE = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_STATED = re.compile(rb"(?:%\s*Encoding:|coding[:=])[ \t]*([\w.:-]+)", re.IGNORECASE)
_JAVA = re.compile(r"(?:iso8859|iso-?8859)[_-]?(\d+)$", re.IGNORECASE)
_VALID = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text and how its bytes said it.

    `encoding` is a Python codec's name; `stated` tells that it is UTF-8 or named by the file
    rather than guessed; `foreign` are the offsets of bytes that are not UTF-8 in a UTF-8 text.
    """

    text: str
    data: bytes = field(repr=False)
    encoding: str = "utf-8"
    bom: bool = False
    stated: bool = True
    foreign: tuple[int, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes."""
        return digest(self.data)


def digest(data: bytes) -> str:
    """SHA-256, in hex."""
    return hashlib.sha256(data).hexdigest()


def decode(data: bytes, file: str = "") -> Decoded:
    """Read bytes. EncodingError for UTF-16 and UTF-32."""
    _refuse_wide(data, file)
    bom = data.startswith(_BOM)
    body = data[len(_BOM) :] if bom else data
    stated = _stated(body[:2048])
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return _foreign(data, body, bom, stated)
    name = stated if stated and text.isascii() and not bom else "utf-8"
    return Decoded(text, data, name, bom)


def _refuse_wide(data: bytes, file: str) -> None:
    wide = next((name for mark, name in _WIDE if data.startswith(mark)), "")
    sample = data[:4096]
    if not wide and sample.count(0) * 3 > len(sample):
        wide = "UTF-16 or UTF-32"
    if wide:
        raise EncodingError(
            f"{file or 'the file'} is written in {wide}, which BibTeX cannot read",
            hint="convert it: iconv -f UTF-16 -t UTF-8 OLD.bib > NEW.bib",
        )


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


def _foreign(data: bytes, body: bytes, bom: bool, stated: str) -> Decoded:
    """Bytes that are not UTF-8."""
    parts = _split(body)
    bad = sum(len(raw) for text, raw in parts if text is None)
    good = len(_VALID.findall(body))
    if bom or good > bad:
        return _mixed(data, parts, bom)
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


def _mixed(data: bytes, parts: list[tuple[str | None, bytes]], bom: bool) -> Decoded:
    texts: list[str] = []
    foreign: list[int] = []
    length = 0
    for text, raw in parts:
        if text is None:
            foreign += range(length, length + len(raw))
            text = "".join(_shown(byte) for byte in raw)
        texts.append(text)
        length += len(text)
    return Decoded("".join(texts), data, "utf-8", bom, stated=False, foreign=tuple(foreign))


def _shown(byte: int) -> str:
    try:
        return bytes((byte,)).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


def encode(text: str, old: Decoded | None = None, file: str = "") -> bytes:
    """The bytes of a text in the encoding of the file it replaces (UTF-8 for a new one).

    A character that the encoding lacks is written as LaTeX inside a value; elsewhere UnsafeEdit
    is raised.
    """
    if old is None:
        return text.encode("utf-8")
    if text == old.text:
        return old.data
    mark = _BOM if old.bom else b""
    if old.foreign:
        return mark + b"".join(_kept(text, old))
    try:
        return mark + text.encode(old.encoding)
    except UnicodeEncodeError:
        return mark + _escaped(text, old.encoding, file).encode(old.encoding)


def _escaped(text: str, encoding: str, file: str) -> str:
    """`text` with LaTeX for the characters that an encoding lacks."""
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
    for at, char in enumerate(text):
        try:
            char.encode(encoding)
        except UnicodeEncodeError:
            place = bisect_left(starts, at) - 1
            written = latex(char, ascii_only=True)
            if place < 0 or at >= values[place][1] or not written.isascii():
                raise UnsafeEdit(
                    f"{file or 'the file'} is written in {encoding}, which has no {char!r}",
                    hint="convert the file to UTF-8 first",
                ) from None
            char = written
        parts.append(char)
    return "".join(parts)


def _kept(text: str, old: Decoded) -> list[bytes]:
    """Bytes of a text whose predecessor holds foreign bytes: what stayed keeps its own."""
    before, after = _LINES.findall(old.text), _LINES.findall(text)
    starts = [0]
    for line in before:
        starts.append(starts[-1] + len(line))
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    first, last = before[head : len(before) - tail], after[head : len(after) - tail]
    parts = [_bytes(old, 0, starts[head])]
    for tag, a, b, c, d in SequenceMatcher(None, first, last, autojunk=False).get_opcodes():
        start, end = starts[head + a], starts[head + b]
        if tag == "equal":
            parts.append(_bytes(old, start, end))
        else:
            parts += _patched(old, start, end, "".join(last[c:d]))
    parts.append(_bytes(old, starts[len(before) - tail], len(old.text)))
    return parts


def _patched(old: Decoded, start: int, end: int, new: str) -> list[bytes]:
    """Bytes of `new`, which stands where `old.text[start:end]` was."""
    gone = old.text[start:end]
    parts: list[bytes] = []
    for tag, a, b, c, d in SequenceMatcher(None, gone, new, autojunk=False).get_opcodes():
        same = tag == "equal"
        parts.append(_bytes(old, start + a, start + b) if same else new[c:d].encode("utf-8"))
    return parts


def _common(one: str | list[str], other: str | list[str]) -> int:
    """How many leading elements two sequences share."""
    limit = min(len(one), len(other))
    return next((i for i in range(limit) if one[i] != other[i]), limit)


def _bytes(old: Decoded, start: int, end: int) -> bytes:
    """The original bytes of a stretch of text."""
    parts: list[bytes] = []
    at = start
    for place in old.foreign[bisect_left(old.foreign, start) :]:
        if place >= end:
            break
        char = old.text[place]
        parts.append(old.text[at:place].encode("utf-8"))
        parts.append(char.encode("latin-1") if ord(char) < 256 else char.encode("cp1252"))
        at = place + 1
    parts.append(old.text[at:end].encode("utf-8"))
    return b"".join(parts)
