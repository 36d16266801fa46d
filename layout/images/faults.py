"""What can be wrong with a picture file, in words its owner can act on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.diagnostics import error
from layout.errors import ContentError

if TYPE_CHECKING:
    from pathlib import Path

    from layout.diagnostics import SourceSpan


class PictureFault(Exception):  # noqa: N818 - it says what is wrong, and ends as a ContentError
    """A picture cannot be used; `rule`, `message` and `hint` become its finding."""

    def __init__(self, rule: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message
        self.hint = hint


def broken(what: str) -> PictureFault:
    """A file that ends early or contradicts itself."""
    return PictureFault(
        "broken-picture", what, "open it in a picture editor and export it again"
    )


def no_such_page(page: int, pages: int) -> PictureFault:
    """A page asked of a file that has fewer."""
    count = "one page" if pages == 1 else f"{pages} pages"
    return PictureFault(
        "picture-page", f"it has {count}, and no page {page}", "set `page` to one that it has"
    )


def as_content_error(fault: PictureFault, path: Path, span: SourceSpan | None) -> ContentError:
    """The error a stage raises for a fault; it names the file, never its folder."""
    return ContentError([error(fault.rule, f"{path.name}: {fault.message}", span, fault.hint)])
