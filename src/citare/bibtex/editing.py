"""Changes to a document: planned as span edits, spliced into the text, checked by one guard.

    revised = revise(document, [EditEntry(entry, {"doi": "10.1/x", "url": None})])
    revised.text

Bytes outside the edits stay. Every change, whichever command makes it, passes the same guard:
the new text is scanned again, and `UnsafeEdit` is raised unless it shows exactly the change
that was meant; and bibtexparser must read every entry that was written as the scanner does
(citare.bibtex.interop).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import TypeAlias

from citare.bibtex.inherit import Resolver
from citare.bibtex.interop import misreading
from citare.bibtex.layout import Layout, entry_layout, file_layout, in_case, text_case
from citare.bibtex.macros import Macros, compress
from citare.bibtex.nodes import (
    Document,
    Entry,
    Field,
    Junk,
    PieceKind,
    Segment,
    Strings,
    piece_text,
)
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

BY_HAND = "fix the entry by hand first"


# What can be meant


@dataclass(frozen=True, slots=True)
class EditEntry:
    """Change an entry: fields to set (None removes), a new key, a new type."""

    entry: Entry
    fields: Mapping[str, Value | None] = field(default_factory=dict)
    key: str | None = None
    type: str | None = None


@dataclass(frozen=True, slots=True)
class AddEntry:
    """Add an entry, after `after` or after the last one."""

    type: str
    key: str
    fields: Mapping[str, Value]
    after: Entry | None = None


@dataclass(frozen=True, slots=True)
class RemoveEntry:
    """Remove an entry with its lines."""

    entry: Entry


@dataclass(frozen=True, slots=True)
class ReplaceEntry:
    """Put a text that a person wrote in an entry's place. It must be exactly one good entry."""

    entry: Entry
    text: str


@dataclass(frozen=True, slots=True)
class LayOut:
    """Write an entry in another layout. It must say what it said."""

    entry: Entry
    text: str


@dataclass(frozen=True, slots=True)
class Patch:
    """Edits by place (a rule's fix). Fields and blocks that they do not touch stay as they are,
    entries keep their keys and types, and no new problem appears."""

    edits: tuple[Edit, ...]


Change: TypeAlias = EditEntry | AddEntry | RemoveEntry | ReplaceEntry | LayOut | Patch


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
    plan = _Plan(document, file_layout(document))
    entries = [c.entry for c in changes if isinstance(c, (EditEntry, ReplaceEntry, LayOut))]
    removed = [c.entry for c in changes if isinstance(c, RemoveEntry)]
    named = [id(entry) for entry in entries + removed]
    if len(set(named)) < len(named):
        raise UnsafeEdit("an entry is changed twice at once", hint="make the changes one by one")
    for change in changes:
        if isinstance(change, EditEntry):
            plan.edit(change)
        elif isinstance(change, ReplaceEntry):
            plan.put(change.entry, _by_hand(change, document))
        elif isinstance(change, LayOut):
            plan.put(change.entry, _laid_out(change))
        elif isinstance(change, Patch):
            plan.edits += change.edits
            plan.patches += change.edits
    plan.remove(removed)
    plan.add([c for c in changes if isinstance(c, AddEntry)], removed)
    if not plan.edits:
        return Revised(document, (), document)
    edits = tuple(sorted(plan.edits, key=lambda e: (e.start, e.end)))
    after = parse(splice(document.text, edits), document.file)
    _guard(plan, after)
    return Revised(document, edits, after)


class _Plan:
    """The edits that changes need, and what a scan must show afterwards.

    `expected` has the blocks that come in place of a segment (by `id`; -1: after the last one);
    `written` the entries that were written, each with the one it replaces.
    """

    def __init__(self, document: Document, layout: Layout) -> None:
        self.document = document
        self.layout = layout
        self.edits: list[Edit] = []
        self.patches: list[Edit] = []
        self.expected: dict[int, tuple[Block, ...]] = {}
        self.written: list[tuple[Entry | None, Entry]] = []

    def edit(self, change: EditEntry) -> None:
        fields = {name.lower(): value for name, value in change.fields.items()}
        change = replace(change, fields=fields)
        edits, now = _edited(change, self.layout)
        if edits:
            self.edits += edits
            self.written.append((change.entry, now))
        self.expected[id(change.entry)] = (Block.of_entry(now),)

    def put(self, entry: Entry, new: Entry) -> None:
        """Another text in an entry's place."""
        if new.text != entry.text:
            self.edits.append(Edit(entry.start, entry.end, new.text))
            self.written.append((entry, new))
            self.expected[id(entry)] = (Block.of_entry(new),)

    def remove(self, entries: Sequence[Entry]) -> None:
        self.expected.update({id(entry): () for entry in entries})
        self.edits += _removals(self.document, entries)

    def add(self, added: Sequence[AddEntry], removed: Sequence[Entry]) -> None:
        """One edit for each place where entries are added."""
        text, layout = self.document.text, self.layout
        gone = {id(entry) for entry in removed}
        kept = [entry for entry in self.document.entries if id(entry) not in gone]
        last = kept[-1] if kept else None
        places: dict[int, tuple[Entry | None, list[AddEntry]]] = {}
        for change in added:
            anchor = change.after or last
            places.setdefault(id(anchor), (anchor, []))[1].append(change)
        for anchor, changes in places.values():
            texts = [entry_text(c.type, c.key, c.fields, layout) for c in changes]
            entries = [parse(text).entries[0] for text in texts]
            self.written += [(None, entry) for entry in entries]
            blocks = tuple(Block.of_entry(entry) for entry in entries)
            joined = layout.separator.join(texts)
            if anchor is None:
                self.edits.append(Edit(len(text), len(text), _at_the_end(text, joined, layout)))
                self.expected[-1] = blocks
                continue
            at = _end_of_line(text, anchor)
            self.edits.append(Edit(at, at, layout.separator + joined))
            if at == anchor.end:
                own = self.expected.get(id(anchor), (Block.of_entry(anchor),))
                self.expected[id(anchor)] = (*own, *blocks)
            elif (junk := self.document.at(anchor.end)) is not None:
                remark, rest = (
                    Block("Junk", text[junk.start : at]),
                    Block("Junk", text[at : junk.end]),
                )
                self.expected[id(junk)] = (remark, *blocks, rest)


# The guard


@dataclass(frozen=True, slots=True)
class Block:
    """What a scan shows of a block, without its layout."""

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
        """Any block; all but entries must stay as they are."""
        if isinstance(segment, Entry):
            return cls.of_entry(segment)
        return cls(type(segment).__name__, segment.text)


def _guard(plan: _Plan, after: Document) -> None:
    """Raise UnsafeEdit unless `after` shows what was there before, changed only as planned.

    Segments at both ends whose text is the same are not looked into.
    """
    before, expected = plan.document, plan.expected
    if plan.patches:
        _expect_patches(plan, after)
    old, new = before.segments, after.segments
    limit = min(len(old), len(new))
    head = 0
    while head < limit and _same(old[head], new[head], expected):
        head += 1
    limit -= head
    tail = 0
    while tail < limit and _same(old[-1 - tail], new[-1 - tail], expected):
        tail += 1
    wanted = _blocks([*old[head : len(old) - tail], None], expected)
    found = _blocks(new[head : len(new) - tail], {})
    for one, other in zip_longest(wanted, found):
        if one != other:
            shown = one or other
            what = f"{shown.kind} {shown.name[:40]}".strip() if shown else ""
            raise UnsafeEdit(
                f"the change would not be read back from {before.file or 'the file'} as it was"
                f" meant (at {what})",
                hint="nothing was changed; fix the file there by hand first",
            )
    for entry, written in plan.written:
        if (wrong := misreading(written)) and (entry is None or misreading(entry) is None):
            raise UnsafeEdit(
                f"other programs would misread the entry {written.key}: {wrong.message}",
                hint="nothing was changed",
            )


def _same(old: Segment, new: Segment, expected: Mapping[int, Sequence[Block]]) -> bool:
    return type(old) is type(new) and id(old) not in expected and old.text == new.text


def _blocks(
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


def _expect_patches(plan: _Plan, after: Document) -> None:
    """Work out what edits by place may make of the segments that they touch."""
    before = plan.document
    if new := _problems(after) - _problems(before):
        raise UnsafeEdit(f"the edits would bring a new problem: {', '.join(new)}")
    edits = sorted(plan.edits, key=lambda e: (e.start, e.end))
    touched: dict[int, tuple[Segment, list[Edit]]] = {}
    for edit in plan.patches:
        segment = _holder(before, edit)
        touched.setdefault(id(segment), (segment, []))[1].append(edit)
    moved = _moves(edits, sorted(segment.start for segment, _ in touched.values()))
    for ident, (segment, own) in touched.items():
        found = after.at(moved[segment.start])
        if isinstance(segment, Entry) and isinstance(found, Entry):
            if (segment.key, segment.type) != (found.key, found.type):
                raise UnsafeEdit(f"the edits would change the key or type of {segment.key}")
            _check_fields(segment, own, found)
            plan.written.append((segment, found))
            plan.expected[ident] = (Block.of_entry(found),)
        elif isinstance(segment, Strings) and isinstance(found, Strings):
            _check_fields(segment, own, found)
            plan.expected[ident] = (Block.of(found),)
        else:
            shifted = [Edit(e.start - segment.start, e.end - segment.start, e.text) for e in own]
            text = splice(segment.text, shifted)
            plan.expected[ident] = (Block(type(segment).__name__, text),)


def _problems(document: Document) -> Counter[str]:
    return Counter(finding.code for finding in document.findings)


def _holder(document: Document, edit: Edit) -> Segment:
    """The segment that an edit belongs to: of two neighbours the entry."""
    found = document.at(edit.start)
    if found is not None and edit.start == edit.end == found.start and not isinstance(found, Entry):
        found = document.at(max(edit.start - 1, 0))
    if found is None or edit.end > found.end:
        raise UnsafeEdit("the edit reaches over more than one block")
    return found


def _moves(edits: Sequence[Edit], offsets: Sequence[int]) -> dict[int, int]:
    """Where the beginnings of segments are after the edits."""
    found: dict[int, int] = {}
    shift = index = 0
    for offset in offsets:
        while index < len(edits) and edits[index].end <= offset and edits[index].start < offset:
            shift += len(edits[index].text) - (edits[index].end - edits[index].start)
            index += 1
        found[offset] = offset + shift
    return found


def _check_fields(segment: Entry | Strings, edits: Sequence[Edit], found: Entry | Strings) -> None:
    """Fields that no edit touches must be there as they were, and none may be new but a renamed
    one."""
    names = {one.name for one in segment.fields}
    rest = Counter((f.name, found.source[f.value_start : f.value_end]) for f in found.fields)
    renamed = any(one.start <= e.start < one.name_end for one in segment.fields for e in edits)
    if not renamed and any(name not in names for name, _ in rest):
        raise UnsafeEdit("the edits would bring a field that they do not name")
    for one in segment.fields:
        raw = (one.name, segment.source[one.value_start : one.value_end])
        if any(e.start <= one.end and e.end >= one.start for e in edits):
            continue
        if not rest[raw]:
            raise UnsafeEdit(f"the edits would change {one.name} too")
        rest[raw] -= 1


def rearranged(document: Document, text: str) -> Revised:
    """A document whose text has the same blocks in another order.

    UnsafeEdit unless it says the same: entries and remarks are those that were there, all other
    blocks are as they were, and every value that is inherited or a macro reads as before.
    """
    after = parse(text, document.file)
    edit = difference(document.text, text)
    if edit is None:
        return Revised(document, (), document)
    check_same_meaning(document, after)
    return Revised(document, (edit,), after)


def check_same_meaning(before: Document, after: Document) -> None:
    """Raise UnsafeEdit if two texts say different things."""
    for what, one, other in (
        ("entries", _resolved(before), _resolved(after)),
        ("@string, @preamble or @comment blocks", _other_blocks(before), _other_blocks(after)),
        ("remarks between entries", _remarks(before), _remarks(after)),
        ("unreadable parts", _problems(before), _problems(after)),
    ):
        if one != other:
            raise UnsafeEdit(
                f"{before.file or 'the file'}: the order would change {what}",
                hint="nothing was changed; `citare check` may show what is odd there",
            )


def _resolved(document: Document) -> dict[str, list[tuple[str, str, frozenset[tuple[str, str]]]]]:
    """By key without case, in order: type, key and resolved values of each entry."""
    resolver = Resolver([(document, Macros(document))])
    found: dict[str, list[tuple[str, str, frozenset[tuple[str, str]]]]] = defaultdict(list)
    for entry in document.entries:
        fields = resolver.resolve(entry, document).fields
        repeated = Counter(one.name for one in entry.fields)
        counts = {(f"{name} repeated", str(n)) for name, n in repeated.items() if n > 1}
        values = frozenset({*fields.items(), *counts})
        found[entry.key.lower()].append((entry.type, entry.key, values))
    if "" in found:  # no program tells entries without a key apart by their order
        found[""].sort(key=lambda one: (one[0], sorted(one[2])))
    return found


def _other_blocks(document: Document) -> list[str]:
    return [s.text for s in document.segments if not isinstance(s, Entry | Junk)]


def _remarks(document: Document) -> Counter[str]:
    """The lines of the text between blocks, without white space."""
    return Counter(
        line.strip()
        for segment in document.segments
        if isinstance(segment, Junk)
        for line in segment.text.splitlines()
        if line.strip()
    )


# One entry: changed by fields


def _edited(change: EditEntry, of_file: Layout) -> tuple[list[Edit], Entry]:
    """The edits of one entry, and the entry as it will be."""
    entry = change.entry
    sketch = parse(entry.text).entries
    if len(sketch) != 1:
        raise UnsafeEdit(f"the entry {entry.key} cannot be read on its own")
    now = sketch[0]
    layout = entry_layout(now, of_file)
    made: list[tuple[Edit, ...]] = []
    for name, value in change.fields.items():
        edits = remove_field(now, name) if value is None else set_field(now, name, value, layout)
        now = _step(now, edits, made)
    if change.key is not None:
        now = _step(now, rename_key(now, change.key), made)
    if change.type is not None:
        now = _step(now, change_type(now, change.type), made)
    _check_meant(change, entry, now, layout)
    edit = difference(entry.text, now.source)
    whole = made[0] if len(made) == 1 else (edit,) if edit else ()
    return [Edit(e.start + entry.start, e.end + entry.start, e.text) for e in whole], now


def _step(now: Entry, edits: tuple[Edit, ...], made: list[tuple[Edit, ...]]) -> Entry:
    """The entry after one more change of its own text."""
    if not edits:
        return now
    made.append(edits)
    sketch = parse(splice(now.source, edits))
    if len(sketch.segments) != 1 or len(sketch.entries) != 1:
        raise UnsafeEdit(f"the change would break the entry {now.key}", hint=BY_HAND)
    return sketch.entries[0]


def _check_meant(change: EditEntry, before: Entry, after: Entry, layout: Layout) -> None:
    """The entry says what was meant, and everything that was not named is as it was."""
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
                raise UnsafeEdit(f"{value.text!r} is not a value for {name}")
            if set_field(after, name, value, layout):  # what was there joins on to it
                raise UnsafeEdit(
                    f"{name} of {before.key} would not say what is meant", hint=BY_HAND
                )
            rest.remove((found.name, raw))
    key = before.key if change.key is None else change.key
    entry_type = before.type if change.type is None else change.type.lower()
    same = sorted(rest) == sorted(kept) and (after.key, after.type) == (key, entry_type)
    if not same or (before.clean and not after.clean):
        raise UnsafeEdit(f"the change would touch other parts of {before.key}", hint=BY_HAND)


# One entry: given a text


def _by_hand(change: ReplaceEntry, document: Document) -> Entry:
    """The entry that a person wrote; UnsafeEdit if the text is anything else."""
    newline = "\r\n" if "\r\n" in document.text else "\n"
    text = change.text.strip().replace("\r\n", "\n").replace("\n", newline)
    sketch = parse(text, document.file)
    if errors := [f for f in sketch.findings if f.severity is Severity.ERROR]:
        place = f"line {errors[0].place.line}, column {errors[0].place.column}"
        raise UnsafeEdit(f"the edited entry has an error in {place}: {errors[0].message}")
    if len(sketch.segments) != 1 or len(sketch.entries) != 1:
        raise UnsafeEdit("the edited text is not exactly one entry", hint="nothing was written")
    return sketch.entries[0]


def _laid_out(change: LayOut) -> Entry:
    """The entry in its new layout; UnsafeEdit if it says anything else than before."""
    entry = change.entry
    sketch = parse(change.text)
    if len(sketch.segments) == len(sketch.entries) == 1:
        now = sketch.entries[0]
        same_head = (now.type, now.key, now.clean) == (entry.type, entry.key, entry.clean)
        if same_head and _values(now) == _values(entry):
            return now
    raise UnsafeEdit(
        f"formatting would change what {entry.key or 'an entry'} says",
        hint="nothing was changed; `citare check` may show what is odd there",
    )


def _values(entry: Entry) -> dict[str, list[list[tuple[str, str]]]]:
    """What the fields say, by name; delimiters and white space do not count."""
    found: dict[str, list[list[tuple[str, str]]]] = {}
    for one in entry.fields:
        pieces = [
            ("text" if p.kind in _DELIMITED else p.kind.value, _blank(piece_text(entry.source, p)))
            for p in one.pieces
        ]
        found.setdefault(one.name, []).append(pieces)
    return found


def _blank(text: str) -> str:
    return " ".join(text.split())


# Edits of an entry's own text: they touch the named part and the comma or line that comes or
# goes with it, nothing else. Offsets are those of the whole text.


_REST_OF_LINE = re.compile(r"[ \t]*+(?:%[^\n\r]*+)?(?=[\r\n])")
_BLANK_TO_LINE_END = re.compile(r"[ \t]*+(?:\r\n|\n|\r)")
_DELIMITED = (PieceKind.BRACED, PieceKind.QUOTED)
_SOUND = (*_DELIMITED, PieceKind.NUMBER)


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
    """Add a field after the last one."""
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
        at = _after_remark(entry, last.value_end)
        if at == last.value_end:
            return (Edit(at, at, f",{gap}{text}{comma}"),)
        return (Edit(last.value_end, last.value_end, ","), Edit(at, at, f"{gap}{text}{comma}"))
    if _leads_line(source, last):
        line = max(source.rfind("\n", 0, last.comma), source.rfind("\r", 0, last.comma)) + 1
        tail = layout.newline + source[line : last.comma + 1]
        return (Edit(last.end, last.end, f" {text}{tail}"),)
    at = _after_remark(entry, last.end)
    return (Edit(at, at, f"{gap}{text}{comma}"),)


def _after_remark(entry: Entry, at: int) -> int:
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
            after = entry.fields[index + 1] if index + 1 < len(entry.fields) else None
            return _removal(entry, one, before, after)
    return ()


def _removal(
    entry: Entry, one: Field, before: Field | None, after: Field | None
) -> tuple[Edit, ...]:
    source = entry.source
    if before is not None and _leads_line(source, before):
        if one.comma >= 0:
            return (Edit(before.comma, one.comma, ""),)
        blank = not source[before.value_end : before.comma].strip()
        return (Edit(before.value_end if blank else before.comma, one.end, ""),)
    edits: list[Edit] = []
    if after is None and one.comma < 0 and before is not None and before.comma >= 0:
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
        if after is not None and not source[one.end : after.start].strip(" \t"):
            return (Edit(one.start, after.start, ""),)
        return (Edit(line_start, one.end, ""),)
    gap_is_blank = not source[before.end : one.start].strip()
    return (*edits, Edit(before.end if gap_is_blank else line_start, one.end, ""))


def _leads_line(source: str, before: Field) -> bool:
    """Whether the comma after a field is on a line of its own, with the next field."""
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
        raise UnsafeEdit(f"@{entry_type} is not an entry type")
    case = text_case(entry.source[entry.type_start : entry.type_end])
    return (Edit(entry.type_start, entry.type_end, in_case(entry_type, case)),)


# Places of whole entries


def _removals(document: Document, removed: Sequence[Entry]) -> list[Edit]:
    edits: list[Edit] = []
    done = 0
    for entry in sorted(removed, key=lambda e: e.start):
        start, end = _lines(document.text, entry)
        edits.append(Edit(max(start, done), end, ""))
        done = end
    return edits


def _lines(text: str, entry: Entry) -> tuple[int, int]:
    """The lines of an entry with the blank ones after it; if there are none, those before it."""
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


def _end_of_line(text: str, entry: Entry) -> int:
    """After what is on an entry's last line, unless that is the beginning of a block."""
    at = entry.end
    while at < len(text) and text[at] not in "\r\n":
        if text[at] == "@":
            return entry.end
        at += 1
    return at


def _at_the_end(text: str, added: str, layout: Layout) -> str:
    if not text.strip("\ufeff \t\r\n"):
        gap = ""
    elif text.endswith(("\n", "\r")):
        gap = layout.newline
    else:
        gap = layout.newline * 2
    return f"{gap}{added}{layout.newline}"
