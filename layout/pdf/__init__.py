"""Pages → PDF bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.pdf.profile import Profile
from layout.pdf.profiles import PROFILES
from layout.pdf.standards import STANDARDS, Standard, standards_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.display.model import Pages
    from layout.fonts import FontSet
    from layout.pdf.attachments import Attachment

__all__ = [
    "PROFILES",
    "SCREEN",
    "STANDARDS",
    "Profile",
    "Standard",
    "standards_of",
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
) -> bytes:
    """The pages as the bytes of a PDF file; the same pages give the same bytes.

    The file keeps the standards asked for, or else those of the profile. It carries its text's
    structure where the profile or a standard asks for that, and `attachments` as files
    associated with the document.

    Raises:
        ContentError: a picture cannot be read; every such picture is named.
        ConformanceError: the pages hold what a standard does not allow; all of it is named.
    """
    # reportlab takes long to import; a command that writes no PDF does not wait for it.
    from layout.pdf.write import write

    kept = tuple(standards) or standards_of(profile.standards)
    return write(pages, fonts, profile, kept, attachments)
