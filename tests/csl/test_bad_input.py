"""Broken styles and items cost an error or a warning that names them, never another entry."""

from __future__ import annotations

import string
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citare.csl.processor import Citation, Cite, Result, compile_style, render
from citare.csl.style import read_style
from citare.errors import StyleError
from citare.model.csl_json import items_from_json
from citare.text.rich import plain
from tests.csl_suite import FILES

HEAD = '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">'
PLAIN = """<citation><layout><text variable="title"/></layout></citation>
<bibliography><layout suffix=".">
  <names variable="author"/><date variable="issued" form="text" prefix=" "/>
  <text variable="title" prefix=" "/><number variable="edition" prefix=" " form="ordinal"/>
</layout></bibliography>"""


def printed(body: str, items: list[Any], *citations: Citation) -> Result:
    """Render items in a style with that body."""
    found, _ = items_from_json(items)
    compiled = compile_style(read_style(f"{HEAD}{body}</style>", "test"), FILES)
    return render(compiled, found, citations)


def entries(result: Result) -> list[str]:
    """The bibliography's entries as plain text."""
    assert result.bibliography is not None
    return [plain(entry.text) for entry in result.bibliography.entries]


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("<style", "1: not well-formed"),
        ("", "not well-formed"),
        ("<locale/>", "<locale> is not a CSL style"),
        (f"{HEAD}</style>", "no <citation>"),
        (f"{HEAD}<citation/></style>", "no <layout>"),
        ('<!DOCTYPE s [<!ENTITY a "b">]>' + HEAD + "</style>", "document type"),
        ('<!DOCTYPE s SYSTEM "http://example.org/x.dtd">' + HEAD + "</style>", "document type"),
        (HEAD + "<group>" * 300 + "</group>" * 300 + "</style>", "nested more than"),
        (HEAD + "<!--" + "x" * 5_000_000 + "--></style>", "larger than"),
    ],
)
def test_hostile_and_broken_xml(source: str, says: str) -> None:
    """What is not a style, or more than a style, is refused with the style's name."""
    with pytest.raises(StyleError, match="bad-style") as caught:
        read_style(source, "bad-style")
    assert says in caught.value.message


def test_macros_that_multiply_are_refused() -> None:
    """Thirty macros that each call the next one twice would print a thousand million texts."""
    macros = "".join(
        f'<macro name="m{n}"><text macro="m{n + 1}"/><text macro="m{n + 1}"/></macro>'
        for n in range(30)
    )
    body = f'{macros}<macro name="m30"><text value="x"/></macro>'
    body += '<citation><layout><text macro="m0"/></layout></citation>'
    with pytest.raises(StyleError, match="macros expand"):
        printed(body, [])


def test_a_chain_of_macros_without_end_is_refused() -> None:
    """A thousand macros deep is an error, not a crash."""
    macros = "".join(f'<macro name="m{n}"><text macro="m{n + 1}"/></macro>' for n in range(1000))
    body = f'{macros}<citation><layout><text macro="m0"/></layout></citation>'
    with pytest.raises(StyleError, match="nested too deeply"):
        printed(body, [])


@pytest.mark.parametrize(
    ("macros", "code"),
    [
        ("", "csl-missing-macro"),
        ('<macro name="a"><text macro="a"/></macro>', "csl-macro-recursion"),
        ('<macro name="a"><text macro="b"/></macro><macro name="b"><text macro="a"/></macro>',
         "csl-macro-recursion"),
    ],
)  # fmt: skip
def test_bad_macros_are_warnings_with_a_line(macros: str, code: str) -> None:
    """A macro that is missing or calls itself prints nothing; all else is printed."""
    body = (
        f"{macros}<citation><layout>\n<text macro='a'/><text variable='title'/></layout></citation>"
    )
    result = printed(body, [{"id": "i", "title": "T"}], Citation((Cite("i"),)))
    assert plain(result.citations[0]) == "T"
    warnings = [w for w in result.warnings if w.code == code]
    assert warnings
    assert warnings[0].place.file == "test"
    assert warnings[0].place.line


def test_unknown_elements_are_warnings() -> None:
    """An element that CSL does not know prints nothing and is named."""
    body = "<citation><layout><blink/><text variable='title'/></layout></citation>"
    result = printed(body, [{"id": "i", "title": "T"}], Citation((Cite("i"),)))
    assert plain(result.citations[0]) == "T"
    assert any("<blink>" in w.message for w in result.warnings)


def test_a_cite_without_an_item_is_a_warning() -> None:
    """The other cites of the citation are printed."""
    result = printed(PLAIN, [{"id": "a", "title": "A"}], Citation((Cite("gone"), Cite("a"))))
    assert plain(result.citations[0]) == "A"
    assert [w.place.key for w in result.warnings if w.code == "csl-missing-item"] == ["gone"]


BROKEN: list[dict[str, Any]] = [
    {"id": "date", "title": "D", "issued": {"date-parts": [["no", "date"]]}},
    {"id": "month", "title": "M", "issued": {"date-parts": [[2000, 99, 99]]}},
    {"id": "deep", "title": "P", "issued": {"date-parts": [[2000, [1]]]}},
    {"id": "name", "title": "N", "author": [None, 5, {"family": ["x"]}, {}]},
    {"id": "type", "title": "T", "type": "no-such-type"},
    {"title": "No id"},
    {"id": "control", "title": "a\x00b\x85\x9fc\x01"},
    {"id": "markup", "title": "<i>open <b>cross</i></b> & <script>alert(1)</script>"},
    {"id": "number", "title": 5, "edition": "99999999999999999999999999"},
]


def test_broken_items_cost_nothing_else() -> None:
    """Every item is printed, whatever the others are like."""
    result = printed(PLAIN, [*BROKEN, {"id": "good", "title": "Good"}])
    assert result.bibliography is not None
    assert len(result.bibliography.entries) == len(BROKEN) + 1
    assert entries(result)[-1] == " Good."


def test_control_characters_do_not_reach_the_output() -> None:
    """Marks of the working text cannot be forged by an item."""
    result = printed(PLAIN, [{"id": "i", "title": "".join(map(chr, range(0x20))) + "\x80T\x9f"}])
    text = entries(result)[0]
    assert all(c in "\t\n\r " or c.isprintable() for c in text)


TEXT = st.text(
    st.characters(max_codepoint=0x2FFF) | st.sampled_from("<>/ib'\"“”‘’«».,:;!? \u00a0"),
    max_size=40,
)
ITEM = st.fixed_dictionaries(
    {"id": st.text(string.ascii_letters, min_size=1, max_size=4)},
    optional={
        "title": TEXT,
        "edition": TEXT,
        "author": st.lists(
            st.fixed_dictionaries({}, optional={"family": TEXT, "given": TEXT, "literal": TEXT}),
            max_size=3,
        ),
        "issued": st.one_of(
            st.fixed_dictionaries({"raw": TEXT}),
            st.fixed_dictionaries(
                {"date-parts": st.lists(st.lists(st.integers(-3000, 3000), max_size=4), max_size=3)}
            ),
        ),
    },
)
APA = compile_style(FILES.load("apa"), FILES)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ITEM, max_size=4))
def test_any_items_can_be_rendered_twice(items: list[dict[str, Any]]) -> None:
    """Whatever the items, rendering does not fail and gives the same text again."""
    found, _ = items_from_json(items)
    citations = [Citation(tuple(Cite(item.id, locator="1-2") for item in found), note_index=1)]
    assert render(APA, found, citations) == render(APA, found, citations)


def test_pages_of_nested_quotes_end_soon() -> None:
    """A long field of quotation marks takes time in proportion to its length."""
    title = "\"a 'b " * 5000
    assert entries(printed(PLAIN, [{"id": "i", "title": title}]))
