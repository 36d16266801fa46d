"""One issue from start to end: the page to read first.

manuscript → styled blocks → lines → pages → PDF, each stage a value made from the one before
it.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from layout.beside import beside
from layout.diagnostics import Diagnostic, error
from layout.errors import ContentError, ProfileError, StyleError
from layout.record import Record, replace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from layout.content.model import Issue
    from layout.display.model import Page, Pages
    from layout.fonts import FontSet
    from layout.project import Project
    from layout.styles.model import HouseStyle


class BuildRequest(Record):
    """What to build. `pages` picks folios or page numbers, such as `3-8,11`; empty for all."""

    issue: Path
    style: str | None = None
    profile: str = "screen"
    pages: str = ""
    root: Path | None = None
    font_path: tuple[Path, ...] = ()
    font_cache: Path | None = None


class BuildResult(Record):
    """The file's bytes, the pages they show, what was noticed, and seconds by stage."""

    pdf: bytes
    pages: Pages
    findings: tuple[Diagnostic, ...]
    seconds: tuple[tuple[str, float], ...] = ()


def build_issue(
    request: BuildRequest, *, progress: Callable[[str], None] | None = None
) -> BuildResult:
    """Set one issue and write it for one profile.

    Raises:
        ContentError, StyleError, FontError, ProjectError: with every fault that was found.
    """
    clock = _StageClock(progress)
    _import_shared()
    reading = beside(lambda: load(request.issue))
    project = project_of(request)
    guess = _likely_house(request, project)
    fonts = fonts_of(project, request)
    _warm_up()
    clock.ended("open")
    issue = reading()
    clock.ended("read")
    house = style_of(issue, project, request.style, guess)
    clock.ended("style")
    pages = select_pages(lay_out(issue, house, fonts), request.pages)
    clock.ended("set and flow")
    pdf = write(pages, fonts, profile=request.profile)
    clock.ended("write")
    return BuildResult(pdf, pages, (*fonts.findings, *pages.findings), clock.seconds)


def _likely_house(request: BuildRequest, project: Project) -> HouseStyle | None:
    """The house style the issue seems to name, read while the manuscript still is."""
    from layout.content.glance import likely_style
    from layout.styles import read_style

    name = request.style or likely_style(request.issue)
    try:
        return read_style(name, project.styles) if name else None
    except StyleError:
        return None  # said once it is sure, behind what is wrong with the manuscript


def _import_shared() -> None:
    """Import what both processes need, once."""
    import layout.content.model
    import layout.schema  # noqa: F401


def _warm_up() -> None:
    """Import what the later stages need, while the manuscript is read beside."""
    import layout.flow.paginate
    import layout.text.typesetter  # noqa: F401


def load(path: Path) -> Issue:
    """The manuscript of an issue. Raises ContentError."""
    from layout.content import read_issue

    return read_issue(path)


def paginate(
    path: Path,
    *,
    style: str | None = None,
    root: Path | None = None,
    font_cache: Path | None = None,
) -> Pages:
    """The pages of an issue, without writing a file."""
    request = BuildRequest(path, style, root=root, font_cache=font_cache)
    issue = load(path)
    project = project_of(request)
    return lay_out(issue, style_of(issue, project, style), fonts_of(project, request))


def write(pages: Pages, fonts: FontSet, *, profile: str = "screen") -> bytes:
    """The PDF of pages, for a profile."""
    from layout.pdf import PROFILES, write_pdf

    if profile not in PROFILES:
        known = ", ".join(sorted(PROFILES))
        raise ProfileError(
            [error("unknown-profile", f"no profile {profile!r}; there are {known}")]
        )
    return write_pdf(pages, fonts, profile=PROFILES[profile])


def lay_out(issue: Issue, house: HouseStyle, fonts: FontSet) -> Pages:
    """The pages of a manuscript in a house style."""
    from layout.flow.paginate import paginate as flow
    from layout.text.typesetter import Typesetter

    return flow(issue, house, Typesetter(fonts), meanwhile=_import_writer)


def _import_writer() -> None:
    """Import what writing needs, while the last drafts come over."""
    import layout.pdf.write  # noqa: F401


def project_of(request: BuildRequest) -> Project:
    """Where styles and fonts are found for a request."""
    from layout.project import find_project

    return find_project(request.issue, request.root)


def style_of(
    issue: Issue, project: Project, name: str | None = None, read: HouseStyle | None = None
) -> HouseStyle:
    """The house style of an issue: the one asked for, the issue's own, or the publication's.

    `read` is one that has been read already, in case it is the one.
    """
    from layout.styles import read_style

    wanted = name or issue.style or issue.publication.style
    if read is not None and read.name == wanted:
        return read
    return read_style(wanted, project.styles)


def fonts_of(project: Project, request: BuildRequest) -> FontSet:
    """The faces that the project's manifest names."""
    from layout.fonts import default_cache, load_fonts

    cache = request.font_cache or default_cache()
    return load_fonts(project.fonts_manifest, cache=cache, font_path=request.font_path)


def select_pages(pages: Pages, wanted: str) -> Pages:
    """Only the pages whose labels are asked for, such as `3-8,11`; all for an empty string.

    Raises:
        ContentError: a label the issue does not have, or something that is no range.
    """
    if not wanted.strip():
        return pages
    labels = [page.label for page in pages.pages]
    chosen: set[int] = set()
    for part in wanted.split(","):
        first, _, last = part.strip().partition("-")
        ends = [first.strip(), (last or first).strip()]
        missing = [label for label in ends if label not in labels]
        if missing:
            hint = f"the pages are {labels[0]} to {labels[-1]}"
            raise ContentError([error("no-such-page", f"no page {missing[0]!r}", hint=hint)])
        start, stop = (labels.index(label) for label in ends)
        chosen.update(range(start, stop + 1))
    return _only(pages, sorted(chosen))


def _only(pages: Pages, indexes: list[int]) -> Pages:
    at = {index: position for position, index in enumerate(indexes)}
    kept: tuple[Page, ...] = tuple(
        replace(pages.pages[index], page_index=position) for index, position in at.items()
    )
    marks = tuple(
        replace(mark, page_index=at[mark.page_index])
        for mark in pages.bookmarks
        if mark.page_index in at
    )
    return replace(pages, pages=kept, bookmarks=marks)


class _StageClock:
    """Seconds by stage, for `-v`; never part of the output."""

    def __init__(self, progress: Callable[[str], None] | None) -> None:
        self._progress = progress
        self._last = time.perf_counter()
        self.seconds: tuple[tuple[str, float], ...] = ()

    def ended(self, stage: str) -> None:
        now = time.perf_counter()
        self.seconds = (*self.seconds, (stage, now - self._last))
        self._last = now
        if self._progress is not None:
            self._progress(stage)
