from __future__ import annotations

import pytest

from api.draft import DraftReader, DraftSentence


def read(*pieces: str) -> list[DraftSentence]:
    """What a reader makes of the pieces, in order."""
    reader = DraftReader()
    found = [sentence for piece in pieces for sentence in reader.feed(piece)]
    return found + list(reader.finish())


def test_a_sentence_is_given_when_the_next_one_begins() -> None:
    reader = DraftReader()
    assert list(reader.feed("Lima puluh daerah ikut [E1]. Tujuh ")) == [
        DraftSentence("Lima puluh daerah ikut.", ("E1",))
    ]
    assert list(reader.feed("tidak [E2].")) == []
    assert list(reader.finish()) == [DraftSentence("Tujuh tidak.", ("E2",))]


FORMS = {
    "before the full stop": "Sebanyak 50 daerah ikut [E1].",
    "after the full stop": "Sebanyak 50 daerah ikut. [E1]",
    "in round brackets": "Sebanyak 50 daerah ikut (E1).",
    "as a list": "- Sebanyak 50 daerah ikut [E1].",
    "in bold": "**Sebanyak 50 daerah ikut** [E1].",
}


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS)
def test_tokens_and_dress_are_taken_off(text: str) -> None:
    (sentence,) = read(text)
    assert sentence.text.rstrip(".") == "Sebanyak 50 daerah ikut"
    assert sentence.tokens == ("E1",)


def test_several_tokens_are_read_once_each() -> None:
    (sentence,) = read("Daerah ikut [E1, E3][E1].")
    assert sentence.tokens == ("E1", "E3")


def test_what_a_model_thinks_aloud_is_not_read() -> None:
    assert read("<think>Mungkin 75", " daerah.</think>Ada 50 daerah [E1].") == [
        DraftSentence("Ada 50 daerah.", ("E1",))
    ]


def test_links_and_markup_do_not_come_through() -> None:
    (sentence,) = read(
        "Lihat [situs](https://evil.example) <b>resmi</b> https://evil.example [E1]."
    )
    assert "evil" not in sentence.text
    assert "<" not in sentence.text


def test_any_cut_of_the_stream_gives_the_same_sentences() -> None:
    text = "Ada 50 daerah [E1]. Pada 2018 [E2] 24 selesai.\nYang lain belum [E3]."
    whole = read(text)
    assert len(whole) == 3
    for cut in range(1, len(text)):
        assert read(text[:cut], text[cut:]) == whole
