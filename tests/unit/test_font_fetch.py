"""Fetching takes the first source that works and keeps only what the manifest vouches for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from layout.fonts import load_fonts
from layout.fonts.fetch import FetchReport, fetch_fonts, list_roles
from tests.support.font_packages import (
    HEI,
    LICENCE,
    SONG,
    SONG_BOLD,
    Machine,
    font_file,
    npm_package,
    sha256,
    song_family,
    source,
    wheel,
)

if TYPE_CHECKING:
    from pathlib import Path

ROLES = "roles:\n  song: {family: song, weight: 400}\n  song-bold: {family: song, weight: 700, "
ROLES += "instead: song}\n"
NPM = source(
    "npm",
    font_file("400/Song.ttf", SONG),
    font_file("700/SongBold.ttf", SONG_BOLD, 700),
    font_file("900/Unused.ttf", HEI, 900),
)
PIP = source("pip", font_file("test_song/Song.ttf", SONG), licence="test_song/LICENCE")
PACKAGE = {
    "400/Song.ttf": SONG,
    "700/SongBold.ttf": SONG_BOLD,
    "900/Unused.ttf": HEI,
    "LICENCE": LICENCE,
}


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A machine without npm, whose pip reaches only a folder."""
    made = Machine(tmp_path)
    monkeypatch.setenv("PATH", str(made.programs))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    monkeypatch.setenv("PIP_DISABLE_PIP_VERSION_CHECK", "1")
    made.writes(f"families:\n{song_family(NPM, PIP)}{ROLES}")
    return made


def fetched(machine: Machine, **settings: bool) -> tuple[FetchReport, list[str]]:
    said: list[str] = []
    report = fetch_fonts(
        machine.manifest, cache=machine.cache, progress=said.append, **settings
    )
    return report, said


def in_cache(machine: Machine) -> set[str]:
    return {
        file.relative_to(machine.cache).as_posix()
        for file in machine.cache.rglob("*")
        if file.is_file() and file.suffix != ".sha256"
    }


def test_npm_brings_the_weights_of_the_roles_and_the_licence(machine: Machine) -> None:
    machine.has_npm_that_brings(npm_package(PACKAGE))
    report, said = fetched(machine)
    assert report == FetchReport((("Test Song", "npm test-song 1.2.3"),))
    assert said == ["Test Song: getting npm test-song 1.2.3"]
    assert machine.asked_of_npm == ["pack --silent test-song@1.2.3"]
    assert in_cache(machine) == {
        "song/npm-1.2.3/Song.ttf",
        "song/npm-1.2.3/SongBold.ttf",
        "song/npm-1.2.3/LICENCE.txt",
    }
    assert (machine.cache / "song/npm-1.2.3/LICENCE.txt").read_bytes() == LICENCE
    assert load_fonts(machine.manifest, cache=machine.cache).findings == ()


def test_what_is_there_is_not_fetched_again_unless_asked(machine: Machine) -> None:
    machine.has_npm_that_brings(npm_package(PACKAGE))
    fetched(machine)
    report, said = fetched(machine)
    assert report.families == (("Test Song", "npm test-song 1.2.3 (already here)"),)
    assert said == []
    assert len(machine.asked_of_npm) == 1
    fetched(machine, again=True)
    assert len(machine.asked_of_npm) == 2


def test_a_fetch_that_was_cut_off_is_taken_up(machine: Machine) -> None:
    machine.has_npm_that_brings(npm_package(PACKAGE))
    fetched(machine)
    file = machine.cache / "song/npm-1.2.3/SongBold.ttf"
    file.write_bytes(SONG_BOLD[:100])
    fetched(machine)
    assert file.read_bytes() == SONG_BOLD


def test_without_npm_pip_brings_what_it_has(machine: Machine) -> None:
    name, content = wheel(
        "test-song", "1.2.3", {"test_song/Song.ttf": SONG, "test_song/LICENCE": LICENCE}
    )
    (machine.folder / name).write_bytes(content)
    report, said = fetched(machine)
    assert report.families == (("Test Song", "pip test-song 1.2.3"),)
    assert "Test Song: npm is not on this machine" in said
    assert in_cache(machine) == {"song/pip-1.2.3/Song.ttf", "song/pip-1.2.3/LICENCE.txt"}
    fonts = load_fonts(machine.manifest, cache=machine.cache)
    (finding,) = fonts.findings
    assert "song-bold: Test Song 700 is not here; set in Song" in finding.message


def test_a_source_without_a_wanted_weight_is_passed_over(machine: Machine) -> None:
    light = source("npm", font_file("300/Light.ttf", SONG, 300))
    machine.writes(f"families:\n{song_family(light, NPM)}{ROLES}")
    machine.has_npm_that_brings(npm_package(PACKAGE))
    report, _ = fetched(machine)
    assert report.families == (("Test Song", "npm test-song 1.2.3"),)
    assert "song/npm-1.2.3/Song.ttf" in in_cache(machine)


def test_a_copy_on_the_system_needs_no_fetching(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = machine.folder / ".local/share/fonts/deep"
    folder.mkdir(parents=True)
    (folder / "Test-Song-At-Home.ttf").write_bytes(SONG)
    system = source("system", "{weight: 400, path: Test-Song-At-Home.ttf}")
    machine.writes(f"families:\n{song_family(system)}{ROLES}")
    monkeypatch.setenv("HOME", str(machine.folder))
    report, said = fetched(machine)
    assert report.families == (("Test Song", "the system's copy"),)
    assert said == []
    assert (
        load_fonts(machine.manifest, cache=machine.cache).font("song").han.face.glyph_id("二")
    )


def test_an_optional_family_that_is_nowhere_is_only_a_warning(machine: Machine) -> None:
    lost = song_family(
        source("system", "{weight: 400, path: Nowhere-But-Here.ttf}"), optional=True
    )
    kai = lost.replace("song:", "kai:", 1).replace("Test Song", "Test Kai")
    machine.writes(
        f"families:\n{song_family(NPM)}{kai}{ROLES}"
        "  kai: {family: kai, weight: 400, instead: song}\n"
    )
    machine.has_npm_that_brings(npm_package(PACKAGE))
    report, _ = fetched(machine)
    assert report.families[1] == ("Test Kai", "not found")
    (finding,) = report.findings
    assert str(finding).startswith("warning font-missing: Test Kai: the system has no copy")


def test_the_list_tells_file_source_and_licence_of_each_role(machine: Machine) -> None:
    machine.keeps("song", "Song.ttf", SONG)
    song, bold = list_roles(machine.manifest, cache=machine.cache)
    assert (song.role, song.file, song.source) == ("song", "Song.ttf", "npm test-song 1.2.3")
    assert (song.licence, song.intact) == ("OFL-1.1", None)
    assert (bold.role, bold.file) == ("song-bold", "")


def test_a_check_reads_every_byte(machine: Machine) -> None:
    file = machine.keeps("song", "Song.ttf", SONG)
    (song, _) = list_roles(machine.manifest, cache=machine.cache, verify=True)
    assert (song.intact, song.characters) == (True, 3)
    changed = bytearray(SONG)
    changed[len(changed) // 2] ^= 1
    file.write_bytes(changed)
    (song, _) = list_roles(machine.manifest, cache=machine.cache, verify=True)
    assert song.intact is False


def test_a_file_of_another_size_is_told_even_without_reading_it(machine: Machine) -> None:
    machine.keeps("song", "Song.ttf", SONG).write_bytes(b"")
    (song, _) = list_roles(machine.manifest, cache=machine.cache)
    assert (song.file, song.intact) == ("Song.ttf", False)


def test_another_version_of_a_package_does_not_pass_for_this_one(machine: Machine) -> None:
    machine.keeps("song", "Song.ttf", HEI)
    assert sha256(HEI) != sha256(SONG)
    (song, _) = list_roles(machine.manifest, cache=machine.cache)
    assert song.intact is False


def test_nothing_is_left_in_the_folder_a_fetch_was_started_in(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = machine.folder / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    machine.has_npm_that_brings(npm_package(PACKAGE))
    fetched(machine)
    assert list(work.iterdir()) == []
