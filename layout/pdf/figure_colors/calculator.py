"""Functions that a PDF spells in a small part of PostScript.

What has no result (a division by zero, the root of a negative number) gives 0, as readers have
it that go on all the same.

Source: ISO 32000-1 7.10.5, table 42.
"""

from __future__ import annotations

import math
import operator
import re
from typing import TYPE_CHECKING, TypeAlias

from layout.pdf.figure_colors.functions import Plain, clipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from layout.pdf.figure_colors.functions import Values

Step: TypeAlias = "float | str | Program"
Program: TypeAlias = tuple[Step, ...]
_Stack: TypeAlias = list[float]

_TOKEN = re.compile(rb"%[^\r\n]*|[{}]|[^\s{}%]+")
_MOST_ON_STACK = 100  # ISO 32000-1 annex C, table C.1
_DEEPEST = 32  # House style: programs nest a few braces deep.


class Calculator(Plain):
    """A program that takes values from a stack and leaves others on it.

    It may jump, and does not say where.
    """

    program: Program

    def __call__(self, values: Sequence[float]) -> Values:
        """What is left on the stack. Raises ValueError where that is too little."""
        stack: _Stack = list(clipped(values, self.domain))
        _run(self.program, stack)
        if len(stack) < self.outputs:
            raise ValueError("a function leaves too few values")
        return clipped(map(float, stack[len(stack) - self.outputs :]), self.limits)


def program_of(text: bytes) -> Program:
    """A program as it is spelled.

    Raises:
        ValueError: a word that there is not, or braces that do not match.
    """
    tokens = (token for token in _TOKEN.findall(text) if not token.startswith(b"%"))
    if next(tokens, b"") != b"{":
        raise ValueError("a function does not begin with a brace")
    return _block(tokens, 1)


def _block(tokens: Iterator[bytes], depth: int) -> Program:
    if depth > _DEEPEST:
        raise ValueError("a function is nested too deeply")
    steps: list[Step] = []
    for token in tokens:
        if token == b"}":
            return tuple(steps)
        steps.append(_block(tokens, depth + 1) if token == b"{" else _step(token))
    raise ValueError("a function has no end")


def _step(token: bytes) -> Step:
    word = token.decode("latin-1")
    if word in {"true", "false"}:
        return word == "true"
    if word in _WORDS or word in {"if", "ifelse"}:
        return word
    try:
        return int(word)
    except ValueError:
        return float(word)


def _run(program: Program, stack: _Stack) -> None:
    blocks: list[Program] = []
    for step in program:
        if isinstance(step, tuple):
            blocks.append(step)
        elif step == "if":
            chosen = blocks.pop()
            _run(chosen if stack.pop() else (), stack)
        elif step == "ifelse":
            otherwise, chosen = blocks.pop(), blocks.pop()
            _run(chosen if stack.pop() else otherwise, stack)
        elif isinstance(step, str):
            _WORDS[step](stack)
        else:
            stack.append(step)
        if len(stack) > _MOST_ON_STACK:
            raise ValueError("a function needs too much room")


def _one(work: Callable[[float], float]) -> Callable[[_Stack], None]:
    """A word that takes one value."""

    def run(stack: _Stack) -> None:
        stack.append(_result(work, stack.pop()))

    return run


def _two(work: Callable[[float, float], float]) -> Callable[[_Stack], None]:
    """A word that takes two values, the upper one last."""

    def run(stack: _Stack) -> None:
        second, first = stack.pop(), stack.pop()
        stack.append(_result(work, first, second))

    return run


def _result(work: Callable[..., float], *values: float) -> float:
    try:
        found = work(*values)
    except (ArithmeticError, ValueError):
        return 0
    return found if not isinstance(found, complex) and math.isfinite(found) else 0


def _atan(first: float, second: float) -> float:
    return math.degrees(math.atan2(first, second)) % 360


def _shift(first: float, second: float) -> float:
    places = max(min(int(second), 32), -32)
    return int(first) << places if places >= 0 else int(first) >> -places


def _not(value: float) -> float:
    return not value if isinstance(value, bool) else ~int(value)


def _bitwise(work: Callable[[int, int], int]) -> Callable[[_Stack], None]:
    def run(first: float, second: float) -> float:
        both = isinstance(first, bool) and isinstance(second, bool)
        found = work(int(first), int(second))
        return bool(found) if both else found

    return _two(run)


def _copy(stack: _Stack) -> None:
    count = int(stack.pop())
    if not 0 <= count <= len(stack):
        raise ValueError("a function copies what is not there")
    stack += stack[len(stack) - count :]


def _index(stack: _Stack) -> None:
    at = int(stack.pop())
    if not 0 <= at < len(stack):
        raise ValueError("a function asks for what is not there")
    stack.append(stack[-1 - at])


def _roll(stack: _Stack) -> None:
    turns, count = int(stack.pop()), int(stack.pop())
    if not 0 <= count <= len(stack):
        raise ValueError("a function rolls what is not there")
    if count:
        rolled = stack[-count:]
        turns %= count
        stack[-count:] = rolled[count - turns :] + rolled[: count - turns]


def _drop(stack: _Stack) -> None:
    stack.pop()


def _exchange(stack: _Stack) -> None:
    stack[-1], stack[-2] = stack[-2], stack[-1]


_WORDS: dict[str, Callable[[_Stack], None]] = {
    "abs": _one(abs),
    "add": _two(operator.add),
    "and": _bitwise(operator.and_),
    "atan": _two(_atan),
    "bitshift": _two(_shift),
    "ceiling": _one(math.ceil),
    "copy": _copy,
    "cos": _one(lambda value: math.cos(math.radians(value))),
    "cvi": _one(math.trunc),
    "cvr": _one(float),
    "div": _two(operator.truediv),
    "dup": lambda stack: stack.append(stack[-1]),
    "eq": _two(operator.eq),
    "exch": _exchange,
    "exp": _two(lambda base, power: float(base) ** power),
    "floor": _one(math.floor),
    "ge": _two(operator.ge),
    "gt": _two(operator.gt),
    "idiv": _two(lambda first, second: math.trunc(first / second)),
    "index": _index,
    "le": _two(operator.le),
    "ln": _one(math.log),
    "log": _one(math.log10),
    "lt": _two(operator.lt),
    "mod": _two(math.fmod),
    "mul": _two(operator.mul),
    "ne": _two(operator.ne),
    "neg": _one(operator.neg),
    "not": _one(_not),
    "or": _bitwise(operator.or_),
    "pop": _drop,
    "roll": _roll,
    "round": _one(lambda value: math.floor(value + 0.5)),
    "sin": _one(lambda value: math.sin(math.radians(value))),
    "sqrt": _one(math.sqrt),
    "sub": _two(operator.sub),
    "truncate": _one(math.trunc),
    "xor": _bitwise(operator.xor),
}
