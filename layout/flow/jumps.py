"""Jump lines: what is said where an article goes on elsewhere.

Where the next place of an article is not the next page, 下转 stands
at the foot of the page it leaves and 上接 at the head of the page it goes on at. Both are page
references, to the targets `harbour>1` (where the second place begins) and `harbour<1` (where
the first one ends).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.content.model import as_text
from layout.flow.compose import Jump
from layout.flow.model import Float, Strip
from layout.flow.places import target_from, target_on
from layout.flow.references import reference
from layout.flow.strips import shifted, stack, text_strips, without_white
from layout.record import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.flow.setting import Setting

# What the house style's `words` say where they are silent.
CONTINUED_ON = "下转第 {page} 页"
CONTINUED_FROM = "上接第 {page} 页"
# Of the measure, what the short title at the head of a continuation may take.
TITLE_SHARE = 0.7


def jumps_of(leaves: Sequence[int], setting: Setting) -> tuple[Jump, ...]:
    """The jump lines of an article, for the places whose pages are known.

    `leaves` counts pages of copy: where an opener's picture alone comes before, it is 0.
    """
    setting = setting.untagged()
    article, refs = setting.article.id, setting.refs
    measure = min((setting.measure, *setting.master.measures))
    narrow = replace(setting, measure=measure)
    return tuple(
        Jump(
            after,
            _leaving(article, number, narrow),
            _arriving(article, number, setting),
            measure,
            refs.sides[target_on(article, number)],
        )
        for number, after in enumerate(leaves, 1)
        if target_on(article, number) in refs.labels
    )


def jumps_behind(
    pages: int, head: Float | None, jumps: Sequence[Jump]
) -> tuple[Float | None, tuple[Jump, ...]]:
    """The jump lines of copy that so many opener pages stand before, and the copy's head.

    A page that an opener fills has no column for 下转. Where the article leaves behind one, its
    copy begins under 上接, unless its own head stands there.
    """
    counted = [replace(jump, after=jump.after - pages) for jump in jumps]
    behind = [jump for jump in counted if jump.after <= 0]
    if behind and head is None:
        head = behind[-1].arriving
    return head, tuple(counted)


def _leaving(article: str, number: int, setting: Setting) -> Strip:
    words = setting.house.words.get("continued_on", CONTINUED_ON)
    text = reference(words, target_on(article, number), setting.refs)
    return stack(_copy(text_strips(text, "jump-line", setting)), setting.row)


def _arriving(article: str, number: int, setting: Setting) -> Float:
    """The short title at the left, 上接 at the right, and the rule of the article's head."""
    house, width = setting.house, setting.master.width
    words = house.words.get("continued_from", CONTINUED_FROM)
    across = replace(setting, measure=width)
    text = reference(words, target_from(article, number), setting.refs)
    line = stack(_copy(text_strips(text, "jump-line", across)), setting.row)
    beside = replace(setting, measure=TITLE_SHARE * width)
    title = _copy(text_strips(as_text(setting.article.short_title), "jump-title", beside))
    above = stack(title, setting.row)
    lowered = shifted(line, 0.0, max(above.rows - line.rows, 0) * setting.row)
    pieces = (*above.pieces, *lowered.pieces)
    rows = max(above.rows, line.rows)
    strip = Strip(rows, pieces)
    rule = setting.color(house.heads[house.kind(setting.article.kind).head].rule)
    return Float(rows + 1, ((0.0, 0, strip),), role="head", foot_rule=rule)


def _copy(strips: Sequence[Strip]) -> list[Strip]:
    return without_white(strips)
