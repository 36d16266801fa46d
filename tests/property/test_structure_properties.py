"""What holds for every tagged file, whatever its pages hold and however they are tagged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
from hypothesis import given, settings

from tests.support.tagged_pages import (
    elements_of,
    issues,
    kids_of,
    marks_of,
    opened_pdf,
    standard_of,
    tagged,
)

if TYPE_CHECKING:
    from layout.display.model import Pages

PARENTS = {
    "LI": {"L"},
    "LBody": {"LI"},
    "TR": {"Table"},
    "TH": {"TR"},
    "TD": {"TR"},
    "TOCI": {"TOC"},
    "RB": {"Ruby"},
    "RT": {"Ruby"},
}
KIDS = {
    "L": {"LI", "L", "Caption"},
    "LI": {"Lbl", "LBody"},
    "Table": {"TR", "Caption"},
    "TR": {"TH", "TD"},
    "TOC": {"TOC", "TOCI"},
    "TOCI": {"Lbl", "Reference", "P", "TOC"},
}


@given(issues())
def test_marks_never_nest_and_nothing_shows_outside_them(pages: Pages) -> None:
    pdf = opened_pdf(tagged(pages))
    for page in pdf.pages:
        marks = marks_of(page)
        assert marks.faults == []
        assert marks.mcids == list(range(len(marks.mcids)))


@given(issues())
def test_every_piece_is_in_the_tree_once_and_the_parent_tree_leads_back(pages: Pages) -> None:
    pdf = opened_pdf(tagged(pages))
    parents = dict(pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree).items())
    met: dict[tuple[int, int], pikepdf.Object] = {}
    links: dict[int, pikepdf.Object] = {}
    for element in elements_of(pdf):
        for kid in kids_of(element):
            if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid:
                links[int(kid.Obj.StructParent)] = element
                assert standard_of(pdf, element) == "Link"
            elif isinstance(kid, int) or "/MCID" in kid:
                mcid = kid if isinstance(kid, int) else int(kid.MCID)
                page = element.Pg if isinstance(kid, int) else kid.Pg
                key = (int(page.StructParents), mcid)
                assert key not in met
                met[key] = element
            else:
                assert element == kid.P
    for page in pdf.pages:
        mcids = marks_of(page).mcids
        owners = parents.pop(int(page.obj.StructParents)) if mcids else []
        assert len(owners) == len(mcids)
        for mcid in mcids:
            assert met.pop((int(page.obj.StructParents), mcid)) == owners[mcid]
        for annotation in page.obj.get("/Annots", []):
            owner = parents.pop(int(annotation.StructParent))
            assert owner == links.pop(int(annotation.StructParent))
            assert str(annotation.Contents)
            assert page.obj.Tabs == "/S"
    assert not met
    assert not links
    assert not parents


@settings(max_examples=40)
@given(issues())
def test_every_type_is_standard_and_stands_where_it_may(pages: Pages) -> None:
    pdf = opened_pdf(tagged(pages))
    for element in elements_of(pdf):
        standard = standard_of(pdf, element)
        kids = [kid for kid in kids_of(element) if isinstance(kid, pikepdf.Dictionary)]
        held = {standard_of(pdf, kid) for kid in kids if "/S" in kid}
        if standard in KIDS:
            assert held <= KIDS[standard]
        for kid in held & set(PARENTS):
            assert standard in PARENTS[kid]


@settings(max_examples=40)
@given(issues())
def test_heads_go_down_one_level_at_a_time(pages: Pages) -> None:
    pdf = opened_pdf(tagged(pages))
    before = 0
    for element in elements_of(pdf):
        standard = standard_of(pdf, element)
        if standard[0] == "H" and standard[1:].isdecimal():
            level = int(standard[1:])
            assert 1 <= level <= before + 1
            before = level


@settings(max_examples=40)
@given(issues())
def test_notes_have_names_of_their_own_by_which_they_are_found(pages: Pages) -> None:
    pdf = opened_pdf(tagged(pages))
    notes = [one for one in elements_of(pdf) if standard_of(pdf, one) == "Note"]
    names = [str(note.ID) for note in notes]
    assert len(set(names)) == len(names)
    root = pdf.Root.StructTreeRoot
    tied = dict(pikepdf.NameTree(root.IDTree).items()) if names else {}
    assert tied == dict(zip(names, notes, strict=True))


@settings(max_examples=40)
@given(issues())
def test_beads_form_rings_and_each_is_on_its_page(pages: Pages) -> None:
    pdf = opened_pdf(tagged(pages))
    on_pages = [bead.objgen for page in pdf.pages for bead in page.obj.get("/B", [])]
    met = []
    for thread in pdf.Root.get("/Threads", []):
        assert thread == thread.F.T
        assert str(thread.I.Title)
        bead = thread.F
        while True:
            met.append(bead.objgen)
            assert bead == bead.N.V
            bead = bead.N
            if bead == thread.F:
                break
    assert sorted(met) == sorted(on_pages)
