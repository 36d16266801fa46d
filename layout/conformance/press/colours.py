"""Clauses on the colours of a file for the press, and on what shows through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.conformance.colour import Profile, profile_of
from layout.conformance.marks import item_of
from layout.conformance.press.claims import is_flat
from layout.conformance.press.intents import press_intents, press_space
from layout.conformance.records import Breach, press_clause

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.conformance.opened import Opened

_SPACE_OF = {"DeviceRGB": "RGB ", "DeviceCMYK": "CMYK"}
_OF_LATER = frozenset({"JPXDecode", "JBIG2Decode"})


def _device(opened: Opened) -> Iterator[Breach]:
    space = press_space(opened)
    for device, page in opened.drawn.colours.items():
        wanted = _SPACE_OF.get(device)
        if wanted is None or wanted == space:
            continue
        label = opened.pages[page].label
        says = f"{device} is used, which is not the press's"
        yield Breach(says, device, label, device, (space or "no press").strip())


def _profiles(opened: Opened) -> Iterator[Breach]:
    own = {opened.bytes_of(one.get("/DestOutputProfile")) for one in press_intents(opened)}
    for ref, page in opened.drawn.colours.items():
        if ref.startswith("Device"):
            continue
        label = opened.pages[page].label
        found = profile_of(opened, ref)
        if isinstance(found, str):
            yield Breach(f"the colour profile cannot be used: {found}", item_of(ref), label)
        elif is_flat(opened):
            yield Breach("colours go by a profile", item_of(ref), label, found.space.strip())
        elif _is_own(opened, ref, found, own):
            yield Breach("colours go by the press's own profile", item_of(ref), label)


def _is_own(opened: Opened, ref: str, found: Profile, own: set[bytes]) -> bool:
    return found.space == "CMYK" and opened.bytes_of(ref) in own


def _transparent(opened: Opened) -> Iterator[Breach]:
    for index in sorted(opened.drawn.transparent | opened.drawn.groups.keys()):
        yield Breach(
            "something on the page lets things show through", "page", _at(opened, index)
        )


def _at(opened: Opened, index: int) -> str:
    return opened.pages[index].label


def _blending(opened: Opened) -> Iterator[Breach]:
    space = press_space(opened)
    for index, group in opened.drawn.groups.items():
        blended = opened.name(group.get("/CS"))
        if _SPACE_OF.get(blended, space) != space:
            yield Breach(
                "the page is blended in colours that are not the press's",
                "page",
                _at(opened, index),
                blended,
                space.strip(),
            )


def _filters(opened: Opened) -> Iterator[Breach]:
    for ref, (entries, page) in opened.drawn.images.items():
        found = opened.at(entries.get("/Filter"))
        for one in found if isinstance(found, list) else [found]:
            if opened.name(one) in _OF_LATER:
                item = f"picture {ref.partition(' ')[0]}"
                says = "the picture is packed in a way that presses may not know"
                yield Breach(says, item, _at(opened, page), opened.name(one))


CLAUSES = (
    press_clause(
        "press-colour",
        "colour",
        "colour",
        "Device colours are those of the output intent, or grey.",
        "Colours and pictures are in the press's inks; figures that cannot be are refused.",
        _device,
    ),
    press_clause(
        "press-colour-profile",
        "colour",
        "colour",
        "Colour profiles are sound, and none is the output intent's own; PDF/X-1a has none.",
        "No colour goes by a profile.",
        _profiles,
    ),
    press_clause(
        "press-transparency",
        "",
        "transparency",
        "Nothing lets what is under it show through.",
        "Sheer fills over paper become tints; others, and figures with them, are refused.",
        _transparent,
    ),
    press_clause(
        "press-blending",
        "transparency",
        "",
        "A page is blended in the press's colours.",
        "Groups are in DeviceCMYK.",
        _blending,
    ),
    press_clause(
        "press-filter",
        "",
        "compression",
        "Pictures are neither JPEG 2000 nor JBIG2.",
        "Pictures are JPEG or packed samples.",
        _filters,
    ),
)
