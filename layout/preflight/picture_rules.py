"""Rules of pictures: changed files, colours, pixels, ink."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.diagnostics import Severity, SourceSpan
from layout.display.model import PlacedPicture
from layout.errors import ContentError
from layout.geometry import Rect
from layout.preflight.lock import NAME, checksums, read_lock
from layout.preflight.model import Found, IssueRule, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.images.ink import InkMap
    from layout.preflight.job import IssueJob

_SCREEN_MODES = frozenset({"RGB", "RGBA", "P", "PA", "RGBX", "YCbCr"})
_TURNED = 1  # EXIF: any other orientation lays the stored picture another way


def changed_pictures(job: IssueJob) -> Iterator[Found]:
    """A picture that is another file than the one recorded, or was never recorded."""
    recorded = read_lock(job.issue.root)
    if recorded is None:
        return
    spans = {one.file: one for one in _placed(job)}
    for name, digest in checksums(job.issue).items():
        before, line = recorded.get(name, ("", 0))
        if before == digest:
            continue
        placed = spans.get(str(job.issue.root / name))
        lock = SourceSpan(f"{job.issue.root.name}/{NAME}", line)
        message = (
            f"{name} is another file than the one recorded"
            if before
            else f"{name} is not in {NAME}"
        )
        yield Found(
            message,
            placed.span if placed is not None else lock if line else None,
            _page_of(job, placed),
            placed.rect if placed is not None else None,
            placed.article if placed is not None else "",
            digest[:12],
            before[:12],
        )


def low_resolution(job: IssueJob) -> Iterator[Found]:
    """Pictures with too few pixels to an inch of paper, by the printer's limits."""
    limits = job.printer.limits
    for page, placed in _pictures(job):
        if not 0 < round(placed.ppi) < limits.ppi_warning:
            continue
        poor = round(placed.ppi) < limits.ppi_error
        least = limits.ppi_error if poor else limits.ppi_warning
        more = -int(-100 * limits.ppi_warning // placed.ppi)
        yield Found(
            f"{_name(placed)} has {placed.ppi:.0f} ppi at this size",
            placed.span,
            page,
            placed.rect,
            placed.article,
            f"{placed.ppi:.0f} ppi",
            f"{least:.0f} ppi",
            Severity.ERROR if poor else Severity.WARNING,
            f"supply it {more} % as large, crop less of it away, or show it smaller",
        )


def rgb_pictures(job: IssueJob) -> Iterator[Found]:
    """Pictures in the colours of a screen: they are converted, or must not be there."""
    severity = Severity.NOTE if job.printer.converts else Severity.ERROR
    seen: set[str] = set()
    for page, placed in _pictures(job):
        info = job.infos.get((placed.file, placed.page))
        if info is not None and info.mode in _SCREEN_MODES and placed.file not in seen:
            seen.add(placed.file)
            message = f"{_name(placed)} is in {info.mode}"
            how = "; it is converted for the press" if job.printer.converts else ""
            yield Found(
                message + how,
                placed.span,
                page,
                placed.rect,
                placed.article,
                info.mode,
                "CMYK or grey",
                severity,
            )


def total_ink(job: IssueJob) -> Iterator[Found]:
    """Pictures that lay on more ink than the paper takes, and where."""
    from layout.images.ink import ink_of_file

    most = job.printer.limits.total_ink
    maps: dict[str, InkMap | None] = {}
    for page, placed in _pictures(job):
        info = job.infos.get((placed.file, placed.page))
        if info is None or info.is_vector:
            continue
        if placed.file not in maps:
            try:
                maps[placed.file] = ink_of_file(
                    job.issue.root / placed.file, job.printer.condition.icc
                )
            except ContentError:  # the build has told
                maps[placed.file] = None
        ink = maps[placed.file]
        over = ink.over(most) if ink is not None else None
        if ink is not None and over is not None:
            where = placed.rect if info.orientation != _TURNED else _within(placed, over)
            if where is not None:
                yield Found(
                    f"{_name(placed)} lays on {ink.most} % ink",
                    placed.span,
                    page,
                    where,
                    placed.article,
                    f"{ink.most} %",
                    f"{most:g} %",
                )


def _within(placed: PlacedPicture, part: tuple[float, float, float, float]) -> Rect | None:
    """The rectangle on the page of a part of a picture; None where the crop hides it."""
    left, top, right, bottom = placed.crop
    width, height = right - left, bottom - top
    edges = [
        (min(max((at - start) / side, 0.0), 1.0))
        for at, start, side in zip(
            part, (left, top, left, top), (width, height, width, height), strict=True
        )
    ]
    x1, y1, x2, y2 = edges
    if x1 >= x2 or y1 >= y2:
        return None
    rect = placed.rect
    return Rect(
        rect.x + x1 * rect.width,
        rect.y + y1 * rect.height,
        (x2 - x1) * rect.width,
        (y2 - y1) * rect.height,
    )


def _pictures(job: IssueJob) -> Iterator[tuple[int, PlacedPicture]]:
    for page in job.pages.pages:
        for item in page.items:
            if isinstance(item, PlacedPicture):
                yield page.page_index, item


def _placed(job: IssueJob) -> list[PlacedPicture]:
    return [placed for _, placed in _pictures(job)]


def _page_of(job: IssueJob, placed: PlacedPicture | None) -> int:
    return next((page for page, one in _pictures(job) if one is placed), -1)


def _name(placed: PlacedPicture) -> str:
    return placed.file.replace("\\", "/").rsplit("/", 1)[-1]


RULES: tuple[IssueRule, ...] = (
    Rule(
        "picture-changed",
        changed_pictures,
        Severity.WARNING,
        "Every picture is the file that `pictures.lock` records, where there is one.",
        "look at the picture, then record it with `banxin check --record`",
    ),
    Rule(
        "low-resolution",
        low_resolution,
        Severity.WARNING,
        "Pictures have the printer's `ppi_warning`; below `ppi_error` it is an error.",
        "supply it larger, crop less of it away, or show it smaller",
        press=True,
    ),
    Rule(
        "rgb-picture",
        rgb_pictures,
        Severity.NOTE,
        "Pictures are in CMYK or grey; an error where the printer wants none converted.",
        "convert it to the printer's profile",
        press=True,
    ),
    Rule(
        "total-ink",
        total_ink,
        Severity.ERROR,
        "No region of a picture has more ink than the printer's `total_ink`.",
        "convert it anew with a profile for that paper",
        press=True,
    ),
)
