"""The digests that ship hold to the rules of corpus/seed/README.md."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from corpus.catalogue import Catalogue
from corpus.digest import read_digest, seed_digests, sync_seed
from corpus.document import Document
from corpus.errors import DocumentError
from corpus.pillars import PILLAR_IDS
from corpus.regions import gazetteer
from corpus.sentences import sentence_spans
from tests.documents import article

DIGESTS = {document.origin.removeprefix("digest:"): document for document in seed_digests()}
TOPICS = sorted(name.removeprefix("id/") for name in DIGESTS if name.startswith("id/"))

# Names that hold digits and points in both languages alike, and are no figures.
_IDENTIFIERS = re.compile(
    r"\bAI\.01\.0\d\b|\b(?:versi(?:on)?|Province|Digital|Movement\)?) \d\.0|\bB-\d+/DJAI\S*|"
    r"\b\d\.0\b|(?<=Nomor )1\.1|(?<=No\. )1\.1|\b1\.1(?=/2018)|ISO \d+(?::\d+)?"
)


def test_there_are_at_least_120_topics_in_both_languages() -> None:
    english = sorted(name.removeprefix("en/") for name in DIGESTS if name.startswith("en/"))
    assert english == TOPICS
    assert len(TOPICS) >= 120


@pytest.mark.parametrize("name", sorted(DIGESTS))
def test_every_sentence_names_its_source(name: str) -> None:
    document = DIGESTS[name]
    for _, block in document.sections():
        text = document.text[block.start : block.end]
        for start, end in sentence_spans(text):
            found = document.references_at(block.start + start, block.start + end)
            assert found, f"no source for: {text[start:end]}"


@pytest.mark.parametrize("name", sorted(DIGESTS))
def test_tags_and_links_are_good(name: str) -> None:
    document = DIGESTS[name]
    assert set(document.pillars) <= set(PILLAR_IDS)
    assert all(gazetteer().get(code).code == code for code in document.regions)
    assert all(urlsplit(ref.url).scheme in ("http", "https") for ref in document.references)
    assert document.published is None or re.fullmatch(r"\d{4}(-\d\d){0,2}", document.published)


@pytest.mark.parametrize("topic", TOPICS)
def test_both_languages_give_the_same_figures_sources_and_tags(topic: str) -> None:
    indonesian, english = DIGESTS[f"id/{topic}"], DIGESTS[f"en/{topic}"]
    assert _figures(indonesian) == _figures(english)
    assert [r.url for r in indonesian.references] == [r.url for r in english.references]
    assert indonesian.pillars == english.pillars
    assert indonesian.regions == english.regions
    assert indonesian.published == english.published


def test_a_mark_without_a_source_is_refused() -> None:
    source = "---\ntitle: T\nlanguage: id\nsources:\n  - {name: A, url: 'https://a.example'}\n---\nIsi.[^2]"
    with pytest.raises(DocumentError, match=r"the mark \[\^2\] but 1 sources"):
        read_digest(source, "id", "id/x/y")


def test_a_digest_without_sources_is_refused() -> None:
    with pytest.raises(DocumentError, match="lacks sources"):
        read_digest("---\ntitle: T\nlanguage: id\n---\nIsi.", "id", "id/x/y")


def test_facts_that_were_never_verified_are_not_told() -> None:
    everything = "\n".join(document.text for document in DIGESTS.values())
    for unverified in ("Perpres 132/2022", "Perpres 82/2023", "Permendagri 59/2022"):
        assert unverified not in everything


def test_no_url_is_new_to_the_facts() -> None:
    facts = Path(__file__).resolve().parents[3] / "shared"
    if not (facts / "facts.md").exists():
        pytest.skip("the facts that the digests are written from lie outside this repository")
    known = (facts / "facts.md").read_text() + (facts / "founding-article.txt").read_text()
    used = {ref.url for document in DIGESTS.values() for ref in document.references}
    assert sorted(url for url in used if url not in known) == []


def _figures(document: Document) -> set[str]:
    text = _IDENTIFIERS.sub("", document.text)
    found = re.findall(r"\d[\d.,]*\d|\d", text)
    if document.language == "id":
        return {figure.replace(".", "").replace(",", ".") for figure in found}
    return {figure.replace(",", "") for figure in found}


def test_an_empty_data_folder_is_filled_and_follows_an_update(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    assert sync_seed(tmp_path / "data", catalogue) == len(DIGESTS)
    gone = replace(DIGESTS["id/programme/cohort-2018"], origin="digest:id/programme/gone")
    catalogue.put(gone)
    sync_seed(tmp_path / "data", catalogue)
    assert gone.id not in catalogue.active()
    assert len(catalogue.active()) == len(DIGESTS)


def test_a_data_folder_of_other_documents_is_left_alone(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    catalogue.put(article("Isi."))
    assert sync_seed(tmp_path / "data", catalogue) == 0
    assert sync_seed(tmp_path / "data", catalogue, wanted=True) == len(DIGESTS)
