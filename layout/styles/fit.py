"""What the values of a house style give together must fit: columns, boxes, type, furniture.

Called when each value alone is within its range (`layout.styles.ranges`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.geometry import Pt, fits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.styles.faults import Faults, KeyPath
    from layout.styles.model import (
        BoxStyle,
        HouseStyle,
        KindStyle,
        Master,
        PageGeometry,
        TextStyle,
    )
    from layout.styles.schema import HouseStyleSchema

# Han is drawn over nine tenths of its em: lines closer than this run into each other.
LEAST_LEADING_EM = 0.7
# White between a drop cap and its lines, and the least copy beside it.
CAP_GAP_EM = 0.25
LEAST_BESIDE_CAP_EM = 2
# No tier of vertical copy is lower than this.
LEAST_TIER_ROWS = 5
# How far a face's ink reaches over and under its baseline, in em (OS/2 of Chinese faces).
ASCENT_EM, DESCENT_EM = 0.88, 0.12


def check_fit(house: HouseStyle, schema: HouseStyleSchema, faults: Faults) -> None:
    """Note what cannot stand where the style puts it, and warn of furniture over copy."""
    _check_page(house.page, faults)
    if faults.errors:
        return
    for name, master in house.masters.items():
        _check_master(name, master, house.page, faults)
    _check_rows(house, schema, faults)
    for name, style in house.text_styles.items():
        _check_type(name, style, house, schema, faults)
    if faults.errors:
        return
    for kind in house.kinds.values():
        _check_kind(kind, house, faults)
    _check_places(house, faults)
    if faults.errors:
        return
    for name, box in house.boxes.items():
        _check_box(name, box, house, faults)
    _warn_of_furniture_over_copy(house, faults)


def _check_page(page: PageGeometry, faults: Faults) -> None:
    right = page.spine_margin + page.full_measure
    if not fits(right, page.width):
        faults.add(
            ("page", "measure"),
            f"{page.columns} columns need {right:.1f} pt with the spine margin; "
            f"the trim is {page.width:.1f} pt wide",
            "make the measure, the column gap or the spine margin smaller",
        )
    foot = page.head_margin + page.rows * page.leading
    if not fits(foot, page.height):
        faults.add(
            ("page", "rows"),
            f"{page.rows} rows end at {foot:.1f} pt; the trim is {page.height:.1f} pt tall",
            "take fewer rows, less leading or a smaller head margin",
        )
    if not fits(LEAST_LEADING_EM * page.em, page.leading):
        faults.add(
            ("page", "leading"),
            f"a leading of {page.leading:.1f} pt sets lines of {page.em:.1f} pt into each "
            "other",
            f"it may be {LEAST_LEADING_EM * page.em:.1f} pt, {LEAST_LEADING_EM:g} em, or more",
        )


def _check_master(name: str, master: Master, page: PageGeometry, faults: Faults) -> None:
    path = ("masters", name)
    if not fits(page.em, min(master.column_measures("recto"))):
        faults.add(
            path,
            f"{master.columns} columns leave {master.measure:.1f} pt for each, which is less "
            f"than an em of {page.em:.1f} pt",
            "take fewer columns or a smaller column gap",
        )
    elif master.width > page.full_measure + 0.01:
        faults.add(
            path,
            f"master {name!r} is {master.width - page.full_measure:.1f} pt wider than the type "
            f"area of {page.full_measure / page.em:g}em, told at {faults.place(('page',))}",
            f"name {name!r} anew under `masters` with columns that fit, or widen `page`",
        )
    _check_below((*path, "sink"), master.sink, page.rows, faults, "it leaves no row for copy")


def _check_below(path: KeyPath, rows: float, end: int, faults: Faults, why: str) -> None:
    if rows >= end:
        faults.add(
            path, f"`{path[-1]}` is {rows:g}: {why}", f"it may be from 0 to {end - 1} rows"
        )


def _check_rows(house: HouseStyle, schema: HouseStyleSchema, faults: Faults) -> None:
    """White counted in rows must leave a row of the type area."""
    rows = house.page.rows
    why = f"a column has {rows} rows"
    for path, value in _white(house, schema):
        _check_below(path, value, rows, faults, why)
    for name, box in house.boxes.items():
        path = ("boxes", name, "padding_rows")
        half = (rows + 1) // 2
        _check_below(path, box.padding_rows, half, faults, f"it counts twice, and {why}")


def _white(house: HouseStyle, schema: HouseStyleSchema) -> Iterator[tuple[KeyPath, float]]:
    """Every value in rows, with its place."""
    for name, head in house.heads.items():
        yield ("heads", name, "space_after"), head.space_after
        yield ("heads", name, "minimum_rows"), head.minimum_rows
    for name, style in schema.text_styles.items():  # as written: not once more in each child
        yield ("text_styles", name, "space_before"), style.space_before or 0.0
        yield ("text_styles", name, "space_after"), style.space_after or 0.0
    for name, box in house.boxes.items():
        yield ("boxes", name, "space_rows"), box.space_rows
        yield ("boxes", name, "min_rows"), box.min_rows
    for name, kind in house.kinds.items():
        yield ("kinds", name, "drop_cap"), kind.drop_cap
        yield ("kinds", name, "vertical_rows"), kind.vertical_rows


def _check_type(
    name: str, style: TextStyle, house: HouseStyle, schema: HouseStyleSchema, faults: Faults
) -> None:
    written = schema.text_styles[name]
    if written.leading is None and written.size is None:
        return  # as the style it extends
    path = ("text_styles", name, "leading" if written.leading is not None else "size")
    least = LEAST_LEADING_EM * style.size
    if not fits(least, style.leading):
        faults.add(
            path,
            f"a leading of {style.leading:.1f} pt sets lines of {style.size:.1f} pt into each "
            "other",
            f"it may be {least:.1f} pt ({LEAST_LEADING_EM:g} em) or more",
        )
    page = house.page
    column = page.rows * page.leading
    if written.leading is not None and not fits(style.leading, column):
        faults.add(
            path,
            f"a leading of {style.leading:.1f} pt is more than a column is high",
            f"it may be {column:.1f} pt at most",
        )
    side = min(page.width, page.height)
    if written.size is not None and not fits(style.size, side):
        faults.add(
            ("text_styles", name, "size"),
            f"a size of {style.size:.1f} pt is more than the trim is wide",
            f"it may be {side:.1f} pt at most",
        )


def _least_measure(style: TextStyle) -> Pt:
    """What a line of a style takes at least: its white, and one character."""
    return (max(style.indent_em, style.hanging_em, 0.0) + 1) * style.size


def _check_kind(kind: KindStyle, house: HouseStyle, faults: Faults) -> None:
    opener, rest = house.masters[kind.opener], house.masters[kind.continuation]
    if _measures(opener) != _measures(rest):
        faults.add(
            ("kinds", kind.name),
            f"masters {kind.opener!r} and {kind.continuation!r} have other columns: "
            "copy set for one does not fit the other",
            "give both the same `columns` and `measure`",
        )
    body, page = house.text_styles[kind.body], house.page
    if not fits(_least_measure(body), rest.measure):
        faults.add(
            ("text_styles", kind.body, "size"),
            f"a character of {kind.body!r} with its indent takes "
            f"{_least_measure(body):.1f} pt; "
            f"a column of master {kind.continuation!r} has {rest.measure:.1f} pt",
            "make `size` or `indent` smaller, or the column wider",
        )
    _check_vertical(kind, rest, faults)
    cap = ((kind.drop_cap - 1) * page.leading + page.em) * (1 + CAP_GAP_EM)
    if kind.drop_cap and not fits(cap + LEAST_BESIDE_CAP_EM * page.em, rest.measure):
        faults.add(
            ("kinds", kind.name, "drop_cap"),
            f"a first character over {kind.drop_cap} rows leaves no room beside it in a column "
            f"of {rest.measure:.1f} pt",
            "take fewer rows",
        )


def _measures(master: Master) -> list[float]:
    return [round(measure, 2) for measure in master.column_measures("recto")]


def _check_vertical(kind: KindStyle, master: Master, faults: Faults) -> None:
    path = ("kinds", kind.name, "vertical_rows")
    if kind.vertical_rows and master.columns != 1:
        faults.add(
            path,
            f"vertical copy goes from right to left over the page; master {master.name!r} has "
            f"{master.columns} columns",
            "name masters with `columns: 1`; tiers stand one below the other",
        )
    if 0 < kind.vertical_rows < LEAST_TIER_ROWS:
        faults.add(
            path,
            f"a tier of {kind.vertical_rows} rows is too low for copy",
            f"it may be {LEAST_TIER_ROWS} rows or more, or 0 for horizontal copy",
        )


def _check_box(name: str, box: BoxStyle, house: HouseStyle, faults: Faults) -> None:
    body = house.text_styles[box.dress.get("body", "body")]
    least = max(house.page.em, _least_measure(body))
    for path, room, master in _rooms(name, box, house):
        if not fits(least, room):
            faults.add(
                path,
                f"a box {name!r} leaves its copy {max(room, 0.0):.1f} pt on master {master!r}; "
                f"a line takes {least:.1f} pt at least",
                "take less padding or fewer columns, or set what stands in it smaller",
            )
            return


def _rooms(name: str, box: BoxStyle, house: HouseStyle) -> Iterator[tuple[KeyPath, Pt, str]]:
    """The measures a box leaves its copy: in a column, and over the full measure."""
    em = house.page.em
    padding = 2 * box.padding_em * em
    for at in dict.fromkeys(kind.continuation for kind in house.kinds.values()):
        master = house.masters[at]
        yield ("boxes", name, "padding_em"), _whole_ems(master.measure - padding, em), at
        if name == "sidebar" and box.full_from_rows and master.columns > 1:
            columns = box.inner_columns
            room = (master.width - padding - (columns - 1) * master.column_gap) / columns
            yield ("boxes", name, "inner_columns"), _whole_ems(room, em), at


def _whole_ems(length: Pt, em: Pt) -> Pt:
    return (length + 1e-6) // em * em


def _check_places(house: HouseStyle, faults: Faults) -> None:
    """What the style gives a place of its own must stand on the page."""
    page, cover = house.page, house.cover
    places = (
        (("running_head", "baseline"), house.running_head.baseline),
        (("running_head", "rule_y"), house.running_head.rule_y),
        (("folio", "baseline"), house.folio.baseline),
        (("cover", "masthead_baseline"), cover.masthead_baseline),
        (("cover", "latin_baseline"), cover.latin_baseline),
        (("cover", "issue_line_baseline"), cover.issue_line_baseline),
        (("cover", "lines_top"), cover.lines_top),
    )
    for path, y in places:
        if not fits(y, page.height):
            faults.add(
                path,
                f"`{path[1]}` lies at {y:.1f} pt, off the page",
                f"it may be {page.height:.1f} pt at most, the trim's foot",
            )
    right = cover.lines_x + cover.lines_measure
    if not fits(right, page.width):
        faults.add(
            ("cover", "lines_measure"),
            f"the lines end at {right:.1f} pt; the trim is {page.width:.1f} pt wide",
            "make `lines_measure` or `lines_x` smaller",
        )
    outer = page.width - page.spine_margin - page.full_measure
    outset = house.folio.outset
    if not (fits(-page.full_measure, outset) and fits(outset, outer)):
        faults.add(
            ("folio", "outset"),
            f"the folio stands {outset:.1f} pt outside the type area, off the page",
            f"it may be {outer:.1f} pt at most, the outer margin",
        )


def _warn_of_furniture_over_copy(house: HouseStyle, faults: Faults) -> None:
    """A warning where furniture stands in the rows of the type area."""
    head, folio, styles = house.running_head, house.folio, house.text_styles
    half = head.rule_width / 2
    rule = (head.rule_y - half, head.rule_y + half)
    line, number = styles["running-head"].size, styles["folio"].size
    shown = any(master.running_head for master in house.masters.values())
    furniture = (
        (shown, ("running_head", "baseline"), _ink(head.baseline, line)),
        (shown and head.rule, ("running_head", "rule_y"), rule),
        (
            any(master.folio for master in house.masters.values()),
            ("folio", "baseline"),
            _ink(folio.baseline, number),
        ),
    )
    page = house.page
    foot = page.head_margin + page.rows * page.leading
    for is_shown, path, (top, bottom) in furniture:
        if is_shown and not (fits(bottom, page.head_margin) or fits(foot, top)):
            faults.warn(
                "furniture-over-copy",
                path,
                f"`{path[0]}` reaches from {top:.1f} to {bottom:.1f} pt, into the type area, "
                f"which reaches from {page.head_margin:.1f} to {foot:.1f} pt",
                f"move `{path[1]}`, or the margins of `page`",
            )


def _ink(baseline: Pt, size: Pt) -> tuple[Pt, Pt]:
    return baseline - ASCENT_EM * size, baseline + DESCENT_EM * size
