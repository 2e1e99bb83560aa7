"""The fields of a BibTeX or BibLaTeX entry as an item. Nothing an entry holds can stop it.

What CSL has no variable for stays, as it is written, in `extra["bibtex"]` by field name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from citare.bibtex.names import parse_names
from citare.findings import Finding, Place, Severity
from citare.mapping import tables
from citare.model.archives import ARCHIVES, holds_preprints
from citare.model.dates import Date, Unread, means_no_date, read_date, read_fields
from citare.model.identifiers import normalise_arxiv, normalise_doi, normalise_pmcid, normalise_pmid
from citare.model.item import Item
from citare.model.languages import as_language
from citare.model.name import Name
from citare.model.variables import TYPES
from citare.text.latex.decode import decode, decode_verbatim

_ARTICLES: Final = frozenset(("article", "suppperiodical", "review"))
_BY_ORGANIZATION: Final = frozenset(("manual", "proceedings", "mvproceedings"))
_BRACED: Final = re.compile(r"\{[^{}]*\}")
_ACCESSED: Final = re.compile(
    r"(?:^|(?<=[\s\[(.,;}]))[\[(]?\s*(?:online\s*[;,:.]?\s*)?"
    r"(?:(?:last|date|zuletzt|letzter)\s+)?"
    r"(?:access(?:ed)?(?:\s+date)?|visited|retrieved|checked|abgerufen|besucht|zugriff|"
    r"consult[ée]e?|consultado)"
    r"\s*(?:on|at|am|le|el)?\s*[:,]?\s*(?P<date>[^\[\]()]*\d[^\[\]()]*?)\s*[\])]?\s*\.?\s*$",
    re.IGNORECASE,
)
_ABOUT: Final = re.compile(r"(?<=[\dXu])~(?=$|[\s/~])|^\s*~(?=\d)")
_ARXIV_JOURNAL: Final = re.compile(
    r"arxiv(?:\s+preprint|\s+e-?prints?)?(?:[\s:]+(?:arxiv:)?\s*(?P<number>[\w.\-]+(?:/\d{7})?))?"
    r"(?:\s*\[[\w.\-]+\])?",
    re.IGNORECASE,
)
_SERIES: Final = re.compile(r"\d+")
# Fields that say how an entry is processed and nothing about the work.
_PROCESSING: Final = frozenset(("crossref", "xref", "xdata", "ids", "entryset", "related"))

_TEXT_FIELDS: Final = {name: variable for variable, names in tables.TEXTS.items() for name in names}
_DATE_FIELDS: Final = {
    prefix: tuple(prefix + part for part in ("date", "year", "month", "day"))
    for prefix in tables.DATES
}
_TEXT_RANK: Final = {name: rank for rank, name in enumerate(_TEXT_FIELDS)}
_OTHERS: Final = re.compile(r"\s+and\s+others\s*$")


def to_item(
    entry_type: str, key: str, fields: Mapping[str, str]
) -> tuple[Item, tuple[Finding, ...]]:
    """An entry as an item, and what was wrong with it.

    `fields` are raw LaTeX by lower-case name, with macros and inheritance resolved. Never raises.
    """
    reader = _Reader(entry_type.lower(), key, fields)
    reader.read()
    item = Item(key, reader.csl_type, reader.text, reader.names, reader.dates, reader.extra())
    return item, tuple(reader.findings)


def csl_type_of(entry_type: str, fields: Mapping[str, str]) -> str:
    """The CSL type that an entry is read as."""
    return _Reader(entry_type.lower(), "", fields).read_type()


class _Reader:
    """An entry's fields on their way into an item's variables, one after the other."""

    def __init__(self, entry_type: str, key: str, fields: Mapping[str, str]) -> None:
        self.entry_type = entry_type
        self.key = key
        self.fields = {name: value for name, value in fields.items() if value.strip()}
        self.left = dict(self.fields)
        self.text: dict[str, str] = {}
        self.names: dict[str, tuple[Name, ...]] = {}
        self.dates: dict[str, Date] = {}
        self.findings: list[Finding] = []
        self.csl_type = ""

    def read(self) -> None:
        self._move_arxiv_number()
        self.csl_type = self.read_type()
        self.take_titles()
        self._people()
        self._dates()
        self._identifiers()
        self._numbers()
        self._genre()
        self._publisher()
        for name in sorted(self.left.keys() & _TEXT_FIELDS.keys(), key=_TEXT_RANK.__getitem__):
            if not self.text.get(_TEXT_FIELDS[name]):
                self.put(_TEXT_FIELDS[name], self.take(name))
        self._notes()
        if language := self.take("langid", "hyphenation", "language"):
            self.text["language"] = as_language(language)
        if status := self.take("pubstate"):
            self.text["status"] = tables.STATUSES.get(status.lower(), status)

    # --- one field ---

    def extra(self) -> dict[str, Any]:
        return {"bibtex": self.left} if self.left else {}

    def take(self, *names: str, title: bool = False) -> str:
        """The decoded text of the first of these fields that is there; the others stay."""
        left = self.left
        for name in names:
            if name not in left:
                continue
            raw = left.pop(name)
            decoded = decode(raw, title=title)
            for problem in decoded.problems:
                self.report("latex", name, problem)
            if decoded.text:
                return decoded.text
        return ""

    def take_list(self, name: str) -> str:
        """BibLaTeX's literal list as one text: its members stay joined by `and`, as styles print
        them; in BibTeX the field is not a list: `Wiley and Sons` is one publisher."""
        raw = self.left.get(name)
        if raw is not None and raw.rstrip().endswith("others"):
            self.left[name] = _OTHERS.sub("", raw)
        return self.take(name)

    def take_verbatim(self, *names: str) -> str:
        for name in names:
            if name in self.left:
                return decode_verbatim(self.left.pop(name))
        return ""

    def put(self, variable: str, text: str) -> None:
        if text:
            self.text.setdefault(variable, text)

    def report(self, code: str, field: str, message: str) -> None:
        place = Place(key=self.key, field=field)
        self.findings.append(Finding(code, Severity.WARNING, message, place))

    def take_names(self, field: str, variable: str, use_prefix: bool) -> None:
        raw = self.left.pop(field, None)
        if raw is None:
            return
        listed = parse_names(raw, use_prefix=use_prefix)
        for problem in listed.problems:
            self.report("name", field, problem)
        if listed.names:
            self.names[variable] = (*self.names.get(variable, ()), *listed.names)

    # --- type ---

    def read_type(self) -> str:
        subtype = self.fields.get("entrysubtype", "").strip().lower()
        found = tables.TYPES.get(self.entry_type)
        if found is None and self.entry_type in TYPES:
            found = self.entry_type
        if found is None:
            self.report("entry-type", "", f"@{self.entry_type} is not a known entry type")
            return "document"
        by_subtype = self._by_subtype(subtype.replace(" ", "")) if subtype else ""
        return by_subtype or self._refined(found)

    def _by_subtype(self, subtype: str) -> str:
        """The type that `entrysubtype` says, or "": it stays unless the type says all of it."""
        if subtype in TYPES:
            del self.left["entrysubtype"]
            return subtype
        found = tables.ENTRY_SUBTYPES.get(subtype, "")
        if found.startswith("article-") and self.entry_type not in _ARTICLES:
            return ""
        if found.startswith("article-"):
            del self.left["entrysubtype"]
        return found

    def _refined(self, found: str) -> str:
        """The types that only an entry's fields decide."""
        has = self.fields.keys()
        container = has & {"journal", "journaltitle", "booktitle", "maintitle", "fjournal"}
        if self.entry_type == "article" and (
            self._arxiv_in_journal() or (not container and self._is_preprint())
        ):
            return "article"
        if self.entry_type in ("misc", "unpublished", "online"):
            if self._is_preprint():
                return "article"
            if self.entry_type == "unpublished" and has & {"eventtitle", "eventdate", "venue"}:
                return "speech"
            if self.entry_type == "misc" and self._is_web_page():
                return "webpage"
        if self.entry_type == "inbook" and not has & {"booktitle", "maintitle"}:
            # BibTeX's @inbook has the book's title: it cites a part of a book without naming it
            return "chapter" if self._chapter_has_title() else "book"
        return found

    def _arxiv_in_journal(self) -> str:
        """The arXiv number in a journal's place: Google Scholar writes `arXiv preprint
        arXiv:2001.01234` there, dblp `CoRR` with the number in `volume`."""
        journal = self.fields.get("journal") or self.fields.get("journaltitle") or ""
        if match := _ARXIV_JOURNAL.fullmatch(journal.strip("{} ")):
            return normalise_arxiv(match["number"] or "") or (
                normalise_arxiv(self.fields.get("volume", "")) if not match["number"] else ""
            )
        volume = self.fields.get("volume", "").strip("{} ")
        if journal.strip("{} ").lower() == "corr" and volume.startswith("abs/"):
            return normalise_arxiv(volume.removeprefix("abs/"))
        return ""

    def _move_arxiv_number(self) -> None:
        """An arXiv number in a journal's place becomes the entry's eprint."""
        number = self._arxiv_in_journal() if self.entry_type == "article" else ""
        if not number:
            return
        self.left.pop("journal", None)
        self.left.pop("journaltitle", None)
        if normalise_arxiv(self.fields.get("volume", "").strip("{} ").removeprefix("abs/")):
            self.left.pop("volume", None)
        self.left.setdefault("eprint", number)
        if not self.left.keys() & {"eprinttype", "archiveprefix"}:
            self.left["eprinttype"] = "arxiv"

    def _is_preprint(self) -> bool:
        kind = self.fields.get("eprinttype", self.fields.get("archiveprefix", "")).strip().lower()
        eprint = self.fields.get("eprint", "") or self.fields.get("arxivid", "")
        if holds_preprints(kind) and eprint:
            return True
        return not kind and bool(eprint) and bool(normalise_arxiv(decode_verbatim(eprint)))

    def _is_web_page(self) -> bool:
        has = self.fields.keys()
        if has & {"publisher", "booktitle", "journal", "doi", "eprint", "school", "institution"}:
            return False
        how = self.fields.get("howpublished", "")
        return "url" in has or "\\url" in how or "http" in how or "www." in how

    # --- titles ---

    def _title(self, name: str, *, protect: bool = True) -> tuple[str, str]:
        """A title with its subtitle and addition, and the title alone where it has a subtitle."""
        parts = tables.TITLES[name]
        if self.left.keys().isdisjoint(parts):
            return "", ""
        main = self.take(parts[0], title=protect)
        sub, addition = self.take(parts[1], title=protect), self.take(parts[2], title=protect)
        full = main
        if sub:
            full = _with_subtitle(main, sub)
        if addition:
            full = f"{full}{'' if full.endswith(('.', '?', '!')) else '.'} {addition}".strip(". ")
        return full, main if sub else ""

    def take_titles(self) -> None:
        """Take all title fields: the work's, its container's, its series' and others."""
        short = self.take("shorttitle", title=True)
        title, main = self._title("title")
        book = self._title("booktitle")[0]
        multi = self._title("maintitle")[0]
        journal = self._journal()
        issue = self._title("issuetitle")[0]
        if self.entry_type in tables.WHOLE_BOOKS and multi and title:
            self.put("volume-title", title)
            title, main = multi, ""
        elif multi and book:
            self.put("volume-title", book)
            book = multi
        elif multi:
            book = multi
        if not title and self.entry_type == "periodical":
            title, journal = journal, ""
        if self.entry_type == "inbook" and not book and title:
            title, book = self._chapter_of(title)
        self.put("volume-title", issue)
        self.put("title", title)
        self.put("title-short", short or main)
        self.put("container-title", journal or book)
        if journal and book:
            self.put("collection-title", book)
        self.put("event-title", self._title("eventtitle", protect=False)[0])
        self.put("original-title", self.take("origtitle", title=True))
        self.put("reviewed-title", self.take("reviewedtitle", title=True))

    def _chapter_of(self, title: str) -> tuple[str, str]:
        """BibTeX's @inbook has the book's title; its `chapter` may be the chapter's title."""
        if self._chapter_has_title():
            return self.take("chapter", title=True), title
        return title, ""

    def _chapter_has_title(self) -> bool:
        chapter = self.fields.get("chapter", "")
        return bool(re.match(r"\W*[^\W\d_]", chapter) and re.search(r"[^\W\d_]{4,}", chapter))

    def _journal(self) -> str:
        """The journal's full name; MathSciNet has it in `fjournal`."""
        if "fjournal" in self.left:
            full = self.take("fjournal")
            self.put("container-title-short", self.take("journal", "journaltitle"))
            return full
        if "journaltitle" not in self.left and "journal" in self.left:
            self.left["journaltitle"] = self.left.pop("journal")
        return self._title("journaltitle", protect=False)[0]

    # --- people and dates ---

    def _people(self) -> None:
        options = self.fields.get("options", "").replace(" ", "").lower()
        use_prefix = "useprefix=false" not in options
        for field, variable in tables.NAMES.items():
            if field in self.left:
                self.take_names(field, variable, use_prefix)
        for field, type_field in tables.EDITORS.items():
            if field not in self.left:
                continue
            role = self.fields.get(type_field, "").strip().lower()
            default = "editor" if field == "editor" else "contributor"
            variable = tables.EDITOR_TYPES.get(role, default) if role else "editor"
            self.take_names(field, variable, use_prefix)
            self.left.pop(type_field, None)

    def _dates(self) -> None:
        for prefix, variable in tables.DATES.items():
            if self.left.keys().isdisjoint(_DATE_FIELDS[prefix]):
                continue
            own = list(_DATE_FIELDS[prefix])
            date, unread = _read_dates(self.left, prefix)
            if unread:
                self.report("date", own[0] if own[0] in self.left else own[1], unread.message)
                if unread.part in ("month", "day"):
                    own.remove(prefix + unread.part)  # stays in extra
            for name in own:
                self.left.pop(name, None)
            if date is not None:
                self.dates[variable] = date
        if "accessed" not in self.dates:
            self._accessed()

    def _accessed(self) -> None:
        for name in ("lastchecked", "lastaccessed", "accessed", "visited", "timeaccessed"):
            if name in self.left:
                date, _ = _read_dates({"date": self.left[name]})
                if date and date.parts:
                    del self.left[name]
                    self.dates["accessed"] = date
                return
        for name in ("note", "howpublished", "addendum"):
            if name in self.left and self._accessed_in(name):
                return

    def _accessed_in(self, name: str) -> bool:
        """The day of access in a note: `Accessed: 2020-05-06`, `[Online; accessed 19-07-2018]`."""
        raw = self.left[name].strip()
        raw = raw[1:-1] if _BRACED.fullmatch(raw) else raw
        match = _ACCESSED.search(raw)
        date = read_date(_plain_date(match["date"])) if match else None
        if match is None or date is None or not date.parts or len(date.parts[0]) < 2:
            return False
        self.dates["accessed"] = date
        rest = raw[: match.start()].strip(" \t\n.,;:([")
        if rest:
            self.left[name] = rest
        else:
            del self.left[name]
        return True

    # --- identifiers ---

    def _identifiers(self) -> None:
        for variable, names in tables.VERBATIM.items():
            self.put(variable, self.take_verbatim(*names))
        for variable, normalise in (
            ("DOI", normalise_doi),
            ("PMID", normalise_pmid),
            ("PMCID", normalise_pmcid),
        ):
            value = self.text.get(variable, "")
            if value and (normal := normalise(value)):
                self.text[variable] = value if value.lower() == normal else normal
        self._eprint()

    def _eprint(self) -> None:
        eprint = self.take_verbatim("eprint", "arxivid", "arxiv")
        if not eprint:
            return
        kind = self.take("eprinttype", "archiveprefix")
        if not kind and normalise_arxiv(eprint):
            kind = "arXiv"
        section = self.take("eprintclass", "primaryclass")
        if kind.lower() == "pubmed":
            self.put("PMID", eprint)
            return
        if kind.lower() == "arxiv":
            eprint = normalise_arxiv(eprint) or eprint
        if not kind and "://" in eprint:  # Google Scholar puts a PDF's address there
            self.left["eprint"] = self.fields["eprint"]
            return
        self.put("archive", ARCHIVES.get(kind.lower(), kind))
        self.put("archive_location", eprint)
        self.put("archive_collection", section)
        where = tables.EPRINT_URLS.get(kind.lower())
        if where and "DOI" not in self.text:
            self.put("URL", where + eprint)

    # --- numbers ---

    def _numbers(self) -> None:
        if pages := self.take("pages", "page"):
            self.put("page", as_pages(pages))
        series = self.take("series")
        number, issue = self.take("number"), self.take("issue")
        article = self.take("eid", "articleno", "article-number", "articlenumber", "art_number")
        if self._is_in_periodical():
            if series:
                self.put("collection-title", _journal_series(series))
            if issue and number and issue != number:
                self.put("issue", f"{number}, {issue}")
            else:
                self.put("issue", number or issue)
            self.put("number", article)
        else:
            self.put("collection-title", series)
            in_series = series and self.csl_type in tables.IN_SERIES
            self.put("collection-number" if in_series else "number", number)
            self.put("number", article)
            self.put("issue", issue)
        if edition := self.take("edition"):
            self.put("edition", as_edition(edition))

    def _is_in_periodical(self) -> bool:
        if self.csl_type in tables.PERIODICAL_TYPES:
            return True
        return bool(self.fields.keys() & {"journal", "journaltitle", "fjournal"})

    def _genre(self) -> None:
        genre = self.take("type")
        country = self.text.get("jurisdiction", "")
        known = tables.GENRES.get(genre.lower().replace(" ", ""))
        if genre and known:
            genre = known
        elif genre and genre == tables.PLAIN_GENRES.get(self.entry_type):
            genre = ""
        elif not genre:
            genre = tables.THESES.get(self.entry_type, "")
            if self.entry_type == "techreport":
                genre = "Technical report"
        if self.csl_type == "patent" and not country and "location" in self.left:
            places = re.split(r"\s+and\s+", self.take_list("location"))
            named = [tables.COUNTRIES.get(place.lower(), place) for place in places]
            self.put("jurisdiction", " and ".join(named))
        self.put("genre", genre)

    # --- publishers and places ---

    def _publisher(self) -> None:
        owners = [
            text
            for name in ("school", "institution", "organization")
            if (text := self.take_list(name))
        ]
        publisher = self.take_list("publisher")
        if owners and self.entry_type in _BY_ORGANIZATION and not self._has_people():
            # as BibTeX's own styles have it (btxbst, @manual and @proceedings)
            self.names["author"] = (Name(literal=owners.pop()),)
        if owners and publisher and self.csl_type in ("paper-conference", "book", "chapter"):
            # the society that holds a conference does not publish its proceedings
            self.names.setdefault("organizer", tuple(Name(literal=owner) for owner in owners))
            owners = []
        self.put("publisher", "; ".join([*owners, *([publisher] if publisher else [])]))
        if "location" in self.left and "address" in self.left:
            self.put("event-place", self.take("location"))  # as ACM's library has it
        self.put("publisher-place", self.take_list("location") or self.take_list("address"))

    def _has_people(self) -> bool:
        return bool(self.names.keys() & {"author", "editor"})

    def _notes(self) -> None:
        how = self.left.pop("howpublished", "")
        if how:
            url, rest = split_howpublished(how)
            self.put("URL", url)
            text = decode(rest).text
            self.put("medium" if "publisher" in self.text else "publisher", text)
        raw = self.left.get("note", "")
        match = re.fullmatch(r"\s*\{?\\url\s*\{([^{}]*)\}\}?\.?\s*", raw)
        if match and "URL" not in self.text:
            self.text["URL"] = decode_verbatim(match[1])
            del self.left["note"]
        notes = [text for text in (self.take("note"), self.take("addendum")) if text]
        self.put("note", _sentences(notes))


# --- single values: what BibTeX writes as CSL has it ---

_DASHES: Final = re.compile(r"\s*[–—−‒‐‑-]+\s*")
_LONG_DASHES: Final = re.compile(r"\s*[–—−‒]+\s*")
_ORDINAL: Final = re.compile(
    r"(?:the\s+)?(\d+)(?:st|nd|rd|th|\.|e|ª|º|<sup>\w+</sup>)?(?:\s*(?:ed\.?|edn\.?|edition|aufl\w*\.?))?",
    re.IGNORECASE,
)


def _with_subtitle(title: str, subtitle: str) -> str:
    if not title:
        return subtitle
    bare = re.sub(r"<[^<>]*>", "", title)
    return f"{title}{' ' if bare.endswith(('?', '!', ':', '.')) else ': '}{subtitle}"


def as_pages(pages: str) -> str:
    """Pages as CSL-JSON has them: `12-15, 20`; ranges of hyphenated numbers keep the en dash."""
    pages = re.sub(r"^\s*(?:pp?|pages?|S|Seiten?)\s*[.:]\s*(?=\w)", "", pages, flags=re.IGNORECASE)
    ranges = []
    for part in re.split(r"\s*[,;]\s*", pages.strip()):
        ends = _LONG_DASHES.split(part)
        if len(ends) == 2 and any("-" in end.strip("-") for end in ends):
            ranges.append("–".join(end.strip() for end in ends))
        else:
            ranges.append(_DASHES.sub("-", part).strip("- "))
    return ", ".join(part for part in ranges if part)


def as_edition(edition: str) -> str:
    """An edition as a number where it is one: `Second`, `2nd`, `2nd ed.` are `2`."""
    if match := _ORDINAL.fullmatch(edition.strip()):
        return match[1]
    word = re.sub(r"\s+(?:ed\.?|edition)$", "", edition.strip(), flags=re.IGNORECASE).capitalize()
    if word in tables.ORDINALS:
        return str(tables.ORDINALS.index(word) + 1)
    return edition


def split_howpublished(raw: str) -> tuple[str, str]:
    """The address in a `howpublished`, and the raw rest that says something else."""
    match = re.search(
        r"\\url\s*\{([^{}]*)\}|\\href\s*\{([^{}]*)\}\s*\{[^{}]*\}|(https?://[^\s{}]+)", raw
    )
    if not match:
        return "", raw
    rest = (raw[: match.start()] + raw[match.end() :]).strip(" .,;:{}")
    if re.fullmatch(
        r"(?:available\s*(?:at|from|online)?|online|website|web\s?page|url|see)?", rest, re.I
    ):
        rest = ""
    return decode_verbatim(match[1] or match[2] or match[3]).rstrip(".,"), rest


def _read_dates(fields: Mapping[str, str], prefix: str = "") -> tuple[Date | None, Unread | None]:
    """The date of an entry, and what could not be read of it.

    BibLaTeX's `date` comes before `year`, `month` and `day`.
    """
    unread = None
    if value := _plain_date(fields.get(f"{prefix}date", "")):
        date = read_date(value) or Date(literal=value)
        if means_no_date(value):
            return date, None
        if not date.literal or f"{prefix}year" not in fields:
            return date, Unread("date", value) if date.literal else None
        unread = Unread("date", value)
    parts = [_plain_date(fields.get(prefix + part, "")) for part in ("year", "month", "day")]
    year, month, day = parts
    dated, problem = read_fields(year, month, day)
    return dated or (Date(literal=year) if year else None), unread or problem


def _plain_date(value: str) -> str:
    """Without LaTeX and markup, except that `~` after a number is EDTF's mark for "about"."""
    if not value:
        return ""
    text = decode(_ABOUT.sub(r"\\textasciitilde{}", value)).text
    return re.sub(r"</?\w+[^<>]*>", "", text).replace("\u00a0", " ").strip()


def _sentences(texts: Iterable[str]) -> str:
    joined = ""
    for text in texts:
        joined += (" " if joined.endswith((".", "?", "!")) else ". ") + text if joined else text
    return joined


def _journal_series(series: str) -> str:
    """The series of a journal: a number, or BibLaTeX's `newseries` (manual, 2.3.7)."""
    named = {"newseries": "new series", "oldseries": "old series"}
    if _SERIES.fullmatch(series):
        number = int(series)
        ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10 * (number % 100 not in (11, 12, 13)))
        return f"{number}{ending or 'th'} series"
    return named.get(series.lower(), series)
