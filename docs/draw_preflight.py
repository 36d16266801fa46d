"""Write docs/preflight.md and its schema from the rules: `python docs/draw_preflight.py`."""

from __future__ import annotations

import json
from pathlib import Path

from layout.preflight.registry import FILE_RULES, ISSUE_RULES
from layout.preflight.report import json_schema

HOME = Path(__file__).resolve().parent
PAGE, SCHEMA = HOME / "preflight.md", HOME / "schema" / "preflight.json"
HEAD = """\
# Preflight

    banxin check content/riverside/2031-01
    banxin check content/riverside/2031-01 --printer sheetfed --html preflight.html
    banxin check from-elsewhere.pdf --printer sheetfed --sarif preflight.sarif

An issue, or any PDF, looked at before it goes to the printer. An issue is set as a build sets it, and
nothing is written; every finding has its rule, severity, page, article, `file:line:column`, what was
measured and what is allowed, what to do about it, and the rectangle on the page. Exit code 0 means
that no finding is an error, 1 that one is, 6 that a PDF breaks a standard it claims.

| option | does |
| --- | --- |
| `--printer NAME` | the printer's profile, `styles/printers/NAME.yaml` (`sheetfed`); a PDF is looked at for the press where one is named, or where it claims PDF/X |
| `--profile NAME` | what the issue is for; `screen` and `archive` ask no rule that matters for printing alone |
| `--style NAME`, `--font-path DIR` | as in a build |
| `--only RULES`, `--skip RULES` | these rules alone; all but these |
| `--fail-on RULES`, `--strict` | these rules are errors; warnings are |
| `--html FILE` | one page with the pictures of the pages and the findings drawn on them; it stands alone and prints well. A folder gets `preflight.html` |
| `--sarif FILE` | SARIF 2.1.0, for editors and code hosts |
| `--json` (before the verb) | JSON, by [its schema](schema/preflight.json) |
| `--record` | writes `pictures.lock` beside `issue.yaml`: the checksum of every picture. From then on another file under the same name is told |

On a terminal notes are only counted; `-v` shows them.

## The printer's profile

Limits, bleed and exemptions stand in `styles/printers/NAME.yaml`; an unknown key is an error.

```yaml
condition:
  identifier: FOGRA39
  icc: FOGRA39L_coated.icc   # in styles/icc, or a whole path
bleed: 3mm
safe: 4mm                    # from the trim inwards; text stands inside
convert: true                # RGB may be converted; false makes it an error
limits:
  total_ink: 320             # percent
  hairline: 0.25pt
  least_type: 4.5pt
  small_type: 8pt            # up to here text is in one ink
  ppi_warning: 300
  ppi_error: 150
  pages_multiple: 4
exemptions:
  - {rule: low-resolution, page: "12", reason: an old photograph, the only print}
```

An exempted finding becomes a note that says why. Of an exemption, `page` and `article` may be left out;
one that lets nothing pass is told as `exemption-unused`, so that none outlives its reason.

What a machine cannot decide is not here: whether a picture is the right one, whether two names that
look alike are two people. Names are compared where the manuscript marks them (bylines, speakers,
`{.name}`, `《》`), since guesses from frequency would be wrong too often. The ink of a picture is that
of its regions, a 64th of its longer side wide: a press minds what stays wet, not single dots.

This page is written from the rules in `layout/preflight`; `make docs` writes it anew.

## Rules of an issue

What the manuscript cannot be read or set for stops the check as it stops a build, and is told under the
build's own rules (`missing-file`, `unknown-mark`, `broken-picture` …).

"""
TABLE = "| rule | severity | what is asked | remedy |\n| --- | --- | --- | --- |\n"
FILES = """
Rules marked ● are asked only of what is printed (`--profile press` or `proof`).

## Rules of a finished PDF

They take any PDF, whoever wrote it: pages are read as they are painted, with their graphics state. What
stands outside the bleed is marks and notes, and is not asked.

"""


def page() -> str:
    """The whole page."""
    own = "".join(
        _row(one.id, one.severity.word, one.asks, one.remedy, press=one.press)
        for one in ISSUE_RULES
    )
    files = "".join(_row(one.id, one.severity.word, one.asks, one.remedy) for one in FILE_RULES)
    return f"{HEAD}{TABLE}{own}{FILES}{TABLE}{files}"


def schema() -> str:
    """The schema of the JSON, as the file has it."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


def _row(rule: str, severity: str, asks: str, remedy: str, *, press: bool = False) -> str:
    mark = " ●" if press else ""
    return f"| `{rule}`{mark} | {severity} | {asks} | {remedy} |\n"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
    SCHEMA.parent.mkdir(exist_ok=True)
    SCHEMA.write_text(schema(), "utf-8")
