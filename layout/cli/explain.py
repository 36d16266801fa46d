"""`banxin explain`: why an article's lines are as they are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from layout.cli.report import print_json, show_findings
from layout.diagnostics import error
from layout.errors import ProjectError
from layout.project import find_issue

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from layout.cli import Globals
    from layout.content import Article, Issue
    from layout.flow.explain import PlacedParagraph
    from layout.pipeline import BuildRequest

ISSUE_FILE = "issue.yaml"


@click.command("explain")
@click.argument("article", type=click.Path(path_type=Path))
@click.option("--article", "wanted", default="", metavar="ID", help="Which one of an issue.")
@click.option("--paragraph", type=click.IntRange(min=1), help="Only this one, counted from 1.")
@click.option("--style", help="A house style other than the publication's.")
@click.option("--font-path", multiple=True, type=click.Path(path_type=Path), help="More fonts.")
@click.pass_obj
def command(settings: Globals, /, article: Path, **options: object) -> None:
    """Show why every line of ARTICLE ends where it does, and what was done to fill it.

    ARTICLE is an article's file, or an issue with --article.
    """
    from layout.pipeline import BuildRequest

    paths = options["font_path"]
    request = BuildRequest(
        _issue_around(article),
        str(options["style"]) if options["style"] else None,
        root=settings.root,
        font_path=tuple(paths) if isinstance(paths, tuple) else (),
    )
    number = options["paragraph"]
    only = number if isinstance(number, int) else None
    _explain(settings, request, (article, str(options["wanted"])), only)


def _explain(
    settings: Globals, request: BuildRequest, named: tuple[Path, str], only: int | None
) -> None:
    from layout.cli.explained import as_document, as_lines
    from layout.flow.explain import explain_article
    from layout.pipeline import fonts_of, project_of, read_sources
    from layout.styles.origins import text_style_origins

    sources = read_sources(request)
    article, path = _named(sources.issue, request.issue, *named)
    fonts = fonts_of(sources.manifest, request)
    placed = explain_article(sources.issue, sources.house, fonts, article)
    numbered = _chosen(list(enumerate(placed, 1)), path, only)
    styles = sorted({item.explained.style.name for _, item in numbered})
    issue = sources.issue
    name = request.style or issue.style or issue.publication.style
    origins = text_style_origins(name, project_of(request).styles, styles)
    if settings.as_json:
        facts = {"article": article.id, "house_style": name}
        findings = [finding.as_json() for finding in fonts.findings]
        document = as_document(numbered, sources.house, origins)
        print_json({"ok": True, **facts, **document, "findings": findings})
        return
    show_findings(fonts.findings, quiet=settings.quiet)
    click.echo(f"{article.id}: {len(numbered)} of {len(placed)} paragraphs, style {name}")
    for line in as_lines(numbered, sources.house, origins):
        click.echo(line)


def _issue_around(source: Path) -> Path:
    """The issue's folder: the one named, or the nearest above an article's file.

    Raises:
        ProjectError: there is no such file or folder, or no issue around it.
    """
    if not source.is_file() or source.name == ISSUE_FILE:
        return find_issue(source)
    for folder in source.resolve().parents:
        if (folder / ISSUE_FILE).is_file():
            return folder
    hint = "an article's file lies in the `articles` folder of its issue"
    raise ProjectError([error("no-issue", f"{source} belongs to no issue", hint=hint)])


def _named(issue: Issue, folder: Path, source: Path, wanted: str) -> tuple[Article, str]:
    """The article that is asked for; for a file of copy within one, that file's name as well.

    Raises:
        ProjectError: the issue has none such, or several and none is named.
    """
    if source.is_file() and source.name != ISSUE_FILE:
        return _of_file(issue, folder, source)
    ids = [article.id for article in issue.articles]
    if not wanted and len(ids) == 1:
        return issue.articles[0], ""
    found = next((article for article in issue.articles if article.id == wanted), None)
    if found is None:
        what = f"no article `{wanted}`" if wanted else f"{source} holds {len(ids)} articles"
        hint = f"name one of them with --article: {', '.join(ids)}"
        raise ProjectError([error("no-such-article", what, hint=hint)])
    return found, ""


def _of_file(issue: Issue, folder: Path, source: Path) -> tuple[Article, str]:
    real, root = source.resolve(), folder.resolve()
    labels = {real.relative_to(home).as_posix() for home in (root, root.parent)}
    for article in issue.articles:
        if article.span.path in labels:
            return article, ""
        for path in _files_within(article):
            if path in labels:
                return article, path
    hint = "name it in the issue's `flatplan`"
    raise ProjectError([error("no-such-article", f"{source} is not in the issue", hint=hint)])


def _files_within(article: Article) -> Iterable[str]:
    """The files of sidebars that have one of their own."""
    return (block.span.path for block in article.blocks)


def _chosen(
    numbered: Sequence[tuple[int, PlacedParagraph]], path: str, only: int | None
) -> list[tuple[int, PlacedParagraph]]:
    """The paragraphs of one file, or the one that is asked for, or all.

    Raises:
        ProjectError: the article has no paragraph of that number.
    """
    if only is not None and only > len(numbered):
        message = f"no paragraph {only}; the article has {len(numbered)}"
        raise ProjectError([error("no-such-paragraph", message)])
    return [
        (number, item)
        for number, item in numbered
        if only in {None, number} and (not path or _path_of(item) == path)
    ]


def _path_of(item: PlacedParagraph) -> str:
    span = item.explained.span
    return span.path if span is not None else ""
