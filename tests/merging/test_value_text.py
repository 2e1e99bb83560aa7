"""Values as one line of text and back."""

from hypothesis import given
from hypothesis import strategies as st

from citare.merging.lock import decode_value as decode
from citare.merging.lock import encode_value as encode
from citare.model.dates import Date
from citare.model.name import OTHERS, Name

words = st.text(max_size=12)
names = st.one_of(
    st.just(OTHERS),
    st.builds(Name, family=words.filter(bool), given=words),
    st.builds(Name, literal=words.filter(bool)),
    st.builds(
        Name,
        family=words.filter(bool),
        given=words,
        suffix=words,
        non_dropping_particle=words,
        dropping_particle=words,
    ),
)


@given(st.text())
def test_text_comes_back(value: str) -> None:
    line = encode(value)
    assert "\n" not in line
    assert "\r" not in line
    assert decode("title", line) == value


@given(st.lists(names, max_size=4).map(tuple))
def test_names_come_back(value: tuple[Name, ...]) -> None:
    assert decode("author", encode(value)) == value


@given(
    st.tuples(st.integers(1000, 2100))
    | st.tuples(st.integers(1000, 2100), st.integers(1, 12))
    | st.tuples(st.integers(1000, 2100), st.integers(1, 12), st.integers(1, 28)),
    st.booleans(),
)
def test_dates_come_back(parts: tuple[int, ...], circa: bool) -> None:
    value = Date(parts=(parts,), circa=circa)
    assert decode("issued", encode(value)) == value


@given(st.text(min_size=1))
def test_literal_date_comes_back(text: str) -> None:
    value = Date(literal=text)
    assert decode("issued", encode(value)) == value


@given(st.sampled_from(["author", "issued", "title"]), st.text())
def test_any_line_is_read_without_error(variable: str, line: str) -> None:
    decode(variable, line)


def test_lines_are_what_a_person_would_write() -> None:
    people = (Name(family="Hani", given="Hind"), Name(literal="WHO; Geneva"), OTHERS)
    assert encode(people) == "Hani, Hind; {WHO; Geneva}; et al."
    assert encode(Date(parts=((2025, 1, 27),))) == "2025-01-27"
