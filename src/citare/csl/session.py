"""A session: a compiled style, the registry of entries, and the passes in their order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from citare.csl.bibliography import Bibliography, BibliographyEntry, PeopleByBlock
from citare.csl.compiled import Compiled
from citare.csl.context import Context, NamesRecord
from citare.csl.disambiguate import Disambiguator
from citare.csl.entries import Entry, People
from citare.csl.marks import visible
from citare.csl.numbers import split_label
from citare.csl.positions import Citation, Cite, Place, first_notes, places
from citare.findings import Finding, Severity
from citare.findings import Place as FindingPlace
from citare.model.dates import resolved
from citare.model.identifiers import identifier_url
from citare.model.item import Item
from citare.model.note_fields import with_note_fields
from citare.text.rich import Rich, plain

_LETTERS = {1: (4,), 2: (2, 2), 3: (2, 1, 1)}
_ROLES = ("author", "editor", "translator", "container-author", "director", "composer")


def _first_letters(text: str, count: int) -> str:
    """The first letters, a capital and small ones, without what is not a letter."""
    letters = "".join(char for char in visible(text) if char.isalnum())[:count]
    return letters[:1].upper() + letters[1:].lower()


def citation_label(entry: Entry) -> str:
    """Letters of up to four family names and two digits of the year."""
    own = entry.raw("citation-label")
    if own:
        return own
    people = next((p for p in (entry.names(role) for role in _ROLES) if p), ())
    counts = _LETTERS.get(len(people), (1, 1, 1, 1))
    letters = "".join(
        _first_letters(person.family, count) for person, count in zip(people, counts, strict=False)
    )
    if not letters:
        letters = _first_letters(entry.field("title"), 4)
    date = entry.date("issued")
    year = resolved(date).year if date else None
    return f"{letters}{abs(year or 0) % 100:02d}"


UNPRINTED = "[CSL STYLE ERROR: reference with no printed form.]"


class Session:
    """Entries under one compiled style; citations may be set again and again."""

    def __init__(self, compiled: Compiled, items: Iterable[Item]) -> None:
        self.compiled = compiled
        self.items = {item.id: item for item in items}
        self.people = People(outer=compiled.quotes.outer[0].strip())
        self.entries: dict[str, Entry] = {}
        self.order: list[Entry] = []
        self.findings: list[Finding] = []
        self.first_notes: dict[str, int] = {}
        self.authors: list[Rich] = []

    def register(self, ids: Iterable[str], citations: Sequence[Citation] = ()) -> None:
        """Make exactly these items the registry, in this order; sort, number, disambiguate.

        The notes of `citations` that first cite an item tell later cites of it apart.
        """
        self.first_notes = first_notes(citations)
        entries: dict[str, Entry] = {}
        for item_id in ids:
            if item_id in entries:
                continue
            entry = self.entries.get(item_id)
            if entry is None:
                item = self.items.get(item_id)
                if item is None:
                    self._missing(item_id)
                    continue
                entry = Entry(with_note_fields(item), self.people)
            entries[item_id] = entry
        self.entries = entries
        for entry in entries.values():
            entry.forget_passes()
        self._sort()
        self._disambiguate()

    def _missing(self, item_id: str) -> None:
        finding = Finding(
            "csl-missing-item",
            Severity.ERROR,
            f"there is no item {item_id!r} to cite",
            FindingPlace(file=self.compiled.style.name, key=item_id),
        )
        if finding not in self.findings:
            self.findings.append(finding)

    def _unprinted(self, entry: Entry) -> None:
        finding = Finding(
            "csl-nothing-printed",
            Severity.WARNING,
            f"the style prints nothing for {entry.item.id!r}",
            FindingPlace(file=self.compiled.style.name, key=entry.item.id),
        )
        if finding not in self.findings:
            self.findings.append(finding)

    def _sort(self) -> None:
        ordered = list(self.entries.values())
        for number, entry in enumerate(ordered, 1):
            entry.number = number
            if self.compiled.needs.label:
                entry.label = citation_label(entry)
        layout = self.compiled.bibliography
        if layout is not None and layout.sorter.keys and ordered:
            ordered = layout.sorter.sort(ordered, Context(ordered[0]))
            for number, entry in enumerate(ordered, 1):
                entry.number = number
        self.order = ordered

    def _disambiguate(self) -> None:
        compiled = self.compiled
        options = compiled.style.citation.options
        if not self.order:
            return
        ctx = Context(self.order[0])
        layout = compiled.citation

        def compare_text(entry: Entry, log: list[NamesRecord] | None) -> str:
            return layout.compare_text(entry, log, ctx, self.first_notes.get(entry.item.id, 0))

        disambiguator = Disambiguator(
            self.order,
            compare_text,
            names=options.get("disambiguate-add-names") == "true",
            given=options.get("disambiguate-add-givenname") == "true",
            rule=options.get("givenname-disambiguation-rule", ""),
            year_suffix=compiled.adds_year_suffix,
            conditions=compiled.needs.conditions,
        )
        disambiguator.run()

    def cite(self, citations: Sequence[Citation]) -> list[Rich]:
        """The texts of the citations, which come in document order."""
        if not self.order:
            self.authors = [() for _ in citations]
            return [() for _ in citations]
        ctx = Context(self.order[0])
        rows = places(citations, self.compiled.near)
        out = []
        self.authors = []
        for citation, row in zip(citations, rows, strict=True):
            cites = self._cited(citation, row)
            composite = citation.mode == "composite" and cites
            names = self._names_in_text(cites[0], ctx) if composite else ()
            if plain(names):
                entry, cite, place = cites[0]
                cites[0] = (entry, replace(cite, suppress_author=True), place)
            self.authors.append(names)
            text = self.compiled.citation.render(citation, cites, ctx) if cites else ""
            if not text and not plain(names):
                for entry, _, _ in cites:
                    self._unprinted(entry)
            out.append(self.compiled.finish(text))
        return out

    def _cited(self, citation: Citation, row: Sequence[Place]) -> list[tuple[Entry, Cite, Place]]:
        """The cites of a citation that have an item, labels in their locators split off."""
        cites: list[tuple[Entry, Cite, Place]] = []
        for cite, place in zip(citation.cites, row, strict=True):
            entry = self.entries.get(cite.id)
            if entry is None:
                self._missing(cite.id)
                continue
            if cite.locator:
                label, rest = split_label(cite.locator.strip())
                if label and cite.label in ("", label):
                    cite = replace(cite, label=label, locator=rest)
            cites.append((entry, cite, place))
        return cites

    def _names_in_text(self, cite: tuple[Entry, Cite, Place], ctx: Context) -> Rich:
        """The names of a cite alone, for the sentence around it; empty if it prints none."""
        entry, asked, place = cite
        names = self.compiled.citation.names_of(entry, Cite(asked.id), place, ctx)
        return self.compiled.finish(names)

    def bibliography(self) -> Bibliography | None:
        """The bibliography of all entries; None when the style has none."""
        layout = self.compiled.bibliography
        if layout is None:
            return None
        texts: list[str] = []
        shown: list[PeopleByBlock] = []
        kept: list[Entry] = []
        if self.order:
            ctx = Context(self.order[0])
            for entry in self.order:
                text = layout.render(entry, ctx)
                if not text:
                    self._unprinted(entry)
                    if not self.compiled.needs.number:
                        continue
                    text = f"{entry.number}. {UNPRINTED}"
                texts.append(text)
                shown.append(ctx.shown or {})
                kept.append(entry)
        texts = layout.substituted(texts, shown)
        finish = self.compiled.finish
        titles = self.compiled.links == "title"
        entries = tuple(
            BibliographyEntry(e.item.id, finish(t, _address(e) if titles else ""))
            for e, t in zip(kept, texts, strict=True)
        )
        options = layout.options
        return Bibliography(
            entries,
            options.get("hanging-indent") == "true",
            layout.align,
            _number(options.get("line-spacing", "")),
            _number(options.get("entry-spacing", "")),
        )


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 1


def _address(entry: Entry) -> str:
    """The best address of an item: a DOI lasts longer than a page."""
    addresses = (identifier_url(v, entry.raw(v)) for v in ("DOI", "PMCID", "PMID", "URL"))
    return next((address for address in addresses if address), "")
