"""Taking an entry's fields one by one; what nobody takes is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from citare.bibtex.names import parse_names
from citare.findings import Finding, Place, Severity
from citare.model.dates import Date
from citare.model.name import Name
from citare.text.latex_decode import decode, decode_verbatim

_OTHERS: Final = re.compile(r"\s+and\s+others\s*$")


class FieldReader:
    """An entry's fields on their way into an item's variables."""

    def __init__(self, entry_type: str, key: str, fields: Mapping[str, str]) -> None:
        self.entry_type = entry_type
        self.key = key
        self.fields = {name: value for name, value in fields.items() if value.strip()}
        self.left = dict(self.fields)
        self.text: dict[str, str] = {}
        self.names: dict[str, tuple[Name, ...]] = {}
        self.dates: dict[str, Date] = {}
        self.findings: list[Finding] = []
        self.csl_type = ""

    def extra(self) -> dict[str, Any]:
        return {"bibtex": self.left} if self.left else {}

    def take(self, *names: str, title: bool = False) -> str:
        """The decoded text of the first of these fields that is there; the others stay."""
        left = self.left
        for name in names:
            if name not in left:
                continue
            raw = left.pop(name)
            decoded = decode(raw, title=title)
            for problem in decoded.problems:
                self.report("latex", name, problem)
            if decoded.text:
                return decoded.text
        return ""

    def take_list(self, name: str) -> str:
        """BibLaTeX's literal list as one text: its members stay joined by `and`, as styles print
        them; in BibTeX the field is no list, and `Wiley and Sons` is one publisher."""
        raw = self.left.get(name)
        if raw is not None and raw.rstrip().endswith("others"):
            self.left[name] = _OTHERS.sub("", raw)
        return self.take(name)

    def take_verbatim(self, *names: str) -> str:
        for name in names:
            if name in self.left:
                return decode_verbatim(self.left.pop(name))
        return ""

    def put(self, variable: str, text: str) -> None:
        if text:
            self.text.setdefault(variable, text)

    def report(self, code: str, field: str, message: str) -> None:
        place = Place(key=self.key, field=field)
        self.findings.append(Finding(code, Severity.WARNING, message, place))

    def take_names(self, field: str, variable: str, use_prefix: bool) -> None:
        raw = self.left.pop(field, None)
        if raw is None:
            return
        listed = parse_names(raw, use_prefix=use_prefix)
        for problem in listed.problems:
            self.report("name", field, problem)
        if listed.names:
            self.names[variable] = (*self.names.get(variable, ()), *listed.names)
