"""What programs read beside printed references: COinS and schema.org JSON-LD.

COinS is an OpenURL (ANSI/NISO Z39.88-2004, KEV formats journal, book and dissertation) in the
title of an empty span: Zotero and library resolvers find it. JSON-LD is schema.org's vocabulary,
for search engines.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any, Final
from urllib.parse import urlencode

from citare.model.dates import Date, resolved, write_edtf
from citare.model.identifiers import identifier_url
from citare.model.item import Item
from citare.model.name import Name
from citare.text.markup import without_tags

METADATA: Final = ("coins", "json-ld")

_JOURNAL: Final = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "review": "article",
    "review-book": "article",
    "article": "preprint",
}
_BOOK: Final = {
    "book": "book",
    "chapter": "bookitem",
    "entry-encyclopedia": "bookitem",
    "entry-dictionary": "bookitem",
    "paper-conference": "proceeding",
    "report": "report",
}
_SCHEMA: Final = {
    "article": "ScholarlyArticle",
    "article-journal": "ScholarlyArticle",
    "article-magazine": "Article",
    "article-newspaper": "NewsArticle",
    "book": "Book",
    "chapter": "Chapter",
    "dataset": "Dataset",
    "legislation": "Legislation",
    "map": "Map",
    "motion_picture": "Movie",
    "paper-conference": "ScholarlyArticle",
    "post-weblog": "BlogPosting",
    "report": "Report",
    "review": "Review",
    "software": "SoftwareSourceCode",
    "song": "MusicRecording",
    "thesis": "Thesis",
    "webpage": "WebPage",
}


def anchor(key: str) -> str:
    """The id of an entry: `ref-` and its key, without the spaces that no id can hold."""
    return "ref-" + re.sub(r"\s+", "-", key)


def _text(item: Item, variable: str) -> str:
    return without_tags(item.get(variable))


def _iso(date: Date | None) -> str:
    """The day, month or year of a date, or of the beginning of a range."""
    date = resolved(date) if date else None
    return write_edtf(Date(date.parts[:1])) if date and date.parts else ""


def _people(names: Sequence[Name]) -> Iterable[Name]:
    return (name for name in names if not name.others)


def coins(item: Item) -> str:
    """The OpenURL of an item, as the value of a COinS title (not escaped)."""
    journal = item.type in _JOURNAL
    thesis = item.type == "thesis"
    form = "journal" if journal else "dissertation" if thesis else "book"
    pairs = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{form}"),
    ]
    if item.get("DOI"):
        pairs.append(("rft_id", f"info:doi/{item.get('DOI')}"))
    if item.get("PMID"):
        pairs.append(("rft_id", f"info:pmid/{item.get('PMID')}"))
    if item.get("URL"):
        pairs.append(("rft_id", item.get("URL")))
    part = journal or item.type in ("chapter", "paper-conference") or item.type.startswith("entry")
    title = "atitle" if part else "title" if thesis else "btitle"
    values = {
        "genre": _JOURNAL.get(item.type) or _BOOK.get(item.type, "" if thesis else "unknown"),
        title: _text(item, "title"),
        "jtitle" if journal else "btitle": _text(item, "container-title") if part else "",
        "stitle": _text(item, "container-title-short") if journal else "",
        "volume": item.get("volume") if journal else "",
        "issue": item.get("issue") if journal else "",
        "pages": item.get("page"),
        "edition": "" if journal else item.get("edition"),
        "pub": "" if journal or thesis else _text(item, "publisher"),
        "inst": _text(item, "publisher") if thesis else "",
        "place": _text(item, "publisher-place"),
        "series": "" if journal else _text(item, "collection-title"),
        "issn": item.get("ISSN"),
        "isbn": item.get("ISBN"),
        "date": _iso(item.dates.get("issued")),
    }
    pairs += [(f"rft.{name}", value) for name, value in values.items() if value]
    for number, name in enumerate(_people(item.names.get("author", ()))):
        if not number and name.family:
            pairs += [("rft.aulast", name.family), ("rft.aufirst", name.given)]
        whole = name.literal or " ".join(p for p in (name.given, name.family) if p)
        pairs.append(("rft.aucorp" if name.literal else "rft.au", whole))
    return urlencode([(name, value) for name, value in pairs if value])


def _agent(name: Name) -> dict[str, str]:
    if name.literal:
        return {"@type": "Organization", "name": name.literal}
    family = " ".join(p for p in (name.non_dropping_particle, name.family) if p)
    parts = {"familyName": family, "givenName": name.given, "honorificSuffix": name.suffix}
    return {"@type": "Person", **{key: value for key, value in parts.items() if value}}


def _container(item: Item) -> dict[str, Any] | None:
    title = _text(item, "container-title")
    if not title:
        return None
    if item.type in _JOURNAL:
        found = {"@type": "Periodical", "name": title, "issn": item.get("ISSN")}
        found |= {"volumeNumber": item.get("volume"), "issueNumber": item.get("issue")}
    elif item.type in ("webpage", "post-weblog", "post"):
        found = {"@type": "WebSite", "name": title}
    else:
        found = {"@type": "Book", "name": title, "isbn": item.get("ISBN")}
    return {key: value for key, value in found.items() if value}


def json_ld(items: Sequence[Item]) -> str:
    """The items as schema.org works: the content of a script element, safe within HTML."""
    works = [_work(item) for item in items]
    text = json.dumps({"@context": "https://schema.org", "@graph": works}, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _work(item: Item) -> dict[str, Any]:
    publisher = _text(item, "publisher")
    addresses = [identifier_url(v, item.get(v)) for v in ("DOI", "PMCID", "PMID", "URL")]
    addresses = [address for address in dict.fromkeys(addresses) if address]
    whole = item.type == "book"
    work: dict[str, Any] = {
        "@type": _SCHEMA.get(item.type, "CreativeWork"),
        "@id": f"#{anchor(item.id)}",
        "name": _text(item, "title"),
        "author": [_agent(name) for name in _people(item.names.get("author", ()))],
        "editor": [_agent(name) for name in _people(item.names.get("editor", ()))],
        "datePublished": _iso(item.dates.get("issued")),
        "isPartOf": _container(item),
        "pagination": item.get("page"),
        "publisher": {"@type": "Organization", "name": publisher} if publisher else None,
        "isbn": item.get("ISBN") if whole else "",
        "bookEdition": item.get("edition") if whole else "",
        "inLanguage": item.get("language"),
        "url": addresses[0] if addresses else "",
        "sameAs": addresses[1:],
    }
    return {key: value for key, value in work.items() if value}
