"""What `deposit.json` says: the parts of a deposit, and what built it.

Source: docs/deposits.md, which publishes the schema.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.record import Record, field

if TYPE_CHECKING:
    from layout.content import IssueSources
    from layout.files import SourceFile

SCHEMA = "banxin/deposit/1"
RECORD_FILE = "deposit.json"
FILE_SCHEMA = "banxin/deposit-file/1"


class Part(Record):
    """One file of a deposit. `size` is in bytes."""

    path: str  # in the workspace, relative, with /
    role: str  # issue | publication | article | picture | style | fonts
    mime: str
    sha256: str
    size: int


class FaceRecord(Record):
    """A face by what it is, not by where it lay."""

    key: str
    file: str
    family: str
    version: str  # of the font's own name table
    weight: int
    sha256: str
    licence: str = ""
    index: int = 0
    axes: dict[str, float] = field(default_factory=dict)


class DepositSettings(Record):
    """How the issue was built. `issue` is the path of its folder in the workspace."""

    issue: str
    profile: str
    standards: tuple[str, ...] = ()
    style: str | None = None  # where another than the publication's was asked for
    pages: str = ""
    printer: str = ""
    proof_number: int = 0
    proof_date: str = ""


class ToolRecord(Record):
    """The tool, and the versions of what else decides the bytes."""

    banxin: str
    libraries: dict[str, str]


class DepositRecord(Record):
    """The whole of `deposit.json`."""

    schema: str
    title: str
    date: str  # the issue's, ISO 8601; empty where it has none
    settings: DepositSettings
    tool: ToolRecord
    faces: tuple[FaceRecord, ...]
    roles: dict[str, str]  # each role of the font manifest → the key of its face
    parts: tuple[Part, ...]


class CheckRecord(Record):
    """One check of the file before it got its name, and the standards it was held to."""

    check: str
    verdict: str
    tool: str
    version: str
    standards: tuple[str, ...] = ()


class FileRecord(Record):
    """The whole of `NAME.deposit.json`. `size` is in bytes."""

    schema: str
    file: str
    sha256: str
    size: int
    pages: int
    standards: tuple[str, ...]
    tool: ToolRecord
    checks: tuple[CheckRecord, ...]
    parts: tuple[Part, ...]


class BuildSources(Record):
    """What a build has read beside pictures: each with its bytes at that moment."""

    issue: IssueSources
    style: tuple[SourceFile, ...]
    manifest: bytes
