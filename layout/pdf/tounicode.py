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
