"""Faults in content, pictures and style: one change each of an issue that has none."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PIL import Image

from layout.project import house_folder
from tests.support.picture_files import as_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping

ISSUE = """\
issue:
  title: 江畔
flatplan:
  - {file: harbour.md}
"""
HEAD = """\
---
id: harbour
kind: feature
title: 旧码头
byline:
  writers: [陆听澜]
---
"""
# The copy begins on this line.
FIRST = 8
BODY = "潮水退去，码头醒来。\n"
STYLE = "name: mine\nextends: magazine\n"
ARTICLE, STYLE_FILE = "07/articles/harbour.md", "styles/mine.yaml"
PRINTER_FILE, PICTURE = "styles/printers/plain.yaml", "07/images/shore.jpg"
ICC = house_folder() / "styles" / "icc" / "FOGRA39L_coated.icc"
PRINTER = f"condition: {{identifier: FOGRA39, icc: {ICC}}}\nsafe: 4mm\n"
LIMITS = "limits: {pages_multiple: 1, total_ink: 320, least_type: 4.5pt, small_type: 8pt%s}\n"
LONG = "潮水一天来两次，码头上的人照着它起身，照着它收工。"


def picture(mode: str = "L", size: tuple[int, int] = (1200, 900), ink: object = 90) -> bytes:
    """A plain picture; grey where nothing else is said."""
    return as_bytes(Image.new(mode, size, ink), "JPEG", quality=90)


def wet_picture() -> bytes:
    """A CMYK picture with a corner of 380 % ink at its lower right."""
    made = Image.new("CMYK", (1200, 900), (20, 20, 20, 20))
    made.paste((250, 250, 250, 220), (600, 450, 1200, 900))
    return as_bytes(made, "TIFF")


@dataclass(frozen=True)
class Fault:
    """A fault, the files that have it, and what must be told of it."""

    what: str
    rule: str
    files: Mapping[str, str | bytes] = field(default_factory=dict)
    file: str = ""
    line: int = 0
    column: int = 0
    page: str = ""
    rect: bool = False  # whether a place on the page is told
    severity: str = "warning"

    def __str__(self) -> str:
        return self.what


def copy(body: str, **settings: object) -> dict[str, object]:
    """The settings of a fault in the copy of the article."""
    line = settings.pop("at", FIRST)
    return {
        "files": {ARTICLE: HEAD + body},
        "file": ARTICLE,
        "line": line,
        **settings,
    }


def style(text: str) -> dict[str, object]:
    """The settings of a fault in the house style, shown on the article's page."""
    return {"files": {STYLE_FILE: STYLE + text}, "page": "1", "rect": True}


def pictured(data: bytes, name: str = "shore.jpg", more: str = "") -> dict[str, str | bytes]:
    """An article with one picture in its copy."""
    mark = f'![潮来](images/{name}){{alt="潮水涨到岸边"{more}}}\n'
    return {ARTICLE: f"{HEAD}{BODY}\n{mark}", f"07/images/{name}": data}


def printer(more: str = "", limits: str = "") -> dict[str, str | bytes]:
    """A printer's profile."""
    return {PRINTER_FILE: PRINTER + LIMITS % limits + more}


PLACED = {"file": ARTICLE, "line": FIRST + 2, "column": 3, "page": "1", "rect": True}

CONTENT = (
    Fault(
        "a half-width comma among Chinese",
        "half-width-punctuation",
        **copy("潮水退去,码头醒来。\n", column=5, page="1", rect=True),
    ),
    Fault(
        "half-width brackets around Chinese",
        "half-width-punctuation",
        **copy("潮水退去，码头(旧)醒来。\n", column=8),
    ),
    Fault(
        "a half-width stop at the end of a sentence",
        "half-width-punctuation",
        **copy("潮水退去，码头醒来.\n", column=10),
    ),
    Fault("full-width figures", "full-width-letters", **copy("２０３１年夏。\n", column=1)),
    Fault("full-width letters", "full-width-letters", **copy("去年ＧＤＰ。\n", column=3)),
    Fault(
        "a quotation that never ends", "unpaired-marks", **copy("他说：“潮水退去。\n", column=4)
    ),
    Fault("a bracket that never began", "unpaired-marks", **copy("码头醒来）。\n", column=5)),
    Fault("a title that never ends", "unpaired-marks", **copy("读《江畔纪事。\n", column=2)),
    Fault(
        "a paragraph that stands twice",
        "paragraph-twice",
        **copy(f"{LONG}\n\n{BODY}\n{LONG}\n", at=FIRST + 4, column=1),
    ),
    Fault(
        "a note for the editor",
        "review-note",
        **copy(f'<!-- review="断句？" -->\n{BODY}', at=FIRST + 1),
    ),
    Fault(
        "a writer whose name has another character in the copy",
        "name-in-two-ways",
        **copy("陆听阑坐在码头上。\n", column=1),
    ),
    Fault(
        "a book by two titles",
        "name-in-two-ways",
        **copy(
            "《江畔纪事》是旧书。\n\n《江畔记事》也是。《江畔纪事》好。\n",
            at=FIRST + 2,
            column=2,
        ),
    ),
    Fault(
        "a mark of trade in two ways",
        "name-in-two-ways",
        **copy("TideShore 醒来，TideShore 退去。\n\nTideshore 来。\n", at=FIRST + 2, column=1),
    ),
    Fault(
        "a character that no face has", "missing-glyph", **copy("潮水\u9f98退去。\n", page="1")
    ),
    Fault("a folio that no page has", "typed-folio", **copy("详见第 99 页。\n", column=2)),
    Fault(
        "a folio's place that leads nowhere",
        "orphan-reference",
        **copy("详情在第 \\{page\\} 页。\n", column=8),
    ),
    Fault(
        "a folio's place outside a reference",
        "unknown-mark",
        **copy("详情在第 {page} 页。\n", column=6, severity="error"),
    ),
    Fault(
        "an article longer than its plan",
        "overset",
        {
            "07/issue.yaml": ISSUE.replace(
                "{file: harbour.md}", "{file: harbour.md, pages: 1}"
            ),
            ARTICLE: HEAD + f"{LONG * 8}\n\n" * 12,
        },
        ARTICLE,
        page="2",
    ),
    Fault(
        "a kind that the style does not know",
        "unknown-kind",
        {ARTICLE: HEAD.replace("kind: feature", "kind: featuer") + BODY},
        ARTICLE,
    ),
    Fault(
        "a number that no line can hold",
        "emergency-break",
        **copy("1234567890" * 12 + "\n", page="1"),
    ),
    Fault(
        "an exemption that lets nothing pass",
        "exemption-unused",
        printer("exemptions: [{rule: total-ink, reason: 覆膜}]\n"),
        "printers/plain.yaml",
        4,
    ),
)
PICTURES = (
    Fault(
        "a picture that is not there",
        "missing-file",
        {ARTICLE: f"{HEAD}{BODY}\n![潮来](images/nowhere.jpg)\n"},
        ARTICLE,
        FIRST + 2,
        severity="error",
    ),
    Fault(
        "a picture that is no picture",
        "picture-format",
        pictured(b"plain text"),
        ARTICLE,
        FIRST + 2,
        severity="error",
    ),
    Fault(
        "a picture of 200 ppi", "low-resolution", pictured(picture(size=(640, 480))), **PLACED
    ),
    Fault(
        "a picture of 40 ppi",
        "low-resolution",
        pictured(picture(size=(120, 90))),
        **PLACED,
        severity="error",
    ),
    Fault(
        "a picture in RGB where none is converted",
        "rgb-picture",
        {**pictured(picture("RGB", ink=(200, 30, 30))), **printer("convert: false\n")},
        **PLACED,
        severity="error",
    ),
    Fault(
        "a picture with 380 % ink in a corner",
        "total-ink",
        pictured(wet_picture(), "wet.tif"),
        **PLACED,
        severity="error",
    ),
    Fault(
        "a picture that says nothing to those who do not see it",
        "missing-alt",
        {ARTICLE: f"{HEAD}{BODY}\n![](images/shore.jpg)\n", PICTURE: picture()},
        **PLACED,
    ),
    Fault(
        "another picture than the one recorded",
        "picture-changed",
        {**pictured(picture()), "07/pictures.lock": f"{'0' * 64}  images/shore.jpg\n"},
        **PLACED,
    ),
    Fault(
        "two pictures with one id",
        "duplicate-id",
        {
            ARTICLE: f"{HEAD}{BODY}\n"
            "![潮来](images/shore.jpg){id=f1 alt=潮水}\n\n"
            "![潮去](images/shore.jpg){id=f1 alt=潮水}\n",
            PICTURE: picture(),
        },
        ARTICLE,
        FIRST + 4,
    ),
    Fault(
        "a picture over the trim by less than the bleed",
        "bleed-missing",
        {
            **pictured(picture(size=(3000, 4000)), more=" place=bleed"),
            STYLE_FILE: STYLE + "page: {bleed: 1mm}\n",
        },
        ARTICLE,
        FIRST + 2,
        rect=True,
        severity="error",
    ),
)
STYLES = (
    Fault(
        "a colour of 360 % ink",
        "total-ink-colour",
        **style('palette:\n  black: {rgb: "#000000", cmyk: [90, 90, 90, 90]}\n'),
        severity="error",
    ),
    Fault(
        "copy in rich black",
        "rich-black-text",
        **style('palette:\n  black: {rgb: "#000000", cmyk: [40, 30, 30, 100]}\n'),
    ),
    Fault(
        "small type in four inks",
        "coloured-small-type",
        **style("text_styles:\n  byline: {color: accent, size: 7pt}\n"),
    ),
    Fault(
        "type of four points", "small-type", **style("text_styles:\n  byline: {size: 4pt}\n")
    ),
    Fault(
        "a hairline around a box",
        "hairline",
        {
            STYLE_FILE: STYLE + "boxes:\n  sidebar: {stroke: ink, stroke_width: 0.1pt}\n",
            ARTICLE: f"{HEAD}{BODY}\n::: sidebar {{marker=江畔}}\n{BODY}:::\n",
        },
        page="1",
        rect=True,
    ),
    Fault(
        "a colour without a recipe where none is converted",
        "rgb-colour",
        {
            STYLE_FILE: STYLE + 'palette:\n  black: {rgb: "#102030"}\n',
            **printer("convert: false\n"),
        },
        page="1",
        rect=True,
        severity="error",
    ),
    Fault(
        "a folio in the margin of the knife",
        "text-near-trim",
        **style("folio: {baseline: 99.5%}\n"),
    ),
    Fault(
        "no bleed at all",
        "bleed-too-small",
        {STYLE_FILE: STYLE + "page: {bleed: 0mm}\n"},
        page="1",
        severity="error",
    ),
    Fault(
        "a page that no sheet has room for",
        "page-count",
        {PRINTER_FILE: PRINTER + "limits: {pages_multiple: 4}\n"},
        page="1",
    ),
)
FAULTS = (*CONTENT, *PICTURES, *STYLES)
