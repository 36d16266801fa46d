"""What a deposit may call its files, and what lines of checksums keep."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.deposit.beside import merged_sums, sums_in
from layout.deposit.paths import collisions, folded, path_fault

NAMES = st.text(
    st.sampled_from("aA.é\u0301/\\: ~-潮\x00\n\ud800COMN1") | st.characters(), max_size=24
)


@given(NAMES)
def test_a_path_that_may_stand_stays_in_its_folder_on_every_system(path: str) -> None:
    if path_fault(path):
        return
    for kind in (PurePosixPath, PureWindowsPath):
        inner = kind(path)
        assert not inner.is_absolute()
        assert inner.drive == inner.root == ""
        assert ".." not in inner.parts
        assert inner.as_posix() == path
    path.encode("utf-8")


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/etc/passwd",
        "../out",
        "a/../../out",
        "a/./b",
        "a//b",
        "a/",
        "a\\b",
        "C:/a",
        "C:a",
        "a:stream",
        "a\x00b",
        "a\nb",
        "\x1b[2J",
        "con",
        "a/NUL.txt",
        "com1.yaml",
        "a.",
        "a ",
        "a /b",
        "\ud800",
        "x" * 256,
        "/".join("x" * 33),
        "潮" * 100,
    ],
)
def test_a_path_that_leads_out_or_is_none_elsewhere_is_refused(path: str) -> None:
    assert path_fault(path)


@pytest.mark.parametrize("path", ["a", "潮/港.md", "a b/c.yaml", "..a", "a..b", ".hidden", "c"])
def test_ordinary_names_may_stand(path: str) -> None:
    assert path_fault(path) == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a.md", "A.md"),
        ("é.md", "e\u0301.md"),
        ("ß", "SS"),
        ("a", "a/b"),
        ("a/b", "A"),
        ("same", "same"),
        ("Ǆ", "ǆ"),
    ],
)
def test_names_that_are_one_file_somewhere_collide(one: str, other: str) -> None:
    assert collisions([one, other]) == [(one, other)]


def test_names_in_one_folder_do_not_collide() -> None:
    assert collisions(["a/b", "a/c", "A/d", "b"]) == []


@given(st.text(max_size=12))
def test_composition_and_case_make_no_other_name(path: str) -> None:
    assert folded(unicodedata.normalize("NFC", path)) == folded(path)
    assert folded(unicodedata.normalize("NFD", path)) == folded(path)


DIGESTS = st.text("0123456789abcdef", min_size=64, max_size=64)
FILES = st.dictionaries(
    st.text(st.characters(exclude_categories=("Cs",), exclude_characters="/\x00"), min_size=1),
    DIGESTS,
    max_size=5,
)


@given(FILES, FILES)
def test_checksums_of_other_files_stay_and_ours_are_the_new_ones(
    before: dict[str, str], ours: dict[str, str]
) -> None:
    text = merged_sums(merged_sums(b"", before), ours)
    assert sums_in(text) == {**before, **ours}
    assert merged_sums(text, ours) == text


def test_a_line_that_is_none_of_checksums_stays() -> None:
    digest = "0" * 64
    text = merged_sums(b"# ours\nno line\n", {"a.pdf": digest})
    assert text == f"# ours\nno line\n{digest}  a.pdf\n".encode()


def test_lines_are_read_as_they_are_written_elsewhere() -> None:
    digest = "A" * 64
    text = f"{digest} *bin.pdf\r\n\\{digest}  a\\\\b\\nc\n".encode()
    assert sums_in(text) == {"bin.pdf": "a" * 64, "a\\b\nc": "a" * 64}
