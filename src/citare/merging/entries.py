"""Merge one entry into another, field by field, by the rules of a sync: nothing is lost.

What the survivor lacks it gets; what means the same keeps the survivor's spelling; where both
say something else, that is a conflict for the user to decide.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from citare.bibtex.names import parse_names
from citare.compare.values import Value, compare
from citare.mapping import tables
from citare.text.latex.decode import decode, decode_verbatim

_NAME_FIELDS = frozenset(tables.NAMES) | {"editor", "editora", "editorb", "editorc"}
_VERBATIM_FIELDS = frozenset(n for names in tables.VERBATIM.values() for n in names) | {"file"}
_LISTS = frozenset(("keywords", "keyword", "file", "ids", "isbn", "issn"))
# An entry's own business: two entries of one work may well differ in it.
_ADMINISTRATIVE = frozenset(
    ("timestamp", "owner", "date-added", "date-modified", "dateadded", "datemodified", "citare",
     "bdsk-url-1", "bdsk-file-1", "__markedentry", "groups", "creationdate", "modificationdate")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which two entries say something else."""

    field: str
    ours: str
    theirs: str
    similarity: float


@dataclass(frozen=True, slots=True)
class Merged:
    """What the survivor's fields become (only those that change), and what needs a decision."""

    fields: dict[str, str]
    conflicts: tuple[Difference, ...]


def merge_entries(ours: Mapping[str, str], theirs: Mapping[str, str]) -> Merged:
    """Merge the raw fields of `theirs` into `ours`."""
    fields: dict[str, str] = {}
    conflicts: list[Difference] = []
    for name, raw in theirs.items():
        if name in _ADMINISTRATIVE or not raw.strip():
            continue
        mine = ours.get(name, "")
        if not mine.strip():
            fields[name] = raw
        elif name in _LISTS:
            joined = _union(mine, raw)
            if joined != mine:
                fields[name] = joined
        elif mine.strip() != raw.strip():
            verdict = compare(name, _value(name, mine), _value(name, raw))
            if not verdict.agrees:
                conflicts.append(Difference(name, mine, raw, verdict.similarity))
            elif verdict.refines:
                fields[name] = raw
    return Merged(fields, tuple(conflicts))


def _union(mine: str, theirs: str) -> str:
    """A list with the other's members after its own."""
    separator = ";" if ";" in mine + theirs else ","
    members = [part.strip() for part in mine.split(separator)]
    known = {member.lower() for member in members}
    extra = [
        p.strip() for p in theirs.split(separator) if p.strip() and p.strip().lower() not in known
    ]
    return f"{separator} ".join([*members, *extra]) if extra else mine


def _value(name: str, raw: str) -> Value:
    if name in _NAME_FIELDS:
        return parse_names(raw).names
    if name in _VERBATIM_FIELDS:
        return decode_verbatim(raw)
    return decode(raw).text
