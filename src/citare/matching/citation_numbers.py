"""The numbers of a citation: year, volume, issue, pages, told apart by what stands around them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_YEAR = re.compile(
    r"(?<![\w:-])(?<!\d\.)(?<![^\s,]/)((?:1[5-9]|20)\d\d)(?:(?=[a-z]?(?![\dA-Za-z]))|(?=[a-z]\b))(?!-?\d)(?!\.\d)"
)
_VOLUME = r"(?P<v>[A-Z]{0,2}\.?\s?\d{1,4}[A-Za-z]{0,2}|[IVXLC]{1,7})"
_PAGE = r"(?P<p>[A-Za-z]{0,5}\d[\d.]*(?:[a-z]{1,2}\d+|[A-Za-z]?))"
_PAGE += r"(?:\s*[-/]\s*(?P<e>[A-Za-z]{0,5}\d+[A-Za-z]?))?"
_PAGE_LABEL = r"(?:\(?(?:pp?|pages?|pgs?|S|article|art|id|paper)\.?\s*(?:no\.?\s*|id\s*)?)?"
_BLOCK = re.compile(
    r"(?<!\w)(?<!\d\.)" + _VOLUME + r"(?:\s*(?P<par>\((?P<i>[^()§]{1,20})\))|(?=[\s,:;§]))"
    r"(?P<sep>\s*[,:;]?\s*§?\s*[,:;.]?)\s*(?:(?:[Nn]o|[Nn]r|[Ii]ssue|[Ii]ss)s?\.?\s*(?P<n>[\w/-]+)\s*[,;:]\s*)?"
    + _PAGE_LABEL
    + r"(?P<pos>)"
    + _PAGE
    + r"(?![\w])(?!-[A-Za-z]{3})"
)
_LABELLED_VOLUME = re.compile(
    r"\b(?:vol(?:ume|s)?|bd|band|tome?|jg|[vtт](?=\.\s?\d))\b\.?"
    r"\s*([A-Z]?\d{1,4}[A-Za-z]?|[IVXLC]+\b)"
    r"|(?<![\w-])(?P<before>\d{1,4})\.?\s(?:Jg|Jahrg|Jahrgang)\b\.?",
    re.I,
)
_LABELLED_ISSUE = re.compile(
    r"(?:\b(?:nos?|nr|issue|iss|heft|n(?=\.)|h(?=\.))\b\.?|\bn[º°]\.?|№)\s*(\d[\d/-]*)", re.I
)
_BEFORE_ISSUE = re.compile(
    r"(?:(?<![\w-])(?P<v>\d{1,4})\s*,?\s*)?(?:\b(?:nos?|nr|issue|iss|heft|n(?=\.)|h(?=\.))\b\.?|\bn[º°]\.?|№)\s*$",
    re.I,
)
_LABELLED_PAGE = re.compile(
    r"\b(?:pp?|P(?=\.\s?\d)|[Сс](?=\.\s?\d)|pages?|pgs?|S|art(?:icle)?(?:\s?(?:no|id|number))?)\b[.:]?\s*(?P<p>[A-Za-z]{0,5}\d[\d.]*)(?:\s*-+\s*(?P<e>[A-Za-z]{0,5}\d+))?"
)
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_PAGE_AFTER_YEAR = re.compile(
    r"§\s*[,:;]?\s*([A-Za-z]?\d{1,6})(?:\s*-+\s*([A-Za-z]?\d{1,6}))?\s*\.?$"
)
_VOLUME_LABEL = re.compile(r"\b(?:vol(?:ume)?|bd|band|tome?|v(?=\.)|t(?=\.))\.?\s*$", re.I)
_VOLUME_BEFORE = re.compile(
    r",\s(?P<v>\d{1,4})\s(?P<journal>[^\W\d_][^\d,;:()§]{2,80})\s(?P<p>[A-Za-z]?\d{1,6})\s*§[\s.]*$"
)
_VOLUME_ALONE = re.compile(r"\s(\d{1,4})\s*(?:\(([^()§]{1,10})\))?[\s.,;§]*$")


@dataclass(frozen=True, slots=True)
class Numbers:
    """What was found; `start` is where the first of them stands (the text's length if none).

    `journal` is only told where the numbers enclose it ("125 Arch Dermatol 536").
    """

    volume: str = ""
    issue: str = ""
    page: str = ""
    last_page: str = ""
    start: int = 0
    journal: str = ""


def find_years(text: str) -> tuple[int, ...]:
    """Years in the text, the likeliest first: in brackets, then at a break, then the rest."""
    found: list[tuple[int, int, int]] = []
    for match in _YEAR.finditer(text):
        before, after = text[: match.start()].rstrip(), text[match.end() :].lstrip()
        after = after[1:] if after[:1].isalpha() and not after[1:2].isalpha() else after
        rank = 3
        if _VOLUME_LABEL.search(before):
            rank = 4
        elif before.endswith(("(", "[", "/")) and after[:1] in (")", "]", ",", "/", ""):
            rank = 0
        elif (
            after[:1] == ";"
            or (not after and before.endswith((",", ".", ";", ")")))
            or (before.endswith((".", ",", ";")) and after[:1] in ".,;:")
        ):
            rank = 1
        elif before.endswith((",", ".", ";")) or after[:1] in ",.;:":
            rank = 2
        found.append((rank, match.start(), int(match[1])))
    return tuple(dict.fromkeys(year for _, _, year in sorted(found)))


def find_numbers(text: str, years: tuple[int, ...]) -> Numbers:
    """Volume, issue and pages in what follows the authors."""
    masked = _mask_year(text, years)
    best = _best_block(masked)
    volume = issue = page = last = ""
    start = len(text)
    if best:
        volume, page, last = best["v"], best["p"], best["e"] or ""
        issue, start = best["i"] or best["n"] or "", best.start()
        if labelled_issue := _BEFORE_ISSUE.search(masked, 0, best.start("v")):
            volume, issue = labelled_issue["v"] or "", volume
            start = labelled_issue.start()
    before = None if best and best["e"] else _VOLUME_BEFORE.search(masked)
    labelled = _LABELLED_VOLUME.search(masked)
    if before:
        volume, issue, page, last = before["v"], "", before["p"], ""
        start = before.start("v")
    elif labelled:
        volume, start = labelled[1] or labelled["before"], min(start, labelled.start())
        number = _LABELLED_ISSUE.search(masked, labelled.end())
        issue = number[1] if number else issue
    pages = None if before else _last(_LABELLED_PAGE, masked)
    if pages and (not best or labelled or best.start("p") != pages.start("p")):
        page, last = pages["p"], pages["e"] or ""
        start = min(start, pages.start())
        if best and not labelled and best["v"] in ("", page):
            volume = ""
    alone = None if page else _PAGE_AFTER_YEAR.search(masked)
    if alone:
        page, last, start = alone[1], alone[2] or "", min(start, alone.start())
    ending = None if volume else _VOLUME_ALONE.search(masked)
    if ending and not page:
        volume, issue, start = ending[1], ending[2] or "", min(start, ending.start())
    year = masked.find("§")
    if year > 12:
        start = min(start, year)
    journal = before["journal"] if before else ""
    return Numbers(_bare(volume), issue.strip(), page.strip("."), last, start, journal)


def _bare(volume: str) -> str:
    return volume.replace(" ", "").replace(".", "")


def _mask_year(text: str, years: tuple[int, ...]) -> str:
    """The year and its brackets as one `§` padded to the same length, so that offsets hold."""
    if not years:
        return text

    found = list(re.finditer(_YEAR_AND_MONTH.replace("YEAR", str(years[0])), text))
    unlabelled = [m for m in found if not _VOLUME_LABEL.search(text, 0, m.start())]
    found = unlabelled or found
    bracketed = [m for m in found if m[0][0] in "([/"]
    for match in bracketed or found:  # a volume may be named by the same year
        text = text[: match.start()] + "§".ljust(len(match[0])) + text[match.end() :]
    return text


_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_YEAR_AND_MONTH = (
    r"[(\[/]?(?<!\d)(?<!\d-)YEAR[a-z]?"
    + rf"(?:\s{_MONTH}"
    + r"(?:\s\d{1,2})?)?(?!-?\d)(?!:\d)[)\]/]?"
)


def _best_block(text: str) -> re.Match[str] | None:
    """The likeliest `volume(issue):pages`; a later one wins over an equal earlier one."""
    best, best_rank = None, -1
    at = 0
    while match := _BLOCK.search(text, at):
        at = match.start() + 1
        rank = 2 * bool(match["e"]) + 2 * bool(match["par"]) + (":" in match["sep"])
        rank += "§" in match["sep"] or "§" in text[max(0, match.start() - 4) : match.start()]
        rank += "§" in text[match.end() : match.end() + 4]
        if not match["v"].strip()[-1:].isdigit() and not match["v"][:1].isdigit():
            rank -= 1  # a Roman numeral may be a word
        if match["sep"].strip() == "" and not match["par"]:
            rank -= 1
        rank -= 2 * (len(_LONG_WORD.findall(text, match.end())) > 4)
        rank += match.end() >= len(text.rstrip(" .")) - 1
        if rank >= best_rank:
            best, best_rank = match, rank
    return best if best_rank >= 0 else None


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = list(pattern.finditer(text))
    return found[-1] if found else None
