"""Changes and consequences in the words of the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from layout.proof.diff.model import Change, Place

KINDS = {
    "page-inserted": "page inserted",
    "page-removed": "page removed",
    "page-size": "page size",
    "folios": "folios",
    "text": "text",
    "paragraph-added": "paragraph added",
    "paragraph-removed": "paragraph removed",
    "paragraph-moved": "paragraph moved",
    "picture-swapped": "picture swapped",
    "picture-added": "picture added",
    "picture-removed": "picture removed",
    "picture-moved": "picture moved",
    "picture-resized": "picture resized",
    "picture-changed": "picture changed",
    "furniture": "running head",
    "other": "something else changed here",
}
# Long quotations are cut to so many characters.
MOST_QUOTED = 60


def page_words(change: Change) -> str:
    """The page, and the one it was."""
    old, new = change.old, change.new
    if new is None or old is None:
        place = new or old
        return f"page {place.label}" if place else ""
    pages = ", ".join(dict.fromkeys((new.label, *(place.label for place in change.more))))
    many = "pages" if change.more else "page"
    was = f" (was {old.label})" if old.label != new.label else ""
    return f"{many} {pages}{was}"


def source_words(change: Change) -> str:
    """The line of the source, and the one it was where that differs."""
    old, new = change.old, change.new
    now, was = new.source if new else "", old.source if old else ""
    if now and was and now != was:
        return (
            f"{now} (was {was.rpartition(':')[2]})"
            if _one_file(now, was)
            else f"{now} (was {was})"
        )
    return now or was


def _one_file(one: str, other: str) -> bool:
    return one.rpartition(":")[0] == other.rpartition(":")[0]


def detail_words(change: Change) -> str:
    """What of it: the words before and after, the picture, the rectangle."""
    before, after = _quoted(change.before), _quoted(change.after)
    if change.kind == "text":
        return _text_words(change, before, after)
    if change.kind.startswith("picture"):
        return _picture_words(change)
    if change.kind == "other":
        return _rect_words(change.old)
    if change.kind in {"page-inserted", "page-removed"}:
        return after or before or ("pictures only" if change.title else "a blank page")
    if change.kind == "folios":
        return change.after
    if change.kind == "page-size" or (before and after and before != after):
        return (
            f"{change.before} → {change.after}"
            if change.kind == "page-size"
            else f"{before} → {after}"
        )
    return after or before


def _text_words(change: Change, before: str, after: str) -> str:
    around = f"“…{change.lead}{change.after[:MOST_QUOTED]}{change.tail}…”"
    if not change.before:
        return f"{after} added in {around}"
    if not change.after:
        return f"{before} taken out of {around}"
    return f"{before} → {after} in {around}"


def _quoted(text: str) -> str:
    if not text:
        return ""
    return f"“{text[:MOST_QUOTED]}…”" if len(text) > MOST_QUOTED else f"“{text}”"


def _picture_words(change: Change) -> str:
    before, after = change.before, change.after
    if before and after and before != after:
        return f"{before} → {after}"
    place = _rect_words(change.new or change.old)
    return f"{after or before}, {place}" if after or before else place


def _rect_words(place: Place | None) -> str:
    if place is None or not place.rects:
        return ""
    rect = place.rects[0]
    return (
        f"{rect.width:.0f} × {rect.height:.0f} pt at {rect.x:.0f}, {rect.y:.0f} pt "
        "from the trim's top left"
    )


def in_words(change: Change) -> str:
    """One line: kind, page, article, source, detail."""
    parts = (
        page_words(change),
        change.title,
        source_words(change),
        detail_words(change),
    )
    return f"{KINDS[change.kind]}: " + ", ".join(part for part in parts if part)
