"""Short texts set at their own width and hung on a point: cells of tables, labels of charts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.display.structure import UNTAGGED, Tag
from layout.flow.model import Piece
from layout.flow.setting import UNBOUNDED, styled
from layout.record import Record, replace

if TYPE_CHECKING:
    from layout.color import Color
    from layout.content.model import Text
    from layout.diagnostics import SourceSpan
    from layout.flow.setting import Setting
    from layout.geometry import Pt
    from layout.styles.model import TextStyle
    from layout.text.model import SetLine

# How a label hangs on its point: by its beginning, its middle or its end.
START, MIDDLE, END = 0.0, 0.5, 1.0


class Label(Record):
    """A text in lines that are not aligned yet."""

    lines: tuple[SetLine, ...]
    style: TextStyle
    role: str
    span: SourceSpan | None = None
    tag: Tag = UNTAGGED

    @property
    def width(self) -> Pt:
        """Of the widest line."""
        return max((line.width for line in self.lines), default=0.0)

    @property
    def height(self) -> Pt:
        """From the head of the first em box to the foot of the last."""
        return (len(self.lines) - 1) * self.style.leading + self.style.size

    def pieces(self, x: Pt, baseline: Pt, hang: float = START) -> tuple[Piece, ...]:
        """The lines, the first on a baseline, each hung on `x`."""
        return tuple(
            Piece(
                x - line.x - hang * line.width,
                baseline + number * self.style.leading,
                line,
                self.style.name,
                self.role,
                self.span,
                self.tag,
            )
            for number, line in enumerate(self.lines)
        )


def set_label(
    text: Text,
    role: str,
    setting: Setting,
    *,
    measure: Pt = UNBOUNDED,
    span: SourceSpan | None = None,
    color: Color | None = None,
) -> Label:
    """A text in the style of a role, in lines no longer than the measure."""
    style = replace(setting.style(role), align="left", indent_em=0.0, hanging_em=0.0)
    if not text:
        return Label((), style, role, span, setting.tag)
    paragraph = styled(text, style, span, setting.accent)
    if color is not None:
        runs = tuple(replace(run, color=color) for run in paragraph.runs)
        paragraph = replace(paragraph, runs=runs)
    made = setting.typesetter.set_paragraph(paragraph, measure)
    return Label(made.lines, style, role, span, setting.tag)
