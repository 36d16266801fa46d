"""The schemas XMP knows, and those a file describes itself (ISO 19005-2 6.6.2.3)."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from layout.conformance.packet import (
    DC,
    EXTENSION,
    PDF,
    PDFA,
    RDF,
    XMP,
    Packet,
    Property,
    fields_of,
    items_of,
    split_name,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree.ElementTree import Element

_AIIM = "http://www.aiim.org/pdfa/ns/"
_SCHEMA, _PROPERTY, _TYPE, _FIELD = (
    f"{_AIIM}{name}#" for name in ("schema", "property", "type", "field")
)
_PREFIXES = {EXTENSION: "pdfaExtension", _SCHEMA: "pdfaSchema", _PROPERTY: "pdfaProperty"}
_PREFIXES |= {_TYPE: "pdfaType", _FIELD: "pdfaField"}
# Fields that must be there, and those that may.
_SCHEMA_FIELDS = ("schema", "namespaceURI", "prefix", "property"), ("valueType",)
_PROPERTY_FIELDS = ("name", "valueType", "category", "description"), ()
_TYPE_FIELDS = ("type", "namespaceURI", "prefix", "description"), ("field",)
_FIELD_FIELDS = ("name", "valueType", "description"), ()
_RIGHTS = f"{XMP}rights/"
_MEDIA = f"{XMP}mm/"

# XMP Specification (September 2005), 4: the container of each property.
KNOWN: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        DC: {
            **dict.fromkeys(
                ("contributor", "language", "publisher", "relation", "subject", "type"), "Bag"
            ),
            **dict.fromkeys(("creator", "date"), "Seq"),
            **dict.fromkeys(("description", "rights", "title"), "Alt"),
            **dict.fromkeys(("coverage", "format", "identifier", "source"), "Text"),
        },
        XMP: {
            **dict.fromkeys(("Advisory", "Identifier"), "Bag"),
            "Thumbnails": "Alt",
            **dict.fromkeys(
                [
                    "BaseURL",
                    "CreateDate",
                    "CreatorTool",
                    "Label",
                    "MetadataDate",
                    "ModifyDate",
                    "Nickname",
                    "Rating",
                ],
                "Text",
            ),
        },
        PDF: dict.fromkeys(("Keywords", "PDFVersion", "Producer", "Trapped"), "Text"),
        PDFA: dict.fromkeys(("part", "amd", "corr", "conformance", "rev"), "Text"),
        EXTENSION: {"schemas": "Bag"},
        _RIGHTS: {
            **dict.fromkeys(("Certificate", "Marked", "WebStatement"), "Text"),
            "Owner": "Bag",
            "UsageTerms": "Alt",
        },
        _MEDIA: {
            **dict.fromkeys(("History", "Versions"), "Seq"),
            **dict.fromkeys(("DerivedFrom", "ManagedFrom", "RenditionOf"), "Struct"),
            **dict.fromkeys(
                [
                    "DocumentID",
                    "InstanceID",
                    "Manager",
                    "ManageTo",
                    "ManageUI",
                    "ManagerVariant",
                    "OriginalDocumentID",
                    "RenditionClass",
                    "RenditionParams",
                    "VersionID",
                    "LastURL",
                    "SaveID",
                ],
                "Text",
            ),
        },
    }
)
# Schemas of pictures and films: known to XMP, their properties not looked at one by one.
_KNOWN_WHOLE = frozenset(
    {
        f"{XMP}bj/",
        f"{XMP}t/pg/",
        "http://ns.adobe.com/photoshop/1.0/",
        "http://ns.adobe.com/camera-raw-settings/1.0/",
        "http://ns.adobe.com/tiff/1.0/",
        "http://ns.adobe.com/exif/1.0/",
        "http://ns.adobe.com/exif/1.0/aux/",
        "http://ns.adobe.com/xmp/1.0/DynamicMedia/",
    }
)
_KINDS = {"alt": "Alt", "seq": "Seq", "bag": "Bag", "lang": "Alt"}
_SIMPLE = frozenset(
    [
        "text",
        "integer",
        "real",
        "boolean",
        "date",
        "uri",
        "url",
        "mimetype",
        "agentname",
        "propername",
        "locale",
        "rational",
        "gpscoordinate",
        "renditionclass",
        "guid",
        "xpath",
        "choice",
        "closed",
        "open",
    ]
)


def undefined_properties(packet: Packet) -> Iterator[tuple[str, str]]:
    """Properties that no schema describes, or of another kind than it says: name and fault."""
    described = _described(packet)
    for one in packet.properties:
        if one.namespace in _KNOWN_WHOLE:
            continue
        known = KNOWN.get(one.namespace) or described.get(one.namespace)
        title = _title(packet, one)
        if known is None or one.name not in known:
            yield title, "the property is of no schema that is known or described"
        elif known[one.name] not in {"", one.kind}:
            yield title, f"the property is {one.kind}, not {known[one.name]}"


def _title(packet: Packet, one: Property) -> str:
    prefixes = packet.prefixes.get(one.namespace, ("",))
    return f"{prefixes[0]}:{one.name}"


def _schemas(packet: Packet) -> Iterator[Element]:
    if packet.root is None:
        return
    for container in packet.root.iter(f"{{{EXTENSION}}}schemas"):
        yield from items_of(container, "Bag")


def _described(packet: Packet) -> dict[str, dict[str, str]]:
    """The kind of each property that the file's own schemas describe, by namespace."""
    found: dict[str, dict[str, str]] = {}
    for schema in _schemas(packet):
        fields = fields_of(schema)
        namespace = _text(fields.get(f"{{{_SCHEMA}}}namespaceURI"))
        kinds = found.setdefault(namespace, {})
        for one in items_of(fields.get(f"{{{_SCHEMA}}}property"), "Seq"):
            inner = fields_of(one)
            name = _text(inner.get(f"{{{_PROPERTY}}}name"))
            kinds[name] = _kind(_text(inner.get(f"{{{_PROPERTY}}}valueType")))
    return found


def _kind(value_type: str) -> str:
    """The kind of value a type is; empty for types that are not looked into."""
    first = value_type.lower().split(" ")[0] if value_type else ""
    return _KINDS.get(first, "Text" if first in _SIMPLE else "")


def _text(element: Element | None) -> str:
    return (element.text or "").strip() if element is not None else ""


def schema_faults(packet: Packet) -> Iterator[str]:
    """What is wrong with the descriptions of a file's own schemas."""
    if packet.root is None:
        return
    for namespace, prefix in _PREFIXES.items():
        found = packet.prefixes.get(namespace, (prefix,))
        if set(found) != {prefix}:
            yield f"the prefix of {namespace} is {' '.join(found)}, not {prefix}"
    for container in packet.root.iter(f"{{{EXTENSION}}}schemas"):
        if not items_of(container, "Bag"):
            yield "pdfaExtension:schemas is no bag of schemas"
    for schema in _schemas(packet):
        yield from _schema_faults(schema)


def _schema_faults(schema: Element) -> Iterator[str]:
    yield from _faults(schema, _SCHEMA, _SCHEMA_FIELDS)
    fields = fields_of(schema)
    types = items_of(fields.get(f"{{{_SCHEMA}}}valueType"), "Seq")
    own = {_text(fields_of(one).get(f"{{{_TYPE}}}type")).lower() for one in types}
    for one in items_of(fields.get(f"{{{_SCHEMA}}}property"), "Seq"):
        yield from _property_faults(one, own)
    for one in types:
        yield from _faults(one, _TYPE, _TYPE_FIELDS)
        for field in items_of(fields_of(one).get(f"{{{_TYPE}}}field"), "Seq"):
            yield from _faults(field, _FIELD, _FIELD_FIELDS)


def _property_faults(one: Element, own_types: set[str]) -> Iterator[str]:
    yield from _faults(one, _PROPERTY, _PROPERTY_FIELDS)
    fields = fields_of(one)
    category = _text(fields.get(f"{{{_PROPERTY}}}category"))
    if category and category not in {"internal", "external"}:
        yield f"pdfaProperty:category is {category}"
    value_type = _text(fields.get(f"{{{_PROPERTY}}}valueType")).lower()
    last = value_type.split(" ")[-1] if value_type else ""
    if last and last not in _SIMPLE | _KINDS.keys() | own_types:
        yield f"pdfaProperty:valueType {value_type} is not described"


def _faults(
    element: Element, namespace: str, fields: tuple[tuple[str, ...], tuple[str, ...]]
) -> Iterator[str]:
    wanted, more = fields
    found = fields_of(element)
    prefix = _PREFIXES[namespace]
    for name in wanted:
        if not _holds(found.get(f"{{{namespace}}}{name}")):
            yield f"{prefix}:{name} is missing in an extension schema"
    for tag in found:
        where, name = split_name(tag)
        if where != RDF and (where != namespace or name not in wanted + more):
            yield f"{name} is no field of {prefix}"


def _holds(element: Element | None) -> bool:
    return element is not None and bool(_text(element) or len(element))
