"""Picture files made for tests."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf
import pytest
from PIL import Image

from layout.errors import ContentError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from layout.diagnostics import Diagnostic, SourceSpan

RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)


def quarters(mode: str = "RGB", size: tuple[int, int] = (64, 32)) -> Image.Image:
    """A picture red at the top left, green at the top right, blue below, white last."""
    width, height = size
    picture = Image.new("RGB", size)
    for at, color in enumerate((RED, GREEN, BLUE, WHITE)):
        corner = (at % 2 * width // 2, at // 2 * height // 2)
        picture.paste(color, (*corner, corner[0] + width // 2, corner[1] + height // 2))
    return picture.convert(mode)


def saved(picture: Image.Image, file: Path, **settings: object) -> Path:
    picture.save(file, **settings)
    return file


def as_bytes(picture: Image.Image, kind: str, **settings: object) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **settings)
    return buffer.getvalue()


FIGURE = """\
<svg xmlns="http://www.w3.org/2000/svg" width="64" height="32" viewBox="0 0 64 32">
<rect width="32" height="16" fill="#f00"/><rect x="32" width="32" height="16" fill="#0f0"/>
<rect y="16" width="32" height="16" fill="#00f"/>
<rect x="32" y="16" width="32" height="16" fill="#fff"/>
{inside}
</svg>
"""


def svg(inside: str = "") -> bytes:
    """A drawing of `quarters`, with more in it where asked for."""
    return FIGURE.format(inside=inside).encode()


_QUARTERS = "1 0 0 rg 0 16 32 16 re f 0 1 0 rg 32 16 32 16 re f 0 0 1 rg 0 0 32 16 re f "


def pdf_figure(*pages: str, turn: int = 0, **saving: object) -> bytes:
    """A PDF whose pages show `quarters` inside their trim, with red all around it.

    Each of `pages` is more content, painted over the quarters; `turn` is the pages' `Rotate`.
    """
    pdf = pikepdf.new()
    for more in pages or ("",):
        around = "1 0 0 rg -20 -20 200 200 re f 1 1 1 rg 0 0 64 32 re f "
        content = f"1 0 0 1 10 5 cm {around}{_QUARTERS}{more}".encode()
        entries = {
            "/Type": pikepdf.Name.Page,
            "/MediaBox": [0, 0, 90, 60],
            "/TrimBox": [10, 5, 74, 37],
            "/Rotate": turn,
            "/Contents": pdf.make_stream(content),
        }
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(pikepdf.Dictionary(entries))))
    buffer = io.BytesIO()
    pdf.save(buffer, deterministic_id="encryption" not in saving, **saving)
    return buffer.getvalue()


def in_a_file(data: bytes, file: Path) -> Path:
    file.write_bytes(data)
    return file


# What stores an upright picture so that each EXIF orientation turns it back.
# Source: EXIF 2.3, table 4.
_UNDO = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def turned(orientation: int, file: Path, picture: Image.Image | None = None) -> Path:
    """An upright picture, or `quarters`, stored so that its EXIF orientation turns it back."""
    stored = picture or quarters()
    if orientation in _UNDO:
        stored = stored.transpose(_UNDO[orientation])
    exif = Image.Exif()
    exif[0x0112] = orientation
    settings = {"quality": 95, "subsampling": 0} if file.suffix == ".jpg" else {}
    return saved(stored, file, exif=exif, **settings)


def fault_told(file: Path, span: SourceSpan, read: Callable[[], object]) -> Diagnostic:
    """What reading a picture raises: one finding that has its place, its file and a hint."""
    with pytest.raises(ContentError) as caught:
        read()
    (finding,) = caught.value.diagnostics
    assert finding.span == span
    assert finding.hint
    assert str(file.parent) not in str(finding)
    assert file.name in finding.message
    return finding
