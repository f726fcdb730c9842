"""How long a newcomer waits: from an empty data and cache folder to the first answer.

    python benchmarks/first_start.py

Starts `pilar serve` as after an installation, asks one question as soon as the service answers,
and prints the seconds of each step.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx

QUESTION = "Berapa daerah yang ikut Gerakan Menuju 100 Smart City pada 2018?"


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "PILAR_DATA_DIR": str(Path(folder) / "data"),
            "PILAR_CACHE_DIR": str(Path(folder) / "cache"),
        }
        started = time.monotonic()
        command = [sys.executable, "-m", "ui", "serve", "--port", "0"]
        with subprocess.Popen(  # noqa: S603 - our own command
            command, env=environment, stdout=subprocess.PIPE, text=True
        ) as server:
            try:
                address = _address(server)
                print(f"serving after   {time.monotonic() - started:6.1f} s")
                answer = httpx.post(f"{address}/v1/ask", json={"question": QUESTION}, timeout=60)
                print(f"answer after    {time.monotonic() - started:6.1f} s")
                print(answer.raise_for_status().json()["sentences"][0]["text"])
            finally:
                server.terminate()


def _address(server: subprocess.Popen[str]) -> str:
    for line in server.stdout or ():
        found = re.search(r"http://\S+", line)
        if found:
            return found.group()
    raise SystemExit(f"`pilar serve` ended with {server.wait()} before it answered")


if __name__ == "__main__":
    main()
