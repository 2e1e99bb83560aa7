"""The language server: findings while typing, references on hover, keys to complete, the way to
an entry and to its citations, another key everywhere, entries as symbols, layout.

Speaks the Language Server Protocol 3.17 through pygls, over standard input and output. What it
says comes from `lsp/features` and `lsp/workspace`, the same functions as the commands use.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any

from cattrs import Converter
from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer
from pygls.protocol import default_converter
from pygls.uris import from_fs_path, to_fs_path

from citare import __version__
from citare.bibtex.grammar import line_starts
from citare.documents.registry import syntax_for
from citare.errors import CitareError
from citare.findings import Edit, Finding, Severity
from citare.library.library import Record
from citare.library.search_text import searchable
from citare.lsp.features import is_bib, key_at, target_at, typing_at
from citare.lsp.positions import Lines
from citare.lsp.workspace import Checked, EditorWorkspace
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
        self._busy = False

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

    def take(self, uri: str) -> str:
        """The path of an open document, whose text is noted.

        One without a file (`untitled:`) has a path that no file has.
        """
        path, text, language = _path(uri), "", ""
        try:
            document = self.workspace.get_text_document(uri)
            text, language = document.source, document.language_id or ""
        except (OSError, UnicodeDecodeError):  # not open, and not on the disk either
            pass
        if language in _BIB_LANGUAGES and not is_bib(path):
            path += ".bib"
        self.editor.open_texts[path] = text
        return path

    def check_soon(self, uri: str, delay: float = 0.0) -> None:
        """Check a .bib file, or a document that cites, when nothing more is typed for a while."""
        self.stop_waiting(uri)
        loop = asyncio.get_running_loop()
        self._timers[uri] = loop.call_later(delay, self._check, uri)

    def stop_waiting(self, uri: str) -> None:
        """Forget a check that has not begun."""
        if timer := self._timers.pop(uri, None):
            timer.cancel()

    def _check(self, uri: str) -> None:
        if self._busy:
            self.check_soon(uri, _PAUSE)
            return
        self._timers.pop(uri, None)
        path = self.take(uri)
        if not is_bib(path) and not syntax_for(path):
            return
        try:
            work = self.editor.check(path)
        except CitareError as error:  # such as a mistake in citare.toml
            self._log(error.message)
            return
        self._busy = True
        running = asyncio.get_running_loop().run_in_executor(None, work)
        running.add_done_callback(lambda done: self._publish(uri, path, done))

    def _publish(self, uri: str, path: str, done: asyncio.Future[Checked]) -> None:
        """Send the findings, unless the text has changed since."""
        self._busy = False
        if done.cancelled():
            return
        if error := done.exception():
            self._log(error.message if isinstance(error, CitareError) else repr(error))
            return
        checked = done.result()
        if not self.editor.note(path, checked):
            return
        lines = self.lines(checked.text)
        starts = line_starts(checked.text)
        diagnostics = [_diagnostic(one, starts, lines) for one in checked.findings]
        for one in checked.unused:
            hint = _diagnostic(one, starts, lines)
            hint.severity = lsp.DiagnosticSeverity.Hint
            hint.tags = [lsp.DiagnosticTag.Unnecessary]
            diagnostics.append(hint)
        self.text_document_publish_diagnostics(
            lsp.PublishDiagnosticsParams(uri=uri, diagnostics=diagnostics)
        )

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
    for method, options, answer in FEATURES:
        server.feature(method, options)(answer)
    return server


def _opened(ls: Server, params: lsp.DidOpenTextDocumentParams) -> None:
    ls.take(params.text_document.uri)
    ls.check_soon(params.text_document.uri)


def _changed(ls: Server, params: lsp.DidChangeTextDocumentParams) -> None:
    uri = params.text_document.uri
    if len(ls.editor.open_texts[ls.take(uri)]) <= _LARGE:
        ls.check_soon(uri, _PAUSE)


def _saved(ls: Server, params: lsp.DidSaveTextDocumentParams) -> None:
    ls.take(params.text_document.uri)
    ls.check_soon(params.text_document.uri)


def _closed(ls: Server, params: lsp.DidCloseTextDocumentParams) -> None:
    uri = params.text_document.uri
    ls.stop_waiting(uri)
    for path in (_path(uri), f"{_path(uri)}.bib"):
        ls.editor.close(path)


def _path(uri: str) -> str:
    return str(Path(to_fs_path(uri) or uri).resolve())


def _range(lines: Lines, start: int, end: int) -> lsp.Range:
    return lsp.Range(lsp.Position(*lines.position(start)), lsp.Position(*lines.position(end)))


def _span(one: Finding, starts: Sequence[int]) -> tuple[int, int]:
    """Start and end of a finding in a text whose lines start there."""
    start = starts[one.place.line - 1] + one.place.column - 1
    end = starts[one.place.end_line - 1] + one.place.end_column - 1 if one.place.end_line else start
    return start, max(start, end)


def _diagnostic(one: Finding, starts: Sequence[int], lines: Lines) -> lsp.Diagnostic:
    return lsp.Diagnostic(
        range=_range(lines, *_span(one, starts)),
        message=one.message + (f"\n{one.hint}" if one.hint else ""),
        severity=_SEVERITIES[one.severity],
        code=one.code,
        source="citare",
    )


def _asked(ls: Server, uri: str, position: lsp.Position) -> tuple[str, str, int, Lines]:
    """Path, text, offset and lines of what a request points at."""
    path = ls.take(uri)
    text = ls.editor.open_texts[path]
    lines = ls.lines(text)
    return path, text, lines.offset(position.line, position.character), lines


def _hover(ls: Server, params: lsp.HoverParams) -> lsp.Hover | None:
    path, text, offset, lines = _asked(ls, params.text_document.uri, params.position)
    target = target_at(path, text, offset, ls.editor.library())
    if target is None:
        return None
    record = target.record
    where = ls.editor.project.shown(record.file)
    shown = f"{ls.editor.reference(record)}\n\n`{record.key}` in {where}"
    return lsp.Hover(
        lsp.MarkupContent(lsp.MarkupKind.Markdown, shown),
        _range(lines, target.start, target.end),
    )


def _definition(ls: Server, params: lsp.DefinitionParams) -> lsp.Location | None:
    path, text, offset, _ = _asked(ls, params.text_document.uri, params.position)
    target = target_at(path, text, offset, ls.editor.library())
    if target is None:
        return None
    record = target.record
    lines = ls.lines(record.document.text)
    span = _range(lines, record.entry.start, max(record.entry.key_end, record.entry.type_end))
    return lsp.Location(_uri(record.file), span)


def _completion(ls: Server, params: lsp.CompletionParams) -> lsp.CompletionList:
    path, text, offset, lines = _asked(ls, params.text_document.uri, params.position)
    typing = typing_at(path, text, offset)
    if typing is None:
        return lsp.CompletionList(is_incomplete=False, items=[])
    span = _range(lines, typing.start, offset)
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
    if not is_bib(path):
        return []
    lines = ls.lines(ls.editor.open_texts[path])
    first = lines.offset(params.range.start.line, params.range.start.character)
    last = lines.offset(params.range.end.line, params.range.end.character)
    actions = []
    starts = line_starts(lines.text)
    for one in ls.editor.findings(path, _LARGE):
        start, end = _span(one, starts)
        if one.fix is None or end < first or start > last:
            continue
        edits = _text_edits(lines, one.fix.edits)
        actions.append(
            lsp.CodeAction(
                title=f"{one.code}: {one.fix.title}",
                kind=lsp.CodeActionKind.QuickFix,
                diagnostics=[_diagnostic(one, starts, lines)],
                is_preferred=one.fix.safe,
                edit=lsp.WorkspaceEdit(changes={uri: edits}),
            )
        )
    return actions


def _prepare_rename(ls: Server, params: lsp.PrepareRenameParams) -> lsp.Range | None:
    """The span of the key to rename; None where there is none."""
    path, text, offset, lines = _asked(ls, params.text_document.uri, params.position)
    cited = key_at(path, text, offset, ls.editor.library())
    if cited is None or ls.editor.library().get(cited.key) is None:
        return None
    return _range(lines, cited.start, cited.end)


def _references(ls: Server, params: lsp.ReferenceParams) -> list[lsp.Location]:
    """Where an entry is cited, and where other entries name it."""
    path, text, offset, _ = _asked(ls, params.text_document.uri, params.position)
    cited = key_at(path, text, offset, ls.editor.library())
    if cited is None:
        return []
    texts = ls.editor.texts()
    found = [
        lsp.Location(_uri(one.path), _range(ls.lines(texts[one.path]), one.start, one.end))
        for one in ls.editor.mentions(cited.key)
    ]
    record = ls.editor.library().get(cited.key)
    if record and params.context.include_declaration:
        lines = ls.lines(record.document.text)
        span = _range(lines, record.entry.key_start, record.entry.key_end)
        found.insert(0, lsp.Location(_uri(record.file), span))
    return found


def _rename(ls: Server, params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
    path, text, offset, _ = _asked(ls, params.text_document.uri, params.position)
    cited = key_at(path, text, offset, ls.editor.library())
    if cited is None:
        return None
    try:
        renamed = ls.editor.renamed(cited.key, params.new_name)
    except CitareError as error:
        raise JsonRpcInvalidParams(error.message) from error
    texts = ls.editor.texts()
    return lsp.WorkspaceEdit(
        changes={
            _uri(file): _text_edits(ls.lines(texts[file]), edits) for file, edits in renamed.items()
        }
    )


def _document_symbols(ls: Server, params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol]:
    """The entries of a .bib file."""
    path = ls.take(params.text_document.uri)
    if not is_bib(path):
        return []
    lines = ls.lines(ls.editor.open_texts[path])
    return [
        lsp.DocumentSymbol(
            name=record.key or record.type,
            detail=summary(record.item),
            kind=lsp.SymbolKind.Object,
            range=_range(lines, record.entry.start, record.entry.end),
            selection_range=_range(
                lines, record.entry.key_start, max(record.entry.key_start, record.entry.key_end)
            ),
        )
        for record in ls.editor.library().records
        if record.file == path
    ]


def _workspace_symbols(ls: Server, params: lsp.WorkspaceSymbolParams) -> list[lsp.WorkspaceSymbol]:
    """The entries in whose key, authors, year or title all words are found."""
    words = searchable(params.query).split()
    found = []
    for record in ls.editor.library().by_key.values():
        line = summary(record.item)
        if all(word in searchable(f"{record.key} {line}") for word in words):
            lines = ls.lines(record.document.text)
            span = _range(lines, record.entry.key_start, record.entry.key_end)
            found.append(
                lsp.WorkspaceSymbol(
                    location=lsp.Location(_uri(record.file), span),
                    name=record.key,
                    kind=lsp.SymbolKind.Object,
                    container_name=line,
                )
            )
    return found


def _formatting(ls: Server, params: lsp.DocumentFormattingParams) -> list[lsp.TextEdit]:
    """The layout of a .bib file, as far as the settings ask for it."""
    path = ls.take(params.text_document.uri)
    if not is_bib(path):
        return []
    try:
        edits = ls.editor.formatted(path)
    except CitareError as error:
        raise JsonRpcInvalidParams(error.message) from error
    return _text_edits(ls.lines(ls.editor.open_texts[path]), edits)


def _text_edits(lines: Lines, edits: Iterable[Edit]) -> list[lsp.TextEdit]:
    return [lsp.TextEdit(_range(lines, edit.start, edit.end), edit.text) for edit in edits]


def _uri(path: str) -> str:
    return from_fs_path(path) or path


FEATURES: tuple[tuple[str, Any, Callable[[Server, Any], Any]], ...] = (
    (lsp.TEXT_DOCUMENT_DID_OPEN, None, _opened),
    (lsp.TEXT_DOCUMENT_DID_CHANGE, None, _changed),
    (lsp.TEXT_DOCUMENT_DID_SAVE, None, _saved),
    (lsp.TEXT_DOCUMENT_DID_CLOSE, None, _closed),
    (lsp.TEXT_DOCUMENT_HOVER, None, _hover),
    (lsp.TEXT_DOCUMENT_DEFINITION, None, _definition),
    (lsp.TEXT_DOCUMENT_REFERENCES, None, _references),
    (lsp.TEXT_DOCUMENT_PREPARE_RENAME, None, _prepare_rename),
    (lsp.TEXT_DOCUMENT_RENAME, lsp.RenameOptions(prepare_provider=True), _rename),
    (lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL, None, _document_symbols),
    (lsp.WORKSPACE_SYMBOL, None, _workspace_symbols),
    (lsp.TEXT_DOCUMENT_FORMATTING, None, _formatting),
    (
        lsp.TEXT_DOCUMENT_COMPLETION,
        lsp.CompletionOptions(trigger_characters=["@", "{", ",", "<"]),
        _completion,
    ),
    (
        lsp.TEXT_DOCUMENT_CODE_ACTION,
        lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix]),
        _actions,
    ),
)
"""Each request or notice that is answered: its name, its options, the answer."""
