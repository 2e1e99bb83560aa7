"""citare: a bibliography and citation manager for references kept in git.

    import citare

    refs = citare.open("refs")                       # or citare.loads(text)
    for ref in refs.search("author:ning year:2020.."):
        print(ref.key, ref.title, ref.doi, ref["journal"])
    with refs.edit() as edit:                        # one checked, undoable write
        edit["ning2025"]["note"] = "viewpoint"
        edit.rename("feigerlova2025", "feigerlova")
    refs.add("10.2196/58161")                        # Added | Duplicate | Uncertain | NotFound ...
    refs.check()                                     # findings
    citare.render(refs, style="apa", format="html")
    citare.cite(refs, ["ning2025", "feigerlova"])
    citare.cite_document(refs, "As @ning2025 says ...", format="html")
    citare.convert(text, "ris", "csl-json")

`citare.api` documents each name. Nothing of it is imported before it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from citare.lazy import load

__version__ = "0.1.0"

if TYPE_CHECKING:
    from citare.actions.add import Added, Duplicate
    from citare.actions.cite import CitedDocument
    from citare.actions.find import NotAsked, NotAWork, NotFound, Uncertain
    from citare.actions.sync import Synced
    from citare.api import (
        Bibliography,
        Converted,
        Edit,
        Reference,
        cite,
        cite_document,
        convert,
        loads,
        render,
        to_latex,
    )
    from citare.api import open_bibliography as open  # noqa: A004
    from citare.errors import (
        ChangedUnderneath,
        CitareError,
        CouldNotAsk,
        InputError,
        NotFoundError,
        UnsafeEdit,
        UsageError,
    )
    from citare.findings import Finding, Severity
    from citare.model.item import Item

_HOMES = {
    "open": "citare.api:open_bibliography",
    "loads": "citare.api",
    "render": "citare.api",
    "cite": "citare.api",
    "cite_document": "citare.api",
    "CitedDocument": "citare.actions.cite",
    "convert": "citare.api",
    "to_latex": "citare.api",
    "Bibliography": "citare.api",
    "Reference": "citare.api",
    "Edit": "citare.api",
    "Converted": "citare.api",
    "Added": "citare.actions.add",
    "Duplicate": "citare.actions.add",
    "Uncertain": "citare.actions.find",
    "NotFound": "citare.actions.find",
    "NotAsked": "citare.actions.find",
    "NotAWork": "citare.actions.find",
    "Synced": "citare.actions.sync",
    "Finding": "citare.findings",
    "Severity": "citare.findings",
    "Item": "citare.model.item",
    "CitareError": "citare.errors",
    "UsageError": "citare.errors",
    "InputError": "citare.errors",
    "UnsafeEdit": "citare.errors",
    "ChangedUnderneath": "citare.errors",
    "CouldNotAsk": "citare.errors",
    "NotFoundError": "citare.errors",
}

__all__ = [
    "Added",
    "Bibliography",
    "ChangedUnderneath",
    "CitareError",
    "CitedDocument",
    "Converted",
    "CouldNotAsk",
    "Duplicate",
    "Edit",
    "Finding",
    "InputError",
    "Item",
    "NotAWork",
    "NotAsked",
    "NotFound",
    "NotFoundError",
    "Reference",
    "Severity",
    "Synced",
    "Uncertain",
    "UnsafeEdit",
    "UsageError",
    "__version__",
    "cite",
    "cite_document",
    "convert",
    "loads",
    "open",
    "render",
    "to_latex",
]


def __getattr__(name: str) -> Any:
    """A name of the front door, imported when it is first used."""
    if name not in _HOMES:
        raise AttributeError(f"module 'citare' has no attribute {name!r}")
    module, _, attribute = _HOMES[name].partition(":")
    found = load(module, attribute or name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
