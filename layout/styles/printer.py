"""A printer's profile: what the press asks of a file, from `styles/printers/NAME.yaml`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.diagnostics import SourceSpan, error, suggest
from layout.errors import StyleError
from layout.geometry import Pt, parse_length
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from layout.styles.printer_schema import LengthFields, PrinterSchema
    from layout.yaml_source import YamlNode

FOLDER = "printers"
ICC_FOLDER = "icc"
DEFAULT_PRINTER = "sheetfed"


class Condition(Record):
    """The printing condition: how a characterised press prints (ISO 15930-7 6.4).

    `icc` is the file of its CMYK profile; `sha256` is set where the file is ours to vouch for.
    """

    identifier: str
    info: str
    registry: str
    icc: Path
    sha256: str = ""


class MarkSet(Record):
    """Which marks stand outside the bleed, and how large they are, in points."""

    crop: bool
    registration: bool
    fold: bool
    colour_bar: bool
    slug: bool
    length: Pt
    offset: Pt  # from the bleed
    weight: Pt


class Limits(Record):
    """What the press can print: shares of ink in percent, lengths in points.

    Type up to `small_type` is in one ink. A picture with fewer pixels to an inch than
    `ppi_error` is an error, with fewer than `ppi_warning` a warning. Pages come in sheets of
    `pages_multiple`.
    """

    total_ink: float
    hairline: Pt
    least_type: Pt
    small_type: Pt
    ppi_warning: float
    ppi_error: float
    pages_multiple: int


class Exemption(Record):
    """A finding the printer lets pass, and why; empty fields are any page, any article."""

    rule: str
    reason: str
    page: str = ""
    article: str = ""
    span: SourceSpan | None = None


class PrinterProfile(Record):
    """What one printer asks for. Lengths are points."""

    name: str
    title: str
    condition: Condition
    bleed: Pt
    safe: Pt  # from the trim inwards: no text stands nearer
    marks: MarkSet
    limits: Limits
    exemptions: tuple[Exemption, ...] = ()
    converts: bool = True  # whether RGB may be converted to its condition


def read_printer(name: str, folders: Sequence[Path]) -> PrinterProfile:
    """The profile of that name, from the first of the style folders that has it.

    Raises:
        StyleError: there is none, or everything that is wrong with it.
    """
    from layout.schema import validate
    from layout.styles.printer_schema import PrinterSchema
    from layout.yaml_source import read_yaml

    path = _find(name, folders)
    file = f"{FOLDER}/{path.name}"
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise StyleError([error("bad-printer", f"{file}: {fault.strerror}")]) from fault
    node = read_yaml(content, file, fault=StyleError)
    schema = validate(PrinterSchema, node, file, fault=StyleError)
    return _profile(schema, node, file, path)


def _find(name: str, folders: Sequence[Path]) -> Path:
    if "/" in name or "\\" in name:
        hint = "write the name of a file in styles/printers, without its ending"
        message = f"printer's profile {name!r} is a path, not a name"
        raise StyleError([error("no-such-printer", message, hint=hint)])
    known: dict[str, Path] = {}
    for folder in folders:
        for path in sorted((folder / FOLDER).glob("*.yaml")):
            known.setdefault(path.stem, path)
    if name not in known:
        message = f"no printer's profile {name!r}; there are {', '.join(known) or 'none'}"
        hint = suggest(name, tuple(known))
        raise StyleError([error("no-such-printer", message, hint=hint)])
    return known[name]


def _profile(schema: PrinterSchema, node: YamlNode, file: str, path: Path) -> PrinterProfile:
    lengths = _Lengths(node, file)
    own, limits, marks = schema.condition, schema.limits, schema.marks
    icc = _icc(own.icc, path)
    exemptions = tuple(
        Exemption(one.rule, one.reason, one.page, one.article, lengths.place("exemptions", at))
        for at, one in enumerate(schema.exemptions)
    )
    profile = PrinterProfile(
        schema.name or path.stem,
        schema.title,
        Condition(own.identifier, own.info, own.registry, icc, own.sha256),
        lengths.points(schema, "bleed"),
        lengths.points(schema, "safe"),
        MarkSet(
            *(marks.crop, marks.registration, marks.fold, marks.colour_bar, marks.slug),
            lengths.points(marks, "length", "marks"),
            lengths.points(marks, "offset", "marks"),
            lengths.points(marks, "weight", "marks"),
        ),
        Limits(
            limits.total_ink,
            lengths.points(limits, "hairline", "limits"),
            lengths.points(limits, "least_type", "limits"),
            lengths.points(limits, "small_type", "limits"),
            limits.ppi_warning,
            limits.ppi_error,
            limits.pages_multiple,
        ),
        exemptions,
        schema.convert,
    )
    if not icc.is_file():
        hint = f"put the file into {ICC_FOLDER}/ beside {FOLDER}/, or write its whole path"
        lengths.add(f"no ICC profile {own.icc!r}", ("condition", "icc"), hint)
    lengths.raise_if_any()
    return profile


def _icc(written: str, path: Path) -> Path:
    """Where an ICC profile lies: a whole path, or a file in `icc/` beside `printers/`."""
    from pathlib import Path

    given = Path(written).expanduser()
    return given if given.is_absolute() else path.parent.parent / ICC_FOLDER / written


class _Lengths:
    """Lengths as points; collects what is none."""

    def __init__(self, node: YamlNode, file: str) -> None:
        self._node, self._file = node, file
        self._errors: list[tuple[str, tuple[str | int, ...], str]] = []

    def place(self, *keys: str | int) -> SourceSpan:
        from layout.schema import span_at

        return span_at(self._node, keys, self._file)

    def add(self, message: str, keys: tuple[str | int, ...], hint: str = "") -> None:
        self._errors.append((message, keys, hint))

    def points(self, holder: LengthFields, key: str, section: str = "") -> Pt:
        """The length of a key in points; 0 and an error where it is none."""
        keys = (section, key) if section else (key,)
        try:
            value = parse_length(str(getattr(holder, key)))
        except ValueError as fault:
            self.add(str(fault), keys, "write a length with its unit, such as 3mm or 0.25pt")
            return 0.0
        if value < 0:
            self.add(f"`{key}` is negative", keys)
        return value

    def raise_if_any(self) -> None:
        if self._errors:
            raise StyleError(
                [
                    error("bad-printer", message, self.place(*keys), hint)
                    for message, keys, hint in self._errors
                ]
            )
