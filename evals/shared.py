"""Where the data lies that does not ship with the project."""

from __future__ import annotations

import os
from pathlib import Path


def shared(name: str) -> Path | None:
    """Return the folder ``shared/data/<name>`` beside or within the project, or in PILAR_SHARED.

    None where it is not there.
    """
    root = Path(__file__).resolve().parent.parent
    named = os.environ.get("PILAR_SHARED")
    for folder in (*([Path(named)] if named else []), root / "shared", root.parent / "shared"):
        if (folder / "data" / name).is_dir():
            return folder / "data" / name
    return None
