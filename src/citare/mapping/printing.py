"""An item as styles expect it in print.

CSL's variables tell apart what many styles do not: an article number is `number`, but three
styles of five know only `page`; a preprint's server is `archive`, but styles print `publisher`.
BibTeX's titles are in title case, but most styles want sentence case. The item stays true to its
entry or record; only what is printed changes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Protocol

from citare.mapping.tables import ARTICLE_TYPES
from citare.model.archives import ARCHIVES
from citare.model.dates import Date, means_no_date, status_of
from citare.model.item import AS_WRITTEN, Item
from citare.model.name import Name
from citare.text.casing import is_english
from citare.text.sentence import AfterColon, sentence_case

# --- what a guide wants and CSL cannot say ----------------------------------------------------


@dataclass(frozen=True, slots=True)
class Guide:
    """What the guide behind a style wants and a CSL style cannot say.

    `after_colon`: the first word after a colon, where titles are in sentence case: APA 6.17 wants
    a capital; AMA 3.9 and NLM (Citing Medicine, 1A) a small letter; others keep what the entry
    has. `books`: whether books, too, are in sentence case (IEEE capitalises them).
    `publisher_once`: a publisher that is the author is not printed (APA 9.29). `no_series`: the
    series of a chapter or paper and its number are not printed (APA 10.3, 10.5).
    """

    after_colon: AfterColon = "as-written"
    books: bool = True
    publisher_once: bool = False
    no_series: bool = False


_APA: Final = ("apa-", "journal-of-applied-psychology", "american-psychological-association")
_SMALL_SUBTITLES: Final = (
    *("american-medical-association", "ama-", "jmir", "nlm-", "national-library-of-medicine"),
    *("jama", "the-lancet", "bmj", "new-england-journal"),
)
_BOOKS: Final = frozenset(
    ("book", "classic", "periodical", "collection", "software", "map", "motion_picture")
)
_IN_BOOKS: Final = frozenset(("chapter", "entry", "entry-encyclopedia", "entry-dictionary"))
# Acts, treaties and cases are names.
_LEGAL: Final = frozenset(("bill", "hearing", "legal_case", "legislation", "regulation", "treaty"))
# The name of a meeting is a name, and so is its proceedings' title.
_PROCEEDINGS: Final = re.compile(
    r"\b(?:Proceedings of|Lecture Notes|"
    r"(?:Conference|Symposium|Workshop|Congress|Meeting) (?:on|of))\b"
)
_TITLES: Final = (
    *("title", "title-short", "volume-title", "original-title", "reviewed-title", "part-title"),
)


def guide_of(style: str) -> Guide:
    """What the guide behind a style wants, by the style's name (its file without `.csl`)."""
    name = style.rpartition("/")[2].removesuffix(".csl")
    if name.startswith("ieee"):
        return Guide(books=False)
    if name == "apa" or name.startswith(_APA):
        return Guide("capital", publisher_once=True, no_series=True)
    if name.startswith(_SMALL_SUBTITLES) or "vancouver" in name or "-nlm" in name:
        return Guide("small")
    return Guide()


# --- sentence case ----------------------------------------------------------------------------


def in_sentence_case(item: Item, guide: Guide, locale: str = "") -> Item:
    """The item with its English titles in sentence case; `extra[AS_WRITTEN]` has them as written.

    `locale` is the language of the style, which an item without a language of its own has.
    Protected words, names, legal works and what is not in title case stay. Done twice it changes
    nothing more.
    """
    if (
        AS_WRITTEN in item.extra
        or item.type in _LEGAL
        or not is_english(item.get("language"), locale)
    ):
        return item
    variables = [*_TITLES, "container-title"] if item.type in _IN_BOOKS else [*_TITLES]
    if not guide.books:
        variables = [] if item.type in _BOOKS else [*_TITLES]
    written: dict[str, str] = {}
    changed = dict(item.text)
    for variable in variables:
        text = changed.get(variable)
        if not text or _PROCEEDINGS.search(text):
            continue
        sentence = sentence_case(text, guide.after_colon).text
        if sentence != text:
            written[variable], changed[variable] = text, sentence
    if not written:
        return item
    return item.with_(text=changed, extra={**item.extra, AS_WRITTEN: written})


# --- variables that styles do not know --------------------------------------------------------

_NUMBERED: Final = frozenset(
    ("report", "standard", "patent", "bill", "legal_case", "legislation", "hearing", "regulation")
)
_IN_SERIES: Final = frozenset(("chapter", "paper-conference"))
_ON_SITES: Final = frozenset(("webpage", "post", "post-weblog"))
_LABEL: Final = re.compile(r"^(?:no|nr|n[º°])\.?\s*(?=\d)", re.IGNORECASE)
_HYPHEN: Final = re.compile(r"(?<=\d)-(?=\d)")


class Prints(Protocol):
    """Whether a style can print a variable of an item."""

    def __call__(self, variable: str, item: Item, /) -> bool: ...


def for_print(
    item: Item, prints: Prints = lambda _variable, _item: False, guide: Guide = Guide()
) -> Item:
    """The item with a value for what styles print in place of a variable that they do not know.

    - An article without pages has its article number there, if the style prints no number.
    - A preprint is published by its server under its number there. The server is then not an
      archive (a museum's shelf) as well; neither is another copy of an article that has come out.
    - `in press` in the year's place is the status, if the style prints it; `n.d.` is no date.
      A status without a date is in the year's place, if the style does not print it.
    - The volume of a series (Lecture Notes in ..., volume 1234) is the number within it.
    - A report's number `2004-1234` is not a range, and `No.` is the style's to print.
    - The body behind a web page names the site, if the style prints no publisher there.
    - A paper in proceedings with a publisher is a chapter, if the style would leave the publisher
      out (as APA's, Chicago's and MLA's do for proceedings without an editor).
    - An event named like its proceedings is not named twice, nor (APA) an author who publishes.

    Done twice it changes nothing more.
    """
    item = _paper_in_book(item, prints)
    text, dates = dict(item.text), dict(item.dates)
    if has_article_number(item) and not prints("number", item):
        text["page"] = text["number"]
    _print_preprint(item.type, text)
    _print_status(item, text, dates, prints)
    _print_site(item, text, prints)
    if _volume_is_of_series(item):
        numbered = {name: value for name, value in text.items() if name != "volume"}
        numbered["collection-number"] = text["volume"]
        if guide.no_series or prints("collection-number", item.with_(text=numbered)):
            text = numbered
    if item.type in _NUMBERED and "number" in text:
        text["number"] = _HYPHEN.sub(r"\\-", _LABEL.sub("", text["number"]))
    if guide.publisher_once and [text.get("publisher")] == [n.literal for n in _authors(item)]:
        del text["publisher"]
    if "event-title" in text and _same(text["event-title"], text.get("container-title", "")):
        del text["event-title"]
    if text == item.text and dates == item.dates:
        return item
    return item.with_(text=text, dates=dates)


def _authors(item: Item) -> tuple[Name, ...]:
    return item.names.get("author", ())


def has_article_number(item: Item) -> bool:
    """An article that is found by its number and has no pages."""
    return item.type in ARTICLE_TYPES and bool(item.get("number")) and not item.get("page")


def _paper_in_book(item: Item, prints: Prints) -> Item:
    if item.type != "paper-conference" or not (
        item.get("publisher") and item.get("container-title")
    ):
        return item
    chapter = item.with_(type="chapter")
    return chapter if prints("publisher", chapter) and not prints("publisher", item) else item


def _print_preprint(csl_type: str, text: dict[str, str]) -> None:
    server, place = text.get("archive", ""), text.get("archive_location", "")
    if not server or not place:
        return
    if csl_type == "article":
        text.setdefault("publisher", server)
        text.setdefault("number", f"{server}:{place}")
    if csl_type == "article" or (csl_type in ARTICLE_TYPES and server in ARCHIVES.values()):
        for variable in ("archive", "archive_location", "archive_collection"):
            text.pop(variable, None)


def _print_status(item: Item, text: dict[str, str], dates: dict[str, Date], prints: Prints) -> None:
    issued = dates.get("issued")
    literal = issued.literal if issued and not issued.parts else ""
    if literal and means_no_date(literal):
        del dates["issued"]
        issued = None
    if issued and literal and (status := status_of(literal)):
        if prints("status", item.with_(text={**text, "status": status})):
            text.setdefault("status", status)
            del dates["issued"]
    elif issued is None and text.get("status") and not prints("status", item):
        dates["issued"] = Date(literal=text["status"])


def _print_site(item: Item, text: dict[str, str], prints: Prints) -> None:
    """The body behind a web page names the site, in styles that print the site alone."""
    publisher = text.get("publisher")
    if item.type not in _ON_SITES or not publisher or text.get("container-title"):
        return
    moved = {name: value for name, value in text.items() if name != "publisher"}
    moved["container-title"] = publisher
    if not prints("publisher", item) and prints("container-title", item.with_(text=moved)):
        text["container-title"] = text.pop("publisher")


def _volume_is_of_series(item: Item) -> bool:
    """BibTeX says "volume 1234 of Lecture Notes in ..."; a multi-volume work is another matter."""
    return (
        item.type in _IN_SERIES
        and bool(item.get("collection-title") and item.get("volume"))
        and not (item.get("collection-number") or item.get("volume-title"))
        and not item.get("number-of-volumes")
    )


def _same(one: str, other: str) -> bool:
    return "".join(one.lower().split()) == "".join(other.lower().split())
