"""Which part of a picture shows in its frame, and what is told of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFile

from layout.content.crops import crop_from, focus_from
from layout.content.model import Picture
from layout.flow.crops import crop_to, inside, shown
from layout.geometry import Rect
from layout.images import PictureInfo, prepare
from tests.support.command_line import CommandLine
from tests.support.picture_files import as_bytes, in_a_file, quarters, saved, svg

if TYPE_CHECKING:
    from pathlib import Path


def info(width: int, height: int, *, is_vector: bool = False) -> PictureInfo:
    return PictureInfo(width, height, "RGB", 0.0, False, 1, "PNG", is_vector=is_vector)


percents = st.integers(0, 100)
parts = st.tuples(percents, percents, st.integers(1, 100), st.integers(1, 100)).filter(
    lambda part: part[0] + part[2] <= 100 and part[1] + part[3] <= 100
)


@given(
    st.integers(1, 5000),
    st.integers(1, 5000),
    parts,
    percents,
    percents,
    st.floats(0.05, 20.0),
)
def test_a_picture_is_cut_to_its_frame_inside_its_crop_and_never_stretched(
    width: int, height: int, part: tuple[int, ...], x: int, y: int, wanted: float
) -> None:
    crop = crop_from(" ".join(f"{number}%" for number in part))
    block = Picture(file="a.png", crop=crop, focus=focus_from(f"{x}% {y}%"))
    of = info(width, height)
    left, top, right, bottom = crop_to(wanted, shown(block, of), of)
    assert (right - left) * width / ((bottom - top) * height) == pytest.approx(wanted)
    first_x, first_y, wide, high = (number / 100 for number in part)
    assert first_x - 1e-9 <= left < right <= first_x + wide + 1e-9
    assert first_y - 1e-9 <= top < bottom <= first_y + high + 1e-9


@pytest.mark.parametrize(
    ("focus", "edges"),
    [
        (None, (0.25, 0.0, 0.75, 1.0)),
        ("0 0", (0.0, 0.0, 0.5, 1.0)),
        ("100% 0", (0.5, 0.0, 1.0, 1.0)),
        ("120px 50px", (0.35, 0.0, 0.85, 1.0)),
    ],
)
def test_the_focus_stays_in_view(focus: str | None, edges: tuple[float, ...]) -> None:
    block = Picture(file="a.png", focus=focus_from(focus) if focus else None)
    of = info(200, 100)
    assert crop_to(1.0, shown(block, of), of) == pytest.approx(edges)


def test_a_figure_in_lines_stands_whole_in_the_middle_of_its_frame() -> None:
    rect = inside(Rect(10.0, 20.0, 100.0, 100.0), 2.0)
    assert (rect.x, rect.y, rect.width, rect.height) == (10.0, 45.0, 100.0, 50.0)


@pytest.fixture
def banxin(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return CommandLine(tmp_path, capsys)


def built(banxin: CommandLine, data: bytes, attributes: str, *words: str):
    """An issue with one picture on line 5 of its only article; its outcome and its pictures."""
    folder = banxin.folder / "07"
    (folder / "articles").mkdir(parents=True)
    (banxin.folder / "publication.yaml").write_text("title: 江畔\n", "utf-8")
    (folder / "issue.yaml").write_text("issue: {title: 江畔}\n", "utf-8")
    in_a_file(data, folder / "a.picture")
    head = "---\nid: harbour\nkind: feature\n---\n"
    article = f"{head}![](a.picture){{{attributes}}}\n"
    (folder / "articles" / "a.md").write_text(article, "utf-8")
    layout = banxin.folder / "layout.json"
    done = banxin.build(folder, "--layout-json", layout, *words, before=("--json",))
    pages = json.loads(layout.read_text("utf-8"))["pages"] if layout.exists() else []
    return done, [picture for page in pages for picture in page["pictures"]]


def rules(done) -> list[str]:
    return [finding["rule"] for finding in done.document["findings"]]


def test_a_ratio_gives_the_frame_its_shape_to_the_nearest_row(banxin: CommandLine) -> None:
    data = as_bytes(quarters(size=(400, 400)), "PNG")
    _, (picture,) = built(banxin, data, 'ratio=2:1 focus="0 0"')
    _, _, width, height = picture["rect"]
    assert width / height == pytest.approx(2.0, rel=0.2)
    assert picture["crop"][:2] == [0.0, 0.0]
    assert picture["crop"][3] < 1


def test_the_layout_tells_the_resolution_of_what_shows(banxin: CommandLine) -> None:
    data = as_bytes(quarters(size=(400, 400)), "PNG")
    _, (picture,) = built(banxin, data, 'crop="200px 0 200px 200px"')
    left, _, right, _ = picture["crop"]
    assert picture["ppi"] == pytest.approx(
        (right - left) * 400 * 72 / picture["rect"][2], abs=0.1
    )


def test_a_figure_in_lines_has_no_resolution_and_is_not_cut(banxin: CommandLine) -> None:
    done, (picture,) = built(banxin, svg(), "span=1", "--profile", "proof")
    assert picture["ppi"] is None
    assert picture["crop"] == [0.0, 0.0, 1.0, 1.0]
    assert "low-resolution" not in rules(done)


@pytest.mark.parametrize(
    ("pixels", "profile", "is_told"),
    [(100, "screen", True), (800, "screen", False), (800, "proof", True)],
)
def test_too_few_pixels_are_told_by_what_the_profile_needs(
    pixels: int, profile: str, is_told: bool, banxin: CommandLine
) -> None:
    data = as_bytes(Image.new("RGB", (pixels, pixels)), "PNG")
    done, (picture,) = built(banxin, data, "span=1", "--profile", profile)
    found = [one for one in done.document["findings"] if one["rule"] == "low-resolution"]
    assert bool(found) == is_told, picture["ppi"]
    if found:
        assert (found[0]["file"], found[0]["line"]) == ("07/articles/a.md", 5)


def test_of_several_pictures_in_a_file_the_first_shows_and_the_rest_is_told(
    banxin: CommandLine,
) -> None:
    data = as_bytes(quarters(), "TIFF", save_all=True, append_images=[quarters()])
    done, pictures = built(banxin, data, "span=1")
    assert len(pictures) == 1
    assert "several-frames" in rules(done)


@pytest.mark.parametrize(
    ("attributes", "column"),
    [
        ('crop="0 0 10%"', 16),
        ('crop="0 0 0 10%"', 16),
        ('crop="0 0 90 90"', 16),
        ('crop="50% 0 60% 10%"', 16),
        ('focus="101% 0"', 16),
        ("ratio=3x2", 16),
        ("ratio=0:2", 16),
        ("ratio=99:1", 16),
        ("page=0", 16),
        ('crop="0 0 65px 10px"', 0),
        ('focus="65px 0"', 0),
        ("ratio=3:2 height-lines=9", 0),
    ],
)
def test_a_crop_that_cannot_be_is_refused_where_it_stands(
    attributes: str, column: int, banxin: CommandLine
) -> None:
    done, pictures = built(banxin, as_bytes(quarters(), "PNG"), attributes)
    (finding,) = done.document["findings"]
    assert done.code == 1
    assert not pictures
    assert finding["rule"] in {"wrong-value", "wrong-type"}
    assert (finding["file"], finding["line"]) == ("07/articles/a.md", 5)
    assert not column or finding["column"] == column


def test_svg_text_in_a_face_the_issue_lacks_is_refused(banxin: CommandLine) -> None:
    data = svg('<text y="9" font-family="Elsewhere">旧</text>')
    done, _ = built(banxin, data, "span=1")
    assert rules(done) == ["figure-font"]


def test_a_picture_is_decoded_once_however_often_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from layout.display.model import PlacedPicture
    from tests.support.pdf_pages import issue, page, written

    decoded = decodes(monkeypatch)
    file = str(saved(quarters("RGBA"), tmp_path / "a.png"))
    rect = Rect(10.0, 10.0, 64.0, 32.0)
    crops = [(0.0, 0.0, 1.0, 1.0), (0.0, 0.0, 0.5, 0.5), (0.5, 0.5, 1.0, 1.0)]
    placed = [PlacedPicture(rect, file, crop) for crop in crops]
    written(issue(page(*placed), page(*placed, index=1)))
    assert decoded.count("RGBA") == 1


def test_a_jpeg_of_a_hundred_megapixels_is_never_decoded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = as_bytes(quarters(size=(16, 16)), "JPEG")
    size = data.index(b"\xff\xc0") + 5
    side = (10_000).to_bytes(2, "big")
    large = data[:size] + side * 2 + data[size + 4 :]
    decoded = decodes(monkeypatch)
    prepared = prepare(in_a_file(large, tmp_path / "a.jpg"))
    assert (prepared.width_px, prepared.height_px) == (10_000, 10_000)
    assert not decoded


def decodes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The modes of the pictures that Pillow decodes from now on."""
    seen: list[str] = []
    prepare_to_decode = ImageFile.ImageFile.load_prepare

    def counted(image: ImageFile.ImageFile) -> None:
        seen.append(image.mode)
        prepare_to_decode(image)

    monkeypatch.setattr(ImageFile.ImageFile, "load_prepare", counted)
    return seen
