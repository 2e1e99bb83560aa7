"""What a shell completes: keys, styles, rules, tags, settings, query fields.

Each function is a click `shell_complete` callback. Whatever goes wrong, nothing is completed: a
shell is no place for messages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import click
from click.shell_completion import CompletionItem

from citare.lazy import load

Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]
Choices = Iterable[tuple[str, str]]


def _completing(choices: Callable[[str], Choices]) -> Complete:
    """A callback that offers those choices (value and help) that begin as what was typed."""

    def complete(
        context: click.Context, parameter: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        del context, parameter
        try:
            return [
                CompletionItem(value, help=text or None)
                for value, text in choices(incomplete)
                if value.lower().startswith(incomplete.lower())
            ]
        except Exception:  # a broken library, setting or cache
            return []

    return complete


def _project() -> Any:
    return load("citare.project", "Project")()


def _rows(brief: bool = True) -> list[Any]:
    project = _project()
    indexed = load("citare.cli.commands.list_", "indexed")
    return [row for _, row in indexed(project, project.library_paths, "", brief=brief).rows]


def _keys(_: str) -> Choices:
    return [
        (row.key, " ".join(filter(None, [row.authors, str(row.year or "")]))) for row in _rows()
    ]


def _styles(_: str) -> Choices:
    short = load("citare.csl.short_names_table", "SHORT_NAMES")
    return [
        *((name, style) for name, style in short.items()),
        *((name, "") for name in _project().styles.names()),
    ]


def _rules(typed: str) -> Choices:
    """Codes and groups; after a comma the next one."""
    before, comma, _ = typed.rpartition(",")
    explained = load("citare.lint.registry", "EXPLAINED")
    groups = dict.fromkeys(rule.group for rule in explained)
    known = [*((rule.code, rule.title) for rule in explained), *((g, "group") for g in groups)]
    return [(f"{before}{comma}{name}", text) for name, text in known]


def _tags(_: str) -> Choices:
    return [(tag, "") for tag in sorted({tag for row in _rows(brief=False) for tag in row.tags})]


def _settings(_: str) -> Choices:
    return [(setting.name, setting.help) for setting in load("citare.disk.settings", "SETTINGS")]


def _query(typed: str) -> Choices:
    """The fields of the query language; values after `tag:` and `type:`."""
    name, colon, _ = typed.partition(":")
    if not colon:
        fields = load("citare.library.query", "FIELDS")
        return [(f"{field}:", "") for field in fields]
    rows = _rows(brief=False) if name in ("tag", "type") else []
    values = {tag for row in rows for tag in (row.tags if name == "tag" else [row.type])}
    return [(f"{name}:{value}", "") for value in sorted(values)]


keys = _completing(_keys)
styles = _completing(_styles)
rules = _completing(_rules)
tags = _completing(_tags)
settings = _completing(_settings)
query = _completing(_query)
