"""What composition holds for any text at any measure."""

from __future__ import annotations

import math
import random

from hypothesis import given
from hypothesis import strategies as st

from layout.text import break_lines, set_widths
from layout.text.atoms import Atoms, atoms_of, without_habit_spaces
from layout.text.breaking import RUNT_PENALTY, Breaker, Lines
from layout.text.classes import FORBIDDEN_AT_END, FORBIDDEN_AT_START
from layout.text.justify import line_positions
from layout.text.opportunities import break_rules
from layout.text.spacing import Spacing, space_atoms

PIECES = [
    *"汉字旧码头换新颜的一是在",
    *"，。、；：！？",
    "“",
    "”",
    "（",
    "）",
    "《",
    "》",
    "——",
    "……",
]
WORDS = ["2031", "69.9%", "iPhone", "CMO/CDMO", "5G", "R&D", "·", " "]
texts = st.lists(st.sampled_from([*PIECES, *PIECES, *WORDS]), max_size=120).map("".join)
measures = st.integers(8, 46)


def latin(text: str) -> float:
    return 0.25 if text == " " else 0.5 * len(text)


def broken(atoms: Atoms, spacing: Spacing, measure: float, indent: float) -> Lines:
    rules = break_rules(atoms, "strict")
    return Breaker(atoms.classes, spacing, rules.costs).total_fit(measure, indent)


@given(texts, measures)
def test_no_text_is_lost_or_repeated(text: str, measure: int) -> None:
    lines = break_lines(text, measure)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(texts, measures)
def test_no_break_parts_what_must_stay_together(text: str, measure: int) -> None:
    """But for emergencies, which are counted."""
    atoms = atoms_of(without_habit_spaces(text))
    if not atoms.texts:
        return
    spacing = space_atoms(atoms, latin)
    lines = broken(atoms, spacing, measure, 0)
    if lines.emergencies:
        return
    for (_, end), (start, _) in zip(lines.spans, lines.spans[1:], strict=False):
        assert atoms.texts[start][0] not in FORBIDDEN_AT_START
        assert atoms.texts[end - 1][-1] not in FORBIDDEN_AT_END


@given(texts, measures)
def test_positions_never_run_backwards_and_flush_lines_are_flush(
    text: str, measure: int
) -> None:
    atoms = atoms_of(without_habit_spaces(text))
    if not atoms.texts:
        return
    spacing = space_atoms(atoms, latin)
    lines = broken(atoms, spacing, measure, 2)
    for number, (start, end) in enumerate(lines.spans):
        room = measure - (2 if number == 0 else 0)
        flush = end < len(atoms.texts)
        places, width = line_positions(spacing, start, end, room, flush=flush)
        assert places == sorted(places)
        if flush and not lines.emergencies and end - start > 1:
            assert abs(width - room) < 0.02 or spacing.gaps[end - 1] == spacing.gaps[start]


@given(texts)
def test_set_widths_give_one_width_for_each_character(text: str) -> None:
    widths = set_widths(text)
    assert len(widths) == len(text)
    assert all(width >= 0 for width in widths)


def random_paragraph(rng: random.Random) -> str:
    """Mixed Chinese: clauses of Han with figures, words, quotations and titles among them."""
    han = "江水向东灯火西风过河岸人来店开旧码头换新颜清晨渡轮还没有靠岸卖鱼摊子摆好他说这条街"
    parts = []
    for _ in range(rng.randint(3, 12)):
        clause = "".join(rng.choice(han) for _ in range(rng.randint(4, 16)))
        dress = rng.random()
        if dress < 0.15:
            clause = f"“{clause}”"
        elif dress < 0.25:
            clause = f"《{clause[:5]}》"
        elif dress < 0.4:
            clause += f"{rng.randint(2, 3000)}{rng.choice(['年', '%', '万元', ''])}"
        elif dress < 0.5:
            clause += rng.choice(["iPhone", "5G", "OpenKS", "CMO/CDMO"])
        parts.append(clause + rng.choice("，，，、；"))
    return "".join(parts)[:-1] + "。"


def test_random_mixed_paragraphs_meet_the_meters() -> None:
    """Eighty paragraphs at 20 em: no forbidden edge, no runt, few gaps above 0.05 em."""
    rng = random.Random(7)
    widest = []
    for _ in range(80):
        atoms = atoms_of(random_paragraph(rng))
        spacing = space_atoms(atoms, latin)
        lines = broken(atoms, spacing, 20, 2)
        assert lines.emergencies == 0
        start, end = lines.spans[-1]
        body = [text for text in atoms.texts[start:end] if text not in "，。、；：”》）"]
        assert len(lines.spans) == 1 or len("".join(body)) >= 2
        for number, (start, end) in enumerate(lines.spans[:-1]):
            room = 20 - (2 if number == 0 else 0)
            places, _ = line_positions(spacing, start, end, room, flush=True)
            gaps = [
                places[at + 1] - places[at] - 1
                for at in range(end - start - 1)
                if atoms.classes[start + at] == atoms.classes[start + at + 1] == "H"
            ]
            widest.append(max(gaps, default=0.0))
    assert max(widest) <= 0.15
    assert sum(gap > 0.1 + 1e-6 for gap in widest) <= 0.01 * len(widest)
    assert sum(gap > 0.05 + 1e-6 for gap in widest) <= 0.02 * len(widest)


def han_gap(breaker: Breaker, start: int, end: int, room: float) -> float | None:
    """How far Han would stand apart on a line; None where it cannot be set."""
    judged = breaker.judged(start, end, room)
    if not judged.legal or not judged.fits:
        return None
    spacing = breaker.spacing
    give = spacing.stretch[end - 1] - spacing.stretch[start]
    free = spacing.gaps[end - 1] - spacing.gaps[start]
    wanting = max(0.0, judged.slack - give)
    return wanting / free if free else math.inf if wanting else 0.0


def narrowest(breaker: Breaker, rooms: tuple[float, float]) -> float:
    """The least that the widest Han gap of a paragraph can be, by trying every break."""
    count, longest = len(breaker.costs), 45
    best = {0: 0.0}
    for start in range(count):
        if start not in best:
            continue
        room = rooms[0] if start == 0 else rooms[1]
        for end in range(start + 1, min(count, start + longest) + 1):
            gap = han_gap(breaker, start, end, room)
            if end == count:
                fits = breaker.judged(start, end, room).fits
                gap = 0.0 if fits and breaker.runt_penalty(start, end) < RUNT_PENALTY else None
            if gap is not None:
                best[end] = min(best.get(end, math.inf), max(gap, best[start]))
    return best.get(count, math.inf)


def test_no_line_gapes_where_any_breaks_would_avoid_it() -> None:
    rng = random.Random(20)
    gaping = 0
    for _ in range(60):
        atoms = atoms_of(random_paragraph(rng))
        spacing = space_atoms(atoms, latin)
        breaker = Breaker(atoms.classes, spacing, break_rules(atoms, "strict").costs)
        gaps = [
            han_gap(breaker, start, end, 18.0 if start == 0 else 20.0) or 0.0
            for start, end in breaker.total_fit(20, 2).spans[:-1]
        ]
        if max(gaps, default=0.0) > 0.1 + 1e-6:
            gaping += 1
            assert narrowest(breaker, (18.0, 20.0)) > 0.1
    assert gaping  # the paragraphs are hard enough to say something


def least_cost(breaker: Breaker, rooms: list[int]) -> float:
    """The cost of the cheapest breaks, by asking every start whether any way leads to it."""
    count, last = len(breaker.costs), len(rooms) - 1
    best: list[dict[int, float]] = [{} for _ in rooms]
    best[0][0] = 0.0
    for number, room in enumerate(rooms):
        later = best[min(number + 1, last)]
        for start in range(count):
            if start in best[number]:
                for end, cost in breaker.tried_ends(start, room).items():
                    later[end] = min(later.get(end, math.inf), best[number][start] + cost)
    return min(row[count] for row in best if count in row)


@given(texts, st.lists(st.integers(4, 30), min_size=1, max_size=4))
def test_the_search_finds_the_cheapest_breaks_of_all(text: str, rooms: list[int]) -> None:
    atoms = atoms_of(without_habit_spaces(text))
    if not atoms.texts:
        return
    spacing = space_atoms(atoms, latin)
    breaker = Breaker(atoms.classes, spacing, break_rules(atoms, "strict").costs)
    found = breaker.cheapest_from(0, rooms)
    assert math.isclose(found.cost, least_cost(breaker, rooms), rel_tol=1e-9, abs_tol=1e-9)


@given(texts, st.integers(14, 30), st.sampled_from([-1, 0, 1, 2]))
def test_a_paragraph_asked_for_so_many_lines_has_them_or_says_it_cannot(
    text: str, measure: int, more: int
) -> None:
    atoms = atoms_of(without_habit_spaces(text))
    if not atoms.texts:
        return
    spacing = space_atoms(atoms, latin)
    breaker = Breaker(atoms.classes, spacing, break_rules(atoms, "strict").costs)
    best = breaker.fit([measure - 2, measure])
    wanted = len(best.spans) + more
    found = breaker.in_lines([measure - 2, measure], wanted) if wanted > 0 else None
    if found is None:
        assert more
        return
    assert len(found.spans) == wanted
    assert [at for span in found.spans for at in range(*span)] == list(range(len(atoms.texts)))
    assert found.cost >= best.cost - 1e-6 or best.cost == 0.0
