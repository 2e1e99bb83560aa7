"""The house's rules, so that they cannot rot: layers, sizes, registries, purity."""

from __future__ import annotations

import ast
import graphlib
import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

SRC = Path(__file__).parent.parent / "src" / "citare"
ROOT = SRC.parent.parent

FOUNDATION = {"errors", "findings"}
PURE = {
    "library", "bibtex", "mapping", "csl", "formats", "exchange", "imports", "sources",
    "compare", "matching", "merging", "lint", "verify", "documents",
}  # fmt: skip
ALLOWED: dict[str, set[str]] = {
    "errors": set(),
    "findings": set(),
    "text": FOUNDATION,
    "model": FOUNDATION | {"text"},
    **{room: FOUNDATION | {"text", "model"} | PURE for room in PURE},
    "actions": FOUNDATION | {"text", "model", "actions"} | PURE,
    "disk": FOUNDATION | {"text", "model", "disk"} | PURE,
    "web": FOUNDATION | {"text", "model", "web", "sources", "disk"},
}
IO_MODULES = {
    "requests", "urllib.request", "socket", "http", "subprocess", "sqlite3", "pathlib", "os",
    "tempfile", "shutil", "filelock", "platformdirs", "rich", "click",
}  # fmt: skip
LINES = 900

MODULES = sorted(SRC.rglob("*.py"))


def name_of(path: Path) -> str:
    parts = path.relative_to(SRC.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(path: Path) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found.append(node.module or "")
    return found


def room_of(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_only_point_downwards(path: Path) -> None:
    room = room_of(name_of(path))
    if room not in ALLOWED:
        return  # cli and __main__ build everything
    for module in imports_of(path):
        if module.split(".")[0] == "citare" and room_of(module):
            assert room_of(module) in ALLOWED[room] | {room}, f"{name_of(path)} imports {module}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_pure_rooms_do_no_input_or_output(path: Path) -> None:
    room = room_of(name_of(path))
    if room not in PURE | {"text", "model", "errors", "findings", "actions"}:
        return
    for module in imports_of(path):
        assert module not in IO_MODULES, f"{name_of(path)} imports {module}"
        assert module.split(".")[0] not in {"requests", "click", "rich"}
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Name):
                assert called.id not in {"open", "print", "input"}, f"{path}:{node.lineno}"
            if isinstance(called, ast.Attribute):
                assert called.attr not in {
                    "read_text", "write_text", "read_bytes", "write_bytes", "now", "today",
                }, f"{path}:{node.lineno}"  # fmt: skip


def test_only_the_client_speaks_http() -> None:
    users = {
        name_of(p) for p in MODULES if any(m.split(".")[0] == "requests" for m in imports_of(p))
    }
    assert users <= {"citare.web.client", "citare.web.transport"}, users


def test_there_are_no_import_cycles() -> None:
    graph = {
        name_of(path): {m for m in imports_of(path) if m.startswith("citare.")} for path in MODULES
    }
    graphlib.TopologicalSorter(graph).prepare()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_stay_small_unless_they_are_tables(path: Path) -> None:
    if "table" in path.stem:
        return
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LINES, f"{name_of(path)} has {lines} lines: the design asks for a new name"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_says_what_it_is(path: Path) -> None:
    if path.stem == "__init__":
        assert path.parent == SRC or not path.read_text(encoding="utf-8").strip()
        return
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), name_of(path)


def test_every_command_file_is_registered_and_documented() -> None:
    from citare.cli.registry import COMMANDS

    files = {p.stem for p in (SRC / "cli" / "commands").glob("*.py") if p.stem != "__init__"}
    assert files == {module for module, _ in COMMANDS.values()}
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in COMMANDS:
        assert f"citare {name}" in readme, f"README does not mention `citare {name}`"


def test_every_command_has_help_with_an_example_and_json() -> None:
    from citare.cli.registry import COMMANDS

    for name, (module, _) in COMMANDS.items():
        command = importlib.import_module(f"citare.cli.commands.{module}").command
        assert "Example" in (command.epilog or "") + (command.help or ""), name
        options = {o for p in command.params for o in p.opts}
        assert "--json" in options or name == "lsp", name


def values_in(room: str, kind: type) -> set[int]:
    """Every value of a kind that stands in a module of the room, by identity."""
    modules = [importlib.import_module(name_of(p)) for p in MODULES if p.parent == SRC / room]
    return {id(v) for module in modules for v in vars(module).values() if isinstance(v, kind)}


def test_every_exchange_format_is_registered_once() -> None:
    from citare.exchange.base import Format
    from citare.exchange.registry import FORMATS

    assert values_in("exchange", Format) == {id(known) for known in FORMATS}
    assert len({known.name for known in FORMATS}) == len(FORMATS)


def test_every_format_source_and_way_to_exchange_is_documented() -> None:
    from citare.exchange.registry import FORMATS as EXCHANGED
    from citare.formats.registry import FORMATS
    from citare.sources.registry import REGISTRIES

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in (known.name for known in EXCHANGED):
        assert f"`{name}`" in readme, f"README does not name `{name}`"
    listed = re.search(r"^Formats: (.*?)\.", readme, re.MULTILINE)
    assert listed and listed[1].split(", ") == list(FORMATS)
    recipe = readme.partition("### Add references")[2].partition("###")[0]
    for source in REGISTRIES:
        assert source.title in recipe, f"README does not say that {source.title} is asked"


def test_every_short_name_of_a_style_is_documented() -> None:
    from citare.csl.short_names_table import SHORT_NAMES

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in ("apa", "ama", "vancouver", "nlm", "ieee", "chicago", "mla", "harvard", "bmj"):
        assert name in SHORT_NAMES and name in readme


def test_whatever_registries_and_servers_say_is_explained_with_its_severity() -> None:
    from citare.cli.registry_findings import DEAD_LINK, MOVED_LINK
    from citare.lint.registry import BY_CODE
    from citare.lint.verdict_rules import VERDICTS
    from citare.verify.verdict import SEVERITIES

    explained = {rule.code: rule.severity for rule in VERDICTS}
    assert set(explained) == {*SEVERITIES, DEAD_LINK, MOVED_LINK}
    assert {code: explained[code] for code in SEVERITIES} == SEVERITIES
    assert not set(explained) & set(BY_CODE)


def test_every_setting_is_documented() -> None:
    from citare.disk.settings import SETTINGS

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for setting in SETTINGS:
        assert f"`{setting.name}`" in readme, f"README does not explain `{setting.name}`"


def test_the_top_level_holds_what_it_may() -> None:
    tracked = subprocess.run(
        ["git", "ls-tree", "--name-only", "HEAD"], cwd=ROOT, capture_output=True, text=True
    )
    names = {n for n in tracked.stdout.split() if not n.startswith(".")}
    allowed = {
        "pyproject.toml",
        "README.md",
        "LICENSE",
        "CHANGELOG.md",
        "refs",
        "src",
        "styles",
        "tests",
    }
    assert names <= allowed


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from citare.cli.main import run; run(['--help']);"
        "bad = {'requests', 'lxml', 'citeproc', 'bibtexparser', 'rich', 'pylatexenc'}"
        " & set(sys.modules); sys.exit(f'imports {bad}' if bad else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
