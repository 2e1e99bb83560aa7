"""Import references from another tool's file. A .bib file's fields are taken over as they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from citare.bibtex.schema import LINK_FIELDS, UNCITABLE
from citare.bibtex.writing import check_key
from citare.changes import FileChanges, Files
from citare.errors import InputError, UnsafeEdit
from citare.exchange.base import Format, losses, problem
from citare.exchange.registry import detect, format_named
from citare.findings import Finding, Severity
from citare.library.keys import make_key
from citare.library.library import Add, Library, dialect_of, identifiers_of, identities_of
from citare.mapping.reading import to_item
from citare.mapping.writing import Dialect, to_fields
from citare.matching.duplicates import compare_pair
from citare.model.item import Item
from citare.model.summary import authors_of, family_of
from citare.text.similarity import words

IDENTIFIERS = ("DOI", "PMID", "PMCID", "ISBN", "archive_location")


@dataclass(frozen=True, slots=True)
class Draft:
    """One reference of an imported file, ready to be an entry. `file` is where it comes from."""

    file: str
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
        if known.write_entries is not None:
            drafts += _bib_drafts(text, name, findings)
        else:
            imported = known.read(text, name)
            findings += imported.findings
            drafts += _drafts(imported.items, name, spoken, findings)
    added, duplicates = _Sorter(library, target, template, findings).sort(drafts)
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
    """Entries with their own fields, macros worked out: nothing is translated.

    What is inherited stays with the parent, which is imported too (an @xdata among them).
    """
    library = Library.of({name: text})
    findings += library.findings
    here = {record.key.lower() for record in library.entries}
    drafts: list[Draft] = []
    for record in library.entries:
        fields = record.fields
        parents = [record.value(link) for link in ("crossref", "xdata") if record.has(link)]
        if parents and all(k.strip().lower() in here for p in parents for k in p.split(",")):
            fields = {field: fields.get(field, own.value) for field, own in record.own.items()}
        identities = identities_of(record.identifiers)
        drafts.append(Draft(name, record.own_item, record.type, fields, identities))
    return drafts


def _drafts(
    items: Sequence[Item], name: str, dialect: Dialect, findings: list[Finding]
) -> list[Draft]:
    """Items as entries, with a finding for each kind of value that an entry cannot hold."""
    drafts: list[Draft] = []
    lost: dict[str, list[Finding]] = {}
    for item in items:
        if not _says_something(item):
            message = "a record without title, names, identifier or journal was left out"
            findings.append(problem(message, file=name, key=item.id))
            continue
        draft = to_fields(item, dialect=dialect)
        back, _ = to_item(draft.type, item.id, draft.fields)
        for loss in losses("an entry", item, back):
            if not _holds(back, loss.place.field):
                lost.setdefault(loss.place.field, []).append(loss)
        identities = identities_of(identifiers_of(draft.fields))
        drafts.append(Draft(name, item, draft.type, draft.fields, identities))
    findings += [_lost(name, field, found) for field, found in lost.items()]
    return drafts


def _holds(item: Item, variable: str) -> bool:
    """Whether an item has a variable at all: how an entry spells a value is not a loss."""
    held = item.get(variable) or item.names.get(variable) or item.dates.get(variable)
    return bool(held) or variable.endswith(")")  # "title (case)", "author (ORCID)"


def _says_something(item: Item) -> bool:
    if any(item.get(name).strip() for name in ("title", "container-title", "URL", *IDENTIFIERS)):
        return True
    return any(item.names.values())


def _lost(name: str, field: str, found: Sequence[Finding]) -> Finding:
    """What of a file did not arrive: the first of its kind, and how many there are."""
    first = found[0]
    message = first.message.replace("an entry cannot hold", "not imported:")
    if len(found) > 1:
        message += f" and {len(found) - 1} more of its kind"
    key = first.place.key if len(found) == 1 else ""
    return problem(message, file=name, key=key, field=field, severity=Severity.INFO)


class _Sorter:
    """Tells new references from those that the library, or the file itself, has already."""

    def __init__(
        self, library: Library, target: str, template: str, findings: list[Finding]
    ) -> None:
        self.library = library
        self.target = target
        self.template = template
        self.findings = findings
        self.taken = {record.key.lower() for record in library.entries}
        self.new: set[str] = set()
        self.items: dict[str, Item] = {}
        self.by_identifier: dict[tuple[str, str], str] = {}
        self.by_words: dict[str, list[Item]] = {}
        for record in library.by_key.values():
            self._remember(record.own_item, identities_of(record.identifiers))

    def _remember(self, item: Item, identities: tuple[tuple[str, str], ...]) -> None:
        self.items[item.id] = item
        self.by_identifier.update((identity, item.id) for identity in identities)
        self.by_words.setdefault(_first_word(item), []).append(item)

    def sort(self, drafts: Sequence[Draft]) -> tuple[list[Add], list[tuple[str, str, str]]]:
        """The entries to add, and (reference, key it has here, why) of the others."""
        keys: dict[tuple[str, str], str] = {}
        duplicates: list[tuple[str, str, str]] = []
        kept: list[tuple[Draft, str]] = []
        for draft in drafts:
            known = self._data(draft) if draft.type in UNCITABLE else self._known(draft)
            if known is not None:
                duplicates.append((draft.item.id or draft.item.get("title"), *known))
                keys[draft.file, draft.item.id.lower()] = known[0]
                continue
            key = _key(draft.item, self.taken, self.template)
            keys[draft.file, draft.item.id.lower()] = key
            self.taken.add(key.lower())
            self.new.add(key)
            if draft.type not in UNCITABLE:
                self._remember(draft.item.with_(id=key), draft.identities)
            kept.append((draft, key))
        added = [
            Add(self.target, draft.type, key, _linked(draft.file, draft.fields, keys))
            for draft, key in kept
        ]
        return added, duplicates

    def _data(self, draft: Draft) -> tuple[str, str] | None:
        """The entry that holds the same data for others, under the same key."""
        for record in self.library.entries:
            same_name = (record.type, record.key) == (draft.type, draft.item.id)
            if same_name and {n: own.value for n, own in record.own.items()} == draft.fields:
                return record.key, "same key and fields"
        return None

    def _known(self, draft: Draft) -> tuple[str, str] | None:
        """The key of the entry that is the same work, and why, with what it does not have."""
        for identity in draft.identities:
            key = self.by_identifier.get(identity, "")
            if not key or identity[0] == "isbn":
                continue
            reason = f"same {identity[0].upper()} {identity[1]}"
            pair = compare_pair(self.items[key], draft.item)
            if pair is None or pair.certain or "but" not in pair.reason:
                return self._found(key, reason, draft.item)
            message = f"has the {reason} as {key}, but the titles differ: imported all the same"
            self.findings.append(problem(message, file=draft.file, key=draft.item.id))
        for item in self.by_words.get(_first_word(draft.item), ()):
            pair = compare_pair(item, draft.item)
            if pair is not None and "but" not in pair.reason:
                return self._found(item.id, pair.reason, draft.item)
        same = self.items.get(draft.item.id)
        if same is not None and _same_reference(same, draft.item):
            return self._found(same.id, "same key and title", draft.item)
        return None

    def _found(self, key: str, reason: str, item: Item) -> tuple[str, str]:
        more = _more(item, self.items[key])
        where = " in this import" if key in self.new else ""
        return key, f"{reason}{where}" + (f"; not taken over: {', '.join(more)}" if more else "")


def _linked(
    file: str, fields: Mapping[str, str], keys: Mapping[tuple[str, str], str]
) -> dict[str, str]:
    """Fields that name other entries of the file, by the keys that these have now."""
    found = dict(fields)
    for name in LINK_FIELDS:
        if name in found:
            named = [key.strip() for key in found[name].split(",")]
            renamed = [keys.get((file, key.lower()), key) for key in named]
            if renamed != named:
                found[name] = ",".join(renamed)
    return found


def _more(item: Item, other: Item) -> list[str]:
    """What a record says that the entry of the same work does not."""
    texts = [name for name, text in item.text.items() if text.strip() and not other.get(name)]
    dates = [name for name in item.dates if name not in other.dates]
    people = [
        f"{role} ({len(names)} instead of {len(other.names.get(role, ()))})"
        if role in other.names
        else role
        for role, names in item.names.items()
        if len(names) > len(other.names.get(role, ()))
    ]
    return [*people, *texts, *dates]


def _same_reference(one: Item, other: Item) -> bool:
    """The same title, and neither author nor year against it: an entry exported from here."""
    title = words(one.get("title"))
    if not title or words(other.get("title")) != title:
        return False
    first, second = _first_word(one), _first_word(other)
    return first == second or not (first and second)


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
