"""Units that run the crawls by themselves: systemd, cron and Kubernetes."""

from __future__ import annotations

import shlex
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

import yaml

from corpus.errors import SettingsError
from crawler.source import AnySource

Format = Literal["systemd", "cron", "kubernetes"]

_FIRST, _LAST = 60, 300  # minutes after midnight: the sites are least busy from one to five
_INDEX_AT = 330  # half past five, when most crawls have ended; it waits for the rest
_UNQUOTED = str.maketrans({"%": "%%"})
_CRON_PERCENT = str.maketrans({"%": r"\%"})
_SECRET_WORDS = ("KEY", "TOKEN", "PASSWORD", "SECRET")


@dataclass(frozen=True, slots=True)
class Job:
    """One command and the time of day that it starts at.

    :ivar name: names its units: ``crawl-aptika``.
    :ivar minute: minutes after midnight, local time.
    """

    name: str
    arguments: tuple[str, ...]
    minute: int
    about: str

    @property
    def clock(self) -> tuple[int, int]:
        """Hour and minute."""
        return divmod(self.minute, 60)


def jobs(sources: Sequence[AnySource]) -> list[Job]:
    """Spread the sources evenly over the night, in an order that does not depend on the file's.

    Whatever still runs makes the next one wait.
    """
    ordered = sorted(sources, key=lambda source: sha256(source.name.encode()).hexdigest())
    step = (_LAST - _FIRST) / max(1, len(ordered))
    crawls = [
        Job(
            f"crawl-{source.name}",
            ("crawl", source.name, "--wait"),
            _FIRST + int(number * step),
            f"Enam Pilar: crawl {source.name}",
        )
        for number, source in enumerate(ordered)
    ]
    index = Job("index", ("index", "--wait"), _INDEX_AT, "Enam Pilar: update the search index")
    return [*sorted(crawls, key=lambda job: (job.minute, job.name)), index]


def carried(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the ``PILAR_`` settings that the units are to carry, folders made absolute.

    Secrets are left out: a crawl needs none, and units are read by many.

    :raises SettingsError: when a value has a line break, which no unit can hold.
    """
    found = {}
    for name, value in sorted(environment.items()):
        if not name.startswith("PILAR_") or any(word in name for word in _SECRET_WORDS):
            continue
        if not value.isprintable():
            raise SettingsError(f"{name} has a line break or control character.", "Remove it.")
        is_path = name in ("PILAR_DATA_DIR", "PILAR_CACHE_DIR", "PILAR_SOURCES")
        found[name] = str(Path(value).resolve()) if is_path and value else value
    return found


def program() -> str:
    """Return where the ``pilar`` command lies."""
    beside = Path(sys.executable).parent / "pilar"
    return str(beside) if beside.is_file() else shutil.which("pilar") or "pilar"


def render(
    form: Format, planned: Sequence[Job], settings: Mapping[str, str], *, command: str, image: str
) -> dict[str, str]:
    """Return file name -> text of the units.

    :param settings: what they carry; ``PILAR_DATA_DIR`` must be among it.
    :param command: path of ``pilar``, for systemd and cron.
    :param image: the container image, for Kubernetes.
    """
    if form == "systemd":
        return _systemd(planned, settings, command)
    if form == "cron":
        return {"enampilar.cron": _cron(planned, settings, command)}
    return {"enampilar-cronjobs.yaml": _kubernetes(planned, settings, image)}


def _systemd(planned: Sequence[Job], settings: Mapping[str, str], command: str) -> dict[str, str]:
    units = {}
    environment = [f"Environment={_quoted(f'{name}={value}')}" for name, value in settings.items()]
    for job in planned:
        hour, minute = job.clock
        # Only in a command has $ a meaning.
        run = " ".join(_quoted(part.replace("$", "$$")) for part in (command, *job.arguments))
        units[f"enampilar-{job.name}.service"] = "\n".join(
            [
                "[Unit]",
                f"Description={job.about}",
                "Wants=network-online.target",
                "After=network-online.target",
                "",
                "[Service]",
                "Type=oneshot",
                f"WorkingDirectory=-{settings['PILAR_DATA_DIR'].translate(_UNQUOTED)}",
                *environment,
                f"ExecStart={run}",
                "# 3: finished, with failures that its report names",
                "SuccessExitStatus=3",
                "Nice=10",
                "MemoryMax=2G",
                "NoNewPrivileges=yes",
                "PrivateTmp=yes",
                "",
            ]
        )
        units[f"enampilar-{job.name}.timer"] = "\n".join(
            [
                "[Unit]",
                f"Description={job.about}, every night",
                "",
                "[Timer]",
                f"OnCalendar=*-*-* {hour:02}:{minute:02}:00",
                "# a machine that was off makes up for it",
                "Persistent=true",
                "",
                "[Install]",
                "WantedBy=timers.target",
                "",
            ]
        )
    return units


def _quoted(text: str) -> str:
    """Quote for a systemd unit, where % has a meaning of its own."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped.translate(_UNQUOTED)}"'


def _cron(planned: Sequence[Job], settings: Mapping[str, str], command: str) -> str:
    log = shlex.quote(str(Path(settings["PILAR_DATA_DIR"]) / "cron.log"))
    assigned = " ".join(f"{name}={shlex.quote(value)}" for name, value in settings.items())
    lines = ["# Enam Pilar. Install with: crontab enampilar.cron (it replaces your crontab)"]
    for job in planned:
        hour, minute = job.clock
        run = shlex.join((command, *job.arguments))
        line = f"{assigned} {run} >>{log} 2>&1"
        lines.append(f"{minute} {hour} * * * {line.translate(_CRON_PERCENT)}")
    return "\n".join(lines) + "\n"


def _kubernetes(planned: Sequence[Job], settings: Mapping[str, str], image: str) -> str:
    inside = {**settings, "PILAR_DATA_DIR": "/data", "PILAR_CACHE_DIR": "/data/cache"}
    objects = [_cronjob(job, inside, image) for job in planned]
    return yaml.safe_dump_all(objects, sort_keys=False, allow_unicode=True)


def _cronjob(job: Job, settings: Mapping[str, str], image: str) -> dict[str, Any]:
    hour, minute = job.clock
    container = {
        "name": "pilar",
        "image": image,
        "command": ["pilar", *job.arguments],
        "env": [{"name": name, "value": value} for name, value in settings.items()],
        "resources": {"requests": {"memory": "512Mi", "cpu": "250m"}, "limits": {"memory": "2Gi"}},
        "volumeMounts": [{"name": "data", "mountPath": "/data"}],
    }
    pod = {
        "restartPolicy": "Never",
        "containers": [container],
        "volumes": [{"name": "data", "persistentVolumeClaim": {"claimName": "enampilar-data"}}],
    }
    # A pod that died is started again and goes on; 1 and 3 are told by the report, and would recur.
    finished = {"action": "FailJob", "onExitCodes": {"operator": "In", "values": [1, 3]}}
    return {
        "apiVersion": "batch/v1",
        "kind": "CronJob",
        "metadata": {"name": _dns(job.name), "labels": {"app.kubernetes.io/name": "enampilar"}},
        "spec": {
            "schedule": f"{minute} {hour} * * *",
            "timeZone": "Asia/Jakarta",
            "concurrencyPolicy": "Forbid",
            "startingDeadlineSeconds": 3600,
            "jobTemplate": {
                "spec": {
                    "backoffLimit": 2,
                    "podFailurePolicy": {"rules": [finished]},
                    "template": {"spec": pod},
                }
            },
        },
    }


def _dns(name: str) -> str:
    """Return a name that Kubernetes takes: 52 characters of a-z, 0-9 and - for a CronJob."""
    plain = "".join(c if c.isalnum() else "-" for c in f"enampilar-{name}".lower())
    if len(plain) <= _LONGEST_DNS and plain == f"enampilar-{name}":
        return plain
    mark = sha256(name.encode()).hexdigest()[:6]
    return f"{plain[: _LONGEST_DNS - 7].strip('-')}-{mark}"


_LONGEST_DNS = 52
