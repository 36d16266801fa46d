"""What tests ask of the elements that the items of pages are: a tree, and its text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from layout.display.model import GlyphRun, Page, PageLink, Pages, TextLine
from layout.display.structure import Node, Tag, place_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass
class Element:
    """An element with what it holds, in reading order."""

    node: Node
    inner: dict[Node, Element] = field(default_factory=dict)
    printed: str = ""  # the characters of its own glyphs and of those inside it, as drawn

    @property
    def elements(self) -> list[Element]:
        """What it holds, in reading order."""
        return sorted(self.inner.values(), key=lambda one: one.node.order)


def lines_of(pages: Pages | Iterable[Page]) -> Iterator[TextLine]:
    """Every set line, in the order of the pages' items."""
    for page in pages.pages if isinstance(pages, Pages) else pages:
        yield from (item for item in page.items if isinstance(item, TextLine))


def tree_of(pages: Pages | Iterable[Page]) -> Element:
    """The issue's elements under one that stands for the issue."""
    root = Element(Node(0, "issue"))
    for page in pages.pages if isinstance(pages, Pages) else pages:
        for item in page.items:
            if not item.tag:
                continue
            if isinstance(item, TextLine):
                for run in item.runs:
                    _take(root, (*item.tag, *run.inline), run)
            else:
                _take(root, item.tag, None)
    return root


def _take(root: Element, tag: Tag, run: GlyphRun | None) -> None:
    here = root
    for node in tag:
        here = here.inner.setdefault(node, Element(node))
        if run is not None and not _is_aside(tag, node):
            here.printed += "".join(run.said)


def _is_aside(tag: Tag, node: Node) -> bool:
    """Whether characters are no part of the text of an element around them."""
    after = tag[tag.index(node) + 1 :]
    return any(one.role in {"note-mark", "ruby-text", "credit", "label"} for one in after)


def all_elements(element: Element) -> Iterator[Element]:
    """The elements inside one, each before what it holds."""
    for inner in element.elements:
        yield inner
        yield from all_elements(inner)


def outline(element: Element, depth: int = 0) -> str:
    """The elements as an indented list: what each is, and what it says."""
    lines = []
    for inner in element.elements:
        node = inner.node
        facts = [
            f"level={node.level}" if node.level else "",
            f"to={node.target}" if node.target else "",
            f"span={node.span}" if node.span != 1 else "",
            f"alt={node.alt}" if node.alt else "",
            *(f"{name}={value}" for name, value in node.data if value),
        ]
        told = " ".join(fact for fact in facts if fact)
        text = node.text.replace("\n", "⏎")
        row = f"{'  ' * depth}{node.role}{f' [{told}]' if told else ''}"
        lines.append(f"{row}: {text}" if text else row)
        rest = outline(inner, depth + 1)
        if rest:
            lines.append(rest)
    return "\n".join(lines)


def places_on(page: Page) -> list[tuple[int, ...]]:
    """The places of what the page shows and is read, in the order of its items."""
    shown = (item for item in page.items if not isinstance(item, PageLink))
    return [place_of(item.tag) for item in shown if item.tag]
