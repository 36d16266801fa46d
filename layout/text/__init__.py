"""Paragraphs → set lines: spacing classes, line breaking, justification."""

from layout.text.plain import break_lines, set_widths

__all__ = ["break_lines", "set_widths"]
