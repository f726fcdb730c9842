"""Where the real files lie that do not ship: beside the checkout, or where PILAR_SHARED says."""

from __future__ import annotations

import os
from pathlib import Path

SHARED = Path(
    os.environ.get("PILAR_SHARED") or Path(__file__).resolve().parents[2] / "shared"
).resolve()
