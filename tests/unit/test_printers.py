"""Printers' profiles: what a press asks of a file."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from layout.errors import StyleError
from layout.geometry import mm
from layout.styles.printer import DEFAULT_PRINTER, read_printer
from tests.support.real_issues import ROOT

if TYPE_CHECKING:
    from pathlib import Path

STYLES = ROOT / "styles"
CONDITION = "condition: {identifier: FOGRA39, icc: press.icc}\n"


def printer_in(folder: Path, text: str, *, icc: bool = True) -> list[Path]:
    """Style folders with one printer's profile, `mine`."""
    (folder / "printers").mkdir()
    (folder / "icc").mkdir()
    (folder / "printers" / "mine.yaml").write_text(text, "utf-8")
    if icc:
        (folder / "icc" / "press.icc").write_bytes(b"icc")
    return [folder, STYLES]


def test_the_houses_own_printer_is_complete_and_its_colour_profile_is_unaltered() -> None:
    printer = read_printer(DEFAULT_PRINTER, [STYLES])
    assert printer.bleed == pytest.approx(mm(3))
    assert printer.limits.total_ink == 320
    digest = hashlib.sha256(printer.condition.icc.read_bytes()).hexdigest()
    assert digest == printer.condition.sha256


def test_what_a_profile_leaves_out_is_usual(tmp_path: Path) -> None:
    printer = read_printer("mine", printer_in(tmp_path, CONDITION))
    assert (printer.name, printer.limits.pages_multiple) == ("mine", 4)
    assert printer.marks.crop
    assert not printer.exemptions


def test_an_exemption_keeps_its_reason_and_its_place(tmp_path: Path) -> None:
    text = CONDITION + "exemptions:\n  - {rule: total-ink, reason: 覆膜, page: '3'}\n"
    (exemption,) = read_printer("mine", printer_in(tmp_path, text)).exemptions
    assert (exemption.rule, exemption.reason, exemption.page) == ("total-ink", "覆膜", "3")
    assert exemption.span is not None
    assert exemption.span.line == 3


@pytest.mark.parametrize(
    ("text", "line", "rule"),
    [
        (CONDITION + "blead: 3mm\n", 2, "unknown-key"),
        (CONDITION + "bleed: 3\n", 2, "bad-printer"),
        (CONDITION + "bleed: -3mm\n", 2, "bad-printer"),
        (CONDITION + "limits: {total_ink: 900}\n", 2, "wrong-value"),
        (CONDITION + "exemptions: [{rule: total-ink}]\n", 2, "missing-key"),
        ("bleed: 3mm\n", 1, "missing-key"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    tmp_path: Path, text: str, line: int, rule: str
) -> None:
    with pytest.raises(StyleError) as caught:
        read_printer("mine", printer_in(tmp_path, text))
    (finding,) = caught.value.diagnostics
    assert finding.span is not None
    assert (finding.rule, finding.span.line) == (rule, line)


def test_a_colour_profile_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StyleError) as caught:
        read_printer("mine", printer_in(tmp_path, CONDITION, icc=False))
    (finding,) = caught.value.diagnostics
    assert "press.icc" in finding.message


@pytest.mark.parametrize("name", ["nobody", "../printers/sheetfed"])
def test_a_printer_that_is_not_there_is_told(name: str) -> None:
    with pytest.raises(StyleError) as caught:
        read_printer(name, [STYLES])
    assert [finding.rule for finding in caught.value.diagnostics] == ["no-such-printer"]
