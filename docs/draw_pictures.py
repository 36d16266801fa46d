"""Draw the pictures of the documents from the sample issue: `make pictures`.

    python docs/draw_pictures.py [ISSUE] [--spreads 3]

writes docs/pictures/spreads.png: the cover and the spreads with the largest pictures, one for
each article, in the order of the issue; docs/pictures/specimen.png, two pages of the type
specimen; docs/pictures/plan.png, the issue's flatplan; and docs/pictures/imposition.png, its
first signature on both sides of a printing sheet. The same issue and faces give the same
pictures.
"""

from __future__ import annotations

import argparse
import io
import itertools
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
from PIL import Image

import layout
from layout.display.model import PlacedPicture
from layout.geometry import mm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.display.model import Page

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
SPECIMEN = ROOT / "content" / "tideshore" / "specimen"
PAGE_HEIGHT_PX = 460
SPECIMEN_HEIGHT_PX = 800
PLAN_HEIGHT_PX = 1080
PLAN_COLUMNS = 4
SIDE_HEIGHT_PX = 620
PAPER_MM = 0.1
GAP_PX = 22
DESK = (222, 224, 226)
# A palette is enough for flat tints and small type; full colour makes the file far larger.
COLORS = 256


def main() -> None:
    """Build the issue and draw its picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("issue", nargs="?", type=Path)
    parser.add_argument("--spreads", type=int, default=3)
    chosen = parser.parse_args()
    issue = chosen.issue or min((ROOT / "content").glob("*/*/issue.yaml")).parent
    built = layout.build_issue(layout.BuildRequest(issue))
    groups = choose(built.pages.pages, chosen.spreads)
    with pypdfium2.PdfDocument(built.pdf) as document:
        drawn = [
            [draw(document, page.page_index, PAGE_HEIGHT_PX) for page in group]
            for group in groups
        ]
    write(arrange([beside(pages, gap=0) for pages in drawn]), PICTURES / "spreads.png")
    specimen = layout.build_issue(layout.BuildRequest(SPECIMEN))
    with pypdfium2.PdfDocument(specimen.pdf) as document:
        shown = [draw(document, index, SPECIMEN_HEIGHT_PX) for index in (1, 2)]
    write(arrange([beside(shown, gap=0)]), PICTURES / "specimen.png")
    sheet = layout.draw_plan(layout.plan_issue(layout.BuildRequest(issue)), PLAN_COLUMNS)
    with pypdfium2.PdfDocument(sheet) as document:
        write(draw(document, 0, PLAN_HEIGHT_PX), PICTURES / "plan.png")
    proof = layout.build_issue(layout.BuildRequest(issue, profile="proof"))
    request = layout.ImposeRequest(scheme="perfect", paper=mm(PAPER_MM))
    imposed = layout.impose_pdf(proof.pdf, request, f"{issue.name}.pdf")
    with pypdfium2.PdfDocument(imposed.pdf) as document:
        sides = [draw(document, index, SIDE_HEIGHT_PX) for index in (0, 1)]
    write(arrange([beside(sides, gap=GAP_PX)]), PICTURES / "imposition.png")


def choose(pages: Sequence[Page], count: int) -> list[tuple[Page, ...]]:
    """The first page, and so many spreads of articles, the largest pictures first chosen."""
    spreads = [
        (left, right)
        for left, right in itertools.pairwise(pages)
        if left.side == "verso" and right.side == "recto" and left.article == right.article
    ]
    richest = sorted(spreads, key=lambda spread: (-pictures_on(spread), spread[0].page_index))
    of_article: dict[str, tuple[Page, ...]] = {}
    for spread in richest:
        of_article.setdefault(spread[0].article, spread)
    chosen = sorted(list(of_article.values())[:count], key=lambda spread: spread[0].page_index)
    return [(pages[0],), *chosen]


def pictures_on(spread: tuple[Page, ...]) -> float:
    """How much of the pages is pictures, in square points."""
    return sum(
        item.rect.width * item.rect.height
        for page in spread
        for item in page.items
        if isinstance(item, PlacedPicture)
    )


def draw(document: pypdfium2.PdfDocument, index: int, height: int) -> Image.Image:
    """One page so many pixels high, drawn twice as large for clean small type."""
    page = document[index]
    scale = 2 * height / page.get_height()
    large: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
    return large.resize((large.width // 2, height), Image.Resampling.LANCZOS)


def beside(pictures: Sequence[Image.Image], *, gap: int) -> Image.Image:
    """Pictures of one height in a row."""
    width = sum(picture.width for picture in pictures) + gap * (len(pictures) - 1)
    row = Image.new("RGB", (width, pictures[0].height), DESK)
    x = 0
    for picture in pictures:
        row.paste(picture, (x, 0))
        x += picture.width + gap
    return row


def arrange(spreads: Sequence[Image.Image]) -> Image.Image:
    """Rows of two, on a desk."""
    rows = [beside(spreads[at : at + 2], gap=GAP_PX) for at in range(0, len(spreads), 2)]
    width = max(row.width for row in rows) + 2 * GAP_PX
    height = sum(row.height + GAP_PX for row in rows) + GAP_PX
    desk = Image.new("RGB", (width, height), DESK)
    y = GAP_PX
    for row in rows:
        desk.paste(row, ((width - row.width) // 2, y))
        y += row.height + GAP_PX
    return desk


def write(picture: Image.Image, path: Path) -> None:
    """The picture as a small PNG."""
    flat = picture.quantize(COLORS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    buffer = io.BytesIO()
    flat.save(buffer, "PNG", optimize=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(buffer.getvalue())


if __name__ == "__main__":
    main()
