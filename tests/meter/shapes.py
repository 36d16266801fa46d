"""Quality 11: Chinese marks drawn as Chinese marks."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from tests.meter.laid import laid
from tests.meter.marks import FULL_MARKS, is_han
from tests.meter.report import Row, judged, unmeasured

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tests.meter.glyphs import Glyph
    from tests.meter.pages import Issue, Line

# House targets of quality 11, in em.
DASH_LEAST_EM = 1.9
ELLIPSIS_EM, ELLIPSIS_SLIP_EM = 0.38, 0.05
_HOLE_EM = 0.005
_SLIP_EM = 0.02
_QUOTES = frozenset("“”‘’")
_ASCII_MARKS = frozenset(',.;:?!()"')


def chinese_marks(issue: Issue) -> list[Row]:
    """Quality 11: quotes, dashes and ellipses by their faces, widths and ink."""
    ascii_marks = [line.place for line in issue.lines for _ in _ascii_beside_han(line)]
    return [
        _row(
            issue, "quotes in the Chinese face, 1 em wide", "100%", _quotes, _quote_is_chinese
        ),
        _row(
            issue, "—— as one stroke", f"≥ {DASH_LEAST_EM} em, no hole", _dashes, _is_one_stroke
        ),
        _row(
            issue,
            "…… centred",
            f"{ELLIPSIS_EM} ± {ELLIPSIS_SLIP_EM} em",
            _ellipses,
            _is_centred,
        ),
        judged(11, "ASCII marks beside Han", "0", str(len(ascii_marks)), ascii_marks),
    ]


def _row(
    issue: Issue,
    name: str,
    target: str,
    find: Callable[[Line], Iterable[tuple[Glyph, ...]]],
    good: Callable[[Line, Sequence[Glyph]], bool],
) -> Row:
    found = [(line, glyphs) for line in map(laid, issue.lines) for glyphs in find(line)]
    if not found:
        return unmeasured(11, name, target, "none in this document")
    faults = [line.place for line, glyphs in found if not good(line, glyphs)]
    return judged(11, name, target, f"{len(found) - len(faults)}/{len(found)}", faults)


def _quotes(line: Line) -> Iterable[tuple[Glyph, ...]]:
    """Each quotation mark with the Han character or Chinese mark that touches it."""
    glyphs = line.inked
    for at, glyph in enumerate(glyphs):
        if glyph.text in _QUOTES:
            beside = glyphs[max(0, at - 1) : at] + glyphs[at + 1 : at + 2]
            han = [other for other in beside if is_han(other.text)]
            if han:
                yield glyph, han[0]


def _quote_is_chinese(_: Line, glyphs: Sequence[Glyph]) -> bool:
    quote, han = glyphs
    widths = (0.5, 1.0)
    width = quote.advance / quote.size
    return quote.font == han.font and min(abs(width - own) for own in widths) <= _SLIP_EM


def _dashes(line: Line) -> Iterable[tuple[Glyph, ...]]:
    glyphs = line.inked
    at = 0
    while at < len(glyphs):
        end = at
        while end < len(glyphs) and glyphs[end].text[0] in "—⸺":
            end += 1
        if sum(len(glyph.text) for glyph in glyphs[at:end]) >= 2 or glyphs[at].text == "⸺":
            yield glyphs[at:end]
        at = max(end, at + 1)


def _is_one_stroke(_: Line, glyphs: Sequence[Glyph]) -> bool:
    size = glyphs[0].size
    holes = [after.ink[0] - before.ink[2] for before, after in pairwise(glyphs)]
    length = glyphs[-1].ink[2] - glyphs[0].ink[0]
    pairs = sum(len(glyph.text) for glyph in glyphs) // 2 or 1
    # Two strokes of two ems each may stand apart; within one there is no hole.
    if pairs > 1 and len(glyphs) == pairs:
        return all(glyph.ink[2] - glyph.ink[0] >= DASH_LEAST_EM * size for glyph in glyphs)
    return length >= DASH_LEAST_EM * size and all(hole <= _HOLE_EM * size for hole in holes)


def _ellipses(line: Line) -> Iterable[tuple[Glyph, ...]]:
    return ((glyph,) for glyph in line.inked if glyph.text[0] == "…")


def _is_centred(line: Line, glyphs: Sequence[Glyph]) -> bool:
    glyph = glyphs[0]
    above = (line.baseline - (glyph.ink[1] + glyph.ink[3]) / 2) / glyph.size
    return abs(above - ELLIPSIS_EM) <= ELLIPSIS_SLIP_EM


def _ascii_beside_han(line: Line) -> Iterable[Glyph]:
    """ASCII marks that touch a Han character or a Chinese mark, no space between."""
    glyphs = line.glyphs
    for at, glyph in enumerate(glyphs):
        if glyph.text not in _ASCII_MARKS:
            continue
        beside = glyphs[max(0, at - 1) : at] + glyphs[at + 1 : at + 2]
        if any(is_han(other.text) or other.text in FULL_MARKS for other in beside):
            yield glyph
