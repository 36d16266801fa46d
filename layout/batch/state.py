"""What was built, from what: one small file for each output, replaced as a whole.

One file for each output keeps the memory of a run and the work of noting one result the same
however many there are, and what damages one entry costs one issue. An entry is only believed
where its own checksum holds and the output on the disk is the one it tells of.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from layout.batch.fingerprint import (
    GONE,
    Faces,
    face_path,
    nearer,
    places_of,
    sum_now,
    sum_of,
    sum_of_file,
    tool_versions,
)
from layout.batch.job import Input, Job, JobResult, Status, Used
from layout.batch.work import cache_of, request_of, settings_of
from layout.diagnostics import Diagnostic, Severity, SourceSpan
from layout.errors import LayoutError
from layout.files import write_whole
from layout.pipeline import project_of
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMA = "banxin/batch-state/1"
NEVER_BUILT = "it was not built before"
FORCED = "everything is built, as was asked"
DAMAGED = "what was noted of it is damaged"


class Entry(Record):
    """What is known of an output that was written."""

    settings: tuple[str, ...]
    pages: int
    size: int
    sha256: str
    findings: tuple[Diagnostic, ...]
    used: Used


class Verdict(Record):
    """Whether a job must be done; `why` is empty where its file is what `entry` tells of."""

    why: str
    entry: Entry | None = None
    is_damaged: bool = False


class State:
    """The entries of one output folder."""

    def __init__(self, own: Path) -> None:
        self._folder = own / "state"
        self._staging = own / "staging"
        self._versions = tool_versions()
        self._faces = Faces()
        self._roles: dict[str, str] = {}

    def note(self, result: JobResult) -> None:
        """Note a file that was built. Raises OutputError."""
        if result.status is not Status.BUILT:
            return
        entry = Entry(
            settings_of(result.job, self._versions),
            result.pages,
            result.size,
            result.sha256,
            result.findings,
            result.used,
        )
        content = _packed(_as_json(entry))
        write_whole(self._path(result.job), content, staging=self._staging)

    def verdict(self, job: Job) -> Verdict:
        """Whether a job must be done, and the first reason for it that is found."""
        try:
            entry = _unpacked(self._path(job).read_bytes())
        except FileNotFoundError:
            return Verdict(NEVER_BUILT)
        except (OSError, ValueError, KeyError, TypeError):
            return Verdict(DAMAGED, is_damaged=True)
        return Verdict(next(self._reasons(job, entry), ""), entry)

    def _path(self, job: Job) -> Path:
        return self._folder / f"{sum_of(os.fsencode(job.output))[:32]}.json"

    def _reasons(self, job: Job, entry: Entry) -> Iterator[str]:
        """Why what an entry tells of is not what would be built now."""
        there = sum_of_file(job.output)
        if there != entry.sha256:
            yield "its file is gone" if there == GONE else "its file is not as it was written"
        yield from _changed_words(entry.settings, settings_of(job, self._versions))
        try:
            project = project_of(request_of(job))
        except LayoutError:
            yield "its surroundings cannot be found"
            return
        if entry.used.places != places_of(job.issue, project, job.base):
            yield "styles, faces or publication.yaml are found elsewhere"
        styles = entry.used.places[: len(project.styles)]
        yield from _changed_inputs(entry.used, styles, job.base)
        yield from self._changed_faces(job, entry.used, project.fonts_manifest)

    def _changed_faces(self, job: Job, used: Used, manifest: Path) -> Iterator[str]:
        for one in used.faces:
            if self._faces.sum(face_path(one.path, cache_of(job))) != one.sha256:
                yield f"the face {Path(one.path).name} is another"
        if self._roles_now(job, manifest) != used.roles:
            yield "roles of the font manifest are set in other files"

    def _roles_now(self, job: Job, manifest: Path) -> str:
        """The files of the manifest's roles, looked up once in a run."""
        from layout.fonts.manifest import read_manifest

        key = os.fspath(manifest)
        if key not in self._roles:
            folders = tuple(map(Path, job.font_path))
            try:
                read = read_manifest(manifest)
                self._roles[key] = self._faces.roles(read, cache_of(job), folders)
            except LayoutError:
                self._roles[key] = GONE
        return self._roles[key]


def _changed_inputs(used: Used, styles: tuple[str, ...], base: str) -> Iterator[str]:
    for one in used.inputs:
        if sum_now(one, base) != one.sha256:
            yield f"{one.path} is not as it was read"
    for one in nearer(used.inputs, styles):
        if sum_now(one, base) != GONE:
            yield f"{one.path} is new"


def _changed_words(old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[str]:
    if old != new:
        was = next((word for word in old if word not in new), "")
        now = next((word for word in new if word not in old), "")
        yield f"`{now.strip()}` was `{was.strip()}`"


def _as_json(entry: Entry) -> dict[str, Any]:  # Any: JSON values of every kind
    return {
        "schema": SCHEMA,
        "settings": list(entry.settings),
        "pages": entry.pages,
        "bytes": entry.size,
        "sha256": entry.sha256,
        "findings": [one.as_json() for one in entry.findings],
        "inputs": [[one.kind, one.path, one.sha256] for one in entry.used.inputs],
        "faces": [[one.kind, one.path, one.sha256] for one in entry.used.faces],
        "places": list(entry.used.places),
        "roles": entry.used.roles,
    }


def _packed(document: dict[str, Any]) -> bytes:  # Any: as above
    """The document on one line below the checksum of that line."""
    line = json.dumps(document, ensure_ascii=True).encode("ascii")
    return sum_of(line).encode("ascii") + b"\n" + line + b"\n"


def _unpacked(content: bytes) -> Entry:
    """The entry of a file. Raises ValueError, KeyError or TypeError where it is damaged."""
    checksum, _, line = content.partition(b"\n")
    if sum_of(line.removesuffix(b"\n")) != checksum.decode("ascii", "replace"):
        raise ValueError("the checksum does not hold")
    found = json.loads(line)
    if found["schema"] != SCHEMA:
        raise ValueError("the entry is of another version")
    used = Used(
        tuple(Input(*row) for row in found["inputs"]),
        tuple(Input(*row) for row in found["faces"]),
        tuple(found["places"]),
        found["roles"],
    )
    findings = tuple(finding_of(one) for one in found["findings"])
    settings = tuple(found["settings"])
    return Entry(settings, found["pages"], found["bytes"], found["sha256"], findings, used)


def finding_of(found: dict[str, Any]) -> Diagnostic:  # Any: as above
    """A finding from its JSON."""
    path, line, column = found.get("file", ""), found.get("line", 0), found.get("column", 0)
    words = ("hint", "page", "article", "measured", "allowed")
    return Diagnostic(
        Severity[found["severity"].upper()],
        found["rule"],
        found["message"],
        SourceSpan(path, line, column) if path else None,
        **{word: found.get(word, "") for word in words},
    )
