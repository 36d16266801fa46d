"""How an article opens: what its master does with the opener picture, and where it may start.

A master of a house style says with `picture` whether the opener picture stands at the head
(`half`), on the page before the head (`page`), across two facing pages with the head on it
(`spread`), or is all there is (`alone`: an advertisement).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.content.model import Picture, as_text
from layout.diagnostics import warning
from layout.display.model import Area, PlacedPicture
from layout.flow.components.picture import (
    alt_of,
    caption_text,
    full_page,
    picture_info,
    picture_settings,
)
from layout.flow.crops import crop_to, effective_ppi, shown
from layout.flow.head import OPENER, head_strips, set_head
from layout.flow.model import FullPage, PageDraft, Piece
from layout.flow.strips import space, text_strips
from layout.geometry import Rect
from layout.record import Record, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from layout.content.model import Article, Issue
    from layout.diagnostics import Diagnostic
    from layout.display.move import Graphic
    from layout.flow.crops import Edges
    from layout.flow.model import Float, Strip
    from layout.flow.setting import Setting
    from layout.geometry import Pt
    from layout.styles.model import HeadPanel, HeadStyle, HouseStyle, Master

# What fills a verso must find one: such openers begin there, whatever the plan says.
ON_VERSO = frozenset({"page", "spread"})


class Opening(Record):
    """How an article opens: its first master, its opener picture, what could not be done."""

    master: Master
    picture: Picture | None = None
    finding: Diagnostic | None = None


def opening_of(article: Article, house: HouseStyle) -> Opening:
    """The master the article names, or its kind's; the plain one where either does not fit."""
    kind = house.kind(article.kind)
    plain = _plain(house.masters[kind.opener])
    named = house.masters.get(article.template or kind.opener)
    if named is None:
        return Opening(plain, opener_picture(article))
    picture = opener_picture(article)
    if named.picture == "alone":
        picture = picture or next(iter(_pictures(article)), None)
    message = ""
    rest = house.masters[kind.continuation]
    if named.picture != "alone" and not _same_columns(named, rest):
        message = f"master {named.name!r} has other columns than {rest.name!r}, on which"
        message += " the article goes on"
    elif named.picture and picture is None:
        wanted = "a picture" if named.picture == "alone" else "a picture with `place: opener`"
        message = f"master {named.name!r} wants {wanted}, and there is none"
    if not message:
        return Opening(named, picture)
    fallback = plain if _same_columns(plain, rest) else replace(rest, sink=named.sink)
    title = article.short_title or article.id
    told = f"{title}: {message}; set with the plain opener"
    return Opening(fallback, picture, warning("opener-not-used", told, article.span))


def _plain(master: Master) -> Master:
    return replace(master, picture="", start="") if master.picture else master


def _same_columns(one: Master, other: Master) -> bool:
    """Whether copy set for one goes into the other; a head over a spread has none under it."""
    measures = [
        [round(measure, 2) for measure in master.column_measures("recto")]
        for master in (one, other)
    ]
    return measures[0] == measures[1] or one.picture == "spread"


def opener_picture(article: Article) -> Picture | None:
    """The picture that opens the article."""
    return next((item for item in article.pictures if item.place == "opener"), None)


def _pictures(article: Article) -> Iterable[Picture]:
    return (item for item in (*article.pictures, *article.blocks) if isinstance(item, Picture))


def opener_findings(issue: Issue, house: HouseStyle) -> Iterator[Diagnostic]:
    """A finding for each article that does not open as its master says.

    And for one whose pictures stand alone, if it has copy: no page shows that.
    """
    for article in issue.articles:
        opening = opening_of(article, house)
        if opening.finding is not None:
            yield replace(opening.finding, article=article.id)
        if opening.master.picture == "alone" and _has_copy(article):
            title = article.short_title or article.id
            message = f"{title}: master {opening.master.name!r} shows pictures, and no copy"
            hint = "give the article another kind or `template`, or strike its copy"
            found = warning("copy-not-shown", message, article.span, hint)
            yield replace(found, article=article.id)


def _has_copy(article: Article) -> bool:
    """Whether there is more than pictures and the title, which bookmarks show."""
    copy = any(not isinstance(block, Picture) for block in article.blocks)
    heads = (article.rubric, article.kicker, article.deck, article.byline, article.speaker)
    return copy or any(heads)


def start_of(article: Article, planned: str, house: HouseStyle) -> str:
    """Where the article may start: any, left, right or spread.

    The flatplan goes before the article, that before its master, that before its kind; but a
    picture over a verso, or over both pages, begins on a verso.
    """
    master = opening_of(article, house).master
    if master.picture in ON_VERSO:
        return "spread"
    return planned or article.start or master.start or house.kind(article.kind).start


def alone_pages(article: Article, opening: Opening, setting: Setting) -> tuple[PageDraft, ...]:
    """Each picture of the article on a page of its own, to the bleed: advertisements."""
    master = opening.master
    label = setting.house.words.get(master.label, master.label)
    made = []
    for order, picture in enumerate(_pictures(article)):
        page = full_page(replace(picture, place="bleed"), setting.at(2 * order))
        own = setting.part(2 * order + 1, "plain", label)
        graphics, pieces = _label(label, own)
        page = replace(
            page, graphics=(*page.graphics, *graphics), pieces=(*page.pieces, *pieces)
        )
        made.append(PageDraft(master.name, full_page=page))
    return tuple(made)


# Round a label on a picture, in ems of its own size.
LABEL_PADDING_EM = 0.5
# From the trim to the label, in ems of the body.
LABEL_INSET_EM = 1.5


def _label(text: str, setting: Setting) -> tuple[tuple[Graphic, ...], tuple[Piece, ...]]:
    """A word on a small sheet of paper in the head's corner: an advertisement says it is one.

    Source: 中华人民共和国广告法, article 14: advertisements are marked 广告, plainly.
    """
    if not text:
        return (), ()
    made = setting.set_text(as_text(text), "label", measure=setting.house.page.full_measure)
    line, style = made.lines[0], made.style
    pad, inset = LABEL_PADDING_EM * style.size, LABEL_INSET_EM * setting.house.page.em
    rect = Rect(inset, inset, line.width + 2 * pad, style.size + 2 * pad)
    paper = setting.color("paper") if "paper" in setting.house.palette else None
    graphics = (Area(rect, paper),) if paper is not None else ()
    x, y = inset + pad - line.x, inset + pad + 0.88 * style.size
    piece = Piece(x, y, line, style.name, "label", tag=setting.tag)
    return graphics, (piece,)


def opening_pages(
    opening: Opening, style: HeadStyle, setting: Setting
) -> tuple[tuple[PageDraft, ...], Float | None]:
    """The pages before the copy begins, and the head that stands over it, where one does."""
    master, picture = opening.master, opening.picture
    if picture is None or master.picture not in ON_VERSO:
        return (), set_head(style, setting, picture, half=master.picture == "half")
    if master.picture == "page":
        page = full_page(replace(picture, place="bleed"), setting.at(OPENER))
        return (PageDraft(master.name, full_page=page),), set_head(style, setting)
    pages = _spread(picture, master, style, setting)
    return tuple(PageDraft(master.name, full_page=page) for page in pages), None


def _spread(
    block: Picture, master: Master, style: HeadStyle, setting: Setting
) -> tuple[FullPage, FullPage]:
    """A picture over two facing pages, cut at the spine, with the head on it."""
    page = setting.house.page
    path = setting.picture_path(block.file)
    info = picture_info(block, setting)
    width, height = page.width + page.bleed, page.height + 2 * page.bleed
    seen = shown(block, info)
    left, top, right, bottom = crop_to(2 * width / height, seen, info)
    spine = (left + right) / 2
    alt, tag = alt_of(block), picture_settings(block, setting.at(OPENER))[0].tag

    def half(x: Pt, crop: Edges, said: str) -> PlacedPicture:
        rect = Rect(x, -page.bleed, width, height)
        ppi = effective_ppi(rect, crop, info)
        own = (said, setting.article.id, block.span)
        return PlacedPicture(rect, str(path), crop, *own, page=block.page, ppi=ppi, tag=tag)

    verso = half(-page.bleed, (left, top, spine, bottom), alt)
    recto = half(0.0, (spine, top, right, bottom), "")  # one picture is told once
    panel = master.panel
    graphics, pieces, rect = _panel(panel, style, setting, block)
    on_verso = panel.page == "left"
    return (
        _with_head(verso, graphics, pieces, rect)
        if on_verso
        else FullPage((verso,), bleed=True),
        FullPage((recto,), bleed=True)
        if on_verso
        else _with_head(recto, graphics, pieces, rect),
    )


def _with_head(
    picture: PlacedPicture, graphics: Iterable[Graphic], pieces: tuple[Piece, ...], rect: Rect
) -> FullPage:
    return FullPage((picture, *graphics), pieces, bleed=True, head=rect)


def _panel(
    panel: HeadPanel, style: HeadStyle, setting: Setting, block: Picture
) -> tuple[tuple[Graphic, ...], tuple[Piece, ...], Rect]:
    """The head in the panel's one colour: what is drawn, the lines, and the panel itself."""
    house = setting.house
    page, row = house.page, setting.row
    inner = replace(_dyed(setting, panel.color), measure=panel.measure)
    strips = list(head_strips(style, inner))
    if caption := caption_text(block, panel.measure, inner):
        strips += space(1)
        told = picture_settings(block, inner.at(OPENER))[1]
        strips += text_strips(caption, "caption", told, span=setting.article.span)
    while strips and strips[-1].space:
        strips.pop()
    pad = panel.padding_em * page.em
    rows = sum(strip.rows for strip in strips) + 2 * panel.padding_rows
    rect = _panel_place(panel, panel.measure + 2 * pad, rows, setting)
    graphics: list[Graphic] = []
    fill = setting.color(panel.fill)
    if fill is not None:
        graphics.append(Area(rect, fill, opacity=panel.opacity))
    pieces: list[Piece] = []
    y = rect.y + panel.padding_rows * row
    for strip in strips:
        _take(strip, rect.x + pad, y, graphics, pieces)
        y += strip.rows * row
    return tuple(graphics), tuple(pieces), rect


def _take(strip: Strip, x: Pt, y: Pt, graphics: list[Graphic], pieces: list[Piece]) -> None:
    from layout.display.move import moved

    graphics += [moved(graphic, x, y) for graphic in strip.graphics]
    pieces += [replace(piece, dx=piece.dx + x, dy=piece.dy + y) for piece in strip.pieces]


def _panel_place(panel: HeadPanel, width: Pt, rows: int, setting: Setting) -> Rect:
    """Where the panel stands in the type area of its page, on whole rows."""
    page = setting.house.page
    left = page.left("verso" if panel.page == "left" else "recto")
    spare = page.full_measure - width
    x = left + {"left": 0.0, "center": spare / 2, "right": spare}[panel.align]
    free = page.rows - rows
    row = {"top": 0, "middle": free // 2, "bottom": free}[panel.place]
    return Rect(x, page.head_margin + row * page.leading, width, rows * page.leading)


def _dyed(setting: Setting, name: str) -> Setting:
    """The setting with every text style, and the section's colour, in one colour."""
    color = setting.color(name)
    if color is None:
        return setting
    styles = {
        key: replace(style, color=color, section_color=False)
        for key, style in setting.house.text_styles.items()
    }
    return replace(setting, house=replace(setting.house, text_styles=styles), accent=color)
