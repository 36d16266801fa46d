"""The meter of finished pages: what it passes, and that each of its measures can fail."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest

from layout.color import Color
from layout.pdf import SCREEN
from layout.record import replace
from tests.meter.measure import measure
from tests.meter.report import FAIL, PASS, UNMEASURED
from tests.meter.sheets import (
    FIRST,
    HAN,
    LEADING,
    LEFT,
    ROWS,
    SIZE,
    faces,
    font_program,
    good_lines,
    good_page,
    page_with,
    rows_of,
    set_line,
    sheet,
    verdict,
    with_line,
    written,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from layout.display.model import GlyphRun, Page, TextLine
    from tests.meter.report import Row


def test_a_rightly_set_sheet_fails_nowhere(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, good_page())
    assert [row for row in rows.values() if row.verdict == FAIL] == []


def test_every_quality_has_a_row_and_an_unmeasured_one_says_why(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, good_page()).values()
    assert {row.number for row in rows} == set(range(1, 16))
    assert all(row.note for row in rows if row.verdict == UNMEASURED)


# Measures of one line: the row that must fail, the line's text, and what is done to it. A line
# with nothing done to it is wrong in its text.
MEET = "丁七12万丈三上下"
LINES: dict[str, tuple[str, str, dict[str, object]]] = {
    "ragged": ("right edge of full lines", "丁七万丈三上下不与", {}),
    "starts-late": ("left edge of all lines", HAN, {"shifts": {0: 0.05}}),
    "starts-with-stop": ("forbidden line starts", "，七万丈三上下不与丐", {}),
    "starts-with-interpunct": ("forbidden line starts", "·万丈三上下不与丐且世", {}),
    "ends-with-solidus": ("forbidden line ends", "丁七万丈三上下不与丐/", {}),
    "ends-with-opener": ("forbidden line ends", "丁七万丈三上下不与《", {}),
    "wide-gap": ("lines with a Han gap > 0.10 em", HAN, {"shifts": {5: 0.2}}),
    "noticed-gap": ("lines with a Han gap > 0.05 em", HAN, {"shifts": {5: 0.08}}),
    "jumping-grey": ("neighbour lines that differ > 0.05 em", HAN, {"shifts": {5: 0.08}}),
    "off-grid": ("body baselines", HAN, {"down": 0.5}),
    "off-column-1": ("baselines beside column 1 that meet one", HAN, {"down": 0.5}),
    "unsqueezed": ("pairs of marks", "丁七。（上下）不与丐", {"shifts": {3: 0.5}}),
    "too-near": ("pairs of marks", "丁七》。上下不与丐且", {"shifts": {3: -0.2}}),
    "doubled-gap": ("U+0020 between Han and Latin", "丁七万 12丈三上下", {}),
    "unlike-gaps": ("spread within a line", MEET, {"shifts": {2: 0.1}}),
    "gap-too-wide": ("gap min/median/max", MEET, {"shifts": {2: 0.4}}),
    "gap-missing": ("gap min/median/max", MEET, {"shifts": {2: -0.25}}),
    "latin-quotes": (
        "quotes in the Chinese face, 1 em wide",
        "丁“七万”丈三上下不",
        {"other_face": (1, 4)},
    ),
    "torn-dash": ("—— as one stroke", "丁七万——三上下不与", {"shifts": {4: 0.1}}),
    "low-ellipsis": ("…… centred", "丁七万……三上下不与", {"low": (3, 4)}),
    "ascii-comma": ("ASCII marks beside Han", "丁七万,丈三上下不与", {}),
    "mixed-latin": (
        "faces of letters and digits in a style",
        "丁a七b丈三上下不与",
        {"other_face": (3,)},
    ),
    "mixed-black": ("black text", HAN, {"color": Color((0.0, 0.0, 0.004))}),
    "no-glyph": (".notdef glyphs shown", "丁七万丈龘上下不与丐", {}),
    "other-text": ("text of lines = the layout's", HAN, {"claim": "丁七万丈三上下不与且"}),
}


def faulty_line(text: str, fault: dict[str, object]) -> TextLine:
    """A line with its fault; `low` drops characters, `claim` is what the layout says."""
    fault = dict(fault)
    low, claim = fault.pop("low", ()), fault.pop("claim", text)
    line = set_line(text, 2, **fault)
    (run, *rest) = line.runs
    if low:
        kept = [at for at in range(len(text)) if at not in low]
        line = replace(line, runs=(part_of(run, kept), part_of(run, low, rise=-2.0), *rest))
    return replace(line, text=str(claim))


def part_of(run: GlyphRun, own: object, **changes: object) -> GlyphRun:
    places = list(own)
    return replace(
        run,
        glyphs=tuple(run.glyphs[at] for at in places),
        xs=tuple(run.xs[at] for at in places),
        texts=tuple(run.texts[at] for at in places),
        **changes,
    )


@pytest.mark.parametrize("name", LINES)
def test_a_wrong_line_fails_its_measure(tmp_path: Path, name: str) -> None:
    row, wrong, fault = LINES[name]
    assert verdict(tmp_path, row, sheet(*with_line(faulty_line(wrong, fault)))) == FAIL


@pytest.mark.parametrize("name", LINES)
def test_the_same_line_without_its_fault_passes(tmp_path: Path, name: str) -> None:
    row, text, fault = LINES[name]
    right = set_line(text if fault else HAN, 2)
    assert verdict(tmp_path, row, sheet(*with_line(right))) == PASS


def test_a_page_with_many_wide_gaps_fails(tmp_path: Path) -> None:
    wide = [set_line(HAN, row, shifts={5: 0.08}) for row in range(3)]
    page = sheet(*wide, *good_lines(0, skip=range(3)), *good_lines(1))
    assert verdict(tmp_path, "95th percentile of each page", page) == FAIL


def test_many_lines_off_the_em_grid_fail(tmp_path: Path) -> None:
    page = page_with(HAN, shifts={4: 0.04})
    assert verdict(tmp_path, "characters on the em grid", page) == FAIL


@pytest.mark.parametrize(
    ("before", "after"), [("丁…", "…七"), ("丁——", "—七"), ("丁12", "3七"), ("丁12", "%七")]
)
def test_a_torn_sign_or_number_fails(tmp_path: Path, before: str, after: str) -> None:
    one, other = set_line(before, 1), set_line(after, 2)
    lines = [*good_lines(0, skip=[1, 2]), one, other]
    page = sheet(*sorted(lines, key=lambda line: line.y), *good_lines(1))
    assert verdict(tmp_path, "torn ——, ……, numbers", page) == FAIL


def test_a_mark_whose_ink_passes_the_edge_fails(tmp_path: Path) -> None:
    row = "marks at line ends"
    assert verdict(tmp_path, row, page_with("丁七万丈三上下不与。", shifts={0: 0.0})) == FAIL
    assert verdict(tmp_path, row, page_with("丁七，万丈三上下不与。", shifts={3: -0.5})) == PASS


def test_an_opening_mark_with_its_blank_half_fails(tmp_path: Path) -> None:
    row, behind = "opening marks at line starts", "opening marks behind the indent"
    wrong, right = {"shifts": {0: 0.5}}, {}
    for fault, expected in ((wrong, FAIL), (right, PASS)):
        assert verdict(tmp_path, row, page_with("“七万丈三上下不与丐且", **fault)) == expected
        first = [
            set_line("丁七万丈三上下不", 0, indent=2, source="p1"),
            set_line(HAN, 1, source="p1", paragraph_end=True),
            set_line("“七万丈三上下不与", 2, indent=2, source="p2", **fault),
            set_line(HAN, 3, source="p2", paragraph_end=True),
            set_line("丁七万丈三上下不", 4, indent=2, source="p3"),
            set_line(HAN, 5, source="p3", paragraph_end=True),
        ]
        assert verdict(tmp_path, behind, sheet(*first, *good_lines(1))) == expected


def test_a_column_that_is_no_whole_number_of_ems_fails(tmp_path: Path) -> None:
    page = good_page()
    wide = [replace(frame, rect=replace(frame.rect, width=104.0)) for frame in page.frames]
    row = "column width in body ems"
    assert verdict(tmp_path, row, replace(page, frames=tuple(wide))) == FAIL


def test_a_runt_fails_and_two_characters_miss_the_goal(tmp_path: Path) -> None:
    row, goal = "characters in last lines", "the same, the goal"
    runt = rows_of(tmp_path, page_with("丁。", paragraph_end=True))
    assert (runt[row].verdict, runt[goal].verdict) == (FAIL, FAIL)
    short = rows_of(tmp_path, page_with("丁七。", paragraph_end=True))
    assert (short[row].verdict, short[goal].verdict) == (PASS, FAIL)


def test_a_widow_at_a_columns_top_fails(tmp_path: Path) -> None:
    lines = [
        *good_lines(0, ends=False),
        set_line("丁七万", 0, 1, paragraph_end=True),
        *good_lines(1, skip=[0]),
    ]
    assert verdict(tmp_path, "last lines alone at column tops", sheet(*lines)) == FAIL


def test_an_orphan_at_a_columns_foot_fails(tmp_path: Path) -> None:
    last = set_line(HAN, ROWS - 1, source="next")
    page = sheet(*good_lines(0, skip=[ROWS - 1]), last, *good_lines(1))
    assert verdict(tmp_path, "first lines alone at column feet", page) == FAIL


def head(row: int, **changes: object) -> TextLine:
    claims = {"style": "subhead-2", "role": "subhead-2", "paragraph_end": True, **changes}
    return set_line("丁七万", row, **claims)


def test_a_head_at_a_columns_foot_fails(tmp_path: Path) -> None:
    page = sheet(*good_lines(0, skip=[ROWS - 1]), head(ROWS - 1), *good_lines(1))
    assert verdict(tmp_path, "heads that end a column", page) == FAIL


def test_uneven_feet_fail_on_a_page_that_goes_on_but_one_line_may_lack_on_the_last(
    tmp_path: Path,
) -> None:
    goes_on, last = (
        "columns of pages whose article goes on",
        "columns of an article's last page",
    )
    short = sheet(*good_lines(0), *good_lines(1, skip=[ROWS - 1]))
    rows = rows_of(tmp_path, short, replace(short, page_index=1, side="verso"))
    assert (rows[goes_on].verdict, rows[last].verdict) == (FAIL, PASS)
    shorter = sheet(*good_lines(0), *good_lines(1, skip=[ROWS - 2, ROWS - 1]))
    assert verdict(tmp_path, last, shorter) == FAIL


def page_with_head(line: TextLine, *skip: int) -> Page:
    before = [row for row in good_lines(0) if row.y < line.y and row.y not in skipped(skip)]
    after = [row for row in good_lines(0) if row.y > line.y + 1]
    return sheet(*before, line, *after, *good_lines(1))


def skipped(rows: tuple[int, ...]) -> set[float]:
    return {FIRST + row * LEADING for row in rows}


def test_a_head_needs_more_room_above_than_below(tmp_path: Path) -> None:
    row = "room before a head > after"
    assert verdict(tmp_path, row, page_with_head(head(3), 2)) == PASS
    assert verdict(tmp_path, row, page_with_head(head(3))) == FAIL


def test_copy_pushed_off_the_grid_by_a_head_fails(tmp_path: Path) -> None:
    page = page_with_head(head(3), 2)
    pushed = [
        replace(item, y=item.y + 3) if item.frame == "column-1" and item.y > head(3).y else item
        for item in page.items
    ]
    row = "head with its room = k × leading"
    assert verdict(tmp_path, row, page) == PASS
    assert verdict(tmp_path, row, replace(page, items=tuple(pushed))) == FAIL


def test_heads_of_six_sizes_or_of_sizes_too_close_fail(tmp_path: Path) -> None:
    sizes = [10.0, 12.0, 14.0, 16.0, 18.0, 20.0]
    heads = [head(row, size=size) for row, size in enumerate(sizes)]
    assert verdict(tmp_path, "sizes of heads", sheet(*heads, *good_lines(1))) == FAIL
    close = [head(0, size=12.0), head(2, size=12.5)]
    assert verdict(tmp_path, "steps between them", sheet(*close, *good_lines(1))) == FAIL


def altered(folder: Path, alter: Callable[[pikepdf.Pdf], None]) -> dict[str, Row]:
    """The rows of a good sheet whose file was changed after it was written."""
    file, layout = written(folder, page_with("丁七12万丈三上下a"))
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        alter(pdf)
        pdf.save(file)
    return {row.name: row for row in measure(file, layout)}


def rewrite(old: bytes, new: bytes) -> Callable[[pikepdf.Pdf], None]:
    def alter(pdf: pikepdf.Pdf) -> None:
        content = pdf.pages[0].Contents
        assert old in content.read_bytes()
        content.write(content.read_bytes().replace(old, new))

    return alter


def of_fonts(change: Callable[[pikepdf.Object], None]) -> Callable[[pikepdf.Pdf], None]:
    return lambda pdf: next(change(font) for font in pdf.pages[0].Resources.Font.values())


def drop_program(font: pikepdf.Object) -> None:
    del font.DescendantFonts[0].FontDescriptor["/FontFile2"]


def drop_tag(font: pikepdf.Object) -> None:
    font.BaseFont = pikepdf.Name("/Whole")


def drop_text(font: pikepdf.Object) -> None:
    del font["/ToUnicode"]


def drop_bleed(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj["/BleedBox"] = pdf.pages[0].obj["/TrimBox"]


def widen_trim(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj["/TrimBox"][0] = 0


FILES = {
    "synthetic bolds (stroked text)": rewrite(b"BT", b"BT 2 Tr"),
    "synthetic slants": rewrite(b"BT", b"BT 1 0 0.2 1 0 0 Tm"),
    "fonts embedded": of_fonts(drop_program),
    "fonts subset": of_fonts(drop_tag),
    "fonts with ToUnicode": of_fonts(drop_text),
    "BleedBox 3 mm outside it": drop_bleed,
    "TrimBox = the layout's trim": widen_trim,
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_spoilt_after_it_was_written_fails(tmp_path: Path, name: str) -> None:
    assert altered(tmp_path, FILES[name])[name].verdict == FAIL
    assert altered(tmp_path, lambda _: None)[name].verdict == PASS


def test_a_screen_file_has_no_bleed(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, good_page(), profile=SCREEN)
    assert rows["BleedBox 3 mm outside it"].verdict == FAIL


def test_a_fifth_family_fails(tmp_path: Path) -> None:
    def rename(pdf: pikepdf.Pdf) -> None:
        fonts = pdf.pages[0].Resources.Font
        (own,) = fonts.values()
        names = [f"/ABCDEF+Family{letter}-Regular" for letter in "BCDEF"]
        for at, name in enumerate(names):
            copy = pdf.make_indirect(pikepdf.Dictionary(own))
            child = pdf.make_indirect(pikepdf.Dictionary(own.DescendantFonts[0]))
            child.BaseFont = copy.BaseFont = pikepdf.Name(name)
            copy.DescendantFonts = pikepdf.Array([child])
            fonts[f"/X{at}"] = copy
        content = pdf.pages[0].Contents
        parts = content.read_bytes().split(b"Td")
        extra = [b" /X%d 10 Tf " % at for at in range(5)]
        joined = parts[0]
        for at, part in enumerate(parts[1:]):
            joined += b"Td" + (extra[at] if at < 5 else b"") + part
        content.write(joined)

    row = altered(tmp_path, rename)["families"]
    assert row.verdict == FAIL, row


def test_letters_out_of_proportion_fail(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, page_with("丁七12万丈三上下a"))
    assert rows["digit height / Han height"].verdict == PASS
    small = set_line("丁七", 2)
    tiny = set_line("12a", 2, x=LEFT + 30, size=SIZE)
    shrunk = replace(tiny.runs[0], size=6.0, x=30.0)
    mixed = replace(small, runs=(*small.runs, shrunk), text="丁七12a", width=50.0)
    rows = rows_of(tmp_path, sheet(*with_line(mixed)))
    # Sizes are taken out: a face is judged by its own em.
    assert rows["digit height / Han height"].verdict == PASS
    low = replace(shrunk, size=10.0, glyphs=low_glyphs(), x=30.0)
    lower = replace(mixed, runs=(*small.runs, low))
    rows = rows_of(tmp_path, sheet(*with_line(lower)))
    assert rows["digit height / Han height"].verdict == FAIL
    assert rows["x-height / Han height"].verdict == FAIL


def low_glyphs() -> tuple[int, ...]:
    """Three glyphs that read as 1, 2 and a, but are as low as a comma."""
    return (faces().face("han").glyph_id("，"),) * 3


def test_a_glyph_that_no_line_claims_fails(tmp_path: Path) -> None:
    file, layout = written(tmp_path, good_page())
    layout["pages"][0]["lines"].pop()
    rows = {row.name: row for row in measure(file, layout)}
    assert rows["glyphs no line of the layout claims"].verdict == FAIL


def test_a_layout_of_another_file_is_found_out(tmp_path: Path) -> None:
    file, layout = written(tmp_path, good_page())
    layout["pages"].append(layout["pages"][0])
    rows = {row.name: row for row in measure(file, layout)}
    assert rows["pages of the PDF = the layout's"].verdict == FAIL


def test_a_file_of_another_writer_is_measured_too(tmp_path: Path) -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    (tmp_path / "face.ttf").write_bytes(font_program("Foreign-Regular"))
    pdfmetrics.registerFont(TTFont("Foreign", str(tmp_path / "face.ttf")))
    texts = [HAN, "，七万丈三上下不与", "丁七。"]
    lines = [
        set_line(text, row, paragraph_end=row == len(texts) - 1)
        for row, text in enumerate(texts)
    ]
    page = sheet(*lines)
    _, layout = written(tmp_path, page)
    canvas = Canvas(str(tmp_path / "foreign.pdf"), pagesize=(page.width, page.height))
    canvas.setFont("Foreign", SIZE)
    for line in lines:
        canvas.drawString(line.x, page.height - line.y, line.text)
    canvas.setFont("Helvetica", SIZE)
    canvas.drawString(LEFT, 10, "1")
    canvas.save()
    rows = {row.name: row for row in measure(tmp_path / "foreign.pdf", layout)}
    failing = {
        "right edge of full lines",
        "forbidden line starts",
        "fonts embedded",
        "glyphs no line of the layout claims",
        "TrimBox = the layout's trim",
    }
    assert failing <= {name for name, row in rows.items() if row.verdict == FAIL}
    assert rows["text of lines = the layout's"].verdict == PASS
    assert rows[".notdef glyphs shown"].verdict == UNMEASURED
