"""The library: the entries of some .bib files, to look up, select, edit and save.

    library = Library.load(files)
    plan = library.edit([SetFields("ning2025", {"note": "viewpoint"}), Rename("a", "b")])
    library.save(plan.changes)

Files are reached through a port (citare.changes.Files); `Library.of` takes texts instead.
Nothing is mapped before it is asked for: 10,000 entries are scanned at once, their items made
one by one. An edit is planned first: the new texts have been scanned again and show exactly
what was meant (citare.bibtex.editing). Nothing is written before `save`.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeAlias

from citare.bibtex.editing import (
    AddEntry,
    Change,
    EditEntry,
    RemoveEntry,
    ReplaceEntry,
    Revised,
    revise,
)
from citare.bibtex.grammar import Span
from citare.bibtex.inherit import ResolvedEntry, Resolver, speaks_biblatex
from citare.bibtex.macros import Macros, macro_findings, macros_of
from citare.bibtex.names import name_spans
from citare.bibtex.nodes import Document, Entry, Field, PieceKind
from citare.bibtex.scanner import parse
from citare.bibtex.schema import LINK_FIELDS, PERSON_FIELDS, PRINTED_FIELDS, UNCITABLE
from citare.bibtex.writing import Raw, Value
from citare.changes import FileChange, FileChanges, Files
from citare.errors import NotFoundError, UnsafeEdit, UsageError
from citare.findings import Finding, Place, Severity
from citare.library.query import matches, parse_query
from citare.library.search_text import SearchRow, search_row
from citare.mapping.reading import to_item
from citare.mapping.writing import Dialect, field_values
from citare.model.dates import Date
from citare.model.identifiers import (
    doi_in,
    identity,
    normalise_arxiv,
    normalise_doi,
    normalise_isbn,
    normalise_pmcid,
    normalise_pmid,
)
from citare.model.item import Item
from citare.model.name import Name

UNREADABLE = "unreadable-block"
_MAIN_NAMES = frozenset(
    f"{name}.bib" for name in ("references", "refs", "library", "bibliography", "biblio", "main")
)
"""What people call the file that holds most of their references."""

_LIST = re.compile(r"[,;\s]+")


@dataclass(frozen=True, eq=False)
class OwnField:
    """A field in an entry's own text. `name` is lower-case, `value` raw LaTeX.

    `inner` is the span of the value in the file's text if it is written as one literal in
    braces or quotes: only such a value is changed in place.
    """

    record: Record = field(repr=False)
    node: Field
    value: str
    inner: tuple[int, int] | None
    quoted: bool

    @property
    def name(self) -> str:
        """The field's name, lower-case."""
        return self.node.name

    @cached_property
    def names(self) -> tuple[Span, ...]:
        """The value as a list of names."""
        return tuple(name_spans(self.value))

    def value_span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the value as offsets in the text (the whole value where unknown)."""
        if self.inner is None:
            return self.node.value_start, self.node.value_end
        return self.inner[0] + start, self.inner[0] + end


class Record:
    """An entry of the library. What is costly is made when it is first asked for."""

    def __init__(self, entry: Entry, source: LibraryFile) -> None:
        self.entry = entry
        self.source = source

    def __repr__(self) -> str:
        return f"<Record {self.key} in {self.file}>"

    @property
    def document(self) -> Document:
        """The document that the entry is in."""
        return self.source.document

    @property
    def key(self) -> str:
        """The citation key as written."""
        return self.entry.key

    @property
    def type(self) -> str:
        """The entry type, lower-case."""
        return self.entry.type

    @property
    def file(self) -> str:
        """The name of the file that the entry is in."""
        return self.document.file

    @cached_property
    def resolved(self) -> ResolvedEntry:
        """The fields with macros and inheritance worked out, and where each comes from."""
        return self.source.resolver.resolve(self.entry, self.document)

    @property
    def fields(self) -> Mapping[str, str]:
        """Lower-case field names to values: LaTeX without outer delimiters."""
        return self.resolved.fields

    @cached_property
    def own(self) -> Mapping[str, OwnField]:
        """The fields in the entry's own text, by name; of a repeated one the first counts."""
        found: dict[str, OwnField] = {}
        text = self.document.text
        for node in self.entry.fields:
            if node.name in found:
                continue
            kind = node.pieces[0].kind if len(node.pieces) == 1 else None
            if kind in (PieceKind.BRACED, PieceKind.QUOTED):
                inner = (node.pieces[0].start + 1, node.pieces[0].end - 1)
                value = text[inner[0] : inner[1]]
                found[node.name] = OwnField(self, node, value, inner, kind is PieceKind.QUOTED)
            else:
                value = self.source.macros.value(text, node)
                found[node.name] = OwnField(self, node, value, None, False)
        return found

    @cached_property
    def printed(self) -> tuple[OwnField, ...]:
        """The own fields that a style prints as text."""
        return tuple(self.own[name] for name in PRINTED_FIELDS if name in self.own)

    @cached_property
    def people(self) -> tuple[OwnField, ...]:
        """The own fields that hold a list of names."""
        found = (self.own[name] for name in PERSON_FIELDS if name in self.own)
        return tuple(one for one in found if one.value.strip())

    @property
    def links(self) -> tuple[str, ...]:
        """The keys of other entries that the entry's own fields name."""
        named = (self.own[name].value for name in LINK_FIELDS if name in self.own)
        return tuple(key for value in named for key in _LIST.split(value) if key)

    @property
    def inherits(self) -> bool:
        """Whether the entry names a parent."""
        return "crossref" in self.own or "xdata" in self.own

    def value(self, name: str) -> str:
        """An own or inherited value, without white space around it; "" if there is none."""
        own = self.own.get(name)
        if own is not None:
            return own.value.strip()
        return self.fields.get(name, "").strip() if self.inherits else ""

    def has(self, *names: str) -> bool:
        """Whether any of the fields has a value."""
        return any(self.value(name) for name in names)

    @cached_property
    def identifiers(self) -> tuple[tuple[str, str], ...]:
        """The entry's own identifiers as (scheme, normal form), to ask registries by.

        What it inherits (crossref, xdata) says where its container is, not what it is.
        """
        own = {n: v for n, v in self.fields.items() if n not in self.resolved.origins}
        return identifiers_of(own)

    @cached_property
    def _mapped(self) -> tuple[Item, tuple[Finding, ...]]:
        item, findings = to_item(self.type, self.key, self.fields)
        return item, tuple(self._placed(f) for f in findings)

    @property
    def item(self) -> Item:
        """The reference as a CSL item."""
        return self._mapped[0]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What inheritance and mapping met with. The scan's findings are the document's."""
        return self.resolved.findings + self._mapped[1]

    @cached_property
    def own_item(self) -> Item:
        """The item without identifiers that are inherited, to tell which work it is."""
        return without_inherited_identifiers(self.item, self.resolved.origins)

    @property
    def row(self) -> SearchRow:
        """What lists and queries see of it."""
        return search_row(self.item, self.type, self.entry.start, self.entry.end, self.fields)

    def place(self, field: str = "") -> Place:
        """Where a field is (its value), else the entry's key, for a finding."""
        entry = self.entry
        one = entry.field(field) if field else None
        if one is None and field in self.resolved.origins:  # inherited: point at the link
            one = entry.field("crossref") or entry.field("xdata")
        if one is None:
            start, end = entry.key_start, max(entry.key_end, entry.key_start)
        else:
            start, end = one.value_start, one.value_end
        return self.document.place(start, end, key=self.key, field=field)

    def _placed(self, finding: Finding) -> Finding:
        if finding.place.line:
            return finding
        return replace(finding, place=self.place(finding.place.field))


class LibraryFile:
    """A file of the library: its document, the macros that it may use, its records."""

    def __init__(self, document: Document, macros: Macros, resolver: Resolver) -> None:
        self.document = document
        self.macros = macros
        self.resolver = resolver

    @property
    def name(self) -> str:
        """The file's name as findings show it."""
        return self.document.file

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """All entries in the order of the text, those that cannot be cited among them."""
        return tuple(Record(entry, self) for entry in self.document.entries)

    @cached_property
    def is_biblatex(self) -> bool:
        """Whether the file uses BibLaTeX's own types or fields."""
        return speaks_biblatex(self.document)

    def whose(self, offset: int) -> tuple[str, str]:
        """The key and the field that an offset belongs to; "" for none."""
        segment = self.document.at(offset)
        if not isinstance(segment, Entry):
            return "", ""
        for node in segment.fields:
            if node.start <= offset < node.end:
                return segment.key, node.name
        return segment.key, ""


class Library:
    """Entries of several documents, in the order of the files and of their text."""

    def __init__(self, documents: Iterable[Document], files: Files | None = None) -> None:
        self.documents = tuple(documents)
        self._files = files
        macros = macros_of(self.documents)
        pairs = tuple(zip(self.documents, macros, strict=True))
        resolver = Resolver(pairs)
        self.sources = tuple(LibraryFile(one, its, resolver) for one, its in pairs)

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> Library:
        """A library of texts by file name."""
        return cls(parse(text, file) for file, text in texts.items())

    @classmethod
    def load(cls, files: Files, paths: Sequence[str] = ()) -> Library:
        """The library of all .bib files that the port knows, or of those named.

        InputError if one cannot be read.
        """
        names = paths or files.paths()
        return cls((parse(files.read(path), path) for path in names), files)

    def with_file(self, path: str) -> Library:
        """The library with one more file, which may be outside it or not exist yet."""
        if self._files is None or path in {d.file for d in self.documents}:
            return self
        if not self._files.exists(path):
            return self
        return self.with_texts({path: self._files.read(path)})

    def with_texts(self, texts: Mapping[str, str]) -> Library:
        """The library with other (or more) texts; documents that stay are not scanned again."""
        kept = {d.file: d for d in self.documents}
        for file, text in texts.items():
            if file not in kept or kept[file].text != text:
                kept[file] = parse(text, file)
        return Library(kept.values(), self._files)

    def with_documents(self, documents: Iterable[Document]) -> Library:
        """The library with other documents in place of its own."""
        return Library(documents, self._files)

    def document(self, file: str) -> Document:
        """The document of a file name; NotFoundError if there is none."""
        for document in self.documents:
            if document.file == file:
                return document
        raise NotFoundError(f"{file} is not a file of the library")

    @cached_property
    def entries(self) -> tuple[Record, ...]:
        """Every entry, those that hold data for others among them."""
        return tuple(record for source in self.sources for record in source.records)

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """Every entry that can be cited, repeated keys and missing ones included."""
        return tuple(record for record in self.entries if record.type not in UNCITABLE)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The items of the records that can be cited: those that `get` gives."""
        return tuple(record.item for record in self.by_key.values())

    @cached_property
    def by_key(self) -> Mapping[str, Record]:
        """The record that counts for each key: the first one."""
        found: dict[str, Record] = {}
        for record in self.records:
            if record.key:
                found.setdefault(record.key, record)
        return found

    @cached_property
    def _by_alias(self) -> Mapping[str, Record]:
        """Other names of a record: BibLaTeX's `ids`, and its key without case if only its."""
        found: dict[str, Record] = {}
        for record in self.records:
            if record.entry.field("ids") is not None:
                for alias in _LIST.split(record.fields["ids"]):
                    found.setdefault(alias, record)
        for record in self.by_key.values():
            if record.key.lower() not in self.colliding_keys:
                found.setdefault(record.key.lower(), record)
        return found

    @cached_property
    def colliding_keys(self) -> Mapping[str, tuple[str, ...]]:
        """Keys that differ only in case, by their lower-case form."""
        folded: dict[str, list[str]] = {}
        for key in self.by_key:
            folded.setdefault(key.lower(), []).append(key)
        return {low: tuple(keys) for low, keys in folded.items() if len(keys) > 1}

    def get(self, key: str) -> Record | None:
        """The record of a key, of an alias (`ids`), or of the key in other case; else None."""
        return self.by_key.get(key) or self._by_alias.get(key) or self._by_alias.get(key.lower())

    def record(self, key: str) -> Record:
        """As `get`; raises NotFoundError with similar keys as a hint."""
        found = self.get(key)
        if found is None:
            near = self.similar_keys(key)
            raise NotFoundError(
                f"no entry has the key {key}",
                hint=f"similar: {', '.join(near)}" if near else "",
            )
        return found

    def similar_keys(self, key: str) -> list[str]:
        """Up to three keys of the library that look like this one, the nearest first."""
        return difflib.get_close_matches(key, list(self.by_key), 3)

    def chosen(self, keys: Sequence[str] = ()) -> tuple[Record, ...]:
        """The records of these keys (NotFoundError for an unknown one), or all with a key."""
        if not keys:
            return tuple(self.by_key.values())
        return tuple(dict.fromkeys(self.record(key) for key in keys))

    def select(self, keys: Sequence[str] = (), query: str = "") -> tuple[Record, ...]:
        """The records of these keys, or all; of those, the ones that the query matches.

        NotFoundError for an unknown key, UsageError for a query that cannot be read.
        """
        records = self.chosen(keys)
        if not query.strip():
            return records
        wanted = parse_query(query)
        return tuple(record for record in records if matches(wanted, record.row))

    def file_for_new(self, wanted: str = "", setting: str = "", *, certain: bool = True) -> str:
        """Where new entries go: the file asked for, the one set, the only one, or the one that
        is called as main files are.

        NotFoundError if there is none. UsageError if there are several to choose from; without
        `certain` it is the main one then, which is good for reading only.
        """
        if wanted or setting:
            return wanted or setting
        files = [document.file for document in self.documents]
        usual = [file for file in files if _name_of(file) in _MAIN_NAMES]
        if len(files) == 1 or len(usual) == 1:
            return (usual or files)[0]
        if files and not certain:
            return main_file(self)
        if files:
            raise UsageError(
                f"the library has {len(files)} files: which one is the entry for?",
                hint=f"say so with --to, or set `add-to`: {', '.join(files)}",
            )
        raise NotFoundError(
            "there is no .bib file to add to",
            hint="name one with --to, or start a library with `citare init`",
        )

    def edit(self, changes: Sequence[LibraryChange]) -> Plan:
        """Work out changes: nothing is written.

        NotFoundError for an unknown key, UnsafeEdit for what cannot be done exactly. An
        inherited field that is set becomes the entry's own. A key that is taken (in whatever
        case) is refused.
        """
        return Plan(self, _planned(self, changes))

    def save(self, changes: FileChanges) -> None:
        """Write changes of files as one operation (`Files.write_all`), if there are any.

        UsageError for a library of texts, which has no files.
        """
        if not changes:
            return
        if self._files is None:
            raise UsageError("this library has no files: its texts were given")
        self._files.write_all(changes)

    @cached_property
    def unread(self) -> tuple[Finding, ...]:
        """The blocks that could not be read at all: a list or a bibliography leaves them out."""
        return tuple(
            finding
            for document in self.documents
            for finding in document.findings
            if finding.severity is Severity.ERROR and finding.code == UNREADABLE
        )

    @cached_property
    def _identified(self) -> Mapping[tuple[str, str], tuple[Record, ...]]:
        found: dict[tuple[str, str], list[Record]] = {}
        for record in self.records:
            for name in identities_of(record.identifiers):
                found.setdefault(name, []).append(record)
        return {identifier: tuple(records) for identifier, records in found.items()}

    def by_identifier(self, scheme: str, value: str) -> tuple[Record, ...]:
        """Records with an identifier of their own, in any spelling; `scheme` is "doi", "pmid" ...

        (see `identifiers_of`).
        """
        known = identity(scheme, value)
        return self._identified.get(known, ()) if known else ()

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What reading met with: the scan, macros, inheritance, keys taken in another file.

        Mapping's findings are each record's own (`Record.findings`).
        """
        found: list[Finding] = []
        for source in self.sources:
            found += source.document.findings
            found += macro_findings(source.document, source.macros)
        for record in self.records:
            found += record.resolved.findings
            first = self.by_key.get(record.key, record)
            if first.document is not record.document:
                found.append(
                    Finding(
                        "duplicate-key",
                        Severity.WARNING,
                        f"the key {record.key} is taken by an entry in {first.place()},"
                        " which counts",
                        record.place(),
                        "give one of them another key, or merge them",
                    )
                )
        return tuple(dict.fromkeys(found))


def main_file(library: Library) -> str:
    """The file that is called as main files are, else the one with the most entries.

    NotFoundError for a library without files.
    """
    if not library.documents:
        raise NotFoundError("the library has no file")
    best = max(library.documents, key=lambda d: (_name_of(d.file) in _MAIN_NAMES, len(d.entries)))
    return best.file


def _name_of(file: str) -> str:
    return file.replace("\\", "/").rpartition("/")[2].lower()


def identifiers_of(fields: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The identifiers that resolved fields state: ("doi" | "pmid" | "pmcid" | "arxiv" | "isbn",
    normal form)."""
    found: list[tuple[str, str]] = []
    doi = normalise_doi(fields.get("doi", "")) or (
        doi_in(fields["url"]) if "doi" in fields.get("url", "") else ""
    )
    found.append(("doi", doi))
    eprint = fields.get("eprint", "")
    scheme = (fields.get("eprinttype") or fields.get("archiveprefix", "")).lower()
    found.append(("pmid", normalise_pmid(fields.get("pmid", ""))))
    found.append(("pmcid", normalise_pmcid(fields.get("pmcid") or fields.get("pmc", ""))))
    if eprint and scheme in ("pubmed", "pmid"):
        found.append(("pmid", normalise_pmid(eprint)))
    elif eprint and scheme in ("pmc", "pmcid"):
        found.append(("pmcid", normalise_pmcid(eprint)))
    elif eprint and scheme in ("", "arxiv"):
        found.append(("arxiv", normalise_arxiv(eprint)))
    found.append(("arxiv", normalise_arxiv(fields.get("arxivid") or fields.get("arxiv", ""))))
    for isbn in _LIST.split(fields.get("isbn", "")):
        found.append(("isbn", normalise_isbn(isbn)))
    return tuple(dict.fromkeys((s, v) for s, v in found if v))


_BIBTEX = frozenset(("journal", "year", "month", "address", "school", "annote", "archiveprefix"))
_BIBLATEX = frozenset(
    ("journaltitle", "date", "location", "annotation", "eprinttype", "eventtitle", "langid")
)


def dialect_of(document: Document | None, setting: str = "auto") -> Dialect:
    """The dialect that is set, else the one that most fields of the file are of, else BibTeX."""
    if setting == "bibtex" or setting == "biblatex":
        return "bibtex" if setting == "bibtex" else "biblatex"
    balance = 0
    for entry in document.entries if document else ():
        for one in entry.fields:
            balance += (one.name in _BIBLATEX) - (one.name in _BIBTEX)
    return "biblatex" if balance > 0 else "bibtex"


@dataclass(frozen=True, slots=True)
class SetFields:
    """Give an entry's own fields these values; None removes a field. `type` changes its type."""

    key: str
    fields: Mapping[str, Value | None] = field(default_factory=dict)
    type: str | None = None


@dataclass(frozen=True, slots=True)
class Add:
    """Add an entry to a file, which may be new."""

    file: str
    type: str
    key: str
    fields: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Remove:
    """Remove an entry. Fields of others that name it name `instead` then, if it is given."""

    key: str
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Rename:
    """Give an entry another key, and follow it in the fields of others that name it."""

    key: str
    new_key: str


@dataclass(frozen=True, slots=True)
class Replace:
    """Put another text, exactly one entry, in an entry's place. Its key may be another."""

    key: str
    text: str


LibraryChange: TypeAlias = SetFields | Add | Remove | Rename | Replace


@dataclass(frozen=True, eq=False)
class Plan:
    """What changes make of each file they touch, scanned and checked."""

    before: Library
    files: Mapping[str, Revised]

    @cached_property
    def changes(self) -> FileChanges:
        """The files that differ, for `Library.save`."""
        known = {document.file for document in self.before.documents}
        changed = {}
        for file, revised in self.files.items():
            change = revised.change
            changed[file] = change if file in known else FileChange(None, change.pieces)
        return FileChanges(changed)

    @cached_property
    def after(self) -> Library:
        """The library as it will be. Documents that stay are not scanned again."""
        documents = {document.file: document for document in self.before.documents}
        documents.update({file: revised.document for file, revised in self.files.items()})
        return Library(documents.values(), self.before._files)


class _Draft:
    """Collects what becomes of each entry before it is handed to `revise`."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.edits: dict[int, tuple[Document, EditEntry]] = {}
        self.removed: dict[int, tuple[Document, Entry]] = {}
        self.replaced: dict[int, tuple[Document, ReplaceEntry]] = {}
        self.added: list[Add] = []

    def edit(
        self,
        entry: Entry,
        document: Document,
        fields: Mapping[str, Value | None],
        *,
        key: str | None = None,
        type: str | None = None,  # noqa: A002
    ) -> None:
        _, known = self.edits.get(id(entry), (document, EditEntry(entry)))
        self.edits[id(entry)] = (
            document,
            EditEntry(entry, {**known.fields, **fields}, key or known.key, type or known.type),
        )

    def by_document(self) -> dict[str, list[Change]]:
        found: dict[str, list[Change]] = {}
        for ident, (document, edit) in self.edits.items():
            if ident not in self.removed:
                found.setdefault(document.file, []).append(edit)
        for document, replaced in self.replaced.values():
            found.setdefault(document.file, []).append(replaced)
        for document, entry in self.removed.values():
            found.setdefault(document.file, []).append(RemoveEntry(entry))
        for add in self.added:
            found.setdefault(add.file, []).append(AddEntry(add.type, add.key, add.fields))
        return found


def _planned(library: Library, changes: Sequence[LibraryChange]) -> dict[str, Revised]:
    """The revised documents by file."""
    draft = _Draft(library)
    for change in changes:
        if isinstance(change, Add):
            draft.added.append(change)
            continue
        record = library.record(change.key)
        if isinstance(change, SetFields):
            fields = {name.lower(): value for name, value in change.fields.items()}
            draft.edit(record.entry, record.document, fields, type=change.type)
        elif isinstance(change, Replace):
            replaced = ReplaceEntry(record.entry, change.text)
            draft.replaced[id(record.entry)] = (record.document, replaced)
        elif isinstance(change, Remove):
            draft.removed[id(record.entry)] = (record.document, record.entry)
            if change.instead:
                _follow(draft, record, change.instead)
        else:
            draft.edit(record.entry, record.document, {}, key=change.new_key)
            _follow(draft, record, change.new_key)
    _check_keys(draft)
    known = {d.file: d for d in library.documents}
    return {
        file: revise(known.get(file) or parse("", file), found)
        for file, found in draft.by_document().items()
    }


def _follow(draft: _Draft, record: Record, new_key: str) -> None:
    """Change the old key in the link fields of all entries."""
    pattern = re.compile(rf"(?<![^\s,{{\"]){re.escape(record.key)}(?![^\s,}}\"])")
    for document in draft.library.documents:
        for entry in (e for e in document.entries if id(e) not in draft.removed):
            for one in (f for f in entry.fields if f.name in LINK_FIELDS):
                known = draft.edits.get(id(entry))
                before = known[1].fields.get(one.name) if known else None
                raw = document.text[one.value_start : one.value_end]
                raw = before.text if isinstance(before, Raw) else raw
                changed = pattern.sub(lambda _: new_key, raw)
                if changed != raw:
                    draft.edit(entry, document, {one.name: Raw(changed)})


def _check_keys(draft: _Draft) -> None:
    leaving = {entry.key for _, entry in draft.removed.values()}
    leaving |= {edit.entry.key for _, edit in draft.edits.values() if edit.key}
    leaving |= {replaced.entry.key for _, replaced in draft.replaced.values()}
    taken = {key.lower(): key for key in draft.library.by_key if key not in leaving}
    new = [a.key for a in draft.added] + [e.key for _, e in draft.edits.values() if e.key]
    new += [e.key for _, r in draft.replaced.values() for e in parse(r.text).entries[:1]]
    for key in new:
        if key.lower() in taken:
            message = f"the key {key} is taken ({taken[key.lower()]})"
            raise UnsafeEdit(message, hint="choose another key")
        taken[key.lower()] = key


VariableValue: TypeAlias = str | tuple[Name, ...] | Date
"""A value of a CSL variable, as `with_values` takes it."""


def with_values(item: Item, values: Mapping[str, VariableValue]) -> Item:
    """An item with other values for some variables."""
    text, names, dates = dict(item.text), dict(item.names), dict(item.dates)
    for variable, value in values.items():
        if isinstance(value, str):
            text[variable] = value
        elif isinstance(value, Date):
            dates[variable] = value
        else:
            names[variable] = value
    return item.with_(text=text, names=names, dates=dates)


def fields_for(
    record: Record,
    values: Mapping[str, VariableValue],
    dialect: Dialect,
    *,
    only_absent: bool = False,
) -> dict[str, Value]:
    """What the entry's fields say when variables get these values: only the fields that change.

    Fields are named as the entry names them. `only_absent`: leave those that are there alone.
    """
    present = frozenset(record.fields)
    merged = with_values(record.item, values)
    found: dict[str, Value] = {}
    for name, written in field_values(merged, record.type, dialect, present).items():
        if written.variable not in values or record.fields.get(name) == written.value:
            continue
        if not (only_absent and name in present):
            found[name] = written.value
    return found


def update(record: Record, values: Mapping[str, VariableValue], dialect: Dialect) -> SetFields:
    """The change that gives a record's entry these values."""
    return SetFields(record.key, fields_for(record, values, dialect))


def identities_of(identifiers: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """What identifiers name, each once: arXiv's DOI and its versions are its id."""
    return tuple(dict.fromkeys(filter(None, (identity(s, v) for s, v in identifiers))))


_IDENTIFIER_VARIABLES = {
    "DOI": ("doi",),
    "PMID": ("pmid",),
    "PMCID": ("pmcid", "pmc"),
    "ISBN": ("isbn",),
    "archive_location": ("eprint", "arxivid", "arxiv"),
}


def without_inherited_identifiers(item: Item, origins: Collection[str]) -> Item:
    """An item without the identifiers of its parent; `origins` are the inherited fields."""
    inherited = {
        variable
        for variable, fields in _IDENTIFIER_VARIABLES.items()
        if any(field in origins for field in fields)
    }
    if not inherited:
        return item
    return item.with_(text={v: text for v, text in item.text.items() if v not in inherited})
