"""README's examples, run as they stand: `python -m tests.readme_examples --write` renews them.

A ```console block is a session: each line that begins with `$ ` is run in a shell, in a copy of
the kept references that is fresh for every block, against registries on loopback; the lines
behind it are what it printed, standard output and error together. Dates are today's.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.servers.crossref import CrossrefServer
from tests.servers.registries import Registries

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PYTHON = re.compile(r"^```pycon\n(.*?)^```$", re.MULTILINE | re.DOTALL)
DATE = re.compile(r"20\d\d-\d\d-\d\d(?:T[\d:.+]+)?")


def sessions(text: str) -> list[str]:
    """The console blocks of a text."""
    return [match[1] for match in BLOCK.finditer(text)]


@contextmanager
def registries() -> Iterator[dict[str, str]]:
    """Settings that name servers on loopback."""
    with CrossrefServer() as crossref, Registries({*crossref.works, *crossref.aliases}) as others:
        urls = {f"CITARE_{name.upper()}_URL": url for name, url in others.base_urls.items()}
        yield {**urls, "CITARE_CROSSREF_URL": crossref.url, "CITARE_RETRIES": "0"}


def failures(block: str, settings: dict[str, str]) -> str:
    """What a Python session prints that the text does not show; "" if it is as shown."""
    code = (
        "import doctest, sys;"
        "test = doctest.DocTestParser().get_doctest(sys.stdin.read(), {}, 'README', None, 0);"
        "doctest.DocTestRunner(verbose=False).run(test)"
    )
    with _project(settings) as (folder, env):
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=folder,
            env=env,
            input=block,
            capture_output=True,
            encoding="utf-8",
        )
    return done.stdout + done.stderr


def run_session(block: str, settings: dict[str, str]) -> str:
    """The block with what its commands print now."""
    lines: list[str] = []
    with _project(settings) as (folder, env):
        for line in block.splitlines():
            if line.startswith("$ "):
                done = subprocess.run(
                    ["bash", "-c", line[2:]],
                    cwd=folder,
                    env=env,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    stdin=subprocess.DEVNULL,
                    text=True,
                    encoding="utf-8",
                )
                assert done.returncode != 70, done.stdout
                lines += [line, *done.stdout.rstrip("\n").splitlines()]
    return "\n".join(lines) + "\n"


@contextmanager
def _project(settings: dict[str, str]) -> Iterator[tuple[Path, dict[str, str]]]:
    """A fresh copy of the kept references, and the environment of a session in it."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder, "project")
        for name in ("refs", "styles"):
            shutil.copytree(ROOT / name, project / name)
        bin_folder = str(Path(sys.executable).parent)
        yield (
            project,
            {
                "PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}",
                "HOME": folder,
                "COLUMNS": "100",
                "NO_COLOR": "1",
                "LC_ALL": "C.UTF-8",
                "CITARE_CACHE_DIR": f"{folder}/cache",
                "CITARE_STATE_DIR": f"{folder}/state",
                **settings,
            },
        )


def main() -> None:
    parser = argparse.ArgumentParser(description="Run README's examples.")
    parser.add_argument("--write", action="store_true", help="renew README's outputs")
    options = parser.parse_args()
    text = README.read_text(encoding="utf-8")
    with registries() as settings:
        new = BLOCK.sub(lambda m: f"```console\n{run_session(m[1], settings)}```", text)
    if options.write:
        README.write_text(new, encoding="utf-8")
    elif DATE.sub("", new) != DATE.sub("", text):
        sys.exit("README's examples print something else: --write renews them")


if __name__ == "__main__":
    main()
