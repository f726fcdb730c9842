"""Comparing regions over HTTP."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from docx import Document
from fastapi.testclient import TestClient

ASKED = {"regions": ["Kulon Progo", "Kabupaten Nduga"], "pillar": "environment"}


def test_it_returns_a_cited_column_for_each_region(seed_client: TestClient) -> None:
    found = seed_client.post("/v1/compare", json=ASKED).json()
    full, empty = found["columns"]
    assert full["sentences"][0]["citations"] == [1]
    assert empty == {
        "region": "95.08",
        "label": "Kabupaten Nduga",
        "sentences": [],
        "searched": 0,
    }


def test_as_a_file_it_says_where_there_is_no_evidence(seed_client: TestClient) -> None:
    word = seed_client.post("/v1/compare", json={**ASKED, "format": "docx"})
    texts = [paragraph.text for paragraph in Document(BytesIO(word.content)).paragraphs]
    assert texts.index("Kabupaten Kulon Progo") < texts.index("Kabupaten Nduga")
    none = texts[texts.index("Kabupaten Nduga") + 1]
    assert none == "Tidak ditemukan bukti dalam koleksi ini."
    for form, told in (("md", "*Tidak ditemukan bukti"), ("csv", "Tidak ditemukan bukti")):
        text = seed_client.post("/v1/compare", json={**ASKED, "format": form}).text
        assert told in text


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "one region": ({"regions": ["Sleman"], "pillar": "living"}, "expected 2 to 5"),
    "neither pillar nor question": ({"regions": ["Sleman", "Bantul"]}, "Neither"),
    "an ambiguous name": ({**ASKED, "regions": ["Magelang", "Sleman"]}, "Kota Magelang"),
    "an unknown field": ({**ASKED, "colour": "blue"}, "colour"),
    "a hundred regions": ({**ASKED, "regions": ["Sleman"] * 100}, "regions"),
}


@pytest.mark.parametrize(("asked", "told"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_compared_is_a_problem(
    seed_client: TestClient, asked: dict[str, Any], told: str
) -> None:
    response = seed_client.post("/v1/compare", json=asked)
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert told in response.json()["detail"]
