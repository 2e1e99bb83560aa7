"""Where the registries answer, unless a setting says otherwise: address and what stands there."""

from __future__ import annotations

from typing import Final

ADDRESSES: Final[dict[str, tuple[str, str]]] = {
    "crossref": ("https://api.crossref.org", "Crossref REST API"),
    "datacite": ("https://api.datacite.org", "DataCite REST API"),
    "doi": ("https://doi.org", "the DOI resolver"),
    "pubmed": ("https://eutils.ncbi.nlm.nih.gov/entrez/eutils", "PubMed E-utilities"),
    "pmc": (
        "https://pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1",
        "the PMC identifier converter",
    ),
    "arxiv": ("https://export.arxiv.org/api", "arXiv API"),
    "openlibrary": ("https://openlibrary.org", "Open Library (ISBN)"),
    "openalex": ("https://api.openalex.org", "OpenAlex API"),
}
