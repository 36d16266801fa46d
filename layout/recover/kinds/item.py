"""Heads and dates: subheads, and the heads of dated items, statements and profiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.content.model import Speaker
from layout.recover.build import Draft, ItemDraft
from layout.recover.clean import clean_head
from layout.recover.heads import subhead_text
from layout.recover.items import SPEAKER, is_profile
from layout.recover.registry import takes

if TYPE_CHECKING:
    from layout.recover.reader import UnitReader
    from layout.recover.segments import Segment

# White before a head where an icon stood.
ICON_SPACES = 2
# A label over a subhead is a word or two, apart from it and shorter.
LONGEST_LABEL_EM = 6.0
LABEL_STEP_EM = 3.0


@takes("date")
def date(reader: UnitReader, index: int, segment: Segment) -> None:
    """A date goes with the item it heads; one alone is a subhead."""
    titles_sidebar = reader.sidebar is not None and not reader.sidebar.title
    if index + 1 not in reader.item_heads or titles_sidebar:
        text, src = clean_head(segment.joined), str(segment.first.number)
        reader.add(Draft("subhead", text=text, src=src))


@takes("head")
def head(reader: UnitReader, index: int, segment: Segment) -> None:
    """A head names the sidebar that has no title yet, heads an item, or is a subhead."""
    reader.note_open = False
    text = subhead_text(segment.lines)
    if reader.sidebar is not None and not reader.sidebar.title:
        reader.sidebar.title = text
    elif index in reader.item_heads:
        _open_item(reader, index, segment)
    elif _lists_under_counter(reader, index):
        lines = [clean_head(line.text) for line in segment.lines]
        reader.add(Draft("list", lines=lines, mark="·", src=str(segment.first.number)))
    else:
        reader.add(_subhead(reader, segment))


def _subhead(reader: UnitReader, segment: Segment) -> Draft:
    """A subhead; one set in has lost the icon of a lower level, and a short line is a label."""
    first, *others = segment.lines
    draft = Draft("subhead", text=subhead_text(segment.lines), src=str(first.number))
    if first.indent >= ICON_SPACES and not first.opens_unit and not reader.unit.is_verse:
        draft.level = 3
    if len(others) == 1 and not others[0].touches and first.width_em <= LONGEST_LABEL_EM:
        longer = others[0].width_em >= first.width_em + LABEL_STEP_EM
        draft.label = clean_head(first.text) if longer else ""
    return draft


def _lists_under_counter(reader: UnitReader, index: int) -> bool:
    """Lines without marks under a counted head （一） are its items."""
    before = reader.before(index)
    return before is not None and before.kind == "bullet" and before.joined.startswith("（")


def _open_item(reader: UnitReader, index: int, segment: Segment) -> None:
    src = str(segment.first.number)
    item = ItemDraft("profile", title=subhead_text(segment.lines), src=src)
    before, after = reader.before(index), reader.after(index)
    if before is not None and before.kind == "date":
        item.kind = "dated_item"
        item.date = clean_head(before.joined.lstrip("◆◇■□●○▲★▪ "))
    elif after is not None and (spoken := SPEAKER.match(after.joined)):
        item.kind = "statement"
        item.speaker = Speaker(spoken[2].replace(" ", ""), spoken[1])
        reader.spoken.add(index + 1)
    elif is_profile(reader, index) and len(segment.lines) > 1:
        item.kicker = clean_head(segment.first.text)
        item.title = subhead_text(segment.lines[1:])
    if not reader.article.title:
        reader.article.kind = "item_group"
    if reader.copy_first:
        item.drafts += reader.waiting
        reader.waiting = []
    else:
        reader.item = item
    reader.article.body.append(item)
