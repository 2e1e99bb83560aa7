"""Items as the text of a .bib file, in either dialect."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Final

from citare.bibtex.layout import Layout
from citare.bibtex.writing import check_name, check_value, entry_text
from citare.errors import UnsafeEdit
from citare.exports.base import Exported, checked
from citare.imports import bibtex
from citare.mapping.to_fields import Dialect, to_fields
from citare.model.item import Item

_IN_KEYS: Final = re.compile(r"""[\s,{}()="#%\\~'@]+""")


def bib_text(items: Sequence[Item], dialect: Dialect, title: str) -> Exported:
    """The entries, an empty line between them, with what the dialect could not hold."""
    entries: list[str] = []
    for number, item in enumerate(items, start=1):
        draft = to_fields(item, dialect=dialect)
        key = _IN_KEYS.sub("_", item.id).strip("_") or f"item{number}"
        entries.append(entry_text(draft.type, key, _writable(draft.fields), Layout()) + "\n")
    return checked(title, items, "\n".join(entries), bibtex.read)


def _writable(fields: Mapping[str, str]) -> dict[str, str]:
    """The fields that can stand in an entry; reading back reports the others."""
    kept: dict[str, str] = {}
    for name, value in fields.items():
        with suppress(UnsafeEdit):
            check_name(name)
            check_value(name, value)
            kept[name] = value
    return kept
