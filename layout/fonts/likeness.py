"""Whether a file that has the right name is the face the manifest means."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from layout.fonts.store import sha256_of

if TYPE_CHECKING:
    from layout.fonts.face import Face
    from layout.fonts.store import Found

# Foundries differ by this much over one weight; the steps of the scale are 100.
# Source: OpenType OS/2 #usweightclass.
NEAR_WEIGHT = 50
_WORD = re.compile(r"[^-_\[]+")


def difference_of(found: Found, face: Face, family: str) -> str:
    """How a file differs from the one a manifest names, in words; empty where it does not.

    A file with the manifest's checksum is the one. Else its family (OpenType `name` 16 or 1)
    must be the manifest's or the one its own file is named after, and its weight (OS/2
    usWeightClass, or where it is pinned) the weight that is asked for.
    """
    file = found.file
    if file.sha256 and sha256_of(found.path) == file.sha256:
        return ""
    names = [name for name in face.family_names if name.isascii()]
    if names and not any(_is_family(name, family, found.path.name) for name in names):
        return f"is {names[0]}, not {family}"
    weight = round(dict(file.axes).get("wght", face.weight_class))
    if abs(weight - file.weight) > NEAR_WEIGHT:
        return f"has the weight {weight}, not {file.weight}"
    return "has another checksum than the manifest says" if file.sha256 else ""


def _is_family(name: str, family: str, file_name: str) -> bool:
    """Whether a family's name is the one wanted, or begins as the file's name does."""
    own, wanted = _plain(name), _plain(family)
    word = _WORD.match(file_name.rpartition(".")[0])
    stem = _plain(word[0]) if word else ""
    return own == wanted or (bool(stem) and (own.startswith(stem) or stem.startswith(own)))


def _plain(name: str) -> str:
    return "".join(char for char in name.lower() if char.isalnum())
