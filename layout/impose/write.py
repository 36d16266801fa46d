"""Sheets as PDF: pages become form XObjects, so that type stays type and lines stay lines.

Fonts, pictures and colour spaces are copied as they are, each once; layers (optional content)
stay and can be switched as before. What belongs to reading goes: outlines, links, page
labels, structure, threads, attachments, scripts. The document's information stays but for
what it claims of a standard; XMP goes, since it describes pages that are no longer there.

Source: ISO 32000-2 8.10 (form XObjects), 8.6.6.4 (the colorant All), 14.11.2 (boxes), 14.11.5
(output intents).
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from layout.geometry import Pt, mm
from layout.impose.lettering import baseline_and_em, place_of, strokes_of
from layout.impose.model import Bar, Circle, Label, Line
from layout.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pikepdf

    from layout.geometry import Rect
    from layout.impose.model import Mark, Sheet, Side, Slot
    from layout.impose.source import SourcePage

_WEIGHT: Pt = 0.25
_STROKE_WEIGHT: Pt = 0.4
_DASH: Pt = mm(1)
# A quarter of a circle as a Bézier curve: how far its handles reach, in radii.
_HANDLE = 0.5522847498
# Quarter turns clockwise, as the first four numbers of a matrix.
_TURNS = ((1, 0, 0, 1), (0, -1, 1, 0), (-1, 0, 0, -1), (0, 1, -1, 0))
# What a claim of a standard is called in the document's information.
_CLAIMS = frozenset(("/GTS_PDFXVersion", "/GTS_PDFXConformance", "/GTS_PDFA1Version"))
_INTENT_SPACES = {1: "/DeviceGray", 3: "/DeviceRGB"}


def write_sheets(
    source: pikepdf.Pdf, pages: Sequence[SourcePage], sheets: Sequence[Sheet], bleed: Pt
) -> bytes:
    """The sheets as a PDF, front and back in turn."""
    import pikepdf

    _print_annotations(source)
    with pikepdf.new() as made:
        forms = _forms(source, made, pages, sheets)
        all_inks = _all_inks(made, source)
        for sheet in sheets:
            for _, side in sheet.sides:
                _add_side(made, sheet, side, bleed, (forms, pages, all_inks))
        _copy_document(source, made, sheets)
        buffer = io.BytesIO()
        made.save(
            buffer,
            min_version=max(source.pdf_version, "1.5"),
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return buffer.getvalue()


def _print_annotations(source: pikepdf.Pdf) -> None:
    """Make what annotations and form fields would print a part of their pages."""
    if not any("/Annots" in page.obj for page in source.pages):
        return
    if "/AcroForm" in source.Root:
        source.generate_appearance_streams()
    source.flatten_annotations("print")


def _forms(
    source: pikepdf.Pdf,
    made: pikepdf.Pdf,
    pages: Sequence[SourcePage],
    sheets: Sequence[Sheet],
) -> dict[int, pikepdf.Object]:
    """A form for each page that stands on a sheet, as large as its bleed, in its own units."""
    import pikepdf

    slots = (slot for sheet in sheets for _, side in sheet.sides for slot in side.slots)
    used = sorted({slot.page for slot in slots if slot.page is not None})
    forms = {}
    for at in used:
        form = source.pages[at].as_form_xobject(handle_transformations=False)
        form.BBox = pikepdf.Array(list(pages[at].bleed))
        for key in ("/Matrix", "/StructParents", "/StructParent"):
            if key in form:
                del form[key]
        forms[at] = made.copy_foreign(form)
    return forms


def _all_inks(made: pikepdf.Pdf, source: pikepdf.Pdf) -> pikepdf.Object:
    """Registration colour: every ink at once; its other form fits the output intent."""
    import pikepdf

    space = pikepdf.Name(_INTENT_SPACES.get(_intent_inks(source), "/DeviceCMYK"))
    inks = {"/DeviceGray": 1, "/DeviceRGB": 3}.get(str(space), 4)
    none, full = ([0] * 4, [1] * 4) if inks == 4 else ([1] * inks, [0] * inks)
    tint = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=none, C1=full, N=1)
    named = [pikepdf.Name.Separation, pikepdf.Name.All, space, tint]
    return made.make_indirect(pikepdf.Array(named))


def _intent_inks(source: pikepdf.Pdf) -> int:
    for intent in source.Root.get("/OutputIntents", []):
        profile = intent.get("/DestOutputProfile")
        if profile is not None:
            return int(profile.get("/N", 4))
    return 4


def _add_side(
    made: pikepdf.Pdf,
    sheet: Sheet,
    side: Side,
    bleed: Pt,
    material: tuple[dict[int, pikepdf.Object], Sequence[SourcePage], pikepdf.Object],
) -> None:
    import pikepdf

    forms, pages, all_inks = material
    drawn: list[str] = []
    for slot in side.slots:
        if slot.page is not None:
            drawn += _placed(slot, pages[slot.page], sheet.height)
    if side.marks:
        drawn += ["q /All CS /All cs 1 SCN 1 scn"]
        for mark in side.marks:
            drawn += _mark(mark, sheet.height)
        drawn += ["Q"]
    shown = {
        f"/P{slot.page + 1}": forms[slot.page] for slot in side.slots if slot.page is not None
    }
    page = made.add_blank_page(page_size=(sheet.width, sheet.height))
    page.obj.Contents = made.make_stream("\n".join(drawn).encode("ascii"))
    page.obj.Resources = pikepdf.Dictionary(
        XObject=pikepdf.Dictionary(shown), ColorSpace=pikepdf.Dictionary(All=all_inks)
    )
    block = sheet.block
    page.obj.TrimBox = _flipped(block, sheet)
    page.obj.BleedBox = _flipped(block.grown(bleed), sheet)


def _flipped(rect: Rect, sheet: Sheet) -> pikepdf.Array:
    """A rectangle of a sheet as a box of the file, no larger than the sheet."""
    import pikepdf

    return pikepdf.Array(
        [
            round(max(rect.x, 0.0), 4),
            round(max(sheet.height - rect.bottom, 0.0), 4),
            round(min(rect.right, sheet.width), 4),
            round(min(sheet.height - rect.y, sheet.height), 4),
        ]
    )


def _placed(slot: Slot, page: SourcePage, height: Pt) -> Iterator[str]:
    """The commands that show a page in its slot; one of another size in the slot's middle."""
    a, b, c, d = (part * page.unit for part in _TURNS[(page.turns + slot.rotation // 90) % 4])
    left, lower, right, upper = page.trim
    xs = [a * x + c * y for x in (left, right) for y in (lower, upper)]
    ys = [b * x + d * y for x in (left, right) for y in (lower, upper)]
    e = slot.trim.x + slot.trim.width / 2 - (min(xs) + max(xs)) / 2
    f = height - slot.trim.y - slot.trim.height / 2 - (min(ys) + max(ys)) / 2
    clip = slot.clip
    yield f"q {_numbers(clip.x, height - clip.bottom, clip.width, clip.height)} re W n"
    yield f"{_numbers(a, b, c, d, e, f)} cm /P{(slot.page or 0) + 1} Do Q"


def _mark(mark: Mark, height: Pt) -> Iterator[str]:
    if isinstance(mark, Line):
        dash = f"[{_numbers(_DASH)}] 0 d" if mark.dashed else "[] 0 d"
        ends = (mark.x1, height - mark.y1), (mark.x2, height - mark.y2)
        yield f"{_WEIGHT} w {dash} {_numbers(*ends[0])} m {_numbers(*ends[1])} l S"
    elif isinstance(mark, Bar):
        rect = mark.rect
        yield f"{_numbers(rect.x, height - rect.bottom, rect.width, rect.height)} re f"
    elif isinstance(mark, Circle):
        yield f"{_WEIGHT} w [] 0 d {_ring(mark.x, height - mark.y, mark.radius)} S"
    else:
        yield from _lettered(mark, height)


def _ring(x: Pt, y: Pt, radius: Pt) -> str:
    reach = radius * _HANDLE
    quarters = ((1, 0, 0, 1), (0, 1, -1, 0), (-1, 0, 0, -1), (0, -1, 1, 0))
    path = [f"{_numbers(x + radius, y)} m"]
    for ux, uy, vx, vy in quarters:
        points = (
            *(x + ux * radius + vx * reach, y + uy * radius + vy * reach),
            *(x + vx * radius + ux * reach, y + vy * radius + uy * reach),
            *(x + vx * radius, y + vy * radius),
        )
        path.append(f"{_numbers(*points)} c")
    return " ".join(path)


def _lettered(label: Label, height: Pt) -> Iterator[str]:
    yield f"{_STROKE_WEIGHT} w [] 0 d"
    caption = label.caption
    outlines = dict(caption.outlines)
    for stroke in strokes_of(caption.text, label.height, spared=frozenset(outlines)):
        points = [_numbers(label.x + x, height - label.y - y) for x, y in stroke]
        yield f"{points[0]} m {' '.join(f'{point} l' for point in points[1:])} S"

    base, em = baseline_and_em(label.height)
    for at, letter in enumerate(caption.text):
        left = label.x + place_of(at, label.height)
        for contour in outlines.get(letter, ()):
            yield _contour(contour, (left, height - label.y - base), em)
        if letter in outlines:
            yield "f"


def _contour(contour: tuple[tuple[float, float], ...], origin: tuple[Pt, Pt], em: Pt) -> str:
    points = [_numbers(origin[0] + x * em, origin[1] + y * em) for x, y in contour]
    curves = (" ".join(points[at : at + 3]) + " c" for at in range(1, len(points), 3))
    return f"{points[0]} m {' '.join(curves)} h"


def _copy_document(source: pikepdf.Pdf, made: pikepdf.Pdf, sheets: Sequence[Sheet]) -> None:
    """What speaks of the whole document and still holds for its sheets."""
    import pikepdf

    for key in ("/OutputIntents", "/OCProperties"):
        if key in source.Root:
            held = source.make_indirect(source.Root[key])
            made.Root[key] = made.copy_foreign(held)
    for key, value in source.docinfo.items():
        if key not in _CLAIMS and isinstance(value, pikepdf.String | pikepdf.Name):
            made.docinfo[key] = value
    made.docinfo["/Producer"] = f"banxin {__version__}"
    names = [f"{sheet.number} {name}" for sheet in sheets for name, _ in sheet.sides]
    labels: list[object] = []
    for at, name in enumerate(names):
        labels += [at, pikepdf.Dictionary(P=pikepdf.String(name))]
    made.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array(labels))


def _numbers(*values: float) -> str:
    return " ".join(f"{value:.4f}".rstrip("0").rstrip(".") for value in values)
