"""The commands: name, module in cli/commands and the line that `citare --help` shows.

A literal table, so that `--help` need not import any of them. A module's click command is its
`command`, or what is named after a colon.
"""

from __future__ import annotations

COMMANDS: dict[str, tuple[str, str]] = {
    "init": ("init", "Start a library in this folder."),
    "add": ("add", "Add references from DOIs, other identifiers, addresses or citations."),
    "find": ("find", "Find works by words, and pick what to add."),
    "import": ("import_", "Import references from another tool's file."),
    "export": ("export", "Export references to another tool's format."),
    "list": ("list_", "List the references of the library."),
    "search": ("list_:search", "Find references in the library."),
    "show": ("show", "Show entries as they are in their file."),
    "open": ("open_", "Open a reference's DOI, address or file."),
    "edit": ("edit", "Edit an entry in your editor, checked before it is written."),
    "tag": ("tag", "Add, remove or show tags."),
    "note": ("note", "Set or show a note."),
    "remove": ("remove", "Remove references from their file."),
    "sync": ("sync", "Compare references with the registries' records, and update them."),
    "check": ("check", "Check the library against rules and registries; fix by rule."),
    "rules": ("rules", "List or explain the rules of check."),
    "upgrade": ("upgrade", "Move an entry from a preprint to the published version."),
    "render": ("render", "Print a bibliography in a CSL style."),
    "cite": ("cite", "Print the citations and references of a Markdown document."),
    "used": ("used", "Print the part of the library that documents cite."),
    "styles": ("styles", "Search the installed CSL styles."),
    "rekey": ("rekey", "Give entries other citation keys; documents follow."),
    "dedupe": ("dedupe", "Find entries that are one work, and merge them."),
    "fmt": ("fmt", "Lay out .bib files, only as far as settings ask for it."),
    "undo": ("undo", "Take back the last thing that citare wrote."),
    "trust": ("trust", "Allow this project what only you can allow, after showing it."),
    "lsp": ("lsp", "Serve an editor: findings, references, keys, entries."),
    "completion": ("completion", "Complete commands, keys and styles in your shell."),
    "config": ("config", "Show each setting and where it was set."),
}
