"""Print references in a CSL style: a bibliography, or one citation of all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from citare.csl.cites import Citation, Cite
from citare.csl.locale_xml import Locales
from citare.csl.processor import Result, compile_style, render
from citare.csl.style import Style
from citare.findings import Finding, Severity
from citare.formats.base import Layout
from citare.formats.registry import FORMATS
from citare.mapping.printing import for_print
from citare.model.item import Item
from citare.text.rich import Rich

Engine = Callable[[Style, Locales, Sequence[Item], Sequence[Citation], str], Result]


@dataclass(frozen=True, slots=True)
class Rendered:
    """The output, each entry by key as a string of the same format, and what went wrong."""

    text: str
    entries: tuple[tuple[str, str], ...]
    warnings: tuple[Finding, ...]


def citare_engine(
    style: Style,
    locales: Locales,
    items: Sequence[Item],
    citations: Sequence[Citation],
    language: str,
) -> Result:
    """The processor of our own."""
    return render(compile_style(style, locales, language), items, citations)


def render_items(
    items: Sequence[Item],
    style: Style,
    locales: Locales,
    *,
    output: str = "text",
    language: str = "",
    cite: bool = False,
    document: bool = False,
    engine: Engine = citare_engine,
) -> Rendered:
    """Render items in the order the style gives them (or as one citation with `cite`).

    `output` names a format; `document` wraps a whole file around it. A style without a
    bibliography (notes only) prints each item's full note instead, with a warning.
    """
    form = FORMATS[output]
    items = [for_print(item) for item in items]
    if cite:
        one = Citation(tuple(Cite(item.id) for item in items), note_index=1)
        result = engine(style, locales, items, [one], language)
        text = form.inline(result.citations[0]) if result.citations else ""
        entries: tuple[tuple[str, str], ...] = ()
    else:
        result, texts, layout = _bibliography(items, style, locales, language, engine)
        entries = tuple((key, form.inline(rich)) for key, rich in texts)
        text = form.bibliography([rich for _, rich in texts], layout)
    if document:
        text = form.document(text, "References")
    return Rendered(text, entries, result.warnings)


def _bibliography(
    items: Sequence[Item], style: Style, locales: Locales, language: str, engine: Engine
) -> tuple[Result, list[tuple[str, Rich]], Layout]:
    result = engine(style, locales, items, (), language)
    made = result.bibliography
    if made is not None:
        layout = Layout(
            made.hanging_indent, made.second_field_align, made.entry_spacing, made.line_spacing
        )
        return result, [(entry.id, entry.text) for entry in made.entries], layout
    notes = [Citation((Cite(item.id),), note_index=n) for n, item in enumerate(items, 1)]
    result = engine(style, locales, items, notes, language)
    warning = Finding(
        "no-bibliography",
        Severity.INFO,
        f"{style.title or style.name} has no bibliography; its notes are shown",
    )
    result = replace(result, warnings=(*result.warnings, warning))
    return result, [(i.id, t) for i, t in zip(items, result.citations, strict=True)], Layout()
