"""The lock's text: readable, stable, forgiving."""

from hypothesis import given
from hypothesis import strategies as st

from citare.findings import Severity
from citare.merging.lock import Lock, LockEntry, is_lock, quote
from citare.merging.lock import dump_lock as dump
from citare.merging.lock import parse_lock as parse

variables = st.from_regex(r"[A-Za-z][A-Za-z0-9_-]{0,8}", fullmatch=True)
lines = st.text(max_size=30).map(quote)
tables = st.dictionaries(variables, lines, max_size=3)
entries = st.builds(
    LockEntry,
    key=st.text(min_size=1, max_size=10),
    identifier=st.text(max_size=20),
    source=st.sampled_from(["", "crossref"]),
    asked=st.sampled_from(["", "2026-11-22"]),
    values=tables,
    kept=tables,
    undecided=tables,
    gone=st.frozensets(variables, max_size=2),
)
locks = st.lists(entries, max_size=4).map(lambda es: Lock({e.key: e for e in es}))


@given(locks)
def test_a_written_lock_is_read_back(lock: Lock) -> None:
    text = dump(lock)
    again, findings = parse(text)
    assert again == lock
    assert findings == ()
    assert dump(again) == text


@given(st.text())
def test_any_text_is_read_and_rewriting_is_stable(text: str) -> None:
    lock, _ = parse(text)
    once = dump(lock)
    assert dump(parse(once)[0]) == once


def test_text_is_sorted_one_line_a_field() -> None:
    b = LockEntry("b", "10.1/b", "crossref", values={"volume": "2", "author": "B, C"})
    a = LockEntry("a", "10.1/a", "crossref", kept={"title": "0123456789ab"})
    text = dump(Lock({"b": b, "a": a}))
    body = text.split("\n\n", 1)[1]
    assert body == (
        "[a]\n@identifier = 10.1/a\n@source = crossref\nkept title = 0123456789ab\n"
        "\n[b]\n@identifier = 10.1/b\n@source = crossref\nauthor = B, C\nvolume = 2\n"
    )


def test_conflict_markers_are_reported_with_their_line_and_kept() -> None:
    text = "[a]\n<<<<<<< HEAD\nvolume = 1\n=======\nvolume = 2\n>>>>>>> other\ntitle = T\n"
    lock, findings = parse(text, "refs/citare.lock")
    assert lock.conflicted
    assert [f.place.line for f in findings if f.code == "lock-conflict"] == [2, 4, 6]
    assert findings[0].severity is Severity.ERROR
    assert lock.entries["a"].values == {"volume": "1", "title": "T"}
    assert "volume = 2" in dump(lock)


def test_a_broken_line_is_reported_and_kept_in_its_block() -> None:
    lock, findings = parse("[a]\nwhat is this?\nvolume = 1\n\n[b]\nvolume = 2\n")
    assert [(f.code, f.place.line, f.place.key) for f in findings] == [("lock-unread", 2, "a")]
    assert lock.entries["a"].unread == ("what is this?",)
    assert lock.entries["b"].values == {"volume": "2"}
    assert "what is this?" in dump(lock)


def test_two_additions_merged_by_union_are_both_read() -> None:
    one = "[a]\n@identifier = 10.1/a\n"
    other = "\n[b]\n@identifier = 10.1/b\n"
    lock, findings = parse(one + other)
    assert sorted(lock.entries) == ["a", "b"]
    assert findings == ()


def test_renaming_moves_the_block() -> None:
    lock = Lock({"a": LockEntry("a", "10.1/a")}).renamed("a", "z")
    assert lock.entries == {"z": LockEntry("z", "10.1/a")}


def test_only_what_citare_wrote_is_a_lock() -> None:
    assert is_lock("") and is_lock("\n") and is_lock(dump(Lock()))
    assert is_lock(dump(Lock()).replace("\n", "\r\n"))
    assert is_lock("[a]\n@identifier = 10.1/x\n")
    assert not is_lock('{"name": "site"}\n')
    assert not is_lock("[build-system]\nrequires = []\n")
    assert not is_lock("# my shell\nexport A=1\n")
