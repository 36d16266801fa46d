"""The contents page: every article with the page it really begins on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.color import known_color
from layout.content.model import Article, Inline, Section, Text, as_text, plain
from layout.flow.model import BreakAfter, Entry, Piece, Strip
from layout.flow.strips import bound, shifted, space, stack, text_strips, without_white
from layout.record import replace

if TYPE_CHECKING:
    from layout.flow.setting import Setting

# Kinds that a contents page does not list.
UNLISTED = frozenset({"cover", "contents", "imprint", "sidebar", "advertisement"})
FOLIO_COLUMN_EM = 3.5


# A section no longer than this is not parted between columns.
LONGEST_HELD_SECTION_ROWS = 14


def contents_entries(setting: Setting) -> list[Entry]:
    """The issue's articles under their sections, with folios from `setting.refs`."""
    entries: list[Entry] = []
    for number, (section, articles) in enumerate(_by_section(setting)):
        own = setting.at(setting.order + number).under("contents")
        head = _section_head(section, own) if section is not None else ()
        listed = (_entry(one, own.at(order)) for order, one in enumerate(articles, 1))
        group = (*head, *listed)
        held = sum(strip.rows for strip in group) <= LONGEST_HELD_SECTION_ROWS
        entries += bound(group) if held else group
    return entries


def _by_section(setting: Setting) -> list[tuple[Section | None, list[Article]]]:
    """What is listed, in stretches of one section; articles of none follow the last one."""
    groups: list[tuple[Section | None, list[Article]]] = []
    for article in setting.issue.articles:
        if article.kind in UNLISTED or not article.short_title:
            continue
        section = setting.sections.get(article.id)
        if not groups or (section is not None and section is not groups[-1][0]):
            groups.append((section, []))
        groups[-1][1].append(article)
    return groups


def _section_head(section: Section, setting: Setting) -> tuple[Strip, ...]:
    accent = (
        known_color(section.color, setting.house.palette.values())
        if section.color
        else setting.accent
    )
    title = "\n".join(name for name in (section.cn, section.en) if name)
    tinted = replace(setting.under("caption", title), accent=accent)
    name = text_strips(as_text(section.cn), "contents-section", tinted)
    latin = text_strips(as_text(section.en), "contents-section-latin", tinted)
    return (*space(1), *bound([*only_copy(name), *only_copy(latin)], with_next=True))


def only_copy(strips: tuple[Strip, ...]) -> tuple[Strip, ...]:
    """The strips that are not white."""
    return tuple(without_white(strips))


def _entry(article: Article, setting: Setting) -> Strip:
    """The folio in a column of its own, title and writer beside it."""
    em, setting = setting.house.page.em, setting.under("contents-entry")
    label = setting.refs.labels.get(article.id, "")
    room = FOLIO_COLUMN_EM * em
    folio = text_strips(
        _leading(label, article), "contents-folio", setting.part(0, "plain", label)
    )
    beside = replace(setting, measure=setting.measure - room)
    words = article.short_title
    named = beside.part(1, "plain", words)
    title = text_strips(_leading(words, article), "contents-title", named, span=article.span)
    rows = [shifted(strip, room) for strip in only_copy(title)]
    names = _names(article)
    if names:
        own = beside.part(2, "plain", plain(names))
        byline = text_strips(names, "contents-byline", own, span=article.span)
        rows += [shifted(strip, room) for strip in only_copy(byline)]
    copy = stack(rows, setting.row)
    pieces: tuple[Piece, ...] = (*(p for s in only_copy(folio) for p in s.pieces), *copy.pieces)
    return Strip(copy.rows, pieces, break_after=BreakAfter.ALLOWED)


def _leading(characters: str, article: Article) -> Text:
    """Words that lead to an article where they are clicked."""
    return (Inline(characters, target=article.id),) if characters else ()


def _names(article: Article) -> Text:
    if article.byline is None:
        return ()
    people = (*article.byline.writers, *article.byline.compilers)
    return (Inline("\u3000".join(people)),) if people else ()
