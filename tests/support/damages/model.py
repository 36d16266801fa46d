"""What a damage is: one change of a conforming file, and the clause that it breaks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name

from tests.support.conforming import TAGGED, conforming, opened, saved

if TYPE_CHECKING:
    from collections.abc import Callable


class Damage(NamedTuple):
    """`what` is done to a file that keeps `standards`; `rule` finds `clause` broken."""

    rule: str
    clause: str
    what: str
    change: Callable[[pikepdf.Pdf], object] | None = None
    rewrite: Callable[[bytes], bytes] | None = None
    standards: tuple[str, ...] = TAGGED

    def __str__(self) -> str:
        return f"{self.rule}: {self.what}"

    def done(self) -> bytes:
        """The damaged file."""
        data = conforming(*self.standards)
        if self.change is not None:
            with opened(*self.standards) as pdf:
                self.change(pdf)
                data = saved(pdf)
        elif self.rewrite is not None:
            with opened(*self.standards) as pdf:
                data = saved(pdf)
        return self.rewrite(data) if self.rewrite is not None else data


def page(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """The first page."""
    return pdf.pages[0].obj


def draw(pdf: pikepdf.Pdf, content: bytes) -> None:
    """Draw more on the first page, as an artifact."""
    whole = page(pdf).Contents.read_bytes() + b"\n/Artifact BMC\n" + content + b"\nEMC\n"
    page(pdf).Contents = pdf.make_stream(whole)


def redraw(pdf: pikepdf.Pdf, old: bytes, new: bytes) -> None:
    """Change the first page's content."""
    content = page(pdf).Contents.read_bytes()
    assert old in content
    page(pdf).Contents = pdf.make_stream(content.replace(old, new, 1))


def resource(pdf: pikepdf.Pdf, kind: str, name: str, value: object) -> None:
    """Give the first page a resource."""
    resources = page(pdf).Resources
    if kind not in resources:
        resources[kind] = Dictionary()
    resources[kind][name] = value


def state(pdf: pikepdf.Pdf, **entries: object) -> None:
    """Use a graphics state on the first page."""
    made = pdf.make_indirect(Dictionary(Type=Name.ExtGState, **entries))
    resource(pdf, "/ExtGState", "/Damage", made)
    draw(pdf, b"/Damage gs")


def image(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """The picture on the first page."""
    found = page(pdf).Resources.XObject
    return next(one for one in found.values() if one.Subtype == "/Image")


def form(pdf: pikepdf.Pdf, content: bytes = b"", **entries: object) -> pikepdf.Object:
    """Show a form on the first page, as an artifact."""
    made = pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
    for key, value in entries.items():
        made[f"/{key}"] = value
    resource(pdf, "/XObject", "/Damage", made)
    draw(pdf, b"/Damage Do")
    return made


def font(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """The first page's font."""
    return next(iter(page(pdf).Resources.Font.values()))


def below(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """The CIDFont of the first page's font."""
    return font(pdf).DescendantFonts[0]


def annotate(pdf: pikepdf.Pdf, kind: str, **entries: object) -> pikepdf.Object:
    """Put an annotation on the first page."""
    flags = {"F": 4} if "F" not in entries else {}
    made = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=[9, 9, 19, 19], **flags, **entries
        )
    )
    if made.get("/F") == -1:
        del made["/F"]
    if "/Annots" not in page(pdf):
        page(pdf).Annots = Array()
    page(pdf).Annots.append(made)
    if kind == "Widget":
        pdf.Root.AcroForm = Dictionary(Fields=[made])
    return made


def act(pdf: pikepdf.Pdf, **entries: object) -> None:
    """Let the document do something when it is opened."""
    pdf.Root.OpenAction = Dictionary(**entries)


def xmp(old: str, new: str) -> Callable[[pikepdf.Pdf], None]:
    """What changes the metadata's text."""

    def change(pdf: pikepdf.Pdf) -> None:
        text = pdf.Root.Metadata.read_bytes().decode("utf-8")
        assert old in text
        pdf.Root.Metadata.write(text.replace(old, new, 1).encode("utf-8"))

    return change


def spot(pdf: pikepdf.Pdf, *space: object) -> None:
    """Paint with a colour space that stands in an array."""
    resource(pdf, "/ColorSpace", "/Damage", Array(list(space)))
    draw(pdf, b"/Damage cs 1 scn")


def layers(pdf: pikepdf.Pdf, *configs: pikepdf.Dictionary, **entries: object) -> None:
    """Optional content with a default configuration and others."""
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="notes"))
    named = {"Name": "all"} if "Name" not in entries else {}
    pdf.Root.OCProperties = Dictionary(
        OCGs=[group], D=Dictionary(**named, **entries), Configs=list(configs)
    )
