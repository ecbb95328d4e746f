"""Writes a report of some 300 pages with 200 pictures and 500 equations: the
same bytes each time.

    python3 benches/pictures.py FOLDER [--svg]

Prints how large the pictures are together, in MB. They are PNG and JPEG in turn,
some 200 to 500 kB each, all different; with `--svg` every tenth is a drawing
(SVG) instead. Needs nothing but Python: the JPEGs are noise under fixed codes.
"""

import random
import struct
import sys
import zlib
from pathlib import Path

import manuscript

PICTURES = 200
EQUATIONS = 500
PAGES = 300


def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(dice):
    """A gradient with as much noise as makes a file of the wanted size."""
    width, height, noisy = 800, 600, dice.randint(80, 240)
    rows = []
    for y in range(height):
        row = bytes(v for x in range(width) for v in (x * 255 // width, y * 255 // height, 96))
        rows.append(b"\0" + (row[: -noisy * 3] + dice.randbytes(noisy * 3)))
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"".join(rows), 6)) + chunk(b"IEND", b"")


def segment(mark, body):
    return bytes([0xFF, mark]) + struct.pack(">H", len(body) + 2) + body


def jpeg(dice):
    """Grey blocks with nine coefficients each, in codes of eight bits."""
    side = 8 * dice.randint(130, 200)
    # Category 0 to 11 for DC; for AC every run and size of up to three bits.
    dc, ac = bytes(range(12)), bytes(run * 16 + size for run in range(16) for size in (1, 2, 3)) + b"\0"
    counts = lambda symbols: bytes([0] * 7 + [len(symbols)] + [0] * 8)
    out = b"\xff\xd8" + segment(0xE0, b"JFIF\0\1\1\1" + struct.pack(">HH", 150, 150) + b"\0\0")
    out += segment(0xDB, b"\0" + bytes([12] * 64))
    out += segment(0xC0, struct.pack(">BHHB", 8, side, side, 1) + b"\1\x11\0")
    out += segment(0xC4, b"\0" + counts(dc) + dc) + segment(0xC4, b"\x10" + counts(ac) + ac)
    out += segment(0xDA, b"\1\1\0\0\x3f\0")
    bits = []
    for _ in range((side // 8) ** 2):
        size = dice.choice((0, 0, 3))
        bits.append(f"{size:08b}" + (f"{dice.getrandbits(size):0{size}b}" if size else ""))
        for _ in range(9):
            size = dice.randint(1, 3)
            bits.append(f"{size - 1:08b}{dice.getrandbits(size):0{size}b}")
        bits.append(f"{len(ac) - 1:08b}")
    text = "".join(bits)
    text += "1" * (-len(text) % 8)
    return out + int(text, 2).to_bytes(len(text) // 8, "big").replace(b"\xff", b"\xff\0") + b"\xff\xd9"


def svg(dice):
    bars = "".join(
        f"<rect x='{40 + 18 * at}' y='{400 - (top := dice.randint(20, 360))}' width='14' height='{top}' fill='#{dice.getrandbits(24):06x}'/>"
        f"<text x='{40 + 18 * at}' y='416' font-size='9'>{at}</text>"
        for at in range(40)
    )
    return f"<svg xmlns='http://www.w3.org/2000/svg' width='800' height='430'>{bars}</svg>".encode()


def picture(dice, at, with_svg):
    if with_svg and at % 10 == 9:
        return "svg", svg(dice)
    return ("png", png(dice)) if at % 2 else ("jpg", jpeg(dice))


def write(folder, with_svg):
    dice = random.Random(20251202)
    folder.mkdir(parents=True, exist_ok=True)
    sections = manuscript.manuscript(PAGES).split("\n\n## ")
    total = 0
    extras = [[] for _ in sections]
    for at in range(PICTURES):
        extension, data = picture(dice, at, with_svg)
        total += len(data)
        (folder / f"figure-{at}.{extension}").write_bytes(data)
        extras[1 + at % (len(sections) - 1)].append(f"![{manuscript.sentence(dice)}](figure-{at}.{extension}){{#fig:f{at} width=70%}}")
    written = sum(section.count("\n\n$$") for section in sections)
    for at in range(EQUATIONS - written):
        a, b = dice.randint(2, 99), dice.randint(2, 50)
        extras[1 + at % (len(sections) - 1)].append(
            f"$$ \\int_0^{{{b}}} \\frac{{x_{{{at}}}^2 + {a}}}{{\\sqrt{{1 + x}}}} \\, dx = \\sum_{{k=1}}^{{{b}}} \\alpha_k $$ {{#eq:p{at}}}"
        )
    text = "\n\n## ".join("\n\n".join([section, *more]) for section, more in zip(sections, extras))
    (folder / "report.md").write_text(text, "utf-8")
    print(f"{total / 2**20:.1f}")


if __name__ == "__main__":
    given = [word for word in sys.argv[1:] if word != "--svg"]
    if len(given) != 1:
        sys.exit(__doc__)
    write(Path(given[0]), "--svg" in sys.argv)
