from __future__ import annotations

from api.service import open_service
from corpus.settings import Settings
from evals.answers import ask_all
from evals.measures import measure
from index.embedder import Embedder
from tests.evals.made import question


def test_real_answers_are_judged_from_question_to_citation(
    seed_settings: Settings, embedder: Embedder
) -> None:
    topic = {"topic": "places/kulon-progo-sibaku"}
    asked = [
        question(id="a", text="Kapan Sibaku diluncurkan?", facts=[["Agustus 2019"]], **topic),
        question(id="b", text="Apa itu Sibaku?", facts=[["bank darah"]], **topic),
        question("out_of_scope", id="c", text="Resep rendang yang enak", language="id"),
    ]
    told: list[int] = []
    service = open_service(seed_settings, embedder)
    known, lacking, outside = ask_all(service, asked, told.append)
    service.catalogue.close()
    assert told == [1, 2, 3]
    assert known.is_right
    assert lacking.missing == (("bank darah",),)
    assert not lacking.is_right
    assert outside.is_refused
    assert known.found[0].evidence == topic["topic"]
    figures = measure([known, lacking, outside]).figures
    assert figures["citation_precision"].value == figures["citation_retrieved"].value == 1
    assert figures["numbers"].value == figures["Success@1"].value == 1
    assert known.ms > 0
