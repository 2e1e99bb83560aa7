"""Citations of entries that get other keys or go: in documents, and in the fields of entries."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from citare.actions.citations import Places
from citare.bibtex.writing import Raw, Value
from citare.changes import FileChange, FileChanges, Files
from citare.documents.base import replace_keys
from citare.documents.latex import LATEX
from citare.documents.registry import syntax_for
from citare.findings import Finding, Severity
from citare.library.library import Library, SetFields


@dataclass(frozen=True, slots=True)
class Rewritten:
    """What becomes of each document, how many citations changed, and those that could not be."""

    files: FileChanges
    count: int
    impossible: tuple[Finding, ...]


def rewrite(files: Files, paths: Sequence[str], keys: Mapping[str, str]) -> Rewritten:
    """What the documents say with other keys; nothing is written. Unknown kinds are passed over."""
    changed: dict[str, FileChange] = {}
    count = 0
    impossible: list[Finding] = []
    for path in paths:
        kind = syntax_for(path)
        if kind is None:
            continue
        text = files.read(path)
        replaced = replace_keys(text, kind, keys)
        count += replaced.count
        changed[path] = FileChange.edited(text, replaced.edits)
        places = Places(path, text)
        for cite in replaced.impossible:
            message = f"{kind.name} cannot cite {keys[cite.key]} here"
            place = places.of(cite)
            impossible.append(Finding("uncitable-key", Severity.WARNING, message, place))
    return Rewritten(FileChanges(changed), count, tuple(impossible))


def rewrite_fields(library: Library, keys: Mapping[str, str]) -> list[SetFields]:
    """The changes to fields that cite entries (`note = {See \\cite{b}}`) under other keys."""
    changes: list[SetFields] = []
    for record in library.by_key.values():
        source = record.document.text
        fields: dict[str, Value | None] = {}
        for field in record.own.values():
            raw = source[field.node.value_start : field.node.value_end]
            if "cite" in raw.lower():
                replaced = replace_keys(raw, LATEX, keys)
                if replaced.edits:
                    fields[field.name] = Raw(replaced.text)
        if fields:
            changes.append(SetFields(record.key, fields))
    return changes


def citing(files: Files, paths: Sequence[str], keys: Collection[str]) -> tuple[Finding, ...]:
    """Where documents cite these keys. Unknown kinds of documents are passed over."""
    found: list[Finding] = []
    for path in paths:
        kind = syntax_for(path)
        if kind is None:
            continue
        text = files.read(path)
        if not any(key in text for key in keys):
            continue
        places = Places(path, text)
        for cite in kind.cites(text):
            if cite.key in keys:
                message = f"{path} cites {cite.key}"
                place = places.of(cite)
                found.append(Finding("undefined-citation", Severity.WARNING, message, place))
    return tuple(found)
