"""A profile as one printer wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.diagnostics import warning
from layout.geometry import POINTS_PER_MM, fits
from layout.pdf.marks import MARKS
from layout.pdf.marks.site import MarkSizes
from layout.record import replace

if TYPE_CHECKING:
    from layout.diagnostics import Diagnostic
    from layout.geometry import Pt
    from layout.pdf import Profile
    from layout.styles.model import HouseStyle
    from layout.styles.printer import PrinterProfile


def profile_for(profile: Profile, printer: PrinterProfile) -> Profile:
    """The profile with the printer's bleed, safe area and marks.

    One that shows no bleed is no printer's business, and stays as it is.
    """
    if not profile.shows_bleed:
        return profile
    asked = printer.marks
    wanted = {
        "crop": asked.crop,
        "fold": asked.fold,
        "registration": asked.registration,
        "colour-bar": asked.colour_bar,
    }
    return replace(
        profile,
        bleed=printer.bleed,
        safe=printer.safe,
        marks=tuple(MARKS[name] for name, is_wanted in wanted.items() if is_wanted),
        sizes=MarkSizes(asked.length, asked.offset, asked.weight),
        slug_line=asked.slug,
    )


def bleed_findings(house: HouseStyle, printer: PrinterProfile) -> list[Diagnostic]:
    """A warning where the style's pages run less far over the trim than the press needs."""
    own, asked = house.page.bleed, printer.bleed
    if fits(asked, own):
        return []
    message = (
        f"the house style {house.name} has a bleed of {_in_mm(own)}, and the printer "
        f"{printer.name} asks for {_in_mm(asked)}"
    )
    hint = "raise `bleed` under `page:` in the house style"
    found = warning("bleed-too-small", message, hint=hint)
    return [replace(found, measured=_in_mm(own), allowed=_in_mm(asked))]


def _in_mm(length: Pt) -> str:
    return f"{length / POINTS_PER_MM:.3g} mm"
