"""Pages → PDF bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.pdf.profile import Profile
from layout.pdf.profiles import PROFILES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.display.model import Pages
    from layout.fonts import FontSet
    from layout.pdf.attachments import Attachment

__all__ = ["PROFILES", "SCREEN", "Profile", "write_pdf"]

SCREEN = PROFILES["screen"]


def write_pdf(
    pages: Pages,
    fonts: FontSet,
    *,
    profile: Profile = SCREEN,
    attachments: Sequence[Attachment] = (),
) -> bytes:
    """The pages as the bytes of a PDF file; the same pages give the same bytes.

    `attachments` are embedded as files associated with the document.

    Raises:
        ContentError: a picture cannot be read; every such picture is named.
    """
    # reportlab takes long to import; a command that writes no PDF does not wait for it.
    from layout.pdf.write import write

    return write(pages, fonts, profile, attachments)
