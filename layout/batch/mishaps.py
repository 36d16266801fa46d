"""What becomes of a job, or of a worker, when something goes wrong between machines."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from layout.batch.census import Census, differences
from layout.batch.job import Cause, JobResult, Status
from layout.diagnostics import error
from layout.errors import LayoutError

if TYPE_CHECKING:
    from layout.batch.dask_client import Answer
    from layout.batch.retrying import Trial


def reasons_against(own: Census, answer: Answer) -> tuple[str, ...]:
    """Why a worker gets no jobs, in words; nothing where it may have some."""
    found = answer.value
    if isinstance(answer.fault, ImportError):
        return (f"it has no banxin, or another ({answer.fault})",)
    if answer.fault is not None:
        return (f"{type(answer.fault).__name__}: {answer.fault}",)
    if isinstance(found, tuple):  # versions, from a worker that has others
        found = Census(found)
    return differences(own, cast("Census", found))


def not_packed(trial: Trial, fault: LayoutError | OSError) -> JobResult:
    """The result of a job whose files could not be read here to be sent."""
    if isinstance(fault, LayoutError):
        findings = fault.diagnostics
    else:
        message = f"{fault.filename}: {fault.strerror or fault}"
        findings = (error("cannot-read", message, hint="check the folder's permissions"),)
    return JobResult(trial.job, Status.FAILED, Cause.PROJECT, findings)


def given_up(trial: Trial, losses: int) -> JobResult:
    """The result of a job that lost as many workers as it may, and one more."""
    lost = "its worker was lost" if losses == 1 else f"{losses} workers were lost one by one"
    message = f"{lost} while at work on it"
    hint = "look at the workers' memory; `allowed_failures` says how many may be lost"
    return JobResult(
        trial.job,
        Status.FAILED,
        Cause.DIED,
        (error("worker-lost", message, hint=hint),),
        attempts=trial.attempt - 1 + losses,
    )
