"""A style compiled for a locale: its layouts, and what they need of a session."""

from __future__ import annotations

from dataclasses import dataclass

from citare.csl import marks
from citare.csl.bibliography import BibliographyLayout
from citare.csl.citations import CitationLayout
from citare.csl.locale import Locale
from citare.csl.output import to_rich
from citare.csl.punctuation import QuoteMarks, resolve
from citare.csl.style import Style, used_elements
from citare.csl.xml_tree import Element
from citare.errors import StyleError
from citare.findings import Finding
from citare.text.rich import Rich


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
    cited = used_elements(style, style.citation)
    printed = used_elements(style, style.bibliography)
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


MAX_EXPANSION = 1_000_000
MAX_NESTING = 200


def check_expansion(style: Style) -> None:
    """Refuse a style whose macros call each other so often that rendering would not end.

    Raises StyleError. A macro that calls itself counts once here; compiling reports it.
    """
    sizes: dict[str, int] = {}

    def size(element: Element, depth: int) -> int:
        if depth > MAX_NESTING:
            raise StyleError(
                f"{style.name}:{element.line}: macros and groups are nested too deeply"
            )
        total = 1
        name = element.attributes.get("macro") if element.tag == "text" else None
        if name is not None:
            if name not in sizes and name in style.macros:
                sizes[name] = 1
                sizes[name] = size(style.macros[name], depth + 1)
            total += sizes.get(name, 0)
        parts = [size(child, depth + 1) for child in element.children]
        # Of a choice's branches one is rendered.
        total += max(parts, default=0) if element.tag == "choose" else sum(parts)
        if total > MAX_EXPANSION:
            raise StyleError(
                f"{style.name}:{element.line}: macros expand to more than {MAX_EXPANSION} elements"
            )
        return total

    size(style.citation.layout, 0)
    if style.bibliography is not None:
        size(style.bibliography.layout, 0)


class Compiled:
    """A style compiled for a locale: reusable for any number of sessions."""

    def __init__(self, style: Style, locale: Locale, links: str = "identifiers") -> None:
        check_expansion(style)
        self.links = links
        self.style = style
        self.locale = locale
        self.needs = needs_of(style)
        options = style.citation.options
        self.adds_year_suffix = options.get("disambiguate-add-year-suffix") == "true"
        implicit = self.adds_year_suffix and not self.needs.year_suffix
        self.citation = CitationLayout(style, locale, implicit_year_suffix=implicit)
        self.bibliography = (
            BibliographyLayout(
                style, style.bibliography, locale, implicit_year_suffix=implicit, links=links
            )
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

    def finish(self, text: str, address: str = "") -> Rich:
        """Working text as rich text. `address`: what its title links to where nothing else does."""
        text = resolve(text, self.inside)
        if marks.QUOTE_OPEN in text:
            text = self.quotes.resolve(text)
        if self.links == "none":
            return to_rich(text)
        return to_rich(text, links=True, title_address=address)
