"""Extracted text → an issue and a review report."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from layout.content import issue_files
from layout.content.model import (
    Article,
    FlatplanEntry,
    Issue,
    Leftover,
    Paragraph,
    Publication,
    Section,
    as_text,
    plain,
)
from layout.diagnostics import error
from layout.errors import OutputError
from layout.files import write_whole
from layout.recover.assemble import assemble
from layout.recover.clean import clean_copy
from layout.recover.doubts import doubts
from layout.recover.lines import UNPRINTABLE, Line, decode, printable, read_lines
from layout.recover.model import Note, Recovered, ReviewReport

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from layout.diagnostics import Diagnostic
    from layout.recover.build import Assembly

_ISSUE_LINE = re.compile(r"^((?:19|20)\d\d)\D{1,6}(\d{1,2})\D*?(?:NO|No|no|第)\.?\s*(\d+)")
_RUNNING_HEAD = re.compile(r"^([\u3400-\u9fff]{2,8})\s+([A-Z][A-Z&'’ -]+)$")


def recover_text(source: str | bytes, *, name: str) -> Recovered:
    """The issue that extracted text holds; nothing of the text is lost.

    What belongs to no article is in `furniture` or `unplaced`.

    Raises:
        RecoverError: the source is empty, or no text.
    """
    text = decode(source, name)
    lines = read_lines(printable(text))
    result = assemble(lines)
    recovered = tuple(draft.article(at) for at, draft in enumerate(result.articles, 1))
    issue = _issue(result, (*_front(), *recovered), name)
    notes = (
        *result.notes,
        *_untitled(recovered),
        *_unprintable(text),
        *_normalised(lines),
        *doubts(recovered),
    )
    return Recovered(issue, ReviewReport(name, notes, _counts(issue, notes)))


def write_recovered(
    recovered: Recovered, folder: Path, *, force: bool = False
) -> tuple[Path, ...]:
    """Write the publication folder: the issue's files and `review/report.md`.

    Files that are there with other words are an editor's work: they stay, and nothing at all is
    written, unless `force` says that they may go.

    Raises:
        OutputError: a file cannot be written, or holds other words.
    """
    issue = recovered.issue
    home = folder / (f"{issue.date:%Y-%m}" if issue.date else "issue")
    files = issue_files(issue, home)
    files[home / "review" / "report.md"] = recovered.report.markdown().encode("utf-8")
    edited = [path for path, content in files.items() if _holds_other(path, content)]
    if edited and not force:
        raise OutputError([_would_overwrite(path) for path in edited])
    for path, content in files.items():
        write_whole(path, content)
    return tuple(files)


def _holds_other(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() != content
    except FileNotFoundError:
        return False
    except OSError:
        return True  # whatever it is, it is not what would be written


def _would_overwrite(path: Path) -> Diagnostic:
    hint = "recover into another folder and compare, or replace it with --force"
    return error(
        "would-overwrite",
        f"{path} is there and holds other words; nothing is changed",
        hint=hint,
    )


def _issue(result: Assembly, articles: tuple[Article, ...], name: str) -> Issue:
    facts = next((m for line in result.furniture if (m := _ISSUE_LINE.match(line.text))), None)
    date = None
    number = issue_line = ""
    if facts is not None and 1 <= int(facts[2]) <= 12:
        date = datetime.date(int(facts[1]), int(facts[2]), 1)
        number, issue_line = facts[3], facts.string
    return Issue(
        publication=Publication(title=_title_from(name)),
        root=_nowhere(),
        date=date,
        number=number,
        issue_line=issue_line,
        folio_start=_first_folio(result.furniture),
        sections=tuple(_sections(result.furniture)),
        flatplan=tuple(FlatplanEntry(article.id, article.section) for article in articles),
        articles=articles,
        furniture=tuple(Leftover(line.text, str(line.number)) for line in result.furniture),
        unplaced=tuple(
            Leftover("\n".join(line.text for line in held), str(held[0].number), why)
            for held, why in result.unplaced
        ),
    )


def _front() -> tuple[Article, ...]:
    """The pages an extraction never holds: a cover without words, and the contents."""
    cover = Article(id="cover", kind="cover")
    return cover, Article(id="contents", kind="contents", title=as_text("目录"))


def _nowhere() -> Path:
    from pathlib import Path

    return Path()


def _title_from(name: str) -> str:
    """A working title: the file's name without its figures."""
    return re.sub(r"[\d_.-]+", " ", name).strip() or name


def _first_folio(furniture: Sequence[Line]) -> int:
    """The folio the text begins with, where it says so."""
    for line in furniture[:3]:
        if re.fullmatch(r"0?\d{1,3}", line.text):
            return int(line.text)
    return 1


def _sections(furniture: Sequence[Line]) -> Iterator[Section]:
    """Sections that running heads name; the editor gives them their articles."""
    seen: set[str] = set()
    for line in furniture:
        match = _RUNNING_HEAD.match(line.text)
        if match and match[1] not in seen:
            seen.add(match[1])
            yield Section(f"s{len(seen)}", match[1], match[2].strip())


def _untitled(articles: Sequence[Article]) -> Iterator[Note]:
    """Articles whose title was not found: where they begin and end is in doubt too."""
    for article in articles:
        if not article.title and article.provenance is not None:
            words = next(
                (plain(b.text) for b in article.blocks if isinstance(b, Paragraph)), ""
            )
            note = f"{article.id} 没有标题：{words[:16]}…"
            yield Note("boundary", int(article.provenance.src), note)


def _unprintable(text: str) -> Iterator[Note]:
    for number, row in enumerate(text.split("\n"), 1):
        found = sorted({f"U+{ord(char):04X}" for char in UNPRINTABLE.findall(row)})
        if found:
            yield Note("unprintable", number, "、".join(found))


def _normalised(lines: Sequence[Line]) -> Iterator[Note]:
    for line in lines:
        changes = clean_copy(line.text)[1]
        if changes:
            yield Note("normalised", line.number, f"{'；'.join(changes)}（{line.text[:18]}）")


def _counts(issue: Issue, notes: Sequence[Note]) -> tuple[tuple[str, int], ...]:
    untitled = sum(not article.title for article in issue.articles)
    return (
        ("文章", len(issue.articles)),
        ("没有标题的文章", untitled),
        ("书眉、页码等", len(issue.furniture)),
        ("没有归处的文字", len(issue.unplaced)),
        ("待看条目", len(notes)),
    )
