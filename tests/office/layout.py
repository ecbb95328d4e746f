"""What is wrong on printed pages, by the places of the signs alone. It knows what
each block is, and nothing of how fuzi or another program lays it out."""

import statistics
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, field

from printed import Found

# Points by which a sign may leave its area.
SLACK = 0.5
# What may hang over the margin by less than its size.
HANGING = frozenset("，。、；：！？,.;:-‐–—")
# The part of a text area that may stay empty at the foot of a page.
EMPTY = 1 / 5
# What may begin no line, and what may end none.
NO_START = frozenset("》〉」』】〕）”’、，。；：！？％%‰℃·—…)]},;:!?" + "".join(map(chr, range(0x2460, 0x2474))))
NO_END = frozenset("《〈「『【〔（“‘￥¥$([{")
# Signs as wide as a Chinese character of which one half is blank.
BLANK_RIGHT = frozenset("》〉」』】〕）”’、，。；：！？")
BLANK_LEFT = frozenset("《〈「『【〔（“‘￥")
# Half of the dot of ·, in em: it stands in the middle of its sign, narrow or wide.
DOT = 0.08
# What may stand beside the one sign of a last line.
CLOSING = frozenset("。．.！？!?；;，,、：:…”’）)")
# Blocks with lines of their own that running text does not have.
UNBROKEN = ("heading", "caption", "title", "row", "code", "equation", "term")
MATHEMATICAL = ("Math", "Symbol")


@dataclass
class Placed:
    """A block in print, and what it is: `body`, `heading 2`, `row`, …"""

    role: str
    found: Found
    new_page: bool = False
    # Of a row: the table, the place in it (negative in its head), how many rows
    # its body has, and its cells if they are known.
    table: int = -1
    at: int = 0
    rows: int = 0
    cells: list = field(default_factory=list)

    @property
    def begin(self):
        return self.found.first.place

    @property
    def end(self):
        return self.found.signs[-1].place


@dataclass
class Finding:
    """Something that is wrong at a place."""

    kind: str
    page: int
    text: str


class Layout:
    """The pages of an edition."""

    def __init__(self, placed, notes, signs, drawn, sizes, area, edges=None, feet=()):
        self.placed = placed
        self.notes = notes
        self.signs = signs
        self.drawn = drawn
        self.sizes = sizes
        # From a page to its text area.
        self.area = area
        # From a place to where its notes begin.
        self.edges = edges or {}
        # The signs below the text areas.
        self.feet = feet
        self._at = defaultdict(list)
        for sign in sorted(signs, key=lambda sign: sign.baseline):
            self._at[sign.place].append(sign)

    def line(self, sign):
        """All signs on the line of a sign, from left to right, raised and lowered
        ones included."""
        signs, reach = self._at[sign.place], sign.size * 0.6
        begin = bisect_left(signs, sign.baseline - reach, key=lambda sign: sign.baseline)
        end = bisect_right(signs, sign.baseline + reach, key=lambda sign: sign.baseline)
        return sorted(signs[begin:end], key=lambda sign: sign.left)

    def top(self, page):
        return self.area(page).top

    def foot(self, page, column=None):
        """Where the room for running text ends."""
        edges = [edge for (at, in_column), edge in self.edges.items() if at == page and column in (None, in_column)]
        return min([self.sizes[page][1] - self.area(page).bottom, *edges])

    def height(self, page):
        """How high the room for running text is."""
        area = self.area(page)
        return self.sizes[page][1] - area.top - area.bottom

    def pictures(self, page, column=None):
        """What is drawn in the text area, without what lies behind the whole page
        and the rule above the notes."""
        area, (width, height) = self.area(page), self.sizes[page]
        # The rule above the notes lies so near.
        last = self.foot(page, column)
        last -= 16 if last < height - area.bottom else 0
        for left, top, right, bottom in self.drawn[page]:
            is_ground = bottom - top > height * 0.9
            is_here = column is None or area.column(max(left, area.left), width) == column or right - left > area.step(width)
            if not is_ground and is_here and top >= area.top - 3 and top < last:
                yield left, top, right, bottom

    def is_followed(self, sign):
        """Whether anything stands below a sign in its column."""
        below = self._at[sign.place]
        if below and below[-1].baseline > sign.baseline + sign.size * 0.5:
            return True
        return any(bottom > sign.baseline + sign.size for _, _, _, bottom in self.pictures(*sign.place))

    def is_preceded(self, sign):
        """Whether anything stands above a sign in its column."""
        above = self._at[sign.place]
        if above and above[0].baseline < sign.baseline - sign.size * 0.5:
            return True
        return any(top < sign.baseline - sign.size * 1.5 for _, top, _, _ in self.pictures(*sign.place))


def findings(layout):
    """Everything that is wrong."""
    for rule in (overfull, overlapping, stranded, captions, parted, lines, heads, tails, empty):
        yield from rule(layout)


def text_of(found, limit=40):
    raw = "".join(sign.raw for sign in found.signs[: limit + 1])
    return raw if len(raw) <= limit else raw[:limit] + "…"


def overfull(layout):
    """Signs beside the text area, or beside their column."""
    wrong = defaultdict(list)
    for sign in layout.signs:
        area, width = layout.area(sign.page), layout.sizes[sign.page][0]
        if _leaves(sign, area.left, width - area.right):
            wrong[sign.page, round(sign.baseline)].append(sign)
    for block in layout.placed:
        if block.role.split()[0] not in ("body", "continued", "list", "quote", "code", "heading"):
            continue
        for line in block.found.lines():
            area, last = layout.area(line[0].page), line[-1]
            edge = area.left + (last.column + 1) * area.step(layout.sizes[last.page][0]) - area.gap
            if last.column == line[0].column and _leaves(last, 0, edge):
                wrong[last.page, round(last.baseline)].append(last)
    yield from _below(layout)
    for (page, _), signs in sorted(wrong.items()):
        yield Finding("overfull", page, f"{text_of(Found(layout.line(signs[0])))} [{text_of(Found(signs))}]")


def _below(layout):
    """Text between the text area and the footer, whose height most pages share."""
    pages = defaultdict(list)
    for sign in layout.feet:
        pages[sign.page].append(sign)
    if len(pages) < 3:
        return
    usual = statistics.mode(round(min(sign.baseline for sign in signs)) for signs in pages.values())
    for page, signs in sorted(pages.items()):
        first = min(signs, key=lambda sign: sign.baseline)
        is_usual_page = layout.sizes[page] == layout.sizes[0]
        if is_usual_page and first.baseline < usual - 3:
            line = [sign for sign in signs if abs(sign.baseline - first.baseline) < 1]
            yield Finding("overfull", page, f"below the text: {text_of(Found(line))}")


def _leaves(sign, left, right):
    slack = sign.size if sign.raw in HANGING else SLACK
    ink = ink_of(sign)
    return ink[0] < left - slack or ink[1] > right + slack


def ink_of(sign):
    """From where to where a sign is black, as far as that matters."""
    is_wide = sign.right - sign.left > sign.size * 0.75
    middle = (sign.left + sign.right) / 2
    if sign.raw == "·":
        return middle - sign.size * DOT, middle + sign.size * DOT
    left = middle if is_wide and sign.raw in BLANK_LEFT else sign.left
    return left, middle if is_wide and sign.raw in BLANK_RIGHT else sign.right


def overlapping(layout):
    """Letters and digits that are printed over others. Those of one formula may
    stand close."""
    pages = defaultdict(list)
    for sign in layout.signs:
        if sign.text.isalnum() and sign.right > sign.left:
            pages[sign.page].append(sign)
    for page, signs in sorted(pages.items()):
        signs.sort(key=lambda sign: sign.left)
        told, open_ = set(), []
        for sign in signs:
            open_ = [other for other in open_ if other.right > sign.left]
            for other in open_:
                if _overlap(other, sign) and round(sign.baseline) not in told:
                    told.add(round(sign.baseline))
                    yield Finding("overlap", page, text_of(Found(layout.line(sign))) + f" [{other.raw}{sign.raw}]")
            open_.append(sign)


def _overlap(one, other):
    if all(any(name in sign.font for name in MATHEMATICAL) for sign in (one, other)):
        return False
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.baseline, other.baseline) - max(one.baseline - one.size * 0.6, other.baseline - other.size * 0.6)
    # Some programs draw a letter twice to make it bold.
    if one.text == other.text and abs(one.left - other.left) < 1 and abs(one.baseline - other.baseline) < 1:
        return False
    size = min(one.size, other.size)
    return width > max(1, 0.3 * min(one.right - one.left, other.right - other.left)) and height > size * 0.2


def stranded(layout):
    """Headings that nothing follows on their page."""
    for block in layout.placed[:-1]:
        if block.role.startswith(("heading", "front")) and not layout.is_followed(block.found.signs[-1]):
            yield Finding("stranded heading", block.end[0], text_of(block.found))


def captions(layout):
    """Captions without what they belong to."""
    for block, following in zip(layout.placed, [*layout.placed[1:], None]):
        if block.role == "figure caption" and not layout.is_preceded(block.found.first):
            yield Finding("parted caption", block.begin[0], text_of(block.found))
        if block.role in ("table caption", "code caption"):
            is_parted = following and following.role in ("row", "code") and following.begin != block.end
            if is_parted or not layout.is_followed(block.found.signs[-1]):
                yield Finding("parted caption", block.end[0], text_of(block.found))


def parted(layout):
    """First and last lines of paragraphs alone on a page or in a column."""
    running = [block for block in layout.placed if not block.role.endswith(UNBROKEN) and not block.role.startswith(UNBROKEN)]
    for block in [*running, *(Placed("note", note) for note in layout.notes)]:
        places = [line[0].place for line in block.found.lines()]
        if len(places) < 3 or places[0] == places[-1]:
            continue
        if places.count(places[0]) == 1:
            yield Finding("orphan", places[0][0], f"{block.role}: {text_of(block.found)}")
        if places.count(places[-1]) == 1:
            yield Finding("widow", places[-1][0], f"{block.role}: {text_of(Found(block.found.lines()[-1]))}")


def lines(layout):
    """What begins or ends a line, and lines of one sign."""
    for block in layout.placed:
        if block.role in ("code", "equation"):
            continue
        if block.role == "row":
            for cell in block.cells:
                yield from _edges(cell.lines())
            continue
        whole = [layout.line(line[0]) for line in block.found.lines()]
        yield from _edges(whole)
        if len(whole) > 1 and _is_alone(whole[-1]) and not _is_one(whole[-2], whole[-1]):
            before = text_of(Found(whole[-2][-8:]))
            yield Finding("single sign", whole[-1][0].page, f"{block.role}: {before} / {text_of(Found(whole[-1]))}")


def _edges(whole):
    for before, line in zip(whole, whole[1:]):
        begin, end = line[0], before[-1]
        if begin.raw[:1] in NO_START:
            yield Finding("line start", begin.page, f"{text_of(Found(before[-8:]))} / {text_of(Found(line), 12)}")
        if end.raw[-1:] in NO_END:
            yield Finding("line end", end.page, f"{text_of(Found(before[-8:]))} / {text_of(Found(line), 12)}")


def _is_one(before, line):
    """Whether two lines are one that runs over several columns, as a title does."""
    return before[0].page == line[0].page and abs(before[0].baseline - line[0].baseline) < 1


def _is_alone(line):
    return sum(1 for sign in line if sign.raw and sign.raw not in CLOSING) <= 1


def _tables(layout):
    """The rows of each table by their places in it."""
    rows = defaultdict(dict)
    for block in layout.placed:
        if block.role == "row":
            rows[block.table][block.at] = block
    return rows.values()


def heads(layout):
    """Heads of tables that stand alone, or with one row, at the foot of a page; not with
    a row so high that the page would end early without it."""
    for table in _tables(layout):
        head, first, second = (table.get(at) for at in (-1, 0, 1))
        if head and first and head.end != first.begin:
            yield Finding("table head", head.end[0], f"alone: {text_of(head.found)}")
        elif head and first and second and first.rows > 2 and first.begin == first.end != second.begin:
            if _room(layout, head) > EMPTY * layout.height(head.begin[0]):
                continue
            yield Finding("table head", first.end[0], f"with one row: {text_of(first.found)}")


def _room(layout, head):
    """What a page would have empty without the table that a head begins, and without the
    caption above it."""
    page, column = head.begin
    first = head.found.first
    captions = [block.found.first for block in layout.placed if block.role == "table caption" and block.end == head.begin]
    above = [sign for sign in captions if sign.baseline <= first.baseline]
    top = max(above, key=lambda sign: sign.baseline, default=first)
    return layout.foot(page, column) - (top.baseline - top.size)


def tails(layout):
    """Last rows of tables that stand alone at the head of a page. Both must have been
    found whole."""
    for table in _tables(layout):
        last = max(table)
        before, row = table.get(last - 1), table[last]
        if row.rows > 2 and last == row.rows - 1 and before and before.end != row.begin == row.end:
            yield Finding("table tail", row.begin[0], text_of(row.found))


def empty(layout):
    """Pages that end early without being asked to."""
    main = [block for block in layout.placed if block.role not in ("title", "abstract") and not block.role.startswith("front")]
    if not main:
        return
    for page in range(main[0].begin[0], main[-1].end[0]):
        bottoms = [sign.baseline for sign in layout.signs if sign.page == page and sign.baseline < layout.foot(page, sign.column)]
        bottoms += [bottom for _, _, _, bottom in layout.pictures(page)]
        area = layout.area(page)
        room = layout.foot(page) - max(bottoms, default=area.top)
        if room <= EMPTY * layout.height(page):
            continue
        starts = [block for block in main if block.begin[0] == page + 1]
        following = min(starts, key=lambda block: (block.begin, block.found.first.baseline), default=None)
        # A page without a sign is one that a chapter skips.
        is_asked = following and following.new_page or layout.sizes[page] != layout.sizes[page + 1] or not bottoms
        if not is_asked:
            what = f"{following.role}: {text_of(following.found)}" if following else "more of the same"
            yield Finding("empty foot", page, f"{room:.0f} pt before {what}")
