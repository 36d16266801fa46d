"""An issue's folder → the manuscript."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, TypeAlias

from layout.content.faults import Faults
from layout.content.model import (
    Article,
    FlatplanEntry,
    Issue,
    Leftover,
    Publication,
    Section,
)
from layout.content.walk import all_pictures, with_inlines
from layout.diagnostics import Diagnostic, SourceSpan, error, suggest
from layout.errors import ContentError
from layout.record import Record, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from layout.content.library import Library
    from layout.content.read_article import ArticleFile
    from layout.content.records import (
        FlatplanRecord,
        IssueFactsRecord,
        IssueRecord,
        LeftoverRecord,
    )
    from layout.files import SourceFile
    from layout.yaml_source import YamlNode

# An article's id and the page references of a file of its.
_References: TypeAlias = "tuple[str, tuple[tuple[str, SourceSpan], ...]]"

ISSUE_FILE = "issue.yaml"
PUBLICATION_FILE = "publication.yaml"


def read_publication(folder: Path) -> Publication:
    """The publication of a folder that holds `publication.yaml`.

    Raises:
        ContentError: the file is not there, or breaks the format.
    """
    from layout.content.library import read_bytes

    return _publication_of(read_bytes(folder / PUBLICATION_FILE, PUBLICATION_FILE))


def _publication_of(source: bytes) -> Publication:
    from layout.content.fields import lines
    from layout.content.records import PublicationRecord
    from layout.schema import validate
    from layout.yaml_source import read_yaml

    node = read_yaml(source, PUBLICATION_FILE)
    record = validate(PublicationRecord, node, PUBLICATION_FILE)
    return Publication(
        title=record.title,
        title_latin=record.title_latin,
        issn=record.issn,
        cn=record.cn,
        language=record.language,
        style=record.style,
        printer=record.printer,
        publisher=record.publisher,
        imprint=lines(record.imprint),
        span=SourceSpan(PUBLICATION_FILE),
    )


class IssueSources(Record):
    """An issue, and the files it was read from.

    `publication` is the content of the `publication.yaml` in the folder `home`; `files` are
    named from the issue's folder. Pictures are not among them: only their names are read here.
    """

    issue: Issue
    home: Path
    publication: bytes
    files: tuple[SourceFile, ...]


def read_issue(path: Path) -> Issue:
    """The issue of a folder (or of the `issue.yaml` in it), with all its articles.

    `publication.yaml` is looked for in the issue's folder and in the one above it.

    Raises:
        ContentError: with every fault of every file of the issue.
    """
    return read_issue_sources(path).issue


def read_issue_sources(path: Path) -> IssueSources:
    """The issue as `read_issue` gives it, with the bytes it was read from.

    Raises:
        ContentError: with every fault of every file of the issue.
    """
    root = path if path.is_dir() else path.parent
    home = next(
        (folder for folder in (root, root.resolve().parent) if _has(folder, PUBLICATION_FILE)),
        None,
    )
    if home is None or not _has(root, ISSUE_FILE):
        missing = ISSUE_FILE if home else PUBLICATION_FILE
        hint = "an issue's folder holds issue.yaml; the folder above it holds publication.yaml"
        raise ContentError([error("missing-file", f"{path}: no {missing} found", hint=hint)])
    reader = _IssueReader(root, home)
    issue = reader.read()
    return IssueSources(issue, home, reader.publication, reader.library.files_read)


def _has(folder: Path, name: str) -> bool:
    return (folder / name).is_file()


class _IssueReader:
    """Reads one issue and collects what is wrong with it."""

    def __init__(self, root: Path, home: Path) -> None:
        from layout.content.library import Library

        self._root = root
        self._home = home
        self._findings: list[Diagnostic] = []
        self.publication = b""
        self.library: Library = Library(root, home)
        label = self.library.label(root / ISSUE_FILE)
        self._faults = Faults(label, self._findings, self.library)

    def read(self) -> Issue:
        publication = self._publication()
        found = self._record()
        if found is None:
            raise ContentError(self._findings)
        record, node = found
        issue = self._issue(record, node, publication)
        if self._findings:
            raise ContentError(self._findings)
        return issue

    def _publication(self) -> Publication:
        from layout.content.library import read_bytes

        try:
            self.publication = read_bytes(self._home / PUBLICATION_FILE, PUBLICATION_FILE)
            return _publication_of(self.publication)
        except ContentError as broken:
            self._findings.extend(broken.diagnostics)
            return Publication(title="")

    def _record(self) -> tuple[IssueRecord, YamlNode] | None:
        from layout.content.fields import checked
        from layout.content.records import IssueRecord
        from layout.yaml_source import read_yaml

        try:
            node = read_yaml(self.library.read(self._root / ISSUE_FILE), self._faults.path)
        except ContentError as broken:
            self._findings.extend(broken.diagnostics)
            return None
        record = checked(IssueRecord, node, self._faults)
        return None if record is None else (record, node)

    def _issue(self, record: IssueRecord, node: YamlNode, publication: Publication) -> Issue:
        facts = record.issue
        sections = tuple(
            Section(section.id, section.cn, section.en, section.color)
            for section in record.sections
        )
        self._check_sections(record, node)
        flatplan, articles = self._articles(record, node)
        return Issue(
            publication=publication,
            root=self._root,
            title=facts.title,
            date=self._date(facts, node),
            volume=facts.volume,
            number=facts.number,
            issue_line=facts.issue_line,
            folio_start=facts.folio_start,
            style=facts.style,
            sections=sections,
            flatplan=flatplan,
            articles=articles,
            furniture=_leftovers(record.furniture),
            unplaced=_leftovers(record.unplaced),
            span=SourceSpan(self._faults.path),
        )

    def _span(self, node: YamlNode, *keys: str | int) -> SourceSpan:
        from layout.schema import span_at

        return span_at(node, keys, self._faults.path)

    def _check_sections(self, record: IssueRecord, node: YamlNode) -> None:
        """Section ids stand once, and the flatplan names no other."""
        known = [section.id for section in record.sections]
        for index, section_id in enumerate(known):
            if section_id in known[:index]:
                span = self._span(node, "sections", index, "id")
                self._faults.add("duplicate-id", f"section `{section_id}` stands twice", span)
        for index, entry in enumerate(record.flatplan or ()):
            span = self._span(node, "flatplan", index, "section")
            self._check_section(entry.section, known, span)

    def _check_section(self, section: str, known: Sequence[str], span: SourceSpan) -> None:
        if section and section not in known:
            message = f"`{section}` is not a section of this issue"
            self._faults.add("unknown-section", message, span, suggest(section, known))

    def _date(self, facts: IssueFactsRecord, node: YamlNode) -> datetime.date | None:
        span = self._span(node, "issue", "year")
        if facts.date or facts.year is None:
            if facts.month or facts.day or facts.year:
                hint = "write `date: 2031-07-01`, or `year:`, `month:` and `day:`"
                span = self._span(node, "issue", "month")
                self._faults.add(
                    "bad-date", "the date wants a year, and one way of writing", span, hint
                )
            return facts.date
        try:
            return datetime.date(facts.year, facts.month or 1, facts.day or 1)
        except ValueError:
            message = f"there is no {facts.year}-{facts.month}-{facts.day}"
            self._faults.add("bad-date", message, self._span(node, "issue", "day"))
            return None

    def _articles(
        self, record: IssueRecord, node: YamlNode
    ) -> tuple[tuple[FlatplanEntry, ...], tuple[Article, ...]]:
        """The articles in the flatplan's order; without one, in the order of their files."""
        from layout.content.records import FlatplanRecord

        plan = record.flatplan
        if plan is None:
            names = self.library.article_files()
            plan = tuple(FlatplanRecord(file=name) for name in names)
        known = tuple(section.id for section in record.sections)
        first: dict[str, str] = {}
        articles: dict[str, Article] = {}
        entries: list[FlatplanEntry] = []
        sidebars: list[tuple[ArticleFile, str]] = []
        references: list[_References] = []
        for index, planned in enumerate(plan):
            entries += self._continuation(planned, node, index, entries)
            found, label = self._article_file(
                planned, self._span(node, "flatplan", index, "file")
            )
            if found.sidebar:
                sidebars.append((found, label))
            article = found.article
            if article is None or self._is_taken(article.id, found, label, first):
                continue
            self._check_section(article.section, known, found.span("section", label))
            articles[article.id] = article
            references.append((article.id, found.references))
            start, pages = planned.start, planned.pages
            entries.append(FlatplanEntry(article.id, planned.section, start, pages))
        for found, label in sidebars:
            self._attach(found, label, articles)
            references.append((found.sidebar_of, found.references))
        self._point(articles, references)
        self._check_pictures(articles.values())
        return tuple(entries), tuple(articles.values())

    def _check_pictures(self, articles: Iterable[Article]) -> None:
        """Every picture named is there."""
        for article in articles:
            for picture in all_pictures(article):
                self.library.find(picture.file, picture.span, self._findings)

    def _continuation(
        self,
        planned: FlatplanRecord,
        node: YamlNode,
        index: int,
        before: Sequence[FlatplanEntry],
    ) -> tuple[FlatplanEntry, ...]:
        """The place of an article that goes on: it names one that stands before, and leaves."""
        span = self._span(node, "flatplan", index)
        if not planned.continues:
            if not planned.file:
                hint = "write `file: harbour.md`, or `continues: harbour`"
                self._faults.add("missing-key", "`file` is missing", span, hint)
            elif planned.optional:
                message = "only a place that `continues` an article is `optional`"
                hint = "strike `optional`, or write `continues:` with an article's id"
                self._faults.add("unknown-key", message, span, hint)
            return ()
        if planned.file or planned.section or planned.start:
            message = (
                "a place that `continues` an article takes `pages`, `optional` and nothing else"
            )
            self._faults.add("unknown-key", message, span)
        article, span = planned.continues, self._span(node, "flatplan", index, "continues")
        last = next((entry for entry in reversed(before) if entry.article == article), None)
        if last is None:
            known = tuple(dict.fromkeys(entry.article for entry in before))
            message = f"no article `{article}` stands before this place"
            self._faults.add("unknown-article", message, span, suggest(article, known))
            return ()
        if last.pages is None:
            hint = f"write after how many pages it leaves: `pages: 1` where `{article}` stands"
            message = f"`{article}` never leaves the place before this one"
            self._faults.add("missing-key", message, span, hint)
        entry = FlatplanEntry(article, pages=planned.pages, continues=True, span=span)
        return (replace(entry, optional=planned.optional),)

    def _point(
        self,
        articles: dict[str, Article],
        references: Sequence[_References],
    ) -> None:
        """Make every page reference lead to an article, or to a label in one."""
        if not any(found for _, found in references):
            return
        from layout.content.references import Labels, labels_in, pointed

        labels = Labels({name: labels_in(article) for name, article in articles.items()})
        for home, article in articles.items():
            wanted = [one for name, found in references if name == home for one in found]
            faults = [labels.fault(target, home, span) for target, span in wanted]
            self._findings += [fault for fault in faults if fault is not None]
            leads = {target: labels.resolve(target, home) for target, _ in wanted}
            known = {target: found[0] for target, found in leads.items() if found}
            if known:
                articles[home] = pointed(article, known)

    def _article_file(
        self, planned: FlatplanRecord, span: SourceSpan
    ) -> tuple[ArticleFile, str]:
        from layout.content.read_article import ArticleFile, read_article

        path = None
        if planned.file and not planned.continues:
            path = self.library.find_article(planned.file, span, self._findings)
        if path is None:
            return ArticleFile(), ""
        label = self.library.label(path)
        return read_article(path, Faults(label, self._findings, self.library)), label

    def _is_taken(
        self, article_id: str, found: ArticleFile, label: str, first: dict[str, str]
    ) -> bool:
        if article_id in first:
            message = f"`{article_id}` is also the id of {first[article_id]}"
            self._faults.add("duplicate-id", message, found.span("id", label))
            return True
        first[article_id] = label
        return False

    def _attach(self, found: ArticleFile, label: str, articles: dict[str, Article]) -> None:
        """Put a sidebar with a file of its own behind the copy of its article."""
        parent = articles.get(found.sidebar_of)
        if parent is None or found.sidebar is None:
            message = f"there is no article `{found.sidebar_of}`"
            hint = suggest(found.sidebar_of, tuple(articles))
            self._faults.add("unknown-article", message, found.span("sidebar_of", label), hint)
            return
        from layout.content.notes import relabelled

        name = label.rpartition("/")[2].partition(".")[0]
        sidebar = with_inlines(found.sidebar, lambda inline: relabelled(inline, name))
        articles[parent.id] = replace(parent, blocks=(*parent.blocks, sidebar))


def _leftovers(records: tuple[LeftoverRecord, ...]) -> tuple[Leftover, ...]:
    return tuple(
        Leftover(
            record.text,
            record.src if isinstance(record.src, str) else ",".join(record.src),
            record.review,
        )
        for record in records
    )
