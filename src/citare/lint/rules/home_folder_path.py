"""Paths of files do not name a home folder.

What: A file, pdf or local-url field with a path below /home, /Users, C:\\Users or ~.

Why: It works on one machine only, and publishes a login name with the library.

Example:
    file = {:/home/ada/papers/vaswani2017.pdf:PDF}
Rather:
    file = {:papers/vaswani2017.pdf:PDF}

Fix: None: which folder the path should start from is the library's choice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citare.findings import Severity
from citare.library.library import Record
from citare.lint.base import Rule, Violation, in_field

_FIELDS = re.compile(
    r"file|pdf|ps|local-url|local_url|bdsk-file-\d+|localfile|sentelink|path|url|link"
)
_HOME = re.compile(
    r"(?:^|[:;,{\s\"]|file:/*)(?P<path>(?:/(?:home|Users)/|~/|"
    r"/?[A-Za-z](?:\\|\{\\textbackslash\})?:[\\/{]+(?:textbackslash[{}\\]*)?"
    r"(?:Users|Documents and Settings)[\\/{}]+(?:textbackslash[{}\\]*)?|"
    r"/?[A-Za-z]\\?:\\+Users\\+|/Volumes/|/media/\w+/)[^\s:;,\\/{}]*)",
    re.IGNORECASE,
)


def check(record: Record) -> Iterator[Violation]:
    """Paths below a home folder."""
    for name, field in record.own.items():
        if not _FIELDS.fullmatch(name):
            continue
        if name in {"url", "link", "path"} and not field.value.strip().startswith(("file:", "/")):
            continue
        found = _HOME.search(field.value)
        if found:
            yield in_field(
                field,
                f"{name} has a path of one machine: {found['path']}",
                span=found.span("path"),
                hint="write it relative to the library",
            )


RULE = Rule(
    code="home-folder-path",
    group="links",
    severity=Severity.WARNING,
    doc=__doc__ or "",
    record=check,
)
