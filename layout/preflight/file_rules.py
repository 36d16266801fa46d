"""Rules of a finished PDF as a file: boxes, pages, fonts, locks, annotations, spot names."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

from layout.diagnostics import Severity
from layout.geometry import POINTS_PER_MM, Rect, in_mm
from layout.preflight.file_job import meets
from layout.preflight.model import FileRule, Found, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.preflight.file_job import FileJob, Sheet

# Boxes are written to a thousandth; a tenth of a millimetre is what a knife is sure of.
_SLACK = 0.1 * POINTS_PER_MM
_PLATES = frozenset({"All", "None", "Cyan", "Magenta", "Yellow", "Black"})
# ISO 15930-7 6.18: these two alone may stand within the bleed.
_PRINT_ANNOTATIONS = frozenset({"PrinterMark", "TrapNet"})


def page_boxes(job: FileJob) -> Iterator[Found]:
    """MediaBox ⊇ BleedBox ⊇ TrimBox, each of them there. Source: ISO 15930-7 6.12."""
    for sheet in job.sheets:
        for words in _wrong_boxes(sheet):
            yield Found(words, page_index=sheet.index)


def _wrong_boxes(sheet: Sheet) -> Iterator[str]:
    if sheet.media is None:
        yield "there is no MediaBox"
        return
    if sheet.trim_box is None:
        yield "there is no TrimBox: nobody knows where to cut"
        return
    if not _holds(sheet.media, sheet.trim_box):
        yield "the TrimBox reaches over the MediaBox"
    if sheet.bleed_box is not None and not _holds(sheet.bleed_box, sheet.trim_box):
        yield "the TrimBox reaches over the BleedBox"
    if sheet.bleed_box is not None and not _holds(sheet.media, sheet.bleed_box):
        yield "the BleedBox reaches over the MediaBox"


def file_bleed(job: FileJob) -> Iterator[Found]:
    """The room between TrimBox and BleedBox, against the printer's bleed."""
    for sheet in job.sheets:
        if sheet.trim_box is None:
            continue
        trim, bleed = sheet.trim, sheet.bleed
        room = min(
            trim.x - bleed.x,
            trim.y - bleed.y,
            bleed.right - trim.right,
            bleed.bottom - trim.bottom,
        )
        if room < job.printer.bleed - _SLACK:
            yield Found(
                f"the bleed is {in_mm(room)}",
                page_index=sheet.index,
                measured=in_mm(room),
                allowed=in_mm(job.printer.bleed),
            )


def page_sizes(job: FileJob) -> Iterator[Found]:
    """Pages of another size than the first."""
    for sheet in job.sheets[1:]:
        first, trim = job.sheets[0].trim, sheet.trim
        other = abs(trim.width - first.width), abs(trim.height - first.height)
        if max(other) > _SLACK:
            yield Found(
                "the page has another size than the first",
                page_index=sheet.index,
                measured=_size(trim),
                allowed=_size(first),
            )


def file_pages(job: FileJob) -> Iterator[Found]:
    """How many pages there are, against the sheets they are printed on."""
    count, multiple = len(job.sheets), job.printer.limits.pages_multiple
    if count % multiple:
        yield Found(
            f"{count} pages fill no whole sheets of {multiple}; "
            f"{-count % multiple} are wanting",
            page_index=count - 1,
            measured=f"{count} pages",
            allowed=f"a multiple of {multiple}",
        )


def encrypted(job: FileJob) -> Iterator[Found]:
    """A file that is locked, if only against changes. Source: ISO 15930-7 6.3."""
    if job.opened.encrypted:
        yield Found("the file is encrypted")


def fonts_embedded(job: FileJob) -> Iterator[Found]:
    """Fonts whose programs are not in the file. Source: ISO 15930-7 6.5."""
    told: set[str] = set()
    for one in job.painted:
        font = job.fonts.get(one.ref) if one.kind == "text" else None
        if font is None or font.key in told or font.kind == "Type3" or font.program_ref:
            continue
        told.add(font.key)
        where = job.sheets[one.page_index].on_page(one.rect)
        yield Found(f"{font.title} is not embedded", page_index=one.page_index, rect=where)


def annotations_in_bleed(job: FileJob) -> Iterator[Found]:
    """Annotations within the bleed: they may print. Source: ISO 15930-7 6.18."""
    groups: dict[tuple[int, str], list[Rect]] = {}
    for index, kind, rect in _annotations(job):
        if kind not in _PRINT_ANNOTATIONS and meets(rect, job.sheets[index].bleed):
            groups.setdefault((index, kind), []).append(rect)
    for (index, kind), rects in groups.items():
        where = job.sheets[index].on_page(rects[0])
        many = f"{len(rects)} annotations" if len(rects) > 1 else "an annotation"
        message = f"{many} ({kind}) on the page"
        yield Found(message, page_index=index, rect=where, measured=kind)


def _annotations(job: FileJob) -> Iterator[tuple[int, str, Rect]]:
    file = job.opened
    for page in file.pages:
        for one in file.row(page.entries.get("/Annots")):
            entries = file.entries(one)
            numbers = [file.number(edge) or 0.0 for edge in file.row(entries.get("/Rect"))]
            if len(numbers) == 4:
                x1, y1, x2, y2 = numbers
                rect = Rect(min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1))
                yield page.index, file.name(entries.get("/Subtype")), rect


def spot_names(job: FileJob) -> Iterator[Found]:
    """Spot inks whose names differ in case, blanks or hyphens alone: two plates for one ink."""
    first: dict[str, int] = {}
    for one in job.painted:
        for name, _ in one.inks.spots:
            first.setdefault(name, one.page_index)
    for one_name, other in combinations(sorted(first.keys() - _PLATES), 2):
        if _plain(one_name) == _plain(other):
            yield Found(
                f"the spot inks {one_name!r} and {other!r} are one by their names",
                page_index=first[other],
                measured=other,
                allowed=one_name,
            )


def transparency(job: FileJob) -> Iterator[Found]:
    """Transparency in a file that must be flat. Source: ISO 15930-1 6.10 (PDF/X-1a)."""
    if not job.flat:
        return
    for index, rect in sorted(job.transparent.items()):
        where = job.sheets[index].on_page(rect) if rect.width else None
        yield Found("something on the page is transparent", page_index=index, rect=where)


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()


def _holds(outer: Rect, inner: Rect) -> bool:
    left, lower = inner.x >= outer.x - _SLACK, inner.y >= outer.y - _SLACK
    right = inner.right <= outer.right + _SLACK
    return left and lower and right and inner.bottom <= outer.bottom + _SLACK


def _size(rect: Rect) -> str:
    return f"{rect.width / POINTS_PER_MM:.1f} x {rect.height / POINTS_PER_MM:.1f} mm"


RULES: tuple[FileRule, ...] = (
    Rule(
        "file-boxes",
        page_boxes,
        Severity.ERROR,
        "Every page has a TrimBox, inside the BleedBox, inside the MediaBox.",
        "write the file anew with its boxes",
    ),
    Rule(
        "file-bleed",
        file_bleed,
        Severity.ERROR,
        "The BleedBox leaves the printer's bleed around the TrimBox.",
        "write the file anew with the printer's bleed",
    ),
    Rule(
        "file-page-sizes",
        page_sizes,
        Severity.WARNING,
        "All pages have one size.",
        "write them in the size of the first",
    ),
    Rule(
        "file-page-count",
        file_pages,
        Severity.WARNING,
        "The pages fill whole sheets: a multiple of the printer's `pages_multiple`.",
        "add pages or take some away",
    ),
    Rule(
        "file-encrypted",
        encrypted,
        Severity.ERROR,
        "The file is not encrypted.",
        "save it without a password",
    ),
    Rule(
        "file-font",
        fonts_embedded,
        Severity.ERROR,
        "Every font that is shown is embedded.",
        "write the file anew with its fonts, or turn the text into outlines",
    ),
    Rule(
        "file-annotation",
        annotations_in_bleed,
        Severity.WARNING,
        "No annotation stands within the bleed.",
        "take it out; links belong into files for reading",
    ),
    Rule(
        "file-spot-names",
        spot_names,
        Severity.ERROR,
        "No two spot inks differ only in case, blanks or hyphens.",
        "give both one name",
    ),
    Rule(
        "file-transparency",
        transparency,
        Severity.ERROR,
        "Nothing is transparent in a file that must be flat (PDF/X-1a).",
        "flatten it",
    ),
)
