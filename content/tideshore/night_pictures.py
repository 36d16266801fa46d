"""Pictures of the sample issue that are set at night, by the tools of `draw_pictures.py`."""

from __future__ import annotations

import math

from draw_pictures import (
    CORAL,
    FOAM,
    GOLD,
    INK,
    MIST,
    NIGHTFALL,
    SAND,
    SEA_NIGHT,
    TEAL,
    Sheet,
    boat,
    crane,
    figure,
    lighthouse,
)

STORM = [(0, (12, 24, 34)), (0.55, (36, 62, 76)), (1, (96, 120, 122))]
BLUE_HOUR = [(0, (18, 40, 66)), (0.6, (64, 104, 130)), (0.88, (206, 158, 132)), (1, GOLD)]
STONE, SHADE = (74, 88, 94), (40, 54, 64)


def stars(s: Sheet, count: int, low: float) -> None:
    for _ in range(count):
        x, y = s.random.random(), s.random.random() ** 1.4 * low
        s.disc(x, y, s.random.uniform(0.0005, 0.0012), FOAM, s.random.randint(50, 200))


def reflected(s: Sheet, x: float, top: float, depth: float, color=GOLD, half=0.008) -> None:
    """The broken column of light under a lamp."""
    for k in range(14):
        y = top + depth * (k / 14) ** 1.1
        w = half * s.random.uniform(0.4, 1.5) * (1 + k / 10)
        s.line([(x - w, y), (x + w, y)], 0.0016, color, max(12, 130 - 9 * k))


def gate() -> None:
    """The tidal gates standing against a storm, the watch room lit at their end."""
    s = Sheet(2641, 1801, 41)
    s.gradient(STORM, 0, 0.5)
    for k in range(5):
        s.ridge(0.2 + k * 0.075, 0.09, (30 + k * 9, 48 + k * 11, 60 + k * 11), foot=0.55)
    s.gradient([(0, (112, 138, 136)), (0.3, (52, 90, 98)), (1, (10, 40, 50))], 0.44, 1)
    for k in range(26):
        y = 0.46 + 0.26 * (k / 26) ** 1.4
        sway = [
            (t / 40, y + math.sin(t * 0.9 + k * 2.1) * 0.004 * (1 + k / 9)) for t in range(41)
        ]
        s.line(sway, 0.0012 + 0.00006 * k, FOAM, 60)
    for k in range(10):
        t = k / 9
        x, w = 0.98 - 0.84 * t**0.82, 0.088 - 0.042 * t
        foot, rise = 0.83 - 0.28 * t**0.8, 0.3 - 0.19 * t
        lean = 0.03 - 0.018 * t
        top = foot - rise
        s.shape(
            [(x - w, foot), (x - w + lean, top), (x + lean, top), (x, foot)],
            (round(208 - 70 * t), round(104 - 4 * t), round(66 + 40 * t)),
            shadow=0.5,
        )
        for band in (0.3, 0.62):
            y = foot - rise * band
            s.line(
                [(x - w + lean * band, y), (x + lean * band, y)], 0.0022 * (1.4 - t), INK, 120
            )
        s.shape(
            [
                (x - w + lean * 0.86, foot - rise * 0.86),
                (x - w + lean, top),
                (x + lean, top),
                (x + lean * 0.86, foot - rise * 0.86),
            ],
            FOAM,
            alpha=215,
        )
        for _ in range(round(34 - 18 * t)):
            a = s.random.uniform(x - w, x + lean)
            b = top - abs(s.random.gauss(0, 0.05 * (1.1 - t)))
            s.disc(a, b, s.random.uniform(0.0008, 0.0028) * (1.2 - t), FOAM, 190)
    s.shape([(0.02, 0.56), (0.02, 0.3), (0.1, 0.3), (0.11, 0.56)], (44, 60, 70), shadow=0.5)
    s.shape(
        [(0.0, 0.31), (0.0, 0.215), (0.125, 0.215), (0.125, 0.31)], (30, 44, 54), shadow=0.4
    )
    s.shape([(-0.01, 0.215), (0.135, 0.215), (0.115, 0.185), (0.01, 0.185)], INK)
    for k in range(4):
        s.box(0.01 + k * 0.028, 0.235, 0.031 + k * 0.028, 0.285, GOLD)
    s.glow(0.06, 0.26, 0.16, GOLD, 150)
    for k in range(12):
        y = 0.84 + k * 0.014
        sway = [(t / 40, y + math.sin(t * 0.7 + k) * 0.008) for t in range(41)]
        s.line(sway, 0.002, (150, 182, 180), 90)
    for _ in range(420):
        x, y = s.random.random() * 1.1, s.random.random()
        s.line([(x, y), (x - 0.006, y + 0.022)], 0.0006, MIST, 70)
    s.save("gate.jpg")


def keeper() -> None:
    """A window sill with an oil lamp and a log; the lighthouse outside."""
    s = Sheet(2670, 3599, 42)
    s.gradient([(0, (46, 36, 34)), (1, (70, 50, 42))])
    s.box(0.12, 0.07, 0.88, 0.66, (30, 24, 24))
    frame = (0.145, 0.09, 0.855, 0.64)
    x0, y0, x1, y1 = frame
    inner = Sheet(round(2670 * (x1 - x0)), round(3599 * (y1 - y0)), 43)
    inner.gradient([(0, (10, 24, 42)), (0.6, (36, 74, 98)), (1, (120, 128, 130))], 0, 0.7)
    stars(inner, 130, 0.5)
    inner.disc(0.77, 0.16, 0.05, (246, 232, 196))
    inner.glow(0.77, 0.16, 0.22, SAND, 90)
    inner.ridge(0.7, 0.05, (24, 52, 68), foot=0.74)
    inner.water(0.7, SEA_NIGHT, lines=90, light=SAND, center=0.7)
    inner.shape(
        [(0, 0.79), (0.1, 0.75), (0.5, 0.735), (0.6, 0.76), (0.52, 0.785), (0, 0.86)],
        (18, 34, 46),
        shadow=0.4,
    )
    lighthouse(inner, 0.32, 0.742, 0.34)
    beam = inner.at([(0.335, 0.458), (1.02, 0.34), (1.02, 0.5)])
    inner.draw().polygon(beam, fill=(*GOLD, 54))
    boat(inner, 0.72, 0.8, 0.1, INK, mast=False)
    small = inner.image.resize((round((x1 - x0) * s.w), round((y1 - y0) * s.h)))
    s.image.paste(small, (round(x0 * s.w), round(y0 * s.h)))
    wood = (88, 62, 48)
    s.box(0.493, y0, 0.507, y1, wood)
    s.box(x0, 0.335, x1, 0.346, wood)
    for side in ((0.105, 0.07, 0.145, 0.66), (0.855, 0.07, 0.895, 0.66)):
        s.box(*side, wood)
    s.box(0.105, 0.06, 0.895, 0.09, wood)
    s.shape([(0.04, 0.66), (0.96, 0.66), (1.0, 0.72), (0.0, 0.72)], (120, 84, 60), shadow=0.5)
    s.gradient([(0, (96, 66, 50)), (1, (40, 28, 26))], 0.72, 1)
    for k in range(7):
        y = 0.745 + k * 0.038
        s.line([(0, y), (1, y + 0.003)], 0.001, INK, 60)
    # the open log
    s.shape([(0.12, 0.9), (0.2, 0.78), (0.47, 0.79), (0.46, 0.92)], SAND, shadow=0.6)
    s.shape([(0.46, 0.92), (0.47, 0.79), (0.73, 0.775), (0.8, 0.895)], FOAM, shadow=0.6)
    for k in range(9):
        t = k / 9
        y = 0.8 + 0.095 * t
        s.line([(0.215 - 0.062 * t, y), (0.44, y + 0.008)], 0.0012, (120, 104, 84), 170)
        if k < 4:
            s.line(
                [(0.5, y + 0.006), (0.7 + 0.05 * t, y - 0.002)], 0.0012, (120, 120, 112), 170
            )
    s.line([(0.52, 0.872), (0.71, 0.842)], 0.006, CORAL)
    s.line([(0.71, 0.842), (0.727, 0.839)], 0.003, INK)
    # the lamp
    x, base = 0.72, 0.745
    s.glow(x, base - 0.17, 0.42, GOLD, 190)
    s.shape(
        [
            (x - 0.075, base),
            (x - 0.05, base - 0.052),
            (x + 0.05, base - 0.052),
            (x + 0.075, base),
        ],
        (150, 108, 58),
        shadow=0.6,
    )
    s.shape(
        [
            (x - 0.03, base - 0.05),
            (x - 0.03, base - 0.075),
            (x + 0.03, base - 0.075),
            (x + 0.03, base - 0.05),
        ],
        INK,
    )
    glass = [
        (x - 0.03, base - 0.075),
        (x - 0.062, base - 0.14),
        (x - 0.03, base - 0.205),
        (x - 0.024, base - 0.26),
        (x + 0.024, base - 0.26),
        (x + 0.03, base - 0.205),
        (x + 0.062, base - 0.14),
        (x + 0.03, base - 0.075),
    ]
    s.draw().polygon(s.at(glass), fill=(255, 238, 200, 90))
    s.line([*glass, glass[0]], 0.002, SAND, 150)
    s.shape(
        [(x - 0.018, base - 0.08), (x, base - 0.165), (x + 0.018, base - 0.08)], (255, 226, 150)
    )
    s.glow(x, base - 0.115, 0.1, (255, 244, 214), 230)
    s.save("keeper.jpg")


def night() -> None:
    """The old harbour after eleven, over two pages: nothing that matters at the spine."""
    s = Sheet(5032, 3438, 44)
    s.gradient(
        [(0, (6, 16, 30)), (0.55, (18, 44, 68)), (0.9, (58, 96, 116)), (1, (132, 128, 124))],
        0,
        0.66,
    )
    stars(s, 420, 0.5)
    s.glow(0.79, 0.16, 0.16, SAND, 110)
    s.disc(0.79, 0.16, 0.026, (246, 232, 196))
    s.ridge(0.64, 0.06, (26, 54, 72), foot=0.68)
    for x, size, tone, flip in (
        (0.63, 0.26, (24, 52, 68), 1),
        (0.94, 0.3, (18, 42, 58), -1),
    ):
        crane(s, x, 0.66, size, tone, flip=flip)
    lighthouse(s, 0.425, 0.655, 0.13)
    x = -0.01
    while x < 1.0:
        width = s.random.uniform(0.025, 0.06)
        height = s.random.uniform(0.03, 0.085)
        ridge = s.random.uniform(0.008, 0.022)
        tone = s.random.choice([(14, 30, 42), (20, 38, 52), (10, 24, 36), (26, 44, 56)])
        s.shape(
            [
                (x, 0.68),
                (x, 0.66 - height),
                (x + width / 2, 0.66 - height - ridge),
                (x + width, 0.66 - height),
                (x + width, 0.68),
            ],
            tone,
            shadow=0.3,
        )
        for k in range(int(width / 0.011)):
            for row in range(int(height / 0.024)):
                if s.random.random() < 0.2:
                    a, b = x + 0.005 + k * 0.011, 0.66 - height + 0.008 + row * 0.024
                    s.box(a, b, a + 0.0048, b + 0.011, GOLD, 235)
                    s.glow(a + 0.0024, b + 0.005, 0.009, GOLD, 90)
        x += width * s.random.uniform(0.94, 1.15)
    s.shape([(0, 0.672), (1, 0.672), (1, 0.7), (0, 0.7)], (8, 20, 30), shadow=0.3)
    s.water(
        0.698,
        [(0, (70, 88, 98)), (0.2, (26, 60, 80)), (1, (5, 16, 28))],
        lines=210,
        light=SAND,
        center=0.78,
    )
    for k in range(24):
        lamp = 0.02 + k * 0.0415
        s.line([(lamp, 0.676), (lamp, 0.642)], 0.0007, INK)
        s.glow(lamp, 0.64, 0.016, GOLD, 240)
        s.disc(lamp, 0.64, 0.0018, (255, 240, 206))
        reflected(s, lamp, 0.706, 0.15, half=0.004)
    boat(s, 0.7, 0.79, 0.09, (6, 14, 22))
    boat(s, 0.3, 0.745, 0.045, (8, 18, 28), mast=False)
    s.ridge(1.0, 0.05, (3, 10, 18), rough=3)
    s.save("night.jpg")


def noodle_house() -> None:
    s = Sheet(1000, 1070, 45)
    s.gradient([(0, (16, 28, 40)), (1, (40, 46, 52))])
    s.shape([(0, 0.2), (1, 0.12), (1, 0.3), (0, 0.34)], (28, 36, 44), shadow=0.5)
    s.box(0.16, 0.34, 0.84, 0.8, (238, 186, 104))
    s.glow(0.5, 0.42, 0.4, (255, 240, 206), 170)
    for k in range(5):
        s.box(0.16 + k * 0.17 - 0.006, 0.34, 0.16 + k * 0.17 + 0.006, 0.8, (66, 44, 34))
    s.box(0.16, 0.335, 0.84, 0.355, (66, 44, 34))
    for x, tone in ((0.3, (90, 52, 40)), (0.62, (52, 60, 66))):
        figure(s, x, 0.82, 0.34, tone)
    s.shape([(0.4, 0.66), (0.54, 0.66), (0.515, 0.74), (0.425, 0.74)], FOAM, shadow=0.3)
    s.box(0.16, 0.735, 0.84, 0.8, (110, 70, 46))
    for k in range(9):
        x = 0.43 + k * 0.011
        wave = [(x + math.sin(t * 0.8 + k) * 0.012, 0.65 - t * 0.022) for t in range(12)]
        s.line(wave, 0.004, FOAM, 60)
    for k in range(6):
        x = 0.19 + k * 0.108
        s.shape(
            [
                (x, 0.34),
                (x + 0.1, 0.34),
                (x + 0.096, 0.45),
                (x + 0.05, 0.44),
                (x + 0.004, 0.45),
            ],
            TEAL if k % 2 else CORAL,
            shadow=0.3,
        )
    s.gradient([(0, (60, 54, 50)), (1, (22, 26, 32))], 0.8, 1)
    for k in range(16):
        s.line([(0.2 + k * 0.04, 0.82), (0.16 + k * 0.045, 0.98)], 0.004, GOLD, 26)
    s.save("night-1.jpg")


def tide_station() -> None:
    s = Sheet(1000, 1070, 46)
    s.gradient([(0, (20, 30, 38)), (1, (52, 60, 62))])
    for ring in range(9):
        t = ring / 9
        r = 0.46 - 0.36 * t
        s.disc(0.5, 0.46 + 0.02 * ring / 9, r, (84 - 7 * ring, 92 - 7 * ring, 92 - 6 * ring))
        for k in range(18):
            a = k / 18 * 6.283 + ring * 0.17
            p0 = (0.5 + math.cos(a) * r, 0.46 + math.sin(a) * r * s.w / s.h)
            p1 = (0.5 + math.cos(a) * r * 0.9, 0.46 + math.sin(a) * r * 0.9 * s.w / s.h)
            s.line([p0, p1], 0.002, INK, 90)
    s.disc(0.5, 0.48, 0.105, (12, 34, 44))
    s.disc(0.52, 0.46, 0.022, (246, 232, 196), 200)
    s.line([(0.5, -0.02), (0.492, 0.47)], 0.006, GOLD)
    for k in range(22):
        y = k * 0.021
        s.line([(0.497 - 0.0004 * k, y), (0.512 - 0.0004 * k, y)], 0.002, INK, 200)
    s.glow(0.22, 0.2, 0.34, GOLD, 170)
    s.shape(
        [(0.17, 0.12), (0.27, 0.12), (0.285, 0.3), (0.155, 0.3)], (250, 224, 160), shadow=0.5
    )
    s.line([(0.17, 0.12), (0.19, 0.04), (0.25, 0.04), (0.27, 0.12)], 0.008, INK)
    s.box(0.15, 0.3, 0.29, 0.33, INK)
    s.save("night-2.jpg")


def sentry_box() -> None:
    s = Sheet(1000, 1070, 47)
    s.gradient(NIGHTFALL, 0, 0.8)
    stars(s, 70, 0.5)
    s.box(0, 0.78, 1, 1, (28, 36, 42))
    s.glow(0.46, 0.5, 0.4, GOLD, 120)
    s.shape([(0.3, 0.8), (0.3, 0.3), (0.62, 0.3), (0.62, 0.8)], (56, 84, 92), shadow=0.5)
    s.shape([(0.26, 0.31), (0.46, 0.2), (0.66, 0.31)], (150, 62, 42), shadow=0.4)
    s.box(0.34, 0.38, 0.58, 0.6, (250, 214, 140))
    s.box(0.455, 0.38, 0.465, 0.6, (56, 84, 92))
    s.shape([(0.36, 0.6), (0.37, 0.5), (0.4, 0.46), (0.43, 0.5), (0.44, 0.6)], INK)
    s.disc(0.4, 0.44, 0.025, INK)
    s.box(0.49, 0.54, 0.56, 0.6, (96, 60, 44))
    s.disc(0.51, 0.57, 0.012, SAND)
    s.line([(0.55, 0.54), (0.575, 0.44)], 0.003, INK)
    s.shape(
        [(0.42, 0.2), (0.43, 0.14), (0.47, 0.1), (0.52, 0.12), (0.53, 0.16), (0.47, 0.19)],
        FOAM,
    )
    s.disc(0.425, 0.115, 0.02, FOAM)
    s.shape([(0.4, 0.11), (0.375, 0.125), (0.405, 0.13)], GOLD)
    s.shape([(0.46, 0.13), (0.56, 0.15), (0.5, 0.18)], (120, 138, 144))
    for a in (0.72, 0.96):
        s.line([(a, 0.8), (a, 0.46)], 0.012, SHADE)
    for k in range(6):
        x = 0.72 + k * 0.045
        s.line([(x, 0.54), (x, 0.78)], 0.005, SHADE)
    s.line([(0.7, 0.54), (1, 0.54)], 0.007, SHADE)
    for k in range(10):
        s.line(
            [(0.3 - k * 0.02, 0.83 + k * 0.017), (0.62 + k * 0.02, 0.83 + k * 0.017)],
            0.003,
            GOLD,
            50 - 4 * k,
        )
    s.save("night-3.jpg")


def ice() -> None:
    s = Sheet(1000, 1070, 48)
    s.gradient([(0, (14, 30, 46)), (0.6, (38, 66, 84)), (1, (70, 84, 90))])
    for x in (0.18, 0.5, 0.82):
        s.line([(x, 0), (x, 0.12)], 0.003, INK)
        s.glow(x, 0.15, 0.24, (220, 238, 240), 170)
        s.shape([(x - 0.04, 0.15), (x - 0.02, 0.11), (x + 0.02, 0.11), (x + 0.04, 0.15)], INK)
    s.box(0, 0.62, 1, 1, (58, 72, 78))
    for row, y in enumerate((0.5, 0.66, 0.84)):
        x = -0.03 + row * 0.02
        while x < 1.0:
            w = 0.17 + 0.03 * row
            h = 0.12 + 0.03 * row
            tone = ((70, 124, 140), (196, 92, 58), (86, 112, 84))[s.random.randrange(3)]
            s.shape(
                [(x, y), (x + w, y), (x + w * 0.97, y + h), (x + w * 0.03, y + h)],
                tone,
                shadow=0.5,
            )
            for _ in range(60):
                a, b = x + s.random.random() * w * 0.96, y - s.random.random() * 0.035
                r = s.random.uniform(0.006, 0.013)
                s.shape(
                    [(a, b - r), (a + r, b), (a, b + r), (a - r, b)],
                    s.random.choice([FOAM, MIST, (206, 226, 230)]),
                    alpha=225,
                )
            x += w + 0.015
    figure(s, 0.3, 0.66, 0.42, (24, 40, 52), apron=(206, 120, 70))
    figure(s, 0.72, 0.64, 0.38, (30, 48, 60), apron=(70, 124, 140))
    s.save("night-4.jpg")


def first_boat() -> None:
    s = Sheet(2215, 1329, 49)
    s.gradient(BLUE_HOUR, 0, 0.58)
    stars(s, 60, 0.25)
    s.ridge(0.58, 0.07, (58, 84, 102), foot=0.62)
    s.water(0.58, [(0, (224, 170, 128)), (0.22, (92, 118, 130)), (1, (18, 44, 62))], lines=120)
    s.shape([(0, 0.78), (0.34, 0.73), (0.36, 0.755), (0, 0.86)], (34, 48, 58), shadow=0.5)
    for k in range(5):
        x = 0.02 + k * 0.075
        s.line([(x, 0.98 - k * 0.03), (x, 0.775 - k * 0.008)], 0.008, INK)
        s.line([(x, 0.79 - k * 0.01), (x, 0.6)], 0.003, INK)
        s.glow(x, 0.595, 0.07, GOLD, 210)

    def p(dx, dy):
        return (0.62 + dx, 0.79 - dy)

    s.shape(
        [p(-0.26, 0.1), p(0.3, 0.11), p(0.23, -0.03), p(-0.21, -0.03)],
        (150, 66, 44),
        shadow=0.4,
    )
    s.shape([p(-0.21, 0.1), p(0.18, 0.105), p(0.18, 0.2), p(-0.21, 0.2)], FOAM, shadow=0.3)
    s.shape([p(-0.12, 0.2), p(0.09, 0.2), p(0.09, 0.28), p(-0.1, 0.28)], (206, 216, 210))
    s.shape([p(-0.23, 0.2), p(0.2, 0.2), p(0.2, 0.213), p(-0.23, 0.213)], TEAL)
    for k in range(9):
        a = -0.195 + k * 0.042
        s.box(0.62 + a, 0.79 - 0.175, 0.62 + a + 0.027, 0.79 - 0.125, GOLD)
    s.shape([p(-0.04, 0.28), p(0.02, 0.28), p(0.016, 0.37), p(-0.034, 0.37)], TEAL)
    for k in range(9):
        a = [
            (0.61 - t * 0.012 + math.sin(t * 0.7 + k) * 0.006, 0.41 - t * 0.022)
            for t in range(11)
        ]
        s.line(a, 0.006 - k * 0.0004, FOAM, 30)
    reflected(s, 0.52, 0.83, 0.15, half=0.03)
    reflected(s, 0.7, 0.83, 0.15, half=0.03)
    s.line([(0.3, 0.745), (0.4, 0.7)], 0.002, SAND)
    s.save("night-5.jpg")


def steps() -> None:
    """The stone steps by moonlight, one lamp at the last dry one: the back cover."""
    s = Sheet(2670, 3599, 50)
    s.gradient([(0, (8, 22, 38)), (0.6, (26, 58, 80)), (1, (110, 128, 134))], 0, 0.44)
    stars(s, 220, 0.36)
    s.glow(0.5, 0.17, 0.3, SAND, 120)
    s.disc(0.5, 0.17, 0.055, (246, 232, 196))
    s.ridge(0.43, 0.03, (24, 52, 70), foot=0.47)
    s.water(
        0.44,
        [(0, (140, 148, 148)), (0.25, (48, 88, 106)), (1, (12, 40, 56))],
        lines=180,
        light=SAND,
    )
    reflected(s, 0.5, 0.46, 0.14, SAND, 0.03)
    boat(s, 0.72, 0.53, 0.09, INK, mast=False)
    rows = 9
    for k in range(rows):
        t = k / rows
        y = 0.63 + 0.4 * t**1.25
        below = 0.63 + 0.4 * ((k + 1) / rows) ** 1.25
        half = 0.24 + 0.36 * t
        tone = tuple(
            round(a + (b - a) * t) for a, b in zip((96, 116, 124), (34, 48, 58), strict=True)
        )
        s.shape(
            [
                (0.5 - half, y),
                (0.5 + half, y),
                (0.5 + half + 0.035, below),
                (0.5 - half - 0.035, below),
            ],
            tone,
            shadow=0.5,
        )
        tread = y + (below - y) * 0.45
        s.shape(
            [
                (0.5 - half - 0.016, tread),
                (0.5 + half + 0.016, tread),
                (0.5 + half + 0.035, below),
                (0.5 - half - 0.035, below),
            ],
            tuple(round(c * 0.62) for c in tone),
        )
        for _ in range(9):
            a = s.random.uniform(0.5 - half, 0.5 + half)
            b = s.random.uniform(y, tread)
            s.line([(a, b), (a + s.random.uniform(0.01, 0.04), b)], 0.0008, INK, 60)
    s.glow(0.5, 0.66, 0.34, GOLD, 200)
    s.shape(
        [(0.475, 0.682), (0.48, 0.636), (0.52, 0.636), (0.525, 0.682)],
        (255, 232, 176),
        shadow=0.6,
    )
    s.shape([(0.468, 0.637), (0.5, 0.614), (0.532, 0.637)], INK)
    s.box(0.468, 0.681, 0.532, 0.69, INK)
    s.line([(0.5, 0.614), (0.5, 0.602)], 0.004, INK)
    s.save("back-cover.jpg")


NIGHTS = (
    gate,
    keeper,
    night,
    noodle_house,
    tide_station,
    sentry_box,
    ice,
    first_boat,
    steps,
)
