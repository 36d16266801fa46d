"""A batch manifest → what is to be built, checked whole before any work starts."""

from __future__ import annotations

import difflib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from layout.batch.asked import SCHEDULERS, AskedScheduler, is_scheduler, schedulers_in_words
from layout.batch.job import Job
from layout.batch.naming import check_names, check_pattern, filled
from layout.batch.selection import chosen_issues
from layout.diagnostics import Diagnostic, Severity, SourceSpan, error
from layout.errors import LayoutError, ProfileError, ProjectError, StyleError
from layout.record import Record, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from layout.batch.schema import (
        LimitsSchema,
        ManifestSchema,
        PublicationSchema,
        SchedulerSchema,
    )
    from layout.yaml_source import YamlNode

# Where a batch keeps what is its own, inside the output folder.
OWN_FOLDER = ".banxin-batch"


class Limits(Record):
    """What one issue may take, and how often it is tried."""

    seconds: float = 600.0
    memory: int = 2 * 2**30  # bytes
    attempts: int = 2


class Lot(Record):
    """Issues of one publication that are built alike; folders are absolute paths."""

    publication: str
    issues: tuple[str, ...]
    profiles: tuple[str, ...]
    standards: tuple[str, ...]
    style: str | None
    printer: str = ""


class Batch(Record):
    """A checked manifest. `base` is its folder, which its paths are told from."""

    base: Path
    output: Path
    pattern: str
    lots: tuple[Lot, ...]
    limits: Limits
    workers: int | None = None
    scheduler: AskedScheduler = AskedScheduler()
    root: Path | None = None
    font_path: tuple[Path, ...] = ()
    findings: tuple[Diagnostic, ...] = ()

    @property
    def own(self) -> Path:
        """The folder of state, logs and files that are not whole yet."""
        return self.output / OWN_FOLDER

    def __len__(self) -> int:
        return sum(len(lot.issues) * len(lot.profiles) for lot in self.lots)

    def jobs(self) -> Iterator[Job]:
        """Every issue for every profile, in the manifest's order, one at a time."""
        number = 0
        for lot in self.lots:
            for issue in lot.issues:
                for profile in lot.profiles:
                    yield self._job(number, lot, issue, profile)
                    number += 1

    def _job(self, number: int, lot: Lot, issue: str, profile: str) -> Job:
        name = Path(issue).name
        words = {
            "publication": lot.publication,
            "issue": name,
            "profile": profile,
            "style": lot.style or "",
        }
        return Job(
            number,
            lot.publication,
            name,
            issue,
            profile,
            os.fspath(self.output / filled(self.pattern, words)),
            os.fspath(self.own / "staging"),
            os.fspath(self.base),
            lot.standards,
            lot.style,
            os.fspath(self.root) if self.root else None,
            tuple(map(os.fspath, self.font_path)),
            printer=lot.printer,
        )


def read_batch(path: Path, *, root: Path | None = None) -> Batch:
    """The batch of a manifest; paths in it are told from its folder.

    `root` is the folder with styles and fonts, if the user named one.

    Raises:
        ProjectError: everything that is wrong with it, with line and column.
    """
    from layout.batch.schema import ManifestSchema
    from layout.schema import validate
    from layout.yaml_source import read_yaml

    try:
        source = path.read_bytes()
    except OSError as fault:
        hint = "name the manifest of a batch, a YAML file"
        message = f"{path}: {fault.strerror or fault}"
        raise ProjectError([error("no-manifest", message, hint=hint)]) from fault
    node = read_yaml(source, path.name, fault=ProjectError)
    schema = validate(ManifestSchema, node, path.name, fault=ProjectError)
    base = Path(os.path.abspath(path)).parent  # noqa: PTH100 (resolve() would follow links)
    return _Checker(schema, node, path.name, base).batch(root)


class _Checker:
    """Checks what a schema cannot know, and collects what is wrong."""

    def __init__(self, schema: ManifestSchema, node: YamlNode, file: str, base: Path) -> None:
        self._schema = schema
        self._node = node
        self._file = file
        self._base = base
        self._findings: list[Diagnostic] = []

    def batch(self, root: Path | None) -> Batch:
        schema = self._schema
        pattern_fault = check_pattern(schema.name)
        if pattern_fault:
            self._add("bad-name", *pattern_fault, "name")
        scheduler = _scheduler(schema.scheduler)
        if not is_scheduler(scheduler.address):
            self._unknown_scheduler(scheduler.address)
        own = self._folder(schema.root, "root")
        fonts = tuple(
            found
            for at, one in enumerate(schema.font_path)
            if (found := self._folder(one, "font_path", at)) is not None
        )
        lots = tuple(self._lot(one, at) for at, one in enumerate(schema.publications))
        batch = Batch(
            self._base,
            self._base / schema.output,
            schema.name,
            lots,
            _limits(schema.limits),
            schema.jobs,
            scheduler,
            root or own,
            fonts,
        )
        self._stop_at_errors()
        self._check_styles(batch)
        for rule, message, hint in check_names(batch.jobs(), batch.output):
            self._add(rule, message, hint, "name" if self._has("name") else "publications")
        self._stop_at_errors()
        return replace(batch, findings=tuple(self._findings))

    def _has(self, key: str) -> bool:
        return key in self._schema.model_fields_set

    def _stop_at_errors(self) -> None:
        errors = [one for one in self._findings if one.severity is Severity.ERROR]
        if errors:
            raise ProjectError(errors)

    def _lot(self, publication: PublicationSchema, at: int) -> Lot:
        place = ("publications", at)
        folder = Path(os.path.normpath(self._base / publication.path))
        issues: tuple[str, ...] = ()
        if folder.is_dir():
            issues = self._issues(folder, publication, place)
        else:
            hint = "paths are told from the manifest's folder"
            message = f"{publication.path} is no folder"
            self._add("no-such-publication", message, hint, *place, "path")
        own = publication.profiles is not None
        profiles = publication.profiles if own else self._schema.profiles
        where = (*place, "profiles") if own else ("profiles",)
        standards = publication.standards
        std_at = (*place, "standards") if standards is not None else ("standards",)
        standards = self._schema.standards if standards is None else standards
        self._check_profiles(profiles or [], standards, where, std_at)
        return Lot(
            folder.name,
            issues,
            tuple(dict.fromkeys(profiles or [])),
            tuple(standards),
            publication.style or self._schema.style,
            publication.printer or self._schema.printer or "",
        )

    def _issues(
        self, folder: Path, publication: PublicationSchema, place: tuple[str | int, ...]
    ) -> tuple[str, ...]:
        chosen = chosen_issues(folder, publication.issues, publication.exclude)
        for key, at, finding in chosen.faults:
            span = self._span(*place, key, at)
            self._findings.append(replace(finding, span=span))
        if not chosen.issues and not chosen.faults:
            message = f"no issue of {publication.path} is left to build"
            hint = "everything that `issues` takes in, `exclude` strikes out"
            self._add("empty-selection", message, hint, *place)
        return tuple(map(os.fspath, chosen.issues))

    def _check_profiles(
        self,
        profiles: Sequence[str],
        standards: Sequence[str],
        where: tuple[str | int, ...],
        std_at: tuple[str | int, ...],
    ) -> None:
        from layout.pdf import PROFILES
        from layout.pipeline import standards_asked

        for at, name in enumerate(profiles):
            if name not in PROFILES:
                self._unknown("profile", name, sorted(PROFILES), *where, at)
        if standards and profiles and profiles[0] in PROFILES:
            try:
                standards_asked(profiles[0], tuple(standards))
            except ProfileError as fault:
                self._adopt(fault, *std_at)

    def _check_styles(self, batch: Batch) -> None:
        """See that every style that is named is there and can be read."""
        from layout.project import find_project
        from layout.styles.read import style_files

        for at, lot in enumerate(batch.lots):
            if lot.style is None:
                continue
            own = self._schema.publications[at].style is not None
            try:
                style_files(lot.style, find_project(Path(lot.issues[0]), batch.root).styles)
            except StyleError as fault:
                self._adopt(fault, *(("publications", at, "style") if own else ("style",)))

    def _folder(self, written: str | None, *keys: str | int) -> Path | None:
        if written is None:
            return None
        folder = Path(os.path.normpath(self._base / written))
        if not folder.is_dir():
            hint = "paths are told from the manifest's folder"
            self._add("no-such-folder", f"{written} is no folder", hint, *keys)
        return folder

    def _unknown(self, what: str, name: str, known: Sequence[str], *keys: str | int) -> None:
        near = difflib.get_close_matches(name, known, n=1)
        hint = f"did you mean `{near[0]}`?" if near else f"there are {', '.join(known)}"
        self._add(f"unknown-{what}", f"no {what} `{name}`", hint, *keys)

    def _unknown_scheduler(self, name: str) -> None:
        near = difflib.get_close_matches(name, SCHEDULERS, n=1)
        known = f"there are {schedulers_in_words()}"
        hint = f"did you mean `{near[0]}`?" if near else known
        self._add("unknown-scheduler", f"no scheduler `{name}`", hint, "scheduler", "address")

    def _adopt(self, fault: LayoutError, *keys: str | int) -> None:
        """Findings of another reader, at the place of the manifest that led to them."""
        span = self._span(*keys)
        self._findings += [
            one if one.span else replace(one, span=span)
            for one in fault.diagnostics
            if replace(one, span=one.span or span) not in self._findings
        ]

    def _add(self, rule: str, message: str, hint: str, *keys: str | int) -> None:
        found = error(rule, message, self._span(*keys), hint)
        if found not in self._findings:
            self._findings.append(found)

    def _span(self, *keys: str | int) -> SourceSpan:
        from layout.schema import span_at

        return span_at(self._node, keys, self._file)


def _limits(schema: LimitsSchema) -> Limits:
    from layout.batch.schema import bytes_of, seconds_of

    return Limits(seconds_of(schema.time), bytes_of(schema.memory), schema.attempts)


def _scheduler(schema: SchedulerSchema) -> AskedScheduler:
    from layout.batch.schema import seconds_of

    return AskedScheduler(
        schema.address, schema.files, schema.allowed_failures, seconds_of(schema.wait)
    )
