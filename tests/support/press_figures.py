"""Figures in the colours of a screen, and what becomes of them at the press."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageCms

from layout.conformance import check_conformance
from layout.display.model import PlacedPicture
from layout.geometry import Rect
from layout.images.press_colors import black_of
from layout.images.press_colors import inks_of as inks_of_rgb
from tests.support.inks import PRESS, Plates, for_press
from tests.support.pdf_pages import issue, opened, page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

SIDE = 100  # points: figures are squares, and placed at the size they have
LEFT, TOP = 50.0, 80.0
_SCREEN = frozenset({"/DeviceRGB", "/CalRGB", "/CalGray", "/Lab", "/ICCBased", "/RGB"})


def figure(
    path: Path,
    content: bytes,
    draw: Callable[[pikepdf.Pdf], Mapping[str, object]] = lambda _: {},
) -> Path:
    """A figure with a content and resources; these are made for its file."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(SIDE, SIDE))
        pdf.pages[0].Contents = pdf.make_stream(content)
        pdf.pages[0].Resources = Dictionary(**draw(pdf))
        pdf.save(path, deterministic_id=True)
    return path


class Printed:
    """A figure as it was, and in a file for the press."""

    def __init__(self, path: Path, standard: str = "x-4") -> None:
        self.source = path.read_bytes()
        placed = PlacedPicture(Rect(LEFT, TOP, SIDE, SIDE), str(path), alt="图")
        self._pages = issue(page(placed))
        self._standard = standard
        self.data = for_press(self._pages, standard=standard)
        self._pdf = opened(self.data)
        assert check_conformance(self.data) == ()
        assert spaces_of_the_screen(self.data) == set()

    def again(self) -> bytes:
        """The file built once more."""
        return for_press(self._pages, standard=self._standard)

    @property
    def form(self) -> pikepdf.Object:
        """The figure in the file."""
        (form,) = self._pdf.pages[0].Resources.XObject.values()
        return form

    @cached_property
    def _shown(self) -> Image.Image:
        return _rendered(self.source)

    @cached_property
    def _plates(self) -> Plates:
        return Plates(self.data)

    def shown_at(self, x: float, y: float) -> tuple[int, int, int]:
        """The colour of a place of the figure on screen, from its top left in points."""
        return self._shown.getpixel((int(x * 4), int(y * 4)))

    def inks_at(self, x: float, y: float) -> dict[str, int]:
        """The inks of the place, in percent."""
        made = self._pdf.pages[0]
        media, trim = ([float(edge) for edge in box] for box in (made.mediabox, made.trimbox))
        return self._plates.at(trim[0] - media[0] + LEFT + x, media[3] - trim[3] + TOP + y)

    def difference_at(self, x: float, y: float) -> float:
        """How far the inks of a place are, in percent, from what its colour on screen asks."""
        found = self.inks_at(x, y)
        wanted = inks_of(self.shown_at(x, y))
        return max(abs(wanted[name] - found.get(name, 0)) for name in wanted)


def inks_of(shown: tuple[int, int, int]) -> dict[str, float]:
    """The inks of a colour of the screen, in percent; of a grey those of all four."""
    inks = inks_of_rgb(PRESS.icc, tuple(value / 255 for value in shown))
    return {
        name: ink * 100
        for name, ink in zip(("Cyan", "Magenta", "Yellow", "Black"), inks, strict=True)
    }


def black_as_bright(value: float) -> float:
    """The black ink, in percent, of a grey of the screen."""
    return black_of(PRESS.icc, value) * 100


def _rendered(data: bytes) -> Image.Image:
    document = pypdfium2.PdfDocument(data)
    try:
        return document[0].render(scale=4).to_pil().convert("RGB")
    finally:
        document.close()


def spaces_of_the_screen(data: bytes) -> set[str]:
    """The spaces that only a screen has, anywhere in a file but in its output intent."""
    found: set[str] = set()
    pdf = opened(data)
    for one in pdf.objects:
        found |= _spaces_in(one)
        if isinstance(one, pikepdf.Stream) and _is_drawn(one):
            for step in pikepdf.parse_content_stream(one):
                operator = str(step.operator)
                if operator in {"rg", "RG"}:
                    found.add(operator)
                elif operator in {"cs", "CS"}:
                    found |= _SCREEN & set(map(str, step.operands))
    return found


def _is_drawn(one: pikepdf.Stream) -> bool:
    return one.get("/Subtype") == "/Form" or one.get("/PatternType") == 1


def _spaces_in(one: object) -> set[str]:
    if isinstance(one, Name):
        return _SCREEN & {str(one)}
    if isinstance(one, Array):
        return {space for each in one if not _is_elsewhere(each) for space in _spaces_in(each)}
    if isinstance(one, Dictionary | pikepdf.Stream):
        values = [each for each in dict(one.items()).values() if not _is_elsewhere(each)]
        return {space for each in values for space in _spaces_in(each)}
    return set()


def _is_elsewhere(one: object) -> bool:
    return isinstance(one, pikepdf.Object) and one.is_indirect


def srgb_profile() -> bytes:
    """A profile of sRGB."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def straight(start: list[float], end: list[float]) -> Dictionary:
    """A function from one colour to another."""
    return Dictionary(FunctionType=2, Domain=[0, 1], C0=start, C1=end, N=1)
