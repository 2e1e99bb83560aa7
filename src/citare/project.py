"""The project that a run works in: where its library, settings, caches, styles and network are.

The composition root: the front door (`import citare`), the command line and the language server
all get their ports here. Nothing is read or made before it is asked for.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from citare.disk.folders import cache_folder, state_folder, user_settings_file
from citare.disk.places import PLACES, Place, find_library
from citare.disk.settings import Settings, find_root, load_settings
from citare.errors import InputError, UsageError
from citare.lazy import load
from citare.sources.registry import SOURCES

if TYPE_CHECKING:
    from citare.actions.render import MakeEngine
    from citare.csl.style import Style
    from citare.disk.files import BibFiles
    from citare.disk.styles import StyleFiles
    from citare.web.client import Client, Progress

STANDARD_INPUT = "-"
BIB_ENDINGS = (".bib", ".bibtex")


@dataclass(frozen=True, slots=True)
class Selection:
    """What the arguments of a call name: the files to work on, and all other words.

    `paths` are the files named (`named` is then true), else the library's. `words` are citation
    keys or parts of a query, in their order.
    """

    paths: tuple[str, ...]
    words: tuple[str, ...] = ()
    named: bool = False


def is_file(name: str) -> bool:
    """Whether there is such a file. False for what no file can be called, such as a citation."""
    try:
        return Path(name).is_file()
    except (OSError, ValueError):
        return False


def is_folder(name: str) -> bool:
    """Whether there is such a folder."""
    try:
        return Path(name).is_dir()
    except (OSError, ValueError):
        return False


def project_of(folder: str | Path) -> Path:
    """The project that a folder belongs to: the nearest one upward from it."""
    return find_root(Path(folder).resolve())


class Project:
    """A folder with a library.

    `options` overrule all settings, `command` is what undo shows, `say` shows the user what a
    write could not keep (an owner, a hard link), `on_progress` how far the network is.
    """

    def __init__(
        self,
        folder: str | Path | None = None,
        options: Mapping[str, Any] | None = None,
        *,
        command: str = "citare",
        on_progress: Callable[[Progress], None] | None = None,
        say: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._folder = folder
        self._options = dict(options or {})
        self._command = command
        self._on_progress = on_progress
        self._say = _once(say)

    @cached_property
    def root(self) -> Path:
        """The project's folder: the one named, else the one found upward from here."""
        return Path(self._folder).resolve() if self._folder else find_root(Path.cwd())

    @cached_property
    def settings(self) -> Settings:
        """Every setting, from all places where settings can be made."""
        found = load_settings(self.root, user_file=user_settings_file(), options=self._options)
        for name, value in found.refused.items():
            self._say(
                f"{value.origin} sets {name}, which is not used: only you can set it"
                " (see `citare trust`)"
            )
        return found

    @property
    def cache(self) -> Path:
        """The folder of answers and indexes; safe to delete."""
        return cache_folder(self.settings.text("cache-dir"))

    @property
    def state(self) -> Path:
        """The folder of locks and of what undo needs."""
        return state_folder(self.settings.text("state-dir"))

    @property
    def today(self) -> date:
        """The date of this run."""
        return date.today()

    @property
    def now(self) -> datetime:
        """The time of this run, in UTC."""
        return datetime.now(UTC)

    # Files

    @cached_property
    def library_place(self) -> Place:
        """The library's glob patterns: as set, else where a library is found (disk/places)."""
        if patterns := self.settings.list("library"):
            self.settings.check_places("library")
            return Place(patterns, self.settings.values["library"].origin)
        return find_library(self.root)

    @cached_property
    def library_paths(self) -> tuple[str, ...]:
        """The library's .bib files, sorted within each pattern of `library`, each once.

        InputError if the project names files outside of it that the user did not allow.
        """
        paths = {
            path: None
            for pattern in self.library_place.patterns
            for path in sorted(self.matching(pattern))
            if path.is_file()
        }
        return tuple(self.shown(path) for path in paths)

    def select(self, arguments: Sequence[str] = (), *, only_files: bool = False) -> Selection:
        """Which files a call works on: the one answer for all commands.

        A .bib file, a folder (its .bib files) and `-` (standard input) are worked on instead of
        the library. Every other argument is a word, or with `only_files` a file too. InputError
        if there is nothing to work on.
        """
        paths: list[str] = []
        words: list[str] = []
        for argument in arguments:
            path = Path(argument)
            if argument == STANDARD_INPUT:
                paths.append(argument)
            elif is_folder(argument):
                paths += self._bib_files_of(path)
            elif only_files or path.suffix.lower() in BIB_ENDINGS:
                paths.append(argument)
            else:
                words.append(argument)
        if only_files and STANDARD_INPUT in paths and len(paths) > 1:
            raise UsageError("standard input (-) cannot be mixed with files")
        if paths:
            return Selection(tuple(dict.fromkeys(paths)), tuple(words), named=True)
        self._need_a_file()
        return Selection(self.library_paths, tuple(words))

    def files(self, paths: Sequence[str] | None = None) -> BibFiles:
        """The port of files: the library's, or those of these paths. `-` is standard input."""
        of = self.library_paths if paths is None else paths
        make = load("citare.disk.files", "BibFiles")
        if STANDARD_INPUT in of:
            make = load("citare.disk.standard_streams", "StreamedFiles")
        made: BibFiles = make(
            of, self.state, self._command, str(self.root), self._say, self.settings.trusted_links
        )
        return made

    @cached_property
    def library(self) -> BibFiles:
        """The library's files, where there has to be one. InputError with a hint if not."""
        self._need_a_file()
        return self.files()

    @property
    def add_to(self) -> str:
        """The file that new entries go to by the settings, or ""."""
        self.settings.check_places("add-to")
        name = self.settings.text("add-to")
        return self.path(name) if name else ""

    @property
    def lock(self) -> str:
        """The file that keeps what the registries said last."""
        self.settings.check_places("lock")
        if name := self.settings.text("lock"):
            return self.path(name)
        beside = Path(self.library_paths[0]).parent if self.library_paths else self.root / "refs"
        return self.shown(beside / "citare.lock")

    def path(self, name: str) -> str:
        """A path of a setting, as the user would write it from here."""
        return self.shown(self.root / name)

    def named_by(self, document: str, name: str) -> str | None:
        """The file that a document's metadata names, beside the document or in the project.

        None if there is no such file, or if it is outside of both: a document that one has only
        been sent does not choose what is read.
        """
        beside = Path(document).resolve().parent
        for folder in (beside, self.root):
            path = (folder / name).resolve()
            inside = path.is_relative_to(self.root) or path.is_relative_to(beside)
            if inside and path.is_file():
                return self.shown(path)
        return None

    @staticmethod
    def shown(path: str | Path) -> str:
        """A path as the user would write it from here."""
        relative = os.path.relpath(path)
        return str(path) if relative.startswith("..") else relative

    def write_output(
        self, target: str, text: str, endings: Sequence[str] = (), *, force: bool = False
    ) -> None:
        """Write what a command made to a file, atomically; `citare undo` takes it back.

        UsageError if there is no such folder, or, without `force`, if the file belongs to the
        library or is there and has none of the `endings` of what is written.
        """
        path = Path(target)
        if not path.parent.is_dir():
            raise UsageError(f"{target}: there is no folder {path.parent}")
        if path.exists() and not path.is_file():  # a pipe, /dev/stdout
            path.write_bytes(text.encode("utf-8"))
            return
        if not force and path.exists():
            self._check_output(path, endings)
        files = self.files([])
        if files.exists(target):
            files.read(target)
        files.write(target, text)

    def _check_output(self, path: Path, endings: Sequence[str]) -> None:
        """UsageError for an output that would replace another kind of file."""
        inputs = (*self.library_paths, self.lock)
        if path.resolve() in {Path(known).resolve() for known in inputs}:
            what = "is part of the library"
        elif endings and not path.name.lower().endswith(tuple(endings)):
            what = f"is there, and does not end in {' or '.join(endings)}"
        else:
            return
        raise UsageError(f"{path} {what}", hint="nothing was written; --force replaces it")

    def _need_a_file(self) -> None:
        if self.library_paths:
            return
        place = self.library_place
        if place.others:
            raise InputError(
                f"it is not clear which .bib files are the library: {', '.join(place.others)}"
                " have some",
                hint="name files or a folder, use -C FOLDER, or set `library` in citare.toml",
            )
        looked = ", ".join(place.patterns or PLACES)
        raise InputError(
            f"there is no .bib file in {self.root} ({looked})",
            hint="start a library with `citare init`, or set `library` in citare.toml",
        )

    def matching(self, pattern: str) -> list[Path]:
        """The files that a pattern of the setting `library` names."""
        expanded = Path(pattern).expanduser()
        if expanded.is_absolute():
            return list(Path(expanded.anchor).glob(str(expanded.relative_to(expanded.anchor))))
        return list(self.root.glob(pattern))

    @staticmethod
    def _bib_files_of(folder: Path) -> list[str]:
        found = [str(path) for path in sorted(folder.glob("*.bib"))]
        if not found:
            raise InputError(f"{folder}: there is no .bib file in this folder")
        return found

    # Styles

    @cached_property
    def styles(self) -> StyleFiles:
        """The CSL styles: your own folders, the project's, the installed ones."""
        make = load("citare.disk.styles", "StyleFiles")
        self.settings.check_places("styles-path")
        files: StyleFiles = make([self.root / name for name in self.settings.list("styles-path")])
        return files

    def style(self, wanted: str = "") -> Style:
        """A style by file, name or short name; the setting `style` without one.

        UsageError with suggestions if there is none.
        """
        resolve = load("citare.actions.styles", "resolve")
        try:
            name = resolve(self.styles, wanted or self.settings.text("style"))
        except UsageError as error:
            if self.styles.all_are_installed:
                raise
            more = "pip install 'citare[styles]' adds more than 10,000 styles"
            raise UsageError(error.message, hint=f"{error.hint}; {more}") from error
        return self.styles.load(name)

    def engine(self) -> MakeEngine:
        """The CSL processor that is set: our own, or citeproc-py as a second opinion."""
        if self.settings.text("engine") == "citeproc-py":
            other: MakeEngine = load("citare.disk.citeproc_engine", "citeproc_py_engine")
            return other
        own = load("citare.actions.render", "citare_engine")
        return partial(own, links=self.settings.text("links"))

    # Network

    @property
    def also(self) -> tuple[str, ...]:
        """The sources that are asked only because a setting of their name is on."""
        sources = load("citare.sources.registry", "SOURCES")
        return tuple(s.name for s in sources if s.option and self.settings.flag(s.name))

    def client(self, *, refresh: bool = False) -> Client:
        """The port of the network: a client with the settings' addresses, cache and pace.

        It is a context manager. `refresh` asks again what is cached.
        """
        settings = self.settings
        keys = {s.name: settings.text(f"{s.name}-api-key") for s in SOURCES if s.key_parameter}
        for name in list(keys):  # a key goes only where you sent it, not where a repository says
            of_project = settings.set_by_project(f"{name}-api-key")
            if settings.set_by_project(f"{name}-url") and not of_project:
                del keys[name]
        made: Client = load("citare.web.client", "Client")(
            {s.name: settings.text(f"{s.name}-url").rstrip("/") for s in SOURCES},
            mailto=settings.text("mailto"),
            anonymous=self._anonymous(),
            api_keys={name: key for name, key in keys.items() if key},
            cache=load("citare.web.cache", "Cache")(
                self.cache, timedelta(days=settings.number("max-age"))
            ),
            offline=settings.flag("offline"),
            refresh=refresh,
            timeout=settings.number("timeout"),
            retries=int(settings.number("retries")),
            on_progress=self._on_progress,
            on_wait=self._say_wait,
        )
        return made

    def _anonymous(self) -> frozenset[str]:
        """Sources that do not learn your address: those whose host a repository names."""
        settings = self.settings
        if settings.set_by_project("mailto"):
            return frozenset()
        return frozenset(s.name for s in SOURCES if settings.set_by_project(f"{s.name}-url"))

    def _say_wait(self, source: str, seconds: float) -> None:
        title = load("citare.sources.registry", "title_of")(source)
        self._say(f"{title} asks for pauses of {seconds:.0f} s: waiting")


def _once(say: Callable[[str], None]) -> Callable[[str], None]:
    """Say each message once."""
    said: set[str] = set()

    def new(message: str) -> None:
        if message not in said:
            said.add(message)
            say(message)

    return new
