"""What a crossref passes on in BibLaTeX (manual, appendix B, "Default Inheritance Setup")."""

from __future__ import annotations

from collections.abc import Mapping


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NEVER = _words("""
    crossref xref xdata entryset entrysubtype execute ids label options presort related
    relatedoptions relatedstring relatedtype shorthand shorthandintro sortkey
""")

TYPE_ALIASES: Mapping[str, str] = {
    "conference": "inproceedings",
    "electronic": "online",
    "www": "online",
    "mastersthesis": "thesis",
    "phdthesis": "thesis",
    "techreport": "report",
}

IN_TYPES = _words("""
    inbook incollection inproceedings inreference bookinbook suppbook suppcollection
""")

BIBLATEX_TYPES = _words("""
    mvbook bookinbook suppbook collection mvcollection suppcollection dataset online
    periodical suppperiodical mvproceedings reference mvreference inreference report
    software thesis xdata
""")

BIBLATEX_FIELDS = _words("""
    date journaltitle location xdata maintitle booksubtitle mainsubtitle eventdate urldate
    eprinttype origdate bookauthor editortype journalsubtitle
""")

_MAIN = {"title": "maintitle", "subtitle": "mainsubtitle", "titleaddon": "maintitleaddon"}
_BOOK = {"title": "booktitle", "subtitle": "booksubtitle", "titleaddon": "booktitleaddon"}
_JOURNAL = {
    "title": "journaltitle",
    "subtitle": "journalsubtitle",
    "titleaddon": "journaltitleaddon",
}
_SHORT = frozenset(("shorttitle", "sorttitle", "indextitle", "indexsorttitle"))

_IN_BOOK = ("inbook", "bookinbook", "suppbook")
_IN_COLLECTION = ("incollection", "inreference", "suppcollection")

_RENAMED: dict[tuple[str, str], Mapping[str, str]] = {
    **{("mvbook", child): _MAIN for child in ("book", *_IN_BOOK)},
    **{
        (parent, child): _MAIN
        for parent in ("mvcollection", "mvreference")
        for child in ("collection", "reference", *_IN_COLLECTION)
    },
    **{("mvproceedings", child): _MAIN for child in ("proceedings", "inproceedings")},
    **{("book", child): _BOOK for child in _IN_BOOK},
    **{
        (parent, child): _BOOK for parent in ("collection", "reference") for child in _IN_COLLECTION
    },
    # What people write beside the manual's table: the same books under BibTeX's types.
    ("proceedings", "inproceedings"): _BOOK,
    ("book", "incollection"): _BOOK,
    ("book", "inproceedings"): _BOOK,
    ("collection", "inproceedings"): _BOOK,
    ("proceedings", "incollection"): _BOOK,
    ("collection", "inbook"): _BOOK,
    ("periodical", "article"): _JOURNAL,
    ("periodical", "suppperiodical"): _JOURNAL,
}


def targets(parent: str, child: str, field: str) -> tuple[str, ...]:
    """The child's fields that take a parent's field; () if it is not passed on."""
    if field == "author" and parent in ("mvbook", "book") and child in _IN_BOOK:
        return ("author", "bookauthor")
    renamed = _RENAMED.get((parent, child))
    if renamed is None:
        return (field,)
    if field in _SHORT:
        return ()
    return (renamed.get(field, field),)
