"""Contributors of a registry's record as names.

Registries mix persons and groups, put whole names in `family`, suffixes and degrees after a
comma, "et al." among the authors, and entries without any name. Rules here use what the
record says; nothing is guessed about a person (a full name in `family` alone stays whole).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from citare.model.identifiers import normalise_orcid
from citare.model.name import OTHERS, Name
from citare.sources.title_text import clean, without_markup

_GENERATION = re.compile(
    r"(?:Jr|Sr|Jnr|Snr|Junior|Senior|Filho|Neto|Sobrinho|I{1,3}|I?V|VI{0,3}|[2-4](?:nd|rd|th))\.?",
    re.IGNORECASE,
)
_DEGREE = re.compile(
    r"(?:(?:M\.?D|Ph\.?D|M\.?Sc|B\.?Sc|M\.?P\.?H|D\.?V\.?M|D\.?D\.?S|R\.?N|F\.?R\.?C\.?\w|Dr\.?P\.?H"
    r"|M\.?A|M\.?S|MBBS|MBChB|Pharm\.?D|Sc\.?D)\.?[,\s]*)+",
)
_NO_NAME = frozenset({"&NA;", "NA", "N/A", "NN", "N.N.", "-", ".", "null", "none", "no author"})
_NO_NAME_FOLDED = frozenset(name.lower() for name in _NO_NAME)
_ET_AL = re.compile(r"[\s,;]*(?:\bet\s+al\b\.?|\band\s+others\b)[\s,.;]*$", re.IGNORECASE)
_GROUP = re.compile(
    r"\b(?:group|consortium|committee|collaborat\w+|network|society|association|university|institut\w*"
    r"|team|initiative|investigators|organi[sz]ation|council|commission|program(?:me)?|project"
    r"|foundation|agency|department|ministry|task force|editors|staff|board|centers?|centres?|study"
    r"|trial|federation|company|academy|college|hospital|bureau|union|working party)\b"
    r"|^(?:the|on behalf of|for)\s",
    re.IGNORECASE,
)
_ON_BEHALF = re.compile(
    r"^(?:and\s+)?(?:(?:on\s+)?behalf\s+of\s+(?:the\s+)*|for\s+the\s+|and\s+the\s+)", re.IGNORECASE
)
_LEADING_PARTICLES = re.compile(
    r"(?P<particle>(?:[a-zß-öø-ÿ][\w'’]*\.?\s+|[a-z]['’]\s*(?=[A-Z]))+)(?P<family>[^\sa-zß-öø-ÿ].*)"
)
_TRAILING_PARTICLES = re.compile(
    r"(?P<given>\S.*?)\s+(?P<particle>(?:(?:van|von|vom|zu|zur|zum|de|der|den|des|del|della|dello|di"
    r"|da|das|do|dos|du|la|las|los|le|ter|ten|te|af|av|d['’])(?:\s+|$))+)"
)


def names(contributors: object) -> tuple[Name, ...]:
    """The names of a list of contributors, in its order; entries that name nobody are left out."""
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
    """The name (and perhaps "and others") of one contributor; nothing if it names nobody.

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
        found = _with_particles(found, contributor)
    if found is not None:
        yield found
    if family_et_al or given_et_al or group_et_al:
        yield OTHERS


def _word(value: object) -> tuple[str, bool]:
    """A part of a name, cleaned, and whether it said "et al."."""
    if not isinstance(value, str) or value.strip().lower() in _NO_NAME_FOLDED:
        return "", False
    text = without_markup(clean(value))
    stripped = _ET_AL.sub("", text)
    bare = stripped.strip(" ,;")
    return ("" if bare.lower() in _NO_NAME_FOLDED else bare), stripped != text


def _group(text: str) -> str:
    """A group's name without "on behalf of the" and the full stop of a byline."""
    text = _ON_BEHALF.sub("", text) or text
    if text.endswith(".") and not re.search(r"\b(?:Inc|Ltd|Co|Corp|[A-Z]|e\.V|GmbH)\.$", text):
        text = text[:-1]
    return text


def _person(family: str, given: str, suffix: str, orcid: str) -> Name:
    family, comma, rest = (part.strip() for part in family.partition(","))
    if comma and rest:
        if not suffix and _GENERATION.fullmatch(rest):
            suffix = rest
        elif not _DEGREE.fullmatch(rest):
            if given or "," in rest or len(family.split()) > 2:
                family = f"{family}, {rest}"
            else:
                given = rest
    if not given and not suffix and _GROUP.search(family):
        return Name(literal=_group(family))
    if not _GENERATION.fullmatch(suffix):
        suffix = ""
    return Name(family=family, given=given, suffix=suffix, orcid=orcid)


def _with_particles(name: Name, contributor: Mapping[str, Any]) -> Name:
    """Particles set apart (CSL 1.0.2, "Names"): non-dropping before family, else dropping."""
    if name.literal or not name.given:
        return name
    family, given = name.family, name.given
    non_dropping = str(contributor.get("non-dropping-particle") or "")
    dropping = str(contributor.get("dropping-particle") or "")
    if not non_dropping and (match := _LEADING_PARTICLES.fullmatch(family)):
        non_dropping, family = match["particle"].strip(), match["family"]
    if not dropping and (match := _TRAILING_PARTICLES.fullmatch(given)):
        dropping, given = match["particle"].strip(), match["given"]
    return Name(
        family=family,
        given=given,
        suffix=name.suffix,
        dropping_particle=dropping,
        non_dropping_particle=non_dropping,
        orcid=name.orcid,
    )


def from_display(text: str, orcid: str = "") -> Name | None:
    """A name given as one string: "Family, Given", a group, or given names before the family."""
    bare, _ = _word(text)
    if not bare:
        return None
    if "," in bare:
        return next(iter(name({"family": bare, "ORCID": orcid})), None)
    words = bare.split()
    if len(words) == 1 or _GROUP.search(bare):
        return Name(literal=_group(bare)) if len(words) > 1 else Name(family=bare, orcid=orcid)
    suffix = words.pop() if len(words) > 2 and _GENERATION.fullmatch(words[-1]) else ""
    start = len(words) - 1
    while start > 1 and words[start - 1][:1].islower():
        start -= 1
    contributor = {"given": " ".join(words[:start]), "family": " ".join(words[start:])}
    return next(iter(name({**contributor, "suffix": suffix, "ORCID": orcid})), None)
