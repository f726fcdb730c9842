"""The one class of settings: environment variables with the prefix ``PILAR_``."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from platformdirs import user_cache_path
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from corpus.errors import SettingsError

DEFAULT_MODEL = "multilingual-e5-small"


class Settings(BaseSettings):
    """What a person can set. Every value has a default that works on a laptop."""

    model_config = SettingsConfigDict(env_prefix="PILAR_", env_ignore_empty=True, frozen=True)

    data_dir: Path = Field(Path("data"), description="Catalogue, raw files and index.")
    cache_dir: Path = Field(
        default_factory=lambda: user_cache_path("enampilar"),
        description="The prepared embedding model; may be shared between data folders.",
    )
    embed_model: str = Field(
        DEFAULT_MODEL,
        description="The embedding model: the shipped one, a Hugging Face id or a local folder.",
    )
    token_bits: Literal[1, 2, 4] = Field(
        2,
        description="Bits a dimension of the token vectors that passages are ranked by; a change "
        "takes effect with `pilar index --rebuild`.",
    )
    reranker: str | None = Field(
        None,
        description="A sentence-transformers CrossEncoder, folder or Hugging Face id, that orders "
        "the best 30 hits anew; slow on a CPU.",
    )
    per_document: int = Field(
        3,
        ge=1,
        description="Hits of one document that come before those of others in a search; answers "
        "read more of one.",
    )
    threads: int | None = Field(
        None,
        ge=1,
        description="Threads that the embedding model computes with. Unset: all cores, shared out "
        "between the workers of `pilar serve`.",
    )
    sources: Path | None = Field(
        None, description="A YAML file of sources, read after the ones that ship."
    )
    contact: str | None = Field(
        None,
        description="Address or page in the crawler's User-Agent, so that site owners can reach "
        "you. Needed to crawl any host but this machine.",
    )
    crawl_delay: float = Field(1.0, ge=0, description="Seconds between requests to one host.")
    ocr: Literal["auto", "off"] = Field(
        "auto",
        description="Whether `pilar crawl` reads scanned PDF pages with Tesseract, where it is "
        "installed: auto or off.",
    )
    reports_kept: int = Field(50, ge=1, description="Crawl reports kept under reports/.")
    stale_after: int = Field(
        30, ge=1, description="Days without a successful crawl after which a source is stale."
    )
    host: str = Field("127.0.0.1", description="Address that `pilar serve` listens on.")
    port: int = Field(8000, ge=0, le=65535, description="Port that `pilar serve` listens on.")
    chroma_url: str | None = Field(
        None,
        description="A Chroma server that keeps the vectors, like http://localhost:8000; "
        "unset, they lie in the data folder.",
    )
    store: str | None = Field(
        None,
        description="Where vectors and words are kept, when not in the data folder: "
        "milvus:URI, with the address of a Milvus or the path of a Milvus Lite file.",
    )
    store_token: SecretStr | None = Field(
        None, description="The key for the Chroma or Milvus server."
    )
    llm: str | None = Field(
        None,
        description="A language model that words the answers, as openai-like:MODEL; every sentence "
        "is still checked against its citations. Unset, answers quote.",
    )
    llm_url: str | None = Field(None, description="Its OpenAI-compatible endpoint, up to /v1.")
    llm_key: SecretStr | None = Field(None, description="The key for it.")
    llm_timeout: float = Field(
        15.0, gt=0, description="Seconds without a sign of life after which answers quote instead."
    )
    llm_deadline: float = Field(60.0, gt=0, description="Seconds that one answer may take.")
    history_days: int = Field(
        30, ge=0, description="Days that conversations and answers are kept for follow-ups."
    )

    @cached_property
    def catalogue_path(self) -> Path:
        """The SQLite catalogue."""
        return self.data_dir / "catalogue.sqlite"

    @cached_property
    def raw_dir(self) -> Path:
        """The raw-file store."""
        return self.data_dir / "raw"

    @cached_property
    def ocr_dir(self) -> Path:
        """What OCR read of scanned pages."""
        return self.data_dir / "ocr"

    @cached_property
    def reports_dir(self) -> Path:
        """The reports of the last crawls."""
        return self.data_dir / "reports"

    @cached_property
    def history_path(self) -> Path:
        """The questions and answers that are kept."""
        return self.data_dir / "history.sqlite"

    @cached_property
    def index_dir(self) -> Path:
        """The generations of the index."""
        return self.data_dir / "index"

    def effective(self) -> dict[str, Any]:
        """Return every value as it is in force, secrets masked, ready for JSON."""
        return self.model_dump(mode="json")


def load_settings(**overrides: Any) -> Settings:  # noqa: ANN401 - passed to pydantic as they are
    """Read the settings from the environment.

    :param overrides: values that win over the environment, for tests and options.
    :raises SettingsError: naming the variable, what it held and what it should hold.
    """
    try:
        return Settings(**overrides)
    except ValidationError as error:
        first = error.errors()[0]
        name = "PILAR_" + str(first["loc"][0]).upper()
        raise SettingsError(
            f"{name} is {first['input']!r}: {first['msg'].lower()}.",
            f"Set {name} to a valid value or unset it.",
        ) from error
