"""Find CSL styles by the names that people give them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from typing import Protocol

from citare.csl.short_names_table import SHORT_NAMES
from citare.errors import UsageError

_NO_NAME = re.compile(r"[^a-z0-9]+")


class StyleNames(Protocol):
    """The styles that are there."""

    def names(self) -> Iterable[str]:
        """All names, each once."""

    def path(self, name: str) -> object | None:
        """Not None if there is such a style (or a file of that path)."""


def resolve(styles: StyleNames, wanted: str) -> str:
    """The name of the style that `wanted` means: a file, a name, a short name or a title.

    UsageError with suggestions when there is none.
    """
    if styles.path(wanted) is not None:
        return wanted
    slug = _NO_NAME.sub("-", wanted.lower()).strip("-")
    for name in (SHORT_NAMES.get(slug, ""), slug, f"the-{slug}"):
        if name and styles.path(name) is not None:
            return name
    raise UsageError(
        f"no style is called {wanted!r}",
        hint=f"similar: {', '.join(_near(styles, slug))}; `citare styles WORDS` searches them",
    )


def _near(styles: StyleNames, slug: str) -> list[str]:
    """Names spelt nearly so, and those that hold the same words."""
    names = [*SHORT_NAMES, *styles.names()]
    spelt = difflib.get_close_matches(slug, names, n=3, cutoff=0.5)
    return list(dict.fromkeys([*spelt, *search(styles, slug.split("-"))[:2]]))


def search(styles: StyleNames, words: Sequence[str]) -> tuple[str, ...]:
    """Names that hold all words, best first; a short name's own style leads. All without words."""
    names = list(styles.names())
    if not words:
        return tuple(sorted(names))
    folded = [_NO_NAME.sub("-", word.lower()).strip("-") for word in words]
    phrase = "-".join(folded)
    leading = [SHORT_NAMES[w] for w in (phrase, *folded) if SHORT_NAMES.get(w) in names]
    found = [name for name in names if all(word in name for word in folded)]
    found.sort(key=lambda name: (len(name) - len(phrase), name))
    return tuple(dict.fromkeys([*leading, *found]))
