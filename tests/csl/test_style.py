"""What a style tells without rendering."""

from __future__ import annotations

import pytest

from citare.csl.style import prints_variable, read_style, used_elements

STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text"><info/>
<macro name="number"><choose>
  <if type="report book" match="any"><text variable="number"/></if>
  <else-if type="article-journal" variable="page" match="all"><text variable="page"/></else-if>
  <else-if type="article-journal"><text variable="volume"/></else-if>
  <else><number variable="number"/></else>
</choose></macro>
<citation><layout><text macro="number"/><text variable="title"/></layout></citation></style>"""


@pytest.mark.parametrize(
    ("variable", "csl_type", "present", "printed"),
    [
        ("number", "report", set(), True),
        ("number", "article-journal", {"page"}, False),
        ("number", "article-journal", set(), False),
        ("volume", "article-journal", {"page"}, False),
        ("volume", "article-journal", set(), True),
        ("number", "webpage", set(), True),
        ("title", "webpage", set(), True),
    ],
)
def test_a_style_says_what_it_prints_of_an_item(
    variable: str, csl_type: str, present: set[str], printed: bool
) -> None:
    """Branches that an item cannot take do not count, macros do."""
    style = read_style(STYLE)
    assert prints_variable(style, style.citation, variable, csl_type, present) is printed


def test_elements_come_in_document_order() -> None:
    """A macro's elements follow its call."""
    style = read_style(STYLE)
    variables = [e.get("variable") for e in used_elements(style, style.citation)]
    assert [v for v in variables if v] == ["number", "page", "page", "volume", "number", "title"]
