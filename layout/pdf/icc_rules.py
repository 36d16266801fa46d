"""What an ICC profile in an archive file may be.

Source: ISO 19005-2 6.2.4.2; ISO 32000-1 8.6.5.5; ICC.1:2004-10 7.2.
"""

from __future__ import annotations

# What pictures come from or go to; links between devices, abstract and named colours are none.
_CLASSES = frozenset({b"scnr", b"mntr", b"prtr", b"spac"})
_CLASS, _SIGNATURE, _VERSION = slice(12, 16), slice(36, 40), 8
_LAST_VERSION = 4  # ISO 32000-1 table 67


def profile_fault(icc: bytes) -> tuple[str, str] | None:
    """What is wrong with a profile and what to do about it; None where it is right."""
    hint = "convert it to sRGB, or embed a profile of ICC version 2 or 4"
    if icc[_SIGNATURE] != b"acsp" or icc[_CLASS] not in _CLASSES:
        return "its ICC profile is none for pictures", hint
    if icc[_VERSION] > _LAST_VERSION:
        return f"its ICC profile is of version {icc[_VERSION]}", hint
    return None
