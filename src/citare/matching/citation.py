"""A free-text citation read into its parts, by rules and without asking anyone.

Every style orders and punctuates the parts differently, and real citations are damaged, so each
part is a guess; what is not recognised is left empty. Scoring (matching/score) looks for a
record's fields in the whole text and uses these guesses to say what contradicts."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass

from citare.model.dates import MONTHS
from citare.model.identifiers import arxiv_in, doi_in, pmcid_in, pmid_in, without_identifiers
from citare.model.item import Item
from citare.model.name import OTHERS, Name
from citare.model.people import ENDING, PARTICLES
from citare.model.summary import authors_of, year_of
from citare.text.similarity import content_words, strip_markup, words

_UPPER = r"[^\W\d_a-zà-öø-ÿšžčćęłńśźżğış]"
_WORD = rf"{_UPPER}[^\W\d_]+(?:[-'’ʼ]\s?[^\W\d_]+)*"
# A citation may begin with a particle, so with a capital
_WHOLE = "|".join(sorted(PARTICLES - {"d", "st", "al"}))
_PARTICLE = rf"(?:(?:(?i:{_WHOLE})\b|(?i:al|st)\b\.?|[dDO][’'])\s?)*"
_FAMILY = rf"{_PARTICLE}{_WORD}(?:\s(?!and\b|et\b){_PARTICLE}{_WORD}){{0,2}}"
_ONE_FAMILY = rf"{_PARTICLE}{_WORD}(?:\s{_WORD})?"
_INITIALS = rf"{_UPPER}[^\W\d_]?\.(?:[\s-]?-?{_UPPER}[^\W\d_]?\.)*"
_GLUED = rf"{_UPPER}{{1,4}}(?:-{_UPPER}{{1,2}})?"
# A stop that ends the names, not one after an initial of a list ("Liu J., Chen Z.").
_STOP = rf"\.(?!\s?[,;&]|\s?(?:and|et)\b|[\s-]?-?{_UPPER}\.)"
_SUFFIX = rf"(?:,?\s(?:{ENDING})(?!\w))?"

_FORMS = (
    # Family, I. I.   Family, I
    re.compile(rf"(?P<family>{_FAMILY}),\s?(?P<given>{_INITIALS}){_SUFFIX}(?=[\s,;:&(.]|$|\w)"),
    re.compile(rf"(?P<family>{_FAMILY}),\s(?P<given>{_GLUED})(?=[,;:&(.]|\sand\b|\s&|$)"),
    # I. I. Family
    re.compile(
        rf"(?P<given>{_INITIALS})\s?(?P<family>{_ONE_FAMILY}){_SUFFIX}(?=[\s,;:&(.]|$)(?!\.\s?{_UPPER}\w*\.)"
    ),
    # Family I I
    re.compile(
        rf"(?P<family>{_ONE_FAMILY})\s(?P<given>{_UPPER}(?:\s{_UPPER}){{0,3}})(?=[\s,;:&(]|{_STOP}|$)"
    ),
    # Family II   Family I. I.
    re.compile(rf"(?P<family>{_FAMILY})\s(?P<given>{_GLUED}){_SUFFIX}(?=[\s,;:&(]|{_STOP}|$)"),
    re.compile(rf"(?P<family>{_FAMILY})\s(?P<given>{_INITIALS}){_SUFFIX}(?=[\s,;:&(.]|$)"),
    # Given M. Family (full names, only before a separator)
    re.compile(
        rf"(?P<given>{_WORD}(?:\s{_UPPER}\.)*)\s(?P<family>{_PARTICLE}{_WORD})"
        rf"(?=,\s(?:and\s)?{_UPPER}|\sand\s{_UPPER}|\.\s(?:\(?\d{{4}}|[\"“‘])|,\s[\"“‘])"
    ),
    # II Family
    re.compile(rf"(?P<given>{_UPPER}{{1,3}})\s(?P<family>{_PARTICLE}{_WORD})(?=,\s|\sand\s|\s&\s)"),
    # Family, Given (one author written out, followed by a separator)
    re.compile(
        rf"(?P<family>{_ONE_FAMILY}),\s(?P<given>{_WORD}(?:\s{_UPPER}\.|\s{_WORD})?)"
        rf"(?=,?\s(?:and|&)\s{_UPPER}[^\s.,]*[\s,]+{_UPPER}|\.\s(?!{_UPPER}\w*\.|\()|\s\(\d|;)"
    ),
)
_LONE = re.compile(rf"(?P<family>{_ONE_FAMILY})(?=\set\sal|,?\s\(?(?:1[5-9]|20)\d\d)")
_BARE = re.compile(
    rf"(?P<names>{_ONE_FAMILY}(?:,\s{_ONE_FAMILY})*(?:,?\s(?:&|and)\s{_ONE_FAMILY})?)"
    rf"(?P<others>[\s,]*et\sal\b)?\.?\s*(?=\(?(?:1[5-9]|20)\d\d|[.:]\s|\.$)"
)
_ET_AL = re.compile(r"[\s,;&]*(?:et\s?\.?al\b\.?|and others\b|u\.\s?a\.|& al\.)", re.I)
_BETWEEN = re.compile(r"\s*(?:[,;]\s*)?(?:(?:and|&|und|et|y|e)(?![a-zà-ÿ])\s*)?|\s*[,;]\s*")
_MOST = 60


def leading_authors(text: str) -> tuple[tuple[Name, ...], str]:
    """The authors a citation begins with, and what follows them.

    A text that begins with no recognisable name gives no authors and comes back whole.
    """
    authors: list[Name] = []
    at = 0
    while len(authors) < _MOST:
        match = _name_at(text, at)
        if match is None:
            break
        given = match["given"].strip() if "given" in match.groupdict() and match["given"] else ""
        authors.append(Name(family=match["family"].strip(), given=given))
        at = match.end()
        others = _ET_AL.match(text, at)
        if others:
            authors.append(OTHERS)
            at = others.end()
            break
        between = _BETWEEN.match(text, at)
        following = between.end() if between else at
        if following == at or _name_at(text, following) is None:
            break
        at = following
    return (tuple(authors), text[at:].lstrip()) if authors else _bare_families(text)


def _bare_families(text: str) -> tuple[tuple[Name, ...], str]:
    """Family names alone ("Hicks, Hodin & Bordeianou."): two or more, or one and et al."""
    match = _BARE.match(text)
    families = re.split(r",?\s(?:&|and)\s|,\s", match["names"]) if match else []
    if not match or (len(families) < 2 and not match["others"]):
        return (), text
    others = (OTHERS,) if match["others"] else ()
    return (*(Name(family=f) for f in families), *others), text[match.end() :].lstrip()


def _name_at(text: str, at: int) -> re.Match[str] | None:
    for form in _FORMS:
        match = form.match(text, at)
        if match:
            return match
    return _LONE.match(text, at) if at == 0 else None


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
    """What was found; `start` is where the first of them begins, or the text's length.

    `journal` is only filled where the numbers enclose it ("125 Arch Dermatol 536").
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


_MONTH = rf"(?:{'|'.join(month[:3] for month in MONTHS)})[a-z]*\.?"
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


_DASHES = re.compile(r"\s*[‐‑‒–—―−]\s*(?=[A-Za-z]{0,2}\d)|[‐‑‒–—―−]|(?<=\d)--+(?=\d)")
_LOST_DASH = re.compile(r"(?<=\d)[?�](?=\d)")
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_]{2})-[ \t]*\r?\n\s*(?=[^\W\d_A-Z]{2})")
_GLUED_LABEL = re.compile(r"(?<=[.;,])(?=PMC?ID\b)")
_LABEL = re.compile(r"^\s*(?:\[\w{1,12}\]|\(\d{1,3}\)|\d{1,3}[.)](?=\s)|[•*‣▪●·-]+\s)\s*")
# Numbers without a stop, before a name only: "1 M. Meghwal", "12 2 G. J.", "12 [73] Walsh".
_BARE_NUMBERS = re.compile(r"^\s*(?:\d{1,3}\s+|\[\d{1,3}\]\s*|\(\d{1,3}\)\s*)+(?=[^\W\d_a-z])")
_SIGNAL = re.compile(
    r"^\s*(?i:(?:for (?:an? )?(?:recent |general |excellent )?"
    r"(?:reviews?|details?|examples?|discussions?),? )?"
    r"(?:see(?: also)?|cf\.?|compare|e\.\s?g\.|(?:as )?(?:reviewed|discussed|cited|quoted) in)"
    r"(?: also)?\s*[:,]?|also)\s+(?=[\[(\d]|[^\W\d_a-z])"
)
_URL = re.compile(r"(?:https?://|www\.)\S+", re.I)
_GLUED_YEAR = re.compile(r"(?<!\d)((?:1[89]|20)\d\d)(?=[A-Z][a-z]?\.?\s?[A-Z(])")
_GLUED_VOLUME = re.compile(r"([A-Za-z][a-z]{3,})(\d{1,4})(?=\s?[,:(])")
_AFTER_AUTHORS = re.compile(
    r"^[\s.,:;]*(?:\(?\s*(?:eds?|editors?|hrsg|hg)\b\.?\s*\)?)?[\s.,:;]*"
    r"(?:[(\[]?\s*(?:c\.?\s*)?(?:in press|n\.d\.|(?:1[5-9]|20)\d\d\s?[a-z]?)"
    r"(?:,\s*[A-Z][\w\s,-]*)?\s*[)\]]?)?"
    r"[\s.,:;]*"
)
_QUOTES = re.compile(
    r"[\"“„«‟]\s*(.{8,}?)\s*[,.]?[\"”“»]|[‘'`]{1,2}\s*(.{8,}?)\s*[,.]?['’]{1,2}(?=[\s,.;)]|$)"
)
_SENTENCE = re.compile(
    r"(?<![\s.(][A-Za-z])(?<!\bvs)(?<!\bspp)(?<!\bcf)(?<!\bSt)(?<!\bal)[.?!]\s+(?=[A-Z\"“‘(\d]|in\s)|[?!]\s+"
)
_PART_NUMBER = re.compile(r"(?:[Pp]art\s)?(?:[IVX]{1,5}|\d{1,2})")
_DATED = re.compile(r"\W*\([^()]*\)\W*")
_IN = re.compile(r"(?:^|[\s.,;])[Ii]n:?\s+(?=[A-Z\"“‘])")


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation's text on one line and what was recognised in it.

    `body` is the text without identifiers and addresses. `years` holds the likeliest year first.
    `page` is the first page or the article number; `last_page` may be empty.
    """

    text: str
    body: str = ""
    authors: tuple[Name, ...] = ()
    years: tuple[int, ...] = ()
    title: str = ""
    container: str = ""
    volume: str = ""
    issue: str = ""
    page: str = ""
    last_page: str = ""
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    arxiv: str = ""

    @property
    def year(self) -> int | None:
        return self.years[0] if self.years else None


def one_line(text: str) -> str:
    """The text composed, on one line, with plain hyphens between numbers and no label in front.

    A word that a line break has divided is made whole.
    """
    text = unicodedata.normalize("NFC", html.unescape(text))
    text = _GLUED_LABEL.sub(" ", _BROKEN_WORD.sub("", text))
    text = " ".join(text.replace("\u00ad", "").replace("\u200b", "").split())
    text = _LOST_DASH.sub("-", _DASHES.sub("-", text))
    return _without_front(text)


def _without_front(text: str) -> str:
    """Without the labels, numbers and signal words ("For a review see:") before the authors."""
    for _ in range(4):
        shorter = _SIGNAL.sub("", _LABEL.sub("", text, count=1), count=1)
        number = _BARE_NUMBERS.match(shorter)
        if number and leading_authors(shorter[number.end() :])[0]:
            shorter = shorter[number.end() :]
        if shorter == text or not shorter:
            break
        text = shorter
    return text


def parse_citation(text: str) -> Citation:
    """Read one citation. Never fails; an empty text gives an empty citation."""
    line = one_line(text)
    body = _without_identifiers(line)
    authors, rest = leading_authors(body)
    years = find_years(body)
    numbers = find_numbers(rest, years)
    head = _AFTER_AUTHORS.sub("", rest[: numbers.start], count=1)
    if numbers.journal:
        title, container = head.strip(" ,."), numbers.journal.strip(" ,")
    else:
        placed = bool(numbers.volume or numbers.page)
        title, container = _title_and_container(head, placed, bool(authors))
    return Citation(
        text=line,
        body=body,
        authors=authors,
        years=years,
        title=title,
        container=container,
        volume=numbers.volume,
        issue=numbers.issue,
        page=numbers.page,
        last_page=numbers.last_page,
        doi=doi_in(line),
        pmid=pmid_in(line),
        pmcid=pmcid_in(line),
        arxiv=arxiv_in(line),
    )


def query_of(citation: Citation) -> str:
    """What to ask a registry's bibliographic search: the text without labels and addresses."""
    return citation.body[:600]


def _without_identifiers(line: str) -> str:
    line = _URL.sub(" ", without_identifiers(line))
    line = re.sub(
        r"\[\s*(?:INSPIRE|CrossRef|PubMed|Google Scholar|Medline|SPIRES)?\s*\]", " ", line
    )
    line = _GLUED_VOLUME.sub(r"\1 \2", _GLUED_YEAR.sub(r"\1 ", line))
    return " ".join(line.split())


def _title_and_container(head: str, has_numbers: bool, named: bool) -> tuple[str, str]:
    """Divide what is between the authors and the volume.

    Unless authors are `named`, they may come before a title in quotes.
    """
    quoted = _QUOTES.search(head)
    late = quoted and not named and quoted[1] and len(words(quoted[1])) >= 3
    if quoted and (quoted.start() < 15 or late or _DATED.fullmatch(head[: quoted.start()])):
        return (quoted[1] or quoted[2]).strip(" ,."), _tidy(head[quoted.end() :])
    if " // " in head:  # GOST
        title, _, container = head.partition(" // ")
        return title.strip(" ,."), _tidy(container)
    if has_numbers and (cut := _comma_before_abbreviation(head)):
        return head[:cut].strip(" ,."), _tidy(head[cut + 1 :])
    parts = [p for p in _SENTENCE.split(head) if p.strip(" .,:;")]
    if len(parts) > 2 and _PART_NUMBER.fullmatch(parts[1]):
        parts[:3] = [". ".join(parts[:3])]
    if len(parts) > 1 and len(content_words(words(parts[0]))) >= 2 and not _abbreviated(parts[0]):
        return parts[0].strip(" ,."), _tidy(" ".join(parts[1:]))
    inside = _IN.search(head)
    if inside and inside.start() > 8:
        return head[: inside.start()].strip(" ,."), _tidy(head[inside.end() :])
    if has_numbers and _abbreviated(head):
        return "", _tidy(head)
    title, comma, container = head.rpartition(", ")
    if comma and len(words(title)) >= 4 and has_numbers:
        return title.strip(" ,."), _tidy(container)
    if has_numbers and len(words(head)) <= 4:
        return "", _tidy(head)
    return head.strip(" ,."), ""


def _comma_before_abbreviation(head: str) -> int:
    """Where "title, J. Abbr." is cut: the first comma after which all is abbreviated; 0 if none."""
    found = 0
    at = head.rfind(", ")
    while at > 0 and "." in head[at:] and _abbreviated(head[at:]):
        found = at
        at = head.rfind(", ", 0, at)
    return found if len(words(head[:found])) >= 3 else 0


def _abbreviated(text: str) -> bool:
    """Looks like an abbreviated journal name: short words, stops or capitals, few of them."""
    tokens = text.replace(",", " ").split()
    if not tokens or len(tokens) > 9:
        return False
    short = sum(t.endswith(".") or len(t) <= 4 for t in tokens)
    return short >= 0.6 * len(tokens) and not any(t[:1].islower() and len(t) > 4 for t in tokens)


def _tidy(text: str) -> str:
    text = re.sub(r"^(?:[Ii]n:?|[Ii]bid\.?)\s+", "", text.strip(" ,.;:§()"))
    return text.strip(" ,.;:§(")


def citation_of(item: Item) -> str:
    """An item's words as a citation that `parse_citation` reads: what to ask a search by."""
    names = authors_of(item)
    people = ", ".join(
        f"{n.family or n.literal} {n.given[:1]}".strip() for n in names if not n.others
    )
    year = year_of(item)
    numbers = item.get("volume")
    if item.get("issue") and numbers:
        numbers += f"({item.get('issue')})"
    if item.get("page"):
        numbers += f":{item.get('page')}"
    title, container = strip_markup(item.get("title")), strip_markup(item.get("container-title"))
    parts = [people, title, container, f"{year};{numbers}" if numbers else year]
    return ". ".join(part for part in parts if part)
