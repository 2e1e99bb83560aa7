"""Changes to a document: planned as span edits, spliced into the text, checked by a new scan.

    revised = revise(document, [EditEntry(entry, {"doi": "10.1/x", "url": None})])
    revised.text

Bytes outside the edits stay. The new text is scanned and compared with what was meant, and
`UnsafeEdit` is raised if it shows anything else. bibtexparser must agree.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from citare.bibtex import entry_edits
from citare.bibtex.entry_text import Raw, Value, entry_text
from citare.bibtex.layout import Layout, entry_layout, file_layout
from citare.bibtex.nodes import Document, Entry
from citare.bibtex.parse import parse
from citare.bibtex.second_reader import read_alike
from citare.bibtex.verify_edit import Block, check_change
from citare.errors import UnsafeEdit
from citare.findings import Edit


@dataclass(frozen=True, slots=True)
class EditEntry:
    """Change an entry: fields to set (None removes), a new key, a new type."""

    entry: Entry
    fields: Mapping[str, Value | None] = field(default_factory=dict)
    key: str | None = None
    type: str | None = None


@dataclass(frozen=True, slots=True)
class AddEntry:
    """Add an entry, behind `after` or behind the last one."""

    type: str
    key: str
    fields: Mapping[str, Value]
    after: Entry | None = None


@dataclass(frozen=True, slots=True)
class RemoveEntry:
    """Remove an entry with the lines it stands on."""

    entry: Entry


Change: TypeAlias = EditEntry | AddEntry | RemoveEntry


@dataclass(frozen=True, slots=True, eq=False)
class Revised:
    """A changed document: its text, the edits that led to it, and its scan."""

    text: str
    edits: tuple[Edit, ...]
    document: Document


def splice(text: str, edits: Sequence[Edit]) -> str:
    """Apply edits; those at one place keep their order. Overlapping ones raise UnsafeEdit."""
    parts: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        if edit.start < at or not edit.start <= edit.end <= len(text):
            raise UnsafeEdit("two changes touch the same text", hint="make them one by one")
        parts += text[at : edit.start], edit.text
        at = edit.end
    parts.append(text[at:])
    return "".join(parts)


def revise(document: Document, changes: Sequence[Change]) -> Revised:
    """Make changes to a document. Raises UnsafeEdit where that cannot be done exactly.

    All changes refer to the document as it is given; one entry may be named once.
    """
    layout = file_layout(document)
    edited = [
        replace(c, fields={name.lower(): value for name, value in c.fields.items()})
        for c in changes
        if isinstance(c, EditEntry)
    ]
    removed = [c.entry for c in changes if isinstance(c, RemoveEntry)]
    added = [c for c in changes if isinstance(c, AddEntry)]
    named = [id(c.entry) for c in edited] + [id(e) for e in removed]
    if len(set(named)) < len(named):
        raise UnsafeEdit("an entry is changed twice at once", hint="make the changes one by one")
    edits: list[Edit] = []
    expected: dict[int, tuple[Block, ...]] = {id(e): () for e in removed}
    for change in edited:
        made, block = _edit_entry(change, layout)
        edits += made
        expected[id(change.entry)] = (block,)
    edits += _removals(document, removed)
    edits += _additions(document, added, {id(e) for e in removed}, expected, layout)
    if not edits:
        return Revised(document.text, (), document)
    text = splice(document.text, edits)
    after = parse(text, document.file)
    check_change(document, after, expected)
    return Revised(text, tuple(sorted(edits, key=lambda e: (e.start, e.end))), after)


def _edit_entry(change: EditEntry, of_file: Layout) -> tuple[list[Edit], Block]:
    """The edits of one entry, and what a scan must show for it afterwards."""
    entry = change.entry
    sketch = parse(entry.text).entries
    if len(sketch) != 1:
        raise UnsafeEdit(f"the entry {entry.key} cannot be read on its own")
    now, text = sketch[0], entry.text
    layout = entry_layout(now, of_file)
    made: list[tuple[Edit, ...]] = []
    for name, value in change.fields.items():
        if value is None:
            edits = entry_edits.remove_field(now, name)
        else:
            edits = entry_edits.set_field(now, name, value, layout)
        now, text = _step(now, text, edits, made)
    if change.key is not None:
        now, text = _step(now, text, entry_edits.rename_key(now, change.key), made)
    if change.type is not None:
        now, text = _step(now, text, entry_edits.change_type(now, change.type), made)
    _check_meant(change, entry, now, layout)
    written = any(not isinstance(value, Raw) for value in change.fields.values())
    if written and not read_alike(now) and read_alike(sketch[0]):
        raise UnsafeEdit(f"other programs would misread the entry {now.key} after this change")
    whole = made[0] if len(made) == 1 else _difference(entry.text, text)
    shifted = [Edit(e.start + entry.start, e.end + entry.start, e.text) for e in whole]
    return shifted, Block.of_entry(now)


def _step(
    now: Entry, text: str, edits: tuple[Edit, ...], made: list[tuple[Edit, ...]]
) -> tuple[Entry, str]:
    if not edits:
        return now, text
    made.append(edits)
    text = splice(text, edits)
    sketch = parse(text)
    if len(sketch.segments) != 1 or len(sketch.entries) != 1:
        raise UnsafeEdit(
            f"the change would break the entry {now.key}", hint="mend the entry by hand first"
        )
    return sketch.entries[0], text


def _check_meant(change: EditEntry, before: Entry, after: Entry, layout: Layout) -> None:
    """The entry's own part of the check: everything not named is as it was."""
    seen: set[str] = set()
    kept: list[tuple[str, str]] = []
    for one in before.fields:
        if one.name in change.fields and one.name not in seen:
            seen.add(one.name)
        else:
            kept.append((one.name, before.source[one.value_start : one.value_end]))
    rest = [(f.name, after.source[f.value_start : f.value_end]) for f in after.fields]
    for name, value in change.fields.items():
        if value is not None:
            found = after.field(name)
            if found is None:
                raise UnsafeEdit(f"the field {name} would not be in {before.key}")
            raw = after.source[found.value_start : found.value_end]
            if isinstance(value, Raw) and raw != value.text:
                raise UnsafeEdit(f"{value.text!r} is no value for {name}")
            if entry_edits.set_field(after, name, value, layout):  # what was there joins on to it
                raise UnsafeEdit(
                    f"{name} of {before.key} would not say what is meant",
                    hint="mend the entry by hand first",
                )
            rest.remove((found.name, raw))
    key = before.key if change.key is None else change.key
    entry_type = before.type if change.type is None else change.type.lower()
    same = sorted(rest) == sorted(kept) and (after.key, after.type) == (key, entry_type)
    if not same or (before.clean and not after.clean):
        raise UnsafeEdit(
            f"the change would touch other parts of {before.key}",
            hint="mend the entry by hand first",
        )


def _difference(before: str, after: str) -> tuple[Edit, ...]:
    """One edit that leads from one text to the other."""
    if before == after:
        return ()
    limit = min(len(before), len(after))
    start = next((i for i in range(limit) if before[i] != after[i]), limit)
    limit -= start
    tail = next((i for i in range(limit) if before[-1 - i] != after[-1 - i]), limit)
    return (Edit(start, len(before) - tail, after[start : len(after) - tail]),)


def _removals(document: Document, removed: Sequence[Entry]) -> list[Edit]:
    edits: list[Edit] = []
    done = 0
    for entry in sorted(removed, key=lambda e: e.start):
        start, end = _lines(document.text, entry)
        edits.append(Edit(max(start, done), end, ""))
        done = end
    return edits


def _lines(text: str, entry: Entry) -> tuple[int, int]:
    """The lines of an entry with the blank ones behind it; if there are none, those before it."""
    start, end = entry.start, entry.end
    while start > 0 and text[start - 1] in " \t":
        start -= 1
    if start > 0 and text[start - 1] not in "\r\n":
        return entry.start, entry.end
    blank = end
    while blank < len(text) and text[blank] in " \t\r\n":
        blank += 1
    line = max(text.rfind("\n", end, blank), text.rfind("\r", end, blank)) + 1
    before = start
    while before > 0 and text[before - 1] in " \t\r\n":
        before -= 1
    if before == 0:
        return 0, max(line, end) if blank < len(text) else blank
    if blank == len(text) or (line and len(text[end:line].splitlines()) == 1):
        return before, end
    return (start, line) if line else (start, end)


def _additions(
    document: Document,
    added: Sequence[AddEntry],
    removed: set[int],
    expected: dict[int, tuple[Block, ...]],
    layout: Layout,
) -> list[Edit]:
    """One edit for each place where entries are added."""
    if not added:
        return []
    kept = [e for e in document.entries if id(e) not in removed]
    places: dict[int, list[AddEntry]] = {}
    anchors: dict[int, Entry | None] = {}
    for change in added:
        anchor = change.after or (kept[-1] if kept else None)
        anchors[id(anchor)] = anchor
        places.setdefault(id(anchor), []).append(change)
    edits = []
    for place, changes in places.items():
        anchor = anchors[place]
        texts = [entry_text(c.type, c.key, c.fields, layout) for c in changes]
        entries = [parse(text).entries[0] for text in texts]
        if unread := [e.key for e in entries if not read_alike(e)]:
            raise UnsafeEdit(f"other programs would misread the new entry {unread[0]}")
        blocks = tuple(Block.of_entry(e) for e in entries)
        joined = layout.separator.join(texts)
        if anchor is None:
            end = len(document.text)
            edits.append(Edit(end, end, _behind_everything(document.text, joined, layout)))
            expected[-1] = blocks
            continue
        at = _end_of_line(document.text, anchor)
        edits.append(Edit(at, at, layout.separator + joined))
        if at == anchor.end:
            own = expected.get(id(anchor), (Block.of_entry(anchor),))
            expected[id(anchor)] = (*own, *blocks)
        elif (junk := document.at(anchor.end)) is not None:
            remark, rest = document.text[junk.start : at], document.text[at : junk.end]
            expected[id(junk)] = (Block("Junk", remark), *blocks, Block("Junk", rest))
    return edits


def _end_of_line(text: str, entry: Entry) -> int:
    """Behind what stands on an entry's last line, unless that is the beginning of a block."""
    at = entry.end
    while at < len(text) and text[at] not in "\r\n":
        if text[at] == "@":
            return entry.end
        at += 1
    return at


def _behind_everything(text: str, added: str, layout: Layout) -> str:
    if not text.strip("\ufeff \t\r\n"):
        gap = ""
    elif text.endswith(("\n", "\r")):
        gap = layout.newline
    else:
        gap = layout.newline * 2
    return f"{gap}{added}{layout.newline}"
