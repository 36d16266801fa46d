"""The whole file: pages → bytes."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from layout.beside import beside
from layout.display.model import TextLine
from layout.fonts import subset_face
from layout.pdf.archive import Archive, archive_of
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
from layout.pdf.layers import add_layers
from layout.pdf.metadata import info_of, page_labels, xmp_of
from layout.pdf.navigation import links, outline
from layout.pdf.paint import Palette, opacity_name, paint_page
from layout.pdf.pictures import add_pictures, prepare_pictures
from layout.pdf.window import every_item
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from layout.diagnostics import Diagnostic
    from layout.display.model import Item, Page, Pages
    from layout.fonts import Face, FontProgram, FontSet
    from layout.pdf.attachments import Attachment
    from layout.pdf.codes import Cluster, CodePlan
    from layout.pdf.fonts import CodedFont
    from layout.pdf.paint import PaintedPage
    from layout.pdf.pictures import EmbeddedPicture, PictureKey
    from layout.pdf.press import Press
    from layout.pdf.press_file import PressJob
    from layout.pdf.profile import Profile
    from layout.pdf.standards import Standard
    from layout.pdf.tagging import Tagging


class Written(Record):
    """A file, and what was noticed while it was written."""

    pdf: bytes
    findings: tuple[Diagnostic, ...] = ()


def write(
    pages: Pages,
    fonts: FontSet,
    profile: Profile,
    standards: tuple[Standard, ...] = (),
    attachments: Sequence[Attachment] = (),
    press: Press | None = None,
) -> Written:
    """Write the pages as a PDF; see `layout.pdf.write_pdf`."""
    if press is None:
        return Written(_written(pages, fonts, profile, standards, attachments))
    from layout.pdf.press_file import press_job

    job = press_job(press, standards)
    pdf = _written(job.flattened(pages), fonts, profile, (), attachments, job)
    return Written(pdf, job.findings)


def _written(
    pages: Pages,
    fonts: FontSet,
    profile: Profile,
    standards: tuple[Standard, ...],
    attachments: Sequence[Attachment],
    job: PressJob | None = None,
) -> bytes:
    archive = archive_of(standards)
    tagging = _tagging(pages, profile, standards)
    marking = tagging.marking if tagging is not None else None
    pictures = _pictures(pages, fonts, archive, job)
    coded = _coded_fonts(pages.pages, fonts, for_archive=archive is not None)
    there, here = _shares(coded)
    packed_there = beside(lambda: [font.packed() for font in there])
    layered = profile.proofs and archive is None and job is None
    faces = {font.face.key: font.coded for font in coded}
    palette = Palette(faces, pictures, layered)
    boxes = {page.page_index: boxes_of(page, profile) for page in pages.pages}
    painted = [
        (
            page.page_index,
            paint_page(
                page,
                boxes[page.page_index],
                profile,
                palette,
                marking,
                inks=job.page_inks() if job is not None else None,
            ),
        )
        for page in pages.pages
    ]
    packed = {font.face.key: font.packed() for font in here}
    packed |= {font.face.key: one for font, one in zip(there, packed_there(), strict=True)}
    document = Document(_version(profile, archive, job), packed=tagging is not None)
    references: dict[str, object] = {}
    used = {resource for _, page in painted for resource in page.fonts}
    for font in coded:
        references |= font.added(document, packed[font.face.key], used)
    references |= add_pictures(
        document,
        pictures,
        unmarked=tagging is not None,
        for_archive=archive is not None,
    )
    states = _opacity_states(document, painted, for_archive=archive is not None)
    states |= job.inks.added(document) if job is not None else {}
    references |= add_layers(document, {used for _, page in painted for used in page.layers})
    if tagging is not None:
        tagging.begin(document, boxes)
    for page_index, page in painted:
        entries = _entries_of(document, page, boxes[page_index], references, states)
        if job is None:  # a press has no use for links (ISO 15930: none on the page)
            entries |= _add_links(document, page_index, page, boxes, tagging)
        document.add_page(page_index, entries)
    if tagging is not None:
        tagging.finish(document, boxes)
    if attachments:
        from layout.pdf.attachments import attach

        attach(document, attachments)
    return _finished(document, pages, boxes, archive, job)


def _pictures(
    pages: Pages, fonts: FontSet, archive: Archive | None, job: PressJob | None
) -> Mapping[PictureKey, EmbeddedPicture]:
    """The pictures of the pages, which hold nothing that the file may not."""
    if job is not None:
        return job.pictures(pages, fonts)
    pictures = prepare_pictures(pages.pages, fonts)
    if archive is not None:
        archive.check(pages, pictures)
    return pictures


def _version(
    profile: Profile, archive: Archive | None, job: PressJob | None
) -> tuple[int, int]:
    keeper = archive if archive is not None else job
    return profile.pdf_version if keeper is None else keeper.pdf_version


def _finished(
    document: Document,
    pages: Pages,
    boxes: Mapping[int, PageBoxes],
    archive: Archive | None,
    job: PressJob | None,
) -> bytes:
    """The whole file, with what it says of itself."""
    if job is not None:
        _describe(document, pages, boxes, job.xmp(pages, document.fingerprint))
        return job.finished(document, pages)
    if archive is not None:
        _describe(document, pages, boxes, archive.xmp(pages))
        return archive.finished(document, pages)
    _describe(document, pages, boxes, xmp_of(pages))
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


class _EmbeddedFont(Record):
    """A font of the file before it is packed; `program` is there if its codes come from it."""

    face: Face
    coded: CodedFont
    plan: CodePlan
    program: FontProgram | None
    for_archive: bool

    def packed(self) -> PackedFont:
        upright = self.coded.drops.keys()
        archive = self.for_archive
        return pack_font(self.face, self.plan, self.program, upright, for_archive=archive)

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
        for item in _all_items(page):
            if not isinstance(item, TextLine):
                continue
            for run in item.runs:
                known = seen.setdefault(run.face, {})
                if tuple(map(known.get, run.glyphs)) != run.texts:
                    pairs = list(zip(run.glyphs, run.texts, strict=True))
                    known.update(pairs)
                    used.setdefault(run.face, set()).update(pairs)
    return used


def _all_items(page: Page) -> Iterable[Item]:
    """What stands on the page, in windows too, and around it."""
    return chain(every_item(page.items), *(group.items for group in page.around))


def _upright_glyphs(pages: Sequence[Page]) -> dict[str, set[int]]:
    """The glyphs that stand upright in vertical lines, for each face."""
    upright: dict[str, set[int]] = {}
    for page in pages:
        for item in every_item(page.items):
            if isinstance(item, TextLine) and item.vertical:
                for run in item.runs:
                    if run.orientation == "upright":
                        upright.setdefault(run.face, set()).update(run.glyphs)
    return upright


def _coded_fonts(
    pages: Sequence[Page], fonts: FontSet, *, for_archive: bool
) -> list[_EmbeddedFont]:
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
        coded.append(_EmbeddedFont(face, font, plan, program, for_archive))
    return coded


def _opacity_states(
    document: Document, painted: Iterable[tuple[int, PaintedPage]], *, for_archive: bool
) -> dict[str, object]:
    """The graphics state for every opacity of a fill.

    In archive files they have numbers: checkers look for what lets things show through among
    the objects. Source: ISO 32000-2 table 57, `ca`.
    """
    opacities = {opacity for _, page in painted for opacity in page.opacities}
    states = {
        opacity_name(opacity): dictionary({"Type": name("ExtGState"), "ca": opacity})
        for opacity in sorted(opacities)
    }
    if for_archive:
        return {used: document.add(state) for used, state in states.items()}
    return dict(states)


def _tagging(pages: Pages, profile: Profile, standards: Sequence[Standard]) -> Tagging | None:
    """What gathers a tagged file's structure, where one is asked for."""
    if not profile.tagged and not any(standard.tagged for standard in standards):
        return None
    from layout.pdf.tagging import Tagging

    return Tagging(pages)


def _entries_of(
    document: Document,
    painted: PaintedPage,
    here: PageBoxes,
    references: Mapping[str, object],
    states: Mapping[str, object],
) -> dict[str, object]:
    """What a page's dictionary holds, but for its links."""
    resources: dict[str, object] = {}
    if painted.fonts:
        resources["Font"] = dictionary({used: references[used] for used in painted.fonts})
    if painted.pictures:
        shown = {used: references[used] for used in painted.pictures}
        resources["XObject"] = dictionary(shown)
    inks = painted.inks
    names = [*map(opacity_name, painted.opacities), *(inks.states if inks else ())]
    if names:
        resources["ExtGState"] = dictionary({used: states[used] for used in names})
    if inks is not None and inks.spaces:
        resources["ColorSpace"] = dictionary({used: states[used] for used in inks.spaces})
    if painted.layers:
        shown = {used: references[used] for used in painted.layers}
        resources["Properties"] = dictionary(shown)
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
        blended = "DeviceRGB" if inks is None else "DeviceCMYK"
        group = {"S": name("Transparency"), "CS": name(blended)}
        entries["Group"] = dictionary(group)
    return entries


def _add_links(
    document: Document,
    page_index: int,
    painted: PaintedPage,
    boxes: Mapping[int, PageBoxes],
    tagging: Tagging | None,
) -> dict[str, object]:
    """Write a page's links, those to pages that are in the file; gives the page's entries.

    A tagged file has none on what is not read: a link without words of its own (ISO 14289-1
    7.18.5) says nothing to those who hear it.
    """
    shown = [link for link in painted.links if link.page_index in boxes]
    if tagging is not None:
        shown = [link for link in shown if link.tag]
    more = tagging.of_links(page_index, shown) if tagging is not None else ()
    made = links(document, shown, boxes[page_index], boxes, more)
    annotations = [document.add(annotation) for annotation in made]
    entries: dict[str, object] = {"Annots": row(annotations)} if annotations else {}
    if tagging is not None:
        entries |= tagging.of_page(page_index, annotations, document)
    return entries
