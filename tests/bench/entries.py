"""A generator of realistic .bib text, always the same for the same number."""

from __future__ import annotations

import random
from pathlib import Path

_FAMILIES = (
    *("Müller", "García", "Nguyen", "Smith", "Kowalska", "Rossi", "Tanaka", "Okafor"),
    *("Dubois", "Andersson", "Yılmaz", "Feigerlova"),
)
_GIVEN = (
    *("Eva", "Hind", "Ellie", "Javier", "Carlos", "Yilin", "Jasmine", "Ana", "John"),
    *("Marie", "Kenji", "Amara"),
)
_WORDS = (
    *("systematic", "review", "artificial", "intelligence", "health", "education", "outcomes"),
    *("training", "physicians", "students", "skills", "deep", "learning", "clinical"),
    *("trial", "cohort", "analysis", "model", "assessment", "simulation"),
)
_JOURNALS = (
    "BMC Medical Education",
    "JMIR Medical Education",
    "The Lancet Digital Health",
    "Academic Medicine",
    "Medical Teacher",
    "Nature Medicine",
)


def bib_text(count: int, seed: int = 1) -> str:
    """`count` entries: four articles to one book."""
    rng = random.Random(seed)
    return "\n".join(_entry(rng, number) for number in range(count))


def _entry(rng: random.Random, number: int) -> str:
    authors = " and ".join(
        f"{rng.choice(_FAMILIES)}, {rng.choice(_GIVEN)}" for _ in range(rng.randint(1, 6))
    )
    title = " ".join(rng.choice(_WORDS) for _ in range(rng.randint(5, 14))).capitalize()
    year = rng.randint(1980, 2026)
    common = f"  author = {{{authors}}},\n  title = {{{title}}},\n  year = {{{year}}},\n"
    if number % 5 == 4:
        edition = rng.randint(2, 9)
        isbn = f"  publisher = {{Springer}},\n  address = {{Berlin}},\n  edition = {{{edition}}},\n"
        return f"@book{{key{number},\n{common}{isbn}}}\n"
    first = rng.randint(1, 900)
    return (
        f"@article{{key{number},\n{common}  journal = {{{rng.choice(_JOURNALS)}}},\n"
        f"  volume = {{{rng.randint(1, 80)}}},\n  number = {{{rng.randint(1, 12)}}},\n"
        f"  pages = {{{first}--{first + rng.randint(1, 30)}}},\n"
        f"  doi = {{10.5555/bench.{number}}},\n}}\n"
    )


def write_library(path: Path, count: int) -> None:
    """Write a library of `count` entries."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(bib_text(count), encoding="utf-8")
