"""Plain values to YAML that YAML 1.1 and 1.2 readers understand alike."""

from __future__ import annotations

import re
from typing import Any, Final

import yaml

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
