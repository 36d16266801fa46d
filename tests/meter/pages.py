"""The layout file's pages, and the PDF's glyphs put to the lines that claim them."""

from __future__ import annotations

from collections import Counter
from statistics import median
from typing import TYPE_CHECKING, Any

from layout.record import Record
from tests.meter.fontfile import FileFacts, read_facts
from tests.meter.glyphs import Glyph, PdfPage, read_pages

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

# A glyph belongs to a line if its origin is no farther from it than this, in em of the line.
_NEAR_BASELINE_EM = 0.35
_NEAR_ENDS_EM = 1.2
# Ruby, superscripts and emphasis dots: so small against their line, so far above and below.
_SMALL, _HIGHEST_EM, _LOWEST_EM = 0.75, 1.2, 0.6


class Frame(Record):
    """A frame of the layout; `rect` is x, y, width, height."""

    name: str
    role: str
    rect: tuple[float, float, float, float]

    @property
    def left(self) -> float:
        """Its left edge."""
        return self.rect[0]

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.rect[0] + self.rect[2]


class Line(Record):
    """A line as the layout claims it, with the glyphs that the PDF shows for it, by x."""

    page: int
    order: int  # among the page's lines
    frame: str
    role: str
    style: str
    article: str
    source: str
    claimed_text: str
    claimed_x: float
    claimed_baseline: float
    claimed_width: float
    ends: bool  # the paragraph's last line
    first: bool  # the paragraph's first line
    glyphs: tuple[Glyph, ...]
    inked: tuple[Glyph, ...]  # its glyphs without spaces
    raised: tuple[Glyph, ...]  # ruby, dots and superscripts that stand off its baseline
    size: float  # that most of its glyphs have, in points
    baseline: float  # that most of its glyphs stand on

    @property
    def text(self) -> str:
        """What the PDF reads on this line, without spaces."""
        return "".join(glyph.text for glyph in self.inked)

    @property
    def place(self) -> str:
        """Where it is, for people."""
        return f"p{self.page + 1} {self.frame}: {self.text[:8]}"


class Page(Record):
    """A page of the layout beside the same page of the PDF."""

    index: int
    label: str
    side: str
    master: str
    article: str
    shows_folio: bool
    trim: tuple[float, ...]
    bleed: tuple[float, ...]
    frames: tuple[Frame, ...]
    lines: tuple[Line, ...]
    pictures: tuple[tuple[float, float, float, float], ...]  # claimed: x, y, width, height
    pdf: PdfPage
    loose: tuple[Glyph, ...]  # glyphs on the page that no line claims

    def frame(self, name: str) -> Frame | None:
        """The frame of that name."""
        return next((frame for frame in self.frames if frame.name == name), None)


class Issue(Record):
    """A PDF and its layout; `page_counts` are the layout's and the PDF's."""

    pages: tuple[Page, ...]
    lines: tuple[Line, ...]  # those for which the PDF shows something
    facts: FileFacts
    page_counts: tuple[int, int]
    body_style: str  # that most body characters are set in; "" without any
    em: float  # the body size: of most characters in the body style; 0 without any


def common(values: Iterable[float]) -> float:
    """The most frequent value, the smallest of those that tie; 0 of none."""
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value)) if counts else 0.0


def read_issue(pdf: Path, layout: Mapping[str, Any]) -> Issue:
    """Put a PDF beside its layout, as `banxin build --layout-json` writes it.

    Raises:
        ValueError: the layout is not of the schema `banxin/layout/1`.
    """
    if layout.get("schema") != "banxin/layout/1":
        raise ValueError("the layout file is not of the schema banxin/layout/1")
    shown = read_pages(pdf)
    open_paragraphs: dict[tuple[str, str, str], bool] = {}
    pages = tuple(
        _page(claim, page, open_paragraphs)
        for claim, page in zip(layout["pages"], shown, strict=False)
    )
    lines = tuple(line for page in pages for line in page.lines if line.inked)
    counts = (len(layout["pages"]), len(shown))
    style = _body_style(lines)
    em = common(
        round(glyph.size, 3)
        for line in lines
        if line.style == style and line.role == "body"
        for glyph in line.glyphs
    )
    return Issue(pages, lines, read_facts(pdf), counts, style, em)


def _body_style(lines: Iterable[Line]) -> str:
    counts: Counter[str] = Counter()
    for line in lines:
        if line.role == "body":
            counts[line.style] += len(line.glyphs)
    return counts.most_common(1)[0][0] if counts else ""


def _page(
    claim: Mapping[str, Any], page: PdfPage, open_paragraphs: dict[tuple[str, str, str], bool]
) -> Page:
    glyphs, loose = _sort_glyphs(page.glyphs, claim["lines"])
    raised, loose = _sort_raised(loose, claim["lines"], glyphs)
    lines = []
    for order, line in enumerate(claim["lines"]):
        own = (glyphs[order], raised[order])
        key = (line["article"], line["source"], line["style"])
        first = not open_paragraphs.get(key, False)
        open_paragraphs[key] = not line["paragraph_end"]
        lines.append(_line(line, page.index, order, own, first=first))
    return Page(
        index=page.index,
        label=claim["label"],
        side=claim["side"],
        master=claim["master"],
        article=claim["article"],
        shows_folio=claim["shows_folio"],
        trim=tuple(claim["trim"]),
        bleed=tuple(claim["bleed"]),
        frames=tuple(Frame(f["name"], f["role"], tuple(f["rect"])) for f in claim["frames"]),
        lines=tuple(lines),
        pictures=tuple(tuple(picture["rect"]) for picture in claim["pictures"]),
        pdf=page,
        loose=tuple(loose),
    )


def _line(
    claim: Mapping[str, Any],
    page: int,
    order: int,
    own: tuple[Sequence[Glyph], Sequence[Glyph]],
    *,
    first: bool,
) -> Line:
    glyphs, raised = (tuple(sorted(row, key=lambda glyph: glyph.x)) for row in own)
    inked = tuple(glyph for glyph in glyphs if glyph.text.strip())
    return Line(
        page=page,
        order=order,
        frame=claim["frame"],
        role=claim["role"],
        style=claim["style"],
        article=claim["article"],
        source=claim["source"],
        claimed_text=claim["text"],
        claimed_x=claim["x"],
        claimed_baseline=claim["baseline"],
        claimed_width=claim["width"],
        ends=claim["paragraph_end"],
        first=first,
        glyphs=glyphs,
        inked=inked,
        raised=raised,
        size=common(round(glyph.size, 3) for glyph in inked),
        baseline=median([glyph.y for glyph in inked]) if inked else claim["baseline"],
    )


def _sort_glyphs(
    glyphs: Sequence[Glyph], claims: Sequence[Mapping[str, Any]]
) -> tuple[list[list[Glyph]], list[Glyph]]:
    """Each line's glyphs, by nearness, and those that are near none."""
    own: list[list[Glyph]] = [[] for _ in claims]
    loose = []
    bounds = [(line["baseline"], line["x"], line["x"] + line["width"]) for line in claims]
    for glyph in glyphs:
        at = _nearest(glyph, bounds)
        if at is None:
            loose.append(glyph)
        else:
            own[at].append(glyph)
    return own, loose


def _sort_raised(
    glyphs: Sequence[Glyph],
    claims: Sequence[Mapping[str, Any]],
    own: Sequence[Sequence[Glyph]],
) -> tuple[list[list[Glyph]], list[Glyph]]:
    """Small glyphs over or under a line, and those that belong to no line at all."""
    raised: list[list[Glyph]] = [[] for _ in claims]
    loose = []
    for glyph in glyphs:
        for at, line in enumerate(claims):
            size = max((other.size for other in own[at]), default=0.0)
            rise = line["baseline"] - glyph.y
            level = -_LOWEST_EM * size <= rise <= _HIGHEST_EM * size
            if glyph.size <= _SMALL * size and level and _is_within(glyph, line):
                raised[at].append(glyph)
                break
        else:
            loose.append(glyph)
    return raised, loose


def _is_within(glyph: Glyph, line: Mapping[str, Any]) -> bool:
    reach = glyph.size
    return bool(line["x"] - reach <= glyph.x <= line["x"] + line["width"] + reach)


def _nearest(glyph: Glyph, bounds: Sequence[tuple[float, float, float]]) -> int | None:
    best, least = None, float("inf")
    rise, reach = _NEAR_BASELINE_EM * glyph.size, _NEAR_ENDS_EM * glyph.size
    for at, (baseline, left, right) in enumerate(bounds):
        off = abs(glyph.y - baseline)
        if off > rise or not left - reach <= glyph.x <= right + reach:
            continue
        aside = max(0.0, left - glyph.x, glyph.x - right)
        if off + aside < least:
            best, least = at, off + aside
    return best
