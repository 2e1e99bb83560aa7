"""Formatting a whole .bib text, with its meaning compared before and after.

Formatting never changes what a reader of BibTeX or BibLaTeX sees: every entry keeps its type,
key and resolved values, @string, @preamble and @comment blocks keep their text, remarks keep
theirs. Anything else raises UnsafeEdit and nothing is returned.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace

from citare.bibtex.formatting.entry import format_entry
from citare.bibtex.formatting.options import Format
from citare.bibtex.formatting.order import sorted_text, with_blank_lines
from citare.bibtex.inherit import Resolver
from citare.bibtex.layout import newline_of
from citare.bibtex.macros import Macros
from citare.bibtex.nodes import Document, Entry, Junk
from citare.bibtex.scanner import parse
from citare.changes import FileChange
from citare.errors import UnsafeEdit


def formatted(text: str, wanted: Format, file: str = "") -> FileChange:
    """What the format makes of a file. UnsafeEdit if that would say anything else than before."""
    return FileChange.whole(text, format_text(text, wanted, file))


def format_text(text: str, wanted: Format, file: str = "") -> str:
    """The text as wanted. UnsafeEdit if that would say anything else than before."""
    if wanted.does_nothing:
        return text
    before = parse(text, file)
    newline = newline_of(text)
    document = before
    if wanted.within_entries:
        inside = replace(wanted, sort=None, blank_lines=None)
        document = parse(
            "".join(
                format_entry(segment, inside, newline)
                if isinstance(segment, Entry)
                else segment.text
                for segment in document.segments
            ),
            file,
        )
    if wanted.sort:
        document = parse(sorted_text(document, wanted.sort), file)
    if wanted.blank_lines is not None:
        document = parse(with_blank_lines(document, wanted.blank_lines, newline), file)
    if document.text != text:
        check_same_meaning(before, document)
    return document.text


def check_same_meaning(before: Document, after: Document) -> None:
    """Raise UnsafeEdit if two texts say different things."""
    for what, one, other in (
        ("entries", _entries(before), _entries(after)),
        ("@string, @preamble or @comment blocks", _blocks(before), _blocks(after)),
        ("remarks between entries", _remarks(before), _remarks(after)),
        ("unreadable parts", _problems(before), _problems(after)),
    ):
        if one != other:
            raise UnsafeEdit(
                f"{before.file or 'the file'}: formatting would change {what}",
                hint="nothing was changed; `citare check` may show what is odd there",
            )


def _entries(document: Document) -> dict[str, list[tuple[str, str, frozenset[tuple[str, str]]]]]:
    """By key without case, in order: type, key and resolved values of each entry."""
    resolver = Resolver([(document, Macros(document))])
    found: dict[str, list[tuple[str, str, frozenset[tuple[str, str]]]]] = defaultdict(list)
    for entry in document.entries:
        fields = resolver.resolve(entry, document).fields
        repeated = Counter(one.name for one in entry.fields)
        counts = {(f"{name} stands", str(n)) for name, n in repeated.items() if n > 1}
        values = frozenset({*fields.items(), *counts})
        found[entry.key.lower()].append((entry.type, entry.key, values))
    if "" in found:  # no program tells entries without a key apart by their order
        found[""].sort(key=lambda one: (one[0], sorted(one[2])))
    return found


def _blocks(document: Document) -> list[str]:
    return [s.text for s in document.segments if not isinstance(s, Entry | Junk)]


def _remarks(document: Document) -> Counter[str]:
    """The lines of the text between blocks, without white space."""
    return Counter(
        line.strip()
        for segment in document.segments
        if isinstance(segment, Junk)
        for line in segment.text.splitlines()
        if line.strip()
    )


def _problems(document: Document) -> Counter[str]:
    return Counter(finding.code for finding in document.findings)
