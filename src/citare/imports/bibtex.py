"""BibTeX and BibLaTeX: one reader, for files mix them."""

from __future__ import annotations

import re
from typing import Final

from citare.bibtex.inherit import Resolver
from citare.bibtex.macros import Macros, macro_findings
from citare.bibtex.scanner import parse
from citare.findings import Finding
from citare.imports.base import Import, Imported
from citare.mapping.to_item import to_item
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


BIBTEX: Final = Import("bibtex", "BibTeX and BibLaTeX", (".bib", ".bibtex"), read, recognises)
