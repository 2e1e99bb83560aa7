"""Print references in a CSL style: a bibliography, or one citation of all of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

from citare.csl.entries import present_variables
from citare.csl.locale import Locales, load_locale
from citare.csl.positions import Citation, Cite
from citare.csl.processor import Result, compile_style, render
from citare.csl.style import Area, Style, prints_variable
from citare.findings import Finding, Severity
from citare.formats.base import Format, Layout
from citare.formats.registry import FORMATS
from citare.mapping.printing import for_print, guide_of, in_sentence_case
from citare.model.item import Item
from citare.text.rich import Rich

MakeEngine = Callable[[Style, Locales, str], "Engine"]


class Engine(Protocol):
    """A CSL processor with a style: citations in document order, and the bibliography."""

    def __call__(
        self, items: Sequence[Item], citations: Sequence[Citation], *, bibliography: bool = True
    ) -> Result: ...


@dataclass(frozen=True, slots=True)
class Rendered:
    """The output in a format, the entries by key, and what went wrong."""

    text: str
    rich_entries: tuple[tuple[str, Rich], ...]
    form: Format
    warnings: tuple[Finding, ...]

    @property
    def entries(self) -> tuple[tuple[str, str], ...]:
        """Each entry by key, as a string of the same format."""
        return tuple((key, self.form.inline(rich)) for key, rich in self.rich_entries)


def citare_engine(
    style: Style, locales: Locales, language: str, *, links: str = "identifiers"
) -> Engine:
    """The processor of our own, with a style compiled once; `links` is that of compile_style."""
    return partial(render, compile_style(style, locales, language, links=links))


def render_items(
    items: Sequence[Item],
    style: Style,
    locales: Locales,
    *,
    output: str = "text",
    language: str = "",
    cite: bool = False,
    document: bool = False,
    heading: str | None = None,
    metadata: Collection[str] = (),
    sentence_case: bool = True,
    make_engine: MakeEngine = citare_engine,
) -> Rendered:
    """Render items in the order the style gives them (or as one citation with `cite`).

    `output` names a format; `document` wraps a whole file around it, under `heading` (None: the
    style's word for references); `metadata` is that of `Layout`; `sentence_case` is that of
    `printable`. A style without a bibliography (notes only) prints each item's full note instead,
    with a warning.
    """
    form = FORMATS[output]
    engine = make_engine(style, locales, language)
    known = {item.id: item for item in items}
    items = printable(items, style, language, sentence_case=sentence_case)
    if cite:
        one = Citation(tuple(Cite(item.id) for item in items), note_index=1)
        result = engine(items, [one], bibliography=False)
        text = form.inline(result.citations[0]) if result.citations else ""
        texts: list[tuple[str, Rich]] = []
    else:
        result, texts, layout = _bibliography(items, style, engine)
        layout = replace(layout, items=[known[key] for key, _ in texts], metadata=metadata)
        text = form.bibliography([rich for _, rich in texts], layout)
    if document:
        tag = language or style.default_locale or "en-US"
        if heading is None:
            heading = load_locale(tag, locales, style.locales).references_heading
        text = form.document(text, heading, tag)
    return Rendered(text, tuple(texts), form, result.warnings)


def printable(
    items: Sequence[Item], style: Style, language: str = "", *, sentence_case: bool = True
) -> list[Item]:
    """The items as this style prints them: with other variables for those that it does not.

    With `sentence_case` titles that are in title case, as BibTeX has them, are in sentence case
    unless the style asks for title case.
    """
    area = style.bibliography or style.citation

    def prints(variable: str, item: Item) -> bool:
        present = present_variables(item) | {variable}
        return prints_variable(style, area, variable, item.type, present)

    guide = guide_of(style.name)
    shown = [for_print(item, prints, guide) for item in items]
    if not sentence_case or _title_cases(style, area, "article-journal"):
        return shown
    if _title_cases(style, area, "book"):
        guide = replace(guide, books=False)
    locale = language or style.default_locale
    return [in_sentence_case(item, guide, locale) for item in shown]


def _title_cases(style: Style, area: Area, csl_type: str) -> bool:
    """Whether a style asks for title case in titles of that type."""
    return prints_variable(
        style, area, "title", csl_type, frozenset(("title", "issued", "author")), "title"
    )


def _bibliography(
    items: Sequence[Item], style: Style, engine: Engine
) -> tuple[Result, list[tuple[str, Rich]], Layout]:
    if style.bibliography is not None:
        result = engine(items, ())
        made = result.bibliography
        assert made is not None
        layout = Layout(
            made.hanging_indent, made.second_field_align, made.entry_spacing, made.line_spacing
        )
        return result, [(entry.id, entry.text) for entry in made.entries], layout
    notes = [Citation((Cite(item.id),), note_index=n) for n, item in enumerate(items, 1)]
    result = engine(items, notes)
    warning = Finding(
        "no-bibliography",
        Severity.INFO,
        f"{style.title or style.name} has no bibliography; its notes are shown",
    )
    result = replace(result, warnings=(*result.warnings, warning))
    return result, [(i.id, t) for i, t in zip(items, result.citations, strict=True)], Layout()
