"""People as the names pass needs them: particles and suffixes parsed, script known.

Parsing (CSL 1.0.2, "Names"; `parse-names` of CSL-JSON): small-letter words at the start of a
family name are non-dropping particles, at the end of a given name dropping ones, unless the
item states particles or puts the family name in quotation marks. "Jr." after a comma in the
given name is a suffix.
"""

from __future__ import annotations

import re
import unicodedata

from citare.csl import codes
from citare.csl.fields import parse_field
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
        family, given = name.family.strip(), name.given.strip()
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


def who(person: Person) -> tuple[str, ...]:
    """What makes two names one person: the full name, however it is written."""
    return (
        person.family,
        person.given,
        person.dropping,
        person.non_dropping,
        person.suffix,
    )


_TIGHT = ("'", "’", "‘", "-", "\u00a0")


def glue(particle: str, family: str, joint: str = " ") -> str:
    """A particle before a family name: no space after an apostrophe or hyphen."""
    if not particle:
        return family
    if particle.rstrip(codes.CLOSE).endswith(_TIGHT):
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
