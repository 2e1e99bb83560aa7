"""Move an entry from a preprint to the published version; the preprint's identifier stays."""

from __future__ import annotations

from dataclasses import dataclass

from citare.actions.lock import with_answers
from citare.actions.ports import Fetch
from citare.actions.sync import identifier_of
from citare.bibtex.writing import Value
from citare.changes import FileChanges, Files
from citare.errors import CouldNotAsk, NotFoundError, UnsafeEdit
from citare.library.library import Library, Record, SetFields, dialect_of, with_values
from citare.mapping.writing import Dialect, entry_type_of, field_values
from citare.merging.merge import values_of
from citare.sources import resolve
from citare.sources.base import Answer, Found, NotFound
from citare.sources.registry import status_of
from citare.sources.status import UNKNOWN_STATUS, Status
from citare.text.similarity import strip_markup

_OF_THE_SERVER = ("institution", "organization", "publisher", "howpublished", "pubstate")


@dataclass(frozen=True, slots=True)
class Upgraded:
    """The entry's key, the preprint's and the published identifier, and the files' texts.

    `status` is that of the published work: it may have been retracted.
    """

    key: str
    preprint: str
    published: str
    files: FileChanges
    status: Status = UNKNOWN_STATUS


def upgrade(
    files: Files,
    fetch: Fetch,
    key: str,
    *,
    lock_file: str,
    setting: str = "auto",
    dry_run: bool = False,
) -> Upgraded:
    """Look up what the preprint was published as, and make the entry say that.

    NotFoundError if the entry is not a preprint with a published version (as far as its registry
    says), CouldNotAsk if a registry did not answer, UnsafeEdit if another entry has the DOI.
    """
    library = Library.load(files)
    record = library.record(key)
    known = identifier_of(record)
    if known is None:
        raise NotFoundError(f"{record.key} has no identifier to ask by")
    preprint = _found(fetch.run(resolve.lookup(*known)))
    title = strip_markup(preprint.item.get("title"))
    doi = status_of(preprint.record, preprint.source, title).published_as
    if not doi:
        raise NotFoundError(
            f"{preprint.source} names no published version of {known[1]}",
            hint="nothing was changed",
        )
    others = [r.key for r in library.by_identifier("doi", doi.lower()) if r.key != record.key]
    if others:
        raise UnsafeEdit(
            f"the published version is there already, as {others[0]}",
            hint=f"cite {others[0]} in its place",
        )
    published = _found(fetch.run(resolve.lookup("doi", doi)))
    change = _change(record, preprint, published, dialect_of(record.document, setting))
    plan = library.edit([change])
    if not dry_run:
        of_lock = with_answers(files, lock_file, plan.after, {record.key: published})
        library.save(plan.changes | of_lock)
    title = strip_markup(published.item.get("title"))
    status = status_of(published.record, published.source, title)
    return Upgraded(record.key, known[1], published.identifier, plan.changes, status)


def _found(answer: Answer) -> Found:
    if isinstance(answer, Found):
        return answer
    if isinstance(answer, NotFound):
        raise NotFoundError(f"{answer.identifier}: {answer.reason or 'no such record'}")
    raise CouldNotAsk(answer.source, answer.reason)


def _change(record: Record, preprint: Found, published: Found, dialect: Dialect) -> SetFields:
    values = values_of(published.item, published.source)
    merged = with_values(record.item, values).with_(type=published.item.type)
    kind = entry_type_of(published.item, dialect)
    present = frozenset(record.fields)
    fields: dict[str, Value | None] = {
        name: field.value
        for name, field in field_values(merged, kind, dialect, present).items()
        if field.variable in values and record.fields.get(name) != field.value
    }
    for name in _OF_THE_SERVER:
        if record.entry.field(name) and name not in fields:
            fields[name] = None
    fields.update(_preprint_id(record, preprint, dialect))
    return SetFields(record.key, fields, type=kind)


def _preprint_id(record: Record, preprint: Found, dialect: Dialect) -> dict[str, Value | None]:
    """The preprint's identifier as `eprint`, unless the entry has one."""
    if record.fields.get("eprint"):
        return {}
    server = preprint.item.get("archive") or preprint.item.get("publisher") or "preprint"
    name = "archiveprefix" if dialect == "bibtex" else "eprinttype"
    return {"eprint": preprint.identifier, name: server}
