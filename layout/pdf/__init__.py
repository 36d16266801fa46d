"""Pages → PDF bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.pdf.press import Press
from layout.pdf.profile import Profile
from layout.pdf.profiles import PROFILES
from layout.pdf.standards import STANDARDS, Standard, press_standard, standards_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.display.model import Pages
    from layout.fonts import FontSet
    from layout.pdf.attachments import Attachment
    from layout.pdf.write import Written

__all__ = [
    "PROFILES",
    "SCREEN",
    "STANDARDS",
    "Press",
    "Profile",
    "Standard",
    "press_standard",
    "standards_of",
    "write_file",
    "write_pdf",
]

SCREEN = PROFILES["screen"]


def write_pdf(
    pages: Pages,
    fonts: FontSet,
    *,
    profile: Profile = SCREEN,
    standards: Sequence[Standard] = (),
    attachments: Sequence[Attachment] = (),
    press: Press | None = None,
) -> bytes:
    """The pages as the bytes of a PDF file; the same pages give the same bytes.

    The file keeps the standards asked for, or else those of the profile. It carries its text's
    structure where the profile or a standard asks for that, and `attachments` as files
    associated with the document.

    With a `press` every colour is in its inks, and nothing on the pages leads anywhere.

    Raises:
        ContentError: a picture cannot be read; every such picture is named.
        ConformanceError: the pages hold what a standard does not allow; all of it is named.
        ValueError: a standard for a press without one.
    """
    return write_file(
        pages,
        fonts,
        profile=profile,
        standards=standards,
        attachments=attachments,
        press=press,
    ).pdf


def write_file(
    pages: Pages,
    fonts: FontSet,
    *,
    profile: Profile = SCREEN,
    standards: Sequence[Standard] = (),
    attachments: Sequence[Attachment] = (),
    press: Press | None = None,
) -> Written:
    """As `write_pdf`, with what was noticed: colours converted, or assumed of pictures."""
    # reportlab takes long to import; a command that writes no PDF does not wait for it.
    from layout.pdf.write import write

    kept = tuple(standards) or standards_of(profile.standards)
    if press is None and press_standard(kept) is not None:
        raise ValueError(f"{kept[0].title} is for a press, and none is given")
    return write(pages, fonts, profile, kept, attachments, press)
