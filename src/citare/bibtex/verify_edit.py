"""The check before saving: does a new scan show exactly the change that was meant?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from citare.bibtex.nodes import Document, Entry, Junk, Segment
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
