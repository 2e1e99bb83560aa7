"""Citations in documents compared with a library: keys that it lacks, entries that none cites."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from citare.actions.lint import Producer, Verdicts
from citare.bibtex.grammar import line_starts
from citare.documents.base import EVERY_KEY, Cite
from citare.documents.registry import syntax_for
from citare.findings import Finding, Place
from citare.library.library import Library
from citare.lint.document_rules import UNDEFINED_KEY, UNUSED_ENTRY


@dataclass(frozen=True, slots=True)
class CitedKey:
    """A key that a document cites, and where."""

    path: str
    cite: Cite
    place: Place

    @property
    def key(self) -> str:
        """The citation key."""
        return self.cite.key


class Places:
    """Offsets of a document as lines and columns, from 1; its lines are counted once."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.starts = line_starts(text)

    def of(self, cite: Cite) -> Place:
        """Where the document cites a key."""
        return Place(self.path, *self.at(cite.start), *self.at(cite.end), cite.key)

    def at(self, offset: int) -> tuple[int, int]:
        """The line and the column of an offset."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1


def cited_keys(texts: Mapping[str, str]) -> tuple[CitedKey, ...]:
    """Every key that documents cite, in their order. Unknown kinds of document are passed over."""
    found = []
    for path, text in texts.items():
        syntax = syntax_for(path)
        places = Places(path, text)
        for cite in syntax.cites(text) if syntax else ():
            found.append(CitedKey(path, cite, places.of(cite)))
    return tuple(found)


def undefined_keys(library: Library, cited: Iterable[CitedKey]) -> tuple[Finding, ...]:
    """A finding for each citation of a key that the library does not have."""
    return tuple(
        undefined_key(library, one.key, one.place)
        for one in cited
        if one.key != EVERY_KEY and library.get(one.key) is None
    )


def undefined_key(library: Library, key: str, place: Place) -> Finding:
    """The finding for a citation of a key that the library does not have."""
    near = library.similar_keys(key)
    hint = f"similar: {', '.join(near)}" if near else ""
    message = f"no entry has the key {key}"
    return Finding(UNDEFINED_KEY.code, UNDEFINED_KEY.severity, message, place, hint)


def unused_entries(library: Library, cited: Iterable[CitedKey]) -> tuple[Finding, ...]:
    """A finding for each entry that no document cites; entries that others need count as cited."""
    keys = {one.key for one in cited}
    if EVERY_KEY in keys:
        return ()
    used = {record.key for key in keys if (record := library.get(key))}
    used |= {key for record in library.records for key in record.links if record.key in used}
    return tuple(
        Finding(
            UNUSED_ENTRY.code,
            UNUSED_ENTRY.severity,
            f"no document cites {record.key}",
            record.place(),
        )
        for record in library.by_key.values()
        if record.key not in used
    )


def citation_producer(texts: Mapping[str, str], library: Library, *, unused: bool) -> Producer:
    """Findings about the citations of documents, for `lint`; `unused`: about entries as well."""
    codes = {UNDEFINED_KEY.code, *([UNUSED_ENTRY.code] if unused else [])}

    def ask(_: Library) -> Verdicts:
        cited = cited_keys(texts)
        found = undefined_keys(library, cited)
        return Verdicts(found + (unused_entries(library, cited) if unused else ()))

    return Producer(frozenset(codes), ask)
