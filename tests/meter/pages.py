"""The layout file's pages, and the PDF's glyphs put to the lines that claim them."""

from __future__ import annotations

from collections import Counter
from statistics import median
from typing import TYPE_CHECKING, Any

from layout.record import Record
from tests.meter.claims import in_order, sort_glyphs, sort_raised
from tests.meter.fontfile import FileFacts, read_facts
from tests.meter.glyphs import Glyph, PdfPage, read_pages

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path


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
    """A line as the layout claims it, with the glyphs that the PDF shows for it, as they read.

    A vertical line has its em boxes between `claimed_x` and `claimed_width` further right, and
    its head at `claimed_baseline`; its `baseline` is that of its lowest character.
    """

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
    vertical: bool = False
    claimed_height: float = 0.0  # of a vertical line, from its head to its foot

    @property
    def axis(self) -> float:
        """The middle of a vertical line's em boxes, as the layout claims it."""
        return self.claimed_x + self.claimed_width / 2

    @property
    def foot(self) -> float:
        """Where a vertical line ends, as the layout claims it."""
        return self.claimed_baseline + self.claimed_height

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
    glyphs, loose = sort_glyphs(page.glyphs, claim["lines"])
    raised, loose = sort_raised(loose, claim["lines"], glyphs)
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
    vertical = claim.get("direction") == "vertical"
    glyphs, raised = (in_order(row, vertical=vertical) for row in own)
    inked = tuple(glyph for glyph in glyphs if glyph.text.strip())
    baselines = [glyph.y for glyph in inked] or [claim["baseline"]]
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
        baseline=max(baselines) if vertical else median(baselines),
        vertical=vertical,
        claimed_height=claim.get("height", 0.0),
    )
