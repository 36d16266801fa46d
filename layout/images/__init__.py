"""Picture files → checked, oriented pictures.

Pillow is imported only where a picture is read.
"""

from __future__ import annotations

from layout.images.figures import read_figure
from layout.images.model import Channels, Figure, Packing, PictureInfo, PreparedPicture
from layout.images.prepare import prepare
from layout.images.probe import probe

__all__ = [
    "Channels",
    "Figure",
    "Packing",
    "PictureInfo",
    "PreparedPicture",
    "prepare",
    "probe",
    "read_figure",
]
