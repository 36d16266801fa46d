"""Clauses on colour: output intents, profiles, device and spot colours (6.2.3, 6.2.4)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from layout.conformance.marks import item_of
from layout.conformance.records import Breach, Clause
from layout.conformance.unpack import Unreadable
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.conformance.objects import Entries
    from layout.conformance.opened import Opened

_CHANNELS = {"GRAY": 1, "RGB ": 3, "CMYK": 4, "Lab ": 3}
_INPUT_CLASSES = frozenset({"prtr", "mntr", "scnr", "spac"})
_HEADER = 128  # bytes: ICC.1 7.2
_SPACE_OF = {"DeviceRGB": "RGB ", "DeviceCMYK": "CMYK"}
_PROCESS = frozenset({"/Cyan", "/Magenta", "/Yellow", "/Black", "/None"})


class Profile(Record):
    """The header of an ICC profile."""

    device: str
    space: str
    version: int
    size: int
    mark: bytes


def profile_of(opened: Opened, ref: object) -> Profile | str:
    """An ICC profile's header, or why there is none (ICC.1 7.2)."""
    try:
        content = opened.unpack(ref)
    except Unreadable as fault:
        return str(fault)
    if len(content) < _HEADER or content[36:40] != b"acsp":
        return "it is no ICC profile"
    if int.from_bytes(content[:4], "big") != len(content):
        return "it is not as long as it says"
    device, space = (content[at : at + 4].decode("latin-1") for at in (12, 16))
    return Profile(device, space, content[8], len(content), content[36:40])


def intents_of(opened: Opened) -> list[Entries]:
    """The output intents of the document."""
    return [opened.entries(one) for one in opened.row(opened.catalog.get("/OutputIntents"))]


def output_space(opened: Opened) -> str | None:
    """The colour space of the PDF/A output intent: `RGB `, `CMYK` or `GRAY`; None for none."""
    for intent in intents_of(opened):
        if opened.name(intent.get("/S")) == "GTS_PDFA1":
            profile = profile_of(opened, intent.get("/DestOutputProfile"))
            return profile.space if isinstance(profile, Profile) else None
    return None


def _intent_profile(opened: Opened) -> Iterator[Breach]:
    for intent in intents_of(opened):
        ref = intent.get("/DestOutputProfile")
        if ref is None and opened.name(intent.get("/S")) == "GTS_PDFA1":
            yield Breach("the output intent has no profile", "OutputIntents")
        if ref is not None:
            yield from _output_profile(opened, ref)


def _output_profile(opened: Opened, ref: object) -> Iterator[Breach]:
    profile = profile_of(opened, ref)
    if isinstance(profile, str):
        yield Breach(f"the output profile cannot be used: {profile}", item_of(ref))
        return
    if profile.device not in {"prtr", "mntr"} or profile.space not in {"GRAY", "RGB ", "CMYK"}:
        found = f"{profile.device} {profile.space}".strip()
        yield Breach("the output profile is of the wrong kind", item_of(ref), measured=found)
    yield from _channels(opened, ref, profile)


def _channels(opened: Opened, ref: object, profile: Profile) -> Iterator[Breach]:
    count = opened.number(opened.entries(ref).get("/N"))
    if count != _CHANNELS.get(profile.space):
        yield Breach(
            "N is not the number of the profile's channels",
            item_of(ref),
            measured=f"{count or 0:g}",
            allowed=str(_CHANNELS.get(profile.space, "")),
        )
    if profile.version >= 5:
        yield Breach(
            "the profile is of a newer version", item_of(ref), measured=str(profile.version)
        )


def _one_profile(opened: Opened) -> Iterator[Breach]:
    refs = {
        json.dumps(one["/DestOutputProfile"])
        for one in intents_of(opened)
        if "/DestOutputProfile" in one
    }
    if len(refs) > 1:
        yield Breach("the output intents have different profiles", "OutputIntents")


def _profile_elsewhere(opened: Opened) -> Iterator[Breach]:
    for intent in intents_of(opened):
        if "/DestOutputProfileRef" in intent:
            yield Breach("an output intent names a profile outside the file", "OutputIntents")


def _icc_spaces(opened: Opened) -> Iterator[Breach]:
    for ref, page in opened.drawn.colours.items():
        if ref.startswith("Device"):
            continue
        label = opened.pages[page].label
        profile = profile_of(opened, ref)
        if isinstance(profile, str):
            yield Breach(f"the colour profile cannot be used: {profile}", item_of(ref), label)
            continue
        if profile.device not in _INPUT_CLASSES or profile.space not in _CHANNELS:
            found = f"{profile.device} {profile.space}".strip()
            yield Breach("the colour profile is of the wrong kind", item_of(ref), label, found)
        yield from _channels(opened, ref, profile)


def _overprint(opened: Opened) -> Iterator[Breach]:
    cmyk = [
        ref
        for ref in opened.drawn.colours
        if ref.endswith(" R") and opened.number(opened.entries(ref).get("/N")) == 4
    ]
    if cmyk:
        for page, name in opened.drawn.overprint.items():
            says = "overprint mode 1 is set while colours are of a CMYK profile"
            yield Breach(says, f"graphics state {name}", opened.pages[page].label)


def _device_colours(opened: Opened) -> Iterator[Breach]:
    space = output_space(opened)
    for device, page in opened.drawn.colours.items():
        wanted = _SPACE_OF.get(device)
        if not device.startswith("Device") or (space is not None and wanted in {None, space}):
            continue
        yield Breach(
            f"{device} is used, and neither the output intent nor a default says what it means",
            device,
            opened.pages[page].label,
            (space or "none").strip(),
            (wanted or "any output intent").strip(),
        )


def _spot_colours(opened: Opened) -> Iterator[Breach]:
    for space, page in opened.drawn.spots:
        if space[0] != "/DeviceN":
            continue
        attributes = opened.entries(space[4]) if len(space) > 4 else {}
        colorants = opened.entries(attributes.get("/Colorants")).keys()
        process = opened.row(opened.entries(attributes.get("/Process")).get("/Components"))
        wanted = {str(one) for one in opened.row(space[1])} - {*_PROCESS, *map(str, process)}
        for name in sorted(wanted - colorants):
            yield Breach("the colourant is not described", name[1:], opened.pages[page].label)


def _same_spots(opened: Opened) -> Iterator[Breach]:
    known: dict[str, str] = {}
    for space, page in opened.drawn.spots:
        if space[0] != "/Separation" or len(space) < 4:
            continue
        name = str(opened.at(space[1]))
        meant = json.dumps([_whole(opened, one, 0) for one in space[2:4]], sort_keys=True)
        if known.setdefault(name, meant) != meant:
            says = "the spot colour means two different things"
            yield Breach(says, name[1:], opened.pages[page].label)


def _whole(opened: Opened, value: object, depth: int) -> object:
    """A value with what it refers to in place; streams by what they hold."""
    found = opened.at(value)
    if depth > 6:
        return None
    if opened.is_stream(value):
        content = opened.bytes_of(value).hex()
        return [
            content,
            opened.entries(value).get("/Domain"),
            opened.entries(value).get("/Range"),
        ]
    if isinstance(found, list):
        return [_whole(opened, one, depth + 1) for one in found]
    if isinstance(found, dict):
        return {key: _whole(opened, one, depth + 1) for key, one in found.items()}
    return found


CLAUSES = (
    Clause(
        "output-profile",
        "6.2.3",
        "6.2.3",
        "",
        "An output intent holds a valid profile of a printer or monitor for grey, RGB or CMYK.",
        "The profile of the work goes in, its N from its header.",
        _intent_profile,
    ),
    Clause(
        "one-output-profile",
        "6.2.3",
        "6.2.3",
        "",
        "All output intents share one profile.",
        "There is one output intent.",
        _one_profile,
    ),
    Clause(
        "output-profile-elsewhere",
        "6.2.3",
        "6.2.3",
        "",
        "No output intent names a profile outside the file.",
        "The profile is in the file.",
        _profile_elsewhere,
    ),
    Clause(
        "icc-profile",
        "6.2.4.2",
        "6.2.4.2",
        "",
        "The profiles of colour spaces are valid ICC up to version 4, with the right N.",
        "Profiles of pictures are read before they are placed.",
        _icc_spaces,
    ),
    Clause(
        "overprint-mode",
        "6.2.4.2",
        "6.2.4.2",
        "",
        "Overprint mode 1 is not set together with overprinting of CMYK profile colours.",
        "It is set for presses only, whose colours go by no profile.",
        _overprint,
    ),
    Clause(
        "device-colour",
        "6.2.4.3",
        "6.2.4.3",
        "",
        "Device colours mean what an output intent of their kind, or a default, says.",
        "The output intent is of the colours the pages use.",
        _device_colours,
    ),
    Clause(
        "spot-colour",
        "6.2.4.4",
        "6.2.4.4",
        "",
        "Every spot colour of a DeviceN space is described in its Colorants.",
        "No DeviceN is written; figures with it are looked at.",
        _spot_colours,
    ),
    Clause(
        "spot-colour-twice",
        "6.2.4.4",
        "6.2.4.4",
        "",
        "Separations of one name have the same alternate and tint.",
        "Each ink of the palette is described once; figures with others are looked at.",
        _same_spots,
        x4="spot colours",
    ),
)
