"""Settings: one table, five places, and each value knows where it came from.

From weakest to strongest: the default, the user's own config.toml, the project's citare.toml
(or `[tool.citare]` of its pyproject.toml), `CITARE_*` variables, options of the command.
README's table is checked against `SETTINGS`.
"""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from citare.disk.folders import state_folder
from citare.disk.places import place_below
from citare.errors import InputError, UsageError
from citare.lazy import load
from citare.sources.registry import SOURCES

Kind = Literal["text", "number", "flag", "list", "path", "table"]


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. Its variable is `CITARE_` and the name in capitals, `-` as `_`.

    `choices` are the values that it may have, `registry` the module and table that names them.
    """

    name: str
    kind: Kind
    default: Any
    help: str
    choices: tuple[str, ...] = ()
    registry: tuple[str, str] | None = None

    @property
    def allowed(self) -> tuple[str, ...]:
        """The values that it may have; () where that is not a choice."""
        return tuple(load(*self.registry)) if self.registry else self.choices

    @property
    def variable(self) -> str:
        return "CITARE_" + self.name.upper().replace("-", "_")


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "library",
        "list",
        (),
        "the .bib files of the library, as glob patterns (default: those that are found)",
    ),
    Setting(
        "add-to",
        "text",
        "",
        "the file that new entries go to (default: the only one, or references.bib)",
    ),
    Setting(
        "lock",
        "text",
        "",
        "where sync keeps what the registries said last (default: citare.lock beside the library)",
    ),
    Setting(
        "dialect",
        "text",
        "auto",
        "fields of new entries: auto, bibtex or biblatex",
        choices=("auto", "bibtex", "biblatex"),
    ),
    Setting(
        "key-template",
        "text",
        "auth.lower + year + shorttitle(1,1).lower",
        "how a new entry's citation key is made",
    ),
    Setting("style", "text", "apa", "the CSL style: a name, a short name or a file"),
    Setting("locale", "text", "", "the locale of bibliographies (default: the style's own)"),
    Setting(
        "format",
        "text",
        "text",
        "the output format of bibliographies",
        registry=("citare.formats.registry", "FORMATS"),
    ),
    Setting(
        "engine",
        "text",
        "citare",
        "the CSL processor: citare or citeproc-py",
        choices=("citare", "citeproc-py"),
    ),
    Setting(
        "title-case",
        "text",
        "sentence",
        "English titles in styles without title case: sentence or as-written",
        choices=("sentence", "as-written"),
    ),
    Setting(
        "links",
        "text",
        "identifiers",
        "what links in bibliographies: identifiers, title too (where none is printed), or none",
        choices=("identifiers", "title", "none"),
    ),
    Setting("styles-path", "list", ("styles",), "folders with CSL styles of your own"),
    Setting("mailto", "text", "", "your e-mail address, for the registries' polite pools"),
    Setting("offline", "flag", False, "ask no registry; answer from the cache"),
    Setting("max-age", "number", 30, "days that a registry's answer is good for"),
    Setting("timeout", "number", 20, "seconds to wait for an answer"),
    Setting("retries", "number", 3, "how often to ask again when a registry does not answer"),
    Setting("cache-dir", "path", "", "where answers are cached (default: your cache folder)"),
    Setting("state-dir", "path", "", "where undo and locks are kept (default: your state folder)"),
    Setting("verify", "flag", True, "check asks the registries too"),
    Setting("select", "list", (), "rules to run (default: all that are on by default)"),
    Setting("ignore", "list", (), "rules not to run"),
    Setting("fail-on", "text", "warning", "the least severity that makes check end with 1"),
    Setting("suppress", "table", {}, 'findings to leave out: {"key:code" = "reason"}'),
    Setting("fmt", "table", {}, "what fmt does: see `citare fmt --help`"),
    *(Setting(f"{s.name}-url", "text", s.address, s.about) for s in SOURCES),
    *(Setting(f"{s.name}-api-key", "text", "", s.key_about) for s in SOURCES if s.key_parameter),
    *(Setting(s.name, "flag", False, s.option) for s in SOURCES if s.option),
)

BY_NAME = {setting.name: setting for setting in SETTINGS}
INSIDE = frozenset(("library", "add-to", "lock", "styles-path"))
"""Settings that name places; a project's own file may name those inside the project."""

_MOST = {"timeout": 600, "retries": 20}
_MOST_ELSEWHERE = 100_000  # more is a mistake, and overflows a date


LINKS = "links"
"""Not a setting: links in the project that lead out of it need the user's trust as well."""


def only_the_user_sets(name: str) -> bool:
    """Whether a project's own file has no say: where citare keeps things, whom it asks, keys."""
    return name in ("state-dir", "cache-dir") or name.endswith(("-url", "-api-key"))


PROJECT_FILE = "citare.toml"
_FLAGS = {"1": True, "true": True, "yes": True, "on": True}
_FLAGS |= {"0": False, "false": False, "no": False, "off": False, "": False}


@dataclass(frozen=True, slots=True)
class Value:
    """A setting's value and where it was set ("default", a file, a variable, an option).

    `by_project` is true if the project's own file says so: another person may have written it.
    """

    value: Any
    origin: str
    by_project: bool = False


class Settings:
    """All settings of one run.

    `refused` are values of the project's own file that only the user can set; they are not used.
    """

    def __init__(
        self,
        values: Mapping[str, Value],
        root: Path,
        refused: Mapping[str, Value] | None = None,
        read_grants: Callable[[], Mapping[str, Any]] = dict,
    ) -> None:
        self.values = dict(values)
        self.root = root
        self.refused = dict(refused or {})
        self._read_grants = read_grants

    @cached_property
    def granted(self) -> dict[str, Any]:
        """What the user allowed this project (see citare.disk.trust)."""
        return dict(self._read_grants())

    def set_by_project(self, name: str) -> bool:
        """Whether the project's own file says so."""
        return self.values[name].by_project

    def outside(self, name: str) -> tuple[str, ...]:
        """Places of a setting that lie outside of the project, if the project's file names them."""
        found = self.values[name]
        if not found.by_project or name not in INSIDE:
            return ()
        places = [found.value] if isinstance(found.value, str) else found.value
        return tuple(place for place in places if not self._is_inside(place))

    def check_places(self, name: str) -> None:
        """InputError if the project names a place outside of it that the user did not allow."""
        places = self.outside(name)
        value = self.values[name]
        if places and self.granted.get(name) != plain(value.value):
            raise InputError(
                f"{value.origin}: {name} names {', '.join(places)}, outside of the project",
                hint="if that is right, `citare trust` allows it",
            )

    def trusted_links(self) -> frozenset[str]:
        """Places outside of the project that links in it may lead to."""
        links = self.granted.get(LINKS)
        return frozenset(map(str, links)) if isinstance(links, list) else frozenset()

    def needing_trust(self) -> dict[str, Value]:
        """What the project's own file says that the user has to allow, granted or not."""
        given = {
            name: value
            for name, value in self.values.items()
            if self.outside(name) or (value.by_project and only_the_user_sets(name))
        }
        return {**self.refused, **given}

    def _is_inside(self, place: str) -> bool:
        """Whether a path or glob pattern stays in the project, links followed."""
        fixed = []
        for part in Path(place).expanduser().parts:
            if any(mark in part for mark in "*?["):
                break
            fixed.append(part)
        if ".." in Path(place).parts[len(fixed) :]:
            return False
        return (self.root / Path(*fixed)).resolve().is_relative_to(self.root.resolve())

    def text(self, name: str) -> str:
        return str(self.values[name].value)

    def number(self, name: str) -> float:
        return float(self.values[name].value)

    def flag(self, name: str) -> bool:
        return bool(self.values[name].value)

    def list(self, name: str) -> tuple[str, ...]:
        return tuple(self.values[name].value)

    def table(self, name: str) -> dict[str, Any]:
        return dict(self.values[name].value)


def find_root(start: Path) -> Path:
    """The project: the nearest folder upward with citare.toml, [tool.citare] or a library.

    Failing that, the nearest with `.git`; failing that, `start` itself. A library outside of
    `start` and of its repository is only one in refs/.
    """
    repository = next((f for f in (start, *start.parents) if (f / ".git").exists()), None)
    for folder in (start, *start.parents):
        if (folder / PROJECT_FILE).is_file() or _tool_table(folder / "pyproject.toml") is not None:
            return folder
        place = place_below(folder)
        if place.startswith("refs/") or (place and (repository or folder == start)):
            return folder
        if folder == repository:
            return folder
    return start


def load_settings(
    root: Path,
    *,
    user_file: Path,
    variables: Mapping[str, str] | None = None,
    options: Mapping[str, Any] | None = None,
) -> Settings:
    """Read all places. InputError for a file that is not TOML, UsageError for an unknown name.

    What the project's file may not say is left out, unless the user granted it.
    """
    tables = _tables(root, user_file)
    user = {s.name: Value(s.default, "default") for s in SETTINGS}
    for path, by_project, table in tables:
        if not by_project:
            user |= _values(path, table)
    stronger = _from_variables(os.environ if variables is None else variables)
    for name, raw in (options or {}).items():
        if raw is not None and raw != ():
            stronger[name] = Value(_check(BY_NAME[name], raw, f"--{name}"), f"--{name}")
    project: dict[str, Value] = {}
    for path, by_project, table in tables:
        if by_project:
            project |= _values(path, table, by_project=True)
    state = state_folder(str({**user, **stronger}["state-dir"].value))

    def grants() -> Mapping[str, Any]:
        found: Mapping[str, Any] = load("citare.disk.trust", "TrustStore")(state, root).grants()
        return found

    asked = {name: value for name, value in project.items() if only_the_user_sets(name)}
    granted = grants() if asked else {}
    refused = {n: value for n, value in asked.items() if granted.get(n) != plain(value.value)}
    allowed = {name: value for name, value in project.items() if name not in refused}
    return Settings({**user, **allowed, **stronger}, root, refused, grants)


def plain(value: Any) -> Any:
    """A setting's value as JSON has it."""
    return list(value) if isinstance(value, tuple) else value


def _values(path: Path, table: Mapping[str, Any], *, by_project: bool = False) -> dict[str, Value]:
    """The settings of a file."""
    found = {}
    for name, raw in table.items():
        setting = _known(name, str(path))
        found[setting.name] = Value(_check(setting, raw, str(path)), str(path), by_project)
    return found


def _from_variables(variables: Mapping[str, str]) -> dict[str, Value]:
    found = {}
    for setting in SETTINGS:
        if setting.variable in variables and setting.kind != "table":
            raw = _from_text(setting, variables[setting.variable])
            checked = _check(setting, raw, setting.variable)
            found[setting.name] = Value(checked, f"${setting.variable}")
    return found


def _tables(root: Path, user_file: Path) -> list[tuple[Path, bool, dict[str, Any]]]:
    """The files that there are, the weakest first; whether each is the project's own."""
    found: list[tuple[Path, bool, dict[str, Any]]] = []
    if user_file.is_file():
        found.append((user_file, False, _read_toml(user_file)))
    project = _tool_table(root / "pyproject.toml")
    if project is not None:
        found.append((root / "pyproject.toml", True, project))
    if (root / PROJECT_FILE).is_file():
        found.append((root / PROJECT_FILE, True, _read_toml(root / PROJECT_FILE)))
    return found


def _tool_table(path: Path) -> dict[str, Any] | None:
    if not path.is_file():
        return None
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig")).get("tool", {}).get("citare")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        return None  # another program's file: its own tools will complain
    return table if isinstance(table, dict) else None


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: not valid TOML: {error}") from error


def _known(name: str, where: str) -> Setting:
    setting = BY_NAME.get(name.replace("_", "-"))
    if setting is None:
        near = difflib.get_close_matches(name, BY_NAME, n=1)
        hint = f"did you mean {near[0]}?" if near else "`citare config` lists them all"
        raise UsageError(f"{where}: unknown setting {name!r}", hint=hint)
    return setting


def _from_text(setting: Setting, raw: str) -> Any:
    if setting.kind == "list":
        return tuple(part.strip() for part in raw.split(",") if part.strip())
    if setting.kind == "flag":
        return _FLAGS.get(raw.strip().lower(), raw)
    if setting.kind == "number":
        try:
            return float(raw)
        except ValueError:
            return raw
    return raw


def _most(setting: Setting) -> int:
    return _MOST.get(setting.name, _MOST_ELSEWHERE)


def _check(setting: Setting, raw: Any, where: str) -> Any:
    """The value in its kind, or UsageError."""
    if setting.kind == "list":
        if isinstance(raw, str):
            return (raw,)
        if isinstance(raw, list | tuple) and all(isinstance(part, str) for part in raw):
            return tuple(raw)
    elif setting.kind == "flag":
        if isinstance(raw, bool):
            return raw
    elif setting.kind == "number":
        if (
            isinstance(raw, int | float)
            and not isinstance(raw, bool)
            and 0 <= raw <= _most(setting)
        ):
            return raw
    elif setting.kind == "table":
        if isinstance(raw, dict):
            return raw
    elif isinstance(raw, str):
        if raw != setting.default and setting.allowed and raw not in setting.allowed:
            near = difflib.get_close_matches(raw, setting.allowed, n=1)
            raise UsageError(
                f"{where}: {setting.name} must be one of {', '.join(setting.allowed)}, not {raw!r}",
                hint=f"did you mean {near[0]}?" if near else "",
            )
        return raw
    wanted = {
        "list": "a list of texts",
        "flag": "true or false",
        "table": "a table",
        "number": f"a number from 0 to {_most(setting):,}",
    }
    raise UsageError(
        f"{where}: {setting.name} must be {wanted.get(setting.kind, 'a ' + setting.kind)},"
        f" not {raw!r}"
    )
