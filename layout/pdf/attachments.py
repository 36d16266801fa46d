"""Files that travel in the PDF: embedded, named, and tied to the document they belong to.

Source: ISO 32000-2 7.11.3, 7.11.4 and 14.13; ISO 19005-3 6.8; ISO 19005-4 6.9.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from layout.pdf.canvas import deflated, dictionary, name, row
from layout.pdf.checksum import md5_of
from layout.pdf.metadata import dates_of
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.pdfbase.pdfdoc import PDFDictionary

    from layout.pdf.canvas import Document

# ISO 32000-2 table 43, AFRelationship.
Relationship = Literal["Source", "Data", "Supplement", "Alternative", "Unspecified"]


class Attachment(Record):
    """A file to embed. `path` is relative, with `/`; `modified` a date of ISO 8601, or none."""

    path: str
    content: bytes
    mime: str = "application/octet-stream"
    relationship: Relationship = "Unspecified"
    description: str = ""
    modified: str = ""


def attach(document: Document, attachments: Sequence[Attachment]) -> None:
    """Embed the files: in the name tree of all, and tied to the document."""
    paths = [one.path for one in attachments]
    assert len(set(paths)) == len(paths), "each file is attached once"
    # ISO 32000-2 7.9.6: the keys of a name tree stand in their order.
    keyed = sorted((_key(one.path), one) for one in attachments)
    specifications = [document.add(_specification(document, one)) for _, one in keyed]
    leaves: list[object] = []
    for (key, _), specification in zip(keyed, specifications, strict=True):
        leaves += (_text(key), specification)
    document.add_names("EmbeddedFiles", dictionary({"Names": row(leaves)}))
    document.set_catalog(AF=row(specifications))


def _specification(document: Document, one: Attachment) -> PDFDictionary:
    """A file specification dictionary. Source: ISO 32000-2 table 43."""
    params: dict[str, object] = {
        "Size": len(one.content),
        "CheckSum": f"<{md5_of(one.content).hex()}>".encode("ascii"),
    }
    if one.modified:
        params["ModDate"] = f"({dates_of(one.modified).info})".encode("ascii")
    packed = deflated(one.content)
    smaller = len(packed) < len(one.content)
    entries: dict[str, object] = {
        "Type": name("EmbeddedFile"),
        "Subtype": _mime_name(one.mime),
        "Params": dictionary(params),
    }
    if smaller:
        entries["Filter"] = name("FlateDecode")
    kept = packed if smaller else one.content
    stream = document.add_stream(kept, entries, packed=True)
    specification: dict[str, object] = {
        "Type": name("Filespec"),
        "F": _text(one.path),
        "UF": _text(one.path),
        "AFRelationship": name(one.relationship),
        "EF": dictionary({"F": stream, "UF": stream}),
    }
    if one.description:
        specification["Desc"] = _text(one.description)
    return dictionary(specification)


def _key(path: str) -> str:
    """A path as a key of the name tree: ASCII, which readers of all kinds put in one order.

    What is not stands as its bytes in UTF-8, each with a percent sign (RFC 3986 2.1).
    """
    kept = (
        chr(byte) if 0x20 <= byte < 0x7F and byte != ord("%") else f"%{byte:02X}"
        for byte in path.encode("utf-8")
    )
    return "".join(kept)


def _mime_name(mime: str) -> str:
    """A media type as a name: its slash and signs escaped. Source: ISO 32000-2 7.3.5."""
    assert mime.isascii()
    kept = (char if char.isalnum() or char in "-.+" else f"#{ord(char):02X}" for char in mime)
    return "/" + "".join(kept)


def _text_bytes(text: str) -> bytes:
    """A text string: ASCII as it stands, anything else as UTF-16 with its mark."""
    return text.encode("ascii") if text.isascii() else b"\xfe\xff" + text.encode("utf-16-be")


def _text(text: str) -> bytes:
    return f"<{_text_bytes(text).hex().upper()}>".encode("ascii")
