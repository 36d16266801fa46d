"""House styles: page, grid, type styles, palette, masters, components."""

from layout.styles.model import HouseStyle
from layout.styles.read import read_style

__all__ = ["HouseStyle", "read_style"]
