"""Quality 14: folios and running heads."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from tests.meter.pages import common
from tests.meter.report import Row, judged, unmeasured

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.meter.pages import Issue, Line, Page

STEADY_PT = 0.1
_FURNITURE = frozenset({"folio", "running-head"})


def steady_furniture(issue: Issue) -> list[Row]:
    """Quality 14."""
    folios = [(page, line) for page in issue.pages for line in _folio_lines(page)]
    heads = [
        (page, line)
        for page in issue.pages
        for line in page.lines
        if line.role == "running-head" and line.inked
    ]
    rows = []
    for what, found in (("folios", folios), ("running heads", heads)):
        rows.extend(_placed(what, found))
    return [*rows, _consecutive(folios), *_absent(issue), *_head_texts(issue)]


def _folio_lines(page: Page) -> Iterable[Line]:
    """The line of a folio frame that is the page's number."""
    return (
        line
        for line in page.lines
        if line.role == "folio" and line.text and line.text.isdecimal()
    )


def _placed(what: str, found: list[tuple[Page, Line]]) -> Iterable[Row]:
    steady, mirrored = f"height of {what}", f"outer edge of {what}, mirrored"
    if len(found) < 2:
        for name in (steady, mirrored):
            yield unmeasured(14, name, f"± {STEADY_PT} pt", f"fewer than two {what}")
        return
    y = common(round(line.baseline, 1) for _, line in found)
    off = [
        f"p{page.index + 1} {line.baseline - y:+.2f} pt"
        for page, line in found
        if abs(line.baseline - y) > STEADY_PT
    ]
    yield judged(14, steady, f"± {STEADY_PT} pt", f"{len(found) - len(off)}/{len(found)}", off)
    outer = {
        page.index: min(_from_edge(p, ln) for p, ln in found if p is page) for page, _ in found
    }
    x = common(round(value, 1) for value in outer.values())
    pages = {page.index: page for page, _ in found}
    away = [
        f"p{index + 1} ({pages[index].side}) {value:.1f} pt, most {x:.1f}"
        for index, value in outer.items()
        if abs(value - x) > STEADY_PT
    ]
    yield judged(
        14, mirrored, f"± {STEADY_PT} pt", f"{len(outer) - len(away)}/{len(outer)}", away
    )


def _from_edge(page: Page, line: Line) -> float:
    """How far a line's set end is from the trim's outer edge."""
    if page.side == "verso":
        return line.inked[0].x
    last = line.inked[-1]
    return page.pdf.size[0] - last.x - last.advance


def _consecutive(folios: list[tuple[Page, Line]]) -> Row:
    name, target = "numbers follow the pages", "100%"
    if len(folios) < 2:
        return unmeasured(14, name, target, "fewer than two folios")
    faults = []
    for (page, line), (later, following) in pairwise(folios):
        if int(following.text) - int(line.text) != later.index - page.index:
            faults.append(f"p{later.index + 1} says {following.text}")
    wrong_side = [
        f"p{page.index + 1} {line.text} is a {page.side}"
        for page, line in folios
        if (int(line.text) % 2 == 1) is not (page.side == "recto")
    ]
    faults = [*faults, *wrong_side]
    return judged(14, name, target, f"{len(folios)} folios, {len(faults)} astray", faults)


def _absent(issue: Issue) -> Iterable[Row]:
    """Pages on which neither may stand."""
    openers = [page for page in issue.pages if _is_opener(issue, page)]
    bleeding = [page for page in issue.pages if _is_full_bleed(page)]
    for what, pages in (("openers", openers), ("full-bleed pages", bleeding)):
        for role in sorted(_FURNITURE):
            name = f"{role.replace('-', ' ')}s on {what}"
            if not pages:
                yield unmeasured(14, name, "0", f"no {what}")
                continue
            faults = [
                f"p{page.index + 1}"
                for page in pages
                if any(line.role == role and line.inked for line in page.lines)
            ]
            yield judged(14, name, "0", f"{len(faults)} of {len(pages)}", faults)


def _is_opener(issue: Issue, page: Page) -> bool:
    """Whether an article begins on a page with a head across its columns."""
    before = issue.pages[page.index - 1].article if page.index else ""
    has_head = any(frame.role == "head" for frame in page.frames)
    return bool(page.article) and page.article != before and has_head


def _is_full_bleed(page: Page) -> bool:
    """Whether one picture covers the whole trim."""
    width, height = page.pdf.size
    return any(
        left <= 1 and top <= 1 and right >= width - 1 and bottom >= height - 1
        for left, top, right, bottom in (picture.ink for picture in page.pdf.pictures)
    )


def _head_texts(issue: Issue) -> Iterable[Row]:
    """Within an article the head does not change; which section it should name is not said."""
    found: dict[str, set[str]] = {}
    for page in issue.pages:
        texts = sorted(ln.text for ln in page.lines if ln.role == "running-head" and ln.inked)
        if page.article and texts:
            found.setdefault(page.article, set()).add(" / ".join(texts))
    name, target = "one head within an article", "100%"
    if found:
        faults = [
            f"{article}: {', '.join(sorted(texts))}"
            for article, texts in found.items()
            if len(texts) > 1
        ]
        yield judged(14, name, target, f"{len(found) - len(faults)}/{len(found)}", faults)
    else:
        yield unmeasured(14, name, target, "no running heads")
    reason = "the layout file does not name the section of an article"
    yield unmeasured(14, "head text = section", "100%", reason)
