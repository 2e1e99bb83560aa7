"""Losses: found by reading back, named and counted."""

from __future__ import annotations

from citare.exchange.base import Imported, checked, losses, runs, without_case_marks, without_markup
from citare.exchange.registry import WRITABLE
from citare.exchange.ris import RIS
from citare.findings import Severity
from citare.model.dates import Date
from citare.model.item import Item
from citare.model.name import Name

ITEM = Item(
    "k",
    "article-journal",
    {"title": 'On <span class="nocase">DNA</span>', "page": "1–2", "archive-place": "Berlin"},
    {
        "author": (
            Name(family="Berg", given="J.", non_dropping_particle="van den"),
            Name(family="Lee", given="A.", orcid="0000-0002-1825-0097"),
        )
    },
    {"issued": Date(((2020, 5), (2020, 6)), circa=True)},
    {"bibtex": {"file": "x.pdf"}, "own": 1},
)


def test_each_kind_of_loss_is_named() -> None:
    """Values, ORCIDs, case marks, unknown fields: each its own finding, equal ones none."""
    back = Item(
        "k",
        "article-magazine",
        {"title": "On DNA", "page": "1-2"},
        {"author": (Name(family="van den Berg", given="J."), Name(family="Lee", given="A."))},
        {"issued": Date(((2020, 5),))},
    )
    found = {loss.place.field: loss for loss in losses("X", ITEM, back)}
    assert set(found) == {
        "type",
        "title (case)",
        "archive-place",
        "author (ORCID)",
        "issued",
        "the field file",
        "own",
    }
    assert {loss.code for loss in found.values()} == {"export-loss"}
    assert all(loss.place.key == "k" for loss in found.values())
    assert found["archive-place"].severity is Severity.WARNING
    assert found["own"].severity is Severity.INFO
    assert "2020-5" in found["issued"].hint
    assert not list(losses("X", ITEM, ITEM))


def test_every_export_reports_what_it_cannot_hold() -> None:
    """No format but CSL's own holds all of this item, and none is silent about it."""
    for known in WRITABLE:
        assert known.write
        reported = {loss.place.field for loss in known.write([ITEM]).losses}
        assert bool(reported) != known.name.startswith("csl-"), known.name
        assert known is not RIS or "archive-place" in reported


def test_markup_is_read_in_pairs() -> None:
    """Tags without a partner are text."""
    assert runs("a <i>b <b>c</b></i> < d <sup>") == [
        (frozenset(), "a "),
        (frozenset({"i"}), "b "),
        (frozenset({"i", "b"}), "c"),
        (frozenset(), " < d <sup>"),
    ]
    assert without_markup("p < 0.05 <i>x</i> </b>") == "p < 0.05 x </b>"
    assert without_case_marks('<span class="nocase">a <i>b</i></span>') == "a <i>b</i>"


def test_a_reference_that_an_export_loses_is_an_error() -> None:
    """The text of two references is read back as one: no value can be compared."""
    done = checked("X", [ITEM, ITEM], "text", lambda *_: Imported((ITEM,)))
    (loss,) = done.losses
    assert loss.severity is Severity.ERROR
    assert "2 references written as X, but 1 can be read back" in loss.message
