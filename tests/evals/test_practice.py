from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from corpus.digest import seed_digests
from evals import practice
from evals.lessons import on_paper
from evals.practice import Paper, PracticeError, is_held_out, papers, questions
from evals.questionset import LOCKED, load_set
from evals.trial import Trial
from tests.made import candidate, hit

FOLDER = Path(practice.__file__).parent / "papers"
PAPER = Paper(
    name="made-1",
    language="id",
    title="Laporan Banjarwangi",
    text="# Laporan\n\nSebanyak 212 kamera dipasang. Kepala Bappeda memimpin tim.",
    q=(
        ("Berapa kamera?", "How many cameras?", "212 kamera"),
        ("Siapa pemasangnya?", "Who installed them?", ""),
    ),
)


def test_every_paper_can_be_read_and_is_named_once() -> None:
    names = [paper.name for paper in papers()]
    assert len(names) == len({*names}) >= 2_000
    for paper in papers():
        assert sum(map(bool, (paper.text, paper.topics, paper.regulation))) == 1, paper.name
        assert paper.title, paper.name


def test_facts_stand_in_the_papers_as_they_are_written() -> None:
    digests = {digest.origin: digest.text for digest in seed_digests()}
    titles = {digest.origin: digest.title for digest in seed_digests()}
    sets: dict[str, str] = {}
    for paper in papers():
        sets[paper.set or paper.name] = f"{sets.get(paper.set, '')} {paper.text}"
    for paper in papers():
        origins = [f"digest:{paper.language}/{topic}" for topic in paper.topics]
        texts = [sets[paper.set or paper.name], *(f"{titles[o]} {digests[o]}" for o in origins)]
        told = " ".join(" ".join(texts).split())
        for _, _, *facts in paper.q:
            for fact in facts if told else ():
                assert fact in told, (paper.name, fact)


def test_half_of_the_questions_have_no_answer_and_none_is_asked_twice() -> None:
    asked = questions()
    told = sum(bool(question.facts) for question in asked)
    assert 0.4 < told / len(asked) < 0.6
    assert len(asked) == len({question.text for question in asked}) >= 60_000


def test_no_locked_question_is_practised() -> None:
    """Neither its words nor the digests that it is about."""
    locked = load_set(LOCKED)
    words = {re.sub(r"\W+", " ", question.text.lower()).strip() for question in locked}
    practised = {re.sub(r"\W+", " ", asked.text.lower()).strip() for asked in questions()}
    assert not words & practised
    topics = {topic for question in locked for topic in question.topics}
    assert not topics & {topic for paper in papers() for topic in paper.topics}


def test_a_question_is_named_where_it_has_a_word_of_its_paper_alone() -> None:
    held = frozenset({"kamera", "banjarwangi", "lampu"})
    met = Counter({"kamera": 40, "banjarwangi": 1, "lampu": 12})
    assert practice._names("Berapa kamera di Banjarwangi?", held, met)
    assert not practice._names("Berapa kamera dan lampu?", held, met)
    told = [asked for asked in questions() if asked.is_named]
    assert 0.3 < len(told) / len(questions()) < 0.7


def test_some_papers_are_kept_aside() -> None:
    aside = [paper for paper in papers() if is_held_out(paper.name)]
    assert 0.08 < len(aside) / len(papers()) < 0.18


def test_a_wrong_file_is_named_with_the_entry() -> None:
    with pytest.raises(PracticeError, match=r"x\.toml, p-1: .*language"):
        [*practice._read('[[paper]]\nname = "p-1"\ntitle = "x"\nq = []\n', "x.toml")]
    with pytest.raises(PracticeError, match=r"x\.toml holds no"):
        [*practice._read("q = 1", "x.toml")]
    assert tomllib.loads((FOLDER / "plans.toml").read_text("utf-8"))["paper"]


def test_a_sentence_holds_the_facts_only_where_the_evidence_lies() -> None:
    told, _, untold, _ = PAPER.questions()
    (own,) = told.evidence
    assert told.held(own, "Sebanyak 212 kamera dipasang.") == 1
    assert told.held(own, "Kepala Bappeda memimpin tim.") == 0
    assert told.held("another", "Sebanyak 212 kamera dipasang.") == 0
    assert untold.held(own, "Sebanyak 212 kamera dipasang.") == 0
    assert Trial(told).kind == "answerable"
    assert Trial(untold).kind == "unanswerable"
    assert Trial(told).group == "made-1"


def test_a_digest_in_the_other_language_is_unclear() -> None:
    paper = PAPER.model_copy(update={"text": "", "topics": ("articles/x",)})
    told = next(paper.questions())
    (own,), (twin,) = told.evidence, told.unclear
    assert own != twin
    assert told.held(twin, "212 cameras were installed.") is None


def test_a_lesson_has_what_answers_and_what_stands_near() -> None:
    told, _, untold, _ = PAPER.questions()
    (own,) = told.evidence
    ranked = [
        candidate(hit("Kepala Bappeda memimpin tim.", name=own)),
        candidate(hit("Sebanyak 212 kamera dipasang.", name=own)),
        candidate(hit("Sebanyak 212 kamera dipasang di kota lain.", name="other")),
    ]
    lesson = on_paper(told, ranked)
    assert lesson is not None
    [place] = lesson.answering
    assert lesson.shown[place].text == "Sebanyak 212 kamera dipasang."
    assert len(lesson.shown) == 3
    assert on_paper(told, ranked[:1]) is None, "its evidence was not found"
    nothing = on_paper(untold, ranked)
    assert nothing is not None
    assert nothing.answering == []
    assert len(nothing.shown) == 3


def test_what_another_digest_tells_as_well_is_no_wrong_answer() -> None:
    told = next(PAPER.questions())
    assert told.held("another", "Sebanyak 212 kamera dipasang.") == 0
    of_digests = told._replace(is_on_digest=True)
    assert of_digests.held("another", "Sebanyak 212 kamera dipasang.") is None
    assert of_digests.held("another", "Sebanyak 98 kamera rusak.") == 0


def test_a_fact_may_stand_in_any_paper_of_a_set() -> None:
    other = PAPER.model_copy(update={"name": "made-2", "set": "made"})
    one = PAPER.model_copy(update={"set": "made"})
    told = next(one.questions([one, other]))
    assert told.paper == "made"
    assert told.evidence == one.document_ids | other.document_ids
