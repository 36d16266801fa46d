"""Every name a house style uses must be one that it, or the engine, has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

from layout.diagnostics import error, suggest
from layout.errors import StyleError
from layout.styles.schema import HeadPart

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from layout.diagnostics import SourceSpan
    from layout.styles.faults import Faults, KeyPath
    from layout.styles.model import HouseStyle, KindStyle
    from layout.styles.schema import HouseStyleSchema

# Styles the engine sets something in wherever they stand; a house style must have them.
NEEDED_TEXT_STYLES = (
    "body",
    "title",
    "running-head",
    "running-head-latin",
    "folio",
    "folio-note",
)
NEEDED_BOXES = ("sidebar", "editors-note", "pull-quote", "figures", "cells")
NEEDED_WORDS = (
    "editors-note",
    "cover",
    "writer",
    "reporter",
    "correspondent",
    "photographer",
    "compiler",
)
END_MARK = "end-mark"
ITEM_KINDS = ("statement", "dated_item", "profile", "brief", "gallery_item")
BOXES = frozenset((*NEEDED_BOXES, *ITEM_KINDS, "parallel", "table", "chart"))
# Boxes for a kind of parallel, for one of its columns, or both: `parallel-translation-2`.
_PARALLEL_BOX = re.compile(r"parallel(-[a-z]+)?(-[1-4])?")
HEAD_PARTS = get_args(HeadPart)
# What the engine asks a text style for where most house styles have none of that name.
ROLES = frozenset(
    {
        *HEAD_PARTS,
        *("body", "list", "verse", "verse-center", "credit", "question", "drop-cap"),
        *("subhead-2", "subhead-3", "subhead-4", "subhead-label"),
        *("caption", "caption-vertical", "caption-bleed", "pull-quote", "pull-quote-name"),
        *("footnote", "jump-line", "jump-title"),
        *("sidebar-marker", "sidebar-title", "sidebar-byline", "note-marker"),
        *(
            "label",
            "tab",
            "tab-latin",
            "figure-value",
            "figure-label",
            "cell-head",
            "cell-text",
            "parallel-title",
        ),
        *(f"table-{part}" for part in ("title", "head", "cell", "note")),
        *(f"chart-{part}" for part in ("title", "label", "value", "axis", "note")),
        *(
            f"{kind.replace('_', '-')}-{part}"
            for kind in ITEM_KINDS
            for part in ("date", "kicker", "title", "byline", "speaker")
        ),
    }
)
# What stands in braces in the furniture's texts; `layout.flow.furniture` fills it in.
SECTION_NAMES = ("section.cn", "section.en")
ISSUE_NAMES = ("publication", "issue")
_FACE_KEYS = ("face", "strong_face", "kai_face")
_BRACED = re.compile(r"\{([^{}]*)\}")


def check_names(house: HouseStyle, schema: HouseStyleSchema, faults: Faults) -> None:
    """Note every name that leads nowhere and every part that is needed and not there."""
    needed: tuple[tuple[Collection[str], Collection[str], str], ...] = (
        (NEEDED_TEXT_STYLES, house.text_styles, "text_styles"),
        (NEEDED_BOXES, house.boxes, "boxes"),
        (NEEDED_WORDS, house.words, "words"),
        (("feature",), house.kinds, "kinds"),
    )
    for names, have, where in needed:
        for name in names:
            if name not in have:
                faults.add((where,), f"`{where}` lacks {name!r}, which the engine sets in")
    for name, kind in house.kinds.items():
        _check_kind(name, kind, house, faults)
    _check_heads(house, faults)
    _check_boxes(house, faults)
    for name, master in house.masters.items():
        _check_color(("masters", name, "background"), master.background, house, faults)
        if master.picture == "spread" or schema.masters[name].head_panel is not None:
            for key, color in (("fill", master.panel.fill), ("color", master.panel.color)):
                path = ("masters", name, "head_panel", key)
                _check_color(path, color, house, faults)
    _check_furniture(house, schema, faults)
    _check_ornaments(house, faults)


def face_places(schema: HouseStyleSchema, faults: Faults) -> dict[str, SourceSpan]:
    """Every font role the text styles name, with the place where it is first named."""
    places: dict[str, SourceSpan] = {}
    for name, style in schema.text_styles.items():
        for key in _FACE_KEYS:
            role = getattr(style, key)
            if role is not None and role not in places:
                places[role] = faults.place(("text_styles", name, key))
    return places


def check_faces(house: HouseStyle, roles: Iterable[str]) -> None:
    """Every font role of the style must be one that the manifest has.

    Raises:
        StyleError: with each role it has not.
    """
    known = sorted(roles)
    faults = [
        error(
            "unknown-role",
            f"no font role is called {role!r}",
            place,
            suggest(role, known) or f"there are {', '.join(known)}",
        )
        for role, place in house.faces.items()
        if role not in known
    ]
    if faults:
        raise StyleError(faults)


def _check_kind(name: str, kind: KindStyle, house: HouseStyle, faults: Faults) -> None:
    faults.known(("kinds", name, "opener"), "master", kind.opener, house.masters)
    faults.known(("kinds", name, "continuation"), "master", kind.continuation, house.masters)
    faults.known(("kinds", name, "head"), "head", kind.head, house.heads)
    faults.known(("kinds", name, "body"), "text style", kind.body, house.text_styles)


def _check_heads(house: HouseStyle, faults: Faults) -> None:
    for name, head in house.heads.items():
        for part, style in head.styles.items():
            path = ("heads", name, "styles", part)
            faults.known_key(path, "part of a head", HEAD_PARTS)
            faults.known(path, "text style", style, house.text_styles)
        _check_color(("heads", name, "rule"), head.rule, house, faults)
        _check_color(("heads", name, "bar"), head.bar, house, faults)


def _check_boxes(house: HouseStyle, faults: Faults) -> None:
    roles = ROLES | set(house.text_styles)
    for name, box in house.boxes.items():
        if not _PARALLEL_BOX.fullmatch(name):
            faults.known_key(("boxes", name), "box", BOXES)
        for role, style in box.dress.items():
            path = ("boxes", name, "dress", role)
            faults.known_key(path, "role", roles)
            faults.known(path, "text style", style, house.text_styles)
        colors: Mapping[str, str] = {
            "fill": box.fill,
            "stroke": box.stroke,
            "bar": box.bar,
            "side_bar": box.side_bar,
        }
        for key, color in colors.items():
            _check_color(("boxes", name, key), color, house, faults)


def _check_furniture(house: HouseStyle, schema: HouseStyleSchema, faults: Faults) -> None:
    head, cover = schema.running_head, schema.cover
    _check_color(("running_head", "rule"), head.rule, house, faults)
    _check_color(("cover", "background"), cover.background, house, faults)
    _check_color(("cover", "scrim"), cover.scrim, house, faults)
    if schema.tab is not None:
        _check_color(("tab", "fill"), schema.tab.fill, house, faults)
    tab = house.tab
    for path, text, names in (
        (("tab", "text"), tab.text if tab else "", SECTION_NAMES),
        (("tab", "latin"), tab.latin if tab else "", SECTION_NAMES),
        (("running_head", "text"), head.text, SECTION_NAMES),
        (("running_head", "latin"), head.latin, SECTION_NAMES),
        (("folio", "note"), schema.folio.note, ISSUE_NAMES),
    ):
        for name in _BRACED.findall(text):
            faults.known(path, f"name in braces of `{path[1]}`", name, names)


def _check_ornaments(house: HouseStyle, faults: Faults) -> None:
    """Each ornament is set in the text style of its name; an end mark must be one of them."""
    for name, text in house.ornaments.items():
        faults.known_key(("ornaments", name), "text style", house.text_styles)
        for braced in _BRACED.findall(text):
            faults.known(("ornaments", name), "name in braces", braced, ISSUE_NAMES)
    for name, kind in house.kinds.items():
        if kind.end_mark:
            faults.known(("kinds", name, "end_mark"), "ornament", END_MARK, house.ornaments)


def _check_color(path: KeyPath, name: str, house: HouseStyle, faults: Faults) -> None:
    if name:
        faults.known(path, "colour", name, house.palette)
