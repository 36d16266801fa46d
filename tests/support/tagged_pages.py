"""Pages with elements drawn at random, and the marks and structure of written files."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

import pikepdf
from hypothesis import strategies as st

from layout.color import BLACK
from layout.display.model import Area, Page, PageFrame, PageLink, Pages, Rule, TextLine
from layout.display.structure import ROLES, Node, Tag
from layout.geometry import Rect
from layout.pdf import SCREEN, write_pdf
from layout.record import replace
from tests.support.pdf_pages import HAN, PlainFonts, line, plain_fonts, run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.display.model import GlyphRun, Item

FONTS = plain_fonts()
TAGGED = replace(SCREEN, tagged=True)
LAYER = "/OC"
INLINE = ("link", "note-mark", "ruby", "ruby-base", "ruby-text")
BLOCKS = sorted(ROLES - set(INLINE))


def tagged(pages: Pages, fonts: PlainFonts = FONTS) -> bytes:
    """Pages as a tagged file."""
    return write_pdf(pages, fonts, profile=TAGGED)


def tagged_line(tag: Tag, *runs: GlyphRun, y: float = 100.0, **more: object) -> TextLine:
    """A line of an element."""
    return replace(line(*runs, y=y), tag=tag, **more)


def han(text: str, **more: object) -> GlyphRun:
    """A run of Han characters."""
    return run(FONTS, "han", text, **more)


def latin(text: str, **more: object) -> GlyphRun:
    """A run of Latin letters."""
    return run(FONTS, "latin", text, **more)


# Random pages.


@st.composite
def ways(draw: st.DrawFn) -> list[Tag]:
    """Ways to elements: each from one drawn before, so that a tree grows."""
    made: list[Tag] = [()]
    for at in range(draw(st.integers(1, 12))):
        above = draw(st.sampled_from(made))
        node = Node(
            draw(st.integers(0, 4)),
            draw(st.sampled_from(BLOCKS)),
            text=draw(st.sampled_from(("", "", "旧码头", f"两岸{at}\n(新)"))),
            alt=draw(st.sampled_from(("", "岸"))),
            language=draw(st.sampled_from(("", "", "en", "ja"))),
            level=draw(st.integers(0, 5)),
            data=draw(st.sampled_from(((), (("岸", "1"), ("a)", "(2"))))),
            span=draw(st.integers(1, 3)),
        )
        made.append((*above, node))
    return made[1:]


inlines = st.lists(
    st.builds(Node, st.integers(0, 2), st.sampled_from(INLINE)), min_size=1, max_size=2
).map(tuple)


@st.composite
def lines(draw: st.DrawFn, tags: st.SearchStrategy[Tag]) -> TextLine:
    upright = draw(st.integers(0, 3)) == 0
    runs = []
    for _ in range(draw(st.integers(0, 3))):
        face = draw(st.sampled_from(("han", "latin")))
        letters = HAN if face == "han" else "aLti 203"
        text = draw(st.text(st.sampled_from(letters), min_size=1, max_size=5))
        way = "" if not upright else "upright" if face == "han" else "sideways"
        inline = draw(st.one_of(st.just(()), st.just(()), inlines))
        runs.append(run(FONTS, face, text, orientation=way, inline=inline))
    made = line(*runs, y=draw(st.sampled_from((50.0, 100.0, 590.0))))
    return replace(
        made,
        tag=draw(tags),
        role=draw(st.sampled_from(("body", "folio", "running-head"))),
        vertical=upright,
        height=80.0 if upright else 0.0,
        article=draw(st.sampled_from(("", "harbour", "灯塔"))),
        frame=draw(st.sampled_from(("one", "two"))),
    )


@st.composite
def issues(draw: st.DrawFn) -> Pages:
    """Up to three pages of anything, tagged anyhow."""
    tags = st.sampled_from([(), *draw(ways())])
    box = Rect(10.0, 10.0, 30.0, 30.0)
    item = st.one_of(
        lines(tags),
        lines(tags),
        st.builds(lambda tag: Area(box, fill=BLACK, opacity=0.5, tag=tag), tags),
        st.builds(lambda tag: Rule(0.0, 0.0, 9.0, 9.0, 1.0, BLACK, tag=tag), tags),
        st.builds(lambda tag, to: PageLink(box, to, tag=tag), tags, st.integers(0, 3)),
    )
    frames = (PageFrame("one", "body", box), PageFrame("two", "sidebar", box))
    count = draw(st.integers(1, 3))
    pages = []
    for at in range(count):
        items: list[Item] = draw(st.lists(item, max_size=10))
        pages.append(
            Page(at, str(at + 1), "recto", "plain", 400.0, 600.0, 8.5, tuple(items), frames)
        )
    return Pages("测试刊", draw(st.sampled_from(("zh-CN", "en", ""))), tuple(pages))


# Written files.

SHOWS = frozenset(("Tj", "TJ", "f", "S", "B", "n", "Do"))


@dataclass
class Marks:
    """What one page's content marks: the numbers of its pieces in order, and what is wrong."""

    mcids: list[int] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def marks_of(page: pikepdf.Page) -> Marks:
    """Follow a page's content: how marks open and close, and what shows outside of them."""
    made = Marks()
    opened: list[str] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        kind = str(operator)
        if kind in {"BDC", "BMC"}:
            around = [one for one in opened if one not in {"BT", LAYER}]
            told = operands[1] if kind == "BDC" else pikepdf.Dictionary()
            if str(operands[0]) != LAYER:  # a layer says nothing of what its content is
                _open(str(operands[0]), told, around, made)
            opened.append(str(operands[0]))
        elif kind == "BT":
            opened.append("BT")
        elif kind in {"EMC", "ET"}:
            if not opened or (opened.pop() == "BT") != (kind == "ET"):
                made.faults.append(f"{kind} closes what is not open")
        elif kind in SHOWS and not set(opened) - {"BT", LAYER}:
            made.faults.append(f"{kind} unmarked")
    made.faults += [f"{one} left open" for one in opened]
    return made


def _open(tag: str, told: pikepdf.Object, around: list[str], made: Marks) -> None:
    if tag == "/Artifact" and around:
        made.faults.append(f"artifact within {around}")
    if "/MCID" in told:
        made.mcids.append(int(told["/MCID"]))
        if around:
            made.faults.append(f"{tag} within {around}")
    elif tag != "/Artifact" and not around:
        made.faults.append(f"{tag} on its own")


# What is taken out of a file does not keep it open.
@lru_cache(maxsize=16)
def opened_pdf(data: bytes) -> pikepdf.Pdf:
    """A written file; its syntax is sound."""
    pdf = pikepdf.open(io.BytesIO(data))
    assert pdf.check_pdf_syntax() == []
    return pdf


def kids_of(element: pikepdf.Object) -> list[pikepdf.Object | int]:
    """What an element holds, as a list."""
    held = element.get("/K")
    if held is None:
        return []
    return list(held) if isinstance(held, pikepdf.Array) else [held]


def elements_of(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every structure element, in reading order."""
    waiting = [pdf.Root.StructTreeRoot.K]
    while waiting:
        element = waiting.pop()
        yield element
        waiting += [
            kid
            for kid in reversed(kids_of(element))
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid
        ]


def standard_of(pdf: pikepdf.Pdf, element: pikepdf.Object) -> str:
    """The standard type of an element."""
    roles = pdf.Root.StructTreeRoot.get("/RoleMap", pikepdf.Dictionary())
    return str(roles.get(str(element.S), element.S))[1:]
