"""Print references in a CSL style: a bibliography, or one citation of all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from citare.csl.locale import Locales
from citare.csl.positions import Citation, Cite
from citare.csl.processor import Result, compile_style, render
from citare.csl.style import Style
from citare.findings import Finding, Severity
from citare.formats.base import Layout
from citare.formats.registry import FORMATS
from citare.mapping.printing import for_print, has_article_number
from citare.model.dates import Date
from citare.model.item import Item
from citare.model.name import Name
from citare.text.rich import Rich, plain

Engine = Callable[[Sequence[Item], Sequence[Citation]], Result]
MakeEngine = Callable[[Style, Locales, str], Engine]

_NUMBER = "90417"
_PROBE = Item(
    "probe",
    "article-journal",
    {"title": "T", "container-title": "J", "volume": "1", "number": _NUMBER},
    {"author": (Name("N", "G"),)},
    {"issued": Date(((2020,),))},
)


@dataclass(frozen=True, slots=True)
class Rendered:
    """The output, each entry by key as a string of the same format, and what went wrong."""

    text: str
    entries: tuple[tuple[str, str], ...]
    warnings: tuple[Finding, ...]


def citare_engine(style: Style, locales: Locales, language: str) -> Engine:
    """The processor of our own, with a style compiled once."""
    return partial(render, compile_style(style, locales, language))


def render_items(
    items: Sequence[Item],
    style: Style,
    locales: Locales,
    *,
    output: str = "text",
    language: str = "",
    cite: bool = False,
    document: bool = False,
    make_engine: MakeEngine = citare_engine,
) -> Rendered:
    """Render items in the order the style gives them (or as one citation with `cite`).

    `output` names a format; `document` wraps a whole file around it. A style without a
    bibliography (notes only) prints each item's full note instead, with a warning.
    """
    form = FORMATS[output]
    engine = make_engine(style, locales, language)
    items = _printable(items, engine)
    if cite:
        one = Citation(tuple(Cite(item.id) for item in items), note_index=1)
        result = engine(items, [one])
        text = form.inline(result.citations[0]) if result.citations else ""
        entries: tuple[tuple[str, str], ...] = ()
    else:
        result, texts, layout = _bibliography(items, style, engine)
        entries = tuple((key, form.inline(rich)) for key, rich in texts)
        text = form.bibliography([rich for _, rich in texts], layout)
    if document:
        text = form.document(text, "References")
    return Rendered(text, entries, result.warnings)


def _printable(items: Sequence[Item], engine: Engine) -> list[Item]:
    """The items as this style prints them: where its articles have no number, it stands as page."""
    as_page = any(map(has_article_number, items)) and not _prints_number(engine)
    return [for_print(item, number_as_page=as_page) for item in items]


def _prints_number(engine: Engine) -> bool:
    made = engine([_PROBE], [Citation((Cite(_PROBE.id),), note_index=1)])
    entries = [entry.text for entry in made.bibliography.entries] if made.bibliography else []
    return any(_NUMBER in plain(text) for text in entries or made.citations)


def _bibliography(
    items: Sequence[Item], style: Style, engine: Engine
) -> tuple[Result, list[tuple[str, Rich]], Layout]:
    result = engine(items, ())
    made = result.bibliography
    if made is not None:
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
