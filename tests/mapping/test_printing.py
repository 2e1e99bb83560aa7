"""What a style does not know by its own variable is printed by another one."""

from __future__ import annotations

from citare.mapping.printing import for_print
from citare.model.item import Item


def test_an_article_number_stands_for_missing_pages() -> None:
    item = Item("k", "article-journal", {"number": "e58161"})
    assert for_print(item).get("page") == "e58161"
    assert for_print(for_print(item)) == for_print(item)


def test_pages_stay_pages_and_a_reports_number_is_no_page() -> None:
    for item in (
        Item("k", "article-journal", {"number": "e1", "page": "1-2"}),
        Item("k", "report", {"number": "7"}),
        Item("k", "article-journal", {"volume": "1"}),
    ):
        assert for_print(item) is item


def test_a_preprint_is_published_by_its_server() -> None:
    item = Item("k", "article", {"archive": "arXiv", "archive_location": "2301.12345"})
    printed = for_print(item)
    assert printed.get("publisher") == "arXiv"
    assert printed.get("number") == "arXiv:2301.12345"
    assert for_print(printed) == printed
