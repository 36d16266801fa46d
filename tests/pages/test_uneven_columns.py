"""Copy in columns that are not alike: of unequal measure, with blocks among them."""

from __future__ import annotations

import shutil
from functools import cache
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from layout.diagnostics import Severity
from layout.display.model import PlacedPicture, TextLine
from layout.pipeline import paginate
from tests.support import real_issues

if TYPE_CHECKING:
    from layout.display.model import Page, Pages

STYLES = {
    "even": "",
    "split": "masters:\n  text: {measures: [16em, 28em]}\n"
    "  opener: {measures: [16em, 28em], sink: 2, running_head: false}\n",
    "three": "masters:\n  text: {columns: 3}\n"
    "  opener: {columns: 3, sink: 2, running_head: false}\n",
}
# Articles with a first character over three rows, and the mark at their end.
MARKED = (
    "kinds:\n  marked: {opener: opener, continuation: text, head: feature, drop_cap: 3,"
    " end_mark: true}\n"
    "  bare: {opener: opener, continuation: text, head: none, drop_cap: 3}\n"
    "  tall: {opener: opener, continuation: text, head: none, drop_cap: 5}\n"
)
BLOCKS = {
    "quote": "::: pullquote {{place={}}}\n船靠了岸，灯还亮着\n:::",
    "picture": "![两台起重机](crane.jpg){{place={}}}",
    "wide quote": "::: pullquote {{span=2 place={}}}\n船靠了岸，灯还亮着\n:::",
    "wide picture": "![两台起重机](crane.jpg){{span=2 height-lines=7 place={}}}",
    "sidebar": "::: sidebar {{marker=链接 place={}}}\n# 灯塔\n"
    "灯塔有九层，每层有一扇朝海的窗。守灯人每天擦一遍。\n:::",
}
PLACES = {
    "quote": ("here", "top", "bottom", "inner", "outer", "middle"),
    "picture": ("here", "top", "bottom", "inner", "outer", "middle", "facing", "next-page"),
    "wide quote": ("here", "top"),
    "wide picture": ("here", "bottom"),
    "sidebar": ("here", "top", "bottom", "inner", "outer", "facing"),
}
FLOATING = frozenset({"pull-quote", "picture", "sidebar"})
LEADING = 20.5
SENTENCES = (
    "潮水退去，滩涂上留下一行脚印，一直通到水边。",
    "老周在码头干了三十六年，1986年来的时候，月薪87元。",
    "“先把路修好，”她说，“房子以后再说。”",
    "港务公司算过一笔账：油漆、除锈、检测，一台一年18万元。",
    "夜航恢复以后，末班船是22时15分，坐船的多半是下夜班的人。",
)


def a_block(kind: str, place: str) -> str:
    return BLOCKS[kind].format(place)


paragraphs = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=9).map("".join)
lists = st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=4).map(
    lambda items: "::: list {mark=◆}\n" + "\n".join(f"- {item}" for item in items) + "\n:::"
)
placed = st.sampled_from(sorted(PLACES)).flatmap(
    lambda kind: st.sampled_from(PLACES[kind]).map(lambda place: a_block(kind, place))
)
# What an article may end in: prose, a list, a list that is set again as a whole.
ENDINGS = (
    SENTENCES[1] * 2,
    f"::: list {{mark=◆}}\n- 修桥\n- {SENTENCES[1] * 3}\n:::",
    f"::: list {{mark=◆}}\n# 先修什么\n- 修桥\n- {SENTENCES[1] * 3}\n:::",
)
subheads = st.just("## 先修路 \\\n再盖房")
bodies = st.lists(
    st.one_of(*[paragraphs] * 8, lists, placed, placed), min_size=8, max_size=40
).map(
    lambda parts: "\n\n".join(
        ("## 潮\n" + part) if at % 9 == 8 else part for at, part in enumerate(parts)
    )
)


plain_bodies = st.lists(st.one_of(*[paragraphs] * 4, lists), min_size=4, max_size=24).map(
    "\n\n".join
)


@cache
def folder() -> TemporaryDirectory[str]:
    """A folder that goes when the tests end."""
    return TemporaryDirectory(prefix="uneven-")


@cache
def workspace() -> Path:
    """The project's styles and pictures in a folder of their own."""
    root = Path(folder().name)
    project = real_issues.SAMPLE.parents[2]
    for name in ("styles", "fonts"):
        shutil.copytree(project / name, root / name)
    for name, text in STYLES.items():
        style = f"name: {name}\nextends: magazine\n{text}{MARKED}"
        (root / "styles" / f"{name}.yaml").write_text(style, encoding="utf-8")
    issue = root / "content" / "shore" / "07"
    (issue / "articles").mkdir(parents=True)
    shutil.copy(real_issues.SAMPLE / "images" / "crane.jpg", issue / "crane.jpg")
    publication = issue.parent / "publication.yaml"
    publication.write_text("title: 江畔\n", encoding="utf-8")
    return root


def set_pages(body: str, style: str, start: str = "any", kind: str = "feature") -> Pages:
    real_issues.needs_fonts()
    issue = workspace() / "content" / "shore" / "07"
    plan = f"issue:\n  title: 江畔\nflatplan:\n  - {{file: harbour.md, start: {start}}}\n"
    (issue / "issue.yaml").write_text(plan, encoding="utf-8")
    head = f"---\nid: harbour\nkind: {kind}\ntitle: 港口\n---\n"
    (issue / "articles" / "harbour.md").write_text(head + body + "\n", encoding="utf-8")
    return paginate(issue, style=style, root=workspace())


def lines_of(page: Page) -> list[TextLine]:
    return [item for item in page.items if isinstance(item, TextLine)]


def copy_of(pages: Pages) -> str:
    """The prose as it is painted, which is the order it is read in."""
    return "".join(
        line.text
        for page in pages.pages
        for line in lines_of(page)
        if line.role == line.style == "body" and line.frame.startswith("column")
    )


def box_of(line: TextLine, size: float = 10.5) -> tuple[float, float, float, float]:
    return (line.x, line.y - 0.8 * size, line.x + line.width, line.y + 0.1 * size)


def meets(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    sideways = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return sideways > 0.5 and down > 0.5


def collisions(page: Page) -> list[str]:
    """Lines that stand on each other or on a picture."""
    lines = lines_of(page)
    found = [
        f"{page.label}: {one.text} / {other.text}"
        for one, other in combinations(lines, 2)
        if meets(box_of(one), box_of(other))
    ]
    for item in page.items:
        if isinstance(item, PlacedPicture):
            rect = (item.rect.x, item.rect.y, item.rect.right, item.rect.bottom)
            found += [f"{page.label}: {one.text}" for one in lines if meets(box_of(one), rect)]
    return found


def narrow_lines(page: Page) -> list[str]:
    """Full lines of prose that end short of their column with nothing beside them."""
    frames = {frame.name: frame.rect for frame in page.frames}
    blocks = [frame.rect for frame in page.frames if frame.role in FLOATING]
    found = []
    for line in lines_of(page):
        if line.role != "body" or line.style != "body" or line.paragraph_end:
            continue
        rect = frames[line.frame]
        beside = any(
            block.y - LEADING < line.y < block.bottom + LEADING
            and block.x < rect.right
            and rect.x < block.right
            for block in blocks
        )
        if line.x + line.width < rect.right - 1 and not beside:
            found.append(f"{page.label}: {line.text}")
    return found


@settings(deadline=None, max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(bodies, st.sampled_from(sorted(STYLES)), st.sampled_from(["left", "right"]))
def test_nothing_is_lost_or_set_over_anything_else(body: str, style: str, start: str) -> None:
    pages = set_pages(body, style, start)
    for page in pages.pages:
        assert collisions(page) == []
        assert narrow_lines(page) == []
    prose = [part for part in body.replace("## 潮\n", "").split("\n\n") if part[0] not in ":!"]
    assert copy_of(pages) == "".join(prose)


@settings(deadline=None, max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.tuples(bodies, st.sampled_from(ENDINGS)),
    st.sampled_from(sorted(STYLES)),
    st.sampled_from(["left", "right"]),
)
def test_a_cap_and_an_end_mark_stand_in_columns_of_any_measure(
    copy: tuple[str, str], style: str, start: str
) -> None:
    body = "\n\n".join([f"潮水退去，{SENTENCES[0] * 4}", *copy])
    pages = set_pages(body, style, start, "marked")
    for page in pages.pages:
        assert collisions(page) == []
    lines = [line for page in pages.pages for line in lines_of(page)]
    (cap,) = [line for line in lines if line.role == "drop-cap"]
    (mark,) = [line for line in lines if line.role == "end-mark"]
    assert (cap.text, mark.text) == ("潮", "江畔")
    prose = [part for part in body.replace("## 潮\n", "").split("\n\n") if part[0] not in ":!"]
    assert cap.text + copy_of(pages) == "".join(prose)
    (page,) = [page for page in pages.pages if mark in page.items]
    right = next(frame.rect.right for frame in page.frames if frame.name == mark.frame)
    assert mark.x + mark.width <= right + 0.1
    last = [line for line in lines_of(page) if line.frame == mark.frame and line is not mark]
    lowest = max(line.y for line in last if line.role in {"body", "list"})
    assert mark.y - lowest == pytest.approx(0) or mark.y - lowest == pytest.approx(LEADING)


@pytest.mark.parametrize("start", ["left", "right"])
def test_columns_of_unequal_measure_are_mirrored(start: str) -> None:
    pages = set_pages("\n\n".join(SENTENCES * 60), "split", start)
    for page in pages.pages[:-1]:
        widths = [
            round(frame.rect.width / 10.5) for frame in page.frames if frame.role == "body"
        ]
        assert not widths or widths == ([16, 28] if page.side == "recto" else [28, 16])


def test_every_line_fills_the_measure_of_its_own_column() -> None:
    pages = set_pages("\n\n".join("".join(SENTENCES) for _ in range(30)), "split")
    for page in pages.pages:
        frames = {frame.name: frame.rect for frame in page.frames}
        for line in lines_of(page):
            if line.role == "body" and not line.paragraph_end:
                assert abs(line.x + line.width - frames[line.frame].right) < 0.25


@pytest.mark.parametrize(("place", "first"), [("outer", True), ("inner", False)])
def test_a_picture_at_the_outer_edge_changes_sides_with_its_page(
    place: str, first: bool
) -> None:
    copy = "\n\n".join("".join(SENTENCES) for _ in range(14))
    body = f"{copy}\n\n![起重机](crane.jpg){{place={place}}}\n\n{copy}"
    for start in ("left", "right"):
        pages = set_pages(body, "even", start).pages
        (page,) = [
            page for page in pages if any(isinstance(one, PlacedPicture) for one in page.items)
        ]
        (picture,) = [one for one in page.items if isinstance(one, PlacedPicture)]
        on_left = picture.rect.x < page.width / 2 - 20
        assert on_left == ((page.side == "verso") is first)


def test_copy_goes_around_a_quote_in_the_middle() -> None:
    copy = "\n\n".join("".join(SENTENCES) for _ in range(20))
    pages = set_pages(f"{copy}\n\n{a_block('quote', 'middle')}\n\n{copy}", "even")
    page = next(
        page for page in pages.pages if any(one.role == "pull-quote" for one in lines_of(page))
    )
    quote = [one for one in lines_of(page) if one.role == "pull-quote"]
    beside = [
        one for one in lines_of(page) if one.role == "body" and abs(one.y - quote[0].y) < 11
    ]
    left, right = (
        next(one for one in beside if one.frame == name) for name in ("column-1", "column-2")
    )
    assert left.x + left.width < quote[0].x
    assert right.x > quote[0].x
    full = max(one.width for one in lines_of(page) if one.role == "body")
    assert max(left.width, right.width) < 0.7 * full


def test_the_end_mark_stands_at_the_right_edge_of_whatever_column_the_copy_ends_in() -> None:
    widths = set()
    for start in ("left", "right"):
        pages = set_pages("\n\n".join(["".join(SENTENCES)] * 6), "split", start, "marked")
        page = pages.pages[-1]
        (mark,) = [line for line in lines_of(page) if line.role == "end-mark"]
        frame = next(frame for frame in page.frames if frame.name == mark.frame)
        assert mark.x + mark.width == pytest.approx(frame.rect.right, abs=0.1)
        widths.add(round(frame.rect.width / 10.5))
    assert widths == {16, 28}


def beside_a_quote(note_lines: int, kind: str) -> Pages:
    """Copy under an editor's note of so many lines, around a quote in the middle."""
    note = "\n\n".join(["潮水退去。"] * note_lines)
    copy = "\n\n".join([SENTENCES[0] + "".join(SENTENCES)] * 4)
    quote = a_block("quote", "middle")
    body = f"::: editors-note\n{note}\n:::\n\n{copy}\n\n{quote}\n\n{copy}"
    return set_pages(body, "even", "right", kind)


@pytest.mark.parametrize(
    ("note_lines", "short"), [(5, []), (6, [2]), (7, [1, 2]), (8, [0, 1]), (9, [0])]
)
def test_each_line_beside_a_cap_fills_what_the_cap_and_the_quote_leave_it(
    note_lines: int, short: list[int]
) -> None:
    pages = beside_a_quote(note_lines, "bare")
    page = pages.pages[0]
    (cap,) = [line for line in lines_of(page) if line.role == "drop-cap"]
    quote = next(line for line in lines_of(page) if line.role == "pull-quote")
    beside = [
        line
        for line in lines_of(page)
        if line.role == "body" and abs(line.y + LEADING - cap.y) < 1.5 * LEADING
        if line.frame == cap.frame
    ]
    assert [line.x for line in beside] == pytest.approx([cap.x + 6 * 10.5] * 3, abs=0.1)
    right = next(frame.rect.right for frame in page.frames if frame.name == cap.frame)
    ends = [line.x + line.width for line in beside]
    assert [at for at, end in enumerate(ends) if end < quote.x] == short
    assert [at for at, end in enumerate(ends) if abs(end - right) > 0.25] == short
    assert collisions(page) == []


@settings(deadline=None, max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.tuples(st.integers(1, 40), plain_bodies),
    st.sampled_from(sorted(STYLES)),
    st.sampled_from(["bare", "tall"]),
)
def test_a_cap_anywhere_on_the_page_stands_free_and_loses_nothing(
    copy: tuple[int, str], style: str, kind: str
) -> None:
    note_lines, rest = copy
    note = "\n\n".join(["潮水退去。"] * note_lines)
    opening, quote = "夜" + SENTENCES[0] * 5, a_block("quote", "middle")
    body = "\n\n".join([f"::: editors-note\n{note}\n:::", opening, quote, rest])
    pages = set_pages(body, style, "right", kind)
    assert [found for page in pages.pages for found in collisions(page)] == []
    roles = [line.role for page in pages.pages for line in lines_of(page)]
    told = [found for found in pages.findings if found.rule == "drop-cap-left-out"]
    assert roles.count("drop-cap") + len(told) == 1
    prose = [part for part in rest.split("\n\n") if part[0] != ":"]
    assert copy_of(pages) == opening[0 if told else 1 :] + "".join(prose)


def test_a_cap_with_too_little_beside_it_is_left_out_with_a_note() -> None:
    pages = beside_a_quote(6, "tall")
    assert "drop-cap" not in {line.role for line in lines_of(pages.pages[0])}
    assert copy_of(pages).count(SENTENCES[0] * 2) == 8
    (found,) = [one for one in pages.findings if one.rule == "drop-cap-left-out"]
    assert (found.severity, found.page) == (Severity.NOTE, "1")
    assert "5 rows" in found.message


def test_a_cap_that_has_room_gives_nothing_to_say() -> None:
    assert "drop-cap-left-out" not in {one.rule for one in beside_a_quote(6, "bare").findings}
