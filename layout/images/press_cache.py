"""Converted pictures kept for the next build, by what they were made from.

A file is a line of JSON and the packed samples; the line has their checksum. One that is
damaged counts as not there. Nothing is kept where the folder cannot be written.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from layout.errors import OutputError
from layout.files import write_whole
from layout.images.model import Channels, Packing, PreparedPicture
from layout.record import replace

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_ENDING = ".inks"
# House style: about ten issues' pictures. The files not used for longest go first.
MOST_KEPT = 1 << 30  # bytes


def kept(folder: Path | None, key: str) -> tuple[PreparedPicture, tuple[str, ...]] | None:
    """A picture and its notes, if they were kept under a key and are undamaged."""
    if folder is None:
        return None
    path = folder / f"{key}{_ENDING}"
    try:
        content = path.read_bytes()
        found = _read(content)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    with suppress(OSError):
        os.utime(path)
    return found


def _read(content: bytes) -> tuple[PreparedPicture, tuple[str, ...]]:
    line, _, samples = content.partition(b"\n")
    entries = json.loads(line)
    if entries["sha256"] != hashlib.sha256(samples).hexdigest():
        raise ValueError("the file is damaged")
    at = int(entries["picture"]["length"])
    picture = _picture(entries["picture"], samples[:at])
    if entries["mask"]:
        picture = replace(picture, mask=_picture(entries["mask"], samples[at:]))
    return picture, tuple(map(str, entries["notes"]))


def _picture(entries: Mapping[str, object], data: bytes) -> PreparedPicture:
    bits, width, height, orientation = map(int, entries["numbers"])  # type: ignore[call-overload]
    return PreparedPicture(
        data,
        Packing[str(entries["packing"])],
        Channels[str(entries["channels"])],
        bits,
        width,
        height,
        orientation,
        inverted=entries["inverted"] is True,
    )


def keep(
    folder: Path | None, key: str, picture: PreparedPicture, notes: tuple[str, ...]
) -> None:
    """Keep a picture without palette and profile under a key."""
    if folder is None or picture.palette or picture.icc:
        return
    mask = picture.mask
    samples = picture.data + (mask.data if mask is not None else b"")
    line = {
        "sha256": hashlib.sha256(samples).hexdigest(),
        "picture": _entries(picture),
        "mask": _entries(mask) if mask is not None else None,
        "notes": notes,
    }
    content = json.dumps(line).encode("ascii") + b"\n" + samples
    with suppress(OutputError, OSError):
        write_whole(folder / f"{key}{_ENDING}", content)
        _bound(folder)


def _entries(picture: PreparedPicture) -> dict[str, object]:
    return {
        "packing": picture.packing.name,
        "channels": picture.channels.name,
        "numbers": (picture.bits, picture.width_px, picture.height_px, picture.orientation),
        "inverted": picture.inverted,
        "length": len(picture.data),
    }


def _bound(folder: Path) -> None:
    """Remove what was not used for longest while there is too much."""
    found = [(path.stat(), path) for path in folder.glob(f"*{_ENDING}")]
    total = sum(stat.st_size for stat, _ in found)
    for stat, path in sorted(found, key=lambda one: one[0].st_mtime):
        if total <= MOST_KEPT:
            return
        path.unlink(missing_ok=True)
        total -= stat.st_size
