"""What `banxin check` is asked to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.record import Record

if TYPE_CHECKING:
    from pathlib import Path


class CheckOptions(Record):
    """The verb's options, by name and with their types."""

    standards: tuple[str, ...]
    printer: str | None
    profile: str
    style: str | None
    font_path: tuple[Path, ...]
    only: frozenset[str]
    skip: frozenset[str]
    sarif: Path | None
    html: Path | None
    record: bool
    strict: bool
    fail_on: frozenset[str]
