"""Every clause of the ledger is shown by a damage: one change of a file that keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from layout.conformance import LEDGER, check_conformance, claims_of, hold_to, report_on
from layout.errors import ConformanceError
from layout.pdf.standards import STANDARDS
from tests.support.conforming import TAGGED, conforming, opened, saved
from tests.support.damages import behaviour, drawing, file, fonts, meaning, printing
from tests.support.validators import page_says, pikepdf_says, verapdf_says

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.support.damages.model import Damage

DAMAGES = (
    *file.DAMAGES,
    *drawing.DAMAGES,
    *fonts.DAMAGES,
    *behaviour.DAMAGES,
    *meaning.DAMAGES,
    *printing.DAMAGES,
)
KEPT = [(name,) for name in STANDARDS]


@pytest.mark.parametrize("damage", DAMAGES, ids=str)
def test_a_damage_is_reported_with_its_clause(damage: Damage) -> None:
    found = report_on(damage.done(), damage.standards).found
    told = {(one.clause.rule, clause) for one in found for clause in one.clauses}
    assert (damage.rule, damage.clause) in told


@pytest.mark.parametrize("standards", [TAGGED, *KEPT], ids=" ".join)
def test_the_file_that_is_damaged_keeps_its_standards(standards: tuple[str, ...]) -> None:
    assert check_conformance(conforming(*standards), standards) == ()
    with opened(*standards) as pdf:
        assert check_conformance(saved(pdf), standards) == ()


@pytest.mark.parametrize("name", STANDARDS)
@pytest.mark.parametrize("checker", [page_says, pikepdf_says, verapdf_says])
def test_other_checkers_say_the_same_of_it(
    checker: Callable[[Path, str], list[str]], name: str, tmp_path: Path
) -> None:
    file = tmp_path / "made.pdf"
    file.write_bytes(conforming(name))
    assert checker(file, name) == []


def test_more_than_twenty_five_damages_of_a_file_for_the_press_are_found() -> None:
    found = [one for one in DAMAGES if one.standards == ("x-4",)]
    assert len(found) > 25


def test_every_clause_is_shown_by_a_damage() -> None:
    assert {clause.rule for clause in LEDGER} == {damage.rule for damage in DAMAGES}


def test_every_rule_names_one_clause() -> None:
    rules = [clause.rule for clause in LEDGER]
    assert len(rules) == len(set(rules))
    assert [clause.rule for clause in LEDGER if not clause.standards] == []


@pytest.mark.parametrize("name", STANDARDS)
def test_a_damage_to_a_standard_that_does_not_ask_for_it_is_none(name: str) -> None:
    asked = {clause.rule for clause in LEDGER if clause.number_in(STANDARDS[name])}
    for damage in (one for one in DAMAGES if one.standards == TAGGED):
        if damage.rule not in asked:
            found = report_on(damage.done(), [name]).found
            assert damage.rule not in {one.clause.rule for one in found}
            return


def test_a_finding_tells_page_item_and_what_was_measured() -> None:
    (damage,) = (
        one for one in DAMAGES if one.rule == "heading-skipped" and "behind" in one.what
    )
    finding = check_conformance(damage.done())[0]
    assert finding.rule == "heading-skipped"
    assert finding.page == "2"
    assert "Art/Head2" in finding.message
    assert "ISO 14289-1 7.4.2" in finding.message
    assert (finding.measured, finding.allowed) == ("H3", "H2")
    assert finding.hint


def test_a_file_claims_what_its_metadata_say() -> None:
    for standards in (TAGGED, *KEPT):
        assert tuple(one.name for one in claims_of(conforming(*standards))) == standards
    assert claims_of(b"no file") == ()


def test_a_file_that_falls_short_is_not_given_out() -> None:
    hold_to(conforming(), TAGGED)
    with pytest.raises(ConformanceError) as caught:
        hold_to(conforming("a-2b"), ("a-2a",))
    assert "claim" in {one.rule for one in caught.value.diagnostics}
