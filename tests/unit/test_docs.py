"""What the documents say of commands, codes and files is so."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from layout.cli import VERBS, report
from layout.cli.batch import command as batch
from layout.cli.build import command as build
from layout.cli.impose import command as impose
from layout.diagnostics import Diagnostic, Severity, SourceSpan
from layout.impose import schemes
from layout.impose.request import MARKS
from layout.styles import read_style

ROOT = Path(__file__).resolve().parents[2]
READMES = ("README.md", "README.zh-CN.md")
GUIDE = (ROOT / "docs" / "guide.md").read_text("utf-8")
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text("utf-8")


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`(layout/[\w/.-]+)`", ARCHITECTURE))))
def test_every_file_the_architecture_names_is_there(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize("name", [*READMES, "docs/guide.md", "docs/architecture.md"])
def test_every_link_between_documents_leads_somewhere(name: str) -> None:
    file = ROOT / name
    links = re.findall(r"\]\((?!https?:)([^)#]+)", file.read_text("utf-8"))
    documents = [link for link in links if not link.endswith(".png")]
    assert documents
    assert [link for link in documents if not (file.parent / link).exists()] == []


@pytest.mark.parametrize("name", READMES)
def test_every_make_target_of_the_readme_is_there(name: str) -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(
        re.findall(r"^ {4}make (\w+)", (ROOT / name).read_text("utf-8"), re.MULTILINE)
    )
    assert targets >= {"magazine", "test", "check"}
    assert targets <= set(re.findall(r"^(\w+):", makefile, re.MULTILINE))


def test_both_readmes_show_the_same_commands() -> None:
    shown = [
        re.findall(
            r"^ {4}([^#\n]+?) *(?:#.*)?$", (ROOT / name).read_text("utf-8"), re.MULTILINE
        )
        for name in READMES
    ]
    assert shown[0] == shown[1]


def test_the_guide_has_a_chapter_for_every_verb() -> None:
    assert sorted(re.findall(r"^### (\w+)$", GUIDE, re.MULTILINE)) == sorted(VERBS)


def test_the_guide_names_every_option_of_build() -> None:
    chapter = GUIDE.split("### build")[1].split("###")[0]
    options = {
        option for one in build.params if one.opts[0].startswith("-") for option in one.opts
    }
    assert options <= set(re.findall(r"(?<=`)--?[\w-]+", chapter))


def test_the_document_of_batches_names_every_option_key_and_cause() -> None:
    from layout.batch.job import Cause
    from layout.batch.schema import LimitsSchema, ManifestSchema, PublicationSchema

    document = (ROOT / "docs" / "batch.md").read_text("utf-8")
    options = {name for param in batch.params for name in param.opts if name.startswith("-")}
    assert options <= set(re.findall(r"(?<=`)--?[\w-]+", document))
    keys = [*ManifestSchema.model_fields, *PublicationSchema.model_fields]
    for word in (*keys, *LimitsSchema.model_fields, *Cause):
        assert f"`{word}`" in document, word


def test_the_document_of_imposition_names_every_option_and_scheme() -> None:
    document = (ROOT / "docs" / "imposition.md").read_text("utf-8")
    for param in impose.params:
        if param.opts[0].startswith("--"):
            assert f"`{param.opts[0]}" in document
    assert set(re.findall(r"^\| `([\w-]+)` \| ", document, re.MULTILINE)) >= {
        *schemes(),
        *MARKS,
    }


def test_the_guide_has_every_exit_code() -> None:
    table = GUIDE.split("## Exit codes")[1].split("##")[0]
    codes = {int(code) for code in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)}
    assert codes == {
        report.DONE,
        report.CONTENT,
        report.USAGE,
        report.PARTIAL,
        report.MISSING,
        report.OUTPUT,
        report.NOT_CONFORMING,
        report.INTERRUPTED,
    }
    assert {code for _, code in report.EXIT_CODES} <= codes


def test_the_guide_knows_every_field_of_a_finding() -> None:
    sample = json.loads(re.findall(r"```json\n(.*?)```", GUIDE, re.DOTALL)[0])
    full = Diagnostic(
        Severity.WARNING, "overset", "m", SourceSpan("f", 1, 1), "h", "14", "a", "5", "4"
    )
    fields = {*sample["findings"][0], *re.findall(r"`(\w+)`", GUIDE.split("## JSON")[1])}
    assert set(full.as_json()) <= fields


HOUSE_STYLE = (ROOT / "docs" / "house-style.md").read_text("utf-8")


@pytest.mark.parametrize(
    "example", re.findall(r"^```yaml\n(.*?)^```", HOUSE_STYLE, re.DOTALL | re.MULTILINE)
)
def test_every_example_of_a_house_style_can_be_read(tmp_path: Path, example: str) -> None:
    keys = re.sub(r"^(name|extends):.*\n", "", example, flags=re.MULTILINE)
    (tmp_path / "mine.yaml").write_text(f"name: mine\nextends: magazine\n{keys}", "utf-8")
    assert read_style("mine", [tmp_path, ROOT / "styles"]).findings == ()


def test_the_house_style_s_document_names_every_key_of_a_master() -> None:
    from layout.styles.schema import HeadPanelSchema, MasterSchema, TabSchema

    for schema in (MasterSchema, HeadPanelSchema, TabSchema):
        for key in schema.model_fields:
            assert re.search(rf"`[^`]*\b{key}\b[^`]*`", HOUSE_STYLE), key
