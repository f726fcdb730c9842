from __future__ import annotations

import pytest
from typer.testing import CliRunner

from ui.cli import app


@pytest.mark.parametrize("option", ["--failures", "--gate"])
def test_single_answers_to_the_locked_set_are_refused(option: str) -> None:
    result = CliRunner().invoke(app, ["eval", "--set", "test", option])
    assert result.exit_code == 1
    assert "locked" in result.output


def test_an_unknown_set_is_told_with_the_known_ones() -> None:
    result = CliRunner().invoke(app, ["eval", "--set", "train", "--json"])
    assert result.exit_code == 1
    assert '"code": "question-set"' in result.output
    assert "dev, seen, test" in result.output


@pytest.mark.parametrize("options", [["--pin", "why"], ["--gate", "--lower", "why"]])
def test_pinning_without_the_gate_is_refused(options: list[str]) -> None:
    result = CliRunner().invoke(app, ["eval", *options])
    assert result.exit_code == 1
    assert "--gate" in result.output
