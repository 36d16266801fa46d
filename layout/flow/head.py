"""The head of an article: rubric, kicker, title, deck and byline over the full measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.content.model import Article, Inline, Mark, Picture, Text, as_text
from layout.display.model import Rule
from layout.flow.byline import byline_text
from layout.flow.components.ornament import head_ornaments
from layout.flow.components.picture import caption_text, picture_strip, placed_picture
from layout.flow.components.verse import stanzas
from layout.flow.model import BreakAfter, Float, Strip
from layout.flow.setting import UNBOUNDED, styled
from layout.flow.strips import paragraph_strips, space, text_strips
from layout.geometry import Pt, Rect, fits
from layout.record import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from layout.display.move import Graphic
    from layout.flow.setting import Setting
    from layout.styles.model import HeadStyle, TextStyle

# The short bar over a title, in points.
BAR_WIDTH: Pt = 36.0
BAR_WEIGHT: Pt = 4.0


def set_head(style: HeadStyle, setting: Setting) -> Float | None:
    """The head as a block for the article's first page, or None where it has no parts."""
    article = setting.article
    strips: list[Strip] = []
    graphics: list[Graphic] = []
    opener = opener_picture(article)
    rows = 0
    if opener is not None:
        graphic, rows = _bleeding(opener, setting)
        graphics.append(graphic)
        strips += text_strips(caption_text(opener), "caption", setting, span=opener.span)
    strips += head_ornaments(setting)
    for part in style.parts:
        role = style.styles.get(part, part)
        made = list(_PARTS[part](article, role, setting))
        if part == "title" and style.bar and made:
            strips.append(_bar(style, setting))
        strips += made
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


def opener_picture(article: Article) -> Picture | None:
    """The picture that opens the article over the head, bled off three edges."""
    return next((item for item in article.pictures if item.place == "opener"), None)


def _bleeding(block: Picture, setting: Setting) -> tuple[Graphic, int]:
    """The opener picture and the rows it takes; x and y lead out of the type area to the bleed.

    The page's side is not known yet: the picture is as wide as trim and both bleeds, and the
    page builder sets its x (see `layout.flow.pages`).
    """
    page = setting.house.page
    rows = min(block.height_lines or page.rows * 2 // 5, page.rows - LEAST_HEAD_ROWS)
    top = -page.head_margin - page.bleed
    height = page.head_margin + page.bleed + rows * setting.row - setting.row
    rect = Rect(BLEED_X, top, page.width + 2 * page.bleed, height)
    return placed_picture(block, rect, setting), rows


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
    return text_strips(as_text(article.rubric), role, setting, span=article.span)


def _kicker(article: Article, role: str, setting: Setting) -> tuple[Strip, ...]:
    return text_strips(as_text(article.kicker), role, setting, span=article.span)


def _title(article: Article, role: str, setting: Setting) -> tuple[Strip, ...]:
    if not article.title:
        return ()
    style = fitted(article.title, setting.style(role), setting, setting.measure)
    made = setting.typesetter.set_paragraph(
        styled(article.title, style, article.span, setting.accent), setting.measure
    )
    return paragraph_strips(made, role, setting)


# A title whose lines do not fit is set smaller, step by step, before it is broken anew.
TITLE_STEPS = (1.0, 0.94, 0.88, 0.82, 0.76, 0.6, 0.45)


def fitted(title: Text, style: TextStyle, setting: Setting, measure: Pt) -> TextStyle:
    """The style at the largest of its steps that keeps the title's own line breaks."""
    wanted = sum(part.text.count("\n") for part in title) + 1
    for step in TITLE_STEPS:
        trial = replace(style, size=style.size * step)
        made = setting.typesetter.set_paragraph(styled(title, trial), measure)
        wide = max((line.width for line in made.lines), default=0.0)
        if len(made.lines) <= wanted and fits(wide, measure):
            return trial
    return style


def on_one_line(text: Text, style: TextStyle, setting: Setting, measure: Pt) -> TextStyle:
    """The style at the largest size that sets the text in one line."""
    made = setting.typesetter.set_paragraph(styled(text, style), UNBOUNDED)
    wide = max((line.width for line in made.lines), default=0.0)
    return style if fits(wide, measure) else replace(style, size=style.size * measure / wide)


def _deck(article: Article, role: str, setting: Setting) -> tuple[Strip, ...]:
    strips: list[Strip] = []
    for text in article.deck:
        made = text_strips(text, role, setting, span=article.span)
        strips += made if not strips else [strip for strip in made if not strip.space]
    if strips:
        strips = [strip for strip in strips if not strip.space]
        style = setting.style(role)
        strips = [*space(style.space_before), *strips, *space(style.space_after)]
    return tuple(strips)


def _byline(article: Article, role: str, setting: Setting) -> tuple[Strip, ...]:
    if article.byline is None:
        return ()
    text = byline_text(article.byline, setting.house.words)
    return text_strips(text, role, setting, span=article.span)


def _speaker(article: Article, role: str, setting: Setting) -> tuple[Strip, ...]:
    speaker = article.speaker
    if speaker is None:
        return ()
    position = (Inline(f"{speaker.position}\u3000"),) if speaker.position else ()
    text: Text = (*position, Inline(speaker.name, Mark.STRONG))
    return text_strips(text, role, setting, span=article.span)


def _verse(article: Article, role: str, setting: Setting) -> tuple[Strip, ...]:
    strips: list[Strip] = []
    for stanza in stanzas(article.intro_verse):
        strips += text_strips(stanza, role, setting, span=article.span)
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
    return paragraph_strips(made, role, setting)


def _picture(article: Article, role: str, setting: Setting) -> tuple[Strip, ...]:  # noqa: ARG001
    pictures = [item for item in article.pictures if item.place == "head"]
    return tuple(replace(picture_strip(item, setting.measure, setting)) for item in pictures)


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
