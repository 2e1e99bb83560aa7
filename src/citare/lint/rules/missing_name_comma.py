"""A name with the family name first has a comma after it.

What: A name without a comma that ends with initials, as PubMed and Vancouver style write it.

Why: Without the comma BibTeX takes the last word for the family name: "Smith JA" becomes
Mr. JA with the given name Smith.

Example:
    author = {Feigerlova E and Hani H}
Rather:
    author = {Feigerlova, E and Hani, H}

Fix: Unsafe: a comma is put before the initials.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citare.bibtex.grammar import Span
from citare.findings import Edit, Fix, Severity
from citare.library.library import Record
from citare.lint.base import Rule, Violation, in_field
from citare.text.numerals import roman_value

_FAMILY_FIRST = re.compile(
    r"(?P<family>[^\W\d_]\w*[a-zß-ÿ][\w’'-]*(?:[\s~]+[\w’'-]*[a-zß-ÿ][\w’'-]*){0,2})"
    r"(?P<gap>[\s~]+)(?P<initials>[A-Z](?:\.?[\s~-]?[A-Z]){0,2}\.?)"
)
_WORD_LIKE = re.compile(r"NG|[B-DF-HJ-NP-TV-XZ]{0,2}[AEIOUY]+[NGHKMR]{0,2}(?<=..)")
_LONGEST = 80  # characters of a name
_NO_PERSON = re.compile(
    r"\b(?:team|group|author|anonymous|project|class|company|version|league|committee|vitamin|"
    r"society|party|section|part|unit|and|of|the|for)\b",
    re.IGNORECASE,
)


def check(record: Record) -> Iterator[Violation]:
    """Names that end with initials and have no comma."""
    for field in record.people:
        found = [name for name in field.names if name.text.lower() != "others"]
        wrong = _wrong(found)
        if not wrong:
            continue
        name, match = wrong[0]
        fix = None
        if field.inner is not None:
            ends = [field.inner[0] + n.start + m.end("family") for n, m in wrong]
            edits = tuple(Edit(at, at, ",") for at in ends)
            fix = Fix("put a comma after the family name", edits, safe=False)
        yield in_field(
            field,
            f"{name.text!r} would be read with the family name {match['initials']!r}",
            span=(name.start, name.end),
            hint=f"write {match['family']}, {match['initials']}",
            fix=fix,
        )


def _wrong(found: list[Span]) -> list[tuple[Span, re.Match[str]]]:
    """The names of that shape. Initials without a dot need the whole list to be written so, and
    some of them must be unlike a word: Weinan E has a family name of one letter, and in "Tristan
    WU and Na LI" the family names are in capitals."""
    wrong = []
    for name in found:
        match = _FAMILY_FIRST.fullmatch(name.text) if len(name.text) < _LONGEST else None
        if match and not _NO_PERSON.search(name.text) and not roman_value(match["initials"]):
            wrong.append((name, match))
    bare = [pair for pair in wrong if "." not in pair[1]["initials"]]
    if bare and all(_WORD_LIKE.fullmatch(match["initials"]) for _, match in bare):
        wrong = [pair for pair in wrong if pair not in bare]
        bare = []
    if len(bare) == len(found) or not bare:
        return wrong
    with_comma = all("," in name.text for name in found if name not in [n for n, _ in wrong])
    return wrong if with_comma else [pair for pair in wrong if pair not in bare]


RULE = Rule(
    code="missing-name-comma",
    group="names",
    severity=Severity.WARNING,
    doc=__doc__ or "",
    fix="unsafe",
    record=check,
)
