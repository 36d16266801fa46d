"""A PDF onto sheets: read, arrange, place, mark, write."""

from __future__ import annotations

from typing import TYPE_CHECKING

import layout.impose.schemes  # noqa: F401  (registers them)
from layout.diagnostics import Diagnostic, error, suggest, warning
from layout.errors import SheetError
from layout.impose.lettering import not_in_strokes
from layout.impose.marks import with_marks
from layout.impose.model import Caption
from layout.impose.place import PageSize, place_forms
from layout.impose.registry import Scheme, schemes
from layout.impose.request import MARKS, ImposeRequest
from layout.impose.source import (
    in_words,
    job_size,
    measured_pages,
    opened_source,
    reading,
    short_of_bleed,
)
from layout.impose.write import write_sheets
from layout.record import Record, replace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from layout.impose.model import Sheet

NAMELESS = Caption()


class Imposition(Record):
    """A plan of sheets for so many pages of one size, and what is to be said of it."""

    request: ImposeRequest
    pages: int
    page: PageSize
    sheets: tuple[Sheet, ...]
    findings: tuple[Diagnostic, ...] = ()


class Imposed(Record):
    """An imposition and its PDF; `pdf` is empty where only the plan was asked for."""

    plan: Imposition
    pdf: bytes


def scheme_named(name: str) -> Scheme:
    """A scheme. Raises SheetError where there is none of that name."""
    known = schemes()
    if name not in known:
        message = f"there is no scheme `{name}`"
        hint = suggest(name, list(known))
        raise SheetError([error("unknown-scheme", message, hint=hint)])
    return known[name]


def plan_sheets(
    count: int, page: PageSize, request: ImposeRequest, job: Caption = NAMELESS
) -> Imposition:
    """Which page stands where, for `count` pages of one trim; `job` goes onto the labels.

    Raises:
        SheetError: there is no such scheme, the pages do not go onto the sheet, or there is no
            back to print from the front's plate.
    """
    forms = scheme_named(request.scheme).arrange(count, request)
    bare = place_forms(forms, page, request)
    sheets, lost = [], dict.fromkeys(MARKS, False)
    for sheet in bare:
        marked, off = with_marks(sheet, request, job, len(bare))
        sheets.append(marked)
        lost.update(dict.fromkeys(off, True))
    findings = _marks_lost([kind for kind, is_lost in lost.items() if is_lost])
    boxes = _in_boxes(job) if "label" in request.marks else ()
    return Imposition(request, count, page, tuple(sheets), (*findings, *boxes))


def _marks_lost(kinds: list[str]) -> Iterable[Diagnostic]:
    if kinds:
        message = f"the sheet has no room for all marks: {', '.join(kinds)}"
        yield warning(
            "marks-left-out", message, hint="choose a larger --sheet, or fewer --marks"
        )


def _in_boxes(job: Caption) -> Iterable[Diagnostic]:
    lacking = not_in_strokes(job.text).translate(
        dict.fromkeys(ord(one) for one, _ in job.outlines)
    )
    if lacking:
        message = f"the label shows a box for each of: {lacking}"
        hint = "`banxin fonts fetch` gets a face that has them; or name the job with --label"
        yield warning("label-in-boxes", message, hint=hint)


def impose_pdf(
    pdf: bytes,
    request: ImposeRequest,
    name: str,
    *,
    label: Caption | None = None,
    dry_run: bool = False,
) -> Imposed:
    """The sheets of a PDF. `name` stands in messages and, without a `label`, on the sheets.

    Raises:
        ContentError: the PDF is damaged, locked, or has pages without a size.
        SheetError: see `plan_sheets`.
    """
    with opened_source(pdf, name) as source:
        pages = measured_pages(source, name)
        size, odd = job_size(pages, name)
        plan = plan_sheets(len(pages), size, request, label or Caption(name))
        made = b""
        if not dry_run:
            with reading(name):
                made = write_sheets(source, pages, plan.sheets, request.bleed)
        repaired = [
            warning("damaged-pdf", f"{name} was repaired while it was read: {in_words(said)}")
            for said in source.get_warnings()[:1]
        ]
    short = short_of_bleed(pages, request.bleed, name)
    return Imposed(replace(plan, findings=(*repaired, *odd, *short, *plan.findings)), made)
