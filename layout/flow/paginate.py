"""An issue onto pages: articles in the flatplan's order, folios, contents settled in rounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.beside import beside
from layout.color import Color, parse_hex
from layout.content.model import EditorsNote, Paragraph, Picture
from layout.content.walk import all_blocks, copy_length, copy_texts
from layout.diagnostics import Diagnostic, warning
from layout.display.model import Bookmark, Page, Pages
from layout.flow import components  # noqa: F401  (registers every component)
from layout.flow.components.captions import caption_strips
from layout.flow.components.drop_cap import drop_cap, may_drop
from layout.flow.components.ornament import wants_end_mark, with_end_mark
from layout.flow.components.upright import upright_galley
from layout.flow.compose import Plan, fit_article
from layout.flow.contents import contents_entries
from layout.flow.cover import cover_page
from layout.flow.findings import (
    Numbered,
    beyond_page,
    copy_not_shown,
    emergency_breaks,
    missing_glyphs,
    over_plan,
    unknown_names,
)
from layout.flow.furniture import Furniture
from layout.flow.galley import set_blocks
from layout.flow.head import opener_picture, set_head
from layout.flow.model import (
    Entry,
    PageDraft,
)
from layout.flow.pages import PageBuilder, PagePlace
from layout.flow.setting import PageRefs, Setting
from layout.flow.strips import collapse_spaces
from layout.record import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.content.model import Article, Block, Issue, Section
    from layout.styles.model import HouseStyle
    from layout.text.typesetter import Typesetter

MOST_ROUNDS = 5


def paginate(issue: Issue, house: HouseStyle, typesetter: Typesetter) -> Pages:
    """Every page of an issue.

    Facts that depend on page numbers (the contents page) settle in rounds, five at most; a
    finding says so where they do not.
    """
    desk = _Desk(issue, house, typesetter)
    drafts = desk.compose_all()
    numbered = desk.number(drafts)
    findings: list[Diagnostic] = []
    refs = page_refs(numbered)
    dependent = [article for article in issue.articles if article.kind == "contents"]
    for _ in range(MOST_ROUNDS if dependent else 0):
        drafts |= {article.id: desk.compose(article, refs) for article in dependent}
        numbered = desk.number(drafts)
        settled = page_refs(numbered)
        if settled == refs:
            break
        refs = settled
    else:
        if dependent:
            findings.append(warning("unsettled", "page references do not settle", issue.span))
    return desk.pages(numbered, findings)


# An issue with less copy than this is composed before a second process is up.
LEAST_COPY_TO_SHARE = 12_000


def _halves(articles: Sequence[Article]) -> tuple[list[Article], list[Article]]:
    """The articles in two parts with about as much copy; all in one where there is little.

    The part for the process beside is a little smaller: its drafts still have to come over.
    """
    sizes = {article.id: copy_length(article) for article in articles}
    if sum(sizes.values()) < LEAST_COPY_TO_SHARE:
        return list(articles), []
    here: list[Article] = []
    there: list[Article] = []
    load_here = load_there = 0.0
    for article in sorted(articles, key=lambda item: -sizes[item.id]):
        if load_there + sizes[article.id] * SHARE_BESIDE <= load_here:
            there.append(article)
            load_there += sizes[article.id] * SHARE_BESIDE
        else:
            here.append(article)
            load_here += sizes[article.id]
    return here, there


# What a character costs in the process beside, against one here: the drafts still have to come
# over, which takes longer than what is done here meanwhile.
SHARE_BESIDE = 1.25


def page_refs(numbered: Sequence[Numbered]) -> PageRefs:
    """The first page of every article."""
    first = {}
    for item in numbered:
        if item.opens:
            first[item.article.id] = item.place
    return PageRefs(
        {name: place.label for name, place in first.items()},
        {name: place.page_index for name, place in first.items()},
    )


# What may stand before the paragraph that opens an article.
_BEFORE_COPY = (Picture, EditorsNote)


class _Desk:
    """What pagination of one issue has at hand."""

    def __init__(self, issue: Issue, house: HouseStyle, typesetter: Typesetter) -> None:
        self._issue = issue
        self._house = house
        self._typesetter = typesetter
        self._plan = {entry.article: entry for entry in issue.flatplan}

    def compose_all(self) -> dict[str, tuple[PageDraft, ...]]:
        """The drafts of every article: half the copy here, half in a process beside."""
        here, there = _halves(self._issue.articles)
        self._learn_characters()

        def composed(articles: Sequence[Article]) -> dict[str, tuple[PageDraft, ...]]:
            return {article.id: self.compose(article, PageRefs()) for article in articles}

        others = beside(lambda: composed(there)) if there else dict
        drafts = composed(here)
        return drafts | others()

    def _learn_characters(self) -> None:
        """Look up every character of the issue once, in the face that sets most of it."""
        texts = (text for article in self._issue.articles for text in copy_texts(article))
        body = self._house.text_styles["body"]
        self._typesetter.book(body.face).learn(set().union(*texts))

    def compose(self, article: Article, refs: PageRefs) -> tuple[PageDraft, ...]:
        """An article's drafts."""
        kind = self._house.kind(article.kind)
        name = article.template if article.template in self._house.masters else kind.opener
        opener = self._house.masters[name]
        if opener_picture(article) is not None:
            opener = replace(opener, sink=0)  # the picture begins at the trim
        continuation = self._house.masters[kind.continuation]
        setting = Setting(
            self._house,
            self._typesetter,
            self._issue,
            article,
            self._accent(article),
            continuation,
            continuation.measure,
            refs,
            {"body": kind.body},
            sections={item.id: self._section(item) for item in self._issue.articles},
        )
        if article.kind == "cover":
            return (PageDraft(opener.name, full_page=cover_page(setting)),)
        entries = collapse_spaces(self._entries(article, setting))
        across = replace(setting, measure=continuation.width)
        head = set_head(self._house.heads[kind.head], across)
        rows = self._house.page.rows
        plan = Plan(opener, continuation, rows, kind.balance, kind.in_order)
        return fit_article(entries, head, plan)

    def _entries(self, article: Article, setting: Setting) -> list[Entry]:
        entries = set_blocks(self._placed_first(article), setting)
        entries += self._copy(article, setting)
        entries += caption_strips(article, setting)
        if article.kind == "contents":
            entries += contents_entries(setting)
        return entries

    def _copy(self, article: Article, setting: Setting) -> list[Entry]:
        """The article's blocks, set; the end mark closes its last paragraph of its own."""
        kind, blocks = self._house.kind(article.kind), article.blocks
        if kind.vertical_rows:
            return upright_galley(blocks, kind.vertical_rows, setting)
        if not wants_end_mark(setting):
            return self._blocks(blocks, setting)
        last = (at for at, block in enumerate(blocks, 1) if isinstance(block, Paragraph))
        end = max(last, default=0)
        closed = with_end_mark(self._blocks(blocks[:end], setting), setting)
        return [*closed, *set_blocks(blocks[end:], setting)]

    def _blocks(self, blocks: tuple[Block, ...], setting: Setting) -> list[Entry]:
        """Blocks, set; the first paragraph has a drop cap if the article's kind has one."""
        rows = self._house.kind(setting.article.kind).drop_cap
        start = next(
            (at for at, block in enumerate(blocks) if not isinstance(block, _BEFORE_COPY)), -1
        )
        first = blocks[start] if start >= 0 else None
        if not rows or not isinstance(first, Paragraph) or not may_drop(first):
            return set_blocks(blocks, setting)
        before, after = set_blocks(blocks[:start], setting), blocks[start + 1 :]
        return [*before, *drop_cap(first, rows, setting), *set_blocks(after, setting)]

    def _placed_first(self, article: Article) -> list[Picture]:
        """Pictures of the front matter that no block calls for stand at the copy's beginning.

        So does one for the head where the style's head shows none, or a second opener.
        """
        parts = self._house.heads[self._house.kind(article.kind).head].parts
        in_head = {id(opener_picture(article))} | {
            id(item) for item in article.pictures if item.place == "head" and "picture" in parts
        }
        return [
            picture
            for picture in article.pictures
            if id(picture) not in in_head and not _is_beside(article, picture.id)
        ]

    def _accent(self, article: Article) -> Color | None:
        section = self._section(article)
        if section is not None and section.color:
            return parse_hex(section.color)
        return self._house.palette.get("accent")

    def _section(self, article: Article) -> Section | None:
        entry = self._plan.get(article.id)
        return self._issue.section((entry.section if entry else "") or article.section)

    def number(self, drafts: dict[str, tuple[PageDraft, ...]]) -> list[Numbered]:
        """Drafts in order with their folios; start rules may leave a blank page."""
        numbered: list[Numbered] = []
        folio = self._issue.folio_start
        for article in self._issue.articles:
            section = self._section(article)
            if article.kind == "cover":
                place = PagePlace(len(numbered), self._house.words["cover"], "recto")
                numbered.append(
                    Numbered(article, section, drafts[article.id][0], place, opens=True)
                )
                continue
            if blank_before(self._start(article), folio):
                blank = PageDraft(self._house.kind(article.kind).continuation)
                place = PagePlace(len(numbered), str(folio), side_of(folio))
                numbered.append(Numbered(article, section, blank, place))
                folio += 1
            for at, draft in enumerate(drafts[article.id]):
                place = PagePlace(len(numbered), str(folio), side_of(folio))
                numbered.append(Numbered(article, section, draft, place, opens=at == 0))
                folio += 1
        return numbered

    def _start(self, article: Article) -> str:
        entry = self._plan.get(article.id)
        planned = entry.start if entry else ""
        return planned or article.start or self._house.kind(article.kind).start

    def pages(self, numbered: Sequence[Numbered], findings: list[Diagnostic]) -> Pages:
        """The display list of the whole issue, with bookmarks and findings."""
        furniture = Furniture(self._house, self._typesetter, self._issue)
        findings = [*self._house.findings, *findings]
        pages: list[Page] = []
        for item in numbered:
            builder = PageBuilder(self._house, furniture, item.article, item.section)
            pages.append(builder.build(item.draft, item.place, self._accent(item.article)))
        findings += unknown_names(self._issue, self._house)
        findings += over_plan(self._issue.flatplan, numbered)
        findings += beyond_page(pages, self._house.page)
        findings += emergency_breaks(numbered)
        findings += missing_glyphs(pages)
        findings += copy_not_shown(numbered, self._house)
        issue = self._issue
        return Pages(
            f"{issue.publication.title} {issue.issue_line}".strip(),
            issue.publication.language,
            tuple(pages),
            self._bookmarks(numbered),
            issue.publication.publisher,
            issue.title,
            issue.date.isoformat() if issue.date else "",
            tuple(findings),
        )

    def _bookmarks(self, numbered: Sequence[Numbered]) -> tuple[Bookmark, ...]:
        marks: list[Bookmark] = []
        section: Section | None = None
        for item in numbered:
            if not item.opens:
                continue
            if item.section is not None and item.section is not section:
                marks.append(Bookmark(item.section.cn, item.place.page_index, 0.0, 0))
            section = item.section
            title = item.article.short_title or self._house.words.get(item.article.kind, "")
            if title:
                level = 0 if item.section is None else 1
                marks.append(Bookmark(title, item.place.page_index, 0.0, level))
        return tuple(marks)


def _is_beside(article: Article, picture_id: str) -> bool:
    return any(
        getattr(block, "beside", "") == picture_id
        for block in all_blocks(article.blocks)
        if picture_id
    )


def blank_before(start: str, folio: int) -> bool:
    """Whether a page must stay blank so that an article starts where it should."""
    if start in {"left", "spread"}:
        return folio % 2 == 1
    return start == "right" and folio % 2 == 0


def side_of(folio: int) -> str:
    """Odd folios are rectos. Source: CLREQ 3.3 (horizontal setting, spine at the left)."""
    return "recto" if folio % 2 else "verso"
