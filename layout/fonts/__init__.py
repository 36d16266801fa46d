"""Faces: find, fetch, verify, fall back by script, measure, shape, subset."""

from __future__ import annotations

from layout.fonts.face import VERTICAL_FORMS, Face, Shaped
from layout.fonts.fontset import CompositeFont, FaceUse, FontSet, letter_outlines, load_fonts
from layout.fonts.store import default_cache
from layout.fonts.subset import FontProgram, subset_face

__all__ = [
    "VERTICAL_FORMS",
    "CompositeFont",
    "Face",
    "FaceUse",
    "FontProgram",
    "FontSet",
    "Shaped",
    "default_cache",
    "letter_outlines",
    "load_fonts",
    "subset_face",
]
