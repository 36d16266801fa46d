"""What the pictures of an issue give to say: files that cannot be used, too few pixels."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from layout.content.walk import all_pictures
from layout.diagnostics import Diagnostic, Severity, error, suggest, warning
from layout.display.model import PlacedPicture
from layout.errors import ContentError
from layout.flow.crops import part_of
from layout.images import probe
from layout.record import replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.content.model import Focus, Issue, Picture
    from layout.display.model import Pages
    from layout.fonts import FontSet
    from layout.images import PictureInfo

# A hair beyond an edge is rounding, not a wish.
_TOLERANCE = 1e-6


def picture_findings(issue: Issue, fonts: FontSet) -> tuple[Diagnostic, ...]:
    """Look into every picture file once: what is wrong with any is told at once, with the rest.

    Raises:
        ContentError: a file cannot be used, or not as the copy wants it.
    """
    found: dict[Diagnostic, None] = {}
    for article in issue.articles:
        for picture in all_pictures(article):
            try:
                info = probe(issue.root / picture.file, picture.span, picture.page)
            except ContentError as fault:
                found.update(dict.fromkeys(fault.diagnostics))
                continue
            found.update(dict.fromkeys(_findings(picture, info, fonts)))
    errors = [finding for finding in found if finding.severity is Severity.ERROR]
    if errors:
        raise ContentError(errors)
    return tuple(found)


def _findings(picture: Picture, info: PictureInfo, fonts: FontSet) -> Iterator[Diagnostic]:
    yield from _wishes(picture, info)
    yield from _not_told(picture)
    name = picture.file.rsplit("/", 1)[-1]
    if info.frames > 1:
        message = f"{name} holds {info.frames} pictures; the first is shown"
        hint = "save the one you want as a file of its own"
        yield warning("several-frames", message, picture.span, hint)
    for note in info.notes:
        hint = "draw it with plain shapes, or save the figure as PDF"
        yield warning("figure-feature", f"{name}: {note}", picture.span, hint)
    if info.texts:
        yield from _text_findings(picture, info, fonts)


def _wishes(picture: Picture, info: PictureInfo) -> Iterator[Diagnostic]:
    """What the copy wants of a picture and cannot be had."""
    if picture.ratio is not None and picture.height_lines is not None:
        message = "`ratio` and the height in lines both say how high the picture is"
        yield error("wrong-value", message, picture.span, "take one of them out")
    size = f"the picture has {info.width_px:.0f} by {info.height_px:.0f} px"
    if picture.crop is not None and not _is_inside(picture, info):
        yield error("wrong-value", "`crop` reaches over the picture's edge", picture.span, size)
    elif picture.focus is not None and not _is_on(picture.focus, info):
        yield error("wrong-value", "`focus` lies outside the picture", picture.span, size)


def _not_told(picture: Picture) -> Iterator[Diagnostic]:
    """A picture that says nothing to those who do not see it, or no more than its caption.

    Source: ISO 14289-1 7.3: figures have an alternate description.
    """
    if picture.alt.strip():
        return
    name = picture.file.rsplit("/", 1)[-1]
    message = f"{name} has no words for those who do not see it"
    hint = "say with `alt` what it shows, in one sentence"
    found = warning("missing-alt", message, picture.span, hint)
    if picture.caption:
        message += "; its caption stands in for them"
        found = replace(found, severity=Severity.NOTE, message=message)
    yield found


def _is_inside(picture: Picture, info: PictureInfo) -> bool:
    crop = picture.crop
    assert crop is not None, "asked of a picture with a crop"
    right = crop.x.of(info.width_px) + crop.width.of(info.width_px)
    bottom = crop.y.of(info.height_px) + crop.height.of(info.height_px)
    left, top, _, _ = part_of(picture, info)
    return max(right, bottom) <= 1 + _TOLERANCE and max(left, top) < 1


def _is_on(focus: Focus, info: PictureInfo) -> bool:
    return max(focus.x.of(info.width_px), focus.y.of(info.height_px)) <= 1 + _TOLERANCE


def _text_findings(picture: Picture, info: PictureInfo, fonts: FontSet) -> Iterator[Diagnostic]:
    """Text in a figure is set in the issue's faces; in any other it would vanish."""
    known = {name.lower(): name for face in fonts.faces for name in face.family_names}
    listed = ", ".join(sorted(set(known.values())))
    file = picture.file.rsplit("/", 1)[-1]
    for text in info.texts:
        if not any(family.lower() in known for family in text.families):
            wanted = text.families[0] if text.families else "no face at all"
            message = f"{file}: “{text.characters[:16]}” asks for {wanted}"
            near = suggest(wanted, sorted(known.values()))
            hint = f"{near} or " if near else ""
            hint = f"{hint}turn the text into outlines; faces are {listed}"
            yield error("figure-font", message, picture.span, hint)
    lacking = {
        char
        for text in info.texts
        for char in text.characters
        if not char.isspace() and not any(face.glyph_id(char) for face in fonts.faces)
    }
    for char in sorted(lacking):
        message = f"{file}: no face has {char!r} (U+{ord(char):04X})"
        hint = "write it with another character, or turn the text into outlines"
        yield warning("missing-glyph", message, picture.span, hint)


def low_resolution(pages: Pages, least_ppi: float, use: str) -> list[Diagnostic]:
    """A finding for each picture on the pages with fewer pixels to an inch than `use` needs."""
    return [
        _too_coarse(item, least_ppi, use, page.label)
        for page in pages.pages
        for item in page.items
        if isinstance(item, PlacedPicture) and 0 < round(item.ppi) < least_ppi
    ]


def _too_coarse(placed: PlacedPicture, least_ppi: float, use: str, label: str) -> Diagnostic:
    name = placed.file.replace("\\", "/").rsplit("/", 1)[-1]
    more = math.ceil(100 * least_ppi / placed.ppi)
    return Diagnostic(
        Severity.WARNING,
        "low-resolution",
        f"{name} has {placed.ppi:.0f} ppi at this size; {use} needs {least_ppi:.0f}",
        placed.span,
        hint=f"supply it {more} % as large, crop less of it away, or show it smaller",
        page=label,
        article=placed.article,
        measured=f"{placed.ppi:.0f} ppi",
        allowed=f"{least_ppi:.0f} ppi",
    )
