"""A house style as written → lengths in points, colours by value, inherited styles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from layout.color import Color, parse_hex
from layout.diagnostics import Diagnostic, SourceSpan, error
from layout.geometry import Pt, parse_length
from layout.record import replace
from layout.styles.model import (
    BoxStyle,
    CoverStyle,
    FolioStyle,
    HeadStyle,
    HouseStyle,
    KindStyle,
    Master,
    PageGeometry,
    RunningHeadStyle,
    TextStyle,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from layout.styles.schema import (
        BoxSchema,
        ColorSchema,
        HeadSchema,
        HouseStyleSchema,
        MasterSchema,
        TextStyleSchema,
    )

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
_ROWS = re.compile(r"\s*(\d+(?:\.\d+)?)\s*row\s*\Z")
LENGTH_FIELDS = {"size": "size", "leading": "leading"}
EM_FIELDS = {
    "indent": "indent_em",
    "hanging": "hanging_em",
    "tracking": "tracking_em",
    "autospace": "autospace_em",
}

_RESOLVED = frozenset({"extends", "color", *LENGTH_FIELDS, *EM_FIELDS})


class Resolver:
    """Resolves one house style; faults collect in `faults`, each at its place in the file."""

    def __init__(
        self,
        schema: HouseStyleSchema,
        span_of: Callable[[tuple[str | int, ...]], SourceSpan | None],
    ) -> None:
        self._schema = schema
        self._span_of = span_of
        self.faults: list[Diagnostic] = []
        self._em: Pt = 10.0
        self._row: Pt = 0.0

    def house_style(self) -> HouseStyle:
        """The resolved style; only to be used when `faults` is empty afterwards."""
        schema = self._schema
        self._em = self._length(schema.page.em, ("page", "em"), em=None) or 10.0
        page = self._page()
        self._row = page.leading
        palette = {name: self._color(color, name) for name, color in schema.palette.items()}
        styles = self._text_styles(palette)
        masters = {
            name: self._master(name, item, page) for name, item in schema.masters.items()
        }
        heads = {name: self._head(name, item) for name, item in schema.heads.items()}
        boxes = {name: self._box(name, item) for name, item in (schema.boxes or {}).items()}
        house = HouseStyle(
            schema.name,
            page,
            styles,
            palette,
            masters,
            heads,
            {name: KindStyle(name, **dict(item)) for name, item in schema.kinds.items()},
            boxes,
            self._running_head(),
            self._folio(),
            self._cover(),
            dict(schema.words or {}),
        )
        self._check_names(house)
        return house

    def _fault(self, path: tuple[str | int, ...], message: str, hint: str = "") -> None:
        self.faults.append(error("bad-style", message, self._span_of(path), hint))

    def _length(self, text: str, path: tuple[str | int, ...], em: Pt | None = -1.0) -> Pt:
        rows = _ROWS.match(text)
        if rows is not None and self._row:
            return float(rows[1]) * self._row
        try:
            return parse_length(text, em=self._em if em == -1.0 else em)
        except ValueError as fault:
            self._fault(path, str(fault))
            return 0.0

    def _page(self) -> PageGeometry:
        page = self._schema.page
        if len(page.trim) != 2:
            self._fault(("page", "trim"), "`trim` takes two lengths: [width, height]")
        trim = (*page.trim, "210mm", "285mm")
        lengths = {
            name: self._length(getattr(page, name), ("page", name))
            for name in (
                "bleed",
                "spine_margin",
                "head_margin",
                "measure",
                "column_gap",
                "leading",
            )
        }
        geometry = PageGeometry(
            width=self._length(trim[0], ("page", "trim", 0)),
            height=self._length(trim[1], ("page", "trim", 1)),
            columns=page.columns,
            rows=page.rows,
            em=self._em,
            **lengths,
        )
        self._check_page(geometry)
        return geometry

    def _check_page(self, page: PageGeometry) -> None:
        if page.columns < 1 or page.rows < 1 or page.leading <= 0:
            self._fault(("page",), "columns, rows and leading must be more than nothing")
            return
        right = page.spine_margin + page.full_measure
        if right > page.width:
            self._fault(
                ("page", "measure"),
                f"{page.columns} columns need {right:.1f} pt with the spine margin; "
                f"the trim is {page.width:.1f} pt wide",
                "make the measure, the column gap or the spine margin smaller",
            )
        foot = page.head_margin + page.rows * page.leading
        if foot > page.height:
            self._fault(
                ("page", "rows"),
                f"{page.rows} rows end at {foot:.1f} pt; the trim is {page.height:.1f} pt tall",
                "take fewer rows, less leading or a smaller head margin",
            )

    def _color(self, color: ColorSchema, name: str) -> Color:
        try:
            screen = parse_hex(color.rgb)
        except ValueError as fault:
            self._fault(("palette", name, "rgb"), str(fault))
            return Color((0.0, 0.0, 0.0))
        ink = color.cmyk
        if ink is None:
            return screen
        if len(ink) != 4 or not all(0 <= part <= 100 for part in ink):
            self._fault(
                ("palette", name, "cmyk"), "`cmyk` takes four percentages from 0 to 100"
            )
            return screen
        cyan, magenta, yellow, black = (part / 100 for part in ink)
        return Color(screen.rgb, (cyan, magenta, yellow, black))

    def _text_styles(self, palette: Mapping[str, Color]) -> dict[str, TextStyle]:
        made: dict[str, TextStyle] = {}
        for name in self._schema.text_styles:
            self._text_style(name, palette, made, ())
        return made

    def _text_style(
        self,
        name: str,
        palette: Mapping[str, Color],
        made: dict[str, TextStyle],
        seen: tuple[str, ...],
    ) -> TextStyle:
        if name in made:
            return made[name]
        schema = self._schema.text_styles[name]
        base = TextStyle(name)
        parent = schema.extends
        if parent is not None and (parent in seen or parent == name):
            self._fault(("text_styles", name, "extends"), f"{name!r} extends itself")
        elif parent is not None and parent not in self._schema.text_styles:
            self._unknown(("text_styles", name, "extends"), parent, self._schema.text_styles)
        elif parent is not None:
            base = self._text_style(parent, palette, made, (*seen, name))
        made[name] = self._inherit(name, schema, base, palette)
        return made[name]

    def _inherit(
        self, name: str, schema: TextStyleSchema, base: TextStyle, palette: Mapping[str, Color]
    ) -> TextStyle:
        path = ("text_styles", name)
        # The values are of the fields' own types; pydantic has checked them.
        changes: dict[str, Any] = {
            key: value
            for key, value in dict(schema).items()
            if value is not None and key not in _RESOLVED
        }
        for key, field in LENGTH_FIELDS.items():
            written = getattr(schema, key)
            if written is not None:
                changes[field] = self._length(written, (*path, key))
        for key, field in EM_FIELDS.items():
            written = getattr(schema, key)
            if written is not None:
                changes[field] = self._length(written, (*path, key), em=1.0)
        if schema.color is not None:
            if schema.color in palette:
                changes["color"] = palette[schema.color]
            else:
                self._unknown((*path, "color"), schema.color, palette)
        return replace(base, name=name, **changes)

    def _master(self, name: str, schema: MasterSchema, page: PageGeometry) -> Master:
        path = ("masters", name)
        columns = schema.columns or page.columns
        gap = page.column_gap
        if schema.column_gap:
            gap = self._length(schema.column_gap, (*path, "column_gap"))
        if schema.measure is not None:
            measure = self._length(schema.measure, (*path, "measure"))
        else:
            measure = (page.full_measure - (columns - 1) * gap) / columns
        width = columns * measure + (columns - 1) * gap
        spare = page.full_measure - width
        if spare < -0.01:
            self._fault(path, f"master {name!r} is {-spare:.1f} pt wider than the type area")
        offset = {"left": 0.0, "center": spare / 2, "right": spare}[schema.align]
        return Master(
            name,
            columns,
            measure,
            gap,
            offset,
            schema.sink,
            schema.running_head,
            schema.folio,
            schema.background,
        )

    def _head(self, name: str, schema: HeadSchema) -> HeadStyle:
        return HeadStyle(
            name,
            tuple(schema.parts),
            dict(schema.styles or {}),
            schema.rule,
            schema.bar,
            schema.space_after,
            schema.minimum_rows,
        )

    def _box(self, name: str, schema: BoxSchema) -> BoxStyle:
        path = ("boxes", name)
        fields = dict(schema)
        for key in ("stroke_width", "bar_width", "radius"):
            fields[key] = self._length(fields[key], (*path, key))
        fields["dress"] = schema.dress or {}
        return BoxStyle(name, **fields)

    def _running_head(self) -> RunningHeadStyle:
        fields = dict(self._schema.running_head)
        for key in ("baseline", "rule_y", "rule_width"):
            fields[key] = self._length(fields[key], ("running_head", key))
        return RunningHeadStyle(**fields)

    def _folio(self) -> FolioStyle:
        fields = dict(self._schema.folio)
        for key in ("baseline", "outset"):
            fields[key] = self._length(fields[key], ("folio", key))
        return FolioStyle(**fields)

    def _cover(self) -> CoverStyle:
        fields = dict(self._schema.cover)
        for key, written in fields.items():
            if key not in {"background", "scrim"}:
                fields[key] = self._length(written, ("cover", key))
        return CoverStyle(**fields)

    def _check_names(self, house: HouseStyle) -> None:
        """Every name the style uses must be one it has."""
        for needed, have, where in (
            (NEEDED_TEXT_STYLES, house.text_styles, "text_styles"),
            (NEEDED_BOXES, house.boxes, "boxes"),
            (NEEDED_WORDS, house.words, "words"),
            (("feature",), house.kinds, "kinds"),
        ):
            for name in needed:
                if name not in have:
                    self._fault((where,), f"`{where}` lacks {name!r}, which the engine sets in")
        for name, kind in house.kinds.items():
            self._check_kind(name, kind, house)
        self._check_dress(house)
        self._check_colors(house)

    def _check_dress(self, house: HouseStyle) -> None:
        for name, head in house.heads.items():
            for part, style in head.styles.items():
                self._known(("heads", name, "styles", part), style, house.text_styles)
        for name, box in house.boxes.items():
            for role, style in box.dress.items():
                self._known(("boxes", name, "dress", role), style, house.text_styles)

    def _check_kind(self, name: str, kind: KindStyle, house: HouseStyle) -> None:
        self._known(("kinds", name, "opener"), kind.opener, house.masters)
        self._known(("kinds", name, "continuation"), kind.continuation, house.masters)
        self._known(("kinds", name, "head"), kind.head, house.heads)
        self._known(("kinds", name, "body"), kind.body, house.text_styles)
        self._check_measures(kind, house)

    def _check_colors(self, house: HouseStyle) -> None:
        for name, head in house.heads.items():
            self._colors(("heads", name), (head.rule, head.bar), house)
        for name, box in house.boxes.items():
            self._colors(("boxes", name), (box.fill, box.stroke, box.bar, box.side_bar), house)
        for name, master in house.masters.items():
            self._colors(("masters", name), (master.background,), house)
        furniture = (house.running_head.rule, house.cover.background, house.cover.scrim)
        self._colors(("running_head",), furniture, house)

    def _check_measures(self, kind: KindStyle, house: HouseStyle) -> None:
        opener, rest = (house.masters.get(name) for name in (kind.opener, kind.continuation))
        if opener is None or rest is None:
            return
        if (opener.columns, round(opener.measure, 2)) != (rest.columns, round(rest.measure, 2)):
            self._fault(
                ("kinds", kind.name),
                f"masters {opener.name!r} and {rest.name!r} have other columns: "
                "copy set for one does not fit the other",
                "give both the same `columns` and `measure`",
            )

    def _colors(
        self, path: tuple[str | int, ...], names: Iterable[str], house: HouseStyle
    ) -> None:
        for name in names:
            if name:
                self._known(path, name, house.palette)

    def _known(
        self, path: tuple[str | int, ...], name: str, known: Mapping[str, object]
    ) -> None:
        if name not in known:
            self._unknown(path, name, known)

    def _unknown(
        self, path: tuple[str | int, ...], name: str, known: Mapping[str, object]
    ) -> None:
        import difflib

        near = difflib.get_close_matches(name, known, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(sorted(known))}"
        self._fault(
            path, f"no {path[0] if len(path) < 3 else path[-1]} is called {name!r}", hint
        )
