"""The codes by which a page's content calls the glyphs of a composite font."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Cluster: TypeAlias = tuple[int, str]
"""A glyph of the whole face and the source text it stands for at one place."""

_ESCAPES = {"(": "\\(", ")": "\\)", "\\": "\\\\", "\r": "\\r"}


class CodePlan(Record):
    """Which code stands for which cluster.

    `codes` gives each cluster its code, `glyphs` each code its glyph in the subset and `texts`
    each code its source text, codes ascending. `spelled` holds the clusters whose code has
    another text: the content must spell theirs out.
    """

    codes: Mapping[Cluster, int]
    glyphs: Mapping[int, int]
    texts: tuple[tuple[int, str], ...]
    spelled: frozenset[Cluster]


def plan_codes(
    clusters: Iterable[Cluster],
    glyph_map: Mapping[int, int],
    cids: Sequence[int] | None = None,
) -> CodePlan:
    """A code for every cluster, such that a code stands for one text.

    Where one glyph stands for several texts (一 and ⼀, a dash and half a dash), each text gets
    a code of its own beyond the glyphs of the subset. That needs a map from codes to glyphs,
    which only TrueType programs have; `cids`, the CFF program's own code of each glyph, rules
    it out, and the further texts are spelled out instead.
    """
    codes: dict[Cluster, int] = {}
    glyphs: dict[int, int] = {}
    texts: dict[int, str] = {}
    spelled: set[Cluster] = set()
    spare = max(glyph_map.values(), default=0) + 1
    for cluster in sorted(clusters, key=lambda one: (glyph_map[one[0]], not one[1], one[1])):
        glyph = glyph_map[cluster[0]]
        code = cids[glyph] if cids else glyph
        if code in glyphs and cids:
            spelled.add(cluster)
        elif code in glyphs:
            code, spare = spare, spare + 1
        if not cluster[1]:
            spelled.add(cluster)
        codes[cluster] = code
        glyphs[code] = glyph
        texts.setdefault(code, cluster[1])
    return CodePlan(codes, glyphs, tuple(sorted(texts.items())), frozenset(spelled))


def escaped(code: int) -> str:
    """A code as two bytes of a literal string (ISO 32000-2 7.3.4.2), one character a byte."""
    high, low = chr(code >> 8), chr(code & 255)
    return _ESCAPES.get(high, high) + _ESCAPES.get(low, low)
