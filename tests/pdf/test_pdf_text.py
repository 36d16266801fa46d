"""Text in the file: one composite font for each face, every glyph in its place, every text."""

from __future__ import annotations

import io

import pikepdf
import pytest
import uharfbuzz
from fontTools.cffLib import CFFFontSet
from fontTools.pens.basePen import NullPen
from hypothesis import given
from hypothesis import strategies as st

from layout.pdf.cff import cids_of
from layout.pdf.codes import escaped, plan_codes
from layout.pdf.tounicode import to_unicode
from layout.record import replace
from tests.support.pdf_pages import (
    HAN,
    LATIN,
    RED,
    content,
    extracted,
    issue,
    line,
    opened,
    page,
    plain_fonts,
    run,
    written,
)
from tests.support.plain_fonts import plain_font
from tests.support.text_places import glyph_places

FONTS = plain_fonts()


def fonts_of(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [
        one
        for one in pdf.objects
        if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font"
    ]


def places_of(data: bytes) -> list[tuple[float, float]]:
    pdf = opened(data)
    return glyph_places(pdf.pages[0])


def test_each_face_is_one_composite_font_with_its_program_embedded() -> None:
    text = line(run(FONTS, "han", "旧码头"), run(FONTS, "latin", "GDP", x=30.0))
    data = written(issue(page(text), page(text, index=1)), FONTS)
    pdf = opened(data)
    type0 = [font for font in fonts_of(pdf) if font.Subtype == "/Type0"]
    assert len(type0) == 2
    assert len(fonts_of(pdf)) == 4  # each with its descendant, and no Helvetica
    for font in type0:
        assert font.Encoding == "/Identity-H"
        assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor


def test_a_subset_holds_the_glyphs_in_use_and_no_others() -> None:
    data = written(issue(page(line(run(FONTS, "han", "旧码头旧")))), FONTS)
    pdf = opened(data)
    (font,) = [font for font in fonts_of(pdf) if font.Subtype == "/Type0"]
    program = font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()
    face = uharfbuzz.Face(uharfbuzz.Blob(program))
    assert face.glyph_count == 1 + 3
    tag, name = str(font.BaseFont)[1:].split("+")
    assert (len(tag), tag.isalpha(), tag.isupper(), name) == (6, True, True, "Plain-Han")


@pytest.mark.parametrize("cff", [False, True])
def test_the_widths_in_the_file_are_those_of_the_program(cff: bool) -> None:
    fonts = plain_fonts(cff=cff)
    data = written(issue(page(line(run(fonts, "latin", LATIN)))), fonts)
    pdf = opened(data)
    (font,) = [font for font in fonts_of(pdf) if font.Subtype == "/Type0"]
    descendant = font.DescendantFonts[0]
    first, widths = descendant.W
    assert [float(width) for width in widths] == [
        program_width(descendant.FontDescriptor, int(first) + at) for at in range(len(LATIN))
    ]


def program_width(descriptor: pikepdf.Object, glyph: int) -> float:
    if "/FontFile2" in descriptor:
        program = uharfbuzz.Face(uharfbuzz.Blob(descriptor.FontFile2.read_bytes()))
        return uharfbuzz.Font(program).get_glyph_h_advance(glyph)
    assert descriptor.FontFile3.Subtype == "/CIDFontType0C"
    cff = CFFFontSet()
    cff.decompile(io.BytesIO(descriptor.FontFile3.read_bytes()), None)
    strings = cff.topDictIndex[0].CharStrings
    string = strings[cff.topDictIndex[0].charset[glyph]]
    string.draw(NullPen())
    return string.width


@pytest.mark.parametrize("cff", [False, True])
def test_text_is_read_out_as_it_was_set(cff: bool) -> None:
    fonts = plain_fonts(cff=cff)
    text = line(run(fonts, "han", HAN), run(fonts, "latin", "GDP 2030", x=10.0 * len(HAN)))
    data = written(issue(page(text)), fonts)
    assert extracted(data) == HAN + "GDP 2030"


@pytest.mark.parametrize("cff", [False, True])
def test_one_glyph_is_read_out_as_the_text_it_stood_for(cff: bool) -> None:
    fonts = plain_fonts(cff=cff)
    assert fonts.face("han").glyph_id("一") == fonts.face("han").glyph_id("⼀")
    data = written(issue(page(line(run(fonts, "han", "一⼀一旧")))), fonts)
    assert extracted(data) == "一⼀一旧"


def test_one_glyph_may_stand_for_several_characters() -> None:
    dash = replace(run(FONTS, "han", "旧—新"), texts=("旧", "——", "新"))
    assert extracted(written(issue(page(line(dash))), FONTS)) == "旧——新"


@pytest.mark.parametrize("cff", [False, True])
def test_a_glyph_that_goes_with_the_one_before_adds_no_character(cff: bool) -> None:
    fonts = plain_fonts(cff=cff)
    accented = replace(run(fonts, "latin", "Lat"), texts=("L", "a\u0301", ""))
    plain = run(fonts, "latin", "tin", x=40.0)
    data = written(issue(page(line(accented, plain))), fonts)
    assert extracted(data).replace(" ", "") == "La\u0301tin"


def test_a_glyph_without_a_text_of_its_own_is_drawn_but_not_read() -> None:
    dot = run(FONTS, "han", "。", size=4.0, x=3.0, rise=10.0, texts=("",))
    data = written(issue(page(line(run(FONTS, "han", "旧。"), dot))), FONTS)
    assert extracted(data).strip() == "旧。"
    assert len(places_of(data)) == 3


def test_lines_are_read_out_in_the_order_of_the_page() -> None:
    lines = [
        line(run(FONTS, "han", char * 3), y=300.0 - 20 * at) for at, char in enumerate("旧码头")
    ]
    assert extracted(written(issue(page(*lines)), FONTS)).split() == [
        "旧旧旧",
        "码码码",
        "头头头",
    ]


def test_a_raised_run_stands_above_the_baseline_at_its_own_x() -> None:
    raised = run(FONTS, "han", "注", size=5.0, x=31.5, rise=4.0)
    places = places_of(written(issue(page(line(run(FONTS, "han", "旧码"), raised))), FONTS))
    assert places[-1] == pytest.approx((81.5, 504.0), abs=0.001)
    assert places[0] == pytest.approx((50.0, 500.0), abs=0.001)


def test_a_stretched_glyph_takes_its_stretched_width() -> None:
    dash = run(FONTS, "han", "—", x_scale=2.0)
    after = run(FONTS, "han", "旧", x=20.0)
    data = written(issue(page(line(dash, after))), FONTS)
    assert "200 Tz" in content(data)
    assert places_of(data)[1] == pytest.approx((70.0, 500.0), abs=0.001)


def test_the_spacing_of_a_justified_line_is_said_once() -> None:
    data = written(issue(page(line(run(FONTS, "han", "旧码头换新颜", gap=0.317)))), FONTS)
    assert "0.317 Tc" in content(data)
    assert "TJ" not in content(data)


gaps = st.lists(st.floats(-5.0, 12.0), min_size=1, max_size=60)


@given(gaps, st.floats(4.0, 60.0), st.sampled_from([1.0, 2.0, 0.5]), st.floats(-3.0, 30.0))
def test_no_glyph_stands_a_thousandth_of_an_em_from_its_place(
    gaps: list[float], size: float, stretch: float, jump: float
) -> None:
    xs = [0.0]
    for gap in gaps:
        xs.append(xs[-1] + size * 0.7 + gap)
    text = (HAN * 4)[: len(xs)]
    made = run(FONTS, "han", text, size=size, xs=tuple(xs), x_scale=stretch)
    after = run(FONTS, "latin", "Latin", size=size, x=xs[-1] + size * stretch + jump)
    places = places_of(written(issue(page(line(made, after))), FONTS))
    wanted = [50.0 + made.x + x for x in made.xs] + [50.0 + after.x + x for x in after.xs]
    off = max(abs(place[0] - x) for place, x in zip(places, wanted, strict=True))
    assert off <= size * 0.001 * max(1.0, stretch) + 0.0006  # and the third decimal of a point


def test_a_colour_is_said_when_it_changes_and_not_again() -> None:
    lines = [line(run(FONTS, "han", "旧", color=RED), y=100.0 + 20 * at) for at in range(3)]
    lines.append(line(run(FONTS, "han", "旧"), y=200.0))
    operators = content(written(issue(page(*lines)), FONTS))
    assert operators.count("1 0 0 rg") == 1
    assert operators.count("0 g") == 1
    assert operators.count("BT") == 1


@given(st.integers(0, 0xFFFF))
def test_every_code_survives_a_literal_string(code: int) -> None:
    stream = b"(" + escaped(code).encode("latin-1") + b") Tj"
    pdf = pikepdf.new()
    ((operands, _),) = pikepdf.parse_content_stream(pdf.make_stream(stream))
    assert bytes(operands[0]) == code.to_bytes(2, "big")


def test_characters_beyond_the_first_plane_are_written_as_pairs() -> None:
    assert b"<0005> <0006> [<D842DFB7> <4E00>]" in to_unicode([(5, "𠮷"), (6, "一")])


def test_a_range_of_codes_never_leaves_its_high_byte() -> None:
    cmap = to_unicode([(254, "a"), (255, "b"), (256, "c")])
    assert b"<00FE> <00FF> [<0061> <0062>]\n<0100> <0100> [<0063>]" in cmap


def test_no_section_of_a_cmap_holds_more_than_a_hundred_ranges() -> None:
    cmap = to_unicode([(2 * number, "字") for number in range(150)])
    assert [int(part.split()[-1]) for part in cmap.split(b" beginbfrange")[:-1]] == [100, 50]


def test_a_cid_keyed_program_is_called_by_its_own_numbers() -> None:
    program = plain_font({"中": 1000, "a": 500}, cids={"中": 7, "a": 300})
    assert cids_of(program) == (0, 7, 300)
    plan = plan_codes([(1, "中"), (2, "a")], {0: 0, 1: 7, 2: 300})
    assert plan.codes == {(1, "中"): 7, (2, "a"): 300}


def test_a_program_keyed_by_name_is_called_by_glyph() -> None:
    assert cids_of(plain_font({"中": 1000}, cff=True)) is None
