"""Whatever the page and the printer: marks stand outside the bleed and on the sheet."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from layout.display.model import Area, Path, Rule
from layout.display.model import Page as DisplayPage
from layout.geometry import mm
from layout.pdf import PROFILES, Profile
from layout.pdf.boxes import boxes_of
from layout.pdf.marked import bounds_of
from layout.pdf.marks import MARKS
from layout.pdf.marks.site import MarkSizes
from layout.record import replace
from tests.support.pdf_pages import issue, page, written
from tests.support.proofs import boxes_in, drawn

sizes = st.builds(
    MarkSizes,
    length=st.floats(mm(2), mm(12)),
    offset=st.floats(mm(0.5), mm(6)),
    weight=st.floats(0.1, 1.0),
)
profiles = st.builds(
    lambda sizes, names, bleed, notes: replace(
        PROFILES["proof"],
        sizes=sizes,
        marks=tuple(MARKS[name] for name in names),
        bleed=bleed,
        notes=notes,
    ),
    sizes,
    st.lists(st.sampled_from(sorted(MARKS)), unique=True, min_size=1),
    st.floats(0.0, mm(8)),
    st.floats(0.0, mm(30)),
)
pages = st.builds(
    lambda width, height, bleed, side: DisplayPage(
        0, "1", side, "plain", width, height, bleed, ()
    ),
    st.floats(mm(40), mm(420)),
    st.floats(mm(40), mm(600)),
    st.floats(0.0, mm(8)),
    st.sampled_from(["recto", "verso"]),
)


def inked(item: Area | Rule | Path) -> tuple[float, float, float, float]:
    """What an item covers, its line's weight with it; lines end where they end."""
    rect = bounds_of(item)
    across = down = 0.0
    if isinstance(item, Path):
        across = down = item.stroke_width / 2
    elif isinstance(item, Rule):
        across, down = (item.width / 2, 0.0) if item.x1 == item.x2 else (0.0, item.width / 2)
    return rect.x - across, rect.y - down, rect.right + across, rect.bottom + down


@given(page=pages, profile=profiles)
def test_no_mark_is_inside_the_bleed_and_none_is_off_the_sheet(
    page: DisplayPage, profile: Profile
) -> None:
    bleed, out = profile.bleed_of(page), profile.bleed_of(page) + profile.slug
    for item in profile.marks_on(page):
        left, top, right, bottom = inked(item)
        apart = (
            right <= -bleed + 0.001
            or left >= page.width + bleed - 0.001
            or bottom <= -bleed + 0.001
            or top >= page.height + bleed - 0.001
        )
        assert apart
        assert left >= -out - 0.001
        assert top >= -out - 0.001
        assert right <= page.width + out + 0.001
        assert bottom <= page.height + out + 0.001


@given(page=pages, profile=profiles)
def test_boxes_lie_in_each_other_and_the_sheet_begins_at_nothing(
    page: DisplayPage, profile: Profile
) -> None:
    boxes = boxes_of(page, profile)
    assert boxes.media[:2] == (0.0, 0.0)
    for outer, inner in ((boxes.media, boxes.bleed), (boxes.bleed, boxes.trim)):
        assert outer[0] <= inner[0] + 0.001
        assert outer[1] <= inner[1] + 0.001
        assert outer[2] >= inner[2] - 0.001
        assert outer[3] >= inner[3] - 0.001


@given(profile=profiles)
def test_within_the_bleed_a_blank_page_is_white(profile: Profile) -> None:
    data = written(issue(page()), profile=profile)
    bleed = boxes_in(data)["BleedBox"]
    width, height, ink = drawn(data, 72)
    left, right = int(bleed[0]) + 2, int(bleed[2]) - 1
    for y in range(int(height - bleed[3]) + 2, int(height - bleed[1]) - 1):
        assert set(ink[y * width + left : y * width + right]) == {255}
