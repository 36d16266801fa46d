"""Rules of type on the page: its size, its inks, how near it stands to the knife."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.diagnostics import Severity
from layout.geometry import TOLERANCE, Rect, in_mm
from layout.preflight.inks import inks_of
from layout.preflight.job import lines_of, rect_of
from layout.preflight.model import Found, IssueRule, Rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from layout.display.model import GlyphRun, Page, TextLine
    from layout.preflight.job import IssueJob


def small_type(job: IssueJob) -> Iterator[Found]:
    """Type smaller than the press can hold."""
    least = job.printer.limits.least_type
    for page, line, run in _first_of_each(job, lambda run: run.size < least - TOLERANCE):
        yield _at(
            page,
            line,
            f"{line.style} is set in {run.size:.2g} pt: “{line.text[:12]}”",
            f"{run.size:.2f} pt",
            f"{least:g} pt",
        )


def coloured_small_type(job: IssueJob) -> Iterator[Found]:
    """Small type in more than one ink: the plates are never in register to a hair."""
    most = job.printer.limits.small_type

    def wrong(run: GlyphRun) -> bool:
        inks = inks_of(run.color)
        return run.size <= most and inks.count > 1 and not inks.is_rich_black

    for page, line, run in _first_of_each(job, wrong):
        inks = inks_of(run.color)
        yield _at(
            page,
            line,
            f"{line.style} of {run.size:g} pt is in {inks.count} inks ({inks.words}): "
            f"“{line.text[:12]}”",
            f"{inks.count} inks",
            f"1 ink up to {most:g} pt",
        )


def rich_black_text(job: IssueJob) -> Iterator[Found]:
    """Text in black with other inks under it."""
    for page, line, run in _first_of_each(job, lambda run: inks_of(run.color).is_rich_black):
        inks = inks_of(run.color)
        message = f"{line.style} is in rich black ({inks.words}): “{line.text[:12]}”"
        yield _at(page, line, message, inks.words, "K100")


def text_near_trim(job: IssueJob) -> Iterator[Found]:
    """Text nearer to the trim than the knife is sure of."""
    safe = job.printer.safe
    for page in job.pages.pages:
        over = [(distance_in(rect_of(line), page), line) for line in lines_of(page)]
        near = [(room, line) for room, line in over if room < safe - TOLERANCE]
        if near:
            room, line = min(near, key=lambda one: one[0])
            more = f" and {len(near) - 1} more lines" if len(near) > 1 else ""
            what = "beyond the trim" if room < 0 else f"{in_mm(room)} from the trim"
            message = f"“{line.text[:12]}”{more} stand {what}"
            yield _at(page, line, message, in_mm(room), f"at least {in_mm(safe)}")


def distance_in(rect: Rect, page: Page) -> float:
    """How far inside the trim a rectangle stands at its nearest side; negative beyond it."""
    return min(rect.x, rect.y, page.width - rect.right, page.height - rect.bottom)


def _first_of_each(
    job: IssueJob, wrong: Callable[[GlyphRun], bool]
) -> Iterator[tuple[Page, TextLine, GlyphRun]]:
    """The first run on each page, of each text style, of which something is so."""
    for page in job.pages.pages:
        seen: set[str] = set()
        for line in lines_of(page):
            if line.style in seen:
                continue
            run = next((run for run in line.runs if wrong(run)), None)
            if run is not None:
                seen.add(line.style)
                yield page, line, run


def _at(page: Page, line: TextLine, message: str, measured: str, allowed: str) -> Found:
    return Found(
        message,
        line.span if line.span is not None and line.span.path else None,
        page.page_index,
        rect_of(line),
        line.article,
        measured,
        allowed,
    )


RULES: tuple[IssueRule, ...] = (
    Rule(
        "small-type",
        small_type,
        Severity.WARNING,
        "No type is smaller than the printer's `least_type`.",
        "set it larger in the house style",
        press=True,
    ),
    Rule(
        "coloured-small-type",
        coloured_small_type,
        Severity.WARNING,
        "Type up to the printer's `small_type` is in one ink.",
        "give it a colour of one ink, or set it larger",
        press=True,
    ),
    Rule(
        "rich-black-text",
        rich_black_text,
        Severity.WARNING,
        "Text is in black ink alone.",
        "set text in a colour of black ink alone",
        press=True,
    ),
    Rule(
        "text-near-trim",
        text_near_trim,
        Severity.WARNING,
        "Text stands inside the printer's safe area.",
        "move it in, or shorten what pushes it out",
        press=True,
    ),
)
