from __future__ import annotations

import pytest

from layout.errors import ContentError, StyleError
from layout.yaml_source import MAX_SOURCE_BYTES, read_yaml

FAULTS: list[tuple[str | bytes, str, str]] = [
    ("a: 1\nb: 2\na: 3\n", "f:3:1", "duplicate-key"),
    ("a: {x: 1, x: 2}\n", "f:1:11", "duplicate-key"),
    ("a: &x 1\nb: *x\n", "f:2:4", "yaml-alias"),
    ("a: &x [*x]\n", "f:1:8", "yaml-alias"),
    ("<<: {a: 1}\n", "f:1:1", "yaml-merge"),
    ("a: !!python/object:os.system x\n", "f:1:4", "yaml-tag"),
    ("a: !other [x]\n", "f:1:4", "yaml-tag"),
    ("a: 1\n---\nb: 2\n", "f:2:1", "yaml-documents"),
    ("? [a]\n: 1\n", "f:1:3", "yaml-key"),
    ("a: b: c\n", "f:1:5", "yaml-syntax"),
    ("a: [1, 2\n", "f:2:1", "yaml-syntax"),
    ("a:\n\t- b\n", "f:2:1", "yaml-syntax"),
    ("[" * 3000 + "]" * 3000, "f:1:", "yaml-too-deep"),
    ("- " * 3000 + "a", "f:1:129", "yaml-too-deep"),
    ("a: '\ud800'\n", "f:1:5", "control-character"),
    ('a: "\\uD800"\n', "f:1:", ""),
    ('a: "\\U7FFFFFFF"\n', "f:1:", ""),
    ('a: "\\0"\n', "f:1:4", "control-character"),
    ("a: 1\nb: \x07\n", "f:2:4", "control-character"),
    ("a: x\u2028y\n", "f:1:5", "control-character"),
    (b"a: 1\nb: \xc4\xe3\n", "f:2:4", "not-utf8"),
    (b"\xff\xfea\x00", "f:1:1", "not-utf8"),
    (b"#" * (MAX_SOURCE_BYTES + 1), "f:1:1", "file-too-large"),
]


@pytest.mark.parametrize(("source", "place", "rule"), FAULTS, ids=range(len(FAULTS)))
def test_yaml_that_no_manuscript_needs_is_refused_by_its_place(
    source: str | bytes, place: str, rule: str
) -> None:
    with pytest.raises(ContentError) as caught:
        read_yaml(source, "f")
    found = [(str(one.span), one.rule) for one in caught.value.diagnostics]
    assert any(span.startswith(place) and (rule in {"", name}) for span, name in found), found


def test_all_faults_of_a_file_come_at_once() -> None:
    with pytest.raises(StyleError) as caught:
        read_yaml("a: 1\na: 2\nb: !x 3\nc: *d\n", "f", fault=StyleError)
    rules = [finding.rule for finding in caught.value.diagnostics]
    assert rules == ["duplicate-key", "yaml-tag", "yaml-alias"]
