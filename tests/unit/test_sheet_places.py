"""Where a form's pages come to lie, for forms that no scheme has yet."""

from __future__ import annotations

import pytest

from layout.geometry import mm
from layout.impose import ImposeRequest, PageSize, parse_sheet_size
from layout.impose.model import Cell, Form
from layout.impose.place import place_forms

PAGE = PageSize(mm(100), mm(150))


def test_front_and_back_meet_though_the_gaps_are_not_alike() -> None:
    front = ((Cell(0, spine=1), Cell(2, spine=-1), Cell(4)),)
    back = ((Cell(5), Cell(3, spine=1), Cell(1, spine=-1)),)
    request = ImposeRequest(spine_gap=mm(2), trim_gap=mm(9))
    (sheet,) = place_forms([Form(1, front, back)], PAGE, request)
    assert sheet.back is not None
    behind = [sheet.width - slot.trim.right for slot in reversed(sheet.back.slots)]
    assert [slot.trim.x for slot in sheet.front.slots] == pytest.approx(behind)


@pytest.mark.parametrize(
    ("text", "size_mm"),
    [
        ("A3", (297, 420)),
        ("sra3", (320, 450)),
        ("720x1020", (720, 1020)),
        ("720.5×1020mm", (720.5, 1020)),
        ("zhengdu", (787, 1092)),
    ],
)
def test_a_sheet_has_a_name_or_measures(text: str, size_mm: tuple[float, float]) -> None:
    size = parse_sheet_size(text)
    assert (size.width, size.height) == pytest.approx(tuple(map(mm, size_mm)))
