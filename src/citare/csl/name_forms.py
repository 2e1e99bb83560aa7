"""One name: initials, order of its parts, their formatting (CSL 1.0.2, "Name")."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from citare.csl import codes
from citare.csl.affixes import TextCase, affix, opening, text_case
from citare.csl.people import Person, glue

AS_STYLED, INITIALS, FULL = 0, 1, 2


@dataclass(slots=True)
class PartFormat:
    """Formatting of `name-part name="family"` or `"given"`."""

    open: str = ""
    close: str = ""
    prefix: str = ""
    suffix: str = ""
    case: TextCase | None = None

    def apply(self, text: str) -> str:
        """Text under the part's case and formatting (not its affixes)."""
        if not text:
            return text
        if self.case:
            text = self.case(text, "en")
        return f"{self.open}{text}{self.close}" if self.open else text


def part_format(attributes: Mapping[str, str]) -> PartFormat:
    """The format of a `cs:name-part`."""
    marks = opening(attributes)
    return PartFormat(
        marks,
        codes.CLOSE * len(marks),
        affix(attributes.get("prefix", "")),
        affix(attributes.get("suffix", "")),
        text_case(attributes.get("text-case", "")),
    )


@dataclass(slots=True)
class NameForm:
    """How single names are written under one `cs:name`."""

    form: str = "long"
    initialize: bool = True
    initialize_with: str | None = None
    hyphen: bool = True
    demote: str = "display-and-sort"
    sort_separator: str = ", "
    in_sort: bool = False
    family: PartFormat = field(default_factory=PartFormat)
    given: PartFormat = field(default_factory=PartFormat)
    cache: dict[tuple[Person, bool, int], str] = field(default_factory=dict)

    def write(self, person: Person, inverted: bool, level: int) -> str:
        """A name in full order, or with the family name first."""
        key = (person, inverted, level)
        known = self.cache.get(key)
        if known is None:
            known = self.cache[key] = self._write(person, inverted, level)
        return known

    def _write(self, person: Person, inverted: bool, level: int) -> str:
        if person.institution:
            return self.family.apply(person.family)
        short = self.form == "short" and level == AS_STYLED
        if not person.romanesque:
            return self._static(person, short)
        if not person.family:
            return self.given.apply(person.given)
        if short:
            demoted = self.demote == "display-and-sort" and self.in_sort
            family = glue(
                "" if demoted else self.family.apply(person.non_dropping),
                self.family.apply(person.family),
            )
            return self._wrap(self.family, family)
        given = self.given.apply(self._given(person, level))
        if person.static:
            return self._static_spaced(person, given)
        if inverted:
            return self._inverted(person, given)
        return self._straight(person, given)

    @staticmethod
    def _wrap(part: PartFormat, text: str) -> str:
        return f"{part.prefix}{text}{part.suffix}" if text else text

    def _static(self, person: Person, short: bool) -> str:
        family = glue(person.non_dropping, person.family)
        family = self._wrap(self.family, self.family.apply(family))
        if short or not person.given:
            return family
        return family + self._wrap(self.given, self.given.apply(person.given))

    def _static_spaced(self, person: Person, given: str) -> str:
        family = self._wrap(
            self.family, self.family.apply(glue(person.non_dropping, person.family))
        )
        given = self._wrap(self.given, given)
        return " ".join(part for part in (family, given, person.suffix) if part)

    def _inverted(self, person: Person, given: str) -> str:
        particle = self.family.apply(person.non_dropping)
        family = self.family.apply(person.family)
        dropping = self.given.apply(person.dropping)
        if self.demote == "display-and-sort" or (self.in_sort and self.demote == "sort-only"):
            tail = " ".join(part for part in (given, dropping, particle) if part)
        else:
            family = glue(particle, family)
            tail = " ".join(part for part in (given, dropping) if part)
        family = self._wrap(self.family, family)
        tail = self._wrap(self.given, tail)
        return self.sort_separator.join(p for p in (family, tail, person.suffix) if p)

    def _straight(self, person: Person, given: str) -> str:
        family = glue(self.family.apply(person.non_dropping), self.family.apply(person.family))
        family = glue(self.given.apply(person.dropping), family)
        if person.suffix:
            family += (", " if person.comma_suffix else " ") + person.suffix
        family = self._wrap(self.family, family)
        given = self._wrap(self.given, given)
        if not given:
            return family
        if given[-1] in " \u00a0":
            return given + family
        return f"{given} {family}"

    def _given(self, person: Person, level: int) -> str:
        given = person.given
        if self.initialize_with is None or level == FULL:
            return given
        return initials(given, self.initialize_with, expand=self.initialize, hyphen=self.hyphen)


_PIECES = re.compile(r"(\s*[-‐‑–]\s*|\s+)")
_INITIAL = re.compile(r"^(?:[^\W\d_]\.?)+$")


def _is_initials(word: str) -> bool:
    """Whether a word is already made of initials: "J.", "J.J.", "J"."""
    return bool(re.fullmatch(r"(?:[^\W\d_]\.[-‐]?)+[^\W\d_]?|[^\W\d_]", word)) and (
        word.upper() == word or "." in word
    )


def _first_letters(word: str) -> str:
    """The part of a word that stands as its initial: its capital letter(s)."""
    for index, char in enumerate(word):
        if char.isalpha():
            end = index + 1
            while end < len(word) and "\u0300" <= word[end] <= "\u036f":
                end += 1
            return word[index:end]
    return word[:1]


def initials(given: str, mark: str, *, expand: bool, hyphen: bool) -> str:
    """A given name abbreviated with `mark` after each initial.

    `expand` False (initialize="false") only respaces initials that are there. Small-letter
    words stay whole. `hyphen` keeps the hyphen between initials.
    """
    text = codes.visible(given)
    text = re.sub(r"(?<=\.)(?=[^\W\d_])", " ", text).replace("\u00a0", " ")
    pieces = _PIECES.split(text.strip())
    out = ""
    tight = mark.rstrip()
    spaced = mark != tight or False
    for index in range(0, len(pieces), 2):
        word = pieces[index]
        joint = pieces[index - 1] if index else ""
        if not word:
            continue
        dashed = bool(joint.strip())
        bare = word.rstrip(".")
        single = len(bare) == 1 and bare.isalpha()
        if dashed and (single or (expand and bare[:1].isalpha())) and out.endswith(mark) and mark:
            out = out[: len(out) - len(mark)] + tight
        if single or (expand and _abbreviates(word)):
            if dashed:
                out += ("-" if hyphen else "") if out else ""
            elif out and not out.endswith((mark or "\0", " ")) and not _ends_initial(out, mark):
                out = out.rstrip() + " "
            out += _first_letters(bare) + mark
        else:
            if dashed:
                out = out + joint.strip()
            elif out:
                out = out.rstrip() + " "
            out += word
    return out.rstrip(" ") if spaced else out.rstrip()


def _abbreviates(word: str) -> bool:
    first = next((c for c in word if c.isalpha()), "")
    return bool(first) and (first != first.lower() or first.upper() == first.lower())


def _ends_initial(out: str, mark: str) -> bool:
    return not mark and len(out) > 0 and out[-1].isupper() and (len(out) < 2 or out[-2] in " -" or out[-2].isupper())
