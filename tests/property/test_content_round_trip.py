"""What is written is what is read back."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from layout.content import read_issue, write_issue
from layout.content.faults import Copy, Faults
from layout.content.inline import read_text
from layout.content.markdown import read_blocks
from layout.content.write_inline import write_text
from layout.content.write_markdown import write_blocks
from layout.schema import plain_value
from layout.yaml_source import read_yaml, write_yaml
from tests.support.manuscripts import PICTURES, TOKENS, Maker, without_spans

seeds = st.integers(0, 2**40)


@settings(max_examples=150, deadline=None)
@given(seeds)
def test_running_text_survives_its_written_form(seed: int) -> None:
    text = Maker(seed).head()
    written = write_text(text)
    lines = written.split("\n")
    faults = Faults("f")
    copy = Copy(written, tuple((row, 1) for row in range(1, len(lines) + 1)))
    assert read_text(copy, faults) == text
    assert not faults.findings


@settings(max_examples=120, deadline=None)
@given(seeds)
def test_blocks_survive_markdown(seed: int) -> None:
    blocks = Maker(seed).blocks()
    written = write_blocks(blocks)
    faults = Faults("f")
    read = read_blocks(written, (1, 1), faults)
    assert not faults.findings, f"{faults.findings}\n{written}"
    assert without_spans(read) == without_spans(blocks), written


@settings(max_examples=25, deadline=None)
@given(seeds)
def test_an_issue_survives_its_folder(seed: int) -> None:
    issue = Maker(seed).issue()
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "issue"
        for name in PICTURES:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).touch()
        written = write_issue(issue, folder)
        assert all(path.is_file() for path in written)
        read = read_issue(folder)
    assert without_spans(read) == without_spans(issue)


words = st.text(st.sampled_from("ab：: #\n\t -'\"|>{[&*!%@,?　0."), max_size=9)
values = st.recursive(
    st.none() | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(values)
def test_values_survive_yaml(value: object) -> None:
    written = write_yaml(value)
    assert plain_value(read_yaml(written, "f"), keep_nulls=True) == value, written


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from((*TOKENS, "\n", "\n\n", " ")), max_size=14))
def test_no_markdown_breaks_the_reader(tokens: list[str]) -> None:
    source = "".join(tokens)
    faults = Faults("f")
    read_blocks(source, (1, 1), faults)
    line_count = source.count("\n") + 1
    for finding in faults.findings:
        assert finding.span is not None
        assert 1 <= finding.span.line <= line_count
        assert finding.span.column >= 1
