"""What footnotes must hold for any galley: none lost, none repeated, each with its mark."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from layout.color import BLACK
from layout.flow.compose import Jump, MakeUp, Plan, compose_article
from layout.flow.distribute import Region, Spot, balance_columns
from layout.flow.foot import foot_rows, least_with
from layout.flow.model import BreakAfter, Float, NoteDress, NoteLine, Piece, Strip
from layout.record import replace
from layout.styles.model import Master
from layout.text.model import SetLine

if TYPE_CHECKING:
    from layout.flow.model import ColumnFill, PageDraft

PAGE_ROWS = 14
DRESS = NoteDress(12.0, 20.0, 15.0, 8.0, 50.0, 0.4, BLACK)
MARK = "mark"


def set_line(text: str) -> SetLine:
    return SetLine((), 0.0, 0.0, 0.0, 0.0, 0, 0, text, last=True)


def a_note(name: int, count: int) -> tuple[NoteLine, ...]:
    lines = [set_line(f"{name}:{at}") for at in range(count)]
    pieces = [Piece(0.0, 0.0, line, "footnote", "footnote") for line in lines]
    return tuple(NoteLine((piece,), DRESS, not at) for at, piece in enumerate(pieces))


@st.composite
def galleys(draw: st.DrawFn) -> list[Strip]:
    """Lines, some of them with marks; each piece of a strip names the notes it calls."""
    strips: list[Strip] = []
    name = 0
    for _ in range(draw(st.integers(1, 40))):
        # So that the strip and the first line of its last note go into one column.
        lengths = draw(st.sampled_from([[], [], [1], [2], [5], [30], [3, 4], [8, 30], [8, 3]]))
        notes: tuple[NoteLine, ...] = ()
        pieces = []
        for length in lengths:
            name += 1
            notes += a_note(name, length)
            pieces.append(Piece(0.0, 0.0, set_line(str(name)), "body", MARK))
        after = draw(st.sampled_from([BreakAfter.ALLOWED] * 4 + [BreakAfter.FORBIDDEN]))
        rows = draw(st.integers(1, 3))
        floats = draw(st.booleans()) and not lengths
        strips.append(Strip(rows, tuple(pieces), break_after=after, notes=notes, floats=floats))
    return strips


@st.composite
def galleys_with_blocks(draw: st.DrawFn) -> list[Strip | Float]:
    """Lines with blocks over some columns or all between them."""
    entries: list[Strip | Float] = list(draw(galleys()))
    for at in draw(st.lists(st.integers(0, len(entries)), max_size=3)):
        entries.insert(at, Float(draw(st.integers(1, 6)), (), span=draw(st.integers(0, 3))))
    return entries


def master(columns: int) -> Master:
    return Master("text", columns, 220.0, 20.0, 0.0)


def columns_of(drafts: tuple[PageDraft, ...]) -> list[ColumnFill]:
    return [column for draft in drafts for column in draft.columns]


def stretches_of(draft: PageDraft) -> list[ColumnFill]:
    """The columns in the order they are read, cut where blocks stand in mid-page."""
    found = []
    done = (0,) * len(draft.columns)
    ends = [band.counts for band in draft.bands]
    for counts in (*ends, tuple(len(column.placed) for column in draft.columns)):
        for column, start, stop in zip(draft.columns, done, counts, strict=True):
            found.append(replace(column, placed=column.placed[start:stop]))
        done = counts
    return found


def lines_in(column: ColumnFill) -> list[str]:
    """The lines of notes at the foot of a column."""
    return [
        piece.line.text
        for placed in column.placed
        for piece in placed.strip.pieces
        if piece.role == "footnote"
    ]


def marks_in(column: ColumnFill) -> list[str]:
    return [
        piece.line.text
        for placed in column.placed
        for piece in placed.strip.pieces
        if piece.role == MARK
    ]


plans = st.builds(
    lambda columns, balance, in_order: Plan(
        master(columns), master(columns), PAGE_ROWS, balance, in_order
    ),
    st.integers(1, 3),
    st.booleans(),
    st.booleans(),
)


@given(galleys_with_blocks(), plans)
def test_no_line_of_a_note_is_lost_repeated_or_out_of_order(
    entries: list[Strip | Float], plan: Plan
) -> None:
    drafts = compose_article(MakeUp(entries, plan))
    stretches = [stretch for draft in drafts for stretch in stretches_of(draft)]
    shown = [line for stretch in stretches for line in lines_in(stretch)]
    wanted = [
        piece.line.text
        for strip in entries
        if isinstance(strip, Strip)
        for line in strip.notes
        for piece in line.pieces
    ]
    assert shown == wanted


@given(galleys_with_blocks(), plans)
def test_every_note_begins_in_the_column_of_its_mark(
    entries: list[Strip | Float], plan: Plan
) -> None:
    for draft in compose_article(MakeUp(entries, plan)):
        for stretch in stretches_of(draft):
            begun = [line.split(":")[0] for line in lines_in(stretch) if line.endswith(":0")]
            assert begun == marks_in(stretch)


@given(galleys_with_blocks(), plans)
def test_no_column_with_notes_is_fuller_than_its_page(
    entries: list[Strip | Float], plan: Plan
) -> None:
    for draft in compose_article(MakeUp(entries, plan)):
        for column in draft.columns:
            rows = [(item.row, item.row + item.strip.rows) for item in column.placed]
            assert all(one[1] <= other[0] for one, other in pairwise(rows))
            assert all(end <= PAGE_ROWS for _, end in rows)
        for stretch in stretches_of(draft):
            notes = [item for item in stretch.placed if item.strip.graphics]
            assert notes in ([], list(stretch.placed[-1:]))


@given(galleys(), st.integers(1, 3))
def test_balanced_columns_keep_every_note_whole(entries: list[Strip], columns: int) -> None:
    region = Region(columns, 0, PAGE_ROWS, PAGE_ROWS)
    fill = balance_columns(entries, Spot(0, region))
    if fill is None:
        return
    shown = [line for column in fill.columns for line in lines_in(column)]
    assert len(shown) == sum(len(strip.notes) for strip in entries)
    assert not fill.carried


@given(st.lists(st.integers(1, 9), min_size=1, max_size=4))
def test_the_least_of_notes_leaves_out_lines_of_the_last_one_only(lengths: list[int]) -> None:
    notes = tuple(line for name, count in enumerate(lengths) for line in a_note(name, count))
    least = least_with(notes)
    assert least == notes[: len(least)]
    assert len(notes) - len(least) < lengths[-1]
    assert foot_rows(least) <= foot_rows(notes)


@given(galleys(), plans, st.integers(1, 4))
def test_a_jump_line_stands_under_the_last_column_of_the_page_it_leaves(
    entries: list[Strip], plan: Plan, after: int
) -> None:
    leaving, arriving = Strip(1), Float(2, ())
    drafts = compose_article(
        MakeUp(entries, replace(plan, jumps=(Jump(after, leaving, arriving, 220.0),)))
    )
    shown = [
        (at, item.row)
        for at, draft in enumerate(drafts, 1)
        for column in draft.columns
        for item in column.placed
        if item.strip is leaving
    ]
    heads = [
        at
        for at, draft in enumerate(drafts, 1)
        if any(placed.block is arriving for placed in draft.floats)
    ]
    goes_on = len(drafts) > after
    assert shown == ([(after, PAGE_ROWS - 1)] if goes_on else [])
    assert heads == ([after + 1] if goes_on else [])
    for column in drafts[after - 1].columns if goes_on else ():
        rows = [(item.row, item.row + item.strip.rows) for item in column.placed]
        assert all(one[1] <= other[0] for one, other in pairwise(rows))
