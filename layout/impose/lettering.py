"""Letters of single strokes for sheet labels: they need no face, on any machine.

Each letter stands on a grid four wide and six high, from its top left corner; strokes are
rows of points. Capitals serve for small letters. What is not here needs an outline from a
face, or is drawn as an empty box.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from layout.geometry import Pt

Stroke: TypeAlias = tuple[tuple[float, float], ...]

_HEIGHT = 6
# A letter with the white after it.
_ADVANCE = 5.5
# Points as pairs of digits, column and row; strokes are parted by blanks.
_STROKES = {
    " ": "",
    "A": "062046 1434",
    "B": "06003041423303 3344453606",
    "C": "4130100105163645",
    "D": "00204244260600",
    "E": "40000646 0333",
    "F": "400006 0333",
    "G": "41301001051636454323",
    "H": "0006 4046 0343",
    "I": "2026 1030 1636",
    "J": "4045361605",
    "K": "0006 400346",
    "L": "000646",
    "M": "0600234046",
    "N": "06004640",
    "O": "103041453616050110",
    "P": "06003041423303",
    "Q": "103041453616050110 2446",
    "R": "06003041423303 2346",
    "S": "413010010213334445361605",
    "T": "0040 2026",
    "U": "000516364540",
    "V": "002640",
    "W": "0016233640",
    "X": "0046 4006",
    "Y": "002340 2326",
    "Z": "00400646",
    "0": "103041453616050110 4105",
    "1": "112026 1636",
    "2": "01103041420646",
    "3": "0110304142334445361605 1333",
    "4": "36300444",
    "5": "400002324345361605",
    "6": "413010010516364544331304",
    "7": "004016",
    "8": "103041423313020110 133344453616050413",
    "9": "051636454130100102133342",
    ".": "2526",
    ",": "2516",
    ":": "2122 2526",
    "-": "1333",
    "_": "0646",
    "+": "2125 0343",
    "/": "0640",
    "(": "30212536",
    ")": "10212516",
    "'": "2021",
    "&": "4602111021220405163644",
    "#": "1016 3036 0242 0444",
    "=": "0242 0444",
}
_UNKNOWN = "0040460600"


def width_of(text: str, height: Pt) -> Pt:
    """How wide a line of lettering is."""
    return max(len(text) * _ADVANCE - (_ADVANCE - 4), 0.0) * height / _HEIGHT


def not_in_strokes(text: str) -> str:
    """The characters of a text that are not drawn in strokes, each once."""
    return "".join(dict.fromkeys(char for char in text if char.upper() not in _STROKES))


def place_of(at: int, height: Pt) -> Pt:
    """How far from the line's left end a letter begins, by its place in the text."""
    return at * _ADVANCE * height / _HEIGHT


def baseline_and_em(height: Pt) -> tuple[Pt, Pt]:
    """Where outlines stand, from the line's top, and their em: as wide as a letter has room."""
    em = _ADVANCE * height / _HEIGHT
    # House style: the em box of a Chinese face begins 0.12 em below its baseline.
    return (height + em) / 2 - 0.12 * em, em


def strokes_of(
    text: str, height: Pt, *, spared: frozenset[str] = frozenset()
) -> tuple[Stroke, ...]:
    """The strokes of a line of lettering from its top left corner, y downward, in points.

    Letters in `spared` leave their place empty.
    """
    unit = height / _HEIGHT
    return tuple(
        tuple(
            ((at * _ADVANCE + int(column)) * unit, int(row) * unit)
            for column, row in zip(stroke[::2], stroke[1::2], strict=True)
        )
        for at, letter in enumerate(text)
        if letter not in spared
        for stroke in _STROKES.get(letter.upper(), _UNKNOWN).split()
    )
