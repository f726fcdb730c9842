"""What is read with a question, and in which order it comes: on the seed corpus, for real."""

from __future__ import annotations

from dataclasses import replace

from api.candidate import Candidate
from api.evidence import _agreed
from api.service import Service
from corpus.document import Language
from index.filters import Filters
from tests.made import candidate, hit

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


def test_a_digest_in_both_languages_is_read_once_for_both() -> None:
    def read(
        text: str, odds: float, *, language: Language, kind: str = "digest", url: str = "a"
    ) -> Candidate:
        found = hit(text, language=language, kind=kind, name=language, url=url)
        return replace(candidate(found), read=odds)

    own, other = "Aplikasi itu memantau 281 bank sampah.", "The app monitors 281 waste banks."
    twins = [
        read(other, 2.0, language="en", kind="digest"),
        read(own, -4.0, language="id", kind="digest"),
    ]
    assert [one.read for one in _agreed(twins)] == [-1.0, -1.0]
    papers = [
        read(other, 2.0, language="en", kind="article"),
        read(own, -4.0, language="id", kind="article"),
    ]
    assert _agreed(papers) == papers
    strangers = [read(other, 2.0, language="en"), read(own, -4.0, language="id", url="b")]
    assert _agreed(strangers) == strangers
