"""Set widths: how wide each atom stands on a natural line, and how far it may give.

All widths are in em. An atom's blank half is never cut off its glyph: what is squeezed is the
boundary between two atoms, so that a glyph simply stands nearer to its neighbour.
"""

from __future__ import annotations

import re
from itertools import accumulate
from operator import add, sub
from typing import TYPE_CHECKING

from layout.record import Mutable, Record
from layout.text.classes import (
    BLANK_AFTER,
    BLANK_BEFORE,
    CLOSING,
    COMMA,
    CONNECTOR,
    HAN,
    INTERPUNCT,
    OPENING,
    QUERY,
    ROOM,
    SPACE,
    STOP,
    TALL,
    WIDE_PREFIXES,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from layout.text.atoms import Atoms

HALF = 0.5
# CLREQ 3.1.6 #h-adjustment_of_adjacent_punctuation_marks: two full-width marks give 1.5 em; an
# opening mark and the closing one behind it keep both their ems.
_RIGHT_BLANK = f"[{CLOSING}{COMMA}{STOP}{QUERY}]"
_ADJACENT = re.compile(
    f"{_RIGHT_BLANK}(?=[{CLOSING}{COMMA}{STOP}{QUERY}{OPENING}{TALL}])"
    f"|[{OPENING}{TALL}](?={OPENING})"
)
# GB/T 15834—2011 5.1.2: two query or exclamation marks share one em, three take two.
_QUERIES = re.compile(f"{QUERY}{{2,}}")
# CLREQ 3.2.4 #mixed_text_composition: a quarter em where Han meets Latin or digits.
_HAN_LATIN = re.compile(f"(?:{HAN}(?=[LN])|[LN](?={HAN}))")

# The gap stands beside letters and figures, not beside half-width marks; ￥ has white of its
# own before a number. Source: CSS Text 4 #text-autospace-property, `ideograph-alpha`.
_NO_GAP = frozenset(",.:;!?\"'()[]{}")

# How far each kind of boundary gives, in em. Source: CLREQ 3.1.7 #line_adjustment_by_reducing,
# in the order of the groups; the full stop comes late, and two marks that share 1.5 em last:
# only where a line would open wide without it do they come down to one em, as the half-em style
# sets them everywhere (CLREQ 3.1.6).
GAP_LEAST = 0.125
# Where nothing is left to shrink, characters may still stand a fiftieth of an em closer.
TIGHTEN_EM = 0.02
GAP_MOST = 0.5
SPACE_LEAST = 0.25
SPACE_MOST = 0.5
SHRINK_ORDER = ("space", "interpunct", "bracket", "comma", "gap", "stop", "pair")
# Where white stands behind a mark already, a line that opens does so by so many times as much
# as between Han: there the eye finds it least.
MARK_WEIGHT = 3


class Spacing(Mutable):
    """Widths and boundaries of a row of atoms; boundary i stands before atom i.

    `starts[i]` is where atom i begins on one endless natural line, `ends[i]` where it ends.
    `head_trim` and `tail_trim` are what an atom loses at a line's head and foot, `tail_room`
    what it may lose there beyond that (a mark that may hang). `shrink` and
    `stretch` are running sums of what boundaries can give, `gaps` of the weights of those that
    stretch without limit, each up to and including boundary i.
    """

    widths: list[float]
    extra: list[float]
    starts: list[float]
    ends: list[float]
    head_trim: list[float]
    tail_trim: list[float]
    tail_room: list[float]
    kinds: dict[int, str]  # boundary → which group of SHRINK_ORDER it shrinks in
    room: dict[int, float]  # boundary → how much it can shrink
    give: dict[int, float]  # boundary → how much it can stretch before Han gaps open
    rigid: set[int]  # boundaries that never stretch
    weights: dict[int, int]  # boundaries that stretch by so many times as much as others
    shrink: list[float]
    stretch: list[float]
    gaps: list[int]


class SpacingRules(Record):
    """What a text style says of spacing.

    `squeeze` is the style of punctuation widths, `hang` is `none`, `allow` (a mark hangs where
    the line would not fit) or `force`.
    """

    squeeze: str = "quanjiao"
    hang: str = "none"
    autospace_em: float = 0.25
    tracking_em: float = 0.0


PLAIN = SpacingRules()


def space_atoms(
    atoms: Atoms,
    width_of: Callable[[str], float],
    rules: SpacingRules = PLAIN,
    *,
    scale: Sequence[float] | None = None,
    opened: Mapping[int, float] | None = None,
) -> Spacing:
    """The natural line of a row of atoms.

    `width_of` gives the width (em) of a Latin word or a space; everything else has its width by
    class, whatever the face says. `scale` is how large each atom is set against the others,
    `opened` what boundaries (before the atom of that index) are opened by beyond the rules.

    Source: GB/T 15834—2011 5.1; CLREQ 3.1.6, 3.2.4; CLREQ 3.1.4 #hanging_punctuation.
    """
    texts, classes = atoms.texts, atoms.classes
    if rules.squeeze == "none":
        classes = _SQUEEZED.sub(_WHOLE, classes)
    widths = _class_widths(texts, classes, width_of, rules.squeeze)
    if scale is not None:
        widths = [
            width if name in "LNS" else width * size
            for width, name, size in zip(widths, classes, scale, strict=True)
        ]
    if rules.tracking_em:
        widths = [width + rules.tracking_em for width in widths]
    count = len(texts)
    boundaries = _Boundaries(count)
    boundaries.squeeze_adjacent(classes, widths)
    boundaries.open_gaps(texts, classes, rules.autospace_em)
    marks = [(match.start(), match[0]) for match in _MARKED.finditer(classes)]
    boundaries.find_room(classes, widths, marks)
    boundaries.find_last_resorts(classes)
    for at, room in (opened or {}).items():
        boundaries.extra[at] += room
    hung = _hung(atoms, boundaries.extra) if rules.hang != "none" else ()
    trims = _trims(widths, marks, hung, force=rules.hang == "force")
    return _summed(widths, boundaries, trims)


_CLASS_WIDTH = {**dict.fromkeys("HMOCpsQTDELNSWXt", 1.0), INTERPUNCT: HALF, ROOM: HALF}
# GB/T 15834—2011 5.1.6, 5.1.9: the short connector and the solidus take half an em.
HALF_CONNECTORS = frozenset("–／")
_CONNECTORS = re.compile(CONNECTOR)
_MEASURED = re.compile("[LNSDE]")
# A mark that nothing is squeezed of: an em of its own, wherever it stands.
_WHOLE = "M"
_SQUEEZED = re.compile(f"[{OPENING}{CLOSING}{COMMA}{STOP}{QUERY}]")
# Half-width marks by style. 开明式: marks inside a sentence take half an em, those that end it
# one; 半角式: all take half an em. Source: CLREQ 3.1.6 #punctuation_width_styles.
_HALF_BY_STYLE = {
    "none": "",
    "quanjiao": "",
    "kaiming": OPENING + CLOSING + COMMA,
    "banjiao": OPENING + CLOSING + COMMA + STOP + QUERY,
}


def _class_widths(
    texts: Sequence[str], classes: str, width_of: Callable[[str], float], squeeze: str
) -> list[float]:
    """The width of each atom by its class, before anything is squeezed or scaled."""
    widths = list(map(_CLASS_WIDTH.__getitem__, classes))
    for match in _MEASURED.finditer(classes):
        at = match.start()
        text = texts[at]
        widths[at] = width_of(text) if classes[at] in "LNS" else float(len(text))
    for match in _CONNECTORS.finditer(classes):
        if texts[match.start()] in HALF_CONNECTORS:
            widths[match.start()] = HALF
    _apply_squeeze_style(widths, classes, squeeze)
    for match in _QUERIES.finditer(classes):
        pairs = (match.end() - match.start()) // 2
        for at in range(match.start(), match.start() + 2 * pairs):
            widths[at] = HALF
    return widths


def _apply_squeeze_style(widths: list[float], classes: str, squeeze: str) -> None:
    half = _HALF_BY_STYLE[squeeze]
    if half:
        for match in re.finditer(f"[{half}]", classes):
            widths[match.start()] = HALF


class _Boundaries:
    """Boundaries while they are found; lives only inside `space_atoms`."""

    def __init__(self, count: int) -> None:
        self.extra = [0.0] * count
        self.kinds: dict[int, str] = {}
        self.room: dict[int, float] = {}
        self.give: dict[int, float] = {}
        self.rigid: set[int] = set()
        self.weights: dict[int, int] = {}

    def squeeze_adjacent(self, classes: str, widths: list[float]) -> None:
        for match in _ADJACENT.finditer(classes):
            at = match.start()
            side = at if classes[at] != OPENING else at + 1
            if widths[side] >= 1.0:
                self.extra[at + 1] -= HALF
            self.rigid.add(at + 1)

    def open_gaps(self, texts: Sequence[str], classes: str, gap: float) -> None:
        for match in _HAN_LATIN.finditer(classes):
            at = match.start() + 1
            before, after = texts[at - 1][-1], texts[at][0]
            if before in WIDE_PREFIXES or before in _NO_GAP or after in _NO_GAP:
                continue
            self.extra[at] += gap
            self.kinds[at] = "gap"
            self.room[at] = max(0.0, gap - GAP_LEAST)
            self.give[at] = max(0.0, GAP_MOST - gap)

    def find_room(
        self, classes: str, widths: list[float], marks: Iterable[tuple[int, str]]
    ) -> None:
        """What marks and spaces can give, and where nothing ever opens."""
        count = len(classes)
        for at, name in marks:
            boundary = at if name == OPENING else at + 1
            if name == SPACE:
                self.kinds[boundary] = "space"
                self.room[boundary] = max(0.0, widths[at] - SPACE_LEAST)
                self.give[boundary] = max(0.0, SPACE_MOST - widths[at])
            elif boundary < count and self.extra[boundary] >= 0 and boundary not in self.kinds:
                room = HALF / 2 if name == INTERPUNCT else widths[at] - HALF
                if room > 0:
                    self.kinds[boundary] = _GROUP[name]
                    self.room[boundary] = room
        for match in _RIGID.finditer(classes):
            self.rigid.update((match.start(), match.end()))

    def find_last_resorts(self, classes: str) -> None:
        """What gives only when all else has: pairs of marks, and the white behind a mark."""
        for match in _BLANK_BETWEEN.finditer(classes):
            boundary = match.start() + 1
            if self.extra[boundary] < 0:
                self.kinds[boundary] = "pair"
                self.room[boundary] = HALF
        self.weights = {match.end(): MARK_WEIGHT for match in _WHITE_BEHIND.finditer(classes)}


# Of two marks that share 1.5 em, only these have white between them that may still go.
_BLANK_BETWEEN = re.compile(f"{_RIGHT_BLANK}(?={OPENING})")
_WHITE_BEHIND = re.compile(f"[{CLOSING}{COMMA}{STOP}](?=[{HAN}LN])")
_MARKED = re.compile(f"[{OPENING}{CLOSING}{COMMA}{STOP}{QUERY}{INTERPUNCT}{SPACE}]")
_GROUP = {
    OPENING: "bracket",
    CLOSING: "bracket",
    COMMA: "comma",
    STOP: "stop",
    QUERY: "stop",
    INTERPUNCT: "interpunct",
}
# Nothing opens beside connectors, dashes and ellipses, inside words or around spaces: CLREQ
# 3.1.7.
_RIGID = re.compile("[TDESLNXG]")


def _summed(
    widths: list[float],
    boundaries: _Boundaries,
    trims: tuple[list[float], list[float], list[float]],
) -> Spacing:
    extra, count = boundaries.extra, len(widths)
    ends = list(accumulate(map(add, extra, widths)))
    starts = list(map(sub, ends, widths))
    free = [1] * count
    for at, weight in boundaries.weights.items():
        free[at] = weight
    for at in (0, *boundaries.rigid):
        if at < count:
            free[at] = 0
    head, tail, room = trims
    return Spacing(
        widths,
        extra,
        starts,
        ends,
        head,
        tail,
        room,
        boundaries.kinds,
        boundaries.room,
        boundaries.give,
        boundaries.rigid,
        boundaries.weights,
        _running(boundaries.room, count),
        _running(boundaries.give, count),
        list(accumulate(free)),
    )


def _running(sparse: dict[int, float], count: int) -> list[float]:
    """The running sums of what some boundaries have."""
    row = [0.0] * count
    if not sparse:
        return row
    for at, value in sparse.items():
        if at < count:
            row[at] = value
    return list(accumulate(row))


# A hanging mark is a comma or stop, and one alone: beside another mark none hangs.
# Source: CLREQ 3.1.4 #hanging_punctuation.
_HANGING = frozenset("，、。．")
_MARKS = frozenset({OPENING, CLOSING, COMMA, STOP, QUERY})


def _hung(atoms: Atoms, extra: list[float]) -> list[int]:
    """The atoms that may stand outside the measure at a line's end."""
    return [
        at
        for at, text in enumerate(atoms.texts)
        if text in _HANGING
        and extra[at] >= 0
        and (not at or atoms.classes[at - 1] not in _MARKS)
    ]


def _trims(
    widths: list[float],
    marks: Iterable[tuple[int, str]],
    hung: Sequence[int],
    *,
    force: bool,
) -> tuple[list[float], list[float], list[float]]:
    """What each atom loses at a line's head and foot, and what more it may lose at the foot.

    Source: GB/T 15834—2011 5.1.10: every full-width mark at a line's end takes half an em;
    spaces vanish.
    """
    count = len(widths)
    head, tail, room = [0.0] * count, [0.0] * count, [0.0] * count
    for at, name in marks:
        if name in BLANK_BEFORE:
            head[at] = max(0.0, widths[at] - HALF)
        elif name in BLANK_AFTER:
            tail[at] = max(0.0, widths[at] - HALF)
        elif name == SPACE:
            head[at] = tail[at] = widths[at]
    for at in hung:
        if force:
            tail[at] = widths[at]
        else:
            room[at] = widths[at] - tail[at]
    return head, tail, room
