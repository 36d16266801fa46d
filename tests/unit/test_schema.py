from __future__ import annotations

import datetime
import subprocess
import sys
from typing import Literal

import pytest

from layout.errors import StyleError
from layout.schema import Model, span_at, suggest, validate
from layout.yaml_source import read_yaml


class Leaf(Model):
    size: float = 10.0
    place: Literal["top", "bottom"] = "top"


class Tree(Model):
    title: str
    pages: int = 1
    bleeds: bool = False
    date: datetime.date | None = None
    leaves: tuple[Leaf, ...] = ()
    named: dict[str, Leaf] | None = None


def _faults(text: str) -> list[tuple[str, str, str, str]]:
    with pytest.raises(StyleError) as caught:
        validate(Tree, read_yaml(text, "f"), "f", fault=StyleError)
    return [
        (str(one.span).removeprefix("f:"), one.rule, one.message, one.hint)
        for one in caught.value.diagnostics
    ]


def test_scalars_become_what_the_schema_wants() -> None:
    text = "title: no\npages: 08\nbleeds: true\ndate: 2031-07-01\nleaves: [{size: 3.50}]\n"
    tree = validate(Tree, read_yaml(text, "f"), "f")
    assert tree == Tree(
        title="no",
        pages=8,
        bleeds=True,
        date=datetime.date(2031, 7, 1),
        leaves=(Leaf(size=3.5),),
    )


def test_a_key_without_a_value_counts_as_not_written() -> None:
    assert validate(Tree, read_yaml("title: a\npages:\n", "f"), "f").pages == 1


def test_nulls_are_passed_on_where_they_are_asked_for() -> None:
    text = "title: a\ndate: ~\n"
    assert validate(Tree, read_yaml(text, "f"), "f", keep_nulls=True).date is None


def test_an_unknown_key_is_met_with_the_nearest_known_one() -> None:
    assert _faults("title: a\nleaves:\n  - {plac: top}\n") == [
        ("3:6", "unknown-key", "unknown key `plac`", "did you mean `place`?")
    ]


def test_keys_of_named_parts_are_known_too() -> None:
    found = _faults("title: a\nnamed: {oak: {siz: 3}}\n")
    assert found == [("2:15", "unknown-key", "unknown key `siz`", "did you mean `size`?")]


def test_all_faults_come_at_once_in_the_order_of_the_file() -> None:
    found = _faults("pages: many\nleaves: [{place: tops}, {size: nan}]\nbleeds: x\nextra: 1\n")
    assert [(place, rule) for place, rule, _, _ in found] == [
        ("1:1", "missing-key"),
        ("1:8", "wrong-type"),
        ("2:18", "unknown-value"),
        ("2:32", "wrong-type"),
        ("3:9", "wrong-type"),
        ("4:1", "unknown-key"),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title: [a]", "`title` wants text, not a list"),
        ("title: a\npages: 1.5", "`pages` wants a whole number, not `1.5`"),
        ("title: a\nleaves: {size: 1}", "`leaves` wants a list, not keys with values"),
        ("title: a\nleaves: [x]", "`leaves` wants keys with values, not `x`"),
        ("- a", "`the file` wants keys with values, not a list"),
        ("title: a\ndate: 2031-02-30", "`date` wants a date such as 2031-07-01"),
    ],
)
def test_a_message_says_what_is_wanted_and_what_stands_there(text: str, message: str) -> None:
    assert message in [found[2].replace(", not `2031-02-30`", "") for found in _faults(text)]


def test_a_key_path_leads_to_its_place_or_the_nearest() -> None:
    node = read_yaml("a:\n  b: [x, {c: 1}]\n", "f")
    assert str(span_at(node, ("a", "b", 1, "c"), "f")) == "f:2:14"
    assert str(span_at(node, ("a", "z"), "f")) == "f:2:3"


def test_a_word_far_from_all_known_ones_is_met_with_the_list() -> None:
    assert suggest("zzz", ("top", "bottom")) == "it may be top, bottom"


def test_building_a_schema_does_not_search_for_plugins() -> None:
    program = (
        "import sys; from layout.schema import Model, validate;"
        "from layout.yaml_source import read_yaml;"
        "M = type('M', (Model,), {'__annotations__': {'a': int}});"
        "assert validate(M, read_yaml('a: 1', 'f'), 'f').a == 1;"
        "assert 'importlib.metadata' not in sys.modules;"
        "assert 'pydantic.plugin._loader' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
