"""The metadata at the head of a document: YAML between `---`, TOML between `+++`.

Sources: pandoc User's Guide, "Extension: yaml_metadata_block"; Hugo manual, "Front matter". The
block is only read. Nothing here changes a byte of it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from citare.text.yaml import read_yaml

_YAML: Final = re.compile(
    r"\ufeff?---[ \t]*\r?\n(?P<body>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S | re.M
)
_TOML: Final = re.compile(
    r"\ufeff?\+\+\+[ \t]*\r?\n(?P<body>.*?)^\+\+\+[ \t]*(?:\r?\n|\Z)", re.S | re.M
)
_BUDGET: Final = 200_000
"""Characters of metadata that are read; a longer block is taken for text."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Metadata by name, and the offset at which the text begins."""

    values: Mapping[str, Any] = field(default_factory=dict)
    end: int = 0

    def text(self, *names: str) -> str:
        """The first of these values that is a text (or the first of a list of texts), else ""."""
        for name in names:
            value = self._value(name)
            value = value[0] if isinstance(value, list) and value else value
            if isinstance(value, str | int | float) and not isinstance(value, bool):
                return str(value)
        return ""

    def texts(self, name: str) -> tuple[str, ...]:
        """A value that is a text or a list of texts."""
        value = self._value(name)
        values = value if isinstance(value, list) else [value]
        return tuple(one for one in values if isinstance(one, str) and one)

    def flag(self, name: str, default: bool) -> bool:
        """A truth value; anything else is the default."""
        value = self._value(name)
        return value if isinstance(value, bool) else default

    def _value(self, name: str) -> Any:
        """A value at the top, or in Hugo's `params` table."""
        if name in self.values:
            return self.values[name]
        params = self.values.get("params")
        return params.get(name) if isinstance(params, Mapping) else None


def read_front_matter(text: str) -> FrontMatter:
    """The metadata of a document; a block that cannot be read has a place and no values."""
    head = text[:_BUDGET]
    if match := _YAML.match(head):
        values, _ = read_yaml(match["body"])
    elif match := _TOML.match(head):
        try:
            values = tomllib.loads(match["body"].replace("\r\n", "\n"))
        except tomllib.TOMLDecodeError:
            values = {}
    else:
        return FrontMatter()
    return FrontMatter(values if isinstance(values, dict) else {}, match.end())
