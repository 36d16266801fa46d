"""Why lines are as they are: the composer's own reckoning, asked for and put into words.

Nothing here decides anything: costs come from the breaker, rules from `rules_by_atom`, steps
from the justifier. It is used by `banxin explain` and by no build.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from layout.record import Record, replace
from layout.text.breaking import Lines, may_balance
from layout.text.broken import method_of, rooms_of
from layout.text.classes import HAN
from layout.text.justify import line_positions, line_steps
from layout.text.opportunities import BANNED
from layout.text.reasons import Alternative, Reckoning, Weighing, alternatives
from layout.text.typesetter import Typesetter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from layout.diagnostics import SourceSpan
    from layout.fonts import FontSet
    from layout.styles.model import TextStyle
    from layout.text.breaking import JudgedEnd
    from layout.text.model import LineSlot, SetLine, SetParagraph, StyledParagraph
    from layout.text.prepared import PreparedParagraph, Segment
    from layout.text.spacing import Spacing

# What the groups of the justifier are, in words. Source: CLREQ 3.1.7.
GROUP_WORDS = {
    "space": "word spaces",
    "interpunct": "interpuncts",
    "bracket": "brackets and quotation marks",
    "comma": "commas and other pauses",
    "gap": "Han–Latin gaps",
    "stop": "full stops and questions",
    "every": "free boundaries",
}


class Watched(Record):
    """What a typesetter was asked to set, how it prepared that, and what it made of it."""

    paragraph: StyledParagraph
    slots: tuple[LineSlot, ...]
    prepared: PreparedParagraph
    made: SetParagraph


class WatchedTypesetter(Typesetter):
    """Sets as any `Typesetter` does, and keeps what it was asked."""

    def __init__(self, fonts: FontSet) -> None:
        super().__init__(fonts)
        self.watched: list[Watched] = []

    def set_broken(
        self,
        prepared: PreparedParagraph,
        paragraph: StyledParagraph,
        slots: Sequence[LineSlot],
        broken: Sequence[Lines],
    ) -> SetParagraph:
        """The paragraph's lines with the breaks given; kept as well."""
        made = super().set_broken(prepared, paragraph, slots, broken)
        self.watched.append(Watched(paragraph, tuple(slots), prepared, made))
        return made


class GroupStep(Record):
    """What one group of boundaries gave a line: less than nothing where it shrank. In em."""

    group: str
    count: int
    each_em: float

    @property
    def total_em(self) -> float:
        """All of the group together."""
        return self.count * self.each_em


class ExplainedLine(Record):
    """One set line and why it is so; widths in em of the paragraph's size.

    `ends` is `break`, `emergency`, `by-hand` or `paragraph`. `head_trim_em` and `tail_trim_em`
    are what marks at its edges lost. `rules` are what spoke against the break that was taken.
    """

    text: str
    start: int
    end: int
    ends: str
    cost: float | None
    rules: tuple[tuple[str, str], ...]
    natural_em: float
    room_em: float
    set_em: float
    head_trim_em: float
    tail_trim_em: float
    steps: tuple[GroupStep, ...]
    widest_han_gap_em: float
    earlier: tuple[Alternative, ...] = ()
    later: tuple[Alternative, ...] = ()


class ExplainedParagraph(Record):
    """A paragraph's lines with their reasons.

    `method` is `easy` (every line was good enough at once), `total-fit`, `balanced` or
    `first-fit`; `cost` what all lines together cost, None where one of them is an emergency.
    """

    style: TextStyle
    span: SourceSpan | None
    measures_em: tuple[float, ...]
    method: str
    cost: float | None
    lines: tuple[ExplainedLine, ...]


def explain_paragraph(watched: Watched) -> ExplainedParagraph:
    """Every line of a paragraph that was set, with its reasons."""
    style, made = watched.paragraph.style, watched.made
    lines: list[ExplainedLine] = []
    methods: list[str] = []
    costs: list[float | None] = []
    segments = iter(watched.prepared.segments)
    for group in _by_segment(made.lines):
        segment = next(item for item in segments if item.offset == group[0].start)
        slots = watched.slots[min(len(lines), len(watched.slots) - 1) :]
        reckoning = _reckoning(segment, style, slots, group, first=not lines)
        methods.append(reckoning.method)
        costs.append(reckoning.total)
        for number, line in enumerate(group):
            lines.append(_explained(segment, reckoning, line, number))
    if lines and lines[-1].ends == "by-hand":
        lines[-1] = replace(lines[-1], ends="paragraph")
    used = watched.slots[: max(1, len(lines))]
    return ExplainedParagraph(
        style,
        watched.paragraph.span,
        tuple(slot.measure / style.size for slot in used),
        methods[0] if len(set(methods)) == 1 else "first-fit",
        None if None in costs else sum(cost for cost in costs if cost is not None),
        tuple(lines),
    )


def _by_segment(lines: Sequence[SetLine]) -> Iterator[list[SetLine]]:
    """Lines between breaks by hand; the last line of each segment says so itself."""
    group: list[SetLine] = []
    for line in lines:
        group.append(line)
        if line.last:
            yield group
            group = []


def _reckoning(
    segment: Segment,
    style: TextStyle,
    slots: Sequence[LineSlot],
    lines: Sequence[SetLine],
    *,
    first: bool,
) -> Reckoning:
    """The rooms, spans and costs of a segment's lines."""
    breaker = segment.breaker
    at = {start: index for index, start in enumerate(segment.atom_starts)}
    spans = [(at[line.start - segment.offset], at[line.end - segment.offset]) for line in lines]
    indents = [style.indent_em if first else style.hanging_em]
    indents += [style.hanging_em] * (len(lines) - 1)
    rooms = [
        line.measure / style.size - indent for line, indent in zip(lines, indents, strict=True)
    ]
    method = method_of(style, slots)
    easy = None
    if method == "total-fit":
        easy = breaker.easy_lines(rooms_of(style, slots, indents[0]))
    forced = tuple(number for number, line in enumerate(lines) if line.emergency)
    broken = Lines(tuple(spans), forced)
    if method == "balanced" and not may_balance(broken):
        method = "first-fit"
    return Reckoning(segment, style.strictness, "easy" if easy else method, rooms, broken)


def _explained(
    segment: Segment, reckoning: Reckoning, line: SetLine, number: int
) -> ExplainedLine:
    start, end = reckoning.spans[number]
    room = reckoning.rooms[number]
    spacing = segment.spacing
    flush = segment.breaker.justified and not line.last
    positions, width = line_positions(spacing, start, end, room, flush=flush)
    natural, steps, every = line_steps(spacing, start, end, room, flush=flush)
    judged = segment.breaker.judged(start, end, room)
    weighing = Weighing(reckoning, number)
    ends = "emergency" if line.emergency else "by-hand" if line.last else "break"
    searched = ends != "by-hand"
    return ExplainedLine(
        line.text,
        line.start,
        line.end,
        ends,
        reckoning.costs[number],
        tuple(_spoken(reckoning, judged)) if end < len(segment.atoms.texts) else (),
        natural,
        room,
        width,
        spacing.head_trim[start],
        spacing.ends[end - 1] - spacing.starts[start] - spacing.head_trim[start] - natural,
        tuple(_groups(spacing, steps, every, (start, end))),
        _widest_han_gap(segment, positions, start),
        tuple(alternatives(weighing, earlier=True)) if searched else (),
        tuple(alternatives(weighing, earlier=False)) if searched else (),
    )


def _spoken(reckoning: Reckoning, judged: JudgedEnd) -> Iterator[tuple[str, str]]:
    """The rules that spoke against the break that was taken: penalties, or worse."""
    for name, cost in reckoning.rules(judged.end):
        if cost != BANNED or judged.penalty == BANNED:
            yield name, reckoning.words(name, cost, judged.end)


def _groups(
    spacing: Spacing, steps: dict[int, float], every: float, span: tuple[int, int]
) -> Iterator[GroupStep]:
    for group in GROUP_WORDS:
        members = [
            step for at, step in steps.items() if spacing.kinds.get(at) == group and step
        ]
        if members:
            yield GroupStep(group, len(members), sum(members) / len(members))
    if every:
        start, end = span
        yield GroupStep("every", spacing.gaps[end - 1] - spacing.gaps[start], every)


def _widest_han_gap(segment: Segment, positions: Sequence[float], start: int) -> float:
    """The widest white between two Han characters of a line, in em."""
    widths, classes = segment.spacing.widths, segment.atoms.classes
    gaps = [
        right - left - widths[at]
        for at, (left, right) in enumerate(pairwise(positions), start)
        if classes[at] == classes[at + 1] == HAN
    ]
    return max(0.0, max(gaps, default=0.0))
