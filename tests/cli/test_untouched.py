"""Whatever citare does, what it was not told to change stays byte for byte, and undo restores."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cli.conftest import Citare
from tests.cli.libraries import save

HOSTILE = (
    "\ufeff% a remark with @ and { in it\r\n"
    "@STRING( jm = \"J. Moss\" )\r\n"
    "@comment{kept, by = {someone}}\r\n\r\n"
    "@Article{ One ,\r\n\tAuthor\t= \"Li, A. and {The \\\"Uber Group}\",\r\n"
    "\tTITLE = {An {ODD} one}, % why not\r\n\tjournal=jm # { and more},\r\n\tyear= 2020\r\n}\r\n"
    "junk between\r\n"
    "@book(two, title={Two}, publisher={P}, author={Wu, B}, year=1999,)\r\n"
    "@article broken\r\n"
    "@misc{three,title={Three},keywords = {a; b},note={100\\% {sure}}}"
)  # fmt: skip
KEYS = ("One", "two", "three")
COMMANDS = st.one_of(
    st.tuples(st.just("tag"), st.sampled_from(KEYS), st.just("--add"), st.sampled_from("xyzß")),
    st.tuples(st.just("tag"), st.sampled_from(KEYS), st.just("--remove"), st.sampled_from("xyab")),
    st.tuples(st.just("note"), st.sampled_from(KEYS), st.text("ab {}%\\é\n", min_size=1)),
    st.tuples(st.just("rekey"), st.sampled_from(KEYS), st.just("--as"), st.sampled_from(["One"])),
    st.tuples(st.just("remove"), st.sampled_from(KEYS)),
)


def entries(text: str) -> dict[str, str]:
    """Each entry's own text, by its first word."""
    starts = [text.find(mark) for mark in ("@Article", "@book", "@misc{three")]
    ends = [text.find("junk between"), text.find("@article broken"), len(text)]
    return {
        key: text[start:end]
        for key, start, end in zip(KEYS, starts, ends, strict=True)
        if start >= 0
    }


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(commands=st.lists(COMMANDS, min_size=1, max_size=5))
def test_untouched_entries_stay_and_undo_restores_every_byte(
    commands: list[tuple[str, ...]], project: Path, citare: Citare
) -> None:
    path = save(HOSTILE)
    while citare("undo").code == 0:
        path.write_bytes(HOSTILE.encode())
    touched: set[str] = set()
    states = [path.read_bytes()]
    for command in commands:
        done = citare(*command)
        assert done.code in (0, 2, 3, 5), done
        if path.read_bytes() != states[-1]:
            states.append(path.read_bytes())
            touched.add(command[1])
        text = path.read_bytes().decode("utf-8")
        now = entries(text)
        for key, own in entries(HOSTILE).items():
            if key not in touched:
                assert now[key] == own
        for kept in (
            "@STRING( jm",
            "@comment{kept, by = {someone}}",
            "junk between",
            "@article broken",
        ):
            assert kept in text
    for state in reversed(states[:-1]):
        assert citare("undo").code == 0
        assert path.read_bytes() == state


@pytest.mark.parametrize(
    "command",
    [
        *(["list"], ["search", "two"], ["show", "two"], ["render"], ["render", "--format", "html"]),
        *(["export", "-f", "ris"], ["export", "-f", "bibtex"], ["check", "--local"], ["config"]),
        *(["styles", "apa"], ["open", "two", "--print"], ["tag"], ["note", "two"], ["dedupe"]),
        *(["tag", "two", "--add", "x", "-n"], ["note", "two", "x", "-n"], ["remove", "two", "-n"]),
        *(["rekey", "--all", "-n"], ["check", "--local", "--fix", "-n"], ["fmt", "-n"]),
        *(["fmt", "--check"], ["dedupe", "-y", "-n"], ["undo", "-n"], ["rules"]),
    ],
    ids=" ".join,
)
def test_what_only_looks_changes_no_byte_and_no_time(
    command: list[str], project: Path, citare: Citare
) -> None:
    path = save(HOSTILE)
    before = (
        path.read_bytes(),
        path.stat().st_mtime_ns,
        sorted(p.name for p in project.rglob("*")),
    )
    done = citare(*command)
    assert done.code in (0, 1, 3, 5), done
    assert "Traceback" not in done.err
    after = (path.read_bytes(), path.stat().st_mtime_ns, sorted(p.name for p in project.rglob("*")))
    assert after == before


@pytest.mark.parametrize(
    "command",
    [
        *(["list"], ["search", "nothing"], ["show", "two"], ["show", "two", "--csl"], ["render"]),
        *(["export", "-f", "ris"], ["check", "--local"], ["config"], ["styles", "apa"]),
        *(["open", "two"], ["open", "one"], ["tag"], ["note", "two"], ["dedupe"], ["rules"]),
        *(["tag", "two", "--add", "x"], ["note", "two", "x"], ["rekey", "two", "--as", "b"]),
        *(["fmt"], ["remove", "two"], ["undo", "-n"], ["init"]),
    ],
    ids=" ".join,
)
def test_json_is_all_that_is_on_standard_output(
    command: list[str], project: Path, citare: Citare, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("click.launch", lambda *_: 0)
    save(
        "@misc{two, title={Two}, url={https://example.org/}}\n"
        "@misc{one, title={One}, doi={10.1000/x}}\n"
    )
    done = citare(*command, "--json")
    assert done.code in (0, 1, 5), done
    if done.out or done.code in (0, 1):
        done.json  # noqa: B018
