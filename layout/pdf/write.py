"""The whole file: pages → bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.display.model import TextLine
from layout.fonts import subset_face
from layout.pdf.boxes import PageBoxes, boxes_of
from layout.pdf.canvas import Document, box, deflated, dictionary
from layout.pdf.fonts import CodedFont, add_font, code_font
from layout.pdf.paint import PaintedPage, paint_page

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from layout.display.model import Page, Pages
    from layout.fonts import FontSet
    from layout.pdf.codes import Cluster
    from layout.pdf.profile import Profile


def write(pages: Pages, fonts: FontSet, profile: Profile) -> bytes:
    """Write the pages as a PDF; see `layout.pdf.write_pdf`."""
    document = Document(profile.pdf_version)
    coded, references = _fonts(document, pages.pages, fonts)
    for page in pages.pages:
        boxes = boxes_of(page, profile)
        painted = paint_page(page, boxes, profile, coded)
        _add_page(document, painted, boxes, references)
    return document.finished()


def _clusters(pages: Sequence[Page]) -> dict[str, set[Cluster]]:
    """Every glyph in use with the texts it stands for, for each face."""
    used: dict[str, set[Cluster]] = {}
    for page in pages:
        for item in page.items:
            if isinstance(item, TextLine):
                for run in item.runs:
                    used.setdefault(run.face, set()).update(
                        zip(run.glyphs, run.texts, strict=True)
                    )
    return used


def _fonts(
    document: Document, pages: Sequence[Page], fonts: FontSet
) -> tuple[dict[str, CodedFont], dict[str, object]]:
    """The fonts as the painter needs them, by face, and their references, by resource name."""
    coded: dict[str, CodedFont] = {}
    references: dict[str, object] = {}
    used = _clusters(pages)
    for number, key in enumerate(sorted(used), start=1):
        face = fonts.face(key)
        program = subset_face(face, {glyph for glyph, _ in used[key]})
        resource = f"F{number}"
        coded[key], plan = code_font(resource, used[key], program)
        references[resource] = add_font(document, face, program, plan, deflated(program.data))
    return coded, references


def _add_page(
    document: Document,
    painted: PaintedPage,
    boxes: PageBoxes,
    fonts: Mapping[str, object],
) -> None:
    resources: dict[str, object] = {}
    if painted.fonts:
        resources["Font"] = dictionary({used: fonts[used] for used in painted.fonts})
    document.add_page(
        {
            "MediaBox": box(boxes.media),
            "CropBox": box(boxes.media),
            "BleedBox": box(boxes.bleed),
            "TrimBox": box(boxes.trim),
            "Resources": dictionary(resources),
            "Contents": document.add_stream(painted.content, {}),
        }
    )
