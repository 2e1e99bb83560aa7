"""An item as styles expect it in print.

CSL's variables tell apart what many styles do not: an article number is `number`, but three
styles of five know only `page`; a preprint's server is `archive`, but styles print `publisher`.
The item stays true to its entry or record, only what is printed gets the fallback.
"""

from __future__ import annotations

from citare.mapping.tables import ARTICLE_TYPES
from citare.model.item import Item


def has_article_number(item: Item) -> bool:
    """An article that is found by its number and has no pages."""
    return item.type in ARTICLE_TYPES and bool(item.get("number")) and not item.get("page")


def for_print(item: Item, *, number_as_page: bool = True) -> Item:
    """The item with a value for what styles print in place of a variable that they do not know.

    With `number_as_page` an article without pages has its article number there (for a style that
    does not print an article's `number`); a preprint is published by its server under its
    number there. Done twice it changes nothing more.
    """
    added: dict[str, str] = {}
    number, server, place = item.get("number"), item.get("archive"), item.get("archive_location")
    if number_as_page and has_article_number(item):
        added["page"] = number
    if item.type == "article" and server and place:
        added["publisher"] = item.get("publisher") or server
        added["number"] = number or f"{server}:{place}"
    return item.with_(text={**item.text, **added}) if added else item
