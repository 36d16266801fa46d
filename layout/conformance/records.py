"""What the ledger is made of: clauses, and breaches of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from layout.diagnostics import Diagnostic, Severity
from layout.pdf.standards import STANDARDS, Standard
from layout.record import Record, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from layout.conformance.opened import Opened

EVERY = frozenset(STANDARDS)
WITH_UNICODE = frozenset(name for name, one in STANDARDS.items() if one.unicode)
WITH_TAGS = frozenset(name for name, one in STANDARDS.items() if one.tagged)
WITHOUT_FILES = frozenset(name for name, one in STANDARDS.items() if not one.holds_files)


class Breach(Record):
    """One place where a file does not do what a clause asks.

    `item` is the object (`object 12`), font, picture or way to an element; `page` the printed
    label of the page it is on, empty for what belongs to no page.
    """

    says: str
    item: str = ""
    page: str = ""
    measured: str = ""
    allowed: str = ""


Find: TypeAlias = "Callable[[Opened], Iterator[Breach]]"


class Clause(Record):
    """One thing that standards ask of a file, and the function that finds where it is not so.

    A clause has a number in each part that asks it: `a23` in ISO 19005-2 and -3, `a4` in ISO
    19005-4, `ua` in ISO 14289-1; empty where a part does not ask it. `x4` and `x1` are what
    ISO 15930-7 and ISO 15930-4 ask it about: their clauses go by subject. `only` narrows it to
    levels. `rule` names the finding, and the damage in the tests that shows it.
    """

    rule: str
    a23: str
    a4: str
    ua: str
    asks: str
    does: str
    find: Find
    only: frozenset[str] = EVERY
    x4: str = ""
    x1: str = ""

    def number_in(self, standard: Standard) -> str:
        """The clause's number in a standard; empty where that does not ask it."""
        if standard.name not in self.only:
            return ""
        if standard.family == "ua":
            return self.ua
        if standard.family == "x":
            return self.x4 if standard.part == 4 else self.x1
        return self.a4 if standard.part == 4 else self.a23

    def ids(self, standards: Iterable[Standard]) -> tuple[str, ...]:
        """What the clause is called in standards: `ISO 19005-2 6.1.2`."""
        numbers = ((one.source.partition(":")[0], self.number_in(one)) for one in standards)
        return tuple(
            dict.fromkeys(f"{source} {number}" for source, number in numbers if number)
        )

    @property
    def standards(self) -> tuple[Standard, ...]:
        """The standards that ask it."""
        return tuple(one for one in STANDARDS.values() if self.number_in(one))

    @property
    def shown_by(self) -> str:
        """The test that shows a breach of it being found."""
        return f"tests/faults/test_conformance_damages.py: {self.rule}"


def press_clause(rule: str, x4: str, x1: str, asks: str, does: str, find: Find) -> Clause:
    """A clause that only files for the press are asked for."""
    return Clause(rule, "", "", "", asks, does, find, x4=x4, x1=x1)


class Found(Record):
    """A breach and the clauses it is one of."""

    clause: Clause
    breach: Breach
    clauses: tuple[str, ...]

    def diagnostic(self) -> Diagnostic:
        """The finding in words."""
        breach = self.breach
        where = f"{breach.item}: " if breach.item else ""
        return Diagnostic(
            Severity.ERROR,
            self.clause.rule,
            f"{where}{breach.says} ({', '.join(self.clauses)})",
            hint=self.clause.asks,
            page=breach.page,
            measured=breach.measured,
            allowed=breach.allowed,
        )

    def as_json(self) -> dict[str, object]:
        """The finding as JSON has it, with its clauses and item apart."""
        fields = replace(self.diagnostic(), message=self.breach.says).as_json()
        item = {"item": self.breach.item} if self.breach.item else {}
        return {**fields, "clauses": list(self.clauses), **item}
