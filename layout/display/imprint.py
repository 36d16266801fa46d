"""What an issue is and who wrote it: what libraries ask of a serial and of its articles.

Source: ISO 3297 (ISSN); GB/T 9999.1 (Chinese serial numbers); PRISM 3.0, basic metadata.
"""

from __future__ import annotations

from layout.record import Record


class ListedArticle(Record):
    """An article of the issue; `labels` are those of its pages, in the order of the file.

    `authors` wrote, reported or compiled it; `contributors` took its photographs, or did what
    else a byline names.
    """

    title: str
    labels: tuple[str, ...]
    authors: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    section: str = ""


class Imprint(Record):
    """The issue as a catalogue lists it; what the manuscript does not say is empty."""

    publication: str
    issn: str = ""
    cn: str = ""  # 国内统一连续出版物号
    volume: str = ""
    number: str = ""
    name: str = ""  # of this issue
    cover_date: str = ""  # ISO 8601
    cover_line: str = ""  # the date and number as the cover prints them
    publisher: str = ""
    articles: tuple[ListedArticle, ...] = ()
