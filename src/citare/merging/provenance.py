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

`kept` remembers a decision until the registry's value moves away from that fingerprint; `open`
a field still undecided, with the base it was left at (none: first contact); `gone` a field the
registry once had. Lines that cannot be read are kept where they stood.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from citare.findings import Finding, Place, Severity
from citare.merging.value_text import quote, unquote

HEADER = (
    "# citare.lock, format 1: what each registry said last about each entry.\n"
    "# Written by `citare sync`. Commit it; merge it like any text; deleting a block is safe.\n"
)
_SIGNS = frozenset(HEADER.splitlines())
_META = ("identifier", "source", "asked", "indexed", "deposited")
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
    values: Mapping[str, str] = field(default_factory=dict)
    kept: Mapping[str, str] = field(default_factory=dict)
    undecided: Mapping[str, str] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lock:
    """All entries by citation key; `unread` are lines before the first block.

    `conflicted`: git's conflict markers stand in the text, so it must not be written over.
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


def dump(lock: Lock) -> str:
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


def parse(text: str, file: str = "") -> tuple[Lock, tuple[Finding, ...]]:
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
            self._report(
                number, "lock-conflict", "a git merge conflict stands here unresolved", line
            )
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
