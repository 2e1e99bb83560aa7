"""Entries of a .bib file in either dialect: what it has stays, what it lacks is translated."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citare.bibtex.schema import BIBLATEX_FIELDS, ENTRY_TYPES
from citare.exchange.bibtex import BIBLATEX, BIBTEX, translated
from citare.exchange.cff import CFF
from citare.library.library import Library
from citare.mapping.writing import Dialect

KEPT = r"""@manual{m, title = {The Pump}, organization = {Well Works}, year = 1999}
@proceedings{p, title = {Pump Days}, editor = {Doe, Jo}, year = 1999, organization = {Well Works}}
@inproceedings{c, author = {Doe, Jo}, title = {$\alpha$ and 5 $\times$ 3}, crossref = {p}}
"""
BIBLATEX_ONLY = r"""@collection{c, editor = {Doe, Jo}, title = {Essays}, date = {1999}}
@article{s, author = {Knot, Al}, title = {Loops}, eprint = {2001.1}, eprinttype = {scholar}}
@online{o, author = {Doe, Jo}, title = {Home}, url = {https://a.example/~doe_}, date = {2001-05}}
@mvreference{r, title = {Words}, addendum = {See the hose}, pubstate = {inpress}}
@patent{q, author = {Doe, Jo}, title = {Gate}, number = {US 1}, holder = {{Gates Ltd}}, year = 2010}
"""


@pytest.mark.parametrize(
    ("dialect", "fields", "expected"),
    [
        (
            "bibtex",
            {"title": "A", "subtitle": "B", "journaltitle": "J", "date": "2020-05-01"},
            {"title": "A: B", "journal": "J", "year": "2020", "month": "may"},
        ),
        ("bibtex", {"title": "A", "year": "2020", "location": "Rome"}, {"address": "Rome"}),
        ("bibtex", {"title": "A", "addendum": "See B"}, {"note": "See B"}),
        ("bibtex", {"title": "A", "doi": "10.1/x_y", "langid": "german"}, {"doi": "10.1/x_y"}),
        ("biblatex", {"title": "A", "journal": "J", "year": "2020"}, {"journal": "J"}),
    ],
)
def test_fields_that_the_dialect_lacks_are_translated(
    dialect: Dialect, fields: dict[str, str], expected: dict[str, str]
) -> None:
    """The rest stays as it is written, in its place."""
    kind, found = translated("article", fields, dialect)
    assert kind == "article"
    assert expected.items() <= found.items()
    if dialect == "bibtex":
        assert not {"date", "journaltitle", "subtitle", "location", "addendum"} & found.keys()


@pytest.mark.parametrize(
    ("kind", "fields", "dialect", "written"),
    [
        ("manual", {"title": "T", "organization": "O"}, "biblatex", "manual"),
        ("collection", {"title": "T"}, "biblatex", "collection"),
        ("collection", {"title": "T"}, "bibtex", "book"),
        ("thesis", {"title": "T", "type": "phdthesis", "institution": "U"}, "bibtex", "phdthesis"),
        ("inbook", {"title": "T", "booktitle": "B"}, "bibtex", "incollection"),
        ("inbook", {"title": "T", "chapter": "3"}, "bibtex", "inbook"),
        ("online", {"title": "T", "url": "http://a.example"}, "bibtex", "misc"),
        ("phdthesis", {"title": "T", "school": "U"}, "biblatex", "phdthesis"),
    ],
)
def test_a_type_that_the_dialect_has_stays(
    kind: str, fields: dict[str, str], dialect: Dialect, written: str
) -> None:
    """Another type is named by what the dialect has for the work."""
    found, values = translated(kind, fields, dialect)
    assert found == written
    assert "institution" not in values


@pytest.mark.parametrize("text", [KEPT, BIBLATEX_ONLY], ids=["bibtex", "biblatex"])
@pytest.mark.parametrize("known", [BIBTEX, BIBLATEX], ids=lambda known: known.name)
def test_an_export_of_entries_is_stable_and_loses_nothing_unsaid(text: str, known: object) -> None:
    """A second export of what was exported is the same text."""
    assert known in (BIBTEX, BIBLATEX)
    form = BIBTEX if known is BIBTEX else BIBLATEX
    done = form.export(Library.of({"a.bib": text}).records)
    assert not [loss for loss in done.losses if loss.severity != "info"]
    assert form.export(Library.of({"b.bib": done.text}).records).text == done.text
    assert done.text.isascii()


def test_biblatex_keeps_entries_as_they_are() -> None:
    """Types, fields, TeX and crossref; a parent that is not exported is worked in."""
    library = Library.of({"a.bib": KEPT + BIBLATEX_ONLY.replace("{c,", "{d,")})
    text = BIBLATEX.export(library.records).text
    kept_text = (
        *("@manual{m", "organization = {Well Works}", "crossref = {p}", r"$\alpha$"),
        *("@collection{d", "eprinttype = {scholar}", "addendum = {See the hose}"),
        *("https://a.example/~doe_", "@mvreference{r", "holder = {{Gates Ltd}}"),
    )
    for kept in kept_text:
        assert kept in text
    alone = BIBLATEX.export([library.by_key["c"]]).text
    assert "crossref" not in alone
    assert "booktitle = {Pump Days}" in alone


def test_bibtex_has_commands_for_what_pdflatex_does_not_know() -> None:
    """Greek letters and signs become commands; Latin letters and verbatim fields stay."""
    text = "@article{a, title = {Größe α × 10 → β}, url = {https://a.example/α}, year = 2001}"
    done = BIBTEX.export(Library.of({"a.bib": text}).records).text
    assert r"Größe {\ensuremath{\alpha}}" in done
    assert "→" not in done
    assert "https://a.example/α" in done


def test_a_work_without_a_type_of_its_own_is_generic_in_cff() -> None:
    """The first row of each CSL type is the one that is written."""
    done = CFF.export(Library.of({"a.bib": "@misc{m, title={Leaflet}, year=2010}"}).records)
    assert "type: generic" in done.text


VALUES = st.text(alphabet="abcä 1", min_size=1, max_size=8).filter(str.strip)


@given(
    kind=st.sampled_from(sorted(ENTRY_TYPES - {"set", "xdata"})),
    fields=st.dictionaries(st.sampled_from(sorted(BIBLATEX_FIELDS)), VALUES, max_size=6),
    dialect=st.sampled_from(["bibtex", "biblatex"]),
)
def test_translating_twice_is_translating_once(
    kind: str, fields: dict[str, str], dialect: Dialect
) -> None:
    """What a dialect made of an entry is of that dialect."""
    once = translated(kind, fields, dialect)
    assert translated(*once, dialect) == once
