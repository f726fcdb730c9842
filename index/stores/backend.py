"""From the settings to the kind of store that they name."""

from __future__ import annotations

from corpus.errors import SettingsError
from corpus.settings import Settings
from index.stores.chroma import ChromaServer, Embedded
from index.stores.store import Backend


def backend_of(settings: Settings) -> Backend:
    """Return the stores that the settings name; the embedded ones unless they name others.

    :raises SettingsError: when a setting names no known store, or two at once.
    """
    token = settings.store_token.get_secret_value() if settings.store_token else None
    if settings.store and settings.chroma_url:
        raise SettingsError(
            "PILAR_STORE and PILAR_CHROMA_URL are both set; vectors are kept in one place.",
            "Unset one of them.",
        )
    if settings.chroma_url:
        return ChromaServer(settings.chroma_url, token)
    if not settings.store or settings.store == Embedded.name:
        return Embedded()
    kind, _, uri = settings.store.partition(":")
    if kind != "milvus" or not uri:
        raise SettingsError(
            f"PILAR_STORE is {settings.store!r}, which names no store that is known.",
            "Write milvus:http://host:19530 or milvus:path/to/file.db, or unset it.",
        )
    from index.stores.milvus import Milvus

    return Milvus(uri, token)
