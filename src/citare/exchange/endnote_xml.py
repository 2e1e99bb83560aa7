"""EndNote's XML. Each record is parsed on its own, so that a broken one costs no other.

No document type, entity or network is ever used: only the text between `<record>` tags is
given to the parser.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

from citare.exchange.base import Exported, Format, Imported, checked, problem, runs
from citare.exchange.endnote_fields import (
    NAMES,
    REFERENCE_TYPES,
    TEXTS,
    WRITTEN_ENDNOTE,
    fields_from_item,
    item_from_fields,
    needs_more_than_year,
)
from citare.findings import Finding
from citare.model.dates import write_plain, write_year
from citare.model.item import Item
from citare.text.malformed import Malformed
from citare.text.xml import Element, escape_xml, read_xml, recover_xml

_RECORD: Final = re.compile(r"<record\b[^>]*>(.*?)(?:</record>|(?=<record\b)|\Z)", re.DOTALL)
_ENTITY: Final = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9A-Fa-f]+);)(\w+;)?")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_BY_NAME: Final = {row.endnote.lower(): row.csl for row in REFERENCE_TYPES if row.endnote}
_BY_NUMBER: Final = {row.number: row.csl for row in REFERENCE_TYPES if row.number}
_EDITED_BOOK: Final = ("edited book", "28")
_STYLES: Final = (
    ("bold", "b"),
    ("italic", "i"),
    ("superscript", "sup"),
    ("subscript", "sub"),
)
_PLAIN: Final = frozenset(
    (
        *TEXTS,
        *("label", "access-date", "auth-address", "caption", "reprint-edition"),
        *(f"custom{number}" for number in range(1, 8)),
    )
)
_GROUPS: Final = ("titles", "dates", "urls", "contributors", "keywords", "periodical")
_IGNORED: Final = frozenset(
    ("database", "source-app", "rec-number", "foreign-keys", "ref-type", "alt-periodical")
)


def _styled(element: Element) -> str:
    """An element's text, with `<style>` runs as CSL inline markup."""
    text = ""
    for part in element.content:
        if isinstance(part, str):
            text += part
            continue
        inner = _styled(part)
        face = part.get("face") if part.tag == "style" else ""
        for name, tag in _STYLES:
            if name in face and inner.strip():
                inner = f"<{tag}>{inner}</{tag}>"
        text += inner
    return text


def _text(element: Element | None) -> str:
    if element is None:
        return ""
    return "\n".join(" ".join(line.split()) for line in _styled(element).splitlines()).strip()


def _escaped(match: re.Match[str]) -> str:
    """A stray ampersand, or a character's HTML name, in XML's own terms."""
    return html.escape(html.unescape(match[0]))


def _parse(source: str, file: str, line: int, findings: list[Finding]) -> Element:
    """One record's tree; of a broken one, as much as can be read."""
    source = _ENTITY.sub(_escaped, _CONTROL.sub("", source))
    try:
        return read_xml(f"<record>{source}</record>")
    except Malformed as error:
        message = f"the record is {error.message}; read as far as it goes"
        findings.append(problem(message, file=file, line=line + max(error.line - 1, 0)))
    return recover_xml(source)


def _type(record: Element, file: str, line: int, findings: list[Finding]) -> tuple[str, str]:
    """The CSL type and EndNote's name (or number) of it."""
    element = record.find("ref-type")
    name = (element.get("name") if element else "").strip().lower()
    number = _text(element)
    csl_type = _BY_NAME.get(name) or (_BY_NUMBER.get(int(number)) if number.isdecimal() else None)
    if csl_type is None:
        message = f"reference type {name or number or '(none)'!r} is unknown; taken as a document"
        findings.append(problem(message, file=file, line=line, field="ref-type"))
    return csl_type or "document", name or number


class _Fields(dict[str, list[str]]):
    """Generic fields, filled from elements."""

    def add(self, field: str, elements: Iterable[Element | None]) -> None:
        for element in elements:
            if value := _text(element):
                self.setdefault(field, []).append(value)


def _grouped(record: Element) -> _Fields:
    """The fields inside a group."""
    fields = _Fields()
    for role in NAMES:
        fields.add(role, record.findall(f"contributors/{role}/author"))
    fields.add("subsidiary-authors", record.findall("contributors/translated-authors/author"))
    for title in record.findall("titles/*"):
        fields.add(title.tag, [title])
    fields.add("keywords", record.findall("keywords/keyword"))
    fields.add("year", record.findall("dates/year"))
    fields.add("date", record.findall("dates/pub-dates/date"))
    fields.add("url", record.findall("urls/*/url"))
    if not fields.get("secondary-title"):
        fields.add("secondary-title", [record.find("periodical/full-title")])
    if not fields.get("alt-title"):
        fields.add("alt-title", [record.find("periodical/abbr-1")])
    return fields


def _item(record: Element, file: str, line: int, findings: list[Finding]) -> Item:
    csl_type, name = _type(record, file, line, findings)
    fields = _grouped(record)
    unknown: dict[str, Any] = {}
    for element in record.children:
        tag = element.tag
        if tag in _GROUPS or tag in _IGNORED:
            continue
        if tag == "custom4" and csl_type == "chapter":
            fields.add("custom4-authors", [element])
        elif tag in _PLAIN:
            fields.add(tag, [element])
        elif value := _text(element):
            unknown[tag] = value
    if name in _EDITED_BOOK and not fields.get("secondary-authors"):
        fields["editors-are-authors"] = ["yes"]
    return item_from_fields(csl_type, fields, unknown)


def read(text: str, file: str = "") -> Imported:
    """The items of an EndNote XML file. Unknown elements are kept in `extra`."""
    findings: list[Finding] = []
    items: list[Item] = []
    for match in _RECORD.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        items.append(_item(_parse(match[1], file, line, findings), file, line, findings))
    return Imported(tuple(items), tuple(findings))


def recognises(text: str) -> bool:
    """Whether a text has EndNote's records."""
    return re.search(r"<record\b[^>]*>(?:(?!</record>).)*?<ref-type\b", text, re.DOTALL) is not None


_ROWS: Final = {row.endnote: row for row in REFERENCE_TYPES if row.endnote}
_TITLES: Final = ("title", "secondary-title", "tertiary-title", "alt-title", "short-title")
_TITLES_ALL: Final = (*_TITLES, "translated-title")
_BEFORE_DATES: Final = ("pages", "volume", "number", "num-vols", "section", "edition")
_AFTER_DATES: Final = (
    *("pub-location", "publisher", "isbn", "accession-num", "call-num", "label"),
    *("abstract", "notes", "research-notes", "work-type", "original-pub", "reviewed-item"),
)
_LAST: Final = (
    *("custom2", "custom3", "custom5", "custom7", "electronic-resource-num"),
    *("remote-database-name", "remote-database-provider", "language"),
)
_OWN: Final = re.compile(
    r"custom[1-8]|auth-address|caption|reprint-edition|modified-date|size|accession-num"
)
_FACES: Final = {"b": "bold", "i": "italic", "sup": "superscript", "sub": "subscript"}


def _style_runs(text: str) -> str:
    """A text as EndNote's style runs."""
    parts: list[str] = []
    for tags, run in runs(text):
        face = " ".join(_FACES[tag] for tag in _FACES if tag in tags) or "normal"
        parts.append(f'<style face="{face}" font="default" size="100%">{escape_xml(run)}</style>')
    return "".join(parts)


def _element(name: str, text: str) -> str:
    return f"<{name}>{_style_runs(text)}</{name}>" if text else ""


def _group(name: str, children: Iterable[str]) -> str:
    inner = "".join(children)
    return f"<{name}>{inner}</{name}>" if inner else ""


def _record(item: Item, number: int) -> str:
    row = _ROWS[WRITTEN_ENDNOTE.get(item.type, "Generic")]
    fields = fields_from_item(item, row.csl, endnote=True)
    if "pages" not in fields and "number-of-pages" in fields:
        fields["pages"] = fields["number-of-pages"]
    one = {field: " ".join(values) for field, values in fields.items()}
    for member, value in item.extra.items():
        if isinstance(value, str) and member not in one and member in ("translated-title",):
            one[member] = value
    issued, accessed = item.dates.get("issued"), item.dates.get("accessed")
    date = write_plain(issued) if issued and needs_more_than_year(issued) else ""
    parts = [
        '<source-app name="citare" version="1">citare</source-app>',
        f"<rec-number>{number}</rec-number>",
        f'<foreign-keys><key app="citare">{escape_xml(item.id)}</key></foreign-keys>'
        if item.id
        else "",
        f'<ref-type name="{escape_xml(row.endnote)}">{row.number}</ref-type>',
        _group(
            "contributors",
            (
                _group(role, (_element("author", name) for name in fields.get(role, ())))
                for role in NAMES
            ),
        ),
        _group("titles", (_element(field, one.get(field, "")) for field in _TITLES_ALL)),
        *(_element(field, one.get(field, "")) for field in _BEFORE_DATES),
        _group("keywords", (_element("keyword", word) for word in fields.get("keywords", ()))),
        _group(
            "dates",
            (
                _element("year", write_year(issued) if issued else ""),
                _group("pub-dates", [_element("date", date)]),
            ),
        ),
        *(_element(field, one.get(field, "")) for field in _AFTER_DATES),
        _group(
            "urls",
            [_group("related-urls", (_element("url", url) for url in fields.get("url", ())))],
        ),
        _element("custom4", one.get("custom4-authors", "")),
        *(_element(field, one.get(field, "")) for field in _LAST),
        _element("access-date", write_plain(accessed) if accessed else ""),
        *(
            _element(member, value)
            for member, value in item.extra.items()
            if isinstance(value, str) and _OWN.fullmatch(member) and member not in one
        ),
    ]
    return "<record>" + "".join(parts) + "</record>"


def write(items: Sequence[Item]) -> Exported:
    """The items as EndNote XML."""
    records = "\n".join(_record(item, number) for number, item in enumerate(items, start=1))
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<xml><records>\n{records}\n</records></xml>\n'
    return checked("EndNote XML", items, text, read)


ENDNOTE_XML: Final = Format("endnote-xml", "EndNote XML", (".xml",), recognises, read, write)
