from __future__ import annotations

import datetime
import time

import pytest

from layout.schema import plain_value
from layout.yaml_source import YamlList, YamlMap, YamlScalar, read_yaml, write_yaml


def _map(text: str) -> YamlMap:
    node = read_yaml(text, "f.yaml")
    assert isinstance(node, YamlMap)
    return node


@pytest.mark.parametrize(
    "word", ["no", "08", "3.10", "1e3", "2031-07-01", "TRUE", "0x10", "Null"]
)
def test_a_word_stays_as_it_was_written(word: str) -> None:
    assert plain_value(read_yaml(f"a: {word}", "f")) == {"a": word}


@pytest.mark.parametrize("nothing", ["", "~", "null"])
def test_nothing_is_nothing_only_without_quotes(nothing: str) -> None:
    scalar = _map(f"a: {nothing}").get("a")
    quoted = _map(f"a: '{nothing}'").get("a")
    assert isinstance(scalar, YamlScalar)
    assert scalar.is_null
    assert isinstance(quoted, YamlScalar)
    assert not quoted.is_null


def test_every_node_knows_its_line_and_column() -> None:
    node = _map("a: 1\n刊: [x,\n  'y']\n")
    assert [(key.line, key.column) for key, _ in node.entries] == [(1, 1), (2, 1)]
    inner = node.get("刊")
    assert isinstance(inner, YamlList)
    assert [(item.line, item.column) for item in inner.items] == [(2, 5), (3, 3)]


def test_a_block_scalar_knows_where_its_text_begins() -> None:
    scalar = _map("a:\n  b: 1\n  body: |\n\n      潮水\n").get("a")
    assert isinstance(scalar, YamlMap)
    body = scalar.get("body")
    assert isinstance(body, YamlScalar)
    assert body.inner == (4, 7)


def test_lines_are_counted_from_where_the_text_stands_in_its_file() -> None:
    node = read_yaml("a: 1\nb: 2", "f", first_line=7)
    assert isinstance(node, YamlMap)
    assert [key.line for key, _ in node.entries] == [7, 8]


def test_a_byte_order_mark_and_windows_line_ends_are_no_fault() -> None:
    assert plain_value(read_yaml(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n", "f")) == {"a": "1", "b": "2"}


def test_an_empty_file_is_null() -> None:
    node = read_yaml("# a remark\n", "f")
    assert isinstance(node, YamlScalar)
    assert node.is_null


@pytest.mark.parametrize(
    "word", ["no", "08", "2031-07-01", "~", "1_000", ".5", "12:30", "", " a"]
)
def test_words_other_readers_would_take_for_something_else_are_quoted(word: str) -> None:
    assert write_yaml({"a": word}) == f'a: "{word}"\n'


@pytest.mark.parametrize("word", ["潮水退去", "a,b", "it's", "2031 \\07 NO.9", "——", "50%"])
def test_words_that_need_no_quotes_have_none(word: str) -> None:
    assert write_yaml({"a": word}) == f"a: {word}\n"


def test_numbers_dates_and_truths_are_written_bare() -> None:
    date = datetime.date(2031, 7, 1)
    written = write_yaml({"n": 3, "f": 0.5, "t": True, "d": date, "x": None})
    assert written == "n: 3\nf: 0.5\nt: true\nd: 2031-07-01\nx:\n"


def test_short_lists_stand_on_one_line_and_text_with_breaks_in_a_block() -> None:
    written = write_yaml({"title": ["旧码头", "换新颜"], "body": "一行\n\n二行"})
    assert written == "title: [旧码头, 换新颜]\nbody: |-\n  一行\n\n  二行\n"


def test_what_cannot_be_read_back_is_not_written() -> None:
    with pytest.raises(ValueError, match="cannot be written"):
        write_yaml({"a": "\x07"})
    with pytest.raises(TypeError, match="set has no place"):
        write_yaml({"a": {1}})


def test_a_nested_bomb_is_refused_at_once() -> None:
    bomb = "a: &a [x, x]\n" + "\n".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]" for n in range(20)
    )
    began = time.perf_counter()
    with pytest.raises(Exception, match="yaml-alias"):
        read_yaml(bomb, "f")
    assert time.perf_counter() - began < 1
