"""Clauses on what characters the glyphs stand for (ISO 19005-2 6.2.11.7, 6.2.11.8)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from layout.conformance.records import WITH_TAGS, WITH_UNICODE, Breach, Clause
from layout.conformance.shown import listed, page_of_font

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.conformance.opened import Opened
    from layout.conformance.used_fonts import UsedFont

_BAD_TEXTS = re.compile("[\0\ufeff\ufffe]")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")


def _to_unicode(opened: Opened) -> Iterator[Breach]:
    for font in opened.used_fonts:
        if font.texts is None and not _speaks_for_itself(opened, font):
            yield Breach("the font has no ToUnicode", font.title, page_of_font(opened, font))
        elif font.texts is not None:
            codes = font.shown()
            silent = {code for code in codes if not font.texts.get(code)}
            # A glyph without characters of its own is allowed where ActualText speaks for it.
            bare = silent & font.bare
            if bare:
                page = page_of_font(opened, font, bare)
                says = "ToUnicode says nothing of codes that are shown"
                yield Breach(says, font.title, page, listed(bare))


def _speaks_for_itself(opened: Opened, font: UsedFont) -> bool:
    """Whether characters are known without ToUnicode (ISO 19005-2 6.2.11.7.2)."""
    if not font.composite:
        standard = {"WinAnsiEncoding", "MacRomanEncoding", "MacExpertEncoding"}
        return font.encoding in standard or font.kind == "Type1"
    info = opened.entries(font.below.get("/CIDSystemInfo"))
    known = {"GB1", "CNS1", "Japan1", "Korea1"}
    return (
        opened.text_of(info.get("/Registry")) == "Adobe"
        and opened.text_of(info.get("/Ordering")) in known
    )


def _texts(opened: Opened) -> Iterator[Breach]:
    for font in opened.used_fonts:
        texts = font.texts or {}
        codes = font.shown()
        bad = {code for code in codes if _BAD_TEXTS.search(texts.get(code, ""))}
        if bad:
            page = page_of_font(opened, font, bad)
            says = "ToUnicode gives U+0000, U+FEFF or U+FFFE"
            yield Breach(says, font.title, page, listed(bad))


def _private_texts(opened: Opened) -> Iterator[Breach]:
    for font in opened.used_fonts:
        texts = font.texts or {}
        codes = font.bare
        private = {code for code in codes if _PRIVATE.search(texts.get(code, ""))}
        if private:
            page = page_of_font(opened, font, private)
            says = "characters of private use stand without ActualText"
            yield Breach(says, font.title, page, listed(private))


def _private_actual_texts(opened: Opened) -> Iterator[Breach]:
    says = "ActualText holds characters of private use"
    for text, _, page in opened.drawn.actual_texts:
        if _PRIVATE.search(text):
            yield Breach(says, "marked content", opened.pages[page].label)
    for element in opened.tree.elements:
        if _PRIVATE.search(opened.text_of(element.entries.get("/ActualText"))):
            yield Breach(says, element.way, opened.label_of(element.page))


def _notdef(opened: Opened) -> Iterator[Breach]:
    for font in opened.used_fonts:
        glyphs = font.glyph_of_code or {}
        lost = {code for code, glyph in glyphs.items() if glyph == 0}
        if lost:
            page = page_of_font(opened, font, lost)
            yield Breach("the glyph .notdef is shown", font.title, page, listed(lost))


CLAUSES = (
    Clause(
        "to-unicode",
        "6.2.11.7.2",
        "",
        "7.21.7",
        "Characters are known for every code that is shown.",
        "ToUnicode is made from the manuscript, ActualText where glyphs differ from it.",
        _to_unicode,
        WITH_UNICODE,
    ),
    Clause(
        "to-unicode-value",
        "6.2.11.7.2",
        "6.2.10.7",
        "7.21.7",
        "ToUnicode gives neither U+0000 nor U+FEFF nor U+FFFE.",
        "Texts come from the manuscript, which has none of them.",
        _texts,
        WITH_UNICODE,
    ),
    Clause(
        "private-use",
        "6.2.11.7.3",
        "",
        "",
        "Characters of private use have ActualText.",
        "The manuscript's reader finds them.",
        _private_texts,
        WITH_TAGS,
    ),
    Clause(
        "private-use-actual",
        "",
        "6.2.10.8",
        "",
        "ActualText holds no characters of private use.",
        "ActualText comes from the manuscript.",
        _private_actual_texts,
    ),
    Clause(
        "notdef",
        "6.2.11.8",
        "6.2.10.9",
        "7.21.8",
        ".notdef is never shown.",
        "Characters without a glyph are the finding missing-glyph.",
        _notdef,
    ),
)
