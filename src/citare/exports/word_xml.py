"""Word's list of sources, as its Source Manager opens it."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Sequence
from typing import Final
from xml.sax.saxutils import escape

from citare.exports.base import Export, Exported, checked, plain_name
from citare.exports.markup import without_markup
from citare.imports import word_xml
from citare.imports.word_tables import NAMES, NAMESPACE, WRITTEN, texts_of
from citare.model.date import Date
from citare.model.item import Item
from citare.model.name import Name

_INVALID: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def _element(name: str, text: str) -> str:
    text = _INVALID.sub("", text).strip()
    return f"<b:{name}>{escape(text)}</b:{name}>" if text else ""


def _person(name: Name) -> str:
    plain = plain_name(name)
    first, _, middle = plain.given.partition(" ")
    parts = [
        _element("Last", plain.family or plain.literal or ("et al." if name.others else "")),
        _element("First", first),
        _element("Middle", middle),
    ]
    return f"<b:Person>{''.join(parts)}</b:Person>"


def _role(role: str, names: Sequence[Name]) -> str:
    if len(names) == 1 and names[0].literal:
        inner = _element("Corporate", without_markup(names[0].literal))
    else:
        inner = f"<b:NameList>{''.join(map(_person, names))}</b:NameList>"
    return f"<b:{role}>{inner}</b:{role}>"


def _date(date: Date | None, suffix: str) -> Iterator[str]:
    if date is None:
        return
    if date.year is None:
        yield _element(f"Year{suffix}", date.literal or date.raw)
        return
    year, month, day = (*date.parts[0], 0, 0)[:3]
    yield _element(f"Year{suffix}", str(year))
    if month:
        yield _element(f"Month{suffix}", _MONTHS[month - 1])
    if day:
        yield _element(f"Day{suffix}", str(day))


def _source(item: Item) -> str:
    kind = WRITTEN.get(item.type, "Misc")
    guid = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{item.id}\n{item.get('title')}")).upper()
    roles = "".join(
        _role(role, item.names[variable])
        for role, variable in NAMES.items()
        if variable in item.names
    )
    parts = [
        _element("Tag", item.id),
        _element("SourceType", kind),
        _element("Guid", f"{{{guid}}}"),
        f"<b:Author>{roles}</b:Author>" if roles else "",
        *(
            _element(element, without_markup(item.get(variable)))
            for element, variable in texts_of(kind).items()
        ),
        *_date(item.dates.get("issued"), ""),
        *_date(item.dates.get("accessed"), "Accessed"),
    ]
    if item.type == "thesis" and not item.get("genre"):
        parts.append(_element("ThesisType", "Thesis"))
    return f"<b:Source>{''.join(parts)}</b:Source>"


def write(items: Sequence[Item]) -> Exported:
    """The items as a Sources.xml."""
    sources = "\n".join(map(_source, items))
    text = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<b:Sources SelectedStyle="" xmlns:b="{NAMESPACE}" xmlns="{NAMESPACE}">\n'
        f"{sources}\n</b:Sources>\n"
    )
    return checked("Word's list of sources", items, text, word_xml.read)


WORD_XML: Final = Export("word-xml", "Word sources (XML)", (".xml",), write)
