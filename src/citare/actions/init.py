"""Start a library: adopt the .bib files that are there, or make one; and citare.toml."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from citare.changes import FileChange, FileChanges, Files
from citare.library.library import Library, main_file

LIBRARY_TEXT = "@comment{References of this project, kept with citare.}\n"
SETTINGS_TEXT = """\
# Settings of citare; `citare config` shows them all.
library = [{library}]
add-to = {add_to}   # where new entries go
style = "apa"
# mailto = "you@example.org"   # your address, for the registries' polite pools
"""


@dataclass(frozen=True, slots=True)
class Started:
    """The files that were made, those that were there already, and where new entries go."""

    made: tuple[str, ...]
    kept: tuple[str, ...]
    add_to: str


def init(
    files: Files,
    settings: str,
    patterns: Sequence[str],
    new: tuple[str, str],
    *,
    dry_run: bool = False,
) -> Started:
    """Make what is not there yet; what is there stays as it is. Twice is the same as once.

    `files` are the .bib files that were found by `patterns`. Only where there is none, `new` is
    made: the path of a .bib file, from here and from the project's folder.
    """
    library = Library.load(files)
    wanted: dict[str, str] = {}
    if library.documents:
        add_to = main_file(library)
    else:
        add_to, patterns = new[0], (new[1],)
        wanted[add_to] = LIBRARY_TEXT
    inside = new[1] if add_to == new[0] else _below(add_to, settings)
    quoted = ", ".join(map(_toml, patterns))
    text = SETTINGS_TEXT.format(library=quoted, add_to=_toml(inside))
    wanted = {settings: text, **wanted}
    made = {path: text for path, text in wanted.items() if not files.exists(path)}
    if not dry_run:
        files.write_all(FileChanges({p: FileChange.whole(None, t) for p, t in made.items()}))
    kept = [path for path in [*files.paths(), settings] if path not in made]
    return Started(tuple(made), tuple(kept), add_to)


def _below(path: str, settings: str) -> str:
    """A path as it is written in the settings file, which lies in the project's folder."""
    folder = settings.rpartition("/")[0]
    return path.removeprefix(f"{folder}/") if folder else path


def _toml(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
