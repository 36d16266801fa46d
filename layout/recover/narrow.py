"""Copy beside pictures that are not there: set narrower than the columns of the issue."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from layout.recover.build import Draft
from layout.recover.model import Note

if TYPE_CHECKING:
    from layout.recover.build import Assembly, ItemDraft
    from layout.recover.paragraphs import Copy

# A column beside a picture is no wider than this share of the usual one, and no narrower.
NARROW_SHARE = 0.82
LEAST_SHARE = 0.5
# Shorter runs are narrow by chance.
FEWEST_LINES = 8
REVIEW = "旁边原有图片：补上图片，或去掉窄栏"


def mark_narrow(result: Assembly) -> None:
    """Put runs of copy that stood beside a picture into a measure of their own."""
    for article in result.articles:
        body: list[Draft | ItemDraft] = []
        run: list[Draft] = []
        for draft in article.body:
            if isinstance(draft, Draft) and _is_narrow(draft, result.column_em):
                run.append(draft)
                continue
            body += _measured(run, result)
            body.append(draft)
            run = []
        article.body = [*body, *_measured(run, result)]


def _is_narrow(draft: Draft, column_em: float) -> bool:
    if draft.copy is None or len(draft.copy.lines) < 2:
        return False
    return LEAST_SHARE * column_em <= _usual_em(draft.copy) <= NARROW_SHARE * column_em


def _usual_em(copy: Copy) -> float:
    """The measure that most of its lines are set to, in whole em."""
    inner = copy.lines[1:-1] or copy.lines
    counts = Counter(round(line.width_em) for line in inner)
    return float(max(counts, key=lambda em: (counts[em], em)))


def _measured(run: list[Draft], result: Assembly) -> list[Draft]:
    lines = sum(len(draft.copy.lines) for draft in run if draft.copy)
    if lines < FEWEST_LINES:
        return run
    counts = Counter(_usual_em(draft.copy) for draft in run if draft.copy)
    em = max(counts, key=lambda one: (counts[one], one))
    src = run[0].src.split("-")[0]
    result.notes.append(Note("picture", int(src), f"窄栏 {em:g} 字，旁边原有图片"))
    return [Draft("measure", em=em, drafts=run, src=src, review=REVIEW)]
