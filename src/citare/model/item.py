"""An item: one reference, a frozen value keyed by CSL variables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, Self

from citare.model.dates import Date
from citare.model.name import Name

AS_WRITTEN: Final = "as-written"
"""The member of `Item.extra` that an item for print has: titles as their entry has them, by
variable, where `Item.text` has them in sentence case. Styles that want title case print these."""


@dataclass(frozen=True, slots=True)
class Item:
    """One reference.

    `id` is the citation key; `type` a CSL type. `text` holds standard and number variables
    as text (with CSL inline markup `<i> <b> <sup> <sub> <sc> <span class="nocase">`; a bare
    `<` or `&` means itself); `names` and `dates` the others. `extra` keeps what CSL has
    no variable for, verbatim as JSON values. No mapping is ever changed after construction.
    """

    id: str
    type: str
    text: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, tuple[Name, ...]] = field(default_factory=dict)
    dates: Mapping[str, Date] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)

    def get(self, variable: str) -> str:
        """The text of a standard or number variable, or an empty string."""
        return self.text.get(variable, "")

    def with_(self, **changes: Any) -> Self:
        """A copy with other attributes."""
        return replace(self, **changes)
