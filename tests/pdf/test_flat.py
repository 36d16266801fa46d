"""Flattened pages: nothing shows through any more, and every plate is as if it did."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, TypeAlias

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from layout.color import BLACK, WHITE, Color, tint
from layout.conformance import check_conformance
from layout.display.model import Area, Path, PlacedPicture, Rule, Shape
from layout.errors import ContentError
from layout.geometry import Rect
from layout.images.flattening import Flattening, Veil
from layout.images.press import NO_PRESS, PressTarget, press_picture
from layout.pdf import PROFILES
from layout.pdf.flat import flat_pages
from layout.pdf.window import Window, every_item
from layout.record import replace
from tests.support.inks import PRESS, Plates, for_press
from tests.support.pdf_pages import extracted, issue, line, opened, page, plain_fonts, run
from tests.support.picture_files import turned

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Iterable

    from layout.display.model import Item
    from layout.images.flattening import Inks

FONTS = plain_fonts()
TEAL = Color((0.0, 0.5, 0.5), (0.7, 0.0, 0.2, 0.5))
SAND = Color((0.9, 0.8, 0.6), (0.1, 0.2, 0.4, 0.0))
SPOT = Color((0.0, 0.65, 0.6), (0.9, 0.0, 0.5, 0.0), spot="Kingfisher")
GOLD = Color((0.7, 0.6, 0.3), (0.3, 0.4, 0.8, 0.1), spot="Old Gold")
FLAT = PressTarget(PRESS.icc, flat=True)
EDGE = 3  # points around an edge that smoothing may touch

PlateInks: TypeAlias = dict[str, float]


def recipe(color: Color) -> Inks:
    assert color.cmyk is not None
    return color.cmyk


def inks_of(color: Color) -> PlateInks:
    """What a colour puts on each plate, by names; process plates have their letters."""
    if color.spot:
        return {color.spot: color.share}
    return dict(zip("CMYK", recipe(color), strict=True))


def shown(
    items: Iterable[Item], x: float, y: float, start: PlateInks | None = None
) -> PlateInks:
    """The inks at a point, painted item after item as ISO 32000-1 11.3.3 has it."""
    inks = dict(start or {})
    for item in items:
        assert isinstance(item, Area)
        rect = item.rect
        if not (rect.x < x < rect.right and rect.y < y < rect.bottom):
            continue
        if isinstance(item, Window):
            inks = over(item.items, x, y, inks) if item.over else shown(item.items, x, y, inks)
        elif item.fill is not None:
            own, share = inks_of(item.fill), item.opacity
            plates = {*inks, *own}
            inks = {
                name: share * own.get(name, 0.0) + (1 - share) * inks.get(name, 0.0)
                for name in plates
            }
    return inks


def over(items: Iterable[Item], x: float, y: float, inks: PlateInks) -> PlateInks:
    """As `shown`, each colour on its own plates alone."""
    for item in items:
        one = shown([item], x, y)
        assert not one or all(name not in "CMYK" for name in one), "only spots overprint"
        inks = {**inks, **one}
    return inks


COLORS = st.one_of(
    st.tuples(*[st.sampled_from([0.0, 0.2, 0.5, 1.0])] * 4).map(
        lambda inks: Color((0, 0, 0), inks)
    ),
    st.sampled_from([SPOT, GOLD, tint(SPOT, 0.5), tint(GOLD, 0.2), WHITE, BLACK]),
)
EDGES = st.integers(0, 5)


@st.composite
def areas(draw: st.DrawFn) -> Area:
    left, top = draw(EDGES), draw(EDGES)
    width, height = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    opacity = draw(st.sampled_from([1.0, 1.0, 0.25, 0.6, 0.9]))
    return Area(Rect(left, top, width, height), draw(COLORS), opacity=opacity)


@given(st.lists(areas(), max_size=6))
def test_every_plate_is_as_if_things_showed_through(items: list[Area]) -> None:
    (flat,) = flat_pages(issue(page(*items)), recipe).pages
    assert all(item.opacity == 1 for item in every_item(flat.items) if isinstance(item, Area))
    for x in range(11):
        for y in range(11):
            place = x + 0.5, y + 0.5
            wanted, found = shown(items, *place), shown(flat.items, *place)
            for name in {*wanted, *found}:
                assert found.get(name, 0.0) == pytest.approx(wanted.get(name, 0.0), abs=1e-6)


def test_veils_over_each_other_are_one() -> None:
    lower, upper = Veil((0.5, 0.2, 0.0, 0.1), 0.3), Veil((0.0, 0.9, 0.4, 0.6), 0.8)
    below = (0.9, 0.1, 0.7, 0.3)
    assert lower.under(upper).over(below) == pytest.approx(upper.over(lower.over(below)))


def unpacked(data: bytes) -> bytes:
    return zlib.decompress(data)


def scene(folder: pathlib.Path) -> list[Item]:
    """A page of everything, with sheer panels over each other, a spot ink and pictures."""
    ramp = Image.merge("RGB", [Image.linear_gradient("L").rotate(90 * at) for at in range(3)])
    ramp.save(folder / "ramp.png")
    alpha = ramp.copy()
    alpha.putalpha(Image.radial_gradient("L"))
    alpha.save(folder / "alpha.png")
    return [
        Area(Rect(20, 20, 300, 200), SAND),
        PlacedPicture(Rect(40, 40, 120, 120), str(folder / "ramp.png"), (0.1, 0.2, 0.9, 1.0)),
        PlacedPicture(Rect(180, 40, 80, 80), str(folder / "alpha.png")),
        line(run(FONTS, "han", "旧码头", size=50, color=BLACK), x=60, y=210),
        line(run(FONTS, "han", "灯", size=40, color=SPOT), x=220, y=210),
        Rule(30, 60, 310, 190, 6, TEAL),
        Rule(30, 100, 310, 100, 1, BLACK),
        Shape(((200, 60), (300, 80), (220, 180)), TEAL),
        Path((60, 60), ((90, 40, 130, 160, 170, 70),), stroke=WHITE, stroke_width=8),
        Area(
            Rect(30, 50, 180, 140), TEAL, opacity=0.6, radius=12, stroke=WHITE, stroke_width=2
        ),
        line(run(FONTS, "han", "夜班", size=40, color=WHITE), x=60, y=130),
        Area(Rect(100, 30, 190, 170), SPOT, opacity=0.35),
        Area(Rect(140, 100, 60, 160), SAND, opacity=0.8),
    ]


def test_flattened_plates_are_those_of_the_sheer_page(tmp_path: pathlib.Path) -> None:
    pages = issue(page(*scene(tmp_path)))
    flat = for_press(pages, FONTS, "x-1a")
    assert check_conformance(flat) == ()
    sheer_plates, flat_plates = Plates(for_press(pages, FONTS)), Plates(flat)
    assert flat_plates.names == sheer_plates.names
    assert "Kingfisher" in flat_plates.names
    for name in flat_plates.names:
        assert flat_plates.differs_by(sheer_plates, name, within=EDGE) <= 3, name


def test_a_figure_under_a_panel_is_drawn_again_in_mixed_colours(
    tmp_path: pathlib.Path,
) -> None:
    document = pikepdf.new()
    sheet = document.add_blank_page(page_size=(100, 100))
    samples = bytes(value for at in range(16) for value in (16 * at, 255 - 16 * at, 90))
    picture = document.make_stream(
        samples,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=4,
        Height=4,
        BitsPerComponent=8,
        ColorSpace=pikepdf.Name.DeviceRGB,
    )
    blend = {"/FunctionType": 2, "/Domain": [0, 1], "/N": 1}
    gradient = {
        "/ShadingType": 2,
        "/ColorSpace": pikepdf.Name.DeviceRGB,
        "/Coords": [0, 0, 100, 0],
        "/Function": {**blend, "/C0": [1, 0.2, 0], "/C1": [0, 0.3, 0.8]},
    }
    sheet.Resources = pikepdf.Dictionary(XObject={"/Im": picture}, Shading={"/Sh": gradient})
    sheet.Contents = document.make_stream(
        b"0.8 0.2 0.1 rg 5 60 40 30 re f 0.4 g 50 60 40 30 re f 0 0.5 0 0.2 K 4 w "
        b"5 55 m 95 55 l S q 30 0 0 30 60 10 cm /Im Do Q 5 10 40 40 re W n /Sh sh"
    )
    document.save(tmp_path / "figure.pdf")
    figure = PlacedPicture(Rect(40, 40, 150, 150), str(tmp_path / "figure.pdf"))
    ground = Area(Rect(20, 20, 260, 200), SAND)
    panels = [
        Area(Rect(60, 60, 160, 140), TEAL, opacity=0.4),
        Area(Rect(100, 30, 60, 130), SPOT, opacity=0.5),
    ]
    pages = issue(page(ground, figure, *panels))
    flat = for_press(pages, FONTS, "x-1a")
    assert check_conformance(flat) == ()
    sheer_plates, flat_plates = Plates(for_press(pages, FONTS)), Plates(flat)
    for name in sheer_plates.names | flat_plates.names:
        assert flat_plates.differs_by(sheer_plates, name, within=EDGE) <= 3, name


def test_text_under_a_panel_is_text_still_and_there_once() -> None:
    text = line(run(FONTS, "han", "旧码头", size=20, color=BLACK), x=80, y=150)
    panel = Area(Rect(20, 60, 260, 160), TEAL, opacity=0.5)
    data = for_press(issue(page(text, panel)), FONTS, "x-1a")
    assert extracted(data).strip() == "旧码头"


def test_black_text_under_a_panel_still_prints_over_what_is_there() -> None:
    text = line(run(FONTS, "han", "旧", size=60, color=BLACK), x=60, y=160)
    panel = Area(Rect(50, 80, 200, 100), TEAL, opacity=0.5)
    ground = Area(Rect(40, 70, 220, 120), SAND)
    plates = Plates(for_press(issue(page(ground, text, panel)), FONTS, "x-1a"))
    outside = 8.5 + PROFILES["press"].slug
    under = plates.at(90 + outside, 140 + outside)
    assert under == {"Cyan": 40, "Magenta": 10, "Yellow": 30, "Black": 75}


def test_only_the_part_of_a_picture_under_a_panel_is_there_again(
    tmp_path: pathlib.Path,
) -> None:
    file = tmp_path / "wide.png"
    Image.new("RGB", (100, 50), (200, 40, 30)).save(file)
    picture = PlacedPicture(Rect(20, 20, 200, 100), str(file))
    panel = Area(Rect(61, 41, 38, 38), TEAL, opacity=0.5)
    pdf = opened(for_press(issue(page(picture, panel)), FONTS, "x-1a"))
    sizes = {
        (int(one.Width), int(one.Height)) for one in pdf.pages[0].Resources.XObject.values()
    }
    assert sizes == {(100, 50), (20, 20)}


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_that_lies_on_its_side_is_cut_upright(
    tmp_path: pathlib.Path, orientation: int
) -> None:
    upright = Image.new("L", (6, 4), 200)
    upright.putpixel((0, 0), 0)
    file = turned(orientation, tmp_path / "on-its-side.png", upright)
    asked = Flattening(veil=Veil((0, 0, 0, 0), 0.5), part=(0, 0, 0.3, 0.2))
    picture = press_picture(file, FLAT, flattening=asked).picture
    assert (picture.width_px, picture.height_px, picture.orientation) == (2, 1, 1)
    assert unpacked(picture.data)[3::4] == bytes([128, 28])


def test_inks_of_a_picture_are_mixed_with_the_panels(tmp_path: pathlib.Path) -> None:
    file = tmp_path / "inks.tif"
    Image.new("CMYK", (2, 2), (200, 100, 40, 0)).save(file)
    made = press_picture(file, FLAT, flattening=Flattening(veil=Veil((0, 1, 0, 0.4), 0.25)))
    assert tuple(unpacked(made.picture.data)[:4]) == (150, 139, 30, 26)
    assert made.notes == (NO_PRESS,)
    assert made.part == (0, 0, 1, 1)


def test_what_shows_through_onto_a_plain_fill_is_laid_on_it(tmp_path: pathlib.Path) -> None:
    file = tmp_path / "alpha.png"
    Image.new("RGBA", (2, 2), (255, 255, 255, 128)).save(file)
    placed = PlacedPicture(Rect(60, 90, 50, 50), str(file))
    pages = issue(page(Area(Rect(50, 80, 200, 100), TEAL), placed))
    plates = Plates(for_press(pages, FONTS, "x-1a"))
    assert plates.differs_by(Plates(for_press(pages, FONTS)), "Cyan", within=EDGE) <= 2


def test_what_shows_through_onto_a_picture_is_refused(tmp_path: pathlib.Path) -> None:
    for name, mode in (("below.png", "RGB"), ("sheer.png", "RGBA")):
        Image.new(mode, (2, 2)).save(tmp_path / name)
    below = PlacedPicture(Rect(50, 80, 100, 100), str(tmp_path / "below.png"))
    sheer = PlacedPicture(Rect(60, 90, 50, 50), str(tmp_path / "sheer.png"))
    with pytest.raises(ContentError) as caught:
        for_press(issue(page(below, sheer)), FONTS, "x-1a")
    (finding,) = caught.value.diagnostics
    assert finding.rule == "not-for-press"
    assert finding.message.startswith("sheer.png: it shows through onto a picture")
    assert for_press(issue(page(below, sheer)), FONTS, "x-4")


def test_a_kept_part_is_the_same_and_knows_its_place(tmp_path: pathlib.Path) -> None:
    file = tmp_path / "wide.png"
    Image.new("RGB", (100, 50), (200, 40, 30)).save(file)
    target = replace(FLAT, cache=tmp_path / "kept")
    asked = Flattening(veil=Veil((0, 0, 0, 1), 0.5), part=(0.155, 0.2, 0.5, 0.6))
    first = press_picture(file, target, flattening=asked)
    assert first.part == (0.15, 0.2, 0.5, 0.6)
    assert press_picture(file, target, flattening=asked) == first
    assert len(list((tmp_path / "kept").iterdir())) == 1
