"""Names are not written in capitals.

What: A person whose family name is in capitals, all of them or with the given name.

Why: No style turns capitals back: the name is shouted in every document.

Example:
    author = {SHAZEER, NOAM}
Rather:
    author = {Shazeer, Noam}

Fix: Unsafe: capitals within a name (McDonald, van der Berg) cannot be known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citare.bibtex.grammar import Span
from citare.findings import Severity
from citare.library.library import Record
from citare.lint.base import Rule, Violation, in_field, replace_value
from citare.model.people import PARTICLES, is_generation

_WORD = re.compile(r"[^\W\d_]{2,}")
_SHORT = re.compile(r"(?<![^\W_])[^\W\d_]{2}(?![^\W_])")
_ONE_NAME = re.compile(r"(?:[A-Z]\.[\s~]*)+[A-Z][A-Z'-]{3,}|[A-Z]{3,}(?: [A-Z]\.)? [A-Z]{4,}")
_VOWEL = re.compile(r"[AEIOUYÀ-ÖØ-Ý]")


def check(record: Record) -> Iterator[Violation]:
    """Names in capitals."""
    for field in record.people:
        shouted = [name for name in field.names if _is_shouted(name)]
        if not shouted:
            continue
        first = shouted[0]
        new: str | None = field.value
        for name in reversed(field.names):
            lowered = _lowered(name.text) if name in shouted or _follows(name.text) else name.text
            new = (
                None
                if new is None or lowered is None
                else (new[: name.start] + lowered + new[name.end :])
            )
        fix = None
        if new is not None:
            fix = replace_value(field, new, "write the names with small letters", safe=False)
        yield in_field(
            field,
            f"the name {first.text!r} is in capitals",
            span=(first.start, first.end),
            hint="" if fix else "which letters are initials cannot be known",
            fix=fix,
        )


def _follows(text: str) -> bool:
    """Whether a name that is too short to tell is in capitals like others of its list."""
    family, comma, _ = text.partition(",")
    plain = not set("{\\") & set(text)
    return plain and bool(comma) and family.isupper() and bool(_WORD.search(family))


def _lowered(text: str) -> str | None:
    """A name with small letters; None if two letters may be initials or a given name (`WU`)."""
    family, comma, given = text.partition(",")
    if not comma:
        return _WORD.sub(_capitalised, text)
    if any(_VOWEL.search(word) and word.isupper() for word in _SHORT.findall(given)):
        return None
    given = re.sub(r"[^\W\d_]{3,}", _capitalised, given)
    words = re.split(r"(\s+)", family)
    lowered = [
        word.lower()
        if word.lower() in PARTICLES and place < len(words) - 1
        else _WORD.sub(_capitalised, word)
        for place, word in enumerate(words)
    ]
    return "".join(lowered) + comma + given


def _capitalised(found: re.Match[str]) -> str:
    word = found[0]
    return word if is_generation(word) or not word.isupper() else word.capitalize()


def _is_shouted(name: Span) -> bool:
    """Whether the family name, and the given name if it is spelled out, is in capitals.

    A lone word or one without vowels (IBM, NLTK) is taken for an organisation.
    """
    text = name.text
    if "{" in text or "\\" in text:
        return False
    family, comma, given = text.partition(",")
    if not comma:
        return _one_name(text)
    longest = max(_WORD.findall(family), key=len, default="")
    return (
        len(longest) >= 4
        and family.upper() == family
        and bool(_VOWEL.search(longest))
        and bool(re.search(r"[^\W\d_]", given))
    )


def _one_name(text: str) -> bool:
    """`JOHN SMITH` or `J. SMITH`; organisations have more words or none of a name's shape."""
    return _ONE_NAME.fullmatch(text) is not None and all(
        _VOWEL.search(word) for word in _WORD.findall(text)
    )


RULE = Rule(
    code="all-caps-name",
    group="names",
    severity=Severity.WARNING,
    doc=__doc__ or "",
    fix="unsafe",
    record=check,
)
