"""Roles are set in what the manifest names, else in what stands in, and it is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from layout.diagnostics import Severity
from layout.errors import FontError
from layout.fonts import FontSet, default_cache, load_fonts
from layout.fonts.manifest import read_manifest
from layout.record import replace
from tests.support.font_packages import (
    HEI,
    SONG,
    SONG_BOLD,
    Machine,
    font_file,
    song_family,
    source,
    variable_font,
)

HOUSE = Path(__file__).resolve().parents[2] / "fonts" / "fonts.yaml"
FAMILIES = {
    "song": {400: "Song-Regular.ttf", 700: "Song-Bold.ttf"},
    "hei": {400: "Hei-Regular.ttf"},
}
ROLES = """\
roles:
  song: {family: song, weight: 400, instead: hei, latin: {scale: 1.05, shift: -0.01}}
  song-bold: {family: song, weight: 700, instead: song}
  hei: {family: hei, weight: 400, instead: song}
"""


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    made = Machine(tmp_path)
    families = "".join(
        f"  {key}:\n    name: Test {key.title()}\n    licence: OFL-1.1\n    sources:\n"
        + source("system", *(f"{{weight: {w}, path: {name}}}" for w, name in files.items()))
        for key, files in FAMILIES.items()
    )
    made.writes(f"families:\n{families}{ROLES}")
    return made


def loaded(machine: Machine, **files: bytes) -> FontSet:
    folder = machine.folder / "faces"
    folder.mkdir()
    for name, content in files.items():
        (folder / f"{name.replace('_', '-')}.ttf").write_bytes(content)
    return load_fonts(machine.manifest, cache=machine.cache, font_path=(folder,))


def test_each_role_is_set_in_the_file_of_its_weight(machine: Machine) -> None:
    fonts = loaded(machine, Song_Regular=SONG, Song_Bold=SONG_BOLD, Hei_Regular=HEI)
    names = {role: fonts.font(role).han.face.key for role in ("song", "song-bold", "hei")}
    assert names == {"song": "Song-Regular", "song-bold": "Song-Bold", "hei": "Hei-Regular"}
    assert fonts.findings == ()
    assert fonts.face("Song-Bold") is fonts.font("song-bold").han.face


def test_a_missing_weight_is_set_in_its_stand_in_and_said(machine: Machine) -> None:
    fonts = loaded(machine, Song_Regular=SONG, Hei_Regular=HEI)
    assert fonts.font("song-bold").han.face is fonts.font("song").han.face
    (finding,) = fonts.findings
    assert finding.rule == "font-substituted"
    assert "song-bold: Test Song 700 is not here; set in Song-Regular" in finding.message
    assert "banxin fonts fetch" in finding.hint


def test_a_stand_in_for_a_face_that_is_optional_is_a_note(machine: Machine) -> None:
    manifest = read_manifest(machine.manifest)
    families = tuple(replace(one, optional=one.key == "song") for one in manifest.families)
    optional = replace(manifest, families=families)
    folder = machine.folder / "faces"
    folder.mkdir()
    (folder / "Hei-Regular.ttf").write_bytes(HEI)
    fonts = load_fonts(optional, cache=machine.cache, font_path=(folder,))
    assert {finding.severity for finding in fonts.findings} == {Severity.NOTE}
    told = load_fonts(machine.manifest, cache=machine.cache, font_path=(folder,))
    assert {finding.severity for finding in told.findings} == {Severity.WARNING}


def test_stand_ins_follow_each_other_and_do_not_run_in_circles(machine: Machine) -> None:
    fonts = loaded(machine, Hei_Regular=HEI)
    faces = {fonts.font(role).han.face.key for role in ("song", "song-bold", "hei")}
    assert faces == {"Hei-Regular"}
    assert len(fonts.findings) == 2


def test_latin_is_scaled_for_the_face_that_is_set(machine: Machine) -> None:
    whole = loaded(machine, Song_Regular=SONG, Hei_Regular=HEI)
    latin = whole.font("song").use_for("a")
    assert (latin.scale, latin.shift_em) == (1.05, -0.01)
    assert whole.font("song").use_for("一").scale == 1.0
    assert whole.font("song-bold").use_for("a").scale == 1.05


def test_a_stand_in_brings_its_own_scale(machine: Machine) -> None:
    assert loaded(machine, Hei_Regular=HEI).font("song").use_for("a").scale == 1.0


def test_a_character_falls_to_the_first_face_that_has_it(machine: Machine) -> None:
    fonts = loaded(machine, Song_Regular=SONG, Hei_Regular=HEI)
    song = fonts.font("song")
    assert song.use_for("二").face.key == "Song-Regular"
    assert song.use_for("丁").face.key == "Hei-Regular"
    assert song.use_for("龘") == song.han


def test_an_unknown_role_is_told_with_the_roles_there_are(machine: Machine) -> None:
    fonts = loaded(machine, Song_Regular=SONG, Hei_Regular=HEI)
    with pytest.raises(FontError, match=r"(?s)no font role 'sung'.*hei, song, song-bold"):
        fonts.font("sung")


def test_faces_of_one_file_at_two_weights_have_two_keys(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    entries = (
        "{weight: 400, path: Vary.ttf, axes: {wght: 400}}",
        "{weight: 900, path: Vary.ttf, axes: {wght: 900}}",
    )
    machine.writes(
        f"families:\n{song_family(source('system', *entries))}"
        "roles:\n  song: {family: song, weight: 400}\n  black: {family: song, weight: 900}\n"
    )
    fonts = loaded(machine, Vary=variable_font())
    song, black = (fonts.font(role).han.face for role in ("song", "black"))
    assert (song.key, black.key) == ("Vary-wght400", "Vary-wght900")
    assert fonts.face("Vary-wght900") is black
    assert song.advance_em(1) < black.advance_em(1)


def test_files_of_one_name_in_two_families_have_two_keys(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    song = song_family(source("npm", font_file("Regular.ttf", SONG)))
    hei = song_family(source("npm", font_file("Regular.ttf", HEI))).replace("song:", "hei:", 1)
    machine.writes(
        f"families:\n{song}{hei}"
        "roles:\n  song: {family: song, weight: 400}\n  hei: {family: hei, weight: 400}\n"
    )
    machine.keeps("song", "Regular.ttf", SONG)
    machine.keeps("hei", "Regular.ttf", HEI)
    fonts = load_fonts(machine.manifest, cache=machine.cache)
    assert fonts.font("song").han.face.key == "Regular"
    assert fonts.font("hei").han.face.key == "Regular-2"
    assert fonts.face("Regular-2").glyph_id("丁")


def test_the_cache_is_where_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/somewhere")
    monkeypatch.delenv("BANXIN_FONT_CACHE", raising=False)
    assert default_cache() == Path("/somewhere/banxin/fonts")
    monkeypatch.setenv("BANXIN_FONT_CACHE", "/elsewhere")
    assert default_cache() == Path("/elsewhere")


def test_the_house_manifest_pins_every_fetched_file_and_names_its_licence() -> None:
    manifest = read_manifest(HOUSE)
    for family in manifest.families:
        assert family.licence
        for one in family.sources:
            if one.kind == "system":
                continue
            assert one.package
            assert one.version
            assert one.licence_file
            assert all(len(file.sha256) == 64 for file in one.files)


def test_every_house_role_stands_on_a_family_that_pip_alone_can_bring() -> None:
    manifest = read_manifest(HOUSE)
    from_pip = {
        (family.key, file.weight)
        for family in manifest.families
        for one in family.sources
        if one.kind == "pip"
        for file in one.files
    }
    for role in manifest.roles:
        current, seen = role, set()
        while (current.family, current.weight) not in from_pip:
            assert current.name not in seen, f"{role.name} cannot be set without npm"
            seen.add(current.name)
            current = manifest.role(current.instead)
            assert current is not None
