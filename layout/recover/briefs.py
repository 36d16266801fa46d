"""Pages of boxed items: 简讯."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.recover.build import ArticleDraft, Assembly, Draft, ItemDraft
from layout.recover.heads import subhead_text
from layout.recover.lines import blocks_that_touch
from layout.recover.paragraphs import INDENT_LEAST_EM, Copy, paragraphs_of, peel_heads

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.recover.lines import Line
    from layout.recover.units import Unit

FEWEST_BRIEFS = 3
MOST_HEAD_LINES = 3
# Words that magazines set large over a row of small texts, often with their initial apart.
DISPLAY_WORDS = frozenset(
    {
        "BRIEFING",
        "BRIEFS",
        "BULLETIN",
        "BUSINESS",
        "CALENDAR",
        "CITY",
        "COLUMN",
        "CONTENTS",
        "CULTURE",
        "DIGEST",
        "ECONOMY",
        "EDITORIAL",
        "EDUCATION",
        "EVENTS",
        "EXPRESS",
        "FEATURE",
        "FEATURES",
        "FINANCE",
        "FOCUS",
        "GALLERY",
        "HEALTH",
        "HIGHLIGHTS",
        "INDUSTRY",
        "INFORMATION",
        "INNOVATION",
        "INTERVIEW",
        "LIFE",
        "NEWS",
        "NOTICE",
        "OPINION",
        "PEOPLE",
        "PROFILE",
        "REPORT",
        "SCIENCE",
        "STYLE",
        "TECHNOLOGY",
        "TRAVEL",
        "TRENDS",
        "WINDOW",
    }
)


def is_briefs(unit: Unit, units: Sequence[Unit]) -> bool:
    """A page of boxed items: heads and paragraphs by turns, and a credit of who compiled."""
    heads = sum(segment.kind == "head" for segment in unit.segments)
    copies = [segment for segment in unit.segments if segment.kind == "copy"]
    kinds = {segment.kind for segment in unit.segments}
    if heads < FEWEST_BRIEFS or not copies or kinds - {"head", "copy", "byline"}:
        return False
    if unit.has_byline or any(len(paragraphs_of(copy.lines)) > 3 for copy in copies):
        return False
    near = [other for other in units if abs(other.index - unit.index) <= 1]
    return any(
        segment.kind == "byline" and not other.has_byline
        for other in near
        for segment in other.segments
    )


def read_briefs(unit: Unit, result: Assembly) -> None:
    """Every item of the page, with its head, in the running group or a new one."""
    last = result.articles[-1] if result.articles else None
    if last is None or last.kind != "brief_group":
        last = ArticleDraft("brief_group", src=str(unit.lines[0].number))
        last.review = "简讯栏的栏名未能恢复"
        result.articles.append(last)
    if unit.display is not None:
        _take_display(unit.display.joined, last)
    parts: list[tuple[str, list[Line], Copy | None]] = []
    for segment in unit.segments:
        if segment.kind == "byline":
            last.bylines += segment.texts
        elif segment.kind == "head":
            parts += [("head", block, None) for block in blocks_that_touch(segment.lines)]
        else:
            for copy in paragraphs_of(segment.lines):
                heads = peel_heads(copy, least_indent_em=INDENT_LEAST_EM)
                if copy.is_open and len(copy.lines) <= MOST_HEAD_LINES:
                    heads, copy.lines = [*heads, *copy.lines], []
                parts += [("head", [line], None) for line in heads]
                parts += [("copy", [], copy)] if copy.lines else []
    last.body += _paired(parts)


def _take_display(word: str, article: ArticleDraft) -> None:
    """A word in Latin capitals names the group; a first letter that stood apart is lost."""
    article.title, article.review = word, ""
    whole = [one for one in DISPLAY_WORDS if one[1:] == word]
    if word not in DISPLAY_WORDS and len(whole) == 1:
        article.dropcap, article.title_alt = whole[0][0], whole[0]
        article.review = f"首字母{article.dropcap}单排，原文中没有，已补"


def _paired(parts: Sequence[tuple[str, list[Line], Copy | None]]) -> list[ItemDraft]:
    """Heads and paragraphs in pairs, whichever of the two stands first."""
    items: list[ItemDraft] = []
    at = 0
    while at < len(parts):
        kind, lines, copy = parts[at]
        follower = parts[at + 1] if at + 1 < len(parts) else None
        paired = follower is not None and follower[0] != kind
        if paired and follower is not None:
            lines = lines or follower[1]
            copy = copy or follower[2]
        item = ItemDraft("brief", title=subhead_text(lines) if lines else "")
        if copy is not None:
            item.drafts.append(Draft("copy", copy))
        items.append(item)
        at += 2 if paired else 1
    return items
