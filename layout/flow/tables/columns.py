"""The widths of a table's columns, from what their cells want."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from layout.content.model import as_text, plain
from layout.flow.labels import set_label
from layout.geometry import fits
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from layout.content.model import Text
    from layout.flow.labels import Label
    from layout.flow.setting import Setting
    from layout.geometry import Pt

# Copy in a column narrower than this reads like a list of characters. House choice.
LEAST_COPY_EM = 2
# Characters that stand together in a cell: a word or number with its signs.
_WORD = re.compile(r"[!-~\u00a0-\u024f\u2212\u2030\u2103]{2,}")


class Wish(Record):
    """What a column wants: no less than `least`, best `natural`; `fixed` where it is given."""

    least: Pt
    natural: Pt
    fixed: Pt = 0.0


def column_widths(wishes: Sequence[Wish], room: Pt) -> tuple[Pt, ...]:
    """A width for each column; together no more than the room, and all of it if any is free.

    What is given holds. The others have what they want, and share what is left in proportion to
    it. Where there is not enough, columns that want no more than an even share have what they
    want, and the longer ones give way in proportion to what they can spare.
    """
    free = [at for at, wish in enumerate(wishes) if not wish.fixed]
    left = room - sum(wish.fixed for wish in wishes)
    if not fits(sum(wishes[at].least for at in free), left):
        return _scaled([wish.fixed or wish.least for wish in wishes], room)
    shares = _shared([wishes[at] for at in free], left)
    widths = [wish.fixed for wish in wishes]
    for at, width in zip(free, shares, strict=True):
        widths[at] = width
    return tuple(widths)


def _shared(wishes: Sequence[Wish], left: Pt) -> list[Pt]:
    natural = sum(wish.natural for wish in wishes)
    if fits(natural, left):
        even = left / max(len(wishes), 1)
        return [wish.natural * left / natural if natural else even for wish in wishes]
    modest = _modest(wishes, left)
    left -= sum(wishes[at].natural for at in modest)
    others = [wish for at, wish in enumerate(wishes) if at not in modest]
    least = sum(wish.least for wish in others)
    share = (left - least) / (sum(wish.natural for wish in others) - least)
    return [
        wish.natural if at in modest else wish.least + (wish.natural - wish.least) * share
        for at, wish in enumerate(wishes)
    ]


def _modest(wishes: Sequence[Wish], left: Pt) -> set[int]:
    """The columns that want no more than an even share of what greedier ones leave them.

    None of the greedier ones is left less than its least.
    """
    modest: set[int] = set()
    for at in sorted(range(len(wishes)), key=lambda at: wishes[at].natural):
        rest = [wish for other, wish in enumerate(wishes) if other not in {*modest, at}]
        after = left - wishes[at].natural
        even = left / (len(rest) + 1)
        if wishes[at].natural > even or not fits(sum(wish.least for wish in rest), after):
            break
        modest.add(at)
        left = after
    return modest


def _scaled(widths: Sequence[Pt], room: Pt) -> tuple[Pt, ...]:
    whole = sum(widths)
    return tuple(width * max(room, 0.0) / whole for width in widths)


def least_width(text: Text, label: Label, setting: Setting) -> Pt:
    """The narrowest a cell can be: no word or number parted, and a few characters of copy."""
    words: Iterable[str] = _WORD.findall(plain(text))
    widths = [set_label(as_text(word), label.role, setting).width for word in words]
    return max([*widths, min(label.width, LEAST_COPY_EM * label.style.size)])
