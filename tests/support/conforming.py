"""A small file that keeps its standards, with something of everything, to be damaged."""

from __future__ import annotations

import io
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name

from layout.pdf import PROFILES, write_pdf
from layout.pdf.standards import press_standard, standards_of
from layout.record import replace
from tests.support.inks import PRESS
from tests.support.opened import pages_of
from tests.support.square_font import square_font_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.display.model import Pages

TAGGED = ("a-2a", "ua-1")

CHARS = "①潮水码头缆绳灯"  # glyphs of their own

BODY = """\
潮水退去以后，码头上只剩下缆绳和灯[^a]。见[第 {page} 页](#harbour)。

## 缆绳

1. 系船
2. 解缆

::: table
| 时辰 | 潮高 |
|------|------|
| 子 | 三 |
| 午 | 五 |
:::

## 灯

潮水退去以后，码头上只剩下缆绳和灯。

[^a]: 灯在西岸。
"""


@lru_cache
def _pages() -> tuple[Pages, Path]:
    folder = Path(tempfile.mkdtemp())
    return pages_of(folder, body=BODY, chars=CHARS), folder


@lru_cache
def conforming(*standards: str) -> bytes:
    """An issue of one article as a file that keeps these standards."""
    if standards == ("a-4f",):
        return _with_a_file(conforming("a-4"))
    pages, folder = _pages()
    wanted = standards_of(standards or TAGGED)
    fonts = square_font_set(folder, CHARS)
    if press_standard(wanted) is not None:
        dated = replace(pages, created="2031-07-01")
        press = PROFILES["press"]
        return write_pdf(dated, fonts, profile=press, standards=wanted, press=PRESS)
    return write_pdf(pages, fonts, profile=PROFILES["archive"], standards=wanted)


def _with_a_file(data: bytes) -> bytes:
    """A PDF/A-4 made a PDF/A-4f: it holds a file."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        text = pdf.Root.Metadata.read_bytes().decode("utf-8")
        rev = "<pdfaid:rev>"
        level = "<pdfaid:conformance>F</pdfaid:conformance>"
        pdf.Root.Metadata.write(text.replace(rev, level + rev, 1).encode("utf-8"))
        embed(pdf)
        return saved(pdf)


def embed(pdf: pikepdf.Pdf, content: bytes = b"# notes", **entries: object) -> pikepdf.Object:
    """Embed a file as it should be; an entry given as None is left out."""
    stream = pdf.make_stream(content, Type=Name.EmbeddedFile, Subtype=Name("/text/markdown"))
    whole: dict[str, object] = {
        "Type": Name.Filespec,
        "F": pikepdf.String("notes.md"),
        "UF": pikepdf.String("notes.md"),
        "AFRelationship": Name.Source,
        "EF": Dictionary(F=stream, UF=stream),
        **entries,
    }
    kept = {key: value for key, value in whole.items() if value is not None}
    made = pdf.make_indirect(Dictionary(**kept))
    pdf.Root.Names["/EmbeddedFiles"] = Dictionary(Names=["notes.md", made])
    pdf.Root.AF = Array([made])
    return made


def opened(*standards: str) -> pikepdf.Pdf:
    """The file to change; it has no packed objects, so that its bytes can be changed too."""
    return pikepdf.open(io.BytesIO(conforming(*standards)))


def saved(pdf: pikepdf.Pdf) -> bytes:
    """The changed file: its objects one by one, its streams as they are."""
    buffer = io.BytesIO()
    pdf.save(
        buffer,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        compress_streams=False,
        fix_metadata_version=False,
        deterministic_id=True,
    )
    return buffer.getvalue()


def elements(pdf: pikepdf.Pdf, kind: str = "") -> Iterator[pikepdf.Object]:
    """The structure elements of a type, or all."""
    for found in pdf.objects:
        is_element = isinstance(found, pikepdf.Dictionary) and "/S" in found and "/P" in found
        if is_element and (not kind or f"/{kind}" == found.S):
            yield found
