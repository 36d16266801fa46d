"""Files in the PDF: as they were, named, told of, and tied to the document."""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.pdf.attachments import Attachment, attach
from layout.pdf.canvas import Document, dictionary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import AbstractContextManager

    from hypothesis.strategies import SearchStrategy

COPY = Attachment(
    "07/articles/港.md",
    "潮水退去。".encode() * 9,
    "text/markdown",
    "Source",
    "文章",
    "2031-07-01",
)
FACTS = Attachment("deposit.json", b"{}", "application/vnd.x+json", "Data")


def written(attachments: Sequence[Attachment]) -> bytes:
    """A PDF of one page with these files."""
    document = Document((1, 7))
    document.add_page(0, {"MediaBox": b"[0 0 9 9]", "Resources": dictionary({})})
    attach(document, attachments)
    return document.finished(dictionary({}))


def opened(*attachments: Attachment) -> AbstractContextManager[pikepdf.Pdf]:
    return pikepdf.open(io.BytesIO(written(attachments)))


@pytest.fixture
def document() -> Iterator[pikepdf.Pdf]:
    with opened(FACTS, COPY) as document:
        yield document


def test_a_file_comes_out_as_it_went_in(document: pikepdf.Pdf) -> None:
    found = {one.filename: one.get_file().read_bytes() for one in document.attachments.values()}
    assert found == {one.path: one.content for one in (COPY, FACTS)}
    assert document.check_pdf_syntax() == []


def test_every_file_is_tied_to_the_document_with_its_relationship(
    document: pikepdf.Pdf,
) -> None:
    told = {str(one.UF): str(one.AFRelationship) for one in document.Root.AF}
    assert told == {COPY.path: "/Source", FACTS.path: "/Data"}


def test_a_file_is_told_by_kind_size_checksum_date_and_in_words(document: pikepdf.Pdf) -> None:
    (found,) = (one for one in document.Root.AF if str(one.UF) == COPY.path)
    assert str(found.F) == COPY.path
    assert str(found.Desc) == COPY.description
    assert found.EF.F.objgen == found.EF.UF.objgen
    assert found.EF.F.Subtype == "/text/markdown"
    params = found.EF.F.Params
    assert int(params.Size) == len(COPY.content)
    assert bytes(params.CheckSum) == hashlib.md5(COPY.content).digest()
    assert str(params.ModDate) == "D:20310701"


def test_a_file_without_a_date_claims_none(document: pikepdf.Pdf) -> None:
    (found,) = (one for one in document.Root.AF if str(one.UF) == FACTS.path)
    assert "/ModDate" not in found.EF.F.Params
    assert found.EF.F.Subtype == "/application/vnd.x+json"


def test_what_packing_makes_smaller_is_packed_and_nothing_else(document: pikepdf.Pdf) -> None:
    streams = {str(one.UF): one.EF.F for one in document.Root.AF}
    assert streams[COPY.path].Filter == "/FlateDecode"
    assert "/Filter" not in streams[FACTS.path]


def test_the_same_files_give_the_same_bytes() -> None:
    assert written([COPY, FACTS]) == written([COPY, FACTS])


def test_another_file_gives_the_document_another_identity() -> None:
    with opened(COPY) as one, opened(FACTS) as other:
        assert bytes(one.trailer.ID[0]) != bytes(other.trailer.ID[0])


def attachments() -> SearchStrategy[list[Attachment]]:
    paths = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12)
    one = st.builds(Attachment, path=paths, content=st.binary(max_size=40))
    return st.lists(one, unique_by=lambda one: one.path, max_size=8)


@given(attachments())
def test_any_names_stand_in_the_order_that_a_name_tree_wants(files: list[Attachment]) -> None:
    with opened(*files) as document:
        names = [bytes(one) for one in list(document.Root.Names.EmbeddedFiles.Names)[::2]]
        assert names == sorted(names)
        found = {str(one.UF): one.EF.F.read_bytes() for one in document.Root.AF}
        assert found == {one.path: one.content for one in files}
        assert document.check_pdf_syntax() == []


@pytest.mark.parametrize("last", [b"\r", b"\n", b"\r\n", b"x"])
def test_a_stream_is_as_long_as_it_says_whatever_ends_it(last: bytes) -> None:
    content = b"0123" + last
    pdf = written([Attachment("a", content)])
    start = pdf.index(b"stream\n0123") + len(b"stream\n")
    inside = pdf[start : pdf.index(b"endstream", start)]
    line_end = b"\r\n" if inside.endswith(b"\r\n") else b"\n"
    assert inside.removesuffix(line_end) == content or inside == content + b"\n"
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert document.Root.AF[0].EF.F.read_raw_bytes() == content
