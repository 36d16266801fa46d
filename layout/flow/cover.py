"""The cover: masthead, issue line and cover lines over a picture that bleeds off four edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.content.export import byline_line
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
from layout.flow.components.paragraph import paragraph_text, paragraph_words
from layout.flow.components.picture import alt_of, placed_picture
from layout.flow.components.verse import verse_words
from layout.flow.head import COPY, on_one_line
from layout.flow.model import FullPage, Piece
from layout.flow.setting import styled
from layout.geometry import Pt, Rect
from layout.record import replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.display.move import Graphic
    from layout.flow.setting import Setting

# Between one cover line and the next, in ems of its own size.
COVER_LINE_GAP_EM = 0.55
# The order in which a cover is read: its picture, the masthead in three lines, then its lines.
PICTURE, MASTHEAD, MASTHEAD_LINES = 0, 1, 3


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
        seen = setting.at(PICTURE).under("picture", alt=alt_of(picture))
        graphics.append(placed_picture(picture, trim, seen))
        scrim = setting.color(cover.scrim)
        if scrim is not None:
            graphics.append(Area(trim, scrim, opacity=cover.scrim_opacity))
    publication, issue = setting.issue.publication, setting.issue
    masthead = (
        (publication.title, "cover-masthead", cover.masthead_baseline),
        (publication.title_latin, "cover-latin", cover.latin_baseline),
        (issue.issue_line, "cover-issue", cover.issue_line_baseline),
    )
    pieces = [
        piece
        for order, (said, role, baseline) in enumerate(masthead, MASTHEAD)
        for piece in _line(said, role, baseline, setting.part(order, "plain", said))
    ]
    pieces += _cover_lines(article, setting)
    return FullPage(tuple(graphics), tuple(pieces), bleed=True)


def _picture(article: Article) -> Picture | None:
    for item in (*article.pictures, *article.blocks):
        if isinstance(item, Picture):
            return item
    return None


def _line(said: str, role: str, baseline: Pt, setting: Setting) -> list[Piece]:
    text = as_text(said)
    if not text:
        return []
    page = setting.house.page
    style = on_one_line(text, setting.style(role), setting, page.full_measure)
    paragraph = styled(text, style, accent=setting.accent)
    made = setting.typesetter.set_paragraph(paragraph, page.full_measure)
    x = (page.width - page.full_measure) / 2
    return [
        Piece(x, baseline, line, made.style.name, "masthead", tag=setting.tag)
        for line in made.lines[:1]
    ]


def _texts(block: Block, setting: Setting) -> Iterator[tuple[Text, Setting]]:
    """The lines a block gives to the cover, each with its surroundings."""
    if isinstance(block, ListBlock):
        own = setting.under("list")
        for order, item in enumerate(block.items):
            text = (*item.lead, *item.text)
            yield text, own.part(order, "list-item").under("list-copy", text)
    elif isinstance(block, Verse):
        own = setting.under("verse", verse_words(block.lines))
        yield from ((line, own) for line in block.lines)
    elif isinstance(block, Paragraph):
        yield paragraph_text(block), setting.under("paragraph", paragraph_words(block))
    elif isinstance(block, Subhead | PullQuote):
        role = "head" if isinstance(block, Subhead) else "pull-quote"
        yield block.text, setting.under(role, block.text)


def _lines(article: Article, setting: Setting) -> Iterator[tuple[Text, Setting]]:
    """Each text of the cover from rubric to byline, with its surroundings."""
    place = MASTHEAD + MASTHEAD_LINES
    for order, (role, said) in enumerate(
        (("rubric", article.rubric), ("kicker", article.kicker)), place
    ):
        if said:
            yield as_text(said), setting.part(order, role, said)
    if article.title:
        yield article.title, setting.part(place + 2, "title", article.title)
    for order, block in enumerate(article.blocks, COPY):
        yield from _texts(block, setting.at(order))
    behind = COPY + len(article.blocks)
    for order, deck in enumerate(article.deck, behind):
        yield deck, setting.part(order, "deck", deck)
    if article.byline is not None:
        said = byline_line(article.byline)
        own = setting.part(behind + len(article.deck), "byline", said)
        yield byline_text(article.byline, setting.house.words), own


def _cover_lines(article: Article, setting: Setting) -> list[Piece]:
    cover = setting.house.cover
    pieces: list[Piece] = []
    y = cover.lines_top
    for text, own in _lines(article, setting):
        role = "cover-title" if own.tag[-1].role == "title" else "cover-line"
        made = setting.set_text(text, role, measure=cover.lines_measure)
        for line in made.lines:
            y += made.style.leading
            x, style = cover.lines_x, made.style.name
            pieces.append(Piece(x, y, line, style, "cover-line", article.span, own.tag))
        y += COVER_LINE_GAP_EM * made.style.size
    foot = setting.house.page.height - cover.lines_x
    over = max((piece.dy for piece in pieces), default=0.0) - foot
    if over > 0:  # as far from the foot, at least, as from the side
        pieces = [replace(piece, dy=piece.dy - over) for piece in pieces]
    return pieces
