"""Quality 15: nothing touches, nothing leaks; pictures, boxes and black."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from tests.meter.grid import BELOW_BASELINE_EM, REGISTER_PT, body_frames, leading_of
from tests.meter.marks import BLANK_AFTER, is_han
from tests.meter.pages import common
from tests.meter.report import Row, judged, unmeasured

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.meter.glyphs import Box, Picture
    from tests.meter.pages import Issue, Line, Page

TOUCH_PT = 0.3
LEAK_PT = 0.5
CAPTION_LEAST_PT = 7.0
BLEED_PT, BOX_SLIP_PT = 3 / 25.4 * 72, 0.1
LEAST_PPI = 225
COLUMN_SLIP_PT = HEAD_SLIP_PT = 0.5
_ROUNDING_PT = 0.05
_OUTSIDE = frozenset({"folio", "running-head", "tab", "label"})


def clean_ink(issue: Issue) -> list[Row]:
    """Quality 15."""
    return [
        *_touching(issue),
        _leaks(issue),
        *_pictures(issue),
        _captions(issue),
        *_boxes(issue),
        _black(issue),
    ]


def ink_of(line: Line) -> Box:
    """The box around a line's ink."""
    boxes = [glyph.ink for glyph in line.inked]
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def overlap(one: Box, other: Box) -> float:
    """How deep two boxes stand in each other, in points; 0 or less if they do not."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return min(across, down)


def _touching(issue: Issue) -> Iterable[Row]:
    lines: list[str] = []
    pictures: list[str] = []
    for page in issue.pages:
        boxes = [(line, ink_of(line)) for line in page.lines if line.inked]
        lines.extend(
            f"{one.place} / {other.text[:8]}"
            for (one, ink), (other, beside) in combinations(boxes, 2)
            if overlap(ink, beside) > TOUCH_PT
        )
        for picture in page.pdf.pictures:
            if _is_bleeding(page, picture.ink):
                continue
            pictures.extend(
                line.place for line, ink in boxes if overlap(ink, picture.ink) > TOUCH_PT
            )
    yield judged(15, "lines whose ink overlaps", "0", str(len(lines)), lines)
    name = "lines over pictures (bleeding ones carry copy)"
    yield judged(15, name, "0", str(len(pictures)), pictures)


def _is_bleeding(page: Page, ink: Box) -> bool:
    width, height = page.pdf.size
    return ink[0] <= 1 or ink[1] <= 1 or ink[2] >= width - 1 or ink[3] >= height - 1


def _leaks(issue: Issue) -> Row:
    """Ink of copy outside the type area: the frame around all frames of pages of that side."""
    name, target = "copy outside the type area", "0"
    areas = {side: _type_area(issue, side) for side in ("verso", "recto")}
    faults = []
    count = 0
    for page in issue.pages:
        area = areas.get(page.side)
        if area is None or not page.frames:
            continue
        for line in page.lines:
            if line.role in _OUTSIDE or not line.inked:
                continue
            count += 1
            hang = line.size / 2 if line.inked[-1].text in BLANK_AFTER else 0.0
            hangs = (0.0, hang) if line.vertical else (hang, 0.0)
            if _is_outside(ink_of(line), area, hangs):
                faults.append(line.place)
    if not count:
        return unmeasured(15, name, target, "no frames say where copy may stand")
    return judged(15, name, target, f"{len(faults)} of {count} lines", faults)


def _is_outside(ink: Box, area: Box, hangs: tuple[float, float]) -> bool:
    return (
        ink[0] < area[0] - LEAK_PT
        or ink[1] < area[1] - LEAK_PT
        or ink[2] > area[2] + LEAK_PT + hangs[0]
        or ink[3] > area[3] + LEAK_PT + hangs[1]
    )


def _type_area(issue: Issue, side: str) -> Box | None:
    frames = [
        frame.rect
        for page in issue.pages
        for frame in page.frames
        if page.side == side and frame.role not in _OUTSIDE
    ]
    if not frames:
        return None
    return (
        min(x for x, _, _, _ in frames),
        min(y for _, y, _, _ in frames),
        max(x + width for x, _, width, _ in frames),
        max(y + height for _, y, _, height in frames),
    )


def _pictures(issue: Issue) -> Iterable[Row]:
    found = [(page, picture) for page in issue.pages for picture in page.pdf.pictures]
    names = ("picture widths", "picture feet on the grid", "picture resolution")
    targets = ("n columns with their gaps", "on the foot of em boxes", f"≥ {LEAST_PPI} ppi")
    if not found:
        for name, target in zip(names, targets, strict=True):
            yield unmeasured(15, name, target, "no pictures")
        return
    inside = [
        (page, p) for page, p in found if not _is_bleeding(page, p.ink) and body_frames(page)
    ]
    if inside:
        spans = _column_spans(issue)
        odd = [_told(page, p) for page, p in inside if not _fits_columns(spans, p)]
        yield judged(15, names[0], targets[0], f"{len(inside) - len(odd)}/{len(inside)}", odd)
    else:
        yield unmeasured(15, names[0], targets[0], "no picture stands in columns")
    yield from _on_baselines(issue, inside, names[1], targets[1])
    coarse = [f"{_told(page, p)} {_ppi(p):.0f}" for page, p in found if _ppi(p) < LEAST_PPI]
    least = min(_ppi(p) for _, p in found)
    value = f"{len(found) - len(coarse)}/{len(found)}, least {least:.0f} ppi"
    yield judged(15, names[2], targets[2], value, coarse)


def _told(page: Page, picture: Picture) -> str:
    left, top, right, bottom = picture.ink
    return f"p{page.index + 1} {right - left:.0f}×{bottom - top:.0f} pt"


def _ppi(picture: Picture) -> float:
    pairs = zip(picture.pixels, picture.whole, strict=True)
    return min(72 * pixels / max(points, 1e-6) for pixels, points in pairs)


def _column_spans(issue: Issue) -> set[float]:
    """Widths of columns with their gaps, on any page: a page may leave some empty."""
    return {
        round(last.right - first.left, 2)
        for frames in map(body_frames, issue.pages)
        for at, first in enumerate(frames)
        for last in frames[at:]
    }


def _fits_columns(spans: set[float], picture: Picture) -> bool:
    width = picture.ink[2] - picture.ink[0]
    return any(abs(width - span) <= COLUMN_SLIP_PT for span in spans)


def _on_baselines(
    issue: Issue, inside: list[tuple[Page, Picture]], name: str, target: str
) -> Iterable[Row]:
    """Pictures' feet against those of em boxes, their heads against the tops of characters."""
    leading = leading_of(issue)
    body = [
        line for line in issue.lines if line.style == issue.body_style and not line.vertical
    ]
    tops = [
        (line.baseline - glyph.ink[1]) / glyph.size
        for line in body
        for glyph in line.inked
        if is_han(glyph.text)
    ]
    heads = "picture heads on the grid"
    if not inside or not leading or not tops:
        reason = "no picture stands in columns of copy"
        yield unmeasured(15, name, target, reason)
        yield unmeasured(15, heads, "on the top of a line's ink", reason)
        return
    first = common(round(line.baseline % leading, 1) for line in body)
    # Most characters reach as high: the upper quarter leaves 一 and its like out.
    foot = first + BELOW_BASELINE_EM * issue.em
    high = first - sorted(tops)[len(tops) * 3 // 4] * issue.em
    for row, goal, edge, zero, slip in (
        (name, target, 3, foot, REGISTER_PT + _ROUNDING_PT),
        (heads, "on the top of a line's ink", 1, high, HEAD_SLIP_PT),
    ):
        astray = []
        for page, picture in inside:
            off = (picture.ink[edge] - zero) % leading
            if min(off, leading - off) > slip:
                astray.append(f"{_told(page, picture)} {off:.1f} pt below one")
        yield judged(15, row, goal, f"{len(inside) - len(astray)}/{len(inside)}", astray)


def _captions(issue: Issue) -> Row:
    name, target = "size of captions", f"≥ {CAPTION_LEAST_PT:g} pt"
    captions = [line for line in issue.lines if line.role == "caption"]
    if not captions:
        return unmeasured(15, name, target, "no captions")
    small = [line.place for line in captions if line.size < CAPTION_LEAST_PT - 1e-3]
    least = min(line.size for line in captions)
    return judged(15, name, target, f"least {least:g} pt", small)


def _boxes(issue: Issue) -> Iterable[Row]:
    trims, bleeds = [], []
    for page in issue.pages:
        place = f"p{page.index + 1}"
        trim, bleed = page.pdf.trim, page.pdf.bleed
        if trim is None or not _same_size(trim, page.trim):
            trims.append(place)
        if trim is None or bleed is None or not _is_bled(trim, bleed):
            bleeds.append(place)
    count = len(issue.pages)
    yield judged(
        15, "TrimBox = the layout's trim", "all pages", f"{count - len(trims)}/{count}", trims
    )
    yield judged(
        15, "BleedBox 3 mm outside it", "all pages", f"{count - len(bleeds)}/{count}", bleeds
    )


def _same_size(box: Box, trim: tuple[float, ...]) -> bool:
    return (
        abs(box[2] - box[0] - trim[2]) <= BOX_SLIP_PT
        and abs(box[3] - box[1] - trim[3]) <= BOX_SLIP_PT
    )


def _is_bled(trim: Box, bleed: Box) -> bool:
    sides = (trim[0] - bleed[0], trim[1] - bleed[1], bleed[2] - trim[2], bleed[3] - trim[3])
    return all(abs(side - BLEED_PT) <= BOX_SLIP_PT for side in sides)


def _black(issue: Issue) -> Row:
    """Text that is black on paper must be black ink alone."""
    name, target = "black text", "pure K"
    fills = issue.facts.text_fills
    if not fills:
        return unmeasured(15, name, target, "no text, or its fills are patterns")
    faults = [
        f"{' '.join(f'{p:g}' for p in parts)} {op}"
        for op, parts in fills
        if _is_mixed_black(op, parts)
    ]
    pure = sum(
        1 for op, parts in fills if (op, parts) in {("k", (0.0, 0.0, 0.0, 1.0)), ("g", (0.0,))}
    )
    value = f"{pure} pure, {len(faults)} mixed of {len(fills)} fills"
    return judged(15, name, target, value, faults)


def _is_mixed_black(operator: str, parts: tuple[float, ...]) -> bool:
    """Black made of three lights, or of more than one ink."""
    if operator == "rg" or (operator in ("sc", "scn") and len(parts) == 3):
        return max(parts) <= 0.02
    if operator == "k" or (operator in ("sc", "scn") and len(parts) == 4):
        return parts[3] >= 0.9 and max(parts[:3]) > 0.02
    return False
