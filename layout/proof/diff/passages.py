"""A proof's lines as paragraphs, over columns and pages, in the order of the manuscript."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from layout.proof.diff.words import Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from layout.proof.diff.model import Proof, ProofLine

DROP_CAP = "drop-cap"
# A first line stands at least so far to the right of the one before it, in its own height.
LEAST_INDENT = 0.8


def paragraphs_of(proof: Proof) -> dict[str, tuple[Paragraph, ...]]:
    """The paragraphs of each article, furniture and generated lines left out."""
    copy = [
        (page.page_index, line)
        for page in proof.pages
        for line in page.lines
        if not line.is_furniture and not line.is_generated
    ]
    return _by_article(proof, copy)


def generated_of(proof: Proof) -> tuple[Paragraph, ...]:
    """The entries of contents pages and the jump lines, paragraph by paragraph."""
    lines = [
        (page.page_index, line)
        for page in proof.pages
        for line in page.lines
        if line.is_generated
    ]
    return tuple(_joined(lines))


def _by_article(
    proof: Proof, copy: Iterable[tuple[int, ProofLine]]
) -> dict[str, tuple[Paragraph, ...]]:
    made = list(_joined(copy) if proof.knows_source else _guessed(copy))
    if proof.knows_source:
        # The order of the manuscript does not depend on where pictures and boxes found room.
        made.sort(key=lambda paragraph: _source_line(paragraph.source))
    articles: dict[str, list[Paragraph]] = {}
    for paragraph in made:
        articles.setdefault(paragraph.article, []).append(paragraph)
    return {article: tuple(row) for article, row in articles.items()}


def _source_line(source: str) -> int:
    line = source.rpartition(":")[2]
    return int(line) if line.isdecimal() else 0


def _joined(copy: Iterable[tuple[int, ProofLine]]) -> Iterator[Paragraph]:
    """Paragraphs of lines that say themselves which they are."""
    going: dict[tuple[str, str, str], list[tuple[int, ProofLine]]] = {}
    caps: dict[tuple[str, str], tuple[int, ProofLine]] = {}
    for at, line in copy:
        if line.role == DROP_CAP:
            caps[line.article, line.source] = (at, line)
            continue
        name = (line.article, line.role, line.source)
        lines = going.setdefault(name, [])
        cap = caps.pop((line.article, line.source), None)
        lines += [cap, (at, line)] if cap is not None else [(at, line)]
        if line.ends:
            yield Paragraph(*name, tuple(going.pop(name)))
    for (article, role, source), lines in going.items():
        yield Paragraph(article, role, source, tuple(lines))
    for (article, source), cap in caps.items():
        yield Paragraph(article, DROP_CAP, source, (cap,))


def _guessed(copy: Iterable[tuple[int, ProofLine]]) -> Iterator[Paragraph]:
    """Paragraphs of lines that are only seen: one begins at an indent or another size."""
    for article, lines in groupby(copy, key=lambda placed: placed[1].article):
        row: list[tuple[int, ProofLine]] = []
        for at, line in lines:
            if row and _begins(row[-1][1], line):
                yield Paragraph(article, "", "", tuple(row))
                row = []
            row.append((at, line))
        yield Paragraph(article, "", "", tuple(row))


def _begins(before: ProofLine, line: ProofLine) -> bool:
    height = line.rect.height
    if abs(before.rect.height - height) > height / 3:
        return True
    below = line.rect.y > before.rect.y
    return below and line.rect.x - before.rect.x > LEAST_INDENT * height
