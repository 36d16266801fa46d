"""The sample and the recovered issue, shown to every checker for each standard they know."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest

from layout.fonts import default_cache, load_fonts
from layout.pdf import STANDARDS, write_pdf
from layout.pdf.standards import standards_of
from tests.support import real_issues
from tests.support.font_programs import program_widths, widths_of
from tests.support.validators import (
    CHECKERS,
    PAGE_NAMES,
    PIKEPDF_NAMES,
    VERAPDF_NAMES,
    needs_verapdf,
    verapdf_says,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from layout.display.model import Pages

# PDF/A-4f claims attached files, which a plain build has none of.
PLAIN = sorted(set(STANDARDS) - {"a-4f", "x-4", "x-1a"})
# Only veraPDF knows what this leaves out.
ASKED = [
    *((name, "page-validation") for name in PLAIN if name in PAGE_NAMES),
    *((name, "pikepdf") for name in PLAIN if name in PIKEPDF_NAMES),
    *((name, checker) for name in ("ua-1",) for checker in ("outloud", "pdfua")),
]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("archive")


@pytest.fixture(scope="module")
def sample(home: Path) -> Callable[[str], Path]:
    return _files(home, "sample", real_issues.sample().pages)


@pytest.fixture(scope="module")
def recovered(home: Path) -> Callable[[str], Path]:
    return _files(home, "recovered", real_issues.recovered(home / "recovered").pages)


def _files(home: Path, name: str, pages: Pages) -> Callable[[str], Path]:
    """Writes the pages for a standard, the first time that one is asked for.

    Level A includes the others, and says of itself what they do: one file is enough for what
    the checkers know of each. PDF/UA-1 comes with PDF/A-2a, as in the profile `archive`.
    """
    fonts = load_fonts(real_issues.ROOT / "fonts" / "fonts.yaml", cache=default_cache())

    def file(standard: str) -> Path:
        together = {"ua-1": ("a-2a", "ua-1"), "a-2a": ("a-2a", "ua-1")}.get(
            standard, (standard,)
        )
        path = home / f"{name}-{'-'.join(together)}.pdf"
        if not path.exists():
            path.write_bytes(write_pdf(pages, fonts, standards=standards_of(together)))
        return path

    return file


@pytest.mark.parametrize(("standard", "checker"), ASKED)
def test_the_sample_keeps_each_standard(
    standard: str, checker: str, sample: Callable[[str], Path]
) -> None:
    assert CHECKERS[checker](sample(standard), standard) == []


@pytest.mark.parametrize(("standard", "checker"), ASKED)
def test_a_recovered_issue_keeps_each_standard(
    standard: str, checker: str, recovered: Callable[[str], Path]
) -> None:
    assert CHECKERS[checker](recovered(standard), standard) == []


def test_the_widths_in_the_sample_are_those_of_its_programs(
    sample: Callable[[str], Path],
) -> None:
    """Checkers overlook it (ISO 19005-2 6.2.11.5)."""
    with pikepdf.open(sample("a-2a")) as pdf:
        found = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]
        fonts = [one for one in found if one.get("/Subtype") == "/CIDFontType2"]
        assert len(fonts) > 5
        for font in fonts:
            told, true = widths_of(font), program_widths(font)
            for cid, width in true.items():
                if cid:
                    assert told.get(cid, 1000.0) == pytest.approx(width, abs=0.01)


@pytest.mark.parametrize("issue", ["sample", "recovered"])
@pytest.mark.parametrize("standard", sorted(set(VERAPDF_NAMES) & set(PLAIN)))
def test_verapdf_accepts_each_standard(
    standard: str, issue: str, request: pytest.FixtureRequest
) -> None:
    needs_verapdf()
    assert verapdf_says(request.getfixturevalue(issue)(standard), standard) == []
