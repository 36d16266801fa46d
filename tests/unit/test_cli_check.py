"""`banxin check`, and what a build does with a file that falls short."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import layout.pdf
from layout.conformance import LEDGER
from layout.pdf.write import Written
from tests.support.conforming import conforming
from tests.support.damages import meaning

if TYPE_CHECKING:
    from tests.support.command_line import CommandLine

ROOT = Path(__file__).resolve().parents[2]
DAMAGED = next(one for one in meaning.DAMAGES if one.rule == "figure-alt").done()


def made(banxin: CommandLine, data: bytes) -> Path:
    file = banxin.folder / "made.pdf"
    file.write_bytes(data)
    return file


def test_a_file_that_keeps_what_it_claims_is_well(banxin: CommandLine) -> None:
    done = banxin("check", made(banxin, conforming()))
    assert done.code == 0
    assert "keeps PDF/A-2a and PDF/UA-1" in done.err
    assert banxin("-q", "check", made(banxin, conforming())).err == ""


def test_a_breach_is_told_with_clause_page_and_remedy(banxin: CommandLine) -> None:
    done = banxin("check", made(banxin, DAMAGED))
    assert done.code == 6
    assert "figure-alt" in done.err
    assert "ISO 14289-1 7.3" in done.err
    assert "(page 2)" in done.err
    assert "Every figure has Alt or ActualText." in done.err


def test_a_standard_that_is_named_is_checked_instead(banxin: CommandLine) -> None:
    file = made(banxin, DAMAGED)
    assert banxin("check", file, "--standard", "a-2a").code == 0
    assert banxin("check", file, "--standard", "a-2u").code == 6


def test_a_report_in_json_has_clauses_and_item(banxin: CommandLine) -> None:
    done = banxin("--json", "check", made(banxin, DAMAGED))
    assert done.code == 6
    document = done.document
    assert document["ok"] is False
    assert document["standards"] == ["a-2a", "ua-1"]
    (finding,) = document["findings"]
    assert finding["rule"] == "figure-alt"
    assert finding["clauses"] == ["ISO 14289-1 7.3"]
    assert "Figure" in finding["item"]
    assert finding["page"] == "2"


@pytest.mark.parametrize("before", [(), ("--json",)])
def test_a_file_without_a_claim_says_so(before: tuple[str, ...], banxin: CommandLine) -> None:
    data = conforming().replace(b"pdfaid:", b"pdfxid:").replace(b"pdfuaid:", b"pdfuxid:")
    done = banxin(*before, "check", made(banxin, data))
    assert done.code == 6
    assert "claims no standard" in done.out + done.err


def test_what_is_no_pdf_is_told(banxin: CommandLine) -> None:
    done = banxin("check", made(banxin, b"plain text"))
    assert done.code == 6
    assert "file-sound" in done.err
    assert "0x" not in done.err


def test_a_file_that_is_not_there_and_a_standard_that_is_none(banxin: CommandLine) -> None:
    assert banxin("check", "nowhere.pdf").code == 2
    assert banxin("check", made(banxin, conforming()), "--standard", "a-9").code == 4


def test_a_build_gives_out_nothing_that_falls_short(
    banxin: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = banxin.new()
    output = banxin.folder / "made.pdf"
    words = ("--standard", "a-2a", "--standard", "ua-1", "-o", output)
    monkeypatch.setattr(layout.pdf, "write_file", lambda *_, **__: Written(DAMAGED))
    done = banxin.build(home, *words)
    assert done.code == 6
    assert "figure-alt" in done.err
    assert not output.exists()


def test_the_page_of_clauses_is_as_the_ledger_has_it() -> None:
    spec = importlib.util.spec_from_file_location("drawn", ROOT / "docs/draw_conformance.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert (ROOT / "docs/conformance.md").read_text("utf-8") == module.page()
    assert len(LEDGER) > 100
