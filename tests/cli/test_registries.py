"""Commands against all registries: other agencies, aliases, notices, preprints, outages."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.cli.conftest import Citare
from tests.cli.libraries import save
from tests.servers.crossref import CrossrefServer, kept_works
from tests.servers.registries import Registries

RETRACTED = "10.1016/s0140-6736(97)11096-0"


def entry(key: str, doi: str) -> str:
    return f"@misc{{{key}, doi={{{doi}}}}}\n"


def plain_dois(count: int) -> list[str]:
    return [w["DOI"] for w in kept_works() if w.get("title")][:count]


def test_a_retracted_work_is_told_with_its_notice(
    project: Path, online: CrossrefServer, citare: Citare
) -> None:
    save(entry("mmr", RETRACTED))
    done = citare("check", "--verify", "--json")
    assert done.code == 1
    found = {f["code"]: f for f in done.json["findings"]}
    assert "retracted" in found
    assert "10.1016" in json.dumps(found["retracted"])


def test_every_kind_of_identifier_is_added(
    project: Path, online: CrossrefServer, registries: Registries, citare: Citare
) -> None:
    citare("init")
    clues = {
        "PMID": next(iter(registries.articles)),
        "arXiv": next(iter(registries.preprints)),
        "ISBN": next(iter(registries.books)),
        "DataCite": next(d for d in registries.datacite if "arxiv" not in d),
        "other": next(d for d, other in registries.other.items() if other["csl"]),
    }
    prefix = {"PMID": "PMID:", "arXiv": "arXiv:", "ISBN": "ISBN "}
    for kind, value in clues.items():
        done = citare("add", prefix.get(kind, "") + value, "--json")
        assert done.code == 0, (kind, value, done)
    assert Path("refs/references.bib").read_text(encoding="utf-8").count("\n@") >= len(clues)


def test_a_datacite_doi_is_synced_with_its_own_agency(
    project: Path, online: CrossrefServer, registries: Registries, citare: Citare
) -> None:
    save(entry("d", next(iter(registries.datacite))))
    done = citare("sync", "--json")
    assert done.code == 0
    assert done.json["entries"][0]["source"] == "datacite"


def test_an_alias_is_followed_told_and_the_doi_kept(
    project: Path, online: CrossrefServer, citare: Citare
) -> None:
    alias, doi = next(iter(online.aliases.items()))
    path = save(entry("a", alias))
    done = citare("sync")
    assert doi in done.out
    assert f"doi={{{alias}}}" in path.read_text(encoding="utf-8")
    assert "alias-doi" in citare("check", "--verify").out


def test_an_outage_in_the_middle_leaves_the_rest_not_asked(
    project: Path, online: CrossrefServer, citare: Citare
) -> None:
    dois = plain_dois(120)
    save("".join(entry(f"k{n}", doi) for n, doi in enumerate(dois)))
    online.fail_after(1, 503)
    done = citare("sync", "--json")
    states = [row["state"] for row in done.json["entries"]]
    assert done.code in (1, 4)
    assert states.count("synced") >= 40
    assert states.count("not asked") >= 40
    assert states.count("not found") == 0
    online.recover()
    again = citare("sync", "--json").json
    assert [row["state"] for row in again["entries"]].count("not asked") == 0
    fresh = len(online.log)
    assert again["requests"] < fresh


def test_a_check_that_met_an_outage_never_calls_the_rest_right_or_wrong(
    project: Path, online: CrossrefServer, citare: Citare
) -> None:
    save("".join(entry(f"k{n}", doi) for n, doi in enumerate(plain_dois(120))))
    online.fail_after(1, 503)
    verdicts = [v["verdict"] for v in citare("check", "--verify", "--json").json["verdicts"]]
    assert verdicts.count("not checked") >= 40
    assert verdicts.count("not found") == 0


def test_an_interrupted_sync_leaves_the_file_and_keeps_what_was_learnt(
    project: Path, online: CrossrefServer, citare: Citare, interruptible: None
) -> None:
    text = "".join(entry(f"k{n}", doi) for n, doi in enumerate(plain_dois(200)))
    path = save(text)
    online.delay = 0.4
    process = subprocess.Popen(
        [sys.executable, "-m", "citare", "sync"],
        env=dict(os.environ),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while len(online.statuses) < 2 and process.poll() is None:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (130, "")
    assert "interrupted" in err
    assert "Traceback" not in err
    assert path.read_text() == text
    online.delay = 0
    resumed = citare("sync", "--json").json["requests"]
    path.write_text(text)
    Path("refs/citare.lock").unlink()
    assert resumed < citare("sync", "--refresh", "--json").json["requests"]


PREPRINT, PUBLISHED = "10.1101/097196", "10.1038/s41597-019-0031-8"


def test_upgrade_moves_a_preprint_and_keeps_its_key_and_identifier(
    project: Path, online: CrossrefServer, citare: Citare
) -> None:
    online.add({**online.works["10.2196/58161"], "DOI": PUBLISHED})
    rest = "% mine\n@misc{other, title={Other}}\n"
    path = save(f"@misc{{pre,\n  title = {{T}},\n  doi = {{{PREPRINT}}},\n}}\n{rest}")
    before = path.read_bytes()
    assert PUBLISHED in citare("upgrade", "pre", "--dry-run").out.lower()
    assert path.read_bytes() == before
    done = citare("upgrade", "pre", "--json")
    assert (done.code, done.json["published"].lower()) == (0, PUBLISHED)
    text = path.read_text(encoding="utf-8")
    assert text.endswith(rest)
    assert "{pre," in text
    assert PREPRINT in text.lower()
    assert PUBLISHED in text.lower()
    assert citare("undo").code == 0
    assert path.read_bytes() == before


def test_upgrade_of_what_is_no_preprint_or_has_no_identifier_ends_with_5(
    project: Path, online: CrossrefServer, citare: Citare
) -> None:
    save(entry("a", "10.2196/58161") + "@misc{n, title={N}}\n")
    assert citare("upgrade", "a").code == 5
    assert citare("upgrade", "n").code == 5
    online.fail_after(0, 503)
    assert citare("upgrade", "a", "--refresh").code == 4


def test_a_dead_link_is_told_and_a_living_one_is_not(
    project: Path, online: CrossrefServer, citare: Citare
) -> None:
    alive = f"{online.url}/works/10.2196/58161"
    save(
        f"@misc{{l, title={{L}}, url={{{alive}}}}}\n"
        f"@misc{{d, title={{D}}, url={{{online.url}/no}}}}\n"
    )
    done = citare("check", "--links", "--select", "dead-link", "--json")
    dead = [f for f in done.json["findings"] if f["code"] == "dead-link"]
    assert [f["key"] for f in dead] == ["d"]


def test_a_bib_file_named_is_synced_in_place_of_the_library(
    project: Path, online: CrossrefServer, citare: Citare
) -> None:
    save(entry("a", "10.2196/58161"))
    path = save(entry("b", "10.2196/58161"), "paper.bib")
    done = citare("sync", "paper.bib", "--json")
    assert [row["key"] for row in done.json["entries"]] == ["b"]
    assert "Gazquez" in path.read_text(encoding="utf-8")
    assert Path("refs/a.bib").read_text() == entry("a", "10.2196/58161")
