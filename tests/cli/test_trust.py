"""A repository that one has only cloned can do no harm."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from citare.cli.output import for_ci_log, visible
from citare.web.cache import FILE_NAME
from tests.cli.conftest import Citare
from tests.cli.libraries import LI, save

VICTIM = "# my shell\n"


@pytest.fixture
def victim(project: Path) -> Path:
    """A file of the user's, beside the project."""
    path = project.parent / ".bashrc"
    path.write_text(VICTIM)
    return path


@pytest.mark.parametrize(
    ("setting", "command"),
    [
        ('lock = "../.bashrc"', "sync"),
        ('lock = "{victim}"', "sync"),
        ('add-to = "../.bashrc"', "import"),
        ('library = ["../*"]', "tag"),
        ('library = ["refs/*.bib", "/etc/hosts"]', "list"),
        ('library = ["refs/**/../../../.bashrc"]', "list"),
        ('styles-path = ["../"]', "render"),
        ('[tool.citare]\nlock = "../.bashrc"', "sync"),
    ],
)
def test_a_project_names_no_place_outside_of_it(
    project: Path, citare: Citare, victim: Path, setting: str, command: str
) -> None:
    save(LI)
    name = "pyproject.toml" if setting.startswith("[tool") else "citare.toml"
    save(setting.replace("{victim}", str(victim)), name)
    arguments = {"tag": ["--all", "--add", "x"], "import": ["x.ris"]}.get(command, [])
    save("TY  - BOOK\nTI  - T\nER  -\n", "x.ris")
    done = citare(command, *arguments)
    assert done.code == 3 and "outside of the project" in done.err and "citare trust" in done.err
    assert victim.read_text() == VICTIM
    assert citare("trust").code == 0
    assert "outside of the project" not in citare(command, *arguments, "--offline").err


def test_what_is_trusted_is_trusted_for_these_values_and_this_project(
    project: Path, citare: Citare
) -> None:
    save(LI)
    (project.parent / "shared").mkdir()
    save('lock = "../shared/citare.lock"\n', "citare.toml")
    shown = citare("trust", "--dry-run")
    assert "lock = ../shared/citare.lock" in shown.out
    assert citare("sync", "--offline").code == 3
    assert "allowed" in citare("trust").err
    assert citare("sync", "--offline").code != 3
    save('lock = "../shared/other.lock"\n', "citare.toml")
    assert citare("sync", "--offline").code == 3
    save('lock = "../shared/citare.lock"\n', "citare.toml")
    assert citare("trust", "--json", "--dry-run").json["granted"] == {
        "lock": "../shared/citare.lock"
    }
    assert citare("trust", "--revoke").code == 0
    assert citare("sync", "--offline").code == 3


@pytest.mark.parametrize(
    "setting",
    ['cache-dir = "c"', 'state-dir = "st"', 'crossref-url = "http://h"', 'pubmed-api-key = "k"'],
)
def test_only_the_user_sets_where_things_are_kept_and_whom_to_ask(
    project: Path, citare: Citare, setting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CITARE_CACHE_DIR")
    monkeypatch.delenv("CITARE_STATE_DIR")
    monkeypatch.setenv("XDG_CACHE_HOME", str(project.parent / "cache"))
    monkeypatch.setenv("XDG_STATE_HOME", str(project.parent / "state"))
    save(LI)
    save(setting, "citare.toml")
    name = setting.split()[0]
    done = citare("tag", "li2020", "--add", "x")
    assert done.code == 0 and name in done.err and "citare trust" in done.err
    assert {p.name for p in project.iterdir()} == {"refs", "citare.toml"}
    assert not citare("config", "--json").json["settings"][name]["origin"].endswith(".toml")
    citare("trust")
    assert citare("config", "--json").json["settings"][name]["origin"].endswith(".toml")
    assert citare("config").err == ""


def test_answers_that_a_project_brings_are_not_believed(project: Path, citare: Citare) -> None:
    save(LI)
    save('cache-dir = "c"', "citare.toml")
    (project / "c").mkdir()
    (project / "c" / FILE_NAME).write_bytes(b"anything")
    citare("check", "--offline")
    assert (project / "c" / FILE_NAME).read_bytes() == b"anything"


def test_undo_records_that_a_project_brings_are_not_followed(
    project: Path, citare: Citare, victim: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even if the user names that state folder, nothing outside of the project is changed."""
    blob = b"theirs\n"
    before, after = (hashlib.sha256(data).hexdigest() for data in (blob, VICTIM.encode()))
    record = {
        "number": 1,
        "command": "citare tag",
        "time": "2026-01-01T00:00:00+00:00",
        "project": str(project),
        "writes": [{"path": str(victim), "before": before, "after": after}],
    }
    folder = project / "st" / "undo" / hashlib.sha256(str(project).encode()).hexdigest()[:16]
    folder.mkdir(parents=True)
    (folder / before).write_bytes(blob)
    for name in ("00000001.json", "pending.json"):
        (folder / name).write_text(json.dumps(record))
    save('state-dir = "st"', "citare.toml")
    monkeypatch.setenv("CITARE_STATE_DIR", str(project / "st"))
    for options in ((), ("--finish",), ()):
        citare("undo", *options)
        assert victim.read_text() == VICTIM


@pytest.mark.parametrize("name", ["refs/a.bib", "refs/citare.lock", "out.txt"])
def test_links_out_of_the_project_are_not_written_through(
    project: Path, citare: Citare, victim: Path, name: str
) -> None:
    save(LI)
    path = project / name
    if name.endswith(".bib"):
        victim.write_text(LI)
    path.unlink(missing_ok=True)
    path.symlink_to(victim)
    said = victim.read_text()
    for arguments in (
        ("tag", "li2020", "--add", "x"),
        ("rekey", "--all"),
        ("render", "-o", "out.txt"),
        ("sync", "--offline"),
    ):
        done = citare(*arguments)
        assert victim.read_text() == said, arguments
        assert done.code in (0, 3, 4, 5)
    if name.endswith(".bib"):
        assert "-> " in citare("trust").out
        assert citare("tag", "li2020", "--add", "x").code == 0
        assert victim.read_text() != said


@pytest.mark.parametrize("name", ["package.json", "pyproject.toml", "notes.txt", "refs/other.bib"])
def test_a_file_that_is_not_a_lock_is_not_written_over(
    project: Path, citare: Citare, name: str
) -> None:
    save(LI)
    save('{"name": "site"}\n' if name.endswith("json") else "[a]\nb = 'c'\n", name)
    save(f'lock = "{name}"', "citare.toml")
    before = (project / name).read_bytes()
    done = citare("sync", "--offline")
    assert done.code == 3 and "not a lock" in done.err
    assert (project / name).read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "target"),
    [
        (("render", "-f", "html"), "refs/a.bib"),
        (("export", "-f", "bibtex"), "refs/a.bib"),
        (("render", "-f", "html"), "refs/citare.lock"),
        (("render", "-f", "html"), "notes.md"),
        (("export", "-f", "ris"), "package.json"),
    ],
)
def test_an_output_replaces_no_input_and_no_other_kind_of_file(
    project: Path, citare: Citare, arguments: tuple[str, ...], target: str
) -> None:
    save(LI)
    path = project / target
    if not path.exists():
        path.write_text("mine\n")
    before = path.read_bytes()
    done = citare(*arguments, "-o", target)
    assert done.code == 2 and "--force" in done.err
    assert path.read_bytes() == before
    assert citare(*arguments, "-o", target, "--force").code == 0
    assert path.read_bytes() != before
    assert citare("undo").code == 0
    assert path.read_bytes() == before


def test_an_output_replaces_one_of_its_own_kind(project: Path, citare: Citare) -> None:
    save(LI)
    for _ in range(2):
        assert citare("render", "-o", "list.html").code == 0


@pytest.mark.parametrize(
    ("file", "opens"),
    [
        ("paper.pdf", True),
        ("evil.desktop", False),
        ("run.sh", False),
        ("page.html", False),
        ("../outside.pdf", False),
        ("link.pdf", False),
    ],
)
def test_open_starts_documents_inside_the_project_only(
    project: Path, citare: Citare, monkeypatch: pytest.MonkeyPatch, file: str, opens: bool
) -> None:
    started: list[str] = []
    monkeypatch.setattr("click.launch", lambda address: started.append(address))
    (project.parent / "outside.pdf").touch()
    if file == "link.pdf":
        (project / file).symlink_to(project.parent / "outside.pdf")
    elif not file.startswith(".."):
        (project / file).touch()
    save(f"@misc{{k, title = {{T}}, file = {{:{file}:PDF}}}}\n")
    done = citare("open", "k")
    assert bool(started) == opens
    assert done.code == (0 if opens else 3)
    assert (f"opening {project / file}" in done.err) == opens


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "smb://h/x", "-flag", "ftp://h/x"]
)
def test_open_starts_web_addresses_only(
    project: Path, citare: Citare, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    started: list[str] = []
    monkeypatch.setattr("click.launch", lambda it: started.append(it))
    save(f"@misc{{k, title = {{T}}, url = {{{address}}}}}\n")
    assert citare("open", "k").code == 5
    assert not started


def test_nothing_turns_the_text_of_a_terminal_around() -> None:
    for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x2028, 0x2029):
        assert visible(f"a{chr(code)}b") == f"a\\u{code:04x}b"
    assert visible("שלום a\u200f") == "שלום a\u200f"


@pytest.mark.parametrize(
    "line",
    ["::error::x", "  ::add-mask::x", "::stop-commands::t", "##[error]x", "a ##vso[task.x]y"],
)
def test_no_line_of_a_title_or_key_is_a_command_to_a_ci_runner(
    project: Path, citare: Citare, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    safe = for_ci_log(f"x\n{line}")
    assert "\n::" not in safe.replace(" ", "") or ": :" in safe
    assert "##" not in safe
    assert for_ci_log(safe) == safe
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    save("@misc{::error::x, title = {}, note = {::add-mask::T}}\n")
    for arguments in (
        ("list",),
        ("show", "::error::x"),
        ("list", "--json"),
        ("export", "-f", "ris"),
    ):
        done = citare(*arguments)
        assert done.code == 0
        for written in (done.out + done.err).splitlines():
            assert not written.lstrip().startswith("::"), arguments
    assert citare("check", "--format", "github").out.startswith("::")
