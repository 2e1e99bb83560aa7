"""Import references from another tool's file. A .bib file's fields are taken over as they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from citare.bibtex.writing import check_key
from citare.changes import FileChanges, Files
from citare.errors import InputError, UnsafeEdit
from citare.exchange.base import Format
from citare.exchange.registry import detect, format_named
from citare.findings import Finding
from citare.library.keys import make_key
from citare.library.library import Add, Library, dialect_of, identifiers_of, identities_of
from citare.mapping.writing import to_fields
from citare.matching.duplicates import compare_pair
from citare.model.item import Item
from citare.model.summary import authors_of, family_of
from citare.text.similarity import words


@dataclass(frozen=True, slots=True)
class Draft:
    """One reference of an imported file, ready to be an entry."""

    item: Item
    type: str
    fields: Mapping[str, str]
    identities: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Result:
    """Keys added, (reference, key it has here, why) of those left out, and problems met."""

    added: tuple[str, ...]
    duplicates: tuple[tuple[str, str, str], ...]
    findings: tuple[Finding, ...]
    files: FileChanges = field(default_factory=FileChanges)


def import_texts(
    files: Files,
    texts: Mapping[str, str],
    *,
    to: str = "",
    default_file: str = "",
    form: str = "",
    template: str,
    dialect: str = "auto",
    dry_run: bool = False,
) -> Result:
    """Import texts by file name. InputError if a text's format is not known: nothing is written.

    A reference that the library has already (same identifier, or near-equal title, author and
    year) is left out and named. Keys are kept where they can be.
    """
    library = Library.load(files)
    target = library.file_for_new(to, default_file, certain=False)
    library = library.with_file(target)
    document = next((d for d in library.documents if d.file == target), None)
    spoken = dialect_of(document, dialect)
    findings: list[Finding] = []
    drafts: list[Draft] = []
    for name, text in texts.items():
        known = _format(text, name, form)
        if known.name in ("bibtex", "biblatex"):
            drafts += _bib_drafts(text, name, findings)
            continue
        imported = known.read(text, name)
        findings += imported.findings
        for item in imported.items:
            draft = to_fields(item, dialect=spoken)
            drafts.append(
                Draft(item, draft.type, draft.fields, identities_of(identifiers_of(draft.fields)))
            )
    added, duplicates = _sort_out(library, drafts, target, template)
    if added:
        library.file_for_new(to, default_file)
    changes = library.edit(added).changes
    if not dry_run:
        library.save(changes)
    return Result(tuple(a.key for a in added), tuple(duplicates), tuple(findings), changes)


def _format(text: str, name: str, form: str) -> Format:
    known = format_named(form) if form else detect(text, name)
    if known is None:
        raise InputError(f"{name}: no known format", hint="name it with --format")
    return known


def _bib_drafts(text: str, name: str, findings: list[Finding]) -> list[Draft]:
    """Entries with their own fields, macros and inheritance worked out: nothing is translated."""
    library = Library.of({name: text})
    findings += library.findings
    return [
        Draft(record.own_item, record.type, record.fields, identities_of(record.identifiers))
        for record in library.records
    ]


def _sort_out(
    library: Library, drafts: Sequence[Draft], target: str, template: str
) -> tuple[list[Add], list[tuple[str, str, str]]]:
    taken = {key.lower() for key in library.by_key}
    by_identifier = {
        identifier: record.key
        for record in library.records
        for identifier in identities_of(record.identifiers)
    }
    by_words: dict[str, list[Item]] = {}
    for item in (record.own_item for record in library.by_key.values()):
        by_words.setdefault(_first_word(item), []).append(item)
    added: list[Add] = []
    duplicates: list[tuple[str, str, str]] = []
    for draft in drafts:
        known = _known(draft, by_identifier, by_words) or _same_key(draft.item, library)
        if known:
            duplicates.append((draft.item.id or draft.item.get("title"), *known))
            continue
        key = _key(draft.item, taken, template)
        taken.add(key.lower())
        item = draft.item.with_(id=key)
        by_identifier.update((i, key) for i in draft.identities)
        by_words.setdefault(_first_word(item), []).append(item)
        added.append(Add(target, draft.type, key, draft.fields))
    return added, duplicates


def _known(
    draft: Draft,
    by_identifier: Mapping[tuple[str, str], str],
    by_words: Mapping[str, list[Item]],
) -> tuple[str, str] | None:
    """The key of the entry that is the same work, and the reason."""
    for identifier in draft.identities:
        if identifier in by_identifier and identifier[0] != "isbn":
            return by_identifier[identifier], f"same {identifier[0].upper()} {identifier[1]}"
    for item in by_words.get(_first_word(draft.item), ()):
        duplicate = compare_pair(item, draft.item)
        if duplicate is not None:
            return item.id, duplicate.reason
    return None


def _same_key(item: Item, library: Library) -> tuple[str, str] | None:
    """A reference that was exported from here: its key and its title are an entry's."""
    record = library.by_key.get(item.id)
    title = words(item.get("title"))
    if record is None or not title or words(record.item.get("title")) != title:
        return None
    return record.key, "same key and title"


def _first_word(item: Item) -> str:
    """What near-equal references share: the year and the first author's name."""
    names = authors_of(item)
    date = item.dates.get("issued")
    name = family_of(names[0]).lower()[:6] if names else ""
    return f"{name}{date.year if date else ''}"


def _key(item: Item, taken: set[str], template: str) -> str:
    """The reference's own key where it can be cited and is free, else a new one."""
    try:
        check_key(item.id)
    except UnsafeEdit:
        return make_key(item, taken, template)
    if not item.id or item.id.lower() in taken or item.id.startswith("http"):
        return make_key(item, taken, template)
    return item.id
