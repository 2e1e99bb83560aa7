"""Each promise of README, and the test that shows it: both lists are the same."""

from __future__ import annotations

import ast
import importlib.util
import re
import tomllib
from pathlib import Path

from hypothesis import settings

from tests.promises import README, promises

ROOT = Path(__file__).parent.parent

# A sentence of README, by its beginning -> tests, by name.
PROMISES: dict[str, tuple[str, ...]] = {
    "It finds what is invented, misquoted, superseded or retracted, and never loses": (
        "test_untouched_entries_stay_and_undo_restores_every_byte",
        "test_four_references_four_verdicts_in_one_run",
    ),
    "Install (Python 3.11 or newer)": (
        "test_python_3_11_or_newer_is_required",
        "test_printing_needs_no_network",
    ),
    "It takes about three minutes": ("test_the_tests_try_the_same_examples_on_every_run",),
    "The text of a citation is accepted without asking only when": (
        "test_not_accepted",
        "test_no_record_is_taken_where_another_does_as_well",
        "test_a_wrong_year_is_outweighed_only_where_title_author_and_page_agree",
    ),
    "The citation key is made once": ("test_a_citation_key_never_changes_by_itself",),
    "A work that the library has already is refused": (
        "test_a_duplicate_is_refused_with_the_key_it_has",
    ),
    "What the registry changed since the last sync is taken": (
        "test_who_moved_since_the_last_record_decides",
        "test_nothing_is_ever_blanked",
        "test_what_the_person_made_finer_is_not_overwritten",
    ),
    "A kept value is not asked about again": (
        "test_the_persons_word_decides_and_is_remembered_until_upstream_moves",
        "test_a_kept_value_is_not_asked_about_again",
    ),
    "A second sync changes nothing": ("test_a_second_sync_changes_nothing_byte_for_byte",),
    "Every verdict is one of": ("test_every_verdict_is_one_of_four_with_its_evidence_and_date",),
    "A server that is down makes a reference": (
        "test_a_server_that_is_down_makes_a_reference_not_checked",
        "test_a_check_that_met_an_outage_never_calls_the_rest_right_or_wrong",
    ),
    "`--local` looks only at the files": (
        "test_local_looks_only_at_the_files",
        "test_fix_applies_the_safe_fixes_and_changes_nothing_else",
        "test_a_dead_link_is_told_and_a_living_one_is_not",
    ),
    "The styles that people name most come with citare": (
        "test_every_style_with_a_short_name_comes_with_citare_as_its_project_publishes_it",
        "test_without_the_extra_an_unknown_style_says_how_to_get_more",
        "test_more_than_ten_thousand_styles_come_with_the_extra",
    ),
    "`citare init` writes down what is there": (
        "test_a_library_that_is_there_is_adopted_and_nothing_is_made_beside_it",
    ),
    "`--statistics` counts findings by rule": (
        "test_statistics_count_all_findings_by_rule",
        "test_quiet_shows_only_what_fails",
    ),
    "For an old file, `citare check --baseline": (
        "test_a_baseline_leaves_out_what_was_there_and_nothing_new",
    ),
    "Run twice, it changes nothing": (
        "test_a_second_run_changes_nothing",
        "test_everything_else_stays_byte_for_byte",
    ),
    "`--check` writes nothing and ends with 1 if a document": (
        "test_a_document_is_printed_in_place_and_twice_is_the_same",
        "test_a_missing_key_ends_with_1_and_its_place",
    ),
    "Words, `author:`": ("test_a_query_chooses",),
    "What a format cannot hold is found by reading back": (
        "test_what_is_not_reported_as_lost_comes_back",
        "test_every_export_reports_what_it_cannot_hold",
    ),
    "An allowance without a reason": (
        "test_an_allowance_without_a_reason_or_that_allows_nothing_is_reported",
    ),
    "In a GitHub workflow, and in": ("test_none_of_the_hooks_asks_the_network",),
    "Nothing is imported before it is used": (
        "test_importing_citare_imports_nothing_that_start_up_does_not_need",
        "test_every_name_of_the_front_door_is_there_and_documented",
    ),
    "A command that changes several files changes all of them or none": (
        "test_all_files_are_checked_before_the_first_is_replaced",
        "test_after_a_kill_each_file_is_old_or_new_and_the_next_command_sees_it",
        "test_what_fails_is_put_back_whole",
    ),
    "A repository that you have only cloned is not trusted": (
        "test_a_project_names_no_place_outside_of_it",
        "test_only_the_user_sets_where_things_are_kept_and_whom_to_ask",
        "test_links_out_of_the_project_are_not_written_through",
    ),
    "`citare fmt` is never needed": (
        "test_nothing_is_done_unless_asked_for",
        "test_untouched_entries_stay_and_undo_restores_every_byte",
    ),
    "`--check` ends with 1": ("test_check_and_diff_write_nothing",),
    "Meaning is compared before and after": ("test_a_difference_in_meaning_is_refused",),
    "Where several apply": ("test_what_is_known_comes_first_then_not_found_then_not_asked",),
    "Every command but `lsp` has `--json`": (
        "test_each_command_has_json",
        "test_data_goes_to_standard_output_and_messages_to_standard_error",
    ),
    "`NO_COLOR` is honoured": (
        "test_no_color_is_honoured",
        "test_whatever_changes_your_library_has_dry_run",
    ),
    "**bibtexparser**": (
        "test_a_value_that_bibtexparser_would_misread_is_refused_on_every_way_in",
    ),
    "**click** parses the command line": ("test_reports_hold_no_control_character_even_in_a_pipe",),
    "Measured on one shared two-core machine": ("test_every_line_of_the_figures_can_be_run_again",),
}


def test_each_promise_of_readme_has_its_tests_and_each_entry_its_sentence() -> None:
    sentences = promises(README.read_text(encoding="utf-8"))
    unproven = [s for s in sentences if sum(s.startswith(start) for start in PROMISES) != 1]
    assert unproven == [], "README promises it, and no test is named (add it to PROMISES)"
    said = [start for start in PROMISES if not any(s.startswith(start) for s in sentences)]
    assert said == [], "README does not say so (any more)"


def test_each_test_that_is_named_exists() -> None:
    known = set[str]()
    for path in (ROOT / "tests").rglob("test_*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        known |= {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    assert sorted({name for names in PROMISES.values() for name in names} - known) == []


def test_python_3_11_or_newer_is_required() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["requires-python"] == ">=3.11"


def test_the_tests_try_the_same_examples_on_every_run() -> None:
    assert settings.get_profile("same").derandomize


def test_every_line_of_the_figures_can_be_run_again() -> None:
    """Each figure names a program that is there, or that of the line above."""
    figures = README.read_text(encoding="utf-8").split("<!-- figures -->")[1]
    figures = figures.split("<!-- /figures -->")[0]
    runs = [row.rsplit("|", 2)[1].strip() for row in figures.splitlines() if row.startswith("|")]
    for run in runs[2:]:
        named = re.match(r"`python -m ([\w.]+)", run)
        assert run.startswith("the same") or (named and importlib.util.find_spec(named[1])), run
