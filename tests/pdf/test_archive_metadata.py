"""What an archive file says of itself: standards, serial, articles; and in what version."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from layout.errors import ConformanceError
from layout.pdf import STANDARDS
from layout.pdf.archive_xmp import page_range
from layout.pdf.srgb import srgb_profile
from layout.record import replace
from tests.support.archive_files import (
    HARBOUR,
    IMPRINT,
    NAMES,
    RDF,
    archived_issue,
    items,
    packet,
    value,
)
from tests.support.pdf_pages import issue, opened, page

LABELS = ("封面", "1", "2", "3", "4")
PAGES = issue(
    *(page(index=at, label=label) for at, label in enumerate(LABELS)),
    title="汐岸 2031年7月",
    subject="港口醒来以前",
    author="汐岸编辑部",
    language="zh-CN",
    created="2031-07-01",
    imprint=IMPRINT,
)
# PDF/A-4f holds other files, which these have none of; PDF/X is for a press.
ALL = sorted(name for name, one in STANDARDS.items() if one.family != "x" and name != "a-4f")


def made(*standards: str) -> bytes:
    return archived_issue(PAGES, standards=standards)


@pytest.mark.parametrize("name", ALL)
def test_each_standard_has_its_version_and_a_comment_of_high_bytes(name: str) -> None:
    data = made(name)
    version = ".".join(map(str, STANDARDS[name].pdf_version)).encode()
    head, comment = data.split(b"\n", 2)[:2]
    assert head == b"%PDF-" + version
    assert comment[:1] == b"%"
    assert len(comment) > 4
    assert all(byte > 127 for byte in comment[1:5])


@pytest.mark.parametrize("name", ALL)
def test_only_files_of_pdf_1_7_have_an_info_dictionary_and_all_have_an_id(name: str) -> None:
    pdf = opened(made(name))
    assert ("/Info" in pdf.trailer) is (STANDARDS[name].pdf_version < (2, 0))
    first, second = pdf.trailer.ID
    assert bytes(first) == bytes(second)
    assert len(bytes(first)) == 16


@pytest.mark.parametrize("name", ALL)
def test_a_file_claims_what_was_asked_and_nothing_else(name: str) -> None:
    standard = STANDARDS[name]
    told = packet(made(name))
    is_pdf_a = standard.family == "a"
    assert value(told, "pdfaid:part") == (str(standard.part) if is_pdf_a else None)
    assert value(told, "pdfaid:conformance") == (standard.level or None)
    assert value(told, "pdfaid:rev") == ("2020" if is_pdf_a and standard.part == 4 else None)
    assert value(told, "pdfuaid:part") == (None if is_pdf_a else "1")


def test_a_file_without_attachments_cannot_claim_to_hold_any() -> None:
    with pytest.raises(ConformanceError) as caught:
        made("a-4f")
    assert caught.value.diagnostics[0].hint == "ask for `a-4`"


def test_two_standards_are_both_claimed() -> None:
    told = packet(made("a-2a", "ua-1"))
    assert value(told, "pdfaid:conformance") == "A"
    assert value(told, "pdfuaid:part") == "1"


def test_info_and_xmp_say_the_same() -> None:
    data = made("a-2u")
    pdf, told = opened(data), packet(data)
    info = pdf.docinfo
    assert str(info.Title) == value(told, "dc:title")
    assert str(info.Subject) == value(told, "dc:description")
    assert str(info.Author) == "; ".join(items(told, "dc:creator"))
    assert str(info.Creator) == value(told, "xmp:CreatorTool")
    assert str(info.Producer) == value(told, "pdf:Producer")
    for key, name in (("CreationDate", "CreateDate"), ("ModDate", "ModifyDate")):
        assert str(info[f"/{key}"]) == "D:" + (value(told, f"xmp:{name}") or "").replace(
            "-", ""
        )


def test_no_date_in_the_packet_is_another_than_the_issues() -> None:
    found = etree.tostring(packet(made("a-2a", "ua-1")), encoding="unicode")
    assert set(re.findall(r"\b\d{4}-\d\d-\d\d\b", found)) == {"2031-07-01"}


def test_the_serial_is_described() -> None:
    told = packet(made("a-2u"))
    wanted = {
        "prism:publicationName": "汐岸",
        "prism:issn": "9999-9994",
        "prism:volume": "3",
        "prism:number": "12",
        "prism:issueName": "港口醒来以前",
        "prism:coverDate": "2031-07-01",
        "prism:coverDisplayDate": "2031年7月　总第12期",
        "prism:pageRange": "封面, 1-4",
        "serial:cn": "CN 33-1234/Z",
        "dc:publisher": "汐岸编辑部",
        "dc:identifier": "9999-9994(20310701)3:12",
        "dc:language": "zh-CN",
        "dc:date": "2031-07-01",
        "dc:format": "application/pdf",
    }
    assert {name: value(told, name) for name in wanted} == wanted
    assert items(told, "dc:creator") == ["周一鸣", "何棠"]
    assert items(told, "dc:contributor") == ["林小舟"]


def test_every_article_is_listed_with_its_names_section_and_pages() -> None:
    listed = packet(made("a-2u")).find(f"{{{NAMES['serial']}}}articles")
    assert listed is not None
    first, second = listed[0]
    fields = [(one.tag.split("}")[1], "".join(one.itertext())) for one in first]
    assert fields == [
        ("title", "旧码头 & 新颜"),
        ("authors", "周一鸣何棠"),
        ("contributors", "林小舟"),
        ("section", "特别策划"),
        ("startingPage", "1"),
        ("pageRange", "1-2"),
    ]
    assert [one.tag.split("}")[1] for one in second] == [
        *("title", "authors", "startingPage", "pageRange")
    ]


def test_an_excerpt_lists_only_the_articles_in_it() -> None:
    excerpt = replace(PAGES, pages=(replace(PAGES.pages[4], page_index=0),))
    told = packet(archived_issue(excerpt))
    assert items(told, "dc:creator") == ["何棠"]


def test_what_is_not_known_is_left_out() -> None:
    told = packet(archived_issue(issue(page())))
    assert value(told, "prism:publicationName") == "测试刊"
    for name in ("prism:issn", "dc:identifier", "dc:date", "xmp:CreateDate", "serial:articles"):
        assert value(told, name) is None


@pytest.mark.parametrize("standards", [("a-2u",), ("a-3b",), ("a-2a", "ua-1")])
def test_every_property_that_pdf_a_does_not_know_is_described(
    standards: tuple[str, ...],
) -> None:
    """ISO 19005-2 6.6.2.3: each property and each field of its types, with their type."""
    told = packet(archived_issue(PAGES, standards=standards))
    described, fields = _described(told)
    for found in told:
        uri, name = found.tag[1:].split("}")
        if uri in {NAMES["prism"], NAMES["serial"], NAMES["pdfuaid"]}:
            assert name in described[uri], name
            for field in found.iterfind(f"{RDF}Seq/{RDF}li/*"):
                assert field.tag[1:].split("}")[1] in fields[described[uri][name].split()[1]]


def _described(told: etree._Element) -> tuple[dict[str, dict[str, str]], dict[str, set[str]]]:
    """The value type of each property by its namespace, the fields of each type of ours."""
    properties: dict[str, dict[str, str]] = {}
    fields: dict[str, set[str]] = {}
    for schema in told.iterfind("extension:schemas/rdf:Bag/rdf:li", NAMES):
        keys = {one.tag.split("}")[1] for one in schema}
        assert keys - {"valueType"} == {"schema", "namespaceURI", "prefix", "property"}
        uri = schema.findtext("schema:namespaceURI", namespaces=NAMES) or ""
        for one in schema.iterfind("schema:property/rdf:Seq/rdf:li", NAMES):
            entry = {part.tag.split("}")[1]: part.text or "" for part in one}
            assert set(entry) == {"name", "valueType", "category", "description"}
            assert entry["category"] in {"internal", "external"}
            properties.setdefault(uri, {})[entry["name"]] = entry["valueType"]
        for kind in schema.iterfind("schema:valueType/rdf:Seq/rdf:li", NAMES):
            name = kind.findtext("type:type", namespaces=NAMES) or ""
            assert kind.findtext("type:namespaceURI", namespaces=NAMES) == uri
            found = kind.iterfind("type:field/rdf:Seq/rdf:li/field:name", NAMES)
            fields[name] = {one.text or "" for one in found}
    return properties, fields


def test_part_four_needs_no_description_of_schemas() -> None:
    assert packet(made("a-4")).find("extension:schemas", NAMES) is None


def test_plain_colours_have_the_meaning_of_srgb() -> None:
    pdf = opened(made("a-2b"))
    (intent,) = pdf.Root.OutputIntents
    assert intent.S == "/GTS_PDFA1"
    assert intent.DestOutputProfile.N == 3
    assert intent.DestOutputProfile.read_bytes() == srgb_profile()


def test_a_file_for_reading_aloud_alone_names_no_colours() -> None:
    assert "/OutputIntents" not in opened(made("ua-1")).Root


def test_the_same_issue_gives_the_same_bytes() -> None:
    assert made("a-2a", "ua-1") == made("ua-1", "a-2a")


@pytest.mark.parametrize(
    ("labels", "said"),
    [
        (("1", "2", "3", "7"), "1-3, 7"),
        (("封面", "封二", "1"), "封面, 封二, 1"),
        (("iv",), "iv"),
        ((), ""),
        (("9", "10", "9"), "9-10, 9"),
    ],
)
def test_folios_in_a_row_are_drawn_together(labels: tuple[str, ...], said: str) -> None:
    assert page_range(labels) == said


def test_markup_in_a_title_stays_text() -> None:
    listed = replace(IMPRINT, articles=(replace(HARBOUR, title="</rdf:li>{x}"),))
    told = packet(archived_issue(replace(PAGES, imprint=listed)))
    title = told.find(f".//{{{NAMES['serial']}}}title")
    assert title is not None
    assert title.text == "</rdf:li>{x}"
