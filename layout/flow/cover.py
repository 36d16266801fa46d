"""The cover: masthead, issue line and cover lines over a picture that bleeds off four edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.content.model import (
    Article,
    Block,
    ListBlock,
    Paragraph,
    Picture,
    PullQuote,
    Subhead,
    Text,
    Verse,
    as_text,
)
from layout.display.model import Area
from layout.flow.byline import byline_text
from layout.flow.components.paragraph import paragraph_text
from layout.flow.components.picture import placed_picture
from layout.flow.head import on_one_line
from layout.flow.model import FullPage, Piece
from layout.flow.setting import styled
from layout.geometry import Pt, Rect
from layout.record import replace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from layout.display.move import Graphic
    from layout.flow.setting import Setting

# Between one cover line and the next, in ems of its own size.
COVER_LINE_GAP_EM = 0.55


def cover_page(setting: Setting) -> FullPage:
    """The cover as one bleeding page."""
    house, article = setting.house, setting.article
    page, cover = house.page, house.cover
    trim = Rect(0.0, 0.0, page.width, page.height).grown(page.bleed)
    graphics: list[Graphic] = []
    background = setting.color(cover.background)
    if background is not None:
        graphics.append(Area(trim, background))
    picture = _picture(article)
    if picture is not None:
        graphics.append(placed_picture(picture, trim, setting))
        scrim = setting.color(cover.scrim)
        if scrim is not None:
            graphics.append(Area(trim, scrim, opacity=cover.scrim_opacity))
    publication, issue = setting.issue.publication, setting.issue
    pieces = [
        *_line(as_text(publication.title), "cover-masthead", cover.masthead_baseline, setting),
        *_line(as_text(publication.title_latin), "cover-latin", cover.latin_baseline, setting),
        *_line(as_text(issue.issue_line), "cover-issue", cover.issue_line_baseline, setting),
        *_cover_lines(article, setting),
    ]
    return FullPage(tuple(graphics), tuple(pieces), bleed=True)


def _picture(article: Article) -> Picture | None:
    for item in (*article.pictures, *article.blocks):
        if isinstance(item, Picture):
            return item
    return None


def _line(text: Text, role: str, baseline: Pt, setting: Setting) -> list[Piece]:
    if not text:
        return []
    page = setting.house.page
    style = on_one_line(text, setting.style(role), setting, page.full_measure)
    paragraph = styled(text, style, accent=setting.accent)
    made = setting.typesetter.set_paragraph(paragraph, page.full_measure)
    x = (page.width - page.full_measure) / 2
    return [Piece(x, baseline, line, made.style.name, "masthead") for line in made.lines[:1]]


def _texts(block: Block) -> Iterable[Text]:
    """The lines a block gives to the cover."""
    if isinstance(block, ListBlock):
        return [(*item.lead, *item.text) for item in block.items]
    if isinstance(block, Verse):
        return block.lines
    if isinstance(block, Paragraph):
        return (paragraph_text(block),)
    return (block.text,) if isinstance(block, Subhead | PullQuote) else ()


def _cover_lines(article: Article, setting: Setting) -> list[Piece]:
    cover = setting.house.cover
    lines = [(article.title, "cover-title")] if article.title else []
    above = (as_text(article.rubric), as_text(article.kicker))
    lines = [*((text, "cover-line") for text in above if text), *lines]
    for block in article.blocks:
        lines += [(text, "cover-line") for text in _texts(block)]
    lines += [(deck, "cover-line") for deck in article.deck]
    if article.byline is not None:
        lines.append((byline_text(article.byline, setting.house.words), "cover-line"))
    pieces: list[Piece] = []
    y = cover.lines_top
    for text, role in lines:
        made = setting.set_text(text, role, measure=cover.lines_measure)
        for line in made.lines:
            y += made.style.leading
            pieces.append(
                Piece(cover.lines_x, y, line, made.style.name, "cover-line", article.span)
            )
        y += COVER_LINE_GAP_EM * made.style.size
    foot = setting.house.page.height - cover.lines_x
    over = max((piece.dy for piece in pieces), default=0.0) - foot
    if over > 0:  # as far from the foot, at least, as from the side
        pieces = [replace(piece, dy=piece.dy - over) for piece in pieces]
    return pieces
