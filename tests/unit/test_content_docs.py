from __future__ import annotations

import re
from pathlib import Path

import pytest

from layout.content.faults import Faults
from layout.content.fields import checked
from layout.content.markdown import read_blocks
from layout.content.read_article import read_article
from layout.content.records import IssueRecord, PublicationRecord
from layout.yaml_source import YamlMap, read_yaml

PAGE = Path(__file__).parents[2] / "docs" / "content-format.md"
EXAMPLES = re.findall(
    r"^```(yaml|markdown)\n(.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL
)


class _Shelf:
    """Stands for an issue's folder: holds the one file that is read."""

    def __init__(self, text: str) -> None:
        self.text = text

    def read(self, _path: Path) -> str:
        return self.text


def _read_example(language: str, text: str, faults: Faults) -> object:
    if language == "markdown" and not text.startswith("---"):
        return read_blocks(text, (1, 1), faults)
    node = None if language == "markdown" else read_yaml(text, "example")
    if isinstance(node, YamlMap) and node.get("issue"):
        return checked(IssueRecord, node, faults)
    if isinstance(node, YamlMap) and not node.get("id"):
        return checked(PublicationRecord, node, faults)
    faults.library = _Shelf(text)  # type: ignore[assignment]  # reads like a Library
    suffix = "md" if language == "markdown" else "yaml"
    return read_article(Path(f"example.{suffix}"), faults).article


@pytest.mark.parametrize(("language", "text"), EXAMPLES, ids=range(len(EXAMPLES)))
def test_every_example_of_the_format_page_can_be_read(language: str, text: str) -> None:
    faults = Faults("example")
    assert _read_example(language, text, faults)
    assert not faults.findings


def test_the_format_page_has_examples() -> None:
    assert len(EXAMPLES) >= 8
