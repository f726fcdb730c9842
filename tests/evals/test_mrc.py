"""Reading comprehension sets as lessons."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.mrc import MrcError, on_reading_set

BORN = "Dekker lahir di Pasuruan pada 8 Oktober 1879."
CONTEXT = f"{BORN} Ayahnya agen bank. Ibunya lahir di Pekalongan."
QAS = [
    {
        "question": "Di mana Dekker lahir? ",
        "is_impossible": False,
        "answers": [{"text": "Pasuruan", "answer_start": CONTEXT.index("Pasuruan")}],
    },
    {"question": "Di mana Dekker meninggal?", "is_impossible": True, "answers": []},
]
OTHER = {"context": "Bank itu berdiri di Batavia.", "qas": []}


def write(folder: Path, content: object) -> Path:
    path = folder / "set.json"
    path.write_text(json.dumps(content), "utf-8")
    return path


@pytest.mark.parametrize("form", ["paragraphs", "squad"])
def test_a_paragraph_teaches_which_sentence_answers_and_that_none_may(
    form: str, tmp_path: Path
) -> None:
    paragraphs = [{"context": CONTEXT, "qas": QAS}, OTHER]
    content = paragraphs if form == "paragraphs" else {"data": [{"paragraphs": paragraphs}]}
    told, untold = on_reading_set(write(tmp_path, content))
    assert told.question == "Di mana Dekker lahir?"
    [place] = told.answering
    start, end = told.shown[place].spans[0]
    assert told.shown[place].text[start:end] == BORN
    assert told.right[place] == (True, False, False)
    assert untold.answering == []
    assert OTHER["context"] in [one.text for one in untold.shown], "what stands beside it is shown"


def test_an_answer_that_stands_nowhere_teaches_nothing(tmp_path: Path) -> None:
    lost = QAS[0] | {"answers": [{"text": "?", "answer_start": 9_999}]}
    assert [*on_reading_set(write(tmp_path, [{"context": CONTEXT, "qas": [lost]}]))] == []


@pytest.mark.parametrize("content", [{"rows": []}, [1], "text"])
def test_another_file_is_refused(content: object, tmp_path: Path) -> None:
    with pytest.raises(MrcError, match="SQuAD's form"):
        [*on_reading_set(write(tmp_path, content))]
    with pytest.raises(MrcError):
        [*on_reading_set(tmp_path / "missing.json")]
