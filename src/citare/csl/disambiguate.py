"""Disambiguation of cites (CSL 1.0.2, "Disambiguation").

In this order: expand names (globally, unless by cite), then for each group of cites that look
alike add initials, given names and names one at a time while that tells members apart, then add
year suffixes or, where the style adds none, try conditions `disambiguate="true"` one by one
("only made when all other disambiguation methods have failed").
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from citare.csl.context import NamesRecord
from citare.csl.entries import Entry, NamesState, Person, compact
from citare.csl.names import FULL, WITH_INITIALS

CompareText = Callable[[Entry, list[NamesRecord] | None], str]


def suffix_letters(number: int) -> str:
    """0 is "a", 25 "z", 26 "aa"."""
    out = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        out = chr(97 + rest) + out
    return out


class Disambiguator:
    """One pass over all entries. `compare_text` is the text of an entry's cite by now."""

    def __init__(
        self,
        entries: Sequence[Entry],
        compare_text: CompareText,
        *,
        names: bool,
        given: bool,
        rule: str,
        year_suffix: bool,
        conditions: int,
    ) -> None:
        self.entries = entries
        self.compare_text = compare_text
        self.names = names
        self.given = given
        self.rule = rule or "by-cite"
        self.year_suffix = year_suffix
        self.conditions = conditions

    def run(self) -> None:
        """Set names states, `disambiguate` and year suffixes of all entries."""
        for entry in self.entries:
            entry.forget_passes()
        if not (self.names or self.given or self.year_suffix or self.conditions):
            return
        groups = self._groups(self.entries)
        if self.given and self.rule != "by-cite":
            self._expand_globally()
            groups = self._groups(self.entries)
        if self.names or self.given:
            groups = [g for group in groups for g in self._by_names(group)]
        if self.given:
            self._remember_levels()
        if self.conditions and not self.year_suffix:
            groups = [g for group in groups for g in self._by_conditions(group)]
        if self.year_suffix:
            for group in groups:
                for number, entry in enumerate(group):
                    entry.year_suffix = suffix_letters(number)

    def _remember_levels(self) -> None:
        """Names that cites expand are expanded in the bibliography too."""
        for entry in self.entries:
            state = entry.names_state
            if state is None or not state.levels:
                continue
            entry.levels = {
                record.people[position]: level if record.initials else FULL
                for record in self._records(entry)
                for position, level in state.levels.get(record.index, {}).items()
                if level and position < len(record.people)
            } or None

    def _parts(self, entries: Sequence[Entry]) -> list[list[Entry]]:
        """The entries by the text of their cites."""
        found: dict[str, list[Entry]] = {}
        for entry in entries:
            found.setdefault(self.compare_text(entry, None), []).append(entry)
        return list(found.values())

    def _parts_in_full(self, entries: Sequence[Entry]) -> list[list[Entry]]:
        """The entries by the text of their cites with every name shown."""
        states = [entry.names_state for entry in entries]
        for entry in entries:
            entry.names_state = NamesState.full()
        parts = self._parts(entries)
        for entry, state in zip(entries, states, strict=True):
            entry.names_state = state
        return parts

    def _groups(self, entries: Sequence[Entry]) -> list[list[Entry]]:
        """The entries whose cites look alike."""
        return [part for part in self._parts(entries) if len(part) > 1]

    # Global expansion ("all-names", "primary-name" and their "-with-initials").

    def _records(self, entry: Entry) -> list[NamesRecord]:
        log: list[NamesRecord] = []
        self.compare_text(entry, log)
        return log

    def _expand_globally(self) -> None:
        primary = self.rule.startswith("primary-name")
        records = [(entry, self._records(entry)) for entry in self.entries]
        alike: dict[str, dict[Person, NamesRecord]] = {}
        for _, log in records:
            for record in log:
                for person in record.people[:1] if primary else record.people:
                    alike.setdefault(record.render(person, 0, 0), {})[person] = record
        levels: dict[Person, int] = {}
        for people in alike.values():
            if len(people) > 1:
                self._levels_of(people, levels)
        if not levels:
            return
        for entry, log in records:
            rows = {
                record.index: {
                    position: levels[person]
                    for position, person in enumerate(record.people[: 1 if primary else None])
                    if person in levels
                }
                for record in log
            }
            state = NamesState()
            state.levels = {index: row for index, row in rows.items() if row}
            if state.levels:
                entry.names_state = state

    def _levels_of(self, people: dict[Person, NamesRecord], levels: dict[Person, int]) -> None:
        top = WITH_INITIALS if self.rule.endswith("with-initials") else FULL
        full = {p: compact(r.render(p, 0, FULL)) for p, r in people.items()}
        distinct = len(set(full.values()))
        if distinct < 2:
            return
        pool = dict(people)
        for level in range(WITH_INITIALS, top + 1):
            texts: dict[str, list[Person]] = {}
            for person in pool:
                texts.setdefault(pool[person].render(person, 0, level), []).append(person)
            if len(texts) < 2 and level < top:
                continue
            if len(texts) < 2:
                return
            for group in texts.values():
                for person in group:
                    levels[person] = level
            if level == WITH_INITIALS:
                pool = {
                    p: people[p]
                    for group in texts.values()
                    if len({full[q] for q in group}) > 1
                    for p in group
                }
                if not pool:
                    return

    # By cite: names and given names that tell the members of a group apart.

    def _by_names(self, group: list[Entry]) -> list[list[Entry]]:
        logs = {entry.item.id: self._records(entry) for entry in group}
        for entry in group:
            if entry.names_state is None:
                entry.names_state = NamesState()
        blocks = max((len(log) for log in logs.values()), default=0)
        steps: list[tuple[int, int, int]] = []
        by_cite = self.given and self.rule == "by-cite"
        for block in range(blocks):
            rows = [log[block] for log in logs.values() if block < len(log)]
            shown = min(row.shown for row in rows)
            total = max(len(row.people) for row in rows)
            for count in range(shown, total + 1):
                if count > shown:
                    if not self.names:
                        break
                    steps.append((block, -1, count))
                if by_cite:
                    first = 0 if count == shown else count - 1
                    for position in range(first, count):
                        steps += [(block, position, WITH_INITIALS), (block, position, FULL)]
        return self._refine(group, steps, 0)

    def _refine(
        self, group: list[Entry], steps: list[tuple[int, int, int]], at: int
    ) -> list[list[Entry]]:
        saved = [e.names_state.copy() for e in group if e.names_state]
        for number in range(at, len(steps)):
            block, position, value = steps[number]
            undo = []
            for entry in group:
                state = entry.names_state
                assert state is not None
                if position < 0:
                    state.counts[block] = value
                else:
                    row = state.levels.setdefault(block, {})
                    undo.append((row, position, row.get(position, 0)))
                    row[position] = value
            parts = self._parts(group)
            if len(parts) > 1:
                return [g for p in parts if len(p) > 1 for g in self._refine(p, steps, number + 1)]
            for row, place, old in undo:
                row[place] = old
        for entry, state in zip(group, saved, strict=True):
            entry.names_state = state
        return [group]

    def _by_conditions(self, group: list[Entry]) -> list[list[Entry]]:
        """Turn on conditions one by one, until the cites differ by what they print.

        Names that a condition prints tell cites apart as they are in full, where the style adds
        names, so that no further condition follows (the official suite, EnvAndUrb).
        """
        start = group[0].disambiguate
        for count in range(start + 1, self.conditions + 1):
            for entry in group:
                entry.disambiguate = count
            parts = self._parts_in_full(group) if self.names else self._parts(group)
            if len(parts) > 1:
                return [g for p in parts if len(p) > 1 for g in self._by_conditions(p)]
        for entry in group:
            entry.disambiguate = start
        return [group]
