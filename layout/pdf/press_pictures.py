"""Pictures and figures on their way to the press, several at a time."""

from __future__ import annotations

import os
import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, Severity
from layout.display.model import PlacedPicture
from layout.errors import ContentError
from layout.images import PreparedPicture, read_figure
from layout.images.flattening import WHOLE
from layout.images.press import (
    FLATTENED,
    NO_PRESS,
    NO_PROFILE,
    PLAIN,
    PressTarget,
    press_picture,
)
from layout.pdf.pictures import EmbeddedPicture, PictureKey, key_of
from layout.pdf.window import FlatPicture, every_item

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from layout.display.model import Page
    from layout.fonts import FontSet
    from layout.images.flattening import Part
    from layout.pdf.figures import EmbeddedFigure

_MOST_AT_ONCE = 4
_MOST_NAMED = 6
_SAYS = {
    NO_PROFILE: "say nothing of their colours: taken for sRGB",
    NO_PRESS: "are in CMYK of no press: taken for this one's",
    FLATTENED: "let things show through: laid on what is under them",
}


def press_pictures(
    pages: Sequence[Page], fonts: FontSet, target: PressTarget
) -> tuple[dict[PictureKey, EmbeddedPicture], list[Diagnostic]]:
    """Every picture of the pages in inks, and what was assumed of them, each kind told once.

    Raises:
        ContentError: pictures that cannot be read or printed; all of them are named.
    """
    items = (item for page in pages for item in every_item(page.items))
    placed = (item for item in items if isinstance(item, PlacedPicture))
    first: dict[PictureKey, PlacedPicture] = {}
    for item in placed:
        first.setdefault(key_of(item), item)
    workers = min(_MOST_AT_ONCE, os.cpu_count() or 1)
    faults: list[Diagnostic] = []
    resources: dict[PreparedPicture | EmbeddedFigure, str] = {}
    found: dict[PictureKey, EmbeddedPicture] = {}
    notes: dict[str, dict[str, None]] = {}
    # Every picture keeps Pillow's warnings to itself, which threads cannot: this does for all.
    with warnings.catch_warnings(), ThreadPoolExecutor(workers) as pool:
        waiting = {key: pool.submit(_made, one, fonts, target) for key, one in first.items()}
        for key, future in waiting.items():
            try:
                picture, told, part = future.result()
            except ContentError as fault:
                faults += fault.diagnostics
                continue
            resource = resources.setdefault(picture, f"P{len(resources) + 1}")
            found[key] = EmbeddedPicture(resource, picture, _shows_through(picture), part)
            for note in told:
                notes.setdefault(note, {})[Path(key[0]).name] = None
    if faults:
        raise ContentError(faults)
    return found, [_note(note, names) for note, names in notes.items()]


def _shows_through(picture: PreparedPicture | EmbeddedFigure) -> bool:
    if isinstance(picture, PreparedPicture):
        return picture.mask is not None
    return picture.transparent


def _made(
    placed: PlacedPicture, fonts: FontSet, target: PressTarget
) -> tuple[PreparedPicture | EmbeddedFigure, tuple[str, ...], Part]:
    path = Path(placed.file)
    flattening = placed.flattening if isinstance(placed, FlatPicture) else PLAIN
    figure = read_figure(path, placed.span, placed.page)
    if figure is None:
        made = press_picture(path, target, placed.span, flattening)
        return made.picture, made.notes, made.part
    from layout.pdf.figure_inks import in_inks
    from layout.pdf.figures import prepare_figure

    drawn = prepare_figure(figure, path, placed.span, fonts)
    return in_inks(drawn, target, path, placed.span, flattening.veil), (), WHOLE


def _note(note: str, names: Iterable[str]) -> Diagnostic:
    shown = sorted(names)
    more = f" and {len(shown) - _MOST_NAMED} more" if len(shown) > _MOST_NAMED else ""
    message = f"pictures that {_SAYS[note]}: {', '.join(shown[:_MOST_NAMED])}{more}"
    return Diagnostic(Severity.NOTE, "colour-assumed", message)
