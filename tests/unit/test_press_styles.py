"""Spot colours of house styles, inks that sections share, and builds for a press."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from layout.color import BLACK, REGISTRATION, Color, known_color, shade, tint
from layout.conformance import check_conformance
from layout.errors import StyleError
from layout.pipeline import BuildRequest, build_issue
from layout.styles import read_style
from tests.support.real_issues import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from layout.styles import HouseStyle

STYLES = ROOT / "styles"
INK = '{rgb: "#00a599", cmyk: [90, 0, 50, 0], spot: {name: PANTONE 3272 C TINT}}'


def style(folder: Path, *colors: str) -> HouseStyle:
    """A style whose palette has more colours."""
    palette = "".join(f"  more-{at}: {color}\n" for at, color in enumerate(colors))
    text = f"name: mine\nextends: magazine\npalette:\n{palette}"
    (folder / "mine.yaml").write_text(text, "utf-8")
    return read_style("mine", [folder, STYLES])


def ink(share: str = "", cmyk: str = "[90, 0, 50, 0]") -> str:
    return INK.replace(" TINT", share).replace("[90, 0, 50, 0]", cmyk)


def test_a_tint_of_a_spot_ink_is_a_share_of_it_and_looks_like_one(tmp_path: Path) -> None:
    palette = style(tmp_path, ink(), ink(", tint: 50")).palette
    full, half = palette["more-0"], palette["more-1"]
    assert (full.spot, full.share, half.share) == ("PANTONE 3272 C", 1.0, 0.5)
    assert half.full == pytest.approx(full.cmyk)
    assert half.cmyk == pytest.approx((0.45, 0.0, 0.25, 0.0))
    assert half == tint(full, 0.5)


def test_a_spot_ink_that_is_darkened_is_mixed() -> None:
    spot = Color((0.0, 0.6, 0.6), (0.9, 0.0, 0.5, 0.0), "PANTONE 3272 C")
    assert shade(spot, 0.5).spot == ""
    assert REGISTRATION.is_black


@pytest.mark.parametrize(
    ("colors", "says"),
    [
        ([ink(", tint: 0")], "over 0"),
        ([ink(", tint: 101")], "up to 100"),
        ([ink().replace("PANTONE 3272 C", "All")], "'All' is no name"),
        ([ink().replace("PANTONE 3272 C", "Cyan")], "'Cyan' is no name"),
        ([ink(), ink("", "[0, 0, 9, 0]")], "elsewhere"),
        (['{rgb: "#00a599", spot: {name: PANTONE 3272 C}}'], "takes `cmyk` too"),
    ],
)
def test_what_is_no_spot_ink_is_told(tmp_path: Path, colors: list[str], says: str) -> None:
    with pytest.raises(StyleError, match=says):
        style(tmp_path, *colors)


@pytest.mark.parametrize("name", ["magazine", "gazette", "specimen"])
def test_every_colour_of_our_styles_has_few_inks(name: str) -> None:
    for color in read_style(name, [STYLES]).palette.values():
        assert color.cmyk is not None
        assert sum(ink > 0 for ink in color.cmyk) <= 3


def test_a_sections_colour_has_the_inks_of_the_palettes_colour_that_looks_like_it() -> None:
    teal = Color((0.0, 1.0, 1.0), (0.7, 0.0, 0.2, 0.0))
    assert known_color("#00ffff", [BLACK, teal]) == teal
    assert known_color("#00fffe", [teal]).cmyk is None


@pytest.mark.parametrize("standard", ["x-4", "x-1a"])
def test_the_sample_for_the_press_keeps_its_standard_with_nothing_converted(
    standard: str,
) -> None:
    request = BuildRequest(
        ROOT / "content" / "tideshore" / "2031-07",
        profile="press",
        standards=(standard,),
        pages="8,10,11,46",  # 8 and 46 have sheer panels over pictures
    )
    result = build_issue(request)
    assert check_conformance(result.pdf, [standard]) == ()
    assert "colour-converted" not in {one.rule for one in result.findings}


@pytest.mark.parametrize(
    ("text", "icc", "says"),
    [
        ("", b"", "no CMYK profile"),
        (f", sha256: '{'0' * 64}'", None, "`sha256`"),
    ],
)
def test_a_profile_that_is_not_the_presss_is_refused(
    tmp_path: Path, text: str, icc: bytes | None, says: str
) -> None:
    root = tmp_path / "home"
    for folder in ("styles", "fonts"):
        shutil.copytree(ROOT / folder, root / folder)
    real = (STYLES / "icc" / "FOGRA39L_coated.icc").read_bytes()
    (root / "styles" / "icc" / "mine.icc").write_bytes(real if icc is None else icc)
    condition = f"condition: {{identifier: X, icc: mine.icc{text}}}\n"
    (root / "styles" / "printers" / "mine.yaml").write_text(condition, "utf-8")
    issue = ROOT / "content" / "tideshore" / "2031-07"
    request = BuildRequest(issue, profile="press", pages="10", root=root, printer="mine")
    with pytest.raises(StyleError, match=says):
        build_issue(request)
