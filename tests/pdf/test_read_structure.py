"""Reading a tagged file back: what its elements say, whoever wrote it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
from hypothesis import given, settings

from layout.display.model import TextLine
from layout.display.structure import Node
from layout.reading import read_structure
from layout.reading.export import export_structure
from tests.support.pdf_pages import issue, page
from tests.support.tagged_pages import han, issues, latin, tagged, tagged_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pytest

    from layout.display.model import Pages
    from layout.reading import ReadElement

HOME = (Node(0, "article"),)


def read(folder: Path, data: bytes) -> ReadElement:
    """The document's element."""
    file = folder / "tagged.pdf"
    file.write_bytes(data)
    (document,) = read_structure(file)
    return document


def all_of(element: ReadElement) -> Iterator[ReadElement]:
    yield element
    for kid in element.elements:
        yield from all_of(kid)


def named(element: ReadElement, name: str) -> ReadElement:
    return next(one for one in all_of(element) if one.name == name)


def foreign(content: bytes, *, font: pikepdf.Dictionary, kids: object = 0) -> pikepdf.Pdf:
    """A page of another program: one paragraph, its text in one font."""
    pdf = pikepdf.new()
    made = pdf.add_blank_page(page_size=(200, 200))
    made.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    made.obj.Contents = pdf.make_stream(content)
    paragraph = pdf.make_indirect(
        pikepdf.Dictionary(S=pikepdf.Name("/Absatz"), Pg=made.obj, K=kids)
    )
    pdf.Root.StructTreeRoot = pikepdf.Dictionary(
        K=paragraph, RoleMap=pikepdf.Dictionary(Absatz=pikepdf.Name.P)
    )
    return pdf


WIN = pikepdf.Dictionary(
    Type=pikepdf.Name.Font,
    Subtype=pikepdf.Name.Type1,
    Encoding=pikepdf.Dictionary(
        BaseEncoding=pikepdf.Name.WinAnsiEncoding,
        Differences=[1, pikepdf.Name.fi, pikepdf.Name("/uni6E2F")],
    ),
)


def saved(folder: Path, pdf: pikepdf.Pdf) -> ReadElement:
    file = folder / "foreign.pdf"
    pdf.save(file)
    (element,) = read_structure(file)
    return element


def test_text_comes_in_the_order_of_the_structure(tmp_path: Path) -> None:
    tag = (*HOME, Node(1, "paragraph"))
    first = page(
        tagged_line(tag, han("旧"), latin("tin", x=30.0)),
        tagged_line((*HOME, Node(0, "title")), han("钱江"), y=30.0),
    )
    second = page(tagged_line(tag, han("码")), index=1)
    document = read(tmp_path, tagged(issue(first, second)))
    assert named(document, "P").text == "旧tin码"
    assert document.text == "钱江旧tin码"


def test_what_is_given_for_a_text_goes_before_its_glyphs(tmp_path: Path) -> None:
    runs = (han("旧码", texts=("老", "")), han("头", x=40.0))
    tag = (*HOME, Node(0, "title", "老 头"))
    plain = read(tmp_path, tagged(issue(page(tagged_line((*HOME, Node(0, "deck")), *runs)))))
    assert named(plain, "Deck").text == "老头"
    told = read(tmp_path, tagged(issue(page(tagged_line(tag, *runs)))))
    assert named(told, "Title1").text == "老 头"


def test_simple_fonts_are_read_by_their_encodings(tmp_path: Path) -> None:
    content = b"/P <</MCID 0>> BDC BT /F1 9 Tf (\x01n\x02 \x96 caf\xe9) Tj ET EMC"
    element = saved(tmp_path, foreign(content, font=WIN))
    assert (element.name, element.standard) == ("Absatz", "P")
    assert element.text == "fin港 – café"


def test_codes_of_one_and_two_bytes_are_told_apart(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    cmap = (
        b"2 begincodespacerange <00> <7f> <8140> <fefe> endcodespacerange "
        b"1 beginbfchar <8140> <6E2F> endbfchar 1 beginbfrange <41> <43> <0061> endbfrange"
    )
    font = pikepdf.Dictionary(Subtype=pikepdf.Name.Type0)
    made = foreign(b"/P <</MCID 0>> BDC /F1 9 Tf [(A\x81\x40) 20 (C)] TJ EMC", font=font)
    made.pages[0].obj.Resources.Font.F1.ToUnicode = made.make_stream(cmap)
    assert saved(tmp_path, made).text == "a港c"
    pdf.close()


def test_artifacts_and_text_outside_marks_are_not_read(tmp_path: Path) -> None:
    content = (
        b"/F1 9 Tf (out) Tj /P <</MCID 0>> BDC (in) Tj EMC "
        b"/Artifact BMC (folio) Tj EMC /Span <</MCID 1>> BDC (lost) Tj EMC"
    )
    assert saved(tmp_path, foreign(content, font=WIN)).text == "in"


def test_a_span_that_gives_its_text_hides_all_within(tmp_path: Path) -> None:
    content = (
        b"/F1 9 Tf /P <</MCID 0>> BDC (a) Tj /Span <</ActualText (b)>> BDC (x) Tj "
        b"/Span <</ActualText (y)>> BDC (z) Tj EMC EMC (c) Tj EMC"
    )
    assert saved(tmp_path, foreign(content, font=WIN)).text == "abc"


def test_text_of_forms_belongs_to_the_mark_around_them(tmp_path: Path) -> None:
    made = foreign(b"/P <</MCID 0>> BDC /X1 Do EMC /X1 Do", font=WIN)
    form = made.make_stream(b"/F1 9 Tf (form) Tj")
    form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    made.pages[0].obj.Resources.XObject = pikepdf.Dictionary(X1=form)
    assert saved(tmp_path, made).text == "form"


def test_another_programs_file_is_exported_by_its_standard_types(tmp_path: Path) -> None:
    made = foreign(b"/P <</MCID 0>> BDC /F1 9 Tf (one) Tj EMC", font=WIN)
    article = pikepdf.Dictionary(S=pikepdf.Name.Art, K=made.Root.StructTreeRoot.K)
    made.Root.StructTreeRoot.K = made.make_indirect(article)
    exported = export_structure([saved(tmp_path, made)])
    (entry,) = exported["articles"]
    assert entry["paragraphs"] == ["one"]
    assert (exported["furniture"], exported["unplaced"]) == ([], [])


def said_by(pages: Pages) -> str:
    """The characters of all tagged glyphs, sorted."""
    return "".join(
        sorted(
            "".join(
                "".join(run.texts)
                for one in pages.pages
                for item in one.items
                if isinstance(item, TextLine) and item.tag
                for run in item.runs
            )
        )
    )


def glyphs_of(element: ReadElement) -> str:
    return "".join(kid if isinstance(kid, str) else glyphs_of(kid) for kid in element.kids)


@settings(max_examples=40)
@given(issues())
def test_every_tagged_character_is_read_once(
    tmp_path_factory: pytest.TempPathFactory, pages: Pages
) -> None:
    document = read(tmp_path_factory.mktemp("read"), tagged(pages))
    assert "".join(sorted(glyphs_of(document))) == said_by(pages)
