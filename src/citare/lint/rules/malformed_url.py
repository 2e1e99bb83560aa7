"""A url is one whole address.

What: A url without its scheme, with blanks within, two addresses in one field, a scheme
mistyped (htp://, http:/), or text that is not an address.

Why: The link leads nowhere; biber and hyperref take the field as it is.

Example:
    url = {www.example.org/paper}
Rather:
    url = {https://www.example.org/paper}

Fix: Safe for blanks around it and for \\url{...} around it; none otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citare.findings import Severity
from citare.library.library import OwnField, Record
from citare.lint.base import Rule, Violation, in_field, replace_value

_GOOD = re.compile(r"[a-z][a-z0-9+.-]*:\S+", re.IGNORECASE | re.DOTALL)
_WEB = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)
_COMMAND = re.compile(r"\s*\\(?:url|path|nolinkurl)\s*\{([^{}]*)\}\s*|\s*<(https?://[^<>\s]*)>\s*")
_HOST = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?:[/?#:]\S*)?", re.IGNORECASE)


def check(record: Record) -> Iterator[Violation]:
    """A url field that is not an address."""
    field = record.own.get("url")
    if field is None or not field.value.strip():
        return
    value = field.value.strip()
    wrapped = _COMMAND.fullmatch(value)
    if wrapped and (inside := (wrapped[1] or wrapped[2] or "").strip()):
        yield in_field(
            field,
            "the address is wrapped in a command or in angle brackets",
            hint="url holds the bare address",
            fix=replace_value(field, inside, "take off what is around it"),
        )
        return
    if "\\" in value or "{" in value:
        return  # LaTeX within the address: escaped-url's to report
    yield from _judge(field, value)


def _judge(field: OwnField, value: str) -> Iterator[Violation]:
    if len(_WEB.findall(value)) > 1 and re.search(r"[\s,;]\s*https?://", value):
        yield in_field(field, "two addresses in one url", hint="keep one, or put one into note")
    elif re.match(r"h?t?tt?p?s?:/?(?!/)|htp|ttp|http[^s:]|https?[:;](?!//)", value, re.I) and not (
        _WEB.match(value)
    ):
        yield in_field(field, f"the scheme of {value[:40]!r} is mistyped", hint="https://...")
    elif re.search(r"\s", re.sub(r"\s*\n\s*", "", value)) and _WEB.match(value):
        yield in_field(field, "the address has blanks in it", hint="write %20 for a blank")
    elif _GOOD.fullmatch(value):
        return
    elif re.fullmatch(
        r"[\w.~-]+\.(?:pdf|ps|ps\.gz|djvu|html?|txt|docx?|zip)", value, re.IGNORECASE
    ):
        yield in_field(field, f"{value!r} is the name of a file", hint="name a file in `file`")
    elif _HOST.fullmatch(value):
        yield in_field(field, "the address has no scheme", hint=f"write https://{value}")
    elif not _WEB.match(value):
        yield in_field(field, f"{value[:60]!r} is not an address")


RULE = Rule(
    code="malformed-url",
    group="links",
    severity=Severity.WARNING,
    doc=__doc__ or "",
    fix="safe",
    record=check,
)
