"""Documents with their citations and lists printed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citare.actions.cite import CitedDocument, CiteOptions, cite_markdown, markup
from citare.disk.styles import StyleFiles
from citare.library.library import Library

_BIB = """
@book{a, author={Ning, Y and Ong, J}, title={On names}, year=2025}
@article{c, author={Abe, K}, title={Other}, journal={J}, year=2024, pages={1--9}, volume=3}
@misc{z, author={Zed, Z}, title={Zzz}, year=1999, keywords={extra}}
"""
_LIBRARY = Library.of({"t.bib": _BIB})
_STYLES = StyleFiles()


def cite(text: str, style: str = "apa", *, keep: bool = True) -> CitedDocument:
    return cite_markdown(
        text, "t.md", _LIBRARY, _STYLES.load(style), _STYLES, CiteOptions(keep_sources=keep)
    )


def body(text: str, style: str = "apa") -> str:
    """The finished text, before the list."""
    made = cite(text, style, keep=False).text
    return re.split(r"\n\n(?:## References|\[\^citare-1\]:)", made)[0]


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("[@c]", "(Abe, 2024)"),
        (
            "[see @c, p. 3-5, and *more*; @a]",
            "(see Abe, 2024, pp. 3–5, and *more*; Ning & Ong, 2025)",
        ),
        ("[@a; @c]", "(Abe, 2024; Ning & Ong, 2025)"),
        ("@c [p. 3] says", "Abe (2024, p. 3) says"),
        ("@c [p. 3; see @a, ch. 2]", "Abe (2024, p. 3; see Ning & Ong, 2025, Chapter 2)"),
        ("Abe [-@c]", "Abe (2024)"),
        ("[@C]", "(Abe, 2024)"),
        ("[@{c}]", "(Abe, 2024)"),
        ("me@c.org `@c` \\@c <!-- @c -->", "me@c.org `@c` \\@c <!-- @c -->"),
        ("{{< tweet @c >}} {% x @c %} $@c$", "{{< tweet @c >}} {% x @c %} $@c$"),
    ],
)
def test_citations_are_printed(source: str, shown: str) -> None:
    """Each form of pandoc's citation syntax is printed as the style has it."""
    assert body(source) == shown


def test_numbers_follow_the_order_of_first_citation() -> None:
    """A numeric style numbers in the order in which the document cites."""
    made = cite("[@c] [@a] [@c; @a]", "ieee", keep=False)
    assert made.text.startswith("\\[2\\]") is False
    assert body("[@c] [@a] [@c; @a]", "ieee") == "\\[1\\] \\[2\\] \\[1\\], \\[2\\]"


def test_a_note_style_makes_footnotes() -> None:
    """Citations in the text become footnotes, those in a footnote stay in it; ibid is seen."""
    text = "One [@c, p. 3]. Two[^n] and [@c, p. 3].\n\n[^n]: Compare [@a].\n"
    made = cite(text, "chicago-notes-bibliography", keep=False).text
    assert "One [^citare-1]. Two[^n] and [^citare-2]." in made
    assert "[^n]: Compare Y. Ning and J. Ong, *On Names* (2025)." in made
    assert "[^citare-1]: K. Abe, “Other,” *J* 3 (2024): 3." in made
    assert "[^citare-2]: Abe, “Other,” 3." in made


def test_a_missing_key_is_a_finding_and_is_seen_in_the_text() -> None:
    """A key that the library lacks is named with its place, and printed as pandoc prints it."""
    made = cite("A\n\nB [@zz; @c] and [@nope]")
    assert [(f.code, f.place.line, f.place.column, f.place.key) for f in made.findings] == [
        ("undefined-key", 3, 5, "zz"),
        ("undefined-key", 3, 19, "nope"),
    ]
    assert made.findings[0].hint == "similar: z"
    again = cite("x\n" + made.text)
    assert [f.place.line for f in again.findings] == [4, 4]
    assert "(**nope?**)" in made.text


def test_the_list_goes_where_the_document_has_a_place() -> None:
    """A `#refs` division, a last heading, else the end with a heading; markers win."""
    assert cite("[@c]\n\n# References\n").text.count("References") == 1
    inside = cite("[@c]\n\n::: {#refs}\n:::\n\nAfter\n").text
    assert inside.index("Abe, K.") < inside.index("After")
    assert "\n## References\n" in cite("[@c]\n").text
    text = "<!-- citare:references -->\n<!-- /citare:references -->\n\n[@c]\n"
    assert cite(text).text.startswith("<!-- citare:references -->\n\n<a id=")


def test_several_lists_are_chosen_by_queries() -> None:
    """The words in a list's marker are a query of the library's language."""
    text = (
        "---\nnocite: '@*'\n---\n"
        "<!-- citare:references type:book -->\n<!-- /citare:references -->\n"
        "<!-- citare:references tag:extra -->\n<!-- /citare:references -->\n"
    )
    first, second = cite(text).text.split("<!-- citare:references ")[1:]
    assert "On names" in first and "Zzz" not in first
    assert "Zzz" in second and "On names" not in second


def test_the_metadata_of_a_document_counts() -> None:
    """`nocite`, `lang`, `reference-section-title` and `suppress-bibliography` are followed."""
    front = "---\nnocite: '@z'\nlang: de\nreference-section-title: Quellen\n---\n"
    made = cite(front + "[@a]").text
    assert made.startswith(front) and "## Quellen" in made and "Zzz" in made
    assert "Ning & Ong, 2025" in made
    quiet = cite("---\nsuppress-bibliography: true\n---\n[@c]").text
    assert "citare:references" not in quiet


def html(text: str, style: str = "apa", *, fragment: bool = True) -> str:
    options = CiteOptions(output="html", fragment=fragment, links=True)
    return cite_markdown(text, "t.md", _LIBRARY, _STYLES.load(style), _STYLES, options).text


def test_a_page_has_citations_entries_and_links_between_them() -> None:
    """HTML: citations in the line link to entries with an id; the page has the title."""
    made = html("---\ntitle: A <b> post\n---\nSee [@c] and *more*.", fragment=False)
    assert "<title>A &#60;b&#62; post</title>" in made
    assert (
        '<p>See <a href="#ref-c" role="doc-biblioref">(Abe, 2024)</a> and <em>more</em>.</p>'
        in made
    )
    assert '<div class="csl-entry" id="ref-c" role="listitem">Abe, K. (2024).' in made
    assert "<h2>References</h2>" in made
    assert "\ue000" not in made


def test_html_shows_what_is_hostile_as_text() -> None:
    """What an entry holds is escaped, also where the Markdown allows HTML."""
    library = Library.of({"h.bib": "@misc{h, title={<script>x</script> & *y*}, year=2001}"})
    options = CiteOptions(output="html", fragment=True)
    made = cite_markdown("[@h]", "t.md", library, _STYLES.load("apa"), _STYLES, options).text
    assert "<script>" not in made and "&#60;script&#62;" in made and "<em>y" not in made


def test_footnotes_of_a_note_style_are_html_footnotes() -> None:
    """A citation in a note style is a footnote of the page, with its text as printed."""
    made = html("One [@c].", "chicago-notes-bibliography")
    assert 'class="footnote-ref"' in made
    assert "K. Abe, “Other,” <i>J</i> 3 (2024): 1–9." in made


def test_links_are_there_when_they_are_asked_for() -> None:
    """`link-citations` in the metadata links a citation of one work to its entry."""
    made = cite("---\nlink-citations: true\n---\n[@c] [@a; @c]\n", "ieee", keep=False).text
    assert "[\\[1\\]](#ref-c) \\[1\\], \\[2\\]" in made
    assert '<a id="ref-c"></a>' in made


_TEXTS = st.lists(
    st.sampled_from(
        [
            "@c", "[@c; see @a, p. 3]", "@a [p. 3; @c]", "[-@c]", "[@nope]", "word ", "\n\n", "\n",
            "[^1]", "\n\n[^1]: x [@c]\n\n", "`@c`", "# References\n", "::: {#refs}\n:::\n", "*",
            "&", '"', "<b>", "<!-- ", "-->", "    ", "- ", "[", "]", "^[in @a]", "\r\n",
            "## Heading\n", "```\n",
        ]
    ),
    max_size=14,
).map("".join)  # fmt: skip


@given(text=_TEXTS, style=st.sampled_from(["apa", "ieee", "chicago-notes-bibliography"]))
def test_a_second_run_changes_nothing(text: str, style: str) -> None:
    """Printing a printed document in the same style gives the same bytes."""
    once = cite(text, style)
    twice = cite(once.text, style)
    assert twice.text == once.text
    assert twice.keys == once.keys


@given(text=_TEXTS)
def test_sources_outlive_a_change_of_style(text: str) -> None:
    """Printing in another style and back is the same as printing once."""
    assert cite(cite(cite(text).text, "ieee").text).text == cite(text).text


def test_everything_else_stays_byte_for_byte() -> None:
    """Between citations nothing changes: spaces, line ends, tables, raw HTML, shortcodes."""
    text = (
        "a  [@c]\tb\r\n\r\n| x | [@a] |\r\n|--|--|\r\n"
        "<div  class='q'>&nbsp;</div>\r\n{{< x >}}  \r\n"
    )
    made = cite(text, keep=False).text
    head = made.split("\r\n## References")[0]
    assert head == text.replace("[@c]", "(Abe, 2024)").replace("[@a]", "(Ning & Ong, 2025)")
    assert "\n" not in made.replace("\r\n", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*a* b", "<i>a</i> b"),
        ("**a**", "<b>a</b>"),
        ("_a_ b_c_d", "<i>a</i> b_c_d"),
        (r"\*a\*", "*a*"),
    ],
)
def test_markdown_in_a_prefix_is_the_processors_markup(text: str, expected: str) -> None:
    """Emphasis becomes markup, escapes become characters."""
    assert markup(text) == expected
