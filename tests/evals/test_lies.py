"""What reaches a reader when a scripted model streams, stalls, lies, obeys a document, breaks off.

A fast selection on the seed digests and the hostile documents; all of it is `python -m evals.lies`.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pytest
from fastapi.testclient import TestClient

from api.answer import Answer
from api.app import create_app
from api.service import Service, open_service
from corpus.catalogue import Catalogue
from corpus.settings import Settings
from evals.lies.scenario import Scenario, scenarios
from evals.lies.verdict import judge
from evals.scriptedmodel import (
    Close,
    Drop,
    Evidence,
    Raw,
    Refuse,
    ScriptedModel,
    Stall,
    Step,
    scripted_model,
    token_of,
)
from evals.seedfolder import take_in_documents
from index.embedder import Embedder

QUESTION = "Berapa daerah yang ikut Gerakan Menuju 100 Smart City pada 2018?"
TRUE = "Sebanyak 50 daerah mengikuti Gerakan Menuju 100 Smart City pada 2018"
ASKED_HERE = ("pada 2018?", "in 2018?")

CHOSEN = [
    scenario
    for scenario in scenarios()
    if scenario.kind == "planted" or scenario.question.endswith(ASKED_HERE)
]


class Liar(NamedTuple):
    """A service that lets a scripted model word its answers."""

    service: Service
    model: ScriptedModel

    def says(self, *steps: Step) -> Answer:
        """Ask the question while the model follows these steps; ``{E}`` is the right token."""

        def script(evidence: Evidence) -> Iterable[Step]:
            token = token_of(evidence, "Sebanyak 50 daerah")
            for step in steps:
                yield step.replace("{E}", f"[{token}]") if isinstance(step, str) else step

        self.model.script = script
        return self.service.answerer.answer(QUESTION)


@pytest.fixture(scope="module")
def liar(
    tmp_path_factory: pytest.TempPathFactory, seed_settings: Settings, embedder: Embedder
) -> Iterator[Liar]:
    from index.indexer import update_index

    folder = tmp_path_factory.mktemp("lies") / "data"
    shutil.copytree(seed_settings.data_dir, folder)
    settings = seed_settings.model_copy(update={"data_dir": folder})
    take_in_documents(settings)
    catalogue = Catalogue(settings.catalogue_path)
    update_index(catalogue, settings.index_dir, embedder)
    catalogue.close()
    with scripted_model(lambda _: [""]) as model:
        told = settings.model_copy(
            update={"llm": "openai-like:scripted", "llm_url": model.url, "llm_timeout": 0.5}
        )
        service = open_service(told, embedder)
        yield Liar(service, model)
        service.catalogue.close()


def test_the_selection_holds_lies_and_planted_orders() -> None:
    assert {"lie", "planted"} <= {scenario.kind for scenario in CHOSEN}
    assert len(CHOSEN) >= 15
    assert len(scenarios()) >= 60


@pytest.mark.parametrize("scenario", CHOSEN, ids=lambda one: f"{one.kind}: {one.says[:50]}")
def test_no_lie_and_no_planted_order_reaches_the_reader(liar: Liar, scenario: Scenario) -> None:
    liar.model.script = scenario.script
    answer = liar.service.answerer.answer(scenario.question)
    catalogue = liar.service.catalogue
    verdict = judge(scenario, answer, lambda id_, version: catalogue.document(id_, version).text)
    assert not verdict.leaked
    assert not verdict.figures_unsupported
    assert verdict.citations_invented == 0
    assert not verdict.lost


def test_what_the_model_says_truly_is_shown_as_its_wording(liar: Liar) -> None:
    answer = liar.says(f"{TRUE} {{E}}.")
    assert [sentence.verbatim for sentence in answer.sentences] == [False]
    assert "50 daerah" in answer.sentences[0].text
    assert answer.sentences[0].citations
    assert answer.model == "scripted"
    assert not answer.notes


BREAKS: dict[str, tuple[Step, ...]] = {
    "drops the connection before a word": (Drop(),),
    "drops the connection in a sentence": ("Sebanyak 9", Drop()),
    "fails": (Refuse(500),),
    "knows no key": (Refuse(401, '{"error": {"message": "no"}}'),),
    "has too much to do": (Refuse(429),),
    "closes the stream in a sentence": ("Sebanyak 9", Close()),
    "runs out of tokens in a sentence": ("Sebanyak 9", Close("length")),
    "answers with a page of HTML": (Raw(b"<html><body>Bad gateway</body></html>"),),
    "sends half an event": (Raw(b'data: {"choices": [{"del'), Drop()),
    "sends bytes that are no text": (Raw(b"data: \xff\xfe\x00\n\n"),),
    "says nothing in time": (Stall(1.0), TRUE),
    "stalls in a sentence": ("Sebanyak", Stall(1.0)),
    "ends without a word": ("",),
    "says that there is no answer": ("TIDAK ADA JAWABAN",),
    "talks of itself": ("Maaf, sebagai model bahasa saya tidak dapat membantu.",),
    "cites a token that does not exist": (f"{TRUE} [E99].",),
    "cites nothing": (f"{TRUE}.",),
    "cites the wrong passage": (f"{TRUE} [E8].",),
    "changes a number": ("Sebanyak 55 daerah mengikuti gerakan ini pada 2018 {E}.",),
    "writes a token inside a token": (f"{TRUE} [E[E1]].",),
}


@pytest.mark.parametrize("steps", BREAKS.values(), ids=BREAKS)
def test_whatever_the_model_does_quotes_follow_in_the_same_answer(
    liar: Liar, steps: tuple[Step, ...]
) -> None:
    answer = liar.says(*steps)
    text = " ".join(sentence.text for sentence in answer.sentences if sentence.verbatim)
    assert answer.status == "found"
    assert "50 daerah" in text
    assert "55 daerah" not in text
    is_kept = any(not sentence.verbatim for sentence in answer.sentences)
    told = {note.code for note in answer.notes}
    assert is_kept or told & {"model_failed", "model_unsupported"}
    assert answer.model is None or is_kept


@pytest.mark.parametrize("end", [Drop(), Close(), Close("length")], ids=str)
def test_what_was_true_before_a_break_stays_and_half_a_sentence_goes(liar: Liar, end: Step) -> None:
    answer = liar.says(f"{TRUE} {{E}}. Sebanyak 9", end)
    worded = [sentence.text for sentence in answer.sentences if not sentence.verbatim]
    assert len(worded) == 1
    assert "50 daerah" in worded[0]
    assert not any("Sebanyak 9" in sentence.text for sentence in answer.sentences)
    assert "model_failed" in {note.code for note in answer.notes}


def test_the_reader_is_told_of_sentences_that_were_removed(liar: Liar) -> None:
    answer = liar.says(f"{TRUE} {{E}}. Sebanyak 900 daerah menyusul pada 2019 {{E}}.")
    assert not any("900" in sentence.text for sentence in answer.sentences)
    assert "sentences_removed" in {note.code for note in answer.notes}


def test_the_model_sees_numbered_passages_and_no_addresses(liar: Liar) -> None:
    liar.model.requests.clear()
    liar.says("")
    [system, *_, user] = liar.model.requests[-1]
    evidence = json.loads(user["content"])["evidence"]
    assert [item["token"] for item in evidence] == [f"E{n}" for n in range(1, len(evidence) + 1)]
    assert "http" not in user["content"]
    assert "50 daerah" not in system["content"]


def test_a_broken_stream_ends_over_http_with_the_quoted_answer(liar: Liar) -> None:
    liar.model.script = lambda _: ["Sebanyak", Drop()]
    with TestClient(create_app(liar.service)) as client:
        text = client.post("/v1/ask", json={"question": QUESTION, "stream": True}).text
    events = [line.removeprefix("event: ") for line in text.split("\r\n") if "event: " in line]
    assert events[-1] == "done"
    assert "sentence" in events
    assert "error" not in events
