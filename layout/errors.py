"""What a stage raises when it cannot give a result: one class for each cause a user can mend.

LayoutError
├── ProjectError   a folder or file is not where it should be
├── ContentError   an issue cannot be read, or breaks the format
├── StyleError     a house style cannot be read, or names what does not exist
├── FontError      a font is missing, altered, or may not be embedded
├── ProfileError   an output profile that is not here was asked for
├── RecoverError   a source cannot be recovered
├── SheetError     pages do not go onto sheets as was asked
├── SchedulerError the cluster that a batch asks for is not there, or has no worker for it
├── OutputError    a result could not be written
└── ConformanceError  what was written does not meet the standard asked for
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.diagnostics import Diagnostic


class LayoutError(Exception):
    """A stage's end without a result; `diagnostics` holds every fault that was found."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(str(finding) for finding in self.diagnostics))

    def __reduce__(self) -> tuple[type[LayoutError], tuple[tuple[Diagnostic, ...]]]:
        return type(self), (self.diagnostics,)


class ProjectError(LayoutError):
    """A folder or file is not where it should be."""


class ContentError(LayoutError):
    """An issue cannot be read, or breaks the format."""


class StyleError(LayoutError):
    """A house style cannot be read, or names what does not exist."""


class FontError(LayoutError):
    """A font is missing, altered, or may not be embedded."""


class ProfileError(LayoutError):
    """An output profile that is not here was asked for."""


class RecoverError(LayoutError):
    """A source cannot be recovered."""


class SheetError(LayoutError):
    """Pages do not go onto sheets as was asked."""


class SchedulerError(LayoutError):
    """The cluster that a batch asks for is not there, or has no worker that can do its work."""


class OutputError(LayoutError):
    """A result could not be written; what stood under its name before is untouched."""


class ConformanceError(LayoutError):
    """What was written does not meet the standard asked for."""
