"""Printer's marks: each one's shape, and where it stands."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest

from layout.color import REGISTRATION
from layout.display.model import Area, Path, Rule
from layout.geometry import Rect, mm
from layout.pdf import PROFILES, Profile
from layout.pdf.marks import MARKS
from layout.pdf.marks.colour_bar import PATCH, recipes
from layout.pdf.marks.site import MarkSizes, Site
from layout.pdf.profile import EDGE
from layout.record import replace
from tests.support.pdf_pages import RED, issue, page, written
from tests.support.proofs import boxes_in, drawn

PROOF = PROFILES["proof"]
SITE = Site(mm(210), mm(285), mm(3), "recto")
DPI = 300


def items(name: str, site: Site = SITE) -> list[Rule | Path | Area]:
    return list(MARKS[name].draw(site))


def with_marks(*names: str, **more: object) -> Profile:
    return replace(PROOF, marks=tuple(MARKS[name] for name in names), **more)


def test_marks_for_all_plates_are_in_registration_colour() -> None:
    for name in ("crop", "fold", "registration"):
        for item in items(name):
            assert (item.color if isinstance(item, Rule) else item.stroke) == REGISTRATION


def test_crop_marks_are_as_long_and_as_far_as_the_printer_asks() -> None:
    sizes = MarkSizes(mm(7), mm(2), 0.5)
    marks = items("crop", replace(SITE, sizes=sizes))
    assert len(marks) == 8
    for mark in marks:
        assert abs(mark.x2 - mark.x1) + abs(mark.y2 - mark.y1) == pytest.approx(mm(7))
        assert mark.width == 0.5
    over = min(mark.y2 for mark in marks if mark.x1 == mark.x2 == 0)
    assert over == pytest.approx(-mm(5))


def test_registration_marks_are_crossed_rings_at_the_middle_of_each_side() -> None:
    rings = [item for item in items("registration") if isinstance(item, Path)]
    crosses = [item for item in items("registration") if isinstance(item, Rule)]
    radius = 0.3 * mm(5)
    middles = {(ring.start[0] - radius, ring.start[1]) for ring in rings}
    out = mm(3 + 1 + 2.5)
    wanted = {
        (SITE.width / 2, -out),
        (SITE.width / 2, SITE.height + out),
        (-out, SITE.height / 2),
        (SITE.width + out, SITE.height / 2),
    }
    assert {(round(x, 6), round(y, 6)) for x, y in middles} == {
        (round(x, 6), round(y, 6)) for x, y in wanted
    }
    for cross in crosses:
        assert abs(cross.x2 - cross.x1) + abs(cross.y2 - cross.y1) == pytest.approx(mm(5))


@pytest.mark.parametrize(("side", "spine"), [("recto", 0.0), ("verso", mm(210))])
def test_where_the_spine_is_folded_its_marks_are_dashed_and_no_knife_goes_there(
    side: str, spine: float
) -> None:
    site = replace(SITE, side=side, folded=True)
    assert {mark.x1 for mark in items("fold", site)} == {spine}
    assert all(mark.dash for mark in items("fold", site))
    assert {mark.x1 for mark in items("crop", site) if mark.x1 == mark.x2} == {mm(210) - spine}


def test_the_colour_bar_has_solids_overprints_grey_balance_and_steps_of_black() -> None:
    inks = [item.fill.cmyk for item in items("colour-bar")]
    assert inks == list(recipes())
    for solid in range(4):
        assert tuple(float(at == solid) for at in range(4)) in inks
    assert (1.0, 1.0, 1.0, 0.0) in inks
    steps = [ink[3] for ink in inks if ink[:3] == (0, 0, 0)]
    assert steps == sorted(steps, reverse=True)
    assert len(steps) == 5
    for at, (cyan, magenta, yellow, black) in enumerate(inks):
        if 0 < cyan < 1:  # a balanced grey has its black beside it
            assert magenta == yellow < cyan
            assert black == 0
            assert inks[at + 1] == (0, 0, 0, cyan)


def test_patches_are_large_enough_to_read_and_none_hides_another() -> None:
    assert mm(5) <= PATCH
    places = [item.rect for item in items("colour-bar", Site(mm(90), mm(120), mm(3), "recto"))]
    assert len(places) == len(recipes())
    for at, one in enumerate(places):
        assert (one.width, one.height) == (PATCH, PATCH)
        for other in places[:at]:
            apart_x = one.x >= other.right - 0.001 or other.x >= one.right - 0.001
            apart_y = one.y >= other.bottom - 0.001 or other.y >= one.bottom - 0.001
            assert apart_x or apart_y


def test_the_slug_has_the_room_that_its_marks_take() -> None:
    assert with_marks("crop").slug == pytest.approx(mm(6) + EDGE)
    assert with_marks("crop", "colour-bar").slug == pytest.approx(mm(1) + PATCH + EDGE)
    assert with_marks().slug == 0
    assert with_marks("crop", notes=mm(20)).slug == pytest.approx(mm(20) + EDGE)


def test_the_bleed_is_the_pages_or_the_printers_whichever_is_more() -> None:
    for asked, found in ((mm(5), mm(5)), (0.0, 8.5)):
        data = written(issue(page()), profile=replace(PROOF, bleed=asked))
        boxes = boxes_in(data)
        assert boxes["TrimBox"][0] - boxes["BleedBox"][0] == pytest.approx(found, abs=0.001)


def test_two_readers_and_the_picture_of_the_page_agree_about_the_boxes() -> None:
    full = Area(Rect(-8.5, -8.5, 417.0, 617.0), RED)
    data = written(issue(page(full)), profile=with_marks("crop"))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        bleed = [float(edge) for edge in pdf.pages[0].BleedBox]
        media = [float(edge) for edge in pdf.pages[0].MediaBox]
    document = pypdfium2.PdfDocument(data)
    try:
        assert list(document[0].get_bleedbox()) == pytest.approx(bleed, abs=0.001)
        assert list(document[0].get_mediabox()) == pytest.approx(media, abs=0.001)
        assert media[:2] == [0, 0]
    finally:
        document.close()
    width, height, ink = drawn(data, DPI)
    scale = DPI / 72
    row = ink[height // 2 * width : (height // 2 + 1) * width]
    dark = [at for at, grey in enumerate(row) if grey < 200]
    # Every pixel that the clip touches is inked, at each end.
    assert dark[0] == pytest.approx(bleed[0] * scale, abs=1.5)
    assert dark[-1] + 1 == pytest.approx(bleed[2] * scale, abs=1.5)


def test_marks_begin_where_they_should_to_half_a_pixel() -> None:
    """A heavy mark, so that its ends are whole pixels: the ink they cover is measured."""
    profile = with_marks("crop", sizes=MarkSizes(weight=4.0))
    data = written(issue(page()), profile=profile)
    trim = boxes_in(data)["TrimBox"]
    width, height, ink = drawn(data, DPI)
    scale = DPI / 72
    y = round(height - trim[1] * scale)  # the lower edge of the trim
    row = ink[y * width : (y + 1) * width]
    left = [1 - grey / 255 for grey in row[: int(trim[0] * scale) - 2]]
    start = next(at for at, black in enumerate(left) if black > 0)
    covered = sum(left)
    assert covered == pytest.approx(mm(5) * scale, abs=0.5)
    assert start + (1 - left[start]) == pytest.approx(EDGE * scale, abs=0.5)


def test_neither_reading_nor_keeping_shows_a_mark() -> None:
    for name in ("screen", "archive"):
        profile = PROFILES[name]
        assert not profile.marks
        assert profile.slug == 0
