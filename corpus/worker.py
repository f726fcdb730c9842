"""A Worker: a process of its own for reading files that may be hostile.

It has a limit on memory and on time for each call. A file that breaks a limit or crashes the
library that reads it ends only the worker; the next call starts a new one. Between calls the
process stays, so that reading many files costs one start.
"""

from __future__ import annotations

import io
import pickle
import resource
import select
import signal
import struct
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from time import monotonic
from types import TracebackType
from typing import IO, Any, ParamSpec, Self, TypeVar, cast

from corpus.errors import PilarError, WorkerError

MEMORY = 2 * 2**30  # bytes of address space; a plan of 400 pages is read in a tenth of it
SECONDS = 120.0  # for one call; a plan of 400 pages takes about 5
_CALLS = 200  # before a new process takes over, so that what leaks stays small
_LENGTH = struct.Struct("!Q")
_ROOMS = ("corpus", "crawler", "index", "api")
_BUILTINS = ("set", "frozenset", "bytearray", "complex")

P = ParamSpec("P")
T = TypeVar("T")


class Worker:
    """Calls functions of ours in a process with limits. Safe to share between threads."""

    def __init__(self, memory: int = MEMORY, seconds: float = SECONDS) -> None:
        self._memory = memory
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._calls = 0
        self._lock = threading.Lock()

    def call(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what a module-level function returns when it is called in the worker.

        :raises PilarError: what the function itself raises of ours.
        :raises WorkerError: when it crashes, needs too much memory or takes too long.
        """
        name = f"{function.__module__}:{function.__qualname__}"
        request = pickle.dumps((name, args, kwargs, self._seconds))
        with self._lock:
            answer = self._exchange(request)
        succeeded, value = answer
        if succeeded:
            return cast("T", value)
        if isinstance(value, MemoryError):
            raise WorkerError(f"needs more than {self._memory / 2**30:.1f} GB of memory")
        raise value

    def close(self) -> None:
        """End the process; the next call starts a new one."""
        if self._process is not None:
            self._process = None
            self._end()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _exchange(self, request: bytes) -> tuple[bool, Any]:
        if self._process is None or self._calls >= _CALLS:
            self.close()
            self._start()
        self._calls += 1
        process = self._process
        assert process is not None
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(_LENGTH.pack(len(request)) + request)
            process.stdin.flush()
            return _Answer(io.BytesIO(_receive(process.stdout, self._seconds))).load()  # type: ignore[no-any-return]
        except TimeoutError as error:
            self.close()
            raise WorkerError(f"takes longer than {self._seconds:.0f} seconds to read") from error
        except (EOFError, BrokenPipeError) as error:
            code = process.wait()
            self.close()
            raise WorkerError(_death(code)) from error
        except pickle.UnpicklingError as error:
            self.close()
            raise WorkerError(f"took its worker over: {error}") from error
        except BaseException:  # interrupted half-way: what comes next would be the old answer
            self.close()
            raise

    def _start(self) -> None:
        self._calls = 0
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", "corpus.worker", str(self._memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # what libraries print of broken files
        )
        self._end = weakref.finalize(self, _end, self._process)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    for pipe in (process.stdin, process.stdout):
        if pipe:
            with suppress(BrokenPipeError):  # what was not sent before it died
                pipe.close()
    process.wait()


def _receive(pipe: IO[bytes], seconds: float) -> bytes:
    deadline = monotonic() + seconds
    size: int | None = None
    got = bytearray()
    while size is None or len(got) < size + _LENGTH.size:
        left = deadline - monotonic()
        if left <= 0 or not select.select([pipe], [], [], left)[0]:
            raise TimeoutError
        part = cast("io.BufferedReader", pipe).read1(2**20)
        if not part:
            raise EOFError
        got += part
        if size is None and len(got) >= _LENGTH.size:
            (size,) = _LENGTH.unpack(got[: _LENGTH.size])
    return bytes(got[_LENGTH.size :])


def _death(code: int) -> str:
    if code == -signal.SIGXCPU:
        return "takes too long to read"
    if code == -signal.SIGKILL:
        return "needs more memory than this machine gives"
    return "makes the PDF library crash; it is damaged or hostile"


class _Answer(pickle.Unpickler):
    """Reads an answer; a worker that a file has taken over can name nothing but our types."""

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 - pickle's own signature
        """Return one of our classes or a harmless built-in."""
        if module.split(".", maxsplit=1)[0] in _ROOMS and "." not in name:
            found = getattr(import_module(module), name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        if module == "builtins" and (name in _BUILTINS or name.endswith("Error")):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is not expected")


def _serve(memory: int) -> None:
    """Answer calls until the pipe closes; this is what runs in the worker."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what Ctrl-C ends
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    while head := requests.read(_LENGTH.size):
        (size,) = _LENGTH.unpack(head)
        name, args, kwargs, seconds = pickle.loads(requests.read(size))  # noqa: S301 - from our parent
        _limit_time(seconds)
        answer = pickle.dumps(_called(name, args, kwargs))
        answers.write(_LENGTH.pack(len(answer)) + answer)
        answers.flush()


def _limit_time(seconds: float) -> None:
    """End this process when it computes for longer, also where its parent is gone."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime + seconds) + 2
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


def _called(name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[bool, Any]:
    module, _, function = name.partition(":")
    try:
        return True, getattr(import_module(module), function)(*args, **kwargs)
    except MemoryError:
        return False, MemoryError()
    except PilarError as error:
        error.__cause__ = None
        return False, error
    except Exception as error:  # noqa: BLE001 - any library's, handed to the parent by name
        return False, WorkerError(f"cannot be read: {type(error).__name__}: {error}")


if __name__ == "__main__":
    _serve(int(sys.argv[1]))
