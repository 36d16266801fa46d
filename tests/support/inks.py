"""A press for tests: the house's own, and what its plates show."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageChops, ImageFilter

from layout.pdf import PROFILES, Press, standards_of, write_pdf
from layout.record import replace
from layout.styles.printer import DEFAULT_PRINTER, read_printer
from tests.support.pdf_pages import plain_fonts
from tests.support.real_issues import ROOT

if TYPE_CHECKING:
    from layout.display.model import Pages
    from tests.support.pdf_pages import PlainFonts


def press() -> Press:
    """The press of the house's own printer, that keeps nothing."""
    condition = read_printer(DEFAULT_PRINTER, [ROOT / "styles"]).condition
    return Press(
        condition.identifier, condition.info, condition.registry, condition.icc.read_bytes()
    )


PRESS = press()


def for_press(pages: Pages, fonts: PlainFonts | None = None, standard: str = "x-4") -> bytes:
    """Pages as a file for the press; they get a date, which it must have."""
    dated = replace(pages, created=pages.created or "2031-07-01")
    wanted = standards_of([standard])
    whole = fonts or plain_fonts()
    return write_pdf(dated, whole, profile=PROFILES["press"], standards=wanted, press=PRESS)


class Plates:
    """What Ghostscript puts on each plate of a file's first page, at a pixel to a point."""

    def __init__(self, data: bytes) -> None:
        command = shutil.which("gs")
        if command is None:
            pytest.skip("not run: Ghostscript is not installed")
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "made.pdf").write_bytes(data)
            call = [command, "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep"]
            call += ["-r72", "-dLastPage=1", f"-sOutputFile={folder}/plate.tif"]
            done = subprocess.run(
                [*call, str(folder / "made.pdf")], check=True, capture_output=True, timeout=120
            )
            assert not done.stderr, done.stderr
            self._plates: dict[str, Image.Image] = {}
            for path in folder.glob("plate(*).tif"):
                with Image.open(path) as plate:
                    self._plates[path.name[6:-5]] = plate.convert("L")

    @property
    def names(self) -> set[str]:
        """The plates that there are."""
        return set(self._plates)

    def inked_within(self, left: float, top: float, right: float, foot: float) -> set[str]:
        """The plates that hold any ink in a part of the sheet, in points from the top left."""
        part = int(left) + 1, int(top) + 1, int(right) - 1, int(foot) - 1
        cut = {name: plate.crop(part) for name, plate in self._plates.items()}
        return {name for name, plate in cut.items() if plate.getextrema()[0] < 255}

    def differs_by(self, other: Plates, name: str, *, within: int) -> float:
        """By how many percent of ink a plate differs most from another file's.

        Where the other has edges, anything between what stands within so many points is alike.
        """
        mine, theirs = self._plates[name], other._plates[name]
        size = 2 * within + 1
        most, least = (kind(size) for kind in (ImageFilter.MaxFilter, ImageFilter.MinFilter))
        above = ImageChops.subtract(mine, theirs.filter(most))
        below = ImageChops.subtract(theirs.filter(least), mine)
        return max(above.getextrema()[1], below.getextrema()[1]) / 2.55

    def at(self, x: float, y: float) -> dict[str, int]:
        """The inks, in percent, at a place of the sheet, from the top left in points."""
        place = int(x), int(y)
        inks = {
            name: round((255 - plate.getpixel(place)) / 2.55)
            for name, plate in self._plates.items()
        }
        return {name: ink for name, ink in inks.items() if ink}
