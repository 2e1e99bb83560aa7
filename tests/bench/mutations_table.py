"""The mutations of tests/bench/mutations.py: a promise, how it is broken, and who notices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Mutation:
    """In the function (or class, or constant) `function`, `before` becomes `after`.

    `promise` is what no longer holds then; `tests` are the files or folders that must fail.
    """

    name: str
    promise: str
    function: str
    before: str
    after: str
    tests: tuple[str, ...]

    @property
    def text(self) -> str:
        """What a mutation is searched by."""
        return " ".join((self.name, self.promise, self.function, *self.tests))


M = Mutation

_MATCHING: Final = (
    M("three-fields", "a citation is accepted only when three fields agree",
      "_against", "len(agreed) < 3", "len(agreed) < 2", ("tests/matching/test_score.py",)),
    M("rival-margin", "a citation is accepted only when no other record does as well",
      "_MARGIN", "1.0", "0.0", ("tests/matching/test_score.py",)),
    M("contradiction", "a citation is accepted only when nothing contradicts but one slip",
      "_against", "if against:", "if len(against) > 1:", ("tests/matching/test_score.py",)),
    M("slip-outweighed", "a wrong year is a slip only where title, author and page agree",
      "_slips", '"year": {"author", "page"}', '"year": {"author"}',
      ("tests/matching/test_score.py",)),
    M("year-gap", "a year that is off by one is close, by two it contradicts",
      "year_evidence", "gap == 1", "gap <= 2", ("tests/matching/test_score.py",)),
    M("identified", "the fields that agree must identify the work",
      "_against", 'else "nothing identifies the work for certain"', 'else ""',
      ("tests/matching/test_score.py",)),
)  # fmt: skip

_COMPARE: Final = (
    M("seasons", "two dates of different seasons differ",
      "compare_dates", "first.season != second.season", "False", ("tests/compare",)),
    M("coarser-date", "a finer date refines a coarser one, not the other way round",
      "compare_dates", "(len(second.parts), len(b)) > (len(first.parts), len(a))",
      "(len(second.parts), len(b)) < (len(first.parts), len(a))", ("tests/compare",)),
    M("date-parts", "dates that differ within their shared parts differ",
      "compare_dates", "a[:shared] != b[:shared]", "a[:1] != b[:1]", ("tests/compare",)),
)  # fmt: skip

_MERGING: Final = (
    M("my-refinement", "what I made finer than the last record is not overwritten",
      "_clash", "here.agrees and not here.refines", "here.agrees", ("tests/merging",)),
    M("never-blanked", "sync never blanks a field",
      "FieldMerge.result", "if self.verdict in TAKEN else self.mine",
      "if self.verdict in TAKEN | {Verdict.VANISHED} else self.mine", ("tests/merging",)),
    M("mine-stays", "where both sides changed, mine stays until I decide",
      "_clash", "    return Verdict.CONFLICT", "    return Verdict.UPDATED", ("tests/merging",)),
    M("i-changed", "what I changed and the registry did not stays",
      "_clash", "return Verdict.KEPT\n    return Verdict.CONFLICT",
      "return Verdict.UPDATED\n    return Verdict.CONFLICT", ("tests/merging",)),
    M("first-contact", "at first contact a difference is reported, not taken",
      "_clash", "Verdict.DIFFERS if first_contact", "Verdict.UPDATED if first_contact",
      ("tests/merging",)),
    M("kept-is-kept", "a kept value is not asked about again until the registry moves",
      "_was_kept", "== fingerprint(theirs)", "== ''", ("tests/merging",)),
    M("kept-asked-again", "when the registry moves, a kept value is asked about again",
      "_was_kept", "(decided.kept or {}).get(variable) == fingerprint(theirs)",
      "variable in (decided.kept or {})", ("tests/merging",)),
    M("same-meaning-stays", "values that mean the same keep my spelling",
      "merge_field", "Verdict.UNCHANGED if unchanged else Verdict.SAME",
      "Verdict.UNCHANGED if unchanged else Verdict.UPDATED", ("tests/merging",)),
    M("removed-stays-removed", "a field that I took out is not filled again",
      "_without_mine", "(base is None and not by_person)", "not by_person", ("tests/merging",)),
    M("my-own-fields", "no record touches notes, keywords or abstracts",
      "variables_of", "source_named(source).trusted",
      '(*source_named(source).trusted, "note")', ("tests/merging",)),
)  # fmt: skip

_VERIFY: Final = (
    M("year-mismatch", "a year that is off by one is a mismatch, never confirmed",
      "_year", "if date is None or date.year is None or not record.years",
      "if date is None or date.year is None or not record.years"
      " or any(abs(date.year - year) == 1 for year in record.years)", ("tests/verify",)),
    M("silence-is-no-verdict", "a server that is down makes a reference not checked",
      "existence_of", "unknown=True", "unknown=False", ("tests/verify",)),
    M("doi-org-silent", "a DOI is unregistered only when doi.org says so",
      "existence_of", "answer.source == doi_org.NAME", "answer.source", ("tests/verify",)),
    M("not-checked-exit", "what could not be asked ends with 4",
      "Verdict.exit_code", "return ExitCode.NOT_ASKED", "return ExitCode.OK", ("tests/verify",)),
    M("retracted-fails", "a retracted work does not pass",
      "Verdict.exit_code", " and not self.status.grave", "", ("tests/verify",)),
    M("mismatch-fails", "a reference that differs is not confirmed",
      "confirmed_or_differs", "Result.DIFFERS if mismatches else Result.CONFIRMED",
      "Result.CONFIRMED", ("tests/verify",)),
)  # fmt: skip

_SOURCES: Final = (
    M("doi-org-down", "where doi.org is silent Crossref is asked all the same",
      "_may_be_crossref", " or agency.exists is None", "",
      ("tests/sources/test_resolve.py",)),
    M("no-agency-known", "could not ask doi.org is not the same as not found",
      "_verdict", "return NotAsked(doi, doi_org.NAME, agency.reason or",
      "return NotFound(doi, doi_org.NAME, reason=agency.reason or",
      ("tests/sources/test_resolve.py",)),
    M("offline", "offline, no one is asked",
      "Client._without_asking", "if self._offline or self._interrupted:",
      "if self._interrupted:", ("tests/web",)),
    M("max-age", "an answer older than max-age is asked for again",
      "Cache.get", "timedelta(0) <= now - datetime.fromisoformat(asked) <= max_age",
      "timedelta(0) <= now - datetime.fromisoformat(asked)", ("tests/web",)),
    M("not-found-ages", "what is not there today may be there tomorrow",
      "keep", "NOT_THERE_DAYS if missing else None", "None",
      ("tests/sources/test_openlibrary.py",)),
    M("unregistered-ages", "an unregistered DOI may be registered tomorrow",
      "_kept", "None if agency.exists else NOT_THERE_DAYS", "None", ("tests/sources", "tests/web")),
    M("not-understood-is-not-kept", "what a source did not understand is not kept",
      "keep", "if any(isinstance(answer, NotAsked) for answer in read):", "if False:",
      ("tests/sources", "tests/web")),
    M("days-count", "an answer is kept no longer than it is good",
      "Cache.get", "if days is not None:", "if False:", ("tests/web",)),
    M("refused-slows", "a refusal halves the pace",
      "Pace.learn", "limit.seconds * 2", "limit.seconds * 1", ("tests/web",)),
    M("same-request", "an answer is only for the request it was given to",
      "key_of", "sorted(request.params)", "()", ("tests/web",)),
)  # fmt: skip

_LIBRARY: Final = (
    M("unique-keys", "a new key is unlike all others, whatever their case",
      "make_key", "base.lower() not in taken", "base not in taken", ("tests/library",)),
    M("key-suffix", "a suffix makes a key unique, whatever the case",
      "make_key", "(base + end).lower() not in taken", "(base + end) not in taken",
      ("tests/library",)),
    M("remove-and-rename", "an entry that is removed is not edited as well",
      "by_document", "if ident not in self.removed:", "if True:", ("tests/library",)),
    M("taken-key", "a key that is taken is refused, whatever its case",
      "_check_keys", "if key.lower() in taken:", "if key in taken.values():", ("tests/library",)),
    M("links-follow", "what refers to an entry by its key follows when the key changes",
      "_follow", "if changed != raw:", "if False:", ("tests/library",)),
)  # fmt: skip

_EDITING: Final = (
    M("second-reader", "bibtexparser reads every entry that was written the same way",
      "_guard", "for entry, written in plan.written:", "for entry, written in ():",
      ("tests/bibtex",)),
    M("second-reader-edit", "bibtexparser reads every entry that was edited the same way",
      "edit", "self.written.append((change.entry, now))", "pass", ("tests/bibtex",)),
    M("second-reader-add", "bibtexparser reads every entry that was added the same way",
      "add", "self.written += [(None, entry) for entry in entries]", "pass", ("tests/bibtex",)),
    M("second-reader-fix", "bibtexparser reads every entry that was fixed the same way",
      "_expect_patches", "plan.written.append((segment, found))", "pass",
      ("tests/bibtex", "tests/lint/test_run.py")),
    M("guard", "an edit is refused unless exactly the intended change appears",
      "_guard", "if one != other:", "if False:", ("tests/bibtex",)),
    M("guard-last-block", "what an edit adds after the last block is refused",
      "_guard", "zip_longest(wanted, found)", "zip(wanted, found, strict=False)",
      ("tests/bibtex",)),
    M("edit-by-hand", "what a person wrote in the editor must be one good entry",
      "revise", "plan.put(change.entry, _by_hand(change, document))",
      "plan.put(change.entry, parse(change.text).entries[0])", ("tests/bibtex",)),
    M("splice-overlap", "two edits of the same text are refused",
      "pieces_of", "edit.start < at or ", "", ("tests/test_changes.py",)),
    M("fmt-meaning", "fmt writes nothing if the meaning would differ",
      "check_same_meaning", "if one != other:", "if False:", ("tests/bibtex",)),
)  # fmt: skip

_LINT: Final = (
    M("fix-guard", "a fix that brings a new problem is left out",
      "_expect_patches", "if new := _problems(after) - _problems(before):", "if new := set():",
      ("tests/bibtex", "tests/lint/test_run.py")),
    M("fix-brings-no-field", "a fix brings no field that it does not name",
      "_check_fields", "if not renamed and any(name not in names for name, _ in rest):",
      "if False:", ("tests/bibtex",)),
    M("fix-keeps-keys", "a fix changes no key and no type",
      "_expect_patches", "if (segment.key, segment.type) != (found.key, found.type):", "if False:",
      ("tests/bibtex",)),
    M("safe-fixes-only", "--fix applies only the safe fixes",
      "apply_fixes", "and (finding.fix.safe or unsafe)", "",
      ("tests/lint", "tests/cli/test_check.py")),
    M("allowed-is-not-fixed", "what is allowed is not fixed",
      "apply_fixes", "and not any(one.covers(finding) for one in allowed)", "", ("tests/lint",)),
    M("fixes-apart", "overlapping fixes wait for the next round",
      "_apart", "if start > reached or", "if True or", ("tests/lint",)),
    M("file-scope", "a finding allowed in one file is reported in another",
      "Suppression.covers", "if self.file and self.file != finding.place.file:", "if False:",
      ("tests/lint",)),
    M("code-scope", "an allowance is for its codes only",
      "Suppression.covers", "if not any(fits(code, finding.code) for code in self.codes):",
      "if not self.codes:", ("tests/lint",)),
    M("line-scope", "an allowance above an entry is for that entry only",
      "Suppression.covers", "first <= finding.place.line <= last", "first <= finding.place.line",
      ("tests/lint",)),
)  # fmt: skip

_GIVEN_OUT: Final = (
    M("csv-formula", "no cell of a CSV export is a formula",
      "_value", "_FORMULA.match(text)", "False", ("tests/exchange",)),
    M("et-al-use-last", "an ellipsis stands for at least one name that is left out",
      "render_list", "total - shown >= 2", "total - shown >= 1", ("tests/csl/test_cases.py",)),
    M("markdown-key", "a citation key does not grow into the word after it",
      "spell", 'and text[cite.start] != "{"', "", ("tests/documents",)),
    M("html-escape", "everything from an item is escaped in HTML",
      "_ESCAPES", '"<": "&#60;"', '"<": "<"', ("tests/formats",)),
    M("link-in-link", "no link is inside another",
      "wrap_of", "span.style is Style.LINK and _holds_link(span.children)", "False",
      ("tests/formats",)),
)  # fmt: skip

_FILES: Final = (
    M("option-zero", "an option that is given counts, be it 0 or false",
      "load_settings", "if raw is not None and raw != ():", "if raw:", ("tests/disk",)),
    M("changed-since", "a file that changed since it was read is not overwritten",
      "_check_same", "if _bytes_of(change.path) != change.before:", "if False:",
      ("tests/disk/test_files.py",)),
    M("undo-interrupted", "undo takes an interrupted write back",
      "BibFiles._backwards", "if found == write.before:", "if False:", ("tests/disk",)),
    M("lock-in-conflict", "a lock in a merge conflict is left as it is",
      "renamed", "lock.conflicted", "False", ("tests/cli/test_rekey.py",)),
    M("sync-conflicted-lock", "sync stops at a lock in a merge conflict",
      "sync", "if lock.conflicted:", "if False:", ("tests/cli/test_sync.py",)),
)  # fmt: skip

_OPERATIONS: Final = (
    M("saved-meanwhile", "what an editor saves during a write is not lost",
      "_perform", "_check_same(change)\n                replaced", "replaced",
      ("tests/disk/test_files.py",)),
    M("read-only", "a read-only file is not replaced",
      "check_writable", "if not found.st_mode & 0o222 or not os.access(path, os.W_OK):",
      "if False:", ("tests/disk",)),
    M("undo-damaged", "undo never restores what is damaged",
      "UndoLog._content", "data if digest(data) == name else None", "data", ("tests/disk",)),
    M("undo-changed-since", "undo never overwrites what was changed since",
      "_backwards", "if found != write.after:", "if False:",
      ("tests/disk/test_files.py",)),
    M("half-done-is-seen", "a half-done operation is not passed over",
      "_settle", "if (half_done := self._half_done()) is not None:",
      "if (half_done := None) is not None:", ("tests/torture/test_operations.py",)),
    M("rolled-back", "what fails is put back whole",
      "_put_back", "if now == change.before:", "if True:", ("tests/torture/test_operations.py",)),
    M("links-out", "links out of a cloned repository are not written through",
      "_check_link", "and not Path(real).is_relative_to(project)", "and False",
      ("tests/cli/test_trust.py",)),
    M("places-outside", "a project names no place outside of it",
      "Settings.check_places", "if places and self.granted.get(name) != plain(value.value):",
      "if False:", ("tests/cli/test_trust.py",)),
    M("climbing-out", "`..` does not lead out of the project",
      "_is_inside", 'if ".." in Path(place).parts[len(fixed) :]:', "if False:",
      ("tests/cli/test_trust.py", "tests/disk")),
)  # fmt: skip

_COMMANDS: Final = (
    M("known-first", "where several exit codes apply, what is known comes first",
      "_PRECEDENCE", "ExitCode.NOT_FOUND,\n    ExitCode.NOT_ASKED,",
      "ExitCode.NOT_ASKED,\n    ExitCode.NOT_FOUND,", ("tests/cli/test_promises.py",)),
    M("findings-first", "findings come before what was not found",
      "_PRECEDENCE", "ExitCode.FINDINGS,\n    ExitCode.USAGE,\n    ExitCode.NOT_FOUND,",
      "ExitCode.USAGE,\n    ExitCode.NOT_FOUND,\n    ExitCode.FINDINGS,",
      ("tests/cli/test_promises.py",)),
    M("another-work", "a record of another work is a finding",
      "_code", "State.ANOTHER_WORK: ExitCode.FINDINGS", "State.ANOTHER_WORK: ExitCode.OK",
      ("tests/cli/test_sync.py",)),
    M("check-not-asked", "a check that could not ask does not end with 0",
      "_ending", "ExitCode.NOT_ASKED if result.not_checked else ExitCode.OK", "ExitCode.OK",
      ("tests/cli/test_promises.py",)),
    M("check-findings", "a check with findings does not end with 0",
      "_ending", "return ExitCode.FINDINGS", "return ExitCode.OK", ("tests/cli/test_check.py",)),
    M("undecided", "an undecided difference does not end with 0",
      "_code", "if row.undecided:", "if False:", ("tests/cli/test_sync.py",)),
    M("dry-run-import", "a dry run of import writes nothing",
      "import_texts", "if not dry_run:", "if True:", ("tests/cli/test_import.py",)),
    M("dry-run-rekey", "a dry run of rekey writes nothing",
      "apply", "if not dry_run:", "if True:", ("tests/cli/test_rekey.py",)),
    M("lost-in-export", "a reference that an export loses is an error",
      "checked", "if len(back) != len(items):", "if False:", ("tests/exchange",)),
    M("attribute-escape", "no address ends an attribute of HTML",
      "attribute", """.replace('"', "&#34;")""", "", ("tests/formats",)),
    M("safe-link", "only web and mail addresses become links",
      "safe_link", "if _SAFE_LINK.fullmatch(address) else", "if address else",
      ("tests/formats",)),
    M("typst-label", "a cited key never becomes a cross-reference",
      "spell", " or key in _labels(text)", "", ("tests/documents/test_typst.py",)),
)  # fmt: skip

MUTATIONS: Final = (
    *_MATCHING,
    *_COMPARE,
    *_MERGING,
    *_VERIFY,
    *_SOURCES,
    *_LIBRARY,
    *_EDITING,
    *_LINT,
    *_GIVEN_OUT,
    *_FILES,
    *_OPERATIONS,
    *_COMMANDS,
)
