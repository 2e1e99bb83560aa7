"""People: the words that names are made of, and one reader of a name written as one text.

BibTeX's own algorithm is `bibtex/names`, CSL's reading of particles is `csl/entries`; both use the
words kept here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from citare.model.name import OTHERS, Name
from citare.text.unicode import UMLAUTS

# --- words ------------------------------------------------------------------------------------

ENDING: Final = r"(?:[JS]n?r|[js]r)\.?|I{2,3}|IV|(?:2nd|3rd|[45]th)"
"""A pattern of the suffixes that end a name without a comma."""
_GENERATION: Final = re.compile(
    r"(?:[JS]n?r|Junior|Senior|Filho|Neto|Sobrinho|I{1,3}|I?V|VI{1,3}|2nd|3rd|[45]th|Esq)\.?",
    re.IGNORECASE,
)
_LAST_WORD: Final = re.compile(ENDING)
_DEGREES: Final = re.compile(
    r"(?:(?:M\.?D|Ph\.?D|M\.?Sc|B\.?Sc|M\.?P\.?H|D\.?V\.?M|D\.?D\.?S|R\.?N|F\.?R\.?C\.?\w|Dr\.?P\.?H"
    r"|M\.?A|M\.?S|MBBS|MBChB|Pharm\.?D|Sc\.?D)\.?[,\s]*)+",
)
PARTICLES: Final = frozenset(
    (
        *("van", "von", "vom", "zu", "zur", "zum", "de", "der", "den", "des", "del", "della"),
        *("dello", "di", "da", "das", "do", "dos", "du", "la", "las", "los", "le", "el", "al"),
        *("ter", "ten", "te", "af", "av", "st", "d"),
    )
)
"""Words before a family name that belong to it, in lower case."""
_ET_AL: Final = re.compile(r"[\s,;]*(?:\bet\s+al\b\.?|\band\s+others\b)[\s,.;]*$", re.IGNORECASE)
_OTHERS: Final = frozenset(("et al", "et al.", "others", "and others"))
_ORGANISATION: Final = re.compile(
    r"\b(?:organi[sz]ation|universit(?:y|ät|aet|é|à|eit|et|ies)|universidade?|institut(?:e|ion|es|o)?|"
    r"committees?|consortium|association|society|ministry|minist[èe]re|ministerium|department|"
    r"agency|foundation|commission|council|collaborations?|corporation|company|academy|bureau|"
    r"federation|administration|laborator(?:y|ies|ium)|initiative|working group|task force|"
    r"study group|research group|developers|contributors|investigators|cent(?:er|re)s? for|"
    r"national cent(?:er|re)|(?<=[\w.,] )(?:inc|ltd|llc|gmbh|corp|e\. ?v|s\.p\.a|b\.v|pty)\b)",
    re.IGNORECASE,
)
_GROUP: Final = re.compile(
    r"\b(?:group|network|institut\w*|collaborat\w+|team|class|program(?:me)?|project|editors|staff"
    r"|board|centers?|centres?|study|trial|college|hospital|union|unit|working party)\b"
    r"|^(?:the|on behalf of|for)\s",
    re.IGNORECASE,
)
_UMLAUTS: Final = str.maketrans(UMLAUTS | {"å": "aa", "ø": "oe"})


def is_generation(text: str) -> bool:
    """Whether a text is what follows a comma or a field of its own to tell father and son apart:
    `Jr.`, `III`, `Filho`, also a lone `V`."""
    return _GENERATION.fullmatch(text) is not None


def ends_as_generation(word: str) -> bool:
    """Whether the last word of a name without a comma is such a suffix. `Neto` and a lone `V` may
    be a family name and an initial there."""
    return _LAST_WORD.fullmatch(word) is not None


def is_degree(text: str) -> bool:
    """Whether a text is an academic degree, or several: `MD, Ph.D.`."""
    return _DEGREES.fullmatch(text) is not None


def is_organisation(text: str) -> bool:
    """Whether a name has a word that only organisations have."""
    return _ORGANISATION.search(text) is not None


def is_group(text: str) -> bool:
    """Whether a name is likely a group's. Some of these words are family names, too."""
    return _GROUP.search(text) is not None or is_organisation(text)


def without_et_al(text: str) -> tuple[str, bool]:
    """A text without "et al." at its end, and whether it had one."""
    stripped = _ET_AL.sub("", text)
    return stripped.strip(" ,;"), stripped != text


def spelled_out(text: str) -> str:
    """A text in small letters with ä, ö, ü, å and ø as two letters each, as many authors write."""
    return text.lower().translate(_UMLAUTS)


# --- particles --------------------------------------------------------------------------------

_LEADING: Final = re.compile(
    r"(?P<particle>(?:[a-zß-öø-ÿ][\w'’]*\.?\s+|[a-z]['’]\s*(?=[A-Z]))+)(?P<family>[^\sa-zß-öø-ÿ].*)"
)
_TRAILING: Final = re.compile(
    rf"(?P<given>\S.*?)\s+(?P<particle>(?:(?:{'|'.join(sorted(PARTICLES))}|d['’])(?:\s+|$))+)"
)


def with_particles(name: Name) -> Name:
    """Particles set apart (CSL 1.0.2, "Names"): non-dropping before a family name, dropping after
    the given names. What a name already says of its particles is kept."""
    if name.literal or not name.given:
        return name
    family, given = name.family, name.given
    non_dropping, dropping = name.non_dropping_particle, name.dropping_particle
    if not non_dropping and (match := _LEADING.fullmatch(family)):
        non_dropping, family = match["particle"].strip(), match["family"]
    if not dropping and (match := _TRAILING.fullmatch(given)):
        dropping, given = match["particle"].strip(), match["given"]
    return replace(
        name,
        family=family,
        given=given,
        non_dropping_particle=non_dropping,
        dropping_particle=dropping,
    )


# --- a name in one text -----------------------------------------------------------------------

_NATURAL: Final = re.compile(
    r"((?:[^\W\d_a-z][\w’'-]+ )?(?:[^\W\d_]\.[ -]?)+) ?((?:[a-z]+ ){0,2}[^\W\d_][\w’'-]+)"
)
# `Smith J.A.`, `van der Berg JA` (Embase, Ovid); not `Bayer AG`
_FAMILY_FIRST: Final = re.compile(
    r"((?:[a-z]+ ){0,2}[^\W\d_a-z][\w’'-]+(?: [^\W\d_a-z][\w’'-]+)?) "
    r"((?:[A-Z]\.[ -]?){1,4}|(?!(?:AG|SA|SE|AB|BV|NV|KG|UK|US|USA|EU|UN|II|III|IV)$)[A-Z]{1,3})"
)
_INITIALS: Final = re.compile(r"[A-Z]{1,4}")


@dataclass(frozen=True, slots=True)
class NameHints:
    """What a format is known to do.

    `natural`: without a comma the family name comes last (registries' display names); otherwise
    such a name is an institution's unless it has initials (reference managers).
    `initials_last`: `van der Berg JA Jr` (PubMed's short form).
    `suffix_last`: a suffix follows the given names, `Berg, Jan A Jr` (PubMed's full form).
    """

    natural: bool = False
    initials_last: bool = False
    suffix_last: bool = False


_PLAIN: Final = NameHints()


def read_name(text: str, hints: NameHints = _PLAIN) -> Name | None:
    """One name: `Family, Given, Suffix`, or without commas as the hints say; None for an empty one.

    A trailing comma marks an institution, a doubled one is a comma of its name (EndNote).
    """
    text = " ".join(text.split())
    if not text:
        return None
    if text.lower() in _OTHERS:
        return OTHERS
    if ",," in text:
        return _institution(text.replace(",,", ",").strip(", "))
    if hints.initials_last and (name := _short_form(text)):
        return name
    parts = [part.strip() for part in text.split(",")]
    if len(parts) == 1 or not any(parts[1:]):
        return _without_comma(text, hints) if len(parts) == 1 else _institution(text.rstrip(", "))
    if not parts[0]:
        return _institution(text.strip(", "))
    name = _with_commas(text, parts, natural=hints.natural)
    if not hints.suffix_last or name.suffix or " " not in name.given:
        return name
    given, _, last = name.given.rpartition(" ")
    return replace(name, given=given, suffix=last) if ends_as_generation(last) else name


def _institution(text: str) -> Name | None:
    text = " ".join(text.split())
    return Name(literal=text) if text else None


def _with_commas(text: str, parts: list[str], *, natural: bool) -> Name:
    if len(parts) == 2:
        family, rest = parts
        if is_generation(rest) and len(rest.rstrip(".")) > 1:
            whole = _given_first(family) if natural and family[:1].isupper() else None
            return replace(whole or Name(family=family), suffix=rest)
        if natural and len(family.split()) > 2:  # a place or a part after a group's name
            return Name(literal=text) if is_group(text) else Name(family=text)
        return Name(family=family, given=rest)
    if len(parts) > 3:
        return Name(literal=text)
    family, second, third = parts
    if _is_suffix(second) and not _is_suffix(third):
        return Name(family=family, given=third, suffix=second)
    return Name(family=family, given=second, suffix=third)


def _is_suffix(text: str) -> bool:
    return (is_generation(text) and len(text.rstrip(".")) > 1) or is_degree(text)


def _without_comma(text: str, hints: NameHints) -> Name | None:
    if hints.natural:
        return _given_first(text)
    if match := _NATURAL.fullmatch(text):  # `Brian W. Kernighan`: only initials tell
        return Name(family=match[2], given=match[1].strip())
    if (match := _FAMILY_FIRST.fullmatch(text)) and not is_group(text):
        return Name(family=match[1], given=_spaced(match[2]))
    return _institution(text)


def _given_first(text: str) -> Name | None:
    """`Jan van der Berg Jr`; a single word is a family name."""
    words = text.split()
    if len(words) == 1:
        return Name(family=text)
    if is_group(text):
        return Name(literal=text)
    suffix = words.pop() if len(words) > 2 and ends_as_generation(words[-1]) else ""
    start = len(words) - 1
    while start > 1 and words[start - 1][:1].islower():
        start -= 1
    return Name(family=" ".join(words[start:]), given=" ".join(words[:start]), suffix=suffix)


def _short_form(text: str) -> Name | None:
    words = text.split()
    suffix = words.pop() if len(words) > 2 and ends_as_generation(words[-1]) else ""
    if len(words) > 1 and _INITIALS.fullmatch(words[-1]):
        return Name(family=" ".join(words[:-1]), given=_spaced(words[-1]), suffix=suffix)
    return None


def _spaced(initials: str) -> str:
    if "." in initials:
        return re.sub(r"\.(?=[A-Z])", ". ", initials).strip()
    return " ".join(f"{initial}." for initial in initials)
