"""A session: a compiled style, the registry of entries, and the passes in their order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from citare.csl import codes
from citare.csl.bibliography import Bibliography, BibliographyEntry, BibliographyLayout
from citare.csl.citation_label import citation_label
from citare.csl.citations import CitationLayout
from citare.csl.cites import Citation, Cite
from citare.csl.context import Context, Entry, NamesRecord
from citare.csl.disambiguate import Disambiguator
from citare.csl.locale import Locale
from citare.csl.locators import split_label
from citare.csl.note_fields import with_note_fields
from citare.csl.output import to_rich
from citare.csl.people import People
from citare.csl.positions import Place, places
from citare.csl.punctuation import resolve
from citare.csl.quotes import QuoteMarks
from citare.csl.style import Style
from citare.csl.xml_tree import Element
from citare.findings import Finding, Severity
from citare.findings import Place as Spot
from citare.model.item import Item
from citare.text.rich import Rich


UNPRINTED = "[CSL STYLE ERROR: reference with no printed form.]"


def _used(layout: Element, style: Style) -> list[Element]:
    """The elements of a layout and of the macros that it calls, each once, in no order."""
    used: list[Element] = []
    called: set[str] = set()
    pending = [layout]
    while pending:
        element = pending.pop()
        used.append(element)
        pending += element.children
        name = element.attributes.get("macro") if element.tag == "text" else None
        if name is not None and name not in called and name in style.macros:
            called.add(name)
            pending.append(style.macros[name])
    return used


@dataclass(frozen=True, slots=True)
class Needs:
    """What a style's layouts use."""

    year_suffix: bool
    conditions: int
    label: bool
    number: bool
    cited_number: bool
    first_note: bool


def needs_of(style: Style) -> Needs:
    """What a style's citation and bibliography use, through their macros."""
    cited = _used(style.citation.layout, style)
    printed = _used(style.bibliography.layout, style) if style.bibliography else []
    variables = {e.get("variable") for e in (*cited, *printed) if e.tag == "text"}
    conditions = sum(1 for e in cited if e.get("disambiguate") == "true")
    cited_number = any(e.get("variable") == "citation-number" for e in cited)
    number = any(e.get("variable") == "citation-number" for e in printed)
    return Needs(
        "year-suffix" in variables,
        conditions,
        "citation-label" in variables,
        number,
        cited_number,
        "first-reference-note-number" in variables,
    )


class Compiled:
    """A style compiled for a locale: reusable for any number of sessions."""

    def __init__(self, style: Style, locale: Locale) -> None:
        self.style = style
        self.locale = locale
        self.needs = needs_of(style)
        options = style.citation.options
        self.adds_year_suffix = options.get("disambiguate-add-year-suffix") == "true"
        implicit = self.adds_year_suffix and not self.needs.year_suffix
        self.citation = CitationLayout(style, locale, implicit_year_suffix=implicit)
        self.bibliography = (
            BibliographyLayout(style, style.bibliography, locale, implicit_year_suffix=implicit)
            if style.bibliography is not None
            else None
        )
        self.quotes = QuoteMarks(locale)
        self.inside = locale.punctuation_in_quote
        try:
            self.near = int(options.get("near-note-distance", "5"))
        except ValueError:
            self.near = 5

    @property
    def findings(self) -> list[Finding]:
        """Problems of the style met while compiling, each once."""
        every = list(self.citation.findings) + list(self.citation.sorter.findings)
        if self.bibliography is not None:
            every += self.bibliography.findings + self.bibliography.sorter.findings
        return list(dict.fromkeys(every))

    def finish(self, text: str) -> Rich:
        """Working text as rich text."""
        text = resolve(text, self.inside)
        if codes.QUOTE_OPEN in text:
            text = self.quotes.resolve(text)
        return to_rich(text)


class Session:
    """Entries under one compiled style; citations may be set again and again."""

    def __init__(self, compiled: Compiled, items: Iterable[Item]) -> None:
        self.compiled = compiled
        self.items = {item.id: item for item in items}
        self.people = People(outer=compiled.quotes.outer[0].strip())
        self.entries: dict[str, Entry] = {}
        self.order: list[Entry] = []
        self.findings: list[Finding] = []
        self.alike: dict[str, tuple[str, ...]] = {}
        self.again: set[str] = set()
        self.first_notes: dict[str, int] = {}

    def register(self, ids: Iterable[str]) -> None:
        """Make exactly these items the registry, in this order; sort, number, disambiguate."""
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
        self._sort()
        self._disambiguate()

    def _missing(self, item_id: str) -> None:
        finding = Finding(
            "csl-missing-item",
            Severity.ERROR,
            f"there is no item {item_id!r} to cite",
            Spot(file=self.compiled.style.name, key=item_id),
        )
        if finding not in self.findings:
            self.findings.append(finding)

    def _unprinted(self, entry: Entry) -> None:
        self.findings.append(
            Finding(
                "csl-nothing-printed",
                Severity.WARNING,
                f"the style prints nothing for {entry.item.id!r}",
                Spot(file=self.compiled.style.name, key=entry.item.id),
            )
        )

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

    def signature(self, citation: Citation) -> object:
        """What a citation's text depends on beyond its cites: numbers and look-alikes."""
        return tuple(
            (
                entry.number if self.compiled.needs.cited_number else 0,
                entry.state_key(),
                cite.id in self.alike and cite.id in self.again,
                self.first_notes.get(cite.id, 0) if self.compiled.needs.first_note else 0,
            )
            for cite in citation.cites
            if (entry := self.entries.get(cite.id))
        )

    def _disambiguate(self) -> None:
        compiled = self.compiled
        options = compiled.style.citation.options
        if not self.order:
            return
        ctx = Context(self.order[0])
        layout = compiled.citation

        def look(entry: Entry, log: list[NamesRecord] | None) -> str:
            return layout.look(entry, log, ctx)

        disambiguator = Disambiguator(
            self.order,
            look,
            names=options.get("disambiguate-add-names") == "true",
            given=options.get("disambiguate-add-givenname") == "true",
            rule=options.get("givenname-disambiguation-rule", ""),
            year_suffix=compiled.adds_year_suffix,
            conditions=compiled.needs.conditions,
        )
        disambiguator.run()
        self.alike = {
            e.item.id: tuple(sorted(other.item.id for other in group))
            for group in disambiguator.first_groups
            for e in group
        }

    def cite(self, citations: Sequence[Citation], *, in_text_flow: bool = True) -> list[Rich]:
        """The citations' texts. `in_text_flow` False takes each by itself, all cites first."""
        if not self.order:
            return [() for _ in citations]
        ctx = Context(self.order[0])
        rows = (
            places(citations, self.compiled.near)
            if in_text_flow
            else [[_own_place(cite) for cite in c.cites] for c in citations]
        )
        self.first_notes = {}
        for citation in citations:
            for cite in citation.cites:
                self.first_notes.setdefault(cite.id, citation.note_index)
        self.again = {
            cite.id
            for citation, row in zip(citations, rows, strict=True)
            for cite, place in zip(citation.cites, row, strict=True)
            if place.position
        }
        out = []
        for citation, row in zip(citations, rows, strict=True):
            cites: list[tuple[Entry, Cite, Place]] = []
            for cite, place in zip(citation.cites, row, strict=True):
                entry = self.entries.get(cite.id)
                if entry is None:
                    self._missing(cite.id)
                    continue
                if not cite.label and cite.locator:
                    label, rest = split_label(cite.locator.strip())
                    if label:
                        cite = replace(cite, label=label, locator=rest)
                cites.append((entry, cite, place))
            text = self.compiled.citation.render(citation, cites, ctx) if cites else ""
            out.append(self.compiled.finish(text))
        return out

    def bibliography(self) -> Bibliography | None:
        """The bibliography of all entries; None when the style has none."""
        layout = self.compiled.bibliography
        if layout is None:
            return None
        texts: list[str] = []
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
                kept.append(entry)
        texts = layout.substituted(texts)
        finish = self.compiled.finish
        entries = tuple(
            BibliographyEntry(e.item.id, finish(t)) for e, t in zip(kept, texts, strict=True)
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
    return int(text) if text.isdigit() else 1


def _own_place(cite: Cite) -> Place:
    return Place(cite.position or 0, bool(cite.near_note), cite.first_note)
