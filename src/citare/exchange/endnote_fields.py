"""Reference types and fields of RIS and EndNote, beside CSL's.

RIS, EndNote XML and EndNote's tagged files (.enw) are three spellings of one set of generic
fields; what a field means depends on the reference type. Sources: "RIS Format Specifications"
(2011), EndNote 20/21 manual ("Reference types", "EndNote tags"), Zotero's RIS translator for
what is written in practice.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from citare.exchange.base import plain_name, without_case_marks
from citare.model.dates import Date, read_date
from citare.model.identifiers import (
    ISBN_SHAPE,
    ISSN_SHAPE,
    normalise_doi,
    normalise_pmcid,
    normalise_pmid,
    without_scheme,
)
from citare.model.item import Item
from citare.model.keywords import join_keywords, split_keywords
from citare.model.name import Name
from citare.model.people import read_name


class ReferenceType(NamedTuple):
    """One row: RIS code, EndNote's name and number ("" and 0 if it has none), CSL type."""

    ris: str
    endnote: str
    number: int
    csl: str


REFERENCE_TYPES: Final[tuple[ReferenceType, ...]] = tuple(
    ReferenceType(*row)
    for row in (
        ("JOUR", "Journal Article", 17, "article-journal"),
        ("EJOUR", "Electronic Article", 43, "article-journal"),
        ("INPR", "", 0, "article-journal"),
        ("ABST", "", 0, "article-journal"),
        ("MGZN", "Magazine Article", 19, "article-magazine"),
        ("NEWS", "Newspaper Article", 23, "article-newspaper"),
        ("JFULL", "", 0, "periodical"),
        ("SER", "Serial", 57, "periodical"),
        ("BOOK", "Book", 6, "book"),
        ("EDBOOK", "Edited Book", 28, "book"),
        ("EBOOK", "Electronic Book", 44, "book"),
        ("CHAP", "Book Section", 5, "chapter"),
        ("ECHAP", "Electronic Book Section", 60, "chapter"),
        ("DICT", "Dictionary", 52, "entry-dictionary"),
        ("ENCYC", "Encyclopedia", 53, "entry-encyclopedia"),
        ("CONF", "Conference Proceedings", 10, "paper-conference"),
        ("CPAPER", "Conference Paper", 47, "paper-conference"),
        ("SLIDE", "", 0, "speech"),
        ("THES", "Thesis", 32, "thesis"),
        ("RPRT", "Report", 27, "report"),
        ("GOVDOC", "Government Document", 46, "report"),
        ("PRESS", "Press Release", 63, "report"),
        ("STAND", "Standard", 58, "standard"),
        ("STD", "", 0, "standard"),
        ("UNPB", "Unpublished Work", 34, "article"),
        ("UNPD", "", 0, "article"),
        ("MANSCPT", "Manuscript", 36, "manuscript"),
        ("PAMP", "Pamphlet", 24, "pamphlet"),
        ("PAT", "Patent", 25, "patent"),
        ("BILL", "Bill", 4, "bill"),
        ("UNBILL", "", 0, "bill"),
        ("CASE", "Case", 7, "legal_case"),
        ("STAT", "Statute", 31, "legislation"),
        ("LEGAL", "Legal Rule or Regulation", 50, "regulation"),
        ("HEAR", "Hearing", 14, "hearing"),
        ("ELEC", "Web Page", 12, "webpage"),
        ("WEB", "", 0, "webpage"),
        ("BLOG", "Blog", 56, "post-weblog"),
        ("POST", "Social Media", 66, "post"),
        ("FORUM", "Discussion Forum", 65, "post"),
        ("DATA", "Dataset", 59, "dataset"),
        ("DBASE", "Online Database", 45, "dataset"),
        ("AGGR", "Aggregated Database", 55, "dataset"),
        ("COMP", "Computer Program", 9, "software"),
        ("MULTI", "Online Multimedia", 48, "motion_picture"),
        ("ADVS", "Audiovisual Material", 3, "motion_picture"),
        ("VIDEO", "", 0, "motion_picture"),
        ("MPCT", "Film or Broadcast", 21, "motion_picture"),
        ("TV", "Television Episode", 67, "broadcast"),
        ("POD", "Podcast", 62, "broadcast"),
        ("SOUND", "Music", 61, "song"),
        ("MUSIC", "", 0, "musical_score"),
        ("ART", "Artwork", 2, "graphic"),
        ("CHART", "Chart or Table", 38, "figure"),
        ("FIGURE", "Figure", 37, "figure"),
        ("EQUA", "Equation", 39, "figure"),
        ("MAP", "Map", 20, "map"),
        ("PCOMM", "Personal Communication", 26, "personal_communication"),
        ("ICOMM", "", 0, "personal_communication"),
        ("INTV", "Interview", 64, "interview"),
        ("CLSWK", "Classical Work", 49, "classic"),
        ("ANCIENT", "Ancient Text", 51, "classic"),
        ("CTLG", "Catalog", 8, "document"),
        ("GRNT", "Grant", 54, "document"),
        ("GRANT", "", 0, "document"),
        ("GEN", "Generic", 13, "document"),
    )
)

# Codes that two CSL types share are written for one of them; the other's type is a loss.
WRITTEN: Final[dict[str, str]] = {
    **{row.csl: row.ris for row in reversed(REFERENCE_TYPES)},
    "motion_picture": "MPCT",
    "figure": "FIGURE",
    "document": "GEN",
    "post": "ICOMM",
    "broadcast": "MPCT",
    "periodical": "JFULL",
    "review": "JOUR",
    "review-book": "JOUR",
    "entry": "ENCYC",
    "collection": "GEN",
    "event": "SLIDE",
    "performance": "SLIDE",
    "treaty": "STAT",
}

WRITTEN_ENDNOTE: Final[dict[str, str]] = {
    **{row.csl: row.endnote for row in reversed(REFERENCE_TYPES) if row.endnote},
    "motion_picture": "Film or Broadcast",
    "figure": "Figure",
    "document": "Generic",
    "review": "Journal Article",
    "review-book": "Journal Article",
    "musical_score": "Music",
    "speech": "Conference Paper",
    "entry": "Encyclopedia",
    "event": "Conference Paper",
    "performance": "Audiovisual Material",
    "treaty": "Statute",
    "collection": "Generic",
}

SERIALS: Final = frozenset(
    ("article-journal", "article-magazine", "article-newspaper", "periodical")
)
PARTS: Final = frozenset(("chapter", "entry-dictionary", "entry-encyclopedia", "paper-conference"))

# Generic field (EndNote XML's element name) -> CSL variable, for every type ...
NAMES: Final = {
    "authors": "author",
    "secondary-authors": "editor",
    "tertiary-authors": "collection-editor",
    "subsidiary-authors": "translator",
}
TEXTS: Final = {
    "title": "title",
    "secondary-title": "container-title",
    "tertiary-title": "collection-title",
    "alt-title": "container-title-short",
    "short-title": "title-short",
    "volume": "volume",
    "number": "issue",
    "pages": "page",
    "number-of-pages": "number-of-pages",
    "section": "section",
    "edition": "edition",
    "num-vols": "number-of-volumes",
    "publisher": "publisher",
    "pub-location": "publisher-place",
    "isbn": "ISBN",
    "language": "language",
    "abstract": "abstract",
    "notes": "note",
    "research-notes": "annote",
    "keywords": "keyword",
    "electronic-resource-num": "DOI",
    "url": "URL",
    "call-num": "call-number",
    "work-type": "genre",
    "remote-database-name": "archive",
    "remote-database-provider": "source",
    "archive-location": "archive_location",
    "original-pub": "original-title",
    "reviewed-item": "reviewed-title",
    "accession-num": "PMID",
    "custom2": "PMCID",
}
# ... and where a type means something else by it.
_BOOK: Final = {
    "secondary-title": "collection-title",
    "tertiary-title": "",
    "volume": "volume",
    "number": "collection-number",
}
_LEGAL: Final = {"secondary-title": "container-title", "number": "number"}
BY_TYPE: Final[dict[str, dict[str, str]]] = {
    **{kind: {"isbn": "ISSN", "custom7": "number"} for kind in SERIALS},
    **{kind: {"number": "collection-number"} for kind in PARTS},
    "paper-conference": {"custom3": "event-title", "number": "issue"},
    "book": _BOOK,
    "classic": _BOOK,
    "pamphlet": _BOOK,
    "periodical": {"isbn": "ISSN"},
    "thesis": {"number": "number"},
    "report": {"isbn": "number", "number": "issue"},
    "standard": {"isbn": "number", "number": "issue"},
    "patent": {"isbn": "number", "number": "issue", "custom5": "status"},
    "software": {"edition": "version", "number": "number"},
    "dataset": {"edition": "version", "number": "number"},
    "article": {"number": "number"},
    "manuscript": {"number": "number"},
    "bill": _LEGAL,
    "legislation": _LEGAL,
    "regulation": _LEGAL,
    "legal_case": {**_LEGAL, "publisher": "authority"},
    "hearing": {**_LEGAL, "custom3": "event-title"},
    "speech": {"secondary-title": "event-title", "pub-location": "event-place"},
    "map": {"custom5": "scale"},
    "webpage": {"number": "number"},
    "document": {"number": "number"},
    "graphic": {"custom5": "dimensions"},
}
NAMES_BY_TYPE: Final[dict[str, dict[str, str]]] = {
    "motion_picture": {"authors": "director", "secondary-authors": "producer"},
    "broadcast": {"authors": "director", "secondary-authors": "producer"},
    "song": {"tertiary-authors": "performer"},
    "interview": {"secondary-authors": "interviewer"},
    "personal_communication": {"secondary-authors": "recipient"},
    "chapter": {"custom4-authors": "container-author"},
}


def fields_of(csl_type: str) -> dict[str, str]:
    """Generic field -> CSL variable for the texts of a type."""
    fields = {**TEXTS, **BY_TYPE.get(csl_type, {})}
    return {field: variable for field, variable in fields.items() if variable}


def name_fields_of(csl_type: str) -> dict[str, str]:
    """Generic field -> CSL variable for the names of a type."""
    return {**NAMES, **NAMES_BY_TYPE.get(csl_type, {})}


Fields = Mapping[str, Sequence[str]]

_LABELLED: Final = re.compile(r"\([^()]*\)|\b(?:ISBN|ISSN)(?:-1[03])?:?", re.IGNORECASE)
_NOT_IN_CSL: Final = (
    "label",
    "date",
    "year",
    "access-date",
    "number-or-misc",
    "start-page",
    "end-page",
)


def item_from_fields(csl_type: str, fields: Fields, unknown: Mapping[str, Any]) -> Item:
    """The item of a record. `unknown` (by the format's own tags) is kept as `extra`."""
    texts: dict[str, str] = {}
    names: dict[str, tuple[Name, ...]] = {}
    extra: dict[str, Any] = dict(unknown)
    roles = name_fields_of(csl_type)
    variables = fields_of(csl_type)
    for field, values in fields.items():
        present = [value.strip() for value in values if says_something(value)]
        if not present or field in _NOT_IN_CSL:
            continue
        if field == "isbn":
            _standard_numbers(texts, present, variables["isbn"])
        elif field in roles:
            _add_names(names, roles[field], present)
        elif field in variables:
            _add_text(texts, extra, variables[field], present)
        else:
            extra[field] = present if len(present) > 1 else present[0]
    if volume := re.fullmatch(
        r"(?:v|vol|volume)\.? ?(\d+)", texts.get("volume", ""), re.IGNORECASE
    ):
        texts["volume"] = volume[1]
    _pages(texts, fields, csl_type)
    _number_or_misc(texts, extra, fields, csl_type)
    _identifiers(texts, extra)
    if csl_type == "book" and "author" in names and fields.get("editors-are-authors"):
        names["editor"] = names.pop("author")
    extra.pop("editors-are-authors", None)
    dates = _dates(fields)
    label = next(iter(fields.get("label", ())), "").strip()
    return Item(label, csl_type, texts, names, dates, extra)


_VOLUME: Final = re.compile(r"(?:v|vol|volume)\.? ?(\d+)", re.IGNORECASE)
_NOTHING: Final = frozenset(("", "na", "n/a", "null"))


def says_something(value: str) -> bool:
    """Whether a value is one: exports write NA and its kin where a database has none."""
    return value.strip().lower() not in _NOTHING


def _add_names(names: dict[str, tuple[Name, ...]], role: str, values: Sequence[str]) -> None:
    read = [name for value in values if (name := read_name(value))]
    if read:
        names[role] = names.get(role, ()) + tuple(read)


def _add_text(
    texts: dict[str, str], extra: dict[str, Any], variable: str, values: Sequence[str]
) -> None:
    """The first value; lists are joined, and further different values go to `extra`."""
    if variable == "keyword":
        texts[variable] = join_keywords([texts.get(variable, ""), *values])
        return
    if variable in ("note", "annote", "abstract"):
        said = [*texts.get(variable, "").split("\n"), *values]
        texts[variable] = "\n".join(dict.fromkeys(filter(None, said)))
        return
    first = texts.setdefault(variable, values[0])
    others = [value for value in dict.fromkeys(values) if value != first]
    if others:
        extra[f"other-{variable}"] = extra.get(f"other-{variable}", []) + others


def _pages(texts: dict[str, str], fields: Fields, csl_type: str) -> None:
    whole = texts.get("page", "")
    if csl_type in ("book", "thesis", "report") and re.fullmatch(r"\d+(?:\s*p\.?)?", whole):
        texts["number-of-pages"] = texts.pop("page")
    start = next(iter(fields.get("start-page", ())), "").strip()
    end = next(iter(fields.get("end-page", ())), "").strip()
    if not start and not end:
        return
    if start and end and start != end and not re.search(r"[-–—,]", start):
        texts["page"] = f"{start}-{end}"
    elif (
        csl_type in ("book", "thesis", "report")
        and not end
        and re.fullmatch(r"\d+|.*\bp\.?", start)
    ):
        texts["number-of-pages"] = start
    else:
        texts["page"] = start or end


def _number_or_misc(
    texts: dict[str, str], extra: dict[str, Any], fields: Fields, csl_type: str
) -> None:
    """RIS's M1: a number where the type has one and it looks like one, else kept."""
    values = [value.strip() for value in fields.get("number-or-misc", ()) if value.strip()]
    variable = fields_of(csl_type).get("number", "")
    if csl_type in SERIALS and values and re.fullmatch(r"[eE]?\d+|Article\b.*", values[0]):
        variable = "issue" if "issue" not in texts else "number"
    if values and variable and variable not in texts and len(values[0]) <= 20:
        texts[variable] = values.pop(0)
    if values:
        extra["M1"] = values if len(values) > 1 else values[0]


def _identifiers(texts: dict[str, str], extra: dict[str, Any]) -> None:
    """DOI without its address, also from the work type (M3)."""
    if "DOI" in texts:
        texts["DOI"] = without_scheme(texts["DOI"])
    for variable in ("genre", "note"):
        if doi := normalise_doi(texts.get(variable, "")):
            texts.setdefault("DOI", doi)
            if variable == "genre" or doi.lower() == texts["DOI"].lower():
                del texts[variable]
    if "PMID" in texts and not normalise_pmid(texts["PMID"]):
        extra["accession-num"] = texts.pop("PMID")
    if "PMCID" in texts and not normalise_pmcid(texts["PMCID"]):
        extra["custom2"] = texts.pop("PMCID")


def _standard_numbers(texts: dict[str, str], values: Sequence[str], variable: str) -> None:
    """Tell ISBNs from ISSNs; a text with anything else in it is what the type says."""
    found: dict[str, list[str]] = {"ISBN": [], "ISSN": []}
    for piece in _LABELLED.sub(" ", " ".join(values)).replace(",", " ").replace(";", " ").split():
        if ISSN_SHAPE.fullmatch(piece) and ("-" in piece or variable == "ISSN"):
            found["ISSN"].append(piece)
        elif ISBN_SHAPE.fullmatch(piece):
            found["ISBN"].append(piece)
        else:
            texts[variable] = " ".join(values)
            return
    for name, pieces in found.items():
        if pieces:
            texts[name] = " ".join(dict.fromkeys(pieces))


def _dates(fields: Fields) -> dict[str, Date]:
    years = [value for value in fields.get("year", ()) if value.strip(" /")]
    year = years[0].strip() if years else ""
    dates: dict[str, Date] = {}
    exact = next((value for value in fields.get("date", ()) if value.strip(" /")), "")
    issued = read_date(exact, year=year) if exact else read_date(year.rstrip("/") or year)
    if issued and year and issued.year is None and (alone := read_date(year)) and alone.year:
        issued = alone
    if issued:
        dates["issued"] = issued
    accessed = read_date(next(iter(fields.get("access-date", ())), ""))
    if accessed:
        dates["accessed"] = accessed
    return dates


_RANGE: Final = re.compile(r"\s*([^\s,–—-]+)\s*(?:--?|–|—)\s*([^\s,–—-]+)\s*")
_REPORTS: Final = ("report", "standard", "patent")


def fields_from_item(item: Item, csl_type: str, *, endnote: bool) -> dict[str, list[str]]:
    """Generic field -> values, for a reference of a type (as it will be read back).

    `endnote` writes institutions with EndNote's trailing comma. Dates are not among them.
    """
    fields: dict[str, list[str]] = {"label": [item.id] if item.id else []}
    for field, variable in name_fields_of(csl_type).items():
        names = item.names.get(variable, ())
        fields.setdefault(field, []).extend(written_name(n, endnote=endnote) for n in names)
    for field, variable in fields_of(csl_type).items():
        text = without_case_marks(item.get(variable)).strip()
        if not text:
            continue
        values = list(split_keywords(text)) if variable == "keyword" else [text]
        fields.setdefault(field, []).extend(values)
    _write_standard_numbers(item, csl_type, fields)
    others = item.extra.get("other-URL")
    if isinstance(others, Sequence) and not isinstance(others, str):
        fields.setdefault("url", []).extend(str(url) for url in others)
    return {field: values for field, values in fields.items() if values}


def _write_standard_numbers(item: Item, csl_type: str, fields: dict[str, list[str]]) -> None:
    if csl_type in _REPORTS and item.get("number"):
        return
    values = [item.get(variable) for variable in ("ISBN", "ISSN") if item.get(variable)]
    if values:
        fields["isbn"] = values


def written_name(name: Name, *, endnote: bool) -> str:
    """`Family, Given, Suffix`, or an institution's name, its own commas doubled (EndNote)."""
    if name.others:
        return "et al."
    name = plain_name(name)
    if name.literal or not name.family:
        literal = name.literal or name.given
        doubled = literal.replace(",", ",,")
        return f"{doubled}," if endnote else doubled
    return ", ".join(
        [name.family, name.given, name.suffix] if name.suffix else [name.family, name.given]
    )


def page_parts(page: str) -> tuple[str, str]:
    """First and last page; the whole text and "" if it is not a single range."""
    match = _RANGE.fullmatch(page)
    return (match[1], match[2]) if match else (page.strip(), "")


def needs_more_than_year(date: Date) -> bool:
    """Whether a date says more than its year."""
    return bool(date.parts) and (
        len(date.parts) > 1 or len(date.parts[0]) > 1 or bool(date.season) or date.circa
    )
