"""`citare fmt` on the command line."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Citare

TEXT = "@misc{b, year=2020, title={B}}\n\n@misc{a, title={A}}\n"
DONE = "@misc{a, title = {A}}\n\n@misc{b, year  = 2020, title = {B}}\n"


def save(project: Path, text: str, name: str = "refs/a.bib") -> Path:
    path = project / name
    path.write_bytes(text.encode())
    return path


def test_nothing_is_done_unless_asked_for(project: Path, citare: Citare) -> None:
    path = save(project, TEXT)
    done = citare("fmt")
    assert done.code == 0
    assert "nothing to do" in done.err
    assert path.read_text() == TEXT


def test_settings_and_options_ask_for_it(project: Path, citare: Citare) -> None:
    path = save(project, TEXT)
    save(project, "[fmt]\nsort = ['key']\n", "citare.toml")
    assert citare("fmt", "--align", "true").code == 0
    assert path.read_text() == DONE
    assert "nothing changed" in citare("fmt", "--align", "true").err


def test_check_and_diff_write_nothing(project: Path, citare: Citare) -> None:
    path = save(project, TEXT)
    assert citare("fmt", "--check", "--sort", "key").code == 1
    done = citare("fmt", "--diff", "--sort", "key")
    assert done.code == 0
    assert "-@misc{a, title={A}}" in done.out
    assert path.read_text() == TEXT
    assert citare("fmt", "--check", "--sort", "-key").code == 0


def test_json_names_the_changed_files(project: Path, citare: Citare) -> None:
    save(project, TEXT)
    said = citare("fmt", "--json", "--sort", "key").json
    assert (said["files"], said["changed"]) == (["refs/a.bib"], ["refs/a.bib"])
    assert said["written"] is True


def test_standard_input_goes_to_standard_output(project: Path, citare: Citare) -> None:
    assert project
    assert citare("fmt", "-", "--sort", "key", "--align", "true", stdin=TEXT).out == DONE
    assert citare("fmt", "-", stdin=TEXT).out == TEXT


def test_a_wrong_setting_is_a_usage_error(project: Path, citare: Citare) -> None:
    save(project, TEXT)
    done = citare("fmt", "--sort", "colour")
    assert done.code == 2
    assert "known are key, type" in done.err
