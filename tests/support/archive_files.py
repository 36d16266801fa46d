"""Small archive files, and what stands in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from layout.display.imprint import Imprint, ListedArticle
from layout.pdf import write_pdf
from layout.pdf.standards import standards_of
from tests.support.pdf_pages import issue, opened, plain_fonts

if TYPE_CHECKING:
    import pikepdf

    from layout.display.model import Page, Pages
    from tests.support.pdf_pages import PlainFonts

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
NAMES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "prism": "http://prismstandard.org/namespaces/basic/3.0/",
    "serial": "urn:banxin:serial:1/",
    "extension": "http://www.aiim.org/pdfa/ns/extension/",
    "schema": "http://www.aiim.org/pdfa/ns/schema#",
    "property": "http://www.aiim.org/pdfa/ns/property#",
    "type": "http://www.aiim.org/pdfa/ns/type#",
    "field": "http://www.aiim.org/pdfa/ns/field#",
    "rdf": RDF[1:-1],
}

HARBOUR = ListedArticle(
    "旧码头 & 新颜", ("1", "2"), ("周一鸣", "何棠"), ("林小舟",), "特别策划"
)
LAMPS = ListedArticle("灯", ("4",), ("何棠",))
IMPRINT = Imprint(
    publication="汐岸",
    issn="9999-9994",
    cn="CN 33-1234/Z",
    volume="3",
    number="12",
    name="港口醒来以前",
    cover_date="2031-07-01",
    cover_line="2031年7月　总第12期",
    publisher="汐岸编辑部",
    articles=(HARBOUR, LAMPS),
)


def archived(
    *made: Page, fonts: PlainFonts | None = None, standards: tuple[str, ...] = ("a-2u",)
) -> bytes:
    """Pages as a file that keeps standards."""
    return archived_issue(issue(*made), fonts=fonts, standards=standards)


def archived_issue(
    pages: Pages, *, fonts: PlainFonts | None = None, standards: tuple[str, ...] = ("a-2u",)
) -> bytes:
    return write_pdf(pages, fonts or plain_fonts(), standards=standards_of(standards))


def packet(data: bytes) -> etree._Element:
    """The description that the XMP packet holds."""
    pdf: pikepdf.Pdf = opened(data)
    root = etree.fromstring(pdf.Root.Metadata.read_bytes())
    (description,) = root.iter(f"{RDF}Description")
    return description


def value(description: etree._Element, name: str) -> str | None:
    """The text of a property, of its only item where it is an array."""
    prefix, key = name.split(":")
    found = description.find(f"{{{NAMES[prefix]}}}{key}")
    return None if found is None else "".join(found.itertext()).strip()


def items(description: etree._Element, name: str) -> list[str]:
    prefix, key = name.split(":")
    found = description.find(f"{{{NAMES[prefix]}}}{key}")
    return [] if found is None else [one.text or "" for one in found.iter(f"{RDF}li")]
