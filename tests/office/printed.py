"""A PDF as it is printed: every sign with its place, and where the texts of a
document stand. It reads both editions alike, ours and that of an office program."""

import re
import statistics
from dataclasses import dataclass

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTCurve, LTFigure, LTImage
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage

from text import ANYTHING, UNSEEN, normal

# How far behind a piece of a paragraph the next one may stand: the glyphs of a
# formula lie between them, in an order of their own.
FORMULA = 250
# Baselines that differ by less, in points, are those of one line.
LINE = 2.5
# Punctuation, in the form in which it is compared, that may hang over the margin.
HANGING = ",.;:、。"


@dataclass(frozen=True)
class Area:
    """Where the text stands on a page, in points: margins, columns and the space
    between them."""

    top: float
    bottom: float
    left: float
    right: float
    columns: int = 1
    gap: float = 0.0

    def step(self, width):
        """From column to column on a page of this width."""
        return (width - self.left - self.right + self.gap) / self.columns

    def column(self, left, width):
        """Which column, from 0, a place belongs to."""
        return min(max(int((left - self.left + self.gap / 2) // self.step(width)), 0), self.columns - 1)


@dataclass(frozen=True)
class Sign:
    """A character, in points from the upper left corner of its page."""

    text: str
    page: int
    left: float
    right: float
    baseline: float
    size: float
    # The column, and where the sign would stand in the first one.
    column: int
    inset: float
    # As it is printed, and in which font.
    raw: str = ""
    font: str = ""

    @property
    def place(self):
        """Its page and column."""
        return self.page, self.column


@dataclass
class Found:
    """A block in print: its signs, without those of formulas."""

    signs: list

    @property
    def size(self):
        """The size of most of its signs."""
        return statistics.mode(round(sign.size, 1) for sign in self.signs)

    @property
    def first(self):
        return self.signs[0]

    def lines(self):
        """Its lines as lists of signs, raised and lowered ones left out."""
        size, lines = self.size, []
        for sign in (sign for sign in self.signs if abs(sign.size - size) < 0.3):
            last = lines[-1][-1] if lines else None
            if last is None or last.place != sign.place or abs(last.baseline - sign.baseline) > LINE:
                lines.append([])
            lines[-1].append(sign)
        return lines


class Printed:
    """A PDF file with its text in an area of each page. LibreOffice 7.4
    does not draw punctuation that hangs over the margin (`loses_hanging`): then
    a comma or stop may be missing at the end of a line, and nowhere else. Pages
    that are wider than high may have an area of their own (`turned`)."""

    def __init__(self, path, area, loses_hanging=False, turned=None):
        self._loses_hanging = loses_hanging
        self.sizes, self._all = [], []
        # What is drawn on each page: left, top, right and bottom.
        self.drawn = []
        self._upright, self._turned = area, turned or area
        with open(path, "rb") as file:
            manager = PDFResourceManager()
            device = PDFPageAggregator(manager, laparams=None)
            interpreter = PDFPageInterpreter(manager, device)
            for number, page in enumerate(PDFPage.get_pages(file)):
                interpreter.process_page(page)
                layout = device.get_result()
                self.sizes.append((layout.width, layout.height))
                self.drawn.append([_box(item, layout) for item in layout if isinstance(item, (LTCurve, LTFigure, LTImage))])
                self._all += [sign for item in layout if isinstance(item, LTChar) for sign in _signs(item, number, layout, self.area(number))]
        # Where the notes of a page and column begin.
        self.edges = {}
        # The signs of the text, without headers, footers and notes.
        self.body, self._text = [], ""

    def leave_out_notes(self, notes):
        """Parts the notes from the text, so that a paragraph goes on over the
        foot of a page; gives back the notes."""
        self.body = [sign for sign in self._all if self._zone(sign) == "text"]
        self._text = "".join(sign.text for sign in self.body)
        found = [self.find(note, 0)[0] for note in notes]
        for note in filter(None, found):
            for place in {sign.place for sign in note.signs}:
                top = min(sign.baseline - sign.size * 1.2 for sign in note.signs if sign.place == place)
                self.edges[place] = min(top, self.edges.get(place, top))
        self.body = [sign for sign in self.body if sign.baseline < self.edges.get(sign.place, sign.baseline + 1)]
        self._text = "".join(sign.text for sign in self.body)
        return found

    def area(self, page):
        """Where the text of a page stands."""
        width, height = self.sizes[page]
        return self._turned if width > height else self._upright

    def _zone(self, sign):
        area = self.area(sign.page)
        if sign.baseline < area.top:
            return "header"
        return "text" if sign.baseline < self.sizes[sign.page][1] - area.bottom else "footer"

    def running(self, zone):
        """The header or footer of each page: its text and its signs."""
        pages = [[] for _ in self.sizes]
        for sign in self._all:
            if self._zone(sign) == zone:
                pages[sign.page].append(sign)
        return [("".join(sign.text for sign in signs), signs) for signs in pages]

    def find_all(self, texts, begin=0, loose=()):
        """Where texts stand behind a place, in their order, and the place behind
        the last; `None` for one that is not there as it is. The order of those
        whose indices are `loose` is not known: joined cells are drawn first or
        last."""
        found, at = [], begin
        for index, text in enumerate(texts):
            place, end = self.find(text, at)
            if place is None:
                place, _ = self.find(text, begin)
            elif index not in loose:
                at = end
            found.append(place)
        return found, at

    def find_parted(self, text):
        """Where a text stands in two parts: a row may go on in the next column or
        page, and what stands there before it comes between."""
        for cut in range(len(text) - 1, 0, -1):
            head, end = self.find(text[:cut], 0)
            tail = self.find(text[cut:], end)[0] if head else None
            if tail and head.signs[-1].place < tail.first.place:
                return Found(head.signs + tail.signs)
        return None

    def find(self, text, start):
        """Where a text stands behind a place, and the place behind it."""
        pieces = [piece for piece in re.split(f"[{ANYTHING}{UNSEEN}]", text) if piece]
        if not pieces:
            return None, start
        for match in self._pattern(pieces).finditer(self._text, start):
            if all(self._may_lack(match, piece, at + 1) for at, piece in enumerate(pieces)):
                signs = []
                for at in range(len(pieces)):
                    signs += self.body[match.start(at + 1) : match.end(at + 1)]
                return Found(signs), match.end()
        return None, start

    def _pattern(self, pieces):
        """What matches the pieces one behind the other. A line may end with the
        hyphen of a word that is parted there."""

        def sign(before, this, following):
            # Behind a formula a piece must begin somewhere.
            if before and self._loses_hanging and this in HANGING:
                return re.escape(this) + "?"
            parted = all(c.isascii() and c.isalpha() for c in (this, following or " "))
            return re.escape(this) + ("-?" if parted else "")

        exact = ["".join(map(sign, ["", *piece], piece, [*piece[1:], ""])) for piece in pieces]
        return re.compile((".{0,%d}?" % FORMULA).join(f"({piece})" for piece in exact), re.DOTALL)

    def _may_lack(self, match, piece, group):
        """Whether nothing is missing but what hung at the end of a line."""
        at = match.start(group)
        for sign in piece:
            if at < len(self._text) and self._text[at] == "-" and sign != "-":
                at += 1
            if at < match.end(group) and self._text[at] == sign:
                at += 1
            elif 0 < at < len(self.body) and self._is_in_line(at):
                return False
        return True

    def _is_in_line(self, at):
        """Whether a sign goes on the line of the one before it."""
        before, this = self.body[at - 1], self.body[at]
        return before.place == this.place and abs(before.baseline - this.baseline) <= LINE

    def pages(self):
        """The signs of the text on each page."""
        pages = [[] for _ in self.sizes]
        for sign in self.body:
            pages[sign.page].append(sign)
        return pages


def _signs(char, page, layout, area):
    """The signs of a glyph; a ligature is several."""
    column = area.column(char.x0, layout.width)
    step = column * area.step(layout.width)
    raw = char.get_text()
    # What a reader sees as a blank is left out.
    texts = normal(raw)
    # One that is only compared as several is one in print.
    raws = raw if len(raw) == len(texts) else raw.ljust(len(texts), "\0")
    width = (char.x1 - char.x0) / max(len(texts), 1)
    for at, text in enumerate(texts):
        left = char.x0 + at * width
        yield Sign(text, page, left, left + width, layout.height - char.matrix[5], char.size, column, left - step, raws[at].strip("\0"), char.fontname)


def _box(item, page):
    return item.x0, page.height - item.y1, item.x1, page.height - item.y0
