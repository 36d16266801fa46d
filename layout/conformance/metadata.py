"""Clauses on metadata: the packet, Info, extension schemas, what the file claims (6.6)."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from layout.conformance.extensions import schema_faults, undefined_properties
from layout.conformance.marks import item_of
from layout.conformance.packet import DC, PDF, PDFA, PDFUA, XMP, read_packet
from layout.conformance.records import Breach, Clause

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.conformance.opened import Opened
    from layout.pdf.standards import Standard

_SAME = (
    ("/Title", DC, "title"),
    ("/Subject", DC, "description"),
    ("/Keywords", PDF, "Keywords"),
    ("/Creator", XMP, "CreatorTool"),
    ("/Producer", PDF, "Producer"),
)
_SAME_DATES = (("/CreationDate", "CreateDate"), ("/ModDate", "ModifyDate"))
_SEPARATORS = " \t,;&，、；·和"
_PDF_DATE = re.compile(
    r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:(Z)|([+-])(\d\d)'?(\d\d)?)?'?(?:\d\d'?)?\Z"
)
_XMP_DATE = re.compile(
    r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?"
    r"(?:(Z)|([+-])(\d\d):(\d\d))?\Z"
)


def _there(opened: Opened) -> Iterator[Breach]:
    ref = opened.catalog.get("/Metadata")
    entries = opened.entries(ref)
    if not opened.is_stream(ref):
        yield Breach("the document has no metadata", "catalogue")
    elif (entries.get("/Type"), entries.get("/Subtype")) != ("/Metadata", "/XML"):
        yield Breach("the metadata are not of Type Metadata and Subtype XML", item_of(ref))


def _header(opened: Opened) -> Iterator[Breach]:
    for word in ("bytes", "encoding"):
        if re.search(rf"\s{word}\s*=", opened.packet.header):
            yield Breach(f"the packet's header has {word}", "XMP")


def _valid(opened: Opened) -> Iterator[Breach]:
    if opened.packet.fault:
        yield Breach(opened.packet.fault, "XMP")
    main = opened.catalog.get("/Metadata")
    for ref in sorted(opened.streams - {str(main)}):
        if opened.entries(ref).get("/Type") == "/Metadata":
            fault = read_packet(opened.bytes_of(ref)).fault
            if fault:
                yield Breach(fault, item_of(ref))


def _encoding(opened: Opened) -> Iterator[Breach]:
    if opened.packet.encoding not in {"", "utf-8"}:
        yield Breach("the packet is not in UTF-8", "XMP", measured=opened.packet.encoding)


def _schemas(opened: Opened) -> Iterator[Breach]:
    for fault in schema_faults(opened.packet):
        yield Breach(fault, "extension schema")


def _properties(opened: Opened) -> Iterator[Breach]:
    for name, fault in undefined_properties(opened.packet):
        yield Breach(fault, name)


def _info(opened: Opened) -> Iterator[Breach]:
    packet = opened.packet
    if not packet.there or packet.fault:
        return
    for key, namespace, name in _SAME:
        said = opened.text_of(opened.info.get(key))
        if key in opened.info and said != packet.text(namespace, name):
            yield Breach("Info and XMP differ", key[1:], "", said, packet.text(namespace, name))
    creators = [value for one in packet.all_of(DC, "creator") for value in one.values]
    author = opened.text_of(opened.info.get("/Author"))
    if "/Author" in opened.info and not _same_people(author, creators):
        yield Breach("Info and XMP differ", "Author", "", author, ", ".join(creators))
    for key, name in _SAME_DATES:
        said = opened.text_of(opened.info.get(key))
        told = packet.text(XMP, name)
        if key in opened.info and (
            _date(_PDF_DATE, said) is None or not _same_date(said, told)
        ):
            yield Breach("Info and XMP differ", key[1:], "", said, told)


def _same_people(author: str, creators: list[str]) -> bool:
    """Whether a line of authors names these people in this order, and nobody else."""
    at = 0
    for creator in creators:
        found = author.find(creator, at)
        if found < 0 or author[at:found].strip(_SEPARATORS):
            return False
        at = found + len(creator)
    return not author[at:].strip(_SEPARATORS)


def _same_date(info: str, xmp: str) -> bool:
    return _date(_PDF_DATE, info) == _date(_XMP_DATE, xmp)


def _date(pattern: re.Pattern[str], text: str) -> datetime.datetime | None:
    match = pattern.match(text)
    if match is None:
        return None
    year, month, day, hour, minute, second = (
        int(part or default)
        for part, default in zip(match.groups()[:6], (0, 1, 1, 0, 0, 0), strict=True)
    )
    sign = -1 if match[8] == "-" else 1
    offset = sign * datetime.timedelta(hours=int(match[9] or 0), minutes=int(match[10] or 0))
    try:
        local = datetime.datetime(year, month, day, hour, minute, second, tzinfo=datetime.UTC)
        return local - offset
    except (ValueError, OverflowError):
        return None


def _archive(opened: Opened) -> list[Standard]:
    return [one for one in opened.standards if one.family == "a"]


def _claims_there(opened: Opened) -> Iterator[Breach]:
    for wanted in _archive(opened):
        part = opened.packet.text(PDFA, "part")
        level = opened.packet.text(PDFA, "conformance")
        if not opened.packet.all_of(PDFA, "part"):
            yield Breach("the file does not say that it is PDF/A", "XMP", allowed=wanted.title)
        elif part != str(wanted.part) or level != wanted.level:
            said = f"PDF/A-{part}{level.lower()}"
            yield Breach(
                "the file says that it is another PDF/A", "XMP", "", said, wanted.title
            )


def _prefixes(opened: Opened) -> Iterator[Breach]:
    found = opened.packet.prefixes.get(PDFA, ())
    if opened.packet.all_of(PDFA, "part") and set(found) != {"pdfaid"}:
        yield Breach("the claim's prefix is not pdfaid", "XMP", measured=" ".join(found))


def _revision(opened: Opened) -> Iterator[Breach]:
    revision = opened.packet.text(PDFA, "rev")
    if not re.fullmatch(r"\d{4}", revision):
        yield Breach("pdfaid:rev is no year of four digits", "XMP", measured=revision)


def _claims_ua(opened: Opened) -> Iterator[Breach]:
    part = opened.packet.text(PDFUA, "part")
    if part != "1":
        yield Breach("the file does not say that it is PDF/UA-1", "XMP", measured=part)


def _prefix_ua(opened: Opened) -> Iterator[Breach]:
    found = opened.packet.prefixes.get(PDFUA, ())
    if opened.packet.all_of(PDFUA, "part") and set(found) != {"pdfuaid"}:
        yield Breach("the claim's prefix is not pdfuaid", "XMP", measured=" ".join(found))


CLAUSES = (
    Clause(
        "metadata",
        "6.6.2.1",
        "6.7.2.1",
        "7.1",
        "The catalogue has metadata: a stream of Type Metadata and Subtype XML.",
        "Every file has it.",
        _there,
        x4="document metadata",
    ),
    Clause(
        "xmp-header",
        "6.6.2.1",
        "6.7.2.1",
        "",
        "The packet's header has neither bytes nor encoding.",
        "It has begin and id.",
        _header,
    ),
    Clause(
        "xmp-valid",
        "6.6.2.1",
        "6.7.2.1",
        "",
        "All metadata are well-formed XMP.",
        "Texts are escaped; what XML cannot hold is refused.",
        _valid,
        x4="document metadata",
    ),
    Clause(
        "xmp-utf8",
        "6.6.2.1",
        "6.7.2.1",
        "",
        "The packet is in UTF-8.",
        "It is.",
        _encoding,
    ),
    Clause(
        "extension-schema",
        "6.6.2.3.3",
        "",
        "",
        "Extension schemas are described in full, and with the prefixes that are set for them.",
        "PRISM and PDF/UA are described, property by property.",
        _schemas,
    ),
    Clause(
        "xmp-property",
        "6.6.2.3.1",
        "",
        "",
        "Every property is of a schema that XMP knows, or of one that the file describes.",
        "What is written is described.",
        _properties,
    ),
    Clause(
        "info-differs",
        "6.6.3",
        "",
        "",
        "What Info says, the metadata say too, in the same words.",
        "Both are made from one record.",
        _info,
        x4="document metadata",
    ),
    Clause(
        "claim",
        "6.6.4",
        "6.7.3",
        "",
        "The metadata say which part and level of PDF/A the file keeps.",
        "The claim is that of the standard asked for.",
        _claims_there,
    ),
    Clause(
        "claim-prefix",
        "6.6.4",
        "6.7.3",
        "",
        "The claim is written with the prefix pdfaid.",
        "It is.",
        _prefixes,
    ),
    Clause(
        "claim-revision",
        "",
        "6.7.3",
        "",
        "pdfaid:rev is the year of the standard.",
        "It is 2020.",
        _revision,
    ),
    Clause(
        "claim-ua",
        "",
        "",
        "5",
        "The metadata say that the file is PDF/UA-1.",
        "The claim is that of the standard asked for.",
        _claims_ua,
    ),
    Clause(
        "claim-ua-prefix",
        "",
        "",
        "5",
        "The claim is written with the prefix pdfuaid.",
        "It is.",
        _prefix_ua,
    ),
)
