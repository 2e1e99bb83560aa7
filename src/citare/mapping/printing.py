"""An item as styles expect it in print.

CSL's variables tell apart what many styles do not: an article number is `number`, but three
styles of five know only `page`; a preprint's server is `archive`, but styles print `publisher`.
BibTeX's titles are in title case, but most styles want sentence case. The item stays true to its
entry or record; only what is printed changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from citare.mapping.tables import ARTICLE_TYPES
from citare.model.archives import ARCHIVES
from citare.model.item import AS_WRITTEN, Item
from citare.text.casing import is_english
from citare.text.sentence import AfterColon, sentence_case

# --- sentence case ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TitleCase:
    """What a style's guide wants of the titles that it prints as they come.

    `after_colon`: APA 6.17 wants a capital; AMA 2.1.8 and NLM (Citing Medicine, 1A) a small
    letter; others keep what the entry has. `books`: whether books, too, are in sentence case; IEEE
    capitalises them.
    """

    after_colon: AfterColon = "as-written"
    books: bool = True


_APA: Final = ("apa", "journal-of-applied-psychology", "american-psychological")
_SMALL_SUBTITLES: Final = (
    *("american-medical-association", "ama", "jmir", "nlm", "national-library-of-medicine"),
    *("jama", "the-lancet", "bmj", "new-england-journal"),
)
_BOOKS: Final = frozenset(
    ("book", "classic", "periodical", "collection", "software", "map", "motion_picture")
)
_IN_BOOKS: Final = frozenset(("chapter", "entry", "entry-encyclopedia", "entry-dictionary"))
_TITLES: Final = (
    *("title", "title-short", "volume-title", "original-title", "reviewed-title", "part-title"),
)


def title_case_of(style: str) -> TitleCase:
    """What the guide behind a style wants, by the style's name (its file without `.csl`)."""
    name = style.rpartition("/")[2].removesuffix(".csl")
    if name.startswith("ieee"):
        return TitleCase(books=False)
    if name == "apa" or name.startswith(tuple(f"{start}-" for start in _APA)):
        return TitleCase("capital")
    if name.startswith(_SMALL_SUBTITLES) or "vancouver" in name or "-nlm" in name:
        return TitleCase("small")
    return TitleCase()


def in_sentence_case(item: Item, case: TitleCase, locale: str = "") -> Item:
    """The item with its English titles in sentence case; `extra[AS_WRITTEN]` has them as written.

    `locale` is the language of the style, which an item without a language of its own has.
    Protected words, names and what is not in title case stay. Done twice it changes nothing more.
    """
    if AS_WRITTEN in item.extra or not is_english(item.get("language"), locale):
        return item
    variables = [*_TITLES, "container-title"] if item.type in _IN_BOOKS else [*_TITLES]
    if not case.books:
        variables = [] if item.type in _BOOKS else [*_TITLES]
    written: dict[str, str] = {}
    changed = dict(item.text)
    for variable in variables:
        text = changed.get(variable)
        if not text:
            continue
        sentence = sentence_case(text, case.after_colon).text
        if sentence != text:
            written[variable], changed[variable] = text, sentence
    if not written:
        return item
    return item.with_(text=changed, extra={**item.extra, AS_WRITTEN: written})


# --- variables that styles do not know --------------------------------------------------------


def has_article_number(item: Item) -> bool:
    """An article that is found by its number and has no pages."""
    return item.type in ARTICLE_TYPES and bool(item.get("number")) and not item.get("page")


def for_print(item: Item, *, number_as_page: bool = True) -> Item:
    """The item with a value for what styles print in place of a variable that they do not know.

    With `number_as_page` an article without pages has its article number there (for a style that
    does not print an article's `number`). A preprint is published by its server under its
    number there; the server is then not an archive (a museum's shelf) as well, and neither is
    another copy of an article that has come out. Done twice it changes nothing more.
    """
    text = dict(item.text)
    if number_as_page and has_article_number(item):
        text["page"] = text["number"]
    server, place = text.get("archive", ""), text.get("archive_location", "")
    if server and place and item.type == "article":
        text.setdefault("publisher", server)
        text.setdefault("number", f"{server}:{place}")
    if place and server in ARCHIVES.values() and item.type in (*ARTICLE_TYPES, "article"):
        for variable in ("archive", "archive_location", "archive_collection"):
            text.pop(variable, None)
    return item if text == item.text else item.with_(text=text)
