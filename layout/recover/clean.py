"""Text as the manuscript keeps it: no autospace, no half-width marks among Han."""

from __future__ import annotations

import re

from layout.content import drop_autospace

_HAN = r"[\u3400-\u9fff“”‘’《》（）]"
_HALF_MARKS = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_HALF = re.compile(r"(?<=[\u3400-\u9fff”’》）%])\s*([,;:?!])\s*(?=[\u3400-\u9fff“‘《（])")
_BEFORE_QUOTE = re.compile(r"(?<=[^\x00-\x7f]) +(?=[“‘《（])|(?<=[”’》）]) +(?=[^\x00-\x7f])")
_BRACKETS = re.compile(r"\(\s*([^()]*[\u3400-\u9fff][^()]*?)\s*\)")
_MIXED = re.compile(r"\(([^()（）]*)）|（([^()（）]*)\)")
_PAUSE = re.compile(r"(?<=[\u3400-\u9fff”》]) {2,}(?=[\u3400-\u9fff“《])")
_LONE_SPACE = re.compile(r"(?<=[\u3400-\u9fff”’》）]) (?=[\u3400-\u9fff“‘《（])")


def clean_copy(text: str) -> tuple[str, tuple[str, ...]]:
    """Running text without the extraction's traces, and what was changed beyond white."""
    changes: list[str] = []

    def widen(match: re.Match[str]) -> str:
        changes.append(f"{match[1]} → {_HALF_MARKS[match[1]]}")
        return _HALF_MARKS[match[1]]

    cleaned = _HALF.sub(widen, text)
    for pattern in (_BRACKETS, _MIXED):
        cleaned, count = pattern.subn(_full_brackets, cleaned)
        if count:
            changes.append("( ) → （ ）")
    cleaned = _BEFORE_QUOTE.sub("", cleaned)
    cleaned = re.sub(r"(?<=\d) +(?=%)", "", cleaned)
    return drop_autospace(cleaned).strip(), tuple(changes)


def _full_brackets(match: re.Match[str]) -> str:
    inner = next(group for group in match.groups() if group is not None)
    return f"（{inner}）"


def clean_head(line: str) -> str:
    """A line of a head: a wanted pause becomes U+3000, other white goes."""
    paused = _PAUSE.sub("\u3000", line)
    paused = re.sub(r"\s*:$", "：", _LONE_SPACE.sub("\u3000", paused))
    return clean_copy(paused)[0]
