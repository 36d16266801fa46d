"""Rules of what leads elsewhere: contents, jump lines, page references, ids."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from layout.content.model import PAGE, Subhead
from layout.content.walk import all_blocks, all_inlines, all_pictures
from layout.diagnostics import Severity, SourceSpan
from layout.display.model import PageLink
from layout.preflight.job import lines_of, rect_of
from layout.preflight.model import Found, IssueRule, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.content.model import Article
    from layout.display.model import Page, TextLine
    from layout.geometry import Rect
    from layout.preflight.job import IssueJob

# “见第 12 页”, “下转第12页”: a folio that somebody typed.
_TYPED = re.compile(r"(?:见|参阅|下转|上接|转|接)本?刊?第\s*(\d+)\s*(?:—\d+\s*)?页")
_FOLIO = re.compile(r"\d+")
CONTENTS = "contents-folio"
CONTENTS_TITLE = "contents-title"
JUMP = "jump-line"


def contents_folio(job: IssueJob) -> Iterator[Found]:
    """A folio of the contents page that is not the one its entry leads to."""
    yield from _wrong_folios(job, lambda style: style == CONTENTS, "the contents say")


def contents_title(job: IssueJob) -> Iterator[Found]:
    """An entry of the contents whose words are not the article's title."""
    titles = [article.short_title for article in job.issue.articles]
    known = {_bare(title) for title in titles}
    for page in job.pages.pages:
        entry: list[TextLine] = []
        for line in lines_of(page):
            if line.style != CONTENTS_TITLE:
                continue
            entry.append(line)
            if not line.paragraph_end:
                continue
            words = "".join(one.text for one in entry)
            if _bare(words) not in known:
                message = f"the contents say “{words[:16]}”; no article has that title"
                yield _on(page, entry[0], message)
            entry = []


def jump_folio(job: IssueJob) -> Iterator[Found]:
    """A jump line that names another page than the one it leads to."""
    yield from _wrong_folios(job, lambda style: style == JUMP, "the jump line says")


def reference_folio(job: IssueJob) -> Iterator[Found]:
    """A page reference that names another page than the one it leads to."""
    other = frozenset({CONTENTS, CONTENTS_TITLE, JUMP})
    yield from _wrong_folios(job, lambda style: style not in other, "the reference says")


def _wrong_folios(job: IssueJob, wanted: object, says: str) -> Iterator[Found]:
    assert callable(wanted)
    for page in job.pages.pages:
        links = [item for item in page.items if isinstance(item, PageLink)]
        for line in lines_of(page) if links else ():
            if not wanted(line.style):
                continue
            for link in links:
                words = _words_under(line, link.rect)
                target = (
                    job.labels[link.page_index] if link.page_index < len(job.labels) else ""
                )
                numbers = _FOLIO.findall(words)
                if len(numbers) == 1 and target.isdecimal() and numbers[0] != target:
                    message = f"{says} page {numbers[0]}; it is page {target}"
                    yield _on(page, line, message, numbers[0], target)


def _words_under(line: TextLine, rect: Rect) -> str:
    """The characters of a line that stand under a rectangle."""
    own = rect_of(line)
    middle = own.y + own.height / 2
    if line.vertical or not rect.y <= middle <= rect.bottom:
        return ""
    return "".join(
        text
        for run in line.runs
        for x, text in zip(run.xs, run.texts, strict=True)
        if rect.x - 0.5 <= line.x + run.x + x < rect.right - 0.5
    )


def typed_folio(job: IssueJob) -> Iterator[Found]:
    """A folio that is typed in the copy and no page has."""
    for copy in job.copy if job.labels else ():
        for match in _TYPED.finditer(copy.text):
            if match[1] not in job.labels:
                yield Found(
                    f"“{match[0]}”: there is no page {match[1]}",
                    job.located(copy.span, match[0]),
                    article=copy.article,
                    measured=match[1],
                    allowed=f"{job.labels[0]} to {job.labels[-1]}",
                )


def orphan_reference(job: IssueJob) -> Iterator[Found]:
    """`{page}` in copy that leads nowhere: it would be printed as it is written."""
    for article in job.issue.articles:
        for inline in all_inlines(article):
            if PAGE in inline.text and not inline.target:
                yield Found(
                    f"`{PAGE}` in “{inline.text[:20]}” leads nowhere",
                    job.located(_span_of(inline.text, article, job), PAGE[1:-1]),
                    article=article.id,
                )


def _span_of(words: str, article: Article, job: IssueJob) -> SourceSpan:
    """Where the block with some words begins."""
    holders = (one for one in job.copy if one.article == article.id and words in one.text)
    return next((one.span for one in holders), article.span)


def duplicate_ids(job: IssueJob) -> Iterator[Found]:
    """Two pictures or heads of one article with one id."""
    for article in job.issue.articles:
        named = [(one.id, one.span) for one in all_pictures(article)]
        blocks = all_blocks(article.blocks)
        named += [(one.id, one.span) for one in blocks if isinstance(one, Subhead)]
        first: dict[str, SourceSpan] = {}
        for name, span in named:
            before = first.setdefault(name, span)
            if name and before != span:
                message = f"the id `{name}` stands at {before} too"
                yield Found(message, span, article=article.id, measured=name)


def _bare(title: str) -> str:
    return re.sub(r"\s+", "", title)


def _on(
    page: Page, line: TextLine, message: str, measured: str = "", allowed: str = ""
) -> Found:
    span = line.span if line.span is not None and line.span.path else None
    at, rect = page.page_index, rect_of(line)
    return Found(message, span, at, rect, line.article, measured, allowed)


RULES: tuple[IssueRule, ...] = (
    Rule(
        "contents-folio",
        contents_folio,
        Severity.ERROR,
        "Every folio of the contents is that of the page its entry leads to.",
        "build the issue anew; where it stays, the pages were changed by hand",
    ),
    Rule(
        "contents-title",
        contents_title,
        Severity.WARNING,
        "Every entry of the contents has its article's title.",
        "build the issue anew, or set the title with `title_alt`",
    ),
    Rule(
        "jump-folio",
        jump_folio,
        Severity.ERROR,
        "Every jump line names the page it leads to.",
        "build the issue anew; where it stays, the pages were changed by hand",
    ),
    Rule(
        "reference-folio",
        reference_folio,
        Severity.ERROR,
        "Every page reference names the page it leads to.",
        "write `{page}` where the folio goes",
    ),
    Rule(
        "typed-folio",
        typed_folio,
        Severity.WARNING,
        "A folio that is typed in the copy is that of a page.",
        "write it as a reference, such as [第 {page} 页](#harbour)",
    ),
    Rule(
        "orphan-reference",
        orphan_reference,
        Severity.WARNING,
        "Every `{page}` stands in a reference.",
        "write [第 {page} 页](#harbour)",
    ),
    Rule(
        "duplicate-id",
        duplicate_ids,
        Severity.WARNING,
        "No two pictures or heads of an article have one id.",
        "give one of them another id",
    ),
)
