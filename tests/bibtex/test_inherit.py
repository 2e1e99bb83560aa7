"""Fields come from parents by BibTeX's and BibLaTeX's rules."""

from __future__ import annotations

from citare.bibtex.inherit import Origin, ResolvedEntry, Resolver, speaks_biblatex
from citare.bibtex.macros import macros_of
from citare.bibtex.scanner import parse


def resolved(*texts: str) -> dict[str, ResolvedEntry]:
    documents = [parse(text, f"{n}.bib") for n, text in enumerate(texts)]
    resolver = Resolver(zip(documents, macros_of(documents), strict=True))
    return {e.key: resolver.resolve(e, d) for d in documents for e in d.entries}


def test_an_entry_without_links_has_its_own_fields() -> None:
    found = resolved("@misc{k, title = {A}}")["k"]
    assert (found.fields, found.origins, found.findings) == ({"title": "A"}, {}, ())


def test_bibtex_takes_missing_fields_under_their_own_names() -> None:
    """btxdoc, section 4: a child's own fields win."""
    found = resolved(
        "@inproceedings{c, title = {C}, pages = {1}, crossref = {p}}"
        "@proceedings{p, title = {P}, booktitle = {B}, year = 1999, editor = {E}, pages = {9}}"
    )["c"]
    assert found.fields == {
        "title": "C", "pages": "1", "crossref": "p",
        "booktitle": "B", "year": "1999", "editor": "E",
    }  # fmt: skip
    assert found.origins["year"] == Origin("p", "year")
    assert "title" not in found.origins


def test_a_parent_without_booktitle_gives_its_title() -> None:
    found = resolved("@inproceedings{c, title={C}, crossref={p}} @proceedings{p, title={P}}")["c"]
    assert (found.fields["title"], found.fields["booktitle"]) == ("C", "P")
    assert found.origins["booktitle"] == Origin("p", "title")


def test_biblatex_renames_titles_by_the_types_of_both() -> None:
    """BibLaTeX manual, appendix B."""
    found = resolved(
        "@inbook{c, title = {C}, crossref = {b}}"
        "@book{b, author = {A}, title = {B}, subtitle = {S}, shorttitle = {X}, crossref = {m}}"
        "@mvbook{m, title = {M}, date = {1999}, location = {L}}"
        "@article{a, title = {A}, crossref = {p}}"
        "@periodical{p, title = {P}, subtitle = {PS}, date = {2001}}"
    )
    inbook = found["c"].fields
    assert (inbook["title"], inbook["booktitle"], inbook["booksubtitle"]) == ("C", "B", "S")
    assert (inbook["author"], inbook["bookauthor"]) == ("A", "A")
    assert (inbook["maintitle"], inbook["date"], inbook["location"]) == ("M", "1999", "L")
    assert "shorttitle" not in inbook
    assert found["c"].origins["date"] == Origin("m", "date")
    article = found["a"].fields
    assert (article["journaltitle"], article["journalsubtitle"]) == ("P", "PS")


def test_links_and_options_are_never_passed_on() -> None:
    found = resolved(
        "@book{c, title = {C}, crossref = {p}} @book{p, ids = {q}, options = {x}, xref = {y},"
        " label = {l}, entrysubtype = {s}, keywords = {k}}"
    )["c"]
    assert found.fields == {"title": "C", "crossref": "p", "keywords": "k"}


def test_a_date_is_one_thing() -> None:
    found = resolved("@book{c, year = 1, crossref = {p}} @book{p, date = {2000}, location = {L}}")
    assert found["c"].fields == {"year": "1", "crossref": "p", "location": "L"}


def test_xdata_gives_all_its_fields_through_any_number_of_them() -> None:
    found = resolved(
        "@book{c, title = {C}, xdata = {a, b}} @xdata{a, publisher = {P}, title = {no}}"
        "@xdata{b, location = {L}, publisher = {no}, xdata = {d}} @xdata{d, note = {N}}"
    )["c"]
    assert {n: v for n, v in found.fields.items() if n != "xdata"} == {
        "title": "C", "publisher": "P", "location": "L", "note": "N",
    }  # fmt: skip
    assert found.origins["note"] == Origin("d", "note")


def test_parents_are_found_in_other_files_and_in_other_case() -> None:
    found = resolved("@inproceedings{c, title={C}, crossref={CONF}}", "@proceedings{Conf, year=1}")
    assert found["c"].fields["year"] == "1"


def test_cycles_and_missing_parents_are_findings() -> None:
    found = resolved("@book{a, note={A}, crossref={b}}\n@book{b, title={B}, crossref={a}}\n"
                     "@book{c, crossref = {nobody}}\n@book{d, xdata = {d}}")  # fmt: skip
    assert found["a"].fields["title"] == "B"
    assert [f.code for f in found["a"].findings] == ["inheritance-cycle"]
    (missing,) = found["c"].findings
    assert (missing.code, str(missing.place), missing.place.key) == (
        "missing-parent", "0.bib:3:21", "c",
    )  # fmt: skip
    assert [f.code for f in found["d"].findings] == ["inheritance-cycle"]


def test_long_chains_and_wide_nets_end() -> None:
    chain = "".join(f"@book{{k{n}, crossref = {{k{n + 1}}}}}" for n in range(5000))
    assert "k0" in resolved(chain)
    net = "".join(
        f"@xdata{{k{n}, xdata = {{k{n + 1}, k{n + 2}, k{n + 3}, k{n + 4}}}}}" for n in range(40)
    )
    assert "k0" in resolved(net)


def test_biblatex_is_known_by_its_types_and_fields() -> None:
    assert speaks_biblatex(parse("@online{k, title = {A}}"))
    assert speaks_biblatex(parse("@book{k, date = {2000}}"))
    assert not speaks_biblatex(parse("@book{k, year = 2000}"))


GRANULAR = """
@xdata{na-me, location = {Hereford}, author = {Doe, Jane and Poe, Ed}}
@book{b, author = {xdata=na-me-author-1 and Foo, Bar}, location = {xdata = na-me-location},
  title = {On xdata=x-y}, editor = {xdata=na-me-author}, translator = {xdata=na-me-author-3},
  publisher = {xdata=nowhere-publisher}}
"""


def test_single_fields_of_xdata_entries_take_the_place_of_their_names() -> None:
    book = resolved(GRANULAR)["b"]
    assert book.fields["author"] == "Doe, Jane and Foo, Bar"
    assert book.fields["location"] == "Hereford"
    assert book.fields["editor"] == "Doe, Jane and Poe, Ed"
    assert book.fields["title"] == "On xdata=x-y"


def test_a_single_field_that_is_not_there_stays_as_written_and_is_reported() -> None:
    book = resolved(GRANULAR)["b"]
    assert book.fields["translator"] == "xdata=na-me-author-3"
    assert book.fields["publisher"] == "xdata=nowhere-publisher"
    assert {(f.code, f.place.field) for f in book.findings} == {
        ("missing-parent", "translator"),
        ("missing-parent", "publisher"),
    }
