"""A house style as written → lengths in points, colours by value, inherited styles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from layout.color import Color, parse_hex, tint
from layout.geometry import Pt, fits, parse_length
from layout.record import replace
from layout.styles.fit import check_fit
from layout.styles.masters import extended_masters
from layout.styles.model import (
    BoxStyle,
    CoverStyle,
    FolioStyle,
    HeadPanel,
    HeadStyle,
    HouseStyle,
    KindStyle,
    Master,
    PageGeometry,
    RunningHeadStyle,
    TabStyle,
    TextStyle,
)
from layout.styles.names import check_names, face_places
from layout.styles.ranges import RANGES
from layout.styles.scale import check_scale, head_sizes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layout.schema import Model
    from layout.styles.faults import Faults, KeyPath
    from layout.styles.schema import (
        BoxSchema,
        ColorSchema,
        HeadPanelSchema,
        HeadSchema,
        HouseStyleSchema,
        KindSchema,
        MasterSchema,
        SpotSchema,
        TextStyleSchema,
    )

_ROWS = re.compile(r"\s*(\d+(?:\.\d+)?)\s*row\s*\Z")
_SHARE = re.compile(r"\s*(\d+(?:\.\d+)?)\s*%\s*\Z")
MOST_SHARE = 100
_FULL = 100  # percent
# Names that mean no ink or all of them, and those of the process inks (ISO 32000-2 8.6.6.4).
_NO_INKS = frozenset({"All", "None", "Cyan", "Magenta", "Yellow", "Black"})
LENGTH_FIELDS = {"size": "size", "leading": "leading"}
EM_FIELDS = {
    "indent": "indent_em",
    "hanging": "hanging_em",
    "tracking": "tracking_em",
    "autospace": "autospace_em",
}

_RESOLVED = frozenset({"extends", "color", *LENGTH_FIELDS, *EM_FIELDS})


class Resolver:
    """Resolves one house style; what is wrong collects in `faults`, each at its place."""

    def __init__(self, schema: HouseStyleSchema, faults: Faults) -> None:
        self._schema = schema
        self.faults = faults
        self._em: Pt = 10.0
        self._row: Pt = 0.0
        self._scale: dict[str, Pt] = {}
        self._spots: dict[str, Color] = {}

    def house_style(self) -> HouseStyle:
        """The resolved style; only to be used when `faults` holds no error afterwards."""
        schema = self._schema
        self._em = self._length(schema.page.em, ("page", "em"), em=None) or 10.0
        page = self._page()
        self._row = page.leading
        palette = {name: self._color(color, name) for name, color in schema.palette.items()}
        self._scale = {
            name: self._length(size, ("type_scale", name))
            for name, size in (schema.type_scale or {}).items()
        }
        styles = self._text_styles(palette)
        masters = {
            name: self._master(name, item, page)
            for name, item in extended_masters(schema.masters, self.faults).items()
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
            {name: self._kind(name, item) for name, item in schema.kinds.items()},
            boxes,
            self._running_head(page),
            self._folio(page),
            self._cover(page),
            dict(schema.words or {}),
            dict(schema.ornaments or {}),
            faces=face_places(schema, self.faults),
            tab=self._tab(page),
        )
        check_names(house, schema, self.faults)
        if not self.faults.errors:  # a value out of its range would seem not to fit as well
            check_fit(house, schema, self.faults)
        house = replace(house, head_sizes=head_sizes(house))
        check_scale(house, schema.type_scale, self.faults)
        return replace(house, findings=tuple(self.faults.warnings))

    def _length(self, text: str, path: KeyPath, em: Pt | None = -1.0) -> Pt:
        em = self._em if em == -1.0 else em
        rows = _ROWS.match(text)
        if rows is not None and self._row:
            length = float(rows[1]) * self._row
        else:
            try:
                length = parse_length(text, em=em)
            except ValueError as fault:
                self.faults.add(path, str(fault))
                return 0.0
        return self._within(length, text, path, em or 1.0)

    def _within(self, value: float, written: str, path: KeyPath, em: Pt = 1.0) -> float:
        """The value, or the nearest that may be, so that what follows from it can be told."""
        key = next(part for part in reversed(path) if isinstance(part, str))
        allowed = RANGES.get(f"{path[0]}.{key}") or RANGES.get(f"{path[0]}.*")
        if allowed is None:
            return value
        least, most = allowed.bounds(em)
        if not (fits(least, value) and fits(value, most)):
            message = f"`{key}` is {written}"
            self.faults.add(path, message, allowed.told, rule="out-of-range")
        return min(max(value, least), most)

    def _fields(self, schema: Model, path: KeyPath) -> dict[str, Any]:
        """The fields of a schema, every number among them within its range.

        The values are of the fields' own types; pydantic has checked them.
        """
        fields = dict(schema)
        for key, value in fields.items():
            if isinstance(value, int | float) and not isinstance(value, bool):
                kept = self._within(value, f"{value:g}", (*path, key))
                fields[key] = type(value)(kept)
        return fields

    def _page(self) -> PageGeometry:
        page = self._schema.page
        if len(page.trim) != 2:
            self.faults.add(("page", "trim"), "`trim` takes two lengths: [width, height]")
        trim = (*page.trim, "210mm", "285mm")
        counts = self._fields(page, ("page",))
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
        return PageGeometry(
            width=self._length(trim[0], ("page", "trim", 0)),
            height=self._length(trim[1], ("page", "trim", 1)),
            columns=counts["columns"],
            rows=counts["rows"],
            em=self._em,
            **lengths,
        )

    def _color(self, color: ColorSchema, name: str) -> Color:
        try:
            screen = parse_hex(color.rgb)
        except ValueError as fault:
            self.faults.add(("palette", name, "rgb"), str(fault))
            return Color((0.0, 0.0, 0.0))
        ink = color.cmyk
        if ink is None:
            if color.spot is not None:
                message = "a spot colour takes `cmyk` too: the inks that stand in for it"
                self.faults.add(("palette", name, "spot"), message)
            return screen
        if len(ink) != 4 or not all(0 <= part <= 100 for part in ink):
            self.faults.add(
                ("palette", name, "cmyk"), "`cmyk` takes four percentages from 0 to 100"
            )
            return screen
        cyan, magenta, yellow, black = (part / 100 for part in ink)
        mixed = Color(screen.rgb, (cyan, magenta, yellow, black))
        return mixed if color.spot is None else self._spot(mixed, color.spot, name)

    def _spot(self, mixed: Color, spot: SpotSchema, name: str) -> Color:
        """A tint of a spot ink; `rgb` and `cmyk` of the palette are those of the full ink."""
        if not 0 < spot.tint <= _FULL:
            message = "`tint` is a percentage over 0, up to 100"
            self.faults.add(("palette", name, "spot", "tint"), message)
            return mixed
        if not spot.name.strip() or spot.name in _NO_INKS:
            message = f"{spot.name!r} is no name of a spot ink"
            self.faults.add(("palette", name, "spot", "name"), message)
        ink = Color(mixed.rgb, mixed.cmyk, spot.name)
        if self._spots.setdefault(spot.name, ink) != ink:
            message = f"{spot.name} has other `rgb` or `cmyk` elsewhere in the palette"
            self.faults.add(("palette", name, "spot"), message)
        return tint(ink, spot.tint / _FULL)

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
            circle = " → ".join(
                (*seen[seen.index(parent) if parent in seen else len(seen) :], name)
            )
            message = f"{name!r} extends itself: {circle} → {parent}"
            hint = "let one of them stand without `extends`"
            self.faults.add(("text_styles", name, "extends"), message, hint)
        elif parent is not None and parent not in self._schema.text_styles:
            known = self._schema.text_styles
            self.faults.known(("text_styles", name, "extends"), "text style", parent, known)
        elif parent is not None:
            base = self._text_style(parent, palette, made, (*seen, name))
        made[name] = self._inherit(name, schema, base, palette)
        return made[name]

    def _inherit(
        self, name: str, schema: TextStyleSchema, base: TextStyle, palette: Mapping[str, Color]
    ) -> TextStyle:
        path = ("text_styles", name)
        changes = {
            key: value
            for key, value in self._fields(schema, path).items()
            if value is not None and key not in _RESOLVED
        }
        for key, field in LENGTH_FIELDS.items():
            written = getattr(schema, key)
            if written is not None:
                changes[field] = self._type_length(key, written, (*path, key))
        for key, field in EM_FIELDS.items():
            written = getattr(schema, key)
            if written is not None:
                changes[field] = self._length(written, (*path, key), em=1.0)
        if schema.color is not None:
            if schema.color in palette:
                changes["color"] = palette[schema.color]
            self.faults.known((*path, "color"), "colour", schema.color, palette)
        return replace(base, name=name, **changes)

    def _type_length(self, key: str, written: str, path: KeyPath) -> Pt:
        """A size by its name in the type scale, or a length."""
        if key == "size" and written in self._scale:
            return self._scale[written]
        if key == "size" and self._scale and written[:1].isalpha():
            self.faults.known(path, "size of the type scale", written, self._scale)
            return self._em
        return self._length(written, path)

    def _master(self, name: str, schema: MasterSchema, page: PageGeometry) -> Master:
        path = ("masters", name)
        counts = self._fields(schema, path)
        columns = counts["columns"] or page.columns
        gap = page.column_gap
        if schema.column_gap:
            gap = self._length(schema.column_gap, (*path, "column_gap"))
        measures = self._measures(schema, path)
        columns = len(measures) or columns
        if schema.measure is not None:
            measure = self._measure(schema.measure, page, (*path, "measure"))
        else:
            measure = (page.full_measure - (columns - 1) * gap) / columns
        measure = max(measures, default=measure)
        width = (sum(measures) or columns * measure) + (columns - 1) * gap
        spare = page.full_measure - width
        recto, verso = {
            "left": (0.0, None),
            "center": (spare / 2, None),
            "right": (spare, None),
            "inner": (0.0, spare),
            "outer": (spare, 0.0),
        }[schema.align]
        return Master(
            name,
            columns,
            measure,
            gap,
            recto,
            counts["sink"],
            schema.running_head,
            schema.folio,
            schema.background,
            measures,
            page.em,
            verso,
            schema.tab,
            schema.picture,
            schema.start,
            self._panel(schema.head_panel, page, (*path, "head_panel")),
            schema.label,
        )

    def _measures(self, schema: MasterSchema, path: KeyPath) -> tuple[Pt, ...]:
        """The columns' own measures, where a master gives each one."""
        written = schema.measures or []
        if not written:
            return ()
        if schema.measure is not None or schema.columns not in {None, len(written)}:
            hint = "leave `columns` and `measure` out"
            self.faults.add(
                (*path, "measures"), "`measures` says how many columns there are", hint
            )
        return tuple(
            self._length(text, (*path, "measures", at)) for at, text in enumerate(written)
        )

    def _panel(
        self, schema: HeadPanelSchema | None, page: PageGeometry, path: KeyPath
    ) -> HeadPanel:
        if schema is None:
            return HeadPanel(measure=page.full_measure / 2)
        fields = self._fields(schema, path)
        fields["measure"] = self._measure(schema.measure, page, (*path, "measure"))
        return HeadPanel(**fields)

    def _measure(self, written: str, page: PageGeometry, path: KeyPath) -> Pt:
        """A measure; a share of the type area comes out in whole ems.

        Source: CLREQ 3.2 #measure_of_type_area.
        """
        if not written.rstrip().endswith("%"):
            return self._length(written, path)
        length = self._share(written, page.full_measure, path)
        return max(1, int(length / self._em + 1e-6)) * self._em

    def _share(self, written: str, whole: Pt, path: KeyPath) -> Pt:
        """A share of a length, such as `74%`."""
        match = _SHARE.match(written)
        if match is None or float(match[1]) > MOST_SHARE:
            told = "write a number from 0 to 100 and %, or a length"
            self.faults.add(path, f"{written!r} is no share", told)
            return whole / 2
        return float(match[1]) / 100 * whole

    def _place(self, written: str, whole: Pt, path: KeyPath) -> Pt:
        """A place on the page: a length from the trim's edge, or a share of the trim."""
        if written.rstrip().endswith("%"):
            return self._share(written, whole, path)
        return self._length(written, path)

    def _head(self, name: str, schema: HeadSchema) -> HeadStyle:
        counts = self._fields(schema, ("heads", name))
        return HeadStyle(
            name,
            tuple(schema.parts),
            dict(schema.styles or {}),
            schema.rule,
            schema.bar,
            counts["space_after"],
            counts["minimum_rows"],
        )

    def _kind(self, name: str, schema: KindSchema) -> KindStyle:
        return KindStyle(name, **self._fields(schema, ("kinds", name)))

    def _box(self, name: str, schema: BoxSchema) -> BoxStyle:
        path = ("boxes", name)
        fields = self._fields(schema, path)
        for key in ("stroke_width", "bar_width", "radius"):
            fields[key] = self._length(fields[key], (*path, key))
        fields["dress"] = schema.dress or {}
        return BoxStyle(name, **fields)

    def _running_head(self, page: PageGeometry) -> RunningHeadStyle:
        fields = self._fields(self._schema.running_head, ("running_head",))
        for key in ("baseline", "rule_y"):
            fields[key] = self._place(fields[key], page.height, ("running_head", key))
        fields["rule_width"] = self._length(
            fields["rule_width"], ("running_head", "rule_width")
        )
        return RunningHeadStyle(**fields)

    def _folio(self, page: PageGeometry) -> FolioStyle:
        fields = dict(self._schema.folio)
        fields["baseline"] = self._place(fields["baseline"], page.height, ("folio", "baseline"))
        fields["outset"] = self._length(fields["outset"], ("folio", "outset"))
        return FolioStyle(**fields)

    def _tab(self, page: PageGeometry) -> TabStyle | None:
        schema = self._schema.tab
        if schema is None or not schema.show:
            return None
        fields = dict(schema)
        del fields["show"]
        fields["width"] = self._place(schema.width, page.width, ("tab", "width"))
        for key in ("height", "top", "bottom", "gap"):
            fields[key] = self._place(fields[key], page.height, ("tab", key))
        return TabStyle(**fields)

    def _cover(self, page: PageGeometry) -> CoverStyle:
        fields = self._fields(self._schema.cover, ("cover",))
        for key in ("masthead_baseline", "latin_baseline", "issue_line_baseline", "lines_top"):
            fields[key] = self._place(fields[key], page.height, ("cover", key))
        for key in ("lines_x", "lines_measure"):
            fields[key] = self._place(fields[key], page.width, ("cover", key))
        return CoverStyle(**fields)
