"""Whole issues read back from their tagged files say what their sources say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from layout.content import export_issue, read_issue
from layout.pdf import PROFILES, write_pdf
from layout.pipeline import BuildRequest, fonts_of, lay_out, read_sources
from layout.reading import export_structure, read_structure
from layout.reading.content import PageReader
from layout.reading.streams import Streams
from layout.record import replace
from tests.support.real_issues import ROOT, SAMPLE, needs_fonts, seed_path
from tests.support.tagged_pages import elements_of, kids_of, marks_of, opened_pdf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pikepdf

TAGGED = replace(PROFILES["screen"], tagged=True)


@pytest.fixture(scope="module")
def issues(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Path, Path]]:
    """The sample and, where the seed is here, the real issue: each with its tagged file."""
    from layout.recover import recover_text, write_recovered

    needs_fonts()
    folder = tmp_path_factory.mktemp("tagged")
    homes = [SAMPLE]
    try:
        source = seed_path()
    except pytest.skip.Exception:
        source = None
    if source is not None:
        files = write_recovered(recover_text(source.read_bytes(), name=source.stem), folder)
        homes.append(next(path.parent for path in files if path.name == "issue.yaml"))
    return [(home, _built(home, folder / f"{at}.pdf")) for at, home in enumerate(homes)]


def _built(home: Path, file: Path) -> Path:
    request = BuildRequest(home, root=ROOT)
    sources = read_sources(request)
    fonts = fonts_of(sources.manifest, request)
    pages = lay_out(sources.issue, sources.house, fonts)
    file.write_bytes(write_pdf(pages, fonts, profile=TAGGED))
    return file


def test_the_export_of_a_file_is_that_of_its_source(issues: list[tuple[Path, Path]]) -> None:
    for home, file in issues:
        source = export_issue(read_issue(home))
        read = export_structure(read_structure(file))
        assert read["articles"] == source["articles"]


def test_an_elements_text_reads_the_same_in_the_order_of_content_and_of_structure(
    issues: list[tuple[Path, Path]],
) -> None:
    for _, file in issues:
        pdf = opened_pdf(file.read_bytes())
        reader = PageReader(pdf, Streams())
        texts = {page.obj.objgen: reader.texts_of(page) for page in pdf.pages}
        met = 0
        for element in elements_of(pdf):
            pieces = list(_pieces(element))
            said = "".join(texts[page][mcid] for page, mcid in pieces)
            mine = set(pieces)
            in_content = (
                text
                for page, of_page in texts.items()
                for mcid, text in of_page.items()
                if (page, mcid) in mine
            )
            assert said == "".join(in_content)
            met += len(pieces)
        assert met == sum(map(len, texts.values()))


def _pieces(element: pikepdf.Object) -> Iterator[tuple[tuple[int, int], int]]:
    """Page and number of each piece of an element's own, in the order of the structure."""
    for kid in kids_of(element):
        if isinstance(kid, int):
            yield element.Pg.objgen, kid
        elif "/MCID" in kid:
            yield kid.Pg.objgen, int(kid.MCID)


def test_nothing_of_a_whole_issue_is_unmarked(issues: list[tuple[Path, Path]]) -> None:
    for _, file in issues:
        for page in opened_pdf(file.read_bytes()).pages:
            assert marks_of(page).faults == []
