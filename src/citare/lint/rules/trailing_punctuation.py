"""A title or a name of a journal ends without punctuation.

What: A full stop, comma, semicolon or colon at the end of title, booktitle, journal, publisher,
volume, number, pages or year. Abbreviations (Inc., U.S., Lett.) and three dots are left alone.

Why: The style puts its own punctuation there; where it does not look, there are two.

Example:
    title = {On the origin of species.}
Rather:
    title = {On the origin of species}

Fix: Safe for a comma, semicolon or colon, and for a full stop after a title's last word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citare.findings import Severity
from citare.library.library import Record
from citare.lint.base import Rule, Violation, in_field, replace_value

_FIELDS = ("title", "subtitle", "booktitle", "journal", "journaltitle", "publisher", "volume",
           "number", "pages", "year")  # fmt: skip
_TITLES = {"title", "booktitle", "subtitle"}
_SENTENCE_END = re.compile(r"(?<![.\w])(?:[^\W\d_]*[a-zß-ÿ]{4,}|[A-Z]{3,})[\"')}]*\.\s*$")
_ABBREVIATION = re.compile(
    r"\b(?:corp|dept|univ|conf|proc|symp|intl?|assoc|trans|engl|phys|math|chem|biol|comput|misc|"
    r"prelim|transl|spec|conc?l|approx|esp|elem|spp|subsp|diss|anon|phil|theol|hist|lett|appl|sect|"
    r"repr|abbr|anal|arch|acad|inst|natl|prof|prov|suppl|resp|seqq|subg|auct|emend|illus|ital|"
    r"nord|serm|amer|germ|span|port|comp|cont)\.\s*$",
    re.IGNORECASE,
)


def check(record: Record) -> Iterator[Violation]:
    """Punctuation at the end of a value."""
    for name in _FIELDS:
        field = record.own.get(name)
        if field is None:
            continue
        text = field.value.rstrip()
        if not text or text[-1] not in ".,;:" or text.endswith(("\\.", "...", "\\,", "\\;", "\\:")):
            continue
        if text[-1] == "." and not _is_sentence_end(name, text):
            continue
        if text[-1] == ";" and re.search(r"&#?\w+;$", text):
            continue  # html-in-field's to report
        span = (len(text[:-1].rstrip()), len(text))
        yield in_field(
            field,
            f"{name} ends with {text[-1]!r}",
            span=span,
            hint="the style puts its own punctuation there",
            fix=replace_value(field, "", "take off the punctuation", span=span),
        )


def _is_sentence_end(name: str, text: str) -> bool:
    if name in {"pages", "year"}:
        return bool(re.search(r"\d\.$", text))
    if name not in _TITLES or _ABBREVIATION.search(text):
        return False
    # One sentence after another: the last full stop belongs to them.
    return bool(_SENTENCE_END.search(text)) and not re.search(r"[a-z]{3,}\. [A-Z]", text)


RULE = Rule(
    code="trailing-punctuation",
    group="titles",
    severity=Severity.INFO,
    doc=__doc__ or "",
    fix="safe",
    record=check,
)
