"""`citare completion`: what a shell needs to complete citare's commands, keys and styles."""

from __future__ import annotations

import os
from pathlib import Path

import click
from click.shell_completion import get_completion_class

from citare.cli import output
from citare.cli.app import App
from citare.cli.options import dry_run_option, with_app
from citare.errors import UsageError

_VARIABLE = "_CITARE_COMPLETE"


@click.command("completion", epilog="Example:  citare completion bash --install")
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
@click.option("--install", is_flag=True, help="Write it where the shell looks for it.")
@dry_run_option
@with_app
def command(app: App, shell: str, install: bool) -> None:
    """Print the completion of citare for a SHELL, or --install it for you alone.

    It completes commands, options, citation keys, styles, rules, tags, settings and the fields of
    queries. Without --install: source <(citare completion bash).
    """
    script = _script(shell)
    path = _place(shell)
    if not install:
        app.report(
            {"shell": shell, "script": script}, text=lambda: output.document(script.rstrip())
        )
        return
    if not app.dry_run:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(script, encoding="utf-8")
    verb = "would write" if app.dry_run else "wrote"
    app.report(
        {"shell": shell, "file": str(path), "dry_run": app.dry_run},
        summary=lambda: output.say(f"{verb} {path}{_after(shell, path)}"),
    )


def _script(shell: str) -> str:
    made = get_completion_class(shell)
    root = click.get_current_context().find_root().command
    if made is None:
        raise UsageError(f"there is no completion for {shell}")
    return made(root, {}, "citare", _VARIABLE).source()


def _place(shell: str) -> Path:
    """Where a shell looks for completions of the user's own."""
    data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    config = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return {
        "bash": data / "bash-completion" / "completions" / "citare",
        "zsh": data / "zsh" / "site-functions" / "_citare",
        "fish": config / "fish" / "completions" / "citare.fish",
    }[shell]


def _after(shell: str, path: Path) -> str:
    if shell == "zsh":
        return f"; put `fpath+=({path.parent})` before compinit in ~/.zshrc"
    return "; a new shell has it"
