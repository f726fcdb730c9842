"""``python -m evals.paged``: write the PDFs of evals/documents from the texts beside this file."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from fpdf import FPDF

HERE = Path(__file__).resolve().parent
FOLDER = HERE.parent / "documents"


def main() -> None:
    """Write one PDF for each text."""
    for path in sorted(HERE.glob("*.toml")):
        content = tomllib.loads(path.read_text("utf-8"))
        write(content, FOLDER / f"{path.stem}.pdf")


def write(content: dict[str, Any], target: Path) -> None:
    """Write a PDF: on each page a running line, a heading, paragraphs, tables, its number below."""
    pdf = FPDF(format="A4")
    pdf.set_title(content["title"])
    published = date.fromisoformat(content["published"])
    pdf.set_creation_date(datetime(published.year, published.month, published.day, tzinfo=UTC))
    pdf.set_margin(25)
    pdf.set_auto_page_break(auto=False)
    for number, page in enumerate(content["page"], start=1):
        pdf.add_page()
        _line(pdf, content["title"], size=8)
        if number == 1:
            _line(pdf, content["title"], size=17, style="B")
        _line(pdf, page["heading"], size=13, style="B")
        for paragraph in page["paragraphs"]:
            _line(pdf, paragraph, size=11)
        for table in page.get("table", ()):
            _table(pdf, table)
        pdf.set_y(-18)
        _line(pdf, str(number), size=8)
    pdf.output(str(target))


def _line(pdf: FPDF, text: str, *, size: int, style: str = "") -> None:
    pdf.set_font("helvetica", style=style, size=size)
    pdf.multi_cell(w=0, h=size * 0.55, text=text, align="L", new_x="LMARGIN", new_y="NEXT")
    pdf.ln(3)


def _table(pdf: FPDF, table: dict[str, Any]) -> None:
    """Draw a caption and ruled rows, the first of them the head; ``widths`` are shares."""
    _line(pdf, table["caption"], size=10, style="B")
    pdf.set_font("helvetica", size=9)
    with pdf.table(rows=table["rows"], col_widths=table["widths"], text_align="LEFT"):
        pass
    pdf.ln(4)


if __name__ == "__main__":
    main()
