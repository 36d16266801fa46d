"""An issue as a Typst document: the same text on the same page, in the same faces.

    python tests/bench/typst_document.py ISSUE FOLDER

writes FOLDER/issue.typ with the issue's pictures beside it. Page, measure, grid, sizes and
faces come from the issue's house style; heads stand over both columns, sidebars are tinted
boxes.
"""

from __future__ import annotations

import shutil
import string
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from layout.content.model import (
    Caption,
    Cells,
    Credit,
    EditorsNote,
    Figures,
    Groups,
    Item,
    ListBlock,
    Mark,
    Measure,
    Paragraph,
    Picture,
    PullQuote,
    Question,
    Sidebar,
    Subhead,
    Verse,
    as_text,
    plain,
)
from layout.content.walk import all_pictures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from layout.content.model import Article, Block, Issue, Text
    from layout.fonts.manifest import FontManifest
    from layout.styles.model import HouseStyle, PageGeometry, TextStyle

DOCUMENT = "issue.typ"
# The contents page names the page each article begins on, as ours does.
CONTENTS = "#outline(title: none, depth: 1)\n"
_ESCAPES = str.maketrans({mark: f"\\{mark}" for mark in string.punctuation} | {"\n": " \\ "})
_DEFINITIONS = """\
#let head(title, ..rest) = place(top, scope: "parent", float: true, clearance: 18pt,
  block(width: 100%, {{
    set par(first-line-indent: 0pt, justify: false)
    heading(level: 1, {{ {title}; title }})
    for line in rest.pos() {{ block({{ {byline}; line }}) }}
  }}))
#let subhead(words) = block(above: {above}pt, below: {gap}pt, sticky: true,
  heading(level: 2, {{ {subhead}; words }}))
#let box-of(words) = block(width: 100%, stroke: 0.5pt, fill: luma(240), inset: {em}pt,
  {{ {box}; words }})
#let quiet(words) = block({{ {caption}; set par(first-line-indent: 0pt); words }})
"""


def write_document(issue_path: Path, folder: Path) -> Path:
    """Write the document of an issue; gives its path."""
    from layout.fonts.manifest import read_manifest
    from layout.pipeline import BuildRequest, load, project_of, style_of
    from layout.project import find_issue

    root = find_issue(issue_path)
    issue = load(root)
    project = project_of(BuildRequest(root))
    house = style_of(issue, project)
    folder.mkdir(parents=True, exist_ok=True)
    names: dict[str, str] = {}
    for article in issue.articles:
        for picture in all_pictures(article):
            source = root / picture.file
            if picture.file not in names and source.is_file():
                names[picture.file] = f"picture-{len(names) + 1}{source.suffix.lower()}"
                shutil.copyfile(source, folder / names[picture.file])
    path = folder / DOCUMENT
    source = typst_source(issue, house, read_manifest(project.fonts_manifest), names)
    path.write_text(source, encoding="utf-8")
    return path


def typst_source(
    issue: Issue, house: HouseStyle, manifest: FontManifest, pictures: Mapping[str, str]
) -> str:
    """The document's text; `pictures` maps an issue's picture files to those beside it."""
    articles = (_article(article, pictures) for article in issue.articles)
    return "\n".join((_preamble(issue, house, manifest), *articles)) + "\n"


def _preamble(issue: Issue, house: HouseStyle, manifest: FontManifest) -> str:
    page, styles = house.page, house.text_styles
    faces = {
        name: _set_text(styles[style], manifest)
        for name, style in (
            ("body", "body"),
            ("title", "title"),
            ("subhead", "subhead-2"),
            ("box", "sidebar-body"),
            ("caption", "caption"),
            ("byline", "byline"),
        )
    }
    definitions = _DEFINITIONS.format(
        **faces,
        above=page.leading + page.leading - page.em,
        gap=page.leading - page.em,
        em=page.em,
    )
    title = _markup(as_text(f"{issue.publication.title} {issue.title or issue.number}"))
    return "\n".join(
        (
            _page(page, title),
            f"#set columns(gutter: {page.column_gap}pt)",
            f"#{faces['body']}",
            f"#set par(justify: true, first-line-indent: (amount: 2em, all: true), "
            f"leading: {page.leading - page.em}pt, spacing: {page.leading - page.em}pt)",
            definitions,
        )
    )


def _page(page: PageGeometry, title: str) -> str:
    outside = page.width - page.spine_margin - page.full_measure
    foot = page.height - page.head_margin - page.rows * page.leading
    return (
        f"#set page(width: {page.width}pt, height: {page.height}pt, columns: {page.columns},\n"
        f"  margin: (inside: {page.spine_margin}pt, outside: {outside}pt, "
        f"top: {page.head_margin}pt, bottom: {foot}pt),\n"
        f"  header: text(8pt)[{title}], "
        f"footer: context align(center, text(8pt, counter(page).display())))"
    )


def _set_text(style: TextStyle, manifest: FontManifest) -> str:
    role = manifest.role(style.face)
    family = manifest.family(role.family) if role else manifest.families[0]
    while role and family.optional and role.instead:
        role = manifest.role(role.instead)
        family = manifest.family(role.family) if role else family
    weight = role.weight if role else 400
    return (
        f'set text(font: "{family.name}", weight: {weight}, size: {style.size}pt, lang: "zh", '
        'region: "cn", top-edge: 0.8em, bottom-edge: -0.2em)'
    )


def _article(article: Article, pictures: Mapping[str, str]) -> str:
    over = [article.rubric, article.kicker]
    speaker = article.speaker
    said = f"{speaker.name} {speaker.position}".strip() if speaker else ""
    lines = [_markup(as_text(line)) for line in over if line]
    lines += [_markup(text) for text in (*article.deck, *article.intro_verse)]
    lines += [_markup(as_text(line)) for line in (said, _byline(article)) if line]
    title = _markup(article.title or as_text(article.short_title or article.id))
    head = ", ".join(f"[{line}]" for line in (title, *lines))
    blocks = (*article.pictures, *article.blocks)
    listed = CONTENTS if article.kind == "contents" else ""
    return f"#pagebreak(weak: true)\n#head({head})\n{listed}\n" + _blocks(blocks, pictures)


def _byline(article: Article) -> str:
    byline = article.byline
    if byline is None:
        return ""
    people = (*byline.writers, *byline.correspondents, *byline.photographers, *byline.compilers)
    return byline.text or " ".join((*people, byline.reporter_of)).strip()


def _blocks(blocks: Iterable[Block], pictures: Mapping[str, str]) -> str:
    return "\n\n".join(filter(None, (_block(block, pictures) for block in blocks)))


def _block(block: Block, pictures: Mapping[str, str]) -> str:
    """One block; what only steers the layout (breaks) has no text and gives none."""
    for kind, writer in _HOLDERS.items():
        if isinstance(block, kind):
            return writer(block, pictures)
    return next((write(block) for kind, write in _PLAIN.items() if isinstance(block, kind)), "")


def _markup(text: Text) -> str:
    """Running text with its bold; every mark of ASCII is escaped, so that none is markup."""
    return "".join(
        f"#strong[{inline.text.translate(_ESCAPES)}]"
        if Mark.STRONG in inline.marks
        else inline.text.translate(_ESCAPES)
        for inline in text
    )


def _paragraph(block: Paragraph) -> str:
    run_in = f"#strong[{_markup(block.run_in)}]" if block.run_in else ""
    return run_in + _markup(block.text)


def _list(block: ListBlock) -> str:
    head = [f"*{_markup(block.head)}*"] if block.head else []
    mark = block.numbering or block.mark
    rows = [
        f"{_markup(as_text(mark))} #strong[{_markup(item.lead)}]{_markup(item.text)}"
        for item in block.items
    ]
    return "\n\n".join((*head, *rows))


def _groups(block: Groups) -> str:
    rows = [f"*{_markup(block.head)}*"] if plain(block.head) else []
    for head, items in block.groups:
        rows += [f"#strong[{_markup(head)}]", *(_markup(item) for item in items)]
    return "\n\n".join(rows)


def _cells(block: Cells) -> str:
    rows = [f"#strong[{_markup(head)}] {_markup(text)}" for head, text in block.cells]
    return "\n\n".join((_markup(block.head), *rows))


def _figures(block: Figures) -> str:
    return "\n\n".join(
        _markup(as_text(f"{cell.label} {cell.value} {cell.unit}")) for cell in block.cells
    )


def _picture(block: Picture, pictures: Mapping[str, str]) -> str:
    name = pictures.get(block.file)
    image = f'#image("{name}", width: 100%)\n' if name else ""
    caption = _markup(block.caption) + _markup(as_text(block.credit))
    return image + (f"#quiet[{caption}]" if caption else "")


def _sidebar(block: Sidebar, pictures: Mapping[str, str]) -> str:
    head = " \\ ".join(filter(None, (_markup(as_text(block.marker)), _markup(block.title))))
    return f"#box-of[#strong[{head}]\n\n{_blocks(block.blocks, pictures)}]"


def _item(block: Item, pictures: Mapping[str, str]) -> str:
    speaker = f"{block.speaker.name} {block.speaker.position}" if block.speaker else ""
    facts = (block.kicker, block.date, block.mark, speaker, block.pull_quote)
    lines = [_markup(as_text(fact)) for fact in facts if fact]
    head = [f"#subhead[{_markup(block.title)}]"] if block.title else []
    picture = [_picture(block.picture, pictures)] if block.picture else []
    return "\n\n".join((*head, *lines, *picture, _blocks(block.blocks, pictures)))


_PLAIN: dict[type[Block], Callable[..., str]] = {
    Paragraph: _paragraph,
    Subhead: lambda block: f"#subhead[{_markup((*as_text(block.label), *block.text))}]",
    Verse: lambda block: " \\ ".join(_markup(line) for line in block.lines),
    PullQuote: lambda block: (
        f"#subhead[{_markup(block.text)} {_markup(as_text(block.attribution))}]"
    ),
    Caption: lambda block: f"#quiet[{_markup(block.text)}]",
    Credit: lambda block: f"#align(right)[{_markup(block.text)}]",
    ListBlock: _list,
    Groups: _groups,
    Cells: _cells,
    Figures: _figures,
}
_HOLDERS: dict[type[Block], Callable[..., str]] = {
    Picture: _picture,
    Sidebar: _sidebar,
    Item: _item,
    EditorsNote: lambda block, pictures: f"#box-of[{_blocks(block.blocks, pictures)}]",
    Measure: lambda block, pictures: _blocks(block.blocks, pictures),
    Question: lambda block, pictures: (
        f"#subhead[{_markup(block.question)}]\n\n{_blocks(block.answer, pictures)}"
    ),
}

if __name__ == "__main__":
    write_document(Path(sys.argv[1]), Path(sys.argv[2]))
