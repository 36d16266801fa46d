"""Head blocks: which of a unit's heads is the title, and what its lines are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.record import Record
from layout.recover.clean import clean_head

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.recover.lines import Line
    from layout.recover.segments import Segment

LONGEST_RUBRIC = 5


class Title(Record):
    """A title block read: rubric, kicker, title lines, and lines that had run into it.

    `subhead` belongs to the copy that follows; `strays` stood beside the block (captions).
    """

    lines: tuple[str, ...]
    rubric: str = ""
    kicker: str = ""
    subhead: tuple[str, ...] = ()
    strays: tuple[Line, ...] = ()


def title_index(segments: Sequence[Segment]) -> int | None:
    """The head of a unit that is most likely its article's title, or None."""
    scores = {
        index: _score(index, segments)
        for index, segment in enumerate(segments)
        if segment.kind == "head"
    }
    if not scores:
        return None
    best = max(scores, key=lambda index: (scores[index], -index))
    signed = any(segment.kind == "byline" for segment in segments)
    return best if signed or scores[best] >= 4 else None


def _score(index: int, segments: Sequence[Segment]) -> float:
    head = segments[index]
    bylines = [at for at, segment in enumerate(segments) if segment.kind == "byline"]
    near = [at for at in bylines if abs(at - index) == 1]
    score = 4.0 if near else 0.0
    if len(head.lines) > 1:
        score += 2.0
    if _opens(index, segments):
        score += 2.5
    if index == len(segments) - 1:
        score += 1.0
    if _touching(head):
        score += 0.5
    return score + min(sum(line.width_em for line in head.lines), 45) / 12


def _opens(index: int, segments: Sequence[Segment]) -> bool:
    return all(
        segment.kind in {"furniture", "rubric", "ornament"} for segment in segments[:index]
    )


def _touching(head: Segment) -> bool:
    return any(line.touches for line in head.lines[1:])


def read_title(head: Segment, *, runs_into_copy: bool) -> Title:
    """The lines of a title block told apart.

    Three lines of which the last two are a pair begin with a kicker; where the copy follows at
    once, lines beyond the second are the copy's own subhead; a short word apart is the rubric.
    """
    lines = list(head.lines)
    texts = [clean_head(line.text) for line in lines]
    if len(lines) == 3 and _is_kicker(lines):
        return Title(tuple(texts[1:]), kicker=texts[0])
    if len(lines) >= 3 and runs_into_copy:
        cut = 2 if len(lines) < 5 else 3
        return Title(tuple(texts[:cut]), subhead=tuple(texts[cut:]))
    if len(lines) == 3 and not lines[1].touches and lines[2].touches:
        return Title(tuple(texts[1:]), strays=(lines[0],))
    if len(lines) == 3 and not lines[2].touches and len(texts[2]) <= LONGEST_RUBRIC:
        return Title(tuple(texts[:2]), rubric=texts[2])
    return Title(tuple(texts[:4]), subhead=tuple(texts[4:]))


def _is_kicker(lines: Sequence[Line]) -> bool:
    first, second, third = (line.width_em for line in lines)
    together = lines[1].touches and lines[2].touches
    return together and first < min(second, third) - 2 and abs(second - third) <= 4


def subhead_text(lines: Sequence[Line]) -> str:
    """The lines of a subhead as the manuscript has them."""
    return "\n".join(clean_head(line.text) for line in lines)
