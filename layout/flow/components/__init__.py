"""What a galley can be made of. A new component is one file here and one line below."""

from layout.flow.components import (  # noqa: F401  (importing a component registers it)
    breaks,
    caption,
    chart,
    credit,
    editors_note,
    explainer,
    item,
    list_block,
    measure,
    paragraph,
    parallel,
    picture,
    pull_quote,
    sidebar,
    subhead,
    table,
    verse,
)
