"""What is wrong with a house style, each finding at the file and line its value stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from layout.diagnostics import Diagnostic, error, suggest, warning
from layout.schema import key_span_at, span_at

if TYPE_CHECKING:
    from collections.abc import Collection

    from layout.diagnostics import SourceSpan
    from layout.yaml_source import YamlNode

KeyPath: TypeAlias = "tuple[str | int, ...]"


class Faults:
    """Collects the findings of one style; its map knows from which file each value comes."""

    def __init__(self, node: YamlNode, file: str) -> None:
        self._node = node
        self._file = file
        self.errors: list[Diagnostic] = []
        self.warnings: list[Diagnostic] = []
        self._origins: dict[KeyPath, KeyPath] = {}

    def place(self, path: KeyPath) -> SourceSpan:
        """Where the value of a key path stands, or the nearest there is."""
        return span_at(self._node, self._origin(path), self._file)

    def taken_over(self, path: KeyPath, origin: KeyPath) -> None:
        """Note that a value was written elsewhere: what is wrong with it is told there."""
        self._origins[path] = self._origin(origin)

    def _origin(self, path: KeyPath) -> KeyPath:
        for end in range(len(path), 0, -1):
            if path[:end] in self._origins:
                return (*self._origins[path[:end]], *path[end:])
        return path

    def add(
        self, path: KeyPath, message: str, hint: str = "", *, rule: str = "bad-style"
    ) -> None:
        """Note an error at a value; one for each place and rule is enough."""
        place = self.place(path)
        if not any((one.span, one.rule) == (place, rule) for one in self.errors):
            self.errors.append(error(rule, message, place, hint))

    def warn(self, rule: str, path: KeyPath, message: str, hint: str = "") -> None:
        """Note what can be set and will hardly be meant."""
        self.warnings.append(warning(rule, message, self.place(path), hint))

    def known(self, path: KeyPath, what: str, name: str, names: Collection[str]) -> None:
        """Note a value that names nothing the style has."""
        self._unless_known(self.place(path), what, name, names)

    def known_key(self, path: KeyPath, what: str, names: Collection[str]) -> None:
        """Note a key, the last of the path, that leads nowhere."""
        place = key_span_at(self._node, path, self._file)
        self._unless_known(place, what, str(path[-1]), names)

    def _unless_known(
        self, place: SourceSpan, what: str, name: str, names: Collection[str]
    ) -> None:
        if name in names:
            return
        listed = sorted(names)
        hint = suggest(name, listed) or f"there are {', '.join(listed)}"
        if any((one.span, one.rule) == (place, "unknown-name") for one in self.errors):
            return
        self.errors.append(error("unknown-name", f"no {what} is called {name!r}", place, hint))
