"""Clauses on the output intent of a file for the press: which press, and its profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.conformance.colour import Profile, intents_of, profile_of
from layout.conformance.marks import item_of
from layout.conformance.press.claims import is_flat
from layout.conformance.records import Breach, press_clause

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.conformance.objects import Entries
    from layout.conformance.opened import Opened

_SPACES = {"GRAY": 1, "RGB ": 3, "CMYK": 4}


def press_intents(opened: Opened) -> list[Entries]:
    """The output intents that are for a press."""
    return [one for one in intents_of(opened) if opened.name(one.get("/S")) == "GTS_PDFX"]


def press_space(opened: Opened) -> str:
    """The colours of the press: `CMYK`, `RGB `, `GRAY`; empty where nothing says."""
    for intent in press_intents(opened):
        found = profile_of(opened, intent.get("/DestOutputProfile"))
        if isinstance(found, Profile):
            return found.space
    return ""


def _one(opened: Opened) -> Iterator[Breach]:
    count = len(press_intents(opened))
    if count != 1:
        says = "the file does not have one output intent for a press"
        yield Breach(says, "OutputIntents", measured=str(count), allowed="1")


def _condition(opened: Opened) -> Iterator[Breach]:
    for intent in press_intents(opened):
        if not opened.text_of(intent.get("/OutputConditionIdentifier")):
            yield Breach("the output intent names no printing condition", "OutputIntents")
        elif not any(opened.text_of(intent.get(key)) for key in ("/RegistryName", "/Info")):
            says = "the output intent says neither who registered the condition nor what it is"
            yield Breach(says, "OutputIntents")


def _profile(opened: Opened) -> Iterator[Breach]:
    for intent in press_intents(opened):
        ref = intent.get("/DestOutputProfile")
        if ref is None:
            yield Breach("the output intent has no profile", "OutputIntents")
            continue
        found = profile_of(opened, ref)
        if isinstance(found, str):
            yield Breach(f"the output profile cannot be used: {found}", item_of(ref))
            continue
        allowed = {"CMYK"} if is_flat(opened) else set(_SPACES)
        if found.device != "prtr" or found.space not in allowed:
            kind = f"{found.device} {found.space}".strip()
            yield Breach("the output profile is none of a press", item_of(ref), measured=kind)
        elif opened.number(opened.entries(ref).get("/N")) != _SPACES[found.space]:
            yield Breach("N is not the number of the profile's channels", item_of(ref))


def _elsewhere(opened: Opened) -> Iterator[Breach]:
    for intent in press_intents(opened):
        if "/DestOutputProfileRef" in intent:
            yield Breach("the output intent names a profile outside the file", "OutputIntents")


CLAUSES = (
    press_clause(
        "press-intent",
        "output intent",
        "output intent",
        "There is one output intent of the kind GTS_PDFX.",
        "It is made from the printer's profile.",
        _one,
    ),
    press_clause(
        "press-condition",
        "output intent",
        "output intent",
        "The output intent names the printing condition, and its registry or what it is.",
        "They are those of the printer's profile.",
        _condition,
    ),
    press_clause(
        "press-profile",
        "output intent",
        "output intent",
        "The output intent holds the profile of a press, its N from its header.",
        "The ICC profile of the printer's profile goes in.",
        _profile,
    ),
    press_clause(
        "press-profile-elsewhere",
        "output intent",
        "output intent",
        "The profile is in the file: PDF/X-4p alone may name one outside.",
        "The profile is in the file.",
        _elsewhere,
    ),
)
