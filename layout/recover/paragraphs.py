"""Lines of copy → paragraphs: found by their short first lines and their ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.record import Mutable, field
from layout.recover.lines import Line, join_lines
from layout.recover.signs import begins_point, ends_mark, ends_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

# A first line is short by the two-em indent; widths are read back to about an em.
INDENT_LEAST_EM = 1.1
INDENT_MOST_EM = 3.3
NEAR_LINES = 5
LINES_BELOW = 4
# Squeezed marks may make the indent read back as more than it was.
INDENT_READ_MOST_EM = 5.0
WIDE_SHARE = 1.3
# A sentence may run on in a wider measure, below a picture; not in one so much wider.
JUMP_SHARE = 1.45
# A head that ran into a paragraph: what follows it is shorter than two lines by an indent.
PEEL_INDENT_EM = 1.4
END_MARK_EM = 1.0


class Copy(Mutable):
    """A paragraph of the source: its lines, and whether its ends are sure."""

    lines: list[Line] = field(default_factory=list)
    doubt: str = ""
    leads: bool = False  # whether it is the first of its run of copy
    column_em: float = 0.0  # the measure of the copy around it, line-end marks left out

    @property
    def text(self) -> str:
        """The paragraph as running text."""
        return join_lines([line.text for line in self.lines])

    @property
    def src(self) -> str:
        """The lines it came from."""
        numbers = [line.number for line in self.lines]
        first, last = min(numbers), max(numbers)
        return str(first) if first == last else f"{first}-{last}"

    @property
    def measure_em(self) -> float:
        """The width its lines were set to."""
        return max(line.width_em for line in self.lines)

    @property
    def is_open(self) -> bool:
        """Whether it breaks off without a stop."""
        first, last = self.lines[0].text, self.lines[-1].text
        if last[-1] in "；;" and begins_point(first):
            return False
        return not ends_sentence(last) and last[-1] not in "：—"


def paragraphs_of(lines: Sequence[Line]) -> list[Copy]:
    """The paragraphs of a run of copy."""
    measures = [_local_measure(index, lines) for index in range(len(lines))]
    paragraphs: list[Copy] = []
    for index, line in enumerate(lines):
        if paragraphs and not _starts_paragraph(index, lines, measures, paragraphs[-1]):
            paragraphs[-1].lines.append(line)
        else:
            paragraphs.append(Copy([line], leads=not paragraphs))
    at = 0
    for paragraph in paragraphs:
        near = lines[max(0, at - NEAR_LINES) : at + len(paragraph.lines) + NEAR_LINES]
        paragraph.column_em = _column_em(near, paragraph.measure_em)
        at += len(paragraph.lines)
    return paragraphs


def inked_em(line: Line) -> float:
    """The width of a line without the mark at its end, which is squeezed or hung."""
    return line.width_em - (END_MARK_EM if ends_mark(line.text) else 0.0)


def _column_em(lines: Sequence[Line], widest: float) -> float:
    """The measure that lines are set to: most are full, some begin or end a paragraph."""
    widths = sorted(inked_em(line) for line in lines if line.width_em <= widest * WIDE_SHARE)
    return widths[len(widths) * 3 // 4] if widths else widest


def peel_heads(copy: Copy, *, least_indent_em: float = PEEL_INDENT_EM) -> list[Line]:
    """Take heads off that ran into a paragraph: lines no mark ends, before an indent."""
    heads: list[Line] = []
    while len(copy.lines) > 2 and not ends_mark(copy.lines[0].text):
        second, third = copy.lines[1].width_em, copy.lines[2].width_em
        if second > third - least_indent_em:
            break
        heads.append(copy.lines.pop(0))
    return heads


def starts_like_paragraph(lines: Sequence[Line]) -> bool:
    """Whether a run of copy begins with an indented line."""
    if len(lines) < 2:
        return True
    short = _local_measure(0, lines) - lines[0].width_em
    return short >= INDENT_LEAST_EM


def _local_measure(index: int, lines: Sequence[Line]) -> float:
    """The measure around a line: the widest of its near neighbours that are not far wider."""
    here = lines[index].width_em
    near = [
        line.width_em for line in lines[max(0, index - NEAR_LINES) : index + NEAR_LINES + 1]
    ]
    widest_following = max((line.width_em for line in lines[index : index + 3]), default=here)
    limit = max(here, min(widest_following, here + INDENT_MOST_EM)) + INDENT_MOST_EM
    fitting = sorted(width for width in near if width <= limit)
    if not fitting:
        return here
    # The second widest holds against one line that squeezed an em more in.
    top = fitting[-1]
    second = fitting[-2] if len(fitting) > 2 else top
    return min(top, second + 0.6)


def _starts_paragraph(
    index: int, lines: Sequence[Line], measures: Sequence[float], current: Copy
) -> bool:
    before, here = lines[index - 1], lines[index]
    indented = _is_indented(index, lines, measures)
    if before.text[-1] in "；;：:" and begins_point(here.text):
        return True
    if not ends_sentence(before.text):
        leads_in = before.text[-1] in "：—" and indented
        jumps = len(current.lines) > 1 and _jumps(lines[index : index + 2], current.measure_em)
        return (leads_in and _is_short(current, measures[index - 1])) or jumps
    if _is_short(current, measures[index - 1]):
        return True
    changed = here.width_em > before.width_em * WIDE_SHARE and before.width_em > 14
    return changed or indented


def _jumps(lines: Sequence[Line], measure_em: float) -> bool:
    """Whether lines are set to a measure far wider than the one so far."""
    widest = max(line.width_em for line in lines)
    beyond = lines[0].width_em > measure_em + INDENT_MOST_EM
    return beyond and widest > measure_em * JUMP_SHARE


def _is_short(current: Copy, measure: float) -> bool:
    """Whether the paragraph so far ends in a line that leaves room.

    A paragraph of several lines shows its own measure. One line alone may be a whole paragraph,
    or a first line that ends in a stop by chance: it is short only beyond its indent.
    """
    last = current.lines[-1].width_em
    if len(current.lines) > 1:
        return max(line.width_em for line in current.lines) - last > INDENT_LEAST_EM
    return measure - last > INDENT_MOST_EM


def _is_indented(index: int, lines: Sequence[Line], measures: Sequence[float]) -> bool:
    short = measures[index] - lines[index].width_em
    if ends_sentence(lines[index].text) and short > INDENT_MOST_EM:
        return index + 1 == len(lines) or short > INDENT_MOST_EM + 2  # a paragraph of one line
    below = [line.width_em for line in lines[index + 1 : index + 1 + LINES_BELOW]]
    if len(below) > 1 and sorted(below)[-2] - lines[index].width_em < INDENT_LEAST_EM:
        return False  # what runs on below it is set no wider
    return INDENT_LEAST_EM <= short <= INDENT_READ_MOST_EM
