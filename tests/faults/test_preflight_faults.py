"""The preflight finds every deliberate fault by its rule and its place, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from layout.preflight.run import check_file
from layout.styles.printer import DEFAULT_PRINTER, read_printer
from tests.support.command_line import FONT_FILE, _face
from tests.support.issue_folders import make_issue
from tests.support.preflight import files, issues
from tests.support.real_issues import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layout.preflight.model import Finding
    from tests.support.command_line import CommandLine
    from tests.support.preflight.files import FileFault
    from tests.support.preflight.issues import Fault

ALWAYS: dict[str, str | bytes] = {
    "publication.yaml": "title: 江畔\nstyle: mine\n",
    "07/issue.yaml": issues.ISSUE,
    issues.ARTICLE: issues.HEAD + issues.BODY,
    issues.STYLE_FILE: issues.STYLE,
    **issues.printer(),
}


def checked(banxin: CommandLine, faulty: Mapping[str, str | bytes]) -> dict[str, Any]:
    """What `check` says of the sound issue with some of its files changed."""
    home = banxin.folder
    issue = make_issue(home, {**ALWAYS, **faulty})
    words = "".join(text for text in {**ALWAYS, **faulty}.values() if isinstance(text, str))
    sheets = "".join(file.read_text("utf-8") for file in (home / "styles").glob("*.yaml"))
    known = f"{words}{sheets}1234567890下转上接第页".replace("\u9f98", "")
    (banxin.fonts / FONT_FILE).write_bytes(_face(known))
    done = banxin(
        *("--json", "check", issue, "--printer", "plain", "--font-path", banxin.fonts)
    )
    return done.document


def grave(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for one in document["findings"] if one["severity"] != "note"]


def test_the_issue_that_the_faults_are_put_into_has_none(banxin: CommandLine) -> None:
    document = checked(banxin, {})
    assert grave(document) == []
    assert document["ok"] is True


@pytest.mark.parametrize("fault", issues.FAULTS, ids=str)
def test_a_fault_of_an_issue_is_found_at_its_place(fault: Fault, banxin: CommandLine) -> None:
    found = [one for one in grave(checked(banxin, fault.files)) if one["rule"] == fault.rule]
    assert found, fault.rule
    asked = {
        key: value
        for key, value in (
            ("file", fault.file),
            ("line", fault.line),
            ("column", fault.column),
            ("page", fault.page),
            ("severity", fault.severity),
        )
        if value
    }
    told = [{key: one.get(key) for key in asked} for one in found]
    assert asked in told
    if fault.rect:
        assert "rect" in found[told.index(asked)]


def findings_in(data: bytes) -> tuple[Finding, ...]:
    return check_file(
        data, "made.pdf", read_printer(DEFAULT_PRINTER, [ROOT / "styles"])
    ).findings


def test_the_file_that_the_faults_are_put_into_has_none() -> None:
    assert [str(one.diagnostic) for one in findings_in(files.sound())] == []


@pytest.mark.parametrize("fault", files.FILE_FAULTS, ids=str)
def test_a_fault_of_a_file_is_found_at_its_place(fault: FileFault) -> None:
    found = [one for one in findings_in(fault.done()) if one.diagnostic.rule == fault.rule]
    assert found, fault.rule
    own = found[0].diagnostic
    assert (own.page, own.severity.word) == (fault.page, fault.severity)
    if fault.point is not None:
        x, y = fault.point
        rect = found[0].rect
        assert rect is not None
        assert rect.x <= x <= rect.right
        assert rect.y <= y <= rect.bottom


def test_what_is_no_pdf_is_told() -> None:
    (finding,) = findings_in(b"plain text")
    assert finding.diagnostic.rule == "file-sound"


def test_there_are_more_than_forty_faults() -> None:
    assert len(issues.FAULTS) + len(files.FILE_FAULTS) >= 40


def test_ink_over_the_limit_is_told_with_its_corner(banxin: CommandLine) -> None:
    (fault,) = (one for one in issues.PICTURES if one.rule == "total-ink")
    found = grave(checked(banxin, fault.files))
    (ink,) = (one for one in found if one["rule"] == "total-ink")
    left, top, width, height = ink["rect"]
    assert ink["measured"] == "380 %"
    assert width / height == pytest.approx(4 / 3, rel=0.05)
    (alone,) = (one for one in _whole_picture(banxin, fault))
    assert width == pytest.approx(alone[2] / 2, rel=0.05)
    assert left == pytest.approx(alone[0] + alone[2] / 2, rel=0.05)
    assert top == pytest.approx(alone[1] + alone[3] / 2, rel=0.05)


def _whole_picture(banxin: CommandLine, fault: Fault) -> list[list[float]]:
    """The rectangle of the picture, told by a rule that draws all of it."""
    lock = {"07/pictures.lock": f"{'0' * 64}  images/wet.tif\n"}
    found = grave(checked(banxin, {**fault.files, **lock}))
    return [one["rect"] for one in found if one["rule"] == "picture-changed"]


def test_an_exempted_finding_is_a_note_with_its_reason(banxin: CommandLine) -> None:
    reason = "exemptions: [{rule: low-resolution, reason: 小样, article: harbour}]\n"
    picture = issues.pictured(issues.picture(size=(120, 90)))
    document = checked(banxin, {**picture, **issues.printer(reason)})
    assert grave(document) == []
    (note,) = (one for one in document["findings"] if one["rule"] == "low-resolution")
    assert "小样" in note["message"]
    again = ("--only", "low-resolution", "--fail-on", "low-resolution", "--strict")
    words = ("check", banxin.folder / "07", "--printer", "plain", "--font-path", banxin.fonts)
    assert banxin(*words, *again).code == 0


def test_an_exemption_of_a_rule_that_is_none_is_told(banxin: CommandLine) -> None:
    reason = "exemptions: [{rule: low-resolutoin, reason: 小样}]\n"
    (finding,) = grave(checked(banxin, issues.printer(reason)))
    assert finding["rule"] == "exemption-unused"
