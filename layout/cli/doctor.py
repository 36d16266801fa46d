"""`banxin doctor`: everything banxin needs, and whether it is here."""

from __future__ import annotations

import platform
import shutil
import sys
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import click

from layout.cli.report import DONE, MISSING, print_json
from layout.fonts import default_cache
from layout.project import find_project
from layout.version import __version__

if TYPE_CHECKING:
    from layout.cli import Globals

LIBRARIES = (
    "reportlab",
    "PyYAML",
    "fonttools",
    "Pillow",
    "click",
    "uharfbuzz",
    "pydantic",
    "markdown-it-py",
    "pikepdf",
    "pypdfium2",
    "rich",
)


@click.command("doctor")
@click.pass_obj
def command(settings: Globals) -> int:
    """Look at everything banxin needs on this machine."""
    from layout.fonts.fetch import list_roles

    project = find_project(Path.cwd(), settings.root)
    states = list_roles(project.fonts_manifest, cache=default_cache())
    missing = [state.role for state in states if not state.file]
    styles = sorted({path.stem for folder in project.styles for path in folder.glob("*.yaml")})
    facts = {
        "banxin": __version__,
        "python": platform.python_version(),
        "executable": sys.executable,
        "libraries": {name: _version(name) for name in LIBRARIES},
        "npm": shutil.which("npm") or "not found",
        "font cache": str(default_cache()),
        "fonts": {state.role: state.file or "missing" for state in states},
        "house styles": styles,
    }
    healthy = len(missing) < len(states) and all(_version(name) for name in LIBRARIES)
    if settings.as_json:
        print_json({"ok": healthy, **facts})
        return DONE if healthy else MISSING
    for name, value in facts.items():
        click.echo(f"{name}: {_shown(value)}")
    if missing:
        click.echo(f"missing: {', '.join(missing)}; run `banxin fonts fetch`", err=True)
    return DONE if healthy else MISSING


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return "".join(f"\n  {key}: {item or 'missing'}" for key, item in value.items())
    return ", ".join(value) if isinstance(value, list) else str(value)
