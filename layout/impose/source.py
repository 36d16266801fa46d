"""The PDF to impose: opened, its pages measured. Only this file and `write.py` know PDF."""

from __future__ import annotations

import io
import re
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeAlias

from layout.diagnostics import error, warning
from layout.errors import ContentError
from layout.geometry import POINTS_PER_MM, fits, same_length
from layout.impose.place import PageSize
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pikepdf

    from layout.diagnostics import Diagnostic
    from layout.geometry import Pt

Box: TypeAlias = tuple[float, float, float, float]

# A quarter turn, in degrees (ISO 32000-2 table 31, Rotate).
_QUARTER = 90
_STREAM = re.compile(r"(?:stream )?<_io\.BytesIO[^>]*>(?: \(|: )?")


class SourcePage(Record):
    """A page's boxes in its own units; `unit` points to one, `turns` quarters clockwise."""

    trim: Box
    bleed: Box
    turns: int
    unit: float

    @property
    def size(self) -> PageSize:
        """The trimmed page as the reader sees it."""
        width = (self.trim[2] - self.trim[0]) * self.unit
        height = (self.trim[3] - self.trim[1]) * self.unit
        return PageSize(height, width) if self.turns % 2 else PageSize(width, height)

    @property
    def bleeds(self) -> Pt:
        """How far the bleed box reaches beyond the trim, where it does so least."""
        pairs = zip(self.trim, self.bleed, strict=True)
        return min(abs(trim - bleed) for trim, bleed in pairs) * self.unit


@contextmanager
def opened_source(pdf: bytes, name: str) -> Iterator[pikepdf.Pdf]:
    """A PDF open for reading.

    Raises:
        ContentError: it is no PDF, is locked, or has no pages.
    """
    import pikepdf

    try:
        document = pikepdf.open(io.BytesIO(pdf))
    except pikepdf.PasswordError as fault:
        raise _locked(name, "a password locks it") from fault
    except pikepdf.PikepdfError as fault:
        raise _damaged(name, fault) from fault
    with document:
        if document.is_encrypted:
            raise _locked(name, "its owner has locked it")
        with reading(name):
            count = len(document.pages)
        if not count:
            raise ContentError([error("no-pages", f"{name} has no pages")])
        yield document


@contextmanager
def reading(name: str) -> Iterator[None]:
    """Turn what a damaged PDF makes its reader raise into a ContentError."""
    import pikepdf

    kinds = (
        pikepdf.PikepdfError,
        AttributeError,
        KeyError,
        RecursionError,
        RuntimeError,
        TypeError,
        ValueError,
    )
    try:
        yield
    except kinds as fault:
        raise _damaged(name, fault) from fault


def in_words(said: object) -> str:
    """What the reader says, without the address its stream has in memory."""
    return _STREAM.sub("", str(said))


def _damaged(name: str, fault: Exception) -> ContentError:
    hint = "write it again with the program that made it"
    message = f"{name} is damaged, or no PDF: {in_words(fault)}"
    return ContentError([error("not-a-pdf", message, hint=hint)])


def _locked(name: str, why: str) -> ContentError:
    hint = "save it again without a password"
    return ContentError([error("locked-pdf", f"{name}: {why}", hint=hint)])


def measured_pages(document: pikepdf.Pdf, name: str) -> tuple[SourcePage, ...]:
    """Every page's boxes. Raises ContentError for pages without a size."""
    with reading(name):
        pages = [_measured(page) for page in document.pages]
    faults = [
        error(
            "page-without-size",
            f"{name}: page {at + 1} has no size",
            hint="export it again, with a trim box",
        )
        for at, page in enumerate(pages)
        if min(page.size.width, page.size.height) < 1
    ]
    if faults:
        raise ContentError(faults)
    return tuple(pages)


def _measured(page: pikepdf.Page) -> SourcePage:
    media = _box(page.mediabox)
    trim = _within(_box(page.trimbox), media)
    bleed = _within(_box(page.obj.get("/BleedBox", page.cropbox)), media)
    turns = round(float(page.rotation) / _QUARTER) % 4
    unit = float(page.obj.get("/UserUnit", 1))
    return SourcePage(trim, _around(bleed, trim), turns, unit)


def _box(edges: pikepdf.Object) -> Box:
    """A box from its lower left corner, whichever corners the file names."""
    x1, y1, x2, y2 = (float(edge) for edge in edges)
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _within(box: Box, outer: Box) -> Box:
    """What of a box lies in another: no box reaches beyond the media (ISO 32000-2 14.11.2)."""
    left, lower = max(box[0], outer[0]), max(box[1], outer[1])
    return left, lower, min(box[2], outer[2]), min(box[3], outer[3])


def _around(box: Box, inner: Box) -> Box:
    left, lower = min(box[0], inner[0]), min(box[1], inner[1])
    return left, lower, max(box[2], inner[2]), max(box[3], inner[3])


def job_size(pages: Sequence[SourcePage], name: str) -> tuple[PageSize, tuple[Diagnostic, ...]]:
    """The trim that most pages have, and what is to be said of the others."""
    sizes = Counter((round(page.size.width, 1), round(page.size.height, 1)) for page in pages)
    most = sizes.most_common(1)[0][0]
    size = next(
        page.size
        for page in pages
        if (round(page.size.width, 1), round(page.size.height, 1)) == most
    )
    odd = [str(at + 1) for at, page in enumerate(pages) if not _same(page.size, size)]
    if not odd:
        return size, ()
    shown = ", ".join(odd[:8]) + (" …" if len(odd) > 8 else "")
    of_size = f"{size.width / POINTS_PER_MM:.1f} × {size.height / POINTS_PER_MM:.1f} mm"
    message = f"{name}: {len(odd)} of {len(pages)} pages are not {of_size}: {shown}"
    hint = "they stand in the middle of their places; export them in one size"
    return size, (warning("uneven-pages", message, hint=hint),)


def short_of_bleed(pages: Sequence[SourcePage], bleed: Pt, name: str) -> tuple[Diagnostic, ...]:
    """What is to be said of pages that bleed less than is asked for."""
    found = [page.bleeds for page in pages if not fits(bleed, page.bleeds)]
    if not found:
        return ()
    least = f"{min(found) / POINTS_PER_MM:.1f} mm"
    asked = f"{bleed / POINTS_PER_MM:.1f} mm is asked for"
    message = f"{name}: {len(found)} of {len(pages)} pages bleed by {least} or more; {asked}"
    hint = "export it with bleed, such as `banxin build --profile proof`, or lower --bleed"
    return (warning("short-bleed", message, hint=hint),)


def _same(one: PageSize, other: PageSize) -> bool:
    return same_length(one.width, other.width) and same_length(one.height, other.height)
