"""Copy: paragraphs, decks, verse, and what goes on with a list or a note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.recover.build import Draft, ItemDraft
from layout.recover.heads import subhead_text
from layout.recover.kinds.editors_note import fill_note
from layout.recover.paragraphs import Copy, paragraphs_of, peel_heads, starts_like_paragraph
from layout.recover.registry import takes
from layout.recover.signs import ends_mark, ends_sentence, has_mark
from layout.recover.units import DECK_SHARE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.recover.lines import Line
    from layout.recover.reader import UnitReader
    from layout.recover.segments import Segment

LONGEST_OPENER_LINES = 12
# A list item whose line is shorter did not run on.
FULL_ITEM_EM = 14.0
WIDEST_VERSE_EM = 26.0
FEWEST_VERSES = 3
VERSE_SHARE = 0.75


@takes("copy")
def copy(reader: UnitReader, index: int, segment: Segment) -> None:
    """Copy in paragraphs, each where it goes."""
    if reader.unit.is_verse:
        _take_verse(reader, _without_deck(reader, segment.lines))
        return
    copies = paragraphs_of(segment.lines)
    held = _last_list(reader)
    if held is not None and _continues_list(reader, index):
        held.lines[-1] += copies.pop(0).text
    if reader.note_open:
        fill_note(reader, copies)
    for one in copies:
        if reader.gallery and _is_verse(one, reader.unit.column_em):
            reader.article.intro_verse += [line.text for line in one.lines]
            continue
        if _is_deck(reader, one):
            reader.article.deck.append(one)
            continue
        heads = peel_heads(one) if not has_mark(one.lines[0].text) else []
        if heads:
            src = str(heads[0].number)
            reader.add(Draft("subhead", text=subhead_text(heads), src=src))
        reader.add(Draft("copy", one, src=one.src))


def _is_verse(one: Copy, column_em: float) -> bool:
    """Three lines or more, each far shorter than the column and ended by a mark."""
    short = max(line.width_em for line in one.lines) <= VERSE_SHARE * column_em
    return (
        len(one.lines) >= FEWEST_VERSES
        and short
        and all(ends_mark(line.text) for line in one.lines)
    )


def _take_verse(reader: UnitReader, lines: Sequence[Line]) -> None:
    if lines:
        texts = [line.text for line in lines]
        reader.add(Draft("verse", lines=texts, src=str(lines[0].number)))


def _without_deck(reader: UnitReader, lines: list[Line]) -> list[Line]:
    """Verse without the deck over it, which is set in wide lines."""
    article = reader.article
    if article.body or article.deck or not reader.opens_here:
        return lines
    end = 0
    while end < len(lines) and lines[end].width_em > WIDEST_VERSE_EM:
        end += 1
    if 0 < end < len(lines) and ends_sentence(lines[end].text):
        end += 1  # the last line of the wide copy is as short as it happens to be
    if end:
        article.deck += paragraphs_of(lines[:end])
    return lines[end:]


def _continues_list(reader: UnitReader, index: int) -> bool:
    before = reader.before(index)
    if before is None or before.kind != "bullet" or before.first.width_em < FULL_ITEM_EM:
        return False
    return not starts_like_paragraph(reader.segments[index].lines) or (
        before.joined[-1] not in "。！？；"
    )


def _last_list(reader: UnitReader) -> Draft | None:
    home = reader.home()
    held = home[-1] if home else None
    return held if isinstance(held, Draft) and held.kind == "list" else None


def _is_deck(reader: UnitReader, one: Copy) -> bool:
    """Set wider than the columns, on the page that opens the article, in no item.

    It stands before the copy and on one side of the title: wide copy under a subhead, or on
    the title's other side, is copy.
    """
    article = reader.article
    if any(isinstance(draft, Draft) and draft.kind == "subhead" for draft in article.body):
        return False
    if article.deck and reader.title is not None:
        lines = reader.segments[reader.title].lines
        title = lines[0].number
        if article.deck[-1].lines[-1].number < title < one.lines[0].number:
            return False
    inside = reader.item is not None or reader.sidebar is not None
    if not reader.opens_here or inside or not article.title:
        item_seen = any(isinstance(draft, ItemDraft) for draft in article.body)
        under_rubric = bool(article.rubric) and reader.opens_here
        return under_rubric and _is_wide(reader, one) and not item_seen
    short_page = len(reader.unit.lines) <= LONGEST_OPENER_LINES + 2
    return short_page or _is_wide(reader, one)


def _is_wide(reader: UnitReader, one: Copy) -> bool:
    column_em = max(reader.unit.column_em, reader.result.column_em)
    return one.measure_em >= DECK_SHARE * column_em > 0
