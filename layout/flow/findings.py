"""What the pages of an issue give to say: copy that does not fit, characters no face has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.content.model import Measure, Parallel
from layout.content.walk import all_blocks
from layout.diagnostics import Diagnostic, Severity, suggest, warning
from layout.display.model import TextLine
from layout.geometry import TOLERANCE, fits
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from layout.content.model import Article, FlatplanEntry, Issue, Section
    from layout.display.model import Page
    from layout.flow.model import PageDraft, Piece
    from layout.flow.pages import PagePlace
    from layout.styles.model import HeadStyle, HouseStyle, PageGeometry


class Numbered(Record):
    """One page of the issue with its draft and its place."""

    article: Article
    section: Section | None
    draft: PageDraft
    place: PagePlace
    opens: bool = False
    number: int = 0  # which of the article's places in the flatplan the page belongs to


def over_plan(
    flatplan: Sequence[FlatplanEntry], numbered: Sequence[Numbered]
) -> Iterator[Diagnostic]:
    """A finding for each article that takes more pages than the flatplan gives it."""
    split = {entry.article for entry in flatplan if entry.continues}
    for entry in flatplan:
        if entry.article in split:
            continue  # what one place does not hold, the next one takes
        taken = [item for item in numbered if item.article.id == entry.article]
        copy = [item for item in taken if item.draft.columns or item.draft.full_page]
        if entry.pages is not None and len(copy) > entry.pages:
            yield _overset_finding(entry, copy[entry.pages])


def _overset_finding(entry: FlatplanEntry, first_over: Numbered) -> Diagnostic:
    words = _first_words(first_over.draft)
    return Diagnostic(
        Severity.WARNING,
        "overset",
        f"{first_over.article.short_title} needs more than the {entry.pages} pages planned; "
        f"copy runs on from “{words}”",
        first_over.article.span,
        hint="cut the copy, or give it more `pages` in the flatplan",
        page=first_over.place.label,
        article=entry.article,
        allowed=str(entry.pages),
    )


def _first_words(draft: PageDraft) -> str:
    for column in draft.columns:
        for placed in column.placed:
            for piece in placed.strip.pieces:
                return piece.line.text[:16]
    return ""


def unknown_names(issue: Issue, house: HouseStyle) -> Iterator[Diagnostic]:
    """A finding for each kind, template or picture that an article names and nobody has."""
    for article in issue.articles:
        if article.kind not in house.kinds:
            message = f"the style {house.name} has no kind `{article.kind}`; set as a feature"
            hint = suggest(article.kind, tuple(house.kinds))
            yield warning("unknown-kind", message, article.span, hint)
        if article.template and article.template not in house.masters:
            message = f"the style {house.name} has no master `{article.template}`"
            hint = suggest(article.template, tuple(house.masters))
            yield warning("unknown-template", message, article.span, hint)
        yield from _unknown_ornaments(article, house)
        known = [picture.id for picture in article.pictures if picture.id]
        for block in all_blocks(article.blocks):
            if isinstance(block, Measure) and block.beside and block.beside not in known:
                message = f"no picture in `images` has the id `{block.beside}`"
                hint = suggest(block.beside, known)
                yield warning("unknown-picture", message, block.span, hint)
            if isinstance(block, Parallel) and block.kind and not _has_box(block, house):
                message = f"the style {house.name} has no box `parallel-{block.kind}`"
                yield warning("unknown-kind", message, block.span)


def _unknown_ornaments(article: Article, house: HouseStyle) -> Iterator[Diagnostic]:
    for name in article.ornaments:
        if name not in house.ornaments:
            message = f"the style {house.name} has no ornament `{name}`"
            hint = suggest(name, tuple(house.ornaments))
            yield warning("unknown-ornament", message, article.span, hint)


def _has_box(block: Parallel, house: HouseStyle) -> bool:
    own = f"parallel-{block.kind}"
    return any(name == own or name.startswith(f"{own}-") for name in house.boxes)


# Copy of the front matter, and the parts of a head any of which shows it.
_HEAD_COPY = {
    "rubric": ("rubric",),
    "kicker": ("kicker",),
    "title": ("title", "display-word"),
    "deck": ("deck",),
    "byline": ("byline",),
    "speaker": ("speaker",),
    "intro_verse": ("verse",),
}


def parts_lacking(article: Article, head: HeadStyle) -> list[str]:
    """The keys of front matter with copy that a head has no part for."""
    return [
        name
        for name, parts in _HEAD_COPY.items()
        if getattr(article, name) and not set(parts) & set(head.parts)
    ]


def copy_not_shown(numbered: Sequence[Numbered], house: HouseStyle) -> Iterator[Diagnostic]:
    """A finding for each article with copy that its kind's head has no part for.

    The cover sets its own copy (`layout.flow.cover`), and pictures that stand alone have none
    (`layout.flow.openers`): neither has a head.
    """
    for item in numbered:
        article = item.article
        master = house.masters[item.draft.master]
        if not item.opens or article.kind == "cover" or master.picture == "alone":
            continue
        head = house.heads[house.kind(article.kind).head]
        lost = parts_lacking(article, head)
        if lost:
            yield Diagnostic(
                Severity.WARNING,
                "copy-not-shown",
                f"{article.short_title or article.id}: the head {head.name!r} does not show "
                f"{', '.join(f'`{name}`' for name in lost)}",
                article.span,
                hint=f"name it under `parts` of the head {head.name!r} in the house style, "
                "or strike it from the article",
                page=item.place.label,
                article=article.id,
            )


# Frames of an article's copy; what stands in others has places of its own.
_COPY_FRAMES = ("column-", "head-", "float-", "sidebar-", "picture-", "table-", "chart-")


def beyond_page(pages: Sequence[Page], geometry: PageGeometry) -> list[Diagnostic]:
    """A finding for each page with lines below its type area or outside its trim.

    What no column can hold (a head, a picture, a cell taller than the page) stands where it
    begins: nothing is lost without a word.
    """
    findings = []
    for page in pages:
        over = lines_beyond(page, geometry)
        if not over:
            continue
        first = min(over, key=lambda line: line.y)
        findings.append(
            Diagnostic(
                Severity.WARNING,
                "overset",
                f"{len(over)} lines do not fit the page, from “{first.text[:16]}”",
                first.span,
                hint="shorten what stands there, or let it break over columns",
                page=page.label,
                article=first.article,
            )
        )
    return findings


def lines_beyond(page: Page, geometry: PageGeometry) -> list[TextLine]:
    """The lines of a page that stand below its type area or outside its trim."""
    return [
        item
        for item in page.items
        if isinstance(item, TextLine) and _is_beyond(item, page, geometry)
    ]


def _is_beyond(line: TextLine, page: Page, geometry: PageGeometry) -> bool:
    outside = min(line.x, line.y) < -TOLERANCE or line.x + line.width > page.width + geometry.em
    lowest = line.y + line.height
    foot = geometry.head_margin + geometry.rows * geometry.leading
    below = lowest > foot + TOLERANCE and (
        lowest > page.height or line.frame.startswith(_COPY_FRAMES)
    )
    return (outside or below) and bool(line.text.strip())


# How much of a line a finding quotes, in characters.
QUOTED = 14


def emergency_breaks(numbered: Sequence[Numbered]) -> Iterator[Diagnostic]:
    """A finding for each paragraph with a line that no legal break could end.

    It stands at the first such line. Only lines on a page count: what a head was tried at
    before it was set smaller is no finding.
    """
    for item in numbered:
        for piece in _pieces(item.draft):
            if piece.line.emergency == 1:
                yield _emergency_finding(item, piece)


def _emergency_finding(item: Numbered, piece: Piece) -> Diagnostic:
    line = piece.line
    end = line.x + line.width
    words = line.text[-QUOTED:]
    if fits(end, line.measure):
        message = f"no break is allowed near “{words}”; the line was cut against a rule"
        measured = allowed = ""
    else:
        message = f"“{words}” is wider than its measure and cannot be broken"
        measured, allowed = f"{end:.1f} pt", f"{line.measure:.1f} pt"
    return Diagnostic(
        Severity.WARNING,
        "emergency-break",
        message,
        piece.span,
        hint="shorten the word or number, take {nobr} off so that it may be cut, or give it a "
        "wider measure; `banxin explain` shows the line",
        page=item.place.label,
        article=item.article.id,
        measured=measured,
        allowed=allowed,
    )


def _pieces(draft: PageDraft) -> Iterator[Piece]:
    """Every set line of a draft, in reading order: what is over all columns goes first."""
    for block in draft.floats:
        for _, _, strip in block.block.strips:
            yield from strip.pieces
    for column in draft.columns:
        for placed in column.placed:
            yield from placed.strip.pieces
    if draft.full_page is not None:
        yield from draft.full_page.pieces


def missing_glyphs(pages: Sequence[Page]) -> list[Diagnostic]:
    """A finding for each character no face has, once for each article, with its count.

    The glyph of the id 0 marks the place on the page (OpenType `.notdef`).
    """
    found: dict[tuple[str, str], list[TextLine]] = {}
    labels: dict[int, str] = {}
    for page in pages:
        for item in page.items:
            if not isinstance(item, TextLine):
                continue
            for run in item.runs:
                if 0 not in run.glyphs:
                    continue
                for glyph, text in zip(run.glyphs, run.texts, strict=True):
                    if glyph == 0 and text:
                        # A variation selector behind it is not what is missing.
                        found.setdefault((item.article, text[0]), []).append(item)
                        labels.setdefault(id(item), page.label)
    return [
        Diagnostic(
            Severity.WARNING,
            "missing-glyph",
            f"no face has {_shown(char)} (U+{ord(char):04X}), wanted {_times(lines)}",
            lines[0].span,
            hint="write it with another character, or give the role a face that has it",
            page=labels[id(lines[0])],
            article=article,
        )
        for (article, char), lines in found.items()
    ]


def _times(lines: Sequence[TextLine]) -> str:
    return "once" if len(lines) == 1 else f"{len(lines)} times"


def _shown(char: str) -> str:
    """A character as a message shows it; a combining mark stands on the dotted circle."""
    import unicodedata

    is_mark = unicodedata.category(char).startswith("M")
    return repr(f"\u25cc{char}" if is_mark else char)
