"""Draws the figures of the report.

The six SVG files are written with the standard library alone; the PNG and the
WebP need Pillow. The fonts are looked up in $FUZI_FONTS, or in ../../fonts.
Every number below is cited in report.md.
"""

import math
import os
from pathlib import Path
from xml.sax.saxutils import escape

HERE = Path(__file__).resolve().parent
FONTS = Path(os.environ.get("FUZI_FONTS", HERE.parent.parent / "fonts"))

INK = "#222222"
MUTED = "#5F6B76"
GRID = "#DDE2E7"
NAVY = "#1F4E79"
BRICK = "#A23B3B"
STEEL = "#8FA9C2"
PALE = "#EEF2F6"
ROSE = "#F7EEEC"
WHITE = "#FFFFFF"


class Svg:
    """A canvas that collects SVG elements; lengths are px."""

    def __init__(self, width, height, title):
        self.width, self.height = width, height
        self.parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
            f' viewBox="0 0 {width} {height}" font-family="\'Fuzi Hei\', sans-serif">',
            f"<title>{escape(title)}</title>",
            f'<rect width="{width}" height="{height}" fill="{WHITE}"/>',
        ]

    def line(self, x1, y1, x2, y2, stroke=INK, width=1.5, dash=None):
        extra = f' stroke-dasharray="{dash}"' if dash else ""
        self.parts.append(
            f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
            f' stroke="{stroke}" stroke-width="{width}"{extra}/>'
        )

    def rect(self, x, y, w, h, fill, stroke=None, width=1.5, radius=0):
        extra = f' stroke="{stroke}" stroke-width="{width}"' if stroke else ""
        if radius:
            extra += f' rx="{radius}"'
        self.parts.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}" fill="{fill}"{extra}/>'
        )

    def circle(self, x, y, r, fill):
        self.parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r}" fill="{fill}"/>')

    def path(self, d, fill="none", stroke=None, width=1.5):
        extra = f' stroke="{stroke}" stroke-width="{width}"' if stroke else ""
        self.parts.append(f'<path d="{d}" fill="{fill}"{extra}/>')

    def text(self, x, y, s, size=18, fill=INK, anchor="start", turn=None):
        extra = f' transform="rotate({turn} {x:.1f} {y:.1f})"' if turn else ""
        self.parts.append(
            f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{fill}"'
            f' text-anchor="{anchor}"{extra}>{escape(s)}</text>'
        )

    def arrow(self, x1, y1, x2, y2, stroke=MUTED, width=2):
        """A straight arrow with its head at (x2, y2)."""
        angle = math.atan2(y2 - y1, x2 - x1)
        back = (x2 - 9 * math.cos(angle), y2 - 9 * math.sin(angle))
        self.line(x1, y1, *back, stroke=stroke, width=width)
        points = [(x2, y2)]
        for side in (2.7, -2.7):
            points.append((x2 + 13 * math.cos(angle + side), y2 + 13 * math.sin(angle + side)))
        d = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"
        self.path(d, fill=stroke)

    def save(self, name):
        (HERE / name).write_text("\n".join(self.parts) + "\n</svg>\n", encoding="utf-8")


def price():
    """Inference price at GPT-3.5 level, logarithmic axis."""
    c = Svg(800, 500, "推理价格的下降")
    left, right, top, bottom = 104, 726, 84, 420

    def at(month, usd):
        x = left + (right - left) * month / 23
        y = top + (bottom - top) * (2 - math.log10(usd)) / 4
        return x, y

    for usd in (100, 10, 1, 0.1, 0.01):
        _, y = at(0, usd)
        c.line(left, y, right, y, stroke=GRID, width=1)
        c.text(left - 12, y + 6, f"{usd:g}", 17, MUTED, "end")
    for month, label in ((0, "2022-11"), (6, "2023-05"), (12, "2023-11"), (18, "2024-05"), (23, "2024-10")):
        x, _ = at(month, 1)
        c.line(x, bottom, x, bottom + 7)
        c.text(x, bottom + 29, label, 17, MUTED, "middle")
    c.line(left, top, left, bottom)
    c.line(left, bottom, right, bottom)
    c.text(36, (top + bottom) / 2, "价格（美元／百万词元，对数刻度）", 17, INK, "middle", -90)
    c.text((left + right) / 2, 482, "时间（年-月）", 17, INK, "middle")

    hardware = 20 * 0.7 ** (23 / 12)
    start, end, slow = at(0, 20), at(23, 0.07), at(23, hardware)
    c.line(*start, *slow, stroke=BRICK, width=2.5, dash="9 6")
    c.line(*start, *end, stroke=NAVY, width=3)
    for point, colour in ((start, NAVY), (end, NAVY), (slow, BRICK)):
        c.circle(*point, 6, colour)
    c.text(start[0] + 12, start[1] - 12, "20", 19, NAVY)
    c.text(end[0] - 4, end[1] + 32, "0.07", 19, NAVY, "end")
    c.text(slow[0] - 4, slow[1] - 14, "约 10.1", 19, BRICK, "end")

    c.line(left + 20, 32, left + 66, 32, stroke=NAVY, width=3)
    c.text(left + 76, 38, "GPT-3.5 水平的推理价格（首末为统计值，其间按等比连线）", 17)
    c.line(left + 20, 62, left + 66, 62, stroke=BRICK, width=2.5, dash="9 6")
    c.text(left + 76, 68, "假设：价格仅随硬件成本每年下降 30%", 17)
    c.save("price.svg")


def axis(c, left, right, top, bottom, highest, step, unit):
    """Horizontal grid lines with labels, 0 to `highest`."""
    for value in range(0, highest + 1, step):
        y = bottom - (bottom - top) * value / highest
        if value:
            c.line(left, y, right, y, stroke=GRID, width=1)
        c.text(left - 12, y + 6, str(value), 17, MUTED, "end")
    c.line(left, top, left, bottom)
    c.line(left, bottom, right, bottom)
    c.text(left, top - 20, unit, 17, INK, "middle")


def fda():
    """Devices the FDA authorised in a year."""
    c = Svg(800, 430, "美国批准的人工智能医疗器械")
    left, right, top, bottom = 110, 740, 66, 360
    axis(c, left, right, top, bottom, 250, 50, "批准数量（项）")
    for centre, label, value, colour in ((268, "2015 年", 6, STEEL), (582, "2023 年", 223, NAVY)):
        h = (bottom - top) * value / 250
        c.rect(centre - 62, bottom - h, 124, h, colour)
        c.text(centre, bottom - h - 12, str(value), 21, INK, "middle")
        c.text(centre, bottom + 34, label, 19, INK, "middle")
    c.save("fda.svg")


def gap():
    """Lead of the best US model over the best Chinese model."""
    c = Svg(800, 470, "中美最优模型的差距")
    left, right, top, bottom = 96, 760, 92, 372
    axis(c, left, right, top, bottom, 35, 5, "美国领先（百分点）")
    data = (
        ("MMLU", "综合知识", 17.5, 0.3),
        ("MMMU", "多模态理解", 13.5, 8.1),
        ("MATH", "数学", 24.3, 1.6),
        ("HumanEval", "编程", 31.6, 3.7),
    )
    pitch = (right - left) / len(data)
    for i, (name, what, before, after) in enumerate(data):
        centre = left + pitch * (i + 0.5)
        for x, value, colour in ((centre - 49, before, STEEL), (centre + 3, after, NAVY)):
            h = (bottom - top) * value / 35
            c.rect(x, bottom - h, 46, h, colour)
            c.text(x + 23, bottom - h - 9, f"{value:g}", 17, INK, "middle")
        c.text(centre, bottom + 30, name, 18, INK, "middle")
        c.text(centre, bottom + 56, what, 17, MUTED, "middle")
    for x, label, colour in ((470, "2023 年末", STEEL), (620, "2024 年末", NAVY)):
        c.rect(x, 22, 20, 16, colour)
        c.text(x + 30, 37, label, 17)
    c.save("gap.svg")


def factors():
    """Algorithms, computing power and data, and the loop between them."""
    c = Svg(800, 470, "人工智能发展的三要素")
    boxes = (
        (30, "算法", ("论文与顶级会议", "科研机构与人才", "开源社区")),
        (290, "算力", ("芯片设计与制造", "超级计算与智算中心", "能源与网络")),
        (550, "数据", ("用户规模与场景", "行业数据与语料", "流通与治理规则")),
    )
    for x, head, lines in boxes:
        c.rect(x, 24, 220, 186, PALE, NAVY, 1.5, 4)
        c.rect(x, 24, 220, 48, NAVY, radius=4)
        c.rect(x, 60, 220, 12, NAVY)
        c.text(x + 110, 57, head, 23, WHITE, "middle")
        for i, s in enumerate(lines):
            c.text(x + 110, 108 + 38 * i, s, 19, INK, "middle")
        c.arrow(x + 110, 212, x + 110, 266)
    c.rect(30, 270, 740, 66, WHITE, NAVY, 2, 4)
    c.text(400, 311, "基础模型的能力与成本", 22, INK, "middle")
    c.arrow(400, 338, 400, 382)
    c.rect(30, 386, 620, 62, PALE, MUTED, 1.5, 4)
    c.text(340, 424, "产业应用：医疗、出行、制造、科研、公共服务", 20, INK, "middle")
    c.path("M650 417 H786 V117 H781", stroke=BRICK, width=2)
    c.path("M770 117 L783 111 L783 123 Z", fill=BRICK)
    c.text(716, 407, "产生新数据", 17, BRICK, "middle")
    c.save("factors.svg")


def netusers():
    """Users in China by CNNIC, with Apple Pay in the US for comparison."""
    c = Svg(800, 400, "中国网络应用的用户规模")
    left, right, top, bottom = 214, 710, 46, 320
    scale = (right - left) / 12
    for value in range(0, 13, 2):
        x = left + scale * value
        if value:
            c.line(x, top, x, bottom, stroke=GRID, width=1)
        c.text(x, bottom + 27, str(value), 17, MUTED, "middle")
    rows = (
        ("中国网民", 10.9967, "10.9967", NAVY),
        ("网络支付用户", 9.69, "9.69", NAVY),
        ("网络购物用户", 9.05, "9.05", NAVY),
        ("Apple Pay（美国）", 0.558, "0.558", BRICK),
    )
    pitch = (bottom - top) / len(rows)
    for i, (name, value, label, colour) in enumerate(rows):
        y = top + pitch * (i + 0.5)
        c.rect(left, y - 20, scale * value, 40, colour)
        c.text(left - 14, y + 7, name, 19, INK, "end")
        c.text(left + scale * value + 10, y + 7, label, 18)
    c.line(left, top, left, bottom)
    c.line(left, bottom, right, bottom)
    c.text((left + right) / 2, bottom + 62, "用户规模（亿人）", 18, INK, "middle")
    c.save("netusers.svg")


def stack():
    """The six root technologies in three layers, applications above."""
    c = Svg(800, 476, "六项根技术的层次")
    rows = (
        (24, "应用层", (("大模型、行业软件与智能终端应用", WHITE, MUTED),)),
        (136, "平台软件", (("数据库", PALE, NAVY), ("人工智能框架", PALE, NAVY))),
        (248, "操作系统", (("服务器操作系统", PALE, NAVY), ("智能终端操作系统", PALE, NAVY))),
        (360, "芯片", (("通用处理器", PALE, NAVY), ("人工智能芯片", PALE, NAVY))),
    )
    for y, name, cells in rows:
        c.text(122, y + 48, name, 20, INK, "end")
        width = (520 - 20 * (len(cells) - 1)) / len(cells)
        for i, (label, fill, stroke) in enumerate(cells):
            x = 146 + (width + 20) * i
            c.rect(x, y, width, 80, fill, stroke, 1.8, 4)
            c.text(x + width / 2, y + 48, label, 21, INK, "middle")
        if y > 24:
            c.arrow(406, y - 3, 406, y - 29)
    c.arrow(692, 28, 692, 440, stroke=BRICK, width=2.5)
    for i, s in enumerate(("越向下", "影响越广", "投入越大", "替换越难")):
        c.text(744, 186 + 38 * i, s, 18, BRICK, "middle")
    c.save("stack.svg")


class Raster:
    """A canvas of 1600 px width, drawn three times as large and reduced."""

    SCALE = 3

    def __init__(self, width, height):
        from PIL import Image, ImageDraw

        self.size = (width, height)
        self.image = Image.new("RGB", (width * self.SCALE, height * self.SCALE), WHITE)
        self.draw = ImageDraw.Draw(self.image)
        self.fonts = {}

    def font(self, size, bold=False):
        from PIL import ImageFont

        key = (size, bold)
        if key not in self.fonts:
            file = FONTS / ("FuziHei-Bold.otf" if bold else "FuziHei-Regular.otf")
            self.fonts[key] = ImageFont.truetype(str(file), size * self.SCALE)
        return self.fonts[key]

    def up(self, *values):
        return [round(v * self.SCALE) for v in values]

    def line(self, x1, y1, x2, y2, fill=INK, width=3):
        self.draw.line(self.up(x1, y1, x2, y2), fill=fill, width=round(width * self.SCALE))

    def rect(self, x, y, w, h, fill, outline=None, width=3, radius=0):
        self.draw.rounded_rectangle(
            self.up(x, y, x + w, y + h), radius * self.SCALE, fill, outline, width * self.SCALE
        )

    def circle(self, x, y, r, fill):
        self.draw.ellipse(self.up(x - r, y - r, x + r, y + r), fill=fill)

    def polygon(self, points, fill):
        self.draw.polygon([tuple(self.up(*p)) for p in points], fill=fill)

    def text(self, x, y, s, size=30, fill=INK, anchor="ms", bold=False):
        self.draw.text(tuple(self.up(x, y)), s, fill=fill, font=self.font(size, bold), anchor=anchor)

    def save(self, name, **options):
        from PIL import Image

        self.image.resize(self.size, Image.LANCZOS).save(HERE / name, **options)


def top500():
    """Number of systems of the two countries in the TOP500 lists."""
    c = Raster(1600, 860)
    left, right, top, bottom = 150, 1540, 150, 720
    for value in range(0, 251, 50):
        y = bottom - (bottom - top) * value / 250
        if value:
            c.line(left, y, right, y, GRID, 2)
        c.text(left - 22, y, str(value), 32, MUTED, "rm")
    c.line(left, top, left, bottom)
    c.line(left, bottom, right, bottom)
    c.text(left - 90, top - 48, "入选系统（台）", 34, INK, "ls")
    data = (
        ("2016-06", 167, 165),
        ("2016-11", 171, 171),
        ("2017-06", 160, 169),
        ("2017-11", 202, 143),
        ("2018-11", 227, 109),
        ("2019-06", 219, 116),
        ("2019-11", 228, 117),
        ("2023-11", 104, 161),
    )
    pitch = (right - left) / len(data)
    for i, (label, china, states) in enumerate(data):
        centre = left + pitch * (i + 0.5)
        for x, value, colour in ((centre - 61, china, BRICK), (centre + 3, states, NAVY)):
            h = (bottom - top) * value / 250
            c.rect(x, bottom - h, 58, h, colour)
            c.text(x + 29, bottom - h - 12, str(value), 27)
        c.text(centre, bottom + 52, label, 32)
    c.text((left + right) / 2, bottom + 114, "榜单发布时间（年-月）", 34)
    for x, label, colour in ((1240, "中国", BRICK), (1400, "美国", NAVY)):
        c.rect(x, 58, 38, 30, colour)
        c.text(x + 54, 86, label, 34, INK, "ls")
    c.save("top500.webp", lossless=True, method=6)


def timeline():
    """Measures of the US government in 2025, at home and abroad."""
    c = Raster(1600, 736)
    axis_y = 400
    c.line(40, axis_y, 1535, axis_y, MUTED, 5)
    c.polygon([(1568, axis_y), (1532, axis_y - 15), (1532, axis_y + 15)], MUTED)
    c.text(40, axis_y - 22, "2025 年", 30, MUTED, "ls")
    c.text(40, 62, "对内：放松管制，集中投入", 36, NAVY, "ls", True)
    c.text(40, 640, "对外：收紧出口，重组规则", 36, BRICK, "ls", True)
    above = (
        (178, 276, "1 月 20 日", ("第 14148 号行政令", "撤销第 14110 号令")),
        (472, 276, "1 月 21 日", ("宣布“星际之门”", "拟投资 5000 亿美元")),
        (766, 276, "1 月 23 日", ("第 14179 号行政令", "清除研发的“障碍”")),
        (1432, 264, "7 月 23 日", ("发布行动计划", "加速创新与建设")),
    )
    below = (
        (890, 256, "4 月 9 日", ("H20 芯片对华出口", "须申请许可证")),
        (1160, 256, "5 月 13 日", ("撤回扩散框架", "警示使用昇腾芯片")),
        (1432, 264, "7 月 23 日", ("堵塞管制漏洞，向", "盟友输出全栈技术")),
    )
    for events, colour, fill, up in ((above, NAVY, PALE, True), (below, BRICK, ROSE, False)):
        for x, width, date, lines in events:
            box = 104 if up else 514
            shared = date == "7 月 23 日"
            c.line(x, box + 190 if up else box, x, axis_y, colour, 3)
            c.rect(x - width / 2, box, width, 190, fill, colour, 3, 8)
            c.text(x, box + 52, date, 32, colour, "ms", True)
            for i, s in enumerate(lines):
                c.text(x, box + 108 + 48 * i, s, 28)
            c.circle(x, axis_y, 13, MUTED if shared else colour)
    c.save("timeline.png", optimize=True)


if __name__ == "__main__":
    for draw in (price, fda, gap, factors, netusers, stack, top500, timeline):
        draw()
