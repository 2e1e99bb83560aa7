"""Text is not garbled by a wrong encoding.

What: Sequences that arise when UTF-8 is read as Latin-1 or Windows-1252 (Ã© for é, â€“ for –),
the replacement character U+FFFD, bytes that could not be decoded, and control characters.

Why: What is printed is wrong, and once saved the original is hard to guess.

Example:
    author = {GÃ¶del, Kurt}
Rather:
    author = {Gödel, Kurt}

Fix: Unsafe for what can be read back as UTF-8; none for what is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citare.findings import Edit, Fix, Severity
from citare.library.library import Library, LibraryFile
from citare.lint.base import Context, FileEncoding, Rule, Violation

# The bytes 80 to 9F as Windows-1252 shows them, and as Latin-1 does.
_HIGH = bytes(range(0x80, 0xA0)).decode("cp1252", "ignore") + "".join(map(chr, range(0x80, 0xC0)))
_MOJIBAKE = re.compile(
    rf"(?:[\u00c2-\u00df][{_HIGH}]|[\u00e0-\u00ef][{_HIGH}]{{2}}|\u00f0[{_HIGH}]{{3}})+"
)
_HINT = re.compile(rf"[\u00c2-\u00f0][{_HIGH}]")
_LOST = re.compile(r"\ufffd+|[\ud800-\udfff]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1b\x7f]+")


def check(library: Library, context: Context) -> Iterator[Violation]:
    """Garbled, lost and control characters anywhere in the files."""
    for source in library.sources:
        encoding = context.encodings.get(source.name)
        if encoding is not None:
            yield from _guessed(source, encoding)
        yield from _garbled(source)


def _garbled(file: LibraryFile) -> Iterator[Violation]:
    text = file.document.text
    if not text.isascii():
        for found in _MOJIBAKE.finditer(text) if _HINT.search(text) else ():
            right = restored(found[0])
            if right and right != found[0]:
                fix = Fix(f"write {right}", (Edit(*found.span(), right),), safe=False)
                yield _violation(file, found, f"{found[0]!r} is {right!r} in a wrong encoding", fix)
        for found in _LOST.finditer(text):
            what = "a character was lost" if "\ufffd" in found[0] else "bytes of no known encoding"
            yield _violation(file, found, what, None)
    for found in _CONTROL.finditer(text):
        yield _violation(file, found, f"the control character {found[0][0]!r}", None)


def _guessed(file: LibraryFile, encoding: FileEncoding) -> Iterator[Violation]:
    """Bytes that had to be guessed at."""
    for at in encoding.odd:
        key, field = file.whose(at)
        shown = file.document.text[at : at + 1]
        message = f"a byte that is not UTF-8, read as {shown!r}"
        yield Violation(
            file.document, at, at + 1, message, "save the file as UTF-8", None, key, field
        )
    if not encoding.certain:
        yield Violation(
            file.document,
            0,
            0,
            f"the file is not UTF-8 and names no encoding; it was read as {encoding.name}",
            "save it as UTF-8, or name its encoding: % Encoding: windows-1252",
            severity=Severity.INFO,
        )


def restored(text: str) -> str:
    """What `text` was before UTF-8 was taken for an 8-bit encoding, maybe twice; "" if lost."""
    right = _restored_once(text)
    while right and _MOJIBAKE.fullmatch(right):
        right = _restored_once(right)
    return "" if "\ufffd" in right else right


def _restored_once(text: str) -> str:
    raw = bytearray()
    for char in text:
        if ord(char) < 0x100:
            raw.append(ord(char))
            continue
        try:
            raw += char.encode("cp1252")
        except UnicodeEncodeError:
            return ""
    try:
        right = raw.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return right if all(c.isprintable() for c in right) else ""


def _violation(file: LibraryFile, found: re.Match[str], message: str, fix: Fix | None) -> Violation:
    key, field = file.whose(found.start())
    return Violation(
        file.document,
        found.start(),
        found.end(),
        message,
        "compare with the publication",
        fix,
        key,
        field,
    )


RULE = Rule(
    code="encoding-trouble",
    group="text",
    severity=Severity.WARNING,
    doc=__doc__ or "",
    fix="unsafe",
    library=check,
)
