"""What is written on a sheet stands where the plan says, and is what it was on its page."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pikepdf
import pytest

import layout
from layout.geometry import POINTS_PER_MM, mm
from layout.impose import Caption, Imposed, ImposeRequest, parse_sheet_size
from layout.impose.model import Label
from tests.support.numbered_pdf import (
    BLEED,
    HEIGHT,
    NUMBER_X,
    NUMBER_Y,
    WIDTH,
    PageForm,
    color_at,
    numbered,
    numbers_on,
    tint,
)
from tests.support.pdf_pages import opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.impose import Sheet, Side, Slot

# What creep must be exact to.
EXACT_MM = 0.01


def imposed(pdf: bytes, **request: object) -> Imposed:
    return layout.impose_pdf(pdf, ImposeRequest(**request), "book.pdf")


def plates(made: Imposed) -> Iterator[tuple[int, Sheet, str, Side]]:
    position = 0
    for sheet in made.plan.sheets:
        for name, side in sheet.sides:
            yield position, sheet, name, side
            position += 1


def number_place(slot: Slot, sheet: Sheet) -> tuple[float, float]:
    """Where a slot's number must stand, y upward."""
    if slot.rotation == 0:
        return slot.trim.x + NUMBER_X, sheet.height - slot.trim.bottom + NUMBER_Y
    return slot.trim.right - NUMBER_X, sheet.height - slot.trim.y - NUMBER_Y


def assert_numbers_stand_in_their_slots(made: Imposed) -> None:
    for position, sheet, _, side in plates(made):
        found = {one.number: one for one in numbers_on(made.pdf, position)}
        slots = {slot.page + 1: slot for slot in side.slots if slot.page is not None}
        assert found.keys() == slots.keys()
        for number, slot in slots.items():
            place = number_place(slot, sheet)
            one = found[number]
            assert (one.x, one.y) == pytest.approx(place, abs=EXACT_MM * POINTS_PER_MM)
            assert one.turned == slot.rotation


@pytest.mark.parametrize("count", [8, 16, 40, 41])
@pytest.mark.parametrize("scheme", ["saddle", "perfect", "nup", "cut-stack"])
def test_every_number_stands_in_its_slot_with_its_rotation(scheme: str, count: int) -> None:
    assert_numbers_stand_in_their_slots(
        imposed(numbered(count), scheme=scheme, paper=mm(0.13), columns=3, rows=2)
    )


@pytest.mark.parametrize("work", ["work-and-turn", "work-and-tumble"])
def test_both_halves_of_one_plate_are_where_the_plan_says(work: str) -> None:
    assert_numbers_stand_in_their_slots(imposed(numbered(8), work=work, gripper=mm(10)))


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("unit", [1.0, 2.5])
@pytest.mark.parametrize("origin", [(0.0, 0.0), (-120.0, 37.5)])
def test_rotation_unit_and_origin_of_the_source_are_honoured(
    origin: tuple[float, float], unit: float, rotate: int
) -> None:
    pdf = numbered(8, PageForm(origin, rotate, unit))
    made = imposed(pdf, scheme="perfect", signature=8)
    assert_numbers_stand_in_their_slots(made)
    page = made.plan.page
    assert (page.width, page.height) == pytest.approx((WIDTH, HEIGHT))


@pytest.mark.parametrize("thickness_mm", [0.08, 0.1, 0.217])
def test_each_sheet_of_a_saddle_creeps_by_one_thickness_more(thickness_mm: float) -> None:
    made = imposed(numbered(40), paper=mm(thickness_mm))
    assert len(made.plan.sheets) == 10
    for position, sheet, name, _ in plates(made):
        creep_mm = (sheet.number - 1) * thickness_mm
        left, right = sorted(numbers_on(made.pdf, position), key=lambda one: one.x)
        # The spine is in the middle of the sheet; pages move towards it.
        middle = sheet.width / 2
        to_left = (middle - WIDTH + NUMBER_X - left.x) / POINTS_PER_MM
        to_right = (middle + NUMBER_X - right.x) / POINTS_PER_MM
        assert to_left == pytest.approx(-creep_mm, abs=EXACT_MM), name
        assert to_right == pytest.approx(creep_mm, abs=EXACT_MM), name


def test_measured_creep_is_shared_out_from_the_outermost_sheet_to_the_innermost() -> None:
    made = imposed(numbered(16), creep=mm(0.9))
    for sheet in made.plan.sheets:
        moved = [abs(slot.creep) / POINTS_PER_MM for slot in sheet.front.slots]
        assert moved == pytest.approx([(sheet.number - 1) * 0.3] * 2)


def test_the_leaves_of_a_signature_creep_by_how_deep_they_lie() -> None:
    made = imposed(numbered(16), scheme="perfect", signature=16, paper=mm(0.1))
    (sheet,) = made.plan.sheets
    depths = {0: {1, 2, 15, 16}, 1: {3, 4, 13, 14}, 2: {5, 6, 11, 12}, 3: {7, 8, 9, 10}}
    for _, side in sheet.sides:
        for slot in side.slots:
            (depth,) = [at for at, pages in depths.items() if slot.page + 1 in pages]
            assert abs(slot.creep) / POINTS_PER_MM == pytest.approx(0.1 * depth)


def test_a_page_bleeds_outside_and_stops_at_the_spine() -> None:
    made = imposed(numbered(4), marks=())
    (sheet,) = made.plan.sheets
    left, right = sheet.front.slots
    middle = left.trim.y + left.trim.height / 2
    outside = left.trim.x - mm(1.5), middle
    assert color_at(made.pdf, 0, *outside) == pytest.approx(tint(4), abs=2)
    assert color_at(made.pdf, 0, left.trim.right - 1, middle) == pytest.approx(tint(4), abs=2)
    assert color_at(made.pdf, 0, right.trim.x + 1, middle) == pytest.approx(tint(1), abs=2)
    above = left.trim.x + 50, left.trim.y - mm(2.5)
    assert color_at(made.pdf, 0, *above) == pytest.approx(tint(4), abs=2)


def test_nothing_shows_beyond_the_bleed() -> None:
    made = imposed(numbered(4), marks=(), margin=mm(20))
    (sheet,) = made.plan.sheets
    left = sheet.front.slots[0].trim
    for x, y in ((left.x - mm(3.4), left.y + 50), (left.x + 50, left.y - mm(3.4))):
        assert color_at(made.pdf, 0, x, y) == (255, 255, 255)


def test_between_pages_that_are_cut_apart_each_has_half_the_gap() -> None:
    made = imposed(numbered(2), scheme="nup", trim_gap=mm(4), marks=())
    left, right = made.plan.sheets[0].front.slots
    y = left.trim.y + 100
    assert color_at(made.pdf, 0, left.trim.right + mm(1.8), y) == pytest.approx(tint(1), abs=2)
    assert color_at(made.pdf, 0, right.trim.x - mm(1.8), y) == pytest.approx(tint(2), abs=2)


def test_no_more_bleed_is_shown_than_the_source_has() -> None:
    made = imposed(numbered(4, PageForm(bleed=mm(1))), marks=(), margin=mm(20))
    left = made.plan.sheets[0].front.slots[0].trim
    assert color_at(made.pdf, 0, left.x - mm(0.7), left.y + 50) == pytest.approx(tint(4), abs=2)
    assert color_at(made.pdf, 0, left.x - mm(1.4), left.y + 50) == (255, 255, 255)
    (finding,) = made.plan.findings
    assert finding.rule == "short-bleed"
    assert "1.0 mm" in finding.message


def test_the_boxes_of_a_sheet_are_paper_bleed_and_block() -> None:
    made = imposed(numbered(8), sheet=parse_sheet_size("720x520"))
    file = opened(made.pdf)
    page = file.pages[0]
    paper = [mm(720), mm(520)]
    assert [float(edge) for edge in page.mediabox] == pytest.approx([0, 0, *paper], abs=0.01)
    left, lower = (paper[0] - 2 * WIDTH) / 2, (paper[1] - HEIGHT) / 2
    trim = [left, lower, left + 2 * WIDTH, lower + HEIGHT]
    assert [float(edge) for edge in page.trimbox] == pytest.approx(trim, abs=0.01)
    bleed = [trim[0] - BLEED, trim[1] - BLEED, trim[2] + BLEED, trim[3] + BLEED]
    assert [float(edge) for edge in page.obj.BleedBox] == pytest.approx(bleed, abs=0.01)


def test_the_gripper_margin_stays_white_at_the_foot() -> None:
    plain, held = (imposed(numbered(4), gripper=mm(grip)).plan.sheets[0] for grip in (0, 12))
    assert held.height - plain.height == pytest.approx(mm(12))
    assert held.height - held.block.bottom == pytest.approx(plain.block.y + mm(12))


def with_intent(pdf: pikepdf.Pdf) -> None:
    profile = pdf.make_stream(b"a profile", N=4)
    intent = pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent,
        S=pikepdf.Name.GTS_PDFX,
        OutputConditionIdentifier="FOGRA39",
        DestOutputProfile=profile,
    )
    pdf.Root.OutputIntents = pikepdf.Array([intent])
    pdf.docinfo["/Title"] = "钱江"
    pdf.docinfo["/GTS_PDFXVersion"] = "PDF/X-4"
    with pdf.open_metadata() as metadata:
        metadata["dc:title"] = "钱江"


def test_the_output_intent_is_kept_with_its_profile() -> None:
    kept = opened(imposed(numbered(4, finish=with_intent)).pdf)
    (intent,) = kept.Root.OutputIntents
    assert str(intent.OutputConditionIdentifier) == "FOGRA39"
    assert intent.DestOutputProfile.read_bytes() == b"a profile"


def test_the_title_is_kept_and_claims_of_a_standard_are_not() -> None:
    kept = opened(imposed(numbered(4, finish=with_intent)).pdf)
    assert str(kept.docinfo["/Title"]) == "钱江"
    assert "/GTS_PDFXVersion" not in kept.docinfo
    assert "/Metadata" not in kept.Root


def with_layers(pdf: pikepdf.Pdf) -> None:
    group = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="Varnish"))
    pdf.Root.OCProperties = pikepdf.Dictionary(
        OCGs=[group], D=pikepdf.Dictionary(ON=[], OFF=[group], Order=[group])
    )
    page = pdf.pages[0]
    page.obj.Resources.Properties = pikepdf.Dictionary(MC0=group)
    page.contents_add(b"/OC /MC0 BDC 1 0 0 rg 0 0 2000 2000 re f EMC")


def test_a_layer_that_is_off_stays_off() -> None:
    made = imposed(numbered(4, finish=with_layers))
    kept = opened(made.pdf)
    (group,) = kept.Root.OCProperties.OCGs
    assert kept.pages[0].Resources.XObject["/P1"].Resources.Properties.MC0.objgen == (
        group.objgen
    )
    right = made.plan.sheets[0].front.slots[1].trim
    assert color_at(made.pdf, 0, right.x + 20, right.y + 20) == pytest.approx(tint(1), abs=2)


def test_what_an_annotation_prints_is_printed() -> None:
    def stamped(pdf: pikepdf.Pdf) -> None:
        seen = pdf.make_stream(b"1 0 0 rg 0 0 50 50 re f", BBox=[0, 0, 50, 50])
        seen.Type, seen.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        left, lower = mm(8) + 100, mm(8) + 300
        stamp = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Stamp,
            Rect=[left, lower, left + 50, lower + 50],
            F=4,
            AP=pikepdf.Dictionary(N=seen),
        )
        pdf.pages[0].obj.Annots = pikepdf.Array([pdf.make_indirect(stamp)])

    made = imposed(numbered(4, finish=stamped))
    right = made.plan.sheets[0].front.slots[1].trim
    assert color_at(made.pdf, 0, right.x + 125, right.bottom - 325) == (255, 0, 0)


def test_pages_stay_vectors_and_their_font_is_in_the_file_as_it_was() -> None:
    kept = opened(imposed(numbered(16)).pdf)
    for found in kept.objects:
        if isinstance(found, pikepdf.Stream):
            assert found.get("/Subtype") != "/Image"
    form = kept.pages[0].Resources.XObject["/P1"]
    assert b"(1) Tj" in form.read_bytes()
    assert form.Resources.Font.F1.BaseFont == "/Helvetica"


def test_marks_are_in_registration_colour() -> None:
    file = opened(imposed(numbered(4)).pdf)
    page = file.pages[0]
    kind, name, space, _ = page.Resources.ColorSpace.All
    assert (str(kind), str(name), str(space)) == ("/Separation", "/All", "/DeviceCMYK")
    assert b"/All CS" in page.Contents.read_bytes()


def test_registration_colour_keeps_to_an_rgb_output_intent() -> None:
    def with_rgb(pdf: pikepdf.Pdf) -> None:
        with_intent(pdf)
        pdf.Root.OutputIntents[0].DestOutputProfile.N = 3

    file = opened(imposed(numbered(4, finish=with_rgb)).pdf)
    page = file.pages[0]
    assert page.Resources.ColorSpace.All[2] == "/DeviceRGB"


def test_a_sheet_without_marks_has_none() -> None:
    file = opened(imposed(numbered(4), marks=()).pdf)
    page = file.pages[0]
    assert b"/All" not in page.Contents.read_bytes()


def test_blank_slots_print_nothing() -> None:
    made = imposed(numbered(5), marks=())
    file = opened(made.pdf)
    drawn = [page.Contents.read_bytes() for page in file.pages]
    assert [len(re.findall(rb" Do", content)) for content in drawn] == [1, 1, 1, 2]


def test_the_same_pdf_gives_the_same_bytes() -> None:
    pdf = numbered(16, finish=with_intent)
    assert imposed(pdf, scheme="perfect").pdf == imposed(pdf, scheme="perfect").pdf


def test_sheets_have_labels() -> None:
    file = opened(imposed(numbered(8)).pdf)
    labels = [page.label for page in file.pages]
    assert labels == ["1 front", "1 back", "2 front", "2 back"]


def test_a_page_of_another_size_stands_in_the_middle_of_its_slot_and_is_told() -> None:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(numbered(4))) as pdf:
        small = PageForm(width=WIDTH - 40, height=HEIGHT - 60)
        with pikepdf.open(io.BytesIO(numbered(3, small))) as other:
            pdf.pages[2] = other.pages[2]
        pdf.save(buffer)
    made = imposed(buffer.getvalue())
    (finding,) = made.plan.findings
    assert finding.rule == "uneven-pages"
    assert finding.message.endswith(": 3")
    (three,) = [one for one in numbers_on(made.pdf, 1) if one.number == 3]
    slot = made.plan.sheets[0].back.slots[1]
    place = number_place(slot, made.plan.sheets[0])
    assert (three.x - 20, three.y - 30) == pytest.approx(place, abs=0.03)


def test_a_letter_with_an_outline_is_drawn_in_registration_colour() -> None:
    square = (((0.0, 0.0), *[(1.0, 0.0)] * 3, *[(1.0, 0.9)] * 3, *[(0.0, 0.9)] * 3),)
    caption = Caption("期", (("期", square),))
    request = ImposeRequest(marks=("label",))
    made = layout.impose_pdf(numbered(4), request, "book.pdf", label=caption)
    assert made.plan.findings == ()
    (label,) = made.plan.sheets[0].front.marks
    assert isinstance(label, Label)
    ink = color_at(made.pdf, 0, label.x + 2, label.y + label.height / 2)
    assert max(ink) < 60
