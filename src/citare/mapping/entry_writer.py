"""The field values that an item has in an entry of a given type and dialect."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from citare.bibtex.names import format_names, split_names
from citare.mapping import tables
from citare.mapping.values import bibtex_edition, bibtex_pages
from citare.model.archives import ARCHIVES
from citare.model.dates import read_edtf, write_biblatex, write_bibtex
from citare.model.item import Item
from citare.model.languages import babel_language
from citare.text.latex_encode import encode

Dialect: TypeAlias = Literal["bibtex", "biblatex"]

_PROTECTED: Final = frozenset(
    ("title", "title-short", "volume-title", "original-title", "reviewed-title")
)
_ARTICLES: Final = frozenset(
    ("article", "suppperiodical", "review", "bookreview", "newspaper", "magazine")
)
_WHOLE_BOOKS: Final = frozenset(
    ("book", "collection", "proceedings", "reference", "mvbook", "manual", "booklet", "commentary")
)
_PERIODICAL_TYPES: Final = frozenset(
    ("article-journal", "article-magazine", "article-newspaper", "periodical", "article")
)
_PUBLISHER_FIELDS: Final[dict[str, str]] = {
    **dict.fromkeys(("phdthesis", "mastersthesis"), "school"),
    **dict.fromkeys(("thesis", "report", "techreport"), "institution"),
    **dict.fromkeys(("online", "electronic", "www", "webpage", "manual"), "organization"),
    **dict.fromkeys(("misc", "unpublished", "letter", "image"), "organization"),
}
# BibLaTeX's literal lists (manual, 2.2.2): ` and ` separates their members.
_LITERAL_LISTS: Final = frozenset(
    {
        *("publisher", "institution", "school", "organization", "location", "address"),
        *("origpublisher", "origlocation"),
    }
)
_ARCHIVES: Final = {name: kind for kind, name in ARCHIVES.items()}
_STATUS_KEYS: Final = {text: key for key, text in tables.STATUSES.items()}
_THESIS_KEYS: Final = {"PhD thesis": "phdthesis", "Master’s thesis": "mathesis"}


@dataclass(frozen=True, slots=True)
class FieldValue:
    """What one field would say, raw, and which CSL variable that is."""

    value: str
    variable: str


class EntryWriter:
    """Collects field values for an item in an entry of a given type."""

    def __init__(
        self, item: Item, entry_type: str, dialect: Dialect, present: AbstractSet[str] = frozenset()
    ) -> None:
        self.item = item
        self.entry_type = entry_type
        self.bibtex = dialect == "bibtex"
        self.present = present
        self.values: dict[str, FieldValue] = {}
        self.is_article = entry_type in _ARTICLES or item.type in _PERIODICAL_TYPES

    def fields(self) -> dict[str, FieldValue]:
        self._titles()
        self._names()
        self._dates()
        self._numbers()
        self._genre()
        self._publisher()
        self._identifiers()
        for variable, names in tables.TEXTS.items():
            if variable not in ("event-title", "archive", "archive_location", "archive_collection"):
                self._put(names[-1] if self.bibtex and variable == "annote" else names[0], variable)
        self._put("note", "note")
        self._others()
        return self.values

    def _put(self, field: str, variable: str, raw: str | None = None) -> None:
        """Set a field to a variable's text, encoded, or to `raw`."""
        if raw is None:
            text = self.item.get(variable)
            raw = encode(text, title=variable in _PROTECTED) if text else ""
        if raw and field not in self.values:
            if not self.bibtex and field in _LITERAL_LISTS and len(split_names(raw)) > 1:
                raw = "{" + raw + "}"  # one member, whatever `and` it holds
            self.values[field] = FieldValue(raw, variable)

    # --- titles ---

    def _titles(self) -> None:
        item = self.item
        volume_title = item.get("volume-title")
        container = self._container_field()
        if volume_title and self.entry_type in _WHOLE_BOOKS:
            self._put("maintitle", "title")
            self._put("title", "volume-title")
        elif volume_title and self.is_article:
            self._put("issuetitle", "volume-title")
        elif volume_title and item.get("container-title"):
            self._put("maintitle", "container-title")
            self._put("booktitle", "volume-title")
        self._put("title", "title")
        self._put("shorttitle", "title-short")
        if "maintitle" not in self.values:
            protected = container == "booktitle"
            text = item.get("container-title")
            self._put(container, "container-title", encode(text, title=protected, words=False))
        self._put("series", "collection-title", encode(item.get("collection-title")))
        self._put("eventtitle", "event-title", encode(item.get("event-title") or item.get("event")))
        self._put("origtitle", "original-title")
        self._put("reviewedtitle", "reviewed-title")

    def _container_field(self) -> str:
        journal = "journal" if self.bibtex else "journaltitle"
        if self.entry_type in _ARTICLES:
            return journal
        if self.item.type.startswith("article-") and "booktitle" not in self.present:
            return journal
        return "booktitle"

    # --- people ---

    def _names(self) -> None:
        fields = {variable: field for field, variable in reversed(tables.NAMES.items())}
        slots = iter(("editora", "editorb", "editorc"))
        for variable, names in self.item.names.items():
            raw = format_names(names)
            if variable == "editor":
                self._put("editor", variable, raw)
            elif variable == "organizer" and len(names) == 1 and names[0].literal:
                if self.item.get("publisher") and self.item.type in _ORGANIZED:
                    self._put("organization", variable, encode(names[0].literal))
                else:
                    self._put("organizer", variable, raw)
            elif variable in fields:
                self._put(fields[variable], variable, raw)
            elif slot := next(slots, None):
                self._put(slot, variable, raw)
                self._put(f"{slot}type", variable, variable.replace("-", ""))

    # --- dates ---

    def _dates(self) -> None:
        for prefix, variable in tables.DATES.items():
            date = self.item.dates.get(variable)
            if date is None:
                continue
            by_year = prefix == "" and self._uses_year()
            text = write_biblatex(date)
            if by_year:
                written = write_bibtex(date)
            elif prefix == "" and read_edtf(text) is None:
                written = {"year": text}
            else:
                written = {prefix + "date": text}
            for field, text in written.items():
                raw = text if date.parts or field != "year" else encode(text)
                self._put(field, variable, raw)

    def _uses_year(self) -> bool:
        if "date" in self.present:
            return False
        return self.bibtex or bool(self.present & {"year", "month"})

    # --- numbers ---

    def _numbers(self) -> None:
        item = self.item
        if page := item.get("page"):
            ranges = bibtex_pages(page).split("--")
            self._put("pages", "page", "--".join(encode(part) for part in ranges))
        if self.is_article:
            self._put("number", "issue")
            if item.get("number"):
                self._put("eid", "number")
            self._put("number", "collection-number")
        else:
            self._put("number", "collection-number")
            in_series = item.get("collection-title") and item.type in tables.IN_SERIES
            self._put("eid" if in_series or "number" in self.values else "number", "number")
            self._put("issue", "issue")
        if edition := item.get("edition"):
            shown = bibtex_edition(edition) if self.bibtex else edition
            self._put("edition", "edition", encode(shown))

    def _genre(self) -> None:
        genre = self.item.get("genre")
        if not genre:
            return
        implied = tables.THESES.get(self.entry_type, "")
        if self.entry_type == "techreport":
            implied = "Technical report"
        if genre == implied:
            return
        if self.entry_type == "thesis" and genre in _THESIS_KEYS:
            self._put("type", "genre", _THESIS_KEYS[genre])
        else:
            self._put("type", "genre")

    # --- publisher, place ---

    def _publisher(self) -> None:
        field = _PUBLISHER_FIELDS.get(self.entry_type, "publisher")
        publisher = self.item.get("publisher")
        if self.entry_type == "booklet" and not re.search(r"https?:|www\.", publisher):
            field = "howpublished"
        self._put(field, "publisher")
        self._put("address" if self.bibtex else "location", "publisher-place")

    # --- identifiers and the rest ---

    def _identifiers(self) -> None:
        item = self.item
        for variable, names in tables.VERBATIM.items():
            if item.get(variable):
                self._put(names[0], variable, _verbatim(item.get(variable)))
        archive, eprint = item.get("archive"), item.get("archive_location")
        if not archive and not eprint:
            return
        kind = _ARCHIVES.get(archive)
        if kind is None or not eprint:
            for variable in ("archive", "archive_location", "archive_collection"):
                self._put(variable, variable)
            return
        self._put("eprint", "archive_location", _verbatim(eprint))
        self._put("archiveprefix" if self.bibtex else "eprinttype", "archive", archive)
        self._put("primaryclass" if self.bibtex else "eprintclass", "archive_collection")
        url = self.values.get("url")
        if url and url.value == tables.EPRINT_URLS.get(kind, "") + eprint:
            del self.values["url"]

    def _others(self) -> None:
        language = self.item.get("language")
        if language:
            field = "language" if self.bibtex else "langid"
            self._put(field, "language", encode(babel_language(language)))
        if status := self.item.get("status"):
            self._put("pubstate", "status", _STATUS_KEYS.get(status, encode(status)))
        if self.item.type in ("article-magazine", "article-newspaper"):
            self._put("entrysubtype", "type", self.item.type.removeprefix("article-"))


_ORGANIZED: Final = frozenset(("paper-conference", "book", "chapter"))


def _verbatim(value: str) -> str:
    """A value for a field that no one decodes: as it is, unless its braces would not balance."""
    if value.count("{") != value.count("}"):
        value = value.replace("{", "%7B").replace("}", "%7D")
    return value
