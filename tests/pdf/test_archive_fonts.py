"""The fonts of archive files: whole, true to their programs, and all of their text known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from layout.errors import ConformanceError, FontError
from layout.pdf.tounicode import plain_to_unicode
from tests.support.archive_files import archived
from tests.support.font_programs import program_widths, widths_of
from tests.support.pdf_pages import HAN, LATIN, PlainFonts, line, opened, page, plain_fonts, run
from tests.support.plain_fonts import plain_font

if TYPE_CHECKING:
    import pikepdf

BOTH = pytest.mark.parametrize("cff", [False, True], ids=["truetype", "cff"])


def made(*, cff: bool, standards: tuple[str, ...] = ("a-2u",)) -> pikepdf.Pdf:
    fonts = plain_fonts(cff=cff)
    texts = (("han", HAN + "一⼀"), ("latin", LATIN))
    lines = (
        line(run(fonts, face, text), y=100.0 + at) for at, (face, text) in enumerate(texts)
    )
    return opened(archived(page(*lines), fonts=fonts, standards=standards))


def type0_fonts(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    found = list(pdf.pages[0].Resources.Font.values())
    assert found
    return found


@BOTH
def test_the_widths_of_a_file_are_those_of_its_programs(cff: bool) -> None:
    """ISO 19005-2 6.2.11.5; checkers overlook it."""
    pdf = made(cff=cff)
    for font in type0_fonts(pdf):
        descendant = font.DescendantFonts[0]
        told, true = widths_of(descendant), program_widths(descendant)
        codes = _codes(font)
        assert codes
        for code in codes:
            assert told.get(code, float(descendant.DW)) == pytest.approx(true[code], abs=0.01)


def _codes(font: pikepdf.Object) -> dict[int, str]:
    """What each code stands for."""
    pairs = characters_in(font.ToUnicode.read_bytes())
    return {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}


def characters_in(cmap: bytes) -> list[tuple[str, str]]:
    """The codes and texts of a map, in hexadecimals."""
    mapped = cmap.decode().partition("endcodespacerange")[2]
    return re.findall(r"^<(\w{4})> <(\w*)>$", mapped, re.MULTILINE)


@BOTH
def test_every_code_has_its_characters(cff: bool) -> None:
    pdf = made(cff=cff)
    found = set("".join("".join(_codes(font).values()) for font in type0_fonts(pdf)))
    # 一 and ⼀ share a glyph; a CFF program has one code for it, and 一 is spelled out.
    assert found == set(HAN + LATIN + ("⼀" if cff else "一⼀"))


@BOTH
def test_fonts_say_how_their_codes_become_glyphs(cff: bool) -> None:
    """ISO 19005-2 6.2.11.3."""
    pdf = made(cff=cff)
    for font in type0_fonts(pdf):
        descendant = font.DescendantFonts[0]
        info = descendant.CIDSystemInfo
        assert (str(info.Registry), str(info.Ordering)) == ("Adobe", "Identity")
        assert font.Encoding == "/Identity-H"
        assert ("/CIDToGIDMap" in descendant) is not cff
        assert "/CIDSet" not in descendant.FontDescriptor


def test_no_code_stands_for_what_unicode_has_no_character_for() -> None:
    cmap = plain_to_unicode([(1, "\x00"), (2, "a\ufeff"), (3, ""), (4, "\ufffe灯")])
    assert characters_in(cmap) == [
        ("0001", "200B"),
        ("0002", "0061"),
        ("0003", "200B"),
        ("0004", "706F"),
    ]


@pytest.mark.parametrize("standard", ["a-2b", "a-4", "ua-1"])
def test_a_missing_glyph_stops_the_file_and_is_told_with_its_page(standard: str) -> None:
    fonts = plain_fonts()
    broken = run(fonts, "han", "旧驫码")
    assert 0 in broken.glyphs
    with pytest.raises(ConformanceError) as caught:
        archived(page(line(broken), label="12"), fonts=fonts, standards=(standard,))
    (finding,) = caught.value.diagnostics
    assert "驫 (U+9A6B)" in finding.message
    assert finding.page == "12"


PRIVATE = "\ue000"


def private_page() -> tuple[object, PlainFonts]:
    fonts = PlainFonts(han=plain_font({PRIVATE: 1000, "旧": 1000}))
    return page(line(run(fonts, "han", f"旧{PRIVATE}"))), fonts


@pytest.mark.parametrize("standard", ["a-2a", "a-3a", "a-4"])
def test_a_character_of_private_use_is_refused_where_it_must_have_a_meaning(
    standard: str,
) -> None:
    made_page, fonts = private_page()
    with pytest.raises(ConformanceError) as caught:
        archived(made_page, fonts=fonts, standards=(standard,))
    assert "U+E000" in caught.value.diagnostics[0].message


@pytest.mark.parametrize("standard", ["a-2b", "a-2u"])
def test_a_character_of_private_use_is_kept_elsewhere(standard: str) -> None:
    made_page, fonts = private_page()
    assert archived(made_page, fonts=fonts, standards=(standard,))


def test_a_face_whose_licence_forbids_it_is_not_embedded() -> None:
    fonts = plain_fonts()
    fonts.face("han").fs_type = 0x0002
    with pytest.raises(FontError, match="forbids embedding"):
        archived(page(line(run(fonts, "han", "旧"))), fonts=fonts)
