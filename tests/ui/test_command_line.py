"""The command line: what it says when things are wrong, and that it is quick to explain."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest

from corpus.settings import Settings
from tests.pilar import pilar

QUESTION = "Berapa daerah yang ikut Gerakan Menuju 100 Smart City pada 2018?"


@pytest.fixture
def seeded(seed_settings: Settings) -> dict[str, str]:
    return {"PILAR_DATA_DIR": str(seed_settings.data_dir)}


def test_help_names_every_command() -> None:
    told = pilar("--help").out
    commands = "crawl sources index search ask compare coverage serve eval doctor".split()
    assert all(f" {command} " in told for command in commands)


@pytest.mark.parametrize(
    ("question", "language"),
    [(QUESTION, "id"), ("How many regions joined the programme in 2018?", "en")],
)
def test_ask_prints_one_json_document(seeded: dict[str, str], question: str, language: str) -> None:
    outcome = pilar("ask", question, "--json", **seeded)
    assert outcome.code == 0
    assert outcome.json["status"] == "found"
    assert outcome.json["language"] == language
    assert "50" in outcome.json["sentences"][0]["text"]


def test_ask_shows_marks_and_sources_to_people(seeded: dict[str, str]) -> None:
    told = " ".join(pilar("ask", "Apa itu Sibaku?", **seeded).out.split())
    assert "[1]" in told
    assert "Ringkasan redaksi Enam Pilar" in told


def test_search_explains_its_ranking(seeded: dict[str, str]) -> None:
    told = pilar("search", "bank sampah", "--region", "DIY", "--explain", **seeded).out
    told = " ".join(told.split())
    assert "Sibaku" in told
    assert "cosine 0." in told


WRONG = {
    "an unknown pillar": (["search", "a", "--pillar", "food"], "governance"),
    "an unknown region": (["search", "a", "--region", "Atlantis"], "Atlantis"),
    "an ambiguous region": (["ask", "apa", "--region", "Magelang"], "Kota Magelang"),
    "an unknown kind": (["search", "a", "--kind", "poem"], "masterplan"),
    "an unknown language": (["ask", "apa", "--lang", "fr"], "Known: id, en"),
    "an unknown source": (["crawl", "aptica"], "Did you mean aptika?"),
    "a host of others without a contact": (["crawl", "https://a.example/"], "PILAR_CONTACT"),
}


@pytest.mark.parametrize(("arguments", "told"), WRONG.values(), ids=WRONG)
def test_bad_input_is_one_clear_line(
    seeded: dict[str, str], arguments: list[str], told: str
) -> None:
    outcome = pilar(*arguments, **seeded)
    assert outcome.code == 1
    assert told in outcome.err
    assert len(outcome.err.strip().splitlines()) == 1
    assert outcome.out == ""


def test_with_json_the_error_is_a_document_too(seeded: dict[str, str]) -> None:
    outcome = pilar("search", "a", "--pillar", "food", "--json", **seeded)
    assert outcome.code == 1
    assert outcome.json["error"]["code"] == "unknown-name"
    assert outcome.err == ""


def test_a_wrong_model_is_one_clear_line(seeded: dict[str, str]) -> None:
    outcome = pilar("ask", QUESTION, **seeded, PILAR_EMBED_MODEL="./nowhere")
    assert outcome.code == 1
    assert outcome.err.startswith("pilar: PILAR_EMBED_MODEL names the folder ./nowhere")
    assert "Traceback" not in outcome.err


def test_a_setting_of_the_wrong_form_names_its_variable() -> None:
    outcome = pilar("sources", PILAR_CRAWL_DELAY="slow")
    assert (outcome.code, outcome.err.split(":")[1].strip()[:17]) == (1, "PILAR_CRAWL_DELAY")


def test_a_second_writer_is_turned_away(tmp_path: Path) -> None:
    from corpus.lock import writing

    data = tmp_path / "busy"
    with writing(data, "pilar crawl"):
        outcome = pilar("index", PILAR_DATA_DIR=str(data))
    assert outcome.code == 1
    assert "is being written by `pilar crawl`" in outcome.err


def test_a_port_that_is_taken_is_one_clear_line(seeded: dict[str, str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        outcome = pilar("serve", "--port", str(taken.getsockname()[1]), **seeded)
    assert outcome.code == 1
    assert "Cannot listen on 127.0.0.1" in outcome.err


def test_a_damaged_index_says_how_to_mend_it(tmp_path: Path) -> None:
    index = tmp_path / "index"
    index.mkdir()
    (index / "CURRENT").write_text("000007")
    outcome = pilar("ask", QUESTION, PILAR_DATA_DIR=str(tmp_path))
    assert outcome.code == 1
    assert "pilar index --rebuild" in outcome.err


@pytest.mark.parametrize("variable", ["PILAR_DATA_DIR", "PILAR_CACHE_DIR"])
def test_a_folder_that_cannot_be_made_is_one_clear_line(variable: str) -> None:
    outcome = pilar("ask", QUESTION, **{variable: "/proc/nowhere"})
    assert outcome.code == 1
    assert "Cannot write under /proc/nowhere" in outcome.err
    assert "Traceback" not in outcome.err


def test_doctor_tells_the_settings_in_force_and_each_check(seeded: dict[str, str]) -> None:
    outcome = pilar("doctor", "--json", **seeded, PILAR_LLM_KEY="secret-key")
    told = outcome.json
    assert told["settings"]["data_dir"] == seeded["PILAR_DATA_DIR"]
    assert "secret-key" not in json.dumps(told)
    checks = {check["name"]: check["ok"] for check in told["checks"]}
    assert all(checks[name] for name in ("model", "index", "catalogue"))


def test_binder_gathers_and_exports(seeded: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "kulon-progo.md"
    outcome = pilar("binder", "Kulon Progo", "--export", str(path), "--json", **seeded)
    assert outcome.json["region"] == "34.01"
    assert len(outcome.json["chapters"]) == 7
    assert path.read_text("utf-8").startswith("# Bahan evaluasi smart city Kabupaten Kulon Progo")


def test_coverage_tells_gaps_to_people_and_programs(seeded: dict[str, str]) -> None:
    told = " ".join(pilar("coverage", "--region", "Sleman", **seeded, COLUMNS="200").out.split())
    assert "2018: 2" in told
    assert "No masterplan document has been found yet." in told
    told = pilar("coverage", "--region", "Sleman", "--lang", "id", "--json", **seeded).json
    codes = [gap["code"] for gap in told["regions"][0]["gaps"]]
    assert codes == ["no_masterplan", "source_never"]
