"""Layers of a proof: what stands around the page, to be switched on and off by what it is for.

Source: ISO 32000-1 8.11 (optional content).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.pdf.canvas import dictionary, name, row, text_string
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFObjectReference

    from layout.pdf.canvas import Document


class Layer(Record):
    """A layer of the file; one that is not `shown` waits to be switched on."""

    name: str
    title: str
    shown: bool = True


STAMP = Layer("stamp", "校样章 stamp")
# In the order in which readers list them.
LAYERS = (
    Layer("marks", "裁切标记 marks"),
    STAMP,
    Layer("lines", "行号 line numbers"),
    Layer("guides", "版面框 guides", shown=False),
)
_SHOWN = frozenset(layer.name for layer in LAYERS if layer.shown)


def is_shown(layer: str) -> bool:
    """Whether what is of a layer shows where there are no layers."""
    return layer in _SHOWN


def add_layers(document: Document, used: Iterable[str]) -> dict[str, PDFObjectReference]:
    """Write the layers in use and how the file opens with them; what stands for each.

    `Usage` says the same for readers that go by it; no event changes a layer by itself, which
    archives and readers aloud forbid (ISO 19005-2 6.9; ISO 14289-1 7.10).
    """
    wanted = set(used)
    layers = [layer for layer in LAYERS if layer.name in wanted]
    if not layers:
        return {}
    groups = {layer.name: document.add(_group(layer)) for layer in layers}
    hidden = [groups[layer.name] for layer in layers if not layer.shown]
    every = row(groups.values())
    configuration: dict[str, object] = {
        "Name": text_string("校样 proof"),
        "BaseState": name("ON"),
        "Order": every,
    }
    if hidden:
        configuration["OFF"] = row(hidden)
    document.set_catalog(
        OCProperties=dictionary({"OCGs": every, "D": dictionary(configuration)})
    )
    return groups


def _group(layer: Layer) -> PDFDictionary:
    state = name("ON" if layer.shown else "OFF")
    usage = {
        "View": dictionary({"ViewState": state}),
        "Print": dictionary({"PrintState": state}),
    }
    entries = {
        "Type": name("OCG"),
        "Name": text_string(layer.title),
        "Intent": name("View"),
        "Usage": dictionary(usage),
    }
    return dictionary(entries)
