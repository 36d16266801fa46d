"""A press for tests: the house's own, and what its plates show."""

from __future__ import annotations

from layout.pdf import Press
from layout.styles.printer import DEFAULT_PRINTER, read_printer
from tests.support.real_issues import ROOT


def press() -> Press:
    """The press of the house's own printer, that keeps nothing."""
    condition = read_printer(DEFAULT_PRINTER, [ROOT / "styles"]).condition
    return Press(
        condition.identifier, condition.info, condition.registry, condition.icc.read_bytes()
    )


PRESS = press()
