"""Fenced divs: what stands between `::: name {key=value}` and `:::`.

A div is one entry of `DIVS`: the attributes it takes, and how it becomes blocks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from layout.content.attributes import (
    Attributes,
    RawDiv,
    check_attributes,
    number_from,
    provenance_of,
)
from layout.content.faults import Copy, Faults
from layout.content.inline import drop_autospace, joined, read_text
from layout.content.model import (
    Block,
    Break,
    BreakKind,
    Byline,
    Caption,
    Credit,
    EditorsNote,
    Inline,
    Item,
    ListBlock,
    ListItem,
    Measure,
    Paragraph,
    Parallel,
    Picture,
    Provenance,
    PullQuote,
    Sidebar,
    Speaker,
    Subhead,
    Text,
    Verse,
)
from layout.content.pictures import choice
from layout.content.words import (
    ALIGNMENTS,
    COUNTER_ONES,
    DIRECTIONS,
    ITEM_KINDS,
    QUOTE_PLACES,
    REACHES,
    SIDEBAR_PLACES,
)
from layout.record import Mutable, Record, field

if TYPE_CHECKING:
    from collections.abc import Callable

    from layout.content.explainer import ReadCopy
    from layout.diagnostics import SourceSpan

_NAMES = re.compile(r"[、,，]\s*")
_TITLED = frozenset({"sidebar", "item", "list", "parallel"})


class Div(Mutable):
    """A div while it is read; the article's body is the outermost, and has no name.

    `read_copy` reads Markdown that stands inside the YAML of the div.
    """

    name: str
    attributes: Attributes
    span: SourceSpan
    read_copy: ReadCopy
    blocks: list[Block] = field(default_factory=list)
    items: list[ListItem] = field(default_factory=list)
    title: Text = ()
    picture: Picture | None = None
    raw: Copy | None = None
    provenance: Provenance | None = None

    def set_title(self, title: Text, span: SourceSpan, faults: Faults) -> None:
        """Take a `#` head as the div's own."""
        if self.name not in _TITLED:
            hint = "write `##`; the article's title stands in its front matter"
            message = "`#` heads a sidebar, an item, a list or a parallel"
            faults.add("misplaced-title", message, span, hint)
        elif self.title or self.blocks or self.items:
            hint = "write `##` for a subhead, and `\\` at a line's end for a second line"
            faults.add("misplaced-title", "the `#` head stands first, and once", span, hint)
        else:
            self.title = title

    def add_picture(self, picture: Picture, *, is_opener: bool, faults: Faults) -> None:
        """Take a picture: an item's own, or one of the copy."""
        if not is_opener:
            self.blocks.append(picture)
        elif self.name != "item" or self.picture:
            message = "`.opener` marks the one picture of an item"
            faults.add("unknown-attribute", message, picture.span)
        else:
            self.picture = picture


class DivForm(Record):
    """One kind of div."""

    name: str
    keys: tuple[str, ...]
    make: Callable[[Div, Faults], tuple[Block, ...]]

    def read(self, div: Div, faults: Faults) -> tuple[Block, ...]:
        """The blocks a div stands for."""
        check_attributes(div.attributes, f"`::: {self.name}`", self.keys, faults)
        div.provenance = provenance_of(div.attributes, faults) or div.provenance
        return self.make(div, faults)


def _verse(div: Div, faults: Faults) -> tuple[Block, ...]:
    rows = div.raw.text.split("\n") if div.raw else []
    starts = div.raw.starts if div.raw else ()
    lines = [
        read_text(_line(row, start), faults) for row, start in zip(rows, starts, strict=False)
    ]
    while lines and not lines[0]:
        lines.pop(0)
    while lines and not lines[-1]:
        lines.pop()
    align = choice(div.attributes, "align", ALIGNMENTS, faults)
    verse = Verse(
        lines=tuple(lines),
        align=align,
        direction=choice(div.attributes, "direction", DIRECTIONS, faults),
        span=div.span,
        provenance=div.provenance,
    )
    return (verse,)


def _line(row: str, start: tuple[int, int]) -> Copy:
    kept = row.lstrip(" \t")
    return Copy(kept.rstrip(" \t"), ((start[0], start[1] + len(row) - len(kept)),))


def _explainer(div: Div, faults: Faults) -> tuple[Block, ...]:
    from layout.content.explainer import NodeReader

    return NodeReader(faults, div.read_copy).explainer(div.raw) if div.raw else ()


def _table(div: Div, faults: Faults) -> tuple[Block, ...]:
    from layout.content.tables import read_table

    return read_table(_raw(div), faults)


def _chart(div: Div, faults: Faults) -> tuple[Block, ...]:
    from layout.content.charts import read_chart

    return read_chart(_raw(div), faults)


def _raw(div: Div) -> RawDiv:
    return RawDiv(div.attributes, div.span, div.raw, div.provenance)


def _only_text(div: Div, faults: Faults) -> Text:
    """The text of a div that holds nothing but prose; its paragraphs become lines."""
    pieces: list[Inline] = []
    for block in div.blocks:
        if not isinstance(block, Paragraph):
            faults.add("misplaced-block", f"`::: {div.name}` holds text only", block.span)
            continue
        pieces += [Inline("\n"), *block.text] if pieces else block.text
    if not pieces:
        faults.add("empty-div", f"`::: {div.name}` is empty", div.span)
    return joined(pieces)


def _pull_quote(div: Div, faults: Faults) -> tuple[Block, ...]:
    text, attribution = _only_text(div, faults), div.attributes.get("attribution")
    quote = PullQuote(
        text=text,
        attribution=attribution,
        direction=choice(div.attributes, "direction", DIRECTIONS, faults),
        place=choice(div.attributes, "place", QUOTE_PLACES, faults),
        reach=choice(div.attributes, "span", REACHES, faults),
        span=div.span,
        provenance=div.provenance,
    )
    return (quote,)


def _credit(div: Div, faults: Faults) -> tuple[Block, ...]:
    text = _only_text(div, faults)
    return (Credit(text=text, span=div.span, provenance=div.provenance),)


def _caption(div: Div, faults: Faults) -> tuple[Block, ...]:
    caption = Caption(
        text=_only_text(div, faults),
        direction=choice(div.attributes, "direction", DIRECTIONS, faults),
        span=div.span,
        provenance=div.provenance,
    )
    return (caption,)


def _editors_note(div: Div, _faults: Faults) -> tuple[Block, ...]:
    blocks = tuple(div.blocks)
    return (EditorsNote(blocks=blocks, span=div.span, provenance=div.provenance),)


def _measure(div: Div, faults: Faults) -> tuple[Block, ...]:
    written = div.attributes.get("em")
    em = number_from(written)
    if not em:
        message = f"`em` wants a number of ems, not `{written}`"
        faults.add("wrong-type", message, div.attributes.span_at("em"))
    measure = Measure(
        em=em or 1.0,
        beside=div.attributes.get("beside"),
        blocks=tuple(div.blocks),
        span=div.span,
        provenance=div.provenance,
    )
    return (measure,)


MOST_COLUMNS = 4


def _parallel(div: Div, faults: Faults) -> tuple[Block, ...]:
    columns: list[list[Block]] = [[]]
    for block in div.blocks:
        if isinstance(block, Break) and block.kind is BreakKind.COLUMN:
            columns.append([])
        else:
            columns[-1].append(block)
    if not 1 < len(columns) <= MOST_COLUMNS or not all(columns):
        message = f"`::: parallel` holds two to {MOST_COLUMNS} columns, none of them empty"
        hint = "part them with `<!-- column -->`"
        faults.add("bad-parallel", message, div.span, hint)
    parallel = Parallel(
        kind=div.attributes.get("kind"),
        head=div.title,
        columns=tuple(map(tuple, columns)),
        span=div.span,
        provenance=div.provenance,
    )
    return (parallel,)


BYLINE_KEYS = (
    "writers",
    "correspondents",
    "photographers",
    "compilers",
    "reporter-of",
    "byline",
)


def _byline(attributes: Attributes) -> Byline | None:
    if not any(key in attributes.values for key in BYLINE_KEYS):
        return None
    names = {key: tuple(_NAMES.split(attributes.get(key))) for key in BYLINE_KEYS[:4]}
    writers, correspondents, photographers, compilers = (
        tuple(name for name in names[key] if name) for key in BYLINE_KEYS[:4]
    )
    return Byline(
        writers,
        correspondents,
        photographers,
        compilers,
        attributes.get("reporter-of"),
        attributes.get("byline"),
    )


def _sidebar(div: Div, faults: Faults) -> tuple[Block, ...]:
    direction = choice(div.attributes, "direction", DIRECTIONS, faults)
    if direction == "vertical":
        for block in div.blocks:
            if not isinstance(block, Paragraph | Subhead | Verse):
                message = "a vertical sidebar holds paragraphs, subheads and verse only"
                faults.add("misplaced-block", message, block.span)
    sidebar = Sidebar(
        marker=drop_autospace(div.attributes.get("marker")),
        title=div.title,
        place=choice(div.attributes, "place", SIDEBAR_PLACES, faults),
        direction=direction,
        reach=choice(div.attributes, "span", REACHES, faults),
        byline=_byline(div.attributes),
        blocks=tuple(div.blocks),
        span=div.span,
        provenance=div.provenance,
    )
    return (sidebar,)


def _item(div: Div, faults: Faults) -> tuple[Block, ...]:
    attributes = div.attributes
    if "kind" not in attributes.values:
        hint = f"it may be {', '.join(ITEM_KINDS)}"
        faults.add("missing-key", "`::: item` wants a kind", div.span, hint)
    name, position = attributes.get("speaker"), attributes.get("position")
    item = Item(
        kind=choice(attributes, "kind", ITEM_KINDS, faults),
        title=div.title,
        kicker=drop_autospace(attributes.get("kicker")),
        date=drop_autospace(attributes.get("date")),
        mark=attributes.get("mark"),
        speaker=Speaker(name, drop_autospace(position)) if name or position else None,
        pull_quote=drop_autospace(attributes.get("pull-quote")),
        width=attributes.get("width"),
        picture=div.picture,
        blocks=tuple(div.blocks),
        span=div.span,
        provenance=div.provenance,
    )
    return (item,)


def _list(div: Div, faults: Faults) -> tuple[Block, ...]:
    for block in div.blocks:
        faults.add(
            "misplaced-block", "`::: list` holds entries that begin with `- `", block.span
        )
    if not div.items:
        faults.add("empty-div", "`::: list` is empty", div.span)
    form = div.attributes.get("numbering")
    if form and not any(one in form for one in COUNTER_ONES):
        message = f"`{form}` counts nothing; a numbering is its own first: （一）, 一、, ①, 1."
        faults.add("bad-attribute", message, div.span)
    block = ListBlock(
        items=tuple(div.items),
        mark=div.attributes.get("mark", "●"),
        numbering=div.attributes.get("numbering"),
        head=div.title,
        span=div.span,
        provenance=div.provenance,
    )
    return (block,)


_FORMS = (
    DivForm("verse", ("align", "direction"), _verse),
    DivForm("pullquote", ("attribution", "direction", "place", "span"), _pull_quote),
    DivForm("editors-note", (), _editors_note),
    DivForm("sidebar", ("marker", "place", "span", "direction", *BYLINE_KEYS), _sidebar),
    DivForm("list", ("mark", "numbering"), _list),
    DivForm(
        "item",
        ("kind", "date", "kicker", "mark", "speaker", "position", "pull-quote", "width"),
        _item,
    ),
    DivForm("measure", ("em", "beside"), _measure),
    DivForm("parallel", ("kind",), _parallel),
    DivForm("credit", (), _credit),
    DivForm("caption", ("direction",), _caption),
    DivForm("explainer", (), _explainer),
    DivForm(
        "table",
        (
            *("title", "note", "credit", "head", "align", "widths"),
            *("numbering", "span", "place", "alt"),
        ),
        _table,
    ),
    DivForm("chart", ("kind", "form", "span", "place", "alt"), _chart),
)
DIVS = {form.name: form for form in _FORMS}
