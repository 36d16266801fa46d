"""What the file says of itself: Info, XMP, page labels."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from layout.pdf.canvas import dictionary, name, row, text_string
from layout.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.pdfbase.pdfdoc import PDFDictionary

    from layout.display.model import Page, Pages

_PRODUCER = f"banxin {__version__}"

_DATE = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d))?(Z|[+-]\d\d:\d\d)?)?)?)?\Z"
)
# Control characters, surrogates and non-characters: what XML 1.0 section 2.2 does not allow in
# any spelling. Compared by hand, since compiling so wide a pattern takes longer than its use.
_XML_CONTROLS = frozenset("\t\n\r")
_FIRST_SURROGATE, _LAST_SURROGATE = "\ud800", "\udfff"
_NON_CHARACTERS = frozenset("\ufffe\uffff")
_XML_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


class _Dates(NamedTuple):
    info: str
    xmp: str


def info_of(pages: Pages) -> PDFDictionary:
    """The Info dictionary (ISO 32000-2 14.3.3); what is not known is left out."""
    entries = {
        "Title": pages.title,
        "Author": pages.author,
        "Subject": pages.subject,
        "Creator": _PRODUCER,
        "Producer": _PRODUCER,
        "CreationDate": _dates(pages.created).info,
        "ModDate": _dates(pages.created).info,
    }
    return dictionary({key: text_string(text) for key, text in entries.items() if text})


def xmp_of(pages: Pages) -> bytes:
    """The XMP packet that says the same as the Info dictionary.

    Source: ISO 16684-1; ISO 19005-2 6.6.2.
    """
    date = _dates(pages.created).xmp
    properties = (
        _element("dc:format", "application/pdf"),
        _element("dc:title", pages.title, 'rdf:Alt|<rdf:li xml:lang="x-default">'),
        _element("dc:creator", pages.author, "rdf:Seq|<rdf:li>"),
        _element("dc:description", pages.subject, 'rdf:Alt|<rdf:li xml:lang="x-default">'),
        _element("dc:language", pages.language, "rdf:Bag|<rdf:li>"),
        _element("xmp:CreatorTool", _PRODUCER),
        _element("xmp:CreateDate", date),
        _element("xmp:ModifyDate", date),
        _element("pdf:Producer", _PRODUCER),
    )
    body = "\n".join(line for line in properties if line)
    return _XMP.format(body=body).encode("utf-8")


# The marker in front is the byte order mark that tells readers of the packet its encoding.
_XMP = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
{body}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


def _element(tag: str, text: str, container: str = "") -> str:
    """One property; `container` names an RDF container and its item's start tag."""
    if not text:
        return ""
    content = "".join(filter(_is_xml, text)).translate(_XML_ESCAPES)
    if container:
        kind, start = container.split("|")
        content = f"<{kind}>{start}{content}</rdf:li></{kind}>"
    return f"<{tag}>{content}</{tag}>"


def _is_xml(char: str) -> bool:
    if char < " ":
        return char in _XML_CONTROLS
    return not _FIRST_SURROGATE <= char <= _LAST_SURROGATE and char not in _NON_CHARACTERS


def _dates(created: str) -> _Dates:
    """A date as Info and XMP write it; as exact as it was given, never more.

    Source: ISO 32000-2 7.9.4.
    """
    if not created:
        return _Dates("", "")
    match = _DATE.match(created)
    if match is None:
        raise ValueError(f"{created!r} is not a date of ISO 8601")
    zone = match[7] or ""
    offset = zone if zone in {"", "Z"} else f"{zone[:3]}'{zone[4:]}'"
    return _Dates("D:" + "".join(part or "" for part in match.groups()[:6]) + offset, created)


def info_date(created: str) -> str:
    """A date of ISO 8601 as a dictionary of the file writes it, without its brackets."""
    return _dates(created).info


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
