"""What a line says of itself: folios, markers, bylines, dates, bullets.

Each sign is a pattern of the trade, not of one magazine; a new one is one entry of `SIGNS`.
"""

from __future__ import annotations

import re

HAN = r"[\u3400-\u9fff]"
_NAME_WORDS = "文|图|图文|撰文|摄影|记者|通讯员|特约记者|整理|编辑|采写|策划|作者|编译"

# In the order they are tried; the first that matches names the line.
SIGNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "issue-line",
        re.compile(
            r"^(?:19|20)\d\d\s*[\\/年.·-]\s*\d{1,2}\s*月?\s*(?:NO|No|no|第|总第)\.?\s*\d+"
        ),
    ),
    ("folio", re.compile(r"^[\d\s·|—-]{1,12}$")),
    ("marker", re.compile(rf"^[\[【［〔]\s*({HAN}{{2,8}})\s*[\]】］〕]$")),
    (
        "compiled",
        re.compile(rf"^[\[【［〔(（]\s*(?:{_NAME_WORDS})\s*[/／:： ].*[\]】］〕)）]$"),
    ),
    ("byline", re.compile(rf"^(?:{HAN}{{0,10}}(?:{_NAME_WORDS}))\s*[/／]\s*\S")),
    ("editors-note", re.compile(r"^(?:编者按|编者的话|编者注|编后语?)[:：]?$")),
    ("rubric", re.compile(rf"^[·•・]\s*({HAN}{{2,8}})\s*[·•・]$")),
    ("date", re.compile(r"^[◆◇■□●○▲★▪]?\s*\d{1,2}\s*月\s*\d{1,2}\s*日$")),
    ("bullet", re.compile(r"^[◆◇■□●○◎▲△★☆▪]\s*\S")),
    ("counter", re.compile(r"^（[一二三四五六七八九十]{1,3}）\s*\S")),
    ("caption", re.compile(r"^\d{1,2}\s*[.．]\s*\D")),
    ("display", re.compile(r"^[A-Z]{4,}$")),
    ("speaker", re.compile(rf"^(\S.{{2,30}}?)\s+({HAN}{{2,4}}|{HAN}\s{HAN})\s*[:：]$")),
    ("running-head", re.compile(rf"^{HAN}{{0,8}}\s*[A-Z][A-Z&'’ -]{{7,}}$")),
)
SIGN_PATTERNS = dict(SIGNS)
SENTENCE_END = "。！？…”’」』）)"
CLAUSE_END = "，、；：,;:"


def sign_of(text: str) -> str:
    """The name of the sign a line carries, or an empty string."""
    for name, pattern in SIGNS:
        if pattern.search(text):
            return name
    return ""


def ends_sentence(text: str) -> bool:
    """Whether a line could end a paragraph."""
    return bool(re.search(r"[。！？!?…][”’」』）)]*$", text))


_NUMBERS = "一二三四五六七八九十"
_COUNTS = re.compile(rf"([二三四五六七八九十])[大个项条点类种]|^（([{_NUMBERS}])）")


def is_counter(text: str) -> bool:
    """Whether a line begins with a counter in brackets, （一）."""
    return SIGN_PATTERNS["counter"].match(text) is not None


def counted_in(text: str) -> int:
    """How many a head says it has (五大工程), or which one a counter counts; 0 for neither."""
    found = _COUNTS.search(text)
    return _NUMBERS.index(found[1] or found[2]) + 1 if found else 0


def splits_mark(text: str) -> tuple[str, str]:
    """The mark before an entry, and the rest; a counter is no mark."""
    if text.startswith("——"):
        return "——", text[2:].strip()
    if text.startswith("（"):
        return "", text
    return text[0], text[1:].strip()


# What begins one of a row of points: 一是, 二是; 其一, 其二; 第一, 第二 …
_POINT = re.compile(rf"^(?:[{_NUMBERS}]是|其[{_NUMBERS}]|第[{_NUMBERS}][，、])")


def begins_point(text: str) -> bool:
    """Whether a line begins one of a row of points."""
    return _POINT.match(text) is not None


def ends_mark(text: str) -> bool:
    """Whether a line ends with any mark of punctuation."""
    return text[-1:] in SENTENCE_END + CLAUSE_END + "—"


def has_mark(text: str) -> bool:
    """Whether a mark of a sentence stands anywhere in a line."""
    return any(mark in text for mark in "，。；：！？、…—")


def marker_word(text: str) -> str:
    """The word between a marker's brackets or dots."""
    return text.strip("[]【】［］〔〕·•・ ")
