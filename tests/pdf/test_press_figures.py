"""Figures in the colours of a screen, as the press prints them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

from layout.errors import ContentError
from tests.support.inks import Plates
from tests.support.picture_files import in_a_file, svg
from tests.support.press_figure_cases import (
    CASES,
    SHEER,
    SPOTS,
    TRIANGLES,
    Case,
    mesh,
    picture,
    shown,
    soft_mask,
    tile,
)
from tests.support.press_figures import (
    LEFT,
    SIDE,
    TOP,
    Printed,
    black_as_bright,
    figure,
    inks_of,
    straight,
)

if TYPE_CHECKING:
    from pathlib import Path

# In percent of ink: rounding to 8 bits on both ways, and how intents differ within the gamut.
_NEAR = 6
_GREY_FILL = b"0 0 100 100 re f"


def printed(case: Case, folder: Path, standard: str = "x-4") -> Printed:
    return Printed(figure(folder / "plan.pdf", case.content, case.draw), standard)


def by_name(cases: tuple[Case, ...]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", cases, ids=[one.name for one in cases])


@by_name(CASES)
def test_colours_of_the_screen_are_printed_as_they_look(case: Case, tmp_path: Path) -> None:
    made = printed(case, tmp_path)
    for place in case.places:
        assert made.difference_at(*place) < _NEAR, place


@by_name((*CASES, *SHEER, *SPOTS))
def test_a_figure_has_no_colours_of_the_screen_and_is_the_same_each_time(
    case: Case, tmp_path: Path
) -> None:
    made = printed(case, tmp_path)
    assert made.again() == made.data


@by_name(CASES)
def test_what_is_not_sheer_is_printed_in_x_1a_too(case: Case, tmp_path: Path) -> None:
    assert printed(case, tmp_path, "x-1a").data


def test_a_picture_mixed_with_black_is_printed_in_its_own_colour(tmp_path: Path) -> None:
    whole = inks_of((200, 40, 30))
    found = printed(SHEER[0], tmp_path).inks_at(50, 50)
    for name, ink in whole.items():
        assert found.get(name, 0) == pytest.approx(ink * 128 / 255, abs=_NEAR)


@pytest.mark.parametrize("x", [10, 50, 90])
def test_a_mask_lets_through_as_much_as_its_colours_are_bright(x: int, tmp_path: Path) -> None:
    made = printed(SHEER[1], tmp_path)
    red, green, blue = 0.3 + 0.7 * x / SIDE, x / SIDE, 0.5 * x / SIDE
    share = 0.3 * red + 0.59 * green + 0.11 * blue
    whole = inks_of((204, 26, 51))
    found = made.inks_at(x, 50)
    for name, ink in whole.items():
        assert found.get(name, 0) == pytest.approx(ink * share, abs=3)


def test_beside_a_masks_group_its_backdrop_says_how_bright_it_is(tmp_path: Path) -> None:
    made = printed(SHEER[1], tmp_path)
    mask = made.form.Resources.ExtGState.M.SMask
    assert [float(one) for one in mask.BC] == pytest.approx([0.11 * 0.5])
    assert mask.G.Group.CS == "/DeviceGray"
    whole = inks_of((204, 26, 51))["Magenta"]
    assert made.inks_at(50, 95)["Magenta"] == pytest.approx(whole * 0.055, abs=2)


def test_what_a_mask_and_the_page_both_draw_is_grey_in_the_mask_alone(tmp_path: Path) -> None:
    def draw(pdf: pikepdf.Pdf) -> dict[str, object]:
        made = dict(soft_mask(pdf))
        return {**made, "XObject": Dictionary(F=made["ExtGState"].M.SMask.G)}

    made = Printed(figure(tmp_path / "plan.pdf", b"/F Do /M gs 1 0 0 rg 0 0 9 9 re f", draw))
    resources = made.form.Resources
    assert resources.XObject.F.Resources.Shading.S.ColorSpace == "/DeviceCMYK"
    masked = resources.ExtGState.M.SMask.G
    assert masked.Resources.Shading.S.ColorSpace == "/DeviceGray"


def test_a_mask_that_draws_with_what_the_page_has_leaves_that_in_inks(tmp_path: Path) -> None:
    def draw(pdf: pikepdf.Pdf) -> dict[str, object]:
        made = dict(soft_mask(pdf))
        group = made["ExtGState"].M.SMask.G
        made["Shading"] = group.Resources.Shading
        del group["/Resources"]
        return made

    made = Printed(figure(tmp_path / "plan.pdf", b"/S sh /M gs 1 0 0 rg 0 0 9 9 re f", draw))
    assert made.form.Resources.Shading.S.ColorSpace == "/DeviceCMYK"


def test_a_gradient_of_greys_prints_in_black_alone(tmp_path: Path) -> None:
    def draw(_pdf: pikepdf.Pdf) -> dict[str, object]:
        function = straight([0, 0, 0], [1, 1, 1])
        entries = {"ShadingType": 2, "ColorSpace": Name.DeviceRGB, "Coords": [0, 0, 100, 0]}
        return {"Shading": Dictionary(S=Dictionary(**entries, Function=function))}

    made = Printed(figure(tmp_path / "plan.pdf", b"/S sh", draw))
    for x in (10, 50, 90):
        found = made.inks_at(x, 50)
        assert set(found) == {"Black"}
        assert found["Black"] == pytest.approx(black_as_bright(x / SIDE), abs=3)


def test_greys_by_a_gamma_print_in_black_as_light_as_they_look(tmp_path: Path) -> None:
    def draw(_pdf: pikepdf.Pdf) -> dict[str, object]:
        entries = Dictionary(WhitePoint=[0.9505, 1, 1.089], Gamma=1)
        return {"ColorSpace": Dictionary(c=Array([Name.CalGray, entries]))}

    made = Printed(figure(tmp_path / "plan.pdf", b"/c cs 0.5 sc " + _GREY_FILL, draw))
    assert made.inks_at(50, 50)["Black"] == pytest.approx(black_as_bright(0.735), abs=2)


def test_plain_greys_stay_what_they_are(tmp_path: Path) -> None:
    made = Printed(figure(tmp_path / "plan.pdf", b"0.4 g " + _GREY_FILL))
    assert made.inks_at(50, 50) == {"Black": 60}


def test_a_drawing_of_black_and_white_is_black_ink(tmp_path: Path) -> None:
    def draw(pdf: pikepdf.Pdf) -> pikepdf.Stream:
        space = Array([Name.Indexed, Name.DeviceRGB, 1, pikepdf.String(b"\0\0\0\xff\xff\xff")])
        return picture(pdf, b"\0\0\0\0", space)

    file = figure(tmp_path / "plan.pdf", b"100 0 0 100 0 0 cm /I Do", shown(draw))
    assert Printed(file).inks_at(50, 50) == {"Black": 100}


@by_name(SPOTS)
def test_inks_of_their_own_stay_on_their_own_plates(case: Case, tmp_path: Path) -> None:
    made = printed(case, tmp_path)
    plates = Plates(made.data).inked_within(LEFT, TOP, LEFT + SIDE, TOP + SIDE)
    assert plates <= {"Moss", "Rust"}
    assert "Moss" in plates


def test_what_stands_in_for_an_ink_looks_like_it(tmp_path: Path) -> None:
    made = printed(SPOTS[0], tmp_path)
    space = made.form.Resources.ColorSpace.c
    assert space[2] == "/DeviceCMYK"
    whole = [one * 100 for one in _last_sample(space[3])]
    assert whole == pytest.approx(list(inks_of((0, 140, 76)).values()), abs=2)


def _last_sample(function: pikepdf.Object) -> list[float]:
    if function.FunctionType == 2:
        return [float(one) for one in function.C1]
    return [one / 255 for one in function.read_bytes()[-4:]]


def test_a_groups_colours_are_blended_in_inks(tmp_path: Path) -> None:
    def draw(pdf: pikepdf.Pdf) -> dict[str, object]:
        form = pdf.make_stream(
            b"1 0 0 rg 0 0 50 50 re f",
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=[0, 0, 100, 100],
            Group=Dictionary(S=Name.Transparency, CS=Name.DeviceRGB),
        )
        state = Dictionary(ca=0.5)
        return {"XObject": Dictionary(F=form), "ExtGState": Dictionary(G=state)}

    made = Printed(figure(tmp_path / "plan.pdf", b"/G gs /F Do", draw))
    assert made.form.Resources.XObject.F.Group.CS == "/DeviceCMYK"


def test_the_gradients_of_an_svg_are_printed(tmp_path: Path) -> None:
    gradient = (
        '<defs><linearGradient id="a"><stop offset="0" stop-color="#e33"/>'
        '<stop offset="1" stop-color="#27c" stop-opacity="0.4"/></linearGradient></defs>'
        '<rect width="64" height="32" fill="url(#a)"/>'
    )
    assert Printed(in_a_file(svg(gradient), tmp_path / "plan.svg")).data


def test_a_group_where_nothing_shows_through_is_taken_apart_for_x_1a(tmp_path: Path) -> None:
    path = figure(tmp_path / "plan.pdf", b"/G gs 1 0 0 rg 0 0 9 9 re f")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[0].Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB, I=True)
        pdf.pages[0].Resources.ExtGState = Dictionary(G=Dictionary(ca=1, CA=1, BM=Name.Normal))
        pdf.save(path)
    assert "/Group" not in Printed(path, "x-1a").form
    assert Printed(path).form.Group.CS == "/DeviceCMYK"


@by_name(SHEER)
def test_what_shows_through_is_refused_by_name_for_x_1a(case: Case, tmp_path: Path) -> None:
    assert "PDF/X-1a" in finding_of(tmp_path, case.content, case.draw, "x-1a").message


def finding_of(folder: Path, content: bytes, draw: object, standard: str = "x-4") -> object:
    with pytest.raises(ContentError) as caught:
        Printed(figure(folder / "plan.pdf", content, draw), standard)
    (finding,) = caught.value.diagnostics
    assert "plan.pdf" in finding.message
    assert finding.hint
    return finding


def _inks_of_many(pdf: pikepdf.Pdf) -> dict[str, object]:
    tint = pdf.make_stream(b"{}", FunctionType=4, Domain=[0, 1] * 9, Range=[0, 1] * 3)
    names = [Name(f"/N{at}") for at in range(9)]
    return {"ColorSpace": Dictionary(c=Array([Name.DeviceN, names, Name.DeviceRGB, tint]))}


def _unknown_space(_pdf: pikepdf.Pdf) -> dict[str, object]:
    return {"ColorSpace": Dictionary(c=Array([Name("/CIEBasedABC"), Dictionary()]))}


@pytest.mark.parametrize(
    ("content", "draw"),
    [
        (b"/c cs 1 0 0 scn 0 0 9 9 re f", _unknown_space),
        (b"/c cs 0 0 0 0 0 0 0 0 1 scn", _inks_of_many),
        (b"/S sh", mesh(4, TRIANGLES, BitsPerFlag=3)),
        (b"/I Do", shown(lambda p: picture(p, b"no", Name.DeviceRGB, Filter=Name.JPXDecode))),
        (b"/I Do", shown(lambda p: picture(p, b"no", Name.DeviceRGB, Filter=Name.DCTDecode))),
        (b"/I Do", shown(lambda p: picture(p, b"no", Name.DeviceRGB))),
    ],
    ids=["space", "inks", "mesh", "JPEG 2000", "JPEG", "samples"],
)
def test_what_cannot_be_converted_is_refused_by_name(
    content: bytes, draw: object, tmp_path: Path
) -> None:
    assert finding_of(tmp_path, content, draw).rule in {"not-for-press", "broken-picture"}


def test_a_hard_stop_of_a_gradient_stays_hard(tmp_path: Path) -> None:
    case = next(one for one in CASES if one.name == "axial with stops")
    made = printed(case, tmp_path)
    function = made.form.Resources.Shading.S.Function
    assert function.FunctionType == 3
    assert [float(one) for one in function.Bounds] == [0.5]


def test_a_flat_part_of_a_gradient_needs_no_table(tmp_path: Path) -> None:
    case = next(one for one in CASES if one.name == "axial with stops")
    made = printed(case, tmp_path)
    function = made.form.Resources.Shading.S.Function
    assert function.Functions[1].FunctionType == 2


def test_a_jpeg_in_a_figure_is_printed_as_it_looks(tmp_path: Path) -> None:
    import io

    buffer = io.BytesIO()
    Image.new("RGB", (16, 16), (200, 40, 30)).save(buffer, "JPEG", quality=98)
    file = figure(
        tmp_path / "plan.pdf",
        b"100 0 0 100 0 0 cm /I Do",
        shown(
            lambda p: picture(
                p, buffer.getvalue(), Name.DeviceRGB, (16, 16), Filter=Name.DCTDecode
            )
        ),
    )
    assert Printed(file).difference_at(50, 50) < _NEAR


def test_a_mask_within_itself_ends(tmp_path: Path) -> None:
    def draw(pdf: pikepdf.Pdf) -> dict[str, object]:
        made = dict(soft_mask(pdf))
        group = made["ExtGState"].M.SMask.G
        group.Resources.ExtGState = Dictionary(
            M=Dictionary(SMask=Dictionary(S=Name.Luminosity, G=group))
        )
        return made

    assert Printed(figure(tmp_path / "plan.pdf", b"/M gs 1 0 0 rg 0 0 9 9 re f", draw)).data


def test_a_form_that_two_figures_parts_draw_is_converted_once(tmp_path: Path) -> None:
    def draw(pdf: pikepdf.Pdf) -> dict[str, object]:
        space = pdf.make_indirect(Array([Name.Pattern, Name.DeviceRGB]))
        shared = Dictionary(ColorSpace=Dictionary(c=space), Pattern=Dictionary(P=tile(pdf)))
        form = pdf.make_stream(
            b"/c cs .9 .3 .1 /P scn 0 0 50 100 re f",
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=[0, 0, 100, 100],
            Resources=pdf.make_indirect(shared),
        )
        return {"XObject": Dictionary(F=form), **dict(shared.items())}

    def with_names(pdf: pikepdf.Pdf) -> dict[str, object]:
        return {key.removeprefix("/"): value for key, value in draw(pdf).items()}

    content = b"/F Do /c cs .9 .3 .1 /P scn 50 0 50 100 re f"
    made = Printed(figure(tmp_path / "plan.pdf", content, with_names))
    for x in (25, 75):
        assert made.difference_at(x, 50) < _NEAR


def test_what_is_drawn_in_no_colour_is_black(tmp_path: Path) -> None:
    content = b"q /DeviceRGB cs 1 0 0 sc 0 50 100 50 re f Q 0 0 100 50 re f"
    made = Printed(figure(tmp_path / "plan.pdf", content))
    assert made.difference_at(50, 25) < _NEAR
    assert made.inks_at(50, 75) == {"Black": 100}
