"""What a chart says, for those who do not see it: in words, and in figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.flow.inlines import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layout.content.model import Chart, Series

# What the house style's `words` say where they are silent.
KINDS = {"bar": "条形图", "line": "折线图", "share": "份额图"}
UNIT, MISSING = "单位", "缺"


def alt_of_chart(block: Chart, named: Mapping[str, str]) -> str:
    """The writer's own words for a chart; else its title, unit and every figure.

    `named` are the house style's words: `chart-bar`, `chart-line`, `chart-share`, `unit`,
    `missing`.
    """
    if block.alt:
        return block.alt
    title = words(block.title).replace("\n", " ")
    kind = named.get(f"chart-{block.kind}", KINDS[block.kind])
    unit = f"{named.get('unit', UNIT)}：{block.unit}" if block.unit else ""
    head = "，".join(part for part in (f"{kind}《{title}》" if title else kind, unit) if part)
    missing = named.get("missing", MISSING)
    rows = [_row(block, series, missing) for series in block.series]
    return "。".join((head, *rows)) + "。"


def _row(block: Chart, series: Series, missing: str) -> str:
    pairs = zip(block.labels, series.values, strict=True)
    said = "，".join(f"{label} {value or missing}" for label, value in pairs)
    return f"{series.name}：{said}" if series.name else said


def chart_data(block: Chart) -> tuple[tuple[str, str], ...]:
    """A chart's fields and figures: its labels in order, then each series with its values."""
    fields = (
        ("kind", block.kind),
        ("title", words(block.title)),
        ("unit", block.unit),
        ("note", words(block.note)),
        ("credit", block.credit),
    )
    labels = (("label", label) for label in block.labels)
    series = (
        pair
        for one in block.series
        for pair in (("series", one.name), *(("value", value) for value in one.values))
    )
    return (*fields, *labels, *series)
