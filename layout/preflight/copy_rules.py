"""Rules of the copy: punctuation, widths of characters, pairs, what stands twice, notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from layout.content.walk import all_blocks
from layout.diagnostics import Severity, SourceSpan
from layout.preflight.model import Found, IssueRule, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.content.model import Provenance
    from layout.preflight.job import Copy, IssueJob

HAN = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_AFTER = rf"{HAN}”’）》〉】」』"
_BEFORE = rf"{HAN}“‘（《〈【「『"
# GB/T 15834—2011 5.1: marks among Chinese take a full width. A colon or stop between figures,
# a comma in 1,000 and a bracket around Latin stand among no Chinese.
_HALF_WIDTH = re.compile(
    rf"(?<=[{_AFTER}])[,;:!?()\"'](?![\d])|(?<=[{_AFTER}])\.(?![\w.])|[,;:!?()\"](?=[{_BEFORE}])"
)
_FULL_WIDTH = re.compile("[０-９Ａ-Ｚａ-ｚ]+")
# How many characters a finding shows on either side.
_AROUND = 5
# A paragraph of fewer characters may well be said twice.
LEAST_DOUBLED = 24
_PAIRS = {
    "“": "”",
    "‘": "’",
    "（": "）",
    "《": "》",
    "〈": "〉",
    "【": "】",
    "「": "」",
    "『": "』",
}
_CLOSING = {closing: opening for opening, closing in _PAIRS.items()}
_QUOTES = frozenset("“‘")
_ITEM_NUMBER = re.compile(r"^[\w]{1,3}）")


def half_width_punctuation(job: IssueJob) -> Iterator[Found]:
    """Marks of half a width beside Chinese. Source: GB/T 15834—2011 5.1."""
    for copy in job.copy:
        for match in _HALF_WIDTH.finditer(copy.text):
            words, at = _around(copy.text, match.start())
            yield Found(
                f"half-width {match[0]!r} in “{words}”",
                job.located(copy.span, words, at),
                article=copy.article,
                measured=match[0],
            )


def full_width_letters(job: IssueJob) -> Iterator[Found]:
    """Figures and Latin letters as wide as Chinese. Source: CLREQ 3.2 (Western in Chinese)."""
    for copy in job.copy:
        for match in _FULL_WIDTH.finditer(copy.text):
            narrow = "".join(chr(ord(char) - 0xFEE0) for char in match[0])
            yield Found(
                f"full-width “{match[0]}”",
                job.located(copy.span, match[0]),
                article=copy.article,
                measured=match[0],
                allowed=narrow,
            )


def unpaired_marks(job: IssueJob) -> Iterator[Found]:
    """Quotation marks and brackets without their partners, block by block.

    Copy quoted over several paragraphs opens each of them and closes the last alone
    (GB/T 15834—2011 4.8.3.3).
    """
    for at, copy in enumerate(job.copy):
        after = job.copy[at + 1].text[:1] if at + 1 < len(job.copy) else ""
        for place, mark in _unpaired(copy.text):
            if mark in _QUOTES and after == mark:
                continue
            words, inner = _around(copy.text, place)
            span = job.located(copy.span, words, inner)
            message = f"{mark} in “{words}” has no partner"
            yield Found(message, span, article=copy.article, measured=mark)


def _unpaired(text: str) -> Iterator[tuple[int, str]]:
    open_marks: list[tuple[int, str]] = []
    numbered = _ITEM_NUMBER.match(text)
    for at, char in enumerate(text):
        if char in _PAIRS:
            open_marks.append((at, char))
        elif char in _CLOSING:
            if open_marks and open_marks[-1][1] == _CLOSING[char]:
                open_marks.pop()
            elif char == "’" or (numbered and at < numbered.end()):
                continue  # an apostrophe; the mark of an item
            else:
                yield at, char
    yield from open_marks


def paragraph_twice(job: IssueJob) -> Iterator[Found]:
    """A paragraph that stands in the issue before, character for character."""
    first: dict[str, Copy] = {}
    for copy in job.copy:
        if copy.kind != "Paragraph" or len(copy.text) < LEAST_DOUBLED:
            continue
        before = first.setdefault(re.sub(r"\s+", "", copy.text), copy)
        if before.span != copy.span:
            yield Found(
                f"the paragraph “{copy.text[:14]}…” stands at {before.span} too",
                copy.span,
                article=copy.article,
            )


def review_notes(job: IssueJob) -> Iterator[Found]:
    """Notes that an importer left for the editor."""
    for article in job.issue.articles:
        yield from _review(article.provenance, article.span, article.id)
        for block in all_blocks(article.blocks):
            yield from _review(block.provenance, block.span, article.id)
    path = f"{job.issue.root.name}/issue.yaml"
    for left in (*job.issue.furniture, *job.issue.unplaced):
        if left.review:
            yield Found(f"{left.review}: “{left.text[:14]}”", SourceSpan(path))


def _review(noted: Provenance | None, span: SourceSpan, article: str) -> Iterator[Found]:
    if noted is not None and noted.review:
        yield Found(f"to be looked at: {noted.review}", span, article=article)


def _around(text: str, at: int) -> tuple[str, int]:
    """The words around a character, within its line, and where it stands in them."""
    start = max(text.rfind("\n", 0, at) + 1, at - _AROUND)
    end = text.find("\n", at)
    words = text[start : min(len(text) if end < 0 else end, at + _AROUND + 1)]
    return words, at - start


RULES: tuple[IssueRule, ...] = (
    Rule(
        "half-width-punctuation",
        half_width_punctuation,
        Severity.WARNING,
        "Punctuation among Chinese has its full width.",
        "write ，。；：！？（）“” in Chinese",
    ),
    Rule(
        "full-width-letters",
        full_width_letters,
        Severity.WARNING,
        "Figures and Latin letters are not full-width forms.",
        "write them as plain figures and letters",
    ),
    Rule(
        "unpaired-marks",
        unpaired_marks,
        Severity.WARNING,
        "Quotation marks and brackets come in pairs.",
        "add its partner, or strike it",
    ),
    Rule(
        "paragraph-twice",
        paragraph_twice,
        Severity.WARNING,
        "No paragraph stands in the issue twice.",
        "strike one of the two",
    ),
    Rule(
        "review-note",
        review_notes,
        Severity.WARNING,
        "No note of an importer is left open.",
        "look at the place, then take the `review` note out",
    ),
)
