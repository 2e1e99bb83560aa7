"""What a command changed, for people and as JSON."""

from __future__ import annotations

from citare.actions.tag import Changed
from citare.cli import output
from citare.cli.diff import unified


def show_changed(result: Changed, dry_run: bool, as_json: bool) -> None:
    """The keys that changed; with --dry-run the diff."""
    if as_json:
        output.json_data(
            {"changed": list(result.keys), "files": list(result.files), "dry-run": dry_run}
        )
        return
    if dry_run:
        output.document(unified(result.files).rstrip("\n"))
    verb = "would change" if dry_run else "changed"
    output.say(f"{verb} {', '.join(result.keys) or 'nothing'}")
