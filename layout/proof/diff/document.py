"""A comparison as plain JSON values: `diff.json`, whose schema is in docs/proofs.md."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.proof.diff.messages import in_words

if TYPE_CHECKING:
    from layout.geometry import Rect
    from layout.proof.diff.model import Change, Comparison, PagePair, Place, Proof
    from layout.proof.diff.sheets import PairSheets

SCHEMA = "banxin/diff/1"
DECIMALS = 2


def diff_json(found: Comparison, sheets: tuple[PairSheets, ...], dpi: int) -> dict[str, object]:
    """The comparison; `sheets` are the pictures of its changed pages."""
    files = {sheet.pair: [name for name, _ in sheet.files] for sheet in sheets}
    return {
        "schema": SCHEMA,
        "changed": bool(found.changes),
        "dpi": dpi,
        "old": _proof(found.old),
        "new": _proof(found.new),
        "pages": [_pair(pair, found, files.get(pair, [])) for pair in found.pairs],
        "changes": [change_json(change, at) for at, change in enumerate(found.changes, 1)],
        "consequences": [
            {
                "kind": one.kind,
                "message": one.message,
                "pages": [found.new.pages[at].label for at in one.pages],
            }
            for one in found.consequences
        ],
    }


def change_json(change: Change, number: int) -> dict[str, object]:
    """One change; what does not apply is left out."""
    fields: dict[str, object] = {
        "number": number,
        "kind": change.kind,
        "message": in_words(change),
        "article": change.article,
        "title": change.title,
        "before": change.before,
        "after": change.after,
        "lead": change.lead,
        "tail": change.tail,
        "old": _place(change.old),
        "new": _place(change.new),
        "more": [_place(place) for place in change.more],
    }
    return {key: value for key, value in fields.items() if value not in ("", None, [])}


def _proof(proof: Proof) -> dict[str, object]:
    return {
        "name": proof.name,
        "pages": len(proof.pages),
        "layout": proof.knows_source,
    }


def _pair(pair: PagePair, found: Comparison, files: list[str]) -> dict[str, object]:
    return {
        "old": None if pair.old is None else found.old.pages[pair.old].label,
        "new": None if pair.new is None else found.new.pages[pair.new].label,
        "old_index": pair.old,
        "new_index": pair.new,
        "pictures": files,
    }


def _place(place: Place | None) -> dict[str, object] | None:
    if place is None:
        return None
    fields: dict[str, object] = {
        "page": place.label,
        "index": place.page_index,
        "source": place.source,
        "file": place.file,
        "rects": [_rect(rect) for rect in place.rects],
    }
    return {key: value for key, value in fields.items() if value not in ("", [])}


def _rect(rect: Rect) -> list[float]:
    return [round(value, DECIMALS) for value in (rect.x, rect.y, rect.width, rect.height)]
