"""Damages to the structure tree and to what PDF/UA-1 asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name

from tests.support.conforming import elements
from tests.support.damages.model import Damage, annotate, draw, form, page, redraw, xmp

if TYPE_CHECKING:
    from collections.abc import Callable

UA = ("ua-1",)
_TREE = "ISO 19005-2 6.7.3.3"


def first(pdf: pikepdf.Pdf, kind: str) -> pikepdf.Object:
    """The first element of a type."""
    return next(elements(pdf, kind))


def _drop(kind: str, key: str) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        del first(pdf, kind)[key]

    return change


def _put(kind: str, key: str, value: object) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        first(pdf, kind)[key] = value

    return change


def _root(key: str, value: object = None) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        if value is None:
            del pdf.Root[key]
        else:
            pdf.Root[key] = value

    return change


def _marked(**entries: object) -> Callable[[pikepdf.Pdf], None]:
    return lambda pdf: pdf.Root.__setattr__("MarkInfo", Dictionary(**entries))


def _cut(pdf: pikepdf.Pdf) -> None:
    article = first(pdf, "Art")
    article.K = Array(list(article.K)[:2])


def _twice(pdf: pikepdf.Pdf) -> None:
    article = first(pdf, "Art")
    article.K.append(article.K[1])


def _lost_parent(pdf: pikepdf.Pdf) -> None:
    first(pdf, "P").P = first(pdf, "Document")


def _unmapped(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot.RoleMap["/Title1"]


def _circle(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.RoleMap["/Title1"] = Name.Head2
    pdf.Root.StructTreeRoot.RoleMap["/Head2"] = Name.Title1


def _remapped(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.RoleMap["/P"] = Name.Span


def _bare(pdf: pikepdf.Pdf) -> None:
    content = page(pdf).Contents.read_bytes()
    page(pdf).Contents = pdf.make_stream(content + b"\n0 0 9 9 re f")


def _missing(pdf: pikepdf.Pdf) -> None:
    first(pdf, "Figure").K = 999


def _same_number(pdf: pikepdf.Pdf) -> None:
    redraw(pdf, b"<</MCID 2>>", b"<</MCID 1>>")


def _two_owners(pdf: pikepdf.Pdf) -> None:
    first(pdf, "Figure").K = Array([0, 1])


def _no_parents(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot["/ParentTree"]


def _wrong_parent(pdf: pikepdf.Pdf) -> None:
    row = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    row[0], row[1] = row[1], row[0]


def _nested(pdf: pikepdf.Pdf) -> None:
    redraw(pdf, b"/Figure<</MCID 0>>BDC", b"/Figure<</MCID 0>>BDC /Artifact BMC EMC")


def _tagged_artifact(pdf: pikepdf.Pdf) -> None:
    draw(pdf, b"/P <</MCID 900>> BDC EMC")


def _skipped(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.RoleMap["/Head2"] = Name.H3


def _not_first(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.RoleMap["/Title1"] = Name.H2


def _two_kinds(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.RoleMap["/Head2"] = Name.H


def _same_notes(pdf: pikepdf.Pdf) -> None:
    for element in list(elements(pdf, "P")):
        element.S = Name.Note
        element.ID = pikepdf.String("one")


def _no_tabs(pdf: pikepdf.Pdf) -> None:
    del page(pdf)["/Tabs"]


def _link_in_reference(pdf: pikepdf.Pdf) -> None:
    first(pdf, "Link").S = Name.Span


def _no_contents(pdf: pikepdf.Pdf) -> None:
    del page(pdf).Annots[0]["/Contents"]


def _film(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Damage = pdf.make_indirect(Dictionary(S=Name.MCD))


def _form_twice(pdf: pikepdf.Pdf) -> None:
    form(pdf, b"/P <</MCID 0>> BDC EMC")
    draw(pdf, b"/Damage Do")


def _stray_cell(pdf: pikepdf.Pdf) -> None:
    row = first(pdf, "TR")
    row.S = Name.Div


def _two_heads(pdf: pikepdf.Pdf) -> None:
    for element in list(elements(pdf, "TR")):
        element.S = Name.THead


def _short_row(pdf: pikepdf.Pdf) -> None:
    row = list(elements(pdf, "TR"))[1]
    row.K = Array(list(row.K)[:1])


def _wide_cell(pdf: pikepdf.Pdf) -> None:
    cell = first(pdf, "TD")
    cell.A = Dictionary(O=Name.Table, ColSpan=2)


def _no_heads(pdf: pikepdf.Pdf) -> None:
    for element in list(elements(pdf, "TH")):
        element.S = Name.TD


def _no_numbering(pdf: pikepdf.Pdf) -> None:
    first(pdf, "L").A = Dictionary(O=Name.List, ListNumbering=Name("/None"))


DAMAGES = (
    Damage("marked", "ISO 19005-2 6.7.2.2", "not marked", _marked(Marked=False)),
    Damage("structure-tree", "ISO 19005-2 6.7.3.1", "no tree", _root("/StructTreeRoot")),
    Damage("structure-element", _TREE, "an element twice", _twice),
    Damage("structure-element", _TREE, "a wrong parent", _lost_parent),
    Damage("structure-element", _TREE, "another Type", _put("P", "/Type", Name.Element)),
    Damage("structure-type", "ISO 19005-2 6.7.3.4", "a role not mapped", _unmapped),
    Damage("structure-type", "ISO 14289-1 7.1", "roles in a circle", _circle),
    Damage("structure-type-remapped", "ISO 14289-1 7.1", "P as Span", _remapped),
    Damage("untagged", _TREE, "the tree cut", _cut),
    Damage("untagged", "ISO 14289-1 7.1", "an area without tag", _bare),
    Damage("content-missing", _TREE, "content that is nowhere", _missing),
    Damage("content-twice", _TREE, "a number twice", _same_number),
    Damage("content-twice", _TREE, "content of two", _two_owners),
    Damage("parent-tree", _TREE, "no ParentTree", _no_parents),
    Damage("parent-tree", _TREE, "parents exchanged", _wrong_parent),
    Damage("artifact-nested", "ISO 14289-1 7.1", "an artifact in a figure", _nested),
    Damage(
        "artifact-nested", "ISO 14289-1 7.1", "a paragraph in an artifact", _tagged_artifact
    ),
    Damage("language-tag", "ISO 19005-2 6.7.4", "no language tag", _root("/Lang", "中文")),
    Damage("language-tag", "ISO 14289-1 7.2", "so of a paragraph", _put("P", "/Lang", "中文")),
    Damage(
        "title", "ISO 14289-1 7.1", "no title", xmp("dc:title>", "dc:source>"), standards=UA
    ),
    Damage(
        "title-shown", "ISO 14289-1 7.1", "the file's name shown", _root("/ViewerPreferences")
    ),
    Damage("suspects", "ISO 14289-1 7.1", "doubtful tags", _marked(Marked=True, Suspects=True)),
    Damage("language", "ISO 14289-1 7.2", "no language", _root("/Lang")),
    Damage("figure-alt", "ISO 14289-1 7.3", "no alternate text", _drop("Figure", "/Alt")),
    Damage("figure-alt", "ISO 14289-1 7.3", "a blank for it", _put("Figure", "/Alt", " ")),
    Damage("heading-skipped", "ISO 14289-1 7.4.2", "H3 behind H1", _skipped),
    Damage("heading-skipped", "ISO 14289-1 7.4.2", "H2 first", _not_first),
    Damage("heading-kinds", "ISO 14289-1 7.4.4", "H and H1", _two_kinds),
    Damage(
        "formula-alt", "ISO 14289-1 7.7", "no alternate text", _put("P", "/S", Name.Formula)
    ),
    Damage("note-id", "ISO 14289-1 7.9", "no ID", _drop("Note", "/ID")),
    Damage("note-id", "ISO 14289-1 7.9", "one ID twice", _same_notes),
    Damage(
        "annotation-tagged",
        "ISO 14289-1 7.18.1",
        "a stray stamp",
        lambda pdf: annotate(pdf, "Stamp"),
    ),
    Damage(
        "annotation-never", "ISO 14289-1 7.18.2", "traps", lambda pdf: annotate(pdf, "TrapNet")
    ),
    Damage("tab-order", "ISO 14289-1 7.18.3", "no Tabs", _no_tabs),
    Damage(
        "widget-tagged",
        "ISO 14289-1 7.18.4",
        "a stray field",
        lambda pdf: annotate(pdf, "Widget"),
    ),
    Damage("link-tagged", "ISO 14289-1 7.18.5", "a link in a Span", _link_in_reference),
    Damage(
        "link-tagged",
        "ISO 14289-1 7.18.5",
        "a stray link",
        lambda pdf: annotate(pdf, "Link", Contents="x"),
    ),
    Damage("link-contents", "ISO 14289-1 7.18.5", "no Contents", _no_contents),
    Damage("media-clip", "ISO 14289-1 7.18.6.2", "a film of no kind", _film),
    Damage("form-twice", "ISO 14289-1 7.20", "a tagged form twice", _form_twice),
    Damage("table-nesting", "ISO 14289-1 7.2", "cells outside of rows", _stray_cell),
    Damage("table-parts", "ISO 14289-1 7.2", "heads only", _two_heads),
    Damage("table-regular", "ISO 14289-1 7.2", "a row too short", _short_row),
    Damage("table-regular", "ISO 14289-1 7.2", "a cell too wide", _wide_cell),
    Damage("table-headers", "ISO 14289-1 7.5", "no Scope", _drop("TH", "/A")),
    Damage("table-headers", "ISO 14289-1 7.5", "no head cell", _no_heads),
    Damage(
        "list-nesting",
        "ISO 14289-1 7.2",
        "an item that is a paragraph",
        _put("LI", "/S", Name.P),
    ),
    Damage(
        "list-numbering", "ISO 14289-1 7.6", "labels that are said not to be", _no_numbering
    ),
    Damage("contents-nesting", "ISO 14289-1 7.2", "a stray entry", _put("P", "/S", Name.TOCI)),
)
