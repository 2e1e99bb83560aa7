"""Contributors of a registry's record as names.

Registries mix persons and groups, put whole names in `family`, suffixes and degrees after a
comma, "et al." among the authors, and entries without any name. Rules here use what the
record says; nothing is guessed about a person (a full name in `family` alone stays whole).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from citare.model.identifiers import normalise_orcid
from citare.model.name import OTHERS, Name
from citare.model.people import (
    NameHints,
    is_degree,
    is_generation,
    is_group,
    read_name,
    with_particles,
    without_et_al,
)
from citare.sources.title_text import clean, without_markup

_NO_NAME = frozenset({"&NA;", "NA", "N/A", "NN", "N.N.", "-", ".", "null", "none", "no author"})
_NO_NAME_FOLDED = frozenset(name.lower() for name in _NO_NAME)
_ON_BEHALF = re.compile(
    r"^(?:and\s+)?(?:(?:on\s+)?behalf\s+of\s+(?:the\s+)*|for\s+the\s+|and\s+the\s+)", re.IGNORECASE
)
_DISPLAY = NameHints(natural=True)


def names(contributors: object) -> tuple[Name, ...]:
    """The names of a list of contributors, in its order; entries without a name are left out."""
    if not isinstance(contributors, Sequence) or isinstance(contributors, str):
        return ()
    out: list[Name] = []
    for contributor in contributors:
        if isinstance(contributor, Mapping):
            out.extend(name(contributor))
    others = OTHERS in out
    kept = tuple(n for n in out if not n.others)
    return (*kept, OTHERS) if others and kept else kept


def name(contributor: Mapping[str, Any]) -> Iterable[Name]:
    """The name (and perhaps "and others") of one contributor; nothing if it has no name.

    Reads `family`, `given`, `suffix`, `name` or `literal`, `ORCID` (Crossref's and CSL's names).
    """
    family, family_et_al = _word(contributor.get("family"))
    given, given_et_al = _word(contributor.get("given"))
    group, group_et_al = _word(contributor.get("name") or contributor.get("literal"))
    if (family_et_al or given_et_al) and family == given:
        given = ""
    orcid = normalise_orcid(str(contributor.get("ORCID") or ""))
    found: Name | None = None
    if group and not family:
        found = Name(literal=_group(group))
    elif not family and given:
        found = Name(family=given, orcid=orcid)
    elif family:
        found = _person(family, given, _word(contributor.get("suffix"))[0], orcid)
        found = with_particles(
            replace(
                found,
                non_dropping_particle=str(contributor.get("non-dropping-particle") or ""),
                dropping_particle=str(contributor.get("dropping-particle") or ""),
            )
        )
    if found is not None:
        yield found
    if family_et_al or given_et_al or group_et_al:
        yield OTHERS


def _word(value: object) -> tuple[str, bool]:
    """A part of a name, cleaned, and whether it said "et al."."""
    if not isinstance(value, str) or value.strip().lower() in _NO_NAME_FOLDED:
        return "", False
    text = without_markup(clean(value))
    bare, others = without_et_al(text)
    return ("" if bare.lower() in _NO_NAME_FOLDED else bare), others


def _group(text: str) -> str:
    """A group's name without "on behalf of the" and the full stop of a byline."""
    text = _ON_BEHALF.sub("", text) or text
    if text.endswith(".") and not re.search(r"\b(?:Inc|Ltd|Co|Corp|[A-Z]|e\.V|GmbH)\.$", text):
        text = text[:-1]
    return text


def _person(family: str, given: str, suffix: str, orcid: str) -> Name:
    family, comma, rest = (part.strip() for part in family.partition(","))
    if comma and rest:
        if not suffix and is_generation(rest):
            suffix = rest
        elif not is_degree(rest):
            if given or "," in rest or len(family.split()) > 2:
                family = f"{family}, {rest}"
            else:
                given = rest
    if not given and not suffix and is_group(family):
        return Name(literal=_group(family))
    if not is_generation(suffix):
        suffix = ""
    return Name(family=family, given=given, suffix=suffix, orcid=orcid)


def from_display(text: str, orcid: str = "") -> Name | None:
    """A name given as one string: "Family, Given", a group, or given names before the family."""
    bare, _ = _word(text)
    if not bare:
        return None
    found = read_name(bare, _DISPLAY)
    if found is None or found.literal:
        return replace(found, literal=_group(found.literal)) if found else None
    return with_particles(replace(found, orcid=orcid))
