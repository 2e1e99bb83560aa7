"""The styles port: your own folders, the project's, the installed ones."""

from __future__ import annotations

from citare.actions.render import MakeEngine, citare_engine
from citare.actions.styles import resolve
from citare.cli.context import App
from citare.cli.lazy import load
from citare.csl.style import Style
from citare.disk.styles import StyleFiles


def style_files(app: App) -> StyleFiles:
    """All styles that this project can use."""
    return StyleFiles([app.root / folder for folder in app.settings.list("styles-path")])


def load_style(files: StyleFiles, wanted: str) -> Style:
    """A style by file, name or short name. UsageError with suggestions if there is none."""
    return files.load(resolve(files, wanted))


def engine_named(name: str) -> MakeEngine:
    """The CSL processor of that name: our own, or citeproc-py as a second opinion."""
    if name != "citeproc-py":
        return citare_engine
    engine: MakeEngine = load("citare.disk.citeproc_engine", "citeproc_py_engine")
    return engine
