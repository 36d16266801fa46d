"""One table and each kind of chart, as the display list has them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.figures import figure_setting, read_figure, set_figure, shown

GOLDEN = Path(__file__).parent / "golden"
FIGURES = {
    "table": """::: table {title=吞吐量 align="left decimal" numbering=一 note=来源 credit=何棠}
| 泊位 | 吞吐量 \\ （万吨） |
| --- | ---: |
| 一号 | 12.5 |
| 北岸的客运与岛际货运联合码头在去年秋天 | 108.25 |
| 三号 | — |
:::""",
    "bars-lying": """::: chart {kind=bar}
title: 同比
unit: "%"
labels: [粮食, 煤炭, 木材]
values: [3.2, -12.4, ~]
note: 来源：港务局
:::""",
    "bars-standing": """::: chart {kind=bar form=vertical span=full}
title: 吞吐量
unit: 万吨
labels: [2029年, 2030年]
series:
  - {name: 一号, values: [12, 18.5]}
  - {name: 二号, values: [8, -6.5]}
:::""",
    "lines": """::: chart {kind=line}
title: 水位
unit: 米
labels: [2028, 2029, 2030]
series:
  - {name: 南岸, values: [3.2, 4.4, 4.9]}
  - {name: 北岸, values: [2.9, ~, 4.8]}
:::""",
    "share-bar": """::: chart {kind=share}
title: 货类
unit: 万吨
labels: [集装箱, 散货, 其他]
values: [120, 64, 3]
:::""",
    "share-donut": """::: chart {kind=share form=donut}
title: 旅客
unit: "%"
labels: [本市, 海岛, 外地]
values: [46, 40, 14]
:::""",
}


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_drawn_as_it_was_accepted(
    name: str, request: pytest.FixtureRequest
) -> None:
    setting = figure_setting()
    found = shown(set_figure(read_figure(FIGURES[name]), setting), setting)
    file = GOLDEN / f"{name}.txt"
    if request.config.getoption("--accept"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(found, "utf-8")
    assert found == file.read_text("utf-8")
