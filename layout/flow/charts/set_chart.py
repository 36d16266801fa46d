"""Charts in the column or over the full measure, with title, unit and note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.content.model import Chart, as_text
from layout.flow.boxes import column_box, inner_setting
from layout.flow.captioned import credited, credited_setting, plain_strips
from layout.flow.charts.bars import bars
from layout.flow.charts.lines import lines
from layout.flow.charts.said import alt_of_chart, chart_data
from layout.flow.charts.scale import CLOSE_UNITS
from layout.flow.charts.shares import shares
from layout.flow.floats import float_of, float_width, span_of
from layout.flow.labels import END, set_label
from layout.flow.model import Entry, Strip
from layout.flow.strips import bound, rows_for, stack, without_white
from layout.geometry import fits
from layout.record import replace
from layout.styles.model import BoxStyle

if TYPE_CHECKING:
    from layout.flow.setting import Setting

OPEN = BoxStyle("chart", padding_em=0.0, padding_rows=0, space_rows=1, keep_together=True)
_PAINTERS = {"bar": bars, "line": lines, "share": shares}
# White between the title and the unit on its line.
UNIT_GAP_EM = 2.0


def set_chart(block: Chart, setting: Setting) -> tuple[Entry, ...]:
    """A chart in whole rows of the grid, in the box of the house style."""
    style = setting.house.boxes.get("chart", OPEN)
    span = span_of(block.reach, setting)
    if span > 1:
        setting = replace(setting, measure=float_width(block.place, span, setting))
    strips = column_box(_strips(block, inner_setting(setting, style)), style, setting)
    if span == 1:
        return strips
    whole = stack(without_white(strips), setting.row)
    return (float_of(whole, block.place, span, setting, "chart"),)


def _strips(block: Chart, inner: Setting) -> tuple[Strip, ...]:
    inner = inner.under("group")
    alt = alt_of_chart(block, inner.house.words)
    own = inner.part(1, "chart", alt=alt, data=chart_data(block))
    drawn = _PAINTERS[block.kind](block, own)
    rows = rows_for(drawn.height, inner.row)
    graphics = tuple(replace(graphic, tag=own.tag) for graphic in drawn.graphics)
    plot = Strip(rows, drawn.pieces, graphics)
    told = credited_setting(block.note, block.credit, inner.at(2))
    note = plain_strips(credited(block.note, block.credit), "chart-note", told, block.span)
    return bound((*_title(block, inner, own), plot, *note))


def _title(block: Chart, inner: Setting, own: Setting) -> tuple[Strip, ...]:
    """The title with the unit at the end of its last line, or below it where that is full.

    `own` is the chart's own setting, to which the unit belongs.
    """
    named = inner.under("caption", block.title)
    title = plain_strips(block.title, "chart-title", named, block.span)
    if not block.unit or block.unit in CLOSE_UNITS:
        return title
    text = f"{inner.house.words.get('unit', '单位')}：{block.unit}"
    unit = set_label(as_text(text), "chart-axis", own, measure=inner.measure, span=block.span)
    last = title[-1].pieces[-1] if title else None
    room = inner.measure - UNIT_GAP_EM * unit.style.size
    if last is None or not fits(last.line.width + unit.width, room):
        rows = rows_for(unit.height, inner.row)
        return (*title, Strip(rows, unit.pieces(inner.measure, inner.baseline, END)))
    pieces = (*title[-1].pieces, *unit.pieces(inner.measure, last.dy, END))
    return (*title[:-1], replace(title[-1], pieces=pieces))
