"""Pages without anything that shows through, for presses that know no transparency.

A sheer fill over bare paper, or over one plain fill, becomes the mix that it looks like. What
is over a picture or text cannot be mixed, and is refused.

Source: ISO 15930-4 (PDF/X-1a): no transparency.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.color import WHITE, Color
from layout.diagnostics import error
from layout.display.model import Area, PageLink, Path, PlacedPicture, Rule, Shape, TextLine
from layout.errors import ConformanceError
from layout.geometry import Rect, fits
from layout.record import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.diagnostics import Diagnostic
    from layout.display.model import Item, Page, Pages


def flat_pages(pages: Pages) -> Pages:
    """The pages, every sheer fill a solid one.

    Raises:
        ConformanceError: a sheer fill over something that it cannot be mixed with.
    """
    findings: list[Diagnostic] = []
    flat = tuple(_flat(page, findings) for page in pages.pages)
    if findings:
        raise ConformanceError(findings)
    return replace(pages, pages=flat)


def _flat(page: Page, findings: list[Diagnostic]) -> Page:
    items: list[Item] = []
    for item in page.items:
        if not (isinstance(item, Area) and item.opacity < 1 and item.fill is not None):
            items.append(item)
            continue
        ground = _ground(item.rect, items)
        if ground is None:
            hint = "set its opacity to 1 in the house style, or build PDF/X-4"
            message = "a sheer panel lies over a picture or text, which PDF/X-1a does not know"
            finding = error("not-for-press", message, hint=hint)
            findings.append(replace(finding, page=page.label))
            continue
        items.append(replace(item, fill=_mixed(item.fill, ground, item.opacity), opacity=1.0))
    return replace(page, items=tuple(items))


def _ground(rect: Rect, under: Sequence[Item]) -> Color | None:
    """The one colour under a rectangle; None where there is more than a plain fill."""
    for item in reversed(under):
        if isinstance(item, PageLink) or not _meets(rect, item):
            continue
        solid = isinstance(item, Area) and item.stroke is None and not item.radius
        if solid and isinstance(item, Area) and item.fill and _covers(item.rect, rect):
            return item.fill
        return None
    return WHITE


def _meets(rect: Rect, item: Item) -> bool:
    around = _around(item)
    return not (
        fits(around.right, rect.x)
        or fits(rect.right, around.x)
        or fits(around.bottom, rect.y)
        or fits(rect.bottom, around.y)
    )


def _around(item: Item) -> Rect:
    """The rectangle that an item stands in, lines with the room of their type."""
    if isinstance(item, Area | PlacedPicture | PageLink):
        return item.rect
    if isinstance(item, TextLine):
        size = max((run.size for run in item.runs), default=0.0)
        if item.vertical:
            return Rect(item.x, item.y, item.width, item.height)
        return Rect(item.x, item.y - size, item.width, 1.5 * size)
    if isinstance(item, Rule):
        points = [(item.x1, item.y1), (item.x2, item.y2)]
    elif isinstance(item, Shape):
        points = list(item.points)
    else:
        points = _points(item)
    xs, ys = zip(*points, strict=True)
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def _points(path: Path) -> list[tuple[float, float]]:
    found = [path.start]
    for segment in path.segments:
        found += list(zip(segment[::2], segment[1::2], strict=True))
    return found


def _covers(outer: Rect, inner: Rect) -> bool:
    return (
        fits(outer.x, inner.x)
        and fits(outer.y, inner.y)
        and fits(inner.right, outer.right)
        and fits(inner.bottom, outer.bottom)
    )


def _mixed(over: Color, under: Color, opacity: float) -> Color:
    """Two colours as one; spot inks stay only where they lie on paper."""
    rest = 1 - opacity
    red, green, blue = (
        top * opacity + below * rest for top, below in zip(over.rgb, under.rgb, strict=True)
    )
    if over.cmyk is None or under.cmyk is None:
        return Color((red, green, blue))
    cyan, magenta, yellow, black = (
        top * opacity + below * rest for top, below in zip(over.cmyk, under.cmyk, strict=True)
    )
    inks = (cyan, magenta, yellow, black)
    if over.spot and under == WHITE:
        return Color((red, green, blue), inks, over.spot, over.share * opacity)
    return Color((red, green, blue), inks)
