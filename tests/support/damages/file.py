"""Damages to the file itself: header, trailer, objects, streams, limits."""

from __future__ import annotations

import re

import pikepdf
from pikepdf import Array, Dictionary, Name

from tests.support.damages.model import Damage, draw, page, resource

FOUR = ("a-4",)
UA = ("ua-1",)


def _header(data: bytes) -> bytes:
    return data.replace(b"%PDF-1.7", b"%PDF-1.9", 1)


def _header_2(data: bytes) -> bytes:
    return data.replace(b"%PDF-2.0", b"%PDF-1.7", 1)


def _mark(data: bytes) -> bytes:
    return data[:10] + b"text" + data[14:]


def _no_id(data: bytes) -> bytes:
    head, word, tail = data.rpartition(b"trailer")
    return head + word + tail.replace(b"/ID ", b"/IX ", 1)


def _locked(data: bytes) -> bytes:
    import io

    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(buffer, encryption=pikepdf.Encryption(owner="x", user="", R=4))
    return buffer.getvalue()


def _silent(data: bytes) -> bytes:
    import io

    allow = pikepdf.Permissions(accessibility=False, extract=False)
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(
            buffer,
            encryption=pikepdf.Encryption(
                owner="x", user="", R=3, allow=allow, aes=False, metadata=False
            ),
        )
    return buffer.getvalue()


def _xref(data: bytes) -> bytes:
    return data.replace(b"\nxref\n", b"\nxref \n", 1)


def _hex(data: bytes) -> bytes:
    return re.sub(
        rb"/ID \[ *<([0-9a-f]{32})>", lambda m: b"/ID [<" + m[1][:-1] + b"g>", data, count=1
    )


def _length(data: bytes) -> bytes:
    match = re.search(rb"/Length (\d+)", data)
    assert match
    said = str(int(match[1]) - 2).rjust(len(match[1]), "0").encode()
    return data[: match.start(1)] + said + data[match.end(1) :]


def _stream_end(data: bytes) -> bytes:
    return data.replace(b"\nendstream", b" endstream", 1)


def _object_head(data: bytes) -> bytes:
    return re.sub(rb"\n3 0 obj\n", b"\n3  0 obj\n", data, count=1)


def _object_end(data: bytes) -> bytes:
    return data.replace(b"\nendobj\n", b" endobj\n", 1)


def _lzw(pdf: pikepdf.Pdf) -> None:
    # A clear code, the byte A, and the end, nine bits each.
    made = pikepdf.Stream(pdf, bytes([0x80, 0x10, 0x60, 0x20]))
    made.Filter = Name.LZWDecode
    pdf.Root.Damage = pdf.make_indirect(made)


def _outside(pdf: pikepdf.Pdf) -> None:
    made = pdf.make_stream(b"")
    made.F = pikepdf.String("elsewhere.txt")
    pdf.Root.Damage = made


def _name(data: bytes) -> bytes:
    return re.sub(rb"/BaseFont /[A-Z]{3}", b"/BaseFont /#ff", data)


def _version(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Version = Name("/1.7")


def _info(pdf: pikepdf.Pdf) -> None:
    pdf.trailer.Info = pdf.make_indirect(Dictionary(Title="汐岸"))


def _info_and_more(pdf: pikepdf.Pdf) -> None:
    pdf.Root.PieceInfo = Dictionary()
    _info(pdf)


def _no_pages(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Pages.Kids = Array()


def _inline(pdf: pikepdf.Pdf) -> None:
    draw(pdf, b"BI /W 1 /H 1 /BPC 8 /CS /G /F /LZW ID \x80\x10\x60\x20 EI")


def _deep(pdf: pikepdf.Pdf) -> None:
    draw(pdf, b"q " * 29 + b"Q " * 29)


def _colorants(pdf: pikepdf.Pdf) -> None:
    names = [Name(f"/Ink{number}") for number in range(33)]
    tint = pdf.make_stream(b"{0}", FunctionType=4, Domain=[0, 1] * 33, Range=[0, 1])
    inks = {str(one): Array([Name.Separation, one, Name.DeviceGray, tint]) for one in names}
    space = Array(
        [
            Name.DeviceN,
            Array(names),
            Name.DeviceGray,
            tint,
            Dictionary(Colorants=Dictionary(inks)),
        ]
    )
    resource(pdf, "/ColorSpace", "/Damage", space)
    draw(pdf, b"/Damage cs")


def _set(key: str, value: object):
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root[key] = value

    return change


def _box(pdf: pikepdf.Pdf) -> None:
    page(pdf).TrimBox = Array([0, 0, 2, 800])


def _after(data: bytes) -> bytes:
    return data + b"more\n"


def _cut(data: bytes) -> bytes:
    return data[: len(data) - len(data) // 8]


DAMAGES = (
    Damage("file-header", "ISO 19005-2 6.1.2", "a version that is none", rewrite=_header),
    Damage(
        "file-header-2", "ISO 19005-4 6.1.2", "an old header", rewrite=_header_2, standards=FOUR
    ),
    Damage("file-binary-mark", "ISO 19005-2 6.1.2", "the comment in ASCII", rewrite=_mark),
    Damage("file-id", "ISO 19005-2 6.1.3", "no ID", rewrite=_no_id),
    Damage("encrypted", "ISO 19005-2 6.1.3", "encrypted", rewrite=_locked),
    Damage(
        "locked-to-readers",
        "ISO 14289-1 7.16",
        "text kept from readers",
        rewrite=_silent,
        standards=UA,
    ),
    Damage("after-end", "ISO 19005-2 6.1.3", "more behind the end", rewrite=_after),
    Damage("info-in-4", "ISO 19005-4 6.1.3", "an Info dictionary", _info, standards=FOUR),
    Damage(
        "info-in-4", "ISO 19005-4 6.1.3", "Info with a title", _info_and_more, standards=FOUR
    ),
    Damage("file-sound", "ISO 19005-2 6.1.1", "an eighth cut off", rewrite=_cut),
    Damage("file-sound", "ISO 14289-1 6.1", "no page", _no_pages),
    Damage("xref-line-end", "ISO 19005-2 6.1.4", "a blank behind xref", rewrite=_xref),
    Damage("hex-string", "ISO 19005-2 6.1.6", "a digit g", rewrite=_hex),
    Damage(
        "stream-length", "ISO 19005-2 6.1.7", "a stream longer than it says", rewrite=_length
    ),
    Damage(
        "stream-line-ends",
        "ISO 19005-2 6.1.7",
        "no line end before endstream",
        rewrite=_stream_end,
    ),
    Damage("stream-outside", "ISO 19005-2 6.1.7", "data in another file", _outside),
    Damage("filter", "ISO 19005-2 6.1.7", "LZW", _lzw),
    Damage("filter", "ISO 19005-4 6.1.6.2", "LZW", _lzw, standards=FOUR),
    Damage("name-utf8", "ISO 19005-2 6.1.8", "a font's name with a stray byte", rewrite=_name),
    Damage("object-spacing", "ISO 19005-2 6.1.9", "two blanks in a head", rewrite=_object_head),
    Damage(
        "object-spacing", "ISO 19005-2 6.1.9", "endobj behind other words", rewrite=_object_end
    ),
    Damage("inline-filter", "ISO 19005-2 6.1.10", "LZW in an inline image", _inline),
    Damage(
        "permissions",
        "ISO 19005-2 6.1.12",
        "other permissions",
        _set("/Perms", Dictionary(X=1)),
    ),
    Damage("version-key", "ISO 19005-4 6.1.12", "Version 1.7", _version, standards=FOUR),
    Damage("limit", "ISO 19005-2 6.1.13", "29 levels of q", _deep),
    Damage("limit", "ISO 19005-2 6.1.13", "a number over 2^31", _set("/Damage", 2**31)),
    Damage(
        "limit",
        "ISO 19005-2 6.1.13",
        "a name of 128 bytes",
        _set("/Damage", Name("/" + "n" * 128)),
    ),
    Damage(
        "limit",
        "ISO 19005-2 6.1.13",
        "a long string",
        _set("/Damage", pikepdf.String("s" * 32768)),
    ),
    Damage("limit", "ISO 19005-2 6.1.13", "33 colourants", _colorants),
    Damage("page-size", "ISO 19005-2 6.1.13", "a trim of two points", _box),
)
