"""Find entries that are one work, say why, and merge them on request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from citare.actions.documents import rewrite, rewrite_fields
from citare.changes import FileChanges, Files
from citare.findings import Finding
from citare.library.library import Library, LibraryChange, Record, Remove, SetFields
from citare.matching.duplicates import Duplicate, find_duplicates
from citare.merging.entries import Difference, merge_entries


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entries of one work. `keep` is the one that stays; `merged` tells that it was done."""

    duplicate: Duplicate
    keep: Record
    drop: Record
    fields: Mapping[str, str]
    conflicts: tuple[Difference, ...]
    merged: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Deduped:
    """All pairs, each changed file's text before and after, and citations that cannot follow.

    `repeated` are keys that several entries have: what cannot be told apart is never merged.
    """

    pairs: tuple[Pair, ...]
    files: FileChanges = field(default_factory=FileChanges)
    citations: int = 0
    findings: tuple[Finding, ...] = ()
    repeated: tuple[str, ...] = ()


def dedupe(
    files: Files,
    decide: Callable[[Pair], bool],
    *,
    prefer: Sequence[str] = (),
    documents: Sequence[str] = (),
    dry_run: bool = False,
) -> Deduped:
    """Merge the pairs that `decide` says yes to; keys that go live on in the survivor's `ids`.

    `prefer` names keys that should stay. The survivor is otherwise the entry with more fields.
    An entry takes part in one merge a run; the next run sees the rest.
    """
    library = Library.load(files)
    pairs: list[Pair] = []
    changes: list[LibraryChange] = []
    renames: dict[str, str] = {}
    busy: set[str] = set()
    for duplicate in find_duplicates([r.own_item for r in library.by_key.values()]):
        pair = _pair(library, duplicate, prefer)
        if {pair.keep.key, pair.drop.key} & busy:
            pairs.append(replace(pair, note="takes part in another merge; run again"))
            continue
        if not decide(pair):
            pairs.append(pair)
            continue
        busy |= {pair.keep.key, pair.drop.key}
        changes.append(SetFields(pair.keep.key, _fields(pair)))
        changes.append(Remove(pair.drop.key, instead=pair.keep.key))
        renames[pair.drop.key] = pair.keep.key
        pairs.append(replace(pair, merged=True))
    if not changes:
        return Deduped(tuple(pairs), repeated=_repeated(library))
    rewritten = rewrite(files, documents, renames)
    follow = [one for one in rewrite_fields(library, renames) if one.key not in renames]
    changed = library.edit([*follow, *changes]).changes | rewritten.files
    if not dry_run:
        library.save(changed)
    return Deduped(tuple(pairs), changed, rewritten.count, rewritten.impossible, _repeated(library))


def _repeated(library: Library) -> tuple[str, ...]:
    counts = Counter(record.key for record in library.records)
    return tuple(key for key, count in counts.items() if key and count > 1)


def _pair(library: Library, duplicate: Duplicate, prefer: Sequence[str]) -> Pair:
    one, other = library.record(duplicate.first), library.record(duplicate.second)
    if other.key in prefer or (one.key not in prefer and len(other.fields) > len(one.fields)):
        one, other = other, one
    merged = merge_entries(one.fields, other.fields)
    return Pair(duplicate, one, other, merged.fields, merged.conflicts)


def _fields(pair: Pair) -> dict[str, str]:
    """The survivor's new fields, with the other's key as a further name of it (BibLaTeX: ids)."""
    known = pair.fields.get("ids") or pair.keep.fields.get("ids", "")
    names = [name.strip() for name in known.split(",") if name.strip()]
    return {**pair.fields, "ids": ", ".join([*names, pair.drop.key])}
