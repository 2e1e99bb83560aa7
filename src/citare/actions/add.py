"""Add references: find the record of each, and write it as a new entry."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from citare.actions.find import (
    Identified,
    NotAsked,
    NotAWork,
    NotFound,
    Outcome,
    Uncertain,
    find,
)
from citare.actions.lock import with_answers
from citare.actions.ports import Fetch
from citare.bibtex.nodes import Document
from citare.bibtex.scanner import parse
from citare.changes import FileChanges, Files
from citare.library.keys import DEFAULT_TEMPLATE, make_key
from citare.library.library import Add, Library, Record, dialect_of, identifiers_of, identities_of
from citare.mapping.writing import to_fields
from citare.matching.score import Judgement
from citare.model.item import Item
from citare.sources import page
from citare.sources.base import Found
from citare.sources.registry import status_of
from citare.sources.status import UNKNOWN_STATUS, Status


@dataclass(frozen=True, slots=True)
class Added:
    """A new entry, and the work's status.

    `twins` are other DOIs of the same work; `judgement` says how a citation's text agrees with
    the record.
    """

    reference: str
    key: str
    file: str
    found: Found
    status: Status = UNKNOWN_STATUS
    twins: tuple[str, ...] = ()
    judgement: Judgement | None = None


@dataclass(frozen=True, slots=True)
class Duplicate:
    """The library has the work already, under `key`."""

    reference: str
    key: str
    file: str
    judgement: Judgement | None = None


Row = Added | Duplicate | Uncertain | NotFound | NotAsked | NotAWork


@dataclass(frozen=True, slots=True)
class Options:
    """Where new entries go and what they are called.

    `choose` is asked about each reference that is not certain, and gives the record or None.
    """

    to: str = ""
    default_file: str = ""
    key: str = ""
    template: str = DEFAULT_TEMPLATE
    dialect: str = "auto"
    dry_run: bool = False
    choose: Callable[[Uncertain], Found | None] | None = None
    lock_file: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """A row for each reference, in order, and what became of the .bib files."""

    rows: tuple[Row, ...]
    files: FileChanges = field(default_factory=FileChanges)


def add(files: Files, fetch: Fetch, references: Sequence[str], options: Options) -> Result:
    """Find each reference's record and add it, unless the library has it.

    One failure never keeps the others out. A key is made once and is unique.
    """
    library = Library.load(files)
    target = library.file_for_new(options.to, options.default_file, certain=False)
    library = library.with_file(target)
    outcomes = find(references, fetch, also=options.also)
    writer = _Writer(library, target, options)
    rows = tuple(writer.row(outcome) for outcome in outcomes)
    if not writer.changes:
        return Result(rows)
    library.file_for_new(options.to, options.default_file)
    plan = library.edit(writer.changes)
    if not options.dry_run:
        changes = plan.changes
        if options.lock_file:
            added = {
                row.key: row.found
                for row in rows
                if isinstance(row, Added) and row.found.source != page.NAME
            }
            changes |= with_answers(files, options.lock_file, plan.after, added)
        library.save(changes)
    return Result(rows, plan.changes)


class _Writer:
    """Turns outcomes into new entries, each aware of those before it."""

    def __init__(self, library: Library, target: str, options: Options) -> None:
        self.library = library
        self.target = target
        self.options = options
        self.changes: list[Add] = []
        self.taken = {key.lower() for key in library.by_key}
        self.new: dict[tuple[str, str], str] = {}
        self.dialect = dialect_of(_document(library, target), options.dialect)

    def row(self, outcome: Outcome) -> Row:
        if isinstance(outcome, Uncertain):
            chosen = self.options.choose(outcome) if self.options.choose else None
            if chosen is None:
                return outcome
            outcome = Identified(outcome.reference, chosen)
        if not isinstance(outcome, Identified):
            return outcome
        item = without_noise(outcome.found.item)
        draft = to_fields(item, dialect=self.dialect)
        identifiers = [
            i for i in identities_of(identifiers_of(draft.fields)) if not _only_a_book(i, item)
        ]
        for identifier in identifiers:
            if known := self._known(identifier):
                return Duplicate(outcome.reference, *known, outcome.judgement)
        if not identifiers and (known := self._of_address(item.get("URL"))):
            return Duplicate(outcome.reference, *known, outcome.judgement)
        key = self._key(item)
        self.changes.append(Add(self.target, draft.type, key, draft.fields))
        self.taken.add(key.lower())
        self.new.update((identifier, key) for identifier in identifiers)
        found = outcome.found
        status = status_of(found.record, found.source, found.item.get("title"))
        return Added(
            outcome.reference, key, self.target, found, status, outcome.twins, outcome.judgement
        )

    def _known(self, identifier: tuple[str, str]) -> tuple[str, str] | None:
        """The key and file of the entry that has an identifier, old or just added."""
        records: tuple[Record, ...] = self.library.by_identifier(*identifier)
        if records:
            return records[0].key, records[0].file
        if identifier in self.new:
            return self.new[identifier], self.target
        return None

    def _of_address(self, url: str) -> tuple[str, str] | None:
        """The key and file of the entry that has a page's address, old or just added."""
        for record in self.library.records if url else ():
            if record.fields.get("url", "").rstrip("/") == url.rstrip("/"):
                return record.key, record.file
        for change in self.changes if url else ():
            if str(change.fields.get("url", "")).rstrip("/") == url.rstrip("/"):
                return change.key, change.file
        return None

    def _key(self, item: Item) -> str:
        if self.options.key and not self.changes:
            return self.options.key
        return make_key(item, self.taken, self.options.template)


def without_noise(item: Item) -> Item:
    """An item without what a new entry does not need: English as its language, the company that
    publishes an article's journal, and a date online in another year."""
    text = dict(item.text)
    if text.get("language", "").lower().startswith("en"):
        del text["language"]
    if item.type.startswith("article-"):
        text.pop("publisher", None)
    dates = {name: date for name, date in item.dates.items() if name != "available-date"}
    return item.with_(text=text, dates=dates)


def _only_a_book(identifier: tuple[str, str], item: Item) -> bool:
    """A chapter's ISBN names the book, which other chapters share."""
    return identifier[0] == "isbn" and bool(item.get("container-title"))


def _document(library: Library, file: str) -> Document:
    return next((d for d in library.documents if d.file == file), None) or parse("", file)
