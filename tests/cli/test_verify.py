"""`citare check` asking the registries: four verdicts, four ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Citare
from tests.servers.crossref import CrossrefServer
from tests.servers.registries import Registries

RETRACTED = "10.1016/s0140-6736(97)11096-0"


@pytest.fixture
def bib(project: Path) -> Path:
    return project / "refs" / "library.bib"


def codes(done_json: object) -> set[str]:
    assert isinstance(done_json, dict)
    return {finding["code"] for finding in done_json["findings"]}


def test_true_references_are_confirmed_and_end_with_0(
    kept: Path, online: CrossrefServer, citare: Citare
) -> None:
    done = citare("check", "--verify", "--json", "refs/reviews.bib")
    assert done.code == 0, done.out
    assert {v["verdict"] for v in done.json["verdicts"]} == {"confirmed"}


def test_a_misquoted_title_differs_with_both_values_and_ends_with_1(
    misquoted: Path, online: CrossrefServer, citare: Citare
) -> None:
    done = citare("check", "--verify", "--json", "refs/reviews.bib")
    assert done.code == 1
    mismatch = next(v for v in done.json["verdicts"] if v["key"] == "ning2025")["mismatches"][0]
    assert mismatch["field"] == "title"
    assert "medical students" in mismatch["theirs"]
    assert 0.5 < mismatch["similarity"] < 1


def test_a_doi_that_exists_nowhere_is_not_found_and_no_accusation_is_made(
    bib: Path, online: CrossrefServer, citare: Citare
) -> None:
    bib.write_text("@article{x, author={A, B}, title={T}, journal={J}, year=2020,"
                   " doi={10.99999/nothing.here}}\n")  # fmt: skip
    done = citare("check", "--verify", "--json")
    assert done.code == 1
    assert "unregistered-doi" in codes(done.json)
    assert not any(word in done.out.lower() for word in ("fake", "invented", "fabricat"))


def test_an_outage_leaves_not_checked_and_ends_with_4(
    kept: Path, online: CrossrefServer, citare: Citare
) -> None:
    online.fail_after(0, 503)
    done = citare("check", "--verify", "--json", "refs/reviews.bib")
    assert done.code == 4
    assert {v["verdict"] for v in done.json["verdicts"]} == {"not checked"}
    assert done.json["not_checked"] == 3


def test_a_difference_that_was_kept_in_a_sync_is_not_reported(
    misquoted: Path, online: CrossrefServer, citare: Citare
) -> None:
    citare("sync", "--keep", "title")
    done = citare("check", "--verify", "--json", "refs/reviews.bib")
    assert "mismatch" not in codes(done.json)


def test_findings_are_sarif_too(misquoted: Path, online: CrossrefServer, citare: Citare) -> None:
    done = citare("check", "--verify", "--format", "sarif", "refs/reviews.bib")
    run = json.loads(done.out)["runs"][0]
    assert {result["ruleId"] for result in run["results"]} == {"mismatch"}


def test_four_references_four_verdicts_in_one_run(
    kept: Path, online: CrossrefServer, registries: Registries, citare: Citare
) -> None:
    path = kept / "refs" / "reviews.bib"
    text = path.read_text(encoding="utf-8")
    text = text.replace("training of medical students and physicians?", "training of physicians?")
    down = next(iter(registries.datacite))
    path.write_text(
        text + f"\n@article{{retracted, author={{Wakefield, A J}}, title={{Ileal-lymphoid-nodular"
        " hyperplasia, non-specific colitis, and pervasive developmental disorder in children},"
        f" journal={{The Lancet}}, year=1998, doi={{{RETRACTED}}}}}\n"
        "@article{invented, author={B, A}, title={T}, journal={J}, year=2020,"
        " doi={10.99999/nothing.here}}\n"
        f"@misc{{down, author={{B, A}}, title={{T}}, year=2020, doi={{{down}}}}}\n",
        encoding="utf-8",
    )
    registries.down = {"datacite"}
    done = citare("check", "--verify", "--json", str(path))
    assert done.code == 1
    verdicts = {v["key"]: v["verdict"] for v in done.json["verdicts"]}
    assert verdicts["feigerlova2025"] == "confirmed"
    assert verdicts["ning2025"] == "differs"
    assert verdicts["invented"] == "not found"
    assert verdicts["down"] == "not checked"
    assert "retracted" in {f["code"] for f in done.json["findings"] if f["key"] == "retracted"}
    assert citare("check", "--verify", "--select", "not-checked", str(path)).code == 4
