"""Plots as SVG, to stand within a page."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INDONESIAN, ENGLISH = "#b4532a", "#2f5d8a"
_BAR = 0.38  # of a row's height


def pairs_of_bars(rows: Mapping[str, tuple[float | None, float | None]]) -> str:
    """Return horizontal bars from 0 to 1: for each row one for Indonesian, one for English."""
    figure, axes = _drawing(6.8, 0.42 * len(rows) + 0.9)
    for language, (offset, colour, label) in enumerate(
        ((-_BAR / 2, INDONESIAN, "Indonesian"), (_BAR / 2, ENGLISH, "English"))
    ):
        values = [row[language] or 0.0 for row in rows.values()]
        places = [number + offset for number in range(len(rows))]
        axes.barh(places, values, height=_BAR, color=colour, label=label)
    axes.set_yticks(range(len(rows)), list(rows))
    axes.invert_yaxis()
    axes.set_xlim(0, 1)
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=2, frameon=False)
    return _svg(figure)


def histogram(times: Sequence[float], marks: Mapping[str, float]) -> str:
    """Return how many answers took how long, in milliseconds, with some times marked."""
    figure, axes = _drawing(6.8, 2.4)
    axes.hist(times, bins=40, color=ENGLISH)
    for name, value in marks.items():
        axes.axvline(value, color=INDONESIAN)
        axes.annotate(
            name,
            (value, 1),
            xycoords=("data", "axes fraction"),
            xytext=(3, -10),
            textcoords="offset points",
        )
    axes.set_xlabel("milliseconds")
    axes.set_ylabel("answers")
    return _svg(figure)


def lines(dates: Sequence[str], series: Mapping[str, Sequence[float | None]]) -> str:
    """Return figures from 0 to 1 over the runs, oldest first."""
    figure, axes = _drawing(6.8, 2.8)
    for name, values in series.items():
        places = [number for number, value in enumerate(values) if value is not None]
        axes.plot(places, [value for value in values if value is not None], marker="o", label=name)
    axes.set_xticks(range(len(dates)), list(dates), rotation=30, ha="right")
    axes.set_ylim(0, 1.02)
    axes.legend(frameon=False)
    return _svg(figure)


def _drawing(width: float, height: float) -> tuple[Figure, Axes]:
    """Return an empty drawing, in inches, that no window shows."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained")
    axes = figure.add_subplot()
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


def _svg(figure: Figure) -> str:
    """Return the drawing with text as text and without a date, so that equal runs are equal."""
    import matplotlib as mpl

    target = io.StringIO()
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "pilar"}):
        figure.savefig(target, format="svg", metadata={"Date": None})
    return re.sub(r"^.*?(?=<svg)", "", target.getvalue(), flags=re.DOTALL)
