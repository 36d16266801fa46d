"""Proofs without their stamps: what is compared is the page, not which proof it is."""

from __future__ import annotations

import io

from layout.pdf.layers import STAMP


def without_stamp(pdf: bytes) -> bytes:
    """The file with its stamp's layer switched off; any other file as it is."""
    if b"/OCProperties" not in pdf:
        return pdf
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            properties = opened.Root.OCProperties
            stamps = [one for one in properties.OCGs if str(one.get("/Name")) == STAMP.title]
            if not stamps:
                return pdf
            for stamp in stamps:  # PDFium goes by the layer's own usage first
                if "/Usage" in stamp:
                    del stamp["/Usage"]
            properties.D.OFF = pikepdf.Array([*properties.D.get("/OFF", ()), *stamps])
            made = io.BytesIO()
            opened.save(made)
    except (pikepdf.PdfError, AttributeError, TypeError, ValueError):
        return pdf  # whoever draws it will tell
    return made.getvalue()
