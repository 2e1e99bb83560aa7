"""What rendering can see: the entry (an item with what the passes know of it) and the cite.

A `Context` is made once per session and reset for each cite or entry; the compiled elements
read and write its slots.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from citare.csl.cites import FIRST, Cite
from citare.csl.fields import parse_field
from citare.csl.people import People, Person
from citare.model.dates import Date
from citare.model.item import Item

CALLED, RENDERED = 1, 2
NO_CITE = Cite("")

_ALIASES: dict[str, tuple[str, ...]] = {
    "title-short": ("shortTitle",),
    "container-title-short": ("journalAbbreviation",),
    "event-title": ("event",),
    "event": ("event-title",),
}


class NamesState:
    """Disambiguation state of one entry's cite (CSL 1.0.2, "Disambiguation").

    `counts` and `levels` go by the number of the names block within the cite: how many names
    to show at least, and for each name 0 (as styled), 1 (with initials) or 2 (full).
    """

    __slots__ = ("counts", "levels")

    def __init__(self) -> None:
        self.counts: dict[int, int] = {}
        self.levels: dict[int, dict[int, int]] = {}

    def copy(self) -> NamesState:
        """An independent copy."""
        other = NamesState()
        other.counts = dict(self.counts)
        other.levels = {k: dict(v) for k, v in self.levels.items()}
        return other


def present_variables(item: Item) -> set[str]:
    """The variables for which `<if variable>` tests true: those that are not empty."""
    present = {name for name, value in item.text.items() if value and not value.isspace()}
    present.update(name for name, value in item.extra.items() if _says_something(value))
    present.update(name for name, people in item.names.items() if people)
    present.update(
        name
        for name, date in item.dates.items()
        if date.parts or date.literal or date.raw or date.season
    )
    for variable, aliases in _ALIASES.items():
        if not present.isdisjoint(aliases):
            present.add(variable)
    if "page" in present:
        present.add("page-first")
    return present


def _says_something(value: object) -> bool:
    return isinstance(value, str | int) and str(value).strip() != ""


class Entry:
    """An item in the registry: parsed fields, number, year suffix, disambiguation state."""

    __slots__ = (
        "_fields",
        "_names",
        "disambiguate",
        "first_note",
        "item",
        "label",
        "levels",
        "names_state",
        "number",
        "people",
        "present",
        "text",
        "type",
        "year_suffix",
        "year_suffix_number",
    )

    def __init__(self, item: Item, people: People) -> None:
        self.item = item
        self.type = item.type
        self.text: Mapping[str, str] = item.text
        self.people = people
        self.present = present_variables(item)
        self.number = 0
        self.year_suffix = ""
        self.year_suffix_number = -1
        self.disambiguate = 0
        self.names_state: NamesState | None = None
        self.levels: dict[Person, int] | None = None
        self.first_note = 0
        self.label = ""
        self._fields: dict[str, str] = {}
        self._names: dict[str, tuple[Person, ...]] = {}

    def raw(self, variable: str) -> str:
        """A text variable as it stands in the item, or an empty string."""
        value = self.text.get(variable)
        if value is None:
            for alias in _ALIASES.get(variable, ()):
                value = self.text.get(alias)
                if value:
                    return value
            extra = self.item.extra.get(variable)
            return str(extra) if isinstance(extra, str | int) else ""
        return value

    def field(self, variable: str) -> str:
        """A text variable as working text."""
        value = self._fields.get(variable)
        if value is None:
            value = parse_field(self.raw(variable), outer=self.people.outer)
            self._fields[variable] = value
        return value

    def names(self, variable: str) -> tuple[Person, ...]:
        """A name variable's people, parsed."""
        known = self._names.get(variable)
        if known is None:
            names = self.item.names.get(variable, ())
            known = self.people.of(names) if names else ()
            self._names[variable] = known
        return known

    def date(self, variable: str) -> Date | None:
        """A date variable, or None when it is missing or empty."""
        return self.item.dates.get(variable)

    def state_key(self) -> tuple[object, ...]:
        """What disambiguation decided, comparable."""
        state = self.names_state
        names = (
            (
                tuple(state.counts.items()),
                tuple((k, tuple(v.items())) for k, v in state.levels.items()),
            )
            if state
            else ()
        )
        return self.year_suffix, self.disambiguate, names

    @property
    def language(self) -> str:
        """The item's own language tag."""
        return self.text.get("language", "")


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
