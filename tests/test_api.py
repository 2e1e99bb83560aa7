"""`import citare` as a product: what README shows, and what each name promises."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import citare
from tests.servers.crossref import CrossrefServer
from tests.servers.registries import Registries

ROOT = Path(__file__).parent.parent

TEXT = """% kept
@article{ning2025, title = {On {DNA} \\& more}, author = {Ning, Yilin and {Group and Co}},
  journal = jl, year = 2025, doi = {10.1000/ABC}, keywords = {one, two}}
@string{jl = {The Lancet}}
@book{old, title = {Old}, author = {Li, Wei}, year = 1999, publisher = {P}}
"""


@pytest.fixture
def refs(tmp_path: Path) -> Path:
    """A folder with the kept references."""
    folder = tmp_path / "project" / "refs"
    folder.mkdir(parents=True)
    for name in ("reviews.bib", "programs.bib"):
        (folder / name).write_bytes((ROOT / "refs" / name).read_bytes())
    return folder


@pytest.fixture
def settings(
    tmp_path: Path, crossref: CrossrefServer, registries: Registries
) -> dict[str, str | int]:
    """Registries of the test's own, and folders for caches and undo."""
    urls = {f"{name}_url": url for name, url in registries.base_urls.items()}
    folders = {"cache_dir": str(tmp_path / "cache"), "state_dir": str(tmp_path / "state")}
    return {**urls, **folders, "crossref_url": crossref.url, "retries": 0}


def test_importing_citare_imports_nothing_that_start_up_does_not_need() -> None:
    code = "import sys, citare; print(sorted(m for m in sys.modules if m.startswith('citare.')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['citare.lazy']"


def test_every_name_of_the_front_door_is_there_and_documented() -> None:
    for name in citare.__all__:
        found = getattr(citare, name)
        assert name.startswith("__") or (found.__doc__ or "").strip(), name
    assert set(citare.__all__) == set(dir(citare))
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        citare.nonsense  # noqa: B018


def test_a_reference_shows_plain_attributes_and_its_fields_as_they_are_written() -> None:
    ref = citare.loads(TEXT)["ning2025"]
    assert (ref.key, ref.type, ref.title, ref.year) == (
        "ning2025",
        "article",
        "On DNA & more",
        2025,
    )
    assert (ref.doi, ref.tags) == ("10.1000/ABC", ("one", "two"))
    assert ref.authors == ("Yilin Ning", "Group and Co")
    assert (ref["title"], ref["journal"]) == ("On {DNA} \\& more", "The Lancet")
    assert "JOURNAL" in ref and ref.get("volume", "none") == "none"
    assert (ref.file, ref.line) == ("<text>", 2)
    assert ref.text.startswith("@article{ning2025")
    assert ref.item.get("container-title") == "The Lancet"


def test_a_bibliography_is_iterated_and_looked_up_in() -> None:
    refs = citare.loads(TEXT)
    assert [ref.key for ref in refs] == list(refs.keys) == ["ning2025", "old"]
    assert (len(refs), "old" in refs, "OLD" in refs, "no" in refs) == (2, True, True, False)
    assert refs.get("no") is None
    with pytest.raises(LookupError):
        refs["ning2024"]
    with pytest.raises(citare.NotFoundError) as error:
        refs["ning2024"]
    assert error.value.hint == "similar: ning2025"


def test_a_search_speaks_the_language_of_list() -> None:
    refs = citare.loads(TEXT)
    assert [ref.key for ref in refs.search("year:2000.. -title:old")] == ["ning2025"]
    with pytest.raises(citare.UsageError):
        refs.search("authr:ning")


def test_an_edit_changes_what_it_names_and_no_other_byte() -> None:
    refs = citare.loads(TEXT)
    with refs.edit() as edit:
        edit["ning2025"]["note"] = citare.to_latex("50 % viewpoint")
        edit.rename("old", "li1999")
        key = edit.add("misc", {"title": "New", "author": "Wu, A.", "year": "2020"})
    assert key in refs and refs["ning2025"]["note"] == "50 \\% viewpoint"
    assert (
        "@book{li1999, title = {Old}, author = {Li, Wei}, year = 1999, publisher = {P}}"
        in refs.text
    )
    assert refs.text.startswith(TEXT.partition(", keywords")[0])


def test_fields_of_an_edit_read_like_a_mapping() -> None:
    refs = citare.loads(TEXT)
    with refs.edit() as edit:
        fields = edit["ning2025"]
        fields["volume"] = "7"
        del fields["keywords"]
        assert (fields["volume"], "keywords" in fields, fields["year"]) == ("7", False, "2025")
        assert "volume" in list(fields) and len(fields) == len(list(fields))
        with pytest.raises(KeyError):
            del fields["keywords"]
    assert "keywords" not in refs["ning2025"]


def test_an_edit_that_fails_writes_nothing() -> None:
    refs = citare.loads(TEXT)
    with pytest.raises(ZeroDivisionError), refs.edit() as edit:
        edit.remove("old")
        _ = 1 / 0
    assert refs.text == TEXT
    with pytest.raises(citare.UnsafeEdit), refs.edit() as edit:
        edit["old"]["note"] = "unbalanced {"
    with pytest.raises(citare.UnsafeEdit), refs.edit() as edit:
        edit.rename("old", "ning2025")
    assert refs.text == TEXT


def test_an_edit_of_files_is_one_step_of_undo(refs: Path, settings: dict[str, str]) -> None:
    before = {path: path.read_bytes() for path in refs.iterdir()}
    bibliography = citare.open(refs, **settings)
    with bibliography.edit() as edit:
        edit["ning2025"]["note"] = "viewpoint"
        edit.remove("uab-aim")
    assert "uab-aim" not in bibliography and len(bibliography) == 9
    assert all(path.read_bytes() != content for path, content in before.items())
    bibliography.undo()
    assert {path: path.read_bytes() for path in refs.iterdir()} == before
    assert "uab-aim" in bibliography


def test_a_file_a_folder_and_a_project_can_be_opened(
    refs: Path, settings: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(citare.open(refs / "reviews.bib", **settings)) == 3
    assert len(citare.open(refs, **settings)) == 10
    assert len(citare.open(refs.parent, **settings)) == 10
    monkeypatch.chdir(refs.parent)
    assert len(citare.open(**settings)) == 10
    with pytest.raises(citare.InputError):
        citare.open("nowhere.bib")


def test_each_answer_to_add_is_a_type_of_its_own(
    refs: Path, settings: dict[str, str], crossref: CrossrefServer
) -> None:
    bibliography = citare.open(refs / "programs.bib", **settings)
    added = bibliography.add("10.2196/58161")
    assert isinstance(added, citare.Added) and added.key in bibliography
    assert bibliography[added.key].doi == "10.2196/58161"
    assert isinstance(bibliography.add("10.2196/58161"), citare.Duplicate)
    assert isinstance(bibliography.add("10.2196/0.no.such.doi"), citare.NotFound)
    assert isinstance(bibliography.add("ISSN 2369-3762"), citare.NotAWork)
    asked = citare.open(
        refs / "programs.bib", **{**settings, "offline": True, "cache_dir": str(refs / "x")}
    )
    assert isinstance(asked.add("10.1186/s12909-025-06719-5"), citare.NotAsked)


def test_sync_names_the_differences_and_takes_what_it_is_told_to(
    refs: Path, settings: dict[str, str]
) -> None:
    bibliography = citare.open(refs / "reviews.bib", **settings)
    with bibliography.edit() as edit:
        edit["feigerlova2025"]["title"] = "A systematic review of the impact of intelligence"
    result = bibliography.sync("feigerlova2025")
    assert [(key, field.variable) for key, field in result.differences] == [
        ("feigerlova2025", "title")
    ]
    assert not bibliography.sync("feigerlova2025", take=["title"]).differences
    assert bibliography["feigerlova2025"].title.startswith(
        "A systematic review of the impact of art"
    )


def test_check_asks_no_registry_unless_told_to(
    refs: Path, settings: dict[str, str], crossref: CrossrefServer
) -> None:
    bibliography = citare.loads(
        "@misc{a, title={A}, year=2020, doi={10.2196/0.no}, pages={1-2}}", **settings
    )
    codes = {finding.code for finding in bibliography.check()}
    assert "page-range" in codes and "unregistered-doi" not in codes
    assert "unregistered-doi" in {finding.code for finding in bibliography.check(verify=True)}
    assert [f.code for f in bibliography.check(select=["page-range"])] == ["page-range"]


def test_references_are_printed_and_cited_in_any_style() -> None:
    refs = citare.loads(TEXT)
    html = citare.render(refs, style="apa", format="html")
    assert html == refs.render(style="apa", format="html")
    assert "<i>" in html and "Ning" in html and "Li" in html
    assert citare.render(refs.search("key:old"), style="apa") == refs.render("old", style="apa")
    assert citare.render([refs["old"].item], style="apa") == refs.render("old", style="apa")
    assert citare.cite(refs, ["old"], style="apa").strip() == "(Li, 1999)"
    assert citare.cite(list(refs), ["old"], style="apa").strip() == "(Li, 1999)"
    for wrong in ({"style": "apaa"}, {"style": "apa", "format": "pdf"}):
        with pytest.raises(citare.UsageError):
            citare.render(refs, **wrong)
    with pytest.raises(citare.NotFoundError):
        citare.cite(list(refs), ["no"], style="apa")


def test_a_text_is_converted_and_what_is_lost_is_named() -> None:
    converted = citare.convert(TEXT, "bibtex", "csl-json")
    assert '"DOI": "10.1000/ABC"' in str(converted)
    again = citare.convert(str(converted), "", "ris")
    assert "TY  - JOUR" in again.text
    lost = citare.convert(TEXT.replace("year = 1999", "year = {1999/2001}"), "bibtex", "cff").losses
    assert any("1999/2001" in finding.message for finding in lost)
    for source, target in (("nonsense", "ris"), ("bibtex", "nonsense"), ("ris", "crossref-json")):
        with pytest.raises(citare.UsageError):
            citare.convert(TEXT, source, target)
    with pytest.raises(citare.InputError):
        citare.convert("{not json", "csl-json", "ris")
