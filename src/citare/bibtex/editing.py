"""Changes to a document: planned as span edits, spliced into the text, checked by a new scan.

    revised = revise(document, [EditEntry(entry, {"doi": "10.1/x", "url": None})])
    revised.text

Bytes outside the edits stay. The new text is scanned and compared with what was meant, and
`UnsafeEdit` is raised if it shows anything else. bibtexparser must agree.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import TypeAlias

from citare.bibtex.interop import read_alike
from citare.bibtex.layout import Layout, entry_layout, file_layout, in_case, text_case
from citare.bibtex.macros import compress
from citare.bibtex.nodes import Document, Entry, Field, Junk, PieceKind, Segment
from citare.bibtex.scanner import parse
from citare.bibtex.writing import (
    Raw,
    Value,
    check_key,
    check_name,
    entry_text,
    field_text,
    value_text,
)
from citare.changes import FileChange, difference, splice
from citare.errors import UnsafeEdit
from citare.findings import Edit, Severity


@dataclass(frozen=True, slots=True)
class Block:
    """What a scan shows of a block, its layout left out."""

    kind: str
    name: str
    fields: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of_entry(cls, entry: Entry) -> Block:
        """Type, key, and the fields as written."""
        fields = tuple((f.name, entry.source[f.value_start : f.value_end]) for f in entry.fields)
        closed = "" if entry.close >= 0 else " unclosed"
        return cls(f"@{entry.type}{closed}", entry.key, fields)

    @classmethod
    def of(cls, segment: Segment) -> Block:
        """Any block; what is no entry must stay as it is."""
        if isinstance(segment, Entry):
            return cls.of_entry(segment)
        return cls(type(segment).__name__, segment.text)


def check_change(before: Document, after: Document, instead: Mapping[int, Sequence[Block]]) -> None:
    """Raise UnsafeEdit unless `after` shows what `before` shows, but for `instead`.

    `instead` replaces segments, by `id`; what it has under -1 comes last. Segments at both
    ends whose text is the same are not looked into.
    """
    one, other = before.segments, after.segments
    limit = min(len(one), len(other))
    head = 0
    while head < limit and _same(one[head], other[head], instead):
        head += 1
    limit -= head
    tail = 0
    while tail < limit and _same(one[-1 - tail], other[-1 - tail], instead):
        tail += 1
    expected = blocks_of([*one[head : len(one) - tail], None], instead)
    check_blocks(expected, blocks_of(other[head : len(other) - tail], {}), before.file)


def _same(one: Segment, other: Segment, instead: Mapping[int, Sequence[Block]]) -> bool:
    return type(one) is type(other) and id(one) not in instead and one.text == other.text


def blocks_of(
    segments: Sequence[Segment | None], instead: Mapping[int, Sequence[Block]]
) -> list[Block]:
    """Blocks in order; junk is one block for each gap, without white space."""
    blocks: list[Block] = []
    for segment in segments:
        ident = -1 if segment is None else id(segment)
        own = [Block.of(segment)] if segment else []
        for block in instead.get(ident, own):
            if block.kind != "Junk":
                blocks.append(block)
            elif text := "".join(block.name.split()):
                if blocks and blocks[-1].kind == "Junk":
                    text = blocks.pop().name + text
                blocks.append(Block("Junk", text))
    return blocks


def check_blocks(expected: Sequence[Block], found: Sequence[Block], file: str) -> None:
    """Raise UnsafeEdit at the first difference."""
    for one, other in zip_longest(expected, found):
        if one != other:
            shown = one or other
            what = f"{shown.kind} {shown.name[:40]}" if shown else ""
            raise UnsafeEdit(
                f"the change would not be read back from {file or 'the file'} as it was meant"
                f" (at {what.strip()})",
                hint="nothing was changed; mend the file there by hand first",
            )


def verify_edit(before: Document, edits: Sequence[Edit], after: Document) -> None:
    """Check edits of unknown intent: what they do not touch must be there, and no new errors.

    Raises UnsafeEdit else. Entries may come only from an edit's own text, and go only where an
    edit covers them.
    """
    covered = 0
    for segment in before.segments:
        if isinstance(segment, Junk):
            continue
        if any(e.start <= segment.start and segment.end <= e.end for e in edits):
            covered += isinstance(segment, Entry)
            continue
        found = after.at(_moved(edits, segment.start))
        if type(found) is not type(segment):
            raise UnsafeEdit(f"the edits would break the block {segment.text[:40]!r}")
        if isinstance(segment, Entry) and isinstance(found, Entry):
            _check_fields(segment, edits, found)
        elif found and found.text != segment.text and not _touched(edits, segment):
            raise UnsafeEdit(f"the edits would change the block {segment.text[:40]!r} too")
    brought = sum(e.text.count("@") for e in edits)
    lost = len(before.entries) - len(after.entries)
    if lost > covered or -lost > brought:
        raise UnsafeEdit("the edits would add or remove entries they do not name")
    if new := _errors(after) - _errors(before):
        raise UnsafeEdit(f"the edits would bring an error: {', '.join(new)}")
    stray = [s for s in before.segments if isinstance(s, Junk) and _touched(edits, s)]
    if not stray and not covered and not brought and _junk(before) != _junk(after):
        raise UnsafeEdit("the edits would push text out of its entry")


def _errors(document: Document) -> Counter[str]:
    return Counter(f.code for f in document.findings if f.severity is Severity.ERROR)


def _junk(document: Document) -> str:
    return "".join("".join(s.text.split()) for s in document.segments if isinstance(s, Junk))


def _touched(edits: Sequence[Edit], segment: Segment) -> bool:
    return any(_touches(e, segment.start, segment.end) for e in edits)


def _touches(edit: Edit, start: int, end: int) -> bool:
    return edit.start < end and edit.end > start


def _moved(edits: Sequence[Edit], offset: int) -> int:
    """Where an untouched offset is after the edits."""
    return offset + sum(len(e.text) - (e.end - e.start) for e in edits if e.end <= offset)


def _check_fields(entry: Entry, edits: Sequence[Edit], found: Entry) -> None:
    """Fields that no edit touches must be in the entry as they were."""
    rest = list(Block.of_entry(found).fields)
    for one in entry.fields:
        raw = (one.name, entry.source[one.value_start : one.value_end])
        if any(_touches(e, one.start, one.value_end) for e in edits):
            continue
        if raw not in rest:
            raise UnsafeEdit(f"the edits would change {one.name} of {entry.key} too")
        rest.remove(raw)


_REST_OF_LINE = re.compile(r"[ \t]*+(?:%[^\n\r]*+)?(?=[\r\n])")
_BLANK_TO_LINE_END = re.compile(r"[ \t]*+(?:\r\n|\n|\r)")
_SOUND = (PieceKind.BRACED, PieceKind.QUOTED, PieceKind.NUMBER)


def set_field(entry: Entry, name: str, value: Value, layout: Layout) -> tuple[Edit, ...]:
    """Give a field a value, adding the field where the entry lacks it.

    No edits if it says so already (white space aside). An existing value's delimiters stay.
    """
    found = entry.field(name.lower())
    if found is None:
        return add_field(entry, name.lower(), value, layout)
    if _says(entry, found, value):
        return ()
    return (Edit(found.value_start, found.value_end, _new_value(found, value, layout)),)


def _says(entry: Entry, field: Field, value: Value) -> bool:
    written = entry.source[field.value_start : field.value_end]
    if isinstance(value, Raw):
        return written == value.text
    if any(p.kind not in _SOUND for p in field.pieces):
        return field.name == "month" and written == value
    return compress(entry.content(field.name)) == compress(value) and bool(field.pieces)


def _new_value(field: Field, value: Value, layout: Layout) -> str:
    kinds = [p.kind for p in field.pieces]
    if not kinds:
        return layout.after_equals + value_text(field.name, value, layout)
    if PieceKind.QUOTED in kinds or PieceKind.BRACED in kinds:
        bare = layout.bare_numbers and PieceKind.BRACED not in kinds and len(kinds) > 1
        layout = replace(layout, quotes=kinds[0] is PieceKind.QUOTED, bare_numbers=bare)
    elif kinds == [PieceKind.NUMBER]:
        layout = replace(layout, bare_numbers=True)
    return value_text(field.name, value, layout)


def add_field(entry: Entry, name: str, value: Value, layout: Layout) -> tuple[Edit, ...]:
    """Add a field behind the last one."""
    source = entry.source
    text = field_text(name, value, layout)
    gap = " " if layout.one_line else layout.newline + layout.indent
    comma = "," if layout.trailing_comma else ""
    if not entry.fields:
        return _add_first(entry, f"{gap}{text}{comma}", layout)
    last = entry.fields[-1]
    if last.comma < 0 and layout.comma_first and not layout.one_line:
        return (Edit(last.value_end, last.value_end, f"{gap}, {text}"),)
    if last.comma < 0:
        at = _behind_remark(entry, last.value_end)
        if at == last.value_end:
            return (Edit(at, at, f",{gap}{text}{comma}"),)
        return (Edit(last.value_end, last.value_end, ","), Edit(at, at, f"{gap}{text}{comma}"))
    if _leads_line(source, last):
        line = max(source.rfind("\n", 0, last.comma), source.rfind("\r", 0, last.comma)) + 1
        tail = layout.newline + source[line : last.comma + 1]
        return (Edit(last.end, last.end, f" {text}{tail}"),)
    at = _behind_remark(entry, last.end)
    if not layout.trailing_comma and source[last.end : entry.close].strip():
        comma = ","
    return (Edit(at, at, f"{gap}{text}{comma}"),)


def _behind_remark(entry: Entry, at: int) -> int:
    """`at`, or the end of its line if only a `%` remark follows there."""
    found = _REST_OF_LINE.match(entry.source, at, max(entry.end, at))
    return found.end() if found and "%" in found[0] else at


def _add_first(entry: Entry, text: str, layout: Layout) -> tuple[Edit, ...]:
    source = entry.source
    at = entry.key_end
    while at < entry.end and source[at].isspace():
        at += 1
    if source.startswith(",", at, entry.end):
        at += 1
    else:
        at = entry.key_end
        text = "," + text
    closes_here = at <= entry.close and not set(source[at : entry.close]) & {"\n", "\r"}
    if closes_here and not layout.one_line:
        text += layout.newline
    return (Edit(at, at, text),)


def remove_field(entry: Entry, name: str) -> tuple[Edit, ...]:
    """Remove the field that counts under a name, with its comma and its line."""
    for index, one in enumerate(entry.fields):
        if one.name == name.lower():
            before = entry.fields[index - 1] if index else None
            behind = entry.fields[index + 1] if index + 1 < len(entry.fields) else None
            return _removal(entry, one, before, behind)
    return ()


def _removal(
    entry: Entry, one: Field, before: Field | None, behind: Field | None
) -> tuple[Edit, ...]:
    source = entry.source
    if before is not None and _leads_line(source, before):
        if one.comma >= 0:
            return (Edit(before.comma, one.comma, ""),)
        blank = not source[before.value_end : before.comma].strip()
        return (Edit(before.value_end if blank else before.comma, one.end, ""),)
    edits: list[Edit] = []
    if behind is None and one.comma < 0 and before is not None and before.comma >= 0:
        if not source[before.end : one.start].strip():
            return (Edit(before.comma, one.end, ""),)
        edits.append(Edit(before.comma, before.comma + 1, ""))
    line_start = one.start
    while source[line_start - 1] in " \t":
        line_start -= 1
    own_line = source[line_start - 1] in "\r\n"
    rest = _BLANK_TO_LINE_END.match(source, one.end, entry.end)
    if own_line and rest:
        return (*edits, Edit(line_start, rest.end(), ""))
    if before is None:
        if behind is not None and not source[one.end : behind.start].strip(" \t"):
            return (Edit(one.start, behind.start, ""),)
        return (Edit(line_start, one.end, ""),)
    gap_is_blank = not source[before.end : one.start].strip()
    return (*edits, Edit(before.end if gap_is_blank else line_start, one.end, ""))


def _leads_line(source: str, before: Field) -> bool:
    """Whether the comma behind a field stands on a line of its own with the next field."""
    return before.comma >= 0 and any(c in "\r\n" for c in source[before.value_end : before.comma])


def rename_key(entry: Entry, key: str) -> tuple[Edit, ...]:
    """Give an entry another citation key, or the one it lacks."""
    if key == entry.key:
        return ()
    check_key(key)
    if entry.key:
        return (Edit(entry.key_start, entry.key_end, key),)
    comma = "" if entry.source.startswith((",", "}", ")"), entry.key_end) else ","
    at = entry.open + 1
    space = " " if comma and at == entry.key_end else ""
    return (Edit(at, at, key + comma + space),)


def change_type(entry: Entry, entry_type: str) -> tuple[Edit, ...]:
    """Change an entry's type, in the case it is written in."""
    if entry_type.lower() == entry.type:
        return ()
    check_name(entry_type)
    if entry_type.lower() in ("comment", "string", "preamble"):
        raise UnsafeEdit(f"@{entry_type} is no entry type")
    case = text_case(entry.source[entry.type_start : entry.type_end])
    return (Edit(entry.type_start, entry.type_end, in_case(entry_type, case)),)


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
    """A changed document: the one before, the edits, and the scan of the new text."""

    before: Document
    edits: tuple[Edit, ...]
    document: Document

    @property
    def text(self) -> str:
        """The new text."""
        return self.document.text

    @property
    def change(self) -> FileChange:
        """What becomes of the file."""
        return FileChange.edited(self.before.text, self.edits)


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
        return Revised(document, (), document)
    text = splice(document.text, edits)
    after = parse(text, document.file)
    check_change(document, after, expected)
    return Revised(document, tuple(sorted(edits, key=lambda e: (e.start, e.end))), after)


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
        edits = remove_field(now, name) if value is None else set_field(now, name, value, layout)
        now, text = _step(now, text, edits, made)
    if change.key is not None:
        now, text = _step(now, text, rename_key(now, change.key), made)
    if change.type is not None:
        now, text = _step(now, text, change_type(now, change.type), made)
    _check_meant(change, entry, now, layout)
    written = any(not isinstance(value, Raw) for value in change.fields.values())
    if written and not read_alike(now) and read_alike(sketch[0]):
        raise UnsafeEdit(f"other programs would misread the entry {now.key} after this change")
    edit = difference(entry.text, text)
    whole = made[0] if len(made) == 1 else (edit,) if edit else ()
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
            if set_field(after, name, value, layout):  # what was there joins on to it
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
