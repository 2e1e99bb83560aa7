"""Rewrite the citations of documents when entries get other keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from citare.actions.ports import BibFiles
from citare.documents.base import replace_keys
from citare.documents.registry import syntax_for
from citare.findings import Finding, Place, Severity


@dataclass(frozen=True, slots=True)
class Rewritten:
    """Texts before and after by path, how many citations changed, and those that could not be."""

    files: Mapping[str, tuple[str, str]]
    count: int
    impossible: tuple[Finding, ...]


def rewrite(files: BibFiles, paths: Sequence[str], keys: Mapping[str, str]) -> Rewritten:
    """What the documents say with other keys; nothing is written. Unknown kinds are passed over."""
    changed: dict[str, tuple[str, str]] = {}
    count = 0
    impossible: list[Finding] = []
    for path in paths:
        kind = syntax_for(path)
        if kind is None:
            continue
        text = files.read(path)
        replaced = replace_keys(text, kind, keys)
        count += replaced.count
        if replaced.text != text:
            changed[path] = (text, replaced.text)
        for cite in replaced.impossible:
            line = text.count("\n", 0, cite.start) + 1
            column = cite.start - text.rfind("\n", 0, cite.start)
            message = f"{kind.name} cannot cite {keys[cite.key]} here"
            place = Place(path, line, column, key=cite.key)
            impossible.append(Finding("uncitable-key", Severity.WARNING, message, place))
    return Rewritten(changed, count, tuple(impossible))
