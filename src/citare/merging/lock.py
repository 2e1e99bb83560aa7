"""The lock: what each registry said last about each entry, as one text file made for git.

A block an entry, sorted by citation key; a line a field:

    [feigerlova2025]
    @identifier = 10.1186/s12909-025-06719-5
    @source = crossref
    @asked = 2026-11-22
    @indexed = 2025-02-01T00:00:00Z
    @deposited = 2025-01-27T12:00:00Z
    author = Feigerlova, Eva; Hani, Hind
    title = A systematic review of ...
    kept title = 3fa2b41c09d1
    open volume = 24
    gone page

`@status` says that the work was retracted, withdrawn or doubted when the registry was asked.
`kept` remembers a decision until the registry's value moves away from that fingerprint; `open`
a field still undecided, with the base it was left at (none: first contact); `gone` a field the
registry once had. Lines that cannot be read are kept where they stood."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from citare.compare.values import Value
from citare.findings import Finding, Place, Severity
from citare.model.csl_json import date_from_json, date_to_json, name_from_json, name_to_json
from citare.model.dates import Date, read_edtf, write_edtf
from citare.model.name import OTHERS, Name
from citare.model.variables import kind

_ET_AL = "et al."
_UNFIT = frozenset(["Cc", "Cs", "Zl", "Zp"])


def encode_value(value: Value) -> str:
    """One line that `decode` reads back as the same value."""
    if isinstance(value, str):
        return quote(value)
    if isinstance(value, Date):
        return _encode_date(value)
    return quote("; ".join(_encode_name(name) for name in value))


def decode_value(variable: str, line: str) -> Value:
    """The value of a line. Never fails: a line that is not a date becomes a literal one."""
    text = unquote(line)
    what = kind(variable)
    if what == "name":
        return tuple(_decode_name(part) for part in _split(text))
    if what == "date":
        return _decode_date(text)
    return text


def quote(text: str) -> str:
    """Text for one line after `name = `: bare, or a JSON string where it must be."""
    unfit = any(unicodedata.category(c) in _UNFIT for c in text)
    if unfit or text != text.strip() or text.startswith('"') or not text:
        return json.dumps(text, ensure_ascii=unfit)
    return text


def unquote(line: str) -> str:
    """What `quote` wrote; anything else as it is."""
    if line.startswith('"'):
        try:
            value = json.loads(line)
        except ValueError:
            return line
        if isinstance(value, str):
            return value
    return line


def _plain(text: str) -> bool:
    """Whether it can be bare between commas and semicolons."""
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


HEADER = (
    "# citare.lock, format 1: what each registry said last about each entry.\n"
    "# Written by `citare sync`. Commit it; merge it like any text; deleting a block is safe.\n"
)
_SIGNS = frozenset(HEADER.splitlines())
_META = ("identifier", "source", "asked", "indexed", "deposited", "status")
_MARKER = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: .*)?$|^={7}$")
_LINE = re.compile(r"^(?:(@|kept |open |gone )?)([A-Za-z][A-Za-z0-9_-]*)(?: =(?: (.*))?)?$")


@dataclass(frozen=True, slots=True)
class LockEntry:
    """What one registry said last about one entry; values as value_text writes them."""

    key: str
    identifier: str = ""
    source: str = ""
    asked: str = ""
    indexed: str = ""
    deposited: str = ""
    status: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    kept: Mapping[str, str] = field(default_factory=dict)
    undecided: Mapping[str, str] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lock:
    """All entries by citation key; `unread` are lines before the first block.

    `conflicted`: git's conflict markers are in the text, so it must not be written over.
    """

    entries: Mapping[str, LockEntry] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
    conflicted: bool = False

    def with_entry(self, entry: LockEntry) -> Lock:
        """A lock that holds `entry` in place of the one with its key."""
        return Lock({**self.entries, entry.key: entry}, self.unread, self.conflicted)

    def without(self, key: str) -> Lock:
        """A lock without that key's entry."""
        rest = {k: e for k, e in self.entries.items() if k != key}
        return Lock(rest, self.unread, self.conflicted)

    def renamed(self, old: str, new: str) -> Lock:
        """A lock in which the entry `old` is called `new`."""
        entry = self.entries.get(old)
        if entry is None:
            return self
        return self.without(old).with_entry(_replace(entry, key=new))


def _replace(entry: LockEntry, **changes: object) -> LockEntry:
    data = {name: getattr(entry, name) for name in LockEntry.__slots__}
    return LockEntry(**{**data, **changes})


def dump_lock(lock: Lock) -> str:
    """The lock's text: sorted, one trailing newline; the same lock is always the same text."""
    blocks = [HEADER + "".join(line + "\n" for line in lock.unread)]
    blocks += [_block(lock.entries[key]) for key in sorted(lock.entries)]
    return "\n".join(blocks)


def _block(entry: LockEntry) -> str:
    lines = [f"[{_key(entry.key)}]"]
    for name in _META:
        value = getattr(entry, name)
        if value:
            lines.append(f"@{name} = {quote(value)}")
    lines += [_assigned(name, entry.values[name]) for name in sorted(entry.values)]
    lines += [_assigned(f"kept {name}", entry.kept[name]) for name in sorted(entry.kept)]
    lines += [_assigned(f"open {n}", entry.undecided[n]) for n in sorted(entry.undecided)]
    lines += [f"gone {name}" for name in sorted(entry.gone)]
    lines += entry.unread
    return "".join(line + "\n" for line in lines)


def _assigned(name: str, value: str) -> str:
    return f"{name} = {value}" if value else f"{name} ="


def _key(key: str) -> str:
    quoted = quote(key)
    return quoted if quoted != key or ("[" not in key and "]" not in key) else json.dumps(key)


def is_lock(text: str) -> bool:
    """Whether a text may be replaced as a lock: it is empty, or citare wrote it, maybe merged."""
    if not text.strip():
        return True
    for line in text.removeprefix("\ufeff").splitlines():
        if line in _SIGNS or line.startswith("@identifier = ") or _MARKER.match(line):
            return True
    return False


def parse_lock(text: str, file: str = "") -> tuple[Lock, tuple[Finding, ...]]:
    """Read a lock. Never raises: what cannot be read is kept and reported with its line."""
    reader = _Reader(file)
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        reader.line(number, line.removesuffix("\r"))
    return reader.lock(), tuple(reader.findings)


@dataclass(slots=True)
class _Draft:
    """An entry while it is read."""

    key: str
    meta: dict[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)
    undecided: dict[str, str] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    unread: list[str] = field(default_factory=list)

    def entry(self) -> LockEntry:
        return LockEntry(
            key=self.key,
            values=self.values,
            kept=self.kept,
            undecided=self.undecided,
            gone=frozenset(self.gone),
            unread=tuple(self.unread),
            **self.meta,
        )


class _Reader:
    """Takes the lines one by one."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []
        self.drafts: dict[str, _Draft] = {}
        self.draft: _Draft | None = None
        self.head: list[str] = []
        self.conflicted = False

    def lock(self) -> Lock:
        entries = {key: draft.entry() for key, draft in self.drafts.items()}
        return Lock(entries, tuple(self.head), self.conflicted)

    def line(self, number: int, line: str) -> None:
        if not line.strip() or (line.startswith("#") and self._is_header(line)):
            return
        if _MARKER.match(line):
            self._report(number, "lock-conflict", "an unresolved git merge conflict", line)
            self.conflicted = True
        elif line.startswith("[") and line.endswith("]"):
            self._open(number, unquote(line[1:-1]))
        elif not self._assign(line):
            self._report(number, "lock-unread", "this line of the lock cannot be read", line)

    def _is_header(self, line: str) -> bool:
        return line in HEADER.splitlines()

    def _open(self, number: int, key: str) -> None:
        if key in self.drafts and not self.conflicted:
            place = Place(file=self.file, line=number, column=1, key=key)
            message = f"{key} has two blocks in the lock; they are read as one"
            self.findings.append(Finding("lock-double", Severity.WARNING, message, place))
        self.draft = self.drafts.setdefault(key, _Draft(key))

    def _assign(self, line: str) -> bool:
        """Read one line of a block; False when it is none or says again what stood before."""
        match = _LINE.match(line)
        draft = self.draft
        if not match or draft is None:
            return False
        mark, name, value = match[1], match[2], match[3] or ""
        if mark == "gone ":
            draft.gone.add(name)
            return "=" not in line
        if "=" not in line:
            return False
        if mark == "@":
            if name not in _META:
                return False
            value = unquote(value)
        target = {
            "@": draft.meta,
            "kept ": draft.kept,
            "open ": draft.undecided,
        }.get(mark or "", draft.values)
        if name in target and target[name] != value:
            return False
        target[name] = value
        return True

    def _report(self, number: int, code: str, message: str, line: str) -> None:
        key = self.draft.key if self.draft else ""
        place = Place(file=self.file, line=number, column=1, key=key)
        severity = Severity.ERROR if code == "lock-conflict" else Severity.WARNING
        hint = (
            "keep one side, or delete the whole block: the next sync asks again"
            if code == "lock-conflict"
            else "delete it, or the whole block: the next sync asks again"
        )
        self.findings.append(Finding(code, severity, message, place, hint))
        (self.draft.unread if self.draft else self.head).append(line)
