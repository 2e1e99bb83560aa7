"""What compiling can see (`Environment`) and what rendering can see (`Context`).

A `Context` is made once per session and reset for each cite or entry; the compiled elements
read and write its slots.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from citare.csl import marks
from citare.csl.entries import Entry, NamesState, Person, who
from citare.csl.locale import Locale
from citare.csl.positions import FIRST, Cite
from citare.csl.style import Style, used_elements
from citare.csl.xml_tree import Element
from citare.findings import Finding, Place, Severity

CALLED, RENDERED = 1, 2
NO_CITE = Cite("")


class Context:
    """The state of rendering one cite or one bibliography entry."""

    __slots__ = (
        "cite",
        "comparing",
        "entry",
        "first_note",
        "flags",
        "levels",
        "names_index",
        "names_log",
        "names_text",
        "near_note",
        "position",
        "shown",
        "state",
        "substituted",
        "suppress_author",
        "suppress_year",
        "suppressed",
    )

    def __init__(self, entry: Entry) -> None:
        self.reset(entry)

    def reset(self, entry: Entry, cite: Cite = NO_CITE) -> None:
        """Start another cite or entry."""
        self.entry = entry
        self.cite = cite
        self.flags = 0  # CALLED, RENDERED: what the group around has seen
        self.position = FIRST
        self.near_note = False
        self.first_note = 0  # the number of the note that first cites the item, for a later one
        self.state: NamesState | None = None
        self.names_index = 0
        self.names_log: list[NamesRecord] | None = None
        self.substituted: list[str] | None = None
        self.suppressed: set[str] | None = None
        self.suppress_author = False
        self.suppress_year = False
        self.levels: dict[Person, int] | None = None
        self.comparing = False
        self.names_text: str | None = None
        # The people of each block of marked names (subsequent-author-substitute).
        self.shown: dict[str, NamesShown] | None = None

    def note_substituted(self, *variables: str) -> None:
        """A substitute has printed names: they are not printed again, here or later."""
        if self.substituted is not None:
            self.substituted.extend(variables)
        if self.suppressed is None:
            self.suppressed = set()
        self.suppressed.update(variables)


@dataclass(frozen=True, slots=True)
class NamesShown:
    """The people of a printed list of names: all of them, how many are shown, with the last or not.

    For subsequent-author-substitute, which is for the same people, however they are written.
    """

    people: tuple[tuple[str, ...], ...]
    shown: int
    last: bool = False

    @classmethod
    def of(cls, text: str, people: tuple[Person, ...]) -> NamesShown:
        """From the marked text of a list of names."""
        shown = text.count(marks.NAME_OPEN)
        last = shown < len(people) and "… " + marks.NAME_OPEN in text
        return cls(tuple(who(person) for person in people), shown - last, last)

    def common(self, other: NamesShown) -> int:
        """How many of the shown names, from the first on, are those of the other list."""
        count = 0
        for ours, theirs in zip(
            self.people[: self.shown], other.people[: other.shown], strict=False
        ):
            if ours != theirs:
                break
            count += 1
        return count

    def same(self, other: NamesShown) -> bool:
        """Whether both print the same people, those left out by "et al." included."""
        if (self.shown, self.last) != (other.shown, other.last):
            return False
        cut = self.shown < len(self.people)
        if cut != (other.shown < len(other.people)):
            return False
        if self.last and self.people[-1] != other.people[-1]:
            return False
        return all(a == b for a, b in zip(self.people, other.people, strict=False)) or (
            self.last and self.common(other) == self.shown
        )


class NamesRecord:
    """What one names block of a cite showed: the disambiguation pass reads and extends it."""

    __slots__ = ("index", "initials", "people", "render", "shown")

    def __init__(
        self,
        index: int,
        people: tuple[Person, ...],
        shown: int,
        render: Callable[[Person, int, int], str],
        initials: bool,
    ) -> None:
        self.index = index
        self.people = people
        self.shown = shown
        self.render = render
        self.initials = initials  # whether given names are shortened at level 1


Render = Callable[[Context], str]
Test = Callable[[Context], bool]
# What a group or macro holds: its children, and how their texts are joined.
Parts = tuple[tuple[Render, ...], Callable[[list[str]], str]]


@dataclass(frozen=True, slots=True)
class Environment:
    """What compiling one element can see. `within` gives the environment of its children.

    `area` is "citation" or "bibliography"; `in_sort` is true for a sort key, whose names options
    are `sort_names`; `top`: the element is a direct child of the layout, so `display` applies;
    `substitutes` is the names element in whose `cs:substitute` the element is; `macro` the macro
    it belongs to. `conditions` ranks the `disambiguate` tests of the area in document order, by
    the identity of their elements.
    """

    style: Style
    locale: Locale
    area: str
    compile_element: Callable[[Element, Environment], Render | None]
    in_sort: bool = False
    sort_names: Mapping[str, str] = field(default_factory=dict)
    implicit_year_suffix: bool = False
    mark_names: bool = False
    strip_periods: bool = False  # the macro around was called with strip-periods
    links: str = ""  # "title": titles are marked as possible links
    top: bool = False
    substitutes: Element | None = None
    macro: str = ""
    # Shared by all environments of an area:
    macros: dict[tuple[str, bool], tuple[tuple[Render, ...], Callable[[list[str]], str]]] = field(
        default_factory=dict
    )
    findings: list[Finding] = field(default_factory=list)
    conditions: dict[int, int] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        style: Style,
        locale: Locale,
        area: str,
        compile_element: Callable[[Element, Environment], Render | None],
    ) -> Environment:
        """The environment of an area's layout."""
        env = cls(style, locale, area, compile_element)
        used = used_elements(style, style.citation if area == "citation" else style.bibliography)
        tests = [e for e in used if "disambiguate" in e.attributes]
        env.conditions.update({id(e): rank for rank, e in enumerate(tests, 1)})
        return env

    def within(
        self, *, top: bool = False, macro: str = "", substitutes: Element | None = None
    ) -> Environment:
        """The same environment elsewhere in the style."""
        return replace(self, top=top, macro=macro or self.macro, substitutes=substitutes)

    @property
    def area_options(self) -> Mapping[str, str]:
        """The options of `cs:citation` or `cs:bibliography`."""
        if self.area == "citation":
            return self.style.citation.options
        return self.style.bibliography.options if self.style.bibliography else {}

    @property
    def capitals(self) -> bool:
        """Whether a term that opens a note or an entry is capital here."""
        return not self.in_sort and (self.area != "citation" or self.style.in_notes)

    def compile(self, element: Element) -> Render | None:
        """One rendering element, or None for what renders nothing."""
        return self.compile_element(element, self)

    def warn(self, code: str, line: int, message: str) -> None:
        """Note a problem of the style."""
        place = Place(file=self.style.name, line=line)
        self.findings.append(Finding(code, Severity.WARNING, message, place))
