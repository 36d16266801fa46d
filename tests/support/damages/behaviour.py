"""Damages to annotations, forms, actions, metadata, embedded files and layers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name

from tests.support.conforming import embed
from tests.support.damages.model import Damage, act, annotate, layers, page, xmp

if TYPE_CHECKING:
    from collections.abc import Callable

FOUR = ("a-4",)
WITH_FILES = ("a-4f",)
THREE = ("a-3a",)
UA = ("ua-1",)
_LOOK = "ISO 19005-2 6.3.3"
_TWO_META = "ISO 19005-2 6.6.2.1"


def _note(pdf: pikepdf.Pdf, **entries: object) -> None:
    annotate(pdf, "Text", AP=Dictionary(N=pdf.make_stream(b"")), **entries)


def _two_looks(pdf: pikepdf.Pdf) -> None:
    look = pdf.make_stream(b"")
    annotate(pdf, "Stamp", AP=Dictionary(N=look, D=look))


def _field(pdf: pikepdf.Pdf, **entries: object) -> None:
    annotate(pdf, "Widget", FT=Name.Tx, AP=Dictionary(N=pdf.make_stream(b"")), **entries)


def _form(**entries: object) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.AcroForm = Dictionary(Fields=Array(), **entries)

    return change


def _field_action(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Damage = pdf.make_indirect(Dictionary(FT=Name.Tx, AA=Dictionary()))


def _set(key: str, value: object) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root[key] = value

    return change


def _scripts(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Names["/JavaScript"] = Dictionary(Names=Array())


def _page_action(pdf: pikepdf.Pdf) -> None:
    page(pdf).AA = Dictionary(O=Dictionary(S=Name.URI, URI="urn:x"))


def _next_action(pdf: pikepdf.Pdf) -> None:
    act(pdf, S=Name.URI, URI="urn:x", Next=Dictionary(S=Name.Launch, F="run"))


def _no_metadata(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/Metadata"]


def _no_subtype(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Metadata["/Subtype"]


def _no_namespace(pdf: pikepdf.Pdf) -> None:
    text = pdf.Root.Metadata.read_bytes().decode("utf-8")
    less = re.sub("<pdfaSchema:namespaceURI>.*?</pdfaSchema:namespaceURI>", "", text, count=1)
    pdf.Root.Metadata.write(less.encode("utf-8"))


def _utf_16(pdf: pikepdf.Pdf) -> None:
    text = pdf.Root.Metadata.read_bytes().decode("utf-8")
    pdf.Root.Metadata.write(text.encode("utf-16"))


def _bomb(pdf: pikepdf.Pdf) -> None:
    text = pdf.Root.Metadata.read_bytes().decode("utf-8")
    head, mark, rest = text.partition("?>")
    entity = '<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    pdf.Root.Metadata.write((head + mark + entity + rest).encode("utf-8"))


def _picture_metadata(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Damage = pdf.make_stream(b"<x>", Type=Name.Metadata, Subtype=Name.XML)


def _info(key: str, value: str) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.trailer.Info[key] = pikepdf.String(value)

    return change


def _without(**entries: object) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        embed(pdf, **entries)

    return change


def _no_files(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Names["/EmbeddedFiles"]


def _lost_file(pdf: pikepdf.Pdf) -> None:
    embed(pdf)
    del pdf.Root["/AF"]


def _typeless(pdf: pikepdf.Pdf) -> None:
    made = embed(pdf)
    del made.EF.F["/Subtype"]


def _other_layers(pdf: pikepdf.Pdf) -> None:
    layers(pdf, Dictionary(Name="all"))


def _presentation(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Names["/AlternatePresentations"] = Dictionary()


def _steps(pdf: pikepdf.Pdf) -> None:
    page(pdf).PresSteps = Dictionary()


def _action(kind: str, **entries: object) -> Callable[[pikepdf.Pdf], None]:
    return lambda pdf: act(pdf, S=Name(f"/{kind}"), **entries)


DAMAGES = (
    Damage(
        "annotation-kind", "ISO 19005-2 6.3.1", "a film", lambda pdf: annotate(pdf, "Movie")
    ),
    Damage(
        "annotation-kind",
        "ISO 19005-4 6.3.1",
        "a file",
        lambda pdf: annotate(pdf, "FileAttachment"),
        standards=FOUR,
    ),
    Damage(
        "annotation-flags",
        "ISO 19005-2 6.3.2",
        "no flags",
        lambda pdf: annotate(pdf, "Link", F=-1),
    ),
    Damage(
        "annotation-hidden",
        "ISO 19005-2 6.3.2",
        "hidden",
        lambda pdf: annotate(pdf, "Link", F=6),
    ),
    Damage(
        "annotation-hidden",
        "ISO 19005-4 6.3.2",
        "not printed",
        lambda pdf: annotate(pdf, "Link", F=0),
        standards=FOUR,
    ),
    Damage("note-zooms", "ISO 19005-2 6.3.2", "a note that zooms", _note),
    Damage("appearance", _LOOK, "a stamp without looks", lambda pdf: annotate(pdf, "Stamp")),
    Damage("appearance-states", _LOOK, "two looks", _two_looks),
    Damage(
        "widget-action",
        "ISO 19005-2 6.4.1",
        "a field that acts",
        lambda pdf: _field(pdf, A=Dictionary(S=Name.URI)),
    ),
    Damage("field-action", "ISO 19005-2 6.4.1", "a field that acts", _field_action),
    Damage(
        "need-appearances",
        "ISO 19005-2 6.4.1",
        "looks left to the reader",
        _form(NeedAppearances=True),
    ),
    Damage("xfa", "ISO 19005-2 6.4.2", "XFA", _form(XFA=Array())),
    Damage("xfa", "ISO 14289-1 7.15", "XFA", _form(XFA=Array()), standards=UA),
    Damage(
        "needs-rendering", "ISO 19005-2 6.4.2", "NeedsRendering", _set("/NeedsRendering", True)
    ),
    Damage("action", "ISO 19005-2 6.5.1", "JavaScript", _action("JavaScript", JS="1")),
    Damage("action", "ISO 19005-2 6.5.1", "a tree of scripts", _scripts),
    Damage("action", "ISO 19005-2 6.5.1", "a program started", _action("Launch", F="run")),
    Damage("action", "ISO 19005-2 6.5.1", "a program started second", _next_action),
    Damage("action", "ISO 19005-4 6.6.1", "a sound", _action("Sound"), standards=FOUR),
    Damage("named-action", "ISO 19005-2 6.5.1", "Print", _action("Named", N=Name.Print)),
    Damage(
        "additional-actions", "ISO 19005-2 6.5.2", "of the document", _set("/AA", Dictionary())
    ),
    Damage("additional-actions", "ISO 19005-2 6.5.2", "of a page", _page_action),
    Damage(
        "additional-action-triggers",
        "ISO 19005-4 6.6.3",
        "of a page",
        _page_action,
        standards=FOUR,
    ),
    Damage("metadata", _TWO_META, "XMP removed", _no_metadata),
    Damage("metadata", "ISO 14289-1 7.1", "XMP removed", _no_metadata, standards=UA),
    Damage("metadata", "ISO 19005-4 6.7.2.1", "XMP of no kind", _no_subtype, standards=FOUR),
    Damage(
        "xmp-header", _TWO_META, "a packet with bytes", xmp('id="W5M0', 'bytes="9" id="W5M0')
    ),
    Damage("xmp-valid", _TWO_META, "a tag left open", xmp("</rdf:RDF>", "")),
    Damage("xmp-valid", _TWO_META, "entities", _bomb),
    Damage("xmp-valid", _TWO_META, "so of a picture", _picture_metadata),
    Damage("xmp-utf8", _TWO_META, "UTF-16", _utf_16),
    Damage(
        "extension-schema",
        "ISO 19005-2 6.6.2.3.3",
        "no category",
        xmp("<pdfaProperty:category>internal</pdfaProperty:category>", ""),
    ),
    Damage(
        "extension-schema",
        "ISO 19005-2 6.6.2.3.3",
        "no namespace",
        _no_namespace,
    ),
    Damage(
        "xmp-property",
        "ISO 19005-2 6.6.2.3.1",
        "a property nobody describes",
        xmp("<dc:format>application/pdf</dc:format>", "<dc:shape>A4</dc:shape>"),
    ),
    Damage(
        "xmp-property",
        "ISO 19005-2 6.6.2.3.1",
        "a title that is no Alt",
        xmp("<dc:format>application/pdf</dc:format>", "<dc:rights>all</dc:rights>"),
    ),
    Damage("info-differs", "ISO 19005-2 6.6.3", "another title", _info("/Title", "另一期")),
    Damage(
        "info-differs", "ISO 19005-2 6.6.3", "another day", _info("/CreationDate", "D:20200101")
    ),
    Damage("info-differs", "ISO 19005-2 6.6.3", "another author", _info("/Author", "何棠")),
    Damage(
        "claim", "ISO 19005-2 6.6.4", "another part", xmp("<pdfaid:part>2<", "<pdfaid:part>3<")
    ),
    Damage(
        "claim",
        "ISO 19005-2 6.6.4",
        "another level",
        xmp("<pdfaid:conformance>A<", "<pdfaid:conformance>U<"),
    ),
    Damage(
        "claim",
        "ISO 19005-4 6.7.3",
        "no part",
        xmp("<pdfaid:part>4</pdfaid:part>", ""),
        standards=FOUR,
    ),
    Damage(
        "claim-prefix",
        "ISO 19005-2 6.6.4",
        "another prefix",
        xmp('xmlns:pdfaid="', 'xmlns:arch="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfaid="'),
    ),
    Damage(
        "claim-revision",
        "ISO 19005-4 6.7.3",
        "no year",
        xmp("<pdfaid:rev>2020<", "<pdfaid:rev>20<"),
        standards=FOUR,
    ),
    Damage(
        "claim-ua", "ISO 14289-1 5", "another part", xmp("<pdfuaid:part>1<", "<pdfuaid:part>2<")
    ),
    Damage(
        "claim-ua-prefix",
        "ISO 14289-1 5",
        "another prefix",
        xmp('xmlns:pdfuaid="', 'xmlns:ua="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfuaid="'),
    ),
    Damage("embedded-file", "ISO 19005-2 6.8", "notes in PDF/A-2", embed),
    Damage("embedded-file", "ISO 19005-4 6.9", "notes in PDF/A-4", embed, standards=FOUR),
    Damage(
        "embedded-file-name", "ISO 19005-3 6.8", "no UF", _without(UF=None), standards=THREE
    ),
    Damage("embedded-file-name", "ISO 14289-1 7.11", "no F", _without(F=None), standards=UA),
    Damage(
        "embedded-file-relation",
        "ISO 19005-3 6.8",
        "no relation",
        _without(AFRelationship=None),
        standards=THREE,
    ),
    Damage(
        "embedded-file-relation",
        "ISO 19005-4 6.9",
        "no relation",
        _without(AFRelationship=None),
        standards=WITH_FILES,
    ),
    Damage(
        "embedded-file-type", "ISO 19005-3 6.8", "no media type", _typeless, standards=THREE
    ),
    Damage("embedded-file-associated", "ISO 19005-3 6.8", "no AF", _lost_file, standards=THREE),
    Damage("embedded-files-4f", "ISO 19005-4 6.9", "no file", _no_files, standards=WITH_FILES),
    Damage("layer-name", "ISO 19005-2 6.9", "no name", lambda pdf: layers(pdf, Name="")),
    Damage("layer-name", "ISO 14289-1 7.10", "no name", lambda pdf: layers(pdf, Name="")),
    Damage("layer-names-same", "ISO 19005-2 6.9", "one name twice", _other_layers),
    Damage(
        "layer-order",
        "ISO 19005-2 6.9",
        "a group left out",
        lambda pdf: layers(pdf, Order=Array()),
    ),
    Damage("layer-usage", "ISO 19005-2 6.9", "AS", lambda pdf: layers(pdf, AS=Array())),
    Damage("presentation", "ISO 19005-2 6.10", "alternates", _presentation),
    Damage("presentation", "ISO 19005-2 6.10", "steps", _steps),
    Damage("requirements", "ISO 19005-2 6.11", "Requirements", _set("/Requirements", Array())),
)
