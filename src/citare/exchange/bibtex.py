"""BibTeX and BibLaTeX: one reader, for files mix them; a writer for each dialect.

Items become entries by citare.mapping. Entries become entries of the other dialect with as
little change as it allows: a type or a field that the dialect has stays as it is written, and
only what it lacks is translated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Final

from citare.bibtex.inherit import Resolver
from citare.bibtex.layout import Layout
from citare.bibtex.macros import MONTHS, Macros, macro_findings
from citare.bibtex.scanner import parse
from citare.bibtex.schema import BIBLATEX_FIELDS, BIBTEX_FIELDS, ENTRY_TYPES
from citare.bibtex.schema import BIBTEX as BIBTEX_TYPES
from citare.bibtex.writing import check_name, check_value, entry_text
from citare.errors import UnsafeEdit
from citare.exchange.base import BibEntry, Exported, Format, Imported, checked
from citare.findings import Finding
from citare.mapping import tables
from citare.mapping.reading import to_item
from citare.mapping.writing import Dialect, to_fields
from citare.model.item import Item
from citare.text.latex.encode import with_commands

# --- reading


def read(text: str, file: str = "") -> Imported:
    """The items of a .bib file, macros and inheritance resolved."""
    document = parse(text, file)
    macros = Macros(document)
    resolver = Resolver([(document, macros)])
    findings: list[Finding] = [*document.findings, *macro_findings(document, macros)]
    items: list[Item] = []
    for entry in document.entries:
        resolved = resolver.resolve(entry, document)
        item, problems = to_item(entry.type, entry.key, resolved.fields)
        items.append(item)
        findings += [*resolved.findings, *problems]
    return Imported(tuple(items), tuple(findings))


def recognises(text: str) -> bool:
    """Whether a text has something like an entry."""
    return re.search(r"(?m)^\s*@\s*[A-Za-z]\w*\s*[{(]", text) is not None


# --- writing

_IN_KEYS: Final = re.compile(r"""[\s,{}()="#%\\~'@]+""")
_VERBATIM: Final = frozenset(
    ("eprint", "file", "pdf", *(name for names in tables.VERBATIM.values() for name in names))
)
_TITLES: Final[Mapping[Dialect, str]] = {"bibtex": "BibTeX", "biblatex": "BibLaTeX"}


def _file(
    items: Iterable[Item], drafts: Iterable[tuple[str, Mapping[str, str]]], dialect: Dialect
) -> Exported:
    """Entries of (type, fields), an empty line between them, with what they could not hold."""
    items = list(items)
    entries: list[str] = []
    for number, (item, (entry_type, fields)) in enumerate(zip(items, drafts, strict=True), start=1):
        key = item.id
        if not key or _IN_KEYS.search(key):
            key = _IN_KEYS.sub("_", key).strip("_") or f"item{number}"
        if dialect == "bibtex":
            fields = {n: v if n in _VERBATIM else with_commands(v) for n, v in fields.items()}
        entries.append(entry_text(entry_type, key, _writable(fields), Layout()) + "\n")
    return checked(_TITLES[dialect], items, "\n".join(entries), read)


def _writable(fields: Mapping[str, str]) -> dict[str, str]:
    """The fields that can be in an entry; reading back reports the others."""
    kept: dict[str, str] = {}
    for name, value in fields.items():
        with suppress(UnsafeEdit):
            check_name(name)
            check_value(name, value)
            kept[name] = value
    return kept


def _from_items(items: Sequence[Item], dialect: Dialect) -> Exported:
    drafts = [to_fields(item, dialect=dialect) for item in items]
    return _file(items, ((draft.type, draft.fields) for draft in drafts), dialect)


def _from_entries(entries: Sequence[BibEntry], dialect: Dialect) -> Exported:
    exported = {entry.key.lower() for entry in entries}
    drafts = [
        translated(entry.type, _fields(entry, exported, dialect), dialect) for entry in entries
    ]
    return _file((entry.item for entry in entries), drafts, dialect)


def _fields(entry: BibEntry, exported: set[str], dialect: Dialect) -> Mapping[str, str]:
    """An entry's own fields where its parents are exported too, else with what it inherits."""
    own = {name: field.value for name, field in entry.own.items()}
    parents = [own[link] for link in ("crossref", "xdata") if link in own]
    if not parents:
        return entry.fields
    keys = {key.strip().lower() for value in parents for key in value.split(",")}
    if keys <= exported and dialect == "biblatex":
        return {name: entry.fields.get(name, value) for name, value in own.items()}
    return {n: v for n, v in entry.fields.items() if n not in ("crossref", "xdata")}


def translated(
    entry_type: str, fields: Mapping[str, str], dialect: Dialect
) -> tuple[str, dict[str, str]]:
    """An entry's type and fields in a dialect: what it has stays, what it lacks is translated.

    The translation of a field is what a draft of the whole entry says otherwise than a draft of
    the entry without that field.
    """
    draft = _draft(entry_type, fields, dialect)
    same_type = _has_type(entry_type, fields, dialect)
    kept = dict(fields)
    if "month" in kept:
        kept["month"] = draft.get("month") or MONTHS.get(kept["month"].lower(), kept["month"])
    new: dict[str, str] = {}
    for name in fields:
        if name in draft or (same_type and not _lacks(name, dialect)):
            continue
        less = _draft(entry_type, {n: v for n, v in fields.items() if n != name}, dialect)
        changed = {n: v for n, v in draft.items() if less.get(n) != v}
        if changed:
            new |= changed
            del kept[name]
    if not same_type:
        new |= {n: draft[n] for n in ("type", "entrysubtype") if n in draft and n not in kept}
    kept = {name: new.pop(name, value) for name, value in kept.items()}
    return entry_type if same_type else _draft_type(entry_type, fields, dialect), kept | new


def _draft(entry_type: str, fields: Mapping[str, str], dialect: Dialect) -> dict[str, str]:
    return to_fields(to_item(entry_type, "", fields)[0], dialect=dialect).fields


def _draft_type(entry_type: str, fields: Mapping[str, str], dialect: Dialect) -> str:
    return to_fields(to_item(entry_type, "", fields)[0], dialect=dialect).type


def _has_type(entry_type: str, fields: Mapping[str, str], dialect: Dialect) -> bool:
    """Whether a dialect has an entry type. BibTeX's @inbook names no book beside the title."""
    if dialect == "biblatex":
        return entry_type in ENTRY_TYPES
    return entry_type in BIBTEX_TYPES and not (entry_type == "inbook" and "booktitle" in fields)


def _lacks(name: str, dialect: Dialect) -> bool:
    """Whether a field is of BibLaTeX alone. BibLaTeX knows all of BibTeX's by their names."""
    return dialect == "bibtex" and name in BIBLATEX_FIELDS - BIBTEX_FIELDS


def write_bibtex(items: Sequence[Item]) -> Exported:
    """The items as BibTeX that pdfLaTeX accepts: Greek letters and signs are commands."""
    return _from_items(items, "bibtex")


def write_biblatex(items: Sequence[Item]) -> Exported:
    """The items as BibLaTeX, values in UTF-8."""
    return _from_items(items, "biblatex")


def write_bibtex_entries(entries: Sequence[BibEntry]) -> Exported:
    """Entries as BibTeX, changed only where it lacks something."""
    return _from_entries(entries, "bibtex")


def write_biblatex_entries(entries: Sequence[BibEntry]) -> Exported:
    """Entries as BibLaTeX, changed only where it lacks something."""
    return _from_entries(entries, "biblatex")


_ENDINGS: Final = (".bib", ".bibtex")
BIBTEX: Final = Format(
    "bibtex", "BibTeX", _ENDINGS, recognises, read, write_bibtex, write_bibtex_entries
)
BIBLATEX: Final = Format(
    "biblatex", "BibLaTeX", _ENDINGS, recognises, read, write_biblatex, write_biblatex_entries
)
