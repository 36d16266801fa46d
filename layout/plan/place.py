"""Pages of a PDF onto a sheet of the same PDF, as vectors."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from layout.plan.sheet import PlanSheet


def place_pages(pdf: bytes, sheet: PlanSheet) -> bytes:
    """A PDF of one page: a sheet with the pages of a PDF in their places.

    The PDF holds the issue's pages and, after them, the sheet's own two. Each becomes a form
    XObject, so that fonts and pictures are in the file once (ISO 32000-2 8.10).
    """
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as document:
        pages, root = document.pages, document.Root
        forms = {f"/P{at}": page.as_form_xobject() for at, page in enumerate(pages)}
        drawn = [f"/P{sheet.under.page_index} Do"]
        for at, rect in sheet.places:
            box = pages[at].trimbox
            scale = float(rect.width) / float(box[2] - box[0])
            matrix = (scale, 0, 0, scale, rect.x, sheet.under.height - rect.bottom)
            drawn.append(f"q {' '.join(f'{part:.5f}' for part in matrix)} cm /P{at} Do Q")
        drawn.append(f"/P{sheet.over.page_index} Do")
        shown = document.add_blank_page(page_size=(sheet.under.width, sheet.under.height))
        shown.obj.Contents = document.make_stream("\n".join(drawn).encode("ascii"))
        shown.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(forms))
        del pages[:-1]
        for key in ("/Outlines", "/PageLabels", "/Names", "/PageMode"):
            if key in root:
                del root[key]
        made = io.BytesIO()
        document.save(
            made,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return made.getvalue()
