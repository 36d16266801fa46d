"""`![caption](file){place=top …}` ↔ pictures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from layout.content.attributes import (
    ATTRIBUTES,
    Attributes,
    check_attributes,
    provenance_of,
    provenance_values,
    read_attributes,
    write_attributes,
)
from layout.content.crops import (
    crop_from,
    focus_from,
    ratio_from,
    write_crop,
    write_focus,
    write_ratio,
)
from layout.content.inline import paired_brackets, read_text
from layout.content.model import Picture
from layout.content.words import DIRECTIONS, PICTURE_PLACES
from layout.content.write_inline import write_text
from layout.diagnostics import suggest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from layout.content.faults import Copy, Faults

_FILE = re.compile(r"\(\s*(?:<(?P<quoted>[^<>\n]*)>|(?P<bare>[^\s()<>]+))\s*\)")
_BARE_FILE = re.compile(r"[^\s()<>]+")
_KEYS = (
    *("id", "place", "span", "credit", "alt", "caption-direction", "height-lines"),
    *("crop", "focus", "ratio", "page"),
)
MadeT = TypeVar("MadeT")
OPENER_CLASS = "opener"


def read_pictures(copy: Copy, faults: Faults) -> list[tuple[Picture, bool]] | None:
    """The pictures a paragraph consists of, or None where it holds anything else.

    With each picture: whether it carries `.opener`, the mark of an item's own picture.
    """
    found: list[tuple[Picture, bool]] = []
    position = 0
    pairs = paired_brackets(copy.text)
    while position < len(copy.text):
        closing, form = pairs.get(position + 1, (-1, ""))
        if not copy.text.startswith("![", position) or form != "(":
            return None
        file = _FILE.match(copy.text, closing + 1)
        if file is None:
            return None
        braces = ATTRIBUTES.match(copy.text, file.end())
        attributes = Attributes(copy.span(position, faults))
        if braces and braces["inner"]:
            inner = copy.part(braces.start("inner"), braces.end("inner"))
            attributes = read_attributes(inner, faults)
        caption = copy.part(position + 2, closing)
        name = file["quoted"] if file["quoted"] is not None else file["bare"]
        found.append(_picture(name, caption, attributes, faults))
        position = braces.end() if braces else file.end()
        if copy.text[position : position + 1] not in {"", "\n"}:
            return None
        position += 1
    return found


def _picture(
    file: str, caption: Copy, attributes: Attributes, faults: Faults
) -> tuple[Picture, bool]:
    check_attributes(attributes, "a picture", _KEYS, faults, (OPENER_CLASS,))
    picture = Picture(
        file=file,
        id=attributes.get("id"),
        caption=read_text(caption, faults),
        credit=attributes.get("credit"),
        alt=attributes.get("alt"),
        place=choice(attributes, "place", PICTURE_PLACES, faults),
        columns=whole_number(attributes, "span", faults) or 1,
        caption_direction=choice(attributes, "caption-direction", DIRECTIONS, faults),
        height_lines=whole_number(attributes, "height-lines", faults),
        crop=_made(crop_from, attributes, "crop", faults),
        focus=_made(focus_from, attributes, "focus", faults),
        ratio=_made(ratio_from, attributes, "ratio", faults),
        page=whole_number(attributes, "page", faults) or 1,
        span=caption.span(0, faults),
        provenance=provenance_of(attributes, faults),
    )
    return picture, OPENER_CLASS in attributes.classes


def _made(
    make: Callable[[str], MadeT], attributes: Attributes, key: str, faults: Faults
) -> MadeT | None:
    """What an attribute's text stands for, or None where it is not written or is a fault."""
    if key not in attributes.values:
        return None
    try:
        return make(attributes.get(key))
    except ValueError as fault:
        message, _, hint = str(fault).partition("; ")
        faults.add("wrong-value", message, attributes.span_at(key), hint)
        return None


def choice(attributes: Attributes, key: str, words: Sequence[str], faults: Faults) -> str:
    """The word of a closed list an attribute holds; the first where it is not written."""
    written = attributes.get(key, words[0])
    if written in words:
        return written
    message = f"`{key}` cannot be `{written}`"
    faults.add("unknown-value", message, attributes.span_at(key), suggest(written, words))
    return words[0]


def whole_number(attributes: Attributes, key: str, faults: Faults) -> int | None:
    """A number of columns or lines, from 1 to 99, or None where it is not written."""
    written = attributes.get(key)
    if not written:
        return None
    if not re.fullmatch(r"[1-9][0-9]?", written):
        message = f"`{key}` wants a whole number from 1 to 99, not `{written}`"
        faults.add("wrong-type", message, attributes.span_at(key))
        return None
    return int(written)


def write_picture(picture: Picture, classes: Sequence[str] = ()) -> str:
    """The picture in written form."""
    file = picture.file if _BARE_FILE.fullmatch(picture.file) else f"<{picture.file}>"
    default = Picture(file="")
    values = {
        "id": picture.id,
        "place": "" if picture.place == default.place else picture.place,
        "span": "" if picture.columns == default.columns else str(picture.columns),
        "credit": picture.credit,
        "alt": picture.alt,
        "caption-direction": (
            "" if picture.caption_direction == "horizontal" else picture.caption_direction
        ),
        "height-lines": "" if picture.height_lines is None else str(picture.height_lines),
        "crop": write_crop(picture.crop),
        "focus": write_focus(picture.focus),
        "ratio": write_ratio(picture.ratio),
        "page": "" if picture.page == default.page else str(picture.page),
        **provenance_values(picture.provenance),
    }
    attributes = write_attributes(values, classes)
    braces = f"{{{attributes}}}" if attributes else ""
    return f"![{write_text(picture.caption)}]({file}){braces}"
