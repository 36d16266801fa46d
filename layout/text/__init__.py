"""Paragraphs → set lines: spacing classes, line breaking, justification."""
