"""PDF files that cannot be read, or were made to do harm: words and an exit code, soon."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import pikepdf
import pytest

from layout.errors import ContentError
from layout.reading import read_structure

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.support.command_line import CommandLine

CONTENT, USAGE = 1, 2


def tree(pdf: pikepdf.Pdf, kids: object) -> None:
    pdf.Root.StructTreeRoot = pikepdf.Dictionary(K=kids)


def element(pdf: pikepdf.Pdf, **more: object) -> pikepdf.Object:
    return pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.P, **more))


def rule_of(folder: Path, make: Callable[[pikepdf.Pdf], None]) -> str:
    """The rule by which a file of one page, changed by `make`, is refused; else empty."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    make(pdf)
    file = folder / "hostile.pdf"
    kept = {"stream_decode_level": pikepdf.StreamDecodeLevel.none, "compress_streams": False}
    pdf.save(file, **kept)
    try:
        read_structure(file)
    except ContentError as fault:
        (finding,) = fault.diagnostics
        return finding.rule
    return ""


def test_a_file_without_structure_is_told_from_a_damaged_one(tmp_path: Path) -> None:
    assert rule_of(tmp_path, lambda _: None) == "pdf-not-tagged"
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7\nno more")
    with pytest.raises(ContentError, match="damaged"):
        read_structure(tmp_path / "broken.pdf")


def test_a_locked_file_is_told(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    file = tmp_path / "locked.pdf"
    pdf.save(file, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(ContentError, match="locked"):
        read_structure(file)


def test_an_element_within_itself_is_read_once(tmp_path: Path) -> None:
    def make(pdf: pikepdf.Pdf) -> None:
        outer = element(pdf)
        outer.K = pikepdf.Array([outer, element(pdf, K=outer)])
        tree(pdf, outer)

    assert rule_of(tmp_path, make) == ""


def test_elements_a_thousand_deep_are_refused(tmp_path: Path) -> None:
    def make(pdf: pikepdf.Pdf) -> None:
        inner = element(pdf)
        for _ in range(1000):
            inner = element(pdf, K=inner)
        tree(pdf, inner)

    assert rule_of(tmp_path, make) == "pdf-too-large"


def test_a_row_of_kids_shared_by_many_elements_is_not_read_for_each(tmp_path: Path) -> None:
    def make(pdf: pikepdf.Pdf) -> None:
        shared = pdf.make_indirect(pikepdf.Array([0] * 2000))
        tree(pdf, pikepdf.Array([element(pdf, K=shared) for _ in range(2000)]))

    assert rule_of(tmp_path, make) == "pdf-too-large"


def test_one_long_text_given_by_many_elements_is_not_kept_for_each(tmp_path: Path) -> None:
    def make(pdf: pikepdf.Pdf) -> None:
        shared = pdf.make_indirect(pikepdf.String("a" * 1_000_000))
        tree(pdf, pikepdf.Array([element(pdf, ActualText=shared) for _ in range(200)]))

    assert rule_of(tmp_path, make) == "pdf-too-large"


def test_a_role_map_in_circles_leads_nowhere(tmp_path: Path) -> None:
    def make(pdf: pikepdf.Pdf) -> None:
        tree(pdf, element(pdf))
        roles = pikepdf.Dictionary(P=pikepdf.Name.Q, Q=pikepdf.Name.P)
        pdf.Root.StructTreeRoot.RoleMap = roles

    assert rule_of(tmp_path, make) == ""


def show(pdf: pikepdf.Pdf, content: pikepdf.Object) -> None:
    """Give the page a content and an element that asks for it."""
    pdf.pages[0].obj.Contents = content
    tree(pdf, element(pdf, Pg=pdf.pages[0].obj, K=0))


def packed(pdf: pikepdf.Pdf, size: int) -> pikepdf.Object:
    squeezed = zlib.compress(b" " * size, 9)
    return pikepdf.Stream(pdf, squeezed, Filter=pikepdf.Name.FlateDecode)


def test_a_stream_that_unpacks_to_too_much_is_not_unpacked(tmp_path: Path) -> None:
    rule = rule_of(tmp_path, lambda pdf: show(pdf, packed(pdf, 200_000_000)))
    assert rule == "pdf-too-large"


def test_a_stream_packed_over_and_over_is_refused(tmp_path: Path) -> None:
    def make(pdf: pikepdf.Pdf) -> None:
        twice = zlib.compress(zlib.compress(b" " * 100_000, 9), 9)
        filters = pikepdf.Array([pikepdf.Name.FlateDecode] * 2)
        show(pdf, pikepdf.Stream(pdf, twice, Filter=filters))

    assert rule_of(tmp_path, make) == "pdf-too-large"


def test_forms_that_show_each_other_without_end_are_refused(tmp_path: Path) -> None:
    def make(pdf: pikepdf.Pdf) -> None:
        form = pdf.make_stream(b"/X Do " * 100)
        form.Subtype = pikepdf.Name.Form
        resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form))
        form.Resources = resources
        pdf.pages[0].obj.Resources = resources
        show(pdf, pdf.make_stream(b"/P <</MCID 0>> BDC /X Do EMC"))

    assert rule_of(tmp_path, make) == "pdf-too-large"


def test_ranges_of_codes_without_end_are_refused(tmp_path: Path) -> None:
    def make(pdf: pikepdf.Pdf) -> None:
        ranges = b"<0000> <FFFF> <4E00>\n" * 1000
        font = pikepdf.Dictionary(
            Subtype=pikepdf.Name.Type0,
            ToUnicode=pdf.make_stream(b"beginbfrange " + ranges + b" endbfrange"),
        )
        pdf.pages[0].obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        show(pdf, pdf.make_stream(b"/P <</MCID 0>> BDC /F 9 Tf (a) Tj EMC"))

    assert rule_of(tmp_path, make) == "pdf-too-large"


@pytest.mark.parametrize("number", [pikepdf.Name.One, pikepdf.Array(), -5, 10**12])
def test_numbers_that_are_none_end_in_words(tmp_path: Path, number: object) -> None:
    def make(pdf: pikepdf.Pdf) -> None:
        piece = pikepdf.Dictionary(Pg=pdf.pages[0].obj, MCID=number)
        cell = pikepdf.Dictionary(O=pikepdf.Name.Table, ColSpan=number)
        tree(pdf, element(pdf, K=piece, A=cell))

    assert rule_of(tmp_path, make) in {"", "pdf-damaged"}


def test_export_tells_what_it_is_missing(banxin: CommandLine) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(banxin.folder / "plain.pdf")
    assert banxin("export", "--from-pdf", "absent.pdf").code == USAGE
    assert banxin("export").code == USAGE
    assert banxin("export", "riverside", "--from-pdf", "plain.pdf").code == USAGE
    overwrites = banxin("export", "--from-pdf", "plain.pdf", "-o", "plain.pdf")
    assert overwrites.code == USAGE
    untagged = banxin("export", "--from-pdf", "plain.pdf")
    assert untagged.code == CONTENT
    assert "not tagged" in untagged.err
