"""What an explainer (一图读懂) is made of: questions, figures, cells, numbered groups."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from layout.content.counters import counter
from layout.content.model import (
    Cells,
    Figure,
    Figures,
    Groups,
    Inline,
    ListItem,
    Question,
    Text,
)
from layout.display.structure import STEP, Node
from layout.flow.boxes import column_box, inner_setting
from layout.flow.components.list_block import list_item
from layout.flow.galley import set_blocks
from layout.flow.model import Entry, Strip
from layout.flow.registry import sets
from layout.flow.setting import UNBOUNDED
from layout.flow.strips import (
    bound,
    paragraph_strips,
    shifted,
    space,
    stack,
    text_strips,
    without_white,
)
from layout.geometry import fits
from layout.record import replace
from layout.text.model import SetParagraph, StyledParagraph, StyledRun

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.diagnostics import SourceSpan
    from layout.flow.setting import Setting
    from layout.geometry import Pt
    from layout.styles.model import TextStyle

CELLS_IN_A_ROW = 2
FIGURES_IN_A_ROW = 3
FIGURE_GAP_EM = 0.5  # least white between two figures
# A unit stands behind its figure at this share of its size.
UNIT_SIZE = 0.45


@sets(Question)
def question(block: Question, setting: Setting) -> tuple[Entry, ...]:
    """A question as a head, its answer below it."""
    setting = setting.under("question")
    own = setting.under("head", block.question)
    head = text_strips(block.question, "question", own, span=block.span)
    return (*head, *set_blocks(block.answer, setting.at(1)))


@sets(Figures)
def figures(block: Figures, setting: Setting) -> tuple[Entry, ...]:
    """Numbers side by side: the value large, its unit behind it, its label below.

    As many stand in a row as can without parting a number from its unit: as wide as each other
    where the widest has room so, else each as wide as it needs.
    """
    style = setting.house.boxes["figures"]
    inner = inner_setting(setting.under("group"), style)
    widths = _figure_columns(block, inner)
    rows: list[Strip] = []
    for start in range(0, len(block.cells), len(widths)):
        row = block.cells[start : start + len(widths)]
        cells = enumerate(zip(row, widths, strict=False), start)  # the last row may be short
        made = [
            _figure(cell, width, inner.part(at, "group"), block.span)
            for at, (cell, width) in cells
        ]
        rows.append(_side_by_side(made, widths))
    return column_box(rows, style, setting)


def _figure_columns(block: Figures, setting: Setting) -> tuple[Pt, ...]:
    """How wide each figure of a row may be, the white behind it with it.

    What the values leave goes to the labels that are longer than they.
    """
    gap = FIGURE_GAP_EM * setting.house.page.em
    values = [gap + _width(_figure_value(cell, UNBOUNDED, setting)) for cell in block.cells]
    for many in range(min(len(values), FIGURES_IN_A_ROW), 1, -1):
        columns = [max(values[at::many]) for at in range(many)]
        if fits(max(columns) * many, setting.measure):
            return (setting.measure / many,) * many
        spare = setting.measure + gap - sum(columns)  # no white stands behind the last
        if fits(0.0, spare):
            labels = [gap + _label_width(cell, setting) for cell in block.cells]
            wants = [max(labels[at::many]) for at in range(many)]
            return _shared(spare, columns, wants)
    return (setting.measure,)


def _shared(spare: Pt, columns: Sequence[Pt], wants: Sequence[Pt]) -> tuple[Pt, ...]:
    """The columns with what is spare: each what it wants, or its share of that."""
    lacking = [max(0.0, want - width) for width, want in zip(columns, wants, strict=True)]
    share = min(1.0, spare / sum(lacking)) if any(lacking) else 0.0
    rest = (spare - share * sum(lacking)) / len(columns)
    return tuple(
        width + share * more + rest for width, more in zip(columns, lacking, strict=True)
    )


def _label_width(cell: Figure, setting: Setting) -> Pt:
    label = (Inline(cell.label),)
    return _width(setting.set_text(label, "figure-label", measure=UNBOUNDED))


def _width(made: SetParagraph) -> Pt:
    return max((line.width for line in made.lines), default=0.0)


def _figure_value(cell: Figure, width: Pt, setting: Setting) -> SetParagraph:
    """A number with its unit, smaller where it would be too wide."""
    style = setting.style("figure-value")
    made = _set_figure(cell, style, UNBOUNDED, setting)
    wide = _width(made)
    if not fits(wide, width):
        style = replace(style, size=style.size * width / wide)
    return _set_figure(cell, style, width, setting)


def _set_figure(cell: Figure, style: TextStyle, width: Pt, setting: Setting) -> SetParagraph:
    color = setting.accent if style.section_color else None
    value, unit = (
        (Node(order * STEP, role, text),)
        for order, role, text in (
            (1, "figure-value", cell.value),
            (2, "figure-unit", cell.unit),
        )
    )
    runs = [StyledRun(cell.value, style.face, color=color, inline=value)]
    if cell.unit:
        size = style.size * UNIT_SIZE
        runs.append(
            StyledRun(cell.unit, style.strong_face, color=color, size=size, inline=unit)
        )
    return setting.typesetter.set_paragraph(StyledParagraph(tuple(runs), style), width)


def _figure(cell: Figure, width: Pt, setting: Setting, span: SourceSpan) -> Strip:
    made = replace(_figure_value(cell, width, setting), span=span)
    value = paragraph_strips(made, "figure-value", setting)
    label_width = width - FIGURE_GAP_EM * setting.house.page.em
    inner = replace(setting.under("figure-label", cell.label), measure=label_width)
    label = text_strips((Inline(cell.label),), "figure-label", inner, span=span)
    return stack(without_white((*value, *label)), setting.row)


@sets(Cells)
def cells(block: Cells, setting: Setting) -> tuple[Entry, ...]:
    """A grid of cells with heads, two in a row; an odd one has the whole row."""
    style = setting.house.boxes["cells"]
    setting = setting.under("group")
    inner = inner_setting(setting, style)
    gap = setting.house.page.em
    width = (inner.measure - gap) / CELLS_IN_A_ROW
    rows: list[Strip] = []
    for start in range(0, len(block.cells), CELLS_IN_A_ROW):
        pair = block.cells[start : start + CELLS_IN_A_ROW]
        own = width if len(pair) == CELLS_IN_A_ROW else inner.measure
        made = [
            _cell(head, text, own, inner.part(at, "group"), block.span)
            for at, (head, text) in enumerate(pair, start + 1)
        ]
        if rows:
            rows += space(1)
        rows.append(_side_by_side(made, (width + gap,) * CELLS_IN_A_ROW))
    named = setting.under("head", block.head)
    head = text_strips(block.head, "subhead-3", named, span=block.span)
    return (*head, *column_box(rows, style, setting))


def _cell(head: Text, text: Text, width: Pt, setting: Setting, span: SourceSpan) -> Strip:
    inner = replace(setting, measure=width)
    strips = (
        *text_strips(head, "cell-head", inner.part(0, "head", head), span=span),
        *text_strips(text, "cell-text", inner.part(1, "paragraph", text), span=span),
    )
    return stack(without_white(strips), setting.row)


def _side_by_side(made: Sequence[Strip], steps: Sequence[Pt]) -> Strip:
    """Strips beside each other, each a step behind the one before."""
    starts = accumulate(steps, initial=0.0)
    placed = [shifted(strip, x) for strip, x in zip(made, starts, strict=False)]
    return Strip(
        max(strip.rows for strip in placed),
        tuple(piece for strip in placed for piece in strip.pieces),
        tuple(graphic for strip in placed for graphic in strip.graphics),
    )


@sets(Groups)
def groups(block: Groups, setting: Setting) -> tuple[Entry, ...]:
    """Numbered groups: a head with its counter, its items as a list."""
    setting = setting.under("group")
    named = setting.under("head", block.head)
    entries: list[Entry] = list(text_strips(block.head, "subhead-3", named, span=block.span))
    for number, (head, items) in enumerate(block.groups, 1):
        numbered = (Inline(counter(block.numbering, number)), *head)
        inner = setting.part(number, "group")
        own = inner.under("head", numbered)
        strips = text_strips(numbered, "subhead-4", own, span=block.span)
        entries += bound(strips, with_next=True)
        listed = inner.part(1, "list")
        for order, text in enumerate(items):
            item = ListItem(text, span=block.span)
            entries += list_item(item, "·", listed.at(order))
    return tuple(entries)
