"""The front door: what `import citare` gives to Python programs.

    import citare

    refs = citare.open("refs")
    for ref in refs.search("author:ning year:2020.."):
        print(ref.key, ref.title, ref.doi, ref["journal"])
    with refs.edit() as edit:
        edit["ning2025"]["note"] = "viewpoint"
    print(citare.render(refs, style="apa", format="html"))

Names here are given out by `citare/__init__.py`, which imports this module when it is first
needed. Errors are `CitareError` and its kinds (citare/errors). The command line goes through the
same actions and the same `Project`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from citare.bibtex.writing import Value
from citare.changes import FileChanges, Files
from citare.errors import InputError, NotFoundError, UsageError
from citare.findings import Finding, Severity
from citare.lazy import load
from citare.library.keys import make_key
from citare.library.library import (
    Add,
    Library,
    LibraryChange,
    Plan,
    Record,
    Remove,
    Rename,
    SetFields,
)
from citare.mapping.reading import to_item
from citare.model.item import Item
from citare.project import Project, project_of
from citare.text.latex.encode import encode
from citare.text.similarity import strip_markup

if TYPE_CHECKING:
    from citare.actions.add import Row
    from citare.actions.cite import CitedDocument
    from citare.actions.sync import Synced

_TEXT = "<text>"
_LOCK = "citare.lock"


class Reference(Mapping[str, str]):
    """One entry of a bibliography: a view of what its file says.

    As a mapping it holds the entry's fields, in lower case, as BibTeX text: macros and
    inheritance are resolved, LaTeX is left as it is. The attributes are plain Unicode.
    """

    def __init__(self, record: Record) -> None:
        self._record = record

    def __getitem__(self, field: str) -> str:
        return self._record.fields[field.lower()]

    def __iter__(self) -> Iterator[str]:
        return iter(self._record.fields)

    def __len__(self) -> int:
        return len(self._record.fields)

    def __repr__(self) -> str:
        return f"<Reference {self.key}: {self.title}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Reference) and self._record is other._record

    def __hash__(self) -> int:
        return hash(id(self._record))

    @property
    def key(self) -> str:
        """The citation key."""
        return self._record.key

    @property
    def type(self) -> str:
        """The entry type in lower case, such as `article`."""
        return self._record.type

    @property
    def title(self) -> str:
        """The title, or ""."""
        return strip_markup(self.item.get("title"))

    @property
    def authors(self) -> tuple[str, ...]:
        """Each author as "Given Family", or an institution's name."""
        names = self.item.names.get("author", ())
        return tuple(
            strip_markup(name.literal or f"{name.given} {name.family}".strip())
            for name in names
            if not name.others
        )

    @property
    def year(self) -> int | None:
        """The year of publication, or None."""
        return self._record.row.year

    @property
    def doi(self) -> str:
        """The DOI without its address, or ""."""
        return self._record.row.doi

    @property
    def tags(self) -> tuple[str, ...]:
        """The keywords."""
        return self._record.row.tags

    @property
    def item(self) -> Item:
        """The reference as a CSL item."""
        return self._record.item

    @property
    def file(self) -> str:
        """The file that the entry is in."""
        return self._record.file

    @property
    def line(self) -> int:
        """The line of the entry's key, from 1."""
        return self._record.place().line

    @property
    def text(self) -> str:
        """The entry's own text, byte for byte as in its file."""
        return self._record.entry.text


class Bibliography:
    """The references of some .bib files, in the order of the files. Made by `open` and `loads`.

    Iterating gives every reference that can be cited; `refs["ning2025"]` looks one up, also by an
    alias (BibLaTeX's `ids`) or in other case. Everything that writes is checked first, done for
    all files or none, and can be taken back with `undo`.
    """

    def __init__(self, files: Files, project: Project) -> None:
        self._files = files
        self._project = project
        self._library = Library.load(files)

    def __iter__(self) -> Iterator[Reference]:
        return (Reference(record) for record in self._library.by_key.values())

    def __len__(self) -> int:
        return len(self._library.by_key)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self._library.get(key) is not None

    def __getitem__(self, key: str) -> Reference:
        """The reference of a key; NotFoundError (a LookupError) with similar keys."""
        return Reference(self._library.record(key))

    def __repr__(self) -> str:
        return f"<Bibliography of {', '.join(self.paths)}: {len(self)} references>"

    def get(self, key: str) -> Reference | None:
        """The reference of a key, or None."""
        record = self._library.get(key)
        return Reference(record) if record else None

    @property
    def keys(self) -> tuple[str, ...]:
        """All citation keys."""
        return tuple(self._library.by_key)

    @property
    def paths(self) -> tuple[str, ...]:
        """The .bib files."""
        return tuple(self._files.paths())

    @property
    def text(self) -> str:
        """The text of all files as it is now, one after the other."""
        return "".join(document.text for document in self._library.documents)

    @property
    def unread(self) -> tuple[Finding, ...]:
        """The blocks that could not be read; they stay in the file as they are."""
        return self._library.unread

    def search(self, query: str) -> list[Reference]:
        """The references that a query matches, in the language of `citare list`.

        UsageError for a query that cannot be read.
        """
        return [Reference(record) for record in self._library.select(query=query)]

    # Changing

    @contextmanager
    def edit(self) -> Iterator[Edit]:
        """Collect changes, and make them at the end of the `with` block as one operation.

        Nothing is written if the block raises, or if the new text would say anything but what was
        meant (UnsafeEdit).
        """
        edit = Edit(self._library, self._project.settings.text("key-template"))
        yield edit
        changes = edit.plan().changes
        if edit.renamed:
            changes |= load("citare.actions.lock", "renamed")(self._files, self._lock, edit.renamed)
        self._files.write_all(changes)
        self.reload()

    def add(self, clue: str, *, to: str = "", key: str = "", dry_run: bool = False) -> Row:
        """Find the work that an identifier, an address or a citation's text names, and add it.

        The result is `Added`, `Duplicate`, `Uncertain`, `NotFound`, `NotAsked` or `NotAWork`; only
        `Added` has changed anything. `to` is the .bib file for the entry, `key` its citation key.
        """
        settings = self._project.settings
        options = load("citare.actions.add", "Options")(
            to=to or (self.paths[0] if len(self.paths) == 1 else ""),
            default_file=self._project.add_to,
            key=key,
            template=settings.text("key-template"),
            dialect=settings.text("dialect"),
            lock_file=self._lock,
            also=self._project.also,
            dry_run=dry_run,
        )
        with self._project.client() as fetch:
            result = load("citare.actions.add", "add")(self._files, fetch, [clue], options)
        self.reload()
        row: Row = result.rows[0]
        return row

    def sync(
        self,
        *keys: str,
        query: str = "",
        take: Iterable[str] = (),
        keep: Iterable[str] = (),
        refresh: bool = False,
        dry_run: bool = False,
    ) -> Synced:
        """Compare entries with the records of their registries, and update them (three-way merge).

        `take` and `keep` name fields for which the registry's value, or yours, is kept; "all"
        is every field. The result has a row for each entry; its `differences` are undecided.
        """
        settings = self._project.settings
        named = load("citare.mapping.variable_names", "variables_named")
        options = load("citare.actions.sync", "Options")(
            keys=keys,
            query=query,
            take=named(tuple(take)),
            keep=named(tuple(keep)),
            dry_run=dry_run,
            max_age=timedelta(days=0 if refresh else settings.number("max-age")),
            dialect=settings.text("dialect"),
        )
        with self._project.client(refresh=refresh) as fetch:
            result: Synced = load("citare.actions.sync", "sync")(
                self._files, fetch, self._lock, options, self._project.now
            )
        self.reload()
        return result

    def undo(self) -> None:
        """Take back the last operation that citare made in this project: all its files.

        NotFoundError if there is none, ChangedUnderneath if a file was changed since.
        """
        self._project.files([]).undo()
        self.reload()

    def reload(self) -> None:
        """Read the files again."""
        self._library = Library.load(self._files)

    @property
    def _lock(self) -> str:
        """Where registries' records are kept; beside the texts for a bibliography of texts."""
        return _LOCK if isinstance(self._files, TextFiles) else self._project.lock

    # Judging and printing

    def check(
        self,
        *,
        verify: bool = False,
        links: bool = False,
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
    ) -> list[Finding]:
        """Findings about the files, in the order of their lines; see `citare rules`.

        `verify` asks the registries about every reference, and `links` every address, too.
        """
        settings = self._project.settings
        options = load("citare.actions.lint", "LintOptions")(
            select=tuple(select) or settings.list("select"),
            ignore=tuple(ignore) or settings.list("ignore"),
            suppress=settings.table("suppress"),
            origin=settings.values["suppress"].origin,
            today=self._project.today.isoformat(),
        )
        lint = load("citare.actions.lint", "lint")
        if not verify and not links:
            return list(lint(self._library, options).findings)
        with self._project.client() as fetch:
            registries = load("citare.actions.verify", "RegistryFindings")(
                self._files, fetch, self._lock, verdicts=verify, links=links
            )
            return list(lint(self._library, options, [registries.producer]).findings)

    def render(
        self, *keys: str, style: str = "", format: str = "text", locale: str = "", query: str = ""
    ) -> str:
        """The bibliography of these keys, or of all references; see `citare.render`."""
        chosen = [Reference(record) for record in self._library.select(keys, query)]
        return _rendered(self._project, chosen, style, format, locale, cite=False)

    def cite(self, *keys: str, style: str = "", format: str = "text", locale: str = "") -> str:
        """One citation of these keys, as it goes into a sentence; see `citare.cite`."""
        chosen = [Reference(self._library.record(key)) for key in keys]
        return _rendered(self._project, chosen, style, format, locale, cite=True)


class Edit:
    """Changes to a bibliography that are made together, at the end of `with refs.edit()`.

    `edit["ning2025"]` is the entry's fields: assign BibTeX text (`to_latex` makes it of any other)
    to set one, `del` to remove one. Fields that are not named stay byte for byte as they are.
    """

    def __init__(self, library: Library, template: str) -> None:
        self._library = library
        self._template = template
        self._fields: dict[str, dict[str, Value | None]] = {}
        self._others: list[LibraryChange] = []
        self._taken = {key.lower() for key in library.by_key}
        self.renamed: dict[str, str] = {}

    def __getitem__(self, key: str) -> EntryFields:
        record = self._library.record(key)
        return EntryFields(record, self._fields.setdefault(record.key, {}))

    def add(self, type: str, fields: Mapping[str, str], *, key: str = "", to: str = "") -> str:
        """Add an entry of these fields (BibTeX text). The key is made by the template without one.

        Returns the key. `to` is the .bib file (default: the bibliography's first).
        """
        item, _ = to_item(type, key, fields)
        key = key or make_key(item, self._taken, self._template)
        self._taken.add(key.lower())
        self._others.append(Add(self._library.file_for_new(to), type, key, dict(fields)))
        return key

    def remove(self, key: str) -> None:
        """Remove an entry. NotFoundError if there is none of this key."""
        self._others.append(Remove(self._library.record(key).key))

    def rename(self, key: str, new_key: str) -> None:
        """Give an entry another key; entries that name it, and the lock, follow."""
        key = self._library.record(key).key
        self.renamed[key] = new_key
        self._others.append(Rename(key, new_key))

    def retype(self, key: str, type: str) -> None:
        """Give an entry another type, such as `article`."""
        self._others.append(SetFields(self._library.record(key).key, type=type))

    def plan(self) -> Plan:
        """What the changes make of each file, checked, and not written. UnsafeEdit if refused."""
        set_fields = [SetFields(key, fields) for key, fields in self._fields.items() if fields]
        return self._library.edit([*set_fields, *self._others])


class EntryFields(MutableMapping[str, str]):
    """The fields of one entry in an `Edit`: BibTeX text by lower-case name."""

    def __init__(self, record: Record, changed: dict[str, Value | None]) -> None:
        self._record = record
        self._changed = changed

    def __getitem__(self, field: str) -> str:
        name = field.lower()
        value = self._changed[name] if name in self._changed else self._record.fields[name]
        if value is None:
            raise KeyError(field)
        return str(value)

    def __setitem__(self, field: str, value: str) -> None:
        self._changed[field.lower()] = value

    def __delitem__(self, field: str) -> None:
        if field not in self:
            raise KeyError(field)
        self._changed[field.lower()] = None

    def __iter__(self) -> Iterator[str]:
        names = dict.fromkeys([*self._record.fields, *self._changed])
        return (name for name in names if self._changed.get(name, "") is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class TextFiles:
    """The port of files for texts that are in no file: a bibliography of `loads`."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._paths = tuple(texts)
        self._texts = dict(texts)

    def paths(self) -> Sequence[str]:
        """The names of the texts that were given."""
        return self._paths

    def exists(self, path: str) -> bool:
        """Whether there is a text of this name."""
        return path in self._texts

    def read(self, path: str) -> str:
        """A text. InputError for an unknown name."""
        if path not in self._texts:
            raise InputError(f"{path}: there is no such text")
        return self._texts[path]

    def write_all(self, changes: FileChanges) -> tuple[str, ...]:
        """Replace texts."""
        self._texts.update(changes.texts)
        return tuple(changes)


def open_bibliography(path: str | Path | None = None, **settings: Any) -> Bibliography:
    """The bibliography of a .bib file, of a folder, or (without a path) of the project here.

    A folder with .bib files is those files; another one is a project, whose settings say where its
    library is. `settings` overrule all others: `citare.open("refs", offline=True, style="ama")`.
    InputError if there is no such file or no library.
    """
    options = {name.replace("_", "-"): value for name, value in settings.items()}
    if path is None:
        project = Project(options=options)
        return Bibliography(project.library, project)
    path = Path(path)
    folder = path if path.is_dir() else path.parent
    project = Project(project_of(folder), options)
    if path.is_dir() and path.resolve() == project.root:
        return Bibliography(project.library, project)
    selection = project.select([str(path)], only_files=True)
    return Bibliography(project.files(selection.paths), project)


def loads(text: str, **settings: Any) -> Bibliography:
    """The bibliography of a text in BibTeX or BibLaTeX. Changes are made to `text` of it."""
    options = {name.replace("_", "-"): value for name, value in settings.items()}
    return Bibliography(TextFiles({_TEXT: text}), Project(options=options))


def render(
    references: Bibliography | Iterable[Reference | Item],
    *,
    style: str = "",
    format: str = "text",
    locale: str = "",
) -> str:
    """A bibliography in a CSL style, in the order that the style gives.

    `style` is a style's name, short name (`apa`, `ama`, ...) or file, `format` one of text, html,
    markdown, latex, rtf and more (`citare render --help`), `locale` a language such as `de-DE`.
    UsageError for an unknown style or format.
    """
    project, chosen = _project_of(references)
    return _rendered(project, chosen, style, format, locale, cite=False)


def cite(
    references: Bibliography | Iterable[Reference | Item],
    keys: Sequence[str] = (),
    *,
    style: str = "",
    format: str = "text",
    locale: str = "",
) -> str:
    """One citation of these keys (or of all references), as it goes into a sentence."""
    project, chosen = _project_of(references)
    if keys and isinstance(references, Bibliography):
        chosen = [references[key] for key in keys]
    elif keys:
        by_key = {_item(one).id: one for one in chosen}
        missing = [key for key in keys if key not in by_key]
        if missing:
            raise NotFoundError(f"no reference has the key {missing[0]}")
        chosen = [by_key[key] for key in keys]
    return _rendered(project, chosen, style, format, locale, cite=True)


def cite_document(
    references: Bibliography,
    text: str,
    *,
    name: str = _TEXT,
    style: str = "",
    format: str = "markdown",
    locale: str = "",
    keep_sources: bool = False,
) -> CitedDocument:
    """Print the citations and the references of a Markdown text, as `citare cite` does.

    `format` is markdown or html (a fragment). With `keep_sources` (Markdown) the next run can
    renew what is printed. The result has the `text`, the `keys` that it cites and `findings`:
    one for each key that the references lack, with its place in `name`.
    """
    if format not in ("markdown", "html"):
        raise UsageError(f"a document is not printed as {format!r}", hint="markdown or html")
    project = references._project
    settings = project.settings
    options = load("citare.actions.cite", "CiteOptions")(
        keep_sources=keep_sources,
        language=locale or settings.text("locale"),
        sentence_case=settings.text("title-case") == "sentence",
        output=format,
        fragment=True,
    )
    made: CitedDocument = load("citare.actions.cite", "cite_markdown")(
        text, name, references._library, project.style(style), project.styles, options
    )
    return made


@dataclass(frozen=True, slots=True)
class Converted:
    """A text in another format; `str()` of it is the text.

    `findings` are what could not be read, `losses` what the format cannot hold.
    """

    text: str
    findings: tuple[Finding, ...] = ()
    losses: tuple[Finding, ...] = ()

    def __str__(self) -> str:
        return self.text


def convert(text: str, source: str, target: str) -> Converted:
    """References from one format to another: `convert(text, "ris", "csl-json")`.

    `source` may be "" where the text shows its format. UsageError for an unknown format,
    InputError if the text cannot be read at all.
    """
    named = load("citare.exchange.registry", "format_named")
    detect = load("citare.exchange.registry", "detect")
    reads, writes = (named(source) if source else detect(text)), named(target)
    if reads is None:
        raise UsageError(f"no known format {source!r}" if source else "no known format")
    if writes is None or writes.write is None:
        raise UsageError(f"no format {target!r} can be written")
    imported = reads.read(text, _TEXT)
    errors = [f for f in imported.findings if f.severity is Severity.ERROR]
    if errors and not imported.items:
        raise InputError(f"{errors[0].place}: {errors[0].message}", hint=errors[0].hint)
    exported = writes.write(imported.items)
    return Converted(exported.text, imported.findings, exported.losses)


def to_latex(text: str) -> str:
    """Plain text as BibTeX text: `50 % & more` becomes `50 \\% \\& more`."""
    return encode(text)


def _project_of(
    references: Bibliography | Iterable[Reference | Item],
) -> tuple[Project, list[Reference | Item]]:
    if isinstance(references, Bibliography):
        return references._project, list(references)
    return Project(), list(references)


def _item(reference: Reference | Item) -> Item:
    return reference.item if isinstance(reference, Reference) else reference


def _rendered(
    project: Project,
    references: Sequence[Reference | Item],
    style: str,
    format: str,
    locale: str,
    *,
    cite: bool,
) -> str:
    formats = load("citare.formats.registry", "FORMATS")
    if format not in formats:
        raise UsageError(f"no format is called {format!r}", hint=f"one of {', '.join(formats)}")
    rendered = load("citare.actions.render", "render_items")(
        [_item(reference) for reference in references],
        project.style(style),
        project.styles,
        output=format,
        language=locale or project.settings.text("locale"),
        cite=cite,
        sentence_case=project.settings.text("title-case") == "sentence"
        and all(isinstance(reference, Reference) for reference in references),
        make_engine=project.engine(),
    )
    lost = [finding for finding in rendered.warnings if finding.severity is Severity.ERROR]
    if lost:
        raise InputError(lost[0].message, hint=lost[0].hint)
    text: str = rendered.text
    return text
