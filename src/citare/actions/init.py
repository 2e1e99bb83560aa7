"""Start a library: a .bib file and citare.toml."""

from __future__ import annotations

from dataclasses import dataclass

from citare.changes import FileChange, FileChanges, Files

LIBRARY_TEXT = "@comment{References of this project, kept with citare.}\n"
SETTINGS_TEXT = """\
# Settings of citare; `citare config` shows them all.
library = ["refs/*.bib"]
style = "apa"
# mailto = "you@example.org"   # your address, for the registries' polite pools
"""


@dataclass(frozen=True, slots=True)
class Started:
    """The files that were made, and those that were there already."""

    made: tuple[str, ...]
    kept: tuple[str, ...]


def init(files: Files, library: str, settings: str, *, dry_run: bool = False) -> Started:
    """Make what is not there yet; what is there stays as it is. Twice is the same as once."""
    wanted = {settings: SETTINGS_TEXT}
    if not files.paths():
        wanted[library] = LIBRARY_TEXT
    made = [path for path in wanted if not files.exists(path)]
    if not dry_run:
        files.write_all(FileChanges({p: FileChange.whole(None, wanted[p]) for p in made}))
    return Started(tuple(made), tuple(p for p in [*files.paths(), settings] if p not in made))
