"""Answers again, as files, and what readers think of them."""

from __future__ import annotations

import csv
import re
from io import BytesIO, StringIO
from typing import Any

import pytest
from docx import Document
from fastapi.testclient import TestClient


@pytest.fixture(scope="module")
def answer(seed_client: TestClient) -> Any:
    return seed_client.post("/v1/ask", json={"question": "Apa itu Sibaku?"}).json()


def test_an_answer_can_be_had_again(seed_client: TestClient, answer: Any) -> None:
    again = seed_client.get(f"/v1/answers/{answer['id']}").json()
    # Times were still being taken when the answer was kept.
    assert {**again, "timings_ms": 0} == {**answer, "timings_ms": 0}


@pytest.mark.parametrize(
    ("form", "media_type"),
    [
        ("md", "text/markdown; charset=utf-8"),
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("csv", "text/csv; charset=utf-8"),
        ("json", "application/json"),
    ],
)
def test_an_answer_is_exported_as_a_file_to_be_saved(
    seed_client: TestClient, answer: Any, form: str, media_type: str
) -> None:
    path = f"/v1/answers/{answer['id']}/export"
    response = seed_client.get(path, params={"format": form})
    assert response.status_code == 200
    assert response.headers["content-type"] == media_type
    disposition = response.headers["content-disposition"]
    assert disposition == f'attachment; filename="enam-pilar.{form}"'


def test_every_form_holds_sentence_source_and_day_of_access(
    seed_client: TestClient, answer: Any
) -> None:
    def exported(form: str) -> Any:
        path = f"/v1/answers/{answer['id']}/export"
        return seed_client.get(path, params={"format": form})

    sentence, citation = answer["sentences"][0]["text"], answer["citations"][0]
    file = Document(BytesIO(exported("docx").content))
    word = "\n".join(paragraph.text for paragraph in file.paragraphs)
    (row, *_) = csv.DictReader(StringIO(exported("csv").content.decode("utf-8-sig")))
    assert row["sentence"] == sentence
    assert citation["url"] in row["url"]
    assert row["accessed"]
    for text in (word, exported("md").text):
        assert sentence[:30] in text
        assert citation["url"] in text
        assert re.search(r"Diakses (\d{1,2} )?[A-Z][a-z]+ 20\d\d", text)
    assert exported("json").json()["id"] == answer["id"]


def test_a_wrong_form_and_an_answer_that_is_not_kept_are_problems(
    seed_client: TestClient, answer: Any
) -> None:
    path = f"/v1/answers/{answer['id']}/export"
    assert seed_client.get(path, params={"format": "pdf"}).status_code == 422
    gone = seed_client.get("/v1/answers/none/export")
    assert gone.status_code == 404
    assert "PILAR_HISTORY_DAYS" in gone.json()["detail"]


def test_feedback_is_kept_for_answers_that_are(seed_client: TestClient, answer: Any) -> None:
    given = {"answer_id": answer["id"], "rating": "good", "comment": "Tepat."}
    assert seed_client.post("/v1/feedback", json=given).status_code == 201
    assert seed_client.post("/v1/feedback", json={**given, "answer_id": "x"}).status_code == 404
    assert seed_client.post("/v1/feedback", json={**given, "rating": "meh"}).status_code == 422


def test_a_follow_up_is_understood_over_http_and_can_be_undone(seed_client: TestClient) -> None:
    asked = {"question": "Berapa daerah yang ikut Gerakan Menuju 100 Smart City pada 2018?"}
    talk = seed_client.post("/v1/ask", json=asked).json()["conversation_id"]
    follow_up = {"question": "kalau 2019?", "conversation_id": talk}
    understood = seed_client.post("/v1/ask", json=follow_up).json()
    assert understood["understood_as"].endswith("pada 2019?")
    undone = seed_client.post("/v1/ask", json={**follow_up, "as_is": True}).json()
    assert undone["understood_as"] is None
