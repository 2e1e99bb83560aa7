"""Zotero's items in JSON: answers of its web API, and Better BibTeX's export.

Types, fields and creators are Zotero's (its schema, version 28); the CSL names beside them are
those that its own citations use.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from citare.exchange.base import Format, Imported, as_list, not_read, plain_text, problem, settled
from citare.findings import Finding, Severity
from citare.model.dates import Date, read_date
from citare.model.item import Item
from citare.model.keywords import join_keywords
from citare.model.name import Name
from citare.model.note_fields import with_note_fields
from citare.text.json import objects, read_json_records

TYPES: Final = {
    "artwork": "graphic",
    "audioRecording": "song",
    "bill": "bill",
    "blogPost": "post-weblog",
    "book": "book",
    "bookSection": "chapter",
    "case": "legal_case",
    "computerProgram": "software",
    "conferencePaper": "paper-conference",
    "dataset": "dataset",
    "dictionaryEntry": "entry-dictionary",
    "document": "document",
    "email": "personal_communication",
    "encyclopediaArticle": "entry-encyclopedia",
    "film": "motion_picture",
    "forumPost": "post",
    "hearing": "hearing",
    "instantMessage": "personal_communication",
    "interview": "interview",
    "journalArticle": "article-journal",
    "letter": "personal_communication",
    "magazineArticle": "article-magazine",
    "manuscript": "manuscript",
    "map": "map",
    "newspaperArticle": "article-newspaper",
    "patent": "patent",
    "podcast": "broadcast",
    "preprint": "article",
    "presentation": "speech",
    "radioBroadcast": "broadcast",
    "report": "report",
    "standard": "standard",
    "statute": "legislation",
    "thesis": "thesis",
    "tvBroadcast": "broadcast",
    "videoRecording": "motion_picture",
    "webpage": "webpage",
}
TEXTS: Final = {
    "title": "title", "caseName": "title", "nameOfAct": "title", "subject": "title",
    "publicationTitle": "container-title", "bookTitle": "container-title",
    "proceedingsTitle": "container-title", "encyclopediaTitle": "container-title",
    "dictionaryTitle": "container-title", "websiteTitle": "container-title",
    "blogTitle": "container-title", "forumTitle": "container-title",
    "programTitle": "container-title", "reporter": "container-title", "code": "container-title",
    "journalAbbreviation": "container-title-short", "shortTitle": "title-short",
    "series": "collection-title", "seriesTitle": "collection-title",
    "seriesNumber": "collection-number", "volume": "volume", "codeVolume": "volume",
    "issue": "issue", "pages": "page", "codePages": "page", "firstPage": "page",
    "numPages": "number-of-pages", "numberOfVolumes": "number-of-volumes", "edition": "edition",
    "version": "version", "versionNumber": "version", "section": "section",
    "publisher": "publisher", "university": "publisher", "institution": "publisher",
    "company": "publisher", "label": "publisher", "studio": "publisher", "network": "publisher",
    "distributor": "publisher", "repository": "publisher", "organization": "publisher",
    "place": "publisher-place", "court": "authority", "legislativeBody": "authority",
    "issuingAuthority": "authority", "meetingName": "event-title",
    "conferenceName": "event-title", "number": "number", "reportNumber": "number",
    "patentNumber": "number", "billNumber": "number", "docketNumber": "number",
    "publicLawNumber": "number", "documentNumber": "number", "archiveID": "number",
    "reportType": "genre", "thesisType": "genre", "manuscriptType": "genre", "mapType": "genre",
    "websiteType": "genre", "postType": "genre", "letterType": "genre", "presentationType": "genre",
    "genre": "genre", "type": "genre", "artworkMedium": "medium", "interviewMedium": "medium",
    "ISBN": "ISBN", "ISSN": "ISSN", "DOI": "DOI", "PMID": "PMID", "PMCID": "PMCID", "url": "URL",
    "abstractNote": "abstract", "language": "language", "archive": "archive",
    "archiveLocation": "archive_location", "callNumber": "call-number",
    "libraryCatalog": "source", "status": "status", "scale": "scale",
}  # fmt: skip
DATES: Final = {
    "date": "issued", "dateEnacted": "issued", "dateDecided": "issued", "issueDate": "issued",
    "accessDate": "accessed", "filingDate": "submitted", "originalDate": "original-date",
}  # fmt: skip
CREATORS: Final = {
    **dict.fromkeys(
        (
            *("author", "artist", "cartographer", "inventor", "programmer", "podcaster"),
            *("presenter", "interviewee", "director", "performer", "sponsor", "creator"),
        ),
        "author",
    ),
    "editor": "editor",
    "seriesEditor": "collection-editor",
    "translator": "translator",
    "bookAuthor": "container-author",
    "reviewedAuthor": "reviewed-author",
    "recipient": "recipient",
    "interviewer": "interviewer",
    "composer": "composer",
    "producer": "producer",
    "scriptwriter": "script-writer",
    "contributor": "contributor",
}
_SIDE: Final = frozenset(("note", "attachment", "annotation"))
_TAKEN: Final = frozenset(
    (
        *(*TEXTS, *DATES, "itemType", "creators", "tags", "extra", "citationKey", "key", "itemID"),
        *("itemKey", "libraryID", "collections", "relations", "dateAdded", "dateModified", "uri"),
        *(
            "select",
            "citekey",
            "attachments",
            "notes",
            "multi",
            "rights",
            "seeAlso",
            "autoJournalA",
        ),
    )
)


def _names(source: Mapping[str, Any]) -> dict[str, tuple[Name, ...]]:
    found: dict[str, list[Name]] = {}
    for creator in as_list(source.get("creators")):
        if not isinstance(creator, Mapping):
            continue
        family, given = plain_text(creator.get("lastName")), plain_text(creator.get("firstName"))
        whole = plain_text(creator.get("name"))
        if creator.get("fieldMode") == 1:
            whole, family = whole or family, ""
        name = Name(family, given) if family or given else Name(literal=whole)
        role = CREATORS.get(plain_text(creator.get("creatorType")), "contributor")
        if name != Name():
            found.setdefault(role, []).append(name)
    return {role: tuple(names) for role, names in found.items()}


def _item(source: Mapping[str, Any]) -> Item:
    texts: dict[str, str] = {}
    for field, variable in TEXTS.items():
        if value := plain_text(source.get(field)):
            texts.setdefault(variable, value)
    dates: dict[str, Date] = {}
    for field, variable in DATES.items():
        if date := read_date(plain_text(source.get(field))):
            dates.setdefault(variable, date)
    tags = [t.get("tag") if isinstance(t, Mapping) else t for t in as_list(source.get("tags"))]
    texts["keyword"] = join_keywords(map(plain_text, tags))
    extra = source.get("extra")
    lines = extra if isinstance(extra, list) else [extra]
    texts["note"] = "\n".join(filter(None, map(plain_text, lines)))
    kept = {str(k): v for k, v in source.items() if k not in _TAKEN and v not in ("", [], {}, None)}
    files = [plain_text(a.get("path")) for a in as_list(source.get("attachments")) if _is_file(a)]
    if files:
        kept["bibtex"] = {"file": ";".join(files)}
    item = Item(
        plain_text(source.get("citationKey")) or plain_text(source.get("citekey")),
        TYPES.get(plain_text(source.get("itemType")), "document"),
        {variable: text for variable, text in texts.items() if text},
        _names(source),
        dates,
        kept,
    )
    return settled(with_note_fields(item))


def _is_file(attachment: object) -> bool:
    return isinstance(attachment, Mapping) and bool(plain_text(attachment.get("path")))


def read(text: str, file: str = "") -> Imported:
    """The items of Zotero's JSON. Notes and attachments without an item are named."""
    data, error = read_json_records(text)
    findings: list[Finding] = [not_read(error, file)] if error else []
    sources = objects(data, "items", "data")
    aside = sum(source.get("itemType") in _SIDE for source in sources)
    if aside:
        message = f"{aside} notes and attachments were left out"
        findings.append(problem(message, file=file, severity=Severity.INFO))
    items = [_item(s) for s in sources if "itemType" in s and s["itemType"] not in _SIDE]
    return Imported(tuple(items), tuple(findings))


def recognises(text: str) -> bool:
    """Whether a text has items of Zotero."""
    return re.match(r"\ufeff?\s*[\[{]", text) is not None and (
        re.search(r'"itemType"\s*:\s*"\w+"', text) is not None
    )


ZOTERO_JSON: Final = Format("zotero-json", "Zotero JSON", (".json",), recognises, read)
