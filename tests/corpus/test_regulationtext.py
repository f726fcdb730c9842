from __future__ import annotations

from corpus.regulationtext import is_regulation
from tests.corpus.laws import DECREE, FLOWING, LAW
from tests.documents import article


def test_only_what_decides_something_in_articles_is_read_as_a_regulation() -> None:
    assert is_regulation(article(LAW, kind="report"))
    assert is_regulation(article("Pasal 1\n\nSatu.", kind="regulation"))
    assert is_regulation(article(FLOWING, kind="regulation")), "it lost its line breaks"
    assert is_regulation(article(DECREE, kind="report"))
    assert not is_regulation(article(LAW, kind="article"))
    assert not is_regulation(article("Berita tentang Pasal 5.", kind="page"))
