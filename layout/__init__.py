"""banxin: printable Chinese magazines from structured content.

Everything a command does can be done in a few lines:

    import layout
    pages = layout.paginate(Path("content/tideshore/2031-07"))
    pdf = layout.write(pages, layout.load_fonts(Path("fonts/fonts.yaml")))

Names are looked up when first used, so that `import layout` costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from layout.version import __version__

if TYPE_CHECKING:
    from layout.content import Issue, export_issue
    from layout.diagnostics import Diagnostic
    from layout.display.dump import layout_json
    from layout.display.model import Pages
    from layout.errors import LayoutError
    from layout.fonts import load_fonts
    from layout.impose import Imposed, ImposeRequest, impose_pdf
    from layout.pipeline import (
        BuildRequest,
        BuildResult,
        PlanResult,
        build_issue,
        draw_plan,
        load,
        paginate,
        plan_issue,
        write,
    )
    from layout.plan import IssuePlan
    from layout.recover import recover_text, write_recovered
    from layout.text import break_lines, set_widths

__all__ = [
    "BuildRequest",
    "BuildResult",
    "Diagnostic",
    "ImposeRequest",
    "Imposed",
    "Issue",
    "IssuePlan",
    "LayoutError",
    "Pages",
    "PlanResult",
    "__version__",
    "break_lines",
    "build_issue",
    "draw_plan",
    "export_issue",
    "impose_pdf",
    "layout_json",
    "load",
    "load_fonts",
    "paginate",
    "plan_issue",
    "recover_text",
    "set_widths",
    "write",
    "write_recovered",
]

_HOME = {
    "BuildRequest": "layout.pipeline",
    "BuildResult": "layout.pipeline",
    "Diagnostic": "layout.diagnostics",
    "ImposeRequest": "layout.impose",
    "Imposed": "layout.impose",
    "Issue": "layout.content",
    "IssuePlan": "layout.plan",
    "LayoutError": "layout.errors",
    "Pages": "layout.display.model",
    "PlanResult": "layout.pipeline",
    "break_lines": "layout.text",
    "build_issue": "layout.pipeline",
    "draw_plan": "layout.pipeline",
    "export_issue": "layout.content",
    "impose_pdf": "layout.impose",
    "layout_json": "layout.display.dump",
    "load": "layout.pipeline",
    "load_fonts": "layout.fonts",
    "paginate": "layout.pipeline",
    "plan_issue": "layout.pipeline",
    "recover_text": "layout.recover",
    "set_widths": "layout.text",
    "write": "layout.pipeline",
    "write_recovered": "layout.recover",
}


def __getattr__(name: str) -> object:
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module 'layout' has no attribute {name!r}")
    return getattr(importlib.import_module(home), name)
