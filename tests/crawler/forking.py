"""The command in a process of its own, without the seconds that its imports take.

One helper process imports the crawler and then forks for each command. Run as a program it reads
``{"arguments": [...], "environment": {...}, "out": path, "err": path}`` from a line of stdin and
writes the exit code to a line of stdout.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import tempfile
import traceback
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def run_forked(arguments: list[str], environment: dict[str, str]) -> tuple[int, str, str]:
    """Run ``pilar`` with these arguments in this environment; return code, stdout and stderr."""
    with tempfile.TemporaryDirectory() as folder:
        out, err = Path(folder) / "out", Path(folder) / "err"
        order = {
            "arguments": arguments,
            "environment": environment,
            "out": str(out),
            "err": str(err),
        }
        helper = _helper()
        assert helper.stdin is not None
        assert helper.stdout is not None
        helper.stdin.write(json.dumps(order) + "\n")
        helper.stdin.flush()
        code = int(helper.stdout.readline())
        return code, out.read_text("utf-8"), err.read_text("utf-8")


@cache
def _helper() -> subprocess.Popen[str]:
    command = [sys.executable, "-W", "error::DeprecationWarning:crawler", "-m", __name__]
    helper = subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    atexit.register(_end, helper)
    return helper


def _end(helper: subprocess.Popen[str]) -> None:
    helper.communicate()  # it ends with its input


def _serve() -> None:
    import typer

    import crawler.cli
    import crawler.spider
    import crawler.unknownlayout
    from corpus.language import detect_language

    detect_language("Pemerintah daerah membangun kota cerdas.")
    app = typer.Typer()
    crawler.cli.register(app)
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if not child:
            _become(app, order)
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def _become(app: object, order: dict[str, object]) -> None:
    """Run the command in place of this process."""
    code = 1
    try:
        os.environ.clear()
        os.environ.update(order["environment"])  # type: ignore[call-overload]
        for number, name in ((1, "out"), (2, "err")):
            os.dup2(os.open(str(order[name]), os.O_WRONLY | os.O_CREAT), number)
        app(order["arguments"], prog_name="pilar")  # type: ignore[operator]
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:  # noqa: BLE001 - what Python would print
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    _serve()
