"""Copy: paragraphs, decks, verse, and what goes on with a list or a note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.recover.build import Draft, ItemDraft
from layout.recover.heads import subhead_text
from layout.recover.kinds.editors_note import fill_note
from layout.recover.paragraphs import Copy, paragraphs_of, peel_heads, starts_like_paragraph
from layout.recover.registry import takes
from layout.recover.signs import has_mark

if TYPE_CHECKING:
    from layout.recover.reader import UnitReader
    from layout.recover.segments import Segment

# A deck is set wider than the copy under it.
DECK_SHARE = 1.3
LONGEST_OPENER_LINES = 12
# A list item whose line is shorter did not run on.
FULL_ITEM_EM = 14.0


@takes("copy")
def copy(reader: UnitReader, index: int, segment: Segment) -> None:
    """Copy in paragraphs, each where it goes."""
    if reader.unit.is_verse:
        lines = [line.text for line in segment.lines]
        reader.add(Draft("verse", lines=lines, src=str(segment.first.number)))
        return
    copies = paragraphs_of(segment.lines)
    held = _last_list(reader)
    if held is not None and _continues_list(reader, index):
        held.lines[-1] += copies.pop(0).text
    if reader.note_open:
        fill_note(reader, copies)
    for one in copies:
        if _is_deck(reader, one):
            reader.article.deck.append(one)
            continue
        heads = peel_heads(one) if not has_mark(one.lines[0].text) else []
        if heads:
            src = str(heads[0].number)
            reader.add(Draft("subhead", text=subhead_text(heads), src=src))
        reader.add(Draft("copy", one, src=one.src))


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
    """Set wider than the columns, on the page that opens the article, in no item."""
    article = reader.article
    inside = reader.item is not None or reader.sidebar is not None
    if not reader.opens_here or inside or not article.title:
        item_seen = any(isinstance(draft, ItemDraft) for draft in article.body)
        under_rubric = bool(article.rubric) and reader.opens_here
        return under_rubric and _is_wide(reader, one) and not item_seen
    short_page = len(reader.unit.lines) <= LONGEST_OPENER_LINES + 2
    return short_page or _is_wide(reader, one)


def _is_wide(reader: UnitReader, one: Copy) -> bool:
    return one.measure_em >= DECK_SHARE * reader.unit.column_em > 0
