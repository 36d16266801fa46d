"""PDFs made to do harm: each ends soon, with a message, and nothing outside is touched."""

from __future__ import annotations

import json
import os
import time
import zlib
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest

from layout.audit.fence import Limits, fenced
from layout.deposit import read
from layout.deposit.read import read_deposit
from layout.deposit.unpack import unpack
from layout.errors import ConformanceError, LayoutError, ProjectError
from tests.support.deposits import (
    RECORD,
    added_part,
    changed_part,
    changed_record,
    hostile,
    make_deposit,
    record_of,
    specification,
    tampered,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.support.command_line import CommandLine


def refused(path: Path) -> LayoutError:
    """Why a deposit is not unpacked; nothing may have been written."""
    folder = path.with_name("back")
    with pytest.raises(ConformanceError) as caught:
        unpack(read_deposit(path), folder)
    assert not folder.exists()
    return caught.value


def rules_of(fault: LayoutError) -> list[str]:
    return [finding.rule for finding in fault.diagnostics]


def test_a_deposit_that_nobody_touched_is_unpacked(banxin: CommandLine) -> None:
    folder = unpack(read_deposit(make_deposit(banxin)), banxin.folder / "back")
    assert (folder / "issue.yaml").is_file()


def test_rebuild_writes_nothing_of_a_hostile_file(banxin: CommandLine) -> None:
    path = tampered(make_deposit(banxin), added_part("../outside.md"))
    done = banxin("--json", "rebuild", path, "-o", "back", "--font-path", banxin.fonts)
    assert done.code == 6
    assert "part-name" in {one["rule"] for one in done.document["findings"]}
    assert not (banxin.folder / "back").exists()
    assert not (banxin.folder / "outside.md").exists()


ESCAPES = [
    "/etc/cron.d/more",
    "../outside.md",
    "riverside/../../outside.md",
    "C:/outside.md",
    "..\\outside.md",
    "a\x00b",
    "NUL",
    "a./b",
]


@pytest.mark.parametrize("name", ESCAPES)
def test_no_attachment_leads_out_of_the_folder(banxin: CommandLine, name: str) -> None:
    path = tampered(make_deposit(banxin), added_part(name))
    assert "part-name" in rules_of(refused(path))


@pytest.mark.parametrize("name", ESCAPES)
def test_no_record_leads_out_of_the_folder(banxin: CommandLine, name: str) -> None:
    path = make_deposit(banxin)
    parts = record_of(path)["parts"]
    parts[0]["path"] = name
    assert "part-name" in rules_of(refused(tampered(path, changed_record(parts=parts))))


@pytest.mark.parametrize("name", ["../riverside/2031-01", "/", "a\\b"])
def test_the_folder_of_the_issue_does_not_lead_out_either(
    banxin: CommandLine, name: str
) -> None:
    path = make_deposit(banxin)
    settings = {**record_of(path)["settings"], "issue": name}
    refused(tampered(path, changed_record(settings=settings)))


@pytest.mark.parametrize(
    "name", ["riverside/2031-01/ISSUE.yaml", "Deposit.json", "fonts/fonts.yaml/more", "fonts"]
)
def test_names_that_are_one_file_somewhere_are_refused(banxin: CommandLine, name: str) -> None:
    path = make_deposit(banxin)
    parts = record_of(path)["parts"]
    parts.append({**parts[0], "path": name})
    tampered(path, changed_record(parts=parts))
    refused(tampered(path, added_part(name)))


def test_a_name_that_stands_twice_is_refused(banxin: CommandLine) -> None:
    fault = refused(tampered(make_deposit(banxin), added_part("fonts/fonts.yaml")))
    assert "twice" in str(fault)


def test_a_part_that_unpacks_without_end_is_refused(
    banxin: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read, "LARGEST_PART", 1 << 20)
    packed = zlib.compress(bytes(64 << 20))

    def change(document: pikepdf.Pdf) -> None:
        stream = pikepdf.Stream(document, packed, Filter=pikepdf.Name.FlateDecode)
        specification(document, "fonts/fonts.yaml").EF.F = stream
        specification(document, "fonts/fonts.yaml").EF.UF = stream

    assert "1 MiB" in str(refused(tampered(make_deposit(banxin), change)))


def test_all_parts_together_have_a_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read, "LARGEST_WHOLE", 1000)
    path = hostile(tmp_path / "a.pdf", {str(at): bytes(600) for at in range(2)})
    with pytest.raises(ConformanceError, match="unpacks to more"):
        read_deposit(path)


def test_packing_within_packing_is_refused(banxin: CommandLine) -> None:
    def change(document: pikepdf.Pdf) -> None:
        packed = zlib.compress(zlib.compress(bytes(1000)))
        filters = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode])
        stream = pikepdf.Stream(document, packed, Filter=filters)
        specification(document, "fonts/fonts.yaml").EF.UF = stream

    assert "packed" in str(refused(tampered(make_deposit(banxin), change)))


@pytest.mark.parametrize("packed", [b"none", zlib.compress(b"whole" * 99)[:-9], b""])
def test_a_part_that_is_damaged_or_cut_short_is_refused(
    banxin: CommandLine, packed: bytes
) -> None:
    def change(document: pikepdf.Pdf) -> None:
        stream = pikepdf.Stream(document, packed, Filter=pikepdf.Name.FlateDecode)
        specification(document, "fonts/fonts.yaml").EF.UF = stream

    refused(tampered(make_deposit(banxin), change))


def test_a_file_elsewhere_is_not_fetched(banxin: CommandLine) -> None:
    def change(document: pikepdf.Pdf) -> None:
        stream = pikepdf.Stream(document, b"", F=pikepdf.String("/etc/passwd"))
        specification(document, "fonts/fonts.yaml").EF.UF = stream

    assert "packed" in str(refused(tampered(make_deposit(banxin), change)))


def _tree(document: pikepdf.Pdf) -> Any:
    return document.Root.Names.EmbeddedFiles


def _circle(document: pikepdf.Pdf) -> None:
    document.Root.Names.EmbeddedFiles = document.make_indirect(_tree(document))
    _tree(document).Kids = pikepdf.Array([_tree(document)])


def _circle_of_two(document: pikepdf.Pdf) -> None:
    one = document.make_indirect(pikepdf.Dictionary())
    other = document.make_indirect(pikepdf.Dictionary(Kids=pikepdf.Array([one])))
    one.Kids = pikepdf.Array([other])
    document.Root.Names.EmbeddedFiles = one


def _deep(document: pikepdf.Pdf) -> None:
    node = document.make_indirect(pikepdf.Dictionary(Names=pikepdf.Array([])))
    for _ in range(9000):
        node = document.make_indirect(pikepdf.Dictionary(Kids=pikepdf.Array([node])))
    document.Root.Names.EmbeddedFiles = node


def _wide(document: pikepdf.Pdf) -> None:
    leaf = document.make_indirect(pikepdf.Dictionary())
    _tree(document).Kids = pikepdf.Array([leaf] * 9000)


def _many(document: pikepdf.Pdf) -> None:
    one = specification(document, "fonts/fonts.yaml")
    row = [part for at in range(5000) for part in (str(at), one)]
    _tree(document).Names = pikepdf.Array(row)


def _no_stream(document: pikepdf.Pdf) -> None:
    specification(document, "fonts/fonts.yaml").EF = pikepdf.Dictionary(F=3, UF=3)


def _no_files(document: pikepdf.Pdf) -> None:
    _tree(document).Names = pikepdf.Array(["a", 3, "b", pikepdf.Array([])])


def _odd_kinds(document: pikepdf.Pdf) -> None:
    document.Root.Names = pikepdf.Array([1])


def _odd_params(document: pikepdf.Pdf) -> None:
    params = specification(document, "fonts/fonts.yaml").EF.UF.Params
    params.CheckSum = pikepdf.Array([])
    params.Size = pikepdf.Name.Large


@pytest.mark.parametrize(
    "change",
    [
        _circle,
        _circle_of_two,
        _deep,
        _wide,
        _many,
        _no_stream,
        _no_files,
        _odd_kinds,
        _odd_params,
    ],
)
def test_a_tree_of_attachments_that_is_none_is_refused(
    banxin: CommandLine, change: Callable[[pikepdf.Pdf], None]
) -> None:
    refused(tampered(make_deposit(banxin), change))


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"[]",
        b"null",
        b"{}",
        b"\xff\xfe",
        b'{"schema": ' + b"[" * 200_000,
        b'{"more": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"schema": 7}',
    ],
)
def test_a_record_that_is_none_is_refused(banxin: CommandLine, text: bytes) -> None:
    fault = refused(tampered(make_deposit(banxin), changed_part(RECORD, text)))
    assert rules_of(fault) == ["bad-deposit"]


def test_a_record_of_a_later_schema_is_told_as_such(banxin: CommandLine) -> None:
    path = tampered(make_deposit(banxin), changed_record(schema="banxin/deposit/9"))
    assert rules_of(refused(path)) == ["deposit-schema"]


@pytest.mark.parametrize(
    "setting",
    [{"profile": "../x"}, {"style": "../../x"}, {"standards": ["x"]}, {"pages": "9-1"}],
)
def test_a_setting_that_is_none_ends_with_a_message(
    banxin: CommandLine, setting: dict[str, object]
) -> None:
    path = make_deposit(banxin)
    settings = {**record_of(path)["settings"], **setting}
    tampered(path, changed_record(settings=settings))
    done = banxin("--json", "rebuild", path, "-o", "back", "--font-path", banxin.fonts)
    assert done.code in {1, 4}
    assert done.document["findings"]


def test_what_a_hostile_file_says_does_not_act_on_the_terminal(banxin: CommandLine) -> None:
    path = tampered(make_deposit(banxin), added_part("\x1b]0;owned\x07\u202e" + "x" * 500))
    done = banxin("rebuild", path, "-o", "back")
    assert done.code == 6
    assert "\x1b]" not in done.err
    assert "\u202e" not in done.err
    assert max(map(len, done.err.splitlines())) < 300


def test_an_encrypted_file_is_refused(banxin: CommandLine) -> None:
    path = make_deposit(banxin)
    with pikepdf.open(path) as document:
        document.save(banxin.folder / "locked.pdf", encryption=pikepdf.Encryption(owner="x"))
    refused(banxin.folder / "locked.pdf")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_a_file_cut_short_is_refused(banxin: CommandLine, share: float) -> None:
    path = make_deposit(banxin)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    refused(path)


@pytest.mark.parametrize("content", [b"", b"no PDF at all", b"%PDF-1.7\n", b"%PDF-1.7\n%%EOF"])
def test_a_file_that_is_no_pdf_is_refused(banxin: CommandLine, content: bytes) -> None:
    path = banxin.folder / "a.pdf"
    path.write_bytes(content)
    refused(path)


def test_a_folder_is_no_deposit(tmp_path: Path) -> None:
    with pytest.raises(ProjectError):
        read_deposit(tmp_path)


def test_verify_ends_with_a_verdict_whatever_it_is_given(banxin: CommandLine) -> None:
    path = tampered(make_deposit(banxin), _deep)
    done = banxin("--json", "verify", path)
    assert done.code == 6
    verdicts = {one["check"]: one["verdict"] for one in done.document["checks"]}
    assert verdicts["parts"] == verdicts["rebuild"] == "failed"


def test_records_beside_a_file_have_a_limit(banxin: CommandLine) -> None:
    path = make_deposit(banxin)
    with (banxin.folder / "SHA256SUMS").open("wb") as file:
        file.truncate(1 << 40)
    done = banxin("--json", "verify", path, "--font-path", banxin.fonts)
    assert done.code == 6
    assert "record-unreadable" in {one["rule"] for one in done.document["findings"]}


def test_a_job_that_does_not_end_is_ended() -> None:
    with pytest.raises(ConformanceError) as caught:
        fenced(time.sleep, 600, limits=Limits(0.5, 1 << 32))
    assert rules_of(caught.value) == ["too-long"]


@pytest.mark.skipif(os.name == "nt", reason="the system limits no memory")
def test_a_job_that_takes_all_memory_is_ended() -> None:
    with pytest.raises(ConformanceError) as caught:
        fenced(bytearray, 8 << 30, limits=Limits(60, 1 << 30))
    assert rules_of(caught.value) == ["too-much"]


def test_a_job_whose_process_breaks_is_told() -> None:
    with pytest.raises(ConformanceError) as caught:
        fenced(os.abort, limits=Limits(60, 1 << 32))
    assert rules_of(caught.value) == ["process-broke"]


def test_a_job_gives_what_its_function_gives() -> None:
    assert fenced(json.loads, "[1, 2]", limits=Limits(60, 1 << 32)) == [1, 2]
