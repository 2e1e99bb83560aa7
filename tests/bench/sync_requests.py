"""Requests and seconds to look up 1,000 DOIs, against habanero's one GET a DOI.

Both ask the same Crossref of the tests, with its real limits and an answer's usual delay.

    python -m tests.bench.sync_requests [--dois N] [--delay SECONDS] [--peer N] [--public]

habanero (pip install habanero) looks up `--peer` of the DOIs; its time for all is extrapolated.
"""

from __future__ import annotations

import argparse
import importlib.util
import tempfile
import time
import warnings
from collections.abc import Sequence
from pathlib import Path

from citare.sources import crossref
from citare.sources.base import Found
from citare.web.cache import Cache
from citare.web.client import Client
from tests.servers.crossref import CrossrefServer

MAILTO = "reader@example.org"


def citare(server: CrossrefServer, dois: Sequence[str], mailto: str) -> tuple[int, float, float]:
    """Requests and seconds with an empty cache, and seconds with a full one."""
    with tempfile.TemporaryDirectory() as folder:
        times = []
        requests = 0
        for _ in range(2):
            with Client(
                {"crossref": server.url}, mailto=mailto, cache=Cache(Path(folder))
            ) as client:
                started = time.perf_counter()
                answers = client.run(crossref.lookup_many(dois))
                times.append(time.perf_counter() - started)
                requests += client.requests["crossref"]
                assert all(isinstance(answer, Found) for answer in answers)
        return requests, times[0], times[1]


def habanero(server: CrossrefServer, dois: Sequence[str], mailto: str) -> tuple[int, float]:
    """Requests and seconds of habanero for the same."""
    from habanero import Crossref  # type: ignore[import-not-found]

    before = len(server.log)
    peer = Crossref(base_url=server.url, mailto=mailto or None)
    started = time.perf_counter()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        peer.works(ids=list(dois), warn=True)
    return len(server.log) - before, time.perf_counter() - started


def main() -> None:
    """Run both and print a line each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dois", type=int, default=1000)
    parser.add_argument("--delay", type=float, default=0.15, help="seconds an answer takes")
    parser.add_argument("--peer", type=int, default=100, help="DOIs for habanero")
    parser.add_argument("--public", action="store_true", help="without an address")
    options = parser.parse_args()
    mailto = "" if options.public else MAILTO
    with CrossrefServer(enforce=True, faster=1.0, delay=options.delay / 2) as server:
        dois = [doi for doi in server.works if "," not in doi][: options.dois]
        requests, first, again = citare(server, dois, mailto)
        print(
            f"citare    {len(dois)} DOIs: {requests} requests, {first:.1f} s"
            f" (from the cache: {again:.2f} s), {server.refused} refused"
        )
        if importlib.util.find_spec("habanero") is None:
            print("habanero  is not installed: nothing to compare with")
            return
        refused = server.refused
        few = dois[: options.peer]
        requests, seconds = habanero(server, few, mailto)
        whole = len(dois) / len(few)
        print(
            f"habanero  {len(few)} DOIs: {requests} requests, {seconds:.1f} s,"
            f" {server.refused - refused} refused; for {len(dois)}: {requests * whole:.0f}"
            f" requests, {seconds * whole:.0f} s"
        )


if __name__ == "__main__":
    main()
