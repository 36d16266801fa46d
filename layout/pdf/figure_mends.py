"""What is changed in a figure on its way into an archive file, because nothing shows of it.

Source: ISO 19005-2 6.1.7.2, 6.2.4.3, 6.2.5, 6.2.8, 6.9.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.pdf.figure_parts import parts_of, press_profile

if TYPE_CHECKING:
    import pikepdf

# Orders to a press: screens, black generation, transfer functions that change nothing (others
# are refused: `layout.pdf.figure_rules`).
_PRESS = ("/HT", "/HTO", "/HTP", "/TR", "/TR2", "/BG", "/BG2", "/UCR", "/UCR2")
# Other versions of a picture, layers whose list stays behind, and smoothing by the reader.
_OF_OBJECTS = ("/OPI", "/Alternates", "/OC", "/Interpolate")


def mend(document: pikepdf.Pdf, page: pikepdf.Page, *, for_press: bool = False) -> None:
    """Make a page of an opened figure what an archive file may hold.

    Colours in CMYK become those of the press that the figure was made for, but where it goes
    to a press.
    """
    press = None if for_press else press_profile(document)
    for part in parts_of(page):
        if part.kind == "state":
            _without(part.found, _PRESS)
        elif part.kind in {"image", "form"}:
            _without(part.found, _OF_OBJECTS)
            _unpack_lzw(part.found)
        elif part.kind == "resources" and press is not None:
            _default_to(document, press, part.found)


def _without(holder: pikepdf.Object, keys: tuple[str, ...]) -> None:
    for key in keys:
        if key in holder:
            del holder[key]


def _unpack_lzw(stream: pikepdf.Object) -> None:
    """Streams are packed with LZW no more; they are deflated as they are saved."""
    if "LZW" in str(stream.get("/Filter")):
        stream.write(stream.read_bytes())


def _default_to(
    document: pikepdf.Pdf, press: pikepdf.Stream, resources: pikepdf.Object
) -> None:
    """Let DeviceCMYK mean the press's colours (ISO 32000-1 8.6.5.6)."""
    import pikepdf

    if "/ColorSpace" not in resources:
        resources.ColorSpace = pikepdf.Dictionary()
    if "/DefaultCMYK" not in resources.ColorSpace:
        profile = press if press.is_indirect else document.make_indirect(press)
        space = pikepdf.Array([pikepdf.Name.ICCBased, profile])
        resources.ColorSpace.DefaultCMYK = space
