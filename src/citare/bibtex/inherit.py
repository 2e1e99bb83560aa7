"""Entries with what they inherit: `xdata` (whole entries and single fields) and `crossref`.

BibTeX (btxdoc section 4): a field the child lacks is taken from the parent under its own name.
BibLaTeX (manual, section 2.4.1 and appendix B, "Default Inheritance Setup"): the parent's title
becomes the child's booktitle, maintitle or journaltitle, by the types of both; some fields are
never passed on. Where a BibTeX parent has no booktitle its title serves, as every reader would
expect.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from citare.bibtex.macros import Macros
from citare.bibtex.names import split_names
from citare.bibtex.nodes import Document, Entry
from citare.bibtex.schema import canonical_type
from citare.findings import Finding, Place, Severity


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NEVER = _words("""
    crossref xref xdata entryset entrysubtype execute ids label options presort related
    relatedoptions relatedstring relatedtype shorthand shorthandintro sortkey
""")

IN_TYPES = _words("""
    inbook incollection inproceedings inreference bookinbook suppbook suppcollection
""")

BIBLATEX_TYPES = _words("""
    mvbook bookinbook suppbook collection mvcollection suppcollection dataset online
    periodical suppperiodical mvproceedings reference mvreference inreference report
    software thesis xdata
""")

BIBLATEX_FIELDS = _words("""
    date journaltitle location xdata maintitle booksubtitle mainsubtitle eventdate urldate
    eprinttype origdate bookauthor editortype journalsubtitle
""")

_MAIN = {"title": "maintitle", "subtitle": "mainsubtitle", "titleaddon": "maintitleaddon"}
_BOOK = {"title": "booktitle", "subtitle": "booksubtitle", "titleaddon": "booktitleaddon"}
_JOURNAL = {
    "title": "journaltitle",
    "subtitle": "journalsubtitle",
    "titleaddon": "journaltitleaddon",
}
_SHORT = frozenset(("shorttitle", "sorttitle", "indextitle", "indexsorttitle"))

_IN_BOOK = ("inbook", "bookinbook", "suppbook")
_IN_COLLECTION = ("incollection", "inreference", "suppcollection")

_RENAMED: dict[tuple[str, str], Mapping[str, str]] = {
    **{("mvbook", child): _MAIN for child in ("book", *_IN_BOOK)},
    **{
        (parent, child): _MAIN
        for parent in ("mvcollection", "mvreference")
        for child in ("collection", "reference", *_IN_COLLECTION)
    },
    **{("mvproceedings", child): _MAIN for child in ("proceedings", "inproceedings")},
    **{("book", child): _BOOK for child in _IN_BOOK},
    **{
        (parent, child): _BOOK for parent in ("collection", "reference") for child in _IN_COLLECTION
    },
    # What people write beside the manual's table: the same books under BibTeX's types.
    ("proceedings", "inproceedings"): _BOOK,
    ("book", "incollection"): _BOOK,
    ("book", "inproceedings"): _BOOK,
    ("collection", "inproceedings"): _BOOK,
    ("proceedings", "incollection"): _BOOK,
    ("collection", "inbook"): _BOOK,
    ("periodical", "article"): _JOURNAL,
    ("periodical", "suppperiodical"): _JOURNAL,
}


def targets(parent: str, child: str, field: str) -> tuple[str, ...]:
    """The child's fields that take a parent's field; () if it is not passed on."""
    if field == "author" and parent in ("mvbook", "book") and child in _IN_BOOK:
        return ("author", "bookauthor")
    renamed = _RENAMED.get((parent, child))
    if renamed is None:
        return (field,)
    if field in _SHORT:
        return ()
    return (renamed.get(field, field),)


_DEPTH = 50
_DATES = {"date": ("year", "date"), "year": ("date",), "month": ("date",)}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an inherited value is: the entry's key and the name of its field."""

    key: str
    field: str


@dataclass(frozen=True, slots=True, eq=False)
class ResolvedEntry:
    """An entry as a reader should see it.

    `fields`: lower-case names to values (delimiters removed, pieces joined, LaTeX kept).
    `origins` has the inherited ones only: all others are in the entry itself.
    """

    entry: Entry
    document: Document
    fields: Mapping[str, str]
    origins: Mapping[str, Origin]
    findings: tuple[Finding, ...]


class Resolver:
    """Resolves entries of a library. Keys are looked up as written, then without case."""

    def __init__(self, sources: Iterable[tuple[Document, Macros]]) -> None:
        self._sources = tuple(sources)
        self._exact: dict[str, tuple[Entry, Document, Macros]] = {}
        self._folded: dict[str, tuple[Entry, Document, Macros]] = {}
        for document, macros in self._sources:
            for entry in document.entries:
                held = (entry, document, macros)
                self._exact.setdefault(entry.key, held)
                self._folded.setdefault(entry.key.lower(), held)
        self._macros = {id(document): macros for document, macros in self._sources}
        self._biblatex: dict[int, bool] = {}
        self._resolved: dict[int, ResolvedEntry] = {}

    def resolve(self, entry: Entry, document: Document) -> ResolvedEntry:
        """The entry with its inherited fields; cycles and missing parents are findings."""
        return self._resolve(entry, document, (id(entry),))

    def _resolve(self, entry: Entry, document: Document, trail: tuple[int, ...]) -> ResolvedEntry:
        known = self._resolved.get(id(entry))
        if known is None:
            known = self._resolved[id(entry)] = self._work_out(entry, document, trail)
        return known

    def _work_out(self, entry: Entry, document: Document, trail: tuple[int, ...]) -> ResolvedEntry:
        fields = self._macros[id(document)].fields(entry)
        granular = [name for name, value in fields.items() if "=" in value and _mentions(value)]
        if not granular and "crossref" not in fields and "xdata" not in fields:
            return ResolvedEntry(entry, document, fields, {}, ())
        findings: list[Finding] = []
        origins: dict[str, Origin] = {}
        for name in granular:
            fields[name] = self._replaced(entry, document, name, fields[name], trail, findings)
        for link in ("xdata", "crossref"):
            keys = fields.get(link, "").split(",") if link == "xdata" else [fields.get(link, "")]
            for key in filter(None, (k.strip() for k in keys)):
                parent = self._parent(entry, document, link, key, trail, findings)
                if parent is None:
                    continue
                findings += parent.findings
                if link == "xdata":
                    passed = [(n, n) for n in parent.fields if n not in NEVER]
                else:
                    passed = self._passed(entry, parent, fields)
                for name, target in passed:
                    if target not in fields:
                        fields[target] = parent.fields[name]
                        origins[target] = parent.origins.get(name) or Origin(parent.entry.key, name)
        return ResolvedEntry(entry, document, fields, origins, tuple(dict.fromkeys(findings)))

    def _replaced(
        self,
        entry: Entry,
        document: Document,
        name: str,
        value: str,
        trail: tuple[int, ...],
        findings: list[Finding],
    ) -> str:
        """A value with its references to single fields of xdata entries replaced.

        `xdata=KEY-FIELD` is the whole field, `xdata=KEY-FIELD-2` the second name or item of it
        (BibLaTeX manual, section 3.13.6). What cannot be replaced stays, and is reported.
        """
        parts: list[str] = []
        for part in split_names(value):
            wanted = _GRANULAR.fullmatch(part)
            if wanted is None:
                parts.append(part)
                continue
            parent = self._parent(entry, document, name, wanted["key"], trail, findings, "xdata")
            if parent is not None:
                part = self._part(entry, document, name, wanted, parent, findings) or part
            parts.append(part)
        return " and ".join(parts)

    def _part(
        self,
        entry: Entry,
        document: Document,
        name: str,
        wanted: re.Match[str],
        parent: ResolvedEntry,
        findings: list[Finding],
    ) -> str:
        found = parent.fields.get(wanted["field"].lower(), "")
        if found and wanted["number"]:
            items = split_names(found)
            number = int(wanted["number"][:4])
            found = items[number - 1] if 0 < number <= len(items) else ""
        if not found:
            place = _place_of(entry, document, name)
            message = f"{wanted[0]}: {parent.entry.key} has no such field or item"
            findings.append(Finding("missing-parent", Severity.WARNING, message, place))
        return found

    def _parent(
        self,
        entry: Entry,
        document: Document,
        link: str,
        key: str,
        trail: tuple[int, ...],
        findings: list[Finding],
        kind: str = "",
    ) -> ResolvedEntry | None:
        """The entry that a field names, resolved; None (and a finding) where that cannot be."""
        held = self._exact.get(key) or self._folded.get(key.lower())
        code = "missing-parent" if held is None else "inheritance-cycle"
        if held is None:
            message, hint = f"no entry has the key {key}", "correct the key, or add the entry"
        elif id(held[0]) in trail or len(trail) > _DEPTH:
            message, hint = f"{key} inherits from itself", "remove one of the links"
        else:
            return self._resolve(held[0], held[1], (*trail, id(held[0])))
        place = _place_of(entry, document, link)
        message = f"{kind or link}: {message}"
        findings.append(Finding(code, Severity.WARNING, message, place, hint))
        return None

    def _passed(
        self, entry: Entry, parent: ResolvedEntry, fields: Mapping[str, str]
    ) -> list[tuple[str, str]]:
        """Pairs of the parent's field and the child's: what a crossref passes on."""
        parent_type = canonical_type(parent.entry.type)
        child_type = canonical_type(entry.type)
        names = [
            name
            for name in parent.fields
            if name not in NEVER and not any(other in fields for other in _DATES.get(name, ()))
        ]
        if self._is_biblatex(parent.document):
            return [(n, t) for n in names for t in targets(parent_type, child_type, n)]
        passed = [(name, name) for name in names]
        if child_type in IN_TYPES and "booktitle" not in parent.fields and "title" in fields:
            passed += [(n, "book" + n) for n in ("title", "subtitle") if n in parent.fields]
        return passed

    def _is_biblatex(self, document: Document) -> bool:
        known = self._biblatex.get(id(document))
        if known is None:
            known = self._biblatex[id(document)] = speaks_biblatex(document)
        return known


_GRANULAR = re.compile(
    r"xdata\s*=\s*(?P<key>[^\s{},=]+?)-(?P<field>[A-Za-z]+)(?:-(?P<number>\d+))?", re.IGNORECASE
)


def _mentions(value: str) -> bool:
    """Whether a value names a single field of an xdata entry: `xdata=KEY-FIELD`."""
    return "xdata" in value.lower() and any(map(_GRANULAR.fullmatch, split_names(value)))


def _place_of(entry: Entry, document: Document, name: str) -> Place:
    """Where an entry's field is, for a finding."""
    one = entry.field(name)
    start, end = (one.value_start, one.value_end) if one else (entry.start, entry.end)
    return document.place(start, end, key=entry.key, field=name)


def speaks_biblatex(document: Document) -> bool:
    """Whether a file uses types or fields that only BibLaTeX knows."""
    return any(
        entry.type in BIBLATEX_TYPES or any(f.name in BIBLATEX_FIELDS for f in entry.fields)
        for entry in document.entries
    )
