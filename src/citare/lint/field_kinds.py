"""Which fields are printed as text, which hold lists of names, which addresses or codes."""

from __future__ import annotations

PRINTED = (
    "title", "subtitle", "titleaddon", "booktitle", "booksubtitle", "booktitleaddon", "maintitle",
    "mainsubtitle", "shorttitle", "journal", "journaltitle", "journalsubtitle", "issuetitle",
    "eventtitle", "series", "publisher", "organization", "institution", "school", "address",
    "location", "edition", "author", "editor", "translator", "type", "venue",
)  # fmt: skip
ADDRESSES = ("url", "doi", "ee", "biburl", "bdsk-url-1", "bdsk-url-2", "pdf", "link")
# Not introduction, foreword, afterword and short names: they hold a text as often as names.
NAMES = (
    "author", "editor", "translator", "bookauthor", "editora", "editorb", "editorc", "annotator",
    "commentator", "holder",
)  # fmt: skip
