"""Small libraries that command tests share."""

from __future__ import annotations

from pathlib import Path

LI = "@article{li2020, author={Li, A.}, title={Good one}, journal={J}, year=2020}\n"
WU = "@book{wu2021, author={Wu, B.}, title={Last}, publisher={P}, year=2021}\n"
BROKEN = LI + "\n@article x\n\n" + WU
"""Two entries, and between them a block that cannot be read, in line 3."""


def save(text: str | bytes, name: str = "refs/a.bib") -> Path:
    """Write a file of the project in its own line ends."""
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file's bytes and time of change."""
    return {
        str(p): (p.read_bytes(), p.stat().st_mtime_ns) for p in folder.rglob("*") if p.is_file()
    }
