"""What a component needs to set a block: the style, the composer, and where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from layout.content.model import Article, Issue, Mark, Section, Text
from layout.display.structure import STEP, UNTAGGED, Tag
from layout.flow.inlines import inline_tags, node_of
from layout.record import Record, field, replace
from layout.styles.model import NO_NAMES, HouseStyle, Master, TextStyle
from layout.text.model import SetParagraph, StyledParagraph, StyledRun

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from layout.color import Color
    from layout.diagnostics import SourceSpan
    from layout.flow.model import Entry
    from layout.geometry import Pt
    from layout.text.typesetter import Typesetter


class PageRefs(Record):
    """Which page a target stands on, as printed: what contents pages, references, jumps say.

    Targets are articles (`harbour`), labels in them (`harbour/f1`), and where an article that
    is continued leaves and goes on (`layout.flow.jumps`). `sides` are those of their pages.
    """

    labels: Mapping[str, str] = field(default_factory=lambda: NO_NAMES)
    pages: Mapping[str, int] = field(default_factory=dict)
    sides: Mapping[str, str] = field(default_factory=lambda: NO_NAMES)


class Setting(Record):
    """The surroundings of a block while it is set: immutable, narrowed with `within`."""

    house: HouseStyle
    typesetter: Typesetter
    issue: Issue
    article: Article
    accent: Color | None
    master: Master
    measure: Pt
    refs: PageRefs
    dress: Mapping[str, str] = field(default_factory=lambda: NO_NAMES)
    boxed: bool = False
    sections: Mapping[str, Section | None] = field(default_factory=dict)  # by article id
    notes: Callable[[Iterable[Entry]], list[Entry]] | None = None  # hangs notes on strips
    tag: Tag = UNTAGGED  # the element that is set
    order: int = 0  # the place that the next element has in it

    def within(self, measure: Pt, dress: Mapping[str, str] = NO_NAMES) -> Setting:
        """The same surroundings at another measure, with what stands inside dressed anew."""
        merged = {**self.dress, **dress}
        return replace(self, measure=measure, dress=merged, boxed=True)

    def at(self, order: int) -> Setting:
        """The same surroundings, the next element being the one of that place (from 0)."""
        return replace(self, order=order)

    def under(self, role: str, said: Text | str = "", **more: Any) -> Setting:
        """The surroundings inside the next element: its role, its text, other fields of `Node`.

        Any: each field has its own type, which `Node` knows.
        """
        node = node_of(self.order * STEP, role, said, **more)
        return replace(self, tag=(*self.tag, node), order=0)

    def part(self, order: int, role: str, said: Text | str = "", **more: Any) -> Setting:
        """As `under`, for the part of that place (from 0) in the element that is set."""
        node = node_of(order * STEP, role, said, **more)
        return replace(self, tag=(*self.tag, node), order=0)

    def untagged(self) -> Setting:
        """The same surroundings for what is not read: ornaments, jump lines."""
        return replace(self, tag=UNTAGGED) if self.tag else self

    def style(self, role: str) -> TextStyle:
        """The text style of a role, as the component around it dresses it.

        A role the house style does not name is set as its body.
        """
        name = self.dress.get(role, role)
        styles = self.house.text_styles
        return styles.get(name) or styles[self.dress.get("body", "body")]

    def color(self, name: str) -> Color | None:
        """A palette colour, where `section` means the article's section."""
        return self.house.color(name, self.accent)

    @property
    def row(self) -> Pt:
        """The height of a grid row."""
        return self.house.page.leading

    @property
    def baseline(self) -> Pt:
        """From a row's top to its baseline: the em box stands in the row's middle."""
        return baseline_in(self.house.page.leading, self.house.page.em)

    def picture_path(self, file: str) -> Path:
        """Where a picture of the issue lies."""
        return self.issue.root / file

    def set_text(
        self,
        text: Text,
        role: str,
        *,
        measure: Pt | None = None,
        span: SourceSpan | None = None,
    ) -> SetParagraph:
        """A text set as one paragraph in the style of a role."""
        paragraph = styled(text, self.style(role), span, self.accent)
        return self.typesetter.set_paragraph(
            paragraph, self.measure if measure is None else measure
        )


# A measure that nothing is broken to.
UNBOUNDED: Pt = 1_000_000.0

# The Han em box reaches from 0.12 em below the baseline to 0.88 em above it (OS/2 sTypoAscender
# of Chinese faces; OpenType `ideo` baseline).
IDEOGRAPHIC_ASCENT_EM = 0.88


def baseline_in(leading: Pt, size: Pt) -> Pt:
    """From the top of a line slot to the baseline, with the em box centred in the slot."""
    return (leading - size) / 2 + IDEOGRAPHIC_ASCENT_EM * size


def styled(
    text: Text, style: TextStyle, span: SourceSpan | None = None, accent: Color | None = None
) -> StyledParagraph:
    """A manuscript text in a text style, with the style's own dress around it."""
    color = accent if style.section_color else None
    runs = tuple(
        StyledRun(
            inline.text,
            face_role(inline.marks, style),
            inline.marks,
            inline.ruby,
            color,
            anchor=inline.target,
        )
        for inline in text
    )
    if any(inline.ruby or inline.target or inline.part for inline in text):
        runs = tuple(
            replace(run, inline=tag) if tag else run
            for run, tag in zip(runs, inline_tags(text), strict=True)
        )
    if style.prefix:
        runs = (StyledRun(style.prefix, style.face, color=color), *runs)
    if style.suffix:
        runs = (*runs, StyledRun(style.suffix, style.face, color=color))
    return StyledParagraph(runs, style, span)


def fill_in(pattern: str, names: Mapping[str, str]) -> str:
    """A pattern such as `{section.cn}` with its names filled in."""
    for name, value in names.items():
        pattern = pattern.replace(f"{{{name}}}", value)
    return pattern


def face_role(marks: Mark, style: TextStyle) -> str:
    """The face a run's marks ask for: bold is another face, never a thickened one."""
    if marks & Mark.STRONG:
        return style.strong_face
    if marks & Mark.KAI:
        return style.kai_face
    return style.face
