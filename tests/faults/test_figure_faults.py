"""Figures that cannot be used end as findings that name the file and the remedy."""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from layout.diagnostics import SourceSpan
from layout.display.model import PlacedPicture
from layout.errors import ContentError
from layout.geometry import Rect
from layout.images import probe
from tests.support.pdf_pages import issue, page, plain_fonts, written
from tests.support.picture_files import fault_told, in_a_file, pdf_figure, quarters, saved, svg

if TYPE_CHECKING:
    from pathlib import Path

SPAN = SourceSpan("articles/a.md", 7, 1)
FONTS = plain_fonts()


def probed(file: Path, number: int = 1):
    return probe(file, SPAN, number)


def embedded(file: Path, number: int = 1):
    placed = PlacedPicture(Rect(10.0, 10.0, 64.0, 32.0), str(file), span=SPAN, page=number)
    return written(issue(page(placed)), FONTS)


def finding_of(file: Path, read=probed, number: int = 1):
    return fault_told(file, SPAN, lambda: read(file, number))


BOTH = pytest.mark.parametrize("read", [probed, embedded])


@BOTH
def test_a_pdf_that_is_none_is_refused(read, tmp_path: Path) -> None:
    file = in_a_file(b"%PDF-1.7\nno objects here", tmp_path / "a.pdf")
    assert finding_of(file, read).rule == "broken-picture"


@BOTH
@pytest.mark.parametrize("owner", ["", "owner"])
@pytest.mark.parametrize("user", ["", "user"])
def test_a_locked_pdf_is_refused(user: str, owner: str, read, tmp_path: Path) -> None:
    lock = pikepdf.Encryption(user=user, owner=owner)
    file = in_a_file(pdf_figure(encryption=lock), tmp_path / "a.pdf")
    assert finding_of(file, read).rule == "locked-picture"


@BOTH
@pytest.mark.parametrize("number", [3, 99])
def test_a_page_that_a_pdf_does_not_have_is_named(number: int, read, tmp_path: Path) -> None:
    finding = finding_of(in_a_file(pdf_figure("", ""), tmp_path / "a.pdf"), read, number)
    assert finding.rule == "picture-page"
    assert f"2 pages, and no page {number}" in finding.message


def test_only_a_pdf_has_pages(tmp_path: Path) -> None:
    for file in (
        saved(quarters(), tmp_path / "a.png"),
        in_a_file(svg(), tmp_path / "a.svg"),
    ):
        assert finding_of(file, number=2).rule == "picture-page"


def test_a_pdf_page_without_size_is_refused(tmp_path: Path) -> None:
    source = pikepdf.open(in_a_file(pdf_figure(), tmp_path / "plain.pdf"))
    source.pages[0].TrimBox = pikepdf.Array([5, 5, 5, 40])
    source.save(tmp_path / "a.pdf")
    assert finding_of(tmp_path / "a.pdf").rule == "picture-size"


def test_a_pdf_whose_drawing_is_damaged_is_named(tmp_path: Path) -> None:
    source = pikepdf.open(in_a_file(pdf_figure(), tmp_path / "plain.pdf"))
    damaged = pikepdf.Stream(source, b"no such packing")
    damaged.Filter = pikepdf.Name.NoSuchFilter
    source.pages[0].Contents = damaged
    source.save(tmp_path / "a.pdf", stream_decode_level=pikepdf.StreamDecodeLevel.none)
    assert finding_of(tmp_path / "a.pdf", embedded).rule == "broken-picture"


def test_a_face_that_a_pdf_does_not_carry_is_told(tmp_path: Path) -> None:
    source = pikepdf.open(in_a_file(pdf_figure(), tmp_path / "plain.pdf"))
    face = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    source.pages[0].Resources = pikepdf.Dictionary(Font={"/F1": face})
    source.save(tmp_path / "a.pdf")
    assert probe(tmp_path / "a.pdf").notes == ("the face Helvetica is not embedded in it",)


@BOTH
@pytest.mark.parametrize("share", [0.3, 0.6, 0.97])
def test_an_svg_that_breaks_off_is_refused(share: float, read, tmp_path: Path) -> None:
    data = svg()
    file = in_a_file(data[: int(len(data) * share)], tmp_path / "a.svg")
    assert finding_of(file, read).rule == "broken-picture"


def test_an_svg_without_size_is_refused(tmp_path: Path) -> None:
    file = in_a_file(b'<svg xmlns="http://www.w3.org/2000/svg"/>', tmp_path / "a.svg")
    assert finding_of(file).rule == "picture-size"


@pytest.mark.parametrize(
    "inside",
    [
        '<image href="secret.png" width="9" height="9"/>',
        '<use href="other.svg#a"/>',
        '<rect width="9" height="9" fill="url(other.svg#a)"/>',
        '<style>@import "other.css";</style>',
        "<style>rect { fill: url('other.svg#a') }</style>",
    ],
)
def test_an_svg_that_asks_for_another_file_is_refused(inside: str, tmp_path: Path) -> None:
    assert finding_of(in_a_file(svg(inside), tmp_path / "a.svg")).rule == "picture-outside"


def test_an_svg_reads_no_file_through_its_entities(tmp_path: Path) -> None:
    secret = in_a_file(b"secret", tmp_path / "secret.txt")
    head = f'<!DOCTYPE svg [<!ENTITY a SYSTEM "{secret.as_uri()}">]>'.encode()
    file = in_a_file(head + svg("<text>&a;</text>"), tmp_path / "a.svg")
    assert finding_of(file).rule == "picture-outside"


def test_entities_that_blow_up_are_refused(tmp_path: Path) -> None:
    named = [f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 12)]
    head = f'<!DOCTYPE svg [<!ENTITY a0 "{"a" * 99}">{"".join(named)}]>'.encode()
    file = in_a_file(head + svg("<text>&a11;</text>"), tmp_path / "a.svg")
    assert finding_of(file).rule == "broken-picture"


def test_elements_without_end_are_refused(tmp_path: Path) -> None:
    file = in_a_file(svg("<g>" * 9000 + "</g>" * 9000), tmp_path / "a.svg")
    assert finding_of(file).rule == "broken-picture"


def test_what_of_an_svg_does_not_show_is_told(tmp_path: Path) -> None:
    inside = "<script>1</script><foreignObject/><filter id='f'/>"
    notes = probe(in_a_file(svg(inside), tmp_path / "a.svg")).notes
    assert notes == (
        "`filter` is drawn in pixels",
        "`foreignObject` does not show",
        "`script` does not show",
    )


def test_without_its_library_an_svg_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "svg2pdf_py", None)
    finding = finding_of(in_a_file(svg(), tmp_path / "a.svg"), embedded)
    assert finding.rule == "no-svg-library"
    assert "banxin[svg]" in finding.hint


@pytest.mark.parametrize("data", [svg(), pdf_figure()], ids=["svg", "pdf"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(chance=st.data())
def test_damage_to_a_figure_ends_in_a_figure_or_a_finding(
    data: bytes, chance, tmp_path: Path
) -> None:
    damaged = bytearray(data)
    for _ in range(chance.draw(st.integers(1, 4))):
        at = chance.draw(st.integers(5, len(damaged) - 1))
        damaged[at] = chance.draw(st.integers(0, 255))
    file = in_a_file(bytes(damaged), tmp_path / "figure")
    for read in (probed, embedded):
        with contextlib.suppress(ContentError):
            assert read(file)
