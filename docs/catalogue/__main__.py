"""Write the pages of docs/components and draw their pictures: `make docs`.

    python -m docs.catalogue [NAME …]

reads the example articles in docs/components/examples, sets each in its house styles and
writes docs/components/NAME.md, docs/components/pictures/NAME-STYLE.png and the index. The same
examples, styles and faces give the same bytes; what has no example any more is taken away.
Names draw only those pictures anew.
"""

from __future__ import annotations

import argparse

from docs.catalogue.drawing import picture_of
from docs.catalogue.examples import COMPONENTS, read_examples
from docs.catalogue.pages import index_of, page_of, picture_name
from docs.catalogue.sheets import Desk, styles_of


def main() -> None:
    """Write every page and draw the pictures asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    names = parser.parse_args().names
    examples = read_examples()
    desks = {style: Desk(style) for style in styles_of(examples)}
    written = {"README.md"}
    for example in examples:
        sheets = [desks[style].sheet(example) for style in example.header.styles]
        written.add(f"{example.name}.md")
        (COMPONENTS / f"{example.name}.md").write_text(page_of(example, sheets), "utf-8")
        for sheet in sheets:
            name = picture_name(example, sheet.style)
            written.add(name)
            if not names or example.name in names:
                file = COMPONENTS / name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(picture_of(sheet, desks[sheet.style].fonts))
    (COMPONENTS / "README.md").write_text(index_of(examples), "utf-8")
    for file in (*COMPONENTS.glob("*.md"), *COMPONENTS.glob("pictures/*.png")):
        if file.relative_to(COMPONENTS).as_posix() not in written:
            file.unlink()


if __name__ == "__main__":
    main()
