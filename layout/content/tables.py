"""`::: table` ↔ tables: rows of cells between pipes, as editors know them.

The second line parts the first from the rest and may align the columns with colons, as in
GitHub Flavored Markdown 4.10. The rows are read here and not by a Markdown parser, for a pipe
in `{漢字|hàn zì}` parts no cells, and every fault must know its column.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from layout.content.attributes import number_from, write_number
from layout.content.faults import Copy
from layout.content.inline import drop_autospace, read_text
from layout.content.model import Block, Table, TableRow, Text
from layout.content.pictures import choice
from layout.content.words import COLUMN_ALIGNS, COUNTER_ONES, REACHES, SIDEBAR_PLACES
from layout.content.write_inline import write_text
from layout.diagnostics import suggest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.content.attributes import Attributes, RawDiv
    from layout.content.faults import Faults

# An escaped mark, a form in braces, or a pipe that parts cells.
_PIECE = re.compile(r"\\.|\{(?:\\.|[^{}\\])*\}|(?P<bar>\|)")
_DASHES = re.compile(r"(?P<left>:?)-+(?P<right>:?)")
# A backslash before white is the end of a line in its cell.
_LINE_END = re.compile(r"(?<!\\)((?:\\\\)*\\)[ \t]+")
MOST_COLUMNS = 24
WIDEST_EM = 200
AUTO = "auto"


def read_table(div: RawDiv, faults: Faults) -> tuple[Block, ...]:
    """The table of a div; with faults, what can be read of it."""
    rows = [_cells(line, faults) for line in _lines(div.raw)]
    if not rows:
        faults.add("empty-div", "`::: table` is empty", div.span)
        return ()
    dashes = [_DASHES.fullmatch(cell.text) for cell in rows[1]] if len(rows) > 1 else []
    if not dashes or not all(dashes):
        place = rows[min(1, len(rows) - 1)][0].span(0, faults)
        hint = "write `| --- | --- |` there, with dashes for each column"
        faults.add("bad-table", "dashes stand in the second line of a table", place, hint)
        return ()
    columns = len(rows[0])
    _check_columns(rows, faults)
    attributes = div.attributes
    align = _aligns(attributes, [_colons(found) for found in dashes if found], columns, faults)
    kept = [rows[0], *rows[2:]]
    table = Table(
        rows=tuple(_row(cells, columns, faults) for cells in kept),
        align=align,
        widths=_widths(attributes, columns, faults),
        head=_head(attributes, len(kept), div, faults),
        title=text_in(attributes, "title", faults),
        note=text_in(attributes, "note", faults),
        credit=drop_autospace(attributes.get("credit")),
        alt=attributes.get("alt"),
        numbering=_numbering(attributes, faults),
        reach=choice(attributes, "span", REACHES, faults),
        place=choice(attributes, "place", SIDEBAR_PLACES, faults),
        span=div.span,
        provenance=div.provenance,
    )
    return (table,)


def text_in(attributes: Attributes, key: str, faults: Faults) -> Text:
    """The running text an attribute holds."""
    written = attributes.get(key)
    if not written:
        return ()
    span = attributes.span_at(key)
    start = (span.line, span.column + len(key) + 1)
    return read_text(Copy(written, (start,) * (written.count("\n") + 1)), faults)


def _lines(raw: Copy | None) -> list[Copy]:
    rows = raw.text.split("\n") if raw else []
    lines: list[Copy] = []
    for row, (line, column) in zip(rows, raw.starts if raw else (), strict=False):
        kept = row.strip(" \t\u3000")
        if kept:
            lines.append(Copy(kept, ((line, column + row.index(kept)),)))
    return lines


def _cells(line: Copy, faults: Faults) -> list[Copy]:
    """The cells of a row, without the white around them."""
    bars = [found.start() for found in _PIECE.finditer(line.text) if found["bar"]]
    if not bars or bars[0]:
        hint = "a title and a note are attributes: {title=… note=…}"
        faults.add("bad-table", "a row begins with `|`", line.span(0, faults), hint)
        bars = [-1, *bars]
    end = len(line.text)
    if bars[-1] != end - 1 or len(bars) == 1:
        bars.append(end)
    return [_trimmed(line, at + 1, to) for at, to in pairwise(bars)]


def _trimmed(line: Copy, start: int, end: int) -> Copy:
    text = line.text[start:end]
    kept = text.strip(" \t")
    start += text.index(kept) if kept else 0
    return line.part(start, start + len(kept))


def _check_columns(rows: Sequence[Sequence[Copy]], faults: Faults) -> None:
    columns = len(rows[0])
    if columns > MOST_COLUMNS:
        message = f"{columns} columns; a table may have {MOST_COLUMNS}"
        faults.add("too-many-values", message, rows[0][0].span(0, faults))
    for cells in rows[1:]:
        if len(cells) != columns:
            message = f"{len(cells)} cells; the first row has {columns}"
            hint = "write every cell, empty ones too; `\\|` prints a pipe"
            faults.add("ragged-table", message, cells[0].span(0, faults), hint)


def _row(cells: Sequence[Copy], columns: int, faults: Faults) -> TableRow:
    texts = [read_text(_with_line_ends(cell), faults) for cell in cells[:columns]]
    texts += [()] * (columns - len(texts))
    return TableRow(tuple(texts), cells[0].span(0, faults))


def _with_line_ends(cell: Copy) -> Copy:
    if "\\" not in cell.text:
        return cell
    ((line, column),) = cell.starts
    starts = [(line, column + found.end()) for found in _LINE_END.finditer(cell.text)]
    return Copy(_LINE_END.sub(r"\1\n", cell.text), ((line, column), *starts))


def _colons(dashes: re.Match[str]) -> str:
    if dashes["left"] and dashes["right"]:
        return "center"
    return "right" if dashes["right"] else "left"


def _words(attributes: Attributes, key: str, columns: int, faults: Faults) -> list[str]:
    """The words of an attribute, one for each column; none where it is not written."""
    words = attributes.get(key).split()
    if words and len(words) != columns:
        message = f"`{key}` names {len(words)} columns; the table has {columns}"
        faults.add("ragged-table", message, attributes.span_at(key))
        return []
    return words


def _aligns(
    attributes: Attributes, colons: list[str], columns: int, faults: Faults
) -> tuple[str, ...]:
    words = _words(attributes, "align", columns, faults)
    for word in words:
        if word not in COLUMN_ALIGNS:
            message = f"`align` cannot be `{word}`"
            hint = suggest(word, COLUMN_ALIGNS)
            faults.add("unknown-value", message, attributes.span_at("align"), hint)
    known = [word if word in COLUMN_ALIGNS else "left" for word in words or colons]
    return tuple(known[:columns] + ["left"] * (columns - len(known)))


def _widths(attributes: Attributes, columns: int, faults: Faults) -> tuple[float, ...]:
    words = _words(attributes, "widths", columns, faults)
    widths = [0.0 if word == AUTO else number_from(word) for word in words]
    for word, width in zip(words, widths, strict=True):
        if word != AUTO and not (width and width <= WIDEST_EM):
            message = f"`widths` wants numbers of ems to {WIDEST_EM}, or `{AUTO}`, not `{word}`"
            faults.add("wrong-type", message, attributes.span_at("widths"))
    return tuple(width or 0.0 for width in widths) or (0.0,) * columns


def _head(attributes: Attributes, rows: int, div: RawDiv, faults: Faults) -> int:
    written = attributes.get("head", "1")
    if not re.fullmatch(r"[0-9]{1,2}", written):
        message = f"`head` wants a number of rows, not `{written}`"
        faults.add("wrong-type", message, attributes.span_at("head"))
        return 0
    if int(written) >= rows:
        span = attributes.span_at("head") if "head" in attributes.values else div.span
        hint = "write rows under the head, or `head=0`"
        faults.add("empty-table", f"a head of {written} leaves no row under it", span, hint)
        return 0
    return int(written)


def _numbering(attributes: Attributes, faults: Faults) -> str:
    form = attributes.get("numbering")
    if form and not any(one in form for one in COUNTER_ONES):
        message = f"`{form}` counts nothing; a numbering is its own first: 一, （一）, ①, 1"
        faults.add("bad-attribute", message, attributes.span_at("numbering"))
        return ""
    return form


def table_attributes(table: Table) -> dict[str, str]:
    """The attributes that say what the rows do not; those left empty are the usual ones."""
    widths = (write_number(width) if width else AUTO for width in table.widths)
    return {
        "title": write_text(table.title),
        "head": "" if table.head == 1 else str(table.head),
        "align": " ".join(table.align) if "decimal" in table.align else "",
        "widths": " ".join(widths) if any(table.widths) else "",
        "numbering": table.numbering,
        "span": "" if table.reach == "column" else table.reach,
        "place": "" if table.place == "here" else table.place,
        "note": write_text(table.note),
        "credit": table.credit,
        "alt": table.alt,
    }


_WRITTEN_DASHES = {"left": "---", "center": ":---:"}


def table_lines(table: Table) -> str:
    """The rows of a table, with the line of dashes behind the first."""
    dashes = [_WRITTEN_DASHES.get(align, "---:") for align in table.align]
    rows = [[_written(cell) for cell in row.cells] for row in table.rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (rows[0], dashes, *rows[1:]))


def _written(cell: Text) -> str:
    text = _PIECE.sub(lambda found: "\\|" if found["bar"] else found[0], write_text(cell))
    return text.replace("\\\n", " \\ ")
