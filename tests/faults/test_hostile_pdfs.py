"""Files made to keep a reader busy: the check ends, with findings."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from layout.conformance import check_conformance
from layout.conformance.objects import LARGEST_STREAM
from layout.conformance.unpack import Unreadable, unpacked
from tests.support.conforming import TAGGED, elements, opened, saved
from tests.support.damages.model import draw, form, page, resource

if TYPE_CHECKING:
    from collections.abc import Callable


def rules(pdf: pikepdf.Pdf) -> set[str]:
    with pdf:
        return {one.rule for one in check_conformance(saved(pdf), TAGGED)}


def test_a_stream_is_not_unpacked_beyond_its_bound() -> None:
    with pikepdf.new() as pdf:
        stream = pikepdf.Stream(pdf, zlib.compress(bytes(5000)))
        assert unpacked(stream, [("FlateDecode", False)], 5000) == bytes(5000)
        with pytest.raises(Unreadable, match="more than 4999"):
            unpacked(stream, [("FlateDecode", False)], 4999)


def test_metadata_that_unpack_to_more_than_may_be_are_told() -> None:
    pdf = opened()
    packer = zlib.compressobj(9)
    blank = bytes(1 << 20)
    parts = [packer.compress(blank) for _ in range((LARGEST_STREAM >> 20) + 1)]
    pdf.Root.Metadata.write(b"".join((*parts, packer.flush())), filter=Name.FlateDecode)
    assert "xmp-valid" in rules(pdf)


def test_forms_that_show_each_other_many_times_are_read_once() -> None:
    pdf = opened()
    inner = form(pdf, b"0 0 9 9 re f")
    for _ in range(20):
        inner = pdf.make_stream(
            b"/Inner Do " * 10,
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=[0, 0, 9, 9],
            Resources=Dictionary(XObject=Dictionary(Inner=inner)),
        )
    resource(pdf, "/XObject", "/Outer", inner)
    content = page(pdf).Contents.read_bytes()
    page(pdf).Contents = pdf.make_stream(content + b"\n/Outer Do")
    assert "untagged" in rules(pdf)


def test_a_form_that_shows_itself_ends() -> None:
    pdf = opened()
    made = form(pdf, b"/Self Do")
    made.Resources = Dictionary(XObject=Dictionary(Self=made))
    draw(pdf, b"/Damage Do")
    assert rules(pdf) == set()


def _tree(pdf: pikepdf.Pdf) -> None:
    next(elements(pdf, "P")).K = next(elements(pdf, "Art"))


def _pages(pdf: pikepdf.Pdf) -> None:
    pdf.Root.PageLabels = pdf.make_indirect(Dictionary(Kids=Array()))
    pdf.Root.PageLabels.Kids.append(pdf.Root.PageLabels)


def _roles(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.RoleMap["/Title1"] = Name.Title1


def _actions(pdf: pikepdf.Pdf) -> None:
    action = pdf.make_indirect(Dictionary(S=Name.Launch))
    action.Next = action
    pdf.Root.OpenAction = action


def _space(pdf: pikepdf.Pdf) -> None:
    space = pdf.make_indirect(Array([Name.Indexed]))
    space.append(space)
    resource(pdf, "/ColorSpace", "/Damage", space)
    draw(pdf, b"/Damage cs")


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (_tree, {"structure-element"}),
        (_pages, set()),
        (_roles, {"structure-type"}),
        (_actions, {"action"}),
        (_space, set()),
    ],
)
def test_what_runs_in_a_circle_ends(
    change: Callable[[pikepdf.Pdf], None], found: set[str]
) -> None:
    pdf = opened()
    change(pdf)
    assert found <= rules(pdf)


def test_a_tree_of_hundreds_of_levels_is_told() -> None:
    pdf = opened()
    above = next(elements(pdf, "P"))
    for _ in range(600):
        below = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Span, P=above))
        above.K = below
        above = below
    assert "structure-element" in rules(pdf)


@pytest.mark.parametrize("content", [b"(" * 100_000, b"BI " * 50_000, b"<" * 100_000])
def test_content_that_never_closes_is_read_to_its_end(content: bytes) -> None:
    pdf = opened()
    draw(pdf, content)
    rules(pdf)


def test_q_without_end_is_told_once() -> None:
    pdf = opened()
    draw(pdf, b"q " * 100_000)
    assert "limit" in rules(pdf)
