"""A face tells its metrics and glyphs, shapes, and gives programs with what is used."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from layout.errors import FontError
from layout.fonts import Face, subset_face
from tests.support.font_packages import variable_font, with_licence_bits
from tests.support.plain_fonts import plain_font
from tests.support.square_font import gb2312_characters, square_face

CHARS = {"一": 1000, "丁": 1000, "，": 1000, "—": 890, "a": 480, "b": 520}


def face_of(folder: Path, font: bytes, **settings: object) -> Face:
    file = folder / "face.ttf"
    file.write_bytes(font)
    return Face("test", file, **settings)


def opened(program: bytes) -> TTFont:
    return TTFont(io.BytesIO(program))


def test_metrics_are_fractions_of_the_em(tmp_path: Path) -> None:
    face = face_of(tmp_path, plain_font(CHARS, name="Test-Face"))
    assert (face.ascent_em, face.descent_em, face.cap_height_em) == (0.88, -0.12, 0.73)
    assert (face.postscript_name, face.upem, face.italic_angle) == ("Test-Face", 1000, 0.0)
    assert face.advance_em(face.glyph_id("a")) == 0.48
    assert face.ink_em(face.glyph_id("a")) == (0.05, 0.0, 0.43, 0.7)
    assert face.coverage() == {ord(char) for char in CHARS}


def test_a_character_the_face_lacks_has_glyph_zero(tmp_path: Path) -> None:
    face = face_of(tmp_path, plain_font(CHARS))
    assert face.glyph_id("二") == 0
    assert face.glyph_id("𠮷") == 0


@pytest.mark.parametrize("cff", [False, True])
def test_outlines_are_named_by_their_kind(tmp_path: Path, cff: bool) -> None:
    face = face_of(tmp_path, plain_font(CHARS, cff=cff))
    assert face.outlines == ("cff" if cff else "truetype")
    assert subset_face(face, [1]).kind == face.outlines


def test_shaping_gives_parallel_rows_in_em(tmp_path: Path) -> None:
    face = face_of(tmp_path, plain_font(CHARS))
    shaped = face.shape("一ab")
    assert shaped.glyphs == tuple(face.glyph_id(char) for char in "一ab")
    assert shaped.clusters == (0, 1, 2)
    assert shaped.advances_em == (1.0, 0.48, 0.52)
    assert shaped.x_offsets_em == shaped.y_offsets_em == (0.0, 0.0, 0.0)


@given(st.text(st.sampled_from("一丁，—ab二𠮷\u0301\ufe00"), max_size=20))
def test_looking_up_many_characters_at_once_is_looking_up_each(text: str) -> None:
    face = _plain_face()
    found = face.han_glyphs(text)
    assert set(found) == {char for char in text if face.glyph_id(char)}
    for char, (glyph, advance) in found.items():
        assert glyph == face.glyph_id(char)
        assert advance == face.advance_em(glyph)


def _plain_face() -> Face:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        return face_of(Path(folder), plain_font(CHARS))  # the file stays open


def test_the_square_font_has_every_character_of_gb2312_one_em_wide(tmp_path: Path) -> None:
    face = square_face(tmp_path, "𠮷鿫")
    text = gb2312_characters() + "𠮷鿫，。——“”"
    assert len(gb2312_characters()) == 6763
    assert set(face.shape(text).advances_em) == {1.0}
    assert 0 not in face.shape(text).glyphs
    half = square_face(tmp_path, latin_em=0.5)
    assert half.shape("a1 一").advances_em == (0.5, 0.5, 0.5, 1.0)


def test_a_program_holds_the_glyphs_asked_for_and_notdef(tmp_path: Path) -> None:
    face = face_of(tmp_path, plain_font(CHARS))
    wanted = [face.glyph_id("b"), face.glyph_id("—")]
    program = subset_face(face, wanted)
    assert sorted(program.glyph_map) == [0, *sorted(wanted)]
    assert sorted(program.glyph_map.values()) == [0, 1, 2]
    assert face.advance_em(wanted[0]) == 0.52
    assert opened(program.data)["maxp"].numGlyphs == 3


def test_a_program_has_no_tables_that_a_pdf_does_not_read(tmp_path: Path) -> None:
    program = subset_face(square_face(tmp_path), [1, 2])
    assert set(opened(program.data).keys()) - {"GlyphOrder"} == {
        "glyf",
        "head",
        "hhea",
        "hmtx",
        "loca",
        "maxp",
    }


def test_the_order_of_glyphs_asked_for_does_not_change_the_program(tmp_path: Path) -> None:
    face = face_of(tmp_path, plain_font(CHARS))
    assert subset_face(face, [5, 1, 3]) == subset_face(face, [3, 3, 5, 1])


def test_programs_are_the_same_bytes_in_every_process(tmp_path: Path) -> None:
    square_face(tmp_path, "旧码头")
    code = (
        "import hashlib, pathlib, sys; from layout.fonts import Face, subset_face\n"
        "face = Face('square', pathlib.Path(sys.argv[1]))\n"
        "glyphs = {face.glyph_id(char) for char in '旧码头一abc'}\n"
        "print(hashlib.sha256(subset_face(face, list(glyphs)).data).hexdigest())"
    )
    words = [sys.executable, "-c", code, str(tmp_path / "Square.ttf")]
    made = {
        subprocess.check_output(words, env={**os.environ, "PYTHONHASHSEED": seed})
        for seed in ("1", "7")
    }
    assert len(made) == 1


def test_a_variable_face_is_pinned_in_metrics_ink_name_and_program(tmp_path: Path) -> None:
    font = variable_font()
    thin, black = face_of(tmp_path, font), face_of(tmp_path, font, axes={"wght": 900})
    glyph = thin.glyph_id("一")
    assert (thin.advance_em(glyph), black.advance_em(glyph)) == (0.6, 0.8)
    assert (thin.ink_em(glyph)[2], black.ink_em(glyph)[2]) == (0.6, 0.8)
    assert black.postscript_name == "Vary-Thin-wght900"
    program = subset_face(black, [glyph])
    static = opened(program.data)
    assert "fvar" not in static
    assert "gvar" not in static
    assert static["hmtx"].metrics[static.getGlyphName(1)][0] == 800
    assert static["glyf"][static.getGlyphName(1)].xMax == 800


@pytest.mark.parametrize("bits", [0x0002, 0x0100, 0x0200])
def test_a_face_that_forbids_embedding_is_refused(tmp_path: Path, bits: int) -> None:
    face = face_of(tmp_path, with_licence_bits(plain_font(CHARS), bits))
    with pytest.raises(FontError, match=f"face.ttf forbids embedding.*{bits:#06x}"):
        subset_face(face, [1])


@pytest.mark.parametrize("bits", [0x0000, 0x0004, 0x0008])
def test_a_face_for_preview_print_or_editing_may_be_embedded(tmp_path: Path, bits: int) -> None:
    face = face_of(tmp_path, with_licence_bits(plain_font(CHARS), bits))
    assert subset_face(face, [1]).glyph_map == {0: 0, 1: 1}


def test_the_build_path_does_without_fonttools() -> None:
    code = (
        "import sys, layout.fonts, layout.fonts.face, layout.fonts.subset\n"
        "sys.exit(any(name.startswith('fontTools') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
