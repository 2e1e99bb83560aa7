"""XML answers are parsed without entities of their own."""

from __future__ import annotations

import pytest

from citare.sources.xml_text import parse


def test_xml_with_entities_of_its_own_is_refused() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    with pytest.raises(ValueError, match="entities"):
        parse(bomb)
    with pytest.raises(ValueError, match="not XML"):
        parse(b"<a>")
