"""The output intent: what the plain colours of a file mean.

Source: ISO 19005-2 6.2.3, ISO 32000-1 14.11.5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.pdf.canvas import dictionary, name, row, text_string
from layout.pdf.srgb import srgb_profile

if TYPE_CHECKING:
    from layout.pdf.canvas import Document

_SRGB = "sRGB IEC61966-2.1"


def add_output_intent(document: Document) -> None:
    """Say that DeviceRGB and DeviceGray are sRGB, and carry its profile."""
    entries = {
        "Type": name("OutputIntent"),
        "S": name("GTS_PDFA1"),
        "OutputConditionIdentifier": text_string(_SRGB),
        "Info": text_string(_SRGB),
        "DestOutputProfile": document.add_stream(srgb_profile(), {"N": 3}),
    }
    document.set_catalog(OutputIntents=row([document.add(dictionary(entries))]))
