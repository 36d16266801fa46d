"""Pages without anything that shows through, for presses that know no transparency.

A sheer fill is one colour, so everything under it looks there as a colour of its own: the fill
is painted solid, as it looks on the ground, and what lies between the two is painted again
over it, inside the fill's outline, each colour mixed with the fill's. Lines stay lines, text
stays text, and pictures are mixed sample by sample. Plates mix for themselves, as they do where
a page blends in the press's inks; spot inks stay on their own.

Source: ISO 15930-4 (PDF/X-1a): no transparency; ISO 32000-1 11.3.3, 11.7.3 (spot colours).
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from layout.color import WHITE, Color
from layout.display.model import Area, PageLink, Path, PlacedPicture, Rule, Shape, TextLine
from layout.geometry import Rect, fits
from layout.images.flattening import Flattening
from layout.pdf.content import THIN
from layout.pdf.inks import is_black
from layout.pdf.sheer import Sheer
from layout.pdf.window import FlatPicture, Window
from layout.record import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from layout.display.model import Item, Page, Pages
    from layout.images.flattening import Inks, Part


def flat_pages(pages: Pages, recipe: Callable[[Color], Inks]) -> Pages:
    """The pages, every sheer fill a solid one; `recipe` gives the process inks of a colour."""
    return replace(pages, pages=tuple(_flat(page, recipe) for page in pages.pages))


def _flat(page: Page, recipe: Callable[[Color], Inks]) -> Page:
    items: list[Item] = []
    for item in page.items:
        if isinstance(item, PlacedPicture):
            items.append(_on_its_ground(item, items, recipe))
        elif isinstance(item, Area) and item.opacity < 1 and item.fill is not None:
            items = _under(item, items, Sheer.of(item.fill, item.opacity, recipe))
        else:
            items.append(item)
    return replace(page, items=tuple(items))


def _on_its_ground(
    picture: PlacedPicture, under: Sequence[Item], recipe: Callable[[Color], Inks]
) -> FlatPicture:
    """A picture, with the inks it is laid on if it lets them show."""
    ground, between = _ground(picture.rect, under)
    plain = not between and not ground.spot
    flattening = Flattening(recipe(ground) if plain else None)
    return _flattened(picture, flattening)


def _flattened(picture: PlacedPicture, flattening: Flattening) -> FlatPicture:
    fields = {name: getattr(picture, name) for name in PlacedPicture.__struct_fields__}
    return FlatPicture(**fields, flattening=flattening)


def _under(panel: Area, items: list[Item], sheer: Sheer) -> list[Item]:
    """The items, and over them a sheer panel as what it looks like."""
    ground, between = _ground(panel.rect, items)
    bare = replace(panel, fill=ground, stroke=None, opacity=1.0)
    base = _veiled(bare, sheer)
    shown = [again for item in between for again in _veiled(item, sheer, panel.rect)]
    hidden = {id(item) for item in between if _is_hidden(item, panel)}
    made = [item for item in items if id(item) not in hidden] + base
    if shown:
        made.append(Window(panel.rect, radius=panel.radius, items=tuple(shown)))
    if panel.stroke is not None:
        made.append(replace(panel, fill=None, opacity=1.0))
    return made


def _ground(rect: Rect, under: Sequence[Item]) -> tuple[Color, list[Item]]:
    """The plain colour that lies under all of a rectangle, and what lies over that in it."""
    between: list[Item] = []
    for item in reversed(under):
        if isinstance(item, PageLink) or not _meets(rect, _around(item)):
            continue
        solid = isinstance(item, Area) and item.stroke is None and not item.radius
        if solid and isinstance(item, Area) and item.fill and _covers(item.rect, rect):
            return item.fill, between[::-1]
        between.append(item)
    return WHITE, between[::-1]


def _is_hidden(item: Item, panel: Area) -> bool:
    """Whether all of an item lies under a panel, so that it need not be there twice.

    Glyphs may reach out of their em boxes: lines need as much room again on every side.
    """
    around = _around(item)
    if isinstance(item, TextLine):
        more = max((run.size for run in item.runs), default=0.0)
        around = Rect(
            around.x - more, around.y - more, around.width + 2 * more, around.height + 2 * more
        )
    return not panel.radius and _covers(panel.rect, around)


def _veiled(item: Item, sheer: Sheer, within: Rect | None = None) -> list[Item]:
    """An item as it looks under a sheer fill, as items to be painted in their order.

    Process inks come first and take the place of what is there; each spot ink prints over them.
    Of a picture only what shows `within` a rectangle is wanted.
    """
    if isinstance(item, Window):
        if item.over:
            return [
                replace(item, items=tuple(_dyed(one, sheer.on_plate) for one in item.items))
            ]
        items = tuple(again for one in item.items for again in _veiled(one, sheer, within))
        return [replace(item, items=items)]
    if isinstance(item, FlatPicture):
        return _picture_under(item, sheer, within or item.rect)
    black = _overprinting(item, sheer.recipe)
    first = _dyed(item, lambda color: None if color in black else sheer.first(color))
    over = [_dyed(item, lambda color: sheer.on_plate(color) if color in black else None)]
    spots = dict.fromkeys(spot for color in _colors(item) for spot in sheer.spots_over(color))
    over += [_dyed(item, partial(sheer.spot_over, spot)) for spot in spots]
    shown = tuple(one for one in over if one is not None)
    made = [first] if first is not None else []
    return [*made, Window(_around(item), items=shown, over=True)] if shown else made


def _overprinting(item: Item, recipe: Callable[[Color], Inks]) -> set[Color]:
    """The colours of an item that print over what is under it: black of text and thin lines."""
    may = isinstance(item, TextLine) or (isinstance(item, Rule) and item.width <= THIN)
    return {one for one in _colors(item) if may and not one.spot and is_black(recipe(one))}


def _picture_under(picture: FlatPicture, sheer: Sheer, within: Rect) -> list[Item]:
    shown = picture.rect.shared(within)
    whole = picture.flattening
    veil = whole.veil.under(sheer.veil) if whole.veil is not None else sheer.veil
    crop = _crop(picture, shown)
    cut = replace(picture, rect=shown, crop=crop)
    made: list[Item] = [replace(cut, flattening=replace(whole, veil=veil, part=crop))]
    spots = sheer.spots(WHITE).values()
    over = tuple(Area(shown, spot) for spot in spots)
    return [*made, Window(shown, items=over, over=True)] if over else made


def _crop(picture: PlacedPicture, shown: Rect) -> Part:
    """What part of the file shows in a part of the picture's rectangle."""
    left, top, right, bottom = picture.crop
    across = (right - left) / picture.rect.width
    down = (bottom - top) / picture.rect.height
    x = left + (shown.x - picture.rect.x) * across
    y = top + (shown.y - picture.rect.y) * down
    return x, y, x + shown.width * across, y + shown.height * down


def _colors(item: Item) -> list[Color]:
    if isinstance(item, TextLine):
        found = [run.color for run in item.runs]
    elif isinstance(item, Rule):
        found = [item.color]
    elif isinstance(item, Area | Path):
        found = [color for color in (item.fill, item.stroke) if color is not None]
    elif isinstance(item, Shape):
        found = [item.fill]
    else:
        found = []
    return list(dict.fromkeys(found))


def _dyed(item: Item, dye: Callable[[Color], Color | None]) -> Item | None:
    """An item in other colours, without what gets none; None where nothing is left."""
    colors = {color: dye(color) for color in _colors(item)}
    if not any(colors.values()):
        return None
    if isinstance(item, TextLine):
        runs = ((run, colors[run.color]) for run in item.runs)
        kept = (replace(run, color=color) for run, color in runs if color is not None)
        return replace(item, runs=tuple(kept))
    if isinstance(item, Area | Path):
        fill = colors[item.fill] if item.fill is not None else None
        stroke = colors[item.stroke] if item.stroke is not None else None
        return replace(item, fill=fill, stroke=stroke)
    if isinstance(item, Rule):
        return replace(item, color=colors[item.color] or item.color)
    assert isinstance(item, Shape), "nothing else has colours"
    return replace(item, fill=colors[item.fill] or item.fill)


def _meets(rect: Rect, around: Rect) -> bool:
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
        points, weight = [(item.x1, item.y1), (item.x2, item.y2)], item.width
    elif isinstance(item, Shape):
        points, weight = list(item.points), 0.0
    else:
        points, weight = _points(item), item.stroke_width
    xs, ys = zip(*points, strict=True)
    half = weight / 2
    return Rect(
        min(xs) - half, min(ys) - half, max(xs) - min(xs) + weight, max(ys) - min(ys) + weight
    )


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
