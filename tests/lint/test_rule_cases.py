"""Cases of single rules: what they find, what they leave alone, and what their fixes write."""

from __future__ import annotations

import time

import pytest

from citare.bibtex.scanner import parse
from citare.library.library import Library
from citare.lint.base import Context, FileEncoding
from citare.lint.run import apply_fixes, chosen, run
from citare.lint.suppress import misspelt

TODAY = Context("2026-01-31")


def found(code: str, text: str) -> list[str]:
    return [
        f.message for f in run(Library.of({"f.bib": text}), chosen([code]), TODAY) if f.code == code
    ]


def field(line: str) -> str:
    return f"@article{{k,\n  {line},\n}}\n"


def fixed(code: str, line: str, *, unsafe: bool = False) -> str:
    document = parse(field(line), "f.bib")
    after = (
        apply_fixes(Library([document]), chosen([code]), TODAY, unsafe=unsafe)
        .library.documents[0]
        .text
    )
    return after.removeprefix("@article{k,\n  ").removesuffix(",\n}\n").removesuffix("}\n")


SAFE = [
    ("unprotected-capitals", "title = {3D flow and part IV}", "title = {{3D} flow and part {IV}}"),
    ("unprotected-capitals", "title = {Equations I: gases}", "title = {Equations {I}: gases}"),
    ("unprotected-capitals", "title = {Abduction of BDI-Based Agents}",
     "title = {Abduction of {BDI}-Based Agents}"),
    ("page-range", "pages = {131-138}", "pages = {131--138}"),
    ("page-range", "pages = {1023-31}", "pages = {1023--31}"),
    ("page-range", "pages = {S1-S5}", "pages = {S1--S5}"),
    ("page-range", "pages = {iv-x}", "pages = {iv--x}"),
    ("page-range", "pages = {7 - 12, 15-20}", "pages = {7--12, 15--20}"),
    ("page-range", "pages = {1---9}", "pages = {1--9}"),
    ("page-range", "pages = {1—9}", "pages = {1--9}"),
    ("page-range", "pages = {120-129+}", "pages = {120--129+}"),
    ("doi-as-url", "doi = {http://dx.doi.org/10.1000/182}", "doi = {10.1000/182}"),
    ("doi-as-url", 'doi = "DOI: 10.1000/182"', 'doi = "10.1000/182"'),
    ("doi-as-url", "doi = {https://doi.org/10.1/A_b}", None),
    ("doi-as-url", "doi = {https://doi.org/10.1000/A_b(1)}", "doi = {10.1000/A_b(1)}"),
    ("malformed-doi", "doi = {10.1000/\n   182}", "doi = {10.1000/182}"),
    ("month-as-text", "month = {January}", "month = jan"),
    ("month-as-text", 'month = "Sept."', "month = sep"),
    ("month-as-text", "month = 12", "month = dec"),
    ("label-in-field", "pages = {pp. 12--14}", "pages = {12--14}"),
    ("label-in-field", "edition = {2nd edition}", "edition = {2nd}"),
    ("eprint-prefix", "archiveprefix = {arXiv},\n  eprint = {arXiv:1706.03762}",
     "archiveprefix = {arXiv},\n  eprint = {1706.03762}"),
    ("et-al", "author = {Li, A. and Wu, B. and et~al.}", "author = {Li, A. and Wu, B. and others}"),
    ("et-al", 'author = "A. F. Famili et al."', 'author = "A. F. Famili and others"'),
    ("empty-name", "author = {A B and and C D}", "author = {A B and C D}"),
    ("html-in-field", "title = {Bread &amp; butter}", "title = {Bread \\& butter}"),
    ("html-in-field", "url = {https://a.org/?x=1&amp;y=2}", "url = {https://a.org/?x=1&y=2}"),
    ("html-in-field", "title = {A&#8211;B}", "title = {A–B}"),
    ("unescaped-character", "title = {Bread & 5% off}", "title = {Bread \\& 5\\% off}"),
    ("unescaped-character", "title = {A_b}", "title = {A\\_b}"),
    ("unprotected-capitals", "title = {The DNA of COVID-19}", "title = {The {DNA} of {COVID}-19}"),
    ("trailing-punctuation", "title = {On the origin.}", "title = {On the origin}"),
    ("trailing-punctuation", "journal = {Nature,}", "journal = {Nature}"),
    ("malformed-url", "url = {\\url{https://a.org/x}}", "url = {https://a.org/x}"),
    ("invisible-character", "title = {Micro\u200bbiology}", "title = {Microbiology}"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "line", "wanted"), SAFE)
def test_safe_fixes(code: str, line: str, wanted: str | None) -> None:
    assert fixed(code, line) == (line if wanted is None else wanted)
    if wanted is not None:
        assert found(code, field(line))
        assert not found(code, field(wanted))


UNSAFE = [
    ("page-range", "pages = {12-3}", "pages = {12--3}"),
    ("name-separator", "author = {Li, A.; Wu, B.}", "author = {Li, A. and Wu, B.}"),
    ("name-separator", "author = {Ann Li, Bob Wu, Cy X}", "author = {Ann Li and Bob Wu and Cy X}"),
    ("name-separator", "author = {J. Smith, K. Doe}", "author = {J. Smith and K. Doe}"),
    ("name-separator", "author = {Smith, J. & Doe, K.}", "author = {Smith, J. and Doe, K.}"),
    ("missing-name-comma", "author = {Hani H and Li JA}", "author = {Hani, H and Li, JA}"),
    ("missing-name-comma", "author = {van der Berg J.A.}", "author = {van der Berg, J.A.}"),
    ("all-caps-name", "author = {SHAZEER, NOAM}", "author = {Shazeer, Noam}"),
    ("corporate-author", "author = {World Health Organization}",
     "author = {{World Health Organization}}"),
    ("braced-name-list", "author = {{Li, A and Wu, B}}", "author = {Li, A and Wu, B}"),
    ("encoding-trouble", "author = {GÃ¶del, Kurt}", "author = {Gödel, Kurt}"),
    ("encoding-trouble", "title = {A â€“ B}", "title = {A – B}"),
    ("escaped-url", "url = {https://a.org/a\\_b}", "url = {https://a.org/a_b}"),
    ("misplaced-identifier", "url = {https://doi.org/10.1000/182}", "doi = {10.1000/182}"),
    ("unknown-field", "auhtor = {Li, A.}", "author = {Li, A.}"),
    ("unknown-field", "utl = {https://a.org}", "url = {https://a.org}"),
    ("malformed-doi", "doi = {0.1007/978-3-319-04063-9}", "doi = {10.1007/978-3-319-04063-9}"),
    ("unbalanced-math", "title = {The $64 question}", "title = {The \\$64 question}"),
    ("unprotected-capitals", "title = {Some notes on the fauna of Africa}",
     "title = {Some notes on the fauna of {Africa}}"),
    ("unprotected-capitals", "title = {Flows by Navier--Stokes equations and other methods}",
     "title = {Flows by {Navier--Stokes} equations and other methods}"),
    ("unprotected-capitals", "title = {Navier--Stokes equations and other methods}",
     "title = {{Navier--Stokes} equations and other methods}"),
    ("unprotected-capitals", "title = {Smooth (O)RAS methods}",
     "title = {Smooth {(O)RAS} methods}"),
    ("all-caps-name", "author = {ROSSI, RONNY and LI, WEI and VAN DER BERG, JAN}",
     "author = {Rossi, Ronny and Li, Wei and van der Berg, Jan}"),
    ("all-caps-name", "author = {LOPEZ II, MARIA and O'NEIL, KATE}",
     "author = {Lopez II, Maria and O'Neil, Kate}"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "line", "wanted"), UNSAFE)
def test_unsafe_fixes_are_applied_only_when_asked_for(code: str, line: str, wanted: str) -> None:
    assert fixed(code, line) == line
    assert fixed(code, line, unsafe=True) == wanted


LEFT_ALONE = [
    ("page-range", "pages = {131--138}"),
    ("page-range", "pages = {131–138}"),
    ("page-range", "pages = {e12345}"),
    ("page-range", "pages = {12-1}"),
    ("page-range", "pages = {2024-17-3}"),
    ("page-range", "pages = {L1}"),
    ("page-range", "pages = {1-1--1-12}"),
    ("reversed-page-range", "pages = {1023--31}"),
    ("reversed-page-range", "pages = {12--14}"),
    ("missing-name-comma", "author = {Malcolm X and Louis XIV}"),
    ("missing-name-comma", "author = {Weinan E and Chi-Wang Shu}"),
    ("missing-name-comma", "author = {Tristan WU and Ann LIANG}"),
    ("missing-name-comma", "author = {Tristan WU and Ruiji YU}"),
    ("missing-name-comma", "author = {Hua NG and Jun XU and Mi KIM}"),
    ("unprotected-capitals", "title = {What I think about pipes and hoses}"),
    ("unprotected-capitals", "title = {Stellar Command: a performance with planetarium software}"),
    ("missing-name-comma", "author = {Smith, J. A.}"),
    ("name-separator", "author = {García Márquez, Gabriel José}"),
    ("name-separator", "author = {given={Ura Ru}, family={Juan}, suffix={Sr}, prefix={von}}"),
    ("name-separator", "author = {King, Jr., Martin Luther}"),
    ("name-separator", "author = {{Johnson \\& Johnson}}"),
    ("name-separator", "author = {Johnson \\& Johnson}"),
    ("name-separator", "author = {van der Berg, Jan and de la Cruz, Ana}"),
    ("corporate-author", "author = {{World Health Organization}}"),
    ("corporate-author", "author = {University, J. K.}"),
    ("corporate-author", "author = {Press, William H. and Society, Ann}"),
    ("all-caps-name", "author = {IBM and {NASA} and NLTK}"),
    ("all-caps-name", "author = {LI, Wei}"),
    ("all-caps-title", "title = {{NASA} and {ESA}}"),
    ("all-caps-title", "title = {DNA}"),
    ("unprotected-capitals", "title = {Deep Learning for Image Recognition}"),
    ("unprotected-capitals", "title = {{All of DNA Is Protected}}"),
    ("unprotected-capitals", "title = {The {DNA} of $X$ and \\LaTeX}"),
    ("unprotected-capitals", "title = {Notes: A new start? Yes}"),
    ("unprotected-capitals", "title = {DIE GROSSEN TITEL UND MEHR}"),
    ("trailing-punctuation", "title = {Wait for it ...}"),
    ("trailing-punctuation", "publisher = {Wiley, Inc.}"),
    ("trailing-punctuation", "journal = {Phys. Rev. Lett.}"),
    ("trailing-punctuation", "title = {A guide to the U.S.}"),
    ("unescaped-character", "title = {Bread \\& butter}"),
    ("unescaped-character", "title = {$a_b$ and \\url{a_b}}"),
    ("unescaped-character", "url = {https://a.org/a_b&c}"),
    ("unbalanced-math", "title = {$a$ and \\$5}"),
    ("malformed-doi", "doi = {10.1002/(SICI)1097-0258(1998)17:15<1661::AID-SIM968>3.0.CO;2-2}"),
    ("isbn-checksum", "isbn = {978-0-201-03801-9, 0-201-03801-3}"),
    ("issn-checksum", "issn = {1472-6920, 0378-5955}"),
    ("malformed-url", "url = {ftp://a.org/x}"),
    ("malformed-url", "url = {https://a.org/x?u=https://b.org}"),
    ("month-as-text", "month = jan"),
    ("month-as-text", 'month = jan # "~" # feb'),
    ("month-as-text", "date = {2020},\n  month = 5"),
    ("invalid-date", "year = {in press}"),
    ("invalid-date", "year = {1999a}"),
    ("invalid-date", "date = {2020-05/2021-06}"),
    ("invalid-date", "date = {2020-21}"),
    ("invalid-date", "date = {199X}"),
    ("invalid-date", "date = {19uu}"),
    ("invalid-date", "date = {n.d.}"),
    ("invalid-date", "year = 2015, month = nov, day = 30"),
    ("year-date-disagree", "date = {2020-05},\n  month = may"),
    ("year-date-disagree", "date = {1998/1999},\n  year = {1998--1999}"),
    ("month-as-text", "month = {Mai}"),
    ("kept-capital", "title = {Bells of China and Old Towers}"),
    ("kept-capital", "title = {Bells of {Zorblax} in Old Towers}"),
    ("kept-capital", "title = {Bells of Zorblax in old towers}"),
    ("kept-capital", "title = {Glocken von Zorblax}, langid = {german}"),
    ("future-date", "year = {2027}"),
    ("future-date", "year = {2035},\n  pubstate = {forthcoming}"),
    ("html-in-field", "title = {p < 0.05 and q > 3}"),
    ("html-in-field", "title = {AT\\&T; and more}"),
    ("encoding-trouble", "title = {Ärger in Österreich – «été»}"),
    ("encoding-trouble", "author = {Ã, B.}"),
    ("empty-field", "note = {\\ }"),
    ("unknown-field", "keyword = {a}"),
    ("missing-parent", "title = {A}"),
    ("key-characters", "title = {A}"),
    ("braced-name-list", "author = {{Department of Health and Human Services}}"),
    ("misplaced-identifier", "url = {https://a.org},\n  doi = {10.1000/182}"),
    ("home-folder-path", "file = {:papers/a.pdf:PDF}"),
    ("home-folder-path", "url = {https://a.org/home/b}"),
    ("placeholder-value", "title = {Todo lists considered harmful}"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "line"), LEFT_ALONE)
def test_what_is_right_is_left_alone(code: str, line: str) -> None:
    assert found(code, field(line)) == []


REPORTED = [
    ("malformed-doi", "doi = {10.1000/182, 10.1000/183}"),
    ("isbn-checksum", "isbn = {3-540-67196}"),
    ("invalid-date", "year = {98}"),
    ("invalid-date", "date = {2021-02-30}"),
    ("invalid-date", "date = {2021-13}"),
    ("invalid-date", "date = {1997/1996}"),
    ("invalid-date", "date = {5/6/2020}"),
    ("invalid-date", "date = {2004-1X}"),
    ("invalid-date", "year = 2015, month = nov, day = 31"),
    ("year-date-disagree", "date = {27.01.2025},\n  year = {2024}"),
    ("future-date", "year = {May 2205}"),
    ("kept-capital", "title = {Bells of Zorblax in Old Towers}"),
    ("future-date", "urldate = {2026-02-01}"),
    ("year-date-disagree", "date = {2020-05},\n  month = jun"),
    ("malformed-url", "url = {https//a.org}"),
    ("malformed-url", "url = {https://a.org https://b.org}"),
    ("malformed-url", "url = {www.a.org/x}"),
    ("home-folder-path", "file = {C\\:\\\\Users\\\\ada\\\\x.pdf}"),
    ("home-folder-path", "file = {~/x.pdf}"),
    ("misplaced-identifier", "isbn = {1472-6920}"),
    ("unknown-field", "colour = {red}"),
    ("encoding-trouble", "title = {lost \ufffd}"),
    ("url-with-doi", "doi = {10.1000/1},\n  url = {https://doi.org/10.1000/2}"),
    ("alias-fields", "journal = {A},\n  journaltitle = {B}"),
    ("all-caps-name", "author = {ROSSI, PATRICK and SMITH, JA}"),
]


@pytest.mark.parametrize(("code", "line"), REPORTED)
def test_what_no_rule_can_fix_is_reported(code: str, line: str) -> None:
    assert found(code, field(line))
    assert fixed(code, line) == line


def test_required_fields_may_be_inherited() -> None:
    child = "@inproceedings{c, author = {A B}, title = {C}, crossref = {p}}\n"
    parent = "@proceedings{p, title = {P}, booktitle = {P}, year = 2020}\n"
    assert found("missing-field", child + parent) == []
    assert found("missing-field", child) == []  # the parent's lack is reported instead
    assert found("missing-parent", child)


def test_biblatex_names_of_required_fields_count() -> None:
    text = "@article{a, author = {A B}, title = {C}, journaltitle = {D}, date = {2020}}"
    assert found("missing-field", text) == []


def test_an_empty_field_of_a_child_hides_the_parents_and_is_not_safe_to_remove() -> None:
    text = "@inproceedings{c, booktitle = {}, crossref = {p}}\n@proceedings{p, title = {P}}\n"
    document = parse(text, "f.bib")
    assert (
        apply_fixes(Library([document]), chosen(["empty-field"]), TODAY).files["f.bib"].after
        == text
    )


def test_removing_a_field_leaves_its_neighbours_bytes() -> None:
    text = "@misc{a, note = {}, title={A},\r\n\tyear = {} ,\r\n  month = jan, day={}}"
    after = (
        apply_fixes(Library.of({"f.bib": text}), chosen(["empty-field"]), TODAY)
        .library.documents[0]
        .text
    )
    assert after == "@misc{a, title={A},\r\n  month = jan}"


def test_keys_in_two_files_clash() -> None:
    one, two = parse("@misc{a, title={A}}", "1.bib"), parse("@misc{a, title={B}}", "2.bib")
    hits = run(Library([one, two]), chosen(["duplicate-key"]), TODAY)
    assert [(f.place.file, "1.bib:1:1" in f.message) for f in hits] == [("2.bib", True)]


def test_bytes_that_were_guessed_at_are_reported() -> None:
    document = parse("@misc{a, title = {caf\u00e9}}", "f.bib")
    at = document.text.index("é")
    odd = Context("2026-01-31", {"f.bib": FileEncoding(odd=(at,))})
    guessed = Context("2026-01-31", {"f.bib": FileEncoding("cp1252", certain=False)})
    for context in (odd, guessed):
        hits = run(Library([document]), chosen(["encoding-trouble"]), context)
        assert [f.code for f in hits] == ["encoding-trouble"]


def test_a_reference_list_with_one_journal_in_two_forms_is_reported_once_for_the_rarer() -> None:
    text = "".join(
        f"@article{{k{n}, journal = {{{name}}}}}\n"
        for n, name in enumerate(["Physical Review Letters"] * 3 + ["Phys. Rev. Lett."])
    )
    assert len(found("mixed-journal-forms", text)) == 1
    other = "@article{a, journal = {Nature}}\n@article{b, journal = {Nature Physics}}\n"
    assert found("mixed-journal-forms", other) == []
    stops = "@article{a, journal = {Phys. Rev. Lett.}}\n@article{b, journal = {Phys Rev Lett}}\n"
    assert len(found("mixed-journal-forms", stops)) == 1
    assert len(found("mixed-journal-forms", stops + text)) == 3  # each abbreviated field once


@pytest.mark.parametrize(
    "value",
    [" ", "and ", "1-", "1", "a", "Ab ", "~ ", "/home/", "iv", "\n", "A. & ", "$", "&#1"],
)
def test_hostile_values_cost_no_more_than_good_ones(value: str) -> None:
    names = ("author", "title", "pages", "url", "doi", "isbn", "month", "date", "year", "file")
    text = "".join(f"{name} = {{{value * 4000}}},\n" for name in names)
    rules = [rule for rule in chosen() if rule.code != "duplicate-entry"]
    began = time.perf_counter()
    run(Library([parse(f"@article{{k,\n{text}}}", "f.bib")]), rules, TODAY)
    assert time.perf_counter() - began < 10


def test_a_capital_that_the_library_also_writes_small_is_taste_and_not_a_proper_noun() -> None:
    one = "@misc{a, title = {On the configurational Entropy of small systems}}\n"
    other = "@misc{b, title = {Notes on entropy}}\n"
    assert found("unprotected-capitals", one)
    assert not found("unprotected-capitals", one + other)


@pytest.mark.parametrize(
    "text",
    [
        "@misc{a, pages = {1-2}, citare = {ignore page-range because printed so}}",
        "% citare: disable page-range\n@misc{a, pages = {1-2}}",
    ],
)
def test_an_allowance_with_another_word_is_named(text: str) -> None:
    assert [f.place.line for f in misspelt(parse(text))] == [1]


def test_reports_of_other_numbers_and_years_are_told_apart_or_only_mentioned() -> None:
    def report(key: str, number: str, year: int) -> str:
        return (
            f"@techreport{{{key}, title = {{A note on the detector layout}}, author = {{Roe, Jo}},"
            f" institution = {{Lab}}, number = {{{number}}}, year = {year}}}\n"
        )

    assert not found("duplicate-entry", report("a", "TN-016", 2020) + report("b", "TN-053", 2020))
    library = Library.of({"f.bib": report("a", "", 2020) + report("b", "", 2021)})
    findings = run(library, chosen(["duplicate-entry"]), TODAY)
    assert [f.severity.value for f in findings if f.code == "duplicate-entry"] == ["info"]
