"""What the elements of every component are, as it was accepted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tests.pages.test_structure import EXAMPLES, examples
from tests.support.structure import outline, tree_of

if TYPE_CHECKING:
    import pytest

GOLDEN = Path(__file__).parent / "golden" / "elements.txt"


def test_the_elements_of_the_components_are_as_they_were_accepted(
    request: pytest.FixtureRequest,
) -> None:
    assert EXAMPLES.is_dir()
    found = outline(tree_of(examples("magazine"))) + "\n"
    if request.config.getoption("--accept"):
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(found, "utf-8")
    assert found == GOLDEN.read_text("utf-8")
