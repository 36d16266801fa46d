"""One page of HTML with all issues of a run: first page, status, findings.

The page holds everything it shows. It is written issue by issue, and pictures are drawn from
the files on the disk one after the other, so that memory does not grow with the list.
"""

from __future__ import annotations

import base64
from html import escape
from typing import TYPE_CHECKING, Any

from layout.batch.job import Status
from layout.batch.reports import finding_line
from layout.errors import ContentError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from layout.batch.journal import Journal
    from layout.batch.reports import Summary

PICTURE_HEIGHT_PX = 200
_DPI = 24
_MOST_FINDINGS = 20
_HEAD = """\
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>banxin batch</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
body{font:15px/1.5 system-ui,"Noto Sans SC",sans-serif;margin:2rem}
body{background:#f4f4f2;color:#222}
h1{font-size:1.3rem}
ul.issues{list-style:none;padding:0;display:grid;gap:1rem;
  grid-template-columns:repeat(auto-fill,minmax(21rem,1fr))}
li.issue{background:#fff;border-left:6px solid #4a7c59;padding:.8rem;display:flex;gap:.8rem}
li.failed{border-color:#b3261e}li.current{border-color:#8a8a86}
img,.none{width:141px;height:200px;object-fit:contain;background:#ddd;flex:none}
h2{font-size:1rem;margin:0}p{margin:.2rem 0}.words{min-width:0;overflow-wrap:anywhere}
details ul{padding-left:1rem;font-size:.85rem}.error{color:#b3261e}.warning{color:#7a5a00}
</style></head><body>
"""


def html_lines(journal: Journal, summary: Summary, output: Path) -> Iterator[str]:
    """The page, piece by piece."""
    figures = summary.as_json()
    yield _HEAD
    yield (
        f"<h1>banxin batch</h1>\n<p>{figures['jobs']} jobs: {figures['built']} built, "
        f"{figures['current']} current, {figures['failed']} failed, {figures['left']} left; "
        f'{figures["pages"]} pages in {figures["seconds"]:.1f} s</p>\n<ul class="issues">\n'
    )
    for row in journal.rows():
        yield _item(row, output)
    yield "</ul>\n</body></html>\n"


def _item(row: dict[str, Any], output: Path) -> str:  # Any: JSON values of every kind
    name = escape(f"{row['publication']}/{row['issue']}")
    failed = row["status"] == Status.FAILED
    picture = "" if failed else _first_page(output / row["output"])
    shown = '<div class="none"></div>'
    if picture:
        shown = f'<img alt="first page of {name}" src="data:image/jpeg;base64,{picture}">'
    told = f"{row['status']} ({row['cause']})" if failed else row["status"]
    size = "" if failed else f"{row['pages']} pages, {row['bytes'] / 1e6:.1f} MB"
    return (
        f'<li class="issue {row["status"]}">{shown}<div class="words"><h2>{name}</h2>'
        f"<p>{escape(row['profile'])}: {escape(told)}</p><p>{size}</p>"
        f"{_findings(row, is_open=failed)}</div></li>\n"
    )


def _findings(row: dict[str, Any], *, is_open: bool) -> str:  # Any: as above
    found = row["findings"]
    if not found:
        return ""
    items = "".join(
        f'<li class="{one["severity"]}">{escape(finding_line(one))}</li>'
        for one in found[:_MOST_FINDINGS]
    )
    more = len(found) - _MOST_FINDINGS
    items += f"<li>and {more} more</li>" if more > 0 else ""
    state = " open" if is_open else ""
    told = "1 finding" if len(found) == 1 else f"{len(found)} findings"
    return f"<details{state}><summary>{told}</summary><ul>{items}</ul></details>"


def _first_page(pdf: Path) -> str:
    """The first page as a small JPEG in base64; empty where it cannot be drawn."""
    from layout.images.paste import jpeg_of, shrink
    from layout.proof.draw import DrawnPdf

    try:
        with DrawnPdf(pdf, pdf.name) as drawn:
            small = shrink(drawn.draw(0, _DPI * 2), PICTURE_HEIGHT_PX)
    except (ContentError, OSError):
        return ""
    return base64.b64encode(jpeg_of(small)).decode("ascii")
