"""The components a galley can be made of: one file each, registered by `sets`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

if TYPE_CHECKING:
    from layout.content.model import Block
    from layout.flow.model import Entry
    from layout.flow.setting import Setting

# The block's own type differs from component to component; `sets` pairs them at run time.
Component: TypeAlias = Callable[[Any, "Setting"], "Iterable[Entry]"]
_Function = TypeVar("_Function", bound=Callable[..., Any])

_COMPONENTS: dict[type[Block], Component] = {}


def sets(block_type: type[Block]) -> Callable[[_Function], _Function]:
    """Register the function below as the one that sets blocks of this type."""

    def register(function: _Function) -> _Function:
        _COMPONENTS[block_type] = function
        return function

    return register


def component_for(block: Block) -> Component:
    """The component that sets a block.

    Raises:
        LookupError: no component sets blocks of that type (a fault of ours).
    """
    return _COMPONENTS[type(block)]


def set_types() -> tuple[type[Block], ...]:
    """Every type of block that some component sets, in the order they were registered."""
    return tuple(_COMPONENTS)
