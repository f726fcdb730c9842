from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml
from typer.testing import CliRunner

import crawler.cli
from corpus.errors import SettingsError
from crawler.schedule import Job, carried, jobs, render
from crawler.source import FolderSource

SETTINGS = {
    "PILAR_CONTACT": "mailto:kota $HOME 100% \"benar\" 'ya' \\x",
    "PILAR_DATA_DIR": "/srv/enam pilar",
}


def planned(count: int = 3) -> list[Job]:
    return jobs(
        [
            FolderSource(name=f"sumber-{n}", kind="folder", path=Path("/berkas"), why="uji")
            for n in range(count)
        ]
    )


def rendered(form: Any, **overrides: Any) -> dict[str, str]:
    values = {"command": "/opt/pilar/bin/pilar", "image": "enampilar:1", **overrides}
    return render(form, planned(), SETTINGS, **values)


def test_the_sources_are_spread_over_the_night_and_the_index_comes_last() -> None:
    found = planned(40)
    assert len({job.minute for job in found}) == 41
    assert all(60 <= job.minute < 300 for job in found[:-1])
    assert (found[-1].name, found[-1].clock) == ("index", (5, 30))


def test_systemd_accepts_the_units(tmp_path: Path) -> None:
    units = rendered("systemd", command=shutil.which("true") or "/bin/true")
    assert len(units) == 8
    for name, text in units.items():
        (tmp_path / name).write_text(text)
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed here")
    done = subprocess.run(
        ["systemd-analyze", "verify", *(str(tmp_path / name) for name in units)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert not [line for line in done.stderr.splitlines() if "enampilar" in line]


def test_a_systemd_unit_carries_the_settings_literally() -> None:
    unit = rendered("systemd")["enampilar-crawl-sumber-0.service"]
    (line,) = (line for line in unit.splitlines() if "PILAR_CONTACT" in line)
    quoted = re.fullmatch(r'Environment="(.*)"', line)
    assert quoted
    literal = re.sub(r"\\(.)", r"\1", quoted[1]).replace("%%", "%")
    assert literal == f"PILAR_CONTACT={SETTINGS['PILAR_CONTACT']}"
    assert "SuccessExitStatus=3" in unit


def test_cron_lines_run_the_command_with_the_settings(tmp_path: Path) -> None:
    probe = tmp_path / "pilar"
    probe.write_text('#!/bin/sh\nprintf "%s|" "$PILAR_CONTACT" "$PILAR_DATA_DIR" "$@"\n')
    probe.chmod(0o755)
    settings = {**SETTINGS, "PILAR_DATA_DIR": str(tmp_path)}
    text = render("cron", planned(), settings, command=str(probe), image="")["enampilar.cron"]
    first = text.splitlines()[1]
    fields = first.split(None, 5)
    minute, hour = int(fields[0]), int(fields[1])
    assert 0 <= minute < 60
    assert 1 <= hour < 6
    assert fields[2:5] == ["*", "*", "*"]
    assert not re.search(r"(?<!\\)%", fields[5]), "cron reads a bare % as the end of the command"
    subprocess.run(["/bin/sh", "-c", fields[5].replace("\\%", "%")], check=True)
    name = planned()[0].arguments[1]
    told = (tmp_path / "cron.log").read_text().split("|")
    assert told[:5] == [SETTINGS["PILAR_CONTACT"], str(tmp_path), "crawl", name, "--wait"]


def test_kubernetes_gets_one_cronjob_for_each_source() -> None:
    (text,) = rendered("kubernetes").values()
    found = list(yaml.safe_load_all(text))
    assert len(found) == 4
    for item in found:
        assert (item["apiVersion"], item["kind"]) == ("batch/v1", "CronJob")
        assert re.fullmatch(r"[a-z0-9]([a-z0-9-]{0,50}[a-z0-9])?", item["metadata"]["name"])
        assert re.fullmatch(r"\d+ \d+ \* \* \*", item["spec"]["schedule"])
        (container,) = item["spec"]["jobTemplate"]["spec"]["template"]["spec"]["containers"]
        values = {entry["name"]: entry["value"] for entry in container["env"]}
        assert values["PILAR_CONTACT"] == SETTINGS["PILAR_CONTACT"]
        assert values["PILAR_DATA_DIR"] == "/data"


def test_long_and_dotted_names_become_names_that_kubernetes_takes_and_stay_apart() -> None:
    names = ["a.b", "a-b", "a_b", "x" * 80, "x" * 79]
    sources = [FolderSource(name=n, kind="folder", path=Path("/b"), why="uji") for n in names]
    (text,) = render("kubernetes", jobs(sources), SETTINGS, command="", image="i").values()
    found = [item["metadata"]["name"] for item in yaml.safe_load_all(text)]
    assert len(set(found)) == 6
    assert all(re.fullmatch(r"[a-z0-9]([a-z0-9-]{0,50}[a-z0-9])?", name) for name in found)


def test_secrets_are_not_carried_and_folders_are_absolute() -> None:
    found = carried(
        {"PILAR_LLM_KEY": "rahasia", "PILAR_DATA_DIR": "data", "HOME": "/x", "PILAR_PORT": "1"}
    )
    assert found == {"PILAR_DATA_DIR": str(Path("data").resolve()), "PILAR_PORT": "1"}
    with pytest.raises(SettingsError, match="PILAR_CONTACT has a line break"):
        carried({"PILAR_CONTACT": "a\nExecStart=/bin/evil"})


def test_the_command_prints_or_writes_the_units(tmp_path: Path) -> None:
    app = typer.Typer()
    crawler.cli.register(app)
    runner = CliRunner()
    printed = runner.invoke(app, ["schedule", "--format", "kubernetes", "aptika"]).stdout
    assert [item["kind"] for item in yaml.safe_load_all(printed)] == ["CronJob", "CronJob"]
    told = json.loads(runner.invoke(app, ["schedule", "aptika", "--json"]).stdout)
    assert "enampilar-crawl-aptika.timer" in told["units"]
    done = runner.invoke(app, ["schedule", "aptika", "--into", str(tmp_path / "units")])
    assert done.exit_code == 0
    assert len(list((tmp_path / "units").iterdir())) == 4
    unknown = runner.invoke(app, ["schedule", "https://lain.example/"])
    assert unknown.exit_code == 1
    assert "give it an entry in sources.yaml" in " ".join(unknown.stderr.split())
