"""The language server: findings while typing, references on hover, keys to complete, go to entry.

Speaks the Language Server Protocol 3.17 through pygls, over standard input and output. What it
says comes from `lsp/features` and `lsp/workspace`, the same functions as the commands use.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from cattrs import Converter
from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.protocol import default_converter
from pygls.uris import from_fs_path, to_fs_path

from citare import __version__
from citare.bibtex.nodes import Document
from citare.errors import CitareError
from citare.findings import Finding, Severity
from citare.library.library import Library, Record
from citare.lsp.features import is_bib, target_at, typing_at
from citare.lsp.positions import Lines
from citare.lsp.workspace import EditorWorkspace
from citare.model.summary import summary
from citare.project import Project

_SEVERITIES = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.INFO: lsp.DiagnosticSeverity.Information,
}
_LARGE = 300_000  # characters: larger files are checked when opened and saved, not while typing
_PAUSE = 0.2  # seconds without typing
_MOST_ITEMS = 500  # of a completion
_BIB_LANGUAGES = ("bibtex", "biblatex")


class Server(LanguageServer):
    """The server of one editor. The project is found from the editor's folder.

    Requests are answered on the event loop. Findings are worked out beside it, one document at a
    time, when typing pauses; what they say of a text that has changed meanwhile is dropped.
    """

    def __init__(self) -> None:
        super().__init__(
            "citare", __version__, lsp.TextDocumentSyncKind.Full, converter_factory=_converter
        )
        self._editor: EditorWorkspace | None = None
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._checking = False
        self._checked: dict[str, tuple[Library, tuple[Finding, ...]]] = {}

    @property
    def editor(self) -> EditorWorkspace:
        """The project's library; made when it is first needed, when the folder is known."""
        if self._editor is None:
            folder = self.workspace.root_path
            self._editor = EditorWorkspace(Project(folder))
        return self._editor

    def lines(self, text: str) -> Lines:
        """A text's lines in the encoding that client and server have agreed on."""
        return Lines(
            text, lsp.PositionEncodingKind(self.workspace.position_encoding or "utf-16").value
        )

    def take(self, uri: str) -> str | None:
        """The path of a document, whose text is noted; None if it can be had nowhere.

        A document without a file (`untitled:`) has a path that no file has.
        """
        try:
            document = self.workspace.get_text_document(uri)
            path, text = _path(uri), document.source
        except (OSError, ValueError):
            return None
        if document.language_id in _BIB_LANGUAGES and not is_bib(path):
            path += ".bib"
        self.editor.open_texts[path] = text
        return path

    def forget(self, uri: str) -> None:
        """A document was closed: its file counts again."""
        for path in (_path(uri), f"{_path(uri)}.bib"):
            self.editor.open_texts.pop(path, None)
            self._checked.pop(path, None)
        if timer := self._timers.pop(uri, None):
            timer.cancel()

    def check_soon(self, uri: str, delay: float) -> None:
        """Check a document when nothing more has been typed for a while."""
        if timer := self._timers.pop(uri, None):
            timer.cancel()
        loop = asyncio.get_running_loop()
        self._timers[uri] = loop.call_later(delay, self._check, uri)

    def _check(self, uri: str) -> None:
        if self._checking:
            self.check_soon(uri, _PAUSE)
            return
        self._timers.pop(uri, None)
        path = self.take(uri)
        if path is None or not is_bib(path):
            return
        try:
            library = self.editor.library()
        except CitareError as error:  # such as a mistake in citare.toml
            self._log(error.message)
            return
        self._checking = True
        work = asyncio.get_running_loop().run_in_executor(
            None, self.editor.findings_in, library, path
        )
        work.add_done_callback(lambda done: self._publish(uri, path, library, done))

    def _publish(
        self,
        uri: str,
        path: str,
        library: Library,
        done: asyncio.Future[tuple[Finding, ...]],
    ) -> None:
        """Send findings, unless the text has changed since."""
        self._checking = False
        if done.cancelled():
            return
        error = done.exception()
        if error is not None:
            self._log(error.message if isinstance(error, CitareError) else repr(error))
            return
        self._checked[path] = (library, done.result())
        if self.editor.open_texts.get(path) != library.document(path).text:
            return
        lines = self.lines(library.document(path).text)
        self.text_document_publish_diagnostics(
            lsp.PublishDiagnosticsParams(
                uri=uri,
                diagnostics=[
                    _diagnostic(one, library.document(path), lines) for one in done.result()
                ],
            )
        )

    def findings_of(self, path: str) -> tuple[Document, tuple[Finding, ...]]:
        """A document as it is now and its findings: those published, or for a small text new."""
        library = self.editor.library()
        document = library.document(path)
        known, found = self._checked.get(path, (None, ()))
        if known is not None and known.document(path).text == document.text:
            return document, found
        if len(document.text) > _LARGE:
            return document, ()
        found = self.editor.findings_in(library, path)
        self._checked[path] = (library, found)
        return document, found

    def _log(self, message: str) -> None:
        self.window_log_message(lsp.LogMessageParams(type=lsp.MessageType.Error, message=message))


def _converter() -> Converter:
    """As pygls reads messages, except that a position is brought into the protocol's range.

    A message with a position out of it would never be answered.
    """
    converter: Converter = default_converter()  # type: ignore[no-untyped-call]
    converter.register_structure_hook(
        lsp.Position,
        lambda value, _: lsp.Position(*(_uinteger(value[n]) for n in ("line", "character"))),
    )
    return converter


def _uinteger(value: object) -> int:
    return min(max(value, 0), 2**31 - 1) if isinstance(value, int) else 0


def build() -> Server:
    """A server with all its features; `start_io()` runs it."""
    server = Server()

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def opened(ls: Server, params: lsp.DidOpenTextDocumentParams) -> None:
        ls.take(params.text_document.uri)
        ls.check_soon(params.text_document.uri, 0)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def changed(ls: Server, params: lsp.DidChangeTextDocumentParams) -> None:
        uri = params.text_document.uri
        path = ls.take(uri)
        if path is not None and len(ls.editor.open_texts[path]) <= _LARGE:
            ls.check_soon(uri, _PAUSE)

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    def saved(ls: Server, params: lsp.DidSaveTextDocumentParams) -> None:
        ls.take(params.text_document.uri)
        ls.check_soon(params.text_document.uri, 0)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def closed(ls: Server, params: lsp.DidCloseTextDocumentParams) -> None:
        ls.forget(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    def hover(ls: Server, params: lsp.HoverParams) -> lsp.Hover | None:
        return _hover(ls, params)

    @server.feature(lsp.TEXT_DOCUMENT_DEFINITION)
    def definition(ls: Server, params: lsp.DefinitionParams) -> lsp.Location | None:
        return _definition(ls, params)

    @server.feature(
        lsp.TEXT_DOCUMENT_COMPLETION,
        lsp.CompletionOptions(trigger_characters=["@", "{", ",", "<"]),
    )
    def completion(ls: Server, params: lsp.CompletionParams) -> lsp.CompletionList:
        return _completion(ls, params)

    @server.feature(
        lsp.TEXT_DOCUMENT_CODE_ACTION,
        lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix]),
    )
    def actions(ls: Server, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        return _actions(ls, params)

    return server


def _path(uri: str) -> str:
    return str(Path(to_fs_path(uri) or uri).resolve())


def _range(lines: Lines, start: int, end: int) -> lsp.Range:
    return lsp.Range(lsp.Position(*lines.position(start)), lsp.Position(*lines.position(end)))


def _span(one: Finding, document: Document) -> tuple[int, int]:
    start = document.offset(one.place.line, one.place.column)
    return start, max(document.offset(one.place.end_line, one.place.end_column), start)


def _diagnostic(one: Finding, document: Document, lines: Lines) -> lsp.Diagnostic:
    return lsp.Diagnostic(
        range=_range(lines, *_span(one, document)),
        message=one.message + (f"\n{one.hint}" if one.hint else ""),
        severity=_SEVERITIES[one.severity],
        code=one.code,
        source="citare",
    )


@dataclass(frozen=True, slots=True)
class _Pointed:
    """What a request points at: a document's path, text and lines, and an offset in it."""

    path: str
    text: str
    offset: int
    lines: Lines


def _pointed(ls: Server, uri: str, position: lsp.Position) -> _Pointed | None:
    path = ls.take(uri)
    if path is None:
        return None
    text = ls.editor.open_texts[path]
    lines = ls.lines(text)
    return _Pointed(path, text, lines.offset(position.line, position.character), lines)


def _hover(ls: Server, params: lsp.HoverParams) -> lsp.Hover | None:
    at = _pointed(ls, params.text_document.uri, params.position)
    target = target_at(at.path, at.text, at.offset, ls.editor.library()) if at else None
    if at is None or target is None:
        return None
    record = target.record
    where = ls.editor.project.shown(record.file)
    shown = f"{ls.editor.reference(record)}\n\n`{record.key}` in {where}"
    return lsp.Hover(
        lsp.MarkupContent(lsp.MarkupKind.Markdown, shown),
        _range(at.lines, target.start, target.end),
    )


def _definition(ls: Server, params: lsp.DefinitionParams) -> lsp.Location | None:
    at = _pointed(ls, params.text_document.uri, params.position)
    target = target_at(at.path, at.text, at.offset, ls.editor.library()) if at else None
    if target is None:
        return None
    record = target.record
    lines = ls.lines(record.document.text)
    span = _range(lines, record.entry.start, max(record.entry.key_end, record.entry.type_end))
    return lsp.Location(from_fs_path(record.file) or record.file, span)


def _completion(ls: Server, params: lsp.CompletionParams) -> lsp.CompletionList:
    at = _pointed(ls, params.text_document.uri, params.position)
    typing = typing_at(at.path, at.text, at.offset) if at else None
    if at is None or typing is None:
        return lsp.CompletionList(is_incomplete=False, items=[])
    span = _range(at.lines, typing.start, at.offset)
    records: Iterable[Record] = ls.editor.library().by_key.values()
    if many := len(ls.editor.library().by_key) > _MOST_ITEMS:
        records = islice(_named(records, typing.prefix), _MOST_ITEMS)
    items = [_completion_item(record, span) for record in records]
    return lsp.CompletionList(is_incomplete=many, items=items)


def _named(records: Iterable[Record], typed: str) -> Iterator[Record]:
    """Records whose entry holds what was typed, those whose key begins with it first."""
    typed = typed.lower()
    first, others = [], []
    for record in records:
        if record.key.lower().startswith(typed):
            first.append(record)
        elif typed in record.entry.text.lower():
            others.append(record)
    return chain(first, others)


def _completion_item(record: Record, span: lsp.Range) -> lsp.CompletionItem:
    """Completed by the key; found by author and title too."""
    line = summary(record.item)
    return lsp.CompletionItem(
        label=record.key,
        kind=lsp.CompletionItemKind.Reference,
        detail=line,
        filter_text=f"{record.key} {line}",
        text_edit=lsp.TextEdit(span, record.key),
    )


def _actions(ls: Server, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
    """The fixes of findings within the range; safe ones are preferred."""
    uri = params.text_document.uri
    path = ls.take(uri)
    if path is None or not is_bib(path):
        return []
    document, findings = ls.findings_of(path)
    lines = ls.lines(document.text)
    first = lines.offset(params.range.start.line, params.range.start.character)
    last = lines.offset(params.range.end.line, params.range.end.character)
    actions = []
    for one in findings:
        start, end = _span(one, document)
        if one.fix is None or end < first or start > last:
            continue
        edits = [lsp.TextEdit(_range(lines, e.start, e.end), e.text) for e in one.fix.edits]
        actions.append(
            lsp.CodeAction(
                title=f"{one.code}: {one.fix.title}",
                kind=lsp.CodeActionKind.QuickFix,
                diagnostics=[_diagnostic(one, document, lines)],
                is_preferred=one.fix.safe,
                edit=lsp.WorkspaceEdit(changes={uri: edits}),
            )
        )
    return actions
