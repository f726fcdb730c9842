"""Serving the chat page and the API from one data folder."""

from __future__ import annotations

import os
import socket
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from corpus.errors import SettingsError
from corpus.settings import Settings, load_settings

if TYPE_CHECKING:
    from fastapi import FastAPI

_STARTING = 120  # seconds that a worker may take to load the model before it is replaced


def build_app(settings: Settings, *, quiet: bool = False) -> FastAPI:
    """Open the service over a data folder and put the chat page on top of the API."""
    from fastapi.staticfiles import StaticFiles

    from api.app import create_app
    from api.evidence import READ
    from api.service import open_service
    from crawler.health import facts
    from crawler.sourcefile import load_sources
    from index.cli import open_embedder, open_reader

    embedder, reader = open_embedder(settings, quiet=quiet), open_reader(settings, quiet=quiet)
    embedder.get_ready()
    reader.get_ready(READ)
    service = open_service(settings, embedder, reader)
    app = create_app(service, facts(settings, load_sources(settings)), reads_ahead=True)
    with as_file(files("ui") / "web") as web:
        app.mount("/", StaticFiles(directory=web, html=True), name="chat")
    return app


def listen(host: str, port: int) -> socket.socket:
    """Take the port before the slow part begins.

    :raises SettingsError: when another program has it, or the address is not ours.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()
    except (OSError, OverflowError) as error:
        listener.close()
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise SettingsError(
            f"Cannot listen on {host} port {port}: {reason}.",
            "Choose another with --host and --port.",
        ) from error
    return listener


def worker_app() -> FastAPI:
    """Build the app in one of several processes, from the settings in its environment."""
    return build_app(load_settings(), quiet=True)


def run(web: FastAPI | None, listener: socket.socket, workers: int) -> None:
    """Answer until stopped.

    :param web: the app, for one worker; several build their own, and share the cores out.
    """
    import uvicorn
    from uvicorn.supervisors import Multiprocess

    if workers > 1:
        os.environ.setdefault("PILAR_THREADS", str(max(1, (os.cpu_count() or 1) // workers)))
    config = uvicorn.Config(
        web or "ui.serve:worker_app",
        factory=web is None,
        workers=workers,
        log_level="warning",
        timeout_graceful_shutdown=5,
        timeout_worker_healthcheck=_STARTING,
    )
    if web is not None:
        uvicorn.Server(config).run(sockets=[listener])
    else:
        Multiprocess(config, [listener]).run()
