"""Sentences of README, each with the test that shows it. tests/test_promises.py has the table."""

from __future__ import annotations

import re
import socket
from pathlib import Path

import pytest
import yaml

from citare.bibtex.scanner import parse
from citare.cli.registry import COMMANDS
from tests.cli.conftest import ROOT, Citare
from tests.cli.libraries import LI, WU, save, snapshot
from tests.cli.test_output import _on_a_terminal
from tests.servers.crossref import CrossrefServer
from tests.servers.registries import Registries

LOOKING = {
    *("list", "search", "show", "render", "rules", "styles", "config", "export", "lsp", "open"),
    *("cite", "used", "stats", "verify", "why", "schema"),
}
"""Commands that change neither the library nor a document (export writes a file of its own)."""


def keys() -> list[str]:
    return [e.key for p in sorted(Path("refs").glob("*.bib")) for e in parse(p.read_text()).entries]


def test_a_citation_key_never_changes_by_itself(
    misquoted: Path, online: CrossrefServer, citare: Citare
) -> None:
    """Not in a sync that takes all, not when checked and fixed, not when laid out or merged."""
    before = keys()
    for command in (
        ["sync", "--take", "all"],
        ["check", "--local", "--fix", "--unsafe-fixes"],
        ["fmt"],
        ["dedupe", "--yes"],
        ["tag", "ning2025", "--add", "x"],
    ):
        assert citare(*command).code in (0, 1), command
        assert keys() == before, command


def test_printing_needs_no_network(
    kept: Path, citare: Citare, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refused)
    done = citare("render", "refs", "--style", "apa")
    assert (done.code, len(done.out.splitlines())) == (0, 10)


def test_a_server_that_is_down_makes_a_reference_not_checked(
    kept: Path, online: CrossrefServer, registries: Registries, citare: Citare
) -> None:
    online.fail_after(0, 503)
    registries.down = {"doi", "pubmed", "datacite"}
    done = citare("check", "--verify", "--json")
    assert done.code == 4
    assert {v["verdict"] for v in done.json["verdicts"]} == {"not checked"}


def test_every_verdict_is_one_of_four_with_its_evidence_and_date(
    misquoted: Path, online: CrossrefServer, citare: Citare
) -> None:
    save("@article{none, title={T}, year=2020, doi={10.99999/nothing.here}}\n", "refs/b.bib")
    verdicts = citare("check", "--verify", "--json").json["verdicts"]
    assert {v["verdict"] for v in verdicts} <= {"confirmed", "differs", "not found", "not checked"}
    for verdict in verdicts:
        if verdict["verdict"] in ("confirmed", "differs"):
            assert verdict["source"] == "crossref"
            assert re.match(r"20\d\d-\d\d-\d\d", verdict["asked"])
        if verdict["verdict"] == "differs":
            assert all(m["mine"] and m["theirs"] for m in verdict["mismatches"])
        if verdict["verdict"] in ("not found", "not checked"):
            assert verdict["reason"]


def test_local_looks_only_at_the_files(kept: Path, online: CrossrefServer, citare: Citare) -> None:
    citare("check", "--local")
    assert online.log == []


def test_fix_applies_the_safe_fixes_and_changes_nothing_else(project: Path, citare: Citare) -> None:
    safe, unsafe, rest = "pages={1-2}", "title={A  study of DNA.}", "@misc{b,\n note = {x} }\n"
    path = save(f"@article{{a, {safe}, note={{x}},note={{x}}}}\n% kept\n{rest}")
    assert citare("check", "--local", "--fix").code in (0, 1)
    text = path.read_text()
    assert "pages={1--2}" in text
    assert text.endswith("% kept\n" + rest)
    path = save(f"@article{{a, {unsafe}, year=2020}}\n", "refs/unsafe.bib")
    assert citare("check", "--local", "--fix", "--diff", str(path)).code in (0, 1)
    assert path.read_text() == f"@article{{a, {unsafe}, year=2020}}\n"


def test_none_of_the_hooks_asks_the_network(
    kept: Path, online: CrossrefServer, registries: Registries, citare: Citare
) -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert {hook["id"] for hook in hooks} == {"citare-check", "citare-fix", "citare-fmt"}
    for hook in hooks:
        assert citare(*hook["entry"].split()[1:], "refs/reviews.bib").code in (0, 1)
    assert online.log == []
    assert registries.log == []


def test_an_allowance_without_a_reason_or_that_allows_nothing_is_reported(
    project: Path, citare: Citare
) -> None:
    save("% citare: allow page-range\n@article{a, title={T}, pages={1-2}}\n")
    assert "reason" in citare("check", "--local").out
    save("% citare: allow page-range because so\n@article{a, title={T}, pages={1--2}}\n")
    assert "page-range" in citare("check", "--local").out


def test_more_than_ten_thousand_styles_come_with_the_extra(project: Path, citare: Citare) -> None:
    assert len(citare("styles", "--json").json["styles"]) > 10_000


def test_what_is_known_comes_first_then_not_found_then_not_asked(
    kept: Path, online: CrossrefServer, registries: Registries, citare: Citare
) -> None:
    """1, then 5, then 4."""
    down = "@misc{down, title={D}, year=2016, doi={10.5281/zenodo.48440}}\n"
    absent = "@misc{absent, title={A}, year=2016, doi={10.99999/nothing.here}}\n"
    wrong = LI.replace("year=2020", "year=1999, doi={10.2196/58161}")
    for name in ("reviews.bib", "programs.bib"):
        Path("refs", name).unlink()
    registries.down = {"datacite"}
    for text, code in ((down, 4), (down + absent, 5), (down + absent + wrong, 1)):
        save(text)
        assert citare("sync").code == code


def test_no_color_is_honoured(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bold is no colour (no-color.org); codes 30 to 49 and 90 to 107 are."""
    save(LI + WU)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    for command in (["list"], ["check", "--local"], ["tag", "li2020", "--add", "x", "--dry-run"]):
        output = _on_a_terminal(project, *command)
        assert not re.search(rb"\x1b\[(?:\d+;)*(?:[34]\d|9\d|10[0-7])[;m]", output), command


def test_whatever_changes_your_library_has_dry_run(citare: Citare) -> None:
    for name in COMMANDS:
        assert name in LOOKING or "--dry-run" in citare(name, "--help").out, name


def test_data_goes_to_standard_output_and_messages_to_standard_error(
    project: Path, citare: Citare
) -> None:
    save(LI + "@article broken\n" + WU)
    done = citare("list", "--json")
    assert [row["key"] for row in done.json["references"]] == ["li2020", "wu2021"]
    assert "refs/a.bib" in done.err
    done = citare("render", "nobody")
    assert done.out == ""
    assert "nobody" in done.err


def test_a_second_sync_changes_nothing_byte_for_byte(
    misquoted: Path, online: CrossrefServer, citare: Citare
) -> None:
    citare("sync")
    before = snapshot(misquoted)
    citare("sync", "--refresh")
    after = snapshot(misquoted)
    assert {name: data for name, (data, _) in after.items() if name.endswith(".bib")} == {
        name: data for name, (data, _) in before.items() if name.endswith(".bib")
    }
