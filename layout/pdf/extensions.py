"""Extension schemas: what PDF/A must be told of properties that it does not know.

Source: ISO 19005-2 6.6.2.3.2, 6.6.2.3.3 (the same in ISO 19005-3; ISO 19005-4 asks for none).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from layout.pdf.metadata import element

if TYPE_CHECKING:
    from collections.abc import Iterable

PRISM = "http://prismstandard.org/namespaces/basic/3.0/"
PDF_UA = "http://www.aiim.org/pdfua/ns/id/"
# House style: our own properties, for what no common schema has.
SERIAL = "urn:banxin:serial:1/"

NAMESPACES = {
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
    "pdfaType": "http://www.aiim.org/pdfa/ns/type#",
    "pdfaField": "http://www.aiim.org/pdfa/ns/field#",
}


class _Property(NamedTuple):
    name: str
    value_type: str
    description: str
    category: str = "external"


class _Type(NamedTuple):
    name: str
    description: str
    fields: tuple[_Property, ...]


class Schema(NamedTuple):
    """A schema as the file describes it; `types` are those of its own."""

    title: str
    uri: str
    prefix: str
    properties: tuple[_Property, ...]
    types: tuple[_Type, ...] = ()


PRISM_SCHEMA = Schema(
    "PRISM Basic Metadata",
    PRISM,
    "prism",
    (
        _Property("publicationName", "Text", "Title of the magazine"),
        _Property("issn", "Text", "ISSN of the magazine"),
        _Property("volume", "Text", "Volume of the issue"),
        _Property("number", "Text", "Number of the issue"),
        _Property("issueName", "Text", "Title of the issue"),
        _Property("coverDate", "Date", "Date of the issue"),
        _Property("coverDisplayDate", "Text", "Date and number as the cover prints them"),
        _Property("pageRange", "Text", "Folios of the issue"),
    ),
)
PDF_UA_SCHEMA = Schema(
    "PDF/UA identification",
    PDF_UA,
    "pdfuaid",
    (_Property("part", "Integer", "Part of ISO 14289 that the file keeps", "internal"),),
)
SERIAL_SCHEMA = Schema(
    "Serial issue",
    SERIAL,
    "serial",
    (
        _Property("cn", "Text", "Chinese serial number (GB/T 9999.1)"),
        _Property("articles", "Seq Article", "Articles in the order of their first pages"),
    ),
    (
        _Type(
            "Article",
            "An article of the issue",
            (
                _Property("title", "Text", "Title"),
                _Property("authors", "Seq Text", "Names of those who wrote it"),
                _Property("contributors", "Seq Text", "Names of those who helped"),
                _Property("section", "Text", "Section of the magazine"),
                _Property("startingPage", "Text", "Label of its first page"),
                _Property("pageRange", "Text", "Labels of all its pages"),
            ),
        ),
    ),
)


def described(schemas: Iterable[Schema]) -> str:
    """The description of schemas, as a property of the packet."""
    items = "\n".join(map(_schema, schemas))
    return f"<pdfaExtension:schemas><rdf:Bag>\n{items}\n</rdf:Bag></pdfaExtension:schemas>"


def structure(*parts: str) -> str:
    """An item of an array that has fields of its own."""
    return f'<rdf:li rdf:parseType="Resource">{"".join(parts)}</rdf:li>'


def sequence(tag: str, items: Iterable[str], kind: str = "Seq") -> str:
    """A property that is an array of ready items; nothing where there are none."""
    listed = "".join(items)
    return f"<{tag}><rdf:{kind}>{listed}</rdf:{kind}></{tag}>" if listed else ""


def _schema(schema: Schema) -> str:
    return structure(
        element("pdfaSchema:schema", schema.title),
        element("pdfaSchema:namespaceURI", schema.uri),
        element("pdfaSchema:prefix", schema.prefix),
        sequence("pdfaSchema:property", map(_property, schema.properties)),
        sequence("pdfaSchema:valueType", (_type(one, schema) for one in schema.types)),
    )


def _property(one: _Property) -> str:
    return structure(
        element("pdfaProperty:name", one.name),
        element("pdfaProperty:valueType", one.value_type),
        element("pdfaProperty:category", one.category),
        element("pdfaProperty:description", one.description),
    )


def _type(one: _Type, schema: Schema) -> str:
    return structure(
        element("pdfaType:type", one.name),
        element("pdfaType:namespaceURI", schema.uri),
        element("pdfaType:prefix", schema.prefix),
        element("pdfaType:description", one.description),
        sequence("pdfaType:field", map(_field, one.fields)),
    )


def _field(one: _Property) -> str:
    return structure(
        element("pdfaField:name", one.name),
        element("pdfaField:valueType", one.value_type),
        element("pdfaField:description", one.description),
    )
