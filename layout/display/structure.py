"""What the items of a page are: elements of the issue's logical structure.

An element is told by the way to it: a row of nodes from the issue down, each with its place
among its siblings in the order of the manuscript. Items of one paragraph carry equal tags,
whatever column or page they stand on; an item without one is furniture (a running head, a rule,
a background). Sorted by their places, the elements are the issue as it is read aloud.

Source: ISO 32000-1 14.7, 14.8.
"""

from __future__ import annotations

from typing import TypeAlias

from layout.record import Record

# What an element may be: our own words, for what the manuscript knows. What standard types they
# are in a file is the writer's to say (`layout.pdf`).
ROLES = frozenset(
    {
        # What holds others.
        "section",  # of the magazine
        "article",
        "sidebar",
        "editors-note",
        "item",  # a brief, a dated item, a statement, a profile
        "question",  # with its answer
        "group",  # copy that belongs together under a head: parallel columns, cells, groups
        "list",
        "list-item",
        "contents",  # the list of a contents page
        "contents-entry",
        "table",
        "table-row",
        # What holds text.
        "head",  # a subhead, a question's words, a cell's head; `level` where the writer says
        "title",
        "rubric",
        "kicker",
        "deck",
        "byline",
        "speaker",
        "marker",
        "date",
        "credit",
        "paragraph",
        "verse",
        "pull-quote",
        "attribution",
        "caption",
        "label",  # the mark or counter of a list's item
        "list-copy",
        "table-head",  # a cell that names its column
        "table-cell",
        "note",  # a footnote
        "figure-label",  # of a number that speaks: label, value, unit
        "figure-value",
        "figure-unit",
        "plain",  # anything else that is read: a cover line, a line of the imprint
        # What is seen.
        "picture",
        "chart",
        # Within lines.
        "link",
        "note-mark",
        "ruby",
        "ruby-base",
        "ruby-text",
    }
)


class Node(Record):
    """One element, seen from the one around it.

    `order` is its place among its siblings; `text` the manuscript's characters, where the
    element holds nothing but text. `alt` says in words what a picture or chart shows.
    `language` (BCP 47) is set where it is not that of what is around it. `level` is that of a
    head, from 2. `target` is what a link leads to, or the note that a mark calls: an article's
    id, a label in it (`harbour/f1`), a note's own number. `data` are figures behind a chart or
    what else a machine may want to know, in pairs of name and value. `span` is what a table's
    cell reaches over, in columns; of a row, how many columns it has.
    """

    order: int
    role: str
    text: str = ""
    alt: str = ""
    language: str = ""
    level: int = 0
    target: str = ""
    data: tuple[tuple[str, str], ...] = ()
    span: int = 1


Tag: TypeAlias = tuple[Node, ...]
"""The way to an element, from the issue down; empty for what is not read."""

UNTAGGED: Tag = ()

# Siblings are counted in steps of so many: between two of them there is room for what belongs
# behind the first, such as the notes of a paragraph.
STEP = 100_000


def place_of(tag: Tag) -> tuple[int, ...]:
    """Where an element comes in reading order: places of elements compare as they are read."""
    return tuple(node.order for node in tag)


def reading_of(base: Tag, reading: str) -> Tag:
    """The element of the reading over a base, beside that of the base in its `ruby`."""
    if not base or base[-1].role != "ruby-base":
        return base
    return (*base[:-1], Node(base[-1].order + STEP, "ruby-text", reading))
