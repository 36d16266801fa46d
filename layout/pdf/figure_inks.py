"""Figures in the inks of a press, whatever colours they came in.

Grey becomes black ink and CMYK stays as it is, with whatever profile it came.

Source: ISO 15930-7 (PDF/X-4), ISO 15930-4 (PDF/X-1a).
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from layout.images.faults import PictureFault
from layout.images.pdf_figure import figure_page, opened_pdf, pdf_faults
from layout.images.reading import faults_named
from layout.pdf.figure_colors.convert import put_in_inks, put_under
from layout.pdf.figure_mends import mend
from layout.pdf.figure_parts import Part, parts_of
from layout.pdf.figure_rules import part_faults
from layout.record import replace

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from layout.diagnostics import SourceSpan
    from layout.images.flattening import Veil
    from layout.images.press import PressTarget
    from layout.pdf.figures import EmbeddedFigure

_PLAIN_MODES = frozenset({"/Normal", "/Compatible"})


def in_inks(
    figure: EmbeddedFigure,
    target: PressTarget,
    path: Path,
    span: SourceSpan | None,
    veil: Veil | None = None,
) -> EmbeddedFigure:
    """A figure whose colours are those of a press, as they look under a `veil`.

    Raises:
        ContentError: it holds what cannot be converted or printed, or lets things show through
            and must not.
    """
    with faults_named(path, span), pdf_faults(), opened_pdf(io.BytesIO(figure.pdf)) as file:
        page = figure_page(file, figure.page)
        mend(file, page, for_press=True)
        parts = parts_of(page)
        for fault in (fault for part in parts for fault in part_faults(part)):
            raise PictureFault("not-for-press", fault.message, fault.hint)
        if target.flat:
            _flatten([Part("form", page.obj, page.resources), *parts])
        put_in_inks(file, page, target)
        if veil is not None:
            put_under(file, page, veil)
        buffer = io.BytesIO()
        file.save(buffer, deterministic_id=True)
    return replace(
        figure, pdf=buffer.getvalue(), transparent=figure.transparent and not target.flat
    )


def _flatten(parts: Iterable[Part]) -> None:
    """Take groups apart where nothing shows through; they are there for nothing then.

    Raises:
        PictureFault: something does show through.
    """
    found = list(parts)
    if any(_shows_through(part) for part in found):
        hint = "flatten its transparency when it is exported, or build PDF/X-4"
        message = "it lets things show through, which PDF/X-1a does not know"
        raise PictureFault("not-for-press", message, hint)
    for part in found:
        if part.kind == "form" and "/Group" in part.found:
            del part.found["/Group"]


def _shows_through(part: Part) -> bool:
    import pikepdf

    found = part.found
    if part.kind == "image":
        return "/SMask" in found or found.get("/SMaskInData", 0) != 0
    if part.kind != "state":
        return False
    modes = found.get("/BM", "/Normal")
    names = map(str, modes) if isinstance(modes, pikepdf.Array) else [str(modes)]
    sheer = any(found.get(key, 1) != 1 for key in ("/ca", "/CA"))
    return sheer or found.get("/SMask", "/None") != "/None" or not set(names) <= _PLAIN_MODES
