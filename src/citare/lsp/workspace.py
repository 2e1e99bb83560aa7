"""The library as an editor sees it: files on disk, with what is being typed in their place."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from citare.actions.lint import LintOptions, lint
from citare.actions.render import render_items
from citare.csl.style import Style
from citare.errors import CitareError
from citare.findings import Finding
from citare.library.library import Library, Record
from citare.lsp.features import is_bib
from citare.model.summary import summary
from citare.project import Project


class EditorWorkspace:
    """One project. Paths are absolute; `open_texts` are the documents that are open."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.open_texts: dict[str, str] = {}
        self._library = Library(())

    def library(self) -> Library:
        """The library of now: only texts that changed are scanned again."""
        texts = self._texts()
        if {d.file for d in self._library.documents} - texts.keys():
            self._library = Library(())
        changed = {d.file: d.text for d in self._library.documents} != texts
        if changed:
            self._library = self._library.with_texts(texts)
        return self._library

    def _texts(self) -> dict[str, str]:
        """Unreadable files are left out: the editor shows them itself."""
        files = self.project.files()
        texts: dict[str, str] = {}
        for path in files.paths():
            absolute = str(Path(path).resolve())
            if absolute not in self.open_texts:
                try:
                    texts[absolute] = files.read(path)
                except CitareError:
                    continue
        return texts | {path: text for path, text in self.open_texts.items() if is_bib(path)}

    def findings(self, path: str) -> tuple[Finding, ...]:
        """What `citare check` says about an open .bib file, seen within the library."""
        library = self.library()
        settings = self.project.settings
        options = LintOptions(
            select=settings.list("select"),
            ignore=settings.list("ignore"),
            suppress=settings.table("suppress"),
            today=self.project.today.isoformat(),
        )
        result = lint(library, options)
        return tuple(finding for finding in result.every if finding.place.file == path)

    def reference(self, record: Record) -> str:
        """The record as the project's style prints it, in Markdown; one plain line failing that."""
        try:
            return render_items(
                [record.item],
                self._style,
                self.project.styles,
                output="markdown",
                language=self.project.settings.text("locale"),
                sentence_case=self.project.settings.text("title-case") == "sentence",
            ).text.strip()
        except CitareError:
            return summary(record.item)

    @cached_property
    def _style(self) -> Style:
        return self.project.style()
