from __future__ import annotations

from typing import get_args

import pytest

from api.citation import note_on
from corpus.document import LANGUAGES, Language, TextMethod
from tests.documents import paged


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_citation_says_how_its_page_was_read(language: Language) -> None:
    notes = {
        method: note_on(paged(["Teks."]), (), method, language) for method in get_args(TextMethod)
    }
    assert notes.pop("native") is None
    assert notes.pop("none") is None
    against = {"id": "gambarnya", "en": "picture"}[language]
    assert len(set(notes.values())) == 3
    assert all(note is not None and against in note for note in notes.values())
