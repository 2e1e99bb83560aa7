"""`citare config`: each setting, its value and where it was set."""

from __future__ import annotations

import difflib

import click

from citare.cli import output
from citare.cli.context import App
from citare.cli.options import common
from citare.disk.settings import BY_NAME
from citare.errors import UsageError


@click.command("config", epilog="Example:  citare config style")
@click.argument("names", nargs=-1)
@common
def command(names: tuple[str, ...], project: str | None, as_json: bool) -> None:
    """Show each setting (or those NAMED), its value and where it was set.

    Settings stand in citare.toml (or [tool.citare] of pyproject.toml), in your own config.toml,
    or in CITARE_* variables.
    """
    for name in names:
        if name not in BY_NAME:
            near = difflib.get_close_matches(name, BY_NAME, n=1)
            hint = f"did you mean {near[0]}?" if near else "`citare config` lists them all"
            raise UsageError(f"unknown setting {name!r}", hint=hint)
    settings = App(project).settings
    shown = {name: settings.values[name] for name in names or BY_NAME}
    if as_json:
        output.json_data({n: {"value": v.value, "origin": v.origin} for n, v in shown.items()})
        return
    for name, value in shown.items():
        text = ", ".join(value.value) if isinstance(value.value, tuple) else str(value.value)
        output.data(f"{name} = {text}  ({value.origin})")
        if names:
            output.data(f"  {BY_NAME[name].help}")
