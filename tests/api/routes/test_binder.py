"""The evaluation binder over HTTP."""

from __future__ import annotations

from io import BytesIO

from docx import Document
from fastapi.testclient import TestClient

PATH = "/v1/regions/Kulon Progo/binder"


def test_it_is_had_by_name_or_code(seed_client: TestClient) -> None:
    named = seed_client.get(PATH, params={"rubric": "2024"}).json()
    coded = seed_client.get("/v1/regions/34.01/binder", params={"rubric": "2024"}).json()
    assert named["chapters"] == coded["chapters"]
    assert named["rubric"] == "2024"
    assert named["gaps"][0]["text"].startswith("Tidak ditemukan bukti tentang")


def test_it_is_exported_with_its_gaps_and_what_it_rests_on(seed_client: TestClient) -> None:
    params = {"format": "docx", "language": "en"}
    file = Document(BytesIO(seed_client.get(PATH, params=params).content))
    texts = [paragraph.text for paragraph in file.paragraphs]
    assert "Smart Environment" in texts
    assert "No evidence was found in this collection." in texts
    assert any("stated in the cited source" in text for text in texts)
    assert any("gives no scores" in text for text in texts)
    written = seed_client.get(PATH, params={"format": "md"}).text
    assert "## Lingkungan Cerdas" in written
    assert "### Keluaran" in written
    table = seed_client.get(PATH, params={"format": "csv"}).text
    assert "Lingkungan Cerdas,Keluaran (output)," in table


def test_wrong_names_are_problems(seed_client: TestClient) -> None:
    assert seed_client.get("/v1/regions/Magelang/binder").status_code == 422
    assert seed_client.get("/v1/regions/Atlantis/binder").status_code == 422
    wrong = seed_client.get(PATH, params={"rubric": "1999"})
    assert wrong.status_code == 422
    assert "2022, 2024" in wrong.json()["detail"]
