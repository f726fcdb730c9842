"""Write requirements.lock: every package of every extra, one exact version each.

pip resolves, because it takes the CPU build of torch where one lies at hand; `uv` would lock
several GB of CUDA packages.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEAD = """\
# Every dependency, direct and indirect, in the version that the tests passed with.
# Written by `make lock` from pyproject.toml; not edited by hand.
"""


def main() -> None:
    """Resolve in an environment that holds nothing, and write what would be installed."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run"]
        command += ["--ignore-installed", "--report", str(report), f"{ROOT}[dev]"]
        subprocess.run(command, check=True)  # noqa: S603 - our own arguments
        found = json.loads(report.read_text())["install"]
    lines = sorted(_pin(item["metadata"]) for item in found)
    pins = "\n".join(line for line in lines if not line.startswith("enampilar=="))
    (ROOT / "requirements.lock").write_text(f"{HEAD}{pins}\n")


def _pin(metadata: dict[str, str]) -> str:
    """Return ``torch==2.13.0`` for torch 2.13.0+cpu: the build is the index's choice."""
    name = re.sub(r"[-_.]+", "-", metadata["name"]).lower()
    return f"{name}=={metadata['version'].split('+')[0]}"


if __name__ == "__main__":
    main()
