"""Damages to fonts."""

from __future__ import annotations

import re

import pikepdf
from pikepdf import Array, Dictionary, Name

from tests.support.damages.model import Damage, below, draw, font, resource
from tests.support.plain_fonts import plain_font

UNICODE = ("a-2u",)
FOUR = ("a-4",)
_PRIVATE = "<FEFFE000>"


def _program(pdf: pikepdf.Pdf) -> None:
    below(pdf).FontDescriptor.FontFile2.write(b"\0\1\0\0 no font")


def _bare(pdf: pikepdf.Pdf) -> None:
    del below(pdf).FontDescriptor["/FontFile2"]


def _cmap(pdf: pikepdf.Pdf, **entries: object) -> None:
    info = Dictionary(Registry="Adobe", Ordering="Other", Supplement=0)
    made = pdf.make_stream(
        b"/WMode 0 def", Type=Name.CMap, CMapName=Name.Own, CIDSystemInfo=info
    )
    for key, value in entries.items():
        made[f"/{key}"] = value
    font(pdf).Encoding = made


def _uses(pdf: pikepdf.Pdf) -> None:
    _cmap(pdf)
    font(pdf).Encoding.write(b"/Elsewhere usecmap")


def _map(pdf: pikepdf.Pdf) -> None:
    del below(pdf)["/CIDToGIDMap"]


def _map_cut(pdf: pikepdf.Pdf) -> None:
    table = below(pdf).CIDToGIDMap.read_bytes()
    below(pdf).CIDToGIDMap.write(table[: len(table) // 4 * 2])


def _map_to_nothing(pdf: pikepdf.Pdf) -> None:
    table = below(pdf).CIDToGIDMap.read_bytes()
    below(pdf).CIDToGIDMap.write(bytes(len(table)))


def _width(pdf: pikepdf.Pdf) -> None:
    below(pdf).W = Array([0, Array([300] * 60)])


def _cid_set(pdf: pikepdf.Pdf) -> None:
    below(pdf).FontDescriptor.CIDSet = pdf.make_stream(b"\x80")


def _simple(pdf: pikepdf.Pdf) -> None:
    program = pdf.make_stream(plain_font({"A": 500}))
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name.Plain, Flags=4, FontFile2=program
    )
    made = Dictionary(
        Type=Name.Font,
        Subtype=Name.TrueType,
        BaseFont=Name.Plain,
        FirstChar=65,
        LastChar=65,
        Widths=[500],
        Encoding=Name.WinAnsiEncoding,
        FontDescriptor=pdf.make_indirect(descriptor),
    )
    resource(pdf, "/Font", "/Damage", pdf.make_indirect(made))
    draw(pdf, b"BT /Damage 9 Tf (A) Tj ET")


def _few_widths(pdf: pikepdf.Pdf) -> None:
    _simple(pdf)
    pdf.pages[0].Resources.Font.Damage.LastChar = 70


def _texts(pdf: pikepdf.Pdf, new: bytes) -> None:
    """Every code stands for this text."""
    cmap = font(pdf).ToUnicode.read_bytes()
    font(pdf).ToUnicode = pdf.make_stream(
        re.sub(rb"(?<=> <)[0-9A-F]+(?=>\n)|(?<=\[<)[0-9A-F]+(?=>)", new, cmap)
    )


def _silent(pdf: pikepdf.Pdf) -> None:
    del font(pdf)["/ToUnicode"]


def _half_silent(pdf: pikepdf.Pdf) -> None:
    font(pdf).ToUnicode = pdf.make_stream(b"1 beginbfchar\n<0001> <6F6E>\nendbfchar")


def _notdef(pdf: pikepdf.Pdf) -> None:
    name = next(iter(pdf.pages[0].Resources.Font))
    draw(pdf, b"BT " + name.encode() + b" 9 Tf (\0\0) Tj ET")


def _private_actual(pdf: pikepdf.Pdf) -> None:
    draw(pdf, b"/Span<</ActualText " + _PRIVATE.encode() + b">>BDC EMC")


def _no_type(pdf: pikepdf.Pdf) -> None:
    font(pdf).Subtype = Name.Type7


def _no_such_cmap(pdf: pikepdf.Pdf) -> None:
    font(pdf).Encoding = Name("/Own-H")


DAMAGES = (
    Damage("font-dictionary", "ISO 19005-2 6.2.11.2", "a kind that is none", _no_type),
    Damage("font-dictionary", "ISO 19005-2 6.2.11.2", "widths that do not fit", _few_widths),
    Damage("font-program", "ISO 19005-2 6.2.11.2", "a program that is none", _program),
    Damage("font-system-info", "ISO 19005-2 6.2.11.3.1", "a CMap of other glyphs", _cmap),
    Damage("font-system-info", "ISO 14289-1 7.21.3.1", "a CMap of other glyphs", _cmap),
    Damage("font-glyph-map", "ISO 19005-2 6.2.11.3.2", "no CIDToGIDMap", _map),
    Damage("font-cmap", "ISO 19005-2 6.2.11.3.3", "a CMap nobody knows", _no_such_cmap),
    Damage(
        "font-writing-mode",
        "ISO 19005-2 6.2.11.3.3",
        "two writing modes",
        lambda pdf: _cmap(pdf, WMode=1),
    ),
    Damage("font-cmap-used", "ISO 19005-2 6.2.11.3.3", "a CMap on one nobody knows", _uses),
    Damage("font-embedded", "ISO 19005-2 6.2.11.4.1", "no program", _bare),
    Damage("font-embedded", "ISO 14289-1 7.21.4.1", "no program", _bare),
    Damage("font-embedded", "ISO 19005-4 6.2.10.4.1", "no program", _bare, standards=FOUR),
    Damage("font-glyphs", "ISO 19005-2 6.2.11.4.1", "half a CIDToGIDMap", _map_cut),
    Damage("font-cid-set", "ISO 19005-2 6.2.11.4.2", "a CIDSet of one", _cid_set),
    Damage("font-widths", "ISO 19005-2 6.2.11.5", "narrow widths", _width),
    Damage("font-widths", "ISO 19005-4 6.2.10.5", "narrow widths", _width, standards=FOUR),
    Damage("font-encoding", "ISO 19005-2 6.2.11.6", "symbols with an encoding", _simple),
    Damage("to-unicode", "ISO 19005-2 6.2.11.7.2", "no ToUnicode", _silent, standards=UNICODE),
    Damage("to-unicode", "ISO 14289-1 7.21.7", "no ToUnicode", _silent),
    Damage("to-unicode", "ISO 19005-2 6.2.11.7.2", "codes without text", _half_silent),
    Damage(
        "to-unicode-value", "ISO 19005-2 6.2.11.7.2", "U+0000", lambda pdf: _texts(pdf, b"0000")
    ),
    Damage(
        "to-unicode-value",
        "ISO 19005-4 6.2.10.7",
        "U+FEFF",
        lambda pdf: _texts(pdf, b"FEFF"),
        standards=FOUR,
    ),
    Damage(
        "private-use",
        "ISO 19005-2 6.2.11.7.3",
        "private characters",
        lambda pdf: _texts(pdf, b"E000"),
    ),
    Damage(
        "private-use-actual",
        "ISO 19005-4 6.2.10.8",
        "ActualText of them",
        _private_actual,
        standards=FOUR,
    ),
    Damage("notdef", "ISO 19005-2 6.2.11.8", ".notdef", _notdef),
    Damage("notdef", "ISO 14289-1 7.21.8", "all codes lead to it", _map_to_nothing),
)
