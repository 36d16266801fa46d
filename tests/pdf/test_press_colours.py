"""Colours of a file for the press: inks, spots, black over and white out, plate by plate."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageCms

from layout.color import BLACK, REGISTRATION, WHITE, Color, tint
from layout.conformance import check_conformance, claims_of
from layout.display.model import Area, PageLink, Path, Rule, TextLine
from layout.errors import ConformanceError
from layout.geometry import Rect
from layout.pdf import PROFILES, write_pdf
from layout.pdf.press_file import press_job
from layout.pdf.standards import standards_of
from tests.support.inks import PRESS, Plates, for_press
from tests.support.pdf_pages import (
    content,
    ink_at,
    issue,
    line,
    opened,
    page,
    plain_fonts,
    run,
    written,
)

FONTS = plain_fonts()
TEAL = Color((0.0, 0.5, 0.5), (0.7, 0.0, 0.2, 0.5))
SPOT = Color((0.0, 0.65, 0.6), (0.9, 0.0, 0.5, 0.0), spot="PANTONE 3272 C")
RICH = Color((0.0, 0.0, 0.0), (0.6, 0.4, 0.4, 1.0))
PLACE = Rect(50, 80, 200, 100)
# From the page's corner to the sheet's: the bleed and the slug.
OUTSIDE = 8.5 + PROFILES["press"].slug


def at(plates: Plates, x: float, y: float) -> dict[str, int]:
    return plates.at(x + OUTSIDE, y + OUTSIDE)


def text(color: Color, size: float = 60.0) -> TextLine:
    """A line whose first character is solid within PLACE (glyphs of tests are squares)."""
    return line(run(FONTS, "han", "旧码", size=size, color=color), x=60, y=160)


def test_black_text_is_on_the_black_plate_alone_and_overprints() -> None:
    plates = Plates(for_press(issue(page(Area(PLACE, TEAL), text(BLACK))), FONTS))
    over = at(plates, 90, 140)
    assert over == {"Cyan": 70, "Yellow": 20, "Black": 100}
    assert at(plates, 240, 90) == {"Cyan": 70, "Yellow": 20, "Black": 50}


def test_white_text_takes_the_place_of_what_is_under_it() -> None:
    data = for_press(issue(page(Area(PLACE, TEAL), text(BLACK), text(WHITE))), FONTS)
    assert at(Plates(data), 90, 140) == {}


def test_body_copy_needs_no_plate_but_black() -> None:
    lines = [line(run(FONTS, "han", "旧码头换新颜" * 4), y=100 + 20 * at) for at in range(9)]
    rule = Rule(50, 400, 300, 400, 0.5, BLACK)
    plates = Plates(for_press(issue(page(*lines, rule)), FONTS))
    left, right, lower = OUTSIDE, OUTSIDE + 400, OUTSIDE + 600
    assert plates.inked_within(left, left, right, lower) == {"Black"}


def test_a_wide_black_rule_and_a_black_area_do_not_overprint() -> None:
    bar = Rule(50, 100, 250, 100, 12.0, BLACK)
    box = Area(Rect(50, 140, 40, 30), BLACK)
    plates = Plates(for_press(issue(page(Area(PLACE, TEAL), bar, box)), FONTS))
    assert at(plates, 150, 100) == {"Black": 100}
    assert at(plates, 70, 150) == {"Black": 100}


def test_a_spot_colour_has_a_plate_of_its_own_and_tints_of_it_too() -> None:
    pale = Area(Rect(50, 300, 100, 50), tint(SPOT, 0.4))
    data = for_press(issue(page(Area(PLACE, SPOT), pale)), FONTS)
    plates = Plates(data)
    assert at(plates, 100, 120) == {"PANTONE 3272 C": 100}
    assert at(plates, 100, 320) == {"PANTONE 3272 C": 40}
    pdf = opened(data)
    spaces = pdf.pages[0].Resources.ColorSpace.values()
    (space,) = (one for one in spaces if one[1] == f"/{SPOT.spot}")
    assert [str(one) for one in space[:3]] == ["/Separation", "/PANTONE 3272 C", "/DeviceCMYK"]
    assert list(map(float, space[3].C1)) == [0.9, 0.0, 0.5, 0.0]


def test_registration_is_on_every_plate_the_spots_too() -> None:
    cross = Area(Rect(20, 20, 20, 20), REGISTRATION)
    plates = Plates(for_press(issue(page(Area(PLACE, SPOT), cross)), FONTS))
    found = at(plates, 30, 30)
    assert set(found) == plates.names >= {"Cyan", "Magenta", "Yellow", "Black", SPOT.spot}
    assert set(found.values()) == {100}


def test_on_a_screen_registration_and_spots_are_what_they_look_like() -> None:
    data = written(issue(page(Area(PLACE, SPOT), Area(Rect(0, 0, 9, 9), REGISTRATION))))
    assert ink_at(data, 4, 4) == (0, 0, 0)
    assert ink_at(data, 100, 120) == (0, 166, 153)
    assert "scn" not in content(data)


def test_rich_black_is_what_the_style_says_and_no_more() -> None:
    plates = Plates(for_press(issue(page(Area(PLACE, RICH), text(RICH))), FONTS))
    found = at(plates, 240, 90)
    assert found == {"Cyan": 60, "Magenta": 40, "Yellow": 40, "Black": 100}
    assert sum(found.values()) == 240


@pytest.mark.parametrize("grey", [0.0, 0.2, 0.5, 0.9])
def test_a_grey_without_a_recipe_is_black_ink_alone_and_as_light(grey: float) -> None:
    *others, black = PRESS.inks_of(Color((grey, grey, grey)))
    assert others == [0.0, 0.0, 0.0]
    shown = ink_at(written(issue(page(Area(PLACE, Color((grey,) * 3))))), 100, 120)[0] / 255
    assert shown == pytest.approx(grey, abs=0.01)
    assert black == pytest.approx(1 - grey, abs=0.16)


def test_black_without_a_recipe_is_black_ink_alone() -> None:
    assert PRESS.inks_of(Color((0.0, 0.0, 0.0))) == (0.0, 0.0, 0.0, 1.0)


@pytest.mark.parametrize("rgb", [(180, 71, 42), (22, 50, 74), (255, 230, 0), (90, 200, 120)])
def test_other_colours_go_through_the_profile_as_littlecms_has_it(
    rgb: tuple[int, int, int],
) -> None:
    way = ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"),
        ImageCms.ImageCmsProfile(io.BytesIO(PRESS.icc)),
        "RGB",
        "CMYK",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    wanted = ImageCms.applyTransform(Image.new("RGB", (1, 1), rgb), way).getpixel((0, 0))
    red, green, blue = (value / 255 for value in rgb)
    found = PRESS.inks_of(Color((red, green, blue)))
    assert [round(ink * 255) for ink in found] == list(wanted)


def test_a_converted_colour_is_told_with_its_inks() -> None:
    job = press_job(PRESS, standards_of(["x-4"]))
    inks = job.page_inks()
    inks.fill(TEAL)
    assert job.findings == ()
    inks.fill(Color((1.0, 0.0, 0.0)))
    (note,) = job.findings
    assert (note.rule, note.severity.word) == ("colour-converted", "note")
    assert "#ff0000 to 0 " in note.message


def test_no_colour_of_the_screen_is_left_and_every_reader_agrees() -> None:
    shape = Path((60, 300), ((90, 340), (80, 310, 70, 300, 60, 300)), fill=TEAL, stroke=BLACK)
    data = for_press(issue(page(Area(PLACE, SPOT, opacity=0.5), shape, text(WHITE))), FONTS)
    assert check_conformance(data) == ()
    assert [one.name for one in claims_of(data)] == ["x-4"]
    pdf = opened(data)
    drawn = pikepdf.parse_content_stream(pdf.pages[0])
    operators = {str(one.operator) for one in drawn}
    assert not operators & {"rg", "RG", "g", "G"}
    assert pdf.pages[0].Group.CS == "/DeviceCMYK"
    document = pypdfium2.PdfDocument(data)
    teal = (
        document[0].render(scale=1).to_pil().getpixel((int(240 + OUTSIDE), int(90 + OUTSIDE)))
    )
    assert teal[2] > 150


def test_links_stay_behind_and_the_boxes_are_those_of_a_proof() -> None:
    data = for_press(issue(page(text(BLACK), PageLink(PLACE, 0))), FONTS)
    pdf = opened(data)
    sheet = pdf.pages[0]
    assert "/Annots" not in sheet
    assert [float(edge) for edge in sheet.TrimBox] == pytest.approx(
        [OUTSIDE, OUTSIDE, OUTSIDE + 400, OUTSIDE + 600], abs=0.001
    )


def test_a_file_for_the_press_is_the_same_every_time() -> None:
    made = issue(page(Area(PLACE, SPOT), text(Color((0.9, 0.1, 0.1)))))
    assert for_press(made, FONTS) == for_press(made, FONTS)


def test_for_pdf_x_1a_a_sheer_fill_over_paper_or_a_plain_fill_is_a_tint() -> None:
    sheer = Area(Rect(100, 300, 50, 50), TEAL, opacity=0.5)
    within = Area(Rect(100, 100, 50, 50), WHITE, opacity=0.5)
    data = for_press(issue(page(Area(PLACE, TEAL), within, sheer)), FONTS, "x-1a")
    assert check_conformance(data) == ()
    assert data.startswith(b"%PDF-1.4")
    plates = Plates(data)
    assert at(plates, 120, 320) == {"Cyan": 35, "Yellow": 10, "Black": 25}
    assert at(plates, 120, 120) == {"Cyan": 35, "Yellow": 10, "Black": 25}


def test_an_issue_without_title_or_date_is_refused() -> None:
    with pytest.raises(ConformanceError) as caught:
        write_pdf(issue(page(), title=""), FONTS, standards=standards_of(["x-4"]), press=PRESS)
    assert len(caught.value.diagnostics) == 2


def test_a_standard_for_a_press_wants_one() -> None:
    with pytest.raises(ValueError, match="PDF/X-4"):
        write_pdf(issue(page()), FONTS, standards=standards_of(["x-4"]))
