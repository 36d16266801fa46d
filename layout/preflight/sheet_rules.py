"""Rules of the sheet: bleed, thin lines, colours of fills, how many pages there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from layout.diagnostics import Severity, SourceSpan
from layout.display.model import Area, Path, PlacedPicture, Shape, TextLine
from layout.display.model import Rule as Line
from layout.geometry import TOLERANCE, Rect, in_mm
from layout.preflight.inks import inks_of
from layout.preflight.job import rect_of
from layout.preflight.model import Found, IssueRule, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.color import Color
    from layout.display.model import Item, Page
    from layout.preflight.job import IssueJob

Solid: TypeAlias = Area | PlacedPicture | Shape


def bleed_missing(job: IssueJob) -> Iterator[Found]:
    """A picture or fill that meets the trim and ends there, short of the bleed.

    Half a millimetre of the knife would leave a white edge.
    """
    wanted = job.printer.bleed
    for page in job.pages.pages:
        for item in page.items:
            rect = _solid(item)
            if rect is None:
                continue
            short = [side for side, out in _sides(rect, page) if 0 <= out < wanted]
            if short:
                out = min(out for side, out in _sides(rect, page) if side in short)
                yield Found(
                    f"{_name(item)} ends {in_mm(out)} outside the trim ({', '.join(short)})",
                    _span(item),
                    page.page_index,
                    rect,
                    page.article,
                    in_mm(out),
                    in_mm(wanted),
                )


def near_trim(job: IssueJob) -> Iterator[Found]:
    """A picture or fill whose edge stands between the trim and the safe area."""
    safe = job.printer.safe
    for page in job.pages.pages:
        for item in page.items:
            rect = _solid(item)
            if rect is None:
                continue
            near = [(side, -out) for side, out in _sides(rect, page) if -safe < out < 0]
            if near:
                room = min(room for _, room in near)
                yield Found(
                    f"{_name(item)} ends {in_mm(room)} inside the trim "
                    f"({', '.join(side for side, _ in near)})",
                    _span(item),
                    page.page_index,
                    rect,
                    page.article,
                    in_mm(room),
                    f"{in_mm(safe)}, or {in_mm(job.printer.bleed)} of bleed",
                )


def _sides(rect: Rect, page: Page) -> list[tuple[str, float]]:
    """How far each edge reaches over the trim; the spine has no bleed, nothing is cut there.

    A hair inside the trim counts as on it.
    """
    edges = {
        "left": -rect.x,
        "head": -rect.y,
        "right": rect.right - page.width,
        "foot": rect.bottom - page.height,
    }
    spine = "left" if page.side == "recto" else "right"
    return [
        (side, 0.0 if abs(out) <= TOLERANCE else round(out + TOLERANCE, 3))
        for side, out in edges.items()
        if side != spine
    ]


def _solid(item: Item) -> Rect | None:
    """The rectangle of what covers paper; rules and text do not."""
    if isinstance(item, PlacedPicture):
        return item.rect
    if isinstance(item, Area) and item.fill is not None and not inks_of(item.fill).is_white:
        return item.rect
    if isinstance(item, Shape):
        xs = [x for x, _ in item.points]
        ys = [y for _, y in item.points]
        return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
    return None


def _name(item: Item) -> str:
    if isinstance(item, PlacedPicture):
        return item.file.replace("\\", "/").rsplit("/", 1)[-1]
    return "a fill"


def _span(item: Item) -> SourceSpan | None:
    return item.span if isinstance(item, PlacedPicture) else None


def hairlines(job: IssueJob) -> Iterator[Found]:
    """Lines thinner than the press can hold."""
    least = job.printer.limits.hairline
    for page in job.pages.pages:
        thin = [(width, rect) for width, rect in _strokes(page) if width < least - TOLERANCE]
        if thin:
            width, rect = min(thin, key=lambda one: one[0])
            more = f"; {len(thin)} lines of the page are too thin" if len(thin) > 1 else ""
            yield Found(
                f"a line of {width:.3g} pt{more}",
                None,
                page.page_index,
                rect,
                page.article,
                f"{width:.3g} pt",
                f"{least:g} pt",
            )


def _strokes(page: Page) -> Iterator[tuple[float, Rect]]:
    for item in page.items:
        if isinstance(item, Line):
            left, top = min(item.x1, item.x2), min(item.y1, item.y2)
            width, height = abs(item.x1 - item.x2), abs(item.y1 - item.y2)
            yield item.width, Rect(left, top, width, height)
        elif isinstance(item, Area) and item.stroke is not None:
            yield item.stroke_width, item.rect
        elif isinstance(item, Path) and item.stroke is not None:
            yield item.stroke_width, Rect(*item.start, 0.0, 0.0)


def rgb_colours(job: IssueJob) -> Iterator[Found]:
    """Colours that name no inks: the press file's are worked out from those of the screen."""
    severity = Severity.NOTE if job.printer.converts else Severity.ERROR
    for color, (page, rect) in _first_uses(job).items():
        if color.cmyk is None:
            words = inks_of(color).words
            name = next((key for key, own in job.house.palette.items() if own == color), "")
            called = f"`{name}` of the palette" if name else "a colour"
            yield Found(
                f"{called} ({words}) has no recipe in inks",
                None,
                page.page_index,
                rect,
                page.article,
                words,
                "cmyk",
                severity,
            )


def total_ink_of_colours(job: IssueJob) -> Iterator[Found]:
    """Colours with more ink than the paper takes."""
    most = job.printer.limits.total_ink
    for color, (page, rect) in _first_uses(job).items():
        inks = inks_of(color)
        if inks.total > most + 0.5:
            yield Found(
                f"a colour of {inks.total:.0f} % ink ({inks.words})",
                None,
                page.page_index,
                rect,
                page.article,
                f"{inks.total:.0f} %",
                f"{most:g} %",
            )


def _first_uses(job: IssueJob) -> dict[Color, tuple[Page, Rect]]:
    """Each colour on the pages with the first place that shows it."""
    found: dict[Color, tuple[Page, Rect]] = {}
    for page in job.pages.pages:
        for item in page.items:
            for color in _colours(item):
                if color not in found:
                    found[color] = page, _anywhere(item)
    return found


def _colours(item: Item) -> Iterator[Color]:
    if isinstance(item, TextLine):
        for run in item.runs:
            yield run.color
    elif isinstance(item, Line):
        yield item.color
    else:
        for color in (getattr(item, "fill", None), getattr(item, "stroke", None)):
            if color is not None:
                yield color


def _anywhere(item: Item) -> Rect:
    if isinstance(item, TextLine):
        return rect_of(item)
    if isinstance(item, Line):
        return Rect(item.x1, item.y1, item.x2 - item.x1, item.y2 - item.y1)
    if isinstance(item, Path):
        return Rect(*item.start, 0.0, 0.0)
    if isinstance(item, Area):
        return item.rect
    return _solid(item) or Rect(0.0, 0.0, 0.0, 0.0)


def page_count(job: IssueJob) -> Iterator[Found]:
    """How many pages there are, against the sheets they are printed on."""
    count, multiple = len(job.pages.pages), job.printer.limits.pages_multiple
    if count % multiple:
        last = job.pages.pages[-1]
        yield Found(
            f"{count} pages fill no whole sheets of {multiple}; "
            f"{-count % multiple} are wanting",
            job.issue.span if job.issue.span.path else SourceSpan("issue.yaml"),
            last.page_index,
            measured=f"{count} pages",
            allowed=f"a multiple of {multiple}",
        )


def short_bleed(job: IssueJob) -> Iterator[Found]:
    """The house style's bleed against the printer's."""
    for page in job.pages.pages[:1]:
        if page.bleed < job.printer.bleed - TOLERANCE:
            yield Found(
                f"the style {job.house.name} has {in_mm(page.bleed)} of bleed",
                None,
                page.page_index,
                measured=in_mm(page.bleed),
                allowed=in_mm(job.printer.bleed),
            )


RULES: tuple[IssueRule, ...] = (
    Rule(
        "bleed-missing",
        bleed_missing,
        Severity.ERROR,
        "What meets the trim reaches out to the edge of the bleed.",
        "let it reach over the trim by the printer's bleed, or stand clear of it",
        press=True,
    ),
    Rule(
        "near-trim",
        near_trim,
        Severity.WARNING,
        "What does not bleed stands clear of the trim by the printer's `safe`.",
        "move it in, or let it bleed",
        press=True,
    ),
    Rule(
        "bleed-too-small",
        short_bleed,
        Severity.ERROR,
        "The page has as much bleed as the printer asks for.",
        "write the printer's bleed under `page` in the house style",
        press=True,
    ),
    Rule(
        "hairline",
        hairlines,
        Severity.WARNING,
        "No line is thinner than the printer's `hairline`.",
        "draw it as heavy as the printer's `hairline`",
        press=True,
    ),
    Rule(
        "rgb-colour",
        rgb_colours,
        Severity.NOTE,
        "Every colour names its inks (`cmyk`); an error where nothing is converted.",
        "give it `cmyk` in the house style's palette",
        press=True,
    ),
    Rule(
        "total-ink-colour",
        total_ink_of_colours,
        Severity.ERROR,
        "No colour has more ink than the printer's `total_ink`.",
        "take some of the coloured inks out of it",
        press=True,
    ),
    Rule(
        "page-count",
        page_count,
        Severity.WARNING,
        "The pages fill whole sheets: a multiple of the printer's `pages_multiple`.",
        "add pages or take some away; `banxin plan` shows where there is room",
        press=True,
    ),
)
