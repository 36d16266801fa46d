"""Pictures with captions and credits, one or more columns wide, or on a page of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.content.model import Inline, Mark, Picture, Text
from layout.display.model import PlacedPicture
from layout.flow.crops import crop_to, effective_ppi, inside, shown
from layout.flow.floats import float_of, float_width, leaves_copy
from layout.flow.inlines import words
from layout.flow.model import Entry, FullPage, Piece, Strip
from layout.flow.registry import sets
from layout.flow.setting import UNBOUNDED
from layout.flow.strips import rows_for, space, stacked_strip
from layout.flow.vertical import pieces_of, upright_lines, vertical_style
from layout.geometry import Pt, Rect, fits
from layout.images import probe
from layout.record import replace

if TYPE_CHECKING:
    from layout.flow.setting import Setting
    from layout.images import PictureInfo

# A picture that would be taller than this share of the page is cropped to it.
TALLEST_SHARE = 0.62
TALLEST_IN_COLUMN_SHARE = 0.5
CREDIT_GAP = "\u3000"
# A vertical caption of more lines stands below its picture instead.
MOST_VERTICAL_LINES = 3


@sets(Picture)
def picture(block: Picture, setting: Setting) -> tuple[Entry, ...]:
    """A picture in its column, over the full measure, or on a page of its own."""
    if block.place in {"bleed", "full"} and not setting.boxed:
        return (full_page(block, setting),)
    span = min(block.columns, setting.master.columns)
    place = _PLACES.get(block.place, block.place)
    if leaves_copy(place, span, setting):
        strip = picture_strip(block, float_width(place, span, setting), setting)
        return (float_of(strip, place, span, setting, "picture"),)
    strip = picture_strip(block, setting.measure, setting)
    return (*space(1), replace(strip, floats=not setting.boxed), *space(1))


# Places at one side are those of a picture that copy of its own stands beside (`::: measure`).
_PLACES = dict.fromkeys(("left", "right"), "here") | {
    "top-left": "top",
    "top-right": "top",
    "bottom-left": "bottom",
    "bottom-right": "bottom",
}


def picture_strip(block: Picture, width: Pt, setting: Setting) -> Strip:
    """Picture and caption as one strip of whole rows, edges on those of the copy's em boxes.

    The picture's height gives way to the grid by less than a row, so that what follows stays in
    register; the crop keeps the focus.
    """
    beside = _caption_beside(block, width, setting)
    if beside is not None:
        return beside
    caption = caption_text(block, width, setting)
    seen, told = picture_settings(block, setting)
    row, em = setting.row, setting.house.page.em
    inset = (row - em) / 2
    caption_strip = None
    if caption:
        made = setting.set_text(caption, "caption", measure=width, span=block.span)
        caption_strip = stacked_strip(made, "caption", told)
    caption_rows = caption_strip.rows if caption_strip else 0
    most = setting.house.page.rows - caption_rows
    rows = max(1, min(_picture_rows(block, width, setting), most))
    height = rows * row - 2 * inset
    graphic = placed_picture(block, Rect(0.0, inset, width, height), seen)
    pieces = _below(caption_strip, rows * row) if caption_strip else ()
    return Strip(rows + caption_rows, pieces, (graphic,))


def _caption_beside(block: Picture, width: Pt, setting: Setting) -> Strip | None:
    """The picture with its caption down its right side; None if the caption is not for that.

    The picture gives way to as many lines as the caption needs beside it.
    """
    if block.caption_direction != "vertical" or not (block.caption or block.credit):
        return None
    style = vertical_style("caption", setting)
    seen, told = picture_settings(block, setting)
    inset = (setting.row - setting.house.page.em) / 2
    for count in range(1, MOST_VERTICAL_LINES + 1):
        room = style.size + (count - 1) * style.leading
        picture_width = width - room - style.size
        rows = _picture_rows(block, picture_width, setting)
        height = rows * setting.row - 2 * inset
        caption = caption_text(block, height, setting)
        lines = upright_lines(caption, "caption", height, told, block.span)
        if len(lines) <= count:
            rect = Rect(0.0, inset, picture_width, height)
            graphic = placed_picture(block, rect, seen)
            pieces = tuple(pieces_of(lines, width, inset))
            return Strip(rows, pieces, (graphic,))
    return None


def _picture_rows(block: Picture, width: Pt, setting: Setting) -> int:
    if block.height_lines:
        return min(block.height_lines, setting.house.page.rows)
    natural = width / shown(block, picture_info(block, setting)).ratio
    page_rows = setting.house.page.rows
    in_column = width <= setting.measure
    share = TALLEST_IN_COLUMN_SHARE if in_column else TALLEST_SHARE
    rows = rows_for(natural + (setting.row - setting.house.page.em), setting.row)
    return max(3, min(rows, int(page_rows * share)))


def _below(caption: Strip, y: Pt) -> tuple[Piece, ...]:
    return tuple(replace(piece, dy=piece.dy + y) for piece in caption.pieces)


def caption_text(block: Picture, measure: Pt, setting: Setting, role: str = "caption") -> Text:
    """Caption and credit as one text; a credit that a line of the measure holds stays whole.

    House style: the standard leaves this open.
    """
    if not block.credit:
        return block.caption
    gap = (Inline(CREDIT_GAP),) if block.caption else ()
    alone = setting.set_text((Inline(block.credit),), role, measure=UNBOUNDED)
    is_short = all(fits(line.width, measure) for line in alone.lines)
    marks = Mark.NO_BREAK if is_short else Mark.NONE
    part = "credit" if block.caption else ""
    return (*block.caption, *gap, Inline(block.credit, marks, part=part))


def picture_settings(block: Picture, setting: Setting) -> tuple[Setting, Setting]:
    """The surroundings of a picture and of its caption, which stand in one group.

    A picture without words stands alone. Where there is only a credit, it is what is read.
    """
    alone = not (block.caption or block.credit)
    outer = setting if alone else setting.under("group")
    data = (("id", block.id),) if block.id else ()
    seen = outer.under("picture", alt=alt_of(block), data=data)
    role = "caption" if block.caption else "credit"
    return seen, outer.part(1, role, block.caption or block.credit)


def alt_of(block: Picture) -> str:
    """What a picture shows, in words; its caption where the writer says nothing."""
    return block.alt or words(block.caption)


def placed_picture(block: Picture, rect: Rect, setting: Setting) -> PlacedPicture:
    """The picture cropped about its focus to fill a rectangle.

    A figure drawn in lines, where nothing asks for a cut, stands whole inside it: what is at a
    chart's edges says something.
    """
    info = picture_info(block, setting)
    seen = shown(block, info)
    if info.is_vector and block.ratio is None and rect.x >= 0:
        rect = inside(rect, seen.ratio)
    crop = crop_to(rect.width / rect.height, seen, info)
    return PlacedPicture(
        rect,
        str(setting.picture_path(block.file)),
        crop,
        alt_of(block),
        setting.article.id,
        block.span,
        page=block.page,
        ppi=effective_ppi(rect, crop, info),
        tag=setting.tag,
    )


def picture_info(block: Picture, setting: Setting) -> PictureInfo:
    """What the header of a picture's file tells."""
    return probe(setting.picture_path(block.file), block.span, block.page)


def full_page(block: Picture, setting: Setting) -> FullPage:
    """A page that the picture fills: to the bleed, or to the type area with a caption."""
    page = setting.house.page
    if block.place == "bleed":
        bleed = page.bleed
        rect = Rect(-bleed, -bleed, page.width + 2 * bleed, page.height + 2 * bleed)
        seen, told = picture_settings(block, setting)
        pieces = _caption_on_picture(block, told)
        return FullPage((placed_picture(block, rect, seen),), pieces, bleed=True)
    strip = picture_strip(
        replace(block, height_lines=page.rows - 2), setting.master.width, setting
    )
    return FullPage(strip.graphics, strip.pieces)


def _caption_on_picture(block: Picture, setting: Setting) -> tuple[Piece, ...]:
    page = setting.house.page
    caption = caption_text(block, page.full_measure, setting, "caption-bleed")
    if not caption:
        return ()
    made = setting.set_text(
        caption, "caption-bleed", measure=page.full_measure, span=block.span
    )
    style = made.style
    last = page.height - page.spine_margin * 0.75
    x = (page.width - page.full_measure) / 2
    first = last - (len(made.lines) - 1) * style.leading
    return tuple(
        Piece(
            *(x, first + index * style.leading, line, style.name, "caption", block.span),
            tag=setting.tag,
        )
        for index, line in enumerate(made.lines)
    )
