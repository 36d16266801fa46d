"""Whatever a file holds, the check ends with findings: it never fails."""

from __future__ import annotations

import io

import pikepdf
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name

from layout.conformance import check_conformance, claims_of
from layout.conformance.packet import read_packet
from layout.conformance.tokens import string_bytes, tokens
from layout.conformance.used_fonts import to_unicode_of
from layout.fonts.programs import BrokenProgram, ProgramFacts, read_program
from layout.pdf.standards import STANDARDS
from tests.support.conforming import TAGGED, conforming, opened, saved
from tests.support.plain_fonts import plain_font

WHOLE = conforming()
LOOSE = saved(opened())
ALL = (TAGGED, ("a-3u",), ("a-4",), ("a-4f",))
FONTS = (plain_font({"A": 500, "一": 1000}), plain_font({"A": 500}, cff=True))

damages = st.lists(
    st.tuples(st.integers(0, len(LOOSE) - 1), st.binary(min_size=1, max_size=6)), max_size=12
)


@given(damages, st.sampled_from(ALL), st.integers(0, 400))
def test_any_bytes_changed(
    changed: list[tuple[int, bytes]], standards: tuple[str, ...], cut: int
) -> None:
    data = bytearray(LOOSE)
    for at, new in changed:
        data[at : at + len(new)] = new
    whole = bytes(data[: len(data) - cut])
    for finding in check_conformance(whole, standards):
        assert finding.message
        assert finding.rule
    claims_of(whole)


@given(st.binary(max_size=400))
def test_any_bytes_at_all(data: bytes) -> None:
    assert check_conformance(data, TAGGED)
    assert check_conformance(b"%PDF-1.7\n" + data, TAGGED)


# Values as plain ones: a word with a slash is a name, a tuple `("object", n)` another object.
values = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(2**33), 2**33),
        st.sampled_from(["/P", "/Identity", "/DeviceRGB", "/Link", "", "岸"]),
        st.tuples(st.just("object"), st.integers(0, 999)),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["/S", "/K", "/Type", "/P"]), inner, max_size=3),
    ),
    max_leaves=4,
)
changes = st.lists(
    st.tuples(st.integers(0, 999), st.integers(0, 99), values), min_size=1, max_size=4
)


@given(changes)
def test_any_value_of_any_object_is_another(changed: list[tuple[int, int, object]]) -> None:
    with pikepdf.open(io.BytesIO(LOOSE)) as pdf:
        found = pdf.objects
        holders = [one for one in found if isinstance(one, pikepdf.Dictionary | pikepdf.Stream)]
        for which, number, value in changed:
            holder = holders[which % len(holders)]
            keys = sorted(set(holder.keys()) - {"/Length"})
            if keys:
                key = keys[number % len(keys)]
                made = _made(value, holders)
                if made is None:
                    del holder[key]
                else:
                    holder[key] = made
        whole = _written(pdf)
    for standards in ALL:
        check_conformance(whole, standards)


def _made(value: object, holders: list[pikepdf.Object]) -> object:
    if isinstance(value, tuple):
        return holders[value[1] % len(holders)]
    if isinstance(value, list):
        return Array([_made(one, holders) for one in value])
    if isinstance(value, dict):
        return Dictionary({key: _made(one, holders) for key, one in value.items()})
    if isinstance(value, str):
        return Name(value) if value.startswith("/") else pikepdf.String(value)
    return value


def _written(pdf: pikepdf.Pdf) -> bytes:
    buffer = io.BytesIO()
    try:
        pdf.save(
            buffer, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False
        )
    except (pikepdf.PdfError, RuntimeError):
        return LOOSE
    return buffer.getvalue()


@given(st.binary(max_size=60))
def test_tokens_of_anything_are_cut_and_strings_of_them_read(content: bytes) -> None:
    found = list(tokens(content))
    assert all(found)
    for token in found:
        if token[:1] in {b"(", b"<"}:
            string_bytes(token)


@given(st.binary(max_size=30))
def test_a_string_is_read_as_it_was_written(content: bytes) -> None:
    escaped = content.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    literal = b"(" + escaped.replace(b"\r", b"\\r") + b")"
    for token in (literal, b"<" + content.hex().encode() + b">"):
        (found,) = tokens(token)
        assert string_bytes(found) == content


@given(
    st.sampled_from(FONTS),
    st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 255)), max_size=9),
)
def test_a_broken_font_program_is_told_or_read(
    font: bytes, changed: list[tuple[int, int]]
) -> None:
    data = bytearray(font)
    for at, byte in changed:
        data[at % len(data)] = byte
    try:
        program = read_program(bytes(data))
    except BrokenProgram:
        return
    assert isinstance(program, ProgramFacts)
    for glyph in range(-1, min(program.glyphs, 9) + 1):
        try:
            program.width(glyph)
        except (ValueError, IndexError):
            return


@given(st.binary(max_size=80))
def test_any_metadata_and_any_cmap_are_read_or_told(content: bytes) -> None:
    packet = read_packet(content)
    assert packet.there
    assert packet.fault
    to_unicode_of(b"1 beginbfrange " + content + b" endbfrange")
    to_unicode_of(b"1 beginbfchar <00" + content.hex().encode() + b"> <0041> endbfchar")


def test_every_standard_is_drawn_from() -> None:
    assert {name for standards in ALL for name in standards} <= STANDARDS.keys()
    assert check_conformance(WHOLE) == ()
