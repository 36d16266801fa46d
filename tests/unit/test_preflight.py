"""The preflight's registry, its reports, and what it says of the sample."""

from __future__ import annotations

import importlib.util
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from layout.cli.report import json_text
from layout.color import WHITE, Color
from layout.content.model import Issue, Publication
from layout.diagnostics import Diagnostic, Severity, SourceSpan
from layout.display.model import Area, PageLink, Pages
from layout.geometry import Rect, mm
from layout.images.ink import InkMap
from layout.pipeline import BuildRequest
from layout.preflight.drawn_pages import PagePicture, page_pictures
from layout.preflight.html import html_report
from layout.preflight.inks import Inks, inks_of
from layout.preflight.job import IssueJob
from layout.preflight.model import Finding
from layout.preflight.name_rules import name_in_two_ways
from layout.preflight.reference_rules import contents_folio, jump_folio, reference_folio
from layout.preflight.registry import FILE_RULES, ISSUE_RULES
from layout.preflight.report import as_document, json_schema
from layout.preflight.run import Checked, check_file, check_issue
from layout.preflight.sarif import sarif_log
from layout.preflight.sheet_rules import bleed_missing, near_trim
from layout.record import replace
from layout.styles import read_style
from layout.styles.printer import DEFAULT_PRINTER, read_printer
from tests.support import real_issues
from tests.support.browser import opened_page
from tests.support.pdf_pages import issue, line, page, plain_fonts, run
from tests.support.preflight import files

if TYPE_CHECKING:
    from tests.support.command_line import CommandLine

ROOT = real_issues.ROOT
STYLES = [ROOT / "styles"]
# What depends on which faces this machine has is no fault of the sample.
OF_THE_MACHINE = frozenset({"font-substituted", "font-differs"})


@cache
def sample(style: str) -> Checked:
    real_issues.needs_fonts()
    return check_issue(BuildRequest(real_issues.SAMPLE, style, "press", root=ROOT))


@pytest.mark.parametrize("style", ["magazine", "gazette"])
def test_the_sample_has_no_finding_above_a_note(style: str) -> None:
    grave = [
        str(one.diagnostic)
        for one in sample(style).findings
        if one.diagnostic.severity > Severity.NOTE and one.diagnostic.rule not in OF_THE_MACHINE
    ]
    assert grave == []


def test_every_rule_has_a_name_of_its_own_a_sentence_and_a_remedy() -> None:
    rules = [*ISSUE_RULES, *FILE_RULES]
    assert len({rule.id for rule in rules}) == len(rules)
    assert [rule.id for rule in rules if not rule.asks.endswith(".")] == []
    assert [rule.id for rule in rules if not rule.remedy or rule.remedy.endswith(".")] == []


def drawn() -> Any:
    spec = importlib.util.spec_from_file_location("drawn", ROOT / "docs/draw_preflight.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_of_rules_is_as_the_registry_has_it() -> None:
    assert (ROOT / "docs/preflight.md").read_text("utf-8") == drawn().page(), "run `make docs`"


def test_the_published_schema_is_that_of_the_report() -> None:
    assert (ROOT / "docs/schema/preflight.json").read_text("utf-8") == drawn().schema()
    jsonschema.Draft202012Validator.check_schema(json_schema())


def findings() -> tuple[Finding, ...]:
    """One of each kind: with every field, on a page without a source, of the whole."""
    span = SourceSpan("07/articles/旧 码头.md", 3, 5)
    full = Diagnostic(
        *(
            Severity.ERROR,
            "total-ink",
            "wet <b>",
            span,
            "a & b",
            "2",
            "harbour",
            "380 %",
            "320 %",
        )
    )
    placed = Diagnostic(Severity.WARNING, "hairline", "thin", page="2")
    return (
        Finding(full, 1, Rect(10.0, 20.0, 30.0, 40.0)),
        Finding(placed, 1, Rect(-9.0, 100.0, 500.0, 0.0)),
        Finding(Diagnostic(Severity.NOTE, "no-rule-of-ours", "the whole")),
    )


def made(own: tuple[Finding, ...] | None = None) -> Checked:
    printer = read_printer(DEFAULT_PRINTER, STYLES)
    checked = check_file(files.sound(), "made.pdf", printer)
    return replace(checked, findings=findings() if own is None else own)


def test_a_report_in_json_keeps_the_schema() -> None:
    document = json.loads(json_text(as_document(made(), ok=False)))
    jsonschema.validate(document, json_schema())
    assert document["counts"] == {"errors": 1, "warnings": 1, "notes": 1}
    assert document["findings"][0]["rect"] == [10.0, 20.0, 30.0, 40.0]


def test_a_report_of_the_sample_keeps_the_schema() -> None:
    document = json.loads(json_text(as_document(sample("magazine"), ok=True)))
    jsonschema.validate(document, json_schema())
    assert document["pages"] == 56


def test_a_sarif_log_has_rules_levels_and_places() -> None:
    (only,) = json.loads(json_text(sarif_log(made(), "made.pdf")))["runs"]
    rules = only["tool"]["driver"]["rules"]
    assert {rule["id"] for rule in rules} > {"total-ink", "file-rgb", "no-rule-of-ours"}
    first, second, third = only["results"]
    for result in (first, second, third):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert [one["level"] for one in only["results"]] == ["error", "warning", "note"]
    place = first["locations"][0]
    assert place["physicalLocation"]["region"] == {"startLine": 3, "startColumn": 5}
    assert "%20" in place["physicalLocation"]["artifactLocation"]["uri"]
    assert place["logicalLocations"] == [{"name": "page 2", "kind": "page"}]
    assert first["properties"]["rect"]["width"] == 30.0
    assert second["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "made.pdf"}
    }


def test_the_html_page_opens_in_a_browser_with_its_boxes(tmp_path: Path) -> None:
    checked = made()
    page_file = tmp_path / "preflight.html"
    page_file.write_text(html_report(checked, page_pictures(checked, files.sound())), "utf-8")
    document, said = opened_page(page_file, tmp_path / "browser")
    assert said == ""
    assert document.count('<figure><img alt="page 2"') == 1
    assert document.count('<a class="error" href="#f2"') == 1
    assert "wet &lt;b&gt;" in document
    assert "http" not in document


def test_the_html_page_of_a_file_without_findings_says_so() -> None:
    assert "Nothing was found." in html_report(made(()), ())


def test_a_place_is_drawn_within_the_picture_and_large_enough_to_be_seen() -> None:
    picture = PagePicture(0, "1", 400.0, 600.0, 34.0, 34.0, b"")
    assert picture.share_of(Rect(-34.0, -34.0, 400.0, 600.0)) == Rect(0.0, 0.0, 100.0, 100.0)
    line_of_none = picture.share_of(Rect(100.0, 100.0, 50.0, 0.0))
    assert line_of_none is not None
    assert line_of_none.height > 1.0
    assert picture.share_of(Rect(500.0, 100.0, 5.0, 5.0)) is None


# Rules on pages that no manuscript gives.


def job(pages: Pages, issue: Issue | None = None) -> IssueJob:
    printer = read_printer(DEFAULT_PRINTER, STYLES)
    manuscript = issue or Issue(publication=Publication(title="江畔"), root=Path())
    return IssueJob(manuscript, read_style("magazine", STYLES), printer, pages)


TEAL = Color((0.0, 0.3, 0.4), (0.9, 0.4, 0.4, 0.2))
BLEED = mm(3)
# The pages of tests are rectos of 400 by 600 points: the spine is at the left.
WHOLE = Rect(0.0, -BLEED, 400.0 + BLEED, 600.0 + 2 * BLEED)


@pytest.mark.parametrize(
    ("rect", "missing", "near"),
    [
        (WHOLE, False, False),
        (WHOLE.grown(20.0), False, False),
        (Rect(0.0, -BLEED, 400.0, 600.0 + 2 * BLEED), True, False),
        (Rect(100.0, -2.0, 100.0, 100.0), True, False),
        (Rect(100.0, 3.0, 100.0, 100.0), False, True),
        (Rect(0.0, 100.0, 100.0, 100.0), False, False),
        (Rect(100.0, 100.0, 100.0, 100.0), False, False),
    ],
)
def test_a_fill_reaches_over_the_trim_or_stands_clear_of_it(
    rect: Rect, missing: bool, near: bool
) -> None:
    pages = issue(page(Area(rect, fill=TEAL)))
    assert bool(list(bleed_missing(job(pages)))) is missing
    assert bool(list(near_trim(job(pages)))) is near


def test_white_paper_needs_no_bleed() -> None:
    pages = issue(page(Area(Rect(0.0, 0.0, 400.0, 600.0), fill=WHITE)))
    assert list(bleed_missing(job(pages))) == []


@pytest.mark.parametrize(
    ("style", "rule"),
    [
        ("contents-folio", contents_folio),
        ("jump-line", jump_folio),
        ("body", reference_folio),
    ],
)
def test_a_folio_that_is_not_where_it_leads_is_told(style: str, rule: Any) -> None:
    fonts = plain_fonts()
    row = replace(line(run(fonts, "latin", "203")), style=style)
    link = PageLink(Rect(40.0, 85.0, 100.0, 20.0), 1)
    wrong = issue(page(row, link), page(index=1, label="204"))
    (found,) = rule(job(wrong))
    assert (found.measured, found.allowed, found.page_index) == ("203", "204", 0)
    right = issue(page(row, link), page(index=1, label="203"))
    assert list(rule(job(right))) == []


def test_two_people_with_names_alike_are_no_finding_where_both_are_marked(
    tmp_path: Path,
) -> None:
    from layout.content import read_issue
    from tests.support.issue_folders import make_article

    body = "[陆听澜]{.name}和[陆听阑]{.name}，陆听澜。\n"
    found = read_issue(make_article(tmp_path, body))
    assert list(name_in_two_ways(job(issue(), found))) == []


@pytest.mark.parametrize(
    ("inks", "count", "rich", "white"),
    [
        (Inks((0, 0, 0, 1)), 1, False, False),
        (Inks((0.4, 0.3, 0.3, 1)), 4, True, False),
        (Inks((0, 0, 0, 0)), 0, False, True),
        (Inks(spots=(("PANTONE 485 C", 1.0),)), 1, False, False),
        (Inks(spots=(("All", 1.0),)), 1, False, False),
        (Inks(rgb=(0.2, 0.2, 0.2)), 1, False, False),
        (Inks(rgb=(0.2, 0.2, 0.6)), 2, False, False),
        (inks_of(WHITE), 0, False, True),
        (inks_of(TEAL), 4, False, False),
        (Inks(known=False), 0, False, False),
    ],
)
def test_inks_are_counted_as_plates(inks: Inks, count: int, rich: bool, white: bool) -> None:
    assert (inks.count, inks.is_rich_black, inks.is_white) == (count, rich, white)


def test_ink_over_a_limit_is_boxed() -> None:
    ink = InkMap(4, 2, (0, 0, 0, 0, 0, 330, 350, 0))
    assert ink.over(320) == (0.25, 0.5, 0.75, 1.0)
    assert ink.over(350) is None
    assert ink.most == 350


# The verb.


def test_an_issue_that_is_well_ends_with_0_and_says_so(banxin: CommandLine) -> None:
    home = banxin.new()
    words = ("check", home, "--font-path", banxin.fonts)
    done = banxin(*words)
    assert done.code == 0
    assert "pages for sheetfed" in done.err
    assert banxin(*words, "--strict").code in {0, 1}


def test_rules_are_chosen_made_errors_and_refused_by_name(banxin: CommandLine) -> None:
    home = banxin.new()
    words = ("--json", "check", home, "--font-path", banxin.fonts)
    counted = banxin(*words, "--only", "page-count", "--fail-on", "page-count")
    rules = {one["rule"] for one in counted.document["findings"]}
    assert rules <= {"page-count"}
    assert counted.code == (1 if rules else 0)
    assert banxin(*words, "--skip", "page-count,font-differs", "--profile", "screen").code == 0
    wrong = banxin("check", home, "--only", "page-cuont")
    assert wrong.code == 2
    assert "page-count" in wrong.err


def test_reports_are_written_where_they_are_asked_for(banxin: CommandLine) -> None:
    home = banxin.new()
    log, folder = banxin.folder / "made.sarif", banxin.folder / "report"
    done = banxin(
        *("check", home, "--font-path", banxin.fonts, "--sarif", log, "--html", folder)
    )
    assert done.code == 0
    assert json.loads(log.read_text("utf-8"))["version"] == "2.1.0"
    assert (folder / "preflight.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert str(log) in done.out


def test_pictures_are_recorded_and_a_changed_one_is_told(banxin: CommandLine) -> None:
    from tests.support.issue_folders import make_issue
    from tests.support.preflight import issues

    home = make_issue(
        banxin.folder / "kept",
        {issues.ARTICLE: issues.HEAD + issues.BODY, **issues.pictured(issues.picture())},
    )
    words = ("--json", "check", home, "--font-path", banxin.fonts, "--only", "picture-changed")
    assert banxin(*words, "--record").document["findings"] == []
    assert banxin(*words).document["findings"] == []
    (home / "images/shore.jpg").write_bytes(issues.picture(ink=10))
    (finding,) = banxin(*words).document["findings"]
    assert finding["file"] == "07/articles/harbour.md"


def test_a_pdf_is_looked_at_for_the_press_where_a_printer_is_named(banxin: CommandLine) -> None:
    file = banxin.folder / "made.pdf"
    file.write_bytes(files.sound())
    assert banxin("check", file, "--printer", "sheetfed").code == 0
    (fault,) = (one for one in files.FILE_FAULTS if one.rule == "file-font")
    file.write_bytes(fault.done())
    done = banxin("--json", "check", file, "--printer", "sheetfed")
    assert done.code == 1
    jsonschema.validate(done.document, json_schema())
    assert banxin("check", file, "--printer", "nobody").code == 1
