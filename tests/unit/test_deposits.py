"""`banxin build --embed-sources`, `rebuild` and `verify`: what goes in comes out again."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from typing import TYPE_CHECKING

import pikepdf
import pytest

from tests.support.deposits import (
    NAME,
    RECORD,
    added_part,
    attached,
    changed_part,
    changed_record,
    make_deposit,
    record_of,
    removed_part,
    tampered,
)
from tests.support.picture_files import quarters, saved

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.support.command_line import CommandLine, Outcome

ISSUE = "riverside/2031-01/issue.yaml"


def rebuilt(banxin: CommandLine, path: Path, *words: object, to: str = "back") -> Outcome:
    return banxin("--json", "rebuild", path, "-o", to, "--font-path", banxin.fonts, *words)


def verified(banxin: CommandLine, path: Path, *words: object) -> dict[str, str]:
    """The verdict on each check."""
    done = banxin("--json", "verify", path, "--font-path", banxin.fonts, *words)
    return {check["check"]: check["verdict"] for check in done.document["checks"]}


def rules_of(done: Outcome) -> set[str]:
    return {finding["rule"] for finding in done.document["findings"]}


def test_a_deposit_carries_every_file_that_was_read_and_no_other(banxin: CommandLine) -> None:
    issue = banxin.new() / "2031-01"
    (issue / "articles" / ".draft.md").write_text("not read")
    (issue / "notes.txt").write_text("not read")
    (banxin.folder / "styles" / "unused.yaml").write_text("extends: magazine\n")
    found = attached(make_deposit(banxin))
    articles = {
        f"riverside/2031-01/articles/{path.name}" for path in issue.glob("articles/[!.]*")
    }
    assert set(found) == {
        RECORD,
        "fonts/fonts.yaml",
        "riverside/publication.yaml",
        ISSUE,
        "styles/magazine.yaml",
        *articles,
    }
    for name, content in found.items():
        if name != RECORD:
            assert (banxin.folder / name).read_bytes() == content


def test_a_style_comes_with_all_that_it_extends(banxin: CommandLine) -> None:
    banxin.new()
    (banxin.folder / "styles" / "mine.yaml").write_text("extends: ours\n")
    (banxin.folder / "styles" / "ours.yaml").write_text("extends: magazine\n")
    path = make_deposit(banxin, "--style", "mine")
    styles = {name for name in attached(path) if name.startswith("styles/")}
    assert styles == {"styles/mine.yaml", "styles/ours.yaml", "styles/magazine.yaml"}
    assert rebuilt(banxin, path).document["identical"] is True


def test_a_picture_shown_twice_is_carried_once(banxin: CommandLine) -> None:
    issue = banxin.new() / "2031-01"
    saved(quarters(), issue / "quay.png")
    article = issue / "articles" / "02-first.md"
    shown = "\n![岸](quay.png)\n\n![岸](./quay.png)\n"
    article.write_text(article.read_text("utf-8") + shown, "utf-8")
    path = make_deposit(banxin)
    pictures = [part for part in record_of(path)["parts"] if part["role"] == "picture"]
    assert [part["path"] for part in pictures] == ["riverside/2031-01/quay.png"]
    assert pictures[0]["mime"] == "image/png"
    assert rebuilt(banxin, path).document["identical"] is True


def test_the_record_tells_every_part_the_faces_the_tool_and_the_settings(
    banxin: CommandLine,
) -> None:
    path = make_deposit(banxin, "--pages", "2-3", "--profile", "proof")
    record = record_of(path)
    assert record["schema"] == "banxin/deposit/1"
    assert record["settings"] == {
        "issue": "riverside/2031-01",
        "profile": "proof",
        "standards": [],
        "style": None,
        "pages": "2-3",
        "printer": "",
        "proof_number": 0,
        "proof_date": "",
    }
    found = attached(path)
    for part in record["parts"]:
        content = found[part["path"]]
        assert part["size"] == len(content)
        assert part["sha256"] == hashlib.sha256(content).hexdigest()
    (face,) = record["faces"]
    font = next(banxin.fonts.iterdir())
    assert face["file"] == font.name
    assert face["sha256"] == hashlib.sha256(font.read_bytes()).hexdigest()
    assert face["licence"] == "OFL-1.1"
    assert set(record["roles"].values()) == {face["key"]}
    assert record["tool"]["banxin"]
    assert record["tool"]["libraries"]["reportlab"]


def test_a_dated_proof_is_rebuilt_to_the_byte(banxin: CommandLine) -> None:
    words = ("--profile", "proof", "--proof-number", "2", "--proof-date", "2031-06-20")
    path = make_deposit(banxin, *words)
    assert rebuilt(banxin, path).document["identical"] is True


def test_nothing_of_this_machine_is_in_the_record(banxin: CommandLine) -> None:
    text = attached(make_deposit(banxin))[RECORD].decode()
    assert str(banxin.folder) not in text


def test_dates_in_the_file_are_the_issue_s(banxin: CommandLine) -> None:
    with pikepdf.open(make_deposit(banxin)) as document:
        dates = {str(one.EF.F.Params.ModDate) for one in document.Root.AF}
    assert dates == {"D:20310101"}


def test_checksums_and_a_record_stand_beside_the_file(banxin: CommandLine) -> None:
    path = make_deposit(banxin)
    beside = json.loads((banxin.folder / "one.deposit.json").read_text("utf-8"))
    assert beside["schema"] == "banxin/deposit-file/1"
    assert beside["file"] == NAME
    assert beside["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert beside["parts"] == record_of(path)["parts"]
    program = shutil.which("sha256sum")
    if program:
        subprocess.run([program, "-c", "SHA256SUMS"], cwd=banxin.folder, check=True)


def test_checksums_of_other_files_are_kept(banxin: CommandLine) -> None:
    other = f"{'1' * 64}  other.pdf\n"
    (banxin.folder / "SHA256SUMS").write_text(other)
    make_deposit(banxin)
    first = (banxin.folder / "SHA256SUMS").read_text()
    assert first.startswith(other)
    make_deposit(banxin)
    assert (banxin.folder / "SHA256SUMS").read_text() == first
    assert len(first.splitlines()) == 3


def test_a_file_without_sources_leaves_nothing_beside_it(banxin: CommandLine) -> None:
    assert banxin.build(banxin.new(), "-o", NAME).code == 0
    assert not (banxin.folder / "SHA256SUMS").exists()
    assert not (banxin.folder / "one.deposit.json").exists()


@pytest.mark.parametrize("name", ["SHA256SUMS", "./SHA256SUMS"])
def test_no_output_takes_the_place_of_the_checksums(banxin: CommandLine, name: str) -> None:
    done = banxin.build(banxin.new(), "--embed-sources", "-o", name)
    assert done.code == 2
    assert "checksums" in done.err


def test_a_standard_that_holds_no_files_is_refused_with_those_that_do(
    banxin: CommandLine,
) -> None:
    done = banxin.build(banxin.new(), "--embed-sources", "--standard", "a-2u")
    assert done.code == 4
    assert "PDF/A-2u" in done.err
    assert "a-3u" in done.err


@pytest.mark.parametrize("name", ["a:b.png", "con.png"])
def test_a_name_that_is_none_elsewhere_is_refused_before_anything_is_written(
    banxin: CommandLine, name: str
) -> None:
    issue = banxin.new() / "2031-01"
    (issue / "pictures").mkdir()
    saved(quarters(), issue / "pictures" / name)
    article = issue / "articles" / "02-first.md"
    shown = f"\n![岸](pictures/{name})\n"
    article.write_text(article.read_text("utf-8") + shown, "utf-8")
    done = banxin.build(issue, "--embed-sources", "-o", NAME)
    assert done.code == 1
    assert "deposit-name" in done.err
    assert not (banxin.folder / NAME).exists()


@pytest.mark.parametrize("words", [(), ("--standard", "a-3b"), ("--pages", "2")])
def test_a_deposit_builds_itself_again_elsewhere_to_the_byte(
    banxin: CommandLine,
    words: tuple[str, ...],
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = make_deposit(banxin, *words)
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    monkeypatch.chdir(elsewhere)
    done = rebuilt(banxin, path)
    assert done.code == 0, done.out
    assert done.document["identical"] is True
    assert (elsewhere / done.document["output"]).read_bytes() == path.read_bytes()


def test_the_workspace_written_back_can_be_built_and_gives_the_deposit(
    banxin: CommandLine,
) -> None:
    path = make_deposit(banxin)
    assert rebuilt(banxin, path).code == 0
    done = banxin.build(
        banxin.folder / "back" / "riverside", "--embed-sources", "-o", "two.pdf"
    )
    assert done.code == 0
    assert (banxin.folder / "two.pdf").read_bytes() == path.read_bytes()


def test_an_issue_that_holds_its_publication_comes_back_so(banxin: CommandLine) -> None:
    publication = banxin.new()
    issue = publication / "2031-01"
    shutil.copy(publication / "publication.yaml", issue)
    (publication / "publication.yaml").unlink()
    path = make_deposit(banxin)
    assert "2031-01/publication.yaml" in attached(path)
    assert rebuilt(banxin, path).document["identical"] is True


@pytest.mark.parametrize("name", ["styles", "fonts", "a:b", "OUT"])
def test_a_folder_whose_name_the_workspace_has_taken_gets_another(
    banxin: CommandLine, name: str
) -> None:
    home = banxin.folder / "deep" / name
    shutil.copytree(banxin.new(), home)
    done = banxin.build(
        home, "--embed-sources", "-o", NAME, before=("--root", str(banxin.folder))
    )
    assert done.code == 0, done.err
    path = banxin.folder / NAME
    assert record_of(path)["settings"]["issue"] == "publication/2031-01"
    assert rebuilt(banxin, path).document["identical"] is True


def test_a_folder_that_holds_something_is_refused(banxin: CommandLine) -> None:
    path = make_deposit(banxin)
    (banxin.folder / "back").mkdir()
    (banxin.folder / "back" / "kept").write_text("kept")
    done = rebuilt(banxin, path)
    assert done.code == 2
    assert [one.name for one in (banxin.folder / "back").iterdir()] == ["kept"]


def test_a_link_to_a_full_folder_is_refused(banxin: CommandLine) -> None:
    path = make_deposit(banxin)
    (banxin.folder / "back").symlink_to(banxin.folder)
    assert rebuilt(banxin, path).code == 2
    assert not (banxin.folder / RECORD).exists()


def test_other_faces_are_told_and_the_build_goes_on(banxin: CommandLine) -> None:
    from tests.support.plain_fonts import plain_font

    path = make_deposit(banxin)
    font = next(banxin.fonts.iterdir())
    letters = {chr(code): 600 for code in range(0x20, 0x7F)}
    font.write_bytes(plain_font(letters))
    done = rebuilt(banxin, path)
    assert done.code == 0
    assert done.document["identical"] is False
    assert {"face-differs", "rebuilt-differs"} <= rules_of(done)


def test_another_tool_is_told_and_the_build_goes_on(banxin: CommandLine) -> None:
    path = make_deposit(banxin)
    tool = record_of(path)["tool"]
    tool["libraries"]["reportlab"] = "0.1"
    tampered(path, changed_record(tool=tool))
    done = rebuilt(banxin, path)
    assert done.code == 0
    told = [
        one["message"] for one in done.document["findings"] if one["rule"] == "tool-differs"
    ]
    assert len(told) == 1
    assert "reportlab" in told[0]
    assert "0.1" in told[0]


def test_a_file_that_is_not_there_is_a_wrong_call(banxin: CommandLine) -> None:
    assert banxin("rebuild", "none.pdf", "-o", "back").code == 2
    assert banxin("verify", "none.pdf").code == 2


def test_a_pdf_without_sources_is_no_deposit(banxin: CommandLine) -> None:
    banxin.build(banxin.new(), "-o", NAME)
    for verb in (("rebuild", NAME, "-o", "back"), ("verify", NAME)):
        done = banxin("--json", *verb)
        assert done.code == 6
        assert "no-deposit" in rules_of(done)


WHOLE = {
    "parts": "passed",
    "checksums": "passed",
    "record": "passed",
    "conformance": "passed",
    "rebuild": "passed",
}


def test_a_deposit_as_it_was_built_is_verified(banxin: CommandLine) -> None:
    path = make_deposit(banxin)
    assert verified(banxin, path) == WHOLE
    done = banxin("verify", path, "--font-path", banxin.fonts)
    assert done.code == 0
    assert "identical, byte for byte" in done.out


def test_a_deposit_alone_is_verified_without_what_stood_beside_it(banxin: CommandLine) -> None:
    path = make_deposit(banxin)
    (banxin.folder / "SHA256SUMS").unlink()
    (banxin.folder / "one.deposit.json").unlink()
    assert verified(banxin, path) == {**WHOLE, "checksums": "absent", "record": "absent"}


def test_a_validator_that_is_not_here_is_named_and_nothing_is_verified_without_it(
    banxin: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VERAPDF", "no-such-program")
    path = make_deposit(banxin, "--standard", "a-3b")
    words = ("verify", path, "--font-path", banxin.fonts, "--without", "page-validation")
    done = banxin("--json", *words)
    assert done.code == 4
    assert done.document["ok"] is False
    verdicts = {one["check"]: one["verdict"] for one in done.document["checks"]}
    assert verdicts["verapdf a-3b"] == "not run"
    assert verdicts["page-validation a-3b"] == "waived"
    assert "verapdf a-3b" in banxin(*words).err
    assert banxin(*words, "--without", "verapdf").code == 0


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [("PASS {file} 3b", "passed"), ("FAIL {file} 3b\n  6.2.3", "failed"), ("", "failed")],
)
def test_verapdf_is_asked_where_it_is_installed(
    banxin: CommandLine, monkeypatch: pytest.MonkeyPatch, answer: str, verdict: str
) -> None:
    program = banxin.folder / "verapdf"
    said = answer.format(file=NAME)
    program.write_text(
        '#!/bin/sh\nif [ "$1" = --version ]; then echo veraPDF 1.28.1; exit; fi\n'
        f"cat <<E\n{said}\nE\n"
    )
    program.chmod(0o755)
    monkeypatch.setenv("VERAPDF", str(program))
    path = make_deposit(banxin, "--standard", "a-3b")
    found = verified(banxin, path, "--without", "page-validation")
    assert found["verapdf a-3b"] == verdict


def test_every_part_that_was_changed_or_taken_out_is_named(banxin: CommandLine) -> None:
    whole = make_deposit(banxin).read_bytes()
    path = banxin.folder / NAME
    for part in record_of(path)["parts"]:
        name = part["path"]
        for rule, change in (
            ("part-changed", changed_part(name, b"other")),
            ("part-missing", removed_part(name)),
        ):
            path.write_bytes(whole)
            tampered(path, change)
            done = rebuilt(banxin, path)
            assert done.code == 6
            assert [
                (one["rule"], name in one["message"]) for one in done.document["findings"]
            ] == [(rule, True)]
            assert not (banxin.folder / "back").exists()


TAMPERINGS: dict[str, tuple[Callable[[pikepdf.Pdf], None], str]] = {
    "a part added": (added_part("riverside/2031-01/more.md"), "part-extra"),
    "a record that tells of less": (changed_record(parts=[]), "part-extra"),
    "a record of other settings": (
        changed_record(
            settings={
                "issue": "riverside/2031-01",
                "profile": "proof",
                "standards": [],
                "pages": "",
            }
        ),
        "rebuilt-differs",
    ),
    "a record of other faces": (changed_record(faces=[], roles={}), "face-differs"),
    "a record of another issue": (changed_record(title="别的"), "rebuilt-differs"),
}


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_every_tampering_is_found(banxin: CommandLine, tampering: str) -> None:
    change, rule = TAMPERINGS[tampering]
    path = tampered(make_deposit(banxin), change)
    done = banxin("--json", "verify", path, "--font-path", banxin.fonts)
    assert done.code == 6
    assert {rule, "sum-differs", "record-differs"} <= rules_of(done)


def test_a_page_that_was_changed_is_found(banxin: CommandLine) -> None:
    def change(document: pikepdf.Pdf) -> None:
        document.pages[0].contents_add(b"0 0 9 9 re f")

    path = tampered(make_deposit(banxin), change)
    (banxin.folder / "SHA256SUMS").unlink()
    (banxin.folder / "one.deposit.json").unlink()
    assert verified(banxin, path)["rebuild"] == "failed"


def _other_digest(text: str) -> str:
    return text.replace(text[:8], "0" * 8, 1)


BESIDE: dict[str, tuple[str, Callable[[str], str], str]] = {
    "another checksum": ("SHA256SUMS", _other_digest, "sum-differs"),
    "a line less": ("SHA256SUMS", lambda text: text.splitlines()[0] + "\n", "sum-missing"),
    "no line at all": ("SHA256SUMS", lambda _: "", "sum-missing"),
    "another number of bytes": (
        "one.deposit.json",
        lambda text: text.replace('"size": ', '"size": 1', 1),
        "record-differs",
    ),
    "another tool": (
        "one.deposit.json",
        lambda text: text.replace('"banxin": "', '"banxin": "9', 1),
        "record-differs",
    ),
    "no JSON": ("one.deposit.json", lambda text: text[:-9], "record-unreadable"),
}


@pytest.mark.parametrize("tampering", BESIDE)
def test_what_stands_beside_a_deposit_is_held_to_it(
    banxin: CommandLine, tampering: str
) -> None:
    name, change, rule = BESIDE[tampering]
    path = make_deposit(banxin)
    beside = banxin.folder / name
    beside.write_text(change(beside.read_text("utf-8")), "utf-8")
    done = banxin("--json", "verify", path, "--font-path", banxin.fonts)
    assert done.code == 6
    assert rule in rules_of(done)


def test_a_record_that_was_taken_away_is_missed_by_the_checksums(banxin: CommandLine) -> None:
    path = make_deposit(banxin)
    (banxin.folder / "one.deposit.json").unlink()
    done = banxin("--json", "verify", path, "--font-path", banxin.fonts)
    assert done.code == 6
    assert "file-missing" in rules_of(done)


def test_a_build_that_takes_too_long_ends(banxin: CommandLine) -> None:
    path = make_deposit(banxin)
    from layout.audit.fence import Limits
    from layout.audit.verify import Terms, verify

    found = verify(path, Terms((banxin.fonts,), Limits(0.01, 1 << 32)))
    (check,) = (one for one in found.checks if one.name == "rebuild")
    assert [one.rule for one in check.findings] == ["too-long"]


def test_a_file_that_claims_what_its_record_does_not_is_found(banxin: CommandLine) -> None:
    path = make_deposit(banxin, "--standard", "a-3b")
    settings = {**record_of(path)["settings"], "standards": []}
    tampered(path, changed_record(settings=settings))
    done = banxin("--json", "verify", path, "--font-path", banxin.fonts)
    assert done.code == 6
    assert "claims-differ" in rules_of(done)


def test_the_record_beside_a_file_tells_what_it_was_held_to(banxin: CommandLine) -> None:
    make_deposit(banxin, "--standard", "a-3b")
    (check,) = json.loads((banxin.folder / "one.deposit.json").read_text("utf-8"))["checks"]
    assert (check["check"], check["verdict"]) == ("conformance", "passed")
    assert check["standards"] == ["a-3b"]
