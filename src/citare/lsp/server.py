"""The language server: findings while typing, references on hover, keys to complete, go to entry.

Speaks the Language Server Protocol 3.17 through pygls, over standard input and output. What it
says comes from `lsp/features` and `lsp/workspace`, the same functions as the commands use.
"""

from __future__ import annotations

from pathlib import Path

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from citare import __version__
from citare.errors import CitareError
from citare.findings import Finding, Severity
from citare.library.library import Record
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


class Server(LanguageServer):
    """The server of one editor. The project is found from the editor's folder."""

    def __init__(self) -> None:
        super().__init__("citare", __version__, lsp.TextDocumentSyncKind.Full)
        self._editor: EditorWorkspace | None = None

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
        """The path of an open document, whose text is noted."""
        path = _path(uri)
        self.editor.open_texts[path] = self.workspace.get_text_document(uri).source
        return path

    def publish(self, uri: str) -> None:
        """Send the findings of a .bib document."""
        path = self.take(uri)
        if not is_bib(path):
            return
        lines = self.lines(self.editor.open_texts[path])
        try:
            found = self.editor.findings(path)
        except CitareError as error:  # such as a mistake in citare.toml
            self.window_log_message(
                lsp.LogMessageParams(type=lsp.MessageType.Error, message=error.message)
            )
            return
        diagnostics = [_diagnostic(one, self.editor, path, lines) for one in found]
        self.text_document_publish_diagnostics(
            lsp.PublishDiagnosticsParams(uri=uri, diagnostics=diagnostics)
        )


def build() -> Server:
    """A server with all its features; `start_io()` runs it."""
    server = Server()

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def opened(ls: Server, params: lsp.DidOpenTextDocumentParams) -> None:
        ls.publish(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def changed(ls: Server, params: lsp.DidChangeTextDocumentParams) -> None:
        uri = params.text_document.uri
        if len(ls.workspace.get_text_document(uri).source) <= _LARGE:
            ls.publish(uri)
        else:
            ls.take(uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    def saved(ls: Server, params: lsp.DidSaveTextDocumentParams) -> None:
        ls.publish(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def closed(ls: Server, params: lsp.DidCloseTextDocumentParams) -> None:
        ls.editor.open_texts.pop(_path(params.text_document.uri), None)

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


def _span(one: Finding, editor: EditorWorkspace, path: str) -> tuple[int, int]:
    document = editor.library().document(path)
    start = document.offset(one.place.line, one.place.column)
    return start, max(document.offset(one.place.end_line, one.place.end_column), start)


def _diagnostic(one: Finding, editor: EditorWorkspace, path: str, lines: Lines) -> lsp.Diagnostic:
    return lsp.Diagnostic(
        range=_range(lines, *_span(one, editor, path)),
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
    return lsp.Location(from_fs_path(record.file) or record.file, span)


def _completion(ls: Server, params: lsp.CompletionParams) -> lsp.CompletionList:
    path, text, offset, lines = _asked(ls, params.text_document.uri, params.position)
    typing = typing_at(path, text, offset)
    if typing is None:
        return lsp.CompletionList(is_incomplete=False, items=[])
    span = _range(lines, typing.start, offset)
    records = ls.editor.library().by_key.values()
    return lsp.CompletionList(
        is_incomplete=False, items=[_completion_item(record, span) for record in records]
    )


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
    for one in ls.editor.findings(path):
        start, end = _span(one, ls.editor, path)
        if one.fix is None or end < first or start > last:
            continue
        edits = [lsp.TextEdit(_range(lines, e.start, e.end), e.text) for e in one.fix.edits]
        actions.append(
            lsp.CodeAction(
                title=f"{one.code}: {one.fix.title}",
                kind=lsp.CodeActionKind.QuickFix,
                diagnostics=[_diagnostic(one, ls.editor, path, lines)],
                is_preferred=one.fix.safe,
                edit=lsp.WorkspaceEdit(changes={uri: edits}),
            )
        )
    return actions
