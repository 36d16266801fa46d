"""Pictures of the sample issue that are set by day or indoors, by the tools of `draw_pictures.py`."""

from __future__ import annotations

import math

from draw_pictures import (
    CORAL,
    DEEP,
    FOAM,
    GOLD,
    INK,
    MIST,
    MOSS,
    SAND,
    TEAL,
    Sheet,
    birds,
)

DUSK_PINK = [
    (0, (92, 132, 148)),
    (0.5, (214, 168, 148)),
    (0.85, (248, 206, 150)),
    (1, (252, 226, 180)),
]


def salt() -> None:
    """Salt pans at dusk: a broken mirror, each pan with a sky of its own."""
    s = Sheet(2641, 1801, 51)
    s.gradient(DUSK_PINK, 0, 0.42)
    s.glow(0.64, 0.4, 0.3, GOLD, 200)
    s.disc(0.64, 0.375, 0.028, (255, 236, 190))
    s.ridge(0.41, 0.045, (120, 132, 132), foot=0.45)
    s.gradient([(0, (150, 128, 104)), (1, (84, 70, 62))], 0.42, 1)
    tones = [
        ((250, 218, 170), (196, 170, 156)),
        ((238, 178, 150), (150, 150, 156)),
        ((214, 132, 118), (132, 118, 128)),
        ((176, 196, 196), (96, 130, 140)),
        ((228, 206, 180), (122, 146, 150)),
    ]

    def ground(u, v):
        """From the plane of the pans to the picture; v is 0 at the horizon."""
        y = 0.435 + 0.6 * v**1.9
        return (0.58 + (u - 0.5) * (0.5 + 2.6 * v), y)

    rows = (0.05, 0.2, 0.34, 0.48, 0.63, 0.8, 1.02)
    for row in range(len(rows) - 1):
        v0, v1 = rows[row] + 0.008, rows[row + 1] - 0.012
        for column in range(-3, 11):
            u0, u1 = column / 8 + 0.005, (column + 1) / 8 - 0.005
            top, low = tones[(column * 2 + row * 3) % len(tones)]
            steps = 10
            for k in range(steps):
                a, b = v0 + (v1 - v0) * k / steps, v0 + (v1 - v0) * (k + 1) / steps
                t = k / (steps - 1)
                mix = tuple(round(x + (y - x) * t) for x, y in zip(top, low, strict=True))
                s.shape(
                    [
                        ground(u0, a),
                        ground(u1, a),
                        ground(u1, b + 0.002),
                        ground(u0, b + 0.002),
                    ],
                    mix,
                )
            s.line([ground(u0, v0), ground(u1, v0)], 0.0009, FOAM, 150)
    for u, v, size in (
        (0.1, 0.3, 0.05),
        (0.26, 0.42, 0.07),
        (0.3, 0.62, 0.1),
        (0.74, 0.5, 0.08),
        (0.67, 0.24, 0.04),
        (0.82, 0.68, 0.11),
    ):
        x, y = ground(u, v)
        r = s.w / s.h
        s.shape(
            [
                (x - size * 0.55, y),
                (x - size * 0.08, y - size * 0.56 * r),
                (x + size * 0.06, y - size * 0.56 * r),
                (x + size * 0.55, y),
            ],
            (246, 242, 236),
            shadow=0.45,
        )
        s.shape(
            [
                (x + size * 0.02, y - size * 0.56 * r),
                (x + size * 0.06, y - size * 0.56 * r),
                (x + size * 0.55, y),
                (x + size * 0.2, y),
            ],
            (206, 198, 204),
        )
    for u, v in ((0.46, 0.5), (0.52, 0.53), (0.58, 0.5)):
        x, y = ground(u, v)
        worker(s, x, y, 0.075)
    birds(s, 9, (0.1, 0.08, 0.5, 0.28), 0.012, INK)
    s.save("salt.jpg")


def worker(s: Sheet, x: float, y: float, size: float) -> None:
    """Someone in a wide hat, leaning on a rake."""
    r = s.w / s.h

    def p(dx, dy):
        return (x + dx * size, y - dy * size * r)

    s.line([p(0.02, 0.5), p(0.85, 0.02)], size * 0.05, (92, 66, 48))
    s.line([p(0.72, -0.05), p(0.98, 0.07)], size * 0.1, (92, 66, 48))
    s.shape([p(-0.2, 0), p(-0.12, 0.42), p(0.12, 0.42), p(0.1, 0)], (44, 58, 70))
    s.shape([p(-0.18, 0.38), p(-0.08, 0.82), p(0.16, 0.8), p(0.18, 0.38)], CORAL, shadow=0.3)
    s.line([p(0.06, 0.72), p(0.34, 0.36)], size * 0.1, CORAL)
    s.disc(p(0.08, 0.92)[0], p(0.08, 0.92)[1], size * 0.1, (190, 140, 106))
    s.shape([p(-0.2, 0.93), p(0.08, 1.14), p(0.36, 0.93)], (226, 196, 134), shadow=0.3)


def salt_rake() -> None:
    s = Sheet(1075, 817, 52)
    s.gradient(DUSK_PINK, 0, 0.44)
    s.ridge(0.43, 0.05, (128, 138, 136), rough=2, foot=0.5)
    s.gradient([(0, (232, 196, 160)), (0.5, (206, 140, 122)), (1, (140, 104, 104))], 0.42, 1)
    for k in range(18):
        y = 0.45 + 0.5 * (k / 18) ** 1.5
        s.line([(0, y), (1, y + 0.01)], 0.0016, FOAM, 50)
    for x, y, w in ((0.84, 0.6, 0.3), (0.72, 0.5, 0.16), (0.98, 0.5, 0.2)):
        s.shape(
            [
                (x - w / 2, y),
                (x - 0.02, y - w * 0.62),
                (x + 0.02, y - w * 0.62),
                (x + w / 2, y),
            ],
            FOAM,
            shadow=0.4,
        )
    s.shape([(0, 0.86), (1, 0.8), (1, 1), (0, 1)], (96, 78, 68), shadow=0.4)
    worker(s, 0.34, 0.86, 0.44)
    s.save("salt-rake.jpg")


def engine() -> None:
    """The engine room: pipes, gauges, a radio that gets one station."""
    s = Sheet(2082, 1168, 53)
    s.gradient([(0, (40, 52, 56)), (1, (62, 58, 52))])
    for k in range(13):
        x = k * 0.083
        s.line([(x, 0), (x, 1)], 0.001, INK, 90)
        for y in (0.06, 0.34, 0.62, 0.9):
            s.disc(x + 0.008, y, 0.0022, INK, 120)
    for y, tone, width in (
        (0.1, (150, 70, 48), 0.02),
        (0.17, (92, 112, 108), 0.013),
        (0.225, (176, 140, 76), 0.009),
    ):
        s.line([(0, y), (0.42, y), (0.46, y + 0.09), (0.46, 0.5)], width, tone)
        s.line([(0, y - 0.007), (0.42, y - 0.007)], width * 0.2, SAND, 120)
    s.disc(0.83, 0.28, 0.1, (110, 92, 66))
    s.disc(0.83, 0.28, 0.084, (30, 62, 78))
    s.disc(0.83, 0.28, 0.084, TEAL, 90)
    s.shape(
        [
            (0.752, 0.3),
            (0.78, 0.292),
            (0.83, 0.306),
            (0.88, 0.292),
            (0.908, 0.3),
            (0.89, 0.36),
            (0.83, 0.42),
            (0.77, 0.36),
        ],
        (16, 40, 52),
    )
    for k in range(8):
        a = k * 0.785
        s.disc(0.83 + math.cos(a) * 0.092, 0.28 + math.sin(a) * 0.092 * s.w / s.h, 0.005, INK)
    # the engine: six heads on a block
    s.shape([(0.06, 0.98), (0.06, 0.62), (0.68, 0.62), (0.68, 0.98)], (64, 96, 88), shadow=0.6)
    s.box(0.06, 0.62, 0.68, 0.66, (92, 126, 116))
    for k in range(6):
        x = 0.085 + k * 0.098
        s.shape(
            [(x, 0.62), (x + 0.008, 0.47), (x + 0.072, 0.47), (x + 0.08, 0.62)],
            (80, 112, 104),
            shadow=0.4,
        )
        s.box(x + 0.02, 0.43, x + 0.06, 0.47, (176, 140, 76))
        for row in range(3):
            s.line(
                [(x + 0.006, 0.5 + row * 0.035), (x + 0.074, 0.5 + row * 0.035)],
                0.002,
                INK,
                130,
            )
        s.box(x + 0.01, 0.74, x + 0.07, 0.88, (48, 76, 70))
        s.disc(x + 0.04, 0.81, 0.018, (34, 56, 52))
    # gauges
    for k, x in enumerate((0.53, 0.6, 0.67)):
        s.disc(x, 0.2, 0.03, (176, 140, 76))
        s.disc(x, 0.2, 0.025, FOAM)
        a = -2.4 + k * 0.9
        s.line(
            [(x, 0.2), (x + math.cos(a) * 0.02, 0.2 + math.sin(a) * 0.02 * s.w / s.h)],
            0.003,
            CORAL,
        )
        s.disc(x, 0.2, 0.004, INK)
    # the shelf with the radio and the note
    s.shape([(0.71, 0.62), (1, 0.62), (1, 0.66), (0.71, 0.66)], (104, 74, 52), shadow=0.5)
    s.glow(0.82, 0.54, 0.2, GOLD, 150)
    s.shape([(0.74, 0.62), (0.74, 0.48), (0.9, 0.48), (0.9, 0.62)], (132, 84, 54), shadow=0.5)
    for k in range(7):
        s.line([(0.755, 0.505 + k * 0.015), (0.825, 0.505 + k * 0.015)], 0.002, INK, 170)
    s.box(0.838, 0.5, 0.89, 0.53, (255, 226, 150))
    s.line([(0.862, 0.5), (0.862, 0.53)], 0.002, CORAL)
    s.disc(0.85, 0.58, 0.012, INK)
    s.disc(0.878, 0.58, 0.012, INK)
    s.line([(0.89, 0.48), (0.955, 0.3)], 0.002, MIST)
    s.shape([(0.925, 0.62), (0.925, 0.56), (0.965, 0.56), (0.965, 0.62)], FOAM, shadow=0.4)
    s.line([(0.965, 0.572), (0.982, 0.58), (0.965, 0.604)], 0.004, FOAM)
    s.line([(0.745, 0.06), (0.745, 0)], 0.002, INK)
    s.glow(0.5, 0.02, 0.34, GOLD, 90)
    s.save("engine.jpg")


def well() -> None:
    """Two wells under a banyan, wooden tubs beside the western one, in light rain."""
    s = Sheet(2091, 816, 54)
    s.gradient([(0, (176, 192, 186)), (1, (226, 220, 200))])
    x = -0.04
    while x < 1.0:
        width = s.random.uniform(0.1, 0.17)
        top = s.random.uniform(0.2, 0.34)
        wall = s.random.choice([(206, 200, 184), (190, 186, 172), (214, 206, 188)])
        s.shape([(x, 0.8), (x, top), (x + width, top), (x + width, 0.8)], wall, shadow=0.2)
        s.shape(
            [
                (x - 0.012, top),
                (x + 0.012, top - 0.12),
                (x + width - 0.012, top - 0.12),
                (x + width + 0.012, top),
            ],
            (104, 112, 114),
            shadow=0.3,
        )
        s.box(x + width * 0.3, top + 0.14, x + width * 0.3 + 0.022, 0.62, (120, 84, 62))
        x += width
    s.gradient([(0, (150, 152, 144)), (1, (112, 118, 116))], 0.72, 1)
    for _ in range(60):
        a, b = s.random.random(), 0.74 + s.random.random() * 0.25
        s.line([(a, b), (a + s.random.uniform(0.02, 0.06), b)], 0.001, FOAM, 60)
    s.shape(
        [
            (0.455, 0.8),
            (0.475, 0.3),
            (0.4, 0.1),
            (0.42, 0.08),
            (0.49, 0.22),
            (0.53, 0.06),
            (0.545, 0.08),
            (0.52, 0.3),
            (0.545, 0.8),
        ],
        (84, 66, 52),
        shadow=0.5,
    )
    for _ in range(120):
        a, d = s.random.uniform(0, 6.283), s.random.random() ** 0.6
        s.disc(
            0.49 + math.cos(a) * 0.2 * d,
            0.06 + math.sin(a) * 0.22 * d,
            s.random.uniform(0.016, 0.032),
            s.random.choice([MOSS, (66, 96, 76), (112, 136, 96)]),
            235,
        )
    for x0 in (0.24, 0.72):
        s.shape(
            [(x0 - 0.058, 0.9), (x0 - 0.052, 0.7), (x0 + 0.052, 0.7), (x0 + 0.058, 0.9)],
            (168, 168, 158),
            shadow=0.5,
        )
        s.shape(
            [
                (x0 - 0.06, 0.72),
                (x0 - 0.045, 0.67),
                (x0 + 0.045, 0.67),
                (x0 + 0.06, 0.72),
                (x0 + 0.045, 0.745),
                (x0 - 0.045, 0.745),
            ],
            (196, 196, 184),
        )
        s.shape(
            [
                (x0 - 0.04, 0.715),
                (x0 - 0.03, 0.69),
                (x0 + 0.03, 0.69),
                (x0 + 0.04, 0.715),
                (x0 + 0.03, 0.73),
                (x0 - 0.03, 0.73),
            ],
            INK if x0 > 0.5 else DEEP,
        )
    for x0, y0, w in ((0.1, 0.88, 0.05), (0.35, 0.92, 0.055), (0.16, 0.96, 0.06)):
        s.shape(
            [
                (x0 - w, y0 - 0.09),
                (x0 + w, y0 - 0.09),
                (x0 + w * 0.82, y0),
                (x0 - w * 0.82, y0),
            ],
            (150, 108, 72),
            shadow=0.5,
        )
        s.shape(
            [
                (x0 - w, y0 - 0.09),
                (x0 - w * 0.7, y0 - 0.115),
                (x0 + w * 0.7, y0 - 0.115),
                (x0 + w, y0 - 0.09),
            ],
            (120, 168, 172),
        )
        s.line([(x0 - w * 0.95, y0 - 0.05), (x0 + w * 0.95, y0 - 0.05)], 0.003, (92, 66, 48))
    s.shape([(0.345, 0.83), (0.36, 0.79), (0.39, 0.8), (0.395, 0.825)], TEAL)
    for _ in range(260):
        a, b = s.random.random() * 1.02, s.random.random()
        s.line([(a, b), (a - 0.002, b + 0.04)], 0.0006, FOAM, 90)
    s.save("well.jpg")


def nest() -> None:
    s = Sheet(1000, 560, 55)
    s.gradient([(0, (150, 176, 180)), (1, (214, 216, 204))])
    s.shape([(0, 0.34), (1, 0.24), (1, 0.4), (0, 0.5)], (104, 112, 114), shadow=0.4)
    for k in range(24):
        x = k * 0.043
        s.line([(x, 0.33 - k * 0.004), (x - 0.03, 0.02)], 0.003, INK, 70)
    s.shape([(0.0, 0.44), (1, 0.34), (1, 0.52), (0.0, 0.62)], (140, 148, 146), shadow=0.5)
    s.shape([(0.4, 0.55), (0.6, 0.53), (0.57, 1), (0.43, 1)], (120, 130, 128), shadow=0.4)
    for _ in range(90):
        a = s.random.uniform(0.32, 0.68)
        b = 0.47 + s.random.uniform(-0.05, 0.07) - abs(a - 0.5) * 0.2
        s.line(
            [(a, b), (a + s.random.uniform(-0.09, 0.09), b + s.random.uniform(-0.03, 0.03))],
            0.003,
            s.random.choice([(120, 92, 60), (150, 122, 84), (96, 76, 54)]),
        )
    for x in (0.45, 0.5, 0.55):
        box = ((x - 0.03) * s.w, 0.34 * s.h, (x + 0.03) * s.w, 0.47 * s.h)
        s.draw().ellipse(box, fill=(206, 204, 178, 255))
        for _ in range(9):
            s.disc(
                s.random.uniform(x - 0.02, x + 0.02),
                s.random.uniform(0.37, 0.45),
                0.003,
                (110, 98, 74),
            )
    for _ in range(40):
        a = s.random.uniform(0.34, 0.66)
        s.line([(a, 0.5), (a + s.random.uniform(-0.06, 0.06), 0.47)], 0.003, (150, 122, 84))
    birds(s, 2, (0.1, 0.08, 0.3, 0.2), 0.05, FOAM)
    s.save("nest.jpg")


def rope() -> None:
    s = Sheet(1050, 651, 56)
    s.gradient([(0, (206, 190, 158)), (1, (150, 118, 84))])
    s.box(0, 0.76, 1, 1, (110, 82, 60))
    for k in range(5):
        s.line([(0, 0.8 + k * 0.045), (1, 0.8 + k * 0.045)], 0.0015, INK, 80)
    for x, base, wide, turns, tone in (
        (0.3, 0.84, 0.22, 7, (222, 190, 132)),
        (0.72, 0.9, 0.2, 5, (196, 120, 76)),
        (0.55, 0.72, 0.12, 4, (92, 122, 118)),
    ):
        for turn in range(turns):
            y = base - turn * 0.062
            box = ((x - wide) * s.w, (y - 0.075) * s.h, (x + wide) * s.w, (y + 0.035) * s.h)
            dark = tuple(round(c * 0.62) for c in tone)
            s.draw().rounded_rectangle(
                box, radius=0.05 * s.h, fill=(*tone, 255), outline=(*dark, 255), width=4
            )
            for k in range(round(wide * 90)):
                a = x - wide + 0.014 + k * 0.022
                if a < x + wide - 0.014:
                    s.line([(a, y - 0.06), (a + 0.014, y + 0.024)], 0.003, dark, 170)
        top = base - turns * 0.062 + 0.01
        box = (
            (x - wide * 0.6) * s.w,
            (top - 0.03) * s.h,
            (x + wide * 0.6) * s.w,
            (top + 0.03) * s.h,
        )
        s.draw().ellipse(box, fill=(54, 42, 36, 255))
    loose = [(0.5 + t * 0.017, 0.93 + math.sin(t * 0.5) * 0.03) for t in range(-22, 30)]
    s.line(loose, 0.016, (222, 190, 132))
    s.line(loose, 0.004, (140, 112, 70), 160)
    s.save("rope.jpg")


def hull() -> None:
    """A boat in frame: a keel, ribs, and the light behind them."""
    s = Sheet(1050, 651, 57)
    s.gradient([(0, (226, 206, 168)), (1, (170, 134, 98))])
    s.shape([(0.08, 0), (0.3, 0), (0.62, 1), (0.2, 1)], (250, 236, 200), alpha=90)
    s.shape([(0.5, 0), (0.7, 0), (1, 0.9), (0.8, 1)], (250, 236, 200), alpha=80)
    s.box(0, 0.84, 1, 1, (112, 84, 62))
    for x in (0.24, 0.5, 0.76):
        s.shape(
            [(x - 0.05, 0.95), (x - 0.03, 0.72), (x + 0.03, 0.72), (x + 0.05, 0.95)],
            (84, 62, 48),
            shadow=0.5,
        )

    def rib(x, half, tone, width):
        points = []
        for t in range(21):
            a = math.pi * t / 20
            points.append((x - math.cos(a) * half, 0.3 + math.sin(a) ** 0.7 * 0.42))
        s.line(points, width, tone)

    for k in range(13):
        t = k / 12
        half = 0.018 + 0.05 * math.sin(math.pi * (0.12 + 0.76 * t))
        rib(0.12 + 0.76 * t, half, (150, 74, 50) if k % 2 else (176, 92, 60), 0.011)
    keel = [
        (
            0.02 + t * 0.048,
            0.72 - 0.44 * max(0, (t - 15) / 5) ** 2 - 0.36 * max(0, (3 - t) / 3) ** 2,
        )
        for t in range(21)
    ]
    s.line(keel, 0.024, (120, 58, 42))
    for y, tone in ((0.34, (190, 112, 74)), (0.46, (176, 96, 64)), (0.58, (160, 84, 56))):
        plank = [
            (0.07 + t * 0.043, y + 0.1 * math.sin(math.pi * t / 20) + 0.002 * t)
            for t in range(21)
        ]
        s.line(plank, 0.012, tone, 235)
    for x in (0.08, 0.9):
        s.line([(x, 0.1), (x, 0.86)], 0.008, (84, 62, 48))
    s.line([(0.06, 0.12), (0.94, 0.12)], 0.012, (84, 62, 48))
    for _ in range(60):
        a, b = s.random.random(), 0.88 + s.random.random() * 0.1
        s.line([(a, b), (a + 0.014, b - 0.012)], 0.003, SAND, 190)
    s.save("hull.jpg")


def horn() -> None:
    """A brass steam whistle on a workbench, headphones on the wall behind it."""
    s = Sheet(1050, 651, 58)
    s.gradient([(0, (54, 72, 76)), (1, (38, 50, 56))])
    for row in range(2):
        for k in range(6):
            x, y = 0.09 + k * 0.165, 0.17 + row * 0.27
            r = 0.042
            box = ((x - r) * s.w, y * s.h - r * s.w, (x + r) * s.w, y * s.h + r * s.w)
            s.draw().arc(box, 180, 360, fill=(*MIST, 255), width=9)
            for side in (-1, 1):
                cup = (x + side * r) * s.w
                s.draw().rounded_rectangle(
                    (cup - 17, y * s.h - 4, cup + 17, y * s.h + 50),
                    radius=12,
                    fill=(*(CORAL if (k + row) % 3 == 0 else INK), 255),
                )
    s.glow(0.46, 0.42, 0.4, GOLD, 110)
    s.box(0, 0.82, 1, 1, (122, 86, 60))
    s.line([(0, 0.825), (1, 0.825)], 0.004, SAND, 150)
    brass, light, dark = (198, 152, 78), (240, 206, 140), (132, 94, 46)
    s.shape([(0.36, 0.83), (0.38, 0.76), (0.62, 0.76), (0.64, 0.83)], dark, shadow=0.5)
    s.shape([(0.47, 0.77), (0.47, 0.64), (0.53, 0.64), (0.53, 0.77)], brass, shadow=0.4)
    s.shape([(0.4, 0.66), (0.41, 0.6), (0.59, 0.6), (0.6, 0.66)], dark)
    s.shape([(0.415, 0.58), (0.415, 0.2), (0.585, 0.2), (0.585, 0.58)], brass, shadow=0.5)
    s.box(0.43, 0.2, 0.455, 0.58, light, 190)
    s.box(0.555, 0.2, 0.585, 0.58, dark, 150)
    s.shape([(0.415, 0.2), (0.44, 0.14), (0.56, 0.14), (0.585, 0.2)], light)
    s.disc(0.5, 0.12, 0.018, brass)
    s.line([(0.42, 0.6), (0.42, 0.57)], 0.006, dark)
    s.line([(0.58, 0.6), (0.58, 0.57)], 0.006, dark)
    s.line([(0.53, 0.7), (0.7, 0.7), (0.76, 0.62)], 0.016, brass)
    s.disc(0.77, 0.6, 0.022, CORAL)
    s.line([(0.47, 0.72), (0.3, 0.72), (0.24, 0.9), (0, 0.93)], 0.018, INK)
    s.save("horn.jpg")


DAYS = (salt, salt_rake, engine, well, nest, rope, hull, horn)
