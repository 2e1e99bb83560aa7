"""Compile a layout once per item type: tests of the type are answered before rendering.

Types that the style does not name share one version, so that odd types cost nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from citare.csl.context import Context, Render
from citare.csl.style import Style
from citare.csl.xml_tree import Element


def named_types(style: Style) -> frozenset[str]:
    """The item types that a style's conditions name."""
    found: set[str] = set()
    pending: list[Element] = [style.citation.layout, *style.macros.values()]
    if style.bibliography is not None:
        pending.append(style.bibliography.layout)
    while pending:
        element = pending.pop()
        pending += element.children
        if "type" in element.attributes:
            found.update(element.attributes["type"].split())
    return frozenset(found)


class ByType:
    """A function of the context, compiled by `make` when a type is first met."""

    __slots__ = ("_known", "_make", "_types")

    def __init__(self, types: Iterable[str], make: Callable[[str], Render]) -> None:
        self._types = frozenset(types)
        self._make = make
        self._known: dict[str, Render] = {}

    def __call__(self, ctx: Context) -> str:
        """Render with the version for the entry's type."""
        name = ctx.entry.type
        render = self._known.get(name)
        if render is None:
            if name in self._types:
                render = self._known[name] = self._make(name)
            else:
                render = self._known.get("") or self._make("")
                self._known[""] = render
                if len(self._known) < 500:
                    self._known[name] = render
        return render(ctx)
