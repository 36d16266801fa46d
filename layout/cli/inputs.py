"""What the verbs on proofs read: a PDF with or without its layout, or an issue to build."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from layout.diagnostics import error
from layout.errors import ContentError, ProjectError
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from layout.cli import Globals


class ProofFile(Record):
    """A PDF in memory, and the layout of its lines if there is one.

    `given`: whether that layout was named or built with the PDF, not only found beside it.
    """

    name: str
    pdf: bytes
    layout: Mapping[str, Any] | None  # Any: JSON values of every kind
    given: bool = False


def read_proof_file(
    source: Path,
    layout: Path | None,
    settings: Globals,
    fonts: tuple[Path, ...] = (),
    *,
    profile: str = "screen",
) -> ProofFile:
    """A PDF with its layout, named or beside it as NAME.json, or an issue built in memory.

    Raises:
        click.UsageError: a layout was named for an issue.
        ProjectError: a file is not there.
        ContentError: the layout is none; and whatever a build raises.
    """
    from layout.proof.diff.read import base_name, read_layout

    name = base_name(source)
    if source.suffix.lower() != ".pdf":
        if layout is not None:
            raise click.UsageError(
                f"{source} is an issue and brings its own layout: leave {layout} out"
            )
        return _built(source, name, settings, fonts, profile)
    pdf = read_file(source)
    if layout is not None:
        return ProofFile(
            name, pdf, read_layout(read_file(layout), os.fspath(layout)), given=True
        )
    return ProofFile(name, pdf, _beside(source))


def read_file(path: Path) -> bytes:
    """The bytes of a file that a command line names. Raises ProjectError."""
    try:
        return path.read_bytes()
    except OSError as fault:
        raise ProjectError([error("no-such-file", f"{path}: {fault.strerror}")]) from fault


def _built(
    source: Path, name: str, settings: Globals, fonts: tuple[Path, ...], profile: str
) -> ProofFile:
    from layout.display.dump import layout_json
    from layout.pipeline import BuildRequest, build_issue
    from layout.project import find_issue

    request = BuildRequest(
        find_issue(source), profile=profile, root=settings.root, font_path=fonts
    )
    result = build_issue(request)
    return ProofFile(name, result.pdf, layout_json(result.pages), given=True)


def _beside(source: Path) -> Mapping[str, Any] | None:
    """The layout that lies beside a PDF under its name, or None."""
    from layout.proof.diff.read import read_layout

    path = source.with_suffix(".json")
    try:
        return read_layout(path.read_bytes(), os.fspath(path))
    except (OSError, ContentError):
        return None
