"""Printer's marks: one file for each, named by the profiles that show it."""
