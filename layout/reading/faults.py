"""What can be wrong with a PDF that is read, and how much of one is read."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from layout.diagnostics import SourceSpan, error
from layout.errors import ContentError

if TYPE_CHECKING:
    from collections.abc import Iterator

# A magazine stays far below; what goes beyond is made to do harm.
MOST_BYTES = 64 << 20  # of one stream, unpacked
MOST_BYTES_IN_ALL = 512 << 20
MOST_CALLS = 2_000_000  # operators of one stream that are read
MOST_ELEMENTS = 500_000
MOST_CHARACTERS = 100_000_000
MOST_FONTS = 5_000
DEEPEST = 100  # elements within each other
DEEPEST_FORM = 12  # forms within each other


class ReadingError(Exception):
    """A file that cannot be read; `rule` and the message are for the finding."""

    def __init__(self, rule: str, message: str, hint: str = "") -> None:
        self.rule = rule
        self.hint = hint
        super().__init__(message)


def too_large(what: str) -> ReadingError:
    """A file that would take too long, or more room than there is."""
    return ReadingError("pdf-too-large", f"{what}: the file is not read further")


@contextmanager
def faults_of(name: str) -> Iterator[None]:
    """Turn what a file makes its reader raise into a finding that names the file.

    Raises:
        ContentError: the file is damaged, locked or has no structure.
    """
    import pikepdf

    broken = (
        pikepdf.PdfError,
        pikepdf.DataDecodingError,
        pikepdf.ForeignObjectError,
        AttributeError,
        KeyError,
        IndexError,
        OverflowError,
        RecursionError,
        RuntimeError,
        TypeError,
        ValueError,
    )
    span = SourceSpan(name)
    try:
        yield
    except ReadingError as fault:
        raise ContentError([error(fault.rule, str(fault), span, hint=fault.hint)]) from fault
    except pikepdf.PasswordError as fault:
        message = "the PDF is locked with a password"
        raise ContentError([error("pdf-locked", message, span)]) from fault
    except broken as fault:
        raise ContentError([error("pdf-damaged", "the PDF is damaged", span)]) from fault
