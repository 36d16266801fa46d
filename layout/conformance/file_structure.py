"""Clauses on the file itself: header, trailer, objects, streams, limits (6.1)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from layout.conformance.graphics import faults_of
from layout.conformance.marks import item_of
from layout.conformance.raw import (
    after_end,
    header_of,
    unclean_hex,
    unclean_tables,
)
from layout.conformance.records import Breach, Clause

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.conformance.objects import Entries
    from layout.conformance.opened import Opened

FILTERS = frozenset(
    [
        "ASCIIHexDecode",
        "ASCII85Decode",
        "FlateDecode",
        "RunLengthDecode",
        "CCITTFaxDecode",
        "JBIG2Decode",
        "DCTDecode",
        "JPXDecode",
    ]
)


def _header(opened: Opened, pattern: bytes, allowed: str) -> Iterator[Breach]:
    line, _ = header_of(opened.data)
    if not re.fullmatch(pattern, line):
        shown = line[:16].decode("latin-1")
        yield Breach("the first line is not the header", measured=shown, allowed=allowed)


def _header_1(opened: Opened) -> Iterator[Breach]:
    yield from _header(opened, rb"%PDF-1\.[0-7]", "%PDF-1.0 to %PDF-1.7")


def _header_2(opened: Opened) -> Iterator[Breach]:
    yield from _header(opened, rb"%PDF-2\.[0-9]", "%PDF-2.n")


def _binary_mark(opened: Opened) -> Iterator[Breach]:
    mark = header_of(opened.data)[1]
    if len(mark) < 4 or min(mark) < 128:
        yield Breach("the second line does not say that the file is binary")


def _identity(opened: Opened) -> Iterator[Breach]:
    ids = opened.row(opened.trailer.get("/ID"))
    if len(ids) != 2 or not all(opened.text_of(one) for one in ids):
        yield Breach("the trailer has no ID of two strings")


def _locked(opened: Opened) -> Iterator[Breach]:
    if opened.encrypted:
        yield Breach("the file is encrypted", item="trailer")


def _locked_to_readers(opened: Opened) -> Iterator[Breach]:
    if opened.encrypted:
        rights = opened.number(opened.entries(opened.trailer.get("/Encrypt")).get("/P"))
        if rights is None or not int(rights) & 512:
            yield Breach("the file keeps its text from programs that read aloud", "trailer")


def _after_end(opened: Opened) -> Iterator[Breach]:
    rest = after_end(opened.data)
    if rest or b"%%EOF" not in opened.data:
        yield Breach("something follows %%EOF, or it is missing", measured=f"{len(rest)} bytes")


def _info_of_4(opened: Opened) -> Iterator[Breach]:
    if "/Info" not in opened.trailer:
        return
    if "/PieceInfo" not in opened.catalog:
        yield Breach("there is an Info dictionary", item="trailer")
    elif set(opened.info) != {"/ModDate"}:
        yield Breach("the Info dictionary holds more than ModDate", item="Info")


def _sound(opened: Opened) -> Iterator[Breach]:
    for warning in opened.warnings:
        yield Breach(f"the file had to be mended to be read: {warning}")
    if not opened.pages:
        yield Breach("the file has no page")


def _tables(opened: Opened) -> Iterator[Breach]:
    if unclean_tables(opened.data):
        yield Breach("xref is not followed by one line end and a number")


def _hex_strings(opened: Opened) -> Iterator[Breach]:
    for digits in unclean_hex(opened):
        shown = digits[:24].decode("latin-1")
        yield Breach("a hexadecimal string has an odd or a wrong digit", measured=shown)


def _stream_lengths(opened: Opened) -> Iterator[Breach]:
    for one in opened.written:
        if one.said != one.real:
            yield Breach(
                "the stream is not as long as it says",
                item_of(one.ref),
                measured=str(one.real),
                allowed=str(one.said),
            )


def _stream_ends(opened: Opened) -> Iterator[Breach]:
    for one in opened.written:
        if not (one.start_is_clean and one.end_is_clean):
            yield Breach("stream or endstream has no line end of its own", item_of(one.ref))


def _outside_files(opened: Opened) -> Iterator[Breach]:
    for ref in sorted(opened.streams):
        for key in opened.entries(ref).keys() & {"/F", "/FFilter", "/FDecodeParms"}:
            yield Breach(f"the stream has {key}: its data are elsewhere", item_of(ref))


def _filters(opened: Opened) -> Iterator[Breach]:
    for ref in sorted(opened.streams):
        entries = opened.entries(ref)
        found = opened.at(entries.get("/Filter"))
        for one in found if isinstance(found, list) else [found] if found is not None else []:
            name = opened.name(one)
            if name not in FILTERS and not (name == "Crypt" and _is_identity(opened, entries)):
                yield Breach("the stream's filter is not allowed", item_of(ref), measured=name)


def _is_identity(opened: Opened, entries: Entries) -> bool:
    given = opened.at(entries.get("/DecodeParms"))
    rows = given if isinstance(given, list) else [given]
    names = [opened.name(opened.entries(one).get("/Name")) for one in rows]
    return any(name == "Identity" for name in names)


def _names(opened: Opened) -> Iterator[Breach]:
    for font in opened.used_fonts:
        if _is_bad_name(font.entries.get("/BaseFont")):
            yield Breach("the font's name is no UTF-8", item_of(font.key) or font.title)
    for space, page in opened.drawn.spots:
        colorants = space[1] if isinstance(space[1], list) else [space[1]]
        if any(map(_is_bad_name, colorants)):
            yield Breach("a colourant's name is no UTF-8", page=opened.pages[page].label)
    for element in opened.tree.elements:
        if _is_bad_name(element.entries.get("/S")):
            yield Breach("a structure type is no UTF-8", item_of(element.ref))


def _is_bad_name(value: object) -> bool:
    return isinstance(value, str) and value.startswith("n:")


def _spacing(opened: Opened) -> Iterator[Breach]:
    heads = opened.heads
    for ref in sorted(heads.unclean & opened.objects.keys()):
        yield Breach("number, generation and obj are not spaced by one blank", item_of(ref))
    if heads.unclean_ends:
        yield Breach("endobj is not on a line of its own", measured=str(heads.unclean_ends))


def _inline_filters(opened: Opened) -> Iterator[Breach]:
    yield from faults_of(opened, "filter", "the filter is not allowed")


def _permissions(opened: Opened) -> Iterator[Breach]:
    for key in sorted(
        opened.entries(opened.catalog.get("/Perms")).keys() - {"/UR3", "/DocMDP"}
    ):
        yield Breach(f"the permissions hold {key}", item="Perms")


def _version_key(opened: Opened) -> Iterator[Breach]:
    version = opened.name(opened.catalog.get("/Version"))
    if "/Version" in opened.catalog and not re.fullmatch(r"2\.[0-9]", version):
        yield Breach("the catalogue's Version is not 2.n", measured=version, allowed="2.n")


CLAUSES = (
    Clause(
        "file-header",
        "6.1.2",
        "",
        "",
        "A file begins with %PDF-1.n, n from 0 to 7, on a line of its own.",
        "The writer starts with %PDF-1.7.",
        _header_1,
    ),
    Clause(
        "file-header-2",
        "",
        "6.1.2",
        "",
        "A file begins with %PDF-2.n on a line of its own.",
        "The writer starts with %PDF-2.0 where PDF/A-4 is asked for.",
        _header_2,
    ),
    Clause(
        "file-binary-mark",
        "6.1.2",
        "6.1.2",
        "",
        "The second line is a comment of at least four bytes above 127.",
        "The writer puts four such bytes there.",
        _binary_mark,
    ),
    Clause(
        "file-id",
        "6.1.3",
        "6.1.3",
        "",
        "The trailer gives the file an identity: two strings.",
        "Both are made from what the file holds.",
        _identity,
        x4="file identity",
        x1="file identity",
    ),
    Clause(
        "encrypted",
        "6.1.3",
        "6.1.3",
        "",
        "The file is not encrypted.",
        "No file is encrypted.",
        _locked,
        x4="encryption",
        x1="encryption",
    ),
    Clause(
        "locked-to-readers",
        "",
        "",
        "7.16",
        "An encrypted file lets programs that read aloud take its text (bit 10 of P).",
        "No file is encrypted.",
        _locked_to_readers,
    ),
    Clause(
        "after-end",
        "6.1.3",
        "6.1.3",
        "",
        "Nothing follows the last %%EOF but one line end.",
        "%%EOF and a line feed are the end.",
        _after_end,
    ),
    Clause(
        "info-in-4",
        "",
        "6.1.3",
        "",
        "There is no Info dictionary, or it holds ModDate only, beside PieceInfo.",
        "PDF/A-4 files get no Info dictionary.",
        _info_of_4,
    ),
    Clause(
        "file-sound",
        "6.1.1",
        "6.1.1",
        "6.1",
        "The file is sound PDF: its objects are found where it says, and it has pages.",
        "Every file is read back before it is given out.",
        _sound,
        x4="file structure",
        x1="file structure",
    ),
    Clause(
        "xref-line-end",
        "6.1.4",
        "6.1.4",
        "",
        "One line end stands between xref and the numbers of its first section.",
        "The writer puts one line feed.",
        _tables,
    ),
    Clause(
        "hex-string",
        "6.1.6",
        "6.1.5",
        "",
        "Hexadecimal strings have an even number of digits and nothing else.",
        "Bytes are written as two digits each.",
        _hex_strings,
    ),
    Clause(
        "stream-length",
        "6.1.7",
        "6.1.6.1",
        "",
        "Length is the number of bytes between stream and endstream.",
        "It is counted from the packed bytes.",
        _stream_lengths,
    ),
    Clause(
        "stream-line-ends",
        "6.1.7",
        "6.1.6.1",
        "",
        "A line end follows stream, and another comes before endstream.",
        "The writer puts both.",
        _stream_ends,
    ),
    Clause(
        "stream-outside",
        "6.1.7",
        "6.1.6.1",
        "",
        "A stream's data are in the file: no F, FFilter or FDecodeParms.",
        "No stream has them.",
        _outside_files,
        x4="complete exchange",
        x1="complete exchange",
    ),
    Clause(
        "filter",
        "6.1.7",
        "6.1.6.2",
        "",
        "Streams are packed with the standard filters but LZW; Crypt only as Identity.",
        "Only Flate and DCT are written.",
        _filters,
    ),
    Clause(
        "name-utf8",
        "6.1.8",
        "6.1.7",
        "",
        "Names of fonts, colourants and structure types are UTF-8.",
        "Names are ASCII.",
        _names,
    ),
    Clause(
        "object-spacing",
        "6.1.9",
        "6.1.8",
        "",
        "Object number, generation and obj are one blank apart; obj and endobj stand on lines.",
        "The writer keeps to it, or packs the object.",
        _spacing,
    ),
    Clause(
        "inline-filter",
        "6.1.10",
        "6.1.9",
        "",
        "Inline images are packed with the standard filters but LZW and Crypt.",
        "No inline image is written; figures with others are refused.",
        _inline_filters,
    ),
    Clause(
        "permissions",
        "6.1.12",
        "6.1.11",
        "",
        "The permissions hold UR3 and DocMDP only.",
        "No permissions are written.",
        _permissions,
    ),
    Clause(
        "version-key",
        "",
        "6.1.12",
        "",
        "The catalogue's Version, if there is one, is 2.n.",
        "None is written.",
        _version_key,
    ),
)
