"""An item as a BibTeX or BibLaTeX entry: a whole draft, or what an entry's fields would say.

Values are raw LaTeX without delimiters, with balanced braces; a standard month macro stands for
itself. Letters stay UTF-8.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from citare.mapping import tables
from citare.mapping.entry_writer import Dialect as Dialect
from citare.mapping.entry_writer import EntryWriter
from citare.mapping.entry_writer import FieldValue as FieldValue
from citare.mapping.to_item import csl_type_of
from citare.model.item import Item
from citare.model.variables import TYPES

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
        return "unpublished" if dialect == "bibtex" else "online"
    return found


def _use_publisher_name(values: dict[str, FieldValue], present: AbstractSet[str]) -> None:
    """Who publishes stands where the entry has it already."""
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
    if colon and main.count("{") == main.count("}"):
        values[title] = FieldValue(main, whole.variable)
        values[subtitle] = FieldValue(rest, whole.variable)
