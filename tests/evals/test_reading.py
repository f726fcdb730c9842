from __future__ import annotations

import random
from collections.abc import Iterator

from evals.lessons import Lesson
from evals.reading import STRETCHES, Net, drawn, loss_of, train
from index.reader import Told


def lessons() -> Iterator[Lesson]:
    """Yield questions of one kind that "kamera" answers, and of another that nothing does."""
    wrong = tuple(Told.of("Laporan", "", f"Anggaran {n} miliar rupiah.") for n in range(5))
    for number in range(40):
        text = f"Ada {number} kamera di kota ini. Biayanya dua miliar."
        right = Told(
            "Laporan", "", text, ((0, text.index(" Biaya")), (text.index("Biaya"), len(text)))
        )
        no = ((False,),) * len(wrong)
        yield Lesson(f"Berapa kamera di kota {number}?", (*wrong, right), (*no, (True, False)))
        yield Lesson(f"Siapa wali kota {number}?", wrong, no)


def test_a_net_learns_only_additions_and_its_row() -> None:
    net = Net()
    fixed = {name: value.clone() for name, value in net.named_parameters() if "fixed" in name}
    assert not net.additions()["judge.weight"].any(), "nothing is known at the beginning"
    train(net, [*lessons()], steps=3)
    learned = net.additions()
    assert learned["judge.weight"].any()
    assert any(value.any() for name, value in learned.items() if name.endswith(".up"))
    for name, value in net.named_parameters():
        if name in fixed:
            assert value.equal(fixed[name]), name


def test_what_answers_is_shown_first_and_too_little_teaches_nothing() -> None:
    told, untold, *_ = lessons()
    assert drawn(told, random.Random(1))[0] == told.answering[0] == 5
    places = drawn(untold, random.Random(1))
    assert len(places) == len({*places}) == STRETCHES
    assert untold.answering == []
    assert drawn(Lesson("Berapa?", told.shown[-1:], told.right[-1:]), random.Random(1)) == []


def test_the_loss_falls_as_the_right_sentence_rises_and_the_others_sink() -> None:
    import torch

    right = [(True, None), (False,)]
    good, bad = torch.tensor([[4.0, 9.0], [-4.0, 0.0]]), torch.tensor([[-4.0, 9.0], [4.0, 0.0]])
    assert loss_of(good, right) < 0.1 < loss_of(bad, right)
    doubtful = good.clone()
    doubtful[0, 1] = -9.0
    assert loss_of(doubtful, right) == loss_of(good, right), "what cannot be told does not count"


def test_where_nothing_answers_silence_costs_least() -> None:
    import torch

    nothing = [(False, False), (False, None)]
    assert loss_of(torch.full((2, 2), -5.0), nothing) < loss_of(torch.zeros(2, 2), nothing)
