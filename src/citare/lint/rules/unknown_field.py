"""A field's name is one that styles or programs know.

What: A name that differs by a letter or two from a known field that the entry lacks: likely a
slip. Other unknown names are an info, once a file.

Why: BibTeX ignores fields it does not know without a word: what they hold is not printed.

Example:
    @article{a, title = {A}, auhtor = {Darwin, Charles}}
Rather:
    @article{a, title = {A}, author = {Darwin, Charles}}

Fix: Unsafe: the field gets the known name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from rapidfuzz.distance import OSA

from citare.bibtex.schema import BIBLATEX_FIELDS, BIBTEX_FIELDS, FIELDS, NAME_FIELDS
from citare.findings import Edit, Fix, Severity
from citare.library.library import LibraryFile, OwnField, Record
from citare.lint.base import Rule, Violation

_KNOWN = FIELDS | NAME_FIELDS | {"citare", "ee"}
_LIKELY = sorted(BIBTEX_FIELDS | BIBLATEX_FIELDS | {"doi", "isbn", "issn", "url", "abstract"})
# Fields that programs keep for themselves, and Emacs' and AUCTeX's OPT and ALT.
_PRIVATE = re.compile(
    r"(?:opt|alt)[a-z]{3,}|bdsk-.*|x-.*|.*[_:.+\d].*|(?:date|read|local|owner|bib|ads|cite|jabref|"
    r"mendeley|zotero|dblp|citeulike|glottolog|researcherid|web|funding|link|my)[a-z-]*|.*-.*"
)
_ADDRESS = re.compile(r"\s*(?:\\url\{)?(?:https?://|www\.)")
_HABIT = 10  # a name used so often is meant


def check(file: LibraryFile) -> Iterator[Violation]:
    """Slips, each; other unknown names once."""
    uses = Counter(field for record in file.records for field in record.own if field not in _KNOWN)
    seen: set[str] = set()
    for record in file.records:
        for name, field in record.own.items():
            if name not in uses:
                continue
            meant = _meant(name, record) if uses[name] < _HABIT else ""
            if meant:
                yield _slip(file, field, meant)
            elif name not in seen and not _PRIVATE.fullmatch(name):
                seen.add(name)
                times = f" ({uses[name]} times in this file)" if uses[name] > 1 else ""
                yield Violation(
                    file.document,
                    field.node.start,
                    field.node.name_end,
                    f"the field {name}{times} is known to no style",
                    key=record.key,
                    field=name,
                    severity=Severity.INFO,
                )


def _meant(name: str, record: Record) -> str:
    """The known field that is most likely meant; "" if none is near or the entry has it."""
    if len(name) < 5 and OSA.distance(name, "url") <= 1 and record.own.get("url") is None:
        return "url" if _ADDRESS.match(record.own[name].value) else ""
    room = 2 if len(name) >= 8 else 1
    near = [
        (OSA.distance(name, known), known)
        for known in _LIKELY
        if len(known) >= 4 and abs(len(known) - len(name)) <= room and known[0] == name[0]
    ]
    found = min(near, default=(room + 1, ""))
    if found[0] > room or len(name) < 4 or record.own.get(found[1]) is not None:
        return ""
    return found[1]


def _slip(file: LibraryFile, field: OwnField, meant: str) -> Violation:
    node = field.node
    return Violation(
        file.document,
        node.start,
        node.name_end,
        f"the field {field.name} is unknown",
        f"did you mean {meant}?",
        Fix(f"name it {meant}", (Edit(node.start, node.name_end, meant),), safe=False),
        key=field.record.key,
        field=field.name,
    )


RULE = Rule(
    code="unknown-field",
    group="fields",
    severity=Severity.WARNING,
    doc=__doc__ or "",
    once=True,
    fix="unsafe",
    file=check,
)
