"""YAML to plain values by YAML 1.2's core rules, with the line of every mapping.

The node tree is converted here and not by a loader: `no` stays a text, a date stays a text,
keys stay texts, nothing is ever constructed, and aliases cannot blow up.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any, Final

import yaml

from citare.text.malformed import Malformed

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


def read_yaml(text: str) -> tuple[Any, list[Malformed]]:
    """The value of the first document (or of all, as one list, if there are several).

    If the text is not valid YAML as a whole, its top-level entries are read one by one.
    """
    text = _FORBIDDEN.sub("", text.lstrip("\ufeff")).replace("\t\n", "\n")
    try:
        documents = [_Converter().value(n) for n in yaml.compose_all(text, Loader=_Loader) if n]
    except (_TooLarge, RecursionError):
        message = "the YAML nests too deeply, or its aliases expand without end"
        return None, [Malformed(message)]
    except (yaml.YAMLError, ValueError) as error:
        return _piecewise(text, error)
    documents = [document for document in documents if document not in (None, "")]
    return (documents[0] if len(documents) == 1 else documents or None), []


def _piecewise(text: str, error: Exception) -> tuple[Any, list[Malformed]]:
    """Each top-level entry on its own; the broken ones are reported and left out."""
    broken: list[Malformed] = []
    items: list[Any] = []
    members: dict[str, Any] = {}
    starts = [match.start() for match in _TOP.finditer(text)]
    for start, end in pairwise([*starts, len(text)]):
        line = text.count("\n", 0, start)
        try:
            node = yaml.compose(text[start:end], Loader=_Loader)
            value = _Converter().value(node) if node else None
        except (yaml.YAMLError, ValueError, _TooLarge, RecursionError) as failure:
            broken.append(_broken(failure, line))
            continue
        if isinstance(value, list):
            items += value
        elif isinstance(value, dict):
            members.update(value)
    if not broken:
        broken.append(_broken(error, 0))
    return (items or members or None), broken


def _broken(error: Exception, line: int) -> Malformed:
    mark = getattr(error, "problem_mark", None)
    where = line + (mark.line if mark is not None else 0) + 1
    text = getattr(error, "problem", None) or str(error).splitlines()[0]
    return Malformed(f"not valid YAML ({text})", where)


_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_TAGGED_PLAIN: Final = re.compile(r"[-+.\d]|(?i:y|n|yes|no|on|off|true|false|null|~)$")


class _Text(str):
    """A text that must be quoted."""

    __slots__ = ()


class _QuotingDumper(_Dumper):  # type: ignore[misc]
    """Quotes texts that some reader takes for a number, a date or a truth value."""


_QuotingDumper.add_representer(
    _Text, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", str(text), "'")
)


def _marked(value: Any) -> Any:
    if isinstance(value, dict):
        return {_marked_text(str(key)): _marked(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_marked(inner) for inner in value]
    if isinstance(value, str):
        return _marked_text(value)
    return value if value is None or isinstance(value, int | float) else str(value)


def _marked_text(text: str) -> str:
    return _Text(text) if _TAGGED_PLAIN.match(text) else text


def write_yaml(value: Any) -> str:
    """YAML in block style, keys in the order given, no text folded over lines."""
    return str(
        yaml.dump(
            _marked(value),
            Dumper=_QuotingDumper,
            allow_unicode=True,
            sort_keys=False,
            width=1_000_000,
            default_flow_style=False,
        )
    )
