"""One name: initials, order of its parts, their formatting (CSL 1.0.2, "Name")."""

from __future__ import annotations

import re
import unicodedata
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
    language: str = "en"

    def apply(self, text: str) -> str:
        """Text under the part's case and formatting (not its affixes)."""
        if not text:
            return text
        if self.case:
            text = self.case(text, self.language)
        return f"{self.open}{text}{self.close}" if self.open else text


def part_format(attributes: Mapping[str, str], language: str) -> PartFormat:
    """The format of a `cs:name-part`."""
    marks = opening(attributes)
    return PartFormat(
        marks,
        codes.CLOSE * len(marks),
        affix(attributes.get("prefix", "")),
        affix(attributes.get("suffix", "")),
        text_case(attributes.get("text-case", "")),
        language,
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
    joint: str = " "  # between a particle and the family name
    open: str = ""
    open_institution: str = ""
    close: str = ""
    prefix: str = ""
    suffix: str = ""
    family: PartFormat = field(default_factory=PartFormat)
    given: PartFormat = field(default_factory=PartFormat)
    cache: dict[tuple[Person, bool, int], str] = field(default_factory=dict)

    def write(self, person: Person, inverted: bool, level: int) -> str:
        """A name in full order, or with the family name first."""
        key = (person, inverted, level)
        known = self.cache.get(key)
        if known is None:
            known = self._write(person, inverted, level)
            marks = self.open_institution if person.institution else self.open
            if marks:
                known = f"{marks}{known}{codes.CLOSE * len(marks)}"
            if (self.prefix or self.suffix) and not person.institution:
                known = f"{self.prefix}{known}{self.suffix}"
            self.cache[key] = known
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
                self.joint,
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
        return " ".join(part for part in (family, given, self._suffix(person)) if part)

    def _inverted(self, person: Person, given: str) -> str:
        particle = self.family.apply(person.non_dropping)
        family = self.family.apply(person.family)
        dropping = self.given.apply(person.dropping)
        if self.demote == "display-and-sort" or (self.in_sort and self.demote == "sort-only"):
            tail = " ".join(part for part in (given, dropping, particle) if part)
        else:
            family = glue(particle, family, self.joint)
            tail = " ".join(part for part in (given, dropping) if part)
        family = self._wrap(self.family, family)
        tail = self._wrap(self.given, tail)
        return self.sort_separator.join(p for p in (family, tail, self._suffix(person)) if p)

    def _straight(self, person: Person, given: str) -> str:
        family = glue(
            self.family.apply(person.non_dropping), self.family.apply(person.family), self.joint
        )
        family = glue(self.given.apply(person.dropping), family, self.joint)
        if person.suffix:
            family += (", " if person.comma_suffix else " ") + self._suffix(person)
        family = self._wrap(self.family, family)
        given = self._wrap(self.given, given)
        if not given:
            return family
        if given[-1] in " \u00a0":
            return given + family
        bound = (self.initialize_with or "").endswith("\u00a0")
        return f"{given}\u00a0{family}" if bound else f"{given} {family}"

    def _suffix(self, person: Person) -> str:
        """ "Jr." without its stop where initials have none either."""
        mark = self.initialize_with
        return person.suffix if mark is None or "." in mark else person.suffix.replace(".", "")

    def _given(self, person: Person, level: int) -> str:
        given = person.given
        if self.initialize_with is None or level == FULL:
            return given
        return initials(given, self.initialize_with, expand=self.initialize, hyphen=self.hyphen)


_PIECES = re.compile(r"(\s*[-‐‑–]\s*|\s+)")
_AFTER_STOP = re.compile(rf"(?<=\.)(?=[{codes.MARKS}]*[^\W\d_])")
_WORD = re.compile(rf"^([{codes.MARKS}]*)(.*?)([{codes.MARKS}]*)$", re.DOTALL)


def _initial_of(word: str) -> str:
    """What a word is shortened to: its first letter, or "Ts" of "TSerendorj"."""
    end = 1
    while end < len(word) and unicodedata.combining(word[end]):
        end += 1
    lead = 0
    while lead < len(word) and word[lead].isupper():
        lead += 1
    if 1 < lead < len(word) and word[lead].islower():
        return word[0] + word[1:lead].lower()
    return word[:end]


def _shortened(word: str, mark: str, *, expand: bool) -> str | None:
    """A word as an initial with its mark; None when it stays as it is."""
    found = _WORD.match(word)
    before, text, after = found.groups() if found else ("", word, "")
    stopped = text.endswith(".")
    bare = text.rstrip(".")
    if not bare or not bare[0].isalpha():
        return None
    small = bare[0] == bare[0].lower() != bare[0].upper()
    if len(bare) > 1 and (small or not (expand or stopped)):
        return None
    if not stopped and len(bare) > 1:
        bare = _initial_of(bare)
    tight = mark.rstrip()
    return before + bare + tight + after


# "Donald E.": words that stand for themselves as initials, nothing to look out for.
_PLAIN_GIVEN = re.compile(r"[A-Z](?:\.|[a-z]+)?(?: [A-Z](?:\.|[a-z]+)?)*")


def initials(given: str, mark: str, *, expand: bool, hyphen: bool) -> str:
    """A given name abbreviated with `mark` after each initial.

    `expand` False (initialize="false") only respaces initials and abbreviations that are there.
    Small-letter words stay whole, unless a hyphen binds them. `hyphen` keeps the hyphen.
    """
    if expand and _PLAIN_GIVEN.fullmatch(given):
        tight = mark.rstrip()
        return (tight + mark[len(tight) :]).join([w[0] for w in given.split(" ")]) + tight
    text = _AFTER_STOP.sub(" ", given.replace("\u00a0", " ")).strip()
    pieces = _PIECES.split(text)
    gap = mark[len(mark.rstrip()) :]
    out = ""
    was_initial = False
    for index in range(0, len(pieces), 2):
        word = pieces[index]
        if not word:
            continue
        dashed = index > 0 and bool(pieces[index - 1].strip())
        short = _shortened(word, mark, expand=expand)
        if short is None:
            if dashed and expand and was_initial:
                continue
            joint = pieces[index - 1].strip() if dashed else " "
            out += (joint if out else "") + word
        elif dashed and out:
            out += ("-" if hyphen else gap) + short
        else:
            out += ((gap if was_initial else " ") if out else "") + short
        was_initial = short is not None
    return out
