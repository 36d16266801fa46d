"""Faces: find, fetch, verify, fall back by script, measure, shape, subset."""
