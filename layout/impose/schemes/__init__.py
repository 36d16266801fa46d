"""The schemes of imposition. One line registers one."""

from layout.impose.schemes import cut_stack, nup, perfect, saddle

__all__ = ["cut_stack", "nup", "perfect", "saddle"]
