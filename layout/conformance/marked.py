"""What marked content is around as a stream is read (ISO 32000-1 14.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from layout.conformance.drawn import Drawn

_DEEPEST = 200


class _Mark(NamedTuple):
    artifact: bool
    tagged: bool
    actual: bool


class MarkedContent:
    """Counts what is around: `held` by a tag or an artifact, spoken for by ActualText."""

    def __init__(self, drawn: Drawn, page_index: int) -> None:
        self._drawn = drawn
        self._page = page_index
        self._stack: list[_Mark] = []
        self._artifacts = 0
        self._tags = 0
        self.actual = 0
        self.held = 0

    @property
    def depth(self) -> int:
        """How many are around."""
        return len(self._stack)

    def begin(
        self, tag: bytes, number: int | None, holder: tuple[str, bool], *, actual: bool
    ) -> None:
        """Marked content begins; `holder` is the page or form it is in, and whether a form."""
        mark = _Mark(tag == b"/Artifact", number is not None, actual)
        if mark.tagged and self._artifacts:
            self._drawn.fault("tag-in-artifact", self._page, f"marked content {number}")
        if mark.artifact and self._tags:
            self._drawn.fault("artifact-in-tag", self._page, "the page's content")
        if number is not None:
            self._number(number, *holder)
        if len(self._stack) == _DEEPEST:
            self._drawn.fault("operator", self._page, "marked content nested too deeply")
        self._stack.append(mark)
        self._count(mark, 1)

    def _number(self, number: int, owner: str, in_form: bool) -> None:  # noqa: FBT001
        key = (owner, number)
        if in_form:
            self._drawn.form_marks.add(owner)
        elif key in self._drawn.marked:
            self._drawn.fault("mcid", self._page, f"marked content {number}")
        self._drawn.marked.setdefault(key, self._page)

    def end(self) -> None:
        """The innermost ends."""
        if self._stack:
            self._count(self._stack.pop(), -1)

    def end_to(self, depth: int) -> None:
        """All end that have begun since there were so many."""
        while len(self._stack) > depth:
            self.end()

    def _count(self, mark: _Mark, by: int) -> None:
        self._artifacts += by * mark.artifact
        self._tags += by * mark.tagged
        self.actual += by * mark.actual
        self.held += by * (mark.artifact or mark.tagged)
