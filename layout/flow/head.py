"""The head of an article: rubric, kicker, title, deck and byline over the full measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.content.export import byline_line, speaker_line
from layout.content.model import Article, Inline, Mark, Picture, Text, as_text
from layout.display.model import Rule
from layout.display.structure import STEP
from layout.flow.byline import byline_text
from layout.flow.components.ornament import head_ornaments
from layout.flow.components.picture import (
    caption_text,
    picture_settings,
    picture_strip,
    placed_picture,
)
from layout.flow.components.verse import stanzas, verse_words
from layout.flow.inlines import node_of
from layout.flow.model import BreakAfter, Float, Strip
from layout.flow.setting import UNBOUNDED, styled
from layout.flow.strips import paragraph_strips, space, text_strips, without_white
from layout.geometry import Pt, Rect, fits
from layout.record import replace
from layout.styles.scale import steps_down

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from layout.display.move import Graphic
    from layout.flow.setting import Setting
    from layout.styles.model import HeadStyle, TextStyle

# The short bar over a title, in points.
BAR_WIDTH: Pt = 36.0
BAR_WEIGHT: Pt = 4.0


def set_head(
    style: HeadStyle, setting: Setting, opener: Picture | None = None, *, half: bool = False
) -> Float | None:
    """The head as a block for the article's first page, or None where it has no parts.

    The `opener` picture stands over it and bleeds off three edges; with `half` it fills the
    upper half of the trim, unless it is told how many rows it takes.
    """
    article = setting.article
    strips: list[Strip] = []
    graphics: list[Graphic] = []
    rows = 0
    seen = told = setting
    if opener is not None:
        seen, told = picture_settings(opener, setting.at(OPENER))
    if opener is not None and (caption := caption_text(opener, setting.measure, setting)):
        strips += text_strips(caption, "caption", told, span=opener.span)
        strips += space(1)
    strips += head_strips(style, setting)
    if opener is not None:
        room = setting.house.page.rows - sum(strip.rows for strip in strips)
        rows = _opener_rows(opener, setting, room, half=half)
        graphics.append(_bleeding(opener, seen, rows))
    if not strips and opener is None:
        return None
    placed = [(0.0, 0, Strip(0))]
    for strip in strips:
        placed.append((0.0, rows, strip))
        rows += strip.rows
    least = rows + min(1, style.space_after)
    if article.title:
        rows = max(rows, style.minimum_rows)
    copy = tuple(entry for entry in placed if entry[2].pieces or entry[2].graphics)
    return Float(
        rows + style.space_after,
        copy,
        "top",
        tuple(graphics),
        role="head",
        least_rows=least,
        foot_rule=setting.color(style.rule),
    )


def head_strips(style: HeadStyle, setting: Setting) -> tuple[Strip, ...]:
    """The parts of a head, one below the other."""
    strips = list(head_ornaments(setting))
    for order, part in enumerate(style.parts, OPENER + 1):
        role = style.styles.get(part, part)
        made = list(_PARTS[part](setting.article, role, setting.at(order)))
        if part == "title" and style.bar and made:
            strips.append(_bar(style, setting))
        strips += made
    return tuple(strips)


def _opener_rows(block: Picture, setting: Setting, room: int, *, half: bool) -> int:
    """The rows of the type area that an opener picture takes; the head has those it needs."""
    page = setting.house.page
    usual = page.rows * 2 // 5
    if half:
        usual = round((page.height / 2 - page.head_margin) / setting.row) + 1
    return max(1, min(block.height_lines or usual, room, page.rows - LEAST_HEAD_ROWS))


def _bleeding(block: Picture, setting: Setting, rows: int) -> Graphic:
    """The opener picture over so many rows; x and y lead out of the type area to the bleed.

    The page's side is not known yet: the picture is as wide as trim and both bleeds, and the
    page builder sets its x (see `layout.flow.pages`).
    """
    page = setting.house.page
    top = -page.head_margin - page.bleed
    height = page.head_margin + page.bleed + rows * setting.row - setting.row
    rect = Rect(BLEED_X, top, page.width + 2 * page.bleed, height)
    return placed_picture(block, rect, setting)


# The places in the article of what opens it: the opener picture, then the head's parts, then
# the pictures of its front matter and its blocks.
OPENER, COPY = 0, 100

# What an opener picture leaves of its page, at least, for the head.
LEAST_HEAD_ROWS = 8

# Stands for "from the left bleed edge", whichever side the page falls on.
BLEED_X: Pt = -10_000.0


def _bar(style: HeadStyle, setting: Setting) -> Strip:
    color = setting.color(style.bar)
    y = setting.row / 2
    rule = (Rule(0.0, y, BAR_WIDTH, y, BAR_WEIGHT, color),) if color is not None else ()
    return Strip(1, graphics=rule, break_after=BreakAfter.FORBIDDEN)


# The rubric's own style where it is all the title an article has.
RUBRIC_ALONE = "rubric-alone"


def _rubric(article: Article, role: str, setting: Setting) -> tuple[Strip, ...]:
    if not article.title and RUBRIC_ALONE in setting.house.text_styles:
        role = RUBRIC_ALONE
    own = setting.under("rubric", article.rubric)
    return text_strips(as_text(article.rubric), role, own, span=article.span)


def _kicker(article: Article, role: str, setting: Setting) -> tuple[Strip, ...]:
    own = setting.under("kicker", article.kicker)
    return text_strips(as_text(article.kicker), role, own, span=article.span)


def _title(article: Article, role: str, setting: Setting) -> tuple[Strip, ...]:
    if not article.title:
        return ()
    style = fitted(article.title, setting.style(role), setting, setting.measure)
    made = setting.typesetter.set_paragraph(
        styled(article.title, style, article.span, setting.accent), setting.measure
    )
    return paragraph_strips(made, role, setting.under("title", article.title))


def fitted(title: Text, style: TextStyle, setting: Setting, measure: Pt) -> TextStyle:
    """The style at the largest size of the heads that keeps the title's own line breaks.

    Where none does, the title is broken in more places at the smallest of them.
    """
    wanted = sum(part.text.count("\n") for part in title) + 1
    trial = style
    for trial in steps_down(style, setting.house):
        made = setting.typesetter.set_paragraph(styled(title, trial), measure)
        wide = max((line.width for line in made.lines), default=0.0)
        if len(made.lines) <= wanted and fits(wide, measure):
            break
    return trial


def on_one_line(text: Text, style: TextStyle, setting: Setting, measure: Pt) -> TextStyle:
    """The style at the largest size that sets the text in one line."""
    made = setting.typesetter.set_paragraph(styled(text, style), UNBOUNDED)
    wide = max((line.width for line in made.lines), default=0.0)
    return style if fits(wide, measure) else replace(style, size=style.size * measure / wide)


def _deck(article: Article, role: str, setting: Setting) -> tuple[Strip, ...]:
    strips: list[Strip] = []
    for number, text in enumerate(article.deck):
        own = _nth_deck(number, text, setting)
        made = text_strips(text, role, own, span=article.span)
        strips += made if not strips else without_white(made)
    if strips:
        strips = without_white(strips)
        style = setting.style(role)
        strips = [*space(style.space_before), *strips, *space(style.space_after)]
    return tuple(strips)


def _nth_deck(number: int, text: Text, setting: Setting) -> Setting:
    """Paragraphs of a deck follow each other at the head part's own place."""
    node = node_of(setting.order * STEP + number, "deck", text)
    return replace(setting, tag=(*setting.tag, node))


def _byline(article: Article, role: str, setting: Setting) -> tuple[Strip, ...]:
    if article.byline is None:
        return ()
    text = byline_text(article.byline, setting.house.words)
    own = setting.under("byline", byline_line(article.byline))
    return text_strips(text, role, own, span=article.span)


def _speaker(article: Article, role: str, setting: Setting) -> tuple[Strip, ...]:
    speaker = article.speaker
    if speaker is None:
        return ()
    position = (Inline(f"{speaker.position}\u3000"),) if speaker.position else ()
    text: Text = (*position, Inline(speaker.name, Mark.STRONG))
    own = setting.under("speaker", speaker_line(speaker))
    return text_strips(text, role, own, span=article.span)


def _verse(article: Article, role: str, setting: Setting) -> tuple[Strip, ...]:
    own = setting.under("verse", verse_words(article.intro_verse))
    strips: list[Strip] = []
    for stanza in stanzas(article.intro_verse):
        strips += text_strips(stanza, role, own, span=article.span)
    return tuple(strips)


def _display_word(article: Article, role: str, setting: Setting) -> tuple[Strip, ...]:
    """The display word whose initial stands apart: I + NFORMATION."""
    if not article.dropcap:
        return _title(article, role, setting)
    word = "".join(part.text for part in article.title).removeprefix(article.dropcap)
    text = (Inline(article.dropcap, Mark.STRONG), Inline(word))
    style = fitted(text, setting.style(role), setting, setting.measure)
    made = setting.typesetter.set_paragraph(
        styled(text, style, article.span, setting.accent), setting.measure
    )
    return paragraph_strips(made, role, setting.under("title", article.title))


def _picture(article: Article, role: str, setting: Setting) -> tuple[Strip, ...]:  # noqa: ARG001
    pictures = [item for item in article.pictures if item.place == "head"]
    own = setting.under("group") if len(pictures) > 1 else setting
    first = own.order
    return tuple(
        picture_strip(item, setting.measure, own.at(order))
        for order, item in enumerate(pictures, first)
    )


_PARTS: Mapping[str, Callable[[Article, str, Setting], tuple[Strip, ...]]] = {
    "rubric": _rubric,
    "kicker": _kicker,
    "title": _title,
    "deck": _deck,
    "byline": _byline,
    "speaker": _speaker,
    "verse": _verse,
    "display-word": _display_word,
    "picture": _picture,
}

HEAD_PARTS = frozenset(_PARTS)
