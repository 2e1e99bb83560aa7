"""An item as a BibTeX or BibLaTeX entry: a whole draft, or what an entry's fields would say.

Values are raw LaTeX without delimiters, with balanced braces; a standard month macro is
written as it is. Letters stay UTF-8.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from citare.bibtex.names import format_names, split_names
from citare.mapping import tables
from citare.mapping.reading import csl_type_of
from citare.model.archives import ARCHIVES
from citare.model.dates import read_edtf, write_biblatex, write_bibtex
from citare.model.item import Item
from citare.model.languages import babel_language
from citare.model.variables import TYPES
from citare.text.braces import balanced
from citare.text.latex.encode import encode

Dialect: TypeAlias = Literal["bibtex", "biblatex"]

# BibLaTeX's and BibTeX's names for the same field: (BibLaTeX, BibTeX, others people use).
_SYNONYMS: Final[tuple[tuple[str, ...], ...]] = (
    ("journaltitle", "journal"),
    ("location", "address"),
    ("annotation", "annote"),
    ("eprinttype", "archiveprefix"),
    ("eprintclass", "primaryclass"),
    ("langid", "language", "hyphenation"),
    ("institution", "school"),
    ("pagetotal", "numpages"),
    ("eid", "articleno", "article-number", "articlenumber"),
    ("urldate", "lastchecked", "lastaccessed", "accessed"),
    ("keywords", "keyword"),
)
_SPLIT_TITLES: Final = (
    ("title", "subtitle"),
    ("booktitle", "booksubtitle"),
    ("maintitle", "mainsubtitle"),
    ("journaltitle", "journalsubtitle"),
    ("journal", "journalsubtitle"),
)
_PROTECTED: Final = frozenset(
    ("title", "title-short", "volume-title", "original-title", "reviewed-title")
)
_ARTICLES: Final = frozenset(
    ("article", "suppperiodical", "review", "bookreview", "newspaper", "magazine")
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
_ORGANIZED: Final = frozenset(("paper-conference", "book", "chapter"))


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """A new entry: its type, key and fields in order, as raw values without delimiters."""

    type: str
    key: str
    fields: dict[str, str]


def to_fields(item: Item, *, dialect: Dialect = "bibtex") -> EntryDraft:
    """A draft of an entry for an item. Reading the draft gives the item again, as far as the
    dialect can hold it."""
    entry_type = entry_type_of(item, dialect)
    found = EntryWriter(item, entry_type, dialect).fields()
    fields = {name: value.value for name, value in found.items() if value.value}
    if item.type in TYPES and csl_type_of(entry_type, fields) != item.type:
        fields["entrysubtype"] = item.type
    if dialect == "bibtex" and entry_type in tables.PLAIN_GENRES and not item.get("genre"):
        fields["type"] = tables.PLAIN_GENRES[entry_type]
    kept = item.extra.get("bibtex")
    if isinstance(kept, Mapping):
        for name, raw in kept.items():
            if isinstance(raw, str):
                fields.setdefault(name, raw)
    rank = {name: place for place, name in enumerate(tables.ORDER)}
    ordered = sorted(fields, key=lambda name: (rank.get(name, len(rank)), name))
    return EntryDraft(entry_type, item.id, {name: fields[name] for name in ordered})


def field_values(
    item: Item, entry_type: str, dialect: Dialect, present: AbstractSet[str] = frozenset()
) -> dict[str, FieldValue]:
    """What the fields of an existing entry would say if it were `item`.

    `entry_type` and `present` (lower-case names of the fields in use) are the person's: where
    BibTeX and BibLaTeX name a field differently, the name in use is kept (`journal` or
    `journaltitle`, `year` and `month` or `date`, `pages` or `eid`, a title with its `subtitle`
    apart); other fields have the dialect's name.
    """
    values = EntryWriter(item, entry_type.lower(), dialect, present).fields()
    for names in _SYNONYMS:
        used = next((name for name in names if name in present), None)
        written = next((name for name in names if name in values), None)
        if used and written and used != written:
            values[used] = values.pop(written)
    if "eid" in values and "pages" not in values and "pages" in present and "eid" not in present:
        values["pages"] = values.pop("eid")
    _use_publisher_name(values, present)
    for title, subtitle in _SPLIT_TITLES:
        if subtitle in present and title in values:
            _split_title(values, title, subtitle)
    return values


def entry_type_of(item: Item, dialect: Dialect) -> str:
    """The entry type for a new entry."""
    names = tables.BIBTEX_TYPES if dialect == "bibtex" else tables.BIBLATEX_TYPES
    found = names.get(item.type, "misc")
    if found == "phdthesis" and re.match(
        r"(?i)master|m\.?\s?sc|diplom|bachelor", item.get("genre")
    ):
        return "mastersthesis"
    if item.type == "chapter" and not item.get("container-title"):
        numbered = item.get("page") or item.get("chapter-number").isdecimal()
        return "inbook" if numbered else "incollection"
    if item.type == "article" and not item.get("archive_location"):
        return "misc" if dialect == "bibtex" else "online"
    return found


def _use_publisher_name(values: dict[str, FieldValue], present: AbstractSet[str]) -> None:
    """The publisher keeps the field that the entry already has for it."""
    names = ("publisher", "institution", "school", "organization", "howpublished")
    for name in names:
        value = values.get(name)
        if value is None or value.variable != "publisher" or name in present:
            continue
        used = [other for other in names if other in present and other not in values]
        if len(used) == 1 and "\\url" not in value.value:
            values[used[0]] = values.pop(name)
        return


def _split_title(values: dict[str, FieldValue], title: str, subtitle: str) -> None:
    whole = values[title]
    main, colon, rest = whole.value.partition(": ")
    if colon and balanced(main):
        values[title] = FieldValue(main, whole.variable)
        values[subtitle] = FieldValue(rest, whole.variable)


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
        self.is_article = entry_type in _ARTICLES or item.type in tables.PERIODICAL_TYPES

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
        if volume_title and self.entry_type in tables.WHOLE_BOOKS:
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


def _verbatim(value: str) -> str:
    """A value for a field that no one decodes: as it is, unless its braces would not balance."""
    if not balanced(value):
        value = value.replace("{", "%7B").replace("}", "%7D")
    return value


# --- single values: what CSL has as BibTeX writes it ---


def bibtex_pages(page: str) -> str:
    """Pages as BibTeX has them: `12--15`; what is not a range (an article number) stays."""
    parts = []
    for part in re.split(r"\s*,\s*", page):
        if "–" in part:
            parts.append(re.sub(r"\s*–+\s*", "--", part))
        elif re.fullmatch(
            r"[A-Za-z]{0,3}\d+[A-Za-z]?-[A-Za-z]{0,3}\d+[A-Za-z]?", part
        ) or re.fullmatch(r"[ivxlcdmIVXLCDM]+-[ivxlcdmIVXLCDM\d]+", part):
            parts.append(part.replace("-", "--"))
        else:
            parts.append(part)
    return ", ".join(parts)


def bibtex_edition(edition: str) -> str:
    """An edition as BibTeX's styles want it: an ordinal with a capital (btxdoc, `edition`)."""
    if edition.isdecimal() and 0 < int(edition) <= len(tables.ORDINALS):
        return tables.ORDINALS[int(edition) - 1]
    return edition
