"""Masters that extend others: what one leaves out is as on the page it is a kind of."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layout.styles.faults import Faults
    from layout.styles.schema import MasterSchema

# A master that names one of these has columns of its own, and takes over none of the others.
_COLUMNS = frozenset({"columns", "measure", "measures"})


def extended_masters(
    masters: Mapping[str, MasterSchema], faults: Faults
) -> dict[str, MasterSchema]:
    """Every master with the values of those it extends where it has none of its own."""
    return {name: _extended(name, masters, faults) for name in masters}


def _extended(
    name: str, masters: Mapping[str, MasterSchema], faults: Faults, seen: tuple[str, ...] = ()
) -> MasterSchema:
    own = masters[name]
    parent = own.extends
    path = ("masters", name, "extends")
    if not parent:
        return own
    if parent in (*seen, name):
        circle = " → ".join((*seen, name, parent))
        hint = "let one of them stand without `extends`"
        faults.add(path, f"master {name!r} extends itself: {circle}", hint)
        return own
    faults.known(path, "master", parent, masters)
    if parent not in masters:
        return own
    base = _extended(parent, masters, faults, (*seen, name))
    named = own.model_fields_set
    left_out = _COLUMNS if named & _COLUMNS else frozenset()
    taken = base.model_fields_set - named - left_out - {"extends"}
    for key in taken:
        faults.taken_over(("masters", name, key), ("masters", parent, key))
    inherited = {key: getattr(base, key) for key in taken}
    return own.model_copy(update=inherited)
