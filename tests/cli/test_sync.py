"""`citare sync` against a Crossref on loopback."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Citare
from tests.servers.crossref import CrossrefServer

REVIEWS = Path("refs/reviews.bib")


def test_the_posts_titles_are_shown_as_differences_and_left_alone(
    misquoted: Path, online: CrossrefServer, citare: Citare
) -> None:
    before = REVIEWS.read_text(encoding="utf-8").split("@article{ning2025")[0]
    done = citare("sync")
    assert done.code == 1
    assert done.out.count("title: differs") == 3
    assert "health professions education" in done.out
    assert REVIEWS.read_text(encoding="utf-8").split("@article{ning2025")[0] == before


def test_a_taken_title_is_the_only_change_and_a_second_sync_changes_nothing(
    misquoted: Path, online: CrossrefServer, citare: Citare
) -> None:
    before = REVIEWS.read_bytes()
    assert citare("sync", "feigerlova2025", "--take", "title").code == 0
    after = REVIEWS.read_bytes()
    assert after == before.replace(b"in health professions}", b"in health professions education}")
    lock = Path("refs/citare.lock").read_bytes()
    done = citare("sync", "feigerlova2025")
    assert done.code == 0
    assert (REVIEWS.read_bytes(), Path("refs/citare.lock").read_bytes()) == (after, lock)


def test_a_second_sync_asks_nobody_while_the_lock_is_young(
    kept: Path, online: CrossrefServer, citare: Citare
) -> None:
    citare("sync")
    assert citare("sync", "--json").json["requests"] == 0


def test_three_dois_take_one_request(kept: Path, online: CrossrefServer, citare: Citare) -> None:
    assert citare("sync", "--json").json["requests"] == 1


def test_a_kept_value_is_not_asked_about_again(
    misquoted: Path, online: CrossrefServer, citare: Citare
) -> None:
    before = REVIEWS.read_bytes()
    assert citare("sync", "feigerlova2025", "--keep", "title").code == 0
    assert citare("sync", "feigerlova2025", "--refresh").code == 0
    assert REVIEWS.read_bytes() == before


def test_a_value_that_means_the_same_keeps_the_persons_spelling(
    kept: Path, online: CrossrefServer, citare: Citare
) -> None:
    citare("sync", "--take", "all")
    text = REVIEWS.read_text(encoding="utf-8")
    assert "{AI} in the Health Sector" in text
    assert "eid     = {e58161}" in text


def test_a_dry_run_writes_nothing(misquoted: Path, online: CrossrefServer, citare: Citare) -> None:
    before = REVIEWS.read_bytes()
    done = citare("sync", "--take", "title", "--dry-run")
    assert "+  title   = {A systematic review" in done.out
    assert REVIEWS.read_bytes() == before
    assert not Path("refs/citare.lock").exists()


def test_an_outage_is_not_asked_and_ends_with_4(
    kept: Path, online: CrossrefServer, citare: Citare
) -> None:
    before = REVIEWS.read_bytes()
    online.fail_after(0, 503)
    done = citare("sync")
    assert done.code == 4
    assert done.out.count("not asked") == 3
    assert REVIEWS.read_bytes() == before


def test_what_was_learnt_before_an_outage_is_kept(
    kept: Path, online: CrossrefServer, citare: Citare
) -> None:
    assert citare("sync", "feigerlova2025").code == 0
    online.fail_after(0, 503)
    rows = citare("sync", "--json").json["entries"]
    states = {row["key"]: row["state"] for row in rows if row["identifier"]}
    assert states == {
        "feigerlova2025": "synced",
        "gazquezgarcia2025": "not asked",
        "ning2025": "not asked",
    }


def test_a_doi_that_nobody_registered_is_not_found_and_ends_with_5(
    project: Path, online: CrossrefServer, citare: Citare
) -> None:
    Path("refs/x.bib").write_text("@article{x, title={T}, doi={10.99999/nothing.here}}\n")
    done = citare("sync")
    assert done.code == 5
    assert "not found" in done.out


def test_a_merge_conflict_in_the_lock_stops_the_sync(
    kept: Path, online: CrossrefServer, citare: Citare
) -> None:
    Path("refs/citare.lock").write_text("<<<<<<< HEAD\n[a]\n=======\n[b]\n>>>>>>> other\n")
    done = citare("sync")
    assert done.code == 3
    assert "conflict" in done.err


def test_and_others_is_completed_from_the_record(
    kept: Path, online: CrossrefServer, citare: Citare
) -> None:
    citare("sync", "ning2025")
    assert "and others" not in REVIEWS.read_text(encoding="utf-8")


def test_a_record_of_another_work_fills_nothing_and_ends_with_1(
    project: Path, online: CrossrefServer, citare: Citare
) -> None:
    text = (
        "@book{zorn1950,\n  author = {Zorn, Anders},\n  title = {Bells of Mora},\n"
        "  year = {1950},\n  doi = {10.2196/58161},\n}\n"
    )
    path = Path("refs/a.bib")
    path.write_text(text)
    done = citare("sync", "--take", "all", "--json")
    assert done.code == 1
    assert [row["state"] for row in done.json["entries"]] == ["another work"]
    assert path.read_text() == text
