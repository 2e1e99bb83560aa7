"""A reference in one line."""

from citare.library.library import Library
from citare.model.summary import summary

BIB = (
    "@book{one, editor = {Doe, J.}, title = {The \\emph{book}}, year = 2001}\n"
    "@article{two, author = {Li, A. and Wu, B.}, title = {Part}, year = 2002, journal = {J}}\n"
    "@misc{four, author = {Li, A. and Wu, B. and Xu, C. and Yu, D.}, title = {Whole}}\n"
    "@misc{cut, author = {van der Li, A. and others}, year = 2003}\n"
)


def test_a_line_names_who_when_and_what() -> None:
    lines = [summary(item) for item in Library.of({"a.bib": BIB}).items]
    assert lines == [
        "Doe, 2001, The book",
        "Li & Wu, 2002, Part",
        "Li et al., Whole",
        "van der Li et al., 2003",
    ]


def test_a_line_names_the_container_if_wanted() -> None:
    item = Library.of({"a.bib": BIB}).record("two").item
    assert summary(item, container=True) == "Li & Wu, 2002, Part, J"
