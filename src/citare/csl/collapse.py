"""Cite grouping and collapsing (CSL 1.0.2, "Cite Grouping", "Cite Collapsing").

Works on the rendered cites of one citation: groups cites by the same names, then says for each
cite what to leave out (names, year) and what stands before it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from citare.csl.affixes import delimiter as edge
from citare.csl.cites import Cite
from citare.csl.context import Entry
from citare.csl.positions import Place


@dataclass(slots=True)
class Shown:
    """One rendered cite within its citation."""

    entry: Entry
    cite: Cite
    place: Place
    text: str = ""
    names: str = ""
    year: str = ""
    delimiter: str = ""
    plain: bool = True


@dataclass(frozen=True, slots=True)
class Delimiters:
    """The delimiters of a citation's layout and options; `after` is None when not given."""

    cite: str
    group: str
    year_suffix: str
    after: str | None
    by_year: bool

    @classmethod
    def of(cls, options: Mapping[str, str], layout: str, *, in_notes: bool) -> Delimiters:
        """With the defaults of CSL 1.0.2; cites in the text are grouped by a comma."""
        group = options.get("cite-group-delimiter")
        collapse = options.get("collapse", "")
        default = ", " if collapse.startswith("year") and not in_notes else layout
        after = options.get("after-collapse-delimiter")
        return cls(
            edge(layout),
            edge(default if group is None else group),
            edge(options.get("year-suffix-delimiter", layout if group is None else group)),
            edge(after) if after is not None and collapse else None,
            collapse == "year",
        )

    def within(self, before: Shown, one: Shown, *, same_year: bool) -> str:
        """Between two cites of a collapsed group."""
        if same_year and not before.cite.locator and not one.cite.locator:
            return self.year_suffix
        if self.after is not None:
            return self.after if before.cite.locator else self.cite
        return self.group

    def between(self, before: list[Shown]) -> str:
        """After a group, before the next."""
        if self.after is not None and (self.by_year or len(before) > 1 or before[-1].cite.locator):
            return self.after
        return self.cite

    def ranged(self, *, collapsed: bool) -> str:
        """Between citation numbers, after a range or a single one."""
        return self.after if collapsed and self.after is not None else self.cite


def grouped(shown: list[Shown], *, gather: bool) -> list[list[Shown]]:
    """Cites of the same names together: neighbours, or (`gather`) wherever they stand."""
    groups: list[list[Shown]] = []
    by_names: dict[str, list[Shown]] = {}
    for one in shown:
        known = by_names.get(one.names)
        if known is not None and (gather or groups[-1] is known):
            known.append(one)
            continue
        by_names[one.names] = group = [one]
        groups.append(group)
    return groups


def numbers_collapsed(
    shown: list[Shown], delimiters: Delimiters, bare: Callable[[Shown], bool], dash: str = "–"
) -> str:
    """Runs of three and more consecutive citation numbers as ranges."""
    out = ""
    index = 0
    collapsed = False
    while index < len(shown):
        end = index
        while (
            end + 1 < len(shown)
            and shown[end + 1].entry.number == shown[end].entry.number + 1
            and bare(shown[end])
            and bare(shown[end + 1])
        ):
            end += 1
        if out:
            out += delimiters.ranged(collapsed=collapsed)
        if end - index >= 2:
            out += shown[index].text + dash + shown[end].text
            collapsed = True
        else:
            end = index
            out += shown[index].text
            collapsed = False
        index = end + 1
    return out
