"""The whole file: pages → bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.beside import beside
from layout.display.model import TextLine
from layout.fonts import subset_face
from layout.pdf.archive import archive_of
from layout.pdf.boxes import PageBoxes, boxes_of
from layout.pdf.canvas import (
    Document,
    box,
    dictionary,
    name,
    row,
    text_string,
)
from layout.pdf.fonts import PackedFont, add_font, code_font, pack_font
from layout.pdf.metadata import info_of, page_labels, xmp_of
from layout.pdf.navigation import links, outline
from layout.pdf.paint import Palette, opacity_name, paint_page
from layout.pdf.pictures import add_pictures, prepare_pictures
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from layout.display.model import Page, Pages
    from layout.fonts import Face, FontProgram, FontSet
    from layout.pdf.attachments import Attachment
    from layout.pdf.codes import Cluster, CodePlan
    from layout.pdf.fonts import CodedFont
    from layout.pdf.paint import PaintedPage
    from layout.pdf.profile import Profile
    from layout.pdf.standards import Standard


def write(
    pages: Pages,
    fonts: FontSet,
    profile: Profile,
    standards: tuple[Standard, ...] = (),
    attachments: Sequence[Attachment] = (),
) -> bytes:
    """Write the pages as a PDF; see `layout.pdf.write_pdf`."""
    archive = archive_of(standards)
    pictures = prepare_pictures(pages.pages, fonts)
    if archive is not None:
        archive.check(pages, pictures)
    coded = _coded_fonts(pages.pages, fonts)
    there, here = _shares(coded)
    packed_there = beside(lambda: [font.packed() for font in there])
    palette = Palette({font.face.key: font.coded for font in coded}, pictures)
    boxes = {page.page_index: boxes_of(page, profile) for page in pages.pages}
    painted = [
        (page.page_index, paint_page(page, boxes[page.page_index], profile, palette))
        for page in pages.pages
    ]
    packed = {font.face.key: font.packed() for font in here}
    packed |= {font.face.key: one for font, one in zip(there, packed_there(), strict=True)}
    document = Document(archive.pdf_version if archive else profile.pdf_version)
    references: dict[str, object] = {}
    used = {resource for _, page in painted for resource in page.fonts}
    for font in coded:
        references |= font.added(document, packed[font.face.key], used)
    references |= add_pictures(document, pictures)
    for page_index, page in painted:
        _add_page(document, page_index, page, boxes, references)
    packet = archive.xmp(pages) if archive else xmp_of(pages)
    _describe(document, pages, boxes, packet)
    if attachments:
        _attach(document, attachments)
    if archive is not None:
        return archive.finished(document, pages)
    return document.finished(info_of(pages))


# Of all glyphs, those whose fonts the process beside packs; this one paints the pages.
SHARE_BESIDE = 0.8


def _shares(
    fonts: Sequence[_EmbeddedFont],
) -> tuple[list[_EmbeddedFont], list[_EmbeddedFont]]:
    """The fonts to pack in a process beside, the largest first, and those to pack here."""
    there: list[_EmbeddedFont] = []
    wanted = SHARE_BESIDE * sum(len(font.plan.codes) for font in fonts)
    for font in sorted(fonts, key=lambda one: -len(one.plan.codes)):
        if sum(len(one.plan.codes) for one in there) < wanted:
            there.append(font)
    return there, [font for font in fonts if font not in there]


def _describe(
    document: Document, pages: Pages, boxes: Mapping[int, PageBoxes], packet: bytes
) -> None:
    metadata = {"Type": name("Metadata"), "Subtype": name("XML")}
    document.set_catalog(
        Outlines=outline(document, pages.bookmarks, boxes),
        PageLabels=page_labels(pages.pages),
        Lang=text_string(pages.language) if pages.language else None,
        ViewerPreferences=dictionary({"DisplayDocTitle": "true"}),
        # Tools that do not know PDF look for the packet in the bare bytes: never packed.
        Metadata=document.add_stream(packet, metadata, packed=True),
    )


def _attach(document: Document, attachments: Sequence[Attachment]) -> None:
    from layout.pdf.attachments import add_attachments

    entries = add_attachments(document, attachments)
    document.set_catalog(
        Names=dictionary({"EmbeddedFiles": entries["EmbeddedFiles"]}), AF=entries["AF"]
    )


class _EmbeddedFont(Record):
    """A font of the file before it is packed; `program` is there if its codes come from it."""

    face: Face
    coded: CodedFont
    plan: CodePlan
    program: FontProgram | None

    def packed(self) -> PackedFont:
        return pack_font(self.face, self.plan, self.program, self.coded.drops.keys())

    def added(
        self, document: Document, packed: PackedFont, used: Collection[str]
    ) -> dict[str, object]:
        """The font written, a Type0 font for each way its glyphs are used."""
        ways = {self.coded.resource: "Identity-H", self.coded.vertical: "Identity-V"}
        wanted = [resource for resource in ways if resource in used]
        made = add_font(document, self.face, packed, *(ways[way] for way in wanted))
        return dict(zip(wanted, made, strict=True))


def _texts_of_glyphs(pages: Sequence[Page]) -> dict[str, set[Cluster]]:
    """Every glyph in use with the texts it stands for, for each face."""
    used: dict[str, set[Cluster]] = {}
    # The text each glyph was last seen with: most runs hold nothing new, which one comparison
    # of tuples tells.
    seen: dict[str, dict[int, str]] = {}
    for page in pages:
        for item in page.items:
            if not isinstance(item, TextLine):
                continue
            for run in item.runs:
                known = seen.setdefault(run.face, {})
                if tuple(map(known.get, run.glyphs)) != run.texts:
                    pairs = list(zip(run.glyphs, run.texts, strict=True))
                    known.update(pairs)
                    used.setdefault(run.face, set()).update(pairs)
    return used


def _upright_glyphs(pages: Sequence[Page]) -> dict[str, set[int]]:
    """The glyphs that stand upright in vertical lines, for each face."""
    upright: dict[str, set[int]] = {}
    for page in pages:
        for item in page.items:
            if isinstance(item, TextLine) and item.vertical:
                for run in item.runs:
                    if run.orientation == "upright":
                        upright.setdefault(run.face, set()).update(run.glyphs)
    return upright


def _coded_fonts(pages: Sequence[Page], fonts: FontSet) -> list[_EmbeddedFont]:
    coded: list[_EmbeddedFont] = []
    used = _texts_of_glyphs(pages)
    upright = _upright_glyphs(pages)
    for number, key in enumerate(sorted(used), start=1):
        face = fonts.face(key)
        program = None
        if face.outlines != "truetype":
            program = subset_face(face, sorted({glyph for glyph, _ in used[key]}))
        standing = sorted(upright.get(key, ()))
        font, plan = code_font(f"F{number}", face, used[key], program, standing)
        coded.append(_EmbeddedFont(face, font, plan, program))
    return coded


def _add_page(
    document: Document,
    page_index: int,
    painted: PaintedPage,
    boxes: Mapping[int, PageBoxes],
    references: Mapping[str, object],
) -> None:
    here = boxes[page_index]
    resources: dict[str, object] = {}
    if painted.fonts:
        resources["Font"] = dictionary({used: references[used] for used in painted.fonts})
    if painted.pictures:
        shown = {used: references[used] for used in painted.pictures}
        resources["XObject"] = dictionary(shown)
    if painted.opacities:
        # ISO 32000-2 table 57: `ca` is the constant alpha of fills.
        states = {
            opacity_name(opacity): dictionary({"Type": name("ExtGState"), "ca": opacity})
            for opacity in painted.opacities
        }
        resources["ExtGState"] = dictionary(states)
    entries: dict[str, object] = {
        "MediaBox": box(here.media),
        "CropBox": box(here.media),
        "BleedBox": box(here.bleed),
        "TrimBox": box(here.trim),
        "Resources": dictionary(resources),
        "Contents": document.add_stream(painted.content, {}),
    }
    if painted.transparent:
        # Without a colour space of its own the page blends in whatever the device has.
        group = {"S": name("Transparency"), "CS": name("DeviceRGB")}
        entries["Group"] = dictionary(group)
    annotations = links(document, painted.links, here, boxes)
    if annotations:
        entries["Annots"] = row(map(document.add, annotations))
    document.add_page(page_index, entries)
