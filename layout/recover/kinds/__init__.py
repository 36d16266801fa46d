"""What becomes of each kind of segment. A new one is one file here and one line below."""

from layout.recover.kinds import (  # noqa: F401  (importing a taker registers it)
    bullet,
    byline,
    caption,
    copy,
    editors_note,
    item,
    quote,
    rubric,
    sidebar,
    speaker,
)
