"""CSL-JSON items for timing: every type, realistic and always the same for the same number.

`python -m tests.bench.items COUNT [csl-json|bibtex]` prints them.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable
from typing import Any

from citare.model.variables import TYPES

CslItem = dict[str, Any]


def _words(line: str) -> list[str]:
    return line.split()


_FAMILY = _words(
    """Smith Müller García Nguyễn Kowalska Rossi Tanaka Okafor Dubois Andersson Yılmaz Novák
O’Brien Jensen Horváth Petrov Kim Chen Sørensen Ferreira Johnson Williams Brown Łukasiewicz
Hernández Schmidt Ivanova Papadopoulos Cohen Silva"""
)
_GIVEN = _words(
    """Anna John María Jean-Luc Wei Yuki Olu Ingrid Carlos Fatima Peter Zoë Ahmed Björn Élise
Mary Katherine Li Ana Dmitri"""
)
_PARTICLES = ("van", "de la", "von", "van der", "al-", "d’")
_NOUNS = _words(
    """learning network climate protein policy memory galaxy market treatment language
structure evidence migration surface cell education behavior energy diagnosis method history
theory risk system genome inequality catalyst cognition biodiversity trial"""
)
_ADJECTIVES = _words(
    """deep social global adaptive quantum early clinical open rapid comparative urban
molecular sustainable long-term in-vitro evidence-based Bayesian European cross-cultural"""
)
_LEADS = ("The role of", "Effects of", "On", "A review of", "Toward", "Modelling", "Beyond")
_TAILS = ("a systematic review", "evidence from 12 countries", "the case of Łódź", "an overview")
_JOURNALS = [
    ("Journal of Applied Psychology", "J. Appl. Psychol."),
    ("Nature Communications", "Nat. Commun."),
    ("Proceedings of the National Academy of Sciences", "Proc. Natl. Acad. Sci. U.S.A."),
    ("Zeitschrift für Physik", "Z. Phys."),
    ("The Lancet", "Lancet"),
    ("Annals of Mathematics", "Ann. Math."),
    ("Revista española de salud pública", "Rev. Esp. Salud Publica"),
]
_PUBLISHERS = [
    ("Oxford University Press", "Oxford"),
    ("Springer", "Cham"),
    ("Éditions du Seuil", "Paris"),
    ("MIT Press", "Cambridge, MA"),
    ("Wydawnictwo Naukowe PWN", "Warszawa"),
]
# Half of a real library is articles; every other type occurs too.
_COMMON = ["article-journal"] * 10 + ["book"] * 3 + ["chapter"] * 3 + ["paper-conference"] * 2
_ALL_TYPES = sorted(TYPES)


def items(count: int, seed: int = 7) -> list[CslItem]:
    """`count` items; equal numbers and seeds give equal items."""
    rng = random.Random(seed)
    return [_item(rng, number) for number in range(count)]


def _item(rng: random.Random, number: int) -> CslItem:
    kind = _ALL_TYPES[number // 2 % len(_ALL_TYPES)] if number % 2 else rng.choice(_COMMON)
    item: CslItem = {
        "id": f"item{number:06d}",
        "type": kind,
        "title": _title(rng),
        "author": _names(rng, rng.choice((1, 1, 2, 2, 3, 4, 6, 9, 24))),
        "issued": _date(rng),
    }
    _FILLERS.get(kind, _fill_other)(rng, item)
    if rng.random() < 0.05:
        del item["author"]
    if rng.random() < 0.7:
        item["DOI"] = f"10.{rng.randint(1000, 99999)}/{rng.choice('abcxyz')}.{number:06d}"
    elif rng.random() < 0.5:
        item["URL"] = f"https://example.org/{rng.choice(_NOUNS)}/{number}"
        item["accessed"] = {"date-parts": [[2024, rng.randint(1, 12), rng.randint(1, 28)]]}
    if rng.random() < 0.08:
        item["language"] = rng.choice(("de", "fr", "es-ES", "en-GB"))
    return item


def _title(rng: random.Random) -> str:
    words = [rng.choice(_LEADS), rng.choice(_ADJECTIVES), rng.choice(_NOUNS)]
    words += ["and", rng.choice(_ADJECTIVES), rng.choice(_NOUNS)]
    text = " ".join(words)
    chance = rng.random()
    if chance < 0.45:
        text += f": {rng.choice(_TAILS)}"
    elif chance < 0.52:
        text += " in <i>Escherichia coli</i>"
    elif chance < 0.56:
        text += " with H<sub>2</sub>O & CO<sub>2</sub>"
    elif chance < 0.60:
        text = f"“{text}”: what is next?"
    elif chance < 0.63:
        text += '\'s "open" questions'
    return text


def _names(rng: random.Random, count: int) -> list[dict[str, str]]:
    return [_name(rng) for _ in range(count)]


def _name(rng: random.Random) -> dict[str, str]:
    chance = rng.random()
    if chance < 0.04:
        return {"literal": f"{rng.choice(_ADJECTIVES).title()} {rng.choice(_NOUNS).title()} Group"}
    name = {"family": rng.choice(_FAMILY), "given": rng.choice(_GIVEN)}
    if rng.random() < 0.4:
        name["given"] += f" {rng.choice('ABCDEFGHJKLMNPRST')}."
    if chance < 0.10:
        name["non-dropping-particle"] = rng.choice(_PARTICLES)
    elif chance < 0.13:
        name["suffix"] = rng.choice(("Jr.", "III"))
    return name


def _date(rng: random.Random) -> dict[str, Any]:
    year = rng.randint(1950, 2025)
    chance = rng.random()
    if chance < 0.5:
        return {"date-parts": [[year]]}
    if chance < 0.7:
        return {"date-parts": [[year, rng.randint(1, 12)]]}
    if chance < 0.95:
        return {"date-parts": [[year, rng.randint(1, 12), rng.randint(1, 28)]]}
    if chance < 0.98:
        return {"date-parts": [[year, 3, 2], [year, 3, 5]]}
    return {"date-parts": [[year]], "circa": True}


def _pages(rng: random.Random) -> str:
    first = rng.randint(1, 1900)
    return f"{first}-{first + rng.randint(1, 40)}"


def _publisher(rng: random.Random, item: CslItem) -> None:
    item["publisher"], item["publisher-place"] = rng.choice(_PUBLISHERS)


def _fill_article(rng: random.Random, item: CslItem) -> None:
    item["container-title"], item["container-title-short"] = rng.choice(_JOURNALS)
    item["volume"] = str(rng.randint(1, 400))
    if rng.random() < 0.8:
        item["issue"] = str(rng.randint(1, 12))
    item["page"] = _pages(rng) if rng.random() < 0.8 else f"e{rng.randint(10000, 99999)}"
    item["ISSN"] = f"{rng.randint(1000, 9999)}-{rng.randint(1000, 9999)}"


def _fill_book(rng: random.Random, item: CslItem) -> None:
    _publisher(rng, item)
    item["ISBN"] = f"978{rng.randint(10**9, 10**10 - 1)}"
    if rng.random() < 0.3:
        item["edition"] = str(rng.randint(2, 9))
    if rng.random() < 0.2:
        item["editor"] = _names(rng, 2)
    if rng.random() < 0.1:
        item["translator"] = _names(rng, 1)


def _fill_part(rng: random.Random, item: CslItem) -> None:
    _publisher(rng, item)
    item["container-title"] = f"Handbook of {rng.choice(_ADJECTIVES)} {rng.choice(_NOUNS)}"
    item["editor"] = _names(rng, rng.randint(1, 4))
    item["page"] = _pages(rng)
    if rng.random() < 0.3:
        item["volume"] = str(rng.randint(1, 12))
    if item["type"] == "paper-conference":
        item["event-title"] = f"{rng.randint(2, 40)}th Conference on {rng.choice(_NOUNS)}"
        item["event-place"] = rng.choice(_PUBLISHERS)[1]


def _fill_other(rng: random.Random, item: CslItem) -> None:
    _publisher(rng, item)
    item["number"] = str(rng.randint(1, 9999))
    item["genre"] = rng.choice(("Working paper", "Doctoral dissertation", "Technical report"))
    if rng.random() < 0.3:
        item["container-title"] = rng.choice(_JOURNALS)[0]
    if rng.random() < 0.2:
        item["medium"] = "Film"
    if rng.random() < 0.2:
        item["version"] = f"{rng.randint(1, 9)}.{rng.randint(0, 20)}"


_FILLERS: dict[str, Callable[[random.Random, CslItem], None]] = {
    "article-journal": _fill_article,
    "article-magazine": _fill_article,
    "article-newspaper": _fill_article,
    "review": _fill_article,
    "review-book": _fill_article,
    "book": _fill_book,
    "chapter": _fill_part,
    "paper-conference": _fill_part,
    "entry-encyclopedia": _fill_part,
    "entry-dictionary": _fill_part,
}

_BIBTEX_TYPES = {
    "article-journal": "article",
    "book": "book",
    "chapter": "incollection",
    "paper-conference": "inproceedings",
    "thesis": "phdthesis",
    "report": "techreport",
}
_BIBTEX_FIELDS = {
    "title": "title",
    "container-title": "journal",
    "volume": "volume",
    "issue": "number",
    "publisher": "publisher",
    "publisher-place": "address",
    "DOI": "doi",
    "URL": "url",
    "edition": "edition",
}
_MARKUP = {
    "<i>": r"\emph{",
    "</i>": "}",
    "<sub>": r"\textsubscript{",
    "</sub>": "}",
    "&": r"\&",
}


def bibtex(source: list[CslItem]) -> str:
    """The same items as BibTeX, for peers that read nothing else."""
    return "\n".join(_entry(item) for item in source)


def _entry(item: CslItem) -> str:
    kind = _BIBTEX_TYPES.get(item["type"], "misc")
    fields = {_BIBTEX_FIELDS[k]: str(v) for k, v in item.items() if k in _BIBTEX_FIELDS}
    if kind in {"incollection", "inproceedings"} and "journal" in fields:
        fields["booktitle"] = fields.pop("journal")
    for role in ("author", "editor"):
        if role in item:
            fields[role] = " and ".join(map(_bibtex_name, item[role]))
    fields["year"] = str(item["issued"]["date-parts"][0][0])
    if "page" in item:
        fields["pages"] = item["page"].replace("-", "--")
    lines = "".join(f"  {name} = {{{_latex(value)}}},\n" for name, value in fields.items())
    return f"@{kind}{{{item['id']},\n{lines}}}\n"


def _latex(text: str) -> str:
    for mark, command in _MARKUP.items():
        text = text.replace(mark, command)
    return text


def _bibtex_name(name: dict[str, str]) -> str:
    if "literal" in name:
        return f"{{{name['literal']}}}"
    family = " ".join(filter(None, [name.get("non-dropping-particle"), name["family"]]))
    return ", ".join(filter(None, [family, name.get("suffix"), name["given"]]))


def main() -> None:
    """Print items."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("form", nargs="?", choices=("csl-json", "bibtex"), default="csl-json")
    options = parser.parse_args()
    source = items(options.count)
    if options.form == "bibtex":
        print(bibtex(source), end="")
    else:
        print(json.dumps(source, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
