"""One issue from start to end: the page to read first.

manuscript → styled blocks → lines → pages → PDF, each stage a value made from the one before
it.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TypeAlias

from layout.beside import ahead
from layout.diagnostics import Diagnostic, error
from layout.errors import ContentError, ProfileError, StyleError
from layout.record import Record, replace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from layout.content.model import Issue
    from layout.display.model import Page, Pages
    from layout.fonts import FontSet
    from layout.fonts.model import FontManifest
    from layout.pdf import Standard
    from layout.plan import IssuePlan
    from layout.project import Project
    from layout.styles.model import HouseStyle


# The rules of findings that ride along with a result, which a caller may make errors.
RULES = frozenset(
    {
        "copy-not-shown",
        "empty-continuation",
        "emergency-break",
        "figure-feature",
        "font-differs",
        "font-substituted",
        "furniture-over-copy",
        "head-sizes",
        "low-resolution",
        "missing-glyph",
        "note-not-set",
        "missing-alt",
        "opener-not-used",
        "overset",
        "several-frames",
        "unknown-kind",
        "unknown-picture",
        "unknown-template",
        "unknown-ornament",
        "unsettled-references",
    }
)


class BuildRequest(Record):
    """What to build. `pages` picks folios or page numbers, such as `3-8,11`; empty for all.

    `standards` are names such as `a-2u`; empty for those of the profile.
    """

    issue: Path
    style: str | None = None
    profile: str = "screen"
    pages: str = ""
    root: Path | None = None
    font_path: tuple[Path, ...] = ()
    font_cache: Path | None = None
    standards: tuple[str, ...] = ()


class BuildResult(Record):
    """The file's bytes, the pages they show, what was noticed, and seconds by stage."""

    pdf: bytes
    pages: Pages
    findings: tuple[Diagnostic, ...]
    seconds: tuple[tuple[str, float], ...] = ()


class Sources(Record):
    """What a build reads besides pictures and faces: manuscript, house style, font manifest."""

    issue: Issue
    house: HouseStyle
    manifest: FontManifest


# Begins to read the sources of a request; what it gives waits for them.
Reader: TypeAlias = "Callable[[BuildRequest], Callable[[], Sources]]"
# Gives the house style of an issue, where styles are, and the name that was asked for.
StyleReader: TypeAlias = "Callable[[Issue, Project, str | None], HouseStyle]"


def build_issue(
    request: BuildRequest,
    *,
    progress: Callable[[str], None] | None = None,
    reader: Reader | None = None,
    open_fonts: Callable[[FontManifest, BuildRequest], FontSet] | None = None,
) -> BuildResult:
    """Set one issue and write it for one profile.

    `reader` is one that was made ready before; it reads while this process imports the engine.
    `open_fonts` gives the faces of a manifest, for a process that keeps them open.

    Raises:
        ContentError, StyleError, FontError, ProjectError: with every fault that was found.
        ProfileError: there is no such profile or standard, or standards do not go together.
        ConformanceError: the issue holds what a standard does not allow, or the file that was
            written breaks a clause of one it claims.
    """
    standards = standards_asked(request.profile, request.standards)
    clock = _StageClock(progress)
    reading = (reader or reader_ahead())(request)
    _import_engine()
    clock.ended("start")
    sources = reading()
    clock.ended("read")
    fonts = (open_fonts or fonts_of)(sources.manifest, request)
    clock.ended("open")
    pages = select_pages(lay_out(sources.issue, sources.house, fonts), request.pages)
    clock.ended("set and flow")
    pdf = write(pages, fonts, profile=request.profile, standards=standards)
    clock.ended("write")
    if standards:
        hold_to(pdf, standards)
        clock.ended("check")
    findings = (*fonts.findings, *pages.findings, *_coarse_pictures(pages, request.profile))
    return BuildResult(pdf, pages, findings, clock.seconds)


def hold_to(pdf: bytes, standards: tuple[Standard, ...]) -> None:
    """See that a written file keeps the standards it claims. Raises ConformanceError."""
    from layout.conformance import hold_to as hold

    hold(pdf, [standard.name for standard in standards])


def _coarse_pictures(pages: Pages, profile: str) -> list[Diagnostic]:
    """Pictures with too few pixels for what the profile is for."""
    from layout.flow.pictures import low_resolution
    from layout.pdf import PROFILES

    return low_resolution(pages, PROFILES[profile].least_ppi, f"the profile {profile}")


def reader_ahead() -> Reader:
    """A process that makes ready to read, where there can be one.

    Checking YAML and Markdown takes other libraries than setting and writing do; each process
    imports only its own.
    """
    return ahead(_import_readers, read_sources)


def read_sources(request: BuildRequest, read_style: StyleReader | None = None) -> Sources:
    """Read and check what a request names: first the manuscript, then the style, the fonts.

    `read_style` gives the house style, for a process that keeps them; without it, `style_of`.

    Raises:
        ContentError, StyleError, FontError, ProjectError: everything wrong with the first of
            them that is.
    """
    from layout.fonts.manifest import read_manifest
    from layout.styles.names import check_faces

    issue = load(request.issue)
    project = project_of(request)
    house = (read_style or style_of)(issue, project, request.style)
    manifest = read_manifest(project.fonts_manifest)
    check_faces(house, [role.name for role in manifest.roles])
    return Sources(issue, house, manifest)


def _import_readers() -> None:
    import layout.content.read_article
    import layout.content.read_issue
    import layout.fonts.schema
    import layout.styles.resolve
    import layout.styles.schema  # noqa: F401


def _import_engine() -> None:
    import layout.flow.paginate
    import layout.fonts
    import layout.pdf.write
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
    sources = read_sources(request)
    return lay_out(sources.issue, sources.house, fonts_of(sources.manifest, request))


def write(
    pages: Pages,
    fonts: FontSet,
    *,
    profile: str = "screen",
    standards: tuple[Standard, ...] = (),
) -> bytes:
    """The PDF of pages, for a profile; `standards` are those of `standards_asked`."""
    from layout.pdf import PROFILES, write_pdf

    return write_pdf(pages, fonts, profile=PROFILES[profile], standards=standards)


def standards_asked(profile: str, names: tuple[str, ...] = ()) -> tuple[Standard, ...]:
    """The standards that a file keeps: those named, or else those of the profile.

    Raises:
        ProfileError: there is no such profile or standard, or standards do not go together.
    """
    from layout.pdf import PROFILES, standards_of

    if profile not in PROFILES:
        known = ", ".join(sorted(PROFILES))
        raise ProfileError(
            [error("unknown-profile", f"no profile {profile!r}; there are {known}")]
        )
    return standards_of(names or PROFILES[profile].standards)


def lay_out(issue: Issue, house: HouseStyle, fonts: FontSet) -> Pages:
    """The pages of a manuscript in a house style.

    Raises:
        ContentError: there is no article to set.
    """
    _check_manuscript(issue)
    from layout.flow.paginate import paginate as flow
    from layout.flow.pictures import picture_findings
    from layout.text.typesetter import Typesetter

    of_pictures = picture_findings(issue, fonts)
    pages = flow(issue, house, Typesetter(fonts))
    return replace(pages, findings=(*of_pictures, *pages.findings))


class PlanResult(Record):
    """The flatplan of an issue, and what it takes to draw it."""

    plan: IssuePlan
    pages: Pages
    house: HouseStyle
    fonts: FontSet

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """What was noticed: of the faces, the pages, and how articles keep to the plan."""
        return (*self.fonts.findings, *self.plan.findings)


def plan_issue(request: BuildRequest) -> PlanResult:
    """The flatplan of an issue: its spreads with their figures, and how each article fits.

    Of the request, `profile` and `pages` do not matter here.

    Raises:
        ContentError, StyleError, FontError, ProjectError: with every fault that was found.
    """
    sources = read_sources(request)
    _check_manuscript(sources.issue)
    from layout.flow.paginate import Desk, compose_issue
    from layout.flow.pictures import picture_findings
    from layout.plan import plan_of
    from layout.text.typesetter import Typesetter

    fonts = fonts_of(sources.manifest, request)
    picture_findings(sources.issue, fonts)
    desk = Desk(sources.issue, sources.house, Typesetter(fonts))
    composition = compose_issue(desk)
    return PlanResult(plan_of(desk, composition), composition.pages, sources.house, fonts)


def draw_plan(planned: PlanResult, columns: int | None = None) -> bytes:
    """The PDF of a flatplan: one sheet with all spreads, so many in a row, as vectors."""
    from layout.plan import place_pages, plan_sheet
    from layout.text.typesetter import Typesetter

    sheet = plan_sheet(planned.plan, planned.house, Typesetter(planned.fonts), columns)
    pages = (*planned.pages.pages, sheet.under, sheet.over)
    whole = replace(planned.pages, pages=pages, bookmarks=())
    return place_pages(write(whole, planned.fonts), sheet)


def _check_manuscript(issue: Issue) -> None:
    """See that there is something to set. Raises ContentError."""
    if not issue.articles:
        hint = "an issue's articles are the files of its folder articles/"
        raise ContentError([error("no-articles", "the issue has no article", issue.span, hint)])


def project_of(request: BuildRequest) -> Project:
    """Where styles and fonts are found for a request."""
    from layout.project import find_project

    return find_project(request.issue, request.root)


def style_of(issue: Issue, project: Project, name: str | None = None) -> HouseStyle:
    """The house style of an issue: the one asked for, the issue's own, or the publication's.

    Raises:
        StyleError: it is no name of a style, is not there, or is wrong.
    """
    from layout.styles import read_style

    wanted = name or issue.style or issue.publication.style
    if "/" in wanted or "\\" in wanted:
        hint = "write the name of a file in styles/, without its ending"
        message = f"house style {wanted!r} is a path, not a name"
        raise StyleError([error("no-such-style", message, hint=hint)])
    return read_style(wanted, project.styles)


def fonts_of(manifest: FontManifest, request: BuildRequest) -> FontSet:
    """The faces that a manifest names."""
    from layout.fonts import default_cache, load_fonts

    cache = request.font_cache or default_cache()
    return load_fonts(manifest, cache=cache, font_path=request.font_path)


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
        chosen.update(_range(part.strip(), labels))
    return _only(pages, sorted(chosen))


def _range(part: str, labels: list[str]) -> range:
    """The pages of one folio, or of two with a hyphen between them."""
    first, hyphen, last = part.partition("-")
    ends = [first.strip(), last.strip() if hyphen else first.strip()]
    if "" in ends:
        raise _not_a_range(part)
    missing = [label for label in ends if label not in labels]
    if missing:
        hint = f"the pages are {labels[0]} to {labels[-1]}"
        raise ContentError([error("no-such-page", f"no page {missing[0]!r}", hint=hint)])
    start, stop = (labels.index(label) for label in ends)
    if start > stop:
        raise _not_a_range(part)
    return range(start, stop + 1)


def _not_a_range(part: str) -> ContentError:
    hint = "write folios and ranges from the first to the last, such as 3-8,11"
    return ContentError([error("no-such-page", f"{part!r} is no range of pages", hint=hint)])


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
