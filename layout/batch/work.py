"""One issue for one profile, from its job to its file: what every scheduler runs."""

from __future__ import annotations

import os
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from layout.batch.fingerprint import Faces, face_name, places_of, sum_of, sum_of_file, told_from
from layout.batch.job import Cause, Input, Job, JobResult, Status, Used
from layout.batch.opened import Opened, watching
from layout.diagnostics import Diagnostic, Severity, error
from layout.errors import (
    ConformanceError,
    ContentError,
    FontError,
    LayoutError,
    OutputError,
    ProfileError,
    ProjectError,
    StyleError,
)
from layout.files import write_whole
from layout.pipeline import BuildRequest, build_issue, project_of, read_sources, style_of
from layout.record import replace

if TYPE_CHECKING:
    from layout.content.model import Issue
    from layout.fonts import FontSet
    from layout.fonts.model import FontManifest
    from layout.pipeline import BuildResult, StyleReader
    from layout.project import Project
    from layout.styles.model import HouseStyle

_CAUSES: tuple[tuple[type[LayoutError], Cause], ...] = (
    (ContentError, Cause.CONTENT),
    (StyleError, Cause.STYLE),
    (FontError, Cause.FONTS),
    (ProfileError, Cause.PROFILE),
    (ProjectError, Cause.PROJECT),
    (OutputError, Cause.OUTPUT),
    (ConformanceError, Cause.CONFORMANCE),
)
_OTHERWISE = "another output in the manifest"


class ComposingRoom:
    """What a process keeps between two issues: open faces, their checksums, house styles."""

    def __init__(self) -> None:
        self.sums = Faces()
        self._opened: dict[tuple[object, ...], FontSet] = {}
        self._styles: dict[tuple[object, ...], tuple[dict[str, str], HouseStyle]] = {}

    def fonts(self, manifest: FontManifest, request: BuildRequest) -> FontSet:
        """The faces of a manifest, opened once; every issue asks them anew."""
        from layout.pipeline import fonts_of

        key = (manifest, request.font_cache, request.font_path)
        if key not in self._opened:
            fonts = fonts_of(manifest, request)
            for face in fonts.faces:
                self.sums.opened(os.fspath(face.path))
            self._opened[key] = fonts
        return self._opened[key].anew()

    def style_reader(self, opened: Opened) -> StyleReader:
        """Gives house styles, those kept as long as their files are as they were.

        The files are opened to see that, and so are noted in `opened`.
        """

        def read(issue: Issue, project: Project, name: str | None) -> HouseStyle:
            wanted = name or issue.style or issue.publication.style
            key = (wanted, project.styles)
            files, kept = self._styles.get(key, ({}, None))
            if kept is not None and all(sum_of_file(path) == files[path] for path in files):
                return kept
            before = set(opened.files)
            house = style_of(issue, project, name)
            noted = {path: opened.files[path] for path in opened.files.keys() - before}
            self._styles[key] = (noted, house)
            return house

        return read


def run_job(job: Job, room: ComposingRoom | None = None) -> JobResult:
    """Build one issue for one profile and put its file in place.

    Whatever is wrong with the issue, its surroundings or the disk comes back as a result with
    its cause and findings; nothing is raised, but for an order to end the process. The file is
    either whole under its name, or what stood there before is untouched.
    """
    wall, cpu = time.perf_counter(), time.process_time()
    try:
        result = _built(job, room or ComposingRoom())
    except LayoutError as fault:
        cause = next(cause for kind, cause in _CAUSES if isinstance(fault, kind))
        result = _failed(job, cause, fault.diagnostics)
    except MemoryError:
        message = "there was not enough memory to set this issue"
        result = _failed(job, Cause.MEMORY, (error("out-of-memory", message),))
    except Exception as fault:
        # One broken issue must not stop the others, even where the fault is ours.
        result = fault_of_ours(job, fault)
    return replace(
        result,
        seconds=time.perf_counter() - wall,
        cpu_seconds=time.process_time() - cpu,
    )


def put_in_place(job: Job, pdf: bytes) -> None:
    """Write the file of a job, whole or not at all. Raises OutputError."""
    write_whole(Path(job.output), pdf, otherwise=_OTHERWISE, staging=Path(job.staging))


def fault_of_ours(job: Job, fault: BaseException) -> JobResult:
    """The result of a job where banxin itself broke."""
    message = f"{type(fault).__name__}: {fault}"
    hint = "this is a fault of banxin; the issue's log has where it happened"
    failed = _failed(job, Cause.INTERNAL, (error("internal-fault", message, hint=hint),))
    return replace(failed, log="".join(traceback.format_exception(fault)))


def request_of(job: Job) -> BuildRequest:
    """What the build is asked for a job."""
    return BuildRequest(
        Path(job.issue),
        job.style,
        job.profile,
        root=Path(job.root) if job.root else None,
        font_path=tuple(map(Path, job.font_path)),
        font_cache=Path(job.font_cache) if job.font_cache else None,
        standards=job.standards,
        printer=job.printer,
    )


def cache_of(job: Job) -> Path:
    """Where the faces of a job lie on this machine."""
    from layout.fonts import default_cache

    return Path(job.font_cache) if job.font_cache else default_cache()


def settings_of(job: Job, versions: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a job that its file, or whether it counts as good, depends on."""
    return (
        f"profile {job.profile}",
        f"standards {' '.join(job.standards)}",
        f"style {job.style or ''}",
        f"printer {job.printer}",
        f"strict {job.strict}",
        f"fail-on {' '.join(sorted(job.fail_on))}",
        *versions,
    )


def _failed(job: Job, cause: Cause, findings: tuple[Diagnostic, ...]) -> JobResult:
    return JobResult(job, Status.FAILED, cause, findings)


def _built(job: Job, room: ComposingRoom) -> JobResult:
    request = request_of(job)
    project = project_of(request)
    home = Path(job.issue).resolve().parent
    folders = (job.issue, os.fspath(home), *map(os.fspath, project.styles))
    kept: list[tuple[FontManifest, FontSet]] = []

    def open_fonts(manifest: FontManifest, asked: BuildRequest) -> FontSet:
        fonts = room.fonts(manifest, asked)
        kept.append((manifest, fonts))
        return fonts

    with watching(*folders, os.fspath(project.fonts_manifest.parent)) as opened:
        style = room.style_reader(opened)
        # All cores have work already: this process reads what it sets, and what it reads shows.
        result = build_issue(
            request,
            reader=lambda asked: lambda: read_sources(asked, style),
            open_fonts=open_fonts,
        )
    findings = result.findings
    if job.strict:
        from layout.pdf.check import check_written

        findings = (*findings, *check_written(result.pdf))
    judged = tuple(_judged(one, job) for one in findings)
    if any(one.severity is Severity.ERROR for one in judged):
        return replace(_failed(job, Cause.REFUSED, judged), pages=len(result.pages.pages))
    put_in_place(job, result.pdf)
    manifest, fonts = kept[0]
    used = _used(job, opened, room, (manifest, fonts))
    used = replace(used, places=places_of(job.issue, project, job.base))
    return _done(job, result, judged, used)


def _done(
    job: Job, result: BuildResult, findings: tuple[Diagnostic, ...], used: Used
) -> JobResult:
    return JobResult(
        job,
        Status.BUILT,
        findings=findings,
        pages=len(result.pages.pages),
        size=len(result.pdf),
        sha256=sum_of(result.pdf),
        used=used,
    )


def _judged(finding: Diagnostic, job: Job) -> Diagnostic:
    """A finding as --strict and --fail-on have it."""
    refused = finding.rule in job.fail_on or (
        job.strict and finding.severity is Severity.WARNING
    )
    return replace(finding, severity=Severity.ERROR) if refused else finding


def _used(
    job: Job, opened: Opened, room: ComposingRoom, fonts: tuple[FontManifest, FontSet]
) -> Used:
    """Everything a file was made from, with checksums."""
    manifest, font_set = fonts
    faces = sorted({os.fspath(face.path) for face in font_set.faces_asked})
    everywhere = {os.fspath(face.path) for face in font_set.faces}
    base = job.base
    files = [
        Input("file", told_from(base, path), checksum)
        for path, checksum in sorted(opened.files.items())
        if path not in everywhere
    ]
    folders = [
        Input("folder", told_from(base, path), checksum)
        for path, checksum in sorted(opened.listed.items())
        if Path(path).is_relative_to(job.issue)
    ]
    cache = cache_of(job)
    return Used(
        (*files, *folders),
        tuple(Input("face", face_name(path, cache), room.sums.sum(path)) for path in faces),
        roles=room.sums.roles(manifest, cache, tuple(map(Path, job.font_path))),
    )
