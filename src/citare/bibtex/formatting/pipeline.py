"""Formatting a whole .bib text, as far as a `Format` asks for it.

Formatting never changes what a reader of BibTeX or BibLaTeX sees: every entry keeps its type,
key and resolved values, @string, @preamble and @comment blocks keep their text, remarks keep
theirs. Each step passes the guard of citare.bibtex.editing, which raises UnsafeEdit otherwise.
"""

from __future__ import annotations

from citare.bibtex.editing import LayOut, Patch, rearranged, revise
from citare.bibtex.formatting.entry import format_entry
from citare.bibtex.formatting.options import Format
from citare.bibtex.formatting.order import blank_line_edits, sorted_text
from citare.bibtex.layout import newline_of
from citare.bibtex.scanner import parse
from citare.changes import FileChange


def formatted(text: str, wanted: Format, file: str = "") -> FileChange:
    """What the format makes of a file. UnsafeEdit if that would say anything else than before."""
    change = FileChange.edited(text, ())
    if wanted.does_nothing:
        return change
    document = parse(text, file)
    newline = newline_of(text)
    if wanted.within_entries:
        new = [(entry, format_entry(entry, wanted, newline)) for entry in document.entries]
        revised = revise(
            document, [LayOut(entry, text) for entry, text in new if text != entry.text]
        )
        change, document = change.then(revised.change), revised.document
    if wanted.sort:
        revised = rearranged(document, sorted_text(document, wanted.sort))
        change, document = change.then(revised.change), revised.document
    if wanted.blank_lines is not None:
        edits = blank_line_edits(document, wanted.blank_lines, newline)
        revised = revise(document, [Patch(edits)])
        change, document = change.then(revised.change), revised.document
    return change
