"""Functions of figures: evaluated as ISO 32000-1 7.10 has them, and made anew."""

from __future__ import annotations

import math
import struct
from itertools import pairwise

import pikepdf
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary

from layout.pdf.figure_colors.calculator import Calculator, program_of
from layout.pdf.figure_colors.meshes import Mesh, remeshed
from layout.pdf.figure_colors.read_functions import read_function, samples_of
from layout.pdf.figure_colors.sampling import as_colors, remade

_UNIT = st.floats(0, 1, width=32)
_COLOR = st.tuples(_UNIT, _UNIT, _UNIT)
_WIDE = ((-1e9, 1e9),)
_STEP = 1 / 255


def calculated(text: str, *values: float, outputs: int = 1) -> tuple[float, ...]:
    program = program_of(b"{" + text.encode("ascii") + b"}")
    return Calculator(_WIDE * len(values), _WIDE * outputs, program)(values)


def straight(start: tuple[float, ...], end: tuple[float, ...], power: float = 1) -> Dictionary:
    return Dictionary(FunctionType=2, Domain=[0, 1], C0=list(start), C1=list(end), N=power)


def stitched(
    bounds: list[float], functions: list[Dictionary], encode: list[float] | None = None
) -> Dictionary:
    return Dictionary(
        FunctionType=3,
        Domain=[0, 1],
        Bounds=bounds,
        Encode=encode or [0, 1] * len(functions),
        Functions=functions,
    )


@pytest.mark.parametrize(
    ("text", "values", "wanted"),
    [
        ("add", (3, 4), 7),
        ("sub", (3, 4), -1),
        ("mul", (3, 4), 12),
        ("div", (3, 4), 0.75),
        ("idiv", (7, 2), 3),
        ("cvi exch cvi exch idiv", (-7, 2), -3),
        ("mod", (-5, 3), -2),
        ("neg abs", (2,), 2),
        ("ceiling", (-4.8,), -4),
        ("floor", (-4.8,), -5),
        ("round", (6.5,), 7),
        ("round", (-6.5,), -6),
        ("truncate", (-4.8,), -4),
        ("sqrt", (16,), 4),
        ("exp", (2, 10), 1024),
        ("ln", (math.e,), 1),
        ("log", (1000,), 3),
        ("sin", (30,), 0.5),
        ("cos", (60,), 0.5),
        ("atan", (1, -1), 135),
        ("atan", (-1, 0), 270),
        ("cvi 3 bitshift", (7,), 56),
        ("cvi -3 bitshift", (142,), 17),
        ("cvi 12 and", (10,), 8),
        ("cvi 12 or", (10,), 14),
        ("cvi 12 xor", (10,), 6),
        ("cvi not", (52,), -53),
        ("0 gt 1 2 eq not and {5} {6} ifelse", (1,), 5),
        ("dup 2 lt {pop 9} if", (1,), 9),
        ("dup 2 lt {pop 9} if", (3,), 3),
        ("exch pop", (1, 2), 2),
        ("2 copy add add add", (1, 2), 6),
        ("2 index", (7, 8, 9), 7),
        ("3 1 roll pop", (1, 2, 3), 1),
        ("3 -1 roll", (1, 2, 3), 1),
        ("% a remark\n 1 add", (1,), 2),
        ("0 div", (5,), 0),
        ("neg sqrt", (4,), 0),
    ],
)
def test_a_word_of_a_calculator_does_what_the_standard_says(
    text: str, values: tuple[float, ...], wanted: float
) -> None:
    assert calculated(text, *values) == pytest.approx((wanted,))


@pytest.mark.parametrize("text", ["", "{", "{ 1", "{ fly }", "1 add"])
def test_a_program_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        program_of(text.encode("ascii"))


def test_a_program_that_leaves_too_little_is_refused() -> None:
    with pytest.raises(ValueError, match="too few"):
        calculated("pop", 1)


@given(st.lists(st.floats(-100, 100), min_size=1, max_size=8), st.integers(-20, 20))
def test_a_roll_there_and_back_changes_nothing(values: list[float], turns: int) -> None:
    count = len(values)
    text = f"{count} {turns} roll {count} {-turns} roll"
    assert calculated(text, *values, outputs=count) == pytest.approx(tuple(values))


@given(_COLOR, _COLOR, st.floats(0.2, 5))
def test_an_exponential_function_begins_and_ends_with_its_colours(
    start: tuple[float, ...], end: tuple[float, ...], power: float
) -> None:
    function = read_function(straight(start, end, power))
    assert function((0.0,)) == pytest.approx(start, abs=1e-5)
    assert function((1.0,)) == pytest.approx(end, abs=1e-5)
    assert function((7.0,)) == function((1.0,))


@given(st.lists(_COLOR, min_size=2, max_size=5), st.sampled_from([8, 16, 32]))
def test_a_sampled_function_gives_its_samples_and_their_mean_between(
    colors: list[tuple[float, ...]], bits: int
) -> None:
    largest = (1 << bits) - 1
    kept = [[round(value * largest) for value in color] for color in colors]
    letter = {8: "B", 16: "H", 32: "I"}[bits]
    data = b"".join(struct.pack(f">3{letter}", *color) for color in kept)
    with pikepdf.new() as pdf:
        found = pdf.make_stream(
            data,
            FunctionType=0,
            Domain=[0, 1],
            Range=[0, 1] * 3,
            Size=[len(kept)],
            BitsPerSample=bits,
        )
        function = read_function(found)
    last = len(kept) - 1
    for at, color in enumerate(kept):
        wanted = [value / largest for value in color]
        assert function((at / last,)) == pytest.approx(wanted, abs=1e-6)
    mean = [(a + b) / 2 / largest for a, b in zip(kept[0], kept[1], strict=True)]
    assert function((0.5 / last,)) == pytest.approx(mean, abs=1e-6)


@given(st.integers(0, 4), st.integers(0, 2))
def test_the_first_value_of_a_table_runs_fastest(across: int, up: int) -> None:
    with pikepdf.new() as pdf:
        found = pdf.make_stream(
            bytes(x + 10 * y for y in range(3) for x in range(5)),
            FunctionType=0,
            Domain=[0, 4, 0, 2],
            Range=[0, 255],
            Size=[5, 3],
            BitsPerSample=8,
        )
        function = read_function(found)
    assert function((across, up)) == pytest.approx((across + 10 * up,))


@given(_UNIT, st.floats(0.1, 0.9))
def test_a_stitched_function_is_that_of_the_part_a_value_lies_in(
    value: float, bound: float
) -> None:
    assume(abs(value - bound) > 1e-4)  # a file has a bound's first decimals alone
    parts = [straight((0,), (0.4,)), straight((1,), (0.6,))]
    function = read_function(stitched([bound], parts, [0, 1, 1, 0]))
    later = 0.6 + 0.4 * (value - bound) / (1 - bound)
    wanted = 0.4 * value / bound if value < bound else later
    assert function((value,)) == pytest.approx((wanted,), abs=1e-4)


def test_a_stitched_function_tells_of_the_jumps_within_its_parts() -> None:
    inner = stitched([0.5], [straight((0,), (1,)), straight((0,), (1,))])
    outer = stitched([0.5], [inner, inner], [0, 1, 1, 0])
    assert read_function(outer).breaks == pytest.approx((0.25, 0.5, 0.75))


def test_single_functions_are_read_as_one() -> None:
    function = read_function(Array([straight((0,), (1,)), straight((1,), (0,))]))
    assert function.outputs == 2
    assert function((0.25,)) == pytest.approx((0.25, 0.75))


@pytest.mark.parametrize(
    "found",
    [
        Dictionary(FunctionType=9, Domain=[0, 1]),
        Dictionary(FunctionType=2, Domain=[]),
        Dictionary(FunctionType=2, Domain=[-1, 1], N=0.5),
        Dictionary(FunctionType=2, Domain=[0, 1], N=-1),
        stitched([0.5], [straight((0,), (1,))]),
        stitched([0.7, 0.2], [straight((0,), (1,))] * 3),
    ],
)
def test_a_function_that_contradicts_itself_is_refused(found: Dictionary) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_function(found)


@given(st.binary(max_size=12), st.sampled_from([1, 2, 4, 8, 12, 16, 24, 32]))
def test_samples_of_any_bits_are_the_bits_of_the_file(data: bytes, bits: int) -> None:
    text = "".join(f"{byte:08b}" for byte in data)
    wanted = [int(text[at : at + bits], 2) for at in range(0, len(text) - bits + 1, bits)]
    assert list(samples_of(data, bits))[: len(wanted)] == wanted


@given(
    st.lists(_COLOR, min_size=2, max_size=4), st.floats(0.3, 4), st.lists(_UNIT, max_size=20)
)
def test_a_function_made_anew_is_within_a_step_of_8_bits(
    colors: list[tuple[float, ...]], power: float, values: list[float]
) -> None:
    parts = [straight(a, b, power) for a, b in pairwise(colors)]
    bounds = [at / len(parts) for at in range(1, len(parts))]
    function = read_function(stitched(bounds, parts))
    with pikepdf.new() as pdf:
        convert = as_colors(function, list)
        again = read_function(remade(pdf, function.domain, function.breaks, convert))
        assert again.outputs == 3
        for value in values:
            # Steep powers rise faster than any table has samples next to 0.
            if min(abs(value - at) for at in (0, *bounds)) > 0.01:
                assert again((value,)) == pytest.approx(function((value,)), abs=1.6 * _STEP)


@given(_UNIT, _UNIT)
def test_a_function_of_two_values_made_anew_is_near(across: float, up: float) -> None:
    with pikepdf.new() as pdf:
        made = remade(
            pdf, ((0.0, 1.0),) * 2, (), lambda places: [(x * y, 1 - x) for x, y in places]
        )
        assert read_function(made)((across, up)) == pytest.approx(
            (across * up, 1 - across), abs=1.6 * _STEP
        )


_FLAGS = st.sampled_from([2, 4, 8])
_BITS = st.sampled_from([1, 2, 4, 8, 12, 16])
_PLACES = st.sampled_from([1, 2, 4, 8, 12, 16, 24, 32])


@given(st.sampled_from([4, 5, 6, 7]), _FLAGS, _PLACES, _BITS, st.binary(max_size=300))
def test_a_mesh_keeps_its_places_and_is_read_again_as_it_was_written(
    kind: int, flags: int, places: int, bits: int, data: bytes
) -> None:
    mesh = Mesh(kind, flags, places, bits, ((0.0, 1.0),) * 3)
    seen: list[tuple[float, ...]] = []

    def kept(colors):
        seen.extend(colors)
        return list(colors)

    once = remeshed(data, mesh, kept)
    before = list(seen)
    seen.clear()
    twice = remeshed(once, Mesh(kind, 8, places, 8, mesh.ranges), kept)
    assert twice == once
    for a, b in zip(before, seen, strict=True):
        assert a == pytest.approx(b, abs=0.51 * _STEP)
