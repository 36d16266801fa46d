"""Lines and widths of plain text, without any font: the rules alone."""

from __future__ import annotations

import re

from layout.text.atoms import atoms_of, without_habit_spaces
from layout.text.breaking import Breaker
from layout.text.classes import FOLLOWING, STRICTNESS
from layout.text.opportunities import break_rules
from layout.text.spacing import space_atoms

# Without a face, a Latin letter or figure is half an em and a word space a quarter.
LATIN_EM = 0.5
SPACE_EM = 0.25
# Marks and selectors have no width of their own.
_FOLLOWING = re.compile(f"[{FOLLOWING}]")


def break_lines(
    text: str, measure_em: float, *, strictness: str = "strict", language: str = "zh-Hans"
) -> list[str]:
    """One paragraph, not indented, broken to a measure in em.

    The lines together hold every character of the text but the spaces at breaks and those
    beside Han. `strictness` is `loose`, `normal` or `strict` as in CSS Text 3, or `none`.

    Raises:
        ValueError: an unknown strictness or language, or a measure of less than one em.
    """
    _check_language(language)
    if strictness not in STRICTNESS:
        raise ValueError(f"strictness is {', '.join(STRICTNESS)}, not {strictness!r}")
    if measure_em < 1:
        raise ValueError("a measure is at least one em")
    lines: list[str] = []
    for part in text.split("\n"):
        atoms = atoms_of(without_habit_spaces(part))
        if not atoms.texts:
            lines.append("")
            continue
        spacing = space_atoms(atoms, _latin_width)
        rules = break_rules(atoms, strictness)
        broken = Breaker(atoms.classes, spacing, rules.costs).total_fit(measure_em, 0.0)
        lines += ["".join(atoms.texts[start:end]).rstrip(" ") for start, end in broken.spans]
    return lines


def set_widths(text: str, *, language: str = "zh-Hans") -> list[float]:
    """Each character's set width in em on one natural line, after squeeze and autospace.

    The gap of a boundary counts to the character before it; a literal space beside Han has no
    width of its own.

    Raises:
        ValueError: an unknown language.
    """
    _check_language(language)
    kept = without_habit_spaces(text)
    atoms = atoms_of(kept)
    spacing = space_atoms(atoms, _latin_width)
    widths: list[float] = []
    for at, atom in enumerate(atoms.texts):
        after = spacing.extra[at + 1] if at + 1 < len(atoms.texts) else 0.0
        own = [not at or not _FOLLOWING.match(char) for at, char in enumerate(atom)]
        share = spacing.widths[at] / sum(own)
        widths += [share if has_width else 0.0 for has_width in own]
        widths[-1] += after
    return _with_dropped(text, kept, widths)


def _with_dropped(text: str, kept: str, widths: list[float]) -> list[float]:
    """The widths with a nought for every character that was dropped from the text."""
    result, at = [], 0
    for char in text:
        if at < len(kept) and kept[at] == char:
            result.append(widths[at])
            at += 1
        else:
            result.append(0.0)
    return result


def _latin_width(text: str) -> float:
    return SPACE_EM if text == " " else LATIN_EM * len(_FOLLOWING.sub("", text))


def _check_language(language: str) -> None:
    if language.split("-", maxsplit=1)[0] != "zh":
        raise ValueError(f"no rules for language {language!r}; there is zh-Hans")
