"""Quality 12: sober fonts, whole in the file, and text that reads as it was written."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from statistics import median
from typing import TYPE_CHECKING

from tests.meter.claims import in_order
from tests.meter.marks import is_han, is_latin
from tests.meter.report import Row, judged, unmeasured

if TYPE_CHECKING:
    from tests.meter.glyphs import Glyph
    from tests.meter.pages import Issue, Line

MOST_FAMILIES = 4
# House choice: the standards name no band. Ink heights against the ink of square characters.
DIGIT_BAND, X_HEIGHT_BAND = (0.72, 0.95), (0.48, 0.70)
_X_HEIGHT = frozenset("acemnorsuvwxz")
_WEIGHTS = re.compile(
    r"[-_ ]?(Thin|ExtraLight|UltraLight|Light|Regular|Medium|SemiBold|DemiBold|ExtraBold|Bold"
    r"|Heavy|Black|Italic|Oblique|Roman|\d+)+$"
)
# Invisible text for search (mode 3) is no letterform; 2, 1, 5 and 6 stroke outlines.
_STROKED = frozenset({1, 2, 5, 6})


def sober_fonts(issue: Issue) -> list[Row]:
    """Quality 12."""
    glyphs = [(line.place, glyph) for line in issue.lines for glyph in line.glyphs]
    loose = [(f"p{page.index + 1}", glyph) for page in issue.pages for glyph in page.loose]
    every = [*glyphs, *loose]
    slanted = [place for place, glyph in every if glyph.slanted]
    stroked = [place for place, glyph in every if glyph.render_mode in _STROKED]
    families = sorted({family_of(glyph.font) for _, glyph in every})
    many = families if len(families) > MOST_FAMILIES else []
    return [
        _notdefs(issue),
        judged(12, "synthetic slants", "0", str(len(slanted)), slanted),
        judged(12, "synthetic bolds (stroked text)", "0", str(len(stroked)), stroked),
        judged(
            12,
            "families",
            f"≤ {MOST_FAMILIES}",
            f"{len(families)}: {', '.join(families)}",
            many,
        ),
        _latin_faces(issue),
        _heights(issue, "digit height / Han height", DIGIT_BAND, "0123456789"),
        _heights(issue, "x-height / Han height", X_HEIGHT_BAND, "".join(sorted(_X_HEIGHT))),
        *_programs(issue),
        _extract(issue),
        unmeasured(12, "text = the manuscript's", "100%", "the manuscript is in neither file"),
        _loose(issue),
    ]


def family_of(font: str) -> str:
    """A PostScript name without its weight and slope."""
    return _WEIGHTS.sub("", font) or font


def _notdefs(issue: Issue) -> Row:
    name = ".notdef glyphs shown"
    fonts = issue.facts.fonts
    if not fonts:
        return unmeasured(12, name, "0", "no text")
    shown = [f"{font.name} {font.notdefs}" for font in fonts if font.notdefs]
    unread = [
        f"{line.place} unreadable"
        for line in issue.lines
        for g in line.glyphs
        if not g.readable
    ]
    undecoded = [font.name for font in fonts if not font.decoded]
    if undecoded and not shown and not unread:
        reason = f"glyph numbers of {', '.join(undecoded)} cannot be read off their codes"
        return unmeasured(12, name, "0", reason)
    value = str(sum(font.notdefs for font in fonts) + len(unread))
    return judged(12, name, "0", value, [*shown, *unread])


def _latin_faces(issue: Issue) -> Row:
    """For each Chinese face and style, letters and digits come from one face."""
    name, target = "faces of letters and digits in a style", "1 for each Chinese face"
    found: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for line in issue.lines:
        for before, glyph in zip(line.inked, line.inked[1:], strict=False):
            if is_han(before.text) and is_latin(glyph.text):
                found[line.style, before.font][glyph.font] += 1
    if not found:
        return unmeasured(12, name, target, "Han and Latin nowhere meet")
    mixed = [
        f"{style}: {', '.join(sorted(c))}" for (style, _), c in found.items() if len(c) > 1
    ]
    return judged(12, name, target, f"{len(found) - len(mixed)}/{len(found)}", mixed)


def _heights(issue: Issue, name: str, band: tuple[float, float], chars: str) -> Row:
    """Ink heights of the body style's letters against the height of its square characters."""
    least, most = band
    target = f"{least}–{most} (house choice)"
    body = [
        glyph
        for line in issue.lines
        if line.style == issue.body_style and not line.vertical
        for glyph in line.inked
    ]
    han = [_height(g) for g in body if is_han(g.text)]
    own = [_height(g) for g in body if g.text in chars]
    if not han or not own:
        return unmeasured(12, name, target, "none in the body style")
    # Most characters fill their square: the upper quarter leaves 一 and its like out.
    square = sorted(han)[len(han) * 3 // 4]
    ratio = median(own) / square
    faults = [] if least <= ratio <= most else ["out of the band"]
    return judged(12, name, target, f"{ratio:.2f}", faults)


def _height(glyph: Glyph) -> float:
    return (glyph.ink[3] - glyph.ink[1]) / glyph.size


def _programs(issue: Issue) -> list[Row]:
    fonts = issue.facts.fonts
    rows = []
    for name, bad in (
        ("fonts embedded", [font.name for font in fonts if not font.embedded]),
        ("fonts subset", [font.name for font in fonts if not font.subset]),
        ("fonts with ToUnicode", [font.name for font in fonts if not font.to_unicode]),
    ):
        if fonts:
            rows.append(judged(12, name, "all", f"{len(fonts) - len(bad)}/{len(fonts)}", bad))
        else:
            rows.append(unmeasured(12, name, "all", "no fonts"))
    return rows


def _extract(issue: Issue) -> Row:
    """The text the PDF gives for each line against the text the layout says it set."""
    name, target = "text of lines = the layout's", "100%"
    lines = [line for page in issue.pages for line in page.lines if line.claimed_text.strip()]
    if not lines:
        return unmeasured(12, name, target, "no lines")
    wrong = [
        f"p{line.page + 1} {line.claimed_text[:10]} ≠ {line.text[:10]}"
        for line in lines
        if not _reads_as_claimed(line)
    ]
    return judged(12, name, target, f"{len(lines) - len(wrong)}/{len(lines)}", wrong)


def _reads_as_claimed(line: Line) -> bool:
    """Whether the glyphs, with superscripts or without ruby, give the layout's text."""
    claimed = "".join(line.claimed_text.split())
    if line.text == claimed:
        return True
    merged = in_order((*line.inked, *line.raised), vertical=line.vertical)
    return "".join(glyph.text for glyph in merged) == claimed


def _loose(issue: Issue) -> Row:
    """Glyphs inside the trim that no line of the layout claims."""
    stray = [
        f"p{page.index + 1} {glyph.text}"
        for page in issue.pages
        for glyph in page.loose
        if glyph.text.strip()
        and 0 <= glyph.x <= page.pdf.size[0]
        and 0 <= glyph.y <= page.pdf.size[1]
    ]
    return judged(12, "glyphs no line of the layout claims", "0", str(len(stray)), stray)
