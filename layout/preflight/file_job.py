"""A finished PDF as the rules see it: its pages with their boxes, and what they paint."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from layout.geometry import Rect
from layout.preflight.painting import Painter
from layout.record import Record

if TYPE_CHECKING:
    from layout.conformance.objects import Entries
    from layout.conformance.opened import Opened
    from layout.conformance.used_fonts import UsedFont
    from layout.preflight.painted import Painted
    from layout.styles.printer import PrinterProfile

_A4 = Rect(0.0, 0.0, 595.0, 842.0)


class Sheet(Record):
    """A page's boxes in default user space, y upward; None where it has none of its own."""

    index: int
    ref: str
    media: Rect | None
    trim_box: Rect | None
    bleed_box: Rect | None
    crop: Rect | None

    @property
    def trim(self) -> Rect:
        """What is left when the page is cut (ISO 32000-1 14.11.2)."""
        return self.trim_box or self.crop or self.media or _A4

    @property
    def bleed(self) -> Rect:
        """How far ink reaches."""
        return self.bleed_box or self.trim

    @property
    def shown(self) -> Rect:
        """What a viewer shows."""
        return self.crop or self.media or _A4

    def on_page(self, rect: Rect) -> Rect:
        """A rectangle from the trim's top left corner, y downward."""
        trim = self.trim
        return Rect(rect.x - trim.x, trim.bottom - rect.bottom, rect.width, rect.height)


class FileJob:
    """Everything the rules of a PDF look at; `flat` says that nothing may be transparent."""

    def __init__(self, opened: Opened, printer: PrinterProfile, *, flat: bool = False) -> None:
        self.opened = opened
        self.printer = printer
        self.flat = flat
        self._transparent: dict[int, Rect] = {}

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """The labels of the pages."""
        return tuple(page.label for page in self.opened.pages)

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """The pages' boxes."""
        return tuple(
            Sheet(
                page.index,
                page.ref,
                *(
                    self._box(page.entries, key)
                    for key in ("/MediaBox", "/TrimBox", "/BleedBox", "/CropBox")
                ),
            )
            for page in self.opened.pages
        )

    def _box(self, entries: Entries, key: str) -> Rect | None:
        numbers = [self.opened.number(one) for one in self.opened.row(entries.get(key))]
        if len(numbers) != 4 or None in numbers:
            return None
        x1, y1, x2, y2 = (one or 0.0 for one in numbers)
        return Rect(min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1))

    @cached_property
    def fonts(self) -> dict[str, UsedFont]:
        """The fonts that text is shown in; full when `painted` is."""
        return {}

    @cached_property
    def painted(self) -> tuple[Painted, ...]:
        """What the pages paint, in order; what stands outside the bleed is marks and notes."""
        found: list[Painted] = []
        for page in self.opened.pages:
            painter = Painter(self.opened, page.index, self.fonts)
            content = page.entries.get("/Contents")
            row = self.opened.row(content) or [content]
            stream = b"\n".join(self.opened.bytes_of(ref) for ref in row)
            painter.read(stream, self.opened.entries(page.entries.get("/Resources")))
            if painter.transparent is not None:
                self._transparent[page.index] = painter.transparent
            bleed = self.sheets[page.index].bleed
            found += [one for one in painter.painted if meets(one.rect, bleed)]
        return tuple(found)

    @property
    def transparent(self) -> dict[int, Rect]:
        """The pages that are transparent somewhere, with a place where that is known."""
        assert self.painted is not None, "reading what is painted finds them"
        return self._transparent


def meets(rect: Rect, other: Rect) -> bool:
    """Whether two rectangles have a place in common; edges alone do not count."""
    across = rect.x < other.right and other.x < rect.right
    upward = rect.y < other.bottom and other.y < rect.bottom
    flat = rect.width == 0 or rect.height == 0
    if flat:
        across = rect.x <= other.right and other.x <= rect.right
        upward = rect.y <= other.bottom and other.y <= rect.bottom
    return across and upward
