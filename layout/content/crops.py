"""`crop="x y w h"`, `focus="x y"` and `ratio=3:2`: which part of a picture shows."""

from __future__ import annotations

import re

from layout.content.model import Crop, Focus, Share

# A number with its unit; nothing needs none.
_SHARE = re.compile(r"(?P<number>[0-9]{1,6}(?:\.[0-9]{1,6})?)(?P<unit>%|px)|0")
_RATIO = re.compile(r"([0-9]{1,5}(?:\.[0-9]{1,4})?):([0-9]{1,5}(?:\.[0-9]{1,4})?)")
# House style: a frame more than twenty times as wide as it is high is a slip of the pen.
_FLATTEST = 20.0

CROP_HINT = 'write x y width height in % or px, such as crop="10% 0 80% 60%"'
FOCUS_HINT = 'write x y in % or px, such as focus="30% 40%"'
RATIO_HINT = "write width:height, such as ratio=3:2"


def crop_from(written: str) -> Crop:
    """The part of a picture that a `crop` names.

    Raises:
        ValueError: no four lengths, an empty part, or one that reaches over the edge.
    """
    shares = _shares(written, 4, CROP_HINT)
    crop = Crop(*shares)
    if not crop.width.amount or not crop.height.amount:
        raise ValueError(f"crop `{written}` leaves nothing of the picture; {CROP_HINT}")
    for start, length in ((crop.x, crop.width), (crop.y, crop.height)):
        if _reaches_over(start, length):
            raise ValueError(f"crop `{written}` reaches over the picture's edge; {CROP_HINT}")
    return crop


def focus_from(written: str) -> Focus:
    """The point of a picture that a `focus` names.

    Raises:
        ValueError: no two lengths, or a point outside the picture.
    """
    x, y = _shares(written, 2, FOCUS_HINT)
    if any(not one.is_px and one.amount > 100 for one in (x, y)):
        raise ValueError(f"focus `{written}` lies outside the picture; {FOCUS_HINT}")
    return Focus(x, y)


def ratio_from(written: str) -> tuple[float, float]:
    """Width and height of a `ratio`.

    Raises:
        ValueError: no two numbers above 0, or a frame hardly higher or wider than a line.
    """
    found = _RATIO.fullmatch(written.strip())
    width, height = (float(found[1]), float(found[2])) if found else (0.0, 0.0)
    if not width or not height:
        raise ValueError(f"ratio `{written}` is no ratio; {RATIO_HINT}")
    if not 1 / _FLATTEST <= width / height <= _FLATTEST:
        raise ValueError(
            f"ratio `{written}` is not between 1:{_FLATTEST:g} and {_FLATTEST:g}:1"
        )
    return width, height


def _shares(written: str, count: int, hint: str) -> tuple[Share, ...]:
    found = [_SHARE.fullmatch(word) for word in written.split()]
    if len(found) != count or None in found:
        raise ValueError(f"`{written}` is not {count} lengths in % or px; {hint}")
    return tuple(_share(one) for one in found if one is not None)


def _share(found: re.Match[str]) -> Share:
    amount = float(found["number"] or 0)
    return Share(amount, is_px=found["unit"] == "px") if amount else Share()


def _reaches_over(start: Share, length: Share) -> bool:
    shares = sum(one.amount for one in (start, length) if not one.is_px)
    return shares > 100


def write_shares(shares: tuple[Share, ...]) -> str:
    """Lengths in written form."""
    return " ".join(
        f"{_number(one.amount)}{'px' if one.is_px else '%'}" if one.amount else "0"
        for one in shares
    )


def write_crop(crop: Crop | None) -> str:
    """A crop in written form; empty for none."""
    return write_shares((crop.x, crop.y, crop.width, crop.height)) if crop else ""


def write_focus(focus: Focus | None) -> str:
    """A focus in written form; empty for none."""
    return write_shares((focus.x, focus.y)) if focus else ""


def write_ratio(ratio: tuple[float, float] | None) -> str:
    """A ratio in written form; empty for none."""
    return ":".join(map(_number, ratio)) if ratio else ""


def _number(amount: float) -> str:
    return f"{amount:.6f}".rstrip("0").rstrip(".")
