"""Crossref's types are CSL's, and books are told from their series."""

from __future__ import annotations

from typing import Any

import pytest

from citare.model.variables import TYPES as CSL_TYPES
from citare.sources.crossref_work import POSTED, TYPES, book_and_series, csl_type, genre


def test_only_csls_types_are_named() -> None:
    assert set(TYPES.values()) | {kind for kind, _ in POSTED.values()} <= CSL_TYPES


@pytest.mark.parametrize(
    ("work", "kind"),
    [
        ({"type": "journal-article"}, "article-journal"),
        ({"type": "article-journal"}, "article-journal"),
        ({"type": "posted-content", "subtype": "preprint"}, "article"),
        ({"type": "posted-content", "subtype": "dissertation"}, "thesis"),
        ({"type": "posted-content", "subtype": "blog"}, "post-weblog"),
        ({"type": "posted-content"}, "article"),
        (
            {"type": "reference-entry", "container-title": ["Encyclopedia of X"]},
            "entry-encyclopedia",
        ),
        ({"type": "reference-entry", "container-title": ["A Dictionary"]}, "entry-dictionary"),
        ({"type": "reference-entry", "container-title": ["Ecology"]}, "entry"),
        ({"type": "other", "container-title": ["A Book"]}, "chapter"),
        ({"type": "other"}, "document"),
        ({"container-title": ["J"], "volume": "1"}, "article-journal"),
        ({}, "document"),
    ],
)
def test_each_type_of_work_has_its_csl_type(work: dict[str, Any], kind: str) -> None:
    assert csl_type(work) == kind


def test_some_types_tell_a_genre() -> None:
    assert genre({"type": "posted-content", "subtype": "preprint"}) == "Preprint"
    assert genre({"type": "peer-review", "review": {"type": "referee-report"}}) == "Peer review"
    assert genre({"type": "peer-review"}) == genre({}) == ""


@pytest.mark.parametrize(
    ("book", "series"),
    [
        ("Digital Libraries: Social Media", "Lecture Notes in Computer Science"),
        ("Advances in Fuzzy Logic 2017", "Advances in Intelligent Systems and Computing"),
        ("Radar Sensor Technology XIX; and Active and Passive Signatures VI", "SPIE Proceedings"),
        ("Proceedings of Balisage 2019", "Balisage Series on Markup Technologies"),
        ("Functional Programming, Glasgow 1993", "Workshops in Computing"),
        ("Handbook of Asset and Liability Management", "Theory and Methodology"),
    ],
)
def test_a_book_is_told_from_its_series_in_either_order(book: str, series: str) -> None:
    assert book_and_series([book, series]) == (book, series)
    assert book_and_series([series, book]) == (book, series)


def test_one_container_is_the_book() -> None:
    assert book_and_series(["Book"]) == ("Book", "")
    assert book_and_series(["Book", "Book"]) == ("Book", "")
    assert book_and_series(["Chapter", "Book"], "Chapter") == ("Book", "")
    assert book_and_series([]) == ("", "")
