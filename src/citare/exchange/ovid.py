"""Ovid's exports (Embase, Medline, PsycINFO, BIOSIS …): numbered records of tags or of headings.

A record begins with `<12. >` or `<12>`. Its fields are short tags (`TI  - …`) or headings on a
line of their own with the value below. Journal, volume and pages are in one text, the source.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from citare.exchange.base import Format, Imported, problem
from citare.exchange.endnote_fields import item_from_fields, says_something
from citare.findings import Finding
from citare.model.identifiers import normalise_isbn, normalise_pmid
from citare.model.item import Item
from citare.model.name import Name
from citare.model.people import NameHints, is_degree, read_name

# Tags and headings, in lower case, and what they hold.
FIELDS: Final = {
    "ti": "title", "title": "title",
    "au": "people", "author": "people", "authors": "people", "fa": "people",
    "ed": "editors", "editor": "editors", "editors": "editors",
    "so": "source", "source": "source", "bt": "book", "book title": "book",
    "jn": "journal", "journal": "journal", "journal name": "journal",
    "chapter title": "chapter",
    "ab": "abstract", "abstract": "abstract",
    "do": "doi", "di": "doi", "doi": "doi", "doi number": "doi",
    "digital object identifier": "doi",
    "yr": "year", "year of publication": "year", "year": "year",
    "vo": "volume", "ip": "number", "pg": "pages",
    "is": "isbn", "il": "isbn", "it": "isbn", "ib": "isbn", "issn": "isbn", "isbn": "isbn",
    "issn linking": "isbn", "electronic issn": "isbn",
    "la": "language", "lg": "language", "language": "language",
    "mh": "keywords", "kw": "keywords", "author keywords": "keywords", "keyword": "keywords",
    "subject headings": "keywords", "mesh subject headings": "keywords",
    "pb": "publisher", "pu": "publisher", "publisher": "publisher",
    "pt": "kind", "dt": "kind", "st": "kind", "publication type": "kind",
    "document type": "kind", "publication status": "status",
    "ui": "accession", "an": "accession", "accession number": "accession",
    "unique identifier": "accession", "pm": "pmid", "pmid": "pmid",
    "db": "database", "database": "database",
}  # fmt: skip
_IGNORED: Final = frozenset(
    (
        *("vn", "score", "status", "cs", "ce", "cp", "em", "dd", "dc", "up", "od", "ro", "cc"),
        *("journal subset", "nlm journal code", "sl", "su", "dj", "cr", "fo", "update code"),
        *("link to the ovid full text or citation", "ou", "xl", "link to the external link"),
    )
)
_KINDS: Final = (
    ("dissertation", "thesis"),
    ("patent", "patent"),
    ("chapter", "chapter"),
    ("conference", "paper-conference"),
    ("meeting paper", "paper-conference"),
    ("book", "book"),
    ("report", "report"),
)
_BEGIN: Final = re.compile(r"\s*<\d+(?:\. ?)?>\s*")
_TAG: Final = re.compile(r"\s?([A-Z][A-Z0-9])\s{1,2}- ?(.*)")
_MARK: Final = re.compile(r"\s*\[[^\]]*\]\s*")
_JOURNAL: Final = re.compile(
    r"(?P<journal>.+?)(?:\.+ +(?=Vol\b|Conference:|\d|:)|\.:| +(?=\d+,)|, *(?=\d{4}\()|\. *$)"
)
_VOLUME: Final = re.compile(
    r"(?:^|\. )(?:Vol\.? ?)?(?P<volume>(?!(?:19|20)\d\d(?!\())\d[\w-]*)"
    r" ?(?:\((?P<issue>[^()]*(?:\([^()]*\))?[^()]*)\))?"
)
_BOOK: Final = re.compile(
    r"(?:\(\d{4}\)|\])\. (?P<book>[^\[\](][^\[\]]*?)\.(?: ?\(pp\.|:\d)|^(?P<plain>[^\[\]]+?)\.:\d"
)
_PAGES: Final = re.compile(r"(?:[:,]\s?|\bpp?\.?\s?)([A-Za-z]?\d+-[A-Za-z]?\d+|[eE]\d+)(?!\d)")
_YEAR: Final = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")


def _records(text: str, file: str, findings: list[Finding]) -> list[dict[str, list[str]]]:
    """The fields of each record, by lower-case tag or heading."""
    records: list[dict[str, list[str]]] = []
    name = ""
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), start=1):
        if _BEGIN.fullmatch(line):
            records.append({})
            name = ""
            continue
        value = line.strip()
        if not records:
            if value:
                message = f"not part of a record: {value[:60]}"
                findings.append(problem(message, file=file, line=number))
            continue
        fields = records[-1]
        if match := _TAG.match(line):
            name, value = match[1].lower(), match[2].strip()
            fields.setdefault(name, []).append(value)
        elif value and not line[0].isspace() and _is_heading(value):
            name = value.lower()
            fields.setdefault(name, [])
        elif value and name:
            values = fields[name]
            continues = values and (FIELDS.get(name) == "abstract" or len(name) == 2)
            if continues:
                values[-1] = f"{values[-1]} {value}"
            else:
                values.append(value)
    return records


def _is_heading(text: str) -> bool:
    return (
        text.lower() in FIELDS
        or text.lower() in _IGNORED
        or (len(text) < 45 and text[0].isupper() and not re.search(r"[.;:,]|\d", text))
    )


def _is_title(text: str) -> bool:
    """A degree or another title after a name ("PhD", "FAAN")."""
    return is_degree(text) or re.fullmatch(r"[A-Z]{2,5}", text) is not None


def _people(values: Sequence[str]) -> tuple[list[Name], list[Name]]:
    """Authors and editors of name lists; digits after a name point to addresses."""
    authors: list[Name] = []
    editors: list[Name] = []
    for value in values:
        marked = re.sub(r"\[ed[^\]]*\]", "{ed}", value, flags=re.IGNORECASE)
        for part in _MARK.sub(" ", marked).split(";"):
            text = re.sub(r"\s+\d+(?:,\d+)*$", "", part.replace("{ed}", "").strip()).rstrip(",")
            short = NameHints(initials_last="," not in text)
            if text and not _is_title(text) and (name := read_name(text, short)):
                (editors if "{ed}" in part else authors).append(name)
    return authors, editors


def _source(text: str, fields: dict[str, list[str]], *, chapter: bool) -> None:
    """Journal or book, volume, issue, pages and year out of the source."""
    text = re.sub(r"\s+", " ", text.partition("Date of Publication")[0]).strip()
    if chapter:
        if match := _BOOK.search(text):
            fields.setdefault("secondary-title", [match["book"] or match["plain"]])
    elif match := _JOURNAL.match(text):
        fields.setdefault("secondary-title", [match["journal"].strip(" .,")])
        place = _VOLUME.search(text[match.end() :])
        for name, group in (("volume", "volume"), ("number", "issue")):
            if place and place[group]:
                fields.setdefault(name, [place[group].strip()])
    if match := _PAGES.search(text):
        fields.setdefault("pages", [match[1]])
    years = _YEAR.findall(text)
    if years:
        fields.setdefault("year", [years[-1]])


def _title(values: Sequence[str]) -> str:
    """A title without the kind in brackets at its end, or the brackets of a translated one."""
    title = re.sub(r"(?<=.)\s*\[[^\[\]]*\]\.?$", "", " ".join(values)).strip()
    title = re.sub(r"^\[(.*)\]\.?$", r"\1", title)
    return title[:-1] if title.endswith(".") and not title.endswith("..") else title


def _item(said: dict[str, list[str]]) -> Item:
    values: dict[str, list[str]] = {}
    unknown: dict[str, Any] = {}
    for name, found in said.items():
        kept = [value for value in found if says_something(value) and value != "-"]
        if name in FIELDS:
            values.setdefault(FIELDS[name], []).extend(kept)
        elif name not in _IGNORED and kept:
            unknown[name.upper() if len(name) == 2 else name] = kept if len(kept) > 1 else kept[0]
    kinds = " ".join(values.pop("kind", ())).lower()
    csl_type = next((kind for name, kind in _KINDS if name in kinds), "article-journal")
    fields: dict[str, list[str]] = {
        name: values[name]
        for name in ("abstract", "year", "volume", "number", "pages", "isbn", "language")
        if values.get(name)
    }
    fields["title"] = [_title(values.get("title", ()))]
    fields["isbn"] = [re.sub(r"\s*\(.*?\)", "", value) for value in fields.get("isbn", ())]
    fields["keywords"] = [
        word.strip(" .*") for value in values.get("keywords", ()) for word in value.split(";")
    ]
    if not re.search(r"\d", " ".join(fields.get("pages", ()))):  # "No Pagination Specified"
        fields.pop("pages", None)
    fields["publisher"] = values.get("publisher", [])[:1]
    fields["electronic-resource-num"] = values.get("doi", [])[:1]
    pmids = [value for value in values.get("pmid", ()) if normalise_pmid(value)]
    fields["accession-num"] = pmids[:1]
    if journal := values.get("journal"):
        fields["secondary-title"] = journal[:1]
    if chapter := values.get("chapter"):
        csl_type, fields["secondary-title"], fields["title"] = "chapter", fields["title"], chapter
    if source := " ".join(values.get("source", ())):
        _source(source, fields, chapter=csl_type == "chapter")
    if csl_type == "article-journal" and not fields.get("secondary-title"):
        isbns = [value for value in fields["isbn"] if normalise_isbn(value)]
        csl_type = "book" if isbns else csl_type
    if csl_type == "book":
        fields.pop("secondary-title", None)
    authors, editors = _people(values.get("people", ()))
    editors += _people(values.get("editors", ()))[0]
    accession = " ".join(values.get("accession", ()))
    if accession and not normalise_pmid(accession):
        unknown["accession-num"] = accession
    item = item_from_fields(csl_type, fields, unknown)
    names = {"author": tuple(authors), "editor": tuple(editors)}
    database = " ".join(values.get("database", ()))
    text = {**item.text, **({"source": f"Ovid ({database})"} if database else {"source": "Ovid"})}
    people = {role: named for role, named in names.items() if named}
    return item.with_(text=text, names={**item.names, **people})


def read(text: str, file: str = "") -> Imported:
    """The items of an Ovid export. Tags that say nothing of the work are left out."""
    findings: list[Finding] = []
    records = _records(text, file, findings)
    return Imported(tuple(map(_item, records)), tuple(findings))


def recognises(text: str) -> bool:
    """Whether a text begins with a numbered record of Ovid's."""
    return re.match(r"\ufeff?\s*<\d+(?:\. ?)?>[ \t]*\r?\n", text) is not None


OVID: Final = Format("ovid", "Ovid", (".ovd", ".cgi"), recognises, read)
