"""One article's file → the article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from layout.content.explainer import NodeReader
from layout.content.fields import (
    byline_of,
    checked,
    lines,
    node_in,
    nodes_in,
    picture_of,
    place_of,
    provenance_in,
    speaker_of,
    text_of,
    texts_of,
)
from layout.content.inline import drop_autospace
from layout.content.markdown import read_blocks
from layout.content.model import Article, Block, Sidebar
from layout.content.records import ArticleRecord
from layout.diagnostics import SourceSpan
from layout.errors import ContentError
from layout.record import Record
from layout.schema import span_at
from layout.yaml_source import YamlNode, YamlScalar, read_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from layout.content.faults import Faults

_FRONT_MATTER = re.compile(
    r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)
# What the items of an article are where they do not say so themselves.
ITEM_KINDS_OF = {"brief_group": "brief", "gallery": "gallery_item"}


class ArticleFile(Record):
    """What a file held: an article, or a sidebar and the id of the article it belongs to.

    `node` is the YAML of its head, for the places of its keys; `references` are the page
    references of the file, as written, with their places.
    """

    article: Article | None = None
    sidebar: Sidebar | None = None
    sidebar_of: str = ""
    node: YamlNode | None = None
    references: tuple[tuple[str, SourceSpan], ...] = ()

    def span(self, key: str, path: str) -> SourceSpan:
        """Where a key of the head stands."""
        return span_at(self.node, (key,), path) if self.node else SourceSpan(path)


def read_article(path: Path, faults: Faults) -> ArticleFile:
    """The article of a Markdown or YAML file; nothing where its head cannot be read.

    Everything found wrong is noted in `faults`, whose path names the file.
    """
    assert faults.library is not None
    try:
        text = faults.library.read(path)
        if path.suffix == ".md":
            return _from_markdown(text, faults)
        node = read_yaml(text, faults.path)
    except ContentError as broken:
        faults.findings.extend(broken.diagnostics)
        return ArticleFile()
    return _from_nodes(node, (), faults)


def _from_markdown(text: str, faults: Faults) -> ArticleFile:
    found = _FRONT_MATTER.match(text)
    if found is None:
        message = "the file has no front matter"
        hint = "begin with `---`, the article's `id:` and `kind:`, and another `---`"
        faults.add("no-front-matter", message, faults.span(1, 1), hint)
        return ArticleFile()
    body_line = text.count("\n", 0, found.end()) + 1
    body = read_blocks(text[found.end() :], (body_line, 1), faults)
    node = read_yaml(found[1], faults.path, first_line=2)
    written = node_in(node, "body")
    if written is not None:
        message = "`body` is for articles in pure YAML; the text stands below the front matter"
        faults.add("unknown-key", message, place_of(written, faults))
    return _from_nodes(node, body, faults)


def _from_nodes(node: YamlNode, body: tuple[Block, ...], faults: Faults) -> ArticleFile:
    if isinstance(node, YamlScalar) and node.is_null:
        faults.add("missing-key", "`id` is missing", place_of(node, faults))
        return ArticleFile()
    record = checked(ArticleRecord, node, faults)
    if record is None:
        return ArticleFile()
    kind = ITEM_KINDS_OF.get(record.kind, "")
    reader = NodeReader(faults, read_blocks)
    blocks = (
        *(body or reader.copy_in(node_in(node, "body"))),
        *reader.blocks_in(nodes_in(node, "blocks"), kind),
        *reader.items_in(nodes_in(node, "items"), kind),
    )
    if record.sidebar_of:
        sidebar = _sidebar(record, node, blocks, faults)
        return ArticleFile(None, sidebar, record.sidebar_of, node, tuple(faults.references))
    article = _article(record, node, blocks, faults)
    if any(inline.target for inline in article.title):
        message = "a title holds no page reference"
        faults.add("misplaced-reference", message, span_at(node, ("title",), faults.path))
    return ArticleFile(article, node=node, references=tuple(faults.references))


def _sidebar(
    record: ArticleRecord, node: YamlNode, blocks: tuple[Block, ...], faults: Faults
) -> Sidebar:
    return Sidebar(
        marker=drop_autospace(record.marker),
        title=text_of(node_in(node, "title"), faults),
        place=record.place,
        byline=byline_of(record.byline),
        blocks=blocks,
        span=faults.span(1, 1),
        provenance=provenance_in(record),
    )


def _article(
    record: ArticleRecord, node: YamlNode, blocks: tuple[Block, ...], faults: Faults
) -> Article:
    for key in ("marker", "place"):
        written = node_in(node, key)
        if written is not None:
            message = f"`{key}` belongs to a sidebar; `sidebar_of` is missing"
            faults.add("unknown-key", message, place_of(written, faults))
    pictures = zip(record.images, nodes_in(node, "images"), strict=True)
    return Article(
        id=record.id,
        kind=record.kind,
        section=record.section,
        rubric=drop_autospace(record.rubric),
        kicker=drop_autospace(record.kicker),
        title=text_of(node_in(node, "title"), faults),
        title_alt=drop_autospace(record.title_alt),
        deck=texts_of(nodes_in(node, "deck"), faults),
        byline=byline_of(record.byline),
        speaker=speaker_of(record.speaker),
        template=record.template,
        start=record.start,
        ornaments=lines(record.ornaments),
        dropcap=record.dropcap,
        intro_verse=texts_of(nodes_in(node, "intro_verse"), faults),
        pictures=tuple(picture_of(image, place, faults) for image, place in pictures),
        captions=tuple((one.n, drop_autospace(one.text)) for one in record.captions),
        blocks=blocks,
        span=faults.span(1, 1),
        provenance=provenance_in(record),
    )
