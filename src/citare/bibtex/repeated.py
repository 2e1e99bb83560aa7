"""Keys and fields that stand twice in a document. Nothing is dropped; the first one counts."""

from __future__ import annotations

from citare.bibtex.nodes import Document, Entry, Problem
from citare.findings import Severity


def repetitions(document: Document) -> list[Problem]:
    """Keys and fields that stand twice: the first one counts."""
    problems: list[Problem] = []
    seen: dict[str, Entry] = {}
    for entry in document.entries:
        first = seen.setdefault(entry.key, entry) if entry.key else entry
        if first is not entry:
            line, _ = document.position(first.start)
            problems.append(
                Problem(
                    "duplicate-key",
                    entry.key_start,
                    entry.key_end,
                    f"the key {entry.key} is taken by the entry in line {line}, which counts",
                    "give one of them another key, or merge them",
                    Severity.WARNING,
                    entry.key,
                )
            )
        if len({f.name for f in entry.fields}) == len(entry.fields):
            continue
        names: set[str] = set()
        for one in entry.fields:
            if one.name in names:
                problems.append(
                    Problem(
                        "duplicate-field",
                        one.start,
                        one.name_end,
                        f"the field {one.name} stands twice; the first one counts",
                        "remove one of them",
                        Severity.WARNING,
                        entry.key,
                        one.name,
                    )
                )
            names.add(one.name)
    return problems
