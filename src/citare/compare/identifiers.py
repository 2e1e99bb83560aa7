"""Do two identifiers name the same thing?"""

from __future__ import annotations

import re


def identifier(kind: str, text: str) -> str:
    """An identifier in one spelling: a DOI in lower case without its address, an ISSN bare."""
    text = text.strip().lower()
    if kind == "doi":
        text = re.sub(r"^(?:https?://)?(?:dx\.)?(?:www\.)?doi\.org/|^doi:?\s*|^info:doi/", "", text)
        return text.rstrip(" .,;")
    if kind == "issn":
        return " ".join(sorted(set(re.findall(r"\d{7}[\dx]", re.sub(r"[-‐‑–—]", "", text)))))
    if kind == "isbn":
        bare = re.sub(r"(?<=[\dx])[-‐‑–— ](?=[\dx])", "", text)
        found = re.findall(r"(?<!\d)(?:97[89])?\d{9}[\dx](?!\d)", bare)
        return " ".join(sorted({i[-10:-1] for i in found})) or text
    if kind in ("pmid", "pmcid"):
        return re.sub(r"\D", "", text).lstrip("0")
    if kind == "eprint":
        return re.sub(r"^arxiv:\s*|v\d+$", "", text)
    if kind == "url":
        return re.sub(r"^https?://(?:www\.)?", "", text).rstrip("/")
    return text
