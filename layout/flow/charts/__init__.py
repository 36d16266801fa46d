"""Charts: figures as bars, lines and shares, drawn with rules, boxes and paths."""
