"""Imposed sheets, printed, folded and bound by hand, are the book: whatever its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.geometry import mm
from layout.impose import ImposeRequest, PageSize, plan_sheets
from tests.support.paper import folded, gathered, inserted, printed, read, stacked

if TYPE_CHECKING:
    from layout.impose import Sheet

PAGE = PageSize(mm(210), mm(285))
counts = st.integers(1, 200)
bindings = st.sampled_from(("left", "right"))
blanks = st.sampled_from(("end", "before-last"))
works = st.sampled_from(("sheetwise", "work-and-turn", "work-and-tumble"))
signatures = st.sampled_from((4, 8, 16, 32))
papers = st.floats(0, 0.2).map(mm)
gaps = st.floats(0, 12).map(mm)


def requests(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[ImposeRequest]:
    return st.fixed_dictionaries(fields).map(lambda chosen: ImposeRequest(**chosen))


def planned(count: int, request: ImposeRequest) -> tuple[Sheet, ...]:
    return plan_sheets(count, PAGE, request).sheets


def bound(count: int, request: ImposeRequest) -> list[int | None]:
    """The pages of the finished book, blanks and all."""
    booklets = []
    for sheet in planned(count, request):
        pile, spine = folded(sheet, printed(sheet, request.work))
        booklets.append(read(pile, spine, request.binding))
    return inserted(booklets) if request.scheme == "saddle" else gathered(booklets)


def expected(count: int, where: str, multiple: int = 4) -> list[int | None]:
    pages: list[int | None] = list(range(count))
    while len(pages) % multiple:
        pages.insert(len(pages) if where == "end" else max(count, len(pages)) - 1, None)
    return pages


@pytest.mark.parametrize("count", [8, 16, 40, 41])
@pytest.mark.parametrize("binding", ["left", "right"])
@pytest.mark.parametrize("signature", [4, 8, 16, 32])
@pytest.mark.parametrize("scheme", ["saddle", "perfect"])
def test_the_books_of_the_trade_fold_to_the_right_order(
    scheme: str, signature: int, binding: str, count: int
) -> None:
    request = ImposeRequest(scheme=scheme, signature=signature, binding=binding, paper=mm(0.1))
    assert bound(count, request) == expected(count, "end")


@given(
    counts,
    requests(
        scheme=st.sampled_from(("saddle", "perfect")),
        binding=bindings,
        blanks=blanks,
        work=works,
        signature=signatures,
        paper=papers,
        spine_gap=gaps,
        trim_gap=gaps,
        gripper=gaps,
    ),
)
def test_any_book_folds_to_the_right_order(count: int, request: ImposeRequest) -> None:
    assert bound(count, request) == expected(count, request.blanks)


@given(
    counts,
    requests(
        scheme=st.just("cut-stack"),
        binding=bindings,
        blanks=blanks,
        work=works,
        columns=st.integers(1, 4),
        rows=st.integers(1, 3),
    ),
)
def test_cut_stacks_laid_on_each_other_are_the_book(count: int, request: ImposeRequest) -> None:
    pieces = [printed(sheet, request.work) for sheet in planned(count, request)]
    book = stacked(pieces, request.binding)
    pages = expected(count, request.blanks, 2)
    assert book[: len(pages)] == pages
    assert set(book[len(pages) :]) <= {None}


@given(counts, st.integers(1, 5), st.integers(1, 4), st.sampled_from((1, 2)), bindings)
def test_n_up_shows_every_page_once_in_reading_order(
    count: int, columns: int, rows: int, sides: int, binding: str
) -> None:
    request = ImposeRequest(
        scheme="nup", columns=columns, rows=rows, sides=sides, binding=binding
    )
    shown = []
    for sheet in planned(count, request):
        shown += stacked([printed(sheet, "sheetwise")], binding)
    assert [page for page in shown if page is not None] == list(range(count))


@given(counts, st.integers(1, 5), st.integers(1, 4), st.sampled_from((1, 2)))
def test_step_and_repeat_fills_a_sheet_with_one_leaf(
    count: int, columns: int, rows: int, sides: int
) -> None:
    request = ImposeRequest(scheme="nup", columns=columns, rows=rows, sides=sides, repeat=True)
    sheets = planned(count, request)
    assert len(sheets) == -(-count // sides)
    for at, sheet in enumerate(sheets):
        leaves = {(one.seen.page, one.behind.page) for one in printed(sheet, "sheetwise")}
        verso = sides * at + 1 if sides == 2 and sides * at + 1 < count else None
        assert leaves == {(sides * at, verso)}


@given(
    counts,
    requests(
        scheme=st.sampled_from(("saddle", "perfect", "cut-stack", "nup")),
        binding=bindings,
        paper=papers,
        spine_gap=gaps,
        trim_gap=gaps,
        bleed=gaps,
    ),
)
def test_no_page_reaches_into_another_and_all_stay_on_the_sheet(
    count: int, request: ImposeRequest
) -> None:
    for sheet in planned(count, request):
        for _, side in sheet.sides:
            clips = [slot.clip for slot in side.slots]
            for at, one in enumerate(clips):
                assert one.x > -0.01
                assert one.right < sheet.width + 0.01
                for other in clips[at + 1 :]:
                    apart = (
                        one.right <= other.x + 0.01
                        or other.right <= one.x + 0.01
                        or one.bottom <= other.y + 0.01
                        or other.bottom <= one.y + 0.01
                    )
                    assert apart
