"""Extracted text → an issue and a review report."""

from __future__ import annotations

import datetime
import re
from collections import Counter
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
from layout.record import replace
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
_LATIN_CAPITALS = re.compile(r"[A-Z][A-Z&'’ -]+")
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
    drafted = [draft.article(at) for at, draft in enumerate(result.articles, 1)]
    starts = [int(draft.src) for draft in result.articles]
    recovered = tuple(
        _with_section(
            article,
            result.furniture,
            min((start for start in starts if start > first), default=len(text)),
        )
        for article, first in zip(drafted, starts, strict=True)
    )
    issue = _issue(result, (*_front(), *recovered), name)
    notes = (
        *result.notes,
        *_named(result),
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
        publication=_publication(result, name),
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


def _publication(result: Assembly, name: str) -> Publication:
    """What the magazine is called: the word that closes its articles, or the file's name.

    A file's name in Latin letters that stands in a running head too is the Latin title.
    """
    working = re.sub(r"[\d_.-]+", " ", name).strip() or name
    marks = Counter(result.end_marks).most_common(1)
    latin = working.upper() if working.isascii() else ""
    told = any(latin and latin in line.text.split() for line in result.furniture)
    if not marks:
        return Publication(title=working)
    return Publication(title=marks[0][0], title_latin=latin if told else "")


def _first_folio(furniture: Sequence[Line]) -> int:
    """The folio the text begins with, where it says so."""
    for line in furniture[:3]:
        if re.fullmatch(r"0?\d{1,3}", line.text):
            return int(line.text)
    return 1


def _sections(furniture: Sequence[Line]) -> Iterator[Section]:
    """Sections that running heads name; a Latin name may go on in a line of its own."""
    seen: set[str] = set()
    for at, line in enumerate(furniture):
        match = _RUNNING_HEAD.match(line.text)
        if match and match[1] not in seen:
            seen.add(match[1])
            rest = furniture[at + 1].text if at + 1 < len(furniture) else ""
            further = f" {rest}" if _LATIN_CAPITALS.fullmatch(rest) else ""
            yield Section(f"s{len(seen)}", match[1], match[2].strip() + further)


def _with_section(article: Article, furniture: Sequence[Line], later: int) -> Article:
    """The article in the section whose running head stands on its pages."""
    names = {section.cn: section.id for section in _sections(furniture)}
    first = int(article.provenance.src) if article.provenance else later
    for line in furniture:
        match = _RUNNING_HEAD.match(line.text)
        if match and first <= line.number < later:
            return replace(article, section=names[match[1]])
    return article


def _untitled(articles: Sequence[Article]) -> Iterator[Note]:
    """Articles whose title was not found: where they begin and end is in doubt too."""
    for article in articles:
        headed = article.title or article.rubric
        if not headed and article.provenance is not None:
            words = next(
                (plain(b.text) for b in article.blocks if isinstance(b, Paragraph)), ""
            )
            note = f"{article.id} 没有标题：{words[:16]}…"
            yield Note("boundary", int(article.provenance.src), note)


def _named(result: Assembly) -> Iterator[Note]:
    """The title of the publication is read from an end mark: an editor should confirm it."""
    found = (line for line in result.furniture if line.text in result.end_marks)
    line = next(found, None)
    if line is not None:
        yield Note("title", line.number, f"刊名取自文末标记：{line.text}")


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
    untitled = sum(
        not (one.title or one.rubric) and one.provenance is not None for one in issue.articles
    )
    return (
        ("文章", len(issue.articles)),
        ("没有标题的文章", untitled),
        ("书眉、页码等", len(issue.furniture)),
        ("没有归处的文字", len(issue.unplaced)),
        ("待看条目", len(notes)),
    )
