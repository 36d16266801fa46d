"""The XMP packet of a file that keeps a standard: which one, and what the issue is.

Source: ISO 16684-1 (XMP); ISO 19005-2 6.6, ISO 19005-4 6.7, ISO 14289-1 5; PRISM 3.0.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from layout.display.imprint import Imprint
from layout.pdf import extensions
from layout.pdf.extensions import sequence, structure
from layout.pdf.metadata import PRODUCER, dates_of, element, packet_of, xml_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from layout.display.imprint import ListedArticle
    from layout.display.model import Pages
    from layout.pdf.standards import Standard

_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "prism": extensions.PRISM,
    "serial": extensions.SERIAL,
}
_PDF_A = "http://www.aiim.org/pdfa/ns/id/"
# ISO 19005-4 6.7.3: the year of the part, which parts 2 and 3 do not have.
_REVISIONS = {4: "2020"}
_BETWEEN_NAMES = "; "


def creators_of(pages: Pages) -> tuple[str, ...]:
    """Who wrote the issue: the authors of its articles, or else the author of the pages."""
    names = [name for one in _articles(pages) for name in one.authors]
    return tuple(dict.fromkeys(names)) or ((pages.author,) if pages.author else ())


def author_of(pages: Pages) -> str:
    """The same as the one string that the Info dictionary has for it."""
    return _BETWEEN_NAMES.join(creators_of(pages))


def archive_xmp(pages: Pages, standards: Sequence[Standard]) -> bytes:
    """The packet that claims standards and says what the Info dictionary says, and more."""
    imprint = pages.imprint or Imprint(pages.title)
    namespaces, claims = _claims(standards)
    properties = (
        *claims,
        *_dublin_core(pages, imprint),
        *_dates(pages),
        element("xmp:CreatorTool", PRODUCER),
        element("pdf:Producer", PRODUCER),
        *_prism(pages, imprint),
        element("serial:cn", imprint.cn),
        sequence("serial:articles", map(_article, _articles(pages))),
    )
    return packet_of(properties, {**_NAMESPACES, **namespaces})


def _claims(standards: Sequence[Standard]) -> tuple[dict[str, str], list[str]]:
    """The namespaces and properties by which the file claims its standards.

    Parts 2 and 3 also want every schema described that is not their own.
    """
    namespaces: dict[str, str] = {}
    properties: list[str] = []
    foreign = [extensions.PRISM_SCHEMA, extensions.SERIAL_SCHEMA]
    for one in standards:
        prefix = "pdfaid" if one.family == "a" else "pdfuaid"
        namespaces[prefix] = _PDF_A if one.family == "a" else extensions.PDF_UA
        properties.append(element(f"{prefix}:part", str(one.part)))
        if one.family == "a":
            properties.append(element("pdfaid:conformance", one.level))
            properties.append(element("pdfaid:rev", _REVISIONS.get(one.part, "")))
        else:
            foreign.append(extensions.PDF_UA_SCHEMA)
    if any(one.family == "a" and one.part not in _REVISIONS for one in standards):
        namespaces |= extensions.NAMESPACES
        properties.append(extensions.described(foreign))
    return namespaces, properties


def _dublin_core(pages: Pages, imprint: Imprint) -> Iterable[str]:
    """Source: ISO 16684-1 8.3."""
    named = 'rdf:Alt|<rdf:li xml:lang="x-default">'
    others = (name for one in _articles(pages) for name in one.contributors)
    contributors = [name for name in dict.fromkeys(others) if name not in creators_of(pages)]
    return (
        element("dc:format", "application/pdf"),
        element("dc:type", "Text", "rdf:Bag|<rdf:li>"),
        element("dc:title", pages.title, named),
        sequence("dc:creator", _items(creators_of(pages))),
        sequence("dc:contributor", _items(contributors), "Bag"),
        element("dc:publisher", imprint.publisher, "rdf:Bag|<rdf:li>"),
        element("dc:description", pages.subject, named),
        element("dc:date", imprint.cover_date, "rdf:Seq|<rdf:li>"),
        element("dc:language", pages.language, "rdf:Bag|<rdf:li>"),
        element("dc:identifier", _identifier(imprint)),
    )


def _dates(pages: Pages) -> Iterable[str]:
    """The issue's date and no other: nothing in the file comes from a clock."""
    date = dates_of(pages.created).xmp
    return (element(f"xmp:{key}", date) for key in ("CreateDate", "ModifyDate", "MetadataDate"))


def _prism(pages: Pages, imprint: Imprint) -> Iterable[str]:
    values = {
        "publicationName": imprint.publication,
        "issn": imprint.issn,
        "volume": imprint.volume,
        "number": imprint.number,
        "issueName": imprint.name,
        "coverDate": imprint.cover_date,
        "coverDisplayDate": imprint.cover_line,
        "pageRange": page_range([page.label for page in pages.pages]),
    }
    return (element(f"prism:{key}", value) for key, value in values.items())


def _identifier(imprint: Imprint) -> str:
    """The issue by ISSN, date and number, as ANSI/NISO Z39.56 has it: 1234-5679(20310701)3:12.

    Empty without an ISSN: nothing else tells one magazine from all others.
    """
    if not imprint.issn:
        return ""
    date = imprint.cover_date.replace("-", "")
    return f"{imprint.issn}({date}){':'.join(filter(None, (imprint.volume, imprint.number)))}"


def _articles(pages: Pages) -> list[ListedArticle]:
    """The articles with pages in this file."""
    here = {page.label for page in pages.pages}
    listed = pages.imprint.articles if pages.imprint else ()
    return [one for one in listed if not here.isdisjoint(one.labels)]


def _article(one: ListedArticle) -> str:
    return structure(
        element("serial:title", one.title),
        sequence("serial:authors", _items(one.authors)),
        sequence("serial:contributors", _items(one.contributors)),
        element("serial:section", one.section),
        element("serial:startingPage", one.labels[0]),
        element("serial:pageRange", page_range(one.labels)),
    )


def _items(values: Iterable[str]) -> Iterable[str]:
    return (f"<rdf:li>{xml_text(value)}</rdf:li>" for value in values)


def page_range(labels: Sequence[str]) -> str:
    """Labels with rows of folios drawn together: `封面, 2-5, 12`.

    Source: PRISM 3.0, pageRange.
    """
    folios = [int(one) if one.isascii() and one.isdecimal() else None for one in labels]
    rows: list[str] = []
    numbered = enumerate(zip(labels, folios, strict=True))
    for _, group in groupby(
        numbered, lambda at: at[0] - at[1][1] if at[1][1] is not None else at[1][0]
    ):
        row = [label for _, (label, _) in group]
        rows.append(f"{row[0]}-{row[-1]}" if len(row) > 1 else row[0])
    return ", ".join(rows)
