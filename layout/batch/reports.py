"""A run's results for programs: JSON with a schema, JUnit XML. Written line by line."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from layout.batch.job import Status
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.batch.journal import Journal
    from layout.diagnostics import Diagnostic

SCHEMA = "banxin/batch/1"
# XML 1.0 2.2: characters that no document may hold.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Summary(Record):
    """The figures of a run: how many jobs, how they ended, pages that were set, seconds."""

    jobs: int
    built: int
    current: int
    failed: int
    pages: int
    seconds: float
    cpu_seconds: float
    interrupted: bool = False
    findings: tuple[Diagnostic, ...] = ()  # about the workers of a cluster

    def as_json(self) -> dict[str, Any]:  # Any: JSON values of every kind
        """The figures by name; jobs that were not come to are `left`."""
        return {
            "jobs": self.jobs,
            "built": self.built,
            "current": self.current,
            "failed": self.failed,
            "left": self.jobs - self.built - self.current - self.failed,
            "pages": self.pages,
            "seconds": round(self.seconds, 3),
            "cpu_seconds": round(self.cpu_seconds, 3),
            "interrupted": self.interrupted,
            "findings": [one.as_json() for one in self.findings],
        }


def summary_of(
    journal: Journal, jobs: int, seconds: float, *, interrupted: bool = False
) -> Summary:
    """The figures of a journal."""
    counts = journal.counts
    return Summary(
        jobs,
        counts[Status.BUILT],
        counts[Status.CURRENT],
        counts[Status.FAILED],
        journal.pages,
        seconds,
        journal.cpu_seconds,
        interrupted,
    )


def json_lines(journal: Journal, summary: Summary) -> Iterator[str]:
    """The JSON report, piece by piece: the figures, then every job in the manifest's order."""
    ok = not summary.failed and not summary.interrupted
    head = {"schema": SCHEMA, "ok": ok, **summary.as_json()}
    yield json.dumps(head, ensure_ascii=True, indent=1).removesuffix("\n}")
    yield ',\n "issues": ['
    comma = ""
    for row in journal.rows():
        yield f"{comma}\n  {json.dumps(row, ensure_ascii=True)}"
        comma = ","
    yield "\n ]\n}\n"


def junit_lines(journal: Journal, summary: Summary) -> Iterator[str]:
    """The JUnit report, piece by piece: one suite, one case for each job.

    Source: the schema of the JUnit task of Apache Ant, as CI systems read it.
    """
    figures = (
        f'tests="{summary.jobs}" failures="{summary.failed}" errors="0" '
        f'skipped="{summary.as_json()["left"]}" time="{summary.seconds:.3f}"'
    )
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<testsuites {figures}>\n<testsuite name="banxin batch" {figures}>\n'
    for row in journal.rows():
        yield _case(row)
    yield "</testsuite>\n</testsuites>\n"


def _case(row: dict[str, Any]) -> str:  # Any: JSON values of every kind
    name = _attribute(f"{row['issue']} {row['profile']}")
    head = f"<testcase classname={_attribute(row['publication'])} name={name}"
    head += f' time="{row["seconds"]:.3f}"'
    lines = [finding_line(one) for one in row["findings"]]
    body = escape(_xml("\n".join(lines)))
    if row["status"] == Status.FAILED:
        message = _attribute(first_reason(row))
        kind = _attribute(row["cause"])
        return f"{head}><failure type={kind} message={message}>{body}</failure></testcase>\n"
    if lines:
        return f"{head}><system-out>{body}</system-out></testcase>\n"
    return f"{head}/>\n"


def first_reason(row: dict[str, Any]) -> str:  # Any: as above
    """The first finding that is an error, in one line; the cause where there is none."""
    errors = [one for one in row["findings"] if one["severity"] == "error"]
    return finding_line(errors[0]) if errors else row["cause"]


def finding_line(finding: dict[str, Any]) -> str:  # Any: as above
    """A finding in one line."""
    place = f"{finding['file']}:{finding.get('line', 1)}: " if finding.get("file") else ""
    page = f" (page {finding['page']})" if finding.get("page") else ""
    return f"{place}{finding['severity']} {finding['rule']}: {finding['message']}{page}"


def _xml(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


def _attribute(text: str) -> str:
    return quoteattr(_xml(text), {"\n": "&#10;"})
