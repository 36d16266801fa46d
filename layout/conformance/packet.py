"""The XMP packet: its properties, what it says of conformance, its extension schemas.

Source: ISO 16684-1; ISO 19005-2 6.6.2.
"""

from __future__ import annotations

import io
from types import MappingProxyType
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from layout.conformance.unpack import Unreadable
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from layout.conformance.objects import Objects

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XML = "http://www.w3.org/XML/1998/namespace"
DC = "http://purl.org/dc/elements/1.1/"
XMP = "http://ns.adobe.com/xap/1.0/"
PDF = "http://ns.adobe.com/pdf/1.3/"
PDFA = "http://www.aiim.org/pdfa/ns/id/"
PDFX = "http://www.npes.org/pdfx/ns/id/"
XMP_MM = "http://ns.adobe.com/xap/1.0/mm/"
PDFUA = "http://www.aiim.org/pdfua/ns/id/"
EXTENSION = "http://www.aiim.org/pdfa/ns/extension/"

NO_PREFIXES: Mapping[str, tuple[str, ...]] = MappingProxyType({})
_LARGEST = 16 << 20
_DEEPEST = 64
_CONTAINERS = {f"{{{RDF}}}{kind}": kind for kind in ("Alt", "Seq", "Bag")}


class Property(Record):
    """One property. `kind` is Alt, Seq, Bag, Struct or Text; `values` its items' texts."""

    namespace: str
    name: str
    kind: str
    values: tuple[str, ...]

    @property
    def text(self) -> str:
        """Its value, or that of its first item."""
        return self.values[0] if self.values else ""


class Packet(Record):
    """What stands in the document's metadata; `fault` says why nothing can be read there.

    `prefixes` are those each namespace is bound to. `root` is the parsed XML.
    """

    there: bool = False
    fault: str = ""
    header: str = ""
    encoding: str = ""
    properties: tuple[Property, ...] = ()
    prefixes: Mapping[str, tuple[str, ...]] = NO_PREFIXES
    root: ElementTree.Element | None = None

    def all_of(self, namespace: str, name: str) -> tuple[Property, ...]:
        """Every property of a name."""
        return tuple(
            one for one in self.properties if one.namespace == namespace and one.name == name
        )

    def text(self, namespace: str, name: str) -> str:
        """The value of a property; empty where there is none."""
        found = self.all_of(namespace, name)
        return found[0].text.strip() if found else ""


def packet_of(file: Objects) -> Packet:
    """Read the metadata stream of the document catalogue."""
    ref = file.catalog.get("/Metadata")
    if not file.is_stream(ref):
        return Packet()
    try:
        content = file.unpack(ref)
    except Unreadable as fault:
        return Packet(there=True, fault=f"the metadata cannot be unpacked: {fault}")
    return read_packet(content)


def read_packet(content: bytes) -> Packet:
    """Read a packet's bytes; faults come in the value."""
    encoding = _encoding(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return Packet(there=True, fault=f"the metadata is no {encoding}", encoding=encoding)
    header = text.partition("?>")[0] if "<?xpacket" in text[:200] else ""
    if "<!DOCTYPE" in text or "<!ENTITY" in text or len(content) > _LARGEST:
        fault = "the metadata has a document type, or is too large"
        return Packet(there=True, fault=fault, header=header, encoding=encoding)
    try:
        root, prefixes = _parsed(text)
        properties = tuple(_properties(root))
    except (ElementTree.ParseError, RecursionError, ValueError) as fault:
        words = f"the metadata is no XMP: {fault}"
        return Packet(there=True, fault=words, header=header, encoding=encoding)
    return Packet(True, "", header, encoding, properties, prefixes, root)  # noqa: FBT003


def _encoding(content: bytes) -> str:
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"} or content[:4].count(0) >= 2:
        return "utf-16"
    return "utf-8"


def _parsed(text: str) -> tuple[ElementTree.Element, dict[str, tuple[str, ...]]]:
    source = io.BytesIO(text.strip("\ufeff\0 \t\r\n").encode("utf-8"))
    prefixes: dict[str, tuple[str, ...]] = {}
    depth = 0
    root: ElementTree.Element | None = None
    for event, value in ElementTree.iterparse(source, ("start-ns", "start", "end")):
        if event == "start-ns":
            prefix, namespace = value
            prefixes[namespace] = (*prefixes.get(namespace, ()), prefix)
            continue
        root = value if root is None else root
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            raise ValueError("it is nested too deeply")
    if root is None or not list(_descriptions(root)):
        raise ValueError("it holds no rdf:RDF")
    return root, prefixes


def _descriptions(root: ElementTree.Element) -> Iterator[ElementTree.Element]:
    tops = [root] if root.tag == f"{{{RDF}}}RDF" else root.findall(f"{{{RDF}}}RDF")
    for top in tops:
        yield from top.findall(f"{{{RDF}}}Description")


def _properties(root: ElementTree.Element) -> Iterator[Property]:
    for description in _descriptions(root):
        for key, value in description.attrib.items():
            namespace, name = split_name(key)
            if namespace not in {RDF, XML, ""}:
                yield Property(namespace, name, "Text", (value,))
        for element in description:
            namespace, name = split_name(element.tag)
            yield Property(namespace, name, *_value(element))


def _value(element: ElementTree.Element) -> tuple[str, tuple[str, ...]]:
    for child in element:
        kind = _CONTAINERS.get(child.tag)
        if kind is not None:
            items = (item for item in child if item.tag == f"{{{RDF}}}li")
            return kind, tuple((item.text or "") for item in items)
    structured = len(element) or element.get(f"{{{RDF}}}parseType") == "Resource"
    return ("Struct", ()) if structured else ("Text", (element.text or "",))


def split_name(tag: str) -> tuple[str, str]:
    """The namespace and the local name of an XML name."""
    if not tag.startswith("{"):
        return "", tag
    namespace, _, name = tag[1:].partition("}")
    return namespace, name


def fields_of(element: ElementTree.Element) -> dict[str, ElementTree.Element]:
    """The fields of a structure, by their names with namespaces."""
    inner = element.find(f"{{{RDF}}}Description")
    return {child.tag: child for child in (inner if inner is not None else element)}


def items_of(element: ElementTree.Element | None, *kinds: str) -> list[ElementTree.Element]:
    """The items of an array of one of these kinds; none where it is of another."""
    if element is None:
        return []
    for child in element:
        if _CONTAINERS.get(child.tag) in kinds:
            return [item for item in child if item.tag == f"{{{RDF}}}li"]
    return []
