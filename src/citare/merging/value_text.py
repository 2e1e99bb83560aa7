"""A variable's value as one line of text and back, for the lock.

Text stands as it is; names as `Family, Given; {A Group}; et al.`; dates as EDTF. What these
forms cannot hold is written as JSON (CSL-JSON's own shape), so that nothing is lost.
"""

from __future__ import annotations

import json
import unicodedata

from citare.compare.values import Value
from citare.model.csl_json import date_from_json, date_to_json, name_from_json, name_to_json
from citare.model.dates import Date, read_edtf, write_edtf
from citare.model.name import OTHERS, Name
from citare.model.variables import kind

_ET_AL = "et al."
_UNFIT = frozenset(["Cc", "Cs", "Zl", "Zp"])


def encode(value: Value) -> str:
    """One line that `decode` reads back as the same value."""
    if isinstance(value, str):
        return quote(value)
    if isinstance(value, Date):
        return _encode_date(value)
    return quote("; ".join(_encode_name(name) for name in value))


def decode(variable: str, line: str) -> Value:
    """The value a line stands for; never fails: a line that is no date becomes a literal one."""
    text = unquote(line)
    what = kind(variable)
    if what == "name":
        return tuple(_decode_name(part) for part in _split(text))
    if what == "date":
        return _decode_date(text)
    return text


def quote(text: str) -> str:
    """Text fit to stand after `name = ` on one line: bare, or a JSON string where it must be."""
    unfit = any(unicodedata.category(c) in _UNFIT for c in text)
    if unfit or text != text.strip() or text.startswith('"') or not text:
        return json.dumps(text, ensure_ascii=unfit)
    return text


def unquote(line: str) -> str:
    """What `quote` wrote; anything else as it stands."""
    if line.startswith('"'):
        try:
            value = json.loads(line)
        except ValueError:
            return line
        if isinstance(value, str):
            return value
    return line


def _plain(text: str) -> bool:
    """Fit to stand bare between commas and semicolons."""
    return text == " ".join(text.split()) and not any(c in text for c in ',;{}"')


def _encode_name(name: Name) -> str:
    if name.others:
        return _ET_AL
    if name == Name(literal=name.literal) and name.literal and _braced(name.literal):
        return "{" + name.literal + "}"
    simple = Name(family=name.family, given=name.given)
    if name == simple and name.family and _plain(name.family) and _plain(name.given):
        if name.given:
            return f"{name.family}, {name.given}"
        if name.family != _ET_AL:
            return name.family
    return json.dumps(name_to_json(name), ensure_ascii=False, sort_keys=True)


def _braced(text: str) -> bool:
    return text == " ".join(text.split()) and not any(c in text for c in '{}"')


def _split(text: str) -> list[str]:
    """The members of a list of names: cut at semicolons outside `{A Group}` and JSON."""
    parts: list[str] = []
    at = 0
    while at < len(text):
        end = text.find(";", _closed(text, at))
        end = len(text) if end < 0 else end
        parts.append(text[at:end].strip())
        at = end + 1
    return [p for p in parts if p]


def _closed(text: str, at: int) -> int:
    """Where the brace or the JSON object that opens at `at` is closed; `at` if none opens."""
    start = at + len(text[at:]) - len(text[at:].lstrip())
    if text.startswith('{"', start):
        try:
            return json.JSONDecoder().raw_decode(text, start)[1]
        except ValueError:
            return at
    return max(at, text.find("}", start)) if text.startswith("{", start) else at


def _decode_name(text: str) -> Name:
    if text == _ET_AL:
        return OTHERS
    if text.startswith('{"'):
        try:
            return name_from_json(json.loads(text))
        except (ValueError, TypeError, AttributeError):
            return Name(literal=text)
    if text.startswith("{") and text.endswith("}"):
        return Name(literal=text[1:-1])
    family, _, given = text.partition(",")
    return Name(family=family.strip(), given=given.strip())


def _encode_date(date: Date) -> str:
    text = write_edtf(date)
    if text and read_edtf(text) == date:
        return text
    return json.dumps(date_to_json(date), ensure_ascii=True, sort_keys=True)


def _decode_date(text: str) -> Date:
    if text.startswith("{"):
        try:
            date = date_from_json(json.loads(text))
        except ValueError:
            date = None
    else:
        date = read_edtf(text)
    return date if date is not None else Date(literal=text)
