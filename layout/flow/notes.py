"""Footnotes of an article: numbered, set, and hung on the strips that hold their marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.content.counters import counter
from layout.content.model import Inline, Mark
from layout.content.notes import all_notes
from layout.content.walk import with_inlines
from layout.diagnostics import warning
from layout.flow.foot import foot_block
from layout.flow.inlines import NOTE_SIGN, node_of
from layout.flow.model import Float, NoteDress, NoteLine, Piece, Strip
from layout.flow.setting import styled
from layout.geometry import whole_ems
from layout.record import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from layout.content.model import Article, Note
    from layout.diagnostics import Diagnostic
    from layout.display.structure import Tag
    from layout.flow.model import Entry, PageDraft
    from layout.flow.setting import Setting
    from layout.geometry import Pt
    from layout.styles.model import HouseStyle, Master

MARK_ROLE = "footnote-mark"
# How marks count where the house style's `words` do not say: the first of its row.
NUMBERING = "①"
# The mark before a note stands off by half an em at least.
MARK_GAP_EM = 0.5
# The rule over notes is a quarter of the measure; above the first line stands so
# much of a row, which lets a note of one line take one row of most grids.
RULE_SHARE = 0.25
RULE_WEIGHT: Pt = 0.4
GAP_ROWS = 0.4


def with_marks(article: Article, form: str) -> Article:
    """The article with the number of every note set as a mark where the note hangs."""
    numbers = {id(note): at for at, note in enumerate(all_notes(article.blocks), 1)}

    def change(inline: Inline) -> Inline:
        number = numbers.get(id(inline.note)) if inline.note else None
        if number is None:
            return inline
        return Inline(counter(form, number), Mark.SUPERSCRIPT, target=f"{NOTE_SIGN}{number}")

    made: Article = with_inlines(article, change)
    return made


def note_setter(article: Article, setting: Setting) -> Callable[[Iterable[Entry]], list[Entry]]:
    """What hangs every note of the article on the strip that holds its mark.

    A block that stands over all columns holds its notes itself, below its copy. What has its
    notes keeps them. In columns of unequal measure notes are as wide as the narrowest.
    """
    notes, form = all_notes(article.blocks), note_form(setting.house)
    widest = min((setting.measure, *setting.master.measures))

    def lines(calls: Iterable[tuple[int, Tag]], measure: Pt) -> tuple[NoteLine, ...]:
        return tuple(
            line
            for number, caller in calls
            for line in note_lines(
                *(notes[number - 1], counter(form, number), measure),
                replace(setting, tag=_behind(caller, number, notes[number - 1])),
            )
        )

    def hang(entry: Entry) -> Entry:
        if isinstance(entry, Strip):
            numbers = [] if entry.notes else _numbers(entry.pieces)
            return replace(entry, notes=lines(numbers, widest)) if numbers else entry
        if not isinstance(entry, Float):
            return entry
        pieces = [piece for _, _, strip in entry.strips for piece in strip.pieces]
        numbers = _numbers(pieces)
        if not numbers or any(piece.role == MARK_ROLE for piece in pieces):
            return entry
        left = min(x for x, _, _ in entry.strips)
        width = entry.width or _width(setting.master, entry.span)
        return _noted(entry, left, lines(numbers, width - 2 * left))

    return lambda entries: [hang(entry) for entry in entries]


def note_form(house: HouseStyle) -> str:
    """How the marks of the house style count, as the first of them."""
    return house.words.get("note_mark", NUMBERING)


# What may call a note, and is not parted by it.
CALLERS = frozenset({"paragraph", "list", "verse"})


def _behind(caller: Tag, number: int, note: Note) -> Tag:
    """The element of a note: it stands behind the paragraph, list or verse that calls it."""
    levels = range(len(caller))
    at = next((at for at in levels if caller[at].role in CALLERS), len(caller) - 1)
    place = caller[at].order + number if caller else number
    data = (("number", str(number)), ("label", note.label))
    return (*caller[: max(at, 0)], node_of(place, "note", note.text, data=data))


def _numbers(pieces: Iterable[Piece]) -> list[tuple[int, Tag]]:
    """The notes that a strip's lines call, each with the element of its line."""
    return [
        (int(anchor.name[1:]), piece.tag)
        for piece in pieces
        for anchor in piece.line.anchors
        if anchor.name.startswith(NOTE_SIGN)
    ]


def _noted(block: Float, left: Pt, lines: tuple[NoteLine, ...]) -> Float:
    """The block with notes under its copy, inside its box."""
    padding = block.box.style.padding_rows if block.box else 0
    foot = foot_block(lines)
    strips = (*block.strips, (left, block.rows - padding, foot))
    return replace(block, rows=block.rows + foot.rows, strips=strips)


def note_lines(note: Note, mark: str, measure: Pt, setting: Setting) -> tuple[NoteLine, ...]:
    """A note set to a measure: its mark, and its text hung behind it."""
    style = setting.style("footnote")
    em = style.size
    flush = replace(style, indent_em=0.0, hanging_em=0.0, align="left")
    label = styled((Inline(mark, part="label"),), flush)
    marked = setting.typesetter.set_paragraph(label, measure)
    sign = marked.lines[0]
    room = measure - max(whole_ems(measure - sign.width - MARK_GAP_EM * em, em), em)
    text = setting.typesetter.set_paragraph(
        styled(note.text, replace(style, indent_em=0.0), note.span), measure - room
    )
    dress = note_dress(measure, setting)
    made = []
    for at, line in enumerate(text.lines):
        piece = Piece(room, 0.0, line, style.name, "footnote", note.span, setting.tag)
        first = Piece(0.0, 0.0, sign, style.name, MARK_ROLE, note.span, setting.tag)
        made.append(NoteLine((piece,) if at else (first, piece), dress, opens=not at))
    return tuple(made)


def note_dress(measure: Pt, setting: Setting) -> NoteDress:
    """How notes stand at the foot of a column of that measure."""
    style = setting.style("footnote")
    return NoteDress(
        style.leading,
        setting.row,
        setting.baseline,
        GAP_ROWS * setting.row,
        RULE_SHARE * measure,
        RULE_WEIGHT,
        style.color,
    )


def notes_not_set(
    article: Article, drafts: Iterable[PageDraft], form: str
) -> Iterator[Diagnostic]:
    """A finding for each note that no page shows: its mark stands where copy takes none."""
    notes = all_notes(article.blocks)
    shown = {
        piece.line.text
        for draft in drafts
        for piece in _pieces(draft)
        if piece.role == MARK_ROLE
    }
    for number, note in enumerate(notes, 1):
        if counter(form, number) not in shown:
            message = f"the note {counter(form, number)} stands on no page"
            hint = "its mark stands in copy that takes no notes; move it into a paragraph"
            yield warning("note-not-set", message, note.span, hint)


def _pieces(draft: PageDraft) -> Iterator[Piece]:
    for column in draft.columns:
        for placed in column.placed:
            yield from placed.strip.pieces
    for block in draft.floats:
        for _, _, strip in block.block.strips:
            yield from strip.pieces


def _width(master: Master, count: int) -> Pt:
    """The width of so many columns (0: of all), of the narrowest where they differ."""
    columns = min(count or master.columns, master.columns)
    spans = [range(at, at + columns) for at in range(master.columns - columns + 1)]
    return min(master.span_width("recto", span) for span in spans)
