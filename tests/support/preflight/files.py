"""Faults in finished PDFs: one change each of a file that a printer would take."""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING

import pikepdf

from layout.pdf.profiles.proof import PROFILE
from tests.support.pdf_pages import issue, line, page, plain_fonts, run, written

if TYPE_CHECKING:
    from collections.abc import Callable

# The trim of the pages is 400 by 600 pt.
MIDDLE = (200.0, 300.0)


@cache
def sound() -> bytes:
    """Four pages with embedded type in black ink alone, bleed and marks."""
    fonts = plain_fonts()
    pages = [page(line(run(fonts, "han", "旧码头")), index=at, bleed=8.504) for at in range(4)]
    return written(issue(*pages), fonts, PROFILE)


@dataclass(frozen=True)
class FileFault:
    """A fault, the file that has it, and what must be told of it."""

    what: str
    rule: str
    change: Callable[[pikepdf.Pdf], None]
    page: str = "2"
    # A point of the page that the place must hold, in points from the trim's top left corner.
    point: tuple[float, float] | None = None
    severity: str = "warning"

    def __str__(self) -> str:
        return self.what

    def done(self) -> bytes:
        """The file with the fault."""
        with pikepdf.open(io.BytesIO(sound())) as pdf:
            self.change(pdf)
            buffer = io.BytesIO()
            locked = (
                pikepdf.Encryption(owner="o", user="", R=6) if self.what == LOCKED else False
            )
            pdf.save(buffer, encryption=locked, deterministic_id=not locked)
            return buffer.getvalue()


LOCKED = "a file that is locked"


def nothing(_: pikepdf.Pdf) -> None:
    """No change beyond how the file is saved."""


def boxes(pdf: pikepdf.Pdf, **given: list[float] | None) -> None:
    """Other boxes of the second page; None takes one out."""
    for name, box in given.items():
        if box is None:
            del pdf.pages[1][f"/{name}"]
        else:
            pdf.pages[1][f"/{name}"] = pikepdf.Array(box)


def trim_of(pdf: pikepdf.Pdf) -> list[float]:
    return [float(edge) for edge in pdf.pages[1].TrimBox]


def grown(pdf: pikepdf.Pdf, by: float) -> list[float]:
    """The trim box, larger on every side."""
    x1, y1, x2, y2 = trim_of(pdf)
    return [x1 - by, y1 - by, x2 + by, y2 + by]


def paint(pdf: pikepdf.Pdf, operators: str, **resources: object) -> None:
    """More content on the second page; its origin is the trim's top left corner, y upward."""
    second = pdf.pages[1]
    x, _, _, top = trim_of(pdf)
    stream = f"q 1 0 0 1 {x} {top} cm {operators} Q".encode()
    second.contents_add(pdf.make_stream(stream))
    for kind, named in resources.items():
        held = second.Resources.get(f"/{kind}", pikepdf.Dictionary())
        for name, value in named.items():
            held[f"/{name}"] = value
        second.Resources[f"/{kind}"] = held


def painting(operators: str) -> Callable[[pikepdf.Pdf], None]:
    return partial(paint, operators=operators)


# A square around the middle of the page.
SQUARE = "180 -320 40 40 re f"


def text(operators: str, at: tuple[float, float] = MIDDLE, size: float = 12) -> str:
    """Three characters of the page's own font, from a point on."""
    x, y = at
    return f"{operators} BT /Own {size} Tf {x} {-y} Td <000100020003> Tj ET"


def setting(
    operators: str, at: tuple[float, float] = MIDDLE, size: float = 12
) -> Callable[[pikepdf.Pdf], None]:
    """Text in the font that the page has."""

    def change(pdf: pikepdf.Pdf) -> None:
        fonts = pdf.pages[1].Resources.Font
        font = next(fonts[key] for key in fonts)
        paint(pdf, text(operators, at, size), Font={"Own": font})

    return change


def image(
    space: str, samples: bytes, size: tuple[int, int], place: str = "40 0 0 40 180 -320"
) -> Callable[[pikepdf.Pdf], None]:
    """A picture of 40 points, or elsewhere."""

    def change(pdf: pikepdf.Pdf) -> None:
        stream = pdf.make_stream(
            zlib.compress(samples),
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=size[0],
            Height=size[1],
            BitsPerComponent=8,
            ColorSpace=pikepdf.Name(space),
            Filter=pikepdf.Name.FlateDecode,
        )
        paint(pdf, f"{place} cm /Seen Do", XObject={"Seen": stream})

    return change


def without_font_program(pdf: pikepdf.Pdf) -> None:
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    operators = "BT /Own 12 Tf 200 -300 Td (Tide) Tj ET"
    paint(pdf, operators, Font={"Own": pdf.make_indirect(font)})


def annotated(pdf: pikepdf.Pdf) -> None:
    x, _, _, top = trim_of(pdf)
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Text,
        Rect=[x + 190, top - 310, x + 210, top - 290],
    )
    pdf.pages[1].Annots = pikepdf.Array([pdf.make_indirect(note)])


def spot(pdf: pikepdf.Pdf, *names: str) -> None:
    """Squares in spot inks."""
    tint = pikepdf.Dictionary(
        FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 1, 1, 0], N=1
    )
    spaces = {
        f"S{at}": pikepdf.Array(
            [
                pikepdf.Name.Separation,
                pikepdf.Name(f"/{name}"),
                pikepdf.Name.DeviceCMYK,
                pdf.make_indirect(tint),
            ]
        )
        for at, name in enumerate(names)
    }
    operators = " ".join(f"/{key} cs 1 scn {SQUARE}" for key in spaces)
    paint(pdf, operators, ColorSpace=spaces)


def state(operators: str, **entries: object) -> Callable[[pikepdf.Pdf], None]:
    """Operators under a graphics state."""

    def change(pdf: pikepdf.Pdf) -> None:
        made = pikepdf.Dictionary(Type=pikepdf.Name.ExtGState, **entries)
        paint(pdf, f"/Own gs {operators}", ExtGState={"Own": made})

    return change


def see_through(pdf: pikepdf.Pdf) -> None:
    """Half a square in a file that claims to be flat."""
    pdf.docinfo["/GTS_PDFXVersion"] = "PDF/X-1a:2003"
    state(f"0 0 0 1 k {SQUARE}", ca=0.5)(pdf)


INKY = bytes((250, 250, 250, 200))
FILE_FAULTS = (
    FileFault(
        "a page without a TrimBox",
        "file-boxes",
        lambda pdf: boxes(pdf, TrimBox=None),
        severity="error",
    ),
    FileFault(
        "a trim larger than the bleed",
        "file-boxes",
        lambda pdf: boxes(pdf, BleedBox=grown(pdf, -4)),
        severity="error",
    ),
    FileFault(
        "a bleed larger than the sheet",
        "file-boxes",
        lambda pdf: boxes(pdf, BleedBox=grown(pdf, 400)),
        severity="error",
    ),
    FileFault(
        "a bleed of one millimetre",
        "file-bleed",
        lambda pdf: boxes(pdf, BleedBox=grown(pdf, 2.83)),
        severity="error",
    ),
    FileFault(
        "a page of another size",
        "file-page-sizes",
        lambda pdf: boxes(pdf, TrimBox=grown(pdf, -3)),
    ),
    FileFault("three pages", "file-page-count", lambda pdf: pdf.pages.__delitem__(3), page="3"),
    FileFault(LOCKED, "file-encrypted", nothing, page="", severity="error"),
    FileFault(
        "a font that is not in the file",
        "file-font",
        without_font_program,
        point=(210, 298),
        severity="error",
    ),
    FileFault("a note stuck on the page", "file-annotation", annotated, point=MIDDLE),
    FileFault(
        "one spot ink by two names",
        "file-spot-names",
        lambda pdf: spot(pdf, "PANTONE 485 C", "Pantone 485C"),
        severity="error",
    ),
    FileFault(
        "something transparent in PDF/X-1a",
        "file-transparency",
        see_through,
        severity="error",
    ),
    FileFault("a red square in RGB", "file-rgb", painting(f"1 0 0 rg {SQUARE}"), point=MIDDLE),
    FileFault(
        "a picture in RGB",
        "file-rgb",
        image("/DeviceRGB", bytes(3 * 200 * 200), (200, 200)),
        point=MIDDLE,
    ),
    FileFault(
        "a picture of 180 ppi",
        "file-resolution",
        image("/DeviceGray", bytes(100 * 100), (100, 100)),
        point=MIDDLE,
    ),
    FileFault(
        "a picture of 90 ppi",
        "file-resolution",
        image("/DeviceGray", bytes(50 * 50), (50, 50)),
        point=MIDDLE,
        severity="error",
    ),
    FileFault(
        "a picture of 372 % ink",
        "file-total-ink",
        image("/DeviceCMYK", INKY * 200 * 200, (200, 200)),
        point=MIDDLE,
        severity="error",
    ),
    FileFault(
        "a square of 370 % ink",
        "file-total-ink-colour",
        painting(f"0.9 0.9 0.9 1 k {SQUARE}"),
        point=MIDDLE,
        severity="error",
    ),
    FileFault(
        "a line as thin as the device can draw",
        "file-hairline",
        painting("0 w 180 -300 m 220 -300 l S"),
        point=MIDDLE,
    ),
    FileFault(
        "a line that a matrix makes thin",
        "file-hairline",
        painting("q 0.1 0 0 0.1 0 0 cm 1 w 1800 -3000 m 2200 -3000 l S Q"),
        point=MIDDLE,
    ),
    FileFault(
        "text of four points", "file-small-type", setting("0 g", size=4), point=(203, 299)
    ),
    FileFault(
        "small text in two inks",
        "file-coloured-small-type",
        setting("0 0.8 0.9 0 k", size=7),
        point=(203, 298),
    ),
    FileFault(
        "text in rich black",
        "file-rich-black-text",
        setting("0.4 0.3 0.3 1 k"),
        point=(203, 298),
    ),
    FileFault(
        "white text that overprints",
        "file-white-overprint",
        state(SQUARE.replace("re f", "re 0 0 0 0 k f"), OP=True, op=True, OPM=1),
        point=MIDDLE,
        severity="error",
    ),
    FileFault(
        "text one millimetre from the trim",
        "file-text-near-trim",
        setting("0 g", at=(3.0, 300.0)),
        point=(8, 298),
    ),
    FileFault(
        "text over the trim",
        "file-text-near-trim",
        setting("0 g", at=(-6.0, 300.0)),
        point=(0, 298),
    ),
)
