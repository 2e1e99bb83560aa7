"""MEDLINE tags (PubMed help, "MEDLINE display format") beside CSL's variables."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from citare.exchange.base import Exported, Format, Imported, checked, problem, without_markup
from citare.exchange.endnote_fields import written_name
from citare.exchange.tagged import Tagged, join_line, tagged_lines
from citare.findings import Finding
from citare.model.dates import read_date, write_medline
from citare.model.identifiers import ISSN_SHAPE, orcid_in
from citare.model.item import Item
from citare.model.keywords import join_keywords, split_keywords
from citare.model.languages import three_letters, two_letters
from citare.model.name import Name
from citare.model.people import NameHints, read_name
from citare.sources.pubmed import full_pages

TEXTS: Final = {
    "PMID": "PMID",
    "PMC": "PMCID",
    "TI": "title",
    "BTI": "container-title",
    "JT": "container-title",
    "TA": "container-title-short",
    "CTI": "collection-title",
    "VI": "volume",
    "IP": "issue",
    "PG": "page",
    "EN": "edition",
    "PB": "publisher",
    "PL": "publisher-place",
    "AB": "abstract",
}
NAMES: Final = {"FAU": "author", "FED": "editor"}
SHORT_NAMES: Final = {"AU": "author", "ED": "editor"}

# Publication types -> CSL types, the most telling first. The first of a CSL type is written.
TYPES: Final = {
    "Preprint": "article",
    "Book Chapter": "chapter",
    "Book": "book",
    "Dataset": "dataset",
    "Newspaper Article": "article-newspaper",
    "Technical Report": "report",
    "Academic Dissertation": "thesis",
    "Book Review": "review-book",
    "Interview": "interview",
    "Legislation": "legislation",
    "Legal Case": "legal_case",
    "Web Archive": "webpage",
    "Journal Article": "article-journal",
}

_TAG: Final = re.compile(r"([A-Z][A-Z0-9]{1,3}) {0,3}- ?(.*)")
_ID: Final = re.compile(r"(?P<value>.+?)\s*\[(?P<kind>\w+)\]")
# What PubMed says of its own record, or repeats.
_OF_THE_RECORD: Final = frozenset(
    (
        *("OWN", "STAT", "DA", "DCOM", "LR", "EDAT", "MHDA", "CRDT", "PHST", "PST", "SB", "JID"),
        *("SO", "OTO", "DEP", "PUBM"),
    )
)
_TAKEN: Final = frozenset(
    (
        *("DP", "PT", "IS", "ISBN", "LA", "LID", "AID", "OT", "MH", "CN", "AUID"),
        *(*TEXTS, *NAMES, *SHORT_NAMES),
    )
)
# `van der Berg, Jan A Jr` in FAU and FED, `van der Berg JA Jr` in AU and ED
_FULL_NAME: Final = NameHints(suffix_last=True)
_SHORT_NAME: Final = NameHints(initials_last=True)


def _tag(line: str) -> tuple[str, str] | None:
    match = None if line.startswith("      ") else _TAG.match(line)
    return (match[1], match[2].strip()) if match else None


def _records(text: str, file: str, findings: list[Finding]) -> list[Tagged]:
    records: list[Tagged] = []
    fresh = True
    for tag, value, line in tagged_lines(text, _tag):
        if tag:
            if fresh or (tag == "PMID" and any(t == "PMID" for t, _, _ in records[-1].lines)):
                records.append(Tagged(line))
            records[-1].lines.append((tag, value, line))
            fresh = False
        elif not value:
            fresh = True
        elif records and not fresh:
            last, so_far, number = records[-1].lines[-1]
            records[-1].lines[-1] = (last, join_line(so_far, value, keep_lines=False), number)
        else:
            findings.append(problem(f"not part of a record: {value[:60]}", file=file, line=line))
    return records


def _names(record: Tagged) -> dict[str, tuple[Name, ...]]:
    """Full names where there are any, collective ones in their place, ORCIDs with their owner."""
    tags = {tag for tag, _, _ in record.lines}
    found: dict[str, list[Name]] = {}
    last = ""
    for tag, value, _ in record.lines:
        name: Name | None = None
        if tag in NAMES:
            last, name = NAMES[tag], read_name(value, _FULL_NAME)
        elif tag in SHORT_NAMES and f"F{tag}" not in tags:
            last, name = SHORT_NAMES[tag], read_name(value, _SHORT_NAME)
        elif tag == "CN":
            last, name = "author", Name(literal=value) if value else None
        elif tag == "AUID" and last and found.get(last) and (orcid := orcid_in(value)):
            found[last][-1] = replace(found[last][-1], orcid=orcid)
        if name:
            found.setdefault(last, []).append(name)
    return {role: tuple(names) for role, names in found.items()}


def _type(values: dict[str, list[str]]) -> str:
    kinds = values.get("PT", [])
    for name, csl_type in TYPES.items():
        if name in kinds:
            return csl_type
    if "BTI" in values:
        return "chapter" if "TI" in values else "book"
    return "article-journal"


def _identifiers(values: dict[str, list[str]], texts: dict[str, str]) -> list[str]:
    """DOI and article number into the texts; the other identifiers are returned."""
    others: list[str] = []
    for value in dict.fromkeys(values.get("LID", []) + values.get("AID", [])):
        match = _ID.fullmatch(value)
        if match and match["kind"] == "doi":
            texts.setdefault("DOI", match["value"])
        else:
            others.append(value)
    issn = [m[0] for value in values.get("IS", ()) if (m := ISSN_SHAPE.search(value))]
    if issn:
        texts["ISSN"] = " ".join(dict.fromkeys(issn))
    isbn = " ".join(value.split("(")[0].strip() for value in values.get("ISBN", ())).strip()
    if isbn:
        texts["ISBN"] = isbn
    return others


def _item(record: Tagged) -> Item:
    values = record.grouped()
    csl_type = _type(values)
    texts: dict[str, str] = {}
    extra: dict[str, Any] = {}
    for tag, variable in TEXTS.items():
        if value := next((v for v in values.get(tag, ()) if v), ""):
            texts.setdefault(variable, value)
    if csl_type == "book" and "title" not in texts and "container-title" in texts:
        texts["title"] = texts.pop("container-title")
    if re.search(r"[^.]\.$", texts.get("title", "")):
        texts["title"] = texts["title"][:-1]
    if "page" in texts:
        texts["page"] = full_pages(texts["page"])
    others = _identifiers(values, texts)
    if others:
        extra["AID"] = others
    headings = [heading.replace("*", "") for heading in values.get("MH", ())]
    if keywords := join_keywords([*values.get("OT", ()), *headings]):
        texts["keyword"] = keywords
    if language := next(iter(values.get("LA", ())), ""):
        texts["language"] = two_letters(language)
    kinds = [kind for kind in values.get("PT", ()) if TYPES.get(kind) != csl_type]
    if kinds:
        extra["PT"] = kinds
    for tag, found in values.items():
        kept = [value for value in found if value]
        if tag not in _TAKEN | _OF_THE_RECORD and kept:
            extra[tag] = kept if len(kept) > 1 else kept[0]
    issued = read_date(next(iter(values.get("DP", ())), ""))
    key = str(extra.pop("OID", "")) if isinstance(extra.get("OID"), str) else ""
    return Item(key, csl_type, texts, _names(record), {"issued": issued} if issued else {}, extra)


def read(text: str, file: str = "") -> Imported:
    """The items of an .nbib file. MeSH headings are keywords; tags without a CSL variable go to
    `extra`, except for what PubMed says of its own record."""
    findings: list[Finding] = []
    records = _records(text, file, findings)
    return Imported(tuple(_item(record) for record in records), tuple(findings))


def recognises(text: str) -> bool:
    """Whether a text has MEDLINE's padded tags."""
    return re.search(r"(?m)^(?:PMID|OWN |TI  |PT  |DP  |FAU )- ", text) is not None


_KINDS: Final = {csl: name for name, csl in reversed(TYPES.items())}
_OWN_TAG: Final = re.compile(r"[A-Z][A-Z0-9]{1,3}")
_WRITTEN: Final = frozenset(("OID", *TEXTS, *NAMES, "DP", "LA", "LID", "OT", "IS", "ISBN"))


def _text(item: Item, tag: str, variable: str) -> str:
    text = " ".join(without_markup(item.get(variable)).split())
    if tag == "BTI":
        # JT names a container, BTI a book's
        return text if item.type in ("chapter", "book") else ""
    if tag == "JT":
        return "" if item.type in ("chapter", "book") else text
    if tag == "TI" and text and text[-1] not in ".?!":
        return f"{text}."
    return text


def _name_lines(item: Item) -> Iterator[tuple[str, str]]:
    for tag, role in NAMES.items():
        for name in item.names.get(role, ()):
            if name.literal and role == "author":
                yield "CN", name.literal  # whole: its commas separate nothing
            else:
                yield tag, written_name(name, endnote=False)
            if name.orcid:
                yield "AUID", f"ORCID: {name.orcid}"


def _lines(item: Item) -> Iterator[tuple[str, str]]:
    yield "PMID", item.get("PMID")
    yield "OID", item.id
    for tag, variable in TEXTS.items():
        if tag != "PMID":
            yield tag, _text(item, tag, variable)
    yield from _name_lines(item)
    if issued := item.dates.get("issued"):
        yield "DP", write_medline(issued)
    yield "LA", three_letters(item.get("language"))
    yield "LID", f"{item.get('DOI')} [doi]" if item.get("DOI") else ""
    for variable, tag in (("ISSN", "IS"), ("ISBN", "ISBN")):
        for value in item.get(variable).split():
            yield tag, value
    for keyword in split_keywords(item.get("keyword")):
        yield "OT", keyword
    yield "PT", _KINDS.get(item.type, "")
    for tag, value in item.extra.items():
        if _OWN_TAG.fullmatch(tag) and tag not in _WRITTEN:
            for part in value if isinstance(value, list) else [value]:
                yield tag, str(part)


def _line(tag: str, value: str) -> str:
    value = " ".join(value.split())
    wrapped = textwrap.wrap(
        value, 82, break_long_words=False, break_on_hyphens=False, subsequent_indent=" " * 6
    )
    return f"{tag:<4}- " + "\n".join(wrapped) + "\n"


def write(items: Sequence[Item]) -> Exported:
    """The items in MEDLINE's tags."""
    records = ["".join(_line(tag, value) for tag, value in _lines(item) if value) for item in items]
    text = "\n".join(record or "PT  - Journal Article\n" for record in records)
    return checked("PubMed's format", items, text, read)


NBIB: Final = Format("nbib", "PubMed (.nbib)", (".nbib", ".medline"), recognises, read, write)
