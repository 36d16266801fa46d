"""A comparison as one HTML page that needs nothing but itself: `diff.html`."""

from __future__ import annotations

import base64
from html import escape
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from layout.images.paste import small_file
from layout.proof.diff.messages import KINDS, detail_words, page_words, source_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.geometry import Rect
    from layout.images.paste import Raster
    from layout.proof.diff.model import Change, Comparison, Place, ProofPage
    from layout.proof.diff.sheets import PairSheets

TEMPLATE = Path(__file__).with_name("page.html")
# What a page without a size is drawn like.
A4 = "210 / 297"
MODES = (("side", "side by side"), ("overlay", "overlay"), ("blink", "blink"))


def diff_html(found: Comparison, sheets: tuple[PairSheets, ...]) -> str:
    """The report: the list of changes, what follows from them, and every changed page."""
    count = len(found.changes)
    heading = f"{count} {'change' if count == 1 else 'changes'}" if count else "No changes"
    old, new = found.old, found.new
    proofs = f"{_sized(old.name, len(old.pages))} → {_sized(new.name, len(new.pages))}"
    page = new.pages[0] if new.pages else None
    return Template(TEMPLATE.read_text("utf-8")).substitute(
        title=escape(f"{heading}: {old.name} → {new.name}"),
        heading=escape(heading),
        proofs=escape(proofs),
        ratio=f"{page.width:.2f} / {page.height:.2f}" if page else A4,
        changes=_list(found, sheets),
        consequences=_follows(found),
        views=_views(found, sheets) if sheets else "",
    )


def _sized(name: str, pages: int) -> str:
    return f"{name}, {pages} {'page' if pages == 1 else 'pages'}"


def _list(found: Comparison, sheets: tuple[PairSheets, ...]) -> str:
    if not found.changes:
        return ""
    rows = [
        f'<li id="change-{number}">'
        f'<a class="number" href="#{_view_of(change, sheets)}">{number}</a>'
        f'<div><div class="kind">{escape(KINDS[change.kind])}</div>'
        f'<div class="quiet">{escape(page_words(change))}</div></div>'
        f"<div>{_told(change)}</div></li>"
        for number, change in enumerate(found.changes, 1)
    ]
    return "<h2>What changed</h2>\n<ol>\n" + "\n".join(rows) + "\n</ol>"


def _told(change: Change) -> str:
    title, source = escape(change.title), escape(source_words(change))
    parts = [f"<div>{title}</div>"] if title else []
    words = _edited(change) if change.kind == "text" else escape(detail_words(change))
    parts.append(f'<div class="words">{words}</div>')
    if source:
        parts.append(f'<div class="source">{source}</div>')
    return "".join(parts)


def _edited(change: Change) -> str:
    """The words around, with what went and what came."""
    gone = f"<del>{escape(change.before)}</del>" if change.before else ""
    come = f"<ins>{escape(change.after)}</ins>" if change.after else ""
    return f"…{escape(change.lead)}{gone}{come}{escape(change.tail)}…"


def _view_of(change: Change, sheets: tuple[PairSheets, ...]) -> str:
    """The anchor of the pages that a change shows on."""
    new, old = change.new, change.old
    for number, sheet in enumerate(sheets, 1):
        if new is not None and sheet.pair.new == new.page_index:
            return f"pages-{number}"
        if new is None and old is not None and sheet.pair.old == old.page_index:
            return f"pages-{number}"
    raise ValueError(f"no picture of the pages of {change.kind}")


def _follows(found: Comparison) -> str:
    if not found.consequences:
        return ""
    rows = "".join(f"<li>{escape(one.message)}</li>" for one in found.consequences)
    return f"<h2>What follows from it</h2>\n<ul>{rows}</ul>"


def _views(found: Comparison, sheets: tuple[PairSheets, ...]) -> str:
    inputs = "".join(
        f'<input class="mode" type="radio" name="mode" id="{name}"'
        f"{' checked' if name == 'side' else ''}>"
        for name, _ in MODES
    )
    labels = "".join(f'<label for="{name}">{words}</label>' for name, words in MODES)
    bar = (
        f'<div class="bar">{labels}<label for="marks">marks</label>'
        '<span class="key">overlay: <del>red</del> what was, <ins>blue</ins> what is</span>'
        "</div>"
    )
    pairs = "\n".join(_pair(found, sheet, number) for number, sheet in enumerate(sheets, 1))
    marks = '<input class="mode" type="checkbox" id="marks" checked>'
    return f"{inputs}{marks}{bar}\n<main>\n{pairs}\n</main>"


def _pair(found: Comparison, sheet: PairSheets, number: int) -> str:
    one = None if sheet.pair.old is None else found.old.pages[sheet.pair.old]
    other = None if sheet.pair.new is None else found.new.pages[sheet.pair.new]
    name = _named(one, other)
    both = " both" if sheet.overlay is not None else ""
    parts = [
        f'<section class="pair{both}" id="pages-{number}"><h2>{escape(name)}</h2>',
        '<div class="pages">',
        _figure("was", "old", one, sheet.old, _marks(found, one, is_new=False)),
        _figure("now", "new", other, sheet.new, _marks(found, other, is_new=True)),
    ]
    if sheet.overlay is not None:
        parts.append(_figure("over", "overlay", other, sheet.overlay, ""))
    return "".join((*parts, "</div></section>"))


def _named(one: ProofPage | None, other: ProofPage | None) -> str:
    if other is None:
        return f"Page {one.label} removed" if one is not None else ""
    if one is None:
        return f"Page {other.label} inserted"
    was = f" (was {one.label})" if one.label != other.label else ""
    return f"Page {other.label}{was}"


def _figure(
    name: str, words: str, page: ProofPage | None, picture: Raster | None, marks: str
) -> str:
    if page is None or picture is None:
        return f'<figure class="{name}"><div class="sheet none">no such page</div></figure>'
    kind, data = small_file(picture)
    encoded = base64.b64encode(data).decode("ascii")
    alt = escape(f"page {page.label}, {words}")
    image = (
        f'<img src="data:{kind};base64,{encoded}" alt="{alt}" '
        f'width="{picture.width_px}" height="{picture.height_px}">'
    )
    caption = f"<figcaption>{words}, page {escape(page.label)}</figcaption>"
    sheet = f'<div class="sheet">{image}{marks}</div>'
    return f'<figure class="{name}">{sheet}{caption}</figure>'


def _marks(found: Comparison, page: ProofPage | None, *, is_new: bool) -> str:
    if page is None:
        return ""
    return "".join(
        _mark(rect, page, number)
        for number, change in enumerate(found.changes, 1)
        for place in _places(change, is_new=is_new)
        if place.page_index == page.page_index
        for rect in place.rects
    )


def _places(change: Change, *, is_new: bool) -> Iterator[Place]:
    first = change.new if is_new else change.old
    if first is not None:
        yield first
    if is_new == (change.new is not None):
        yield from change.more


def _mark(rect: Rect, page: ProofPage, number: int) -> str:
    shares = (
        ("left", rect.x / page.width),
        ("top", rect.y / page.height),
        ("width", rect.width / page.width),
        ("height", rect.height / page.height),
    )
    style = ";".join(f"{key}:{100 * share:.2f}%" for key, share in shares)
    return f'<a class="mark" href="#change-{number}" style="{style}"><b>{number}</b></a>'
