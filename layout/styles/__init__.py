"""House styles: page, grid, type styles, palette, masters, components."""
