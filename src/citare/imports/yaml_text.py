"""YAML to plain values by YAML 1.2's core rules, with the line of every mapping.

The node tree is converted here and not by a loader: `no` stays a text, a date stays a text,
keys stay texts, nothing is ever constructed, and aliases cannot blow up.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any, Final

import yaml

from citare.findings import Finding, Severity
from citare.imports.base import problem

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BUDGET: Final = 5_000_000
_DEPTH: Final = 100
_INTEGER: Final = re.compile(r"[-+]?[0-9]+")
_FLOAT: Final = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_WORDS: Final[dict[str, Any]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    "true": True,
    "false": False,
}
_FORBIDDEN: Final = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"
)
_TOP: Final = re.compile(r"(?m)^(?=[^\s#%\-.\]}][^\n]*:|- )")


class _TooLarge(Exception):
    """Aliases would expand to more nodes than any bibliography has."""


class _Converter:
    def __init__(self) -> None:
        self.left = _BUDGET

    def value(self, node: yaml.Node, depth: int = 0) -> Any:
        self.left -= 1
        if self.left < 0 or depth > _DEPTH:
            raise _TooLarge
        if isinstance(node, yaml.MappingNode):
            return {
                str(key.value): self.value(value, depth + 1)
                for key, value in node.value
                if isinstance(key, yaml.ScalarNode)
            }
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, depth + 1) for child in node.value]
        return _scalar(node)


def _scalar(node: yaml.Node) -> Any:
    text = str(node.value)
    return text if getattr(node, "style", None) else _plain(text)  # a plain one has no style


def _plain(text: str) -> Any:
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text) and len(text) < 19:
        # leading zeros carry meaning in page and issue numbers
        return int(text) if str(int(text)) == text else text
    if _FLOAT.fullmatch(text) and len(text) < 19:
        return float(text) if str(float(text)) == text else text
    return text


def read_yaml(text: str, file: str = "") -> tuple[Any, list[Finding]]:
    """The value of the first document (or of all, as one list, if there are several).

    If the text is not valid YAML as a whole, its top-level entries are read one by one.
    """
    text = _FORBIDDEN.sub("", text.lstrip("\ufeff")).replace("\t\n", "\n")
    try:
        documents = [_Converter().value(n) for n in yaml.compose_all(text, Loader=_Loader) if n]
    except (_TooLarge, RecursionError):
        message = "the YAML nests too deeply, or its aliases expand without end"
        return None, [problem(message, file=file, severity=Severity.ERROR)]
    except (yaml.YAMLError, ValueError) as error:
        return _piecewise(text, file, error)
    documents = [document for document in documents if document not in (None, "")]
    return (documents[0] if len(documents) == 1 else documents or None), []


def _piecewise(text: str, file: str, error: Exception) -> tuple[Any, list[Finding]]:
    """Each top-level entry on its own; the broken ones are reported and left out."""
    findings: list[Finding] = []
    items: list[Any] = []
    members: dict[str, Any] = {}
    starts = [match.start() for match in _TOP.finditer(text)]
    for start, end in pairwise([*starts, len(text)]):
        line = text.count("\n", 0, start)
        try:
            node = yaml.compose(text[start:end], Loader=_Loader)
            value = _Converter().value(node) if node else None
        except (yaml.YAMLError, ValueError, _TooLarge, RecursionError) as failure:
            findings.append(_broken(failure, file, line))
            continue
        if isinstance(value, list):
            items += value
        elif isinstance(value, dict):
            members.update(value)
    if not findings:
        findings.append(_broken(error, file, 0))
    return (items or members or None), findings


def _broken(error: Exception, file: str, line: int) -> Finding:
    mark = getattr(error, "problem_mark", None)
    where = line + (mark.line if mark is not None else 0) + 1
    text = getattr(error, "problem", None) or str(error).splitlines()[0]
    return problem(f"not valid YAML ({text})", file=file, line=where, severity=Severity.ERROR)
