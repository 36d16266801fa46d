"""`::: chart` ↔ charts: figures in YAML, each with its place where one is wrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from layout.content.fields import checked, node_in, nodes_in, place_of, text_of
from layout.content.inline import drop_autospace
from layout.content.model import Block, Chart, Series
from layout.content.pictures import choice
from layout.content.records import ChartRecord
from layout.content.words import CHART_FORMS, CHART_KINDS, REACHES, SIDEBAR_PLACES
from layout.content.yaml_values import filled, text_value
from layout.errors import ContentError
from layout.yaml_source import YamlList, YamlMap, YamlNode, YamlScalar, read_yaml

if TYPE_CHECKING:
    from layout.content.attributes import RawDiv
    from layout.content.faults import Faults
    from layout.diagnostics import SourceSpan

_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,9})?")
# House choice: more than this no reader tells apart on a page.
MOST_SERIES = 6
MOST_FIGURES = {"bar": 40, "line": 2400, "share": 12}


def read_chart(div: RawDiv, faults: Faults) -> tuple[Block, ...]:
    """The chart of a div; nothing where its figures cannot be drawn."""
    before = len(faults.findings)
    attributes = div.attributes
    if "kind" not in attributes.values:
        hint = f"it may be {', '.join(CHART_KINDS)}"
        faults.add("missing-key", "`::: chart` wants a kind", div.span, hint)
    kind = choice(attributes, "kind", CHART_KINDS, faults)
    form = ""
    if CHART_FORMS[kind]:
        form = choice(attributes, "form", CHART_FORMS[kind], faults)
    elif "form" in attributes.values:
        message = f"a {kind} chart has no other form"
        faults.add("unknown-attribute", message, attributes.span_at("form"))
    reach = choice(attributes, "span", REACHES, faults)
    place = choice(attributes, "place", SIDEBAR_PLACES, faults)
    node = _node_of(div, faults)
    record = checked(ChartRecord, node, faults) if node is not None else None
    if node is None or record is None:
        return ()
    series = _series(node, faults)
    labels = tuple(drop_autospace(label) for label in record.labels)
    _check(kind, labels, series, _Places(node, faults))
    chart = Chart(
        kind=kind,
        form=form,
        labels=labels,
        series=series,
        unit=drop_autospace(record.unit),
        title=text_of(node_in(node, "title"), faults),
        note=text_of(node_in(node, "note"), faults),
        credit=drop_autospace(record.credit),
        alt=attributes.get("alt"),
        reach=reach,
        place=place,
        span=div.span,
        provenance=div.provenance,
    )
    return (chart,) if len(faults.findings) == before else ()


def _node_of(div: RawDiv, faults: Faults) -> YamlMap | None:
    """The mapping in the div, or None, with the fault noted."""
    raw = div.raw
    if raw is None or not raw.text.strip():
        faults.add("empty-div", "`::: chart` is empty", div.span)
        return None
    try:
        node = read_yaml(raw.text, faults.path, first_line=raw.starts[0][0])
    except ContentError as broken:
        faults.findings.extend(broken.diagnostics)
        return None
    if not isinstance(node, YamlMap):
        hint = "write `labels: […]` and `values: […]`"
        faults.add("wrong-type", "`::: chart` holds keys", place_of(node, faults), hint)
        return None
    return node


def _series(node: YamlNode, faults: Faults) -> tuple[Series, ...]:
    """The series there are; a chart of one may have its values alone."""
    found = [
        Series(_values(one, faults), _scalar(one, "name")) for one in nodes_in(node, "series")
    ]
    lone = node_in(node, "values")
    if lone is not None and found:
        message = "`values` and `series` both stand here"
        faults.add("bad-chart", message, place_of(lone, faults), "put the values in a series")
    elif lone is not None:
        found = [Series(_values(node, faults))]
    return tuple(found)


def _scalar(node: YamlNode, key: str) -> str:
    found = node_in(node, key)
    return drop_autospace(found.text) if isinstance(found, YamlScalar) else ""


def _values(node: YamlNode, faults: Faults) -> tuple[str, ...]:
    listed = node_in(node, "values")
    nodes = listed.items if isinstance(listed, YamlList) else nodes_in(node, "values")
    return tuple(_value(one, faults) for one in nodes)


def _value(node: YamlNode, faults: Faults) -> str:
    """One number as written; empty where it is missing."""
    if isinstance(node, YamlScalar):
        written = node.text.strip().replace("−", "-")
        if node.is_null or not written:
            return ""
        if _NUMBER.fullmatch(written):
            return written.removeprefix("+")
        hint = "write plain digits, the unit in `unit`, and `~` where a value is missing"
        message = f"`{node.text}` is not a number"
        faults.add("wrong-type", message, place_of(node, faults), hint)
    else:
        faults.add("wrong-type", "a value is one number", place_of(node, faults))
    return ""


class _Places:
    """Where the parts of a chart stand, and the list of what is wrong with it."""

    def __init__(self, node: YamlMap, faults: Faults) -> None:
        self._node = node
        self._faults = faults

    def at(self, number: int, value: int = -1) -> SourceSpan:
        """Where a series stands, or one value of it."""
        listed = nodes_in(self._node, "series")
        owner = listed[number] if number < len(listed) else self._node
        values = nodes_in(owner, "values")
        if 0 <= value < len(values):
            return place_of(values[value], self._faults)
        return place_of(owner if listed else node_in(owner, "values") or owner, self._faults)

    def add(self, rule: str, message: str, span: SourceSpan, hint: str = "") -> None:
        """Note one fault."""
        self._faults.add(rule, message, span, hint)


def _check(
    kind: str, labels: tuple[str, ...], series: tuple[Series, ...], places: _Places
) -> None:
    if not labels or not any(value for one in series for value in one.values):
        hint = "write `labels: […]` and `values: […]`"
        places.add("empty-chart", "a chart wants labels and values", places.at(0), hint)
        return
    _check_size(kind, labels, series, places)
    for number, one in enumerate(series):
        if len(one.values) != len(labels):
            message = f"{len(one.values)} values for {len(labels)} labels"
            hint = "write `~` where a value is missing"
            places.add("ragged-chart", message, places.at(number), hint)
        if len(series) > 1 and not one.name:
            message = "of several series each wants a `name`"
            places.add("missing-key", message, places.at(number))
    if kind == "share":
        _check_shares(series, places)


def _check_size(
    kind: str, labels: tuple[str, ...], series: tuple[Series, ...], places: _Places
) -> None:
    if len(series) > MOST_SERIES:
        message = f"{len(series)} series; a chart shows {MOST_SERIES} apart"
        places.add("too-many-values", message, places.at(MOST_SERIES))
    figures = len(labels) * len(series)
    if figures > MOST_FIGURES[kind]:
        message = f"{figures} values; a {kind} chart holds {MOST_FIGURES[kind]}"
        hint = "put the small ones together, or make a table of them"
        places.add("too-many-values", message, places.at(0), hint)


def _check_shares(series: tuple[Series, ...], places: _Places) -> None:
    if len(series) > 1:
        message = "shares are of one whole: one series"
        places.add("bad-chart", message, places.at(1), "draw a chart for each")
    for index, value in enumerate(series[0].values):
        if not value:
            places.add("missing-share", "a share wants a number", places.at(0, index))
        elif float(value) < 0:
            message = f"a share cannot be negative: {value}"
            places.add("negative-share", message, places.at(0, index), "draw bars instead")
    if not any(float(value or 0) > 0 for value in series[0].values):
        places.add("empty-chart", "the shares add up to nothing", places.at(0))


def chart_attributes(chart: Chart) -> dict[str, str]:
    """The attributes of a chart in their written form."""
    usual = CHART_FORMS[chart.kind][:1]
    return {
        "kind": chart.kind,
        "form": "" if chart.form in usual else chart.form,
        "span": "" if chart.reach == "column" else chart.reach,
        "place": "" if chart.place == "here" else chart.place,
        "alt": chart.alt,
    }


# Any: what YAML holds, see `yaml_values`.
def chart_values(chart: Chart) -> dict[str, Any]:
    """The figures of a chart, and what is written around them, as YAML has them."""
    rows = [
        filled({"name": one.name, "values": [_number(value) for value in one.values]})
        for one in chart.series
    ]
    lone = len(rows) == 1 and "name" not in rows[0]
    return filled(
        {
            "title": text_value(chart.title),
            "unit": chart.unit,
            "labels": list(chart.labels),
            "values": rows[0]["values"] if lone else [],
            "series": [] if lone else rows,
            "note": text_value(chart.note),
            "credit": chart.credit,
        }
    )


def _number(written: str) -> str | int | float:
    """The number itself where it is written as numbers are, else its characters."""
    for number in (int, float):
        try:
            if str(number(written)) == written:
                return number(written)
        except ValueError:
            continue
    return written
