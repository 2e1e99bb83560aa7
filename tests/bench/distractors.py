"""Records that stand beside the real ones in a registry and are easily taken for them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from typing import Any

Work = Mapping[str, Any]
COPIES = "10.65215"


def _title(work: Work) -> str:
    return str((work.get("title") or [""])[0])


def _year(work: Work) -> int:
    return int(work["issued"]["date-parts"][0][0])


def preprint(work: Work, number: int) -> Work:
    """The same paper before its journal had it."""
    year = _year(work) - number % 2
    return {
        "DOI": f"10.1101/{year}.{number:06}",
        "type": "posted-content",
        "subtype": "preprint",
        "title": work.get("title"),
        "author": work.get("author"),
        "issued": {"date-parts": [[year, 5]]},
        "posted": {"date-parts": [[year, 5]]},
        "publisher": "Cold Spring Harbor Laboratory",
    }


def copy(work: Work, number: int) -> Work:
    """A copy registered under another's prefix."""
    keep = ("title", "author", "container-title", "issued", "type", "volume", "page")
    return {"DOI": f"{COPIES}/{number:06}", **{k: work[k] for k in keep if k in work}}


def component(work: Work, number: int) -> Work:
    return {
        "DOI": f"{work['DOI']}.s{number:03}",
        "type": "component",
        "title": [f"Figure 1: {_title(work)}"],
        "author": work.get("author"),
        "issued": work.get("issued"),
        "container-title": work.get("container-title"),
    }


def review(work: Work, number: int) -> Work:
    return {
        "DOI": f"10.1111/review.{number}",
        "type": "peer-review",
        "title": [f'Review for "{_title(work)}"'],
        "issued": work.get("issued"),
    }


def correction(work: Work, number: int) -> Work:
    """A notice in the same journal a year later, by the same authors."""
    return {
        **{k: work[k] for k in ("author", "container-title", "type", "volume") if k in work},
        "DOI": f"10.5555/correction.{number}",
        "title": [
            f"{('Correction to: ', 'Erratum: ', 'Corrigendum to ')[number % 3]}{_title(work)}"
        ],
        "issued": {"date-parts": [[_year(work) + number % 2]]},
        "page": str(900 + number % 99),
    }


def sequel(work: Work, number: int) -> Work:
    """The second part, by the same authors in the same journal and year."""
    return {
        **{
            k: work[k]
            for k in ("author", "container-title", "type", "volume", "issued")
            if k in work
        },
        "DOI": f"10.5555/sequel.{number}",
        "title": [
            f"{_title(work)}. II. {('Further results', 'Experiment', 'A reply')[number % 3]}"
        ],
        "page": f"{700 + number % 200}-{720 + number % 200}",
    }


MAKERS = (preprint, copy, component, review, correction, sequel)


def around(works: list[Work], rng: random.Random, share: float) -> Iterator[Work]:
    """One or two distractors for a share of the works that have title, author and year."""
    for number, work in enumerate(works):
        dated = ((work.get("issued") or {}).get("date-parts") or [[None]])[0]
        if _title(work) and work.get("author") and dated and dated[0] and rng.random() < share:
            for maker in rng.sample(MAKERS, rng.randint(1, 2)):
                yield maker(work, number)
