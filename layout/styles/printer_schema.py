"""The keys of a printer's profile, as written: lengths are still text with their units."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from layout.schema import Field, Model

Percent = Annotated[float, Field(ge=0, le=400)]
Ppi = Annotated[float, Field(ge=0, le=10_000)]


class ConditionSchema(Model):
    """`condition`: the printing condition and its CMYK profile."""

    identifier: Annotated[str, Field(min_length=1)]
    icc: Annotated[str, Field(min_length=1)]
    info: str = ""
    registry: str = "http://www.color.org"
    sha256: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")] = ""


class MarksSchema(Model):
    """`marks`: what stands outside the bleed."""

    crop: bool = True
    registration: bool = True
    fold: bool = False
    colour_bar: bool = True
    slug: bool = True
    length: str = "5mm"
    offset: str = "1mm"
    weight: str = "0.25pt"


class LimitsSchema(Model):
    """`limits`: what the press can print."""

    total_ink: Percent = 300.0
    hairline: str = "0.25pt"
    least_type: str = "5pt"
    small_type: str = "9pt"
    ppi_warning: Ppi = 300.0
    ppi_error: Ppi = 150.0
    pages_multiple: Annotated[int, Field(ge=1, le=64)] = 4


class ExemptionSchema(Model):
    """One of `exemptions`: a finding that is let pass, with the reason."""

    rule: Annotated[str, Field(min_length=1)]
    reason: Annotated[str, Field(min_length=1)]
    page: str = ""
    article: str = ""


class PrinterSchema(Model):
    """A whole printer's profile."""

    condition: ConditionSchema
    name: str = ""
    title: str = ""
    bleed: str = "3mm"
    safe: str = "3mm"
    convert: bool = True
    marks: MarksSchema = MarksSchema()
    limits: LimitsSchema = LimitsSchema()
    exemptions: list[ExemptionSchema] = Field(default_factory=list)


LengthFields: TypeAlias = PrinterSchema | MarksSchema | LimitsSchema
