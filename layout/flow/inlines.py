"""Elements within a line: links, marks of notes, readings, parts of copy put together."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from layout.display.structure import STEP, UNTAGGED, Node
from layout.record import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.content.model import Inline, Text
    from layout.display.structure import Tag
    from layout.text.model import StyledParagraph

# What a mark's characters lead to begins with a sign that no id holds.
NOTE_SIGN = "^"


def words(text: Text) -> str:
    """The manuscript's characters of a text: without the marks of its notes."""
    return "".join([part.text for part in text if part.target[:1] != NOTE_SIGN])


def node_of(order: int, role: str, said: Text | str, **more: Any) -> Node:
    """An element at a place among its siblings, with the characters that it says.

    Where the text has folios, the element knows besides what is `written` in their places.
    Any: other fields of `Node`, each with its own type.
    """
    if isinstance(said, str):
        return Node(order, role, said, **more)
    node = Node(order, role, words(said), **more)
    if any(part.written for part in said):
        written = "".join(
            part.written or part.text for part in said if part.target[:1] != NOTE_SIGN
        )
        node = replace(node, data=(*node.data, ("written", written)))
    return node


def inline_tags(text: Text) -> list[Tag]:
    """For each stretch of a text, the elements around it within the text's own.

    Neighbours that lead to one target are one link.
    """
    tags: list[Tag] = []
    for (part, target), group in groupby(text, key=lambda one: (one.part, one.target)):
        stretch = list(group)
        outer = _outer(stretch, part, target, len(tags) * STEP)
        for inline in stretch:
            order = len(tags) * STEP
            tags.append((*outer, *_ruby(inline, order)) if inline.ruby else outer)
    return tags


def _outer(stretch: Sequence[Inline], part: str, target: str, order: int) -> Tag:
    if target[:1] == NOTE_SIGN:
        said = "".join([inline.text for inline in stretch])
        return (Node(order, "note-mark", said, target=target[1:]),)
    nodes = (Node(order, part, words(tuple(stretch)).strip()),) if part else UNTAGGED
    if not target:
        return nodes
    return (*nodes, node_of(order, "link", tuple(stretch), target=target))


def _ruby(inline: Inline, order: int) -> Tag:
    return (Node(order, "ruby"), Node(0, "ruby-base", inline.text))


def beneath(paragraph: StyledParagraph, node: Node, but: str) -> StyledParagraph:
    """The paragraph with its runs in an element, but for those that are one of that role."""
    runs = tuple(
        run
        if run.inline and run.inline[0].role == but
        else replace(run, inline=(node, *run.inline))
        for run in paragraph.runs
    )
    return replace(paragraph, runs=runs)
