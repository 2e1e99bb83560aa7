"""`citare trust`: what a project may do that only its user can allow."""

from __future__ import annotations

from typing import Any

import click

from citare.cli import output
from citare.cli.app import App
from citare.cli.options import dry_run_option, with_app
from citare.disk.settings import BY_NAME, LINKS, plain
from citare.disk.trust import TrustStore
from citare.errors import UsageError


@click.command("trust", epilog="Example:  citare trust --dry-run")
@click.option("--revoke", is_flag=True, help="Take back what was allowed.")
@dry_run_option
@with_app
def command(app: App, revoke: bool) -> None:
    """Allow this project what its own files ask for and only you can allow, after showing it.

    A project's citare.toml cannot by itself move citare's caches and state, send requests to
    other hosts, or name files outside of the project; nor are links out of it written through.
    What is allowed holds for these values only, and is kept with your state, not in the project.
    """
    if revoke and app.dry_run:
        raise UsageError("--revoke and --dry-run do not go together")
    store = TrustStore(app.state, app.root)
    if revoke:
        revoked = store.revoke()
        message = "nothing is allowed any more" if revoked else "nothing was allowed"
        app.report({"granted": {}}, summary=lambda: output.say(f"{message} in {app.root}"))
        return
    wanted = app.settings.needing_trust()
    asked: dict[str, Any] = {name: plain(value.value) for name, value in wanted.items()}
    if links := links_out_of(app):
        asked[LINKS] = list(links.values())

    def text() -> None:
        for name, value in wanted.items():
            output.data(f"{name} = {_shown(value.value)}  ({value.origin})")
            output.data(f"  {BY_NAME[name].help}")
        for path, target in links.items():
            output.data(f"{path} -> {target}\n  a file of the library, outside of the project")

    def summary() -> None:
        if not asked:
            output.say("this project asks for nothing that you have to allow")
        elif not app.dry_run:
            output.say(f"allowed in {app.root}; `citare trust --revoke` takes it back")

    if asked and not app.dry_run:
        store.grant(asked)
    app.report({"granted": asked, "dry_run": app.dry_run}, text=text, summary=summary)


def links_out_of(app: App) -> dict[str, str]:
    """Files of the library that are links, and where outside of the project they lead."""
    root = app.root.resolve()
    found = {}
    for pattern in app.settings.list("library") or app.library_place.patterns:
        for path in app.matching(pattern):
            real = path.resolve()
            if path.is_relative_to(root) and not real.is_relative_to(root) and real.is_file():
                found[app.shown(path)] = str(real)
    return found


def _shown(value: Any) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)
