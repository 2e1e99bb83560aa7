"""Values are LaTeX, not HTML.

What: Entities (&amp; &#8211;) and tags (<i>, <sub>, <jats:italic>) in a value.

Why: BibTeX prints them as they are; publishers' exports are full of them.

Example:
    journal = {Astronomy &amp; Astrophysics}
Rather:
    journal = {Astronomy \\& Astrophysics}

Fix: Safe for entities: the character they stand for, escaped as LaTeX needs it. Unsafe for
pairs of <i>, <b>, <sub> and <sup>: \\emph, \\textbf, \\textsubscript, \\textsuperscript.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from citare.bibtex.schema import ADDRESS_FIELDS
from citare.findings import Severity
from citare.library.library import OwnField, Record
from citare.lint.base import Rule, Violation, in_field, replace_value

_ENTITY = re.compile(r"\\?&(?:\\?#(?:\d{2,6}|x[0-9a-fA-F]{2,5})|[A-Za-z]{2,8}\d?);")
_TAG = re.compile(
    r"</?(?:i|b|em|strong|sub|sup|scp|sc|span|br|p|u|tt|inf|italic|bold|jats:[\w-]+|mml:[\w-]+|"
    r"a|font|title|sec|xref)(?:\s[^<>]*)?\s*/?>",
    re.IGNORECASE,
)
_PAIR = re.compile(r"<(i|b|em|strong|sub|sup)>([^<>{}]*)</\1>", re.IGNORECASE)
_COMMANDS = {
    "i": "emph", "em": "emph", "b": "textbf", "strong": "textbf", "sub": "textsubscript",
    "sup": "textsuperscript",
}  # fmt: skip
_LATEX = {
    "&": "\\&", "%": "\\%", "#": "\\#", "_": "\\_", "$": "\\$", "<": "\\textless{}",
    ">": "\\textgreater{}", "\u00a0": "~", "{": "\\{", "}": "\\}", "\\": "\\textbackslash{}",
    "~": "\\textasciitilde{}", "^": "\\textasciicircum{}",
}  # fmt: skip


def check(record: Record) -> Iterator[Violation]:
    """Entities and tags, one hit a field."""
    for field in record.printed:
        yield from _judge(field, verbatim=False)
    for name in ADDRESS_FIELDS:
        address = record.own.get(name)
        if address is not None and re.search(r"&(?:amp|lt|gt|#\d+);", address.value):
            yield from _judge(address, verbatim=True)


def _judge(field: OwnField, *, verbatim: bool) -> Iterator[Violation]:
    value = field.value
    if "&" in value:
        entity = next((m for m in _ENTITY.finditer(value) if _character(m[0])), None)
        if entity:
            new = _ENTITY.sub(lambda m: _replacement(m[0], verbatim), value)
            yield in_field(
                field,
                f"{field.name} has the HTML entity {entity[0]}",
                span=entity.span(),
                hint="write the character",
                fix=replace_value(field, new, "write the characters"),
            )
            return
    tag = _TAG.search(value) if "<" in value and not verbatim else None
    if tag:
        new = _PAIR.sub(lambda m: f"\\{_COMMANDS[m[1].lower()]}{{{m[2]}}}", value)
        yield in_field(
            field,
            f"{field.name} has the HTML tag {tag[0]}",
            span=tag.span(),
            hint="write LaTeX: \\emph, \\textsubscript, ...",
            fix=replace_value(field, new, "write LaTeX for the tags", safe=False)
            if not _TAG.search(new)
            else None,
        )


def _character(entity: str) -> str:
    """The character that an entity stands for, or ""."""
    entity = entity.replace("\\", "")
    found = html.unescape(entity)
    return (
        found
        if (found != entity and len(found) == 1 and found.isprintable()) or (found == "\u00a0")
        else ""
    )


def _replacement(entity: str, verbatim: bool) -> str:
    found = _character(entity)
    if not found:
        return entity
    return found if verbatim else _LATEX.get(found, found)


RULE = Rule(
    code="html-in-field",
    group="text",
    severity=Severity.WARNING,
    doc=__doc__ or "",
    fix="safe",
    record=check,
)
