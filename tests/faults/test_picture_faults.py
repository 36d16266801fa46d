"""Pictures that cannot be used end as findings that name the file and the remedy."""

from __future__ import annotations

import contextlib
import os
import struct
import zlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from layout.diagnostics import SourceSpan
from layout.display.model import PlacedPicture
from layout.errors import ContentError
from layout.geometry import Rect
from layout.images import prepare, probe
from tests.support.pdf_pages import issue, page, plain_fonts, written
from tests.support.picture_files import as_bytes, fault_told, quarters, saved

if TYPE_CHECKING:
    from pathlib import Path

KINDS = ("JPEG", "PNG", "TIFF", "WEBP")
SPAN = SourceSpan("articles/a.md", 7, 1)


def finding_of(file: Path, read=prepare):
    return fault_told(file, SPAN, lambda: read(file, SPAN))


@pytest.mark.parametrize("read", [probe, prepare])
def test_a_missing_picture_is_named(read, tmp_path: Path) -> None:
    assert finding_of(tmp_path / "nowhere.jpg", read).rule == "missing-picture"


@pytest.mark.parametrize("read", [probe, prepare])
def test_an_empty_file_is_no_picture(read, tmp_path: Path) -> None:
    file = tmp_path / "empty.jpg"
    file.write_bytes(b"")
    assert finding_of(file, read).rule == "broken-picture"


@pytest.mark.parametrize("read", [probe, prepare])
def test_a_folder_is_no_picture(read, tmp_path: Path) -> None:
    folder = tmp_path / "folder.jpg"
    folder.mkdir()
    assert finding_of(folder, read).rule == "unreadable-picture"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_picture_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    file = saved(quarters(), tmp_path / "closed.jpg")
    file.chmod(0)
    assert finding_of(file).rule == "unreadable-picture"


@pytest.mark.parametrize("read", [probe, prepare])
@pytest.mark.parametrize("content", [b"<html/>", b"GIF89a\x01\x00", b"%!PS", b"BM", b"text"])
def test_a_file_of_another_kind_is_refused_whatever_its_name(
    content: bytes, read, tmp_path: Path
) -> None:
    file = tmp_path / "cover.jpg"
    file.write_bytes(content)
    assert finding_of(file, read).rule == "picture-format"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("share", [0.3, 0.6, 0.97])
def test_a_file_that_breaks_off_is_refused(kind: str, share: float, tmp_path: Path) -> None:
    data = as_bytes(quarters(size=(200, 120)), kind)
    file = tmp_path / "cut.picture"
    file.write_bytes(data[: int(len(data) * share)])
    assert finding_of(file).rule == "broken-picture"


def test_a_png_with_a_wrong_checksum_is_refused(tmp_path: Path) -> None:
    data = bytearray(as_bytes(quarters(), "PNG"))
    data[data.index(b"IDAT") + 10] ^= 0xFF
    file = tmp_path / "damaged.png"
    file.write_bytes(bytes(data))
    assert finding_of(file).rule == "broken-picture"


@pytest.mark.parametrize("read", [probe, prepare])
def test_a_small_file_that_unpacks_into_all_memory_is_refused(read, tmp_path: Path) -> None:
    header = struct.pack(">LLBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunks = (b"IHDR" + header, b"IDAT" + zlib.compress(bytes(1000)), b"IEND")
    data = b"\x89PNG\r\n\x1a\n"
    for chunk in chunks:
        data += struct.pack(">L", len(chunk) - 4) + chunk + struct.pack(">L", zlib.crc32(chunk))
    file = tmp_path / "bomb.png"
    file.write_bytes(data)
    assert finding_of(file, read).rule == "picture-size"


@pytest.mark.parametrize("read", [probe, prepare])
def test_a_canvas_larger_than_any_page_is_refused(read, tmp_path: Path) -> None:
    data = bytearray(as_bytes(quarters("RGBA"), "WEBP", exif=b"Exif\0\0II*\0"))
    assert data[12:16] == b"VP8X"
    data[24:30] = b"\xff\xff\x00" * 2
    file = tmp_path / "bomb.webp"
    file.write_bytes(bytes(data))
    assert finding_of(file, read).rule == "picture-size"


@pytest.mark.parametrize("kind", KINDS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(data=st.data())
def test_damage_to_a_file_ends_in_a_picture_or_a_finding(
    kind: str, data, tmp_path: Path
) -> None:
    damaged = bytearray(as_bytes(quarters(size=(24, 16)), kind))
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    file = tmp_path / "damaged.picture"
    file.write_bytes(bytes(damaged))
    for read in (probe, prepare):
        with contextlib.suppress(ContentError):
            assert read(file).width_px > 0


def test_every_bad_picture_of_an_issue_is_named_at_once(tmp_path: Path) -> None:
    good = saved(quarters(), tmp_path / "good.jpg")
    (tmp_path / "empty.jpg").write_bytes(b"")
    rect = Rect(0.0, 0.0, 100.0, 50.0)
    names = ("gone.jpg", "good.jpg", "empty.jpg", "gone.jpg")
    placed = [PlacedPicture(rect, str(tmp_path / name), span=SPAN) for name in names]
    assert good.exists()
    with pytest.raises(ContentError) as caught:
        written(issue(page(*placed)), plain_fonts())
    rules = [finding.rule for finding in caught.value.diagnostics]
    assert rules == ["missing-picture", "broken-picture"]
