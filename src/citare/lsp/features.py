"""What the language server can tell about a document: the same functions as the commands use.

Everything is by offsets of the document's text; `lsp/server.py` speaks the protocol.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from citare.bibtex.nodes import Document, Entry
from citare.bibtex.schema import LINK_FIELDS
from citare.documents.base import Syntax
from citare.documents.registry import syntax_for
from citare.library.library import Library, Record

# The text before the cursor where a key is being typed, by kind of document.
_TYPING: Mapping[str, re.Pattern[str]] = {
    "markdown": re.compile(r"(?:^|[\s\[;(*_-])@\{?(?P<key>[^\s\[\]{};,@]*)$"),
    "latex": re.compile(
        r"\\[A-Za-z]*[cC]ite[A-Za-z]*\*?\s*(?:\[[^\]]*\]\s*)*(?:\{[^{}]*\}\s*)*"
        r"\{(?:[^{}]*,)?\s*(?P<key>[^{},\s]*)$"
    ),
    "typst": re.compile(r"(?:@|#?cite\(\s*<|#?cite\(\s*label\(\")(?P<key>[^\s@<>()\"\[\],;]*)$"),
}
_BIB = re.compile(
    r"\b(?:crossref|xdata|xref|related)\s*=\s*[{\"](?:[^{}\"]*,)?\s*(?P<key>[^{},\"\s]*)$"
)

_KEY = re.compile(r"[^\s,{}\"]+")


@dataclass(frozen=True, slots=True)
class Typing:
    """A key that is being typed: where it begins, and what is there of it."""

    start: int
    prefix: str


@dataclass(frozen=True, slots=True)
class Target:
    """A key in a document: the span to mark, and the record it names."""

    start: int
    end: int
    record: Record


@dataclass(frozen=True, slots=True)
class Cited:
    """A key in a document, and its span."""

    start: int
    end: int
    key: str


def is_bib(path: str) -> bool:
    """Whether a path names a .bib file."""
    return path.lower().endswith((".bib", ".bibtex"))


def typing_at(path: str, text: str, offset: int) -> Typing | None:
    """The key being typed at an offset, or None."""
    begin = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    kind = syntax_for(path)
    pattern = _BIB if is_bib(path) else _TYPING.get(kind.name) if kind else None
    if kind and kind.name == "latex":
        begin = max(0, offset - 1000)  # a citation may begin some lines above
    found = pattern.search(text[begin:offset]) if pattern else None
    if found is None:
        return None
    prefix = found["key"]
    return Typing(offset - len(prefix), prefix)


def target_at(path: str, text: str, offset: int, library: Library) -> Target | None:
    """The entry that the key at an offset names, or the entry around it in a .bib file."""
    if is_bib(path):
        return _target_in_bib(path, offset, library)
    kind = syntax_for(path)
    if kind is None:
        return None
    for start, end, key in _cited(kind, text):
        if start <= offset <= end:
            record = library.get(key)
            return Target(start, end, record) if record else None
    return None


def _cited(kind: Syntax, text: str) -> Iterator[tuple[int, int, str]]:
    for cite in kind.cites(text):
        yield cite.start, cite.end, cite.key


def key_at(path: str, text: str, offset: int, library: Library) -> Cited | None:
    """The key at an offset, whether the library has it or not."""
    target = target_at(path, text, offset, library)
    if target is not None:
        return Cited(target.start, target.end, target.record.key)
    kind = syntax_for(path)
    cites = kind.cites(text) if kind and not is_bib(path) else ()
    return next((Cited(c.start, c.end, c.key) for c in cites if c.start <= offset <= c.end), None)


def linked_keys(document: Document) -> Iterator[tuple[int, int, str]]:
    """The keys of other entries that a .bib file's fields name: start, end and key."""
    for entry in document.entries:
        for field in entry.fields:
            if field.name in LINK_FIELDS:
                value = document.text[field.value_start : field.value_end]
                for found in _KEY.finditer(value):
                    yield (
                        field.value_start + found.start(),
                        field.value_start + found.end(),
                        found[0],
                    )


def _target_in_bib(path: str, offset: int, library: Library) -> Target | None:
    """A link's target where the offset is on one, else the entry itself on its head."""
    document = next((d for d in library.documents if d.file == path), None)
    segment = document.at(offset) if document else None
    if document is None or not isinstance(segment, Entry):
        return None
    for start, end, key in linked_keys(document):
        record = library.get(key) if start <= offset <= end else None
        if record:
            return Target(start, end, record)
    if segment.start <= offset <= segment.key_end:
        record = library.get(segment.key)
        return Target(segment.key_start, segment.key_end, record) if record else None
    return None
