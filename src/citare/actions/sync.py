"""Sync: hold entries against what the registries say now, as a three-way merge."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from citare.actions.find import own_dois
from citare.actions.lock import answer_of, lock_change, read_lock
from citare.actions.ports import Fetch
from citare.bibtex.writing import Value as FieldText
from citare.changes import FileChanges, Files
from citare.errors import InputError
from citare.library.library import Library, Record, SetFields, dialect_of, fields_for
from citare.merging.lock import Lock, LockEntry
from citare.merging.merge import OPEN, EntryMerge, FieldMerge, Verdict, merge_again, merge_entry
from citare.model.identifiers import doi_as_written
from citare.sources import resolve
from citare.sources.base import Answer, Found, NotFound
from citare.verify.mismatch import is_another_work
from citare.verify.verdict import belongs_elsewhere

_KINDS = ("doi", "pmid", "pmcid", "arxiv", "isbn")


class State(StrEnum):
    """What became of one entry."""

    SYNCED = "synced"
    NOT_FOUND = "not found"
    NOT_ASKED = "not asked"
    NO_IDENTIFIER = "no identifier"
    ANOTHER_WORK = "another work"


@dataclass(frozen=True, slots=True)
class Row:
    """One entry's outcome. `alias` is the DOI the registry goes by when it is another;
    `suggested` the DOI found for the entry's own words where its identifier is another work's."""

    record: Record
    state: State
    identifier: str = ""
    source: str = ""
    asked: str = ""
    reason: str = ""
    alias: str = ""
    suggested: str = ""
    merge: EntryMerge | None = None
    changed: Mapping[str, FieldText] = field(default_factory=dict)

    @property
    def undecided(self) -> bool:
        return self.merge is not None and self.merge.undecided


@dataclass(frozen=True, slots=True)
class Options:
    """What a sync is asked to do.

    `take` and `keep` are variables ("*" for all); `sources` limits them to answers of these;
    `decide` is asked about every row with something undecided (--interactive) and gives the
    variables to take and those to keep.
    """

    keys: Sequence[str] = ()
    query: str = ""
    take: frozenset[str] = frozenset()
    keep: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    dry_run: bool = False
    max_age: timedelta = timedelta(days=30)
    dialect: str = "auto"
    decide: Callable[[Row], tuple[frozenset[str], frozenset[str]]] | None = None


@dataclass(frozen=True, slots=True)
class Synced:
    """Rows in the library's order, and what became of the .bib files."""

    rows: tuple[Row, ...]
    files: FileChanges
    lock_changed: bool

    @property
    def differences(self) -> tuple[tuple[str, FieldMerge], ...]:
        """The fields in which entry and record disagree, undecided, each with the entry's key."""
        return tuple(
            (row.record.key, field)
            for row in self.rows
            if row.merge is not None
            for field in row.merge.fields
            if field.verdict in OPEN
        )


def sync(files: Files, fetch: Fetch, lock_file: str, options: Options, now: datetime) -> Synced:
    """Ask for the entries' records (those the lock is too old for), merge, write, remember.

    Raises InputError when the lock holds git's conflict markers: then nothing was asked.
    """
    library = Library.load(files)
    records = library.select(options.keys, options.query)
    lock, before, findings = read_lock(files, lock_file)
    if lock.conflicted:
        place = findings[0].place if findings else lock_file
        raise InputError(f"{place}: the lock holds a merge conflict", hint="resolve it first")
    answers = _answers(records, lock, fetch, options.max_age, now)
    rows = _with_suggestions(
        tuple(_row(record, lock, answers, options) for record in records), fetch
    )
    changes = [SetFields(row.record.key, row.changed) for row in rows if row.changed]
    of_library = library.edit(changes).changes
    for row in rows:
        if row.merge is not None:
            lock = lock.with_entry(row.merge.lock)
    of_lock = lock_change(lock_file, before, lock) if lock.entries else FileChanges()
    if not options.dry_run:
        library.save(of_library | of_lock)
    return Synced(rows, of_library, bool(of_lock))


def identifier_of(record: Record) -> tuple[str, str] | None:
    """The identifier to ask a registry by: the DOI before all others. The ISBN of a chapter's
    book, like an inherited identifier, is not the entry's own."""
    known = dict(reversed(record.identifiers))
    if "isbn" in known and record.item.get("container-title"):
        del known["isbn"]
    return next(((kind, known[kind]) for kind in _KINDS if kind in known), None)


def written_of(record: Record) -> str:
    """The DOI that the entry states, with the punctuation it ends with; "" if it ends without."""
    own = "doi" not in record.resolved.origins
    return doi_as_written(record.fields.get("doi", "")) if own else ""


def _with_suggestions(rows: tuple[Row, ...], fetch: Fetch) -> tuple[Row, ...]:
    """The DOIs of the works that entries mean whose identifiers are other works'."""
    wrong = [row for row in rows if row.state is State.ANOTHER_WORK]
    found = fetch.run(own_dois([row.record.item for row in wrong])) if wrong else []
    own = {id(row): doi for row, doi in zip(wrong, found, strict=True)}
    return tuple(replace(r, suggested=own[id(r)]) if id(r) in own else r for r in rows)


def _answers(
    records: Sequence[Record], lock: Lock, fetch: Fetch, max_age: timedelta, now: datetime
) -> dict[tuple[str, str], Answer]:
    """Answers for the identifiers that the lock cannot answer for."""
    wanted = {
        known: written_of(record) if known[0] == "doi" else ""
        for record in records
        if (known := identifier_of(record))
        and not _fresh(lock.entries.get(record.key), known[1], max_age, now)
    }
    if not wanted:
        return {}
    task = resolve.lookup_written(list(wanted), list(wanted.values()))
    return dict(zip(wanted, fetch.run(task), strict=True))


def _fresh(entry: LockEntry | None, identifier: str, max_age: timedelta, now: datetime) -> bool:
    if entry is None or entry.identifier.lower() != identifier.lower():
        return False
    try:
        asked = datetime.fromisoformat(entry.asked)
    except ValueError:
        return False
    asked = asked if asked.tzinfo else asked.replace(tzinfo=now.tzinfo)
    return timedelta(0) <= now - asked <= max_age


def _row(
    record: Record, lock: Lock, answers: Mapping[tuple[str, str], Answer], options: Options
) -> Row:
    known = identifier_of(record)
    if known is None:
        return Row(record, State.NO_IDENTIFIER)
    entry = lock.entries.get(record.key)
    answer = answers.get(known)
    if isinstance(answer, NotFound):
        return Row(
            record, State.NOT_FOUND, known[1], answer.source, answer.asked,
            answer.reason,
        )  # fmt: skip
    if answer is not None and not isinstance(answer, Found):
        return Row(record, State.NOT_ASKED, known[1], answer.source, reason=answer.reason)
    if answer is not None and is_another_work(
        record.item, answer.item, answer.source, answer.record
    ):
        reason = belongs_elsewhere(known, answer.item)
        return Row(record, State.ANOTHER_WORK, known[1], answer.source, answer.asked, reason)
    row = _merged(record, known[1], answer, entry, options.take, options.keep, options)
    if options.decide is not None and row.undecided:
        take, keep = options.decide(row)
        row = _merged(record, known[1], answer, entry, take, keep, options)
    return row


def _merged(
    record: Record,
    identifier: str,
    answer: Found | None,
    entry: LockEntry | None,
    take: frozenset[str],
    keep: frozenset[str],
    options: Options,
) -> Row:
    source = answer.source if answer else entry.source if entry else ""
    if options.sources and source not in options.sources:
        take = keep = frozenset()
    if answer is not None:
        merge = merge_entry(record.item, answer_of(answer), entry, take=take, keep=keep)
    else:
        assert entry is not None  # no answer is needed only where the lock has one
        merge = merge_again(record.item, entry, take=take, keep=keep)
    alias = ""
    if answer is not None and answer.identifier.lower() != identifier.lower():
        alias = answer.identifier if identifier.startswith("10.") else ""
    return Row(
        record, State.SYNCED, identifier, source, merge.lock.asked, "", alias, "", merge,
        _changed(record, merge, options.dialect),
    )  # fmt: skip


def _changed(record: Record, merge: EntryMerge, setting: str) -> dict[str, FieldText]:
    """The fields to write: the values taken, and the parts of a date that are missing here."""
    dialect = dialect_of(record.document, setting)
    fields = fields_for(record, merge.changes, dialect)
    finer = {
        f.variable: f.theirs
        for f in merge.with_verdict(Verdict.SAME)
        if f.variable == "issued" and f.theirs
    }
    return {**fields_for(record, finer, dialect, only_absent=True), **fields}
