"""House styles: page, grid, type styles, palette, masters, components."""

from layout.styles.model import HouseStyle
from layout.styles.read import StyleSources, read_style, read_style_sources

__all__ = ["HouseStyle", "StyleSources", "read_style", "read_style_sources"]
