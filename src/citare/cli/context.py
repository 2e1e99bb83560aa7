"""The ports of one run: settings and files. cli/network and cli/styling build the others."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from citare.cli.lazy import load
from citare.disk.folders import cache_folder, state_folder, user_settings_file
from citare.disk.settings import Settings, find_root, load_settings
from citare.errors import InputError, UsageError
from citare.findings import Finding, Place, Severity

if TYPE_CHECKING:
    from citare.disk.files import BibFiles


class App:
    """Builds what a command needs when it asks for it. `options` overrule all settings."""

    def __init__(
        self, project: str | None = None, options: Mapping[str, Any] | None = None
    ) -> None:
        context = click.get_current_context(silent=True)
        self._project = project or (context.find_root().obj if context else None)
        self._options = options or {}
        self.unreadable: list[Finding] = []

    @cached_property
    def root(self) -> Path:
        """The project's folder: the one named, else the one found upward from here."""
        return Path(self._project).resolve() if self._project else find_root(Path.cwd())

    @cached_property
    def settings(self) -> Settings:
        return load_settings(self.root, user_file=user_settings_file(), options=self._options)

    @property
    def cache(self) -> Path:
        return cache_folder(self.settings.text("cache-dir"))

    @property
    def state(self) -> Path:
        return state_folder(self.settings.text("state-dir"))

    @cached_property
    def bib_paths(self) -> list[str]:
        """Where the library's .bib files are, sorted, each once."""
        paths = {
            path: None
            for pattern in self.settings.list("library")
            for path in sorted(self._matching(pattern))
            if path.is_file()
        }
        return [self.shown(path) for path in paths]

    @cached_property
    def files(self) -> BibFiles:
        """The library's .bib files."""
        return self.files_at(self.bib_paths)

    def files_at(self, paths: list[str]) -> BibFiles:
        """Files named on the command line."""
        context = click.get_current_context(silent=True)
        command = context.command_path if context else "citare"
        make = load("citare.disk.files", "BibFiles")
        files: BibFiles = make(paths, self.state, command, str(self.root))
        return files

    def write_output(self, target: str, text: str) -> None:
        """Write what a command made to a file, atomically; `citare undo` takes it back.

        UsageError if there is no such folder.
        """
        if not Path(target).parent.is_dir():
            raise UsageError(f"{target}: there is no folder {Path(target).parent}")
        files = self.files_at([])
        if files.exists(target):
            files.read(target)
        files.write(target, text)

    @property
    def library(self) -> BibFiles:
        """`files`, where there has to be one. InputError with what to do if there is none."""
        self._need_a_file()
        return self.files

    @property
    def library_paths(self) -> list[str]:
        """The paths of `library`, without what reads and writes them."""
        self._need_a_file()
        return self.bib_paths

    def _need_a_file(self) -> None:
        if self.bib_paths:
            return
        others = sorted(path.name for path in self.root.glob("*.bib"))
        wanted = ", ".join(self.settings.list("library"))
        raise InputError(
            f"there is no .bib file here ({wanted})",
            hint=f'{others[0]} is one: put library = ["*.bib"] into citare.toml, or set'
            " CITARE_LIBRARY"
            if others
            else "start a library with `citare init`, or set `library` in citare.toml",
        )

    def readable_library(self) -> BibFiles:
        """Those files of the library that can be read at all; `unreadable` names the others.

        InputError if there is none.
        """
        good: list[str] = []
        for path in self.library.paths():
            try:
                self.files.read(path)
            except InputError as error:
                last = error
                place = Place(path)
                message = error.message.removeprefix(f"{path}: ").replace(f"{path} ", "it ", 1)
                found = Finding("unreadable-file", Severity.ERROR, message, place, error.hint)
                self.unreadable.append(found)
            else:
                good.append(path)
        if not good:
            raise last
        return self.files_at(good)

    def path(self, name: str) -> str:
        """A path of the project's (a setting), as the user would write it from here."""
        return self.shown(self.root / name)

    def _matching(self, pattern: str) -> list[Path]:
        expanded = Path(pattern).expanduser()
        if expanded.is_absolute():
            return list(Path(expanded.anchor).glob(str(expanded.relative_to(expanded.anchor))))
        return list(self.root.glob(pattern))

    @staticmethod
    def shown(path: Path) -> str:
        relative = os.path.relpath(path)
        return str(path) if relative.startswith("..") else relative

    def shown_path(self, path: str) -> str:
        """A path as the user would write it from here."""
        return self.shown(Path(path))

    @property
    def today(self) -> date:
        return date.today()
