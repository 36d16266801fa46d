"""Content files ↔ the immutable manuscript."""

from layout.content.inline import drop_autospace
from layout.content.model import Article, Block, Inline, Issue, Publication, Text
from layout.content.read_issue import read_issue, read_publication

__all__ = [
    "Article",
    "Block",
    "Inline",
    "Issue",
    "Publication",
    "Text",
    "drop_autospace",
    "read_issue",
    "read_publication",
]
