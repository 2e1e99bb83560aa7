"""Other CSL processors as commands, where they are installed.

    python -m venv DIR
    DIR/bin/pip install typst pypandoc_binary     # hayagriva within Typst; pandoc
    npm install --prefix DIR citeproc             # citeproc-js, on the node of the machine

DIR is given to render.py as `--peers DIR`. citeproc-py is a dependency of citare itself.
"""

from __future__ import annotations

import importlib.util
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

NODE_SCRIPT = """
const fs = require('fs'), path = require('path'), CSL = require('citeproc');
const [style, locales, file] = process.argv.slice(2);
const items = JSON.parse(fs.readFileSync(file, 'utf8'));
const byId = new Map(items.map(item => [item.id, item]));
const system = {
  retrieveLocale: tag => {
    const name = path.join(locales, `locales-${tag}.xml`);
    return fs.existsSync(name) ? fs.readFileSync(name, 'utf8') : false;
  },
  retrieveItem: id => byId.get(id),
};
const engine = new CSL.Engine(system, fs.readFileSync(style, 'utf8'), 'en-US');
engine.setOutputFormat('text');
engine.updateItems(items.map(item => item.id));
process.stdout.write(engine.makeBibliography()[1].join(''));
"""


@dataclass(frozen=True)
class Job:
    """What to render: a style by name and file, and the same items in two forms."""

    style: str
    style_file: Path
    locales: Path
    json_file: Path
    bib_file: Path


class Peers:
    """Commands of peers; None for one that is not installed."""

    def __init__(self, folder: Path | None, scratch: Path) -> None:
        self.folder = folder
        self.scratch = scratch

    def _has(self, *parts: str) -> Path | None:
        path = self.folder.joinpath(*parts) if self.folder else None
        return path if path is not None and path.exists() else None

    def _module(self, name: str) -> Path | None:
        found = list(self.folder.glob(f"lib/python*/site-packages/{name}")) if self.folder else []
        return found[0] if found else None

    def hayagriva(self, job: Job) -> list[str] | None:
        """Typst compiling a document that is one bibliography."""
        python = self._has("bin", "python")
        if python is None or self._module("typst") is None:
            return None
        source = self.scratch / f"{job.bib_file.stem}-{job.style}.typ"
        line = f'#bibliography("{job.bib_file.name}", full: true, style: "{job.style}")'
        source.write_text(f"{line}\n")
        target = source.with_suffix(".pdf")
        code = f"import typst; typst.compile({str(source)!r}, output={str(target)!r})"
        return [str(python), "-c", code]

    def typst_alone(self) -> list[str] | None:
        """Typst compiling a document of one word: what hayagriva's time includes."""
        python = self._has("bin", "python")
        if python is None or self._module("typst") is None:
            return None
        source = self.scratch / "empty.typ"
        source.write_text("x\n")
        target = source.with_suffix(".pdf")
        code = f"import typst; typst.compile({str(source)!r}, output={str(target)!r})"
        return [str(python), "-c", code]

    def citeproc_js(self, job: Job) -> list[str] | None:
        """citeproc-js on node."""
        node = shutil.which("node")
        modules = self._has("node_modules", "citeproc")
        if node is None or modules is None:
            return None
        script = self.scratch / "citeproc_js.cjs"
        script.write_text(NODE_SCRIPT.replace("'citeproc'", repr(str(modules))))
        return [node, str(script), str(job.style_file), str(job.locales), str(job.json_file)]

    def pandoc(self, job: Job) -> list[str] | None:
        """pandoc reading CSL-JSON and writing plain text."""
        module = self._module("pypandoc")
        binary = module / "files" / "pandoc" if module else None
        found = str(binary) if binary and binary.exists() else shutil.which("pandoc")
        if found is None:
            return None
        options = ["--citeproc", f"--csl={job.style_file}", "-f", "csljson", "-t", "plain"]
        return [found, *options, str(job.json_file)]

    def citeproc_py(self, job: Job) -> list[str] | None:
        """citeproc-py."""
        if importlib.util.find_spec("citeproc") is None:
            return None
        engine = [sys.executable, "-m", "tests.bench.render_once", "citeproc-py"]
        return [*engine, job.style, str(job.json_file)]


def citare(job: Job) -> list[str]:
    """citare's processor in a process of its own."""
    engine = [sys.executable, "-m", "tests.bench.render_once", "citare"]
    return [*engine, job.style, str(job.json_file)]
