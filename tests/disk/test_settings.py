"""Settings: the last place that says something counts, and says where."""

from __future__ import annotations

from pathlib import Path

from citare.disk.settings import load_settings


def test_an_option_that_is_given_counts_be_it_zero_or_false(tmp_path: Path) -> None:
    options = {"max-age": 0, "verify": False, "retries": None}
    variables = {"CITARE_MAX_AGE": "7", "CITARE_VERIFY": "1", "CITARE_RETRIES": "5"}
    settings = load_settings(
        tmp_path, user_file=tmp_path / "none.toml", variables=variables, options=options
    )
    said = {name: (v.value, v.origin) for name, v in settings.values.items() if name in options}
    assert said == {
        "max-age": (0, "--max-age"),
        "verify": (False, "--verify"),
        "retries": (5, "$CITARE_RETRIES"),
    }
