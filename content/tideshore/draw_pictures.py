"""Draws the pictures of the sample issue: `python content/tideshore/draw_pictures.py`.

Paper-cut layers in one small palette, drawn at twice their size and brought down, with a fine
grain. The same Pillow gives the same bytes. `day_pictures.py` and `night_pictures.py` hold more.
"""

from __future__ import annotations

import math
import random
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

HERE = Path(__file__).parent / "2031-07" / "images"
TEAL, DEEP, NIGHT = (10, 90, 99), (8, 62, 74), (22, 50, 74)
SAND, FOAM, CORAL = (233, 217, 184), (238, 243, 238), (217, 100, 58)
GOLD, MIST, INK = (242, 190, 105), (182, 205, 200), (16, 34, 46)
MOSS, ROSE = (86, 112, 84), (232, 160, 120)
QUALITY = 84
# Pages and spreads at 300 ppi hide more than small pictures do.
LARGE, LARGE_QUALITY = 4_000_000, 74


class Sheet:
    """A picture while it is drawn, in coordinates from 0 to 1 of its width (x) and height (y)."""

    def __init__(self, width: int, height: int, seed: int) -> None:
        self.size = (width, height)
        self.scale = 2 if width * height < 5_000_000 else 1.4
        self.w, self.h = round(width * self.scale), round(height * self.scale)
        self.image = Image.new("RGB", (self.w, self.h))
        self.random = random.Random(seed)

    def at(self, points):
        return [(x * self.w, y * self.h) for x, y in points]

    def gradient(self, stops, top=0.0, bottom=1.0):
        """A vertical gradient through (place, colour) stops."""
        rows = 256
        strip = Image.new("RGB", (1, rows))
        for row in range(rows):
            strip.putpixel((0, row), mixed(stops, row / (rows - 1)))
        y0, y1 = round(top * self.h), round(bottom * self.h)
        band = strip.resize((self.w, max(1, y1 - y0)), Image.Resampling.BICUBIC)
        self.image.paste(band, (0, y0))

    def shape(self, points, color, *, shadow=0.0, alpha=255):
        """A cut-out with the soft shadow of paper above it."""
        mask = Image.new("L", (self.w, self.h))
        ImageDraw.Draw(mask).polygon(self.at(points), fill=alpha)
        self.lay(mask, color, shadow)

    def lay(self, mask, color, shadow=0.0):
        if shadow:
            small = mask.resize((self.w // 8, self.h // 8))
            soft = small.filter(ImageFilter.GaussianBlur(max(2, self.w / 900)))
            soft = soft.resize((self.w, self.h)).point(lambda value: round(value * shadow))
            dark = Image.new("RGB", (self.w, self.h), INK)
            self.image.paste(dark, (0, -round(self.h * 0.004)), soft)
        self.image.paste(Image.new("RGB", (self.w, self.h), color), (0, 0), mask)

    def draw(self):
        return ImageDraw.Draw(self.image, "RGBA")

    def disc(self, x, y, r, color, alpha=255):
        cx, cy, radius = x * self.w, y * self.h, r * self.w
        box = (cx - radius, cy - radius, cx + radius, cy + radius)
        self.draw().ellipse(box, fill=(*color, alpha))

    def glow(self, x, y, r, color, strength=150):
        """Light in mist: a disc blurred into its surroundings."""
        reach = 160
        spot = Image.new("L", (reach * 2, reach * 2))
        pixels = ImageDraw.Draw(spot)
        for step in range(reach, 0, -2):
            value = round(strength * (1 - step / reach) ** 2.2)
            pixels.ellipse((reach - step, reach - step, reach + step, reach + step), fill=value)
        side = max(2, round(2 * r * self.w))
        spot = spot.resize((side, side), Image.Resampling.BICUBIC)
        place = (round(x * self.w - side / 2), round(y * self.h - side / 2))
        self.image.paste(Image.new("RGB", (side, side), color), place, spot)

    def ridge(self, y, rise, color, *, rough=5, shadow=0.35, foot=1.0):
        """A layer of land: a wavy edge with everything below it."""
        phases = [
            (self.random.uniform(1, rough + 1), self.random.uniform(0, 7)) for _ in range(4)
        ]
        edge = []
        for step in range(121):
            x = step / 120
            wave = sum(math.sin(f * x * 6.3 + p) / (i + 1) for i, (f, p) in enumerate(phases))
            edge.append((x, y - rise * (wave + 1.2) / 3))
        self.shape([*edge, (1, foot), (0, foot)], color, shadow=shadow)

    def water(self, top, stops, *, lines=70, light=FOAM, center=0.5):
        """Water with bands of reflected light, closer and thinner towards the horizon."""
        self.gradient(stops, top, 1.0)
        pen = self.draw()
        for _ in range(lines):
            depth = self.random.random() ** 1.8
            y = top + 0.004 + depth * (1 - top)
            x = self.random.gauss(center, 0.22 + 0.2 * depth)
            half = (0.02 + 0.09 * depth) * self.random.uniform(0.4, 1.3)
            thick = self.h * (0.0012 + 0.004 * depth)
            alpha = round(26 + 60 * (1 - depth) * self.random.random())
            box = ((x - half) * self.w, y * self.h, (x + half) * self.w, y * self.h + thick)
            pen.rounded_rectangle(box, radius=thick / 2, fill=(*light, alpha))

    def line(self, points, width, color, alpha=255):
        pen = self.draw()
        thick = max(1, round(width * self.w))
        pen.line(self.at(points), fill=(*color, alpha), width=thick, joint="curve")

    def box(self, x0, y0, x1, y1, color, alpha=255):
        corners = (x0 * self.w, y0 * self.h, x1 * self.w, y1 * self.h)
        self.draw().rectangle(corners, fill=(*color, alpha))

    def save(self, name: str) -> None:
        made = self.image.resize(self.size, Image.Resampling.LANCZOS)
        tile = Image.frombytes("L", (512, 512), random.Random(7).randbytes(512 * 512))
        tile = tile.filter(ImageFilter.GaussianBlur(0.6)).point(lambda v: 118 + (v * 20) // 255)
        grain = Image.new("L", made.size)
        for x in range(0, made.width, 512):
            for y in range(0, made.height, 512):
                grain.paste(tile, (x, y))
        grey = Image.merge("RGB", (grain, grain, grain))
        made = ImageChops.overlay(made, grey)
        large = made.width * made.height > LARGE
        quality = LARGE_QUALITY if large else QUALITY
        made.save(HERE / name, "JPEG", quality=quality, optimize=True, dpi=(300, 300))


def mixed(stops, place):
    for (p0, c0), (p1, c1) in zip(stops, stops[1:], strict=False):
        if place <= p1:
            share = (place - p0) / (p1 - p0) if p1 > p0 else 0
            return tuple(round(a + (b - a) * share) for a, b in zip(c0, c1, strict=True))
    return stops[-1][1]


def crane(sheet, x, base, size, color, *, flip=1):
    """A portal crane: legs, house, jib raised towards the sea."""
    r = sheet.h / sheet.w

    def p(dx, dy):
        return (x + flip * dx * size * r, base - dy * size)

    width = 0.018 * size
    for foot, top in ((-0.2, -0.1), (0.2, 0.1)):
        sheet.line([p(foot, 0), p(top, 0.42)], width, color)
    for level in (0.14, 0.28):
        sheet.line(
            [p(-0.2 + level * 0.24, level), p(0.2 - level * 0.24, level)], width * 0.7, color
        )
    sheet.line([p(-0.17, 0.02), p(0.1, 0.4)], width * 0.5, color)
    sheet.shape(
        [p(-0.16, 0.4), p(0.13, 0.4), p(0.13, 0.54), p(-0.08, 0.56), p(-0.16, 0.5)], color
    )
    sheet.line([p(0.06, 0.5), p(0.62, 0.98)], width * 1.1, color)
    sheet.line([p(-0.06, 0.55), p(0.02, 0.8), p(0.62, 0.98)], width * 0.4, color)
    sheet.line([p(0.02, 0.8), p(-0.2, 0.52)], width * 0.4, color)
    sheet.line([p(0.62, 0.98), p(0.62, 0.5)], width * 0.25, color)
    sheet.line([p(0.6, 0.5), p(0.64, 0.5)], width, color)


def lighthouse(sheet, x, base, size, color=FOAM, band=CORAL, lit=True):
    r = sheet.h / sheet.w

    def p(dx, dy):
        return (x + dx * size * r, base - dy * size)

    sheet.shape([p(-0.13, 0), p(0.13, 0), p(0.075, 0.74), p(-0.075, 0.74)], color, shadow=0.3)
    for low in (0.14, 0.42):
        a, b = 0.13 - 0.075 * low, 0.13 - 0.075 * (low + 0.14)
        sheet.shape([p(-a, low), p(a, low), p(b, low + 0.14), p(-b, low + 0.14)], band)
    sheet.shape([p(-0.11, 0.74), p(0.11, 0.74), p(0.11, 0.77), p(-0.11, 0.77)], INK)
    sheet.shape([p(-0.055, 0.77), p(0.055, 0.77), p(0.055, 0.89), p(-0.055, 0.89)], GOLD)
    sheet.shape([p(-0.08, 0.89), p(0.08, 0.89), p(0, 1)], INK)
    sheet.shape([p(-0.03, 0), p(0.03, 0), p(0.03, 0.1), p(-0.03, 0.1)], INK)
    if lit:
        cx, cy = p(0, 0.83)
        sheet.glow(cx, cy, size * r * 0.9, GOLD, 200)


def birds(sheet, count, area, size, color):
    x0, y0, x1, y1 = area
    for _ in range(count):
        x, y = sheet.random.uniform(x0, x1), sheet.random.uniform(y0, y1)
        s = size * sheet.random.uniform(0.6, 1.2)
        lift = s * sheet.random.uniform(0.25, 0.6)
        wing = [
            (x - s, y - lift),
            (x - s * 0.4, y - lift * 0.9),
            (x, y),
            (x + s * 0.4, y - lift * 0.9),
            (x + s, y - lift),
        ]
        sheet.line(wing, size * 0.16, color)


def boat(sheet, x, y, size, hull, cabin=FOAM, mast=True):
    r = sheet.w / sheet.h

    def p(dx, dy):
        return (x + dx * size, y - dy * size * r)

    sheet.shape([p(-0.5, 0.16), p(0.56, 0.2), p(0.38, 0), p(-0.4, 0)], hull, shadow=0.3)
    sheet.shape([p(-0.26, 0.17), p(0.12, 0.18), p(0.1, 0.36), p(-0.26, 0.36)], cabin)
    sheet.shape([p(-0.29, 0.36), p(0.15, 0.36), p(0.13, 0.4), p(-0.28, 0.4)], CORAL)
    for k in range(3):
        a = -0.22 + k * 0.115
        sheet.shape([p(a, 0.24), p(a + 0.07, 0.24), p(a + 0.07, 0.31), p(a, 0.31)], GOLD)
    if mast:
        sheet.line([p(-0.1, 0.4), p(-0.1, 0.72)], size * 0.012, INK)
        sheet.line([p(-0.1, 0.7), p(0.48, 0.2)], size * 0.005, INK, 160)


def roofs(sheet, y, rows, palette, *, lit=0.25):
    """Gabled houses in rows, nearer ones lower and larger."""
    for row in range(rows):
        base = y + row * (1 - y) / rows * 0.9
        x = -0.08
        while x < 1.05:
            width = sheet.random.uniform(0.07, 0.13) * (0.8 + row * 0.28)
            height = width * sheet.w / sheet.h * sheet.random.uniform(0.5, 0.75)
            ridge = width * sheet.w / sheet.h * sheet.random.uniform(0.22, 0.34)
            wall, roof = sheet.random.choice(palette)
            top = base - height
            sheet.shape([(x, 1), (x, top), (x + width, top), (x + width, 1)], wall, shadow=0.25)
            sheet.shape(
                [(x - 0.008, top), (x + width * 0.5, top - ridge), (x + width + 0.008, top)],
                roof,
                shadow=0.3,
            )
            cell = width / 5
            for k in range(2):
                a = x + cell * (1 + 2 * k)
                color = GOLD if sheet.random.random() < lit else INK
                b = top + height * 0.2
                sheet.box(a, b, a + cell, b + cell * sheet.w / sheet.h * 1.3, color, 230)
            x += width * sheet.random.uniform(0.86, 1.02)


DAWN = [(0, DEEP), (0.4, (34, 112, 118)), (0.68, ROSE), (0.86, GOLD), (1, SAND)]
DUSK = [(0, NIGHT), (0.5, (52, 92, 118)), (0.8, (206, 140, 112)), (1, GOLD)]
DAY = [(0, (150, 194, 192)), (0.6, (214, 224, 208)), (1, SAND)]
NIGHTFALL = [(0, (10, 24, 40)), (0.55, NIGHT), (1, (46, 92, 112))]
SEA_DAWN = [(0, (226, 176, 128)), (0.25, (86, 138, 136)), (1, DEEP)]
SEA_DAY = [(0, (190, 214, 204)), (1, (58, 124, 126))]
SEA_NIGHT = [(0, (44, 88, 106)), (1, (10, 26, 42))]


def cover() -> None:
    s = Sheet(2670, 3599, 1)
    s.gradient(
        [(0, (6, 52, 62)), (0.42, TEAL), (0.7, (120, 150, 136)), (0.88, ROSE), (1, GOLD)],
        0,
        0.62,
    )
    s.glow(0.7, 0.6, 0.6, GOLD, 210)
    s.disc(0.7, 0.585, 0.085, (250, 222, 160))
    s.ridge(0.61, 0.035, (96, 134, 128), foot=0.64)
    for x, size, tone in (
        (0.1, 0.16, (52, 98, 100)),
        (0.27, 0.2, (34, 82, 88)),
        (0.9, 0.14, (60, 104, 104)),
    ):
        crane(s, x, 0.625, size, tone, flip=1 if x < 0.5 else -1)
    s.water(
        0.62,
        [(0, (232, 178, 122)), (0.16, (96, 140, 134)), (0.5, TEAL), (1, (6, 46, 56))],
        lines=170,
        center=0.68,
    )
    s.shape([(0.42, 0.69), (1, 0.655), (1, 0.72), (0.5, 0.712)], (22, 66, 74), shadow=0.4)
    lighthouse(s, 0.86, 0.668, 0.2)
    boat(s, 0.3, 0.745, 0.15, INK)
    birds(s, 16, (0.35, 0.4, 0.75, 0.54), 0.016, (12, 44, 52))
    s.ridge(0.99, 0.05, (5, 38, 48))
    s.save("cover.jpg")


def harbour() -> None:
    s = Sheet(5032, 3438, 2)
    s.gradient(DAWN, 0, 0.66)
    s.glow(0.34, 0.62, 0.36, GOLD, 220)
    s.disc(0.34, 0.6, 0.04, (252, 228, 170))
    s.ridge(0.65, 0.07, (110, 140, 130), foot=0.7)
    for x, size, tone, flip in (
        (0.52, 0.34, (74, 116, 114), 1),
        (0.64, 0.42, (52, 98, 102), 1),
        (0.93, 0.5, (24, 74, 82), -1),
        (0.1, 0.3, (88, 124, 120), 1),
    ):
        crane(s, x, 0.68, size, tone, flip=flip)
    for k, (a, b) in enumerate(((0.7, 0.8), (0.8, 0.885), (0.04, 0.17))):
        y = 0.585 + 0.015 * k
        s.shape(
            [(a, 0.68), (a, y), ((a + b) / 2, y - 0.05), (b, y), (b, 0.68)],
            (40, 82, 86),
            shadow=0.3,
        )
    s.water(0.67, SEA_DAWN, lines=130, center=0.36)
    boat(s, 0.38, 0.8, 0.13, INK)
    boat(s, 0.2, 0.74, 0.06, DEEP, mast=False)
    birds(s, 9, (0.2, 0.2, 0.5, 0.42), 0.012, INK)
    s.save("harbour.jpg")


def flats() -> None:
    s = Sheet(3120, 1800, 3)
    s.gradient([(0, (128, 172, 172)), (0.6, (226, 214, 184)), (1, (244, 214, 160))], 0, 0.5)
    s.glow(0.7, 0.46, 0.4, GOLD, 170)
    s.ridge(0.5, 0.04, (120, 150, 138), foot=0.54)
    s.gradient([(0, (222, 196, 150)), (0.4, (166, 150, 122)), (1, (92, 98, 88))], 0.51, 1)
    for k in range(7):
        y = 0.55 + k * k * 0.011
        x = s.random.uniform(-0.1, 0.7)
        sway = [
            (x + t / 14, y + math.sin(t * 0.7 + k) * (0.008 + k * 0.003)) for t in range(12)
        ]
        lower = [(a, b + 0.008 + 0.007 * k) for a, b in reversed(sway)]
        s.shape([*sway, *lower], (206, 218, 206), alpha=215)
    for _ in range(260):
        d = s.random.random() ** 1.5
        x, y = s.random.random(), 0.56 + d * 0.42
        s.disc(x, y, 0.0008 + 0.002 * d, (74, 76, 66), 150)
    birds(s, 46, (0.12, 0.12, 0.62, 0.4), 0.01, (40, 62, 66))
    for k in range(15):
        x, y = 0.08 + k * 0.062, 0.66 + s.random.uniform(-0.03, 0.2)
        z = 0.006 + (y - 0.6) * 0.03
        s.disc(x, y, z, FOAM)
        s.disc(x + z * 1.1, y - z * 1.3, z * 0.5, FOAM)
        s.line([(x, y + z), (x, y + z * 4.4)], z * 0.22, INK)
        s.line([(x + z * 1.5, y - z * 1.2), (x + z * 2.6, y - z * 0.4)], z * 0.26, CORAL)
    s.save("flats.jpg")


def last_ferry() -> None:
    """The last boat of the night, small under the moon: a page of its own."""
    s = Sheet(2552, 3440, 31)
    s.gradient([(0, (12, 28, 46)), (0.5, NIGHT), (0.85, (58, 100, 120)), (1, ROSE)], 0, 0.62)
    for _ in range(160):
        x, y = s.random.random(), s.random.random() ** 1.5 * 0.42
        s.disc(x, y, s.random.uniform(0.0006, 0.0015), FOAM, s.random.randint(50, 190))
    s.glow(0.3, 0.2, 0.34, SAND, 110)
    s.disc(0.3, 0.2, 0.062, (246, 232, 196))
    s.ridge(0.6, 0.05, (40, 70, 88), foot=0.64)
    s.ridge(0.62, 0.025, (24, 52, 70), foot=0.66)
    for _ in range(26):
        s.glow(s.random.random(), 0.606 + s.random.random() * 0.012, 0.009, GOLD, 240)
    s.water(
        0.62,
        [(0, (150, 130, 122)), (0.14, (52, 92, 110)), (1, (8, 24, 40))],
        lines=170,
        light=SAND,
        center=0.36,
    )

    def p(dx, dy):
        return (0.6 + dx * 0.74, 0.76 - dy * 0.31)

    s.glow(0.6, 0.735, 0.3, GOLD, 80)
    s.shape([p(-0.3, 0.1), p(0.33, 0.11), p(0.25, -0.02), p(-0.24, -0.02)], INK, shadow=0.4)
    s.shape([p(-0.25, 0.1), p(0.2, 0.105), p(0.2, 0.2), p(-0.25, 0.2)], FOAM, shadow=0.3)
    s.shape([p(-0.15, 0.2), p(0.1, 0.2), p(0.1, 0.285), p(-0.13, 0.285)], (214, 224, 214))
    s.shape([p(-0.27, 0.2), p(0.22, 0.2), p(0.22, 0.214), p(-0.27, 0.214)], CORAL)
    for count, start, low, high in ((10, -0.235, 0.125, 0.178), (5, -0.12, 0.226, 0.27)):
        for k in range(count):
            (x0, y0), (x1, y1) = p(start + k * 0.043, high), p(start + k * 0.043 + 0.028, low)
            s.box(x0, y0, x1, y1, GOLD)
    s.shape([p(-0.06, 0.285), p(0, 0.285), p(-0.004, 0.39), p(-0.054, 0.39)], CORAL)
    for k in range(30):
        y = 0.77 + k * 0.0062
        half = s.random.uniform(0.05, 0.16) * (1 - k / 44)
        x = 0.6 + s.random.uniform(-0.05, 0.05)
        s.line([(x - half, y), (x + half, y)], 0.0016, GOLD, 90 - 2 * k)
    s.ridge(1.0, 0.04, (6, 18, 30))
    s.save("last-ferry.jpg")


def advertisement() -> None:
    """A page somebody paid for: a poster of a ferry line that does not exist."""
    s = Sheet(2670, 3599, 32)
    s.gradient([(0, (240, 226, 196)), (1, (236, 214, 172))])
    s.disc(0.5, 0.44, 0.3, (226, 112, 70))
    for k in range(5):
        s.box(0, 0.5 + k * 0.045, 1, 0.5 + k * 0.045 + 0.004 + 0.003 * k, (240, 226, 196))
    s.ridge(0.66, 0.03, (20, 104, 110), rough=2, foot=0.8)
    s.ridge(0.73, 0.025, TEAL, rough=2, foot=0.9)
    s.ridge(0.82, 0.02, DEEP, rough=2)
    boat(s, 0.5, 0.655, 0.34, INK)
    birds(s, 5, (0.22, 0.16, 0.5, 0.26), 0.02, INK)
    pen = s.draw()
    for text, y, size in (
        ("TIDESHORE LINE", 0.075, 0.078),
        ("SIX CROSSINGS A DAY", 0.92, 0.04),
    ):
        font = ImageFont.load_default(size * s.w)
        color = INK if y < 0.5 else SAND
        pen.text((s.w / 2, y * s.h), text, fill=color, font=font, anchor="mm")
    s.save("advertisement.jpg")


def market() -> None:
    s = Sheet(2050, 1330, 5)
    s.gradient([(0, (14, 34, 52)), (0.6, (40, 74, 92)), (1, (120, 110, 100))])
    for x in (0.1, 0.3, 0.5, 0.7, 0.9):
        s.line([(x, 0), (x, 0.2)], 0.0015, INK)
        s.glow(x, 0.22, 0.17, GOLD, 215)
        s.disc(x, 0.215, 0.013, (255, 236, 190))
    for k, x in enumerate((-0.03, 0.22, 0.47, 0.72)):
        tone = (CORAL, FOAM, TEAL, FOAM)[k]
        other = (FOAM, TEAL, FOAM, CORAL)[k]
        for strip in range(6):
            a = x + strip * 0.045
            s.shape(
                [(a, 0.36), (a + 0.045, 0.36), (a + 0.052, 0.46), (a - 0.006, 0.46)],
                tone if strip % 2 else other,
                shadow=0.2,
            )
        s.shape(
            [(x, 0.68), (x + 0.26, 0.68), (x + 0.245, 0.86), (x + 0.015, 0.86)],
            (112, 74, 48),
            shadow=0.4,
        )
        for _ in range(34):
            fx, fy = x + 0.02 + s.random.random() * 0.21, 0.645 + s.random.random() * 0.03
            tone2 = s.random.choice([MIST, FOAM, (150, 176, 180), ROSE])
            s.shape(
                [
                    (fx, fy),
                    (fx + 0.014, fy - 0.01),
                    (fx + 0.026, fy),
                    (fx + 0.034, fy - 0.009),
                    (fx + 0.034, fy + 0.009),
                    (fx + 0.026, fy),
                    (fx + 0.014, fy + 0.01),
                ],
                tone2,
            )
        figure(s, x + 0.13, 0.68, 0.2, (24, 48, 62), apron=tone)
    for x in (0.16, 0.4, 0.58, 0.86):
        figure(s, x, 1.0, 0.34, INK)
    s.save("market.jpg")


def figure(s, x, foot, size, color, apron=None):
    r = s.h / s.w
    s.disc(x, foot - size * 0.88, size * 0.085 * r, (214, 168, 132) if apron else color)
    body = [
        (x - 0.14 * size * r, foot),
        (x - 0.17 * size * r, foot - 0.6 * size),
        (x - 0.08 * size * r, foot - 0.76 * size),
        (x + 0.08 * size * r, foot - 0.76 * size),
        (x + 0.17 * size * r, foot - 0.6 * size),
        (x + 0.14 * size * r, foot),
    ]
    s.shape(body, color, shadow=0.3)
    if apron:
        s.shape(
            [
                (x - 0.08 * size * r, foot),
                (x - 0.08 * size * r, foot - 0.55 * size),
                (x + 0.08 * size * r, foot - 0.55 * size),
                (x + 0.08 * size * r, foot),
            ],
            apron,
        )


TILES = [
    ((214, 196, 164), (70, 84, 92)),
    (FOAM, (92, 96, 100)),
    ((198, 160, 128), (58, 70, 80)),
    ((222, 210, 186), (120, 82, 66)),
]


def street_roofs() -> None:
    s = Sheet(2050, 1330, 6)
    s.gradient(DAY, 0, 0.5)
    s.water(0.3, SEA_DAY, lines=60)
    lighthouse(s, 0.8, 0.31, 0.16, lit=False)
    boat(s, 0.3, 0.34, 0.05, INK, mast=False)
    roofs(s, 0.55, 4, TILES)
    birds(s, 7, (0.1, 0.08, 0.6, 0.22), 0.012, INK)
    s.save("roofs.jpg")


def bridge() -> None:
    s = Sheet(2670, 3599, 7)
    s.gradient(NIGHTFALL, 0, 0.6)
    for _ in range(240):
        x, y = s.random.random(), s.random.random() ** 1.4 * 0.5
        s.disc(x, y, s.random.uniform(0.0006, 0.0016), FOAM, s.random.randint(60, 220))
    s.disc(0.78, 0.14, 0.045, (246, 232, 196))
    s.glow(0.78, 0.14, 0.2, (246, 232, 196), 90)
    s.ridge(0.59, 0.05, (18, 42, 58), foot=0.62)
    for _ in range(60):
        s.box(
            x := s.random.random(),
            y := 0.565 + s.random.random() * 0.03,
            x + 0.003,
            y + 0.0025,
            GOLD,
            220,
        )
    s.water(0.6, SEA_NIGHT, lines=120, light=GOLD, center=0.5)
    for tower in (0.27, 0.73):
        s.shape(
            [
                (tower - 0.018, 0.64),
                (tower - 0.01, 0.24),
                (tower + 0.01, 0.24),
                (tower + 0.018, 0.64),
            ],
            (120, 150, 158),
            shadow=0.4,
        )
        s.glow(tower, 0.24, 0.05, CORAL, 240)
        for k in range(1, 13):
            for side in (-1, 1):
                end = tower + side * k * 0.0385
                s.line([(tower, 0.25 + k * 0.004), (end, 0.545)], 0.0009, (170, 192, 196), 190)
    s.shape(
        [(-0.02, 0.545), (1.02, 0.545), (1.02, 0.562), (-0.02, 0.562)], (30, 58, 74), shadow=0.4
    )
    for k in range(33):
        x = 0.015 + k * 0.0305
        s.glow(x, 0.541, 0.014, GOLD, 250)
        for d in range(7):
            y = 0.615 + d * 0.03 + s.random.uniform(0, 0.012)
            half = s.random.uniform(0.004, 0.012)
            s.line([(x - half, y), (x + half, y)], 0.0018, GOLD, max(10, 130 - d * 18))
    boat(s, 0.5, 0.72, 0.1, (8, 20, 32))
    s.save("bridge.jpg")


def small(name: str, seed: int, size=(1000, 700)) -> Sheet:
    del name
    return Sheet(*size, seed)


def crane_pair() -> None:
    s = Sheet(1040, 728, 8)
    s.gradient(DAY, 0, 0.76)
    s.disc(0.5, 0.4, 0.09, (248, 226, 176))
    s.water(0.74, SEA_DAY, lines=50)
    crane(s, 0.16, 0.78, 0.66, DEEP)
    crane(s, 0.84, 0.78, 0.66, CORAL, flip=-1)
    s.shape([(0, 0.78), (0.3, 0.78), (0.28, 0.86), (0, 0.88)], INK, shadow=0.4)
    s.shape([(1, 0.78), (0.7, 0.78), (0.72, 0.86), (1, 0.88)], INK, shadow=0.4)
    s.save("crane.jpg")


def tram() -> None:
    s = Sheet(1000, 880, 9)
    s.gradient([(0, (176, 204, 198)), (1, SAND)])
    roofs(s, 0.5, 1, TILES, lit=0.1)
    s.box(0, 0.72, 1, 1, (96, 104, 106))
    for y in (0.9, 0.955):
        s.line([(0, y), (1, y - 0.03)], 0.005, (210, 214, 206))
    s.line([(0, 0.16), (1, 0.1)], 0.002, INK)
    s.line([(0.5, 0.13), (0.46, 0.34)], 0.004, INK)
    s.shape(
        [(0.2, 0.36), (0.8, 0.36), (0.83, 0.42), (0.83, 0.86), (0.17, 0.86), (0.17, 0.42)],
        CORAL,
        shadow=0.5,
    )
    s.box(0.17, 0.64, 0.83, 0.7, FOAM)
    for k in range(5):
        a = 0.205 + k * 0.122
        s.box(a, 0.43, a + 0.1, 0.6, (196, 220, 214))
        s.box(a, 0.43, a + 0.04, 0.6, FOAM, 120)
    for x in (0.3, 0.7):
        s.disc(x, 0.88, 0.035, INK)
        s.disc(x, 0.88, 0.014, MIST)
    s.disc(0.21, 0.78, 0.013, GOLD)
    s.disc(0.79, 0.78, 0.013, GOLD)
    s.save("tram.jpg")


def tree() -> None:
    s = Sheet(1000, 880, 10)
    s.gradient([(0, (190, 212, 196)), (1, (240, 224, 190))])
    s.ridge(0.86, 0.05, (196, 176, 136))
    trunk = [
        (0.46, 0.9),
        (0.475, 0.62),
        (0.36, 0.44),
        (0.385, 0.42),
        (0.49, 0.53),
        (0.5, 0.34),
        (0.52, 0.34),
        (0.525, 0.54),
        (0.63, 0.42),
        (0.65, 0.44),
        (0.54, 0.63),
        (0.56, 0.9),
    ]
    for _ in range(150):
        a, d = s.random.uniform(0, 6.283), s.random.random() ** 0.6
        x, y = 0.5 + math.cos(a) * 0.36 * d, 0.34 + math.sin(a) * 0.25 * d
        tone = s.random.choice([MOSS, (60, 92, 72), (112, 136, 96), (44, 76, 66)])
        s.disc(x, y, s.random.uniform(0.03, 0.062), tone, 235)
    s.shape(trunk, (74, 56, 44), shadow=0.4)
    for k in range(26):
        x = 0.2 + k * 0.024
        s.line(
            [
                (x, 0.5 + s.random.uniform(-0.05, 0.05)),
                (x + 0.004, 0.62 + s.random.uniform(0, 0.14)),
            ],
            0.002,
            (74, 66, 50),
            150,
        )
    for x in (0.2, 0.8):
        s.shape(
            [(x - 0.06, 0.93), (x - 0.055, 0.82), (x + 0.055, 0.82), (x + 0.06, 0.93)],
            (150, 150, 140),
            shadow=0.4,
        )
        s.shape(
            [(x - 0.045, 0.825), (x + 0.045, 0.825), (x + 0.04, 0.845), (x - 0.04, 0.845)], INK
        )
    s.save("tree.jpg")


def stranded_boat() -> None:
    s = Sheet(1040, 728, 11)
    s.gradient([(0, (142, 182, 182)), (1, (240, 218, 176))], 0, 0.48)
    s.gradient([(0, (206, 184, 144)), (1, (104, 104, 90))], 0.46, 1)
    for k in range(6):
        y = 0.52 + k * 0.07
        pts = [(t / 20, y + math.sin(t * 0.5 + k * 1.3) * 0.012) for t in range(21)]
        s.line(pts, 0.004 + 0.001 * k, (208, 220, 208), 150)
    boat(s, 0.5, 0.78, 0.44, (120, 62, 42))
    birds(s, 8, (0.1, 0.1, 0.9, 0.34), 0.02, INK)
    s.save("boat.jpg")


def lighthouse_alone() -> None:
    s = Sheet(620, 900, 12)
    s.gradient(DUSK, 0, 0.78)
    s.water(0.76, SEA_NIGHT, lines=40)
    s.shape(
        [(0.1, 0.88), (0.25, 0.78), (0.78, 0.78), (0.95, 0.9), (1, 1), (0, 1)],
        (20, 38, 50),
        shadow=0.4,
    )
    lighthouse(s, 0.5, 0.8, 0.6)
    s.save("lighthouse.jpg")


def gallery() -> None:
    study = Sheet(1000, 720, 21)
    study.gradient([(0, (60, 44, 36)), (1, (104, 74, 52))])
    for shelf in range(5):
        y = 0.18 + shelf * 0.175
        x = 0.03
        while x < 0.97:
            width = study.random.uniform(0.012, 0.03)
            height = study.random.uniform(0.09, 0.14)
            tone = study.random.choice([TEAL, CORAL, SAND, FOAM, MOSS, NIGHT, GOLD, ROSE])
            if not 0.4 < x < 0.6 or shelf > 3:
                study.box(x, y - height, x + width, y, tone)
            x += width + 0.002
        study.box(0.02, y, 0.98, y + 0.016, (66, 42, 30))
    study.shape(
        [(0.4, 0.72), (0.4, 0.14), (0.5, 0.05), (0.6, 0.14), (0.6, 0.72)],
        (150, 196, 198),
        shadow=0.5,
    )
    study.shape([(0.4, 0.5), (0.6, 0.5), (0.6, 0.72), (0.4, 0.72)], (58, 124, 126))
    study.line([(0.5, 0.06), (0.5, 0.72)], 0.006, FOAM)
    study.line([(0.4, 0.36), (0.6, 0.36)], 0.006, FOAM)
    study.glow(0.2, 0.2, 0.24, GOLD, 90)
    study.save("gallery-1.jpg")

    pier = Sheet(1000, 720, 22)
    pier.gradient(DAWN, 0, 0.5)
    pier.water(0.5, SEA_DAWN, lines=70)
    pier.shape([(0.47, 0.51), (0.53, 0.51), (0.86, 1), (0.14, 1)], (150, 108, 72), shadow=0.4)
    for k in range(15):
        t = (k / 15) ** 1.8
        y = 0.515 + t * 0.48
        half = 0.03 + t * 0.33
        pier.line([(0.5 - half, y), (0.5 + half, y)], 0.001 + 0.003 * t, (92, 62, 42))
    for k in range(6):
        t = (k / 5.5) ** 1.7
        y, half = 0.53 + t * 0.4, 0.04 + t * 0.34
        for side in (-1, 1):
            x = 0.5 + side * half
            pier.line([(x, y), (x, y - 0.04 - 0.13 * t)], 0.003 + 0.008 * t, INK)
    pier.save("gallery-2.jpg")

    tower = Sheet(1000, 880, 23)
    tower.gradient([(0, (138, 186, 190)), (1, (240, 226, 196))])
    tower.ridge(0.9, 0.16, MOSS)
    tower.shape(
        [(0.44, 0.86), (0.46, 0.3), (0.56, 0.3), (0.58, 0.86)], (206, 190, 160), shadow=0.5
    )
    tower.shape([(0.42, 0.3), (0.6, 0.3), (0.6, 0.24), (0.42, 0.24)], (96, 70, 56))
    tower.shape([(0.45, 0.24), (0.57, 0.24), (0.57, 0.13), (0.45, 0.13)], (196, 220, 214))
    tower.shape([(0.43, 0.13), (0.59, 0.13), (0.51, 0.05)], CORAL)
    for k in range(4):
        tower.box(0.5, 0.38 + k * 0.11, 0.522, 0.43 + k * 0.11, INK)
    for k, tone in enumerate((CORAL, GOLD, TEAL)):
        tower.shape(
            [
                (0.51 + k * 0.09, 0.08 + k * 0.03),
                (0.58 + k * 0.09, 0.1 + k * 0.03),
                (0.55 + k * 0.09, 0.15 + k * 0.03),
            ],
            tone,
        )
    tower.save("gallery-3.jpg")

    gull = Sheet(1000, 720, 24)
    gull.gradient([(0, (120, 168, 174)), (1, (232, 222, 196))])
    gull.water(0.7, SEA_DAY, lines=40)
    gull.shape([(0.36, 1), (0.38, 0.66), (0.62, 0.66), (0.64, 1)], (70, 52, 42), shadow=0.5)
    gull.shape(
        [
            (0.33, 0.5),
            (0.44, 0.4),
            (0.58, 0.36),
            (0.64, 0.42),
            (0.6, 0.54),
            (0.5, 0.62),
            (0.42, 0.6),
        ],
        FOAM,
        shadow=0.35,
    )
    gull.shape([(0.24, 0.55), (0.42, 0.43), (0.54, 0.46), (0.46, 0.57)], (120, 138, 144))
    gull.disc(0.615, 0.35, 0.055, FOAM)
    gull.disc(0.635, 0.335, 0.008, INK)
    gull.shape([(0.66, 0.345), (0.73, 0.375), (0.66, 0.38)], GOLD)
    for x in (0.48, 0.53):
        gull.line([(x, 0.6), (x, 0.67)], 0.006, CORAL)
    gull.save("gallery-4.jpg")

    nets = Sheet(1000, 880, 25)
    nets.gradient(DAWN)
    nets.ridge(0.92, 0.05, (120, 104, 80))
    for x in (0.1, 0.37, 0.64, 0.91):
        nets.line([(x, 0.95), (x, 0.24)], 0.011, (66, 48, 38))
    for k in range(3):
        a, b = 0.1 + k * 0.27, 0.37 + k * 0.27
        tone = (TEAL, CORAL, NIGHT)[k]
        for t in range(15):
            u = t / 14
            x = a + (b - a) * u
            sag = 0.26 + 0.12 * math.sin(math.pi * u)
            nets.line(
                [(x, sag), (x + 0.02 * math.sin(u * 9), 0.78 + 0.06 * math.sin(u * 5 + k))],
                0.002,
                tone,
                190,
            )
        for row in range(11):
            pts = [
                (a + (b - a) * t / 14, 0.28 + row * 0.048 + 0.11 * math.sin(math.pi * t / 14))
                for t in range(15)
            ]
            nets.line(pts, 0.002, tone, 190)
    nets.save("gallery-5.jpg")

    lanterns = Sheet(1000, 720, 26)
    lanterns.gradient(NIGHTFALL, 0, 0.72)
    lanterns.water(0.7, SEA_NIGHT, lines=50, light=GOLD)
    rope = [(t / 30, 0.16 + 0.14 * math.sin(math.pi * t / 30)) for t in range(31)]
    lanterns.line(rope, 0.003, INK)
    for k in range(8):
        x = 0.07 + k * 0.123
        y = 0.16 + 0.14 * math.sin(math.pi * x)
        lanterns.line([(x, y), (x, y + 0.06)], 0.002, INK)
        lanterns.glow(x, y + 0.14, 0.11, GOLD, 170)
        w, h = lanterns.w, lanterns.h
        box = ((x - 0.034) * w, (y + 0.06) * h, (x + 0.034) * w, (y + 0.22) * h)
        lanterns.draw().ellipse(box, fill=(*CORAL, 255))
        inner = ((x - 0.014) * w, (y + 0.06) * h, (x + 0.014) * w, (y + 0.22) * h)
        lanterns.draw().ellipse(inner, fill=(*GOLD, 150))
        lanterns.box(x - 0.012, y + 0.05, x + 0.012, y + 0.065, INK)
        lanterns.line([(x, y + 0.22), (x, y + 0.28)], 0.003, GOLD)
        for d in range(4):
            ry = 0.76 + d * 0.05
            lanterns.line([(x - 0.02, ry), (x + 0.02, ry)], 0.004, CORAL, 120 - d * 25)
    lanterns.save("gallery-6.jpg")


def main() -> None:
    from day_pictures import DAYS
    from night_pictures import NIGHTS

    HERE.mkdir(parents=True, exist_ok=True)
    for draw in (
        cover,
        harbour,
        flats,
        last_ferry,
        advertisement,
        market,
        street_roofs,
        bridge,
        crane_pair,
        tram,
        tree,
        stranded_boat,
        lighthouse_alone,
        gallery,
        *DAYS,
        *NIGHTS,
    ):
        draw()


if __name__ == "__main__":
    main()
