"""What a tagged file says of its text: elements, artifacts, links, threads, named places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest

from layout.color import BLACK
from layout.display.model import Area, Page, PageFrame, PageLink, PlacedPicture, Rule
from layout.display.structure import STEP, Node, Tag
from layout.geometry import Rect
from layout.pdf import PROFILES, SCREEN, write_pdf
from layout.pdf.standards import STANDARDS
from layout.record import replace
from tests.support.pdf_pages import content, extracted, issue, line, page, run
from tests.support.picture_files import in_a_file, pdf_figure
from tests.support.tagged_pages import (
    FONTS,
    elements_of,
    han,
    kids_of,
    latin,
    marks_of,
    opened_pdf,
    standard_of,
    tagged,
    tagged_line,
)

if TYPE_CHECKING:
    from pathlib import Path

    from layout.display.model import Item

SECTION = Node(0, "section")
ARTICLE = Node(0, "article", data=(("id", "harbour"), ("name", "旧 码头")))
HOME: Tag = (SECTION, ARTICLE)


def under(role: str, text: str = "", order: int = 0, **more: object) -> Tag:
    return (*HOME, Node(order, role, text, **more))


def outline_of(data: bytes) -> list[str]:
    """Names and standard types of all elements, in reading order."""
    pdf = opened_pdf(data)
    return [f"{str(one.S)[1:]} {standard_of(pdf, one)}" for one in elements_of(pdf)]


def one(*items: Item) -> bytes:
    return tagged(issue(page(*items)))


def element(data: bytes, name: str) -> pikepdf.Object:
    return next(found for found in elements_of(opened_pdf(data)) if f"/{name}" == found.S)


def test_a_file_is_tagged_when_a_standard_or_the_profile_asks_for_it() -> None:
    pages = issue(page(tagged_line(under("paragraph"), han("旧码头"))))
    plain = write_pdf(pages, FONTS)
    assert "/StructTreeRoot" not in opened_pdf(plain).Root
    untagged = write_pdf(pages, FONTS, standards=[STANDARDS["a-2u"]])
    assert "/StructTreeRoot" not in opened_pdf(untagged).Root
    for data in (tagged(pages), write_pdf(pages, FONTS, standards=[STANDARDS["ua-1"]])):
        root = opened_pdf(data).Root
        assert root.MarkInfo.Marked
        assert root.StructTreeRoot.Type == "/StructTreeRoot"


def test_our_own_roles_stand_in_the_tree_and_lead_to_standard_types() -> None:
    data = one(
        tagged_line(under("title", order=0), han("旧码头")),
        tagged_line(under("deck", order=1), han("新颜")),
        tagged_line(under("paragraph", order=2), han("钱江")),
        tagged_line((*HOME, Node(3, "sidebar"), Node(0, "title")), han("两岸")),
        tagged_line((*HOME, Node(3, "sidebar"), Node(1, "head")), han("气象")),
    )
    assert outline_of(data) == [
        "Document Document",
        "Sect Sect",
        "Art Art",
        "Title1 H1",
        "Deck P",
        "P P",
        "Aside Sect",
        "Title2 H2",
        "Head3 H3",
    ]


def test_the_tree_follows_the_places_of_elements_not_the_order_of_items() -> None:
    data = one(
        tagged_line(under("paragraph", "后", order=2), han("钱")),
        tagged_line(under("title", order=0), han("旧码头")),
    )
    assert outline_of(data)[-2:] == ["Title1 H1", "P P"]


def test_a_paragraph_over_two_pages_is_one_element_with_a_piece_on_each() -> None:
    tag = under("paragraph")
    first = page(tagged_line(tag, han("旧")), Rule(0, 0, 9, 9, 1, BLACK))
    second = page(tagged_line(tag, han("码")), tagged_line(tag, han("头")), index=1)
    pdf = opened_pdf(tagged(issue(first, second)))
    (paragraph,) = (found for found in elements_of(pdf) if found.S == "/P")
    here, there = kids_of(paragraph)
    assert here == 0
    assert paragraph.Pg == pdf.pages[0].obj
    assert there.Type == "/MCR"
    assert (there.Pg, there.MCID) == (pdf.pages[1].obj, 0)


def test_pieces_of_the_same_element_side_by_side_are_one() -> None:
    tag = under("paragraph")
    data = one(tagged_line(tag, han("旧")), tagged_line((*tag[:-1], tag[-1]), han("码"), y=120))
    assert marks_of(opened_pdf(data).pages[0]).mcids == [0]


def test_a_head_never_skips_a_level() -> None:
    data = one(tagged_line((*HOME, Node(0, "item"), Node(0, "head", level=4)), han("旧")))
    assert outline_of(data)[-1] == "Head1 H1"


def test_running_heads_folios_and_grounds_are_artifacts_of_their_kinds() -> None:
    ground = Area(Rect(-8.5, -8.5, 417, 617), fill=BLACK)
    head = replace(line(han("旧"), y=30), role="running-head")
    folio = replace(line(latin("203"), y=590), role="folio")
    shown = content(one(ground, head, folio, Rule(0, 0, 9, 9, 1, BLACK)))
    assert "/Artifact<</Type/Background/BBox[-8.5 -8.5 408.5 608.5]>>BDC" in shown
    assert "/Artifact<</Type/Pagination/Subtype/Header/Attached[/Top]>>BDC" in shown
    assert "/Artifact<</Type/Pagination/Subtype/Footer/Attached[/Bottom]>>BDC" in shown
    assert "/Artifact<</Type/Layout>>BDC" in shown


def test_printers_marks_are_artifacts_of_the_page() -> None:
    proof = replace(PROFILES["proof"], tagged=True)
    data = write_pdf(
        issue(page(tagged_line(under("paragraph"), han("旧")))), FONTS, profile=proof
    )
    assert content(data).startswith("/OC /marks BDC\n/Artifact<</Type/Page>>BDC")
    assert marks_of(opened_pdf(data).pages[0]).faults == []


def test_links_marks_of_notes_and_readings_have_pieces_of_their_own() -> None:
    ruby = Node(2, "ruby")
    data = one(
        tagged_line(
            under("paragraph"),
            han("旧"),
            han("码", x=20.0, inline=(Node(0, "link"),)),
            latin("2", x=30.0, inline=(Node(1, "note-mark"),)),
            han("头", x=40.0, inline=(ruby, Node(0, "ruby-base"))),
            latin("tou", x=40.0, size=4.0, inline=(ruby, Node(1, "ruby-text"))),
            han("新", x=50.0),
        )
    )
    names = [name.split()[0] for name in outline_of(data)[3:]]
    assert names == ["P", "Link", "Reference", "Lbl", "Ruby", "RB", "RT"]
    first, *inner, last = kids_of(element(data, "P"))
    assert (first, last) == (0, 5)
    assert all(isinstance(kid, pikepdf.Dictionary) for kid in inner)


def test_a_picture_tells_what_it_shows_and_where_it_stands() -> None:
    tag = under("chart", alt="两岸")
    data = one(
        Area(Rect(10, 20, 30, 40), fill=BLACK, tag=tag),
        tagged_line(tag, han("年"), y=300.0),
        Area(Rect(100, 20, 30, 40), fill=BLACK, tag=tag),
    )
    chart = element(data, "Chart")
    assert standard_of(opened_pdf(data), chart) == "Figure"
    assert str(chart.Alt) == "两岸"
    assert [float(edge) for edge in chart.A.BBox] == [10, 540, 130, 580]
    assert kids_of(chart) == [0]


def test_a_figure_brings_no_marks_of_its_own(tmp_path: Path) -> None:
    marked = (
        "/P <</MCID 0>> BDC /Artifact BMC 0 0 1 rg 0 0 9 9 re f EMC EMC /At MP /OC /L BDC EMC"
    )
    file = in_a_file(pdf_figure(marked), tmp_path / "figure.pdf")
    placed = PlacedPicture(Rect(10, 20, 30, 40), str(file), tag=under("picture", alt="岸"))
    pdf = opened_pdf(one(placed))
    (form,) = pdf.pages[0].obj.Resources.XObject.values()
    shown = form.read_bytes().decode("latin-1")
    assert "/OC /L BDC" in shown
    for mark in ("/P", "/Artifact", "MP"):
        assert mark not in shown
    assert shown.count("EMC") == 1
    assert "0 0 9 9 re" in shown
    plain = opened_pdf(write_pdf(issue(page(placed)), FONTS))
    (kept,) = plain.pages[0].obj.Resources.XObject.values()
    assert b"/Artifact BMC" in kept.read_bytes()


def test_text_that_the_glyphs_do_not_say_is_told_beside_them() -> None:
    data = one(
        tagged_line(under("title", "旧\n(码)", order=0), han("旧码")),
        tagged_line(under("paragraph", "钱江", order=1), han("钱江")),
    )
    assert str(element(data, "Title1").ActualText) == "旧\n(码)"
    assert "/ActualText" not in element(data, "P")


def test_an_element_that_holds_others_tells_the_manuscripts_words_as_a_property() -> None:
    tag = under("caption", "旧码")
    data = one(tagged_line(tag, han("旧码—"), han("新", x=40, inline=(Node(0, "credit"),))))
    caption = element(data, "Caption")
    assert "/ActualText" not in caption
    (told,) = caption.A.P
    assert (str(told.N), str(told.V)) == ("text", "旧码")


def test_data_is_kept_as_user_properties_and_the_file_says_so() -> None:
    data = one(
        tagged_line(under("chart", data=(("标 (签)", "1"), ("value", "2\\"))), han("旧"))
    )
    chart = element(data, "Chart")
    told = [(str(one.N), str(one.V)) for one in chart.A.P]
    assert told == [("标 (签)", "1"), ("value", "2\\")]
    assert opened_pdf(data).Root.MarkInfo.UserProperties


def test_latin_words_are_spans_of_their_language_and_bare_figures_are_not() -> None:
    data = one(
        tagged_line(under("paragraph"), latin("tin"), latin("203", x=40.0)),
        tagged_line(under("paragraph", order=1, language="en"), latin("tin"), y=130),
    )
    shown = content(data)
    assert shown.count("/Span<</Lang(en)>>BDC") == 1
    assert str(element(data, "P").get("/Lang", "")) == ""
    assert [str(one.get("/Lang", "")) for one in elements_of(opened_pdf(data))][-1] == "en"
    assert "/Span" not in content(
        tagged(issue(page(tagged_line(under("paragraph"), latin("tin"))), language="en"))
    )


def test_latin_words_within_a_run_are_cut_out_of_it() -> None:
    data = one(tagged_line(under("paragraph"), latin("203 Latin 20 tin 2")))
    shown = content(data).split("/Span<</Lang(en)>>BDC")
    assert len(shown) == 2
    assert extracted(data).strip() == "203 Latin 20 tin 2"


def test_a_link_is_an_element_with_its_annotation_and_says_where_it_leads() -> None:
    mark = Node(0, "link")
    tag = under("paragraph")
    box = Rect(10, 20, 30, 40)
    first = page(
        tagged_line(tag, han("旧码", inline=(mark,))),
        PageLink(box, 1, tag=(*tag, mark)),
        PageLink(box, 1, tag=(*tag, mark), alt="新颜"),
        PageLink(box, 9, tag=(*tag, mark)),
    )
    pdf = opened_pdf(tagged(issue(first, page(index=1, label="封底"))))
    said = [str(annotation.Contents) for annotation in pdf.pages[0].obj.Annots]
    assert said == ["旧码", "新颜"]
    link = next(found for found in elements_of(pdf) if found.S == "/Link")
    mcid, *objects = kids_of(link)
    assert mcid == 0
    assert [kid.Type for kid in objects] == ["/OBJR", "/OBJR"]
    assert [kid.Obj for kid in objects] == list(pdf.pages[0].obj.Annots)[:2]


def test_what_is_not_read_leads_nowhere_in_a_tagged_file() -> None:
    first = page(tagged_line((), han("下转")), PageLink(Rect(10, 20, 30, 40), 1))
    pdf = opened_pdf(tagged(issue(first, page(index=1, label="封底"))))
    assert "/Annots" not in pdf.pages[0].obj
    assert not [found for found in elements_of(pdf) if found.S == "/Link"]


def test_rows_of_a_table_have_as_many_cells_and_heads_know_their_scope() -> None:
    table = (*HOME, Node(0, "table"))
    row = Node(0, "table-row", span=3)
    last = Node(STEP, "table-row", span=3)
    data = one(
        tagged_line((*table, row, Node(0, "table-head")), han("旧")),
        tagged_line((*table, row, Node(2 * STEP, "table-head")), han("码")),
        tagged_line((*table, last, Node(0, "table-cell", span=2)), han("头")),
        tagged_line((*table, Node(2 * STEP, "plain")), han("新")),
    )
    rows = [found for found in elements_of(opened_pdf(data)) if found.S == "/TR"]
    kinds = [[str(cell.S) for cell in kids_of(one)] for one in rows]
    assert kinds == [["/TH", "/TD", "/TH"], ["/TD", "/TD"], ["/TD"]]
    assert kids_of(rows[0])[0].A.Scope == "/Column"
    assert kids_of(rows[1])[0].A.ColSpan == 2
    assert kids_of(rows[2])[0].A.ColSpan == 3


@pytest.mark.parametrize(
    ("mark", "kind"),
    [
        ("1", "Decimal"),
        ("二", "Decimal"),
        ("a", "LowerAlpha"),
        ("—", "Disc"),
        ("D", "UpperAlpha"),
    ],
)
def test_a_list_says_how_its_items_are_marked(mark: str, kind: str) -> None:
    item = (*under("list"), Node(0, "list-item"))
    text = Node(0, "label", mark)
    data = one(
        tagged_line(
            item,
            han("旧", inline=(text,)),
            han("码", x=30, inline=(Node(1, "list-copy"),)),
        )
    )
    assert str(element(data, "L").A.ListNumbering)[1:] == kind
    assert [name.split()[0] for name in outline_of(data)[3:]] == ["L", "LI", "Lbl", "LBody"]


def test_a_vertical_line_is_marked_as_a_horizontal_one_is() -> None:
    tag = under("paragraph")
    upright = [
        replace(
            tagged_line(tag, han(text, orientation="upright"), x=x),
            vertical=True,
            height=20.0,
        )
        for text, x in (("旧码", 100.0), ("头新", 80.0))
    ]
    data = one(*upright)
    assert marks_of(opened_pdf(data).pages[0]).faults == []
    assert len(kids_of(element(data, "P"))) == 2


def spread(article: str, *texts: str, index: int = 0) -> Page:
    """A page of one article: a column for each text, each in two lines."""
    lines = [
        replace(
            line(run(FONTS, "han", text), x=50.0 + 150.0 * column, y=y),
            article=article,
            frame="body",
            tag=under("paragraph"),
        )
        for column, text in enumerate(texts)
        for y in (100.0, 120.0)
    ]
    frame = PageFrame("body", "body", Rect(50, 90, 300, 400), columns=2)
    return replace(page(*lines, index=index), frames=(frame,), article=article)


def test_a_thread_leads_through_the_columns_of_an_article() -> None:
    title = tagged_line(under("title", "旧\n码头"), han("旧码头"), article="harbour")
    pages = issue(
        page(title), spread("harbour", "旧", "码", index=1), spread("harbour", "头", index=2)
    )
    pdf = opened_pdf(tagged(pages))
    (thread,) = pdf.Root.Threads
    assert str(thread.I.Title) == "旧 码头"
    beads, bead = [thread.F], thread.F.N
    while bead != thread.F:
        beads.append(bead)
        bead = bead.N
    where = [(pdf.pages.index(pikepdf.Page(one.P)), float(one.R[0])) for one in beads]
    assert where == [(1, 50.0), (1, 200.0), (2, 50.0)]
    assert list(pdf.pages[1].obj.B) == beads[:2]


def test_a_thread_leads_through_the_tiers_of_vertical_lines() -> None:
    lines = [
        replace(
            line(run(FONTS, "han", "旧", orientation="upright"), x=x, y=y),
            article="harbour",
            frame="body",
            vertical=True,
            width=10.0,
            height=10.0,
        )
        for x, y in ((200.0, 100.0), (100.0, 110.0), (200.0, 300.0), (100.0, 300.0))
    ]
    frame = PageFrame("body", "body", Rect(50, 90, 300, 400))
    pdf = opened_pdf(tagged(issue(replace(page(*lines), frames=(frame,)))))
    edges = [[float(edge) for edge in bead.R] for bead in pdf.pages[0].obj.B]
    assert edges == [[100, 480, 210, 500], [100, 290, 210, 300]]


def test_every_article_has_a_place_by_its_name() -> None:
    pages = issue(spread("灯塔", "旧"), spread("b", "旧", index=1), spread("a", "旧", index=2))
    pdf = opened_pdf(tagged(pages))
    names = list(pdf.Root.Names.Dests.Names)
    assert [str(one) for one in names[::2]] == ["a", "b", "灯塔"]
    assert [one[0] for one in names[1::2]] == [pdf.pages[at].obj for at in (2, 1, 0)]


def test_tagging_changes_nothing_that_is_seen_or_copied() -> None:
    items = (
        tagged_line(under("paragraph"), han("旧码"), latin("tin", x=40.0)),
        tagged_line(under("paragraph", order=1), han("头新"), y=140.0),
    )
    plain = write_pdf(issue(page(*items)), FONTS, profile=SCREEN)
    assert extracted(one(*items)) == extracted(plain)


def test_the_same_pages_give_the_same_bytes() -> None:
    pages = issue(spread("harbour", "旧", "码"))
    assert tagged(pages) == tagged(pages)
