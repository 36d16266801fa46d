"""Where a PDF's text operators put its glyphs, worked out by the rules of the format alone."""

from __future__ import annotations

import pikepdf


def glyph_places(page: pikepdf.Page) -> list[tuple[float, float]]:
    """The origin of every glyph of a page, in content order (ISO 32000-2 9.4.4)."""
    pen = _Pen(page)
    for operands, operator in pikepdf.parse_content_stream(page):
        step = getattr(pen, f"do_{operator}", None)
        if step is not None:
            step(*operands)
    return pen.places


class _Pen:
    def __init__(self, page: pikepdf.Page) -> None:
        self.widths = {key: _widths(font) for key, font in page.Resources.Font.items()}
        self.places: list[tuple[float, float]] = []
        self.x = self.y = self.pen = self.spacing = 0.0
        self.size = self.stretch = 1.0
        self.font = ""

    def do_BT(self) -> None:  # noqa: N802 - operators are written so
        self.x = self.y = self.pen = 0.0

    def do_Tf(self, font: pikepdf.Name, size: float) -> None:  # noqa: N802
        self.font, self.size = str(font), float(size)

    def do_Tc(self, spacing: float) -> None:  # noqa: N802
        self.spacing = float(spacing)

    def do_Tz(self, percent: float) -> None:  # noqa: N802
        self.stretch = float(percent) / 100

    def do_Td(self, right: float, up: float) -> None:  # noqa: N802
        self.x, self.y = self.x + float(right), self.y + float(up)
        self.pen = self.x

    def do_TJ(self, parts: pikepdf.Array) -> None:  # noqa: N802
        for part in parts:
            if isinstance(part, pikepdf.String):
                self.do_Tj(part)
            else:
                self.pen -= float(part) / 1000 * self.size * self.stretch

    def do_Tj(self, shown: pikepdf.String) -> None:  # noqa: N802
        codes = bytes(shown)
        for at in range(0, len(codes), 2):
            self.places.append((self.pen, self.y))
            width = self.widths[self.font].get(int.from_bytes(codes[at : at + 2]), 1000.0)
            self.pen += (width / 1000 * self.size + self.spacing) * self.stretch


def _widths(font: pikepdf.Object) -> dict[int, float]:
    row = list(font.DescendantFonts[0].W)
    return {
        int(first) + at: float(width)
        for first, group in zip(row[::2], row[1::2], strict=True)
        for at, width in enumerate(group)
    }
