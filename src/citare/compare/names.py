"""Are two names one person's, are two lists the same people? Initials agree with names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum

from citare.model.name import Name
from citare.model.people import ends_as_generation, spelled_out
from citare.text.similarity import fold_text, name_likeness, strip_markup, words


class Match(IntEnum):
    """How two names relate; higher is closer."""

    OTHER = 0
    SIMILAR = 1  # near in spelling only
    COARSER = 2  # the first says more
    FINER = 3  # the second says more
    SAME = 4


def shown(name: Name) -> str:
    """A name on one line: "von Last, Given, Jr", a group's own name, "et al."."""
    if name.others:
        return "et al."
    if name.literal:
        return name.literal
    family = " ".join(p for p in (name.non_dropping_particle, name.family) if p)
    given = " ".join(p for p in (name.given, name.dropping_particle) if p)
    return ", ".join(p for p in (family, given, name.suffix) if p)


def _family_forms(name: Name) -> set[str]:
    """The family name's spellings that count as one: with and without particle, ü as u or ue."""
    particles = f"{name.dropping_particle} {name.non_dropping_particle}"
    bare = strip_markup(name.family or name.literal)
    forms = set()
    for spelled in (bare, spelled_out(bare)):
        letters = "".join(words(spelled))
        forms |= {letters, "".join(words(particles)) + letters}
    forms.discard("")
    return forms


def given_parts(given: str) -> tuple[str, ...]:
    """Given names and initials one by one, folded: "J.-P.", "JP" and "Jean-Pierre" alike."""
    parts: list[str] = []
    for word in re.split(r"[\s.\-‐‑–,]+", strip_markup(given)):
        if word.isupper() and word.isalpha() and 1 < len(word) <= 3 and len(given) <= 4:
            parts.extend(fold_text(word))
        elif word:
            parts.append("".join(words(word)))
    return tuple(
        p for p in parts if p and not (ends_as_generation(p) or ends_as_generation(p.upper()))
    )


def compare_given(first: str, second: str) -> Match:
    """Given names: an initial agrees with a name that it begins, and a middle name may be left
    out."""
    a, b = given_parts(first), given_parts(second)
    if a == b or "".join(a) == "".join(b):
        return Match.SAME
    if not a or not b:
        return Match.FINER if b else Match.COARSER
    if not (a[0].startswith(b[0]) or b[0].startswith(a[0])):
        return Match.OTHER
    more_a, more_b = len("".join(a)), len("".join(b))
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    at = 0
    for part in short:
        while at < len(long) and not (long[at].startswith(part) or part.startswith(long[at])):
            at += 1
        if at == len(long):
            return Match.OTHER
        at += 1
    return Match.FINER if more_b >= more_a else Match.COARSER


def compare_name(first: Name, second: Name) -> Match:
    """Compare two names: particles, initials, hyphens, marks and swapped order are no clash."""
    if bool(first.literal) != bool(second.literal) or first.literal:
        same = sorted(words(shown(first))) == sorted(words(shown(second)))
        if same:
            return Match.SAME
        return Match.SIMILAR if name_likeness(shown(first), shown(second)) > 0.9 else Match.OTHER
    if _family_forms(first) & _family_forms(second):
        match = compare_given(first.given, second.given)
        if match is Match.SAME and bool(first.suffix) != bool(second.suffix):
            return Match.FINER if second.suffix else Match.COARSER
        return match if match else Match.SIMILAR
    if _whole(first) == _whole(second):
        return Match.SAME
    if name_likeness(first.family, second.family) > 0.9 and compare_given(
        first.given, second.given
    ):
        return Match.SIMILAR
    return Match.OTHER


def _whole(name: Name) -> tuple[str, ...]:
    """All the words of a name whatever their order and division ("Alex Perkins, T.")."""
    parts = (name.given, name.dropping_particle, name.non_dropping_particle, name.family)
    return tuple(sorted(words(" ".join(parts))))


def compare_names(first: Sequence[Name], second: Sequence[Name]) -> tuple[bool, float, bool]:
    """Compare two lists: agree, similarity, the second says more.

    A list that ends in "and others" agrees with every list it begins.
    """
    a = [n for n in first if not n.others]
    b = [n for n in second if not n.others]
    matches = [compare_name(x, y) for x, y in zip(a, b, strict=False)]
    longer = max(len(a), len(b)) or 1
    agreeing = sum(m >= Match.COARSER for m in matches)
    near = sum(m is Match.SIMILAR for m in matches)
    score = (agreeing + 0.6 * near) / longer
    cut_a, cut_b = len(a) < len(first), len(b) < len(second)
    fits = len(a) == len(b) or (cut_a and len(a) <= len(b)) or (cut_b and len(b) <= len(a))
    if not fits or agreeing < len(matches) or not matches:
        return False, min(score, 0.99), False
    finer = sum(m is Match.FINER for m in matches)
    coarser = sum(m is Match.COARSER for m in matches)
    if len(a) == len(b) and cut_a == cut_b and not finer and not coarser:
        return True, 1.0, False
    more = len(b) > len(a) or (cut_a and not cut_b) or finer > coarser
    less = len(a) > len(b) or (cut_b and not cut_a)
    return True, 0.95, more and not less
