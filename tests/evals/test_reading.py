from __future__ import annotations

from collections.abc import Iterator

import pytest

torch = pytest.importorskip("torch")

from evals.lessons import Lesson  # noqa: E402
from evals.reading import Net, train  # noqa: E402
from index.reader import Told  # noqa: E402


def lessons() -> Iterator[Lesson]:
    """Yield questions of one kind that "kamera" answers, and of another that nothing does."""
    wrong = tuple(Told("Laporan", "", f"Anggaran {n} miliar rupiah.") for n in range(5))
    for number in range(40):
        right = Told("Laporan", "", f"Ada {number} kamera di kota ini.")
        yield Lesson(f"Berapa kamera di kota {number}?", (right,), wrong)
        yield Lesson(f"Siapa wali kota {number}?", (), wrong)


def test_a_net_learns_only_additions_and_its_row() -> None:
    torch.manual_seed(1)
    net = Net()
    fixed = {name: value.clone() for name, value in net.named_parameters() if "fixed" in name}
    assert not net.additions()["judge.weight"].any(), "nothing is known at the beginning"
    train(net, [*lessons()], steps=3)
    learned = net.additions()
    assert learned["judge.weight"].any()
    assert any(value.any() for name, value in learned.items() if name.endswith(".up"))
    for name, value in net.named_parameters():
        if name in fixed:
            assert torch.equal(value, fixed[name]), name


def test_too_few_sentences_teach_nothing() -> None:
    from evals.reading import _drawn

    lesson = Lesson("Berapa?", (Told("", "", "Dua."),), ())
    import random

    assert _drawn(lesson, random.Random(1)) == []
