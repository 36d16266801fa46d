"""One article on its pages, in a style that extends the magazine, in square characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image

from layout.pipeline import lay_out, load
from layout.styles import read_style
from tests.support.issue_folders import make_issue
from tests.support.picture_files import as_bytes
from tests.support.real_issues import ROOT
from tests.support.square_font import square_font_set

if TYPE_CHECKING:
    from pathlib import Path

    from layout.display.model import Pages
    from layout.styles import HouseStyle

PICTURE = "images: [{file: wide.jpg, place: opener, alt: 码头}]\n"
FRONT = "---\nid: harbour\nkind: KIND\ntemplate: TEMPLATE\ntitle: [TITLE]\nMORE---\n"
ISSUE = """issue: {title: 江畔, folio_start: START}
sections:
  - {id: one, cn: 特别策划, en: SPECIAL, color: "#0a5a63"}
  - {id: two, cn: 街坊, en: NEIGHBOURS, color: "#b4472a"}
  - {id: three, cn: 影像, en: ALBUM, color: "#16324a"}
flatplan:
  - {file: harbour.md, section: SECTION}
"""
COPY = "潮水退去以后，码头上只剩下缆绳和灯。\n\n" * 12


def variant(folder: Path, text: str, extends: str = "magazine") -> HouseStyle:
    """A style of its own keys over one of the house's."""
    (folder / "mine.yaml").write_text(f"name: mine\nextends: {extends}\n{text}", "utf-8")
    return read_style("mine", [folder, ROOT / "styles"])


def pages_of(
    folder: Path,
    style: str = "",
    *,
    kind: str = "feature",
    template: str = "",
    more: str = PICTURE,
    body: str = COPY,
    start: int = 2,
    section: str = "one",
    title: str = "旧码头换新颜",
    chars: str = "",
) -> Pages:
    """The pages of an issue of one article, whose first folio is `start`.

    `chars` are more characters that its face has.
    """
    front = FRONT.replace("KIND", kind).replace("TEMPLATE", template or '""')
    front = front.replace("TITLE", title)
    issue = ISSUE.replace("START", str(start)).replace("SECTION", section)
    home = make_issue(
        folder / "journal",
        {
            "07/issue.yaml": issue,
            "07/articles/harbour.md": front.replace("MORE", more) + body,
            "07/wide.jpg": as_bytes(Image.new("RGB", (300, 200), (10, 90, 99)), "JPEG"),
        },
    )
    return lay_out(load(home), variant(folder, style), square_font_set(folder, chars))
