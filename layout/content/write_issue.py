"""The manuscript → an issue's folder that `read_issue` reads back to the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from layout.content.model import Article, FlatplanEntry, Issue, Leftover, Publication
    from layout.content.yaml_values import Values


def write_issue(issue: Issue, folder: Path) -> tuple[Path, ...]:
    """Write an issue into a folder; see `issue_files` for what is written.

    Returns:
        The files written, in the order of writing.

    Raises:
        OutputError: a file cannot be written.
        ValueError: as `issue_files`.
    """
    from layout.files import write_whole  # imports tempfile, which reading has no use for

    files = issue_files(issue, folder)
    for path, content in files.items():
        write_whole(path, content)
    return tuple(files)


def issue_files(issue: Issue, folder: Path) -> dict[Path, bytes]:
    """The files of an issue's folder: `issue.yaml`, its articles, and what they belong to.

    `publication.yaml` stands in the folder above, and is among them unless there is one there
    or in the folder. Pictures are not. What an importer says of a plain paragraph is kept only
    where it asks for a review.

    Raises:
        ValueError: an article's id cannot name a file, or a text holds a control character.
    """
    from layout.content.read_issue import ISSUE_FILE, PUBLICATION_FILE
    from layout.yaml_source import write_yaml

    files: dict[Path, str] = {}
    home = folder.resolve().parent / PUBLICATION_FILE
    if not home.exists() and not (folder / PUBLICATION_FILE).exists():
        files[folder.parent / PUBLICATION_FILE] = write_yaml(_publication(issue.publication))
    names = _file_names(issue.articles)
    files[folder / ISSUE_FILE] = write_yaml(_issue(issue, names))
    for article in issue.articles:
        files[folder / "articles" / names[article.id]] = write_article(article)
    return {path: text.encode() for path, text in files.items()}


def write_article(article: Article) -> str:
    """The text of an article's file: Markdown, or YAML where `is_yaml` says so."""
    from layout.content.read_article import ITEM_KINDS_OF
    from layout.content.write_markdown import write_blocks
    from layout.content.yaml_values import article_head, article_values
    from layout.yaml_source import write_yaml

    if is_yaml(article):
        kind = ITEM_KINDS_OF.get(article.kind, "")
        return write_yaml(article_values(article, write_blocks, kind))
    body = write_blocks(article.blocks)
    return f"---\n{write_yaml(article_head(article))}---\n" + (f"{body}\n" if body else "")


def is_yaml(article: Article) -> bool:
    """Whether an article is a row of small things, better kept in pure YAML."""
    return article.kind in {"brief_group", "gallery", "infographic"}


def _file_names(articles: tuple[Article, ...]) -> dict[str, str]:
    from layout.content.records import SAFE_ID

    width = max(len(str(len(articles))), 2)
    names: dict[str, str] = {}
    for index, article in enumerate(articles):
        if not SAFE_ID.fullmatch(article.id) or article.id in names:
            raise ValueError(f"{article.id!r} cannot name a file, or names two")
        names[article.id] = (
            f"{index:0{width}}-{article.id}{'.yaml' if is_yaml(article) else '.md'}"
        )
    return names


def _publication(publication: Publication) -> Values:
    from layout.content.yaml_values import filled

    return filled(
        {
            "title": publication.title,
            "title_latin": publication.title_latin,
            "issn": publication.issn,
            "cn": publication.cn,
            "language": publication.language,
            "style": publication.style,
            "printer": publication.printer,
            "publisher": publication.publisher,
            "imprint": list(publication.imprint),
        }
    )


def _issue(issue: Issue, names: dict[str, str]) -> Values:
    from layout.content.yaml_values import filled

    facts = filled(
        {
            "title": issue.title,
            "date": issue.date,
            "volume": issue.volume,
            "number": issue.number,
            "issue_line": issue.issue_line,
            "style": issue.style,
        }
    )
    sections = [
        filled({"id": one.id, "cn": one.cn, "en": one.en, "color": one.color})
        for one in issue.sections
    ]
    values: Values = {
        "issue": {**facts, "folio_start": issue.folio_start},
        "sections": sections,
        "flatplan": _flatplan(issue, names),
        "furniture": [_leftover(one) for one in issue.furniture],
        "unplaced": [_leftover(one) for one in issue.unplaced],
    }
    # Without a flatplan every file in the folder would count.
    return {key: value for key, value in values.items() if value or key == "flatplan"}


def _flatplan(issue: Issue, names: dict[str, str]) -> list[Values]:
    """A place for every article in the order of the articles, and where they go on."""
    from layout.content.yaml_values import filled

    planned = {entry.article for entry in issue.flatplan}
    if not any(entry.continues for entry in issue.flatplan):
        plan = {entry.article: entry for entry in issue.flatplan}
        return [_planned(names[one.id], plan.get(one.id)) for one in issue.articles]
    places = [
        filled(
            {
                "continues": entry.article,
                "pages": entry.pages,
                "optional": entry.optional or None,
            }
        )
        if entry.continues
        else _planned(names[entry.article], entry)
        for entry in issue.flatplan
    ]
    others = [one.id for one in issue.articles if one.id not in planned]
    return [*places, *(_planned(names[article_id], None) for article_id in others)]


def _planned(name: str, entry: FlatplanEntry | None) -> Values:
    from layout.content.yaml_values import filled

    values: Values = {"file": name}
    if entry:
        values |= {"section": entry.section, "start": entry.start, "pages": entry.pages}
    return filled(values)


def _leftover(leftover: Leftover) -> Values:
    from layout.content.yaml_values import filled

    values = {"src": leftover.src, "review": leftover.review}
    return {"text": leftover.text, **filled(values)}
