"""The options that commands share, and commands whose arguments are a query.

A command takes `@with_app` and the shared options it has; their values reach it as one `App`.
"""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from citare.cli import completion
from citare.lazy import load

F = TypeVar("F", bound=Callable[..., Any])
Decorator = Callable[[F], F]

_META = "citare.shared"


def _keep(context: click.Context, parameter: click.Parameter, value: Any) -> Any:
    """Note a shared option's value; one given to the group holds for its command."""
    kept: dict[str, Any] = context.meta.setdefault(_META, {})
    if value is not None and value is not False:
        kept[parameter.name or ""] = value
    return value


def _shared(*names: str, **settings: Any) -> Decorator[Any]:
    return click.option(*names, expose_value=False, callback=_keep, **settings)


def _enter(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:  # noqa: ARG001
    """Change into a folder, as git and make do for their `-C`."""
    if value is not None:
        os.chdir(value)
    return value


folder_option: Decorator[Any] = click.option(
    "-C",
    "--directory",
    "--project",
    type=click.Path(exists=True, file_okay=False),
    expose_value=False,
    is_eager=True,
    callback=_enter,
    help="Run as if started in this folder; the project is found upward from it.",
)
json_option = _shared("--json", "as_json", is_flag=True, help="Print the result as JSON.")
dry_run_option = _shared(
    "--dry-run", "-n", is_flag=True, help="Say what would be written, and write nothing."
)


def network_options(function: F) -> F:
    """--offline, --refresh and --mailto."""
    for option in (
        _shared("--mailto", help="Your e-mail address, for the polite pools."),
        _shared("--refresh", is_flag=True, help="Ask again what is cached."),
        _shared("--offline", is_flag=True, help="Use cached answers only; ask no registry."),
    ):
        function = option(function)
    return function


force_option = click.option(
    "--force", is_flag=True, help="Replace a file of the library, or of another kind."
)


def query_option(function: F) -> F:
    """--query."""
    return click.option(
        "-q",
        "--query",
        default="",
        shell_complete=completion.query,
        help="Only those that match: 'author:ning year:2020..'.",
    )(function)


def output_option(text: str) -> Decorator[Any]:
    """--output."""
    return click.option("-o", "--output", "target", type=click.Path(dir_okay=False), help=text)


def with_app(function: Callable[..., Any]) -> Callable[..., Any]:
    """Call a command with an `App` of the shared options, and give it --json and -C."""

    @functools.wraps(function)
    def called(*args: Any, **kwargs: Any) -> Any:
        context = click.get_current_context()
        # Late: `citare --help` needs neither settings nor sources.
        app = load("citare.cli.app", "app_of")(context.meta.get(_META, {}), context.command_path)
        return function(app, *args, **kwargs)

    wrapped: Callable[..., Any] = folder_option(json_option(called))
    return wrapped


_NEGATION = re.compile(r"-[^-\s].*\S")
_MARK = "\0"


class QueryCommand(click.Command):
    """A command whose arguments are a query: `-title:x` is a negation there, not an option.

    Hides a negation's minus from the option parser; `query_text` brings it back.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        options = [p for p in self.params if isinstance(p, click.Option) and not p.is_flag]
        takes_value = {name for option in options for name in option.opts}
        hidden = [
            _MARK + arg[1:] if _NEGATION.fullmatch(arg) and before not in takes_value else arg
            for before, arg in zip(["", *args], args, strict=False)
        ]
        return super().parse_args(ctx, hidden)


def query_text(words: Sequence[str]) -> str:
    """The words of the command line as one query: what the shell unquoted is quoted again."""
    typed = ["-" + word[1:] if word.startswith(_MARK) else word for word in words]
    return " ".join(f'"{w}"' if " " in w and '"' not in w and ":" not in w else w for w in typed)
