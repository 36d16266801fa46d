"""A PDF, and the layout dump of its build if there is one → a proof to compare."""

from __future__ import annotations

import json
import os
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from layout.diagnostics import error
from layout.errors import ContentError
from layout.geometry import Rect
from layout.proof.diff.model import (
    Drawing,
    PageReference,
    Proof,
    ProofLine,
    ProofPage,
    ProofPicture,
)
from layout.proof.diff.running import mark_furniture
from layout.proof.parts import PageParts, parts_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from layout.proof.draw import DrawnPdf

SCHEMA = "banxin/layout/1"
# Ink over and under a baseline, in ems: Chinese faces and the accents of Latin ones.
ABOVE_EM, BELOW_EM = 0.95, 0.3
# A picture of the layout and the embedded one it shows, which may be cropped by its page.
NEAR = 2.0


def read_layout(data: bytes, name: str) -> dict[str, Any]:
    """The layout dump that `build --layout-json` wrote.

    (Any: JSON values of every kind.)

    Raises:
        ContentError: it is something else.
    """
    try:
        document = json.loads(data)
    except ValueError as fault:  # also bytes that are no UTF-8
        raise _no_layout(name, f"no JSON: {fault}") from fault
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        raise _no_layout(name, f"no layout dump of the schema {SCHEMA}")
    return document


def read_proof(pdf: DrawnPdf, name: str, layout: Mapping[str, Any] | None = None) -> Proof:
    """What stands on the pages of a PDF; with its layout, what each line is and where from.

    Raises:
        ContentError: the layout is that of other pages, or damaged.
    """
    found = [parts_of(pdf, at) for at in range(len(pdf.labels))]
    if layout is None:
        return _seen(pdf, name, found)
    try:
        return _laid_out(name, layout, found)
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise _no_layout(name, f"a damaged layout dump ({fault!r})") from fault


def fits_layout(pdf: DrawnPdf, layout: Mapping[str, Any]) -> bool:
    """Whether a layout dump seems to be that of a PDF: as many pages, of the same labels."""
    pages = layout.get("pages")
    if not isinstance(pages, list) or len(pages) != len(pdf.labels):
        return False
    labels = [page.get("label") if isinstance(page, dict) else None for page in pages]
    return labels == list(pdf.labels)


def _no_layout(name: str, what: str) -> ContentError:
    hint = "give the file that `banxin build --layout-json` wrote with this PDF"
    return ContentError([error("not-a-layout", f"{name}: {what}", hint=hint)])


def _laid_out(name: str, layout: Mapping[str, Any], found: Sequence[PageParts]) -> Proof:
    rows = layout["pages"]
    if len(rows) != len(found):
        raise _no_layout(name, f"the layout of {len(rows)} pages, the PDF has {len(found)}")
    pages = tuple(_laid_out_page(row, parts) for row, parts in zip(rows, found, strict=True))
    return Proof(name, pages, _titles(pages), knows_source=True)


def _laid_out_page(row: Mapping[str, Any], parts: PageParts) -> ProofPage:
    return ProofPage(
        page_index=parts.page_index,
        label=str(row["label"]),
        width=parts.width,
        height=parts.height,
        lines=tuple(_line(line) for line in row["lines"] if line["text"].strip()),
        pictures=tuple(_picture(one, parts) for one in row["pictures"]),
        drawings=_drawings(parts),
        references=_references(parts),
        article=str(row["article"]),
        side=str(row["side"]),
    )


def _line(line: Mapping[str, Any]) -> ProofLine:
    text, x, y, width = line["text"], line["x"], line["baseline"], line["width"]
    if line["direction"] == "vertical":
        rect = Rect(x, y, width, line["height"])
    else:
        em = _em(text, width)
        rect = Rect(x, y - ABOVE_EM * em, width, (ABOVE_EM + BELOW_EM) * em)
    return ProofLine(
        text, rect, line["role"], line["article"], line["source"], bool(line["paragraph_end"])
    )


def _em(text: str, width: float) -> float:
    """About how large a line's type is, from its width: a Latin letter is half an em."""
    ems = sum(0.5 if char < "\u2000" else 1.0 for char in text)
    return min(max(width / max(ems, 0.5), 5.0), 120.0)


def _picture(one: Mapping[str, Any], parts: PageParts) -> ProofPicture:
    rect = Rect(*one["rect"])
    shown = [
        (embedded.rect.width * embedded.rect.height, embedded.digest)
        for embedded in parts.pictures
        if _holds(embedded.rect, rect)
    ]
    digest = min(shown)[1] if shown else ""
    file, article = str(one.get("file", "")), str(one["article"])
    return ProofPicture(parts.clipped(rect), digest, file, article, str(one["source"]))


def _holds(outer: Rect, inner: Rect) -> bool:
    grown = outer.grown(NEAR)
    across = grown.x <= inner.x and inner.right <= grown.right
    return across and grown.y <= inner.y and inner.bottom <= grown.bottom


def _drawings(parts: PageParts) -> tuple[Drawing, ...]:
    return tuple(Drawing(parts.clipped(one.rect), one.ink) for one in parts.drawings)


def _references(parts: PageParts) -> tuple[PageReference, ...]:
    return tuple(PageReference(link.text, link.page_index) for link in parts.links)


def _titles(pages: Sequence[ProofPage]) -> dict[str, str]:
    """The title of each article: the lines of its title where it first stands."""
    titles: dict[str, list[str]] = {}
    whole: set[str] = set()
    for page in pages:
        here = set()
        for line in page.lines:
            if line.role.startswith("title") and line.article and line.article not in whole:
                titles.setdefault(line.article, []).append(line.text)
                here.add(line.article)
        whole |= here
    return {article: "\u3000".join(lines) for article, lines in titles.items()}


def _seen(pdf: DrawnPdf, name: str, found: Sequence[PageParts]) -> Proof:
    """A proof of which no more is known than its PDF shows."""
    articles = _by_outline(pdf.outline, len(found))
    pages = tuple(
        ProofPage(
            page_index=parts.page_index,
            label=label,
            width=parts.width,
            height=parts.height,
            lines=tuple(
                ProofLine(line.text, line.rect, article=article) for line in parts.lines
            ),
            pictures=tuple(
                ProofPicture(parts.clipped(one.rect), one.digest, article=article)
                for one in parts.pictures
            ),
            drawings=_drawings(parts),
            references=_references(parts),
        )
        for parts, label, article in zip(found, pdf.labels, articles, strict=True)
    )
    titles = {article: article for article in articles}
    return Proof(name, mark_furniture(pages), titles)


def _by_outline(outline: Sequence[tuple[str, int]], count: int) -> list[str]:
    """The bookmark that each page stands under, the last of those that lead to it."""
    articles = [""] * count
    ordered = sorted(outline, key=lambda entry: entry[1])
    for (title, start), (_, stop) in pairwise((*ordered, ("", count))):
        articles[start:stop] = [title] * (stop - start)
    return articles


def base_name(path: str | os.PathLike[str]) -> str:
    """The name of a file or folder: what a report calls it on every machine."""
    return os.path.basename(os.path.normpath(os.path.abspath(path)))  # noqa: PTH100, PTH119
