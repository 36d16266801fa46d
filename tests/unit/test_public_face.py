"""`import layout`: every name is there, and none costs anything before it is used."""

from __future__ import annotations

import subprocess
import sys

import pytest

import layout

HEAVY = ("PIL", "click", "fontTools", "markdown_it", "pikepdf", "pydantic", "pypdfium2")
HEAVY += ("reportlab", "rich", "uharfbuzz", "yaml")
LOADED = "import sys; print(*(name for name in sys.argv[1:] if name in sys.modules))"


def modules_after(statement: str) -> set[str]:
    command = [sys.executable, "-c", f"{statement}; {LOADED}", *HEAVY]
    return set(
        subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    )


@pytest.mark.parametrize("name", layout.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(layout, name) is not None


def test_public_names_are_sorted_and_named_once() -> None:
    assert list(layout.__all__) == sorted(set(layout.__all__))


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'typeset'"):
        _ = layout.typeset


def test_importing_layout_loads_no_library() -> None:
    assert modules_after("import layout") == set()


def test_the_command_line_loads_click_alone() -> None:
    assert modules_after("import layout.cli") == {"click"}


@pytest.mark.parametrize("verb", ["build", "plan"])
def test_a_verb_loads_only_what_it_uses(verb: str) -> None:
    assert modules_after(f"import layout.cli.{verb}") == {"click"}
