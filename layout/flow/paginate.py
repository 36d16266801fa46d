"""An issue onto pages: articles in the flatplan's order, folios, contents settled in rounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.beside import beside
from layout.color import Color, known_color
from layout.content.walk import all_blocks, copy_length, copy_texts
from layout.display.model import Bookmark, Page, Pages
from layout.flow import components  # noqa: F401  (registers every component)
from layout.flow.components.captions import caption_strips
from layout.flow.components.upright import upright_galley
from layout.flow.compose import OTHER_SIDE, MakeUp, Plan, has_sides
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
from layout.flow.fitting import fit_article
from layout.flow.furniture import Furniture
from layout.flow.galley import noted
from layout.flow.head import COPY
from layout.flow.imprint import imprint_of
from layout.flow.loosen import Loosen
from layout.flow.model import (
    Composed,
    Entry,
    PageDraft,
)
from layout.flow.openers import (
    alone_pages,
    opener_findings,
    opening_of,
    opening_pages,
    start_of,
)
from layout.flow.pages import PageBuilder, PagePlace, Targets
from layout.flow.passages import Passage, caps_left_out, passages, set_passages
from layout.flow.places import ends_early, leaves_after, places_of
from layout.flow.placing import Tools
from layout.flow.refit import Refit
from layout.flow.roots import roots_of
from layout.flow.rounds import Rounds, Settled, dependents_of, settle
from layout.flow.setting import PageRefs, Setting
from layout.flow.strips import collapse_spaces
from layout.record import Record, replace
from layout.text.model import LineSlot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from layout.content.model import Article, Issue, Picture, Section
    from layout.diagnostics import Diagnostic
    from layout.styles.model import HouseStyle, Master
    from layout.text.typesetter import Typesetter


class Composition(Record):
    """An issue composed: its drafts in order with their places, and the pages they make."""

    numbered: tuple[Numbered, ...]
    pages: Pages


def paginate(issue: Issue, house: HouseStyle, typesetter: Typesetter) -> Pages:
    """Every page of an issue.

    What depends on page numbers (contents, page references, jump lines) settles in rounds; a
    finding says so where it does not.
    """
    return compose_issue(Desk(issue, house, typesetter)).pages


def compose_issue(desk: Desk) -> Composition:
    """Every page of a desk's issue, with the drafts they are made from; see `paginate`."""
    settled = settle(
        desk.issue, desk.compose_all(), desk.dependents, Rounds(desk.compose, desk.number)
    )
    return Composition(tuple(settled.numbered), desk.pages(settled))


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


class Desk:
    """What pagination of one issue has at hand."""

    def __init__(self, issue: Issue, house: HouseStyle, typesetter: Typesetter) -> None:
        self.issue = issue
        self.house = house
        self._typesetter = typesetter
        self._plan = {one.article: one for one in issue.flatplan if not one.continues}
        self._places = places_of(issue)
        self._leaves = leaves_after(self._places)
        self.dependents = dependents_of(issue, self._leaves)
        self._roots = roots_of(issue, self.section_of)

    def compose_all(self) -> dict[str, Composed]:
        """The drafts of every article: half the copy here, half in a process beside."""
        here, there = _halves(self.issue.articles)
        self._learn_characters()

        def composed(articles: Sequence[Article]) -> dict[str, Composed]:
            return {article.id: self.compose(article, PageRefs()) for article in articles}

        others = beside(lambda: composed(there)) if there else dict
        drafts = composed(here)
        return drafts | others()

    def _learn_characters(self) -> None:
        """Look up every character of the issue once, in the face that sets most of it."""
        texts = (text for article in self.issue.articles for text in copy_texts(article))
        body = self.house.text_styles["body"]
        self._typesetter.book(body.face).learn(set().union(*texts))

    def compose(self, article: Article, refs: PageRefs) -> Composed:
        """An article's drafts."""
        if article.id in self.dependents.targets:
            from layout.flow.references import with_folios

            article = with_folios(article, refs)
        kind = self.house.kind(article.kind)
        opening = opening_of(article, self.house)
        opener = opening.master
        continuation = self.house.masters[kind.continuation]
        setting = Setting(
            self.house,
            self._typesetter,
            self.issue,
            article,
            self.accent(article),
            continuation,
            continuation.measure,
            refs,
            {"body": kind.body},
            sections={item.id: self.section_of(item) for item in self.issue.articles},
            tag=self._roots[article.id],
        )
        if article.kind == "cover":
            cover = (PageDraft(opener.name, full_page=cover_page(setting)),)
            return Composed(cover, cover)
        if opener.picture == "alone":
            alone = alone_pages(article, opening, setting)
            return Composed(alone, alone)
        refit = _refit_of(article, opener, continuation)
        entries = collapse_spaces(self._entries(article, setting, refit))
        across = replace(setting, measure=continuation.width)
        before, head = opening_pages(opening, self.house.heads[kind.head], across)
        if opener.picture == "spread":
            opener = continuation  # the head stands on the picture
        elif opening.picture is not None and not before:
            opener = replace(opener, sink=0)  # the picture begins at the trim
        rows = self.house.page.rows
        plan = Plan(opener, continuation, rows, kind.balance, kind.in_order)
        if article.id in self._leaves:
            from layout.flow.jumps import jumps_behind, jumps_of

            jumps = jumps_of(self._leaves[article.id], setting)
            head, jumps = jumps_behind(len(before), head, jumps)
            plan = replace(plan, jumps=jumps)

        made_up = MakeUp(entries, plan, head, tools=Tools(refit, Loosen(setting)))

        def begun_on(side: str) -> tuple[PageDraft, ...]:
            copy_side = OTHER_SIDE[side] if len(before) % 2 else side
            return (*before, *fit_article(replace(made_up, side=copy_side)))

        recto = begun_on("recto")
        return Composed(recto, begun_on("verso") if has_sides(entries, plan) else recto)

    def _entries(
        self, article: Article, setting: Setting, refit: Refit | None
    ) -> Sequence[Entry]:
        if article.id in self.dependents.noted:
            from layout.flow.notes import note_form, note_setter, with_marks

            setting = replace(setting, notes=note_setter(article, setting))
            article = with_marks(article, note_form(self.house))
        placed_first = self._placed_first(article)
        entries = self._copy(article, placed_first, setting.at(COPY), refit)
        behind = COPY + len(placed_first) + len(article.blocks)
        entries += caption_strips(article, setting.at(behind))
        if article.kind == "contents":
            entries += contents_entries(setting.at(behind + len(article.captions)))
        return noted(entries, setting)

    def _copy(
        self,
        article: Article,
        pictures: Sequence[Picture],
        setting: Setting,
        refit: Refit | None,
    ) -> list[Entry]:
        """The article's blocks, set, behind the pictures that no block calls for."""
        placed_first = [Passage(picture) for picture in pictures]
        rows = self.house.kind(article.kind).vertical_rows
        if rows:  # tiers of vertical lines cannot be set anew for other measures
            behind = setting.at(setting.order + len(placed_first))
            tiers = upright_galley(article.blocks, rows, behind)
            return [*set_passages(placed_first, setting), *tiers]
        parts = [*placed_first, *passages(article.blocks, setting)]
        if refit is not None:
            return refit.set_passages(parts, setting)
        return set_passages(parts, setting)

    def _placed_first(self, article: Article) -> list[Picture]:
        """Pictures of the front matter that no block calls for stand at the copy's beginning.

        So does one for the head where the style's head shows none, or a second opener.
        """
        parts = self.house.heads[self.house.kind(article.kind).head].parts
        in_head = {id(opening_of(article, self.house).picture)} | {
            id(item) for item in article.pictures if item.place == "head" and "picture" in parts
        }
        return [
            picture
            for picture in article.pictures
            if id(picture) not in in_head and not _is_beside(article, picture.id)
        ]

    def accent(self, article: Article) -> Color | None:
        """The colour of an article: its section's, or the style's own."""
        section = self.section_of(article)
        if section is not None and section.color:
            return known_color(section.color, self.house.palette.values())
        return self.house.palette.get("accent")

    def section_of(self, article: Article) -> Section | None:
        """The section of an article: the flatplan's word, or its own."""
        entry = self._plan.get(article.id)
        return self.issue.section((entry.section if entry else "") or article.section)

    def number(self, drafts: Mapping[str, Composed]) -> list[Numbered]:
        """Drafts in order with their folios; start rules may leave a blank page."""
        numbered: list[Numbered] = []
        sides: dict[str, str] = {}
        folio = self.issue.folio_start
        for planned in self._places:
            article = planned.article
            section = self.section_of(article)
            if article.kind == "cover":
                place = PagePlace(len(numbered), self.house.words["cover"], "recto")
                numbered.append(
                    Numbered(article, section, drafts[article.id].recto[0], place, opens=True)
                )
                continue
            if not planned.number and blank_before(self.start_of(article), folio):
                blank = PageDraft(self.house.kind(article.kind).continuation)
                place = PagePlace(len(numbered), str(folio), side_of(folio))
                numbered.append(Numbered(article, section, blank, place))
                folio += 1
            side = sides.setdefault(article.id, side_of(folio))
            for at, draft in enumerate(planned.drafts(drafts[article.id].on(side))):
                place = PagePlace(len(numbered), str(folio), side_of(folio))
                opens = not planned.number and at == 0
                numbered.append(Numbered(article, section, draft, place, opens, planned.number))
                folio += 1
        return numbered

    def start_of(self, article: Article) -> str:
        """Where an article begins: the flatplan's word, its own, or its kind's."""
        entry = self._plan.get(article.id)
        return start_of(article, entry.start if entry else "", self.house)

    def pages(self, settled: Settled) -> Pages:
        """The display list of the whole issue, with bookmarks and findings."""
        furniture = Furniture(self.house, self._typesetter, self.issue)
        findings: list[Diagnostic] = [*self.house.findings, *settled.findings]
        titles = {article.id: article.short_title for article in self.issue.articles}
        numbered, targets = settled.numbered, Targets(settled.refs.pages, titles)
        pages: list[Page] = []
        for item in numbered:
            builder = PageBuilder(self.house, furniture, item.article, item.section, targets)
            pages.append(builder.build(item.draft, item.place, self.accent(item.article)))
        findings += unknown_names(self.issue, self.house)
        findings += opener_findings(self.issue, self.house)
        findings += over_plan(self.issue.flatplan, numbered)
        findings += beyond_page(pages, self.house.page)
        findings += emergency_breaks(numbered)
        findings += missing_glyphs(pages)
        findings += copy_not_shown(numbered, self.house)
        findings += caps_left_out(numbered, self.house)
        findings += ends_early(self._places, numbered)
        findings += self._notes_not_set(settled)
        issue = self.issue
        return Pages(
            f"{issue.publication.title} {issue.issue_line}".strip(),
            issue.publication.language,
            tuple(pages),
            self._bookmarks(numbered),
            issue.publication.publisher,
            issue.title,
            issue.date.isoformat() if issue.date else "",
            tuple(findings),
            imprint_of(issue, pages, self.section_of),
        )

    def _notes_not_set(self, settled: Settled) -> Iterator[Diagnostic]:
        for article in self.issue.articles:
            if article.id in self.dependents.noted:
                from layout.flow.notes import note_form, notes_not_set

                form = note_form(self.house)
                mine = (one.draft for one in settled.numbered if one.article is article)
                yield from notes_not_set(article, mine, form)

    def _bookmarks(self, numbered: Sequence[Numbered]) -> tuple[Bookmark, ...]:
        marks: list[Bookmark] = []
        section: Section | None = None
        for item in numbered:
            if not item.opens:
                continue
            if item.section is not None and item.section is not section:
                marks.append(Bookmark(item.section.cn, item.place.page_index, 0.0, 0))
            section = item.section
            title = item.article.short_title or self.house.words.get(item.article.kind, "")
            if title:
                level = 0 if item.section is None else 1
                marks.append(Bookmark(title, item.place.page_index, 0.0, level))
        return tuple(marks)


def _refit_of(article: Article, opener: Master, continuation: Master) -> Refit | None:
    """What sets lines anew, for an article that may need it."""
    around = any(
        getattr(block, "place", "") == "middle" for block in all_blocks(article.blocks)
    ) or any(picture.place == "middle" for picture in article.pictures)
    if not around and not opener.measures and not continuation.measures:
        return None
    return Refit(LineSlot(0.0, continuation.measure))


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
