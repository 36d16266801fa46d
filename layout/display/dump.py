"""The display list as plain JSON values: what tests, the preview and other tools read."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from layout.display.structure import STEP

if TYPE_CHECKING:
    from layout.display.model import (
        Page,
        PageFrame,
        PageGrid,
        Pages,
        Path,
        PlacedPicture,
        TextLine,
    )
    from layout.display.structure import Tag
    from layout.geometry import Rect

# Two decimals of a point are finer than any press; rounding here keeps dumps stable.
DECIMALS = 3
# A crop is in fractions of a picture: five decimals are finer than its pixels.
_CROP_DECIMALS = 5


def layout_json(pages: Pages) -> dict[str, object]:
    """Pages with their frames and lines, in points from the trim's top left corner."""
    return {
        "schema": "banxin/layout/1",
        "title": pages.title,
        "language": pages.language,
        "pages": [_page(page) for page in pages.pages],
    }


def _page(page: Page) -> dict[str, object]:
    from layout.display.model import Path, PlacedPicture, TextLine

    trim = [0.0, 0.0, round(page.width, DECIMALS), round(page.height, DECIMALS)]
    bleed = page.bleed
    bleed_box = [
        round(value, DECIMALS)
        for value in (-bleed, -bleed, page.width + 2 * bleed, page.height + 2 * bleed)
    ]
    return {
        "index": page.page_index,
        "label": page.label,
        "side": page.side,
        "master": page.master,
        "article": page.article,
        "shows_folio": page.shows_folio,
        "trim": trim,
        "bleed": bleed_box,
        **({"grid": _grid(page.grid)} if page.grid is not None else {}),
        "frames": [_frame(frame) for frame in page.frames],
        "lines": [_line(item) for item in page.items if isinstance(item, TextLine)],
        "pictures": [_picture(item) for item in page.items if isinstance(item, PlacedPicture)],
        "paths": [_path(item) for item in page.items if isinstance(item, Path)],
    }


def tag_words(tag: Tag) -> str:
    """The way to an element: roles with their places among their siblings, parted by `/`.

    `article 3/list 102/list-item 0`; `paragraph 4+1` is the first of those that stand between
    the siblings 4 and 5. Empty for what is not read.
    """
    return "/".join(f"{node.role} {_place(node.order)}" for node in tag)


def _place(order: int) -> str:
    place, behind = divmod(order, STEP)
    return f"{place}+{behind}" if behind else str(place)


def _grid(grid: PageGrid) -> dict[str, object]:
    """The type area with its rows and columns; `baseline` is from a row's top."""
    return {
        "type_area": _rect(grid.type_area),
        "columns": [[round(x, DECIMALS), round(width, DECIMALS)] for x, width in grid.columns],
        "leading": round(grid.leading, DECIMALS),
        "rows": grid.rows,
        "baseline": round(grid.baseline, DECIMALS),
    }


def _frame(frame: PageFrame) -> dict[str, object]:
    return {
        "name": frame.name,
        "role": frame.role,
        "rect": _rect(frame.rect),
        "columns": frame.columns,
    }


def _picture(picture: PlacedPicture) -> dict[str, object]:
    """A picture; `crop` is what shows of it, `ppi` is null for a figure drawn in lines."""
    span = picture.span
    return {
        "rect": _rect(picture.rect),
        "file": PurePath(picture.file).name,
        "alt": picture.alt,
        "article": picture.article,
        "crop": [round(edge, _CROP_DECIMALS) for edge in picture.crop],
        "ppi": round(picture.ppi, 1) or None,
        "source": f"{span.path}:{span.line}" if span is not None and span.path else "",
    }


def _rect(rect: Rect) -> list[float]:
    return [round(value, DECIMALS) for value in (rect.x, rect.y, rect.width, rect.height)]


def _path(path: Path) -> dict[str, object]:
    """A path: its points in order, each curve as handle, handle, end."""
    return {
        "points": [
            [round(value, DECIMALS) for value in points]
            for points in (path.start, *path.segments)
        ],
        "closed": path.closed,
        "filled": path.fill is not None,
        "stroke_width": round(path.stroke_width, DECIMALS) if path.stroke else 0.0,
    }


def _line(line: TextLine) -> dict[str, object]:
    """A line; of a vertical one `baseline` is the head, and there is a `height`."""
    span = line.span
    return {
        "frame": line.frame,
        "direction": "vertical" if line.vertical else "horizontal",
        "x": round(line.x, DECIMALS),
        "baseline": round(line.y, DECIMALS),
        "width": round(line.width, DECIMALS),
        "text": line.text,
        "style": line.style,
        "role": line.role,
        "article": line.article,
        "source": f"{span.path}:{span.line}" if span is not None and span.path else "",
        "paragraph_end": line.paragraph_end,
        "tag": tag_words(line.tag),
        **({"height": round(line.height, DECIMALS)} if line.vertical else {}),
    }
