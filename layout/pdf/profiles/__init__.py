"""The registry of profiles: every module beside this one that holds a `PROFILE`."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layout.pdf.profile import Profile


def _registered() -> Mapping[str, Profile]:
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    found = (import_module(f"{__name__}.{name}").PROFILE for name in names)
    return MappingProxyType({profile.name: profile for profile in found})


PROFILES: Mapping[str, Profile] = _registered()
