"""Sorting of cites and bibliographies (CSL 1.0.2, "Sorting")."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from citare.csl import marks
from citare.csl.context import RENDERED, Context, Environment
from citare.csl.dates import date_digits
from citare.csl.elements import compile_element, compile_macro, has_macro
from citare.csl.entries import Entry
from citare.csl.locale import Locale
from citare.csl.names import list_form, render_list
from citare.csl.style import SortKey, Style
from citare.csl.xml_tree import Element
from citare.model.variables import DATES, NAMES
from citare.text.unicode import collation_key

SortValue = str | int
ValueOf = Callable[[Entry, Context], SortValue | None]


def _variable_value(name: str, env: Environment) -> ValueOf:
    language = env.locale.language
    cited = env.area == "citation"  # cites sort by the names that they show
    if name in NAMES:
        form = list_form(env, Element("names", {}), None, None)

        def names(entry: Entry, ctx: Context) -> SortValue | None:
            people = entry.names(name)
            if not people:
                return None
            ctx.reset(entry)
            ctx.state = entry.names_state if cited else None
            return collation_key(marks.visible(render_list(form, people, ctx)[0]), language)

        return names
    if name in DATES:

        def date(entry: Entry, _: Context) -> SortValue | None:
            value = entry.date(name)
            digits = date_digits(value) if value else ""
            return digits or None

        return date
    if name == "citation-number":
        return lambda entry, _: entry.number
    if name == "citation-label":
        return lambda entry, _: collation_key(entry.label) or None

    def text(entry: Entry, _: Context) -> SortValue | None:
        value = entry.field(name)
        if not value:
            return None
        return collation_key(marks.visible(value), language)

    return text


def _prints_a_date(name: str, style: Style) -> bool:
    """Whether a macro, or one that it calls, has a date."""
    seen = {name}
    pending = [style.macros[name]]
    while pending:
        element = pending.pop()
        if element.tag == "date":
            return True
        pending += element.children
        called = element.get("macro") if element.tag == "text" else ""
        if called and called not in seen and called in style.macros:
            seen.add(called)
            pending.append(style.macros[called])
    return False


def _macro_value(key: SortKey, env: Environment) -> ValueOf:
    if not has_macro(key.macro, env, key.line):
        return lambda _entry, _ctx: None
    render = compile_macro(key.macro, env)
    language = env.locale.language
    cited = env.area == "citation"
    dated = _prints_a_date(key.macro, env.style)

    def value(entry: Entry, ctx: Context) -> SortValue | None:
        ctx.reset(entry)
        ctx.state = entry.names_state if cited else None
        text = render(ctx).replace(marks.SEAM, "")
        if dated and not ctx.flags & RENDERED:  # "n.d." is not a date: it comes last either way
            return None
        text = marks.visible(text)
        return collation_key(text, language) if text.strip() else None

    return value


class Sorter:
    """The compiled sort keys of an area."""

    def __init__(self, style: Style, locale: Locale, area: str, keys: Sequence[SortKey]) -> None:
        self.keys: list[tuple[ValueOf, bool]] = []
        self.findings = []
        shared: dict[tuple[tuple[str, str], ...], Environment] = {}
        for key in keys:
            overrides = tuple(sorted(key.names.items()))
            env = shared.get(overrides)
            if env is None:
                env = shared[overrides] = replace(
                    Environment.of(style, locale, area, compile_element),
                    in_sort=True,
                    sort_names=key.names,
                )
            value = _macro_value(key, env) if key.macro else _variable_value(key.variable, env)
            self.keys.append((value, key.descending))
        for env in shared.values():
            self.findings += env.findings

    def sort(self, entries: list[Entry], ctx: Context) -> list[Entry]:
        """Entries in order; those without a value come last under either direction."""
        indexed = self.order(entries, ctx)
        return [entries[i] for i in indexed]

    def order(self, entries: Sequence[Entry], ctx: Context) -> list[int]:
        """The positions of entries in order."""
        return self._ordered(list(range(len(entries))), entries, ctx, 0)

    def _ordered(
        self, order: list[int], entries: Sequence[Entry], ctx: Context, depth: int
    ) -> list[int]:
        """Positions by the keys from `depth` on; a later key is asked only where all before it
        are equal, for most entries never."""
        if depth == len(self.keys) or len(order) < 2:
            return order
        value, descending = self.keys[depth]
        groups: dict[SortValue | None, list[int]] = {}
        for position in order:
            groups.setdefault(value(entries[position], ctx), []).append(position)
        missing = groups.pop(None, [])
        result: list[int] = []
        for found in sorted(groups, reverse=descending):  # type: ignore[type-var]
            result += self._ordered(groups[found], entries, ctx, depth + 1)
        return result + self._ordered(missing, entries, ctx, depth + 1)
