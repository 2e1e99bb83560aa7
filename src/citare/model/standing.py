"""The standing of a published work, and what its title says of it."""

from __future__ import annotations

import re
from enum import StrEnum

from citare.text.similarity import strip_markup


class Standing(StrEnum):
    """What a notice does to a work, gravest first."""

    RETRACTED = "retraction"
    WITHDRAWN = "withdrawal"
    REMOVED = "removal"
    CONCERN = "expression of concern"
    REINSTATED = "reinstatement"
    CORRECTED = "correction"
    NEW_VERSION = "new version"


_RETRACTED = (
    r"retracted|retract[ée]e?|rétractée?|retractad[oa]|retratad[oa]|retirad[oa]|ritirat[oa]"
    r"|ritrattat[oa]|zurückgezogen|ingetrokken|отозван[ао]?|撤稿|撤回"
)
_KIND_OF_TEXT = r"(?:\s+(?:article|paper|chapter|manuscript|publication|study|artículo|artikel))?"
_MARK = r"\s*[:\]).—–-]"
_TITLE = (
    # RETRACTED: ..., [Retracted] ..., RETRACTED ARTICLE: ..., RETRACTED A study (in capitals)
    (re.compile(rf"^\W*(?:{_RETRACTED}){_KIND_OF_TEXT}{_MARK}", re.I), Standing.RETRACTED),
    (re.compile(r"^\W*RETRACTED\b(?!\W+(?i:and|or|articles|papers|publications|studies|by|in)\b)"),
     Standing.RETRACTED),
    (re.compile(r"^\W*(?:article|paper|chapter)\s+retracted\s*[:—–-]", re.I), Standing.RETRACTED),
    # IEEE renames the paper itself so
    (re.compile(r"^\W*notice of (?:retraction|violation of ieee)\b.*[:—–-]", re.I),
     Standing.RETRACTED),
    # ... [RETRACTED], ... (Retracted in 2021), ... (Retracted article. See vol. 3)
    (re.compile(rf"[\[(]\s*(?:{_RETRACTED})\b[^()\[\]]*[\])]\W*$", re.I), Standing.RETRACTED),
    (re.compile(r"[\[(]\s*retraction\b[^()\[\]]*[\])]\W*$", re.I), Standing.RETRACTED),
    (re.compile(r"[.:—–-]\s+(?:retracted(?:\s+article)?|RETRACTED)\W*$", re.I), Standing.RETRACTED),
    (re.compile(rf"^\W*withdrawn(?:\s+(?:as|by|at)\b[^:]{{0,40}})?{_KIND_OF_TEXT}{_MARK}", re.I),
     Standing.WITHDRAWN),
    (re.compile(r"[\[(]\s*withdrawn\b[^()\[\]]*[\])]\W*$", re.I), Standing.WITHDRAWN),
    (re.compile(rf"^\W*(?:temporary\s+)?remov(?:al|ed){_KIND_OF_TEXT}{_MARK}", re.I),
     Standing.REMOVED),
    (re.compile(r"^\W*expression of concern\s*[:\])]", re.I), Standing.CONCERN),
)  # fmt: skip


def title_standing(title: str) -> Standing | None:
    """What a title's own prefix or suffix says: "RETRACTED: ...", "... (Retracted article)".

    A notice's title ("Retraction: ...", "Retraction notice to ...") says nothing of itself.
    """
    text = strip_markup(title)
    return next((standing for pattern, standing in _TITLE if pattern.search(text)), None)


def without_standing(title: str) -> str:
    """A title without what it says of the work's standing: the title that was published."""
    text = strip_markup(title)
    for pattern, _ in _TITLE:
        if match := pattern.search(text):
            rest = text[match.end() :] if match.start() == 0 else text[: match.start()]
            if any(c.isalnum() for c in rest):
                return rest.strip(" :.—–-")
    return text
