"""What compiling can see: the style, the locale, the area, and the way to compile children."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from citare.csl.context import Render
from citare.csl.locale import Locale
from citare.csl.style import Style
from citare.csl.xml_tree import Element
from citare.findings import Finding, Place, Severity


class Environment:
    """Compile-time surroundings of one area ("citation" or "bibliography") or of a sort key."""

    __slots__ = (
        "_compile_element",
        "area",
        "area_options",
        "capitals",
        "findings",
        "implicit_year_suffix",
        "in_sort",
        "locale",
        "macro",
        "macros",
        "mark_names",
        "sort_names",
        "style",
        "substitutes",
        "top",
    )

    def __init__(
        self,
        style: Style,
        locale: Locale,
        area: str,
        compile_element: Callable[[Element, Environment], Render | None],
    ) -> None:
        self.style = style
        self.locale = locale
        self.area = area
        options: Mapping[str, str] = {}
        if area == "citation":
            options = style.citation.options
        elif style.bibliography is not None:
            options = style.bibliography.options
        self.area_options = options
        self.in_sort = False
        self.capitals = area != "citation" or style.in_notes
        self.sort_names: Mapping[str, str] = {}
        self.mark_names = False
        self.substitutes: Element | None = None  # the names element whose substitute this is
        self.top = False  # display applies to direct children of a layout
        self.implicit_year_suffix = False
        self.macros: dict[str, Render] = {}
        self.macro = ""  # the macro that is being compiled
        self.findings: list[Finding] = []
        self._compile_element = compile_element

    def compile(self, element: Element) -> Render | None:
        """One rendering element, or None for what renders nothing."""
        return self._compile_element(element, self)

    def warn(self, code: str, line: int, message: str) -> None:
        """Note a problem of the style."""
        place = Place(file=self.style.name, line=line)
        self.findings.append(Finding(code, Severity.WARNING, message, place))
