"""A language model that follows a script: an OpenAI-compatible server on this machine.

It shows what answers make of a model that lies, stalls, breaks off or obeys a document. A script
gets the evidence that the service sent and yields what the model "writes".
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True, slots=True)
class Stall:
    """Say nothing for so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Drop:
    """Break the connection off."""


@dataclass(frozen=True, slots=True)
class Close:
    """End the stream as HTTP wants it, after telling a reason to end or none."""

    finish: str | None = None


@dataclass(frozen=True, slots=True)
class Refuse:
    """Answer with an HTTP error in the place of a stream; only as the first step."""

    status: int
    body: str = "{}"


@dataclass(frozen=True, slots=True)
class Raw:
    """Send bytes that are no event of the protocol."""

    data: bytes


Step = str | Stall | Drop | Close | Refuse | Raw
Evidence = list[dict[str, str]]
Script = Callable[[Evidence], Iterable[Step]]


def token_of(evidence: Evidence, words: str) -> str:
    """Return the token of the first passage that holds some words, E1 where none does."""
    found = (item["token"] for item in evidence if words.lower() in item["text"].lower())
    return next(found, "E1")


@dataclass
class ScriptedModel:
    """A running server.

    :ivar url: what PILAR_LLM_URL is set to.
    :ivar script: what the next answer follows; may be changed between questions.
    :ivar requests: the messages of every request, as they were received.
    """

    url: str
    script: Script
    requests: list[list[dict[str, Any]]] = field(default_factory=list)


@contextmanager
def scripted_model(script: Script) -> Iterator[ScriptedModel]:
    """Serve a script on a free port of this machine."""
    model = ScriptedModel("", script)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            model.requests.append(asked["messages"])
            evidence = json.loads(asked["messages"][-1]["content"])["evidence"]
            _answer(self, list(model.script(evidence)))

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    model.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield model
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _answer(handler: BaseHTTPRequestHandler, steps: list[Step]) -> None:
    if steps and isinstance(steps[0], Refuse):
        body = steps[0].body.encode()
        handler.send_response(steps[0].status)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)
        return
    handler.close_connection = True
    handler.send_response(200)
    handler.send_header("Content-Type", "text/event-stream")
    handler.send_header("Transfer-Encoding", "chunked")  # so that a broken-off stream is known
    handler.end_headers()
    try:
        for step in steps:
            match step:
                case Stall():
                    time.sleep(step.seconds)
                case Drop():
                    return
                case Close():
                    _end(handler, step.finish)
                    return
                case Raw():
                    _send(handler, step.data)
                case text:
                    for piece in _pieces(str(text)):
                        _send(handler, _event(piece))
        _end(handler, "stop")
    except (BrokenPipeError, ConnectionResetError):
        pass  # the service had enough


def _end(handler: BaseHTTPRequestHandler, finish: str | None) -> None:
    if finish:
        _send(handler, _event("", finish=finish) + b"data: [DONE]\n\n")
    handler.wfile.write(b"0\r\n\r\n")


def _send(handler: BaseHTTPRequestHandler, data: bytes) -> None:
    handler.wfile.write(b"%X\r\n%s\r\n" % (len(data), data))
    handler.wfile.flush()


def _pieces(text: str) -> Iterator[str]:
    """Cut a text as models do, in the middle of words and tokens."""
    for start in range(0, len(text), 7):
        yield text[start : start + 7]


def _event(piece: str, finish: str | None = None) -> bytes:
    chunk = {
        "id": "scripted",
        "object": "chat.completion.chunk",
        "created": 0,
        "model": "scripted",
        "choices": [{"index": 0, "delta": {"content": piece}, "finish_reason": finish}],
    }
    return f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n".encode()
