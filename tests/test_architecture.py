"""The house's rules, so that they cannot rot: the order of rooms, sizes, registries, purity.

Each rule is one test that names every offender.
"""

from __future__ import annotations

import ast
import graphlib
import importlib
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

SRC = Path(__file__).parent.parent / "src" / "citare"
ROOT = SRC.parent.parent

# room -> the rooms that it may import from. What is not drawn here is forbidden: a room never
# imports from above or sideways, and not late by name either. `errors`, `findings`, `changes` and
# `lazy` are open to all.
BELOW: dict[str, set[str]] = {
    "errors": set(),
    "findings": set(),
    "changes": set(),
    "text": set(),
    "model": {"text"},
    # what a .bib file says
    "bibtex": {"text", "model"},
    "mapping": {"text", "model", "bibtex"},
    "library": {"text", "model", "bibtex", "mapping"},
    # whether two values, names, works mean the same
    "compare": {"text", "model"},
    "merging": {"text", "model", "bibtex", "mapping", "compare", "sources"},
    "matching": {"text", "model", "compare"},
    "sources": {"text", "model"},
    "verify": {"text", "model", "compare", "matching", "sources"},
    # what is given out
    "csl": {"text", "model"},
    "formats": {"text", "model"},
    "exchange": {"text", "model", "bibtex", "mapping", "sources"},
    "documents": {"text", "model"},
    "lint": {"text", "model", "bibtex", "mapping", "library", "compare", "matching"},
}
PURE = set(BELOW)
BELOW |= {
    "disk": PURE,
    "web": {"text", "model", "sources"},
    "snapshot": {"text", "model", "sources"},
    "actions": PURE,
    "lazy": set(),  # imports a module late, by name
    "project": PURE | {"actions", "disk", "web"},  # the composition root: makes the ports
    "api": PURE | {"actions", "disk", "web", "project"},  # what the front door gives out
    "": PURE | {"actions", "api"},  # citare/__init__.py, the front door
}
FRONT_ENDS = {"cli", "lsp", "page", "mcp", "sites", "__main__"}  # parse, call one action, report
OPEN_TO_ALL = {"errors", "findings", "changes", "lazy"}

IO_MODULES = {
    "requests", "urllib.request", "socket", "http", "subprocess", "sqlite3", "pathlib", "os",
    "tempfile", "shutil", "filelock", "platformdirs", "rich", "click",
}  # fmt: skip
IO_CALLS = {"open", "print", "input"}
IO_METHODS = {"read_text", "write_text", "read_bytes", "write_bytes", "now", "today"}

MODULE_LINES = 800
FUNCTION_LINES = 60
LONGER_MODULES = {"citare.bibtex.scanner": 900}  # one hard machine, which no cut would explain


@dataclass(frozen=True)
class Module:
    path: Path

    @cached_property
    def name(self) -> str:
        parts = self.path.relative_to(SRC.parent).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @cached_property
    def room(self) -> str:
        return room_of(self.name)

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @cached_property
    def late_imports(self) -> list[str]:
        """Modules that are named in a text: those of `lazy.load`, and of tables of modules."""
        nodes = (node for node in ast.walk(self.tree) if isinstance(node, ast.Constant))
        texts = [node.value for node in nodes if isinstance(node.value, str)]
        names = [text for text in texts if re.fullmatch(r"citare(?:\.[a-z_]+)+", text)]
        return [name for name in names if (SRC.parent / f"{name.replace('.', '/')}.py").exists()]

    @cached_property
    def imports(self) -> list[str]:
        found = []
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                found += [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module == "citare":
                found += [f"citare.{a.name}" for a in node.names if a.name != "__version__"]
            elif isinstance(node, ast.ImportFrom):
                found.append("." * node.level + (node.module or ""))
        return found


def room_of(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


MODULES = [Module(path) for path in sorted(SRC.rglob("*.py"))]


def test_every_room_has_its_place_in_the_order() -> None:
    rooms = {module.room for module in MODULES}
    assert rooms <= {*BELOW, *FRONT_ENDS}
    graphlib.TopologicalSorter(BELOW).prepare()  # the order is one: no room is below itself


def test_imports_only_point_downwards() -> None:
    offenders = []
    for module in MODULES:
        for other in (*module.imports, *module.late_imports):
            if other.split(".")[0] != "citare" or room_of(other) in {module.room, *OPEN_TO_ALL}:
                continue
            if module.room not in FRONT_ENDS and room_of(other) not in BELOW[module.room]:
                offenders.append(f"{module.name} imports {other}")
    assert offenders == []


def test_imports_are_absolute() -> None:
    assert [m.name for m in MODULES if any(i.startswith(".") for i in m.imports)] == []


def test_pure_rooms_do_no_input_or_output() -> None:
    offenders = []
    for module in MODULES:
        if module.room in PURE | {"actions"}:
            offenders += [f"{module.name} {what}" for what in _input_and_output(module)]
    assert offenders == []


def _input_and_output(module: Module) -> Iterator[str]:
    for other in module.imports:
        if other in IO_MODULES or other.split(".")[0] in {"requests", "click", "rich"}:
            yield f"imports {other}"
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Name) and called.id in IO_CALLS:
                yield f"calls {called.id} in line {node.lineno}"
            if isinstance(called, ast.Attribute) and called.attr in IO_METHODS:
                yield f"calls {called.attr} in line {node.lineno}"


def test_only_the_client_speaks_http() -> None:
    users = {m.name for m in MODULES if any(i.split(".")[0] == "requests" for i in m.imports)}
    assert users <= {"citare.web.transport", "citare.web.deadline"}, users


def test_there_are_no_import_cycles() -> None:
    graph = {m.name: {i for i in m.imports if i.startswith("citare.")} for m in MODULES}
    graphlib.TopologicalSorter(graph).prepare()


def test_a_module_is_one_thought() -> None:
    """At most 800 lines, unless it is a table."""
    offenders = [
        f"{module.name} has {lines} lines"
        for module in MODULES
        if "table" not in module.path.stem
        and (lines := len(module.text.splitlines())) > LONGER_MODULES.get(module.name, MODULE_LINES)
    ]
    assert offenders == []


def test_a_function_is_short() -> None:
    """At most 60 lines, without its docstring, decorators and the lines of its signature."""
    offenders = []
    for module in MODULES:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                documented = ast.get_docstring(node, clean=False) is not None
                body = node.body[1:] if documented and len(node.body) > 1 else node.body
                lines = (node.end_lineno or 0) - body[0].lineno + 1
                if lines > FUNCTION_LINES:
                    offenders.append(f"{module.name}.{node.name} has {lines} lines")
    assert offenders == []


def test_every_module_says_what_it_is() -> None:
    silent = [
        m.name for m in MODULES if m.path.stem != "__init__" and not ast.get_docstring(m.tree)
    ]
    assert silent == []


def test_packages_are_empty_but_the_front_door() -> None:
    inits = [m for m in MODULES if m.path.stem == "__init__" and m.path.parent != SRC]
    assert [module.name for module in inits if module.text.strip()] == []


def test_every_command_file_is_registered_and_documented() -> None:
    from citare.cli.registry import COMMANDS

    files = {p.stem for p in (SRC / "cli" / "commands").glob("*.py") if p.stem != "__init__"}
    assert files == {where.partition(":")[0] for where, _ in COMMANDS.values()}
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in COMMANDS:
        assert f"citare {name}" in readme, f"README does not mention `citare {name}`"


def test_every_command_has_help_with_an_example_and_json() -> None:
    from citare.cli.registry import COMMANDS

    for name, (module, _) in COMMANDS.items():
        module, _, attribute = module.partition(":")
        commands = importlib.import_module(f"citare.cli.commands.{module}")
        command = getattr(commands, attribute or "command")
        assert "Example" in (command.epilog or "") + (command.help or ""), name
        options = {o for p in command.params for o in p.opts}
        assert "--json" in options or name == "lsp", name


def values_in(room: str, kind: type) -> set[int]:
    """Every value of a kind in a module of the room, by identity."""
    modules = [importlib.import_module(m.name) for m in MODULES if m.path.parent == SRC / room]
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
    from citare.actions.verify import DEAD_LINK, MOVED_LINK
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
