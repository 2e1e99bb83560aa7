"""`citare config`, and where settings come from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from citare.disk.settings import SETTINGS
from tests.cli.conftest import Citare
from tests.cli.libraries import LI, save


def style(citare: Citare) -> tuple[Any, str]:
    told = citare("config", "style", "--json").json["settings"]["style"]
    return told["value"], told["origin"]


def test_each_place_overrules_the_one_before_and_is_named(
    project: Path, citare: Citare, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert style(citare) == ("apa", "default")
    user = tmp_path / "config" / "citare" / "config.toml"
    user.parent.mkdir(parents=True)
    user.write_text('style = "ama"\n')
    assert style(citare) == ("ama", str(user))
    save('[tool.citare]\nstyle = "mla"\n', "pyproject.toml")
    assert style(citare) == ("mla", str(project / "pyproject.toml"))
    save('style = "ieee"\n', "citare.toml")
    assert style(citare) == ("ieee", str(project / "citare.toml"))
    save('\ufeffstyle = "ama"\r\n', "citare.toml")  # as Windows editors write it
    assert style(citare) == ("ama", str(project / "citare.toml"))
    monkeypatch.setenv("CITARE_STYLE", "nature")
    assert style(citare) == ("nature", "$CITARE_STYLE")


def test_an_option_overrules_them_all(
    project: Path, citare: Citare, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(LI)
    monkeypatch.setenv("CITARE_STYLE", "nature")
    assert citare("render", "--style", "apa").out == "Li, A. (2020). Good one. J.\n"


def test_all_settings_are_shown_with_value_and_origin(project: Path, citare: Citare) -> None:
    assert list(citare("config", "--json").json["settings"]) == [
        setting.name for setting in SETTINGS
    ]
    assert "library =   (default: none is found)" in citare("config").out
    assert "style = apa  (default)" in citare("config").out


def test_a_setting_named_is_explained(project: Path, citare: Citare) -> None:
    assert "CSL style" in citare("config", "style").out


def test_an_unknown_setting_is_a_usage_error_with_a_suggestion(
    project: Path, citare: Citare
) -> None:
    done = citare("config", "styl")
    assert (done.code, done.out) == (2, "")
    assert "style" in done.err
    save('stile = "ama"\n', "citare.toml")
    done = citare("list")
    assert done.code == 2
    assert "citare.toml" in done.err
    assert "style" in done.err


def test_bad_toml_is_unreadable_input_with_its_line(project: Path, citare: Citare) -> None:
    save('style = "ama"\nformat = \n', "citare.toml")
    done = citare("list")
    assert done.code == 3
    assert "citare.toml" in done.err
    assert "line 2" in done.err


@pytest.mark.parametrize(
    "line",
    [
        *("style = 3", "offline = 1", 'max-age = "x"', 'format = "pdf"', "suppress = 3"),
        *("library = [1]", 'dialect = "latex"', 'engine = "biber"'),
        *("max-age = inf", "max-age = nan", "max-age = -1", "retries = 1e9"),
    ],
)
def test_a_value_that_cannot_be_is_a_usage_error(line: str, project: Path, citare: Citare) -> None:
    save(LI)
    save(line + "\n", "citare.toml")
    done = citare("render")
    assert done.code == 2
    assert line.split()[0] in done.err


@pytest.mark.parametrize(("name", "value"), [("OFFLINE", "perhaps"), ("RETRIES", "many")])
def test_a_variable_that_cannot_be_is_a_usage_error(
    name: str, value: str, project: Path, citare: Citare, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"CITARE_{name}", value)
    assert citare("config").code == 2


@pytest.mark.parametrize(("said", "meant"), [("1", True), ("No", False), ("", False)])
def test_flags_are_read_as_people_write_them(
    said: str, meant: bool, project: Path, citare: Citare, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CITARE_OFFLINE", said)
    assert citare("config", "offline", "--json").json["settings"]["offline"]["value"] is meant


def test_another_tools_broken_pyproject_is_no_business_of_ours(
    project: Path, citare: Citare
) -> None:
    save(LI)
    save("[tool", "pyproject.toml")
    assert citare("list").code == 0


def test_the_library_can_be_several_patterns(project: Path, citare: Citare) -> None:
    save(LI, "one.bib")
    save(LI.replace("li2020", "b"), "sub/two.bib")
    save('library = ["*.bib", "sub/*.bib", "one.bib"]\n', "citare.toml")
    assert [row["key"] for row in citare("list", "--json").json["references"]] == ["li2020", "b"]
