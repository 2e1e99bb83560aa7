"""The library as an editor sees it: files on disk, with what is being typed in their place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from citare.actions.citations import cited_keys, undefined_keys, unused_entries
from citare.actions.fmt import fmt, format_of
from citare.actions.lint import LintOptions, lint
from citare.actions.render import render_items
from citare.csl.style import Style
from citare.disk.documents import documents_under
from citare.documents.base import replace_keys
from citare.documents.registry import syntax_for
from citare.errors import CitareError, UnsafeEdit
from citare.findings import Edit, Finding
from citare.library.library import Library, Record, Rename
from citare.lsp.features import is_bib, linked_keys
from citare.model.summary import summary
from citare.project import Project


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a key is named: offsets in the text of a file."""

    path: str
    start: int
    end: int


class Checked(NamedTuple):
    """What was found in a text, and which of its entries no document cites."""

    text: str
    findings: tuple[Finding, ...]
    unused: tuple[Finding, ...]


class EditorWorkspace:
    """One project. Paths are absolute; `open_texts` are the documents that are open.

    Used from one thread; what `check` returns may run in another.
    """

    def __init__(self, project: Project) -> None:
        self.project = project
        self.open_texts: dict[str, str] = {}
        self._library = Library(())
        self._documents: dict[str, tuple[int, str]] = {}
        self._files: dict[str, tuple[tuple[int, int, int], str]] = {}
        self._checked: dict[str, Checked] = {}

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
                stat = Path(absolute).stat()
                stamp = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
                if self._files.get(absolute, (None, ""))[0] != stamp:
                    self._files[absolute] = (stamp, files.read(path))
            except (CitareError, OSError):
                continue
            texts[absolute] = self._files[absolute][1]
        return texts | {path: text for path, text in self.open_texts.items() if is_bib(path)}

    def documents(self) -> dict[str, str]:
        """The texts of the project's documents that can cite, those that are open as they are."""
        known: dict[str, tuple[int, str]] = {}
        for path in documents_under(self.project.root):
            absolute = str(path.resolve())
            if absolute in self.open_texts:
                continue
            try:
                changed = path.stat().st_mtime_ns
                if self._documents.get(absolute, (0, ""))[0] == changed:
                    known[absolute] = self._documents[absolute]
                else:
                    known[absolute] = (changed, path.read_text(encoding="utf-8", errors="replace"))
            except OSError:
                continue
        self._documents = known
        texts = {path: text for path, (_, text) in known.items()}
        return texts | {p: t for p, t in self.open_texts.items() if syntax_for(p)}

    def texts(self) -> dict[str, str]:
        """Every text by path: the library's files and the documents."""
        library = {document.file: document.text for document in self.library().documents}
        return {**self.documents(), **library}

    def check(self, path: str) -> Callable[[], Checked]:
        """The work of checking an open file as it is now, within the library as it is now."""
        library = self.library()
        documents = self.documents() if is_bib(path) else {}
        text = self.open_texts.get(path, "")

        def work() -> Checked:
            found = self._findings(library, path, text)
            return Checked(text, found, _unused(library, path, documents))

        return work

    def note(self, path: str, checked: Checked) -> bool:
        """Keep what was found; whether it is true of the text as it is now."""
        self._checked[path] = checked
        return self.open_texts.get(path) == checked.text

    def findings(self, path: str, most: int) -> tuple[Finding, ...]:
        """The findings in an open file: those known, or, in at most so many characters, new."""
        text = self.open_texts.get(path, "")
        known = self._checked.get(path)
        if known is None or known.text != text:
            if len(text) > most:
                return ()
            known = self.check(path)()
            self.note(path, known)
        return known.findings

    def close(self, path: str) -> None:
        """A document is no longer open: what is on the disk counts."""
        self.open_texts.pop(path, None)
        self._checked.pop(path, None)

    def _findings(self, library: Library, path: str, text: str) -> tuple[Finding, ...]:
        """What `citare check` says about a file, seen within the library."""
        if not is_bib(path):
            return undefined_keys(library, cited_keys({path: text}))
        settings = self.project.settings
        options = LintOptions(
            select=settings.list("select"),
            ignore=settings.list("ignore"),
            suppress=settings.table("suppress"),
            today=self.project.today.isoformat(),
        )
        result = lint(library, options)
        return tuple(finding for finding in result.every if finding.place.file == path)

    def mentions(self, key: str) -> list[Mention]:
        """Every place where an entry is cited or named by another: path, start, end of the key."""
        library = self.library()
        record = library.get(key)
        found = [
            Mention(one.path, one.cite.start, one.cite.end)
            for one in cited_keys(self.documents())
            if one.key == key or (record and library.get(one.key) is record)
        ]
        for document in library.documents:
            found += [
                Mention(document.file, start, end)
                for start, end, named in linked_keys(document)
                if record and library.get(named) is record
            ]
        return found

    def renamed(self, key: str, new_key: str) -> dict[str, tuple[Edit, ...]]:
        """The edits, by path, that give an entry another key wherever it is named.

        UnsafeEdit for a key that is taken or cannot be written, also in a document that cites it.
        """
        library = self.library()
        old = library.record(key).key
        changes = library.edit([Rename(old, new_key)]).changes
        edits = {path: change.edits for path, change in changes.items()}
        for path, text in self.documents().items():
            syntax = syntax_for(path)
            replaced = replace_keys(text, syntax, {old: new_key}) if syntax else None
            if replaced and replaced.impossible:
                raise UnsafeEdit(f"{self.project.shown(path)} cannot cite the key {new_key}")
            if replaced and replaced.edits:
                edits[path] = replaced.edits
        return edits

    def formatted(self, path: str) -> tuple[Edit, ...]:
        """The edits that lay a .bib file out as the settings' `fmt` table asks for."""
        settings = self.project.settings
        wanted = format_of(settings.table("fmt"), settings.values["fmt"].origin)
        change = fmt({path: self.open_texts[path]}, wanted).files[path]
        return change.edits if change.differs else ()

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


def _unused(library: Library, path: str, documents: Mapping[str, str]) -> tuple[Finding, ...]:
    """The entries of a .bib file that no document cites, where documents cite at all."""
    cited = cited_keys(documents)
    if not any(library.get(one.key) for one in cited):
        return ()
    return tuple(f for f in unused_entries(library, cited) if f.place.file == path)
