"""Items as the processor holds them: names parsed into people, note fields read, state of passes.

Parsing of names (CSL 1.0.2, "Names"; `parse-names` of CSL-JSON): small-letter words at the start
of a family name are non-dropping particles, at the end of a given name dropping ones, unless the
item states particles or puts the family name in quotation marks. "Jr." after a comma in the
given name is a suffix.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Mapping

from citare.csl import marks
from citare.csl.working_text import parse_field
from citare.model.dates import Date
from citare.model.item import AS_WRITTEN, Item
from citare.model.languages import two_letters
from citare.model.name import Name

_SUFFIX = re.compile(r"^(.+?),(!?)\s*(.+)$")


def is_romanesque(text: str) -> bool:
    """Whether a name is written in an alphabet with spaces between its parts."""
    for char in text:
        if char < "\u02b0":
            if char.isalpha():
                return True
        elif char.isalpha():
            code = ord(char)
            if (
                code < 0x0700
                or 0x0E00 <= code < 0x0E60
                or 0x10A0 <= code < 0x1100
                or 0x1C80 <= code < 0x2000
            ):
                return True
    return False


def _is_small(word: str) -> bool:
    return bool(word) and word[0].isalpha() and word[0] == word[0].lower() != word[0].upper()


def _split_family(family: str) -> tuple[str, str]:
    """Leading particles and the rest of a family name."""
    words = re.findall(r"[^\s'’‘\-]*['’‘\-]|\S+?(?=\s|$)|\S+|\s+", family)
    particle = ""
    tokens = [w for w in words if w]
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.isspace():
            particle += token
            index += 1
            continue
        head = token.rstrip("'’‘-")
        small = _is_small(head) or (not head and token in ("'", "’", "‘"))
        if not small:
            break
        if token[-1] == "-" and not (head and len(head) <= 3 and index + 1 < len(tokens)):
            break
        if token[-1] in "'’‘" and len(head) > 4:
            break
        particle += token
        index += 1
    rest = "".join(tokens[index:])
    if not rest or not particle.strip():
        return "", family
    return particle.strip(), rest.strip()


def _split_given(given: str) -> tuple[str, str]:
    """A given name without trailing small-letter words, and these words."""
    words = given.split(" ")
    start = len(words)
    while start > 1 and (_is_small(words[start - 1]) and "." not in words[start - 1]):
        start -= 1
    if start == len(words) or start == 0:
        return given, ""
    return " ".join(words[:start]).rstrip(), " ".join(words[start:])


class Person:
    """One name, ready to be put in order. Compared by identity: `People` interns equal names."""

    __slots__ = (
        "comma_suffix",
        "dropping",
        "family",
        "given",
        "institution",
        "non_dropping",
        "others",
        "romanesque",
        "static",
        "suffix",
    )

    def __init__(self, name: Name) -> None:
        self.others = name.others
        self.institution = name.literal != "" or not (name.family or name.given)
        self.comma_suffix = name.comma_suffix
        self.static = name.static_ordering
        if self.institution:
            self.family = parse_field(name.literal.strip())
            self.given = self.dropping = self.non_dropping = self.suffix = ""
            self.romanesque = True
            return
        family, given = name.family.strip(), name.given.strip().rstrip(", ")
        dropping, non_dropping = name.dropping_particle.strip(), name.non_dropping_particle.strip()
        suffix = name.suffix.strip()
        quoted = len(family) > 2 and family[0] == family[-1] == '"'
        if quoted:
            family = family[1:-1]
        elif name.parse_names:
            if not non_dropping and family and family[0] not in '"<':
                non_dropping, family = _split_family(family)
            if not dropping and given:
                given, dropping = _split_given(given)
            if not suffix and "," in given:
                match = _SUFFIX.match(given)
                if match and not _is_small(match[3]):
                    given, suffix = match[1], match[3]
                    self.comma_suffix = self.comma_suffix or bool(match[2])
        self.family = parse_field(family)
        self.given = parse_field(given) if given else ""
        self.dropping = parse_field(dropping) if dropping else ""
        self.non_dropping = parse_field(non_dropping) if non_dropping else ""
        self.suffix = parse_field(suffix) if suffix else ""
        text = family + given
        self.romanesque = (
            text.isascii()
            or is_romanesque(unicodedata.normalize("NFC", text))
            or not any(c.isalpha() for c in text)
        )


def compact(given: str) -> str:
    """A given name without spaces and full stops: "J. J.", "J.J." and "J J" are one."""
    return given.replace(" ", "").replace(".", "").replace("\u00a0", "").replace("\u202f", "")


def who(person: Person) -> tuple[str, ...]:
    """What makes two names one person: the full name, however its initials are spaced."""
    return (
        person.family,
        compact(person.given),
        person.dropping,
        person.non_dropping,
        person.suffix,
    )


_TIGHT = ("'", "’", "‘", "-", "\u00a0")
_SHORTENED = re.compile("[aeiou]['’‘]$", re.IGNORECASE)


def glue(particle: str, family: str, joint: str = " ") -> str:
    """A particle before a family name: no space after an apostrophe or hyphen.

    Except where the apostrophe ends a word that is cut short: "de' Medici", but "d'Alembert".
    """
    if not particle:
        return family
    bare = particle.rstrip(marks.CLOSE)
    if bare.endswith(_TIGHT) and not _SHORTENED.search(bare):
        return particle + family
    return f"{particle}{joint}{family}"


class People:
    """Interns people, so that equal names are one object and caches can go by identity."""

    __slots__ = ("_known", "outer")

    def __init__(self, *, outer: str = "“") -> None:
        self.outer = outer
        self._known: dict[Name, Person] = {}

    def of(self, names: tuple[Name, ...]) -> tuple[Person, ...]:
        """The people of a name variable."""
        known = self._known
        people = []
        for name in names:
            person = known.get(name)
            if person is None:
                person = known[name] = Person(name)
            people.append(person)
        return tuple(people)


# What a variable's text is taken from where the item lacks it.
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

    __slots__ = ("counts", "in_full", "levels")

    def __init__(self) -> None:
        self.counts: dict[int, int] = {}
        self.in_full = False
        self.levels: dict[int, dict[int, int]] = {}

    @classmethod
    def full(cls) -> NamesState:
        """All names of every block."""
        state = cls()
        state.in_full = True
        return state

    def shown(self, index: int) -> int:
        """How many names to show at least in a block."""
        return sys.maxsize if self.in_full else self.counts.get(index, 0)

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
        # CSL 1.0.2 renamed `event`: styles that ask for it mean what old items have.
        if variable != "event" and not present.isdisjoint(aliases):
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
        "item",
        "label",
        "language",
        "levels",
        "names_state",
        "number",
        "people",
        "present",
        "text",
        "type",
        "year_suffix",
    )

    def __init__(self, item: Item, people: People) -> None:
        self.item = item
        self.type = item.type
        self.text: Mapping[str, str] = item.text
        self.language = two_letters(item.text.get("language", ""))  # library records say "eng"
        self.people = people
        self.present = present_variables(item)
        self.number = 0
        self.year_suffix = ""
        self.disambiguate = 0
        self.names_state: NamesState | None = None
        self.levels: dict[Person, int] | None = None
        self.label = ""
        self._fields: dict[str, str] = {}
        self._names: dict[str, tuple[Person, ...]] = {}

    def forget_passes(self) -> None:
        """Without what an earlier disambiguation decided, which sort keys could print."""
        self.year_suffix = ""
        self.disambiguate = 0
        self.names_state = None
        self.levels = None

    def raw(self, variable: str) -> str:
        """A text variable as it is in the item, or an empty string."""
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
            value = parse_field(self.raw(variable).strip(), outer=self.people.outer)
            self._fields[variable] = value
        return value

    def as_written(self, variable: str) -> str:
        """A title as working text before sentence case, for elements that want title case."""
        written = self.item.extra.get(AS_WRITTEN)
        if not isinstance(written, Mapping) or variable not in written:
            return self.field(variable)
        return parse_field(str(written[variable]), outer=self.people.outer)

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
