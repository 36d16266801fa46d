"""Values of a house style that no page can show are refused, or warned of, where they stand."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layout.errors import FontError, StyleError
from layout.flow.setting import Setting
from layout.fonts.manifest import read_manifest
from layout.pipeline import lay_out, load
from layout.styles import read_style
from layout.styles.names import ROLES, check_faces
from layout.styles.ranges import RANGES
from tests.support.issue_folders import make_issue
from tests.support.real_issues import ROOT
from tests.support.square_font import square_font_set

if TYPE_CHECKING:
    from layout.diagnostics import Diagnostic
    from layout.styles import HouseStyle
    from layout.styles.model import TextStyle

STYLES = ROOT / "styles"


def written(folder: Path, name: str, text: str, extends: str = "magazine") -> None:
    """A style whose own keys begin on line 3."""
    (folder / f"{name}.yaml").write_text(f"name: {name}\nextends: {extends}\n{text}\n", "utf-8")


def read(folder: Path, name: str = "mine") -> HouseStyle:
    return read_style(name, [folder, STYLES])


def refused(folder: Path, name: str = "mine") -> tuple[Diagnostic, ...]:
    with pytest.raises(StyleError) as caught:
        read(folder, name)
    return caught.value.diagnostics


def told(finding: Diagnostic) -> str:
    """A finding from its file's name on, whatever the folder."""
    return re.sub(r"\A[^:]*/", "", str(finding))


def place_of(text: str, said: str) -> str:
    """Line and column, in the file, of the value that is said to be wrong: "`key` is value"."""
    pair = re.sub(r"`(\w+)` is ", r"\1: ", said)
    key, _, _ = pair.partition(": ")
    before = text[: text.index(pair) + len(key) + 2]
    return f"{before.count(chr(10)) + 3}:{len(before) - before.rfind(chr(10))}"


# One value alone --------------------------------------------------------------------------

BODY = "text_styles:\n  body: {face: song, size: 10pt, leading: 1row, %s}"
# What is written, what is said of it, what may stand there.
OUT_OF_RANGE = [
    ("page: {bleed: -3mm}", "`bleed` is -3mm", "from 0mm to 50mm"),
    ("page: {spine_margin: -1mm}", "`spine_margin` is -1mm", "from 0mm"),
    ("page: {head_margin: -50mm}", "`head_margin` is -50mm", "from 0mm"),
    ("page: {columns: 0}", "`columns` is 0", "from 1 to 24"),
    ("page: {measure: 0em}", "`measure` is 0em", "from 1em"),
    ("page: {column_gap: -1em}", "`column_gap` is -1em", "from 0em"),
    ("page: {em: 0pt}", "`em` is 0pt", "from 1pt to 2000pt"),
    ("page: {leading: -5pt}", "`leading` is -5pt", "from 1pt"),
    ("page: {rows: 0}", "`rows` is 0", "from 1 rows to 1000 rows"),
    ("text_styles:\n  body: {size: 0pt}", "`size` is 0pt", "from 1pt to 2000pt"),
    ("text_styles:\n  body: {size: -9pt}", "`size` is -9pt", "from 1pt to 2000pt"),
    (BODY % "tracking: -3em", "`tracking` is -3em", "from -0.25em to 5em"),
    (BODY % "tracking: -1em", "`tracking` is -1em", "from -0.25em to 5em"),
    (BODY % "autospace: -1em", "`autospace` is -1em", "from 0em to 2em"),
    (BODY % "indent: 90em", "`indent` is 90em", "from -5em to 50em"),
    (BODY % "hanging: -40em", "`hanging` is -40em", "from -5em to 50em"),
    (BODY % "space_before: -1", "`space_before` is -1", "from 0 rows to 1000"),
    (BODY % "space_after: 1001", "`space_after` is 1001", "from 0 rows to 1000"),
    ("masters:\n  text: {columns: 0}", "`columns` is 0", "from 1 to 24"),
    ("masters:\n  text: {measure: 0mm}", "`measure` is 0mm", "from 1em to 500em"),
    ("masters:\n  text: {column_gap: -1em}", "`column_gap` is -1em", "from 0em"),
    ("masters:\n  text: {sink: -10}", "`sink` is -10", "from 0 rows"),
    ("heads:\n  plain: {parts: [], space_after: -5}", "`space_after` is -5", "from 0"),
    (
        "heads:\n  plain: {parts: [], minimum_rows: -1}",
        "`minimum_rows` is -1",
        "from 0",
    ),
    (
        "kinds:\n  feature: {opener: opener, continuation: text, head: plain, drop_cap: -1}",
        "`drop_cap` is -1",
        "from 0 rows",
    ),
    ("boxes:\n  cells: {stroke_width: -1pt}", "`stroke_width` is -1pt", "from 0mm"),
    ("boxes:\n  cells: {bar_width: -1pt}", "`bar_width` is -1pt", "from 0mm to 20mm"),
    ("boxes:\n  cells: {radius: -1pt}", "`radius` is -1pt", "from 0mm to 200mm"),
    ("boxes:\n  cells: {padding_em: -1}", "`padding_em` is -1", "from 0em to 50em"),
    ("boxes:\n  cells: {padding_rows: -4}", "`padding_rows` is -4", "from 0 rows"),
    ("boxes:\n  cells: {space_rows: -4}", "`space_rows` is -4", "from 0 rows"),
    ("boxes:\n  cells: {inner_columns: 0}", "`inner_columns` is 0", "from 1 to 24"),
    ("boxes:\n  cells: {inner_columns: -2}", "`inner_columns` is -2", "from 1 to 24"),
    ("boxes:\n  cells: {full_from_rows: -1}", "`full_from_rows` is -1", "from 0 rows"),
    ("boxes:\n  cells: {min_rows: -1}", "`min_rows` is -1", "from 0 rows"),
    ("running_head: {baseline: -1mm}", "`baseline` is -1mm", "from 0mm"),
    ("running_head: {rule_y: -1mm}", "`rule_y` is -1mm", "from 0mm"),
    ("running_head: {rule_width: -1pt}", "`rule_width` is -1pt", "from 0mm to 20mm"),
    ("running_head: {gap_em: -1}", "`gap_em` is -1", "from 0em to 50em"),
    ("folio: {baseline: -1mm}", "`baseline` is -1mm", "from 0mm"),
    ("cover: {masthead_baseline: -1mm}", "`masthead_baseline` is -1mm", "from 0mm"),
    ("cover: {latin_baseline: -1mm}", "`latin_baseline` is -1mm", "from 0mm"),
    ("cover: {issue_line_baseline: -1mm}", "`issue_line_baseline` is -1mm", "from 0mm"),
    ("cover: {lines_top: -1mm}", "`lines_top` is -1mm", "from 0mm"),
    ("cover: {lines_x: -1mm}", "`lines_x` is -1mm", "from 0mm"),
    ("cover: {lines_measure: 1mm}", "`lines_measure` is 1mm", "from 1em"),
]


@pytest.mark.parametrize(("text", "said", "may"), OUT_OF_RANGE)
def test_a_value_out_of_its_range_is_told_with_its_place_and_its_range(
    tmp_path: Path, text: str, said: str, may: str
) -> None:
    written(tmp_path, "mine", text)
    (finding,) = refused(tmp_path)
    place = place_of(text, said)
    assert told(finding).startswith(f"mine.yaml:{place}: error out-of-range: {said}")
    assert f"it may be {may}" in finding.hint


@pytest.mark.parametrize(("text", "said", "may"), OUT_OF_RANGE[::6])
def test_a_value_that_comes_from_the_parent_is_told_where_the_parent_has_it(
    tmp_path: Path, text: str, said: str, may: str
) -> None:
    written(tmp_path, "parent", text)
    written(tmp_path, "mine", "palette: {}\nwords: {}", extends="parent")
    (finding,) = refused(tmp_path)
    place = place_of(text, said)
    assert told(finding).startswith(f"parent.yaml:{place}: error out-of-range: {said}")
    assert may in finding.hint


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("page: {rowz: 3}", "parent.yaml:3:8"),
        ("page: {rows: many}", "parent.yaml:3:14"),
        ("text_styles:\n  body: {color: nothing}", "parent.yaml:4:17"),
        ("page: {em: 10}", "parent.yaml:3:12"),
    ],
)
def test_every_kind_of_fault_of_the_parent_names_the_parents_file(
    tmp_path: Path, text: str, place: str
) -> None:
    written(tmp_path, "parent", text)
    written(tmp_path, "mine", "page: {rows: 20}" if "rows" not in text else "", "parent")
    assert told(refused(tmp_path)[0]).startswith(place)


@pytest.mark.parametrize(
    "text",
    [
        "page: {bleed: 0mm, rows: 20}\nmasters:\n  opener: {columns: 2, sink: 19}\n",
        BODY % "tracking: -0.1em, autospace: 0em, indent: -2em, hanging: 2em",
        "text_styles:\n  title: {extends: base-head, size: 150pt, leading: 120pt}",
        "boxes:\n  cells: {padding_em: 0, padding_rows: 0, inner_columns: 1}",
        "page: {trim: [841mm, 1189mm], em: 48pt, leading: 90pt, head_margin: 60mm, rows: 30}",
    ],
)
def test_what_a_designer_may_want_is_taken(tmp_path: Path, text: str) -> None:
    written(tmp_path, "mine", text)
    read(tmp_path)


# Values that do not go together -----------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "place", "said", "may"),
    [
        ("page: {rows: 90}", "3:14", "90 rows end at", "take fewer rows"),
        ("page: {trim: [210mm, 6000mm]}", "3:22", "`trim` is 6000mm", "from 10mm to 5000mm"),
        ("page: {measure: 40em}", "3:17", "the trim is", "make the measure"),
        ("page: {leading: 5pt}", "3:17", "5.0 pt sets lines of 10.5 pt into", "7.3 pt"),
        ("masters:\n  text: {sink: 29}", "4:16", "no row for copy", "from 0 to 28 rows"),
        ("masters:\n  contents: {columns: 20}", "4:13", "20 columns leave", "fewer columns"),
        (
            "masters:\n  text: {measure: 60em}",
            "4:9",
            "wider than the type area",
            "under `masters`",
        ),
        (BODY.replace("1row", "0pt") % "", "4:43", "sets lines of 10.0 pt into", "7.0 pt"),
        (BODY.replace("1row", "0row") % "", "4:43", "sets lines of 10.0 pt into", "7.0 pt"),
        (BODY.replace("1row", "0.3row") % "", "4:43", "6.1 pt sets lines of 10.0", "7.0 pt"),
        (
            BODY.replace("1row", "60row") % "",
            "4:43",
            "more than a column is high",
            "594.5 pt at most",
        ),
        ("text_styles:\n  title: {extends: body, size: 99pt}", "4:32", "into each", "69.3 pt"),
        (
            "text_styles:\n  title: {size: 600pt, leading: 590pt}",
            "4:17",
            "a size of 600.0 pt",
            "595.3 pt at most",
        ),
        (BODY % "space_before: 1000", "4:63", "`space_before` is 1000", "from 0 to 28 rows"),
        (BODY % "indent: 23em", "4:28", "a character of 'body'", "`size` or `indent` smaller"),
        (
            "heads:\n  plain: {parts: [], space_after: 29}",
            "4:35",
            "a column has 29 rows",
            "from 0 to 28 rows",
        ),
        (
            "kinds:\n  feature: {opener: opener, continuation: text, head: none, drop_cap: 12}",
            "4:71",
            "no room beside it",
            "take fewer rows",
        ),
        (
            "boxes:\n  sidebar: {padding_em: 11}",
            "4:25",
            "leaves its copy 0.0 pt",
            "less padding",
        ),
        (
            "boxes:\n  sidebar: {inner_columns: 20, full_from_rows: 18}",
            "4:28",
            "leaves its copy",
            "fewer columns",
        ),
        ("boxes:\n  cells: {padding_rows: 15}", "4:25", "it counts twice", "from 0 to 14 rows"),
        ("boxes:\n  cells: {min_rows: 30}", "4:21", "`min_rows` is 30", "from 0 to 28 rows"),
        ("running_head: {baseline: 300mm}", "3:26", "off the page", "807.9 pt at most"),
        ("folio: {outset: 90mm}", "3:17", "off the page", "the outer margin"),
        ("cover: {lines_measure: 200mm}", "3:24", "the lines end at", "`lines_x` smaller"),
    ],
)
def test_values_that_do_not_go_together_are_told_with_their_place(
    tmp_path: Path, text: str, place: str, said: str, may: str
) -> None:
    written(tmp_path, "mine", text)
    findings = refused(tmp_path)
    found = [one for one in findings if f":{place}:" in told(one)]
    assert found, findings
    assert said in found[0].message
    assert may in found[0].hint


def test_padding_wider_than_a_narrow_column_is_refused(tmp_path: Path) -> None:
    written(tmp_path, "mine", "boxes:\n  sidebar: {padding_em: 9}", extends="gazette")
    (finding,) = refused(tmp_path)
    assert told(finding).startswith("mine.yaml:4:25: error bad-style: a box 'sidebar' leaves")


def test_a_master_the_writer_did_not_write_is_told_with_the_page_he_did(
    tmp_path: Path,
) -> None:
    panel = "head_panel: {measure: 40em}"
    masters = "  wide: {columns: 1, measure: 46em}\n  spread: {picture: spread, %s}"
    written(tmp_path, "theirs", f"masters:\n{masters % panel}")
    written(tmp_path, "mine", "page: {columns: 1}", extends="theirs")
    assert len(refused(tmp_path)) == 2
    for finding in refused(tmp_path):
        assert told(finding).startswith("theirs.yaml:")
        assert "mine.yaml:3:7" in finding.message
        assert "under `masters`" in finding.hint


def test_furniture_in_the_rows_of_the_copy_is_a_warning(tmp_path: Path) -> None:
    written(tmp_path, "mine", "page: {head_margin: 20mm}")
    (finding,) = read(tmp_path).findings
    assert finding.rule == "furniture-over-copy"
    assert told(finding).startswith("magazine.yaml:")
    assert "move `rule_y`" in finding.hint


@pytest.mark.parametrize("name", ["magazine", "gazette", "specimen"])
def test_the_house_styles_give_nothing_to_warn_of(name: str) -> None:
    assert read_style(name, [STYLES]).findings == ()


EDGES = [-1e9, -1.0, 0.0, 0.5, 1.0, 2.0, 3.0, 24.0, 1000.0, 1e12]


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(sorted(RANGES)), st.sampled_from(EDGES), st.sampled_from(["pt", "em", ""])
)
def test_no_number_anywhere_in_a_style_does_more_than_be_refused(
    name: str, number: float, unit: str
) -> None:
    section, key = name.split(".")
    kind = "opener: opener, continuation: text, head: none"
    value = f"{number:f}{unit}" if key != "trim" else f"[{number:f}{unit}, 285mm]"
    where = {
        "text_styles": f"\n  title: {{{key}: {value}}}",
        "masters": f"\n  text: {{{key}: {value}}}",
        "heads": f"\n  plain: {{parts: [title], {key}: {value}}}",
        "kinds": f"\n  feature: {{{key}: {value}, {kind}}}",
        "boxes": f"\n  sidebar: {{{key}: {value}}}",
    }.get(section, f" {{{key}: {value}}}")
    with tempfile.TemporaryDirectory() as folder:
        written(Path(folder), "mine", f"{section}:{where}")
        try:
            house = read(Path(folder))
        except StyleError as fault:
            assert all(one.span and one.message for one in fault.diagnostics)  # noqa: PT017
        else:
            assert house.page.measure >= house.page.em


# Names ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "place", "said", "hint"),
    [
        ("cover: {background: nope}", "3:21", "no colour is called 'nope'", "accent"),
        ("running_head: {rule: nope}", "3:22", "no colour is called 'nope'", "hairline"),
        ("heads:\n  plain: {parts: [], bar: nope}", "4:27", "no colour is called", "accent"),
        ("masters:\n  text: {background: nope}", "4:22", "no colour is called", "warm"),
        ("boxes:\n  cells: {fill: tynt}", "4:17", "no colour is called 'tynt'", "`tint`"),
        ("boxes:\n  cells: {dress: {bodyy: body}}", "4:19", "no role is called", "`body`"),
        ("boxes:\n  cells: {dress: {body: bdy}}", "4:25", "no text style is called", "`body`"),
        ("boxes:\n  cels: {}", "4:3", "no box is called 'cels'", "`cells`"),
        (
            "heads:\n  plain: {parts: [title], styles: {titel: title}}",
            "4:36",
            "no part of a head is called 'titel'",
            "`title`",
        ),
        (
            "running_head: {text: '{section.xx}'}",
            "3:22",
            "is called 'section.xx'",
            "section.en",
        ),
        ("running_head: {latin: '{oops}'}", "3:23", "is called 'oops'", "section.en"),
        ("folio: {note: '{isue}'}", "3:15", "is called 'isue'", "`issue`"),
        (
            "text_styles:\n  a: {extends: b}\n  b: {extends: a}",
            "5:16",
            "'b' extends itself: a → b → a",
            "without `extends`",
        ),
    ],
)
def test_a_name_that_leads_nowhere_is_told_for_what_it_is(
    tmp_path: Path, text: str, place: str, said: str, hint: str
) -> None:
    written(tmp_path, "mine", text)
    (finding,) = refused(tmp_path)
    assert told(finding).startswith(f"mine.yaml:{place}: ")
    assert said in finding.message
    assert hint in finding.hint


def test_a_font_role_the_manifest_lacks_is_told_where_the_style_names_it(
    tmp_path: Path,
) -> None:
    written(tmp_path, "mine", "text_styles:\n  body: {face: sung}")
    house = read(tmp_path)
    with pytest.raises(StyleError) as caught:
        check_faces(house, sorted({*house.faces, "song"} - {"sung"}))
    (finding,) = caught.value.diagnostics
    assert told(finding).startswith("mine.yaml:4:16: error unknown-role: no font role")
    assert "`song`" in finding.hint


def test_every_role_the_engine_asks_for_may_be_dressed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: set[str] = set()
    plain = Setting.style

    def noted(self: Setting, role: str) -> TextStyle:
        asked.add(role)
        return plain(self, role)

    monkeypatch.setattr(Setting, "style", noted)
    monkeypatch.setattr("layout.flow.paginate.LEAST_COPY_TO_SHARE", 10**9)
    house = read_style("magazine", [STYLES])
    lay_out(load(ROOT / "content/tideshore/2031-07"), house, square_font_set(tmp_path))
    assert len(asked) > 20
    assert asked <= ROLES | set(house.text_styles)


# Styles that extend one another -----------------------------------------------------------


def test_an_extended_style_that_is_not_there_is_told_where_it_is_named(tmp_path: Path) -> None:
    written(tmp_path, "mine", "", extends="magazin")
    (finding,) = refused(tmp_path)
    assert told(finding).startswith("mine.yaml:2:10: error no-such-style: no house style")
    assert "magazine" in finding.hint


def test_a_circle_of_styles_is_told_with_its_way(tmp_path: Path) -> None:
    written(tmp_path, "one", "", extends="two")
    written(tmp_path, "two", "", extends="one")
    (finding,) = refused(tmp_path, "one")
    assert told(finding).startswith("two.yaml:2:10: ")
    assert "'one' extends itself: one → two → one" in finding.message


def test_a_chain_too_long_is_told_as_a_chain(tmp_path: Path) -> None:
    for at in range(12):
        written(tmp_path, f"k{at}", "", extends=f"k{at + 1}")
    (finding,) = refused(tmp_path, "k0")
    assert told(finding).startswith("k8.yaml:2:10: ")
    assert "styles extend one another: k0 → k1" in finding.message
    assert finding.hint == "8 may, at most"


def test_extending_a_list_of_styles_is_refused(tmp_path: Path) -> None:
    written(tmp_path, "mine", "", extends="[magazine]")
    (finding,) = refused(tmp_path)
    assert told(finding).startswith(
        "mine.yaml:2:10: error wrong-type: `extends` wants the name"
    )


@pytest.mark.parametrize("name", ["../styles/magazine", "styles/magazine", "", ".", ".."])
def test_a_style_is_named_by_a_name_never_a_path(name: str) -> None:
    with pytest.raises(StyleError, match="no house style"):
        read_style(name, [STYLES, ROOT])


# The head that drops copy -----------------------------------------------------------------


def test_copy_no_part_of_the_head_shows_is_told(tmp_path: Path) -> None:
    written(tmp_path, "mine", "heads:\n  feature: {parts: [title]}")
    article = (
        "---\nid: harbour\nkind: feature\ntitle: 江畔\nkicker: 潮水\ndeck: 潮水退去\n"
        "byline: {writers: [周一鸣]}\n---\n潮水退去。\n"
    )
    issue = load(make_issue(tmp_path, {"07/articles/harbour.md": article}))
    house = read(tmp_path)
    found = lay_out(issue, house, square_font_set(tmp_path)).findings
    (finding,) = [one for one in found if one.rule == "copy-not-shown"]
    assert (
        "江畔: the head 'feature' does not show `kicker`, `deck`, `byline`" in finding.message
    )
    assert "`parts` of the head 'feature'" in finding.hint
    assert finding.article == "harbour"
    house = read_style("magazine", [STYLES])
    whole = lay_out(issue, house, square_font_set(tmp_path)).findings
    assert not [one for one in whole if one.rule == "copy-not-shown"]


# The font manifest ------------------------------------------------------------------------

MANIFEST = """\
families:
  song:
    name: Song
    licence: OFL-1.1
    sources:
      - kind: npm
        package: test-song
        version: 1.2.3
        files:
          - {weight: 400, path: a/Song.ttf, sha256: %s}
roles:
  song: {family: song, weight: 400, latin: {scale: 1.0, shift: 0}}
""" % ("0" * 64)


@pytest.mark.parametrize(
    ("was", "now", "place", "said"),
    [
        ("scale: 1.0", "scale: 0", "12:52", "0 cannot be; it may be from 0.25 to 4"),
        ("scale: 1.0", "scale: -1", "12:52", "-1 cannot be; it may be from 0.25 to 4"),
        ("shift: 0", "shift: 9", "12:64", "9 cannot be; it may be from -1 to 1"),
        ("song, weight: 400", "song, weight: -1", "12:32", "it may be from 1 to 1000"),
        ("{weight: 400", "{weight: 0", "10:22", "it may be from 1 to 1000"),
        ("1.2.3", "latest", "8:18", "`latest` is not an exact version"),
        ("1.2.3", "^1.2.3", "8:18", "`^1.2.3` is not an exact version"),
        ("test-song", "--verbose", "7:18", "`--verbose` is not the name of a package"),
        ("test-song", "../../x", "7:18", "`../../x` is not the name of a package"),
        ("a/Song.ttf", "../../Song.ttf", "10:33", "leads out of its package"),
        ("a/Song.ttf", "/Song.ttf", "10:33", "leads out of its package"),
        ("0" * 64, "zz", "10:53", "`zz` is not a SHA-256"),
        (f", sha256: {'0' * 64}", "", "10:13", "needs its `sha256`"),
        ("        version: 1.2.3\n", "", "6:9", "needs `version`"),
    ],
)
def test_a_manifest_value_that_cannot_be_is_told_with_its_place(
    tmp_path: Path, was: str, now: str, place: str, said: str
) -> None:
    manifest = tmp_path / "fonts" / "fonts.yaml"
    manifest.parent.mkdir()
    assert was in MANIFEST
    manifest.write_text(MANIFEST.replace(was, now), "utf-8")
    with pytest.raises(FontError) as caught:
        read_manifest(manifest)
    (finding,) = caught.value.diagnostics
    assert str(finding).startswith(f"fonts/fonts.yaml:{place}: error ")
    assert said in finding.message


def test_a_manifest_without_roles_says_so(tmp_path: Path) -> None:
    manifest = tmp_path / "fonts.yaml"
    manifest.write_text("families: {}\nroles: {}\n", "utf-8")
    with pytest.raises(FontError, match="the manifest has no roles"):
        read_manifest(manifest)
