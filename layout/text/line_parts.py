"""What stands in a set line: its glyph runs, readings, dots, strokes and anchors."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from layout.display.model import GlyphRun
from layout.display.structure import reading_of
from layout.record import Record, replace
from layout.text.anchors import anchors_of
from layout.text.model import Dot, LineSlot, Stroke
from layout.text.strokes import strokes_of
from layout.text.styled_runs import RUBY_SIZE

if TYPE_CHECKING:
    from collections.abc import Callable

    from layout.geometry import Pt
    from layout.styles.model import TextStyle
    from layout.text.glyphs import GlyphBook
    from layout.text.model import Anchor, StyledRun
    from layout.text.prepared import Dress, PreparedParagraph, Segment

# The emphasis dot stands under its character, clear of it. Source: GB/T 15834—2011 5.1.8.
DOT_DROP_EM = 0.24
DOT_RADIUS_EM = 0.075
RUBY_RISE_EM = 0.98


class LinePlace(Record):
    """One line: its slot, its atoms, and whether it opens the paragraph."""

    slot: LineSlot
    start: int
    end: int
    first: bool


def aligned(align: str, slack: float) -> float:
    """Where a line with so much room to spare begins, by its style's alignment."""
    if align == "center":
        return slack / 2
    return slack if align == "right" else 0.0


def glyph_runs(
    prepared: PreparedParagraph, segment: Segment, place: LinePlace, positions: list[float]
) -> tuple[tuple[GlyphRun, ...], str]:
    """The glyph runs of a line, and its text."""
    start, size = place.start, prepared.style.size
    first, stop = segment.glyph_from[start], segment.glyph_from[place.end]
    if first == stop:
        return (), ""
    offsets = segment.glyph_offsets[first:stop]
    if stop - first == len(positions) and not any(offsets):
        xs = [place * size for place in positions]
    else:
        owners = segment.glyph_atom[first:stop]
        xs = [
            (positions[owner - start] + offset) * size
            for owner, offset in zip(owners, offsets, strict=True)
        ]
    texts = segment.glyph_texts[first:stop]
    glyphs = segment.glyphs[first:stop]
    text = "".join(texts)
    if segment.dresses is None:
        return (_run(prepared.dress_table[0], glyphs, xs, texts),), text
    runs = []
    at = 0
    for index, group in groupby(segment.dresses[first:stop]):
        upto = at + sum(1 for _ in group)
        dress = prepared.dress_table[index]
        runs.append(_run(dress, glyphs[at:upto], xs[at:upto], texts[at:upto]))
        at = upto
    return tuple(runs), text


def _run(dress: Dress, glyphs: list[int], xs: list[float], texts: list[str]) -> GlyphRun:
    x = xs[0]
    return GlyphRun(
        dress.face,
        dress.size,
        x,
        tuple(glyphs),
        tuple([place - x for place in xs]) if x else tuple(xs),
        tuple(texts),
        dress.color,
        dress.rise,
        dress.x_scale,
        dress.orientation,
        dress.inline,
    )


def with_hyphen(run: GlyphRun, glyph: int, x: Pt) -> GlyphRun:
    """A line's last run with a hyphen at x (from the line's left end).

    The hyphen goes with the letter before it and adds no text: what is copied is the word.
    """
    glyphs, xs, texts = (*run.glyphs, glyph), (*run.xs, x - run.x), (*run.texts, "")
    read = (*run.read, "") if run.read else ()
    return replace(run, glyphs=glyphs, xs=xs, texts=texts, read=read)


def ruby_runs(
    book_of: Callable[[str], GlyphBook],
    prepared: PreparedParagraph,
    segment: Segment,
    place: LinePlace,
    positions: list[float],
) -> tuple[GlyphRun, ...]:
    """The readings over a line; they do not change its leading."""
    start, end, widths = place.start, place.end, segment.spacing.widths
    runs: list[GlyphRun] = []
    for first, stop, run in segment.ruby:
        if start <= first < end:
            upto = min(stop, end) - 1
            right = positions[upto - start] + widths[upto]
            middle = (positions[first - start] + right) / 2
            runs.append(_ruby(book_of(run.face), prepared.style, run, middle))
    return tuple(runs)


def line_dots(
    prepared: PreparedParagraph, segment: Segment, place: LinePlace, positions: list[float]
) -> tuple[Dot, ...]:
    """The emphasis dots under a line's characters, each centred."""
    style, start = prepared.style, place.start
    return tuple(
        Dot(
            (positions[at - start] + segment.spacing.widths[at] / 2) * style.size,
            DOT_DROP_EM * style.size,
            DOT_RADIUS_EM * style.size,
            run.color or style.color,
        )
        for at, run in segment.dotted
        if start <= at < place.end
    )


def line_strokes(
    prepared: PreparedParagraph, segment: Segment, place: LinePlace, positions: list[float]
) -> tuple[Stroke, ...]:
    """The lines and waves under the characters of a line."""
    edges = (positions, _rights(segment, place, positions))
    return strokes_of(segment.stroked, (place.start, place.end), edges, prepared.style)


def line_anchors(
    prepared: PreparedParagraph, segment: Segment, place: LinePlace, positions: list[float]
) -> tuple[Anchor, ...]:
    """What characters of a line lead to, and where they stand."""
    edges = (positions, _rights(segment, place, positions))
    size = prepared.style.size
    return anchors_of(segment.anchored, (place.start, place.end), edges, size)


def _rights(segment: Segment, place: LinePlace, positions: list[float]) -> list[float]:
    """Where each atom of a line ends."""
    widths = segment.spacing.widths[place.start : place.end]
    return [at + width for at, width in zip(positions, widths, strict=True)]


def _ruby(book: GlyphBook, style: TextStyle, run: StyledRun, middle: float) -> GlyphRun:
    made = book.word(run.ruby, "L")
    size = style.size * RUBY_SIZE
    x = middle * style.size - made.width * size / 2
    xs = tuple(offset * size for offset in made.offsets)
    color = run.color or style.color
    rise = RUBY_RISE_EM * style.size
    return GlyphRun(
        *(made.use.face.key, size, x, made.glyphs, xs, made.texts, color, rise),
        inline=reading_of(run.inline, run.ruby),
    )
