"""The codes by which a page's content calls the glyphs of a composite font."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Cluster: TypeAlias = tuple[int, str]
"""A glyph of the whole face and the source text it stands for at one place."""

_ESCAPES = {"(": "\\(", ")": "\\)", "\\": "\\\\", "\r": "\\r"}


class CodePlan(Record):
    """Which code stands for which cluster.

    `codes` gives each cluster its code, `glyphs` each code its glyph of the whole face and
    `texts` each code its source text, codes ascending. `spelled` holds the clusters whose code
    has another text, or none: the content must spell theirs out.
    """

    codes: Mapping[Cluster, int]
    glyphs: Mapping[int, int]
    texts: tuple[tuple[int, str], ...]
    spelled: frozenset[Cluster]


def plan_codes(clusters: Iterable[Cluster], cids: Mapping[int, int] | None = None) -> CodePlan:
    """A code for every cluster, such that a code stands for one text.

    Codes are counted from 1 in the order of the glyphs: where one glyph stands for several
    texts (一 and ⼀, a dash and half a dash), each text has a code of its own, and a map leads
    from codes to glyphs. Only TrueType programs have such a map; `cids` gives the CFF program's
    own code of each glyph, which rules it out: further texts are spelled out instead.
    """
    codes: dict[Cluster, int] = {}
    glyphs: dict[int, int] = {}
    texts: dict[int, str] = {}
    spelled: set[Cluster] = set()
    ordered = sorted(clusters, key=lambda one: (one[0], not one[1], one[1]))
    for number, cluster in enumerate(ordered, 1):
        glyph, text = cluster
        code = cids[glyph] if cids is not None else number
        if code in glyphs or not text:
            spelled.add(cluster)
        codes[cluster] = code
        glyphs[code] = glyph
        texts.setdefault(code, text)
    return CodePlan(codes, glyphs, tuple(sorted(texts.items())), frozenset(spelled))


def escaped(code: int) -> str:
    """A code as two bytes of a literal string (ISO 32000-2 7.3.4.2), one character a byte."""
    high, low = chr(code >> 8), chr(code & 255)
    return _ESCAPES.get(high, high) + _ESCAPES.get(low, low)
