"""Runs citare as a person would: in a project folder, with its own cache, state and settings."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from citare.cli.main import run
from tests.servers.crossref import CrossrefServer
from tests.servers.registries import Registries

ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True)
class Done:
    """What one command did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Citare = Callable[..., Done]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project; caches, state and personal settings are kept beside it."""
    folder = tmp_path / "project"
    (folder / "refs").mkdir(parents=True)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("CITARE_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("CITARE_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("CITARE_VERIFY", "0")  # tests that ask a registry say so
    monkeypatch.delenv("CITARE_MAILTO", raising=False)
    return folder


@pytest.fixture
def kept(project: Path) -> Path:
    """A project with a copy of the kept references."""
    for name in ("reviews.bib", "programs.bib"):
        (project / "refs" / name).write_bytes((ROOT / "refs" / name).read_bytes())
    return project


@pytest.fixture
def citare(project: Path, monkeypatch: pytest.MonkeyPatch) -> Citare:
    """Run a command in the project: `citare("list", "--json", stdin="...")`."""

    def call(*arguments: str, stdin: str | bytes = b"") -> Done:
        raw = stdin.encode() if isinstance(stdin, str) else stdin
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8"))
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            code = run(list(arguments))
        texts = []
        for stream in (out, err):
            stream.flush()
            buffer = stream.buffer
            assert isinstance(buffer, io.BytesIO)
            texts.append(buffer.getvalue().decode())
        return Done(code, texts[0], texts[1])

    return call


@pytest.fixture
def online(
    project: Path,
    crossref: CrossrefServer,
    registries: Registries,
    monkeypatch: pytest.MonkeyPatch,
) -> CrossrefServer:
    """All registries answer, from servers of the test's own; gives Crossref's."""
    monkeypatch.setenv("CITARE_CROSSREF_URL", crossref.url)
    for name, url in registries.base_urls.items():
        monkeypatch.setenv(f"CITARE_{name.upper()}_URL", url)
    monkeypatch.setenv("CITARE_RETRIES", "0")
    return crossref


@pytest.fixture
def misquoted(kept: Path) -> Path:
    """The kept references with their titles as the post quotes them."""
    path = kept / "refs" / "reviews.bib"
    text = path.read_text(encoding="utf-8")
    for right, wrong in (
        ("health professions education},", "health professions},"),
        ("Future Health Professionals},", "Healthcare Professionals},"),
        ("training of medical students and physicians?},", "training of physicians?},"),
    ):
        assert right in text
        text = text.replace(right, wrong)
    path.write_text(text, encoding="utf-8")
    return kept
