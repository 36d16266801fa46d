"""Fonts that are missing, damaged or not what they should be end as findings with a remedy."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layout.cli import main
from layout.errors import FontError, OutputError, ProjectError
from layout.fonts import Face, load_fonts, subset_face
from layout.fonts.fetch import fetch_fonts, list_roles
from layout.fonts.manifest import read_manifest
from tests.support.font_packages import (
    HEI,
    LICENCE,
    SONG,
    SONG_BOLD,
    Machine,
    font_file,
    npm_package,
    song_family,
    source,
    variable_font,
    wheel,
)
from tests.support.plain_fonts import plain_font

CFF = plain_font({"一": 1000, "a": 480}, cff=True)
ROLES = "roles:\n  song: {family: song, weight: 400, instead: hei}\n"
NPM = source("npm", font_file("400/Song.ttf", SONG))
PIP = source("pip", font_file("test_song/Song.ttf", SONG), licence="test_song/LICENCE")
GOOD = {"400/Song.ttf": SONG, "LICENCE": LICENCE}


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A machine without npm and with a pip that reaches nothing."""
    made = Machine(tmp_path)
    monkeypatch.setenv("PATH", str(made.programs))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    made.writes(f"families:\n{song_family(NPM)}{ROLES.replace(', instead: hei', '')}")
    return made


def refused(machine: Machine) -> str:
    with pytest.raises(FontError) as caught:
        fetch_fonts(machine.manifest, cache=machine.cache, progress=lambda _: None)
    (finding,) = caught.value.diagnostics
    assert finding.rule == "font-missing"
    assert "banxin fonts fetch" in finding.hint
    assert not [file for file in machine.cache.rglob("*") if file.is_file()]
    return finding.message


def opening(file: Path, **settings: int) -> str:
    with pytest.raises(FontError) as caught:
        Face("test", file, **settings)
    (finding,) = caught.value.diagnostics
    assert finding.rule == "bad-font"
    assert "banxin fonts fetch --again" in finding.hint
    assert str(file.parent) not in finding.message
    return finding.message


# A file on disk ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no TrueType or OpenType font"),
        (b"<html>404 Not Found</html>", "no TrueType or OpenType font"),
        (SONG[:4], "table directory is cut off"),
        (SONG[:60], "cut short"),
        (SONG[: len(SONG) // 2], "cut short"),
        (CFF[: len(CFF) // 2], "cut short"),
        (b"ttcf\x00\x01\x00\x00\x00\x00\x00\x00", "no face 0"),
        (b"ttcf\x00\x01\x00\x00\x00\x00\x00\x01", "table directory is cut off"),
        (b"OTTO" + bytes(8), "it lacks OS/2, cmap, head, hhea, maxp"),
    ],
)
def test_a_file_that_is_no_whole_font_is_named(
    tmp_path: Path, content: bytes, said: str
) -> None:
    file = tmp_path / "Song.ttf"
    file.write_bytes(content)
    assert opening(file).startswith("Song.ttf: ")
    assert said in opening(file)


def test_a_file_that_is_not_there_or_a_folder_is_named(tmp_path: Path) -> None:
    assert opening(tmp_path / "Gone.ttf") == "Gone.ttf: No such file or directory"
    (tmp_path / "Folder.ttf").mkdir()
    assert opening(tmp_path / "Folder.ttf") == "Folder.ttf: Is a directory"


@pytest.mark.parametrize("index", [1, 9, -1])
def test_a_face_number_that_the_file_has_not_is_refused(tmp_path: Path, index: int) -> None:
    (tmp_path / "Song.ttf").write_bytes(SONG)
    assert f"there is no face {index} in it" in opening(tmp_path / "Song.ttf", index=index)


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_damage_anywhere_in_a_font_never_crashes(data: st.DataObject) -> None:
    font = bytearray(data.draw(st.sampled_from((SONG, CFF, variable_font()))))
    places = data.draw(st.lists(st.integers(0, len(font) - 1), min_size=1, max_size=40))
    for place in places:
        font[place] = data.draw(st.integers(0, 255))
    if data.draw(st.booleans()):
        del font[data.draw(st.integers(0, len(font))) :]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "Damaged.ttf"
        file.write_bytes(font)
        try:
            face = Face("test", file)
            shaped = face.shape("一a二")
            assert len(shaped.glyphs) == len(shaped.advances_em)
            assert isinstance(face.postscript_name + face.version, str)
            subset_face(face, [0, 1, 2])
        except FontError as fault:
            named = all("Damaged.ttf" in one.message for one in fault.diagnostics)
        else:
            named = True
    assert named


# The cache --------------------------------------------------------------------------------


def test_nothing_at_all_tells_what_to_run(machine: Machine) -> None:
    with pytest.raises(FontError) as caught:
        load_fonts(machine.manifest, cache=machine.cache)
    (finding,) = caught.value.diagnostics
    assert finding.rule == "no-fonts"
    assert "Test Song 400 is not here" in finding.message
    assert "banxin fonts fetch" in finding.hint
    assert "--font-path" in finding.hint


def test_a_font_path_that_leads_nowhere_is_an_error(machine: Machine) -> None:
    machine.keeps("song", "Song.ttf", SONG)
    gone = machine.folder / "gone"
    with pytest.raises(ProjectError) as caught:
        load_fonts(machine.manifest, cache=machine.cache, font_path=(gone, machine.folder))
    (finding,) = caught.value.diagnostics
    assert finding.message == f"{gone} is no folder of fonts"
    assert "--font-path" in finding.hint


ANOTHER_SONG = plain_font({"一": 1000, "三": 1000}, family="Test Song")
BLACK_SONG = plain_font({"一": 1000}, family="Test Song", weight=900)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (HEI, "Song.ttf is Test Hei, not Test Song"),
        (BLACK_SONG, "Song.ttf has the weight 900, not 400"),
        (ANOTHER_SONG, "Song.ttf has another checksum than the manifest says"),
    ],
)
def test_a_file_that_only_has_the_name_of_the_manifests_is_told(
    machine: Machine, content: bytes, said: str
) -> None:
    (finding,) = load_fonts(machine.manifest, font_path=(put(machine, content),)).findings
    assert (finding.rule, finding.severity.word) == ("font-differs", "warning")
    assert finding.message == f"role song: {said}"


def test_the_manifests_own_file_in_a_font_path_is_no_finding(machine: Machine) -> None:
    assert load_fonts(machine.manifest, font_path=(put(machine, SONG),)).findings == ()


def test_a_file_without_a_checksum_that_is_another_face_is_noted(machine: Machine) -> None:
    machine.writes(
        f"families:\n{song_family(source('system', '{weight: 400, path: Song.ttf}'))}"
        "roles:\n  song: {family: song, weight: 400}\n"
    )
    (finding,) = load_fonts(machine.manifest, font_path=(put(machine, HEI),)).findings
    assert (finding.rule, finding.severity.word) == ("font-differs", "note")


def put(machine: Machine, content: bytes) -> Path:
    """A folder for --font-path with that file as Song.ttf."""
    folder = machine.folder / "faces"
    folder.mkdir()
    (folder / "Song.ttf").write_bytes(content)
    return folder


def test_a_manifest_without_roles_is_told_as_such(machine: Machine) -> None:
    machine.writes(f"families:\n{song_family(NPM)}roles: {{}}\n")
    with pytest.raises(FontError) as caught:
        load_fonts(machine.manifest, cache=machine.cache)
    (finding,) = caught.value.diagnostics
    assert finding.message.startswith("the manifest has no roles")
    assert "fetch" not in finding.hint
    assert "role" in finding.hint


@pytest.mark.parametrize("kept", [0, 100, len(SONG) - 1])
def test_a_cached_file_cut_short_is_named_not_opened(machine: Machine, kept: int) -> None:
    machine.keeps("song", "Song.ttf", SONG).write_bytes(SONG[:kept])
    with pytest.raises(FontError, match=r"Song\.ttf is not as it was fetched"):
        load_fonts(machine.manifest, cache=machine.cache)


def test_a_cached_file_cut_short_gives_way_to_its_stand_in(machine: Machine) -> None:
    hei = song_family(source("npm", font_file("Hei.ttf", HEI))).replace("song:", "hei:", 1)
    machine.writes(
        f"families:\n{song_family(NPM)}{hei}{ROLES}  hei: {{family: hei, weight: 400}}\n"
    )
    machine.keeps("song", "Song.ttf", SONG).write_bytes(SONG[:100])
    machine.keeps("hei", "Hei.ttf", HEI)
    (finding,) = load_fonts(machine.manifest, cache=machine.cache).findings
    assert "role song: Song.ttf is not as it was fetched; set in Hei" in finding.message
    assert "banxin fonts fetch" in finding.hint


@pytest.mark.parametrize("stamp", ["", "abc", "abc def", "é 1", "a b c"])
def test_a_stamp_that_says_nothing_counts_as_none(machine: Machine, stamp: str) -> None:
    file = machine.keeps("song", "Song.ttf", SONG)
    file.with_name("Song.ttf.sha256").write_text(stamp, "utf-8")
    (song,) = list_roles(machine.manifest, cache=machine.cache)
    assert song.intact is False


def test_a_check_goes_on_past_a_file_that_is_no_font(machine: Machine) -> None:
    folder = machine.folder / "faces"
    folder.mkdir()
    (folder / "Song.ttf").write_bytes(b"no font")
    machine.writes(
        f"families:\n{song_family(source('system', '{weight: 400, path: Song.ttf}'))}"
        "roles:\n  song: {family: song, weight: 400}\n"
    )
    (song,) = list_roles(
        machine.manifest, cache=machine.cache, font_path=(folder,), verify=True
    )
    assert (song.file, song.intact) == ("Song.ttf", False)


def test_a_cache_that_is_a_file_has_no_fonts_in_it(machine: Machine) -> None:
    machine.cache.write_text("a file")
    with pytest.raises(FontError, match="Test Song 400 is not here"):
        load_fonts(machine.manifest, cache=machine.cache)


# Fetching ---------------------------------------------------------------------------------


def test_without_npm_and_without_another_source_the_fetch_says_so(machine: Machine) -> None:
    assert refused(machine) == "Test Song: npm is not on this machine"


def test_each_source_that_failed_is_told_with_its_reason(machine: Machine) -> None:
    machine.writes(f"families:\n{song_family(NPM, PIP)}{ROLES.replace(', instead: hei', '')}")
    machine.has_npm("echo 'npm error 404 Not Found' >&2; exit 1")
    message = refused(machine)
    assert "npm test-song 1.2.3: npm error 404 Not Found" in message
    assert "pip test-song 1.2.3: " in message


@pytest.mark.parametrize(
    ("package", "said"),
    [
        (npm_package({**GOOD, "400/Song.ttf": HEI}), "Song.ttf has another checksum"),
        (npm_package({**GOOD, "400/Song.ttf": SONG[:-1]}), "Song.ttf has another checksum"),
        (npm_package({"LICENCE": LICENCE}), "the package is not as expected"),
        (npm_package({"400/Song.ttf": SONG}), "the package is not as expected"),
        (npm_package(GOOD)[:-200], "the package is not as expected"),
        (b"", "the package is not as expected"),
        (b"no archive", "the package is not as expected"),
    ],
)
def test_a_package_that_is_not_what_the_manifest_says_is_left_out(
    machine: Machine, package: bytes, said: str
) -> None:
    machine.has_npm_that_brings(package)
    assert said in refused(machine)


def test_a_package_damaged_on_the_way_is_left_out(machine: Machine) -> None:
    package = bytearray(npm_package(GOOD))
    package[len(package) // 2 : len(package) // 2 + 40] = bytes(40)
    machine.has_npm_that_brings(bytes(package))
    assert "test-song 1.2.3" in refused(machine)


def test_a_wrong_checksum_from_npm_is_made_good_by_pip(machine: Machine) -> None:
    machine.writes(f"families:\n{song_family(NPM, PIP)}{ROLES.replace(', instead: hei', '')}")
    machine.has_npm_that_brings(npm_package({**GOOD, "400/Song.ttf": HEI}))
    name, content = wheel(
        "test-song", "1.2.3", {"test_song/Song.ttf": SONG, "test_song/LICENCE": LICENCE}
    )
    (machine.folder / name).write_bytes(content)
    said: list[str] = []
    report = fetch_fonts(machine.manifest, cache=machine.cache, progress=said.append)
    assert report.families == (("Test Song", "pip test-song 1.2.3"),)
    assert any("another checksum" in line for line in said)
    (finding,) = report.findings
    assert str(finding).startswith("warning font-altered: Test Song: npm test-song 1.2.3: Song")


SONGS = source(
    "npm", font_file("400/Song.ttf", SONG), font_file("700/Bold.ttf", SONG_BOLD, 700)
)
TWO_ROLES = (
    "roles:\n  song: {family: song, weight: 400}\n"
    "  song-bold: {family: song, weight: 700, instead: song}\n"
)


@pytest.mark.parametrize(
    ("bold", "said"),
    [
        ({"700/Bold.ttf": HEI}, "Bold.ttf has another checksum than the manifest says"),
        ({}, "the package is not as expected (700/Bold.ttf is not in it)"),
    ],
)
def test_one_weight_that_is_not_as_it_should_be_leaves_the_others(
    machine: Machine, bold: dict[str, bytes], said: str
) -> None:
    machine.writes(f"families:\n{song_family(SONGS)}{TWO_ROLES}")
    machine.has_npm_that_brings(npm_package({**GOOD, **bold}))
    report = fetch_fonts(machine.manifest, cache=machine.cache, progress=lambda _: None)
    assert report.families == (("Test Song", "npm test-song 1.2.3"),)
    altered, lacking = report.findings
    assert (altered.rule, altered.severity.word) == ("font-altered", "warning")
    assert said in altered.message
    assert (lacking.rule, lacking.severity.word) == ("font-missing", "error")
    assert lacking.message.startswith("Test Song 700: ")
    song, bold_state = list_roles(machine.manifest, cache=machine.cache)
    assert (song.file, bold_state.file) == ("Song.ttf", "")


def test_a_weight_that_only_came_altered_ends_the_fetch_with_4(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.writes(f"families:\n{song_family(SONGS)}{TWO_ROLES}")
    machine.has_npm_that_brings(npm_package({**GOOD, "700/Bold.ttf": HEI}))
    monkeypatch.setenv("BANXIN_FONT_CACHE", str(machine.cache))
    with pytest.raises(SystemExit) as left:
        main(["-q", "--root", str(machine.folder), "fonts", "fetch"])
    assert left.value.code == 4
    assert "font-missing: Test Song 700: " in capsys.readouterr().err


def test_a_weight_that_no_source_could_give_is_a_warning_with_its_reason(
    machine: Machine,
) -> None:
    machine.writes(f"families:\n{song_family(SONGS, PIP)}{TWO_ROLES}")
    name, content = wheel(
        "test-song", "1.2.3", {"test_song/Song.ttf": SONG, "test_song/LICENCE": LICENCE}
    )
    (machine.folder / name).write_bytes(content)
    report = fetch_fonts(machine.manifest, cache=machine.cache, progress=lambda _: None)
    (finding,) = report.findings
    assert (
        str(finding).splitlines()[0]
        == "warning font-missing: Test Song 700: npm is not on this machine"
    )


def test_a_cache_that_cannot_be_written_advises_another_cache(machine: Machine) -> None:
    machine.cache.write_text("a file")
    machine.has_npm_that_brings(npm_package(GOOD))
    with pytest.raises(OutputError) as caught:
        fetch_fonts(machine.manifest, cache=machine.cache, progress=lambda _: None)
    (finding,) = caught.value.diagnostics
    assert f"{machine.cache} is a file" in finding.message
    assert "BANXIN_FONT_CACHE" in finding.hint
    assert "-o" not in finding.hint.split()


def test_npm_that_brings_nothing_is_told(machine: Machine) -> None:
    machine.has_npm("exit 0")
    assert "nothing came" in refused(machine)


def test_npm_that_cannot_be_run_is_told(machine: Machine) -> None:
    machine.has_npm("")
    (machine.programs / "npm").write_bytes(b"\x7fELF no program")
    assert "npm test-song 1.2.3: OSError" in refused(machine)


# The manifest -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("manifest", "said"),
    [
        (
            "families: {}\nroles:\n  song: {family: sung, weight: 400}\n",
            "no family of the manifest",
        ),
        (f"families:\n{song_family(NPM)}{ROLES}", "no role 'hei' to stand in"),
        (f"families:\n{song_family(NPM)}roles:\n  song: {{famly: song, weight: 4}}\n", "famly"),
        (f"families:\n{song_family(NPM.replace('npm', 'ftp'))}{ROLES}", "ftp"),
        ("", "wants keys with values"),
        ("families: [\n", "fonts/fonts.yaml:"),
    ],
)
def test_a_wrong_manifest_is_told_with_its_place(
    machine: Machine, manifest: str, said: str
) -> None:
    machine.writes(manifest)
    with pytest.raises(FontError) as caught:
        read_manifest(machine.manifest)
    told = str(caught.value)
    assert said in told
    assert "fonts/fonts.yaml:" in told


def test_a_missing_manifest_is_told(tmp_path: Path) -> None:
    with pytest.raises(FontError, match=r"fonts\.yaml: No such file"):
        read_manifest(tmp_path / "fonts.yaml")


def test_a_system_font_whose_tables_were_altered_is_not_intact(tmp_path: Path) -> None:
    """A file without a checksum in the manifest still carries those of its tables."""
    from layout.fonts.fetch import _sums_hold
    from layout.fonts.model import FontFile, Source
    from layout.fonts.store import Found
    from tests.support.square_font import square_font

    whole, altered = tmp_path / "whole.ttf", tmp_path / "altered.ttf"
    program = bytearray(square_font())
    whole.write_bytes(program)
    program[-40] ^= 0xFF
    altered.write_bytes(program)
    file = FontFile(400, "x.ttf")
    source = Source("system", (file,))
    assert _sums_hold(Found(whole, file, source))
    assert not _sums_hold(Found(altered, file, source))
