"""The standards a file may claim, and which of them it may claim together.

A standard is a value: what the writer must do for it is read from its fields, never from its
name. What each clause asks, and how a file is held to it, stands in the ledger of
`layout.conformance`.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from layout.diagnostics import error
from layout.errors import ProfileError
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Standard(Record):
    """One standard at one level of conformance.

    `part` and `level` are what the file's XMP says of it. `tagged` asks for the structure of
    the text, `unicode` that every glyph has its characters, `holds_files` says that files of
    any kind may be attached.
    """

    name: str  # as it is asked for: a-2u
    title: str  # as it is printed: PDF/A-2u
    family: str  # a | ua | x
    part: int
    level: str  # B | U | A, F for PDF/A-4f; empty where the standard has none
    pdf_version: tuple[int, int]
    source: str
    tagged: bool = False
    unicode: bool = False
    holds_files: bool = False


def is_pdf_a(standards: Iterable[Standard]) -> bool:
    """Whether one of them is of PDF/A, which says how colours are kept."""
    return any(one.family == "a" for one in standards)


def press_standard(standards: Iterable[Standard]) -> Standard | None:
    """The one of PDF/X, which says that the file is for a press."""
    return next((one for one in standards if one.family == "x"), None)


def is_readable(standards: Iterable[Standard]) -> bool:
    """Whether one of them asks that every glyph has its characters."""
    return any(one.unicode for one in standards)


def _pdf_a(part: int, level: str, source: str) -> Standard:
    version = (2, 0) if part == 4 else (1, 7)
    return Standard(
        f"a-{part}{level}",
        f"PDF/A-{part}{level}",
        "a",
        part,
        level.upper(),
        version,
        source,
        tagged=level == "a",
        unicode=level != "b",
        holds_files=part == 3 or level == "f",
    )


_ALL = (
    *(_pdf_a(2, level, "ISO 19005-2:2011") for level in "bua"),
    *(_pdf_a(3, level, "ISO 19005-3:2012") for level in "bua"),
    *(_pdf_a(4, level, "ISO 19005-4:2020") for level in ("", "f")),
    Standard(
        "ua-1", "PDF/UA-1", "ua", 1, "", (1, 7), "ISO 14289-1:2014", tagged=True, unicode=True
    ),
    Standard("x-4", "PDF/X-4", "x", 4, "", (1, 6), "ISO 15930-7:2010"),
    Standard("x-1a", "PDF/X-1a:2003", "x", 1, "", (1, 4), "ISO 15930-4:2003"),
)

STANDARDS: Mapping[str, Standard] = MappingProxyType({one.name: one for one in _ALL})
PRESS_STANDARDS = frozenset(name for name, one in STANDARDS.items() if one.family == "x")


def standards_of(names: Iterable[str]) -> tuple[Standard, ...]:
    """The standards of these names, each once, those of PDF/A first.

    A file for the press keeps its own standard and no other: its colours are the press's, its
    pages have marks, and no links.

    A file says of itself one part and level of PDF/A only (ISO 19005-2 6.6.4), and PDF/UA-1 is
    written for PDF 1.7 (ISO 14289-1 6.1), which PDF/A-4 is not.

    Raises:
        ProfileError: a name that is none, or standards that no file can keep together.
    """
    wanted = sorted(set(names))
    unknown = [name for name in wanted if name not in STANDARDS]
    if unknown:
        known = ", ".join(STANDARDS)
        message = f"no standard {unknown[0]!r}; there are {known}"
        raise ProfileError([error("unknown-standard", message)])
    found = tuple(STANDARDS[name] for name in wanted)
    if press_standard(found) is not None and len(found) > 1:
        titles = " and ".join(one.title for one in found)
        hint = "build the issue once for the press and once for each other standard"
        message = f"one file cannot be {titles}"
        raise ProfileError([error("standards-apart", message, hint=hint)])
    archive = [one for one in found if one.family == "a"]
    if len(archive) > 1:
        titles = " and ".join(one.title for one in archive)
        hint = "build the issue once for each of them"
        message = f"one file cannot be {titles}"
        raise ProfileError([error("standards-apart", message, hint=hint)])
    if len({one.pdf_version for one in found}) > 1:
        titles = " and ".join(one.title for one in found)
        message = f"{titles} are for different versions of PDF"
        hint = "PDF/UA-1 goes with PDF/A-2 and PDF/A-3"
        raise ProfileError([error("standards-apart", message, hint=hint)])
    return found


def holding_files(standards: Iterable[Standard]) -> tuple[Standard, ...]:
    """The standards, each that lets a file hold no others in the form that does.

    PDF/A-3 is PDF/A-2 with files of any kind (ISO 19005-3 6.8), PDF/A-4f the same of PDF/A-4.
    """
    return tuple(one if one.family != "a" else _holding_files(one) for one in standards)


def _holding_files(standard: Standard) -> Standard:
    def asks_the_same(other: Standard) -> bool:
        return (other.pdf_version, other.tagged, other.unicode) == (
            standard.pdf_version,
            standard.tagged,
            standard.unicode,
        )

    return next(one for one in _ALL if one.holds_files and asks_the_same(one))
