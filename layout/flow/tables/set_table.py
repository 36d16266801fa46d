"""Tables: ruled rows on the grid, which break between rows with their head repeated."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from layout.content.counters import counter
from layout.content.model import Table, TableRow, Text, as_text
from layout.display.model import Area, Rule
from layout.display.structure import UNTAGGED
from layout.flow.captioned import credited, credited_setting, plain_strips
from layout.flow.floats import float_width, span_of
from layout.flow.labels import END, MIDDLE, START, Label, set_label
from layout.flow.model import BreakAfter, Entry, Float, Piece, Strip
from layout.flow.strips import bound, space, stack
from layout.flow.tables.columns import Wish, column_widths, least_width
from layout.flow.tables.decimals import Split, measured, widest
from layout.flow.tables.rows import half_rows, in_whole_rows
from layout.geometry import Rect, fits
from layout.record import Record, replace
from layout.styles.model import BoxStyle

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from layout.color import Color
    from layout.display.move import Graphic
    from layout.flow.setting import Setting
    from layout.geometry import Pt

PLAIN = BoxStyle("table", padding_em=0.5, space_rows=1)
HANGS = {"left": START, "center": MIDDLE, "right": END, "decimal": MIDDLE}
# A table of more of the page than this may break, whatever the style says.
SHORT_SHARE = 0.5
# The rule under the head has this share of the weight of those at the top and the bottom.
HEAD_RULE_SHARE = 0.6


class _Column(Record):
    """A column on its place: `x` and `width` are of the room for copy."""

    x: Pt
    width: Pt
    align: str
    numbers: Split  # the room of a decimal column's numbers on both sides of their point

    @property
    def point(self) -> Pt:
        """Where the decimal points stand: the numbers as a whole are in the middle."""
        spare = self.width - self.numbers.before - self.numbers.after
        return self.x + spare / 2 + self.numbers.before


class _Grid(Record):
    """A table whose columns have their places."""

    columns: tuple[_Column, ...]
    width: Pt
    style: BoxStyle
    setting: Setting


class _Row(Record):
    """A set row: its cells' labels, a decimal's place, and its height in half rows."""

    labels: tuple[Label, ...]
    splits: tuple[Split | None, ...]
    is_head: bool
    height: int

    @property
    def most_lines(self) -> int:
        return max((len(label.lines) for label in self.labels), default=1)


def set_table(block: Table, setting: Setting) -> tuple[Entry, ...]:
    """A table in its column or over several, with its title and note.

    A short one keeps together and may wait for the next column; a longer one breaks between
    rows, over columns or, where it spans several, over pages.
    """
    style = setting.house.boxes.get("table", PLAIN)
    span = span_of(block.reach, setting)
    if span > 1:
        setting = replace(setting, measure=float_width(block.place, span, setting))
    setting = setting.under("table", alt=block.alt)
    title, head, rows, note = _parts(block, style, setting)
    strips = (*title, *head, *rows, *note)
    if span > 1:
        parts = _page_parts((*title, *head), rows, note, setting)
        columns = 0 if span == setting.master.columns else span
        return tuple(_float(part, block.place, columns) for part in parts)
    height = sum(strip.rows for strip in strips)
    if style.keep_together and height <= SHORT_SHARE * setting.house.page.rows:
        floats = style.floats and not setting.boxed
        strips = (stack(strips, setting.row, floats=floats),)
    return (*space(style.space_rows), *strips, *space(style.space_rows))


_Parts = tuple[tuple[Strip, ...], tuple[Strip, ...], tuple[Strip, ...], tuple[Strip, ...]]


def _parts(block: Table, style: BoxStyle, setting: Setting) -> _Parts:
    """Title, head, rows and note as strips; no column ends between what belongs together."""
    texts = _with_numbers(block)
    grid = _grid(block, texts, style, setting)
    set_rows = [
        _set_row(row, _in_row(grid, number, block), is_head=number < block.head)
        for number, row in enumerate(texts)
    ]
    named = setting.under("caption", block.title)
    title = plain_strips(block.title, "table-title", named, block.span)
    head = tuple(_strips(set_rows[: block.head], grid, first=True, last=False))
    stacked = stack(head, setting.row) if head else None
    rows = list(_strips(set_rows[block.head :], grid, first=not head, last=True))
    repeated = stacked and replace(
        stacked, pieces=tuple(replace(piece, tag=UNTAGGED) for piece in stacked.pieces)
    )
    rows = [replace(strip, resumes_under=repeated) for strip in rows]
    for at in _held(set_rows[block.head :]):
        rows[at] = replace(rows[at], break_after=BreakAfter.FORBIDDEN)
    told = credited_setting(block.note, block.credit, setting.at(len(texts) + 1))
    note = plain_strips(credited(block.note, block.credit), "table-note", told, block.span)
    if note:
        rows[-1] = replace(rows[-1], break_after=BreakAfter.FORBIDDEN)
    above = tuple(bound(part, with_next=True) if part else () for part in (title, head))
    return above[0], above[1], tuple(rows), bound(note) if note else ()


def _in_row(grid: _Grid, number: int, block: Table) -> _Grid:
    """The grid for the row of that number, which comes behind the title."""
    columns, counted = len(grid.columns), bool(block.numbering)
    data = (("counted", "1"),) if counted else ()  # the first cell is its counter
    row = grid.setting.part(number + 1, "table-row", span=columns, data=data)
    return replace(grid, setting=row)


def _held(rows: Sequence[_Row]) -> Iterator[int]:
    """The strips no column ends after: a row alone under the head, or before the last."""
    sizes = [len(group) for group in in_whole_rows([row.height for row in rows])]
    if len(sizes) > 1 and sizes[0] == 1:
        yield 0
    if len(sizes) > 1 and sizes[-1] == 1:
        yield len(sizes) - 2


def _with_numbers(block: Table) -> tuple[TableRow, ...]:
    """The rows, with their numbers in a first column where they are counted."""
    if not block.numbering:
        return block.rows
    return tuple(
        replace(row, cells=(_number(block, at - block.head + 1), *row.cells))
        for at, row in enumerate(block.rows)
    )


def _number(block: Table, number: int) -> Text:
    return as_text(counter(block.numbering, number)) if number > 0 else ()


def _role(*, is_head: bool) -> str:
    return "table-head" if is_head else "table-cell"


def _grid(block: Table, rows: Sequence[TableRow], style: BoxStyle, setting: Setting) -> _Grid:
    em, counted = setting.house.page.em, bool(block.numbering)
    align = ("center", *block.align) if counted else block.align
    given = (0.0, *block.widths) if counted else block.widths
    padding = style.padding_em * em
    wishes: list[Wish] = []
    numbers: list[Split] = []
    for at, (one, width) in enumerate(zip(align, given, strict=True)):
        cells = [
            (row.cells[at], _role(is_head=number < block.head))
            for number, row in enumerate(rows)
        ]
        splits = _splits(cells[block.head :], one, setting)
        numbers.append(widest(splits))
        wishes.append(_wish(cells, numbers[-1], width * em, setting))
    room = setting.measure - 2 * padding * len(wishes)
    widths = column_widths(wishes, max(room, em))
    ends = list(accumulate(width + 2 * padding for width in widths))
    columns = tuple(
        _Column(end - width - padding, width, one, split)
        for end, width, one, split in zip(ends, widths, align, numbers, strict=True)
    )
    return _Grid(columns, ends[-1], style, setting)


def _splits(
    cells: Sequence[tuple[Text, str]], align: str, setting: Setting
) -> list[Split | None]:
    if align != "decimal":
        return []
    return [measured(text, role, setting) if text else None for text, role in cells]


def _wish(
    cells: Sequence[tuple[Text, str]], numbers: Split, fixed: Pt, setting: Setting
) -> Wish:
    if fixed:
        return Wish(fixed, fixed, fixed)
    whole = numbers.before + numbers.after
    labels = [(text, set_label(text, role, setting)) for text, role in cells if text]
    natural = max([whole, *(label.width for _, label in labels)])
    least = max([whole, *(least_width(text, label, setting) for text, label in labels)])
    # A column without copy is as wide as a character.
    return Wish(least or setting.house.page.em, natural or setting.house.page.em)


def _set_row(row: TableRow, grid: _Grid, *, is_head: bool) -> _Row:
    setting, role = grid.setting, _role(is_head=is_head)
    labels: list[Label] = []
    splits: list[Split | None] = []
    for at, (text, column) in enumerate(zip(row.cells, grid.columns, strict=True)):
        cell = setting.part(at, role, text)
        split = None
        if text and column.align == "decimal" and not is_head:
            split = measured(text, role, setting)
            room = column.numbers.before + column.numbers.after
            split = split if fits(room, column.width) else None
        splits.append(split)
        labels.append(set_label(text, role, cell, measure=column.width, span=row.span))
    lines = max((len(label.lines) for label in labels), default=1)
    height = half_rows(lines, setting.style(role), setting.row)
    return _Row(tuple(labels), tuple(splits), is_head, height)


def _strips(rows: Sequence[_Row], grid: _Grid, *, first: bool, last: bool) -> Iterator[Strip]:
    """The rows in strips of whole grid rows, with their rules.

    `first` draws the table's top rule over them, `last` its bottom rule under them.
    """
    setting, half = grid.setting, grid.setting.row / 2
    waiting = iter(rows)
    count = 0
    for group in in_whole_rows([row.height for row in rows]):
        y = 0.0
        pieces: list[Piece] = []
        graphics: list[Graphic] = []
        for halves in group:
            row = replace(next(waiting), height=halves)
            height = halves * half
            graphics += _ground(row, Rect(0.0, y, grid.width, height), grid)
            if first and not count:
                graphics += _rule(y, grid, 1.0)
            pieces += _cells(row, y, height, grid)
            y += height
            count += 1
            graphics += _rule_under(row, y, grid, ends=count == len(rows), last=last)
        yield Strip(round(y / setting.row), tuple(pieces), tuple(graphics))


def _ground(row: _Row, rect: Rect, grid: _Grid) -> Iterator[Graphic]:
    fill = _color(grid.style.fill, grid)
    if row.is_head and fill is not None:
        yield Area(rect, fill)


def _rule_under(row: _Row, y: Pt, grid: _Grid, *, ends: bool, last: bool) -> Iterator[Graphic]:
    """The hairline under a row, or the heavier rule under the head or the table."""
    if ends and last:
        yield from _rule(y, grid, 1.0)
    elif ends and row.is_head:
        yield from _rule(y, grid, HEAD_RULE_SHARE)
    else:
        color = _color(grid.style.stroke, grid)
        if color is not None:
            yield Rule(0.0, y, grid.width, y, grid.style.stroke_width, color)


def _rule(y: Pt, grid: _Grid, share: float) -> Iterator[Graphic]:
    color = _color(grid.style.bar, grid)
    if color is not None:
        yield Rule(0.0, y, grid.width, y, grid.style.bar_width * share, color)


def _color(name: str, grid: _Grid) -> Color | None:
    return grid.setting.color(name)


def _cells(row: _Row, y: Pt, height: Pt, grid: _Grid) -> Iterator[Piece]:
    """The cells' lines: those of the copy begin on one baseline, those of the head end on one.

    A single line in a whole row stands on the grid.
    """
    setting = grid.setting
    middle = y + height / 2 + setting.baseline - setting.row / 2
    most = row.most_lines
    cells = zip(grid.columns, row.labels, row.splits, strict=True)
    for column, label, split in cells:
        leading = label.style.leading
        first = middle - (most - 1) * leading / 2
        if row.is_head:
            first += (most - len(label.lines)) * leading
        if split is not None:
            yield from label.pieces(column.point - split.before, first)
        else:
            hang = HANGS[column.align]
            yield from label.pieces(column.x + hang * column.width, first, hang)


def _page_parts(
    above: tuple[Strip, ...],
    rows: tuple[Strip, ...],
    note: tuple[Strip, ...],
    setting: Setting,
) -> Iterator[list[Strip]]:
    """A table over several columns in parts no taller than a page, each with the head.

    `above` are its title and its head, over the first part.
    """
    kind = setting.house.kind(setting.article.kind)
    sink = setting.house.masters[kind.continuation].sink
    most = setting.house.page.rows - 2 * sink
    head = rows[0].resumes_under
    part = list(above)
    empty = len(part)
    for number, strip in enumerate(rows):
        after = sum(one.rows for one in note) if number == len(rows) - 1 else 0
        if sum(one.rows for one in part) + strip.rows + after > most and len(part) > empty:
            yield part
            part = [head] if head else []
            empty = len(part)
        part.append(strip)
    yield [*part, *note]


def _float(strips: Sequence[Strip], place: str, span: int) -> Float:
    ends = list(accumulate(strip.rows for strip in strips))
    placed = tuple(
        (0.0, end - strip.rows, strip) for end, strip in zip(ends, strips, strict=True)
    )
    return Float(ends[-1], placed, place, role="table", span=span)
