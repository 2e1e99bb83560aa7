"""Word's source types and elements (ECMA-376 part 1, 22.6 "Bibliography") beside CSL's."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Sequence
from typing import Final

from citare.exchange.base import (
    Exported,
    Format,
    Imported,
    checked,
    plain_name,
    problem,
    without_markup,
)
from citare.findings import Finding
from citare.model.dates import MONTHS, Date, read_fields, write_year
from citare.model.item import Item
from citare.model.name import Name
from citare.text.malformed import Malformed
from citare.text.xml import Element, escape_xml, read_xml

NAMESPACE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/bibliography"

TYPES: Final = {
    "JournalArticle": "article-journal",
    "ArticleInAPeriodical": "article-magazine",
    "Book": "book",
    "BookSection": "chapter",
    "ConferenceProceedings": "paper-conference",
    "Report": "report",
    "InternetSite": "webpage",
    "DocumentFromInternetSite": "webpage",
    "ElectronicSource": "dataset",
    "Art": "graphic",
    "SoundRecording": "song",
    "Performance": "performance",
    "Film": "motion_picture",
    "Interview": "interview",
    "Patent": "patent",
    "Case": "legal_case",
    "Misc": "document",
}
WRITTEN: Final = {
    **{csl: name for name, csl in reversed(TYPES.items())},
    "article-newspaper": "ArticleInAPeriodical",
    "thesis": "Report",
    "standard": "Report",
    "article": "Report",
    "manuscript": "Report",
    "entry-encyclopedia": "BookSection",
    "entry-dictionary": "BookSection",
    "post-weblog": "InternetSite",
    "post": "InternetSite",
    "software": "ElectronicSource",
    "speech": "Performance",
    "broadcast": "Film",
    "figure": "Art",
    "map": "Art",
    "musical_score": "SoundRecording",
    "classic": "Book",
    "pamphlet": "Book",
    "periodical": "Book",
    "review": "JournalArticle",
    "review-book": "JournalArticle",
}

TEXTS: Final = {
    "Title": "title",
    "ShortTitle": "title-short",
    "Volume": "volume",
    "NumberVolumes": "number-of-volumes",
    "Issue": "issue",
    "ChapterNumber": "chapter-number",
    "Pages": "page",
    "Edition": "edition",
    "Version": "version",
    "Publisher": "publisher",
    "City": "publisher-place",
    "StandardNumber": "ISBN",
    "DOI": "DOI",
    "URL": "URL",
    "Medium": "medium",
    "Comments": "note",
}
CONTAINERS: Final = {
    "JournalArticle": {"JournalName": "container-title"},
    "ArticleInAPeriodical": {"PeriodicalTitle": "container-title"},
    "BookSection": {"BookTitle": "container-title"},
    "ConferenceProceedings": {
        "BookTitle": "container-title",
        "ConferenceName": "event-title",
    },
    "Report": {"Institution": "publisher", "ThesisType": "genre", "StandardNumber": "number"},
    "InternetSite": {"InternetSiteTitle": "container-title"},
    "DocumentFromInternetSite": {"InternetSiteTitle": "container-title"},
    "ElectronicSource": {"PublicationTitle": "container-title"},
    "SoundRecording": {"AlbumTitle": "container-title"},
    "Film": {"Distributor": "publisher"},
    "Patent": {"PatentNumber": "number"},
    "Case": {"Reporter": "container-title", "CaseNumber": "number", "Court": "authority"},
    "Misc": {"PublicationTitle": "container-title"},
    "Performance": {"Theater": "event-place"},
}
_SERIAL: Final = {"StandardNumber": "ISSN"}
SERIALS: Final = frozenset(("JournalArticle", "ArticleInAPeriodical"))

NAMES: Final = {
    "Author": "author",
    "Editor": "editor",
    "Translator": "translator",
    "BookAuthor": "container-author",
    "Compiler": "compiler",
    "Composer": "composer",
    "Director": "director",
    "Interviewer": "interviewer",
    "Performer": "performer",
    "ProducerName": "producer",
    "Writer": "script-writer",
}


def texts_of(source_type: str) -> dict[str, str]:
    """Element -> CSL variable for a source type."""
    own = CONTAINERS.get(source_type, {})
    serial = _SERIAL if source_type in SERIALS else {}
    common = {
        element: variable for element, variable in TEXTS.items() if variable not in own.values()
    }
    return {**common, **serial, **own}


_SOURCE: Final = re.compile(r"<(?:\w+:)?Source\b[^>]*>(.*?)</(?:\w+:)?Source>", re.DOTALL)


def _child(element: Element, name: str) -> str:
    found = element.child(name)
    return " ".join(found.all_text().split()) if found else ""


def _names(source: Element, role: str) -> tuple[Name, ...]:
    found: list[Name] = []
    for holder in source.findall(f"Author/{role}"):
        if corporate := _child(holder, "Corporate"):
            found.append(Name(literal=corporate))
        for person in holder.findall("NameList/Person"):
            given = f"{_child(person, 'First')} {_child(person, 'Middle')}".strip()
            found.append(Name(family=_child(person, "Last"), given=given))
    return tuple(name for name in found if name != Name())


def _date(source: Element, suffix: str) -> Date | None:
    return read_fields(*(_child(source, part + suffix) for part in ("Year", "Month", "Day")))[0]


def _item(source: Element) -> Item:
    kind = _child(source, "SourceType")
    csl_type = TYPES.get(kind, "document")
    if kind == "Report" and _child(source, "ThesisType"):
        csl_type = "thesis"
    texts = {
        variable: text
        for element, variable in texts_of(kind).items()
        if (text := _child(source, element))
    }
    roles = {variable: _names(source, role) for role, variable in NAMES.items()}
    issued, accessed = _date(source, ""), _date(source, "Accessed")
    dates = {"issued": issued, "accessed": accessed}
    return Item(
        _child(source, "Tag"),
        csl_type,
        texts,
        {role: names for role, names in roles.items() if names},
        {variable: date for variable, date in dates.items() if date},
    )


def read(text: str, file: str = "") -> Imported:
    """The items of a Sources.xml."""
    findings: list[Finding] = []
    items: list[Item] = []
    for match in _SOURCE.finditer(text):
        try:
            items.append(_item(read_xml(f"<Source>{match[1]}</Source>")))
        except Malformed as error:
            line = text.count("\n", 0, match.start()) + error.line
            findings.append(problem(error.message, file=file, line=line))
    return Imported(tuple(items), tuple(findings))


def recognises(text: str) -> bool:
    """Whether a text is a list of Word's sources."""
    return NAMESPACE in text


def _element(name: str, text: str) -> str:
    text = escape_xml(text).strip()
    return f"<b:{name}>{text}</b:{name}>" if text else ""


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


def _date_elements(date: Date | None, suffix: str) -> Iterator[str]:
    if date is None:
        return
    if date.year is None:
        yield _element(f"Year{suffix}", date.literal or date.raw)
        return
    _, month, day = (*date.parts[0], 0, 0)[:3]
    yield _element(f"Year{suffix}", write_year(date))
    if month:
        yield _element(f"Month{suffix}", MONTHS[month - 1])
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
        *_date_elements(item.dates.get("issued"), ""),
        *_date_elements(item.dates.get("accessed"), "Accessed"),
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
    return checked("Word's list of sources", items, text, read)


WORD_XML: Final = Format("word-xml", "Word sources (XML)", (".xml",), recognises, read, write)
