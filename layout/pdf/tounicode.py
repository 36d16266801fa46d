"""ToUnicode: what text each code of a font stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Source: ISO 32000-2 9.10.3; the names are those of Adobe's own identity CMap.
_HEAD = """\
/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_TAIL = """\
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""
_SECTION_LIMIT = 100  # entries in one section of a CMap


def to_unicode(texts: Iterable[tuple[int, str]]) -> bytes:
    """A CMap from two-byte codes to source text; the codes ascend."""
    ranges = [
        f"<{codes[0][0]:04X}> <{codes[-1][0]:04X}> "
        f"[{' '.join(f'<{_utf16(text)}>' for _, text in codes)}]"
        for codes in _unbroken(texts)
    ]
    parts = [_HEAD]
    for start in range(0, len(ranges), _SECTION_LIMIT):
        section = ranges[start : start + _SECTION_LIMIT]
        parts.append(f"{len(section)} beginbfrange\n" + "\n".join(section) + "\nendbfrange\n")
    parts.append(_TAIL)
    return "".join(parts).encode("ascii")


# What no code may stand for: ISO 19005-2 6.2.11.7.2, ISO 14289-1 7.21.7.
_FORBIDDEN = str.maketrans("", "", "\x00\ufeff\ufffe")
# Stands for the glyphs that belong to the one before them; the content spells those out.
_NOTHING = "\u200b"


def plain_to_unicode(texts: Iterable[tuple[int, str]]) -> bytes:
    """The same map with a text for every code, each on its own line.

    Archive files have it so: some checkers, and the readers built like them, know no ranges
    with a list of texts.
    """
    lines = [
        f"<{code:04X}> <{_utf16(text.translate(_FORBIDDEN) or _NOTHING)}>\n"
        for code, text in texts
    ]
    parts = [_HEAD]
    for start in range(0, len(lines), _SECTION_LIMIT):
        section = lines[start : start + _SECTION_LIMIT]
        parts.append(f"{len(section)} beginbfchar\n{''.join(section)}endbfchar\n")
    parts.append(_TAIL)
    return "".join(parts).encode("ascii")


def _utf16(text: str) -> str:
    return text.encode("utf-16-be").hex().upper()


def _unbroken(texts: Iterable[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    """Codes that follow each other and share their high byte, as a range must."""
    group: list[tuple[int, str]] = []
    for code, text in texts:
        if group and (code != group[-1][0] + 1 or code % 256 == 0):
            yield group
            group = []
        group.append((code, text))
    if group:
        yield group
