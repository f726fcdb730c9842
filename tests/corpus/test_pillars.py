"""The six pillars: complete in both languages, and found under every name that sources use."""

from __future__ import annotations

from typing import get_args

import pytest

from corpus.document import LANGUAGES, Language
from corpus.errors import UnknownNameError
from corpus.pillars import (
    PILLAR_IDS,
    Pillar,
    PillarId,
    SubDimension,
    cross_cutting,
    dimensions,
    pillars,
    resolve_dimension,
    resolve_label,
    resolve_pillar,
)

NAMES = {
    "an_id": ("governance", "governance"),
    "an_english_name": ("Smart Branding", "branding"),
    "an_indonesian_name": ("Ekonomi Cerdas", "economy"),
    "capitals": ("SMART ENVIRONMENT", "environment"),
    "blanks_around": ("  smart living ", "living"),
    "a_slug": ("smart-society", "society"),
    "an_underscore": ("smart_governance", "governance"),
    "written_together_with_pilar": ("Pilar Smart Economy", "economy"),
    "cohen_people_is_society": ("Smart People", "society"),
    "people_without_smart": ("people", "society"),
    "cohen_mobility_is_living": ("Smart Mobility", "living"),
    "mobility_without_smart": ("mobility", "living"),
    "jakarta_government_is_governance": ("smart government", "governance"),
    "a_reporters_life_is_living": ("Smart Life", "living"),
    "masyarakat_cerdas": ("masyarakat cerdas", "society"),
    "kehidupan_cerdas": ("Kehidupan Cerdas", "living"),
    "lingkungan_cerdas": ("lingkungan cerdas", "environment"),
    "tata_kelola": ("tata kelola pemerintahan cerdas", "governance"),
    "digital_government": ("pemerintahan digital", "governance"),
    "regional_branding": ("branding daerah", "branding"),
    "regional_image": ("pencitraan daerah", "branding"),
    "kota_layak_huni": ("kota layak huni", "living"),
    "a_misspelling_of_official_pages": ("Smart Environtment", "environment"),
}


def keywords_of(pillar_id: PillarId, language: Language) -> tuple[str, ...]:
    return resolve_pillar(pillar_id).keywords[language]


def test_there_are_six_pillars_in_the_official_order() -> None:
    expected = ["governance", "branding", "economy", "living", "society", "environment"]
    assert [pillar.id for pillar in pillars()] == expected
    assert list(PILLAR_IDS) == list(get_args(PillarId)) == expected


def test_the_pillars_are_read_once() -> None:
    assert pillars() is pillars()


def test_pillars_can_be_members_of_a_set() -> None:
    assert len({*pillars(), *pillars()}) == 6


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("pillar", pillars(), ids=lambda pillar: pillar.id)
def test_every_pillar_is_told_in_both_languages(pillar: Pillar, language: Language) -> None:
    assert pillar.name[language]
    assert pillar.definition[language].endswith(".")
    assert pillar.definition[language].count(".") == 1, "one sentence"
    assert len(pillar.keywords[language]) >= 15


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_keyword_belongs_to_one_pillar_and_is_lower_case(language: Language) -> None:
    keywords = [keyword for pillar in pillars() for keyword in pillar.keywords[language]]
    assert [keyword for keyword in keywords if keywords.count(keyword) > 1] == []
    assert [keyword for keyword in keywords if keyword != keyword.lower().strip()] == []


@pytest.mark.parametrize(
    ("pillar_id", "language", "keyword"),
    [
        ("governance", "id", "mal pelayanan publik"),
        ("governance", "en", "one-stop service"),
        ("branding", "id", "wajah kota"),
        ("branding", "en", "investment promotion"),
        ("economy", "id", "umkm"),
        ("economy", "en", "cashless"),
        ("living", "id", "puskesmas"),
        ("living", "en", "spatial planning"),
        ("society", "id", "relawan tik"),
        ("society", "en", "disaster preparedness"),
        ("environment", "id", "bank sampah"),
        ("environment", "en", "smart street lighting"),
    ],
)
def test_the_words_of_the_domain_are_keywords(
    pillar_id: PillarId, language: Language, keyword: str
) -> None:
    assert keyword in keywords_of(pillar_id, language)


def test_every_pillar_has_the_three_dimensions_of_the_guide() -> None:
    assert {pillar.id: tuple(part.id for part in pillar.dimensions) for pillar in pillars()} == {
        "governance": ("service", "bureaucracy", "policy"),
        "branding": ("tourism", "business", "appearance"),
        "economy": ("industry", "welfare", "transaction"),
        "living": ("harmony", "health", "mobility"),
        "society": ("community", "learning", "security"),
        "environment": ("protection", "waste", "energy"),
    }


def test_a_dimension_is_named_in_both_languages() -> None:
    waste = resolve_pillar("environment").dimensions[1]
    names: dict[Language, str] = {"id": "Tata kelola sampah dan limbah", "en": "Waste"}
    assert waste == SubDimension("waste", names, waste.keywords)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_dimension_has_keywords_of_its_own(language: Language) -> None:
    parts = [part for pillar in pillars() for part in pillar.dimensions]
    assert all(len(part.keywords[language]) >= 15 for part in parts)
    assert [w for p in parts for w in p.keywords[language] if w != w.lower().strip()] == []


def test_a_dimension_is_found_by_its_id_and_its_names() -> None:
    assert resolve_dimension("Tata kelola sampah dan limbah") == "waste"
    assert all(resolve_label(name) == name for name in (*PILLAR_IDS, *dimensions()))
    assert resolve_label("WASTE") == "waste"
    assert resolve_label("Smart People") == "society"
    with pytest.raises(UnknownNameError, match="sub-dimension"):
        resolve_dimension("food")


@pytest.mark.parametrize(("name", "expected"), NAMES.values(), ids=NAMES)
def test_a_pillar_is_found_by(name: str, expected: PillarId) -> None:
    assert resolve_pillar(name).id == expected


@pytest.mark.parametrize("pillar", pillars(), ids=lambda pillar: pillar.id)
def test_no_name_of_a_pillar_leads_to_another(pillar: Pillar) -> None:
    for name in (pillar.id, *pillar.name.values(), *pillar.variants):
        assert resolve_pillar(name) is pillar, name


@pytest.mark.parametrize("name", ["infrastructure", "Smart Infrastructure", "infrastruktur"])
def test_infrastructure_is_cross_cutting_and_no_pillar(name: str) -> None:
    assert "infrastructure" in cross_cutting()
    with pytest.raises(UnknownNameError, match="readiness for all six"):
        resolve_pillar(name)


@pytest.mark.parametrize("name", ["smart village", "kota cerdas", "smart", ""])
def test_an_unknown_name_lists_the_six(name: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        resolve_pillar(name)
    assert all(pillar_id in str(caught.value) for pillar_id in PILLAR_IDS)
    assert repr(name) in str(caught.value)


def test_a_slip_of_the_pen_gets_a_suggestion() -> None:
    with pytest.raises(UnknownNameError, match="Did you mean economy"):
        resolve_pillar("smart econmy")
