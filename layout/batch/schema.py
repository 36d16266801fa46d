"""What a batch manifest may hold."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from layout.schema import AfterValidator, BeforeValidator, Field, Model

_AMOUNT = re.compile(r"(\d+(?:\.\d+)?)\s*([A-Za-z]+)\Z", re.ASCII)
_SECONDS = {"s": 1.0, "min": 60.0, "h": 3600.0}
_BYTES = {"MB": 10**6, "GB": 10**9, "MiB": 2**20, "GiB": 2**30}
# Less than this a worker does not get through its imports.
LEAST_MEMORY = 64 * 2**20


def _amount(text: str, units: dict[str, float], example: str) -> float:
    match = _AMOUNT.match(text.strip())
    if match is None or match[2] not in units or float(match[1]) <= 0:
        raise ValueError(f"{text!r} is not a number and {', '.join(units)}, such as {example}")
    return float(match[1]) * units[match[2]]


def seconds_of(text: str) -> float:
    """Seconds in `90s`, `5min` or `1h`. Raises ValueError."""
    return _amount(text, _SECONDS, "5min")


def bytes_of(text: str) -> int:
    """Bytes in `800MiB` or `2GB`. Raises ValueError."""
    found = int(_amount(text, dict(_BYTES), "2GiB"))
    if found < LEAST_MEMORY:
        raise ValueError(
            f"{text!r} is less than {LEAST_MEMORY // 2**20}MiB, which nothing fits"
        )
    return found


def _time(text: str) -> str:
    seconds_of(text)
    return text


def _memory(text: str) -> str:
    bytes_of(text)
    return text


Words = Annotated[list[str], Field(min_length=1)]


class PublicationSchema(Model):
    """A folder of issues, which of them, and what differs from the manifest's own words."""

    path: str
    issues: Words = Field(default_factory=lambda: ["*"])
    exclude: list[str] = Field(default_factory=list)
    profiles: Words | None = None
    standards: list[str] | None = None
    style: str | None = None
    printer: str | None = None


class LimitsSchema(Model):
    """What one issue may take, and how often it is tried."""

    time: Annotated[str, AfterValidator(_time)] = "10min"
    memory: Annotated[str, AfterValidator(_memory)] = "2GiB"
    attempts: Annotated[int, Field(ge=1, le=10)] = 2


class SchedulerSchema(Model):
    """Who does the work, and how workers of a cluster come by their files."""

    address: str
    files: Literal["shared", "ship"] = "shared"
    allowed_failures: Annotated[int, Field(ge=0, le=100)] = 3
    wait: Annotated[str, AfterValidator(_time)] = "1min"


def _spelled_out(written: object) -> object:
    """A scheduler that is given by its address alone, as one with keys."""
    return {"address": written} if isinstance(written, str) else written


class ManifestSchema(Model):
    """The whole manifest."""

    publications: Annotated[list[PublicationSchema], Field(min_length=1)]
    output: str = "out"
    name: str = "{publication}/{issue}-{profile}.pdf"
    profiles: Words = Field(default_factory=lambda: ["screen"])
    standards: list[str] = Field(default_factory=list)
    style: str | None = None
    printer: str | None = None
    root: str | None = None
    font_path: list[str] = Field(default_factory=list)
    limits: LimitsSchema = Field(default_factory=LimitsSchema)
    jobs: Annotated[int, Field(ge=1, le=256)] | None = None
    scheduler: Annotated[SchedulerSchema, BeforeValidator(_spelled_out)] = Field(
        default_factory=lambda: SchedulerSchema(address="processes")
    )
