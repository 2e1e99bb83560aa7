"""A month is one of BibTeX's twelve names: jan, feb, mar, ...

What: A month spelled out in braces or quotes ({January}, "Jan."), or as a number in a file in
classic BibTeX (files with BibLaTeX's date or journaltitle may hold numbers).

Why: Styles translate and shorten the names, and biber sorts by them; a text is printed as it
stands, and a number is printed as a number.

Example:
    month = {January}
Rather:
    month = jan

Fix: Safe for an English name, its abbreviation or a number from 1 to 12.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citare.findings import Severity
from citare.library.library import Record
from citare.lint.base import Rule, Violation, in_field, replace_whole
from citare.model.dates import MONTH_MACROS, english_month

_WITH_DAY = re.compile(
    r"([a-z]{3,9})\.?[\s~]+\d{1,2}(?:st|nd|rd|th)?|\d{1,2}\.?[\s~]+([a-z]{3,9})\.?"
)


def check(record: Record) -> Iterator[Violation]:
    """A month that is not a macro."""
    field = record.own.get("month")
    if field is None or (field.inner is None and not field.value.strip().isdecimal()):
        return
    text = field.value.strip().strip("{}").rstrip(".").lower()
    name = _macro(text)
    if name:
        yield in_field(
            field,
            f"the month is written as text: {field.value.strip()!r}",
            hint=f"write month = {name}",
            fix=replace_whole(field, name, f"write {name}"),
        )
    elif text.isdecimal():
        number = int(text[:4])
        if not 1 <= number <= 12:
            yield in_field(field, f"there is no month {text}", severity=Severity.WARNING)
        elif not record.source.is_biblatex:
            name = MONTH_MACROS[number - 1]
            yield in_field(
                field,
                f"the month is written as a number: {text}",
                hint=f"write month = {name}",
                fix=replace_whole(field, name, f"write {name}"),
            )
    elif (day := _WITH_DAY.fullmatch(text)) and (name := _macro(day[1] or day[2])):
        yield in_field(
            field,
            f"month and day are written as text: {field.value.strip()!r}",
            hint=f'write month = {name} and day = ..., or month = {name} # "~..."',
        )


def _macro(text: str) -> str:
    """BibTeX's macro for a month named in English, or ""."""
    number = english_month(text)
    return MONTH_MACROS[number - 1] if number else ""


RULE = Rule(
    code="month-as-text",
    group="dates",
    severity=Severity.INFO,
    doc=__doc__ or "",
    once=True,
    fix="safe",
    record=check,
)
