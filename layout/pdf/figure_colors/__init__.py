"""Colours of figures, turned into others all through: into inks, or into brightness."""
