"""Where the values of a text style come from, over `extends` of styles and of house styles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from layout.errors import StyleError
from layout.styles import read_style
from layout.styles.origins import EXPLAINED_KEYS, attribute_of, text_style_origins
from layout.styles.resolve import LENGTH_FIELDS
from tests.support.real_issues import ROOT

if TYPE_CHECKING:
    from pathlib import Path

STYLES = ROOT / "styles"
MINE = """\
name: mine
extends: magazine
text_styles:
  body: {face: kai, size: 11pt, leading: 1row, indent: 1em}
  note: {extends: list, strictness: loose}
"""


@pytest.fixture
def folders(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "styles"
    folder.mkdir()
    (folder / "mine.yaml").write_text(MINE, "utf-8")
    return [folder, STYLES]


def test_a_key_of_the_style_itself_has_its_own_line(folders: list[Path]) -> None:
    origin = text_style_origins("mine", folders, ["note"])["note"].values["strictness"]
    assert (origin.style, origin.written) == ("note", "loose")
    assert str(origin.span) == "styles/mine.yaml:5:37"


def test_a_chain_goes_on_in_the_file_of_the_style_that_was_extended(
    folders: list[Path],
) -> None:
    found = text_style_origins("mine", folders, ["note"])["note"]
    assert found.chain == ("note", "list", "body")
    indent, face = found.values["indent"], found.values["face"]
    assert (indent.style, indent.written) == ("list", "0em")
    assert indent.span is not None
    assert indent.span.path == "styles/magazine.yaml"
    # The nearest file that has a style has it whole: `body` is the one of this file.
    assert (face.style, face.written, str(face.span)) == (
        "body",
        "kai",
        "styles/mine.yaml:4:16",
    )


def test_what_no_style_says_is_the_engines_own(folders: list[Path]) -> None:
    origin = text_style_origins("mine", folders, ["body"])["body"].values["align"]
    assert (origin.style, origin.written, origin.span) == ("", "", None)


@pytest.mark.parametrize("name", ["magazine", "gazette"])
def test_what_is_written_is_what_the_style_holds(name: str) -> None:
    house = read_style(name, [STYLES])
    origins = text_style_origins(name, [STYLES], list(house.text_styles))
    for style, found in origins.items():
        for key in set(EXPLAINED_KEYS) - set(LENGTH_FIELDS):
            written = found.values[key].written
            if written:
                value = getattr(house.text_styles[style], attribute_of(key))
                spoken = {True: "true", False: "false"}.get(value, value)
                assert written == (f"{value:g}em" if isinstance(value, float) else spoken)


def test_a_style_that_is_not_there_is_told(folders: list[Path]) -> None:
    with pytest.raises(StyleError, match="no house style 'theirs'"):
        text_style_origins("theirs", folders, ["body"])
