"""Kinds of input that styles, items and manuscripts have, each in its smallest form."""

from __future__ import annotations

from typing import Any

import pytest

from citare.csl.processor import Citation, Cite, Result, compile_style, render
from citare.csl.style import read_style
from citare.disk.styles import StyleFiles
from citare.model.csl_json import items_from_json
from citare.text.rich import plain

FILES = StyleFiles()


def made(
    layout: str,
    items: list[dict[str, Any]],
    citations: list[list[Cite]] | None = None,
    *,
    citation: str = "",
    sort: str = "",
    bibliography: str = "",
    macros: str = "",
    kind: str = "in-text",
    locale: str = "en-US",
) -> Result:
    """Items under a style of one layout, as `layout` in the bibliography and in citations."""
    xml = (
        f'<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="{kind}"><info/>'
        f"{macros}<citation {citation}><layout delimiter='; '>{layout}</layout></citation>"
        f"<bibliography {bibliography}>{f'<sort>{sort}</sort>' if sort else ''}"
        f"<layout>{layout}</layout></bibliography></style>"
    )
    found, _ = items_from_json([{"type": "book", **item} for item in items])
    cites = [Citation(tuple(c), note_index=n) for n, c in enumerate(citations or [], 1)]
    return render(compile_style(read_style(xml), FILES, locale), found, cites)


def entries(result: Result) -> list[str]:
    """The bibliography as text."""
    assert result.bibliography is not None
    return [plain(entry.text) for entry in result.bibliography.entries]


def cited(result: Result) -> list[str]:
    """The citations as text."""
    return [plain(text) for text in result.citations]


def issued(*parts: list[int]) -> dict[str, Any]:
    """A date."""
    return {"issued": {"date-parts": list(parts)}}


YEAR = '<date variable="issued"><date-part name="year"/></date>'
MONTH = '<date variable="issued"><date-part name="month"/></date>'
NAMES = '<names variable="author"><name/></names>'
TITLE = '<text variable="title"/>'


def test_dates_of_any_width_sort_in_one_order() -> None:
    """YYYYMMDD, zeros for what is missing or not shown; ranges by their start (Sorting)."""
    macro = (
        '<macro name="d"><choose><if type="webpage"><date variable="issued" form="numeric"/></if>'
        f"<else>{YEAR}</else></choose></macro>"
    )
    items = [
        {"id": "c", "title": "2011", **issued([2011])},
        {"id": "r", "title": "2002-2005", **issued([2002], [2005])},
        {"id": "w", "title": "2002-05-03", "type": "webpage", **issued([2002, 5, 3])},
        {"id": "b", "title": "2003", **issued([2003])},
        {"id": "a", "title": "2002", **issued([2002])},
    ]
    result = made(TITLE, items, macros=macro, sort='<key macro="d"/>')
    assert entries(result) == ["2002", "2002-2005", "2002-05-03", "2003", "2011"]


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        ("CMU-CS-99-123", "no. CMU-CS-99-123"),
        ("ISO 9241-11", "no. ISO 9241-11"),
        ("10.1234-56", "no. 10.1234-56"),
        ("A-1", "no. A-1"),
        ("3-4", "nos. 3–4"),
        ("12-1-12-9", "nos. 12-1–12-9"),
        ("3 & 4", "nos. 3 & 4"),
        ("7", "no. 7"),
    ],
)
def test_only_what_is_numeric_as_a_whole_is_a_range(number: str, printed: str) -> None:
    """Identifiers keep their hyphens and are one (is-numeric)."""
    layout = (
        '<group delimiter=" "><label variable="issue" form="short"/>'
        '<number variable="issue"/></group>'
    )
    assert entries(made(layout, [{"id": "a", "issue": number}])) == [printed]


@pytest.mark.parametrize(
    ("page", "printed"),
    [
        ("107-108", "107–8"),
        ("A-1", "A-1"),
        ("12:1-12:28", "12:1–12:28"),
        ("12-1–12-9", "12-1–12-9"),
        ("xi-xv", "xi–xv"),
        ("110-N6", "110-N6"),
    ],
)
def test_pages_are_ranges_of_the_same_kind(page: str, printed: str) -> None:
    """Both ends have a digit or are Roman; only plain numbers are shortened."""
    style = (
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text" '
        'page-range-format="chicago"><info/><citation><layout><text variable="page"/></layout>'
        "</citation></style>"
    )
    items, _ = items_from_json([{"id": "a", "type": "book", "page": page}])
    result = render(compile_style(read_style(style), FILES), items, [Citation((Cite("a"),))])
    assert cited(result) == [printed]


def test_the_order_of_stops_is_the_order_in_the_style() -> None:
    """A group's last suffix comes before the delimiter that follows the group."""
    layout = (
        '<group delimiter=". "><group><text variable="volume" suffix=":"/></group>'
        '<text variable="DOI"/></group>'
    )
    assert entries(made(layout, [{"id": "a", "volume": "7", "DOI": "10.1/x"}])) == ["7:. 10.1/x"]


@pytest.mark.parametrize(("locale", "printed"), [("en-GB", "‘Who?’ B"), ("de-DE", "„Who?“ B")])
def test_a_question_mark_before_a_closing_quotation_mark_takes_the_stop(
    locale: str, printed: str
) -> None:
    """Also where stops go outside."""
    layout = '<text variable="title" quotes="true" suffix="."/><text value="B" prefix=" "/>'
    assert entries(made(layout, [{"id": "a", "title": "Who?"}], locale=locale)) == [printed]


def test_a_date_in_words_is_printed_once() -> None:
    """It takes the place of the year; a date without a year prints nothing of it."""
    layout = f'<group delimiter=", ">{YEAR}{MONTH}</group>'
    item = {"id": "a", "issued": {"literal": "in press"}}
    assert entries(made(layout, [item])) == ["in press"]


def test_an_open_range_has_one_dash() -> None:
    """Where the year is printed."""
    layout = f'<group delimiter=", ">{YEAR}{MONTH}</group>'
    assert entries(made(layout, [{"id": "a", **issued([2019, 3], [0])}])) == ["2019–, March"]


def test_a_label_asks_what_the_number_beside_it_has() -> None:
    """The number of the first note is the cite's; with it two works differ without more."""
    layout = (
        '<choose><if position="first"><text variable="title"/></if><else><group delimiter=" ">'
        f'{NAMES}<choose><if disambiguate="true"><text variable="title"/></if></choose>'
        '<label variable="first-reference-note-number" form="short"/>'
        '<text variable="first-reference-note-number"/></group></else></choose>'
    )
    author = [{"family": "Roe"}]
    items = [
        {"id": "a", "title": "A", "author": author},
        {"id": "b", "title": "B", "author": author},
    ]
    notes = [[Cite("a")], [Cite("b")], [Cite("a")]]
    term = (
        '<locale><terms><term name="first-reference-note-number" form="short">n.</term></terms>'
        "</locale>"
    )
    assert cited(made(layout, items, notes, kind="note", macros=term))[2] == "Roe n. 1"


@pytest.mark.parametrize(
    ("prefix", "printed"),
    [
        ("cf. ", "cf. ibid."),
        ("See this. ", "See this. Ibid."),
        ("He said “no.” ", "He said “no.” Ibid."),
        ("", "Ibid."),
    ],
)
def test_a_prefix_opens_a_sentence_if_it_is_one(prefix: str, printed: str) -> None:
    """An abbreviation is one word and ends no sentence."""
    layout = f'<choose><if position="ibid"><text term="ibid"/></if><else>{TITLE}</else></choose>'
    notes = [[Cite("a")], [Cite("a", prefix=prefix)]]
    result = made(layout, [{"id": "a", "title": "T"}], notes, kind="note")
    assert cited(result)[1] == printed


def test_locators_are_text() -> None:
    """Quotation marks and markup are read, a label in the text is the label."""
    layout = (
        '<group delimiter=" "><label variable="locator" form="short"/>'
        '<text variable="locator"/></group>'
    )
    notes = [
        [Cite("a", locator='"gargoyle"', label="sub-verbo")],
        [Cite("a", locator="<i>a</i>1")],
        [Cite("a", locator="p. 12", label="page")],
    ]
    assert cited(made(layout, [{"id": "a"}], notes)) == ["s.v. “gargoyle”", "p. a1", "p. 12"]


def test_what_the_writer_ends_needs_no_delimiter() -> None:
    """After a suffix that ends in a full stop, and before a prefix that begins with one."""
    items = [{"id": "a", "title": "A"}, {"id": "b", "title": "B"}]
    notes = [
        [Cite("a", suffix=", x."), Cite("b")],
        [Cite("a"), Cite("b", prefix=". See ")],
        [Cite("a"), Cite("b")],
    ]
    assert cited(made(TITLE, items, notes)) == ["A, x. B", "A. See B", "A; B"]


def test_cites_without_text_are_reported() -> None:
    """A finding names the item, once."""
    result = made(NAMES, [{"id": "lonely", "title": "T"}], [[Cite("lonely")]])
    assert [f.code for f in result.warnings] == ["csl-nothing-printed"]
    assert "lonely" in result.warnings[0].message


def test_languages_of_three_letters_are_languages() -> None:
    """Library records say "eng"."""
    layout = '<text variable="title" text-case="title"/>'
    item = {"id": "a", "title": "The inner side", "language": "eng"}
    other = {"id": "b", "title": "Der innere kreis", "language": "ger"}
    assert entries(made(layout, [item, other])) == ["The Inner Side", "Der innere kreis"]


@pytest.mark.parametrize("given", ["J.J.", "J J", "J. J."])
def test_spaces_between_initials_make_no_other_person(given: str) -> None:
    """No given name is added to tell them apart."""
    items = [
        {"id": "a", "title": "A", "author": [{"family": "Doe", "given": "J. J."}]},
        {"id": "b", "title": "B", "author": [{"family": "Doe", "given": given}]},
    ]
    layout = f'<names variable="author"><name form="short"/></names><text value=" "/>{TITLE}'
    options = 'disambiguate-add-givenname="true" givenname-disambiguation-rule="all-names"'
    result = made(layout, items, [[Cite("a"), Cite("b")]], citation=options)
    assert cited(result) == ["Doe A; Doe B"]


def test_et_al_is_no_part_of_a_sort_key() -> None:
    """Shortened names sort as the names that are left."""
    items = [
        {"id": "z", "title": "Z", "author": [{"family": "Smith"}]},
        {"id": "a", "title": "A", "author": [{"family": "Smith"}, {"family": "Jones"}]},
    ]
    sort = '<key macro="n" names-min="1" names-use-first="1"/><key variable="title"/>'
    result = made(TITLE, items, sort=sort, macros=f'<macro name="n">{NAMES}</macro>')
    assert entries(result) == ["A", "Z"]


@pytest.mark.parametrize(
    ("element", "printed"),
    [
        ('<text variable="publisher" strip-periods="true"/>', "CEUR-WS.org"),
        ('<text term="sub-verbo" form="short" strip-periods="true"/>', "Sv"),
        ('<text macro="c" strip-periods="true"/>', "vol. Nat Rev."),
    ],
)
def test_strip_periods_by_what_a_text_is(element: str, printed: str) -> None:
    """Terms lose all full stops, variables keep one in a word, affixes stay."""
    macros = (
        '<macro name="c"><group suffix=".">'
        '<text variable="container-title" prefix="vol. "/></group></macro>'
    )
    item = {"id": "a", "publisher": "CEUR-WS.org", "container-title": "Nat. Rev."}
    assert entries(made(element, [item], macros=macros)) == [printed]


def test_a_substitute_prints_names_once() -> None:
    """A names variable counts as used as soon as it is printed (Substitute)."""
    layout = '<names variable="translator"><substitute><text macro="editor"/></substitute></names>'
    macros = (
        '<macro name="editor"><group delimiter=" "><names variable="editor"><label form="short" '
        'prefix=" "/></names><names variable="editor"/></group></macro>'
    )
    item = {"id": "a", "editor": [{"family": "Doe"}]}
    assert entries(made(layout, [item], macros=macros)) == ["Doe ed."]


def test_an_entry_begins_after_its_number() -> None:
    """The term that opens it is capital."""
    layout = '<text variable="citation-number" prefix="[" suffix="] "/><text term="in"/>'
    assert entries(made(layout, [{"id": "a"}])) == ["[1] In"]


def test_a_dash_stands_for_the_same_people() -> None:
    """Neither for other co-authors left out by "et al." nor for a title's macro (MLA, CMOS)."""

    def work(key: str, *authors: str) -> dict[str, Any]:
        return {"id": key, "title": "T", "author": [{"family": name} for name in authors]}

    layout = (
        '<names variable="author"><name et-al-min="3" et-al-use-first="1"/><substitute>'
        '<text macro="t"/></substitute></names>'
    )
    items = [work("a", "Roe"), work("b", "Roe"), work("c", "Roe", "Ray", "Fox"),
             work("d", "Roe", "Zed", "Fox"), {"id": "e", "title": "T"},
             {"id": "f", "title": "T"}]  # fmt: skip
    result = made(
        layout, items, bibliography='subsequent-author-substitute="———"',
        macros=f'<macro name="t">{TITLE}</macro>',
    )  # fmt: skip
    assert entries(result) == ["Roe", "———", "Roe et al.", "Roe et al.", "T", "T"]


def test_words_in_brackets_are_no_initials() -> None:
    """APA 7: a name in square brackets stays as it is written."""
    layout = '<names variable="author"><name initialize-with=". "/></names>'
    item = {"id": "a", "author": [{"family": "Fox", "given": "Ann [Red Fox]"}]}
    assert entries(made(layout, [item])) == ["A. [Red Fox] Fox"]


@pytest.mark.parametrize(
    ("family", "printed"), [("de' Medici", "de’ Medici"), ("d'Alembert", "d’Alembert")]
)
def test_an_apostrophe_joins_where_a_vowel_is_left_out_for_the_next(
    family: str, printed: str
) -> None:
    """`de'` is a word cut short, `d'` one that leans on the next."""
    item = {"id": "a", "author": [{"family": family, "given": ""}]}
    assert entries(made('<names variable="author"><name form="long"/></names>', [item])) == [
        printed
    ]


def test_a_note_gives_variables_beside_others() -> None:
    """Unknown names stay in the note; the first line may be a remark."""
    note = "A remark: free\nstatus: in press\nunknown-thing: 3\nnumber: 7\nfree text"
    layout = (
        '<group delimiter="|"><text variable="status"/><text variable="number"/>'
        '<text variable="note"/></group>'
    )
    (printed,) = entries(made(layout, [{"id": "a", "note": note}]))
    assert printed == "in press|7|A remark: free\nunknown-thing: 3\nfree text"


def test_affixes_at_the_ends_of_a_run_stay_in_it() -> None:
    """Only what the writer puts between two numbers parts them."""
    items = [{"id": key} for key in "abcd"]
    layout = '<text variable="citation-number"/>'
    notes = [
        [Cite("a"), Cite("b", prefix="see "), Cite("c"), Cite("d", suffix=" too")],
        [Cite("a"), Cite("b", suffix=" too"), Cite("c"), Cite("d")],
    ]
    result = made(layout, items, notes, citation='collapse="citation-number"')
    assert cited(result) == ["1; see 2–4 too", "1; 2 too; 3; 4"]


def test_author_only_in_a_numeric_style_names_the_reference() -> None:
    """There are no names to print: "Reference 2"."""
    items = [{"id": "a"}, {"id": "b"}]
    notes = [[Cite("a")], [Cite("b", author_only=True)]]
    assert cited(made('<text variable="citation-number"/>', items, notes))[1] == "Reference 2"


@pytest.mark.parametrize(
    ("count", "printed"),
    [(2, "A, B"), (3, "A … C"), (5, "A … E")],
)
def test_the_last_name_follows_an_ellipsis_that_hides_a_name(count: int, printed: str) -> None:
    """et-al-use-last needs two names more than are shown, else the ellipsis hides none."""
    layout = (
        '<names variable="author"><name et-al-min="3" et-al-use-first="2" '
        'et-al-use-last="true"/></names>'
    )
    item = {"id": "a", "author": [{"family": letter} for letter in "ABCDE"[:count]]}
    assert entries(made(layout, [item])) == [printed]
