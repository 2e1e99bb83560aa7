"""Names are read by BibTeX's rules, and written so that they are read as the same names."""

from __future__ import annotations

import pytest
from bibtexparser.middlewares.names import parse_single_name_into_parts
from hypothesis import example, given
from hypothesis import strategies as st

from citare.bibtex.names import format_name, format_names, parse_name, parse_names, split_names
from citare.model.name import OTHERS, Name
from citare.text.latex.decode import decode


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("A and B", ["A", "B"]),
        ("A AND B\n and\tC", ["A", "B", "C"]),
        ("{Barnes and Noble} and B", ["{Barnes and Noble}", "B"]),
        ("Sand and Anderson and Rand, A", ["Sand", "Anderson", "Rand, A"]),
        ("A and", ["A"]),
        ("and A", ["A"]),
        ("A and and B", ["A", "B"]),
        ("A\\and B", ["A\\and B"]),
        ("", []),
        ("{A and B", ["{A and B"]),
        ("A} and B", ["A}", "B"]),
    ],
)
def test_names_are_split_at_and_outside_braces(value: str, names: list[str]) -> None:
    assert split_names(value) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Donald E. Knuth", Name("Knuth", "Donald E.")),
        ("Knuth, Donald E.", Name("Knuth", "Donald E.")),
        ("Knuth", Name("Knuth")),
        ("Ludwig van Beethoven", Name("Beethoven", "Ludwig", non_dropping_particle="van")),
        ("van Beethoven, Ludwig", Name("Beethoven", "Ludwig", non_dropping_particle="van")),
        ("de Gaulle", Name("Gaulle", non_dropping_particle="de")),
        ("Per Brinch Hansen", Name("Hansen", "Per Brinch")),
        ("Brinch Hansen, Per", Name("Brinch Hansen", "Per")),
        ("Charles Louis Xavier Joseph de la Vall{\\'e}e Poussin",
         Name("Vallée Poussin", "Charles Louis Xavier Joseph", non_dropping_particle="de la")),
        ("King, Jr., Martin Luther", Name("King", "Martin Luther", suffix="Jr.")),
        ("King, Martin Luther, Jr.", Name("King", "Martin Luther", suffix="Jr.")),
        ("Smith Jr., John", Name("Smith", "John", suffix="Jr.")),
        ("John Paul Smith III", Name("Smith", "John Paul", suffix="III")),
        ("{World Health Organization}", Name(literal="World Health Organization")),
        ("{{WHO} Europe}", Name(literal="WHO Europe")),
        ("{van der Berg}, Jan", Name("van der Berg", "Jan", parse_names=False)),
        ("{\\'E}mile Zola", Name("Zola", "Émile")),
        ("{\\'e}mile de Zola Foo", Name("Zola Foo", non_dropping_particle="émile de")),
        ("Donald~E. Knuth", Name("Knuth", "Donald E.")),
        ("Lastname,", Name("Lastname")),
        (", First", Name("First")),
        ("{\\relax Ch}arles Darwin", Name("Darwin", "Charles")),
        ("{\\OE}uvre, A", Name("Œuvre", "A")),
        ("J.\\,R. Smith", Name("Smith", "J. R.")),
        ("family=Buch, given={Jean, Pierre}, prefix=de la, useprefix=true",
         Name("Buch", "Jean, Pierre", non_dropping_particle="de la")),
        ("given=Hans, family=Harman, prefix=von, useprefix=false",
         Name("Harman", "Hans", dropping_particle="von")),
        ('"family={Smith}", given=Ann', Name("Smith", "Ann")),
    ],
)  # fmt: skip
def test_a_name_is_read_by_bibtexs_rules(text: str, name: Name) -> None:
    assert parse_name(text)[0] == name


def test_others_and_et_al_end_a_list() -> None:
    assert parse_names("A, B and others").names == (Name("A", "B"), OTHERS)
    listed = parse_names("A, B and et al.")
    assert listed.names == (Name("A", "B"), OTHERS)
    assert listed.problems
    assert parse_names("A, B and {others}").names == (Name("A", "B"), OTHERS)
    assert parse_names("others and A, B").names == (Name("others"), Name("A", "B"))


def test_a_prefix_drops_when_the_entry_says_so() -> None:
    (name,) = parse_names("van Gogh, Vincent", use_prefix=False).names
    assert name == Name("Gogh", "Vincent", dropping_particle="van")


def test_what_is_wrong_with_a_name_is_reported() -> None:
    for text in ("A, B, C, D", "A}, B", "{A, B", r"\foo{A}, B"):
        assert parse_names(text).problems, text


WORDS = st.sampled_from(
    ["Smith", "van", "der", "O'Neil", "Jean-Paul", "J.", "{von}", "{Foo Bar}", "{\\'E}tienne", "al"]
)


@given(st.lists(WORDS, min_size=1, max_size=5), st.lists(WORDS, max_size=3))
def test_parts_agree_with_bibtexparser(last: list[str], first: list[str]) -> None:
    text = " ".join(last) + (", " + " ".join(first) if first else "")
    theirs = parse_single_name_into_parts(text, strict=False)
    if not first and (len(last) == 2 or last[-1] in ("al", "van", "der")):
        return  # its first word is no von there, and its von may be followed by nothing
    ours = parse_name(text)[0]
    if ours.literal:
        return

    def plain(words: list[str]) -> str:
        return decode(" ".join(words)).text

    assert ours.family == plain(theirs.last)
    given = [part for part in (ours.given, ours.dropping_particle) if part]
    assert " ".join(given) == plain(theirs.first)
    assert ours.non_dropping_particle == plain(theirs.von)


TEXT = st.lists(
    st.text("abcDEFé, {}\\&-'.", min_size=1, max_size=6).filter(lambda w: w.strip(" ,")),
    min_size=1, max_size=3,
).map(lambda words: " ".join(" ".join(words).split()))  # fmt: skip


@example(Name("D", "'D D'"))
@example(Name(literal="'D'"))
@given(
    st.one_of(
        st.builds(Name, family=TEXT, given=TEXT, suffix=st.sampled_from(["", "Jr.", "III"])),
        st.builds(Name, family=TEXT),
        st.builds(Name, literal=TEXT),
    )
)
def test_a_written_name_is_read_as_the_same_name(name: Name) -> None:
    written = format_name(name)
    read = parse_name(written)[0]

    def shown(one: Name) -> list[str]:
        family = " ".join(p for p in (one.non_dropping_particle, one.family) if p)
        return [
            part.replace("'", "’").replace("‘", "’")
            for part in (family, one.given, one.suffix, one.literal)
        ]

    assert split_names(written) == [written]
    assert shown(read) == shown(name)
    assert format_name(read) == written or shown(parse_name(format_name(read))[0]) == shown(name)


def test_quotation_marks_in_a_name_need_no_braces() -> None:
    assert format_name(Name("Nordenskiöld", "'Nils' Adolf")) == "Nordenskiöld, 'Nils' Adolf"


@given(st.text(max_size=40))
def test_no_text_makes_the_reader_raise(text: str) -> None:
    names = parse_names(text).names
    assert parse_names(format_names(names)) is not None


def test_a_particle_after_the_given_names_drops_and_stays_there() -> None:
    """`Souza, Josenaldo Bastos de` sorts under S, and is written as it was."""
    name = parse_name("Souza, Josenaldo Bastos de")[0]
    assert name == Name(family="Souza", given="Josenaldo Bastos", dropping_particle="de")
    assert format_name(name) == "Souza, Josenaldo Bastos de"
    assert format_name(Name(family="Souza", dropping_particle="de")) == "de Souza"
