"""`citare lsp`, driven over standard input and output as an editor would."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

BIB = "@misc{über,\n  author = {Li, A.},\n  title = {Ä 𝔄},\n  year = 2020,\n  pages = {1-2},\n}\n"


class Editor:
    """A client of the protocol, as small as can be."""

    def __init__(self, process: subprocess.Popen[bytes], root: Path) -> None:
        self.process = process
        self.root = root
        self.ids = itertools.count(1)
        self.waiting: list[dict[str, Any]] = []

    def send(self, method: str, params: Any, ident: int | None = None) -> None:
        message = {"jsonrpc": "2.0", "method": method, "params": params}
        if ident is not None:
            message["id"] = ident
        body = json.dumps(message).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.process.stdin.flush()

    def receive(self) -> dict[str, Any]:
        assert self.process.stdout
        length = 0
        while line := self.process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        assert length, "the server has gone"
        message: dict[str, Any] = json.loads(self.process.stdout.read(length))
        return message

    def ask(self, method: str, params: Any) -> Any:
        ident = next(self.ids)
        self.send(method, params, ident)
        while True:
            message = self.receive()
            if message.get("id") == ident and "method" not in message:
                assert "error" not in message, message
                return message["result"]
            self.waiting.append(message)

    def notice(self, method: str) -> Any:
        """The parameters of the next notification of that kind."""
        while True:
            message = self.waiting.pop(0) if self.waiting else self.receive()
            if message.get("method") == method:
                return message["params"]

    def uri(self, name: str) -> str:
        return (self.root / name).as_uri()

    def open(self, name: str, text: str) -> None:
        document = {"uri": self.uri(name), "languageId": "x", "version": 1, "text": text}
        self.send("textDocument/didOpen", {"textDocument": document})

    def at(self, name: str, line: int, character: int) -> dict[str, Any]:
        position = {"line": line, "character": character}
        return {"textDocument": {"uri": self.uri(name)}, "position": position}


@contextmanager
def started(root: Path) -> Iterator[Editor]:
    process = subprocess.Popen(
        [sys.executable, "-m", "citare", "lsp"],
        cwd=root,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "CITARE_CACHE_DIR": str(root / ".cache")},
    )
    editor = Editor(process, root)
    watch = threading.Timer(60, process.kill)  # a server that says nothing must not hang the tests
    watch.start()
    try:
        said = editor.ask(
            "initialize", {"processId": None, "rootUri": root.as_uri(), "capabilities": {}}
        )
        assert said["serverInfo"]["name"] == "citare"
        editor.send("initialized", {})
        yield editor
        editor.ask("shutdown", None)
        editor.send("exit", None)
        assert process.wait(10) == 0
    finally:
        watch.cancel()
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            assert stream
            stream.close()


@pytest.fixture
def editor(project: Path) -> Iterator[Editor]:
    (project / "refs" / "a.bib").write_text(BIB, encoding="utf-8")
    with started(project) as one:
        yield one


def test_findings_follow_what_is_typed(editor: Editor) -> None:
    editor.open("refs/a.bib", BIB)
    said = editor.notice("textDocument/publishDiagnostics")
    found = {one["code"]: one for one in said["diagnostics"]}
    assert found["page-range"]["range"] == {
        "start": {"line": 4, "character": 11},
        "end": {"line": 4, "character": 14},
    }
    assert found["key-characters"]["severity"] == 2
    document = {"uri": editor.uri("refs/a.bib"), "version": 2}
    changes = [{"text": BIB.replace("1-2", "1--2")}]
    editor.send("textDocument/didChange", {"textDocument": document, "contentChanges": changes})
    again = editor.notice("textDocument/publishDiagnostics")
    assert "page-range" not in {one["code"] for one in again["diagnostics"]}


def test_a_quick_fix_carries_its_edit(editor: Editor) -> None:
    editor.open("refs/a.bib", BIB)
    here = editor.at("refs/a.bib", 4, 12)
    span = {"start": here["position"], "end": here["position"]}
    (action,) = editor.ask(
        "textDocument/codeAction",
        {"textDocument": here["textDocument"], "range": span, "context": {"diagnostics": []}},
    )
    (edit,) = action["edit"]["changes"][editor.uri("refs/a.bib")]
    assert edit["newText"] == "1--2"
    assert action["isPreferred"] is True


@pytest.mark.parametrize(
    ("name", "text", "character"),
    [("x.md", "As [@über, p. 1] says", 7), ("x.tex", "\\cite{über}", 8), ("x.typ", "@über", 2)],
)
def test_hover_and_definition_in_a_manuscript(
    editor: Editor, name: str, text: str, character: int
) -> None:
    editor.open(name, text)
    said = editor.ask("textDocument/hover", editor.at(name, 0, character))
    assert "Li, A. (2020)" in said["contents"]["value"]
    assert "refs/a.bib" in said["contents"]["value"]
    there = editor.ask("textDocument/definition", editor.at(name, 0, character))
    assert there["uri"] == editor.uri("refs/a.bib")
    assert there["range"]["start"] == {"line": 0, "character": 0}


def test_keys_are_completed_where_one_is_typed(editor: Editor) -> None:
    editor.open("x.md", "As 𝔄 [see @ü")
    said = editor.ask("textDocument/completion", editor.at("x.md", 0, 13))
    (item,) = said["items"]
    assert item["label"] == "über"
    assert item["textEdit"]["range"]["start"] == {"line": 0, "character": 12}
    assert "Li" in item["filterText"]
    assert editor.ask("textDocument/completion", editor.at("x.md", 0, 2))["items"] == []


def test_an_entry_that_is_not_saved_yet_is_known(editor: Editor) -> None:
    editor.open("refs/a.bib", BIB + "@misc{new, title = {N}}\n")
    editor.open("x.md", "@new")
    assert editor.ask("textDocument/definition", editor.at("x.md", 0, 2)) is not None


OPTIONS = {"tabSize": 2, "insertSpaces": True}
LINKED = "@book{whole, title = {W}, year = 2000}\n@inbook{part, title = {P}, crossref = {whole}}\n"


def test_a_citation_without_an_entry_is_a_finding_and_the_others_are_not(editor: Editor) -> None:
    editor.open("x.md", "As [@über; @nope2020] say")
    said = editor.notice("textDocument/publishDiagnostics")
    (found,) = said["diagnostics"]
    assert (found["code"], found["severity"]) == ("undefined-key", 1)
    assert found["range"] == {
        "start": {"line": 0, "character": 12},
        "end": {"line": 0, "character": 20},
    }


def test_an_entry_that_no_document_cites_is_a_hint(editor: Editor) -> None:
    (editor.root / "x.md").write_text("As [@über] says", encoding="utf-8")
    editor.open("refs/a.bib", BIB + "@misc{left, title = {L}}\n")
    said = editor.notice("textDocument/publishDiagnostics")
    hints = [one for one in said["diagnostics"] if one["code"] == "unused-entry"]
    assert [(one["severity"], one["tags"]) for one in hints] == [(4, [1])]
    assert "left" in hints[0]["message"]


def test_every_place_that_names_an_entry_is_found(editor: Editor) -> None:
    (editor.root / "x.md").write_text("As [@whole] and\n[@whole, p. 2] say", encoding="utf-8")
    editor.open("refs/a.bib", LINKED)
    params = {**editor.at("refs/a.bib", 0, 8), "context": {"includeDeclaration": True}}
    said = editor.ask("textDocument/references", params)
    assert [(one["uri"].rpartition("/")[2], one["range"]["start"]["line"]) for one in said] == [
        ("a.bib", 0), ("x.md", 0), ("x.md", 1), ("a.bib", 1),
    ]  # fmt: skip


def test_a_key_is_renamed_in_entries_and_documents_and_never_to_a_taken_one(
    editor: Editor,
) -> None:
    (editor.root / "x.md").write_text("As [@whole] says", encoding="utf-8")
    editor.open("refs/a.bib", LINKED)
    here = editor.at("refs/a.bib", 1, 41)
    assert editor.ask("textDocument/prepareRename", here)["start"]["character"] == 39
    said = editor.ask("textDocument/rename", {**here, "newName": "all2000"})["changes"]
    assert {uri.rpartition("/")[2]: len(edits) for uri, edits in said.items()} == {
        "a.bib": 2,
        "x.md": 1,
    }
    assert all("all2000" in edit["newText"] for edits in said.values() for edit in edits)
    with pytest.raises(AssertionError, match="taken"):
        editor.ask("textDocument/rename", {**here, "newName": "part"})


def test_entries_are_symbols_of_their_file_and_of_the_project(editor: Editor) -> None:
    editor.open("refs/a.bib", BIB)
    document = {"uri": editor.uri("refs/a.bib")}
    (symbol,) = editor.ask("textDocument/documentSymbol", {"textDocument": document})
    assert (symbol["name"], symbol["range"]["end"]["line"]) == ("über", 5)
    (found,) = editor.ask("workspace/symbol", {"query": "li 2020"})
    assert found["name"] == "über"
    assert editor.ask("workspace/symbol", {"query": "nobody"}) == []


def test_a_file_is_laid_out_as_the_settings_ask(editor: Editor) -> None:
    editor.open("refs/a.bib", BIB)
    params = {"textDocument": {"uri": editor.uri("refs/a.bib")}, "options": OPTIONS}
    assert editor.ask("textDocument/formatting", params) == []


def test_a_layout_that_is_asked_for_is_given(project: Path) -> None:
    (project / "citare.toml").write_text("[fmt]\nindent = 4\n")
    (project / "refs" / "a.bib").write_text(BIB, encoding="utf-8")
    with started(project) as editor:
        editor.open("refs/a.bib", BIB)
        params = {
            "textDocument": {"uri": editor.uri("refs/a.bib")},
            "options": OPTIONS,
        }
        edits = editor.ask("textDocument/formatting", params)
        assert edits


def test_a_document_that_is_nowhere_is_no_trouble(editor: Editor) -> None:
    assert editor.ask("textDocument/hover", editor.at("gone.md", 0, 3)) is None


def test_a_document_without_a_file_is_answered(editor: Editor) -> None:
    """An untitled document is a library of its own; one that is nowhere says nothing."""
    uri = "untitled:Untitled-1"
    document = {"uri": uri, "languageId": "bibtex", "version": 1, "text": BIB.replace("über", "q")}
    editor.send("textDocument/didOpen", {"textDocument": document})
    assert editor.notice("textDocument/publishDiagnostics")["uri"] == uri
    place = {"position": {"line": 0, "character": 7}}
    assert editor.ask("textDocument/hover", {"textDocument": {"uri": uri}, **place})
    nowhere = (editor.root / "refs" / "nowhere.bib").as_uri()
    for method in ("hover", "definition", "completion"):
        said = editor.ask(f"textDocument/{method}", {"textDocument": {"uri": nowhere}, **place})
        assert not said or not said["items"]


@pytest.mark.parametrize("position", [(-1, -1), (0, -5), (5, 10**12), (10**12, 0)])
def test_any_position_is_answered(editor: Editor, position: tuple[int, int]) -> None:
    editor.open("refs/a.bib", BIB)
    uri = (editor.root / "refs" / "a.bib").as_uri()
    place = {"line": position[0], "character": position[1]}
    editor.ask("textDocument/hover", {"textDocument": {"uri": uri}, "position": place})


def test_a_burst_of_changes_is_checked_once(editor: Editor) -> None:
    """What is typed in a burst is worked off as one; the findings are those of the last text."""
    editor.open("refs/a.bib", BIB)
    uri = (editor.root / "refs" / "a.bib").as_uri()
    for version in range(2, 202):
        document = {"uri": uri, "version": version}
        text = BIB if version < 201 else BIB.replace("1-2", "1--2")
        changes = {"textDocument": document, "contentChanges": [{"text": text}]}
        editor.send("textDocument/didChange", changes)
    told = [editor.notice("textDocument/publishDiagnostics")]
    while any(one["code"] == "page-range" for one in told[-1]["diagnostics"]):
        told.append(editor.notice("textDocument/publishDiagnostics"))
    assert len(told) < 20
