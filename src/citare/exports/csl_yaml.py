"""CSL-YAML: CSL-JSON's structure in YAML under `references:`, as pandoc reads it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from citare.exports.base import Export, Exported, checked
from citare.exports.yaml_text import write_yaml
from citare.imports import csl_yaml
from citare.model.csl_json import items_to_json
from citare.model.item import Item


def write(items: Sequence[Item]) -> Exported:
    """The items as YAML. Inline markup stays CSL's (`<i>…</i>`)."""
    text = write_yaml({"references": items_to_json(items)})
    return checked("CSL-YAML", items, text, csl_yaml.read)


CSL_YAML: Final = Export("csl-yaml", "CSL-YAML", (".yaml", ".yml"), write)
