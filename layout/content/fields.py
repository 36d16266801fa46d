"""YAML nodes → the parts of articles: text with its marks, names, pictures, provenance."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from layout.content.crops import crop_from, focus_from, ratio_from
from layout.content.faults import Copy
from layout.content.inline import drop_autospace, joined, read_text
from layout.content.model import (
    Byline,
    Inline,
    Picture,
    Provenance,
    Speaker,
    Text,
)
from layout.errors import ContentError
from layout.schema import Model, validate
from layout.yaml_source import YamlList, YamlMap, YamlNode, YamlScalar

if TYPE_CHECKING:
    from layout.content.faults import Faults
    from layout.content.records import (
        BylineRecord,
        Lines,
        PictureRecord,
        SpeakerRecord,
        Traced,
    )
    from layout.diagnostics import SourceSpan

ModelT = TypeVar("ModelT", bound=Model)


def checked(record: type[ModelT], node: YamlNode, faults: Faults) -> ModelT | None:
    """The node as a record; None, with every fault noted, where it is not one."""
    try:
        return validate(record, node, faults.path)
    except ContentError as broken:
        faults.findings.extend(broken.diagnostics)
        return None


def node_in(node: YamlNode | None, key: str) -> YamlNode | None:
    """The value of a key, or None where it is not written or empty."""
    found = node.get(key) if isinstance(node, YamlMap) else None
    return None if isinstance(found, YamlScalar) and found.is_null else found


def nodes_in(node: YamlNode | None, key: str) -> tuple[YamlNode, ...]:
    """The entries of a list under a key; a single value counts as a list of one."""
    found = node_in(node, key)
    if found is None:
        return ()
    return found.items if isinstance(found, YamlList) else (found,)


def place_of(node: YamlNode, faults: Faults) -> SourceSpan:
    """Where a node begins."""
    return faults.span(node.line, node.column)


def text_of(node: YamlNode | None, faults: Faults) -> Text:
    """Running text: a scalar, or a list of lines whose breaks are part of it."""
    if isinstance(node, YamlList):
        pieces: list[Inline] = []
        for index, line in enumerate(node.items):
            pieces += [Inline("\n")] if index else []
            pieces += text_of(line, faults)
        return joined(pieces)
    if not isinstance(node, YamlScalar) or node.is_null:
        return ()
    return read_text(_copy_of(node), faults)


def texts_of(nodes: tuple[YamlNode, ...], faults: Faults) -> tuple[Text, ...]:
    """Running texts, one for each node."""
    return tuple(text_of(node, faults) for node in nodes)


def _copy_of(node: YamlScalar) -> Copy:
    if "\n" not in node.text:
        return Copy(node.text, (node.inner,))
    line, column = node.inner
    rows = [row.strip(" \t") for row in node.text.rstrip("\n").split("\n")]
    return Copy("\n".join(rows), tuple((line + row, column) for row in range(len(rows))))


def lines(written: Lines) -> tuple[str, ...]:
    """A list of words, of which one may have been written without the list."""
    words = (written,) if isinstance(written, str) else written
    return tuple(drop_autospace(word) for word in words if word)


def byline_of(record: str | BylineRecord | None) -> Byline | None:
    """Who made it."""
    if record is None:
        return None
    if isinstance(record, str):
        return Byline(text=drop_autospace(record))
    return Byline(
        lines(record.writers),
        lines(record.correspondents),
        lines(record.photographers),
        lines(record.compilers),
        drop_autospace(record.reporter_of),
        drop_autospace(record.text),
    )


def speaker_of(record: str | SpeakerRecord | None) -> Speaker | None:
    """Who speaks."""
    if record is None:
        return None
    if isinstance(record, str):
        return Speaker(record)
    return Speaker(drop_autospace(record.name), drop_autospace(record.position))


def provenance_in(record: Traced) -> Provenance | None:
    """What an importer left."""
    src = record.src if isinstance(record.src, str) else ",".join(record.src)
    if not src and record.confidence is None and not record.review:
        return None
    return Provenance(src, record.confidence, record.review)


def picture_of(record: PictureRecord, node: YamlNode, faults: Faults) -> Picture:
    """A picture written in YAML."""
    return Picture(
        file=record.file,
        id=record.id,
        caption=text_of(node_in(node, "caption"), faults),
        credit=record.credit,
        alt=record.alt,
        place=record.place,
        columns=record.span,
        caption_direction=record.caption_direction,
        height_lines=record.height_lines,
        crop=crop_from(record.crop) if record.crop else None,
        focus=focus_from(record.focus) if record.focus else None,
        ratio=ratio_from(record.ratio) if record.ratio else None,
        page=record.page,
        span=place_of(node, faults),
        provenance=provenance_in(record),
    )
