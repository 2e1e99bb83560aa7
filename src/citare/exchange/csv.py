"""Tables: CSL variables for spreadsheets, and the CSV exports of bibliographic databases.

Written: UTF-8, one reference a line; a value that a spreadsheet would run as a formula gets an
apostrophe in front. Read: the first line names the columns, by CSL's variables or as PubMed,
Scopus, Embase, IEEE, Springer, Lens, Dimensions, OpenAlex, Zotero and others call them.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from typing import Any, Final

from citare.exchange.base import Exported, Format, Imported, checked, problem
from citare.exchange.endnote_fields import REFERENCE_TYPES, says_something, written_name
from citare.findings import Finding
from citare.model.dates import Date, read_date, write_plain
from citare.model.identifiers import normalise_doi, normalise_issn
from citare.model.item import Item
from citare.model.keywords import join_keywords
from citare.model.name import OTHERS, Name
from citare.model.people import NameHints, read_name
from citare.model.variables import KINDS, TYPES, kind

# --- what columns are called, in lower case with blanks for other signs; the first that a table
# has counts, and all of them for keywords
_COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "id": ("id", "key", "citation key", "record id"),
    "type": (
        *("type", "document type", "publication type", "content type", "item type"),
        *("reference type", "referencetype", "type of reference"),
    ),
    "author": (
        *("author", "author full names", "authors", "author names", "author s", "first authors"),
        *("authorships author display name", "review byline"),
    ),
    "editor": ("editor", "editors", "secondary authors"),
    "title": (
        *("title", "item title", "document title", "article title", "primary title"),
        *("display name", "study title"),
    ),
    "container-title": (
        *("container title", "journal", "source title", "publication title", "journal book"),
        *("publicationname", "publication name", "secondary title", "journal title", "venue"),
        *("primary location source display name", "full journal"),
    ),
    "container-title-short": ("container title short", "abbreviated source title"),
    "collection-title": ("collection title", "series", "book series title", "series title"),
    "issued": (
        *("issued", "date", "date published", "publication date", "pub date", "year"),
        *("publication year", "copyright year"),
    ),
    "volume": ("volume", "journal volume"),
    "issue": ("issue", "issue number", "journal issue"),
    "page": ("page", "pages", "page range", "pagination"),
    "number": ("number", "art no", "article number"),
    "DOI": ("doi", "item doi"),
    "PMID": ("pmid", "pubmed id", "ids pmid"),
    "PMCID": ("pmcid", "pmc id"),
    "ISSN": ("issn", "issns", "primary location source issn l"),
    "ISBN": ("isbn", "isbns"),
    "URL": ("url", "link", "urls", "article url", "external url", "open url link"),
    "abstract": ("abstract", "abstract note"),
    "keyword": (
        *("keyword", "keywords", "author keywords", "index keywords", "mesh terms", "ieee terms"),
        *("manual tags", "automatic tags", "tags", "emtree medical index terms"),
    ),
    "publisher": ("publisher",),
    "publisher-place": ("publisher place", "place", "place published", "place of publication"),
    "language": ("language", "language of original document"),
    "edition": ("edition",),
    "event-title": ("event title", "conference name"),
    "event-place": ("event place", "conference location"),
    "note": ("note", "notes"),
}
_VARIABLES: Final = {name.lower().replace("-", " ").replace("_", " "): name for name in KINDS}
_NOT_VARIABLES: Final = frozenset(("references", "source", "citation"))  # of other tables
_START: Final = ("page start", "start page", "first page", "bibliographic first page")
_END: Final = ("page end", "end page", "last page")
_CITED: Final = ("citation", "source")  # columns that hold journal, volume and pages in one text
_TYPES: Final = {
    **{row.ris.lower(): row.csl for row in REFERENCE_TYPES},
    **{row.endnote.lower(): row.csl for row in reversed(REFERENCE_TYPES) if row.endnote},
    **dict.fromkeys(
        (
            *("article", "journalarticle", "article in press", "review", "editorial", "letter"),
            *("note", "short survey", "erratum", "data paper", "ieee journals", "retracted"),
            *("ieee magazines", "review article", "journal", "conference abstract"),
        ),
        "article-journal",
    ),
    **dict.fromkeys(
        (
            *("conferencepaper", "conference proceedings article", "proceedings article"),
            *("ieee conferences", "proceeding", "proceedings paper", "conference review"),
            *("inproceedings", "conference paper"),
        ),
        "paper-conference",
    ),
    **dict.fromkeys(("chapter", "booksection", "book chapter", "book-chapter"), "chapter"),
    **dict.fromkeys(("book", "monograph", "edited book"), "book"),
    **dict.fromkeys(("dissertation", "phd thesis"), "thesis"),
    **dict.fromkeys(("preprint", "posted content"), "article"),
    **dict.fromkeys(("dataset", "data set"), "dataset"),
    **dict.fromkeys(("webpage", "computerprogram", "software"), "webpage"),
    "computerprogram": "software",
    "software": "software",
    "newspaperarticle": "article-newspaper",
    "magazinearticle": "article-magazine",
    "blogpost": "post-weblog",
    "encyclopediaarticle": "entry-encyclopedia",
    "clinical trial": "dataset",
}
_ESCAPED: Final = re.compile(r"^'(?=[=+\-@\t\r])")
_NUMBERED: Final = re.compile(r"\s*\(\d+\)")
_SHORT: Final = re.compile(r"[^\W\d_][\w'’ -]*? (?:[A-Z]\.?-?){1,4}")
_LISTED: Final = re.compile(r"\[\s*(['\"].*['\"])\s*\]", re.DOTALL)
_QUOTED: Final = re.compile(r"'([^']*)'|\"([^\"]*)\"")
_RUN_TOGETHER: Final = re.compile(
    r"(?<=[^\W\d_A-Z])(?<!\bMc)(?<!\bMac)(?<!\bDe)(?<!\bLe)(?<!\bLa)(?=[A-Z][\w.'-]* [A-Z])"
)
_PUBMED: Final = re.compile(r";(?P<volume>[^(:;]*)(?:\((?P<issue>[^)]*)\))?:(?P<page>[^.;]+)")
_EMBASE: Final = re.compile(
    r"(?P<journal>.+?) \((?P<year>\d{4})\)(?: (?P<volume>[\w-]+))?(?::(?P<issue>[\w -]+?))?"
    r"(?: Article Number: (?P<number>\w+)| \((?P<page>\w+(?:-\w+)?)\))?(?:\. |\.?$)"
)


def _plain(header: str) -> str:
    return " ".join(re.sub(r"[^\w]|_", " ", header.lower()).split())


class _Table:
    """The columns of a table: which of them say what."""

    def __init__(self, headers: Sequence[str]) -> None:
        self.headers = [header.strip() for header in headers]
        places: dict[str, int] = {}
        for place, header in enumerate(self.headers):
            places.setdefault(_plain(header), place)
        self.own = self.headers[:2] == ["id", "type"]
        self.start = [places[name] for name in _START if name in places]
        self.end = [places[name] for name in _END if name in places]
        self.cited = [places[name] for name in _CITED if name in places]
        self.run_together = "item title" in places  # Springer
        self.columns: dict[str, list[int]] = {}
        for variable, names in _COLUMNS.items():
            self.columns[variable] = [places[name] for name in names if name in places]
        taken = {place for found in self.columns.values() for place in found}
        for name, place in places.items():
            if place in taken or (not self.own and name in _NOT_VARIABLES):
                continue
            if name in _VARIABLES:
                self.columns.setdefault(_VARIABLES[name], []).append(place)
                taken.add(place)
        self.unknown = [
            place
            for place in range(len(self.headers))
            if place not in taken and place not in (*self.start, *self.end, *self.cited)
        ]

    def is_one(self) -> bool:
        """Whether it is a table of references: titles, and something else that is known."""
        known = [variable for variable, places in self.columns.items() if places]
        return bool(self.columns["title"] or self.columns["DOI"]) and len(known) > 1


def _names(text: str, table: _Table) -> tuple[Name, ...]:
    """Names between semicolons, bars or commas; braces make an institution of what has a comma."""
    text = _NUMBERED.sub("", text)
    natural = NameHints(natural=True)
    short = NameHints(initials_last=True)
    pieces = [piece.strip() for piece in text.split(",") if piece.strip()]
    if "|" in text and "; " not in text:
        return _read([part.strip() for part in text.split("|")], natural)
    if table.run_together and ";" not in text:
        return _read(_RUN_TOGETHER.split(text), natural)
    if not table.own and ";" not in text and all(_SHORT.fullmatch(piece) for piece in pieces):
        return _read(pieces, short)
    if not table.own and (listed := _LISTED.fullmatch(text)):
        return _read([a or b for a, b in _QUOTED.findall(listed[1])], natural)
    parts = [part.strip() for part in re.findall(r"\s*(\{[^{}]*\}|[^;]+)\s*", text)]
    if table.own:
        return _read(parts, NameHints())
    plain = not any("," in part or _SHORT.fullmatch(part) for part in parts)
    return _read(parts, natural if plain else short)


def _read(parts: Sequence[str], hints: NameHints) -> tuple[Name, ...]:
    names: list[Name] = []
    for part in parts:
        if part.startswith("{") and part.endswith("}"):
            names.append(Name(literal=part[1:-1].strip()))
        elif part == "et al.":
            names.append(OTHERS)
        elif name := read_name(part, hints):
            names.append(name)
    return tuple(name for name in names if name != Name())


def _item(row: Sequence[str], table: _Table) -> Item:
    values = [_ESCAPED.sub("", value.strip()) for value in row]
    values += [""] * (len(table.headers) - len(values))
    if not table.own:
        values = [value if says_something(value) else "" for value in values]
    texts: dict[str, str] = {}
    names: dict[str, tuple[Name, ...]] = {}
    dates: dict[str, Date] = {}
    for variable, places in table.columns.items():
        said = [values[place] for place in places if values[place]]
        if not said:
            continue
        match kind(variable):
            case "name":
                if people := _names(said[0], table):
                    names[variable] = people
            case "date":
                fullest = max(filter(None, map(read_date, said)), key=_fullness, default=None)
                if fullest:
                    dates[variable] = fullest
            case _:
                texts[variable] = join_keywords(said) if variable == "keyword" else said[0]
    if not table.own:
        _settle(texts, dates, values, table)
    item_id, csl_type = texts.pop("id", ""), texts.pop("type", "")
    extra: dict[str, Any] = {
        table.headers[place]: values[place] for place in table.unknown if values[place]
    }
    return Item(item_id, _type(csl_type, texts, table), texts, names, dates, extra)


def _fullness(date: Date) -> int:
    return len(date.parts[0]) if date.parts else 0


def _settle(
    texts: dict[str, str], dates: dict[str, Date], values: Sequence[str], table: _Table
) -> None:
    """What databases spread over columns, or write into one."""
    start = next((values[place] for place in table.start if values[place]), "")
    end = next((values[place] for place in table.end if values[place]), "")
    if start:
        texts.setdefault("page", f"{start}-{end}" if end and end != start else start)
    for place in table.cited:
        _cited(values[place], texts, dates)
    if issn := texts.get("ISSN"):
        found = [n for piece in re.split(r"[;,\s]+", issn) if (n := normalise_issn(piece))]
        texts["ISSN"] = " ".join(found) or issn
    if doi := texts.get("DOI"):
        bare = normalise_doi(doi)
        texts["DOI"] = bare if bare and bare not in doi.lower()[: len(bare)] else doi
    if "pmid" in texts.get("PMID", "").lower() or "/" in texts.get("PMID", ""):
        texts["PMID"] = re.sub(r"\D", "", texts["PMID"])
    if words := _LISTED.fullmatch(texts.get("keyword", "")):
        texts["keyword"] = join_keywords([a or b for a, b in _QUOTED.findall(words[1])])
    if "id" in texts and "://" in texts["id"]:
        del texts["id"]


def _cited(text: str, texts: dict[str, str], dates: dict[str, Date]) -> None:
    """A citation in one text, as PubMed and Embase have it; else the name of a database."""
    if found := _EMBASE.match(text):
        texts.setdefault("container-title", found["journal"])
        dates.setdefault("issued", Date(((int(found["year"]),),)))
    elif not (found := _PUBMED.search(text)):
        if text and len(text.split()) < 4:
            texts.setdefault("source", text)
        return
    for variable, value in found.groupdict().items():
        if value and variable not in ("journal", "year"):
            texts.setdefault(variable, value.strip())


def _type(said: str, texts: dict[str, str], table: _Table) -> str:
    if table.own:
        return said if said in TYPES else "document"
    for part in re.split(r"[;|]", said.lower()):
        name = part.strip()
        if name in _TYPES:
            return _TYPES[name]
        if name in TYPES:
            return name
    return "article-journal" if texts.get("container-title") else "document"


def _rows(text: str, file: str, findings: list[Finding]) -> list[list[str]]:
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    while True:
        try:
            rows.append(next(reader))
        except StopIteration:
            return rows
        except csv.Error as error:
            findings.append(problem(f"not valid CSV ({error})", file=file, line=reader.line_num))


def read(text: str, file: str = "") -> Imported:
    """The items of a CSV file (comma, semicolon or tab). Unknown columns go to `extra`."""
    findings: list[Finding] = []
    rows = _rows(text.lstrip("\ufeff"), file, findings)
    if not rows:
        return Imported((), tuple(findings))
    table = _Table(rows[0])
    items = [_item(row, table) for row in rows[1:] if any(row)]
    return Imported(tuple(items), tuple(findings))


def recognises(text: str) -> bool:
    """Whether the first line names columns of references."""
    rows = _rows(text.lstrip("\ufeff").split("\n", 1)[0], "", [])
    return bool(rows) and len(rows[0]) > 1 and _Table(rows[0]).is_one()


# --- writing

_FIRST: Final = ("author", "issued", "title", "container-title")
_FORMULA: Final = re.compile(r"^[=+\-@\t\r]")


def _name(name: Name) -> str:
    text = written_name(name, endnote=False)
    if name.literal:
        text = name.literal
    if not re.search("[;{}]" if name.family else "[,;.{}]", text):
        return text
    return "{" + re.sub("[{}]", "", text) + "}"


def _value(item: Item, column: str) -> str:
    if column in item.names:
        text = "; ".join(_name(name) for name in item.names[column])
    elif column in item.dates:
        text = write_plain(item.dates[column])
    else:
        text = item.get(column)
    return f"'{text}" if _FORMULA.match(text) else text


def write(items: Sequence[Item]) -> Exported:
    """The items as CSV, a column for each variable that one of them has."""
    found = {v for item in items for group in (item.text, item.names, item.dates) for v in group}
    columns = [v for v in _FIRST if v in found] + sorted(found - set(_FIRST), key=str.lower)
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(["id", "type", *columns])
    for item in items:
        writer.writerow([item.id, item.type, *(_value(item, column) for column in columns)])
    return checked("CSV", items, table.getvalue(), read)


CSV: Final = Format("csv", "CSV", (".csv", ".tsv"), recognises, read, write, by_ending=False)
