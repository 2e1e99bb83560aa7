"""`citare check` on the command line: formats, exit codes, fixing, standard input."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Citare
from tests.cli.libraries import LI

RANGE = (
    "@misc{a,\r\n  author = {Li, A.},\r\n  title = {A},\r\n  year = 2020,\r\n  pages = {1-2},\r\n}"
)


def save(project: Path, text: str, name: str = "refs/a.bib") -> Path:
    path = project / name
    path.write_bytes(text.encode())
    return path


def test_findings_are_lines_with_file_line_and_column(project: Path, citare: Citare) -> None:
    save(project, RANGE)
    done = citare("check")
    assert done.code == 1
    assert done.out.splitlines()[0].startswith("refs/a.bib:5:12: warning page-range ")
    assert done.out.splitlines()[1].startswith("    hint: ")
    assert "1 entry: 0 errors, 1 warning, 0 info; 1 fixable with --fix" in done.err


def test_a_clean_library_ends_with_0(project: Path, citare: Citare) -> None:
    save(project, RANGE.replace("1-2", "1--2"))
    done = citare("check")
    assert (done.code, done.out) == (0, "")
    assert "no findings" in done.err


def test_fix_writes_the_mended_file_and_keeps_every_other_byte(
    project: Path, citare: Citare
) -> None:
    path = save(project, RANGE)
    done = citare("check", "--fix", "refs/a.bib")
    assert done.code == 0
    assert path.read_bytes() == RANGE.replace("1-2", "1--2").encode()
    stamp = path.stat().st_mtime_ns
    assert citare("check", "--fix").code == 0
    assert path.stat().st_mtime_ns == stamp


def test_diff_and_dry_run_write_nothing(project: Path, citare: Citare) -> None:
    path = save(project, RANGE)
    done = citare("check", "--diff")
    assert "+  pages = {1--2}," in done.out
    assert "would write refs/a.bib" in citare("check", "--fix", "--dry-run").err
    assert path.read_bytes() == RANGE.encode()


def test_unsafe_fixes_are_asked_for_by_name(project: Path, citare: Citare) -> None:
    path = save(project, RANGE.replace("Li, A.", "Li A."))
    citare("check", "--fix")
    assert b"Li A." in path.read_bytes()
    citare("check", "--unsafe-fixes")
    assert b"Li, A." in path.read_bytes()


def test_standard_input_goes_mended_to_standard_output(project: Path, citare: Citare) -> None:
    assert project
    done = citare("check", "--fix", "-", stdin=RANGE)
    assert done.out == RANGE.replace("1-2", "1--2")
    plain = citare("check", "-", stdin=RANGE)
    assert plain.out.startswith("<stdin>:5:12: ")
    assert plain.code == 1


def test_fail_on_moves_the_limit(project: Path, citare: Citare) -> None:
    save(project, RANGE)
    assert citare("check", "--fail-on", "error").code == 0
    assert citare("check", "--fail-on", "never").code == 0
    save(project, 'fail-on = "error"\n', "citare.toml")
    assert citare("check").code == 0


def test_select_and_ignore_take_codes_and_groups(project: Path, citare: Citare) -> None:
    save(project, RANGE)
    assert citare("check", "--select", "names,titles").code == 0
    assert citare("check", "--ignore", "pages").code == 0
    done = citare("check", "--select", "page-rang")
    assert done.code == 2
    assert "did you mean page-range?" in done.err


def test_suppressions_in_the_settings_hold(project: Path, citare: Citare) -> None:
    save(project, RANGE)
    save(project, '[suppress]\n"a:page-range" = "the publisher prints it so"\n', "citare.toml")
    done = citare("check")
    assert done.code == 0
    assert "1 suppressed" in done.err


def test_json_holds_each_finding_and_the_counts(project: Path, citare: Citare) -> None:
    save(project, RANGE)
    said = citare("check", "--json").json
    assert (said["schema_version"], said["files"], said["entries"]) == (1, ["refs/a.bib"], 1)
    assert said["summary"] == {"error": 0, "warning": 1, "info": 0}
    finding = said["findings"][0]
    assert finding["code"] == "page-range"
    assert (finding["file"], finding["line"], finding["column"]) == ("refs/a.bib", 5, 12)
    assert (finding["key"], finding["field"]) == ("a", "pages")
    (edit,) = finding["fix"]["edits"]
    assert RANGE[: edit["start"]] + edit["text"] + RANGE[edit["end"] :] == RANGE.replace(
        "1-2", "1--2"
    )


def test_sarif_names_rules_places_and_fixes(project: Path, citare: Citare) -> None:
    save(project, RANGE)
    said = citare("check", "--format", "sarif").json
    assert said["version"] == "2.1.0"
    (run,) = said["runs"]
    assert run["tool"]["driver"]["rules"][0]["id"] == "page-range"
    (result,) = run["results"]
    assert result["ruleIndex"] == 0
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "refs/a.bib"
    assert place["region"]["startLine"] == 5
    assert result["fixes"][0]["artifactChanges"][0]["replacements"]


def test_github_annotations_escape_what_they_must(project: Path, citare: Citare) -> None:
    save(project, RANGE.replace("{A}", "{5% of \\& $x}"))
    lines = citare("check", "--format", "github").out.splitlines()
    assert any(line.startswith("::warning file=refs/a.bib,title=page-range,") for line in lines)
    assert any("unescaped-character" in line and "%25" in line for line in lines)


def test_broken_entries_are_errors_with_their_place(project: Path, citare: Citare) -> None:
    save(project, "@misc{a,\n  title = {A},\n  year = 2020\n@misc{b, title = {B}}\n")
    done = citare("check", "--fail-on", "error")
    assert done.code == 1
    assert "refs/a.bib:4:1: error unclosed-entry" in done.out


def test_a_missing_file_ends_with_3(project: Path, citare: Citare) -> None:
    assert project
    assert citare("check", "nowhere.bib").code == 3
    assert citare("check").code == 3


def test_fixes_can_be_undone(project: Path, citare: Citare) -> None:
    path = save(project, RANGE)
    citare("check", "--fix")
    assert citare("undo").code == 0
    assert path.read_bytes() == RANGE.encode()


def test_a_file_in_another_encoding_is_fixed_in_it(project: Path, citare: Citare) -> None:
    path = project / "refs" / "a.bib"
    path.write_bytes(RANGE.replace("Li, A.", "Lévi, É.").encode("cp1252"))
    done = citare("check", "--fix")
    assert "encoding-trouble" in done.out
    assert path.read_bytes() == RANGE.replace("Li, A.", "Lévi, É.").replace("1-2", "1--2").encode(
        "cp1252"
    )


MONTHS = "".join(
    f"@article{{k{n}, author={{Li, A}}, title={{T{n}}}, journal={{J}}, year=2020, month={{May}}}}\n"
    for n in range(3)
)


def test_a_matter_of_house_style_is_told_once_a_file(project: Path, citare: Citare) -> None:
    save(project, MONTHS)
    done = citare("check", "--local")
    assert done.code == 0
    lines = [line for line in done.out.splitlines() if "month-as-text" in line]
    assert len(lines) == 1 and "2 more like it in this file" in lines[0]
    assert "3 info" in done.err
    found = citare("check", "--local", "--json").json["findings"]
    assert [(f["code"], f["count"]) for f in found] == [("month-as-text", 3)]
    citare("check", "--local", "--fix")
    assert "month = may" in Path("refs/a.bib").read_text().replace("month=may", "month = may")
    assert "{May}" not in Path("refs/a.bib").read_text()


def test_statistics_count_all_findings_by_rule(project: Path, citare: Citare) -> None:
    save(project, MONTHS + "@misc{z, title={Z.}, pages={1-2}}\n")
    lines = citare("check", "--local", "--statistics").out.splitlines()
    assert lines[0].split()[:3] == ["3", "info", "month-as-text"]
    assert any(line.split()[:3] == ["1", "warning", "page-range"] for line in lines)


def test_quiet_shows_only_what_fails(project: Path, citare: Citare) -> None:
    save(
        project,
        MONTHS + "@article{z, author={Li, A}, title={Z}, journal={J}, year=2020, pages={1-2}}\n",
    )
    done = citare("check", "--local", "-q")
    assert done.code == 1
    assert done.err == ""
    assert [line for line in done.out.splitlines() if not line.startswith("    hint")] == [
        line for line in done.out.splitlines() if "page-range" in line
    ]


def test_a_weekly_job_is_told_only_what_is_new_since_the_last_run(
    project: Path, citare: Citare
) -> None:
    """The first run writes what is there; a new finding is shown once."""
    entry = "@article{one, author={Li, A}, title={T}, journal={J}, year=2020, pages={1-2}}\n"
    save(project, entry)
    assert citare("check", "--local", "--since", "last.json").code == 1
    assert citare("check", "--local", "--since", "last.json").code == 0
    save(project, entry + entry.replace("one", "two").replace("{T}", "{Other}"))
    done = citare("check", "--local", "--since", "last.json")
    assert done.code == 1
    assert "[two]" in done.out and "[one]" not in done.out
    assert citare("check", "--local", "--since", "last.json").code == 0
    assert citare("check", "--since", "last.json", "--baseline", "b.json").code == 2


def test_a_baseline_leaves_out_what_was_there_and_nothing_new(
    project: Path, citare: Citare
) -> None:
    entry = "@article{one, author={Li, A}, title={T}, journal={J}, year=2020, pages={1-2}}\n"
    save(project, entry)
    assert citare("check", "--local", "--baseline", "known.json").code == 3
    made = citare("check", "--local", "--baseline", "known.json", "--update-baseline")
    assert (made.code, "known.json" in made.err) == (0, True)
    done = citare("check", "--local", "--baseline", "known.json")
    assert (done.code, done.out) == (0, "")
    assert "1 in the baseline" in done.err
    save(project, "% moved\n" + entry + entry.replace("one", "two").replace("{T}", "{Other}"))
    done = citare("check", "--local", "--baseline", "known.json")
    assert done.code == 1
    assert "[two]" in done.out and "[one]" not in done.out


@pytest.mark.parametrize(
    "options",
    [
        ["--json", "--format", "sarif"],
        ["--statistics", "--format", "github"],
        ["--offline", "--refresh"],
        ["--baseline", "b.json", "--update-baseline", "--fix"],
        ["--update-baseline"],
    ],
)
def test_options_that_contradict_each_other_are_refused(
    project: Path, citare: Citare, options: list[str]
) -> None:
    save(project, MONTHS)
    assert citare("check", *options).code == 2


PAPER = "As was shown [@li2020, p. 3; @nope2020] and @fig-one.\n"


def test_a_cited_key_that_the_library_lacks_is_an_error_at_its_place(
    project: Path, citare: Citare
) -> None:
    save(project, LI)
    Path("paper.md").write_text(PAPER)
    done = citare("check", "paper.md")
    assert (done.code, done.out) == (
        1,
        "paper.md:1:31: error undefined-key no entry has the key nope2020 [nope2020]\n",
    )
    assert done.err == "1 document: 1 error, 0 warnings, 0 info\n"
    Path("paper.md").write_text(PAPER.replace("; @nope2020", ""))
    assert citare("check", "paper.md").code == 0


def test_documents_and_bib_files_are_checked_together(project: Path, citare: Citare) -> None:
    save(project, LI)
    Path("paper.md").write_text(PAPER)
    Path("own.bib").write_text("@misc{nope2020, title={N}, author={A, B}, year=2020, note={n}}\n")
    done = citare("check", "own.bib", "paper.md", "--json")
    assert [(f["code"], f["key"]) for f in done.json["findings"]] == [("undefined-key", "li2020")]


def test_entries_that_no_document_cites_are_found_when_asked_for(
    project: Path, citare: Citare
) -> None:
    save(project, LI + "@misc{extra, title={E}, author={A, B}, year=2020, note={n}}\n")
    Path("notes").mkdir()
    Path("notes/paper.tex").write_text("\\cite{li2020}\n")
    done = citare("check", "--select", "unused-entry,undefined-key", "--fail-on", "info")
    assert done.code == 1
    assert "info unused-entry no document cites extra [extra]" in done.out
    assert "li2020" not in done.out
    assert citare("check", "--select", "undefined-key").code == 0


def test_files_of_two_folders_are_two_libraries(project: Path, citare: Citare) -> None:
    for folder in ("one", "two"):
        Path(folder).mkdir()
        Path(folder, "refs.bib").write_text(LI)
    assert citare("check", "one/refs.bib", "two/refs.bib").code == 0
    Path("one/more.bib").write_text(LI)
    done = citare("check", "one/refs.bib", "one/more.bib", "two/refs.bib")
    assert done.out.count("duplicate-key") == 1
    assert "3 entries: " in done.err


def test_a_file_that_is_not_bibtex_never_passes(project: Path, citare: Citare) -> None:
    Path("settings.yml").write_text("colour: blue\n")
    done = citare("check", "settings.yml")
    assert (done.code, done.out) == (3, "")
    assert "settings.yml: there is no BibTeX entry in it" in done.err
    save(project, "")
    assert citare("check").code == 0


def test_a_file_that_cannot_be_read_does_not_hide_the_rest(project: Path, citare: Citare) -> None:
    (project / "refs" / "a.bib").write_text("@misc{jib, title={}}\n")
    (project / "refs" / "wide.bib").write_bytes("@misc{x, title={é}}".encode("utf-16-le"))
    done = citare("check", "--local")
    assert done.code == 3
    assert "empty-field" in done.out and "wide.bib" in done.err


def test_a_rule_about_entries_finds_nothing_in_a_document(project: Path, citare: Citare) -> None:
    save(project, LI)
    Path("paper.md").write_text("See [@li2020].\n")
    assert citare("check", "--local", "--select", "page-range", "paper.md").code == 0


def test_a_baseline_that_is_no_text_is_refused(project: Path, citare: Citare) -> None:
    save(project, LI)
    Path("known.json").write_bytes(b"\xff\xfe{")
    assert citare("check", "--local", "--baseline", "known.json").code == 3
