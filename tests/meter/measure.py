"""Measure a PDF beside its layout file: `python tests/meter/measure.py FILE.pdf LAYOUT.json`.

Prints one table. Ends with 2 if a file cannot be read; with `--strict`, with 1 if a measure
fails.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if not __package__:  # run as a file: its own folder would hide other modules' names
    sys.path[0] = str(Path(__file__).resolve().parents[2])

from tests.meter.edges import forbidden_edges, straight_edges
from tests.meter.faces import sober_fonts
from tests.meter.furniture import steady_furniture
from tests.meter.grid import em_grid, headings, level_feet, register
from tests.meter.ink import clean_ink
from tests.meter.pages import Issue, read_issue
from tests.meter.paragraphs import nothing_alone
from tests.meter.report import FAIL, PASS, UNMEASURED, Row, judged, table
from tests.meter.shapes import chinese_marks
from tests.meter.spacing import even_grey, one_gap, squeezed_marks
from tests.meter.verticals import true_verticals

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

QUALITIES: tuple[tuple[str, Callable[[Issue], list[Row]]], ...] = (
    ("both edges straight", straight_edges),
    ("no forbidden breaks", forbidden_edges),
    ("even grey", even_grey),
    ("register", register),
    ("marks squeezed", squeezed_marks),
    ("one Han–Latin gap", one_gap),
    ("em-grid measure", em_grid),
    ("nothing alone", nothing_alone),
    ("column feet level", level_feet),
    ("heads in proportion", headings),
    ("Chinese marks Chinese", chinese_marks),
    ("fonts sober", sober_fonts),
    ("vertical items true", true_verticals),
    ("folios, heads steady", steady_furniture),
    ("clean ink", clean_ink),
)


def measure(pdf: Path, layout: Mapping[str, Any]) -> list[Row]:
    """Every row of the table for a PDF and its layout.

    Raises:
        ValueError: the layout is of another schema.
    """
    issue = read_issue(pdf, layout)
    claimed, shown = issue.page_counts
    rows = [row for _, meter in QUALITIES for row in meter(issue)]
    faults = [] if claimed == shown else ["the layout is of another file"]
    pages = judged(15, "pages of the PDF = the layout's", str(claimed), str(shown), faults)
    return [*rows, pages]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; gives the exit code."""
    parser = argparse.ArgumentParser(description="Measure fifteen qualities of a typeset PDF.")
    parser.add_argument("pdf", type=Path, help="the PDF")
    parser.add_argument("layout", type=Path, help="its layout, from banxin build --layout-json")
    parser.add_argument("--strict", action="store_true", help="end with 1 if a measure fails")
    options = parser.parse_args(arguments)
    try:
        layout = json.loads(options.layout.read_text(encoding="utf-8"))
        rows = measure(options.pdf, layout)
    except (OSError, ValueError) as fault:
        sys.stderr.write(f"cannot measure {options.pdf}: {fault}\n")
        return 2
    counts = {
        verdict: sum(row.verdict == verdict for row in rows)
        for verdict in (PASS, FAIL, UNMEASURED)
    }
    told = ", ".join(f"{count} {verdict}" for verdict, count in counts.items())
    sys.stdout.write(f"{table(rows, [name for name, _ in QUALITIES])}\n\n{told}\n")
    return 1 if options.strict and counts[FAIL] else 0


if __name__ == "__main__":
    sys.exit(main())
