"""Whether a unit opens an article, of which kind, and where its title stands."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from layout.recover.build import ArticleDraft, Draft
from layout.recover.heads import read_title, subhead_text, title_index
from layout.recover.items import is_profile
from layout.recover.model import Note
from layout.recover.signs import marker_word
from layout.recover.units import DECK_SHARE

if TYPE_CHECKING:
    from layout.recover.reader import UnitReader

# A row of small texts (◎ head, copy, ◎ head, copy …) has at least so many on a page unit.
FEWEST_ITEMS = 2
LONGEST_ITEM_HEAD_EM = 17.0
ITEM_MARKS = "◎●■◆○□"


def open_article(reader: UnitReader) -> int | None:
    """Open a new article where the unit begins one; the index of its title."""
    unit, articles = reader.unit, reader.result.articles
    rubric = next((s for s in reader.segments if s.kind == "rubric"), None)
    first = next(iter(reader.segments), None)
    begins = first is not None and first.kind == "head" and len(first.lines) > 1
    begins = begins and (unit.introduces or not _goes_on(reader))
    if _is_gallery(reader):
        return _open_gallery(reader)
    if is_profile(reader, 0):
        if not articles or articles[-1].kind != "item_group":
            reader.new_article("item_group")
        return None
    if not (unit.has_byline or rubric or begins or not articles):
        return None
    article = reader.new_article("statement_page" if unit.is_verse else "feature")
    if rubric is not None:
        article.rubric = marker_word(rubric.first.text)
        reader.rubric = rubric
    if not unit.has_byline and not begins:
        article.kind = "foreword" if unit.index == 0 else "item_group"
        return None
    index = title_index(reader.segments)
    if index is not None:
        _set_title(reader, article, index)
    return index


def _goes_on(reader: UnitReader) -> bool:
    """Whether a unit that begins with a head of two lines goes on with the running article.

    So it is where nobody signs, copy of the columns' measure follows at once, and the signed
    article before has subheads of two lines.
    """
    articles, follower = reader.result.articles, reader.after(0)
    running = articles[-1] if articles else None
    if running is None or not running.bylines or running.kind != "feature":
        return False
    if reader.unit.has_byline or reader.rubric or follower is None or follower.kind != "copy":
        return False
    wide = max(line.width_em for line in follower.lines) >= DECK_SHARE * reader.unit.column_em
    subheads = [d for d in running.body if isinstance(d, Draft) and d.kind == "subhead"]
    return not wide and any("\n" in draft.text for draft in subheads)


def _is_gallery(reader: UnitReader) -> bool:
    """Short heads behind one kind of mark, each with its copy: a row of small texts."""
    marks = [
        segment.first.text[0]
        for segment, after in pairwise(reader.segments)
        if segment.kind == "bullet"
        and after.kind == "copy"
        and segment.first.width_em <= LONGEST_ITEM_HEAD_EM
        and segment.first.text[0] in ITEM_MARKS
    ]
    return len(marks) >= FEWEST_ITEMS and len(set(marks)) == 1 and not reader.unit.has_byline


def _open_gallery(reader: UnitReader) -> int | None:
    """A gallery of its own, or more of the one before."""
    first = reader.segments[0]
    articles = reader.result.articles
    running = articles[-1] if articles else None
    if first.kind == "head" or running is None or running.kind != "gallery":
        article = reader.new_article("gallery")
        if first.kind == "head":
            article.title = subhead_text(first.lines)
    reader.gallery = True
    return 0 if first.kind == "head" else None


def _set_title(reader: UnitReader, article: ArticleDraft, index: int) -> None:
    head, before, follower = reader.segments[index], reader.before(index), reader.after(index)
    runs_on = follower is not None and follower.kind == "copy"
    after_byline = before is not None and before.kind == "byline"
    title = read_title(head, runs_into_copy=runs_on and after_byline)
    article.kicker, article.title = title.kicker, "\n".join(title.lines)
    if index > 1:
        note = f"标题在正文之后，已移到前面：{title.lines[0][:16]}"
        reader.result.notes.append(Note("moved", head.first.number, note))
    if title.rubric and article.rubric:
        reader.leave([head.lines[-1]], "疑为栏名")
    article.rubric = article.rubric or title.rubric
    reader.strays = title.strays
    if title.subhead:
        article.body.append(
            Draft("subhead", text="\n".join(title.subhead), src=str(head.first.number))
        )
