"""What is read with a question, and in which order it comes: on the seed corpus, for real."""

from __future__ import annotations

from api.service import Service
from index.filters import Filters

_VARIANT = "daftar 6 pilar smart city yang berbeda"


def best(service: Service, question: str) -> str:
    return service.answerer.inquirer.gather(question, None, Filters()).ranked[0].text


def test_a_variant_stands_behind_what_was_asked_for(seed_service: Service) -> None:
    assert _VARIANT not in best(seed_service, "Sebutkan enam pilar smart city.")
    asked = "Apa saja varian 6 pilar smart city menurut menteri pada September 2021?"
    assert "arian" in best(seed_service, asked)


def test_more_sentences_are_judged_than_stretches_are_read(seed_service: Service) -> None:
    read = seed_service.answerer.inquirer.gather("Berapa daerah yang ikut?", None, Filters())
    judged = [candidate for candidate in read.ranked if candidate.read is not None]
    assert len(judged) > 4
    assert len(judged) < len(read.ranked)
