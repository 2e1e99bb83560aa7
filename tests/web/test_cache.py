"""The cache of answers: kept with their date, shared, and never in the way."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from citare.sources.base import Request, Response
from citare.web.cache import FILE_NAME, Cache, key_of

NOW = datetime(2026, 5, 1, tzinfo=UTC)
ANSWER = Response(200, b"body \x00 \xff", {"x": "y"}, "http://u", NOW.isoformat())
KEY = key_of("http://base", Request("crossref", "works/x"))


def test_an_answer_comes_back_as_it_was(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put([(KEY, ANSWER, None)])
    assert cache.get(KEY, NOW) == replace(ANSWER, cached=True)
    cache.close()
    assert cache.get(KEY, NOW) == replace(ANSWER, cached=True)
    cache.clear()
    assert cache.get(KEY, NOW) is None
    cache.close()


def test_old_answers_are_asked_again_unless_offline(tmp_path: Path) -> None:
    cache = Cache(tmp_path, timedelta(days=30))
    cache.put([(KEY, ANSWER, None)])
    later = NOW + timedelta(days=31)
    assert cache.get(KEY, later) is None
    assert cache.get(KEY, later, any_age=True) is not None
    assert cache.get(KEY, NOW - timedelta(days=1)) is None
    cache.close()


def test_what_was_not_there_is_asked_for_again_the_next_day(tmp_path: Path) -> None:
    cache = Cache(tmp_path, timedelta(days=30))
    cache.put([(KEY, ANSWER, 1.0)])
    assert cache.get(KEY, NOW + timedelta(hours=23)) is not None
    assert cache.get(KEY, NOW + timedelta(hours=25)) is None
    cache.close()


def test_a_corrupt_file_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"this is no database" * 500)
    cache = Cache(tmp_path)
    assert cache.get(KEY, NOW) is None
    cache.put([(KEY, ANSWER, None)])
    assert cache.get(KEY, NOW) is not None
    cache.close()


def test_a_file_deleted_meanwhile_is_no_trouble(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put([(KEY, ANSWER, None)])
    cache.close()
    (tmp_path / FILE_NAME).unlink()
    assert cache.get(KEY, NOW) is None
    cache.close()


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    cache = Cache(tmp_path / "file")
    cache.put([(KEY, ANSWER, None)])
    assert cache.get(KEY, NOW) is None
    cache.close()


def test_processes_share_it(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from citare.sources.base import Response\n"
        "from citare.web.cache import Cache\n"
        "cache = Cache(Path(sys.argv[1]))\n"
        "for n in range(200):\n"
        "    key = f'{sys.argv[2]}{n}'.encode()\n"
        "    answer = Response(200, b'x' * 500, {}, '', '2026-05-01T00:00:00+00:00')\n"
        "    cache.put([(key, answer, None)])\n"
        "cache.close()\n"
    )
    command = [sys.executable, "-c", script, str(tmp_path)]
    running = [subprocess.Popen([*command, name]) for name in ("a", "b")]
    assert [process.wait(60) for process in running] == [0, 0]
    cache = Cache(tmp_path)
    assert all(cache.get(f"{name}{n}".encode(), NOW) for name in "ab" for n in range(200))
    cache.close()


def test_the_key_tells_requests_apart() -> None:
    plain = Request("crossref", "works", (("rows", "2"),))
    keys = {
        key_of("http://a", plain),
        key_of("http://b", plain),
        key_of("http://a", Request("crossref", "works/x", (("rows", "2"),))),
        key_of("http://a", Request("crossref", "works", (("rows", "3"),))),
        key_of("http://a", Request("crossref", "works", (("rows", "2"),), (("Accept", "x"),))),
        key_of("http://a", Request("crossref", "works", (("rows", "2"),), method="HEAD")),
    }
    assert len(keys) == 6
    assert key_of("http://a", plain) == key_of("http://a", replace(plain, pool="list"))
