"""What `banxin explain` found, as lines for a terminal and as one JSON document."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from layout.record import asdict
from layout.styles.origins import EXPLAINED_KEYS, attribute_of
from layout.text.explain import GROUP_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from layout.flow.explain import PlacedParagraph
    from layout.styles.model import HouseStyle, TextStyle
    from layout.styles.origins import StyleOrigins
    from layout.text.explain import ExplainedLine, ExplainedParagraph
    from layout.text.reasons import Alternative

WIDTH = 100  # columns of the terminal
DIGITS = 3
METHODS = {
    "easy": "line by line, each the fullest that is good enough",
    "total-fit": "the cheapest breaks over the whole paragraph",
    "balanced": "as few lines as go, about as long as each other",
    "first-fit": "line by line",
}
ENDS = {
    "by-hand": "the writer broke the line",
    "paragraph": "the paragraph ends",
    "emergency": "EMERGENCY: no legal break was left, the line was cut against the rules",
}
_EM_KEYS = frozenset({"indent", "hanging", "tracking", "autospace"})
_PT_KEYS = frozenset({"size", "leading"})

Numbered = tuple[int, "PlacedParagraph"]


def as_document(
    numbered: Sequence[Numbered], house: HouseStyle, origins: Mapping[str, StyleOrigins]
) -> dict[str, Any]:  # Any: JSON values of every kind
    """`styles`, each once, and `paragraphs` with their lines. Lengths say their unit."""
    return {
        "styles": {
            name: _style_document(house, name, origin) for name, origin in origins.items()
        },
        "paragraphs": [_paragraph_document(number, item, house) for number, item in numbered],
    }


def _style_document(house: HouseStyle, name: str, origin: StyleOrigins) -> dict[str, Any]:
    style = house.text_styles[name]
    values = {}
    for key in EXPLAINED_KEYS:
        found = origin.values[key]
        span = found.span
        values[key] = {
            "value": _rounded(getattr(style, attribute_of(key))),
            "written": found.written,
            "style": found.style,
            "file": span.path if span else "",
            "line": span.line if span else 0,
            "column": span.column if span else 0,
        }
    return {"chain": list(origin.chain), "values": values}


def _paragraph_document(
    number: int, item: PlacedParagraph, house: HouseStyle
) -> dict[str, Any]:
    made = item.explained
    span = made.span
    return {
        "number": number,
        "role": item.role,
        "style": made.style.name,
        "set_as": {key: _rounded(value) for key, value in _changed(made.style, house).items()},
        "file": span.path if span else "",
        "line": span.line if span else 0,
        "column": span.column if span else 0,
        "measures_em": [_rounded(measure) for measure in made.measures_em],
        "method": made.method,
        "cost": _rounded(made.cost),
        "lines": [_line_document(line) for line in made.lines],
    }


def _line_document(line: ExplainedLine) -> dict[str, Any]:
    fields = {key: _rounded(value) for key, value in asdict(line).items()}
    fields["emergency"] = line.ends == "emergency"
    fields["rules"] = [{"rule": name, "reason": reason} for name, reason in line.rules]
    fields["steps"] = [
        {
            "group": step.group,
            "count": step.count,
            "each_em": _rounded(step.each_em),
            "total_em": _rounded(step.total_em),
        }
        for step in line.steps
    ]
    for side, others in (("earlier", line.earlier), ("later", line.later)):
        fields[side] = [
            {key: _rounded(value) for key, value in asdict(other).items()} for other in others
        ]
    return fields


def _rounded(value: Any) -> Any:  # Any: a field of a record, of every kind
    return round(value, DIGITS) + 0.0 if isinstance(value, float) else value


def _changed(style: TextStyle, house: HouseStyle) -> dict[str, float | str]:
    """What a component set otherwise than its style says, such as a head made to fit."""
    written = house.text_styles[style.name]
    pairs = ((key, attribute_of(key)) for key in EXPLAINED_KEYS)
    return {
        key: getattr(style, attribute)
        for key, attribute in pairs
        if getattr(style, attribute) != getattr(written, attribute)
    }


def as_lines(
    numbered: Sequence[Numbered], house: HouseStyle, origins: Mapping[str, StyleOrigins]
) -> Iterator[str]:
    """The same in words, no line wider than `WIDTH` columns; each style is told once."""
    told: set[str] = set()
    for number, item in numbered:
        for depth, text in _paragraph_lines(number, item, house, origins, told):
            yield from folded(text, depth)


def _paragraph_lines(
    number: int,
    item: PlacedParagraph,
    house: HouseStyle,
    origins: Mapping[str, StyleOrigins],
    told: set[str],
) -> Iterator[tuple[int, str]]:
    made = item.explained
    name = made.style.name
    place = f"{made.span.path}:{made.span.line}" if made.span else "no place in the source"
    yield 0, ""
    yield 0, f"paragraph {number}  {place}  {item.role}, style {name}, {_measure(made)}"
    for key, value in _changed(made.style, house).items():
        yield 2, f"{key} is {_shown(key, value)} here"
    if name not in told:
        told.add(name)
        yield from _style_lines(house, name, origins[name])
    cost = "" if made.cost is None else f", cost {made.cost:.1f}"
    yield 2, f"broken {METHODS[made.method]}{cost}"
    for at, line in enumerate(made.lines, 1):
        yield from _line_lines(at, line)


def _measure(made: ExplainedParagraph) -> str:
    measures = dict.fromkeys(f"{measure:.2f}" for measure in made.measures_em)
    return f"measure {' / '.join(measures)} em of {made.style.size:g} pt"


def _style_lines(
    house: HouseStyle, name: str, origin: StyleOrigins
) -> Iterator[tuple[int, str]]:
    if not origin.chain:
        return
    yield 2, f"style {' < '.join(origin.chain)}"
    for key in EXPLAINED_KEYS:
        found = origin.values[key]
        value = _shown(key, getattr(house.text_styles[name], attribute_of(key)))
        if found.span is None:
            yield 4, f"{key:<18}{value:<14}the engine's own"
            continue
        place = f"{found.span.path}:{found.span.line}"
        written = "" if found.written == value else f"  ({found.written})"
        yield 4, f"{key:<18}{value:<14}{found.style}, {place}{written}"


def _shown(key: str, value: float | str) -> str:
    if key in _PT_KEYS:
        return f"{value:g}pt"
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:g}em" if key in _EM_KEYS else str(value)


def _line_lines(at: int, line: ExplainedLine) -> Iterator[tuple[int, str]]:
    yield 2, f"{at:>3}  {line.text}"
    cost = "" if line.cost is None else f", cost {line.cost:.1f}"
    yield 7, f"{ENDS.get(line.ends, 'broken here')}{cost}"
    for _, reason in line.rules:
        yield 7, f"against it: {reason}"
    yield 7, _filling(line)
    for other in reversed(line.earlier):
        yield 9, f"earlier {_other(other)}"
    for other in line.later:
        yield 9, f"later   {_other(other)}"


def _filling(line: ExplainedLine) -> str:
    """What justification did, in one sentence."""
    parts = [f"natural {line.natural_em:.2f} em in {line.room_em:.2f} em"]
    trimmed = line.head_trim_em + line.tail_trim_em
    if trimmed > 10**-DIGITS:
        parts.append(f"marks at its edges squeezed by {trimmed:.2f} em")
    for step in line.steps:
        verb = "shrink" if step.each_em < 0 else "open"
        each = f"{abs(step.each_em):.3f} em"
        parts.append(f"{step.count} {GROUP_WORDS[step.group]} {verb} by {each} each")
    if line.widest_han_gap_em > 10**-DIGITS:
        parts.append(f"widest Han gap {line.widest_han_gap_em:.3f} em")
    return "; ".join(parts)


def _other(other: Alternative) -> str:
    cost = "" if other.cost is None else f" [line {other.cost:.1f}"
    total = f"; all {other.total:.1f}]" if other.total is not None else "]" if cost else ""
    place = f"{other.before}|{other.after}"
    return f"{place}  {other.verdict} ({other.rule}): {other.reason}{cost}{total}"


def folded(text: str, depth: int) -> Iterator[str]:
    """A text in lines of at most `WIDTH` columns, indented; what goes over stands deeper."""
    line, used, indent = "", depth, " " * depth
    for word in _words(text):
        if used + columns(word) > WIDTH and line.strip():
            yield (indent + line).rstrip()
            indent = " " * (depth + 4)
            line, used = "", depth + 4
        line += word if line else word.lstrip()
        used += columns(word)
    yield (indent + line).rstrip()


def _words(text: str) -> Iterator[str]:
    """Pieces a terminal line may be parted between: at spaces, and between wide characters."""
    piece = ""
    for char in text:
        if piece and (char == " " or columns(char) == 2 or columns(piece[-1]) == 2):
            yield piece
            piece = ""
        piece += char
    if piece:
        yield piece


def columns(text: str) -> int:
    """How many columns of a Chinese terminal a text takes. Source: UAX #11."""
    return sum(
        0
        if unicodedata.combining(char)
        else 2
        if unicodedata.east_asian_width(char) in "WFA"
        else 1
        for char in text
    )
