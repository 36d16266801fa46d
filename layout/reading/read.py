"""The structure tree of a file, with the text of each element.

Source: ISO 32000-1 14.7.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from layout.reading.content import PageReader
from layout.reading.faults import (
    DEEPEST,
    MOST_CHARACTERS,
    MOST_ELEMENTS,
    ReadingError,
    faults_of,
    too_large,
)
from layout.reading.model import ReadElement
from layout.reading.streams import Streams

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pikepdf

    from layout.reading.model import ReadKid


def read_structure(path: Path) -> tuple[ReadElement, ...]:
    """What a tagged PDF says: its structure elements, the outermost first.

    Raises:
        ContentError: the file is damaged, locked, without structure, or too large to be read.
        OSError: it cannot be opened.
    """
    import pikepdf

    with path.open("rb") as file, faults_of(str(path)), pikepdf.open(file) as document:
        root = document.Root.get("/StructTreeRoot")
        if not isinstance(root, pikepdf.Dictionary):
            message = "the PDF is not tagged: it does not say what its text is"
            hint = "build it with a profile or a standard that tags, such as a-2a"
            raise ReadingError("pdf-not-tagged", message, hint)
        return _Structure(document, root).read()


_MOST_STEPS = 32  # of a role map, from a name to a standard type


class _Structure:
    def __init__(self, document: pikepdf.Pdf, root: pikepdf.Dictionary) -> None:
        import pikepdf

        self._document = document
        self._root = root
        roles = root.get("/RoleMap")
        self._roles = roles if isinstance(roles, pikepdf.Dictionary) else pikepdf.Dictionary()
        self._reader = PageReader(document, Streams())
        self._pages = {page.obj.objgen: page for page in document.pages}
        self._texts: dict[tuple[int, int], dict[int, str]] = {}
        self._met: set[tuple[int, int]] = set()
        self._left = MOST_ELEMENTS
        self._characters_left = MOST_CHARACTERS

    def read(self) -> tuple[ReadElement, ...]:
        kids = (self._kid(kid, None, 0) for kid in _row(self._root.get("/K")))
        return tuple(kid for kid in kids if isinstance(kid, ReadElement))

    def _kid(
        self, kid: pikepdf.Object | int, page: pikepdf.Object | None, depth: int
    ) -> ReadKid | None:
        """An element or a piece of text; None for what is neither, or was there before."""
        import pikepdf

        self._count()
        if isinstance(kid, int):
            return self._text(page, kid)
        if not isinstance(kid, pikepdf.Dictionary):
            return None
        if "/S" in kid:
            return self._element(kid, page, depth)
        if "/MCID" in kid and "/Stm" not in kid:
            return self._text(kid.get("/Pg", page), int(kid["/MCID"]))
        return None

    def _count(self) -> None:
        """Count an element or one thing told of it."""
        self._left -= 1
        if self._left < 0:
            raise too_large("the structure has more than half a million elements")

    def _said(self, told: object) -> str:
        """A text of the file, counted."""
        text = str(told)
        self._characters_left -= len(text)
        if self._characters_left < 0:
            raise too_large("the structure says more than a hundred million characters")
        return text

    def _element(
        self, found: pikepdf.Dictionary, page: pikepdf.Object | None, depth: int
    ) -> ReadElement | None:
        if depth > DEEPEST:
            raise too_large("the structure is more than 100 elements deep")
        if found.is_indirect:
            if found.objgen in self._met:
                return None
            self._met.add(found.objgen)
        here = found.get("/Pg", page)
        kids = (self._kid(kid, here, depth + 1) for kid in _row(found.get("/K")))
        name = self._said(found.S)[1:]
        actual = found.get("/ActualText")
        return ReadElement(
            name,
            self._standard(name),
            tuple(kid for kid in kids if kid is not None),
            None if actual is None else self._said(actual),
            self._said(found.get("/Alt", "")),
            self._said(found.get("/T", "")),
            self._said(found.get("/Lang", "")),
            *self._attributes(found),
        )

    def _standard(self, name: str) -> str:
        """The type a role map leads to; a map in circles leads nowhere."""
        for _ in range(_MOST_STEPS):
            mapped = self._roles.get(f"/{name}")
            if mapped is None:
                break
            name = str(mapped)[1:]
        return name

    def _text(self, page: pikepdf.Object | None, mcid: int) -> str | None:
        import pikepdf

        if not isinstance(page, pikepdf.Dictionary) or page.objgen not in self._pages:
            return None
        if page.objgen not in self._texts:
            self._texts[page.objgen] = self._reader.texts_of(self._pages[page.objgen])
        # A sequence is read once, however often a tree calls for it.
        return self._texts[page.objgen].pop(mcid, None)

    def _attributes(
        self, element: pikepdf.Dictionary
    ) -> tuple[tuple[tuple[str, str], ...], int]:
        """The user properties of an element and the columns that it spans."""
        import pikepdf

        data: list[tuple[str, str]] = []
        span = 1
        for owner in _row(element.get("/A")):
            self._count()
            if not isinstance(owner, pikepdf.Dictionary):
                continue
            if owner.get("/O") == "/UserProperties":
                data += self._properties(owner.get("/P"))
            elif owner.get("/O") == "/Table":
                span = int(owner.get("/ColSpan", 1))
        return tuple(data), span

    def _properties(self, row: Any) -> Iterator[tuple[str, str]]:
        import pikepdf

        for one in _row(row):
            self._count()
            if isinstance(one, pikepdf.Dictionary):
                yield self._said(one.get("/N", "")), self._said(one.get("/V", ""))


# pikepdf gives numbers, texts and truths as Python's own values.
def _row(held: Any) -> Iterator[Any]:
    import pikepdf

    if isinstance(held, pikepdf.Array):
        yield from held
    elif held is not None:
        yield held
