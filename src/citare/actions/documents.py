"""Rewrite the citations of documents when entries get other keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from citare.actions.citations import place_of
from citare.changes import FileChange, FileChanges, Files
from citare.documents.base import replace_keys
from citare.documents.registry import syntax_for
from citare.findings import Finding, Severity


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
        for cite in replaced.impossible:
            message = f"{kind.name} cannot cite {keys[cite.key]} here"
            place = place_of(path, text, cite)
            impossible.append(Finding("uncitable-key", Severity.WARNING, message, place))
    return Rewritten(FileChanges(changed), count, tuple(impossible))
