"""A check as one HTML page: the pages as pictures, the findings drawn on them.

It stands alone: no script, no font and no picture is loaded from anywhere.
"""

from __future__ import annotations

from base64 import b64encode
from html import escape
from typing import TYPE_CHECKING

from layout.diagnostics import Severity
from layout.preflight.report import counts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from layout.preflight.drawn_pages import PagePicture
    from layout.preflight.model import Finding
    from layout.preflight.run import Checked

# No blanks between them: each filter hides what follows it in the document.
_FILTER = (
    '<input type="checkbox" id="{word}s" checked>'
    '<label class="{word}" for="{word}s">{count} {name}</label>'
)
_STYLE = """\
:root { --error: #c3291c; --warning: #b26a00; --note: #2563a8; --ink: #1d2327; --line: #d5d9db }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 76rem; padding: 1.5rem; color: var(--ink);
  font: 15px/1.5 system-ui, "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC",
  "Microsoft YaHei", sans-serif }
h1 { font-size: 1.5rem; margin: 0 } h2 { font-size: 1.1rem; margin: 0 0 .75rem }
header p { margin: .25rem 0 1rem; color: #596167 }
input { accent-color: var(--ink); margin: 0 .35rem 0 0 }
input + label { margin-right: 1.25rem; cursor: pointer; font-weight: 600 }
label.error { color: var(--error) } label.warning { color: var(--warning) }
label.note { color: var(--note) }
section { border-top: 1px solid var(--line); margin-top: 1.25rem; padding-top: 1rem;
  break-inside: avoid }
.page { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 6fr); gap: 1.5rem }
.page h2 { grid-column: 1 / -1; margin: 0 }
figure { margin: 0; position: relative; box-shadow: 0 0 0 1px var(--line); align-self: start }
figure img { display: block; width: 100% }
figure a { position: absolute; border: 2px solid; border-radius: 2px; text-decoration: none }
figure a.error { color: var(--error); background: #c3291c1f }
figure a.warning { color: var(--warning); background: #b26a001f }
figure a.note { color: var(--note); background: #2563a814 }
figure b { position: absolute; left: -2px; bottom: 100%; padding: 0 .3rem; font-size: 11px;
  line-height: 1.35; color: #fff; border-radius: 2px }
.error > b { background: var(--error) } .warning > b { background: var(--warning) }
.note > b { background: var(--note) }
ol { list-style: none; margin: 0; padding: 0 }
li { padding: .5rem 0 .5rem .75rem; border-left: 3px solid var(--line); margin-bottom: .6rem;
  overflow-wrap: anywhere; break-inside: avoid }
li.error { border-color: var(--error) } li.warning { border-color: var(--warning) }
li.note { border-color: var(--note) }
li:target, figure a:target { outline: 3px solid #ffd54a }
li > b { color: #fff; font-size: 12px; padding: 0 .4rem; border-radius: 2px;
  margin-right: .4rem }
code { font: 13px/1.4 ui-monospace, monospace } .place, .hint, .values { display: block }
.place, .values { color: #596167; font-size: 13px } .hint { font-size: 14px }
#errors:not(:checked) ~ main .error, #warnings:not(:checked) ~ main .warning,
#notes:not(:checked) ~ main .note { display: none }
.well { font-weight: 600; color: #2c6b3f }
@media screen and (max-width: 50rem) { .page { grid-template-columns: 1fr } }
@media print { body { max-width: none; padding: 0; font-size: 10pt } input { display: none }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact } }
"""


def html_report(checked: Checked, pictures: Sequence[PagePicture]) -> str:
    """The page. Findings are numbered in the order in which they stand on it."""
    title = f"{checked.name}: preflight"
    shown = {picture.index for picture in pictures}
    whole = [one for one in checked.findings if one.page_index not in shown]
    chapters = [("The whole", whole)] if whole else []
    number = len(whole)
    parts = [_whole(name, found) for name, found in chapters]
    for picture in pictures:
        found = [one for one in checked.findings if one.page_index == picture.index]
        parts.append(_page(picture, found, number))
        number += len(found)
    body = "".join(parts) or '<section><p class="well">Nothing was found.</p></section>'
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<link rel="icon" href="data:,">\n'
        f"<title>{escape(title)}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n"
        f"<header><h1>{escape(checked.name)}</h1><p>{_summary(checked)}</p></header>\n"
        f"{_filters(checked.findings)}\n<main>\n{body}</main>\n</body>\n</html>\n"
    )


def _summary(checked: Checked) -> str:
    printer = checked.printer
    said = printer.title or printer.name
    return escape(f"{len(checked.labels)} pages for {printer.name} ({said})")


def _filters(findings: Sequence[Finding]) -> str:
    found = counts(findings)
    return "".join(
        _FILTER.format(word=one.word, name=_name(one, found), count=found[f"{one.word}s"])
        for one in reversed(Severity)
    )


def _name(severity: Severity, found: dict[str, int]) -> str:
    return severity.word if found[f"{severity.word}s"] == 1 else f"{severity.word}s"


def _whole(name: str, findings: Sequence[Finding]) -> str:
    return f"<section><h2>{name}</h2>{_list(findings, 0)}</section>\n"


def _page(picture: PagePicture, findings: Sequence[Finding], first: int) -> str:
    data = b64encode(picture.jpeg).decode("ascii")
    boxes = "".join(_boxes(picture, findings, first))
    label = escape(picture.label)
    return (
        f'<section class="page"><h2>Page {label}</h2>\n'
        f'<figure><img alt="page {label}" src="data:image/jpeg;base64,{data}">'
        f"{boxes}</figure>\n"
        f"{_list(findings, first)}</section>\n"
    )


def _boxes(picture: PagePicture, findings: Sequence[Finding], first: int) -> Iterable[str]:
    """The places of the findings, the gravest on top; numbers of one corner stand in a row."""
    corners: dict[tuple[int, int], int] = {}
    numbered = list(enumerate(findings, first + 1))
    for number, finding in sorted(numbered, key=lambda one: one[1].diagnostic.severity):
        share = picture.share_of(finding.rect) if finding.rect is not None else None
        if share is None:
            continue
        corner = round(share.x), round(share.y)
        before = corners.get(corner, 0)
        corners[corner] = before + 1
        word = finding.diagnostic.severity.word
        place = (
            f"left:{share.x:.2f}%;top:{share.y:.2f}%;"
            f"width:{share.width:.2f}%;height:{share.height:.2f}%"
        )
        beside = f' style="left:calc({before * 2}em - 2px)"' if before else ""
        yield (
            f'<a class="{word}" href="#f{number}" style="{place}"><b{beside}>{number}</b></a>'
        )


def _list(findings: Sequence[Finding], first: int) -> str:
    items = (_item(number, one) for number, one in enumerate(findings, first + 1))
    return f"<ol>{''.join(items)}</ol>"


def _item(number: int, finding: Finding) -> str:
    own = finding.diagnostic
    word = own.severity.word
    span = own.span if own.span is not None and own.span.path else None
    place = " · ".join(part for part in (str(span) if span else "", own.article) if part)
    values = f"{own.measured}; asked for: {own.allowed}" if own.allowed else own.measured
    lines = (
        (f'<span class="place">{escape(place)}</span>', place),
        (f'<span class="values">{escape(values)}</span>', values),
        (f'<span class="hint">{escape(_sentence(own.hint))}</span>', own.hint),
    )
    rest = "".join(line for line, there in lines if there)
    return (
        f'<li class="{word}" id="f{number}"><b>{number}</b><code>{escape(own.rule)}</code> '
        f"{escape(own.message)}{rest}</li>\n"
    )


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}" if words[:1].islower() else words
