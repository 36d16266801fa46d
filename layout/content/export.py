"""The structure of an issue as plain JSON: what the words are, without marks and measures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from layout.content.counters import counter
from layout.content.model import (
    Article,
    Block,
    Byline,
    Caption,
    Cells,
    Chart,
    Credit,
    EditorsNote,
    Figures,
    Groups,
    Item,
    ListBlock,
    Measure,
    Paragraph,
    Parallel,
    Picture,
    PullQuote,
    Question,
    Sidebar,
    Speaker,
    Subhead,
    Table,
    Verse,
    plain,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from layout.content.model import Issue

Entry: TypeAlias = dict[str, Any]
"""One article, item or sidebar. Any: text, lists of text and lists of entries, by key."""


def export_issue(issue: Issue) -> Entry:
    """The issue as JSON values, in the flatplan's order.

    Heads of two lines are one string with a line feed; a field without content is an empty
    string or list. `items` and `sidebars` nest the same shape; their copy stands in them alone.
    Each line of a caption in the copy is a caption, and a line of credits one more line of the
    byline; the heads of cells and of counted groups are subheads, with their counters.
    What holds tables or charts has `tables` or `charts` besides.
    """
    return {
        "articles": [_article(article) for article in issue.articles],
        "furniture": [leftover.text for leftover in issue.furniture],
        "unplaced": [leftover.text for leftover in issue.unplaced],
    }


def blank_entry() -> Entry:
    """An entry that says nothing yet."""
    return {
        "title": "",
        "kicker": "",
        "deck": [],
        "byline": "",
        "rubric": "",
        "subheads": [],
        "paragraphs": [],
        "list_items": [],
        "captions": [],
        "notes": [],
        "pull_quotes": [],
        "items": [],
        "sidebars": [],
        "marker": "",
        "date": "",
        "speaker": "",
    }


def _article(article: Article) -> Entry:
    entry = blank_entry()
    entry["title"] = plain(article.title)
    entry["kicker"] = article.kicker
    entry["deck"] = [plain(text) for text in article.deck]
    entry["byline"] = byline_line(article.byline)
    entry["rubric"] = article.rubric
    entry["speaker"] = speaker_line(article.speaker)
    if article.intro_verse:
        entry["paragraphs"].append("\n".join(plain(line) for line in article.intro_verse))
    for picture in article.pictures:
        _add_caption(entry, picture)
    _add_blocks(entry, article.blocks)
    entry["captions"] += [text for _, text in article.captions]
    return entry


def byline_line(byline: Byline | None) -> str:
    """Who made it, in one line: 文 / 周一鸣　通讯员 / 林小舟 何棠."""
    if byline is None or byline.text:
        return byline.text if byline else ""
    writers = f"{byline.reporter_of}记者" if byline.reporter_of else "文"
    parts = (
        (writers, byline.writers),
        ("通讯员", byline.correspondents),
        ("摄影", byline.photographers),
        ("整理", byline.compilers),
    )
    return "\u3000".join(f"{role} / {' '.join(names)}" for role, names in parts if names)


def speaker_line(speaker: Speaker | None) -> str:
    """Position and name, as they stand before a statement."""
    return f"{speaker.position} {speaker.name}".strip() if speaker else ""


def _add_caption(entry: Entry, picture: Picture) -> None:
    if picture.caption:
        entry["captions"].append(plain(picture.caption))


def _add_blocks(entry: Entry, blocks: Iterable[Block]) -> None:
    for block in blocks:
        if isinstance(block, Sidebar):
            entry["sidebars"].append(_sidebar(block))
        elif isinstance(block, Item):
            entry["items"].append(_item(block))
        elif isinstance(block, EditorsNote | Measure):
            _add_blocks(entry, block.blocks)
        elif isinstance(block, Parallel):
            if block.head:
                entry["subheads"].append(plain(block.head))
            _add_blocks(entry, [inner for column in block.columns for inner in column])
        elif isinstance(block, Picture | Table | Chart):
            _add_figure(entry, block)
        else:
            _add_copy(entry, block)


def _add_figure(entry: Entry, block: Picture | Table | Chart) -> None:
    if isinstance(block, Picture):
        _add_caption(entry, block)
    elif isinstance(block, Table):
        entry.setdefault("tables", []).append(_table(block))
    else:
        entry.setdefault("charts", []).append(_chart(block))


def _add_copy(entry: Entry, block: Block) -> None:
    from layout.content.notes import notes_of  # building needs none of this

    entry["notes"] += [plain(note.text) for note in notes_of(block)]
    if isinstance(block, Picture):
        _add_caption(entry, block)
    elif isinstance(block, Caption):
        entry["captions"] += plain(block.text).split("\n")
    else:
        _add_text(entry, block)


def _add_text(entry: Entry, block: Block) -> None:
    if isinstance(block, Paragraph):
        entry["paragraphs"].append(plain(block.run_in) + plain(block.text))
    elif isinstance(block, Subhead):
        parts = (block.label, plain(block.text))
        entry["subheads"].append("\n".join(part for part in parts if part))
    elif isinstance(block, Verse):
        entry["paragraphs"].append("\n".join(plain(line) for line in block.lines))
    elif isinstance(block, Credit):
        lines = (entry["byline"], plain(block.text))
        entry["byline"] = "\n".join(line for line in lines if line)
    elif isinstance(block, PullQuote):
        entry["pull_quotes"].append(plain(block.text))
    else:
        _add_explainer(entry, block)


def _add_explainer(entry: Entry, block: Block) -> None:
    if isinstance(block, Question):
        entry["subheads"].append(plain(block.question))
        _add_blocks(entry, block.answer)
    elif isinstance(block, Figures):
        entry["list_items"] += [f"{one.label}{one.value}{one.unit}" for one in block.cells]
    elif isinstance(block, ListBlock | Cells | Groups):
        if block.head:
            entry["subheads"].append(plain(block.head))
        _add_rows(entry, block)


def _add_rows(entry: Entry, block: ListBlock | Cells | Groups) -> None:
    rows: list[str] = entry["list_items"]
    if isinstance(block, ListBlock):
        rows += [plain(item.lead) + plain(item.text) for item in block.items]
    elif isinstance(block, Cells):
        entry["subheads"] += [plain(head) for head, _ in block.cells if head]
        entry["paragraphs"] += [plain(text) for _, text in block.cells if text]
    else:
        for number, (head, items) in enumerate(block.groups, 1):
            entry["subheads"].append(counter(block.numbering, number) + plain(head))
            rows += [plain(item) for item in items]


def _table(table: Table) -> Entry:
    rows = [[plain(cell) for cell in row.cells] for row in table.rows]
    return {
        "title": plain(table.title),
        "head": rows[: table.head],
        "rows": rows[table.head :],
        "note": plain(table.note),
        "credit": table.credit,
    }


def _chart(chart: Chart) -> Entry:
    series = [{"name": one.name, "values": list(one.values)} for one in chart.series]
    return {
        "kind": chart.kind,
        "title": plain(chart.title),
        "unit": chart.unit,
        "labels": list(chart.labels),
        "series": series,
        "note": plain(chart.note),
        "credit": chart.credit,
    }


def _sidebar(sidebar: Sidebar) -> Entry:
    entry = blank_entry()
    entry["title"] = plain(sidebar.title)
    entry["byline"] = byline_line(sidebar.byline)
    entry["marker"] = sidebar.marker
    _add_blocks(entry, sidebar.blocks)
    return entry


def _item(item: Item) -> Entry:
    entry = blank_entry()
    entry["title"] = plain(item.title)
    entry["kicker"] = item.kicker
    entry["marker"] = item.mark
    entry["date"] = item.date
    entry["speaker"] = speaker_line(item.speaker)
    if item.pull_quote:
        entry["pull_quotes"].append(item.pull_quote)
    if item.picture:
        _add_caption(entry, item.picture)
    _add_blocks(entry, item.blocks)
    return entry
