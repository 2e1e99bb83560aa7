"""What compiling can see (`Environment`) and what rendering can see (`Context`).

A `Context` is made once per session and reset for each cite or entry; the compiled elements
read and write its slots.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from citare.csl.entries import Entry, NamesState, Person
from citare.csl.locale import Locale
from citare.csl.positions import FIRST, Cite
from citare.csl.style import Style
from citare.csl.xml_tree import Element
from citare.findings import Finding, Place, Severity

CALLED, RENDERED = 1, 2
NO_CITE = Cite("")


class Context:
    """The state of rendering one cite or one bibliography entry."""

    __slots__ = (
        "cite",
        "conditions",
        "entry",
        "flags",
        "levels",
        "looking",
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
        self.state: NamesState | None = None
        self.names_index = 0
        self.names_log: list[NamesRecord] | None = None
        self.substituted: list[str] | None = None
        self.suppressed: set[str] | None = None
        self.suppress_author = False
        self.suppress_year = False
        self.conditions = 0
        self.levels: dict[Person, int] | None = None
        self.looking = False
        self.names_text: str | None = None
        # Who stands in each block of marked names (subsequent-author-substitute).
        self.shown: dict[str, list[tuple[str, ...]]] | None = None


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


class Environment:
    """Compile-time surroundings of one area ("citation" or "bibliography") or of a sort key."""

    __slots__ = (
        "_compile_element",
        "area",
        "area_options",
        "capitals",
        "findings",
        "implicit_year_suffix",
        "in_sort",
        "locale",
        "macro",
        "macros",
        "mark_names",
        "sort_names",
        "style",
        "substitutes",
        "top",
    )

    def __init__(
        self,
        style: Style,
        locale: Locale,
        area: str,
        compile_element: Callable[[Element, Environment], Render | None],
    ) -> None:
        self.style = style
        self.locale = locale
        self.area = area
        options: Mapping[str, str] = {}
        if area == "citation":
            options = style.citation.options
        elif style.bibliography is not None:
            options = style.bibliography.options
        self.area_options = options
        self.in_sort = False
        self.capitals = area != "citation" or style.in_notes
        self.sort_names: Mapping[str, str] = {}
        self.mark_names = False
        self.substitutes: Element | None = None  # the names element whose substitute this is
        self.top = False  # display applies to direct children of a layout
        self.implicit_year_suffix = False
        self.macros: dict[str, Render] = {}
        self.macro = ""  # the macro that is being compiled
        self.findings: list[Finding] = []
        self._compile_element = compile_element

    def compile(self, element: Element) -> Render | None:
        """One rendering element, or None for what renders nothing."""
        return self._compile_element(element, self)

    def warn(self, code: str, line: int, message: str) -> None:
        """Note a problem of the style."""
        place = Place(file=self.style.name, line=line)
        self.findings.append(Finding(code, Severity.WARNING, message, place))
