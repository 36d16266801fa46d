"""A page unit → segments: copy, heads, bylines and other signs, in the source's order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from layout.record import Mutable, field
from layout.recover.lines import Line, join_lines
from layout.recover.paragraphs import (
    INDENT_LEAST_EM,
    INDENT_MOST_EM,
    INDENT_READ_MOST_EM,
    starts_like_paragraph,
)
from layout.recover.pull_quotes import pull_quotes
from layout.recover.signs import ends_mark, ends_sentence, has_mark, sign_of

if TYPE_CHECKING:
    from collections.abc import Sequence

# A head is seldom longer than this, in em of the body.
LONGEST_HEAD_EM = 24.0
# A title with its kicker seldom has more lines; a longer run that touches is copy.
MOST_HEAD_LINES = 4
# A longer line with a comma in it is copy, unless it stands in a head block.
LONGEST_CLAUSE_EM = 14.0
# Two lines set to one measure differ by less than this once widths are read back.
SAME_MEASURE_EM = 1.3
# How many lines below a head show the measure of its copy, and how much wider that may be.
LINES_BELOW = 6
WIDEST_STEP_EM = 8.0
FURNITURE = frozenset({"folio", "running-head", "issue-line", "display"})


class Segment(Mutable):
    """Neighbouring lines of one kind.

    Kinds: copy, head, byline, speaker, marker, editors-note, rubric, date, bullet, caption,
    furniture, quote (a pull quote), vertical (a vertical caption), ornament.
    """

    kind: str
    lines: list[Line] = field(default_factory=list)

    @property
    def first(self) -> Line:
        """The first line."""
        return self.lines[0]

    @property
    def texts(self) -> list[str]:
        """The lines' texts."""
        return [line.text for line in self.lines]

    @property
    def joined(self) -> str:
        """The lines as running text."""
        return join_lines(self.texts)


def segments_of(lines: Sequence[Line]) -> list[Segment]:
    """The segments of one page unit."""
    quotes = pull_quotes(lines)
    segments: list[Segment] = []
    for index, line in enumerate(lines):
        kind = "quote" if index in quotes else _kind(index, lines)
        joins = segments and segments[-1].kind == kind and kind not in _ALONE
        if joins:
            segments[-1].lines.append(line)
        else:
            segments.append(Segment(kind, [line]))
    return _settled(segments)


_ALONE = frozenset({"speaker", "marker", "editors-note", "rubric", "date", "bullet", "caption"})


def _kind(index: int, lines: Sequence[Line]) -> str:
    line = lines[index]
    sign = sign_of(line.text)
    if sign in FURNITURE:
        return "furniture" if sign != "folio" or not _in_copy(index, lines) else "copy"
    if sign == "compiled":
        return "byline"
    if sign == "counter" or _is_dash_item(index, lines):
        return "bullet"
    if sign and (sign != "caption" or line.width_em < 16):
        return sign
    if _is_single(line) and (_neighbours_single(index, lines)):
        return "vertical"
    last = index + 1 == len(lines)
    if line.text.strip("“”‘’·—-*＊") == "" or (last and index and len(line.text) <= 2):
        return "ornament"
    return "head" if _is_head(index, lines) else "copy"


def _is_dash_item(index: int, lines: Sequence[Line]) -> bool:
    """One of several short lines that each begin with a two-em dash."""
    near = lines[max(0, index - 1) : index + 2]
    dashed = [line for line in near if line.text.startswith("——")]
    return lines[index].text.startswith("——") and lines[index].width_em < 24 and len(dashed) > 1


def _in_copy(index: int, lines: Sequence[Line]) -> bool:
    """A line of figures may be the tail of a sentence that ran to its end."""
    before = lines[index - 1] if index else None
    return before is not None and not ends_mark(before.text) and before.width_em > 16


def _is_single(line: Line) -> bool:
    return len(line.text) == 1 and line.text.isalpha()


def _neighbours_single(index: int, lines: Sequence[Line]) -> bool:
    near = lines[max(0, index - 1) : index + 2]
    return sum(_is_single(line) for line in near) >= 2


def _is_head(index: int, lines: Sequence[Line]) -> bool:
    """A short line no mark ends: justified copy is full, its last lines end in a stop."""
    line = lines[index]
    if line.width_em > LONGEST_HEAD_EM:
        return False
    touching = line.touches or (index + 1 < len(lines) and lines[index + 1].touches)
    if ends_mark(line.text):
        return _is_marked_head(index, lines, touching=touching)
    if (
        not touching
        and line.width_em > LONGEST_CLAUSE_EM
        and ("，" in line.text or "。" in line.text)
    ):
        return False
    if _has_pause(line.text) and not has_mark(line.text):
        return True
    if _is_full(index, lines) and not _opens_short(index, lines):
        return touching and _block_is_head(index, lines)
    return True


def _has_pause(text: str) -> bool:
    """White of two spaces or more between Chinese words: the pause of a head."""
    return re.search(r"[\u3400-\u9fff”》] {2,}[\u3400-\u9fff“《]", text) is not None


def _opens_short(index: int, lines: Sequence[Line]) -> bool:
    """Whether a line opens its unit shorter than any first line of the copy under it."""
    below = [line.width_em for line in lines[index + 1 : index + 1 + LINES_BELOW]]
    if index or len(below) < LINES_BELOW or ends_mark(lines[index].text):
        return False
    short = max(below) - lines[index].width_em
    indented = INDENT_LEAST_EM <= max(below) - below[0] <= INDENT_READ_MOST_EM
    return indented and INDENT_MOST_EM < short <= WIDEST_STEP_EM


def _is_marked_head(index: int, lines: Sequence[Line], *, touching: bool) -> bool:
    """Heads may end in ？ ！ ： or a quotation mark, but not where a sentence was running."""
    line = lines[index]
    if line.text[-1] not in "？！：:”）—" or "。" in line.text or line.width_em > 20:
        return False
    if touching:
        return line.text[-1] != "—"
    before = lines[index - 1] if index else None
    running = before is not None and not ends_sentence(before.text) and before.width_em > 14
    after = lines[index + 1] if index + 1 < len(lines) else None
    if line.text[-1] in "”）":
        # The last line of a head that stands on lines of its own.
        follows_head = before is not None and not ends_mark(before.text) and not running
        return follows_head and line.width_em < 12 and "，" not in line.text
    if line.text[-1] in "：:":
        return line.width_em < 12 and (not running or 3.5 < line.width_em < 7)
    return not running and after is not None and not _is_full(index, lines)


def _block_is_head(index: int, lines: Sequence[Line]) -> bool:
    """Lines that touch are a head block when none of them ends or holds a full stop."""
    block = [lines[index]]
    at = index
    while at > 0 and lines[at].touches and len(block) <= MOST_HEAD_LINES:
        at -= 1
        block.append(lines[at])
    at = index + 1
    while at < len(lines) and lines[at].touches and len(block) <= MOST_HEAD_LINES:
        block.append(lines[at])
        at += 1
    return len(block) <= MOST_HEAD_LINES and not any(
        "。" in line.text or line.text[-1] in "，、；" for line in block
    )


def _is_full(index: int, lines: Sequence[Line]) -> bool:
    """Whether a neighbour in the copy is set to the same measure (or two ems wider)."""
    line = lines[index]
    if line.width_em < 9:
        return False
    for at in (index - 2, index - 1, index + 1, index + 2):
        if not 0 <= at < len(lines):
            continue
        other = lines[at]
        difference = other.width_em - line.width_em
        if not -SAME_MEASURE_EM <= difference <= 2.0 + SAME_MEASURE_EM or sign_of(other.text):
            continue
        copy = _looks_like_copy(other) or _looks_like_copy(line)
        if copy and not _is_tail(at, lines):
            return True
    return False


def _is_tail(index: int, lines: Sequence[Line]) -> bool:
    """The last line of a paragraph is as long as it happens to be."""
    line = lines[index]
    if not ends_sentence(line.text):
        return False
    before = lines[index - 1].width_em if index else 0.0
    return line.width_em < 16 or before > line.width_em + SAME_MEASURE_EM


def _looks_like_copy(line: Line) -> bool:
    # Heads quote too; copy alone strings quotations together.
    return line.width_em > 12 and any(mark in line.text for mark in (*"，。、；：", "”“"))


def _fills(line: Line, before: Sequence[Line]) -> bool:
    """Whether a line is as full as those before it, whose sentence has not come to its end."""
    last, measure = before[-1], max(other.width_em for other in before[-4:])
    running = not ends_mark(last.text) and last.width_em >= measure - INDENT_MOST_EM
    return running and abs(line.width_em - measure) <= SAME_MEASURE_EM


def _settled(segments: list[Segment]) -> list[Segment]:
    """Segments after a second look: a lone head line inside a sentence is copy after all."""
    for at in range(1, len(segments) - 1):
        before, here, after = segments[at - 1 : at + 2]
        if here.kind != "head" or len(here.lines) > 1 or before.kind != "copy":
            continue
        if here.first.width_em <= 16 or after.kind != "copy":
            continue
        # A head's copy begins indented; where it does not, the line is its first line itself.
        runs_on = not starts_like_paragraph(after.lines) or _fills(here.first, before.lines)
        if runs_on:
            here.kind = "copy"
    merged: list[Segment] = []
    for segment in segments:
        if merged and merged[-1].kind == segment.kind == "copy":
            merged[-1].lines += segment.lines
        else:
            merged.append(segment)
    return merged
