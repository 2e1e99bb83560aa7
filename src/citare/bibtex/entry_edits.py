"""Where in an entry's text a change goes: one change, the edits that make it.

Every function takes an entry as scanned and gives edits with offsets of the whole text. They
touch the named part and the comma or line that comes or goes with it, nothing else.
"""

from __future__ import annotations

import re
from dataclasses import replace

from citare.bibtex.entry_text import Raw, Value, check_key, check_name, field_text, value_text
from citare.bibtex.layout import Layout, in_case, text_case
from citare.bibtex.macros import compress
from citare.bibtex.nodes import Entry, Field, PieceKind
from citare.errors import UnsafeEdit
from citare.findings import Edit

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
