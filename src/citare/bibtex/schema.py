"""Entry types and their fields: what a type needs, what it may have, what is known at all.

Sources: btxdoc, 3.1 and 3.2, for BibTeX; BibLaTeX's manual 3.20, 2.1 and 2.2, for BibLaTeX; and
the fields that databases and reference managers write. A requirement is a tuple of fields of
which one must be there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

Requirement = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TypeRules:
    """What an entry type needs and may have, by lower-case field names."""

    required: tuple[Requirement, ...]
    optional: frozenset[str]


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _rules(required: str, optional: str) -> TypeRules:
    """`author/editor title` means: author or editor, and title."""
    needs = tuple(tuple(group.split("/")) for group in required.split())
    return TypeRules(needs, frozenset(optional.split()))


BIBTEX: Final[Mapping[str, TypeRules]] = {
    "article": _rules("author title journal year", "volume number pages month note"),
    "book": _rules(
        "author/editor title publisher year",
        "volume number series address edition month note",
    ),
    "booklet": _rules("title", "author howpublished address month year note"),
    "inbook": _rules(
        "author/editor title chapter/pages publisher year",
        "volume number series type address edition month note",
    ),
    "incollection": _rules(
        "author title booktitle publisher year",
        "editor volume number series type chapter pages address edition month note",
    ),
    "inproceedings": _rules(
        "author title booktitle year",
        "editor volume number series pages address month organization publisher note",
    ),
    "conference": _rules(
        "author title booktitle year",
        "editor volume number series pages address month organization publisher note",
    ),
    "manual": _rules("title", "author organization address edition month year note"),
    "mastersthesis": _rules("author title school year", "type address month note"),
    "misc": _rules("", "author title howpublished month year note"),
    "phdthesis": _rules("author title school year", "type address month note"),
    "proceedings": _rules(
        "title year",
        "editor volume number series address month organization publisher note",
    ),
    "techreport": _rules("author title institution year", "type number address month note"),
    # BibTeX asks for a note that says what it is; a preprint says so by its server or address
    "unpublished": _rules(
        "author title note/howpublished/institution/organization/eprint/doi/url", "month year"
    ),
}
"""btxdoc's table of entry types."""

_COMMON: Final = (
    "subtitle titleaddon language note addendum pubstate url urldate doi eprint eprintclass "
    "eprinttype date year month"
)
_ROLES: Final = (
    "editor editora editorb editorc editortype editoratype editorbtype editorctype translator "
    "annotator commentator introduction foreword afterword holder"
)
_BOOK: Final = (
    "origlanguage volume part edition volumes series number note publisher location address isbn "
    "eid chapter pages pagetotal"
)
_MAIN: Final = "maintitle mainsubtitle maintitleaddon"
_IN_BOOK: Final = "booktitle booksubtitle booktitleaddon bookauthor"
_EVENT: Final = "eventtitle eventtitleaddon eventdate venue organization"
_DATE: Final = "date/year"

BIBLATEX: Final[Mapping[str, TypeRules]] = {
    "article": _rules(
        f"author title journaltitle/journal {_DATE}",
        f"{_COMMON} {_ROLES} journalsubtitle journaltitleaddon issuetitle issuesubtitle "
        "issuetitleaddon origlanguage series volume number eid issue pages version issn",
    ),
    "book": _rules(f"author/editor title {_DATE}", f"{_COMMON} {_ROLES} {_MAIN} {_BOOK}"),
    "mvbook": _rules(f"author/editor title {_DATE}", f"{_COMMON} {_ROLES} {_BOOK}"),
    "inbook": _rules(
        f"author title booktitle {_DATE}",
        f"{_COMMON} {_ROLES} {_MAIN} {_IN_BOOK} {_BOOK}",
    ),
    "booklet": _rules(
        f"author/editor title {_DATE}",
        f"{_COMMON} howpublished type location address chapter pages pagetotal eid",
    ),
    "collection": _rules(f"editor title {_DATE}", f"{_COMMON} {_ROLES} {_MAIN} {_BOOK}"),
    "mvcollection": _rules(f"editor title {_DATE}", f"{_COMMON} {_ROLES} {_BOOK}"),
    "incollection": _rules(
        f"author title booktitle {_DATE}",
        f"{_COMMON} {_ROLES} {_MAIN} {_IN_BOOK} {_BOOK}",
    ),
    "dataset": _rules(
        f"author/editor title {_DATE}",
        f"{_COMMON} edition type series number version organization publisher location address",
    ),
    "manual": _rules(
        f"author/editor title {_DATE}",
        f"{_COMMON} {_BOOK} type version organization",
    ),
    "misc": _rules(
        f"author/editor title {_DATE}",
        f"{_COMMON} howpublished type version organization location address",
    ),
    "online": _rules(
        f"author/editor title {_DATE} doi/eprint/url",
        f"{_COMMON} version organization",
    ),
    "patent": _rules(
        f"author title number {_DATE}",
        f"{_COMMON} holder type version location address",
    ),
    "periodical": _rules(
        f"editor title {_DATE}",
        f"{_COMMON} {_ROLES} issuetitle issuesubtitle issuetitleaddon series volume number issue "
        "issn",
    ),
    "proceedings": _rules(
        f"title {_DATE}",
        f"{_COMMON} {_ROLES} {_MAIN} {_BOOK} {_EVENT}",
    ),
    "mvproceedings": _rules(f"title {_DATE}", f"{_COMMON} {_ROLES} {_BOOK} {_EVENT}"),
    "inproceedings": _rules(
        f"author title booktitle {_DATE}",
        f"{_COMMON} {_ROLES} {_MAIN} {_IN_BOOK} {_BOOK} {_EVENT}",
    ),
    "report": _rules(
        f"author title type institution {_DATE}",
        f"{_COMMON} number version location address isrn eid chapter pages pagetotal",
    ),
    "software": _rules(
        f"author/editor title {_DATE}",
        f"{_COMMON} howpublished type version organization publisher location address",
    ),
    "thesis": _rules(
        f"author title type institution/school {_DATE}",
        f"{_COMMON} location address isbn eid chapter pages pagetotal",
    ),
    "unpublished": _rules(
        f"author title {_DATE}",
        f"{_COMMON} type howpublished isbn location address {_EVENT}",
    ),
    "set": _rules("", "entryset"),
    "xdata": _rules("", ""),
}
"""BibLaTeX's entry types; aliases are in ALIASES."""

_OTHER_NAMES: Final[Mapping[str, str]] = {
    "conference": "inproceedings",
    "electronic": "online",
    "www": "online",
    "mastersthesis": "thesis",
    "phdthesis": "thesis",
    "techreport": "report",
}
"""Other names of BibLaTeX's types (manual, 2.1.2)."""

ALIASES: Final[Mapping[str, str]] = {
    **_OTHER_NAMES,
    "bookinbook": "inbook",
    "suppbook": "inbook",
    "suppcollection": "incollection",
    "suppperiodical": "article",
    "reference": "collection",
    "mvreference": "mvcollection",
    "inreference": "incollection",
}
"""BibLaTeX's types that follow another type's rules (manual, 2.1.1 and 2.1.2)."""

UNSUPPORTED: Final[frozenset[str]] = _names(
    """
    artwork audio bibnote commentary image jurisdiction legislation legal letter movie music
    performance review standard video
    """
)
"""BibLaTeX's types without rules of their own: styles treat them as @misc (manual, 2.1.3)."""

ENTRY_TYPES: Final[frozenset[str]] = frozenset({*BIBTEX, *BIBLATEX, *ALIASES, *UNSUPPORTED})
"""All entry types of BibTeX and BibLaTeX."""

NAME_FIELDS: Final[frozenset[str]] = _names(
    """
    author editor editora editorb editorc translator annotator commentator introduction foreword
    afterword bookauthor holder shortauthor shorteditor sortname namea nameb namec origauthor
    director producer composer performer recipient interviewer
    """
)
"""Fields that hold a list of names."""

_BIBLATEX_FIELDS: Final = (
    "abstract addendum afterword annotation annotator author authortype bookauthor bookpagination "
    "booksubtitle booktitle booktitleaddon chapter commentator date doi edition editor editora "
    "editorb editorc editortype editoratype editorbtype editorctype eid entrysubtype eprint "
    "eprintclass eprinttype eventdate eventtitle eventtitleaddon file foreword holder howpublished "
    "indextitle institution introduction isan isbn ismn isrn issn issue issuesubtitle issuetitle "
    "issuetitleaddon iswc journalsubtitle journaltitle journaltitleaddon label language library "
    "location mainsubtitle maintitle maintitleaddon month nameaddon note number organization "
    "origdate origlanguage origlocation origpublisher origtitle pages pagetotal pagination part "
    "publisher pubstate reprinttitle series shortauthor shorteditor shorthand shorthandintro "
    "shortjournal shortseries shorttitle subtitle title titleaddon translator type url urldate "
    "venue version volume volumes year crossref entryset execute gender langid langidopts ids "
    "indexsorttitle keywords options presort related relatedoptions relatedtype relatedstring "
    "sortkey sortname sortshorthand sorttitle sortyear xdata xref namea nameb namec nameatype "
    "namebtype namectype lista listb listc listd liste listf usera userb userc userd usere userf "
    "verba verbb verbc address annote archiveprefix journal key pdf primaryclass school hyphenation"
)
_BIBTEX_FIELDS: Final = (
    "address annote author booktitle chapter crossref edition editor howpublished institution "
    "journal key month note number organization pages publisher school series title type volume "
    "year"
)
_WIDESPREAD_FIELDS: Final = (
    "affiliation abstract archive archive_location article-number articleno asin bdsk-file-1 "
    "bdsk-url-1 bdsk-url-2 bibsource biburl acmid adsnote adsurl added-at arxivid bibdate "
    "callnumber citedby coden collaboration comment copyright coreid creationdate date-added "
    "date-modified day doi-asserted-by eissn epub fjournal groups interhash intrahash isbn-10 "
    "isbn-13 issue_date issn-l jstor keyword keywords-plus lastaccessed lastchecked lccn license "
    "link localfile mendeley-groups mendeley-tags modificationdate mrclass mrnumber mrreviewer "
    "numpages owner pmc pmcid pmid printed priority ranking readstatus reportnumber research-areas "
    "review slaccitation source tags timestamp times-cited unique-id urlyear web-of-science "
    "zblnumber swhid hal_id hal_version mendeley-id biorxivid opturl city country price size "
    "translatedtitle eventplace directors performers execproducer"
)

BIBTEX_FIELDS: Final[frozenset[str]] = frozenset(_BIBTEX_FIELDS.split())
BIBLATEX_FIELDS: Final[frozenset[str]] = frozenset(_BIBLATEX_FIELDS.split())
FIELDS: Final[frozenset[str]] = (
    BIBTEX_FIELDS | BIBLATEX_FIELDS | frozenset(_WIDESPREAD_FIELDS.split())
)
"""All field names known: the manuals' and those that databases and reference managers write."""


def canonical_type(entry_type: str) -> str:
    """BibLaTeX's own name of a type that has several: `thesis` for `phdthesis`."""
    return _OTHER_NAMES.get(entry_type, entry_type)


def rules_for(entry_type: str, dialect: str) -> TypeRules | None:
    """The rules of an entry type (any case) in "bibtex" or "biblatex"; None if it has none.

    A type that only the other dialect knows has that one's rules.
    """
    name = entry_type.lower()
    if dialect == "bibtex" and name in BIBTEX:
        return BIBTEX[name]
    resolved = ALIASES.get(name, name)
    if resolved in BIBLATEX:
        rules = BIBLATEX[resolved]
        if name != resolved and name in ("phdthesis", "mastersthesis", "techreport"):
            # the alias says the type itself
            needs = tuple(need for need in rules.required if need != ("type",))
            return TypeRules(needs, rules.optional | {"type"})
        return rules
    return BIBTEX.get(name)


def missing_fields(
    entry_type: str, present: frozenset[str], dialect: str
) -> tuple[Requirement, ...]:
    """The requirements of a type that none of the fields in use (lower case) meets.

    A field's name in the other dialect counts too.
    """
    rules = rules_for(entry_type, dialect)
    if rules is None:
        return ()
    known = present | {_OTHER_NAME[name] for name in present if name in _OTHER_NAME}
    return tuple(need for need in rules.required if not known.intersection(need))


_OTHER_NAME: Final[Mapping[str, str]] = {
    "journaltitle": "journal",
    "journal": "journaltitle",
    "date": "year",
    "institution": "school",
    "school": "institution",
    "location": "address",
    "address": "location",
    "eid": "pages",
}


UNCITABLE: Final[frozenset[str]] = _names("xdata set control bibnote ieeetranbstctl")
"""Entry types that hold data or settings for others and cannot be cited alone."""

LINK_FIELDS: Final = ("crossref", "xref", "xdata", "related", "entryset")
"""Fields that name other entries by key (BibLaTeX manual, section 2.2.3)."""

PRINTED_FIELDS: Final = (
    "title", "subtitle", "titleaddon", "booktitle", "booksubtitle", "booktitleaddon", "maintitle",
    "mainsubtitle", "shorttitle", "journal", "journaltitle", "journalsubtitle", "issuetitle",
    "eventtitle", "series", "publisher", "organization", "institution", "school", "address",
    "location", "edition", "author", "editor", "translator", "type", "venue",
)  # fmt: skip
ADDRESS_FIELDS: Final = ("url", "doi", "ee", "biburl", "bdsk-url-1", "bdsk-url-2", "pdf", "link")
# Not introduction, foreword, afterword and short names: they hold a text as often as names.
PERSON_FIELDS: Final = (
    "author", "editor", "translator", "bookauthor", "editora", "editorb", "editorc", "annotator",
    "commentator", "holder",
)  # fmt: skip
