"""Rules of what a finished PDF paints: colours, ink, lines, type, pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.diagnostics import Severity
from layout.geometry import TOLERANCE, Rect, in_mm
from layout.images.ink import ink_of_jpeg, ink_of_samples
from layout.preflight.colours import base_of, kind_of
from layout.preflight.model import FileRule, Found, Rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from layout.images.ink import InkMap
    from layout.preflight.file_job import FileJob
    from layout.preflight.painted import Painted

# A size that is scaled by a matrix is a hair off.
_SIZE_SLACK = 0.02
_BITS = 8


def rgb_objects(job: FileJob) -> Iterator[Found]:
    """What is painted in colours of a screen, by page and kind."""

    def in_rgb(one: Painted) -> bool:
        return one.inks.rgb is not None or (one.kind == "image" and _is_rgb(job, one))

    for one, count in _by_page_and_kind(job, in_rgb):
        what = {"image": "a picture", "text": "text", "fill": "a fill", "stroke": "a line"}
        more = f" and {count - 1} more like it" if count > 1 else ""
        words = one.inks.words if one.inks.rgb is not None else "RGB"
        yield _at(job, one, f"{what[one.kind]}{more} in RGB", words, "CMYK or spot")


def _is_rgb(job: FileJob, one: Painted) -> bool:
    entries = job.opened.entries(one.ref)
    space = base_of(job.opened, entries.get("/ColorSpace"))
    return kind_of(job.opened, space) == "rgb"


def resolution(job: FileJob) -> Iterator[Found]:
    """Pictures with too few pixels to an inch of paper, as they are placed."""
    limits = job.printer.limits
    for one in job.painted:
        if one.kind != "image" or not 0 < round(one.ppi) < limits.ppi_warning:
            continue
        poor = round(one.ppi) < limits.ppi_error
        least = limits.ppi_error if poor else limits.ppi_warning
        severity = Severity.ERROR if poor else Severity.WARNING
        found = _at(
            job,
            one,
            f"a picture has {one.ppi:.0f} ppi at this size",
            f"{one.ppi:.0f} ppi",
            f"{least:.0f} ppi",
        )
        yield _graver(found, severity)


def ink_of_pictures(job: FileJob) -> Iterator[Found]:
    """CMYK pictures that lay on more ink than the paper takes, and where."""
    most = job.printer.limits.total_ink
    maps: dict[str, InkMap | None] = {}
    for one in job.painted:
        if one.kind != "image" or not one.ref:
            continue
        if one.ref not in maps:
            maps[one.ref] = _ink_map(job, one.ref)
        ink = maps[one.ref]
        over = ink.over(most) if ink is not None else None
        if ink is not None and over is not None:
            left, top, right, bottom = over
            whole = job.sheets[one.page_index].on_page(one.whole or one.rect)
            place = Rect(
                whole.x + left * whole.width,
                whole.y + top * whole.height,
                (right - left) * whole.width,
                (bottom - top) * whole.height,
            )
            yield Found(
                f"a picture lays on {ink.most} % ink",
                page_index=one.page_index,
                rect=place,
                measured=f"{ink.most} %",
                allowed=f"{most:g} %",
            )


def _ink_map(job: FileJob, ref: str) -> InkMap | None:
    """The ink of a picture's samples; None where it is not in CMYK or cannot be read."""
    file = job.opened
    entries = file.entries(ref)
    if kind_of(file, entries.get("/ColorSpace")) != "cmyk":
        return None
    found = file.at(entries.get("/Filter"))
    names = [file.name(one) for one in (found if isinstance(found, list) else [found])]
    turned = file.number((file.row(entries.get("/Decode")) or [0])[0]) == 1
    if names == ["DCTDecode"]:
        return ink_of_jpeg(file.packed(ref), decoded_inverted=turned)
    if "DCTDecode" in names or file.number(entries.get("/BitsPerComponent")) != _BITS:
        return None
    width, height = file.number(entries.get("/Width")), file.number(entries.get("/Height"))
    data = file.bytes_of(ref)
    if turned:
        data = data.translate(bytes(range(255, -1, -1)))
    return ink_of_samples(data, int(width or 0), int(height or 0))


def ink_of_drawing(job: FileJob) -> Iterator[Found]:
    """Fills, lines and text with more ink than the paper takes."""
    most = job.printer.limits.total_ink

    def wet(one: Painted) -> bool:
        return one.inks.total > most + 0.5 and not one.inks.is_registration

    for one, _ in _by_page_and_kind(job, wet):
        message = f"a {one.kind} of {one.inks.total:.0f} % ink ({one.inks.words})"
        yield _at(job, one, message, f"{one.inks.total:.0f} %", f"{most:g} %")


def thin_lines(job: FileJob) -> Iterator[Found]:
    """Strokes thinner than the press can hold; a width of 0 is one dot of the device."""
    least = job.printer.limits.hairline

    def thin(one: Painted) -> bool:
        return one.kind == "stroke" and one.width < least - TOLERANCE

    for one, count in _by_page_and_kind(job, thin):
        more = f"; {count} lines of the page are too thin" if count > 1 else ""
        message = f"a line of {one.width:.3g} pt{more}"
        yield _at(job, one, message, f"{one.width:.3g} pt", f"{least:g} pt")


def small_type(job: FileJob) -> Iterator[Found]:
    """Type smaller than the press can hold."""
    least = job.printer.limits.least_type

    def small(one: Painted) -> bool:
        return one.kind == "text" and 0 < one.size < least - _SIZE_SLACK

    for one, count in _by_page_and_kind(job, small):
        message = f"text of {one.size:.2g} pt, {_times(count)} on the page"
        yield _at(job, one, message, f"{one.size:.2f} pt", f"{least:g} pt")


def coloured_small_type(job: FileJob) -> Iterator[Found]:
    """Small type in more than one ink."""
    most = job.printer.limits.small_type

    def wrong(one: Painted) -> bool:
        small = one.kind == "text" and 0 < one.size <= most + _SIZE_SLACK
        return small and one.inks.count > 1 and not one.inks.is_rich_black

    for one, count in _by_page_and_kind(job, wrong):
        message = f"text of {one.size:.2g} pt in {one.inks.words}, {_times(count)} on the page"
        yield _at(job, one, message, f"{one.inks.count} inks", f"1 ink up to {most:g} pt")


def rich_black_text(job: FileJob) -> Iterator[Found]:
    """Text in black with other inks under it."""

    def rich(one: Painted) -> bool:
        return one.kind == "text" and one.inks.is_rich_black

    for one, count in _by_page_and_kind(job, rich):
        message = f"text in rich black ({one.inks.words}), {_times(count)} on the page"
        yield _at(job, one, message, one.inks.words, "K100")


def white_overprint(job: FileJob) -> Iterator[Found]:
    """White that overprints: what is under it shows, and the white is gone."""

    def gone(one: Painted) -> bool:
        return one.overprint and one.inks.is_white

    for one, count in _by_page_and_kind(job, gone):
        what = "text" if one.kind == "text" else f"a {one.kind}"
        yield _at(job, one, f"white {what} overprints, {_times(count)} on the page")


def text_near_trim(job: FileJob) -> Iterator[Found]:
    """Text nearer to the trim than the knife is sure of."""
    safe = job.printer.safe
    nearest: dict[int, tuple[float, Painted]] = {}
    for one in job.painted:
        if one.kind != "text" or one.inks.is_registration:
            continue
        trim, rect = job.sheets[one.page_index].trim, one.rect
        room = min(
            rect.x - trim.x,
            rect.y - trim.y,
            trim.right - rect.right,
            trim.bottom - rect.bottom,
        )
        if room < safe - _SIZE_SLACK and room < nearest.get(one.page_index, (safe, one))[0]:
            nearest[one.page_index] = room, one
    for room, one in nearest.values():
        where = "beyond the trim" if room < 0 else f"{in_mm(room)} from the trim"
        yield _at(job, one, f"text stands {where}", in_mm(room), f"at least {in_mm(safe)}")


def _by_page_and_kind(
    job: FileJob, wrong: Callable[[Painted], bool]
) -> Iterator[tuple[Painted, int]]:
    """The first of each kind on each page of which something is so, and how many there are."""
    groups: dict[tuple[int, str], list[Painted]] = {}
    for one in job.painted:
        if wrong(one):
            groups.setdefault((one.page_index, one.kind), []).append(one)
    for group in groups.values():
        yield group[0], len(group)


def _at(
    job: FileJob, one: Painted, message: str, measured: str = "", allowed: str = ""
) -> Found:
    return Found(
        message,
        page_index=one.page_index,
        rect=job.sheets[one.page_index].on_page(one.rect),
        measured=measured,
        allowed=allowed,
    )


def _graver(found: Found, severity: Severity) -> Found:
    from layout.record import replace

    return replace(found, severity=severity)


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


RULES: tuple[FileRule, ...] = (
    Rule(
        "file-rgb",
        rgb_objects,
        Severity.WARNING,
        "Everything is in CMYK, grey or spot inks.",
        "convert it to the printer's profile",
    ),
    Rule(
        "file-resolution",
        resolution,
        Severity.WARNING,
        "Placed pictures have the printer's `ppi_warning`; below `ppi_error` it is an error.",
        "put it in larger, or show it smaller",
    ),
    Rule(
        "file-total-ink",
        ink_of_pictures,
        Severity.ERROR,
        "No region of a CMYK picture has more ink than the printer's `total_ink`.",
        "convert it anew with a profile for that paper",
    ),
    Rule(
        "file-total-ink-colour",
        ink_of_drawing,
        Severity.ERROR,
        "No fill, line or text has more ink than the printer's `total_ink`.",
        "take some of the coloured inks out of it",
    ),
    Rule(
        "file-hairline",
        thin_lines,
        Severity.WARNING,
        "No line is thinner than the printer's `hairline`.",
        "draw it as heavy as the printer's `hairline`",
    ),
    Rule(
        "file-small-type",
        small_type,
        Severity.WARNING,
        "No text is smaller than the printer's `least_type`.",
        "set it larger",
    ),
    Rule(
        "file-coloured-small-type",
        coloured_small_type,
        Severity.WARNING,
        "Text up to the printer's `small_type` is in one ink.",
        "give it a colour of one ink, or set it larger",
    ),
    Rule(
        "file-rich-black-text",
        rich_black_text,
        Severity.WARNING,
        "Text is in black ink alone.",
        "set it in black ink alone",
    ),
    Rule(
        "file-white-overprint",
        white_overprint,
        Severity.ERROR,
        "Nothing white overprints.",
        "let it knock out",
    ),
    Rule(
        "file-text-near-trim",
        text_near_trim,
        Severity.WARNING,
        "Text stands inside the printer's safe area.",
        "move it in",
    ),
)
