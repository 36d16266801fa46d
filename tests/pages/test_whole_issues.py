"""What a whole issue must hold, measured on its pages and its PDF."""

from __future__ import annotations

import io
import re
from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest

from layout.display.dump import layout_json
from layout.display.model import TextLine
from layout.pdf.check import check_written
from layout.pipeline import BuildRequest, build_issue
from layout.project import find_project
from layout.styles import read_style
from layout.text.classes import FORBIDDEN_AT_END, FORBIDDEN_AT_START
from tests.meter.grid import level_feet
from tests.meter.pages import read_issue
from tests.support import real_issues

if TYPE_CHECKING:
    from pathlib import Path

    from layout.display.model import Page
    from layout.pipeline import BuildResult
    from layout.styles import HouseStyle

RUNNING = frozenset({"running-head", "folio", "tab"})
BODY = frozenset({"body", "list"})


@pytest.fixture(scope="module", params=["sample", "sample in the other style", "real issue"])
def built(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> BuildResult:
    if request.param == "real issue":
        real_issues.needs_fonts()
        real_issues.seed_path()
        return real_issues.recovered(tmp_path_factory.mktemp("seed"))
    return real_issues.sample("gazette" if "other" in request.param else None)


@pytest.fixture
def house(built: BuildResult) -> HouseStyle:
    styles = find_project(real_issues.SAMPLE).styles
    wide = built.pages.pages[0].height > 820
    return read_style("gazette" if wide else "magazine", styles)


def lines_of(page: Page) -> list[TextLine]:
    return [item for item in page.items if isinstance(item, TextLine)]


def copy_lines(built: BuildResult) -> list[TextLine]:
    return [
        line
        for page in built.pages.pages
        for line in lines_of(page)
        if line.role not in RUNNING
    ]


def test_no_line_begins_or_ends_with_a_forbidden_mark(built: BuildResult) -> None:
    broken = []
    before: TextLine | None = None
    for line in copy_lines(built):
        continues = (
            before is not None and not before.paragraph_end and before.style == line.style
        )
        if continues and line.text[0] in FORBIDDEN_AT_START:
            broken.append(line.text)
        if not line.paragraph_end and line.text[-1] in FORBIDDEN_AT_END:
            broken.append(line.text)
        before = line
    assert broken == []


def test_justified_lines_are_flush(built: BuildResult, house: HouseStyle) -> None:
    """Within 0.02 em of their column's right edge, squeezed marks counted."""
    ragged = []
    for page in built.pages.pages:
        master = house.masters[page.master]
        left = house.page.left(page.side)
        starts = [left + master.column_x(n, page.side) for n in range(master.columns)]
        edges = [start + master.measure for start in starts]
        for line in lines_of(page):
            if line.role != "body" or line.paragraph_end or not line.frame.startswith("column"):
                continue
            if line.vertical:
                continue
            style = house.text_styles[line.style]
            if style.align != "justify" or line.style != "body":
                continue
            edge = edges[int(line.frame[-1]) - 1]
            beside_picture = line.x + line.width < edge - 2 * style.size
            if abs(line.x + line.width - edge) > 0.02 * style.size and not beside_picture:
                ragged.append((page.label, line.text))
    assert ragged == []


def test_body_lines_of_all_columns_stand_on_one_grid(
    built: BuildResult, house: HouseStyle
) -> None:
    page = house.page
    first = page.head_margin + (page.leading - page.em) / 2 + 0.88 * page.em
    residues = []
    for line in copy_lines(built):
        if line.role in BODY and line.frame.startswith("column") and not line.vertical:
            rows = (line.y - first) / page.leading
            residues.append(abs(rows - round(rows)) * page.leading)
    assert residues
    assert max(residues) <= 0.1


def test_no_glyph_leaves_the_trim(built: BuildResult) -> None:
    for page in built.pages.pages:
        for line in lines_of(page):
            assert line.x >= -0.01, (page.label, line.text)
            assert line.x + line.width <= page.width + 0.01, (page.label, line.text)
            assert 0 <= line.y <= page.height, (page.label, line.text)


def test_folios_are_consecutive_and_stand_on_the_outer_edge(built: BuildResult) -> None:
    folios = [int(page.label) for page in built.pages.pages if page.label.isdigit()]
    assert folios == list(range(folios[0], folios[0] + len(folios)))
    for page in built.pages.pages:
        printed = [line for line in lines_of(page) if line.style == "folio"]
        assert bool(printed) == page.shows_folio
        for line in printed:
            assert line.text == page.label
            assert (line.x > page.width / 2) == (page.side == "recto")


def test_the_contents_name_the_page_each_article_begins_on(built: BuildResult) -> None:
    opens: dict[str, str] = {}
    for page in built.pages.pages:
        if page.items:  # no blank page before an opener
            opens.setdefault(page.article, page.label)
    listed = [
        line.text
        for page in built.pages.pages
        for line in lines_of(page)
        if line.style == "contents-folio"
    ]
    assert listed
    assert set(listed) <= set(opens.values())


def test_every_font_is_embedded_and_subset_and_the_file_is_sound(built: BuildResult) -> None:
    assert check_written(built.pdf) == []
    with pikepdf.open(io.BytesIO(built.pdf)) as pdf:
        fonts = [
            found
            for found in pdf.objects
            if isinstance(found, pikepdf.Dictionary) and found.get("/Subtype") == "/Type0"
        ]
        assert fonts
        assert all("/ToUnicode" in font for font in fonts)


def test_a_file_with_a_font_left_out_is_found() -> None:
    with pikepdf.open(io.BytesIO(real_issues.sample().pdf)) as pdf:
        for found in pdf.objects:
            if isinstance(found, pikepdf.Dictionary) and "/FontFile2" in found:
                del found["/FontFile2"]
                break
        damaged = io.BytesIO()
        pdf.save(damaged)
    rules = [finding.rule for finding in check_written(damaged.getvalue())]
    assert set(rules) == {"font-not-embedded"}
    assert [finding.rule for finding in check_written(b"no PDF")] == ["unsound-pdf"]


def bare(text: str) -> str:
    return re.sub(r"[\s\ufffe\u0002]", "", text)


def test_the_text_of_each_article_comes_out_in_reading_order(built: BuildResult) -> None:
    """What a reader extracts is what the display list says, page by page."""
    document = pypdfium2.PdfDocument(built.pdf)
    for page, read in zip(built.pages.pages, document, strict=True):
        wanted = bare("".join(line.text for line in lines_of(page)))
        got = bare(read.get_textpage().get_text_range())
        # Readings over the line (ruby) may be read before or behind it.
        ratio = SequenceMatcher(None, wanted, got, autojunk=False).ratio()
        assert ratio >= 0.99, page.label


def test_the_real_issue_keeps_every_character(tmp_path: Path) -> None:
    """At least 99.5 % of the source's characters that are not furniture are in the PDF."""
    source = real_issues.seed_path()
    built = real_issues.recovered(tmp_path)
    assert 80 <= len(built.pages.pages) <= 130
    document = pypdfium2.PdfDocument(built.pdf)
    read = Counter(bare("".join(page.get_textpage().get_text_range() for page in document)))
    wanted = Counter(bare(source.read_text("utf-8")))
    # Half-width marks among Han are made full-width; brackets of markers are the style's dress.
    for dress in ",;:()[]【】·◆●■◎—“":
        wanted.pop(dress, None)
    lost = wanted - read
    assert sum(lost.values()) <= 0.005 * sum(wanted.values()), lost.most_common(20)


def test_full_pages_of_the_real_issue_end_all_columns_on_one_line(tmp_path: Path) -> None:
    built = real_issues.recovered(tmp_path)
    file = tmp_path / "issue.pdf"
    file.write_bytes(built.pdf)
    full, _ = level_feet(read_issue(file, layout_json(built.pages)))
    assert full.verdict == "pass", full


def test_two_builds_in_different_folders_are_the_same_bytes(tmp_path: Path) -> None:
    import shutil

    real_issues.needs_fonts()
    copy = tmp_path / "elsewhere" / "tideshore"
    shutil.copytree(real_issues.SAMPLE.parent, copy)
    request = BuildRequest(copy / real_issues.SAMPLE.name, root=real_issues.ROOT)
    assert build_issue(request).pdf == real_issues.sample().pdf


def test_the_sample_has_no_finding_but_a_stand_in_face() -> None:
    rules = {finding.rule for finding in real_issues.sample().findings}
    assert rules <= {"font-substituted"}
