"""Draws the pictures of the examples and prints the numbers that their texts
quote. Everything is computed here, so that the examples state what is true.

    python3 tests/examples/pictures.py
"""

import heapq
import math
import random
import struct
import zlib
from pathlib import Path

HERE = Path(__file__).resolve().parent
INK, GREY, BLUE, RED = "#222222", "#D0D5DD", "#1F5FA8", "#B42318"


class Plot:
    """A small line chart or bar chart, in SVG."""

    WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 520, 300, 64, 16, 16, 52

    def __init__(self, xs, ys, across, up):
        self._xs, self._ys = xs, ys
        self._parts = []
        self._axes(across, up)

    def x(self, value):
        low, high = self._xs[0], self._xs[-1]
        return self.LEFT + (value - low) / (high - low) * (self.WIDTH - self.LEFT - self.RIGHT)

    def y(self, value):
        low, high = self._ys[0], self._ys[-1]
        return self.HEIGHT - self.BOTTOM - (value - low) / (high - low) * (self.HEIGHT - self.TOP - self.BOTTOM)

    def _axes(self, across, up):
        right, bottom = self.WIDTH - self.RIGHT, self.HEIGHT - self.BOTTOM
        for value in self._ys:
            self.line([(self.LEFT, self.y(value)), (right, self.y(value))], GREY, 1)
            self.text(self.LEFT - 8, self.y(value) + 4, f"{value:g}", "end")
        for value in self._xs:
            self.text(self.x(value), bottom + 18, f"{value:g}")
        self.line([(self.LEFT, bottom), (right, bottom)], INK, 1.5)
        self.text((self.LEFT + right) / 2, self.HEIGHT - 10, across)
        middle = (self.TOP + bottom) / 2
        self._parts.append(
            f'<text x="16" y="{middle:.1f}" text-anchor="middle" transform="rotate(-90 16 {middle:.1f})">{up}</text>'
        )

    def line(self, points, color, width=2.0):
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        self._parts.append(f'<polyline points="{path}" fill="none" stroke="{color}" stroke-width="{width}"/>')

    def curve(self, points, color):
        self.line([(self.x(x), self.y(y)) for x, y in points], color)

    def dot(self, x, y, color):
        self._parts.append(f'<circle cx="{self.x(x):.1f}" cy="{self.y(y):.1f}" r="3.5" fill="{color}"/>')

    def text(self, x, y, words, anchor="middle", color=INK):
        self._parts.append(f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{color}">{words}</text>')

    def save(self, path):
        head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.WIDTH}" height="{self.HEIGHT}" '
        head += f'viewBox="0 0 {self.WIDTH} {self.HEIGHT}" font-family="Fuzi Hei" font-size="13">\n'
        back = '<rect width="100%" height="100%" fill="#FFFFFF"/>\n'
        path.write_text(head + back + "\n".join(self._parts) + "\n</svg>\n", "utf-8")


def png(path, rows):
    """A picture from rows of colours (red, green, blue)."""

    def part(name, data):
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    raw = b"".join(b"\0" + bytes(value for color in row for value in color) for row in rows)
    head = struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 2, 0, 0, 0)
    data = part(b"IHDR", head) + part(b"IDAT", zlib.compress(raw, 9)) + part(b"IEND", b"")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + data)


def runoff():
    """report: the peak flow of a campus by the rational method."""
    areas = {"屋面": (0.90, 2.4), "沥青路面": (0.90, 1.6), "透水铺装": (0.35, 0.8), "绿地": (0.15, 3.2)}
    total = sum(area for _, area in areas.values())
    mean = sum(c * area for c, area in areas.values()) / total
    later = dict(areas, 沥青路面=(0.90, 0.8), 透水铺装=(0.35, 1.6))
    mean_later = sum(c * area for c, area in later.values()) / total
    print(f"runoff: area {total:.1f}, coefficient {mean:.4f} then {mean_later:.4f}")
    plot = Plot([0, 50, 100, 150, 200, 250, 300], [0, 300, 600, 900, 1200, 1500], "设计暴雨强度 q / (L/(s·hm²))", "峰值流量 Q / (L/s)")
    for coefficient, color in ((mean, RED), (mean_later, BLUE)):
        plot.curve([(0, 0), (300, coefficient * 300 * total)], color)
        for intensity in (100, 200, 300):
            plot.dot(intensity, coefficient * intensity * total, color)
            print(f"  q={intensity}: {coefficient * intensity * total:.0f} L/s")
    plot.text(plot.x(225), plot.y(1330), "改造前", "end", RED)
    plot.text(plot.x(255), plot.y(900), "改造后", "start", BLUE)
    plot.save(HERE / "report/runoff.svg")


def search(walls, size, guess):
    """The length of a shortest way between two corners, and the cells that were
    closed on the way to it."""
    start, goal = (0, 0), (size - 1, size - 1)
    best, closed, queue = {start: 0}, set(), [(guess(start, goal), 0, start)]
    while queue:
        _, _, cell = heapq.heappop(queue)
        if cell in closed:
            continue
        closed.add(cell)
        if cell == goal:
            return best[goal], closed
        x, y = cell
        for near in ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)):
            if near in walls or not (0 <= near[0] < size and 0 <= near[1] < size):
                continue
            cost = best[cell] + 1
            if cost < best.get(near, math.inf):
                best[near] = cost
                # Of equal estimates the deeper one goes first.
                heapq.heappush(queue, (cost + guess(near, goal), -cost, near))
    return None, closed


GUESSES = {
    "Dijkstra": lambda a, b: 0,
    "Chebyshev": lambda a, b: max(abs(a[0] - b[0]), abs(a[1] - b[1])),
    "Euclid": lambda a, b: math.dist(a, b),
    "Manhattan": lambda a, b: abs(a[0] - b[0]) + abs(a[1] - b[1]),
}


def grids():
    """thesis: cells closed by four guesses on random maps."""
    size, maps = 100, 50
    shown = {}
    results = {}
    for share in (0, 10, 20, 30):
        chance = random.Random(share)
        sums, done = dict.fromkeys(GUESSES, 0), 0
        while done < maps:
            walls = {(x, y) for x in range(size) for y in range(size) if chance.random() * 100 < share}
            walls -= {(0, 0), (size - 1, size - 1)}
            found = {name: search(walls, size, guess) for name, guess in GUESSES.items()}
            if found["Dijkstra"][0] is None:
                continue
            assert len({length for length, _ in found.values()}) == 1, "all four are optimal"
            done += 1
            for name, (_, closed) in found.items():
                sums[name] += len(closed)
            shown.setdefault(share, (walls, found))
        results[share] = {name: total / maps for name, total in sums.items()}
        print(f"grids {share} %:", {name: round(value) for name, value in results[share].items()})
    plot = Plot([0, 10, 20, 30], [0, 2000, 4000, 6000, 8000, 10000], "障碍比例 / %", "平均扩展节点数")
    for name, color in zip(GUESSES, (INK, "#1A7F4B", BLUE, RED)):
        plot.curve([(share, values[name]) for share, values in results.items()], color)
        for share, values in results.items():
            plot.dot(share, values[name], color)
    for at, (words, color) in enumerate((("零", INK), ("切比雪夫", "#1A7F4B"), ("欧氏", BLUE), ("曼哈顿", RED))):
        plot.line([(90, 150 + 20 * at), (120, 150 + 20 * at)], color)
        plot.text(128, 154 + 20 * at, words, "start", color)
    plot.save(HERE / "thesis/expanded.svg")
    walls, found = shown[20]
    for name, file in (("Dijkstra", "dijkstra.png"), ("Manhattan", "manhattan.png")):
        closed = found[name][1]
        color = {True: (34, 34, 34), False: (255, 255, 255)}
        rows = []
        for y in range(size):
            row = [(158, 197, 232) if (x, y) in closed else color[(x, y) in walls] for x in range(size) for _ in range(6)]
            rows += [row] * 6
        png(HERE / "thesis" / file, rows)


def probes():
    """paper: how often two searches look into a sorted table."""

    def binary(table, wanted):
        low, high, count = 0, len(table) - 1, 0
        while low <= high:
            count, middle = count + 1, (low + high) // 2
            if table[middle] == wanted:
                break
            low, high = (middle + 1, high) if table[middle] < wanted else (low, middle - 1)
        return count

    def interpolation(table, wanted):
        low, high, count = 0, len(table) - 1, 0
        while low <= high and table[low] <= wanted <= table[high]:
            count += 1
            spread = table[high] - table[low]
            middle = low + (wanted - table[low]) * (high - low) // spread if spread else low
            if table[middle] == wanted:
                break
            low, high = (middle + 1, high) if table[middle] < wanted else (low, middle - 1)
        return count

    points = {"binary": [], "even": [], "skewed": []}
    for power in range(8, 17, 2):
        size, chance = 2**power, random.Random(power)
        even = sorted(chance.sample(range(2**40), size))
        skewed = sorted({int(2 ** (40 * chance.random())) for _ in range(size)})
        def mean(find, table):
            wanted = [chance.choice(table) for _ in range(2000)]
            return sum(find(table, value) for value in wanted) / len(wanted)

        points["binary"].append((power, mean(binary, even)))
        points["even"].append((power, mean(interpolation, even)))
        points["skewed"].append((power, mean(interpolation, skewed)))
    for name, line in points.items():
        print(f"probes {name}:", [(power, round(value, 2)) for power, value in line])
    plot = Plot([8, 10, 12, 14, 16], [0, 5, 10, 15, 20], "表长的对数 lb n", "平均探查次数")
    for name, color in (("binary", INK), ("even", BLUE)):
        plot.curve(points[name], color)
        for x, y in points[name]:
            plot.dot(x, y, color)
    plot.text(plot.x(13), plot.y(14), "二分查找", "end")
    plot.text(plot.x(13), plot.y(4.6), "插值查找（均匀）", "middle", BLUE)
    plot.save(HERE / "paper/probes.svg")


def daylight():
    """english: the length of the day by latitude and date."""

    def hours(latitude, declination):
        value = -math.tan(math.radians(latitude)) * math.tan(math.radians(declination))
        return 24 / math.pi * math.acos(max(-1.0, min(1.0, value)))

    def declination(day):
        return 23.44 * math.sin(2 * math.pi * (day - 80) / 365)

    plot = Plot([0, 60, 120, 180, 240, 300, 360], [0, 4, 8, 12, 16, 20, 24], "day of the year", "hours of daylight")
    for latitude, color in ((0, "#667085"), (30, BLUE), (50, "#1A7F4B"), (65, RED)):
        plot.curve([(day, hours(latitude, declination(day))) for day in range(0, 361, 3)], color)
        plot.text(plot.x(172), plot.y(hours(latitude, 23.44)) - 6, f"{latitude}°", color=color)
        print(f"daylight {latitude}:", [f"{hours(latitude, d):.2f}" for d in (-23.44, 0, 23.44)])
    print(f"daylight: day of 12 h at 80, declination on day 1 {declination(1):.2f}, polar circle {90 - 23.44:.2f}")
    plot.save(HERE / "english/daylight.svg")


if __name__ == "__main__":
    runoff()
    grids()
    probes()
    daylight()
