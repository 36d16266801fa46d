"""Draws the pictures of the examples: `python docs/components/examples/draw_images.py`.

They are cut from the same paper as the sample issue's (content/tideshore/draw_pictures.py).
The same Pillow gives the same bytes.
"""

from __future__ import annotations

import runpy
from pathlib import Path

from PIL import Image

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
# Its sheet, its colours and what it cuts from them.
PAPER = runpy.run_path(str(ROOT / "content" / "tideshore" / "draw_pictures.py"))
QUALITY = 72


def save(sheet: object, name: str) -> None:
    made = sheet.image.resize(sheet.size, Image.Resampling.LANCZOS)
    made.save(HERE / "images" / name, "JPEG", quality=QUALITY, optimize=True, dpi=(300, 300))


def ferry() -> None:
    s = PAPER["Sheet"](900, 600, 31)
    s.gradient(PAPER["DAWN"], 0, 0.56)
    s.glow(0.68, 0.5, 0.4, PAPER["GOLD"], 190)
    s.ridge(0.54, 0.08, (104, 142, 136), foot=0.58)
    s.ridge(0.57, 0.05, (62, 112, 114), foot=0.6)
    s.water(0.56, PAPER["SEA_DAWN"], center=0.66)
    PAPER["boat"](s, 0.36, 0.78, 0.3, PAPER["DEEP"])
    PAPER["birds"](s, 6, (0.1, 0.12, 0.6, 0.36), 0.018, PAPER["FOAM"])
    save(s, "ferry.jpg")


def lamp() -> None:
    s = PAPER["Sheet"](600, 800, 32)
    s.gradient(PAPER["NIGHTFALL"], 0, 0.72)
    s.ridge(0.71, 0.05, (24, 58, 76), foot=0.76)
    s.water(0.7, PAPER["SEA_NIGHT"], light=PAPER["GOLD"], center=0.5)
    s.ridge(0.86, 0.05, PAPER["INK"], rough=3)
    PAPER["lighthouse"](s, 0.5, 0.84, 0.56)
    save(s, "lamp.jpg")


def street() -> None:
    s = PAPER["Sheet"](900, 600, 33)
    s.gradient(PAPER["DUSK"], 0, 1)
    walls = [
        (PAPER["FOAM"], PAPER["DEEP"]),
        (PAPER["SAND"], PAPER["NIGHT"]),
        (PAPER["MIST"], PAPER["CORAL"]),
    ]
    PAPER["roofs"](s, 0.52, 3, walls, lit=0.4)
    save(s, "street.jpg")


def tower() -> None:
    s = PAPER["Sheet"](1000, 1360, 34)
    s.gradient(PAPER["DUSK"], 0, 0.7)
    s.glow(0.3, 0.64, 0.5, PAPER["GOLD"], 180)
    s.ridge(0.68, 0.05, (88, 110, 122), foot=0.72)
    s.water(0.66, PAPER["SEA_DAY"], center=0.34)
    s.ridge(0.76, 0.05, PAPER["NIGHT"], rough=3)
    PAPER["crane"](s, 0.62, 0.74, 0.34, PAPER["INK"], flip=-1)
    PAPER["birds"](s, 9, (0.1, 0.2, 0.8, 0.4), 0.02, PAPER["FOAM"])
    save(s, "tower.jpg")


def shore() -> None:
    s = PAPER["Sheet"](1200, 520, 35)
    s.gradient(PAPER["DAY"], 0, 0.6)
    s.ridge(0.56, 0.1, (140, 168, 150), foot=0.62)
    s.ridge(0.6, 0.06, PAPER["MOSS"], foot=0.64)
    s.water(0.6, PAPER["SEA_DAY"], lines=90)
    s.ridge(0.94, 0.1, (120, 104, 82), rough=4)
    PAPER["birds"](s, 14, (0.08, 0.16, 0.92, 0.5), 0.014, PAPER["INK"])
    save(s, "shore.jpg")


def main() -> None:
    (HERE / "images").mkdir(exist_ok=True)
    for draw in (ferry, lamp, street, tower, shore):
        draw()


if __name__ == "__main__":
    main()
