"""The parts that answer requests, opened once."""

from __future__ import annotations

from dataclasses import dataclass

from api.answerer import Answerer
from api.binder import Bookbinder
from api.comparison import Comparer
from api.conversation import Conversations
from api.history import History
from api.languagemodel import open_language_model
from api.pagepictures import PagePictures
from api.support import SupportChecker
from api.writer import Writer
from corpus.catalogue import Catalogue
from corpus.ocrpage import OcrStore
from corpus.rawstore import RawStore
from corpus.settings import Settings
from index.embedder import Embedder
from index.reader import Reader
from index.retriever import Retriever


@dataclass(frozen=True)
class Service:
    """What the handlers work with."""

    settings: Settings
    catalogue: Catalogue
    raw: RawStore
    retriever: Retriever
    answerer: Answerer
    pictures: PagePictures
    conversations: Conversations
    comparer: Comparer
    bookbinder: Bookbinder
    history: History


def open_service(settings: Settings, embedder: Embedder, reader: Reader | None = None) -> Service:
    """Open the data folder for reading.

    :param reader: that of the settings where None.
    :raises IndexStateError: when nothing is indexed, or another model built the index.
    """
    catalogue = Catalogue(settings.catalogue_path)
    retriever = Retriever.open(settings, catalogue, embedder)
    model = open_language_model(settings)
    checker = SupportChecker(embedder, lambda: retriever.centre)
    raw = RawStore(settings.raw_dir)
    writer = Writer(model, checker) if model else None
    answerer = Answerer(catalogue, retriever, reader or Reader.open(settings), writer)
    history = History(settings.history_path, settings.history_days)
    return Service(
        settings=settings,
        catalogue=catalogue,
        raw=raw,
        retriever=retriever,
        pictures=PagePictures(raw, OcrStore(settings.ocr_dir)),
        answerer=answerer,
        conversations=Conversations(answerer, history),
        comparer=Comparer(answerer),
        bookbinder=Bookbinder(answerer),
        history=history,
    )
