"""The example articles, and what the comment at the head of each says about its page."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from layout.content.records import FlatplanRecord
from layout.record import Record
from layout.schema import Model, validate
from layout.yaml_source import read_yaml

COMPONENTS = Path(__file__).resolve().parents[1] / "components"
EXAMPLES = COMPONENTS / "examples"
ARTICLES = EXAMPLES / "articles"
HOUSE_STYLES = ("magazine", "gazette")
# The order in which the index shows them.
GROUPS = {
    "heads": "Heads of articles",
    "copy": "Copy",
    "marks": "Marks inside a line",
    "lists": "Lists and verse",
    "boxes": "Boxes and quotes",
    "pictures": "Pictures",
    "data": "Data",
    "explainers": "Explainers",
    "items": "Small texts in a row",
    "breaks": "Breaks and references",
    "articles": "Kinds of articles",
}
_COMMENT = "# "


class HeaderSchema(Model):
    """The comment at the head of an example, as YAML."""

    title: str  # Chinese name
    english: str
    group: Literal[
        "heads",
        "copy",
        "marks",
        "lists",
        "boxes",
        "pictures",
        "data",
        "explainers",
        "items",
        "breaks",
        "articles",
    ]
    purpose: str  # one sentence
    shows: tuple[str, ...]  # see docs/catalogue/claims.py
    means: dict[str, str] | None = None  # attribute → what it means
    note: str = ""
    styles: tuple[str, ...] = HOUSE_STYLES
    # What the picture shows: the rows of the component, the article's head, the pages it
    # stands on, or every page of the article and its companions, whole, as spreads.
    picture: Literal["block", "head", "page", "spread"] = "block"
    companions: tuple[str, ...] = ()  # files of articles laid out behind it, without endings
    plan: tuple[
        FlatplanRecord, ...
    ] = ()  # `flatplan` of issue.yaml, where the page is about it


class Example(Record):
    """One example article: its page's header, and its source without that."""

    name: str
    file: Path
    header: HeaderSchema
    source: str

    @property
    def language(self) -> str:
        """What the source is written in."""
        return "yaml" if self.file.suffix == ".yaml" else "markdown"


def read_examples(folder: Path = ARTICLES) -> tuple[Example, ...]:
    """Every example, in the order of the index.

    A file without a comment at its head has no page: it only stands beside others.

    Raises:
        ContentError: a header lacks a key, or has one that means nothing.
    """
    files = sorted(file for file in folder.iterdir() if file.suffix in {".md", ".yaml"})
    order = list(GROUPS)
    found = [read_example(file) for file in files if _has_page(file)]
    return tuple(sorted(found, key=lambda one: (order.index(one.header.group), one.name)))


def _has_page(file: Path) -> bool:
    source = file.read_text("utf-8")
    return source.removeprefix("---\n").startswith(_COMMENT)


def read_example(file: Path) -> Example:
    """One example. Its header is the comment above its first key."""
    lines = file.read_text("utf-8").splitlines()
    fence = 1 if lines[0] == "---" else 0
    end = next(at for at in range(fence, len(lines)) if not lines[at].startswith("#"))
    written = "\n".join(line.removeprefix(_COMMENT) for line in lines[fence:end])
    # Blank lines stand for the fence and the file's first lines, so that places are right.
    node = read_yaml("\n" * fence + written, file.name)
    header = validate(HeaderSchema, node, file.name)
    source = "\n".join((*lines[:fence], *lines[end:]))
    return Example(file.stem, file, header, source)
