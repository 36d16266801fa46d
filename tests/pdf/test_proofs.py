"""What a proof shows around and over its pages, and in which layers."""

from __future__ import annotations

import pikepdf
import pytest

from layout.display.model import Rule, TextLine
from layout.errors import ProfileError
from layout.geometry import mm
from layout.pdf import PROFILES, standards_of, write_pdf
from layout.record import replace
from layout.surround import Facts, facts_of, surrounded
from layout.surround.guides import guides
from layout.surround.line_numbers import LANE
from layout.version import __version__
from tests.support import real_issues
from tests.support.pdf_pages import content, extracted, opened
from tests.support.proofs import (
    FACTS,
    PROOF,
    boxes_in,
    copy_line,
    drawn,
    fonts,
    house,
    proof_page,
    proof_pages,
    proofed,
    switched,
)

PRESS = replace(PROOF, name="press", proofs=False)
TITLES = ["裁切标记 marks", "校样章 stamp", "行号 line numbers", "版面框 guides"]


def around(*pages: object, facts: Facts = FACTS) -> list[dict[str, tuple[object, ...]]]:
    """For each page the items of each layer around it."""
    made, _ = surrounded(proof_pages(*pages), house(), fonts(), PROOF, facts)
    return [{group.layer: group.items for group in page.around} for page in made.pages]


def ink_within(data: bytes, *, inside: bool) -> int:
    """How many pixels are not white inside the trim, or a pixel and more outside the bleed."""
    boxes = boxes_in(data)
    width, height, ink = drawn(data, 72)
    left, low, right, high = boxes["TrimBox" if inside else "BleedBox"]
    if not inside:
        left, low, right, high = left - 1, low - 1, right + 1, high + 1
    found = 0
    for y in range(height):
        for x in range(width):
            is_in = left < x + 0.5 < right and low < height - y - 0.5 < high
            found += is_in == inside and ink[y * width + x] < 250
    return found


@pytest.mark.parametrize(
    ("number", "stamp"), [(0, "校样"), (1, "一校"), (2, "二校"), (3, "三校"), (9, "九校")]
)
def test_a_proof_is_named_by_its_number(number: int, stamp: str) -> None:
    facts = Facts("sheetfed", number)
    assert facts.stamp == stamp
    assert stamp in extracted(proofed(proof_page(2), facts=facts))


@pytest.mark.parametrize(
    ("number", "date", "rule"),
    [(10, "", "no-such-proof"), (-1, "", "no-such-proof"), (1, "June", "no-such-date")],
)
def test_what_no_proof_can_be_is_refused(number: int, date: str, rule: str) -> None:
    with pytest.raises(ProfileError) as caught:
        facts_of("sheetfed", number, date)
    assert [found.rule for found in caught.value.diagnostics] == [rule]


def test_the_slug_line_tells_what_the_page_is_and_what_was_made_of_it() -> None:
    said = extracted(proofed(proof_page(2))).replace(" ", "")
    parts = ("《江畔》", "2031年7月", "第1页", "二校", "2031年6月20日", "proof", "sheetfed")
    for part in (*parts, f"banxin{__version__}"):
        assert part in said


def test_a_proof_without_a_date_tells_none() -> None:
    said = extracted(proofed(proof_page(2), facts=Facts("sheetfed"))).replace(" ", "")
    assert "年6月" not in said


def test_slug_texts_stand_outside_the_bleed_and_on_the_sheet() -> None:
    (groups,) = around(proof_page(30, 30, 30))
    page, edge = proof_page(), mm(3)
    _, profile = surrounded(proof_pages(proof_page(4, 4, 4)), house(), fonts(), PROOF, FACTS)
    for item in (*groups["marks"], *groups["lines"]):
        assert isinstance(item, TextLine)
        beside = item.x + item.width <= -edge or item.x >= page.width + edge
        under = item.y - 6 >= page.height + edge
        assert beside or under
        assert item.x >= -edge - profile.slug
        assert item.x + item.width <= page.width + edge + profile.slug
        assert item.y <= page.height + edge + profile.slug


def test_the_slug_is_as_wide_as_the_most_columns_of_any_page_want() -> None:
    rooms = []
    for columns in ((3,), (3, 3), (3, 3, 3)):
        pages = proof_pages(proof_page(*columns), proof_page(1, index=1))
        _, profile = surrounded(pages, house(), fonts(), PROOF, FACTS)
        rooms.append(profile.slug)
    assert rooms[0] == rooms[1]
    assert rooms[2] - rooms[1] == pytest.approx(LANE)


def test_every_fifth_line_of_a_column_is_numbered_and_the_last_one_counts_them() -> None:
    (groups,) = around(proof_page(12, 5))
    labels = [(item.text, item.y) for item in groups["lines"] if item.x < 0 or item.x > 500]
    numbers = [text for text, _ in labels]
    assert numbers == ["1栏", "5", "10", "计12", "2栏", "计5"]
    heights = dict(labels)
    assert heights["5"] == 100 + 4 * 20
    assert heights["计12"] == 100 + 11 * 20


def test_a_line_with_its_mark_beside_it_is_one() -> None:
    made = proof_page(5)
    mark = copy_line("潮", "column-1", 4)
    doubled = replace(made, items=(*made.items, replace(mark, x=60.0)))
    (groups,) = around(doubled)
    assert "计5" in [item.text for item in groups["lines"]]


def test_numbers_of_the_right_hand_columns_stand_right() -> None:
    (groups,) = around(proof_page(5, 5, 5))
    heads = {item.text: item.x for item in groups["lines"] if item.text.endswith("栏")}
    assert heads["1栏"] < heads["2栏"] < 0 < mm(210) < heads["3栏"]


def test_the_characters_of_an_article_are_told_on_its_last_page_alone() -> None:
    pages = (proof_page(3), proof_page(2, index=1), proof_page(1, index=2, article="gate"))
    told = [
        [item.text for item in groups["lines"] if "全文" in item.text]
        for groups in around(*pages)
    ]
    # The rows of both pages are of the same elements: each is counted once.
    assert told == [[], ["全文6字"], ["全文2字"]]


def test_only_proofs_are_stamped_numbered_and_counted() -> None:
    press = proofed(proof_page(7), profile=PRESS)
    said = extracted(press)
    assert "《江畔》" in said
    assert "校" not in said
    assert "计" not in said
    assert "全文" not in said
    assert "/OC " not in content(press)
    for name in ("screen", "archive"):
        data = proofed(proof_page(7), profile=replace(PROFILES[name], standards=()))
        assert extracted(data).split() == ["潮水"] * 7
        assert "/OCProperties" not in opened(data).Root


def test_the_stamp_is_drawn_over_the_page_and_nowhere_else() -> None:
    proof, press = proofed(proof_page(7)), proofed(proof_page(7), profile=PRESS)
    assert ink_within(proof, inside=True) > ink_within(press, inside=True) + 100


def test_layers_are_named_and_ordered_and_the_guides_wait() -> None:
    pdf = opened(proofed(proof_page(7, 7)))
    properties = pdf.Root.OCProperties
    assert sorted(str(group.Name) for group in properties.OCGs) == sorted(TITLES)
    assert [str(group.Name) for group in properties.D.Order] == TITLES
    assert [str(group.Name) for group in properties.D.OFF] == [TITLES[-1]]
    states = {str(group.Name): str(group.Usage.View.ViewState) for group in properties.OCGs}
    assert states == {**dict.fromkeys(TITLES, "/ON"), TITLES[-1]: "/OFF"}
    assert set(pdf.pages[0].Resources.Properties.keys()) == {
        "/marks",
        "/stamp",
        "/lines",
        "/guides",
    }


def test_each_layer_can_be_switched_by_itself() -> None:
    data = proofed(proof_page(7, 7))
    nothing = switched(data)
    assert ink_within(nothing, inside=False) == 0
    copy = ink_within(nothing, inside=True)
    assert copy > 0
    for layer, inside in (
        ("marks", False),
        ("line_numbers", False),
        ("stamp", True),
        ("guides", True),
    ):
        shown = switched(data, **{layer: True})
        more = (ink_within(shown, inside=inside)) - (copy if inside else 0)
        assert more > 50
        if inside:
            assert ink_within(shown, inside=False) == 0
        else:
            assert ink_within(shown, inside=True) == copy


def test_the_guides_draw_the_boxes_the_frames_and_every_row_of_the_grid() -> None:
    made = proof_page(7, 7)
    (groups,) = around(made)
    rows = [item for item in groups["guides"] if isinstance(item, Rule)]
    assert len(rows) == house().page.rows
    drawn_boxes = [item.rect for item in groups["guides"] if not isinstance(item, Rule)]
    for frame in made.frames:
        assert frame.rect in drawn_boxes


def test_body_copy_stands_on_the_baselines_that_the_guides_draw() -> None:
    pages = real_issues.sample().pages.pages
    seen = 0
    for page in pages:
        rows = guides(page, PROOF.site_of(page), PROOF.safe)
        heights = [rule.y1 for rule in rows if isinstance(rule, Rule)]
        for line in page.items:
            if isinstance(line, TextLine) and line.style == "body" and not line.vertical:
                assert min(abs(line.y - y) for y in heights) < 0.01
                seen += 1
    assert seen > 500


def test_a_file_that_keeps_a_standard_has_no_layers_and_no_guides() -> None:
    made, profile = surrounded(
        proof_pages(proof_page(7)), house(), fonts(), replace(PROOF, least_ppi=0.0), FACTS
    )
    data = write_pdf(made, fonts(), profile=profile, standards=standards_of(["a-2b"]))
    assert "/OCProperties" not in opened(data).Root
    assert "/OC " not in content(data)


def test_in_tagged_files_all_around_the_page_is_an_artifact() -> None:
    data = proofed(proof_page(3), tagged=True)
    pdf = opened(data)
    told: list[bool] = []
    shown = 0
    for operands, operator in pikepdf.parse_content_stream(pdf.pages[0]):
        name = str(operator)
        if name == "BDC":
            told.append(str(operands[0]) == "/Artifact" or "MCID" in str(operands))
        elif name == "EMC":
            told.pop()
        elif name in {"Tj", "TJ", "f", "S", "B"}:
            assert any(told)
            shown += 1
    assert not told
    assert shown > 20
    assert "《江畔》" in extracted(data)
    assert "/MCID" in content(data)


def test_the_same_proof_has_the_same_bytes() -> None:
    assert proofed(proof_page(7, 7)) == proofed(proof_page(7, 7))
