"""Content files ↔ the immutable manuscript."""

from layout.content.export import byline_line, export_issue
from layout.content.inline import drop_autospace
from layout.content.model import (
    Article,
    Block,
    Byline,
    FlatplanEntry,
    Inline,
    Issue,
    Item,
    Leftover,
    Mark,
    Paragraph,
    Picture,
    Provenance,
    Publication,
    Section,
    Sidebar,
    Subhead,
    Text,
    Verse,
    as_text,
    plain,
)
from layout.content.read_issue import (
    IssueSources,
    read_issue,
    read_issue_sources,
    read_publication,
)
from layout.content.walk import all_blocks, all_pictures
from layout.content.write_issue import issue_files, write_issue

__all__ = [
    "Article",
    "Block",
    "Byline",
    "FlatplanEntry",
    "Inline",
    "Issue",
    "IssueSources",
    "Item",
    "Leftover",
    "Mark",
    "Paragraph",
    "Picture",
    "Provenance",
    "Publication",
    "Section",
    "Sidebar",
    "Subhead",
    "Text",
    "Verse",
    "all_blocks",
    "all_pictures",
    "as_text",
    "byline_line",
    "drop_autospace",
    "export_issue",
    "issue_files",
    "plain",
    "read_issue",
    "read_issue_sources",
    "read_publication",
    "write_issue",
]
