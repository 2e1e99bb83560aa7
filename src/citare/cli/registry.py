"""The commands: name, module in cli/commands and the line that `citare --help` shows.

A literal table, so that `--help` need not import any of them. Loading by name here is the only
lazy import in citare: it keeps start-up fast.
"""

from __future__ import annotations

COMMANDS: dict[str, tuple[str, str]] = {
    "init": ("init", "Start a library in this folder."),
    "add": ("add", "Add references from DOIs, other identifiers, URLs or citations."),
    "list": ("list_", "List the references of the library."),
    "search": ("search", "Find references in the library."),
    "show": ("show", "Show one reference: its entry, citation and record."),
    "remove": ("remove", "Remove references from their file."),
    "sync": ("sync", "Compare references with the registries' records, and update them."),
    "render": ("render", "Print a bibliography in a CSL style."),
    "styles": ("styles", "Search the installed CSL styles."),
    "check": ("check", "Check the library against rules, and mend what can be mended."),
    "fmt": ("fmt", "Lay out .bib files, only as far as settings ask for it."),
    "rules": ("rules", "List or explain the rules of check."),
    "undo": ("undo", "Take back the last thing that citare wrote."),
    "config": ("config", "Show each setting and where it was set."),
}
