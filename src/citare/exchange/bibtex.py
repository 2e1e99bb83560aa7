"""BibTeX and BibLaTeX: one reader, for files mix them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Final

from citare.bibtex.inherit import Resolver
from citare.bibtex.layout import Layout
from citare.bibtex.macros import Macros, macro_findings
from citare.bibtex.scanner import parse
from citare.bibtex.writing import check_name, check_value, entry_text
from citare.errors import UnsafeEdit
from citare.exchange.base import Exported, Format, Imported, checked
from citare.findings import Finding
from citare.mapping.reading import to_item
from citare.mapping.writing import Dialect, to_fields
from citare.model.item import Item


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


_IN_KEYS: Final = re.compile(r"""[\s,{}()="#%\\~'@]+""")


def bib_text(items: Sequence[Item], dialect: Dialect, title: str) -> Exported:
    """The entries, an empty line between them, with what the dialect could not hold."""
    entries: list[str] = []
    for number, item in enumerate(items, start=1):
        draft = to_fields(item, dialect=dialect)
        key = _IN_KEYS.sub("_", item.id).strip("_") or f"item{number}"
        entries.append(entry_text(draft.type, key, _writable(draft.fields), Layout()) + "\n")
    return checked(title, items, "\n".join(entries), read)


def _writable(fields: Mapping[str, str]) -> dict[str, str]:
    """The fields that can stand in an entry; reading back reports the others."""
    kept: dict[str, str] = {}
    for name, value in fields.items():
        with suppress(UnsafeEdit):
            check_name(name)
            check_value(name, value)
            kept[name] = value
    return kept


def write(items: Sequence[Item]) -> Exported:
    """The items as a .bib file."""
    return bib_text(items, "bibtex", "BibTeX")


def write_biblatex(items: Sequence[Item]) -> Exported:
    """The items as a .bib file."""
    return bib_text(items, "biblatex", "BibLaTeX")


_ENDINGS: Final = (".bib", ".bibtex")
BIBTEX: Final = Format("bibtex", "BibTeX", _ENDINGS, recognises, read, write)
BIBLATEX: Final = Format("biblatex", "BibLaTeX", _ENDINGS, recognises, read, write_biblatex)
