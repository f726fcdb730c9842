from __future__ import annotations

import random
from collections.abc import Iterator

from evals.lessons import Lesson
from evals.reading import Net, drawn, train
from index.reader import Told


def lessons() -> Iterator[Lesson]:
    """Yield questions of one kind that "kamera" answers, and of another that nothing does."""
    wrong = tuple(Told("Laporan", "", f"Anggaran {n} miliar rupiah.") for n in range(5))
    for number in range(40):
        right = Told("Laporan", "", f"Ada {number} kamera di kota ini.")
        yield Lesson(f"Berapa kamera di kota {number}?", (right,), wrong)
        yield Lesson(f"Siapa wali kota {number}?", (), wrong)


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


def test_what_answers_is_shown_first_and_too_few_sentences_teach_nothing() -> None:
    told, untold, *_ = lessons()
    assert drawn(told, random.Random(1))[0] == told.right[0]
    shown = drawn(untold, random.Random(1))
    assert len(shown) == len({*shown}) == 3
    assert {*shown} <= {*untold.wrong}
    assert drawn(Lesson("Berapa?", told.right, ()), random.Random(1)) == []
