"""Figures drawn in lines, embedded as form XObjects: a page of a PDF, or an SVG made one.

Only a file that holds such a figure makes this module and its libraries load. A form's matrix
maps the page's trim box onto the unit square, which is what a picture of pixels fills too: both
are then placed alike.

Source: ISO 32000-2 8.10 (form XObjects).
"""

from __future__ import annotations

import io
import re
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from layout.images.faults import PictureFault, broken
from layout.images.pdf_figure import figure_page, opened_pdf, pdf_faults, trim_of, turns_of
from layout.images.reading import faults_named
from layout.images.svg_figure import probe_svg
from layout.pdf.canvas import Document, Later, deflated, dictionary, name, row
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import pikepdf

    from layout.diagnostics import SourceSpan
    from layout.fonts import FontSet
    from layout.images import Figure
    from layout.pdf.canvas import Holder

    _Instruction: TypeAlias = (
        pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage
    )

# Onto the unit square from one of width and height 1, by quarter turns clockwise.
_TURNED = (
    (1, 0, 0, 1, 0, 0),
    (0, -1, 1, 0, 0, 1),
    (-1, 0, 0, -1, 1, 1),
    (0, 1, -1, 0, 1, 0),
)
# What belongs to a page in its own file and not to the figure: its place in a tree, its
# structure, its private notes.
_LEFT_OUT = frozenset(
    ("/Parent", "/StructParent", "/StructParents", "/Metadata", "/PieceInfo", "/LastModified")
)
_MATRIX_DECIMALS = 9


class EmbeddedFigure(Record):
    """A figure as pages are written with it: a sound PDF, and whether it is see-through."""

    pdf: bytes
    page: int
    transparent: bool
    orientation: int = 1


def prepare_figure(
    figure: Figure, path: Path, span: SourceSpan | None, fonts: FontSet
) -> EmbeddedFigure:
    """A figure as a PDF that can be embedded.

    Raises:
        ContentError: it is damaged, locked, or cannot be converted.
    """
    with faults_named(path, span), pdf_faults():
        data = figure.data if figure.format == "PDF" else _converted(figure.data, fonts)
        with opened_pdf(io.BytesIO(data)) as document:
            made = EmbeddedFigure(data, figure.page, _is_transparent(document))
        # Whatever is wrong inside it is found here, where its name and place are known.
        add_figure(Document((1, 7)), made)
    return made


def _converted(svg: bytes, fonts: FontSet) -> bytes:
    """An SVG as a PDF; its text is set in the faces of the issue and in no other."""
    try:
        import svg2pdf_py
    except ImportError as fault:
        hint = "install it with `pip install 'banxin[svg]'`, or save the figure as PDF"
        message = "SVG needs the library svg2pdf-py"
        raise PictureFault("no-svg-library", message, hint) from fault
    faces = svg2pdf_py.FontDatabase()
    if probe_svg(svg).texts:
        for path in sorted({str(face.path) for face in fonts.faces}):
            faces.load_font_file(path)
    try:
        converted: bytes = svg2pdf_py.svg_to_pdf(svg.decode("utf-8-sig"), faces)
    except ValueError as fault:
        raise broken("the SVG is damaged") from fault
    except BaseException as fault:
        # The library is written in Rust, whose panics are no Exception in Python.
        if type(fault).__name__ != "PanicException":
            raise
        raise broken("the SVG cannot be drawn") from fault
    return converted


def _is_transparent(document: pikepdf.Pdf) -> bool:
    import pikepdf

    return any(
        isinstance(found, pikepdf.Dictionary | pikepdf.Stream) and _blends(found)
        for found in document.objects
    )


def _blends(entry: pikepdf.Object) -> bool:
    """Whether a graphics state, group or picture lets what lies under it show through."""
    if entry.get("/SMask", "/None") != "/None" or entry.get("/S") == "/Transparency":
        return True
    group = entry.get("/Group")
    opacities = (entry.get("/ca", 1), entry.get("/CA", 1))
    return group is not None or any(opacity != 1 for opacity in opacities)


def add_figure(
    document: Document,
    figure: EmbeddedFigure,
    *,
    unmarked: bool = False,
    for_archive: bool = False,
) -> object:
    """Embed a figure; gives the reference to its form XObject.

    An `unmarked` one keeps no marked content: its marks belong to a structure that stays in its
    own file, and would stand within the mark of the figure. `for_archive` leaves out what an
    archive file may not hold (`layout.pdf.figure_mends`).
    """
    with opened_pdf(io.BytesIO(figure.pdf)) as source:
        page = figure_page(source, figure.page)
        if for_archive:
            from layout.pdf.figure_mends import mend

            mend(source, page)
        left, lower, right, upper = trim_of(page)
        width, height = right - left, upper - lower
        a, b, c, d, e, f = _TURNED[turns_of(page)]
        matrix = (
            *(a / width, b / width, c / height, d / height),
            e - a * left / width - c * lower / height,
            f - b * left / width - d * lower / height,
        )
        page.contents_coalesce()
        if unmarked:
            _unmark(source, page)
        copy = _Copy(document)
        entries: dict[str, object] = {
            "Type": name("XObject"),
            "Subtype": name("Form"),
            "BBox": _numbers((left, lower, right, upper)),
            "Matrix": _numbers(matrix),
            "Resources": copy.of(page.resources),
            "Filter": name("FlateDecode"),
        }
        if "/Group" in page.obj:
            entries["Group"] = copy.of(page.obj.Group)
        content = deflated(page.obj.Contents.read_bytes() if "/Contents" in page.obj else b"")
        form = document.add_stream(content, entries, packed=True)
        copy.finish()
    return form


_OPENS, _POINTS = frozenset(("BMC", "BDC")), frozenset(("MP", "DP"))
_MARKS = re.compile(rb"\b(?:BMC|BDC|MP|DP)\b")


def _unmark(source: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Take the marks out of a page and of all forms and patterns in its file."""
    import pikepdf

    streams = [page.obj.Contents] if "/Contents" in page.obj else []
    streams += [
        found
        for found in source.objects
        if isinstance(found, pikepdf.Stream)
        and (found.get("/Subtype") == "/Form" or found.get("/PatternType") == 1)
    ]
    for stream in streams:
        if _MARKS.search(stream.read_bytes()):
            kept = _without_marks(pikepdf.parse_content_stream(stream))
            stream.write(pikepdf.unparse_content_stream(kept))


def _without_marks(instructions: Iterable[_Instruction]) -> list[_Instruction]:
    """The instructions but for marks; those that hide and show layers stay."""
    kept: list[_Instruction] = []
    stays: list[bool] = []
    for instruction in instructions:
        operator = str(instruction.operator)
        if operator in _OPENS:
            stays.append(instruction.operands[0] == "/OC")
            if not stays[-1]:
                continue
        elif operator in _POINTS or (operator == "EMC" and not (stays and stays.pop())):
            continue
        kept.append(instruction)
    return kept


def _numbers(values: Iterable[float]) -> bytes:
    written = (f"{value:.{_MATRIX_DECIMALS}f}".rstrip("0").rstrip(".") for value in values)
    return f"[{' '.join('0' if one == '-0' else one for one in written)}]".encode("ascii")


class _Copy:
    """Copies objects of another file, each once, in the order in which they are met."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._references: dict[tuple[int, int], object] = {}
        self._waiting: list[tuple[Later, pikepdf.Object]] = []

    def of(self, found: pikepdf.Object) -> object:
        """What stands for an object: a reference where it has a number, else itself."""
        import pikepdf

        holds = isinstance(found, pikepdf.Object)
        if not holds or not found.is_indirect or _is_plain(found):
            return self._direct(found)
        if found.objgen not in self._references:
            later = Later()
            self._references[found.objgen] = self._document.add(later)
            self._waiting.append((later, found))
        return self._references[found.objgen]

    def finish(self) -> None:
        """Copy what the objects so far refer to, and what that refers to."""
        while self._waiting:
            later, found = self._waiting.pop(0)
            later.entry = self._holder(found)

    def _direct(self, found: object) -> object:
        import pikepdf

        if isinstance(found, pikepdf.Object) and not _is_plain(found):
            return self._holder(found)
        return _plain(found)

    def _holder(self, found: pikepdf.Object) -> Holder:
        """A stream, dictionary or array, with what stands for each thing in it."""
        import pikepdf

        if isinstance(found, pikepdf.Stream):
            content = found.read_raw_bytes()
            return self._document.stream(content, self._entries(found))
        if isinstance(found, pikepdf.Dictionary):
            return dictionary(self._entries(found))
        return row(map(self.of, found))

    def _entries(self, found: pikepdf.Object) -> dict[str, object]:
        return {
            key[1:]: self.of(value)
            for key, value in found.items()
            if key not in _LEFT_OUT and key != "/Length"
        }


def _is_plain(found: pikepdf.Object) -> bool:
    import pikepdf

    return not isinstance(found, pikepdf.Stream | pikepdf.Dictionary | pikepdf.Array)


def _plain(found: object) -> bytes:
    """A number, name, string or truth as a file has it."""
    import pikepdf

    if isinstance(found, pikepdf.Object):
        return found.unparse()
    if isinstance(found, bool):
        return b"true" if found else b"false"
    if isinstance(found, Decimal | float):
        return f"{found:f}".encode("ascii")
    return b"null" if found is None else str(found).encode("ascii")
