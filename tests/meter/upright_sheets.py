"""Vertical lines set by hand for the sheets, right or wrong on purpose."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from layout.color import BLACK
from layout.diagnostics import SourceSpan
from layout.display.model import GlyphRun, TextLine
from layout.record import replace
from tests.meter.marks import CLOSERS, OPENERS
from tests.meter.sheets import FIRST, LEFT, SIZE, faces

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

HEAD = FIRST - 0.88 * SIZE  # level with the em boxes of the first row
_SIGNS = re.compile(r"\d+|[A-Za-z]+ ?|.")
_CORNERS = {"“": "『", "”": "』", "‘": "「", "’": "」"}
_LOW = frozenset("，。、")  # their ink belongs into the upper right of the em box
_TURNED = OPENERS | CLOSERS | frozenset("—…")
_MIDDLE_EM, _DIGIT_EM = 0.38, 0.5


def set_upright(
    text: str,
    x: float = LEFT,
    *,
    aside: Mapping[int, float] | None = None,
    shifts: Mapping[int, float] | None = None,
    flat: Collection[int] = (),
    claim: str = "",
    **claims: Any,
) -> TextLine:
    """One line that runs downward, its em boxes from `x` on; figures share an em box.

    `aside` moves a sign to the right (points), `shifts` a sign and all below it downward (em);
    signs in `flat` keep the form of horizontal lines. The layout's claims know nothing of it,
    nor of the text if it is to `claim` another.
    """
    signs = _SIGNS.findall(text)
    runs: list[GlyphRun] = []
    pen = along = 0.0
    for at, sign in enumerate(signs):
        along += (shifts or {}).get(at, 0.0)
        run = _run(sign, is_flat=at in flat)
        moved = (aside or {}).get(at, 0.0)
        place = {"x": (pen + along) * SIZE + run.x, "rise": run.rise + moved}
        runs.append(replace(run, **place))
        pen += _DIGIT_EM * len(sign) if _is_word(sign) else 1.0
    facts = {
        "style": "caption-vertical",
        "role": "caption",
        "article": "a",
        "frame": "column-1",
        "paragraph_end": True,
        "y": HEAD,
        **claims,
    }
    source = facts.pop("source", "caption.md")
    return TextLine(
        x=x,
        width=SIZE,
        height=pen * SIZE,
        vertical=True,
        runs=tuple(runs),
        text=claim or text,
        span=SourceSpan(source, 1),
        **facts,
    )


def _is_word(sign: str) -> bool:
    return sign.isascii() and sign.strip().isalpha()


def _run(sign: str, *, is_flat: bool) -> GlyphRun:
    """A sign at the head of its line."""
    if sign.isdecimal() and sign.isascii():
        left = -_DIGIT_EM * len(sign) / 2
        return _glyphs(sign, "standing", left=left, down=0.5 + 0.36)
    if sign.isascii():
        return _glyphs(sign, "sideways", rise=-_MIDDLE_EM)
    if is_flat:
        return _glyphs(sign, "upright")
    if sign in _TURNED:
        return _glyphs(sign, "sideways", rise=-_MIDDLE_EM, shown=_CORNERS.get(sign, sign))
    if sign in _LOW:
        return _glyphs(sign, "upright", down=-0.5, rise=0.5)
    return _glyphs(sign, "upright")


def _glyphs(
    sign: str,
    orientation: str,
    *,
    left: float = 0.0,
    down: float = 0.0,
    rise: float = 0.0,
    shown: str = "",
) -> GlyphRun:
    """Glyphs of a sign, all lengths in em."""
    return GlyphRun(
        face="han",
        size=SIZE,
        x=down * SIZE,
        glyphs=tuple(faces().face("han").glyph_id(char) for char in shown or sign),
        xs=tuple((left + _DIGIT_EM * at) * SIZE for at in range(len(sign))),
        texts=tuple(sign),
        color=BLACK,
        rise=rise * SIZE,
        orientation=orientation,
    )
