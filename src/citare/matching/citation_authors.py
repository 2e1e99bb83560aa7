"""The authors at the beginning of a citation, in the orders and abbreviations styles use."""

from __future__ import annotations

import re

from citare.model.name import OTHERS, Name
from citare.model.people import PARTICLES

_UPPER = r"[^\W\d_a-zà-öø-ÿšžčćęłńśźżğış]"
_WORD = rf"{_UPPER}[^\W\d_]+(?:[-'’ʼ]\s?[^\W\d_]+)*"
# A citation may begin with a particle, so with a capital
_WHOLE = "|".join(sorted(PARTICLES - {"d", "st", "al"}))
_PARTICLE = rf"(?:(?:(?i:{_WHOLE})\b|(?i:al|st)\b\.?|[dDO][’'])\s?)*"
_FAMILY = rf"{_PARTICLE}{_WORD}(?:\s(?!and\b|et\b){_PARTICLE}{_WORD}){{0,2}}"
_ONE_FAMILY = rf"{_PARTICLE}{_WORD}(?:\s{_WORD})?"
_INITIALS = rf"{_UPPER}[^\W\d_]?\.(?:[\s-]?-?{_UPPER}[^\W\d_]?\.)*"
_GLUED = rf"{_UPPER}{{1,4}}(?:-{_UPPER}{{1,2}})?"
# A stop that ends the names, not one behind an initial of a list ("Liu J., Chen Z.").
_STOP = rf"\.(?!\s?[,;&]|\s?(?:and|et)\b|[\s-]?-?{_UPPER}\.)"
_SUFFIX = r"(?:,?\s(?:Jr|Sr|II|III|2nd|3rd)\b\.?)?"

_FORMS = (
    # Family, I. I.   Family, I
    re.compile(rf"(?P<family>{_FAMILY}),\s?(?P<given>{_INITIALS}){_SUFFIX}(?=[\s,;:&(.]|$|\w)"),
    re.compile(rf"(?P<family>{_FAMILY}),\s(?P<given>{_GLUED})(?=[,;:&(.]|\sand\b|\s&|$)"),
    # I. I. Family
    re.compile(
        rf"(?P<given>{_INITIALS})\s?(?P<family>{_ONE_FAMILY}){_SUFFIX}(?=[\s,;:&(.]|$)(?!\.\s?{_UPPER}\w*\.)"
    ),
    # Family I I
    re.compile(
        rf"(?P<family>{_ONE_FAMILY})\s(?P<given>{_UPPER}(?:\s{_UPPER}){{0,3}})(?=[\s,;:&(]|{_STOP}|$)"
    ),
    # Family II   Family I. I.
    re.compile(rf"(?P<family>{_FAMILY})\s(?P<given>{_GLUED}){_SUFFIX}(?=[\s,;:&(]|{_STOP}|$)"),
    re.compile(rf"(?P<family>{_FAMILY})\s(?P<given>{_INITIALS}){_SUFFIX}(?=[\s,;:&(.]|$)"),
    # Given M. Family (full names, only before a separator)
    re.compile(
        rf"(?P<given>{_WORD}(?:\s{_UPPER}\.)*)\s(?P<family>{_PARTICLE}{_WORD})"
        rf"(?=,\s(?:and\s)?{_UPPER}|\sand\s{_UPPER}|\.\s(?:\(?\d{{4}}|[\"“‘])|,\s[\"“‘])"
    ),
    # II Family
    re.compile(rf"(?P<given>{_UPPER}{{1,3}})\s(?P<family>{_PARTICLE}{_WORD})(?=,\s|\sand\s|\s&\s)"),
    # Family, Given (one author written out, followed by a separator)
    re.compile(
        rf"(?P<family>{_ONE_FAMILY}),\s(?P<given>{_WORD}(?:\s{_UPPER}\.|\s{_WORD})?)"
        rf"(?=,?\s(?:and|&)\s{_UPPER}[^\s.,]*[\s,]+{_UPPER}|\.\s(?!{_UPPER}\w*\.|\()|\s\(\d|;)"
    ),
)
_LONE = re.compile(rf"(?P<family>{_ONE_FAMILY})(?=\set\sal|,?\s\(?(?:1[5-9]|20)\d\d)")
_BARE = re.compile(
    rf"(?P<names>{_ONE_FAMILY}(?:,\s{_ONE_FAMILY})*(?:,?\s(?:&|and)\s{_ONE_FAMILY})?)"
    rf"(?P<others>[\s,]*et\sal\b)?\.?\s*(?=\(?(?:1[5-9]|20)\d\d|[.:]\s|\.$)"
)
_ET_AL = re.compile(r"[\s,;&]*(?:et\s?\.?al\b\.?|and others\b|u\.\s?a\.|& al\.)", re.I)
_BETWEEN = re.compile(r"\s*(?:[,;]\s*)?(?:(?:and|&|und|et|y|e)(?![a-zà-ÿ])\s*)?|\s*[,;]\s*")
_MOST = 60


def leading_authors(text: str) -> tuple[tuple[Name, ...], str]:
    """The authors a citation begins with, and what follows them.

    A text that begins with no recognisable name gives no authors and comes back whole.
    """
    authors: list[Name] = []
    at = 0
    while len(authors) < _MOST:
        match = _name_at(text, at)
        if match is None:
            break
        given = match["given"].strip() if "given" in match.groupdict() and match["given"] else ""
        authors.append(Name(family=match["family"].strip(), given=given))
        at = match.end()
        others = _ET_AL.match(text, at)
        if others:
            authors.append(OTHERS)
            at = others.end()
            break
        between = _BETWEEN.match(text, at)
        following = between.end() if between else at
        if following == at or _name_at(text, following) is None:
            break
        at = following
    return (tuple(authors), text[at:].lstrip()) if authors else _bare_families(text)


def _bare_families(text: str) -> tuple[tuple[Name, ...], str]:
    """Family names alone ("Hicks, Hodin & Bordeianou."): two or more, or one and et al."""
    match = _BARE.match(text)
    families = re.split(r",?\s(?:&|and)\s|,\s", match["names"]) if match else []
    if not match or (len(families) < 2 and not match["others"]):
        return (), text
    others = (OTHERS,) if match["others"] else ()
    return (*(Name(family=f) for f in families), *others), text[match.end() :].lstrip()


def _name_at(text: str, at: int) -> re.Match[str] | None:
    for form in _FORMS:
        match = form.match(text, at)
        if match:
            return match
    return _LONE.match(text, at) if at == 0 else None
