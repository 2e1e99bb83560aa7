"""CSL-YAML: CSL-JSON's structure in YAML, as pandoc reads and writes it (`references:`)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from citare.exchange.base import Exported, Format, Imported, checked, not_read, problem, settled
from citare.model.csl_json import items_from_json, items_to_json
from citare.model.item import Item
from citare.text.yaml import read_yaml, write_yaml

_FRONT_MATTER: Final = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_MARKDOWN: Final = (
    (re.compile(r"\[([^\[\]]+)\]\{\.nocase\}"), r'<span class="nocase">\1</span>'),
    (re.compile(r"\[([^\[\]]+)\]\{\.smallcaps\}"), r"<sc>\1</sc>"),
    (re.compile(r"(?<![\\*\w])\*\*(?=\S)([^*]+?)(?<=\S)\*\*(?![*\w])"), r"<b>\1</b>"),
    (re.compile(r"(?<![\\*\w])\*(?=\S)([^*]+?)(?<=\S)\*(?![*\w])"), r"<i>\1</i>"),
)


def read(text: str, file: str = "") -> Imported:
    """The items of a CSL-YAML file, or of a Markdown document's `references`.

    Emphasis and the `nocase` and `smallcaps` spans of Markdown become CSL's inline markup.
    """
    found = _read(text, file)
    return replace(found, items=tuple(map(settled, found.items)))


def _read(text: str, file: str = "") -> Imported:
    match = _FRONT_MATTER.match(text)
    data, errors = read_yaml(match[1] if match else text)
    findings = [not_read(error, file) for error in errors]
    if not isinstance(data, Mapping | list):
        findings = findings or [problem("expected a list of references", file=file)]
        return Imported((), tuple(findings))
    items, problems = items_from_json(_from_markdown(data))
    placed = (replace(p, place=replace(p.place, file=file)) for p in problems)
    return Imported(items, (*findings, *placed))


def _from_markdown(value: Any, member: str = "") -> Any:
    if isinstance(value, Mapping):
        return {key: _from_markdown(inner, str(key)) for key, inner in value.items()}
    if isinstance(value, list):
        return [_from_markdown(inner, member) for inner in value]
    if isinstance(value, str) and member not in ("id", "DOI", "URL"):
        for pattern, markup in _MARKDOWN:
            value = pattern.sub(markup, value)
    return value


def recognises(text: str) -> bool:
    """Whether a text has a list of references with ids and types."""
    return (
        re.search(r"(?m)^(?:references:|- (?:id|type): |\s*- id: )", text) is not None
        and re.search(r"(?m)^\s*(?:- )?type: ", text) is not None
        and "cff-version" not in text
    )


def write(items: Sequence[Item]) -> Exported:
    """The items as YAML. Inline markup stays CSL's (`<i>…</i>`)."""
    text = write_yaml({"references": items_to_json(items)})
    return checked("CSL-YAML", items, text, _read)


CSL_YAML: Final = Format("csl-yaml", "CSL-YAML", (".yaml", ".yml"), recognises, read, write)
