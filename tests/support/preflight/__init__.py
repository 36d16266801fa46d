"""Deliberate faults for the preflight: what was done, and where it must be found."""
