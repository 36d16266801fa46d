"""One issue from start to end: the page to read first.

manuscript → styled blocks → lines → pages → PDF, each stage a value made from the one before
it.
"""

from __future__ import annotations

import hashlib
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
    from layout.deposit.make import Deposit
    from layout.deposit.model import BuildSources, DepositRecord
    from layout.display.model import Page, Pages
    from layout.fonts import FontSet
    from layout.fonts.model import FontManifest
    from layout.pdf import Press, Profile, Standard
    from layout.plan import IssuePlan
    from layout.project import Project
    from layout.styles.model import HouseStyle
    from layout.styles.printer import Condition, PrinterProfile


# The rules of findings that ride along with a result, which a caller may make errors.
RULES = frozenset(
    {
        "colour-assumed",
        "colour-converted",
        "copy-not-shown",
        "drop-cap-left-out",
        "empty-continuation",
        "emergency-break",
        "figure-feature",
        "font-differs",
        "font-substituted",
        "furniture-over-copy",
        "head-sizes",
        "bleed-too-small",
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


# Pictures in a press's inks are kept in this folder beside the faces.
PRESS_CACHE = "pictures"


class BuildRequest(Record):
    """What to build. `pages` picks folios or page numbers, such as `3-8,11`; empty for all.

    `standards` are names such as `a-2u`; empty for those of the profile. With `embed_sources`
    the file carries all it was built from (`layout.deposit`). `printer` is the name of a
    printer's profile, for files with bleed; empty for the publication's. Proofs say which they
    are (`proof_number`, 1 to 9) and of what date (`proof_date`, ISO 8601), where they are told.
    """

    issue: Path
    style: str | None = None
    profile: str = "screen"
    pages: str = ""
    root: Path | None = None
    font_path: tuple[Path, ...] = ()
    font_cache: Path | None = None
    standards: tuple[str, ...] = ()
    embed_sources: bool = False
    printer: str = ""
    proof_number: int = 0
    proof_date: str = ""


class BuildResult(Record):
    """The file's bytes, the pages they show, what was noticed, and seconds by stage.

    `deposit` is the record of what the file carries, where it carries its sources.
    """

    pdf: bytes
    pages: Pages
    findings: tuple[Diagnostic, ...]
    seconds: tuple[tuple[str, float], ...] = ()
    deposit: DepositRecord | None = None


class Sources(Record):
    """What a build reads besides pictures and faces: manuscript, house style, font manifest.

    The printer's profile is read where the output has bleed, or where one is asked for. `read`
    holds the files themselves, where the request embeds them.
    """

    issue: Issue
    house: HouseStyle
    manifest: FontManifest
    read: BuildSources | None = None
    printer: PrinterProfile | None = None


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
    from layout.pdf import write_file

    standards = standards_of_request(request)
    clock = _StageClock(progress)
    reading = (reader or reader_ahead())(request)
    _import_engine()
    if standards:
        _import_checker()
    clock.ended("start")
    sources = reading()
    clock.ended("read")
    fonts = (open_fonts or fonts_of)(sources.manifest, request)
    clock.ended("open")
    whole = lay_out(sources.issue, sources.house, fonts)
    pages = select_pages(whole, request.pages)
    clock.ended("set and flow")
    deposit = _deposit(request, standards, sources, fonts)
    carried = deposit.attachments if deposit else ()
    around, profile = _surrounded(whole, sources, fonts, request)
    chosen = select_pages(around, request.pages)
    written = write_file(
        chosen,
        fonts,
        profile=profile,
        standards=standards,
        attachments=carried,
        press=_press(sources, request, standards),
    )
    pdf = written.pdf
    clock.ended("write")
    if standards:
        hold_to(pdf, standards)
        clock.ended("check")
    findings = (
        *fonts.findings,
        *pages.findings,
        *_coarse_pictures(pages, sources, request.profile),
        *_narrow_bleed(sources, request.profile),
        *written.findings,
    )
    record = deposit.record if deposit else None
    return BuildResult(pdf, pages, findings, clock.seconds, record)


def standards_of_request(request: BuildRequest) -> tuple[Standard, ...]:
    """The standards that a request's file keeps.

    A file that carries its sources keeps, where none are asked for, those of its profile in the
    part of PDF/A that lets it.

    Raises:
        ProfileError: as `standards_asked`, or a standard lets the file carry no sources.
    """
    found = standards_asked(request.profile, request.standards)
    if not request.embed_sources:
        return found
    from layout.pdf.standards import holding_files

    _refuse_for_press(found)
    if not request.standards:
        return holding_files(found)
    closed = [one for one in found if one.family == "a" and not one.holds_files]
    if closed:
        message = f"a file that is {closed[0].title} may not carry its sources"
        hint = f"ask for {', '.join(one.name for one in holding_files(closed))} instead"
        raise ProfileError([error("standard-holds-no-files", message, hint=hint)])
    return found


def _refuse_for_press(standards: tuple[Standard, ...]) -> None:
    """A printer gets no sources. Raises ProfileError."""
    from layout.pdf import press_standard

    press = press_standard(standards)
    if press is not None:
        message = f"a file that is {press.title} may not carry its sources"
        hint = "embed them in a file of the profile archive"
        raise ProfileError([error("standard-holds-no-files", message, hint=hint)])


def _deposit(
    request: BuildRequest,
    standards: tuple[Standard, ...],
    sources: Sources,
    fonts: FontSet,
) -> Deposit | None:
    """The parts that the file is to carry, if it is to carry any."""
    if sources.read is None:
        return None
    from layout.deposit.make import deposit_of
    from layout.deposit.model import DepositSettings

    names = tuple(one.name for one in standards)
    settings = DepositSettings(
        *("", request.profile, names, request.style, request.pages),
        *(request.printer, request.proof_number, request.proof_date),
    )
    return deposit_of(sources.read, sources.manifest, fonts, settings)


def _surrounded(
    pages: Pages, sources: Sources, fonts: FontSet, request: BuildRequest
) -> tuple[Pages, Profile]:
    """The pages with what stands around them in files with bleed, and the room for it."""
    from layout.pdf import PROFILES

    profile = PROFILES[request.profile]
    if sources.printer is None or not profile.shows_bleed:
        return pages, profile
    from layout.surround import facts_of, profile_for, surrounded

    facts = facts_of(sources.printer.name, request.proof_number, request.proof_date)
    fitted = profile_for(profile, sources.printer)
    return surrounded(pages, sources.house, fonts, fitted, facts)


def _narrow_bleed(sources: Sources, profile: str) -> list[Diagnostic]:
    """A style's bleed that is less than the printer's, where the bleed shows."""
    from layout.pdf import PROFILES

    if sources.printer is None or not PROFILES[profile].shows_bleed:
        return []
    from layout.surround import bleed_findings

    return bleed_findings(sources.house, sources.printer)


def hold_to(pdf: bytes, standards: tuple[Standard, ...]) -> None:
    """See that a written file keeps the standards it claims. Raises ConformanceError."""
    from layout.conformance import hold_to as hold

    hold(pdf, [standard.name for standard in standards])


def _coarse_pictures(pages: Pages, sources: Sources, profile: str) -> list[Diagnostic]:
    """Pictures with too few pixels for the printer, or for what the profile is for."""
    from layout.flow.pictures import low_resolution
    from layout.pdf import PROFILES

    own = PROFILES[profile]
    if sources.printer is not None and own.shows_bleed:
        limits, name = sources.printer.limits, sources.printer.name
        return low_resolution(pages, limits.ppi_warning, f"the printer {name}")
    return low_resolution(pages, own.least_ppi, f"the profile {profile}")


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
    from layout.content import read_issue_sources
    from layout.fonts.manifest import read_manifest_source
    from layout.styles import read_style_sources
    from layout.styles.names import check_faces

    found = read_issue_sources(request.issue)
    project = project_of(request)
    manifest, written = read_manifest_source(project.fonts_manifest)
    read = None
    if read_style is not None and not request.embed_sources:
        house = read_style(found.issue, project, request.style)
    else:
        style = read_style_sources(style_name(found.issue, request.style), project.styles)
        house = style.house
        if request.embed_sources:
            from layout.deposit.model import BuildSources

            read = BuildSources(found, style.files, written)
    check_faces(house, [role.name for role in manifest.roles])
    printer = _printer_of(found.issue, project, request)
    return Sources(found.issue, house, manifest, read, printer)


def _printer_of(issue: Issue, project: Project, request: BuildRequest) -> PrinterProfile | None:
    """The printer's profile that matters for a request, if any does."""
    from layout.pdf.profiles import PROFILES
    from layout.pdf.standards import PRESS_STANDARDS

    profile = PROFILES.get(request.profile)
    has_bleed = profile is not None and profile.shows_bleed
    if not (request.printer or has_bleed or PRESS_STANDARDS & set(request.standards)):
        return None
    return printer_of(issue, project, request.printer)


def printer_of(issue: Issue, project: Project, name: str = "") -> PrinterProfile:
    """The profile of a printer: the one asked for, the publication's, or the house's own.

    Raises:
        StyleError: it is no name of a profile, is not there, or is wrong.
    """
    from layout.styles.printer import DEFAULT_PRINTER, read_printer

    wanted = name or issue.publication.printer or DEFAULT_PRINTER
    return read_printer(wanted, project.styles)


def _import_readers() -> None:
    import layout.content.read_article
    import layout.content.read_issue
    import layout.fonts.schema
    import layout.styles.resolve
    import layout.styles.schema  # noqa: F401


def _import_checker() -> None:
    """What holds a file to its standards, imported while the reader is at work."""
    import pikepdf  # noqa: F401

    import layout.conformance
    import layout.conformance.ledger
    import layout.pdf.tagging  # noqa: F401


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


def write(pages: Pages, fonts: FontSet, *, profile: Profile | None = None) -> bytes:
    """The PDF of pages, for a profile, `screen` if none is given."""
    from layout.pdf import SCREEN, write_pdf

    return write_pdf(pages, fonts, profile=profile or SCREEN)


def _press(
    sources: Sources, request: BuildRequest, standards: tuple[Standard, ...]
) -> Press | None:
    """The press of a request that asks for a standard of one. Raises StyleError."""
    from layout.pdf import press_standard

    if press_standard(standards) is None:
        return None
    assert sources.printer is not None, "the printer's profile is read for presses"
    from layout.fonts import default_cache

    return press_of(sources.printer, request.font_cache or default_cache())


def press_of(printer: PrinterProfile, cache: Path) -> Press:
    """A press as its printer's profile says; converted pictures go into the faces' `cache`.

    Raises:
        StyleError: its ICC profile is not that of a press, or cannot be read.
    """
    from layout.pdf import Press

    condition = printer.condition
    try:
        icc = condition.icc.read_bytes()
    except OSError as fault:
        message = f"{condition.icc.name}: {fault.strerror}"
        raise StyleError([error("bad-printer", message)]) from fault
    _check_profile(icc, condition)
    return Press(
        condition.identifier,
        condition.info,
        condition.registry,
        icc,
        cache / PRESS_CACHE,
    )


def _check_profile(icc: bytes, condition: Condition) -> None:
    """See that a profile is a press's, and the one that is meant (ICC.1:2010 7.2).

    Raises:
        StyleError: it is not.
    """
    name = condition.icc.name
    if icc[36:40] != b"acsp" or icc[12:20] != b"prtrCMYK":
        message, hint = f"{name} is no CMYK profile of a press", "ask the printer for theirs"
    elif condition.sha256 and hashlib.sha256(icc).hexdigest() != condition.sha256:
        message, hint = f"{name} is not the file that `sha256` names", "fetch it again"
    else:
        return
    raise StyleError([error("bad-printer", message, hint=hint)])


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

    return read_style(style_name(issue, name), project.styles)


def style_name(issue: Issue, name: str | None = None) -> str:
    """The name of an issue's house style. Raises StyleError if it is no name."""
    wanted = name or issue.style or issue.publication.style
    if "/" in wanted or "\\" in wanted:
        hint = "write the name of a file in styles/, without its ending"
        message = f"house style {wanted!r} is a path, not a name"
        raise StyleError([error("no-such-style", message, hint=hint)])
    return wanted


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
