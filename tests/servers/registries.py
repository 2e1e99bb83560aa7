"""The other registries on loopback: one server, each registry under its own path.

DataCite, doi.org (agencies and content negotiation), PubMed and its ID converter, arXiv, Open
Library and OpenAlex answer with recorded records in their own manner, mistakes included.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from tests.servers.local import Answer, Asked, LocalServer

DATA = Path(__file__).parent.parent / "data"


class Registries(LocalServer):
    """`crossref_dois` are the DOIs that doi.org says are Crossref's; `down` names registries
    that do not answer, `unknown` DOIs that doi.org knows without an agency."""

    def __init__(self, crossref_dois: Collection[str] = (), **options: Any) -> None:
        super().__init__(**options)
        self.crossref_dois = crossref_dois
        self.down: set[str] = set()
        self.unknown: set[str] = set()
        self.datacite = {r["doi"]: r for r in _lines("datacite/records.jsonl")}
        self.openalex = {r["doi"]: r for r in _lines("openalex/works.jsonl")}
        self.other = _json("doi/other_agencies.json")
        self.books = _json("openlibrary/books.json")
        self.articles = _blocks("pubmed/articles.xml", "PubmedArticle", r"<PMID[^>]*>(\d+)")
        self.preprints = _blocks("arxiv/feed.xml", "entry", r"/abs/([^<]+)v\d+<")
        self._routes: Mapping[str, Callable[[str, Asked], Answer]] = {
            "datacite": self._datacite,
            "doi": self._doi,
            "pubmed": self._pubmed,
            "pmc": self._pmc,
            "arxiv": self._arxiv,
            "openlibrary": self._openlibrary,
            "openalex": self._openalex,
        }

    @property
    def base_urls(self) -> dict[str, str]:
        """Where each registry is, as a client wants it."""
        return {name: f"{self.url}/{name}" for name in self._routes}

    def answer(self, asked: Asked) -> Answer:
        _, name, path = (*asked.path.split("/", 2), "")[:3]
        if name in self.down:
            return Answer(503, b"", "text/html")
        route = self._routes.get(name)
        return route(path, asked) if route else Answer(404)

    def _datacite(self, path: str, asked: Asked) -> Answer:
        if path.startswith("dois/"):
            record = self.datacite.get(unquote(path[5:]).lower())
            if record is None:
                return _json_answer({"errors": [{"status": "404", "title": "Not found"}]}, 404)
            return _json_answer({"data": _resource(record)})
        wanted = re.findall(r'"([^"]+)"', asked.get("query"))
        found = [self.datacite[doi] for doi in wanted if doi in self.datacite]
        return _json_answer({"data": [_resource(record) for record in found]})

    def _doi(self, path: str, asked: Asked) -> Answer:
        if path.startswith("ra/"):
            return _json_answer([self._agency(doi) for doi in unquote(path[3:]).split(",")])
        if path.startswith("service/"):
            csl = self.other[unquote(path[8:])]["csl"]
            return _json_answer(csl) if csl else Answer(406, b"", "text/html")
        doi = unquote(path).lower()
        if doi not in self.other or "csl+json" not in asked.headers.get("accept", ""):
            return Answer(404, b"<html><body>DOI not found</body></html>", "text/html")
        return Answer(302, b"", "text/html", {"Location": f"/doi/service/{quote(doi, safe='')}"})

    def _agency(self, doi: str) -> dict[str, str]:
        key = doi.lower()
        if key in self.unknown:
            return {"DOI": doi, "status": "Unknown"}
        if key in self.crossref_dois:
            return {"DOI": doi, "RA": "Crossref"}
        if key in self.datacite:
            return {"DOI": doi, "RA": "DataCite"}
        if key in self.other:
            return {"DOI": doi, "RA": self.other[key]["agency"]}
        malformed = not re.fullmatch(r"10\.\d{4,9}(\.\d+)*/\S+", doi)
        return {"DOI": doi, "status": "Invalid DOI" if malformed else "DOI does not exist"}

    def _pubmed(self, path: str, asked: Asked) -> Answer:
        if path == "esearch.fcgi":
            doi = re.sub(r'^"(.*)"\[doi\]$', r"\1", asked.get("term"))
            ids = [p for p, xml in self.articles.items() if f">{doi}<".lower() in xml.lower()]
            errors = {} if ids else {"errorlist": {"phrasesnotfound": [doi], "fieldsnotfound": []}}
            return _json_answer(
                {"esearchresult": {"count": str(len(ids)), "idlist": ids, **errors}}
            )
        found = [self.articles[i] for i in asked.get("id").split(",") if i in self.articles]
        if not found:
            return Answer(400, b'{"error":"ID list is empty! In error"}', "text/plain")
        head = (
            '<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle'
        )
        head += (
            ', 1st January 2025//EN" "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">'
        )
        body = f"{head}\n<PubmedArticleSet>\n{''.join(found)}</PubmedArticleSet>"
        return Answer(200, body.encode(), "text/xml; charset=UTF-8")

    def _pmc(self, path: str, asked: Asked) -> Answer:
        assert path == "articles/"
        return _json_answer(
            {"status": "ok", "records": [*map(self._ids, asked.get("ids").split(","))]}
        )

    def _ids(self, name: str) -> dict[str, Any]:
        for pmid, xml in self.articles.items():
            pmcid = next(iter(re.findall(r'IdType="pmc">([^<]+)', xml)), "")
            doi = next(iter(re.findall(r'IdType="doi">([^<]+)', xml)), "")
            if pmcid and name.lower() in (pmid, pmcid.lower(), doi.lower()):
                return {"pmcid": pmcid, "pmid": int(pmid), "doi": doi, "requested-id": name}
        error = {"status": "error", "errmsg": "Identifier not found in PMC"}
        return {"requested-id": name, **error}

    def _arxiv(self, path: str, asked: Asked) -> Answer:
        assert path == "query"
        ids = asked.get("id_list").split(",")
        if any(not re.fullmatch(r"[\w.-]+(/\d{7})?(v\d+)?", one) for one in ids):
            entries = "<entry><id>http://arxiv.org/api/errors#bad</id><title>Error</title></entry>"
        else:
            bare = [re.sub(r"v\d+$", "", one) for one in ids]
            entries = "".join(self.preprints[one] for one in bare if one in self.preprints)
        body = (
            f'<feed xmlns="http://www.w3.org/2005/Atom"><title>ArXiv Query</title>{entries}</feed>'
        )
        return Answer(200, body.encode(), "application/atom+xml; charset=UTF-8")

    def _openlibrary(self, path: str, asked: Asked) -> Answer:
        assert path == "api/books"
        keys = asked.get("bibkeys").split(",")
        return _json_answer({key: self.books[key[5:]] for key in keys if key[5:] in self.books})

    def _openalex(self, path: str, _: Asked) -> Answer:
        doi = unquote(path).removeprefix("works/doi:").lower()
        work = self.openalex.get(f"https://doi.org/{doi}")
        return _json_answer(work) if work else Answer(404, b"<!doctype html>", "text/html")


def _resource(record: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": record["doi"], "type": "dois", "attributes": record}


def _json_answer(value: object, status: int = 200) -> Answer:
    return Answer(status, json.dumps(value, ensure_ascii=False).encode())


def _lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / name).read_text("utf-8").splitlines()]


def _json(name: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads((DATA / name).read_text("utf-8"))
    return value


def _blocks(name: str, tag: str, key: str) -> dict[str, str]:
    """The blocks of an XML file by the identifier that each holds."""
    text = (DATA / name).read_text("utf-8")
    blocks = re.findall(rf"<{tag}>.*?</{tag}>", text, re.S)
    return {re.search(key, block)[1]: block for block in blocks}  # type: ignore[index]
