"""`citare config`: each setting, its value and where it was set."""

from __future__ import annotations

import difflib

import click

from citare.cli import completion, output
from citare.cli.app import App
from citare.cli.options import with_app
from citare.disk.settings import BY_NAME, Value
from citare.errors import UsageError


@click.command("config", epilog="Example:  citare config style")
@click.argument("names", nargs=-1, shell_complete=completion.settings)
@with_app
def command(app: App, names: tuple[str, ...]) -> None:
    """Show each setting (or those NAMED), its value and where it was set.

    Settings are in citare.toml (or [tool.citare] of pyproject.toml), in your own config.toml,
    or in CITARE_* variables.
    """
    for name in names:
        if name not in BY_NAME:
            near = difflib.get_close_matches(name, BY_NAME, n=1)
            hint = f"did you mean {near[0]}?" if near else "`citare config` lists them all"
            raise UsageError(f"unknown setting {name!r}", hint=hint)
    settings = app.settings
    shown = {name: _value(app, name, settings.values[name]) for name in names or BY_NAME}

    def text() -> None:
        for name, value in shown.items():
            line = ", ".join(value.value) if isinstance(value.value, tuple) else str(value.value)
            output.data(f"{name} = {line}  ({value.origin})")
            if names:
                output.data(f"  {BY_NAME[name].help}")

    values = {name: {"value": v.value, "origin": v.origin} for name, v in shown.items()}
    app.report({"settings": values}, text=text)


def _value(app: App, name: str, value: Value) -> Value:
    """A value, with what a default comes to in this project."""
    if value.origin != "default":
        return value
    if name == "library":
        place = app.library_place
        return Value(place.patterns, f"default: {place.how or 'none is found'}")
    if name == "lock":
        return Value(app.lock, "default: beside the library")
    return value
