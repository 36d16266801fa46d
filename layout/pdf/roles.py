"""What the roles of elements are called in a file, and which standard types they stand for.

Where a standard type says as much as our own word, it is written itself; else the word stands
in the tree and the role map leads to the type. So the manuscript can be read back from a file.

Source: ISO 32000-1 14.8.4.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Mapping


class TypeName(Record):
    """A role's name in the tree, and the standard type that it is or stands for."""

    name: str
    standard: str


DOCUMENT = TypeName("Document", "Document")
HEADING = "H"  # what becomes H1 to H6 by its depth

_STANDARD = {
    "section": "Sect",
    "article": "Art",
    "list": "L",
    "list-item": "LI",
    "contents": "TOC",
    "contents-entry": "TOCI",
    "table": "Table",
    "table-row": "TR",
    "paragraph": "P",
    "caption": "Caption",
    "label": "Lbl",
    "list-copy": "LBody",
    "table-head": "TH",
    "table-cell": "TD",
    "note": "Note",
    "picture": "Figure",
    "link": "Link",
    "note-mark": "Reference",
    "ruby": "Ruby",
    "ruby-base": "RB",
    "ruby-text": "RT",
}
# Aside is a standard type of PDF 2.0 alone, and there in a namespace of its own.
_OWN = {
    "sidebar": ("Aside", "Sect"),
    "editors-note": ("EditorsNote", "Sect"),
    "item": ("Item", "Sect"),
    "question": ("Question", "Sect"),
    "group": ("Group", "Div"),
    "head": ("Head", HEADING),
    "title": ("Title", HEADING),
    "rubric": ("Rubric", "P"),
    "kicker": ("Kicker", "P"),
    "deck": ("Deck", "P"),
    "byline": ("Byline", "P"),
    "speaker": ("Speaker", "P"),
    "marker": ("Marker", "P"),
    "date": ("Date", "P"),
    "credit": ("Credit", "P"),
    "verse": ("Verse", "P"),
    "pull-quote": ("PullQuote", "BlockQuote"),
    "attribution": ("Attribution", "P"),
    "figure-label": ("FigureLabel", "P"),
    "figure-value": ("FigureValue", "P"),
    "figure-unit": ("FigureUnit", "P"),
    "plain": ("Plain", "P"),
    "chart": ("Chart", "Figure"),
}

TYPES: Mapping[str, TypeName] = MappingProxyType(
    {role: TypeName(one, one) for role, one in _STANDARD.items()}
    | {role: TypeName(*pair) for role, pair in _OWN.items()}
)

ROLES_OF_NAMES: Mapping[str, str] = MappingProxyType(
    {one.name: role for role, one in TYPES.items()}
)
"""The role of each name; that of a head ends in its level besides (`Title1`)."""

GROUPS = frozenset(("Document", "Sect", "Art", "Div", "BlockQuote"))
"""Types that hold blocks and no text of their own."""

INLINE = frozenset(("Link", "Reference", "Span", "Ruby"))
"""Types within a line."""

FIGURES = frozenset(("picture", "chart"))
"""Roles of what is seen: text and strokes of one stay together."""
