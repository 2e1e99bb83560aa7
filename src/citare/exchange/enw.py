"""EndNote's tagged files (.enw, `%A Author`), which grew out of refer's and BibIX's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from citare.exchange.base import Exported, Format, Imported, checked, problem
from citare.exchange.endnote_fields import (
    REFERENCE_TYPES,
    WRITTEN_ENDNOTE,
    fields_from_item,
    item_from_fields,
    needs_more_than_year,
)
from citare.exchange.ris import ENW_FIELDS, written_tags
from citare.exchange.tagged import Tagged, join_line, tagged_lines
from citare.findings import Finding
from citare.model.dates import write_plain, write_year
from citare.model.item import Item

_TAG: Final = re.compile(r"%(\S)(?:\s+(.*)|\s*$)")
_CSL_TYPES: Final = {row.endnote.lower(): row.csl for row in REFERENCE_TYPES if row.endnote}
_DATES: Final = {"D": "year", "8": "date", "[": "access-date"}
_LONG: Final = frozenset("XZO<")


def _tag(line: str) -> tuple[str, str] | None:
    match = _TAG.match(line)
    return (match[1], (match[2] or "").strip()) if match else None


def _chunks(text: str, file: str, findings: list[Finding]) -> list[Tagged]:
    """Runs of tagged lines between empty lines and before each %0."""
    chunks: list[Tagged] = []
    fresh = True
    for tag, value, line in tagged_lines(text, _tag):
        if tag:
            typed = chunks and any(known == "0" for known, _, _ in chunks[-1].lines)
            if fresh or (tag == "0" and typed):
                chunks.append(Tagged(line))
            chunks[-1].lines.append((tag, value, line))
            fresh = False
        elif not value:
            fresh = True
        elif chunks:
            last, so_far, number = chunks[-1].lines[-1]
            joined = join_line(so_far, value, keep_lines=last in _LONG)
            chunks[-1].lines[-1] = (last, joined, number)
        else:
            findings.append(problem(f"not part of a record: {value[:60]}", file=file, line=line))
    return chunks


def _records(text: str, file: str, findings: list[Finding]) -> list[Tagged]:
    """The records: %0 begins one; a run without it does if it has a title of its own."""
    records: list[Tagged] = []
    for chunk in _chunks(text, file, findings):
        tags = {tag for tag, _, _ in chunk.lines}
        titled = bool(records) and any(tag == "T" for tag, _, _ in records[-1].lines)
        if not records or "0" in tags or ("T" in tags and titled):
            records.append(chunk)
        else:
            records[-1].lines.extend(chunk.lines)
    return records


def _guessed_type(values: dict[str, list[str]]) -> str:
    """The type of a refer record, which has none: by its journal, book or report tags."""
    if "J" in values:
        return "article-journal"
    if "B" in values:
        return "chapter"
    return "book" if "I" in values else "document"


def _item(record: Tagged, file: str, findings: list[Finding]) -> Item:
    values = record.grouped()
    name = next(iter(values.pop("0", ())), "")
    csl_type = _CSL_TYPES.get(name.lower(), "")
    if name and not csl_type:
        message = f"{name!r} is not an EndNote reference type; taken as a document"
        findings.append(problem(message, file=file, line=record.line, field="%0"))
        csl_type = "document"
    csl_type = csl_type or _guessed_type(values)
    fields: dict[str, list[str]] = {}
    unknown: dict[str, Any] = {}
    for tag, found in values.items():
        field = ENW_FIELDS.get(tag) or _DATES.get(tag)
        if field is None:
            unknown[f"%{tag}"] = found if len(found) > 1 else found[0]
        elif tag == "J" and "B" in values:
            fields.setdefault("alt-title", []).extend(found)
        else:
            fields.setdefault(field, []).extend(found)
    if name.lower() == "edited book" and not fields.get("secondary-authors"):
        fields["editors-are-authors"] = ["yes"]
    return item_from_fields(csl_type, fields, {k: v for k, v in unknown.items() if v})


def read(text: str, file: str = "") -> Imported:
    """The items of an .enw file. Unknown tags are kept in `extra`."""
    findings: list[Finding] = []
    records = _records(text, file, findings)
    return Imported(tuple(_item(r, file, findings) for r in records), tuple(findings))


def recognises(text: str) -> bool:
    """Whether a text begins as an .enw file does."""
    return re.match(r"\ufeff?\s*%[0A-Z] \S", text) is not None


_TAGS: Final = written_tags(ENW_FIELDS)


def _lines(item: Item) -> Iterator[tuple[str, str]]:
    name = WRITTEN_ENDNOTE.get(item.type, "Generic")
    csl_type = _CSL_TYPES[name.lower()]
    yield "0", name
    fields = fields_from_item(item, csl_type, endnote=True)
    if "pages" not in fields and "number-of-pages" in fields:
        fields["pages"] = fields["number-of-pages"]
    serial = csl_type.startswith("article-")
    for field, tag in _TAGS.items():
        for value in fields.get(field, ()):
            yield ("J" if tag == "B" and serial else tag), value
    if issued := item.dates.get("issued"):
        yield "D", write_year(issued)
        if needs_more_than_year(issued):
            yield "8", write_plain(issued)
    if accessed := item.dates.get("accessed"):
        yield "[", write_plain(accessed)
    for member, value in item.extra.items():
        own = re.fullmatch(r"%\S", member) and member[1:] not in ENW_FIELDS
        tag = member[1:] if own else _TAGS.get(member, "")
        if tag and member not in fields:
            for part in value if isinstance(value, list) else [value]:
                yield tag, str(part)


def _line(tag: str, value: str) -> str:
    lines = [line for line in map(str.strip, value.splitlines()) if line]
    if tag not in _LONG or any(line.startswith("%") for line in lines[1:]):
        lines = [" ".join(lines)]
    return f"%{tag} " + "\n".join(lines) + "\n"


def write(items: Sequence[Item]) -> Exported:
    """The items in EndNote's tags."""
    text = "\n".join("".join(_line(tag, value) for tag, value in _lines(item)) for item in items)
    return checked("EndNote's tagged format", items, text, read)


ENW: Final = Format("enw", "EndNote tagged (.enw)", (".enw", ".refer"), recognises, read, write)
