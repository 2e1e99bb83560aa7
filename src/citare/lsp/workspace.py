"""The library as an editor sees it: files on disk, with what is being typed in their place."""

from __future__ import annotations

from dataclasses import dataclass, field
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

_Stamp = tuple[int, int, int]


@dataclass
class EditorWorkspace:
    """One project. Paths are absolute; `open_texts` are the documents that are open.

    Used from one thread, except `findings_in`, which looks at a library only.
    """

    project: Project
    open_texts: dict[str, str] = field(default_factory=dict)
    _library: Library = field(default_factory=lambda: Library(()))
    _read: dict[str, tuple[_Stamp, str]] = field(default_factory=dict)

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
            if absolute in self.open_texts:
                continue
            try:
                stamp = _stamp(absolute)
                if self._read.get(absolute, (None, ""))[0] != stamp:
                    self._read[absolute] = (stamp, files.read(path))
            except (CitareError, OSError):
                continue
            texts[absolute] = self._read[absolute][1]
        return texts | {path: text for path, text in self.open_texts.items() if is_bib(path)}

    def findings_in(self, library: Library, path: str) -> tuple[Finding, ...]:
        """What `citare check` says about one .bib file of a library."""
        settings = self.project.settings
        options = LintOptions(
            select=settings.list("select"),
            ignore=settings.list("ignore"),
            suppress=settings.table("suppress"),
            today=self.project.today.isoformat(),
        )
        result = lint(library, options)
        return tuple(finding for finding in result.findings if finding.place.file == path)

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


def _stamp(path: str) -> _Stamp:
    """What changes when a file is written."""
    found = Path(path).stat()
    return found.st_mtime_ns, found.st_size, found.st_ino
