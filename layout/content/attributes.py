"""`{key=value .class}` behind heads, pictures and block fences, and in comments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from layout.content.model import Provenance
from layout.diagnostics import suggest
from layout.record import Record, field

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from layout.content.faults import Copy, Faults
    from layout.diagnostics import SourceSpan

_BARE = r'[^\s"{}|=\\]+'
_QUOTED = r'"(?:\\.|[^"\\])*"'
_ATTRIBUTE = rf"(?:\.[\w-]+|[\w-]+=(?:{_QUOTED}|{_BARE}))"
_PARTS = re.compile(
    rf"\.(?P<name>[\w-]+)(?=\s|\Z)|(?P<key>[\w-]+)=(?P<value>{_QUOTED}|{_BARE})|\S+"
)
ATTRIBUTES = re.compile(rf"\{{\s*(?P<inner>{_ATTRIBUTE}(?:\s+{_ATTRIBUTE})*\s*)?\}}")
_TAIL = re.compile(rf"[ \t]+{ATTRIBUTES.pattern}\s*\Z")
_SAFE = re.compile(_BARE)

PROVENANCE_KEYS = ("src", "confidence", "review")


class Attributes(Record):
    """What stands in braces: values by key, and classes."""

    span: SourceSpan
    values: Mapping[str, str] = field(default_factory=dict)
    classes: tuple[str, ...] = ()
    spans: Mapping[str, SourceSpan] = field(default_factory=dict)

    def get(self, key: str, default: str = "") -> str:
        """The value of a key."""
        return self.values.get(key, default)

    def span_at(self, key: str) -> SourceSpan:
        """Where a key stands."""
        return self.spans.get(key, self.span)


class RawDiv(Record):
    """A div whose lines are not Markdown."""

    attributes: Attributes
    span: SourceSpan
    raw: Copy | None
    provenance: Provenance | None


def read_attributes(copy: Copy, faults: Faults) -> Attributes:
    """The attributes written in a text (without its braces)."""
    values: dict[str, str] = {}
    spans: dict[str, SourceSpan] = {}
    classes: list[str] = []
    for found in _PARTS.finditer(copy.text):
        span = copy.span(found.start(), faults)
        key = found["key"]
        if found["name"]:
            classes.append(found["name"])
        elif key is None:
            hint = 'write key=value, key="two words" or .class'
            faults.add("bad-attribute", f"`{found[0]}` is not an attribute", span, hint)
        elif key in values:
            faults.add("duplicate-key", f"`{key}` stands twice", span)
        else:
            values[key], spans[key] = _unquoted(found["value"]), span
    return Attributes(copy.span(0, faults), values, tuple(classes), spans)


def split_attributes(copy: Copy, faults: Faults) -> tuple[Copy, Attributes]:
    """A line without the attributes at its end, and these."""
    found = _TAIL.search(copy.text) if copy.text.endswith("}") else None
    if found is None:
        return copy, Attributes(copy.span(0, faults))
    inner = copy.part(found.start("inner"), found.end("inner")) if found["inner"] else copy
    attributes = read_attributes(inner, faults) if found["inner"] else None
    return copy.part(0, found.start()), attributes or Attributes(copy.span(0, faults))


def check_attributes(
    attributes: Attributes,
    owner: str,
    keys: Sequence[str],
    faults: Faults,
    classes: Sequence[str] = (),
) -> None:
    """Note every key and class the owner does not have."""
    known = (*keys, *PROVENANCE_KEYS)
    for key in attributes.values:
        if key not in known:
            message = f"{owner} has no attribute `{key}`"
            faults.add(
                "unknown-attribute", message, attributes.span_at(key), suggest(key, known)
            )
    for name in attributes.classes:
        if name not in classes:
            message = f"{owner} has no class `.{name}`"
            faults.add("unknown-attribute", message, attributes.span, suggest(name, classes))


def provenance_of(attributes: Attributes, faults: Faults) -> Provenance | None:
    """What an importer left in the attributes, or None."""
    if not any(key in attributes.values for key in PROVENANCE_KEYS):
        return None
    written = attributes.get("confidence")
    confidence = number_from(written) if written else None
    if written and (confidence is None or not 0 <= confidence <= 1):
        span = attributes.span_at("confidence")
        faults.add("wrong-value", f"confidence is `{written}`; it runs from 0 to 1", span)
        confidence = None
    return Provenance(attributes.get("src"), confidence, attributes.get("review"))


def number_from(written: str) -> float | None:
    """A finite number as people write it, or None."""
    return float(written) if re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,18})?", written) else None


def provenance_values(provenance: Provenance | None) -> dict[str, str]:
    """The attributes that hold what an importer left."""
    if provenance is None:
        return {}
    confidence = "" if provenance.confidence is None else write_number(provenance.confidence)
    values = {"src": provenance.src, "confidence": confidence, "review": provenance.review}
    return {key: value for key, value in values.items() if value}


def write_number(number: float) -> str:
    """A number as people write it: 16, 0.85."""
    return f"{number:.12f}".rstrip("0").rstrip(".")


def write_attributes(values: Mapping[str, str], classes: Sequence[str] = ()) -> str:
    """The attributes in written form, without braces; empty values are left out."""
    parts = [f".{name}" for name in classes]
    parts += [f"{key}={_quoted(value)}" for key, value in values.items() if value]
    return " ".join(parts)


def _quoted(value: str) -> str:
    if _SAFE.fullmatch(value) and "--" not in value and ">" not in value:
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return '"' + escaped.replace(">", "\\>") + '"'


def _unquoted(written: str) -> str:
    if not written.startswith('"'):
        return written
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], written[1:-1])
