"""Picture files → checked, oriented pictures."""
