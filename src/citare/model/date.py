"""A CSL date variable (CSL 1.0.2, "Dates"; CSL-JSON schema, "date-variable")."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Date:
    """A date or a range of two.

    `parts` holds one or two tuples `(year,)`, `(year, month)` or `(year, month, day)`; years
    before our era are negative; an open range has `(0,)` as its end. `season` is 1 to 4 (or a
    text). `literal` prints as it is; `raw` is text still to be parsed by the processor.
    """

    parts: tuple[tuple[int, ...], ...] = ()
    season: str = ""
    circa: bool = False
    literal: str = ""
    raw: str = ""

    @property
    def year(self) -> int | None:
        """The first year, or None."""
        return self.parts[0][0] if self.parts and self.parts[0] else None
