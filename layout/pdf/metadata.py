"""What the file says of itself: Info, XMP, page labels."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from layout.pdf.canvas import dictionary, name, row, text_string
from layout.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reportlab.pdfbase.pdfdoc import PDFDictionary

    from layout.display.model import Page, Pages

PRODUCER = f"banxin {__version__}"

_DATE = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d))?(Z|[+-]\d\d:\d\d)?)?)?)?\Z"
)
# Control characters, surrogates and non-characters: what XML 1.0 section 2.2 does not allow in
# any spelling. Compared by hand, since compiling so wide a pattern takes longer than its use.
_XML_CONTROLS = frozenset("\t\n\r")
_FIRST_SURROGATE, _LAST_SURROGATE = "\ud800", "\udfff"
_NON_CHARACTERS = frozenset("\ufffe\uffff")
_XML_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


class Dates(NamedTuple):
    """A date as the Info dictionary and as XMP have it."""

    info: str
    xmp: str


def info_of(pages: Pages, author: str | None = None) -> PDFDictionary:
    """The Info dictionary (ISO 32000-2 14.3.3); what is not known is left out.

    `author` stands in for the author of the pages.
    """
    return dictionary(info_entries(pages, author))


def info_entries(pages: Pages, author: str | None = None) -> dict[str, object]:
    """The entries of the Info dictionary."""
    entries = {
        "Title": pages.title,
        "Author": pages.author if author is None else author,
        "Subject": pages.subject,
        "Creator": PRODUCER,
        "Producer": PRODUCER,
        "CreationDate": dates_of(pages.created).info,
        "ModDate": dates_of(pages.created).info,
    }
    return {key: text_string(text) for key, text in entries.items() if text}


def xmp_of(pages: Pages) -> bytes:
    """The XMP packet that says the same as the Info dictionary.

    Source: ISO 16684-1; ISO 19005-2 6.6.2.
    """
    return packet_of(described(pages), NAMESPACES)


def described(pages: Pages) -> tuple[str, ...]:
    """The properties that say what the Info dictionary says."""
    date = dates_of(pages.created).xmp
    return (
        element("dc:format", "application/pdf"),
        element("dc:title", pages.title, 'rdf:Alt|<rdf:li xml:lang="x-default">'),
        element("dc:creator", pages.author, "rdf:Seq|<rdf:li>"),
        element("dc:description", pages.subject, 'rdf:Alt|<rdf:li xml:lang="x-default">'),
        element("dc:language", pages.language, "rdf:Bag|<rdf:li>"),
        element("xmp:CreatorTool", PRODUCER),
        element("xmp:CreateDate", date),
        element("xmp:ModifyDate", date),
        element("pdf:Producer", PRODUCER),
    )


def packet_of(properties: Iterable[str], namespaces: Mapping[str, str]) -> bytes:
    """An XMP packet; `namespaces` gives each prefix in use its URI.

    Nothing in it is padding: the file is not written to again (ISO 16684-1 7.3.2).
    """
    names = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in namespaces.items())
    body = "\n".join(filter(None, properties))
    return _XMP.format(names=names, body=body).encode("utf-8")


NAMESPACES = MappingProxyType(
    {
        "dc": "http://purl.org/dc/elements/1.1/",
        "xmp": "http://ns.adobe.com/xap/1.0/",
        "pdf": "http://ns.adobe.com/pdf/1.3/",
    }
)
# The marker in front is the byte order mark that tells readers of the packet its encoding.
_XMP = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" {names}>
{body}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


def element(tag: str, text: str, container: str = "") -> str:
    """One property; `container` names an RDF container and its item's start tag."""
    if not text:
        return ""
    content = xml_text(text)
    if container:
        kind, start = container.split("|")
        content = f"<{kind}>{start}{content}</rdf:li></{kind}>"
    return f"<{tag}>{content}</{tag}>"


def xml_text(text: str) -> str:
    """A text as XML has it; what XML cannot hold is left out."""
    return "".join(filter(_is_xml, text)).translate(_XML_ESCAPES)


def _is_xml(char: str) -> bool:
    if char < " ":
        return char in _XML_CONTROLS
    return not _FIRST_SURROGATE <= char <= _LAST_SURROGATE and char not in _NON_CHARACTERS


def dates_of(created: str) -> Dates:
    """A date as Info and XMP write it; as exact as it was given, never more.

    Source: ISO 32000-2 7.9.4.
    """
    if not created:
        return Dates("", "")
    match = _DATE.match(created)
    if match is None:
        raise ValueError(f"{created!r} is not a date of ISO 8601")
    zone = match[7] or ""
    offset = zone if zone in {"", "Z"} else f"{zone[:3]}'{zone[4:]}'"
    return Dates("D:" + "".join(part or "" for part in match.groups()[:6]) + offset, created)


def page_labels(pages: Sequence[Page]) -> PDFDictionary:
    """The page labels: rows of folios that count up as such, any other label as it stands.

    Source: ISO 32000-2 12.4.2.
    """
    entries: list[object] = []
    expected: int | None = None
    for position, page in enumerate(pages):
        folio = _folio(page.label)
        if folio is None:
            entries += (position, dictionary({"P": text_string(page.label)}))
        elif folio != expected:
            entries += (position, dictionary({"S": name("D"), "St": folio}))
        expected = None if folio is None else folio + 1
    return dictionary({"Nums": row(entries)})


def _folio(label: str) -> int | None:
    """The number that a label is, where counting from it gives labels of the same spelling."""
    if label.isascii() and label.isdecimal() and not label.startswith("0"):
        return int(label)
    return None
