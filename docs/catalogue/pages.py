"""The Markdown of docs/components: one page for each example, and the index."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from docs.catalogue.attributes import tables_of
from docs.catalogue.examples import EXAMPLES, GROUPS, HeaderSchema

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docs.catalogue.attributes import Table
    from docs.catalogue.examples import Example
    from docs.catalogue.sheets import Sheet

# Where the format page tells of what a page shows, by the first word of its first claim.
ANCHORS = {
    "div": "blocks-between-fences",
    "item": "blocks-between-fences",
    "type": "articles-in-pure-yaml",
    "mark": "marks-inside-a-line",
    "part": "an-article",
    "kind": "an-article",
    "place": "an-article",
    "plan": "issueyaml",
    "picture": "pictures",
    "note": "footnotes",
    "reference": "page-references",
    "opener": "an-article",
    "key": "an-article",
}
IN_A_ROW = 3
THUMB_PX = 240


def picture_name(example: Example, style: str) -> str:
    """The picture of an example in a house style, from docs/components."""
    return f"pictures/{example.name}-{style}.png"


def page_of(example: Example, sheets: Sequence[Sheet]) -> str:
    """The page of one component; `sheets` are its example in each of its house styles."""
    header = example.header
    anchor = ANCHORS.get(header.shows[0].split(" ")[0], "copy")
    parts = [
        f"# {header.title} · {header.english}",
        header.purpose,
        _pictures(example, [sheet.style for sheet in sheets]),
        *([header.note] if header.note else []),
        "## Source",
        f"[`examples/articles/{example.file.name}`](examples/articles/{example.file.name})",
        f"````{example.language}\n{example.source.strip(chr(10))}\n````",
        *_plan(example),
        *_own_styles(header.styles),
        *(_table(table) for table in tables_of(example)),
        "## What dresses it",
        _dress(sheets),
        f"[All components](README.md) · [the content format](../content-format.md#{anchor})"
        " · [house styles](../house-style.md)",
    ]
    return "\n\n".join(parts) + "\n"


def _pictures(example: Example, styles: Sequence[str]) -> str:
    """The picture in each house style, side by side."""
    heads = " | ".join(f"`{style}`" for style in styles)
    alt = f"{example.header.title}, as set in the house style"
    shown = " | ".join(f"![{alt} {style}]({picture_name(example, style)})" for style in styles)
    return f"| {heads} |\n|{' --- |' * len(styles)}\n| {shown} |"


def _plan(example: Example) -> Iterator[str]:
    """The order of the issue, where the component lies in that."""
    if example.header.plan:
        yield "In `issue.yaml`:"
        yield f"```yaml\n{chr(10).join(('flatplan:', *_entries(example)))}\n```"


def _entries(example: Example) -> Iterator[str]:
    for entry in example.header.plan:
        written = {key: getattr(entry, key) for key in type(entry).model_fields}
        said = ", ".join(f"{key}: {value}" for key, value in written.items() if value)
        yield f"  - {{{said}}}"


def _own_styles(styles: Sequence[str]) -> Iterator[str]:
    """The files of house styles that stand with the examples."""
    for style in styles:
        file = EXAMPLES / "styles" / f"{style}.yaml"
        if file.is_file():
            yield f"[`examples/styles/{file.name}`](examples/styles/{file.name})"
            yield f"```yaml\n{file.read_text('utf-8').strip()}\n```"


def _table(table: Table) -> str:
    rows = "\n".join(f"| `{row.key}` | {row.values} | {row.means} |" for row in table.rows)
    head = f"## Attributes: {table.of}\n\n| key | may be | means |\n| --- | --- | --- |"
    return f"{head}\n{rows}"


def _dress(sheets: Sequence[Sheet]) -> str:
    """The keys of the house styles that the picture was set by, as the engine asked."""
    lines = []
    for name, found in (
        ("text_styles", [one for sheet in sheets for one in sheet.text_styles]),
        ("boxes", [one for sheet in sheets for one in sheet.boxes]),
        ("kinds", [kind for sheet in sheets for kind in _kinds(sheet)]),
        ("masters", [page for sheet in sheets for page in _masters(sheet)]),
    ):
        keys = ", ".join(f"`{key}`" for key in dict.fromkeys(found))
        if keys:
            lines.append(f"| `{name}` | {keys} |")
    return "| of the house style | keys |\n| --- | --- |\n" + "\n".join(lines)


def _kinds(sheet: Sheet) -> list[str]:
    """The article's kind, where the page is about it."""
    claims = [claim.split(" ", 1) for claim in sheet.example.header.shows]
    return [name for word, name in claims if word == "kind"]


def _masters(sheet: Sheet) -> list[str]:
    if sheet.example.header.picture not in {"page", "spread"}:
        return []
    return [sheet.pages.pages[index].master for index, _ in sheet.crops]


def index_of(examples: Sequence[Example]) -> str:
    """The index: every component with a small picture, group by group."""
    parts = [
        "# Components",
        "Everything a manuscript can use, each with its source and its picture. `make docs` "
        "draws this folder from the articles in [`examples/`](examples/articles), which are "
        "themselves an issue:",
        "    .venv/bin/banxin build docs/components/examples --style showcase",
        "A component gets its page from one file there: a comment at its head says what the "
        f"page is called and what it shows ({_header_keys()}; "
        "[`examples.py`](../catalogue/examples.py) and [`claims.py`](../catalogue/claims.py) "
        "tell of each). The rest is taken from the code and from the pages the engine sets.",
    ]
    for group, members in groupby(examples, key=lambda one: one.header.group):
        parts += [f"## {GROUPS[group]}", _thumbs(list(members))]
    parts.append(
        "[The content format](../content-format.md) · [house styles](../house-style.md)"
    )
    return "\n\n".join(parts) + "\n"


def _header_keys() -> str:
    return ", ".join(f"`{key}`" for key in HeaderSchema.model_fields)


def _thumbs(examples: Sequence[Example]) -> str:
    rows = ["|  " * IN_A_ROW + "|", "| --- " * IN_A_ROW + "|"]
    for at in range(0, len(examples), IN_A_ROW):
        cells = [_thumb(example) for example in examples[at : at + IN_A_ROW]]
        cells += [""] * (IN_A_ROW - len(cells))
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def _thumb(example: Example) -> str:
    header = example.header
    picture = picture_name(example, header.styles[0])
    link = f"{example.name}.md"
    shown = (
        f'<a href="{link}"><img src="{picture}" width="{THUMB_PX}" alt="{header.title}"></a>'
    )
    return f"[{header.title} · {header.english}]({link})<br>{shown}"
