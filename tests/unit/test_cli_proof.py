"""`banxin build --profile proof`: which printer, which proof, of what date."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from tests.support.pdf_pages import extracted
from tests.support.proofs import boxes_in

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.command_line import CommandLine

PRINTER = """\
name: riverside
condition: {identifier: FOGRA39, icc: press.icc}
bleed: 5mm
marks: {colour_bar: false, length: 8mm, offset: 2mm}
"""


def with_printer(banxin: CommandLine, text: str = PRINTER, name: str = "riverside") -> None:
    styles = banxin.folder / "styles"
    (styles / "printers").mkdir()
    (styles / "icc").mkdir()
    (styles / "icc" / "press.icc").write_bytes(b"icc")
    (styles / "printers" / f"{name}.yaml").write_text(text, "utf-8")


def proof(banxin: CommandLine, publication: Path, *words: str) -> bytes:
    done = banxin.build(publication, "--profile", "proof", "-o", "proof.pdf", *words)
    assert done.code == 0, done.err
    return (banxin.folder / "proof.pdf").read_bytes()


def test_a_printer_gives_the_proof_its_bleed_and_the_sizes_of_marks(
    banxin: CommandLine,
) -> None:
    with_printer(banxin)
    publication = banxin.new()
    boxes = boxes_in(proof(banxin, publication, "--printer", "riverside"))
    assert boxes["TrimBox"][0] - boxes["BleedBox"][0] == pytest.approx(5 / 25.4 * 72, abs=0.01)
    assert boxes["BleedBox"][0] >= 12 / 25.4 * 72 - 0.01


def test_the_publications_printer_is_taken_unless_another_is_asked_for(
    banxin: CommandLine,
) -> None:
    with_printer(banxin)
    publication = banxin.new()
    file = publication / "publication.yaml"
    file.write_text(f"{file.read_text('utf-8')}printer: riverside\n", "utf-8")
    assert "riverside" in extracted(proof(banxin, publication))
    assert "sheetfed" in extracted(proof(banxin, publication, "--printer", "sheetfed"))


def test_less_bleed_than_the_printer_needs_is_told(banxin: CommandLine) -> None:
    with_printer(banxin)
    publication = banxin.new()
    words = ("--profile", "proof", "--printer", "riverside")
    done = banxin.build(publication, *words, before=("--json",))
    (found,) = (one for one in done.document["findings"] if one["rule"] == "bleed-too-small")
    assert (found["measured"], found["allowed"]) == ("3 mm", "5 mm")
    refused = banxin.build(publication, *words, "--fail-on", "bleed-too-small")
    assert refused.code == 1
    assert "bleed-too-small" not in banxin.build(publication, "--profile", "proof").err


def test_the_clock_is_asked_for_today_alone(banxin: CommandLine) -> None:
    publication = banxin.new()
    plain = proof(banxin, publication)
    dated = proof(banxin, publication, "--proof-date", "2031-06-20")
    assert plain == proof(banxin, publication)
    assert "2031-06-20" not in extracted(plain)
    assert plain != dated
    today = datetime.date.today().isoformat()  # noqa: DTZ011 (the date on the desk's wall)
    asked = proof(banxin, publication, "--proof-date", "today")
    assert asked == proof(banxin, publication, "--proof-date", today)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--proof-date", "20.6.2031"), 2, "2031-06-20"),
        (("--proof-date", "2031-02-30"), 2, "is no date"),
        (("--proof-number", "0"), 2, "1<=x<=9"),
        (("--proof-number", "two"), 2, "proof-number"),
        (("--profile", "screen", "--proof-number", "2"), 2, "--profile proof"),
        (("--profile", "archive", "--proof-date", "2031-06-20"), 2, "--profile proof"),
        (("--printer", ""), 2, "printer"),
        (("--printer", "shetfed"), 1, "did you mean `sheetfed`"),
        (("--printer", "../sheetfed"), 1, "is a path"),
    ],
)
def test_what_cannot_be_meant_is_told(
    banxin: CommandLine, words: tuple[str, ...], code: int, said: str
) -> None:
    done = banxin.build(banxin.new(), "--profile", "proof", *words)
    assert done.code == code
    assert said in done.err
    assert not (banxin.folder / "out").exists()


def test_a_printers_profile_that_is_wrong_stops_the_proof_and_not_the_page(
    banxin: CommandLine,
) -> None:
    with_printer(banxin, PRINTER + "blead: 3mm\n", "sheetfed")
    publication = banxin.new()
    done = banxin.build(publication, "--profile", "proof")
    assert done.code == 1
    assert "printers/sheetfed.yaml:5:1" in done.err
    assert banxin.build(publication).code == 0
