"""Where lines may break, and what each break costs.

The rules for Chinese with Latin words and figures are patterns over the classes of atoms. Text
in other scripts is looked up in the Unicode algorithm, with the tailorings of
`layout.text.tailorings` on top; both ways give the same answer where both have one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from layout.record import Mutable
from layout.text.atoms import atoms_of
from layout.text.classes import (
    CHINESE_DIGITS,
    CLOSING,
    COMMA,
    CONNECTOR,
    DASH,
    DATE_PARTS,
    ELLIPSIS,
    HAN,
    LATIN,
    LOOSE_PREFIXES,
    MAY_START_LINE,
    NEVER_ENDS_LINE,
    NEVER_STARTS_LINE,
    NONSTARTERS,
    NUMBER,
    OTHER_SCRIPTS,
    POSTFIXES,
    PREFIXES,
    QUERY,
    SOLIDUS,
    SPACE,
    STOP,
    STRICTNESS,
    SUFFIX,
    UNIT_SYMBOLS,
    UNITS,
    WIDE_PREFIXES,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from layout.text.atoms import Atoms

    # Notes in the costs of a row of atoms what it says, for one strictness.
    Rule: TypeAlias = Callable[[Atoms, list[float], str], None]

BANNED = -1.0
# The scale of costs is that of `layout.text.breaking`: a Han gap of 0.05 em costs 25.
UNIT_PENALTY = 12.0
DATE_PENALTY = 40.0
YEAR_PENALTY = 150.0  # 2031|年: a gap of 0.07 em
COMPOUND_PENALTY = 60.0
HYPHEN_PENALTY = 50.0
# What is broken against a rule is counted. A word longer than its line is cut; a run of three
# closing marks may be parted before a rule that serves a single reader is. CLREQ 3.1.4.
WORD_CUT_PENALTY = 200_000.0
EMERGENCY_PENALTY = 1e6
_SOFT_COSTS = {
    "compound": COMPOUND_PENALTY,
    "hyphen": HYPHEN_PENALTY,
    "anywhere": WORD_CUT_PENALTY,
}


class BreakRules(Mutable):
    """What a break before each atom costs; `BANNED` where there is none."""

    costs: list[float]


def break_opportunities(text: str, *, strictness: str = "strict") -> tuple[int, ...]:
    """Where a line of a text may begin: indices of characters, ascending, without 0.

    Forced breaks are among them. Words longer than any line are not cut.

    Source: CLREQ 3.1.4 #prohibition_rules_for_line_start_end; UAX #14 for all that is not
    Chinese, tailored as `layout.text.tailorings` lists.

    Raises:
        ValueError: an unknown strictness.
    """
    if strictness not in STRICTNESS:
        raise ValueError(f"strictness is {', '.join(STRICTNESS)}, not {strictness!r}")
    found: list[int] = []
    offset = 0
    for line in _LINE.findall(text):
        found += [offset + at for at in _within(line.rstrip(_ENDS), strictness)]
        offset += len(line)
        found.append(offset)
    return tuple(at for at in found if at < len(text))


def _within(line: str, strictness: str) -> list[int]:
    """The opportunities inside one line of a text."""
    atoms = atoms_of(line)
    costs = break_rules(atoms, strictness).costs
    found, at = [], 0
    for text, cost in zip(atoms.texts, costs, strict=True):
        if at and 0 <= cost < WORD_CUT_PENALTY:
            found.append(at)
        at += len(text)
    return found


# A line and the break that ends it. Source: UAX #14 LB4, LB5.
_ENDS = "\n\r\v\f\x85\u2028\u2029"
_LINE = re.compile(rf"[^{_ENDS}]*(?:\r\n|[{_ENDS}])|[^{_ENDS}]+")


def break_rules(
    atoms: Atoms, strictness: str, unbreakable: Sequence[tuple[int, int]] = ()
) -> BreakRules:
    """The legal breaks of a row of atoms.

    `unbreakable` are ranges of atoms without a break inside (names, {nobr}).

    Source: CLREQ 3.1.4 #prohibition_rules_for_line_start_end; CSS Text 3 #line-break-property;
    UAX #14 for Latin words, which are atoms already, and for other scripts.
    """
    costs = [0.0] * len(atoms.texts)
    for rule in _rules(strictness).values():
        rule(atoms, costs, strictness)
    _hold(costs, unbreakable)
    return BreakRules(costs)


def rules_by_atom(
    atoms: Atoms, strictness: str, unbreakable: Sequence[tuple[int, int]] = ()
) -> list[list[tuple[str, float]]]:
    """For each atom the rules that speak against a break before it, each with its cost.

    They come in the order in which `break_rules` asks them; a rule that frees a break takes
    back what was said before. Names are those of `RULES`, of `PENALTY_NAMES` where the cost
    alone tells what a rule meant, and `held`.
    """
    count = len(atoms.texts)
    costs = [0.0] * count
    said: list[list[tuple[str, float]]] = [[] for _ in range(count)]
    for name in (*_rules(strictness), "held"):
        before = costs.copy()
        alone = [0.0] * count
        for row in (costs, alone):
            if name == "held":
                _hold(row, unbreakable)
            else:
                RULES[name](atoms, row, strictness)
        for at, cost in enumerate(costs):
            if before[at] == BANNED != cost:
                said[at].clear()
            if cost and (cost != before[at] or cost == alone[at]):
                said[at].append((PENALTY_NAMES.get(cost, name), cost))
    return said


def _rules(strictness: str) -> dict[str, Rule]:
    """The rules of a strictness: under `none` a line may break between any two atoms."""
    return {} if strictness == "none" else RULES


def _hold(costs: list[float], unbreakable: Sequence[tuple[int, int]]) -> None:
    """No break inside the ranges given."""
    for start, end in unbreakable:
        costs[start + 1 : end] = [BANNED] * (end - start - 1)


def _rule_starts(atoms: Atoms, costs: list[float], strictness: str) -> None:
    """Full-width marks at a line's start; three closing marks in a row may be parted at last.

    Source: CLREQ 3.1.4 #prohibition_rules_for_line_start_end.
    """
    classes, texts, may_start = atoms.classes, atoms.texts, MAY_START_LINE[strictness]
    for match in _STARTS[strictness].finditer(classes):
        at = match.start()
        if texts[at] not in may_start:
            costs[at] = BANNED
    for match in _DASH_BEHIND_DASH.finditer(classes):
        if texts[match.start()][0] == texts[match.end()][0] == "—":
            costs[match.end()] = BANNED
    for match in _MARKS_IN_A_ROW.finditer(classes):
        if costs[match.end()] == BANNED:
            costs[match.end()] = EMERGENCY_PENALTY


def _rule_ends(atoms: Atoms, costs: list[float], _strictness: str) -> None:
    """Opening marks, which may not end a line, nor the spaces behind them."""
    for match in _AFTER.finditer(atoms.classes):
        costs[match.end()] = BANNED


def _rule_words(atoms: Atoms, costs: list[float], _strictness: str) -> None:
    """Breaks in and beside words."""
    soft = atoms.soft
    for match in _WORDS.finditer(atoms.classes):
        at = match.start() + 1
        costs[at] = _SOFT_COSTS.get(soft.get(at, ""), BANNED)


def _rule_numbers(atoms: Atoms, costs: list[float], _strictness: str) -> None:
    """Numbers stay with their signs and symbols, and rather with their Chinese units.

    Source: UAX #14 LB25; GB/T 15835—2011 for dates and units.
    """
    classes, texts = atoms.classes, atoms.texts
    for match in _BEHIND_NUMBER.finditer(classes):
        at = match.end()
        unit = texts[at]
        if classes[at] == SUFFIX or unit in DATE_PARTS or _is_symbol(unit, match.group()):
            costs[at] = BANNED
        elif unit in UNITS and costs[at] == 0.0:
            costs[at] = YEAR_PENALTY if unit == "年" else UNIT_PENALTY
    for match in _WITHIN_DATE.finditer(classes):
        at = match.start()
        if texts[at] in "年月" and texts[at + 2] in DATE_PARTS and costs[at + 1] == 0.0:
            costs[at + 1] = DATE_PENALTY


def _is_symbol(unit: str, before: str) -> bool:
    """Whether a word behind a number and a space is the symbol of a unit."""
    symbol = unit[0] in POSTFIXES or unit.rstrip("),.;:!?%") in UNIT_SYMBOLS
    return symbol and before[-1] == SPACE


def _rule_latin_marks(atoms: Atoms, costs: list[float], strictness: str) -> None:
    """Half-width marks stay with what they close or open.

    Source: UAX #14 LB13, LB14: also beside Han, and across a space.
    """
    classes, texts, count = atoms.classes, atoms.texts, len(costs)
    for match in _LATIN.finditer(classes):
        at = match.start()
        text = texts[at]
        if text[0] in _ODD_STARTS and at:
            joined = classes[at - 1] != SPACE
            if _may_not_start(text, joined, strictness):
                costs[at] = BANNED
        if text[-1] in _ODD_ENDS and at + 1 < count and _may_not_end(atoms, at, strictness):
            costs[at + 1] = BANNED
            behind = _behind_spaces(classes, at + 1)
            if at + 1 < behind < count and _holds_over_space(text[-1], classes[behind]):
                costs[behind] = BANNED


def _behind_spaces(classes: str, at: int) -> int:
    """The first atom from there on that is no space."""
    while at < len(classes) and classes[at] == SPACE:
        at += 1
    return at


def _holds_over_space(sign: str, kind: str) -> bool:
    """Whether a sign also holds what stands behind spaces: `( a`, `US$ 100`."""
    return sign in LATIN_OPENING or (sign in PREFIXES and kind == NUMBER)


def _may_not_start(text: str, joined: bool, strictness: str) -> bool:  # noqa: FBT001 - a fact
    """Whether a half-width sign keeps a word from a line's start."""
    if _LATIN_CLOSING.match(text):
        return True
    if text[0] in POSTFIXES:
        return text[0] not in MAY_START_LINE[strictness]
    return joined and bool(_LATIN_JOINING.match(text))


def _may_not_end(atoms: Atoms, at: int, strictness: str) -> bool:
    """Whether a half-width sign keeps a word from a line's end."""
    last, after = atoms.texts[at][-1], atoms.classes[at + 1]
    if last in PREFIXES:
        free = strictness == "loose" and last in LOOSE_PREFIXES
        return not (free and after == HAN and atoms.texts[at + 1] not in _NOT_HAN)
    return last in "([{\"'" or atoms.texts[at] in _SOLIDI


def _rule_rare_signs(atoms: Atoms, costs: list[float], strictness: str) -> None:
    """Nonstarters, currencies and the solidus: signs few paragraphs hold."""
    if not _RARE.search(atoms.text):
        return
    may_start, count = MAY_START_LINE[strictness], len(costs)
    for at, text in enumerate(atoms.texts):
        if text in NONSTARTERS and (text not in may_start or _is_tail_of_dots(atoms, at)):
            costs[at] = BANNED
        if text in _HOLDING and at + 1 < count and _may_not_end(atoms, at, strictness):
            costs[at + 1] = BANNED


def _is_tail_of_dots(atoms: Atoms, at: int) -> bool:
    """Whether a single … follows a double one."""
    return at > 0 and atoms.texts[at] == "…" and atoms.classes[at - 1] == ELLIPSIS


def _rule_chinese_digits(atoms: Atoms, costs: list[float], _strictness: str) -> None:
    """A number written digit by digit (二〇二六) is whole.

    Source: GB/T 15835—2011; house style takes four digits, or two with 〇, for such a number.
    """
    texts, at = atoms.texts, 0
    if not _DIGITS_IN_A_ROW.search(atoms.text):
        return
    while at < len(texts):
        end = at
        while end < len(texts) and texts[end] in _DIGITS:
            end += 1
        if end - at >= 4 or "〇" in texts[at:end]:
            costs[at + 1 : end] = [BANNED] * (end - at - 1)
        at = end + 1


def _rule_other_scripts(atoms: Atoms, costs: list[float], strictness: str) -> None:
    """What the Unicode algorithm says of a text that holds more than Chinese and Latin."""
    text = atoms.text
    if not OTHER_SCRIPTS.search(text):
        return
    from layout.text.tailorings import tailored_breaks

    breaks = tailored_breaks(text, strictness)
    at = 0
    for index, atom in enumerate(atoms.texts):
        answer = breaks[at]
        if answer is False:
            costs[index] = BANNED
        elif answer and costs[index] == BANNED:
            costs[index] = 0.0
        at += len(atom)


# The rules in the order in which they speak: of two that do, the later holds.
RULES: dict[str, Rule] = {
    "line-start": _rule_starts,
    "line-end": _rule_ends,
    "word": _rule_words,
    "number": _rule_numbers,
    "half-width-mark": _rule_latin_marks,
    "rare-sign": _rule_rare_signs,
    "digits": _rule_chinese_digits,
    "other-script": _rule_other_scripts,
}
# What a break that may be taken at a price is called, whichever rule set the price.
PENALTY_NAMES = {
    UNIT_PENALTY: "unit",
    DATE_PENALTY: "date",
    YEAR_PENALTY: "date",
    COMPOUND_PENALTY: "compound",
    HYPHEN_PENALTY: "hyphen",
    WORD_CUT_PENALTY: "word-cut",
    EMERGENCY_PENALTY: "marks-in-a-row",
}
# A row of dashes or of dots is one, however long.
_DOUBLED = f"(?<={DASH})[{CONNECTOR}{DASH}]|(?<={ELLIPSIS}){ELLIPSIS}"
_STARTS = {
    name: re.compile(f"[{''.join(sorted(members))}]|{_DOUBLED}")
    for name, members in NEVER_STARTS_LINE.items()
}
_AFTER = re.compile(f"[{''.join(sorted(NEVER_ENDS_LINE))}]{SPACE}*(?!$)")
_DASH_BEHIND_DASH = re.compile(
    f"[{DASH}{CONNECTOR}]{SPACE}+(?=[{DASH}{CONNECTOR}])"
)  # UAX #14 LB17
_MARKS_IN_A_ROW = re.compile(
    f"[{CLOSING}{COMMA}{STOP}{QUERY}]{{2}}(?=[{CLOSING}{COMMA}{STOP}{QUERY}])"
)
_WORDS = re.compile(f"[{LATIN}{NUMBER}](?=[{LATIN}{NUMBER}])")
_LATIN = re.compile(f"[{LATIN}{NUMBER}]")
_BEHIND_NUMBER = re.compile(f"{NUMBER}{SPACE}?(?=[{HAN}{LATIN}{SUFFIX}])")
_WITHIN_DATE = re.compile(f"{HAN}(?={NUMBER}{HAN})")
LATIN_OPENING = frozenset("([{")
# A full stop before a letter or digit opens a name (.NET).
_LATIN_CLOSING = re.compile(r"[)\]}!?,;:%/]|\.(?!\w)")
# Straight quotes look to both sides; a hyphen ends a word, but before a digit it is a sign.
_LATIN_JOINING = re.compile(r"[\"'|]|-(?!\d)")
_ODD_STARTS = frozenset(")]}!?,;:%/.\"'|-") | POSTFIXES
_ODD_ENDS = frozenset("([{\"'/") | PREFIXES
_RARE = re.compile(f"[{re.escape(''.join(sorted(NONSTARTERS | WIDE_PREFIXES | {SOLIDUS})))}]")
_NOT_HAN = NONSTARTERS | WIDE_PREFIXES
_SOLIDI = frozenset({"/", SOLIDUS})
_HOLDING = WIDE_PREFIXES | {SOLIDUS}
_DIGITS = frozenset(CHINESE_DIGITS)
_DIGITS_IN_A_ROW = re.compile(f"[{CHINESE_DIGITS}]{{4}}|〇")
