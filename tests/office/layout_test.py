"""Each rule of `layout` finds what it looks for on pages made wrong on purpose,
and nothing on pages that are right.

    python3 tests/office/layout_test.py
"""

import unittest

import layout
import manuscripts
from layout import Placed
from printed import Area, Found, Sign

AREA = Area(top=100, bottom=100, left=100, right=100)
COLUMNS = Area(top=100, bottom=100, left=100, right=100, columns=2, gap=20)
SIZES = [(400, 600)] * 3
# A line as wide as the area, and the places of the first and the last line.
FULL = "一" * 20
FIRST, LAST, PITCH, SIZE = 110, 495, 20, 10


def line(text, baseline, page=0, left=100, size=SIZE, font="Song", area=AREA):
    """Signs as wide as their size, one behind the other."""
    signs = []
    for at, raw in enumerate(text):
        x = left + at * size
        signs.append(Sign(raw, page, x, x + size, baseline, size, area.column(x, 400), x, raw, font))
    return signs


def block(*lines, role="body", **more):
    return Placed(role, Found([sign for line in lines for sign in line]), **more)


def paragraph(*texts, begin=FIRST, page=0, role="body", **more):
    return block(*(line(text, begin + at * PITCH, page) for at, text in enumerate(texts)), role=role, **more)


def filled(page, foot=LAST):
    """A page that is full from its head to a foot."""
    return paragraph(*[FULL] * 18, begin=foot - 17 * PITCH, page=page)


def found(*placed, drawn=None, area=AREA, edges=None, notes=(), more=()):
    signs = [*more, *(sign for block in placed for sign in block.found.signs)]
    pages = layout.Layout(list(placed), list(notes), signs, drawn or [[], [], []], SIZES, lambda _: area, edges)
    return [finding.kind for finding in layout.findings(pages)]


class Right(unittest.TestCase):
    def test_a_full_page_and_the_next(self):
        self.assertEqual(found(filled(0), filled(1)), [])

    def test_hanging_punctuation(self):
        self.assertEqual(found(block(line(FULL + "，", FIRST), line("一二三", FIRST + PITCH))), [])
        self.assertEqual(found(block(line(FULL[:-1] + "》", FIRST, left=105), line("一二三", FIRST + PITCH))), [])

    def test_three_lines_that_stay_together(self):
        self.assertEqual(found(filled(0), paragraph(FULL, FULL, FULL, page=1)), [])


class Overfull(unittest.TestCase):
    def test_a_line_that_leaves_the_text_area(self):
        self.assertEqual(found(block(line(FULL + "二", FIRST))), ["overfull"])
        self.assertEqual(found(block(line("二", FIRST, left=99))), ["overfull"])

    def test_a_line_that_leaves_its_column(self):
        signs = line("一" * 9, FIRST, left=105, area=COLUMNS)
        self.assertEqual(found(block(signs), area=COLUMNS), ["overfull"])

    def test_signs_over_others(self):
        number = line("37", FIRST, left=146)
        self.assertEqual(found(block(line("一二三四五六七", FIRST)), more=number), ["overlap"])

    def test_signs_of_one_formula_may_stand_close(self):
        one, other = (line("x", FIRST, left=left, font="STIXTwoMath") for left in (100, 104))
        self.assertEqual(found(block(one, other, role="equation")), [])

    def test_a_line_below_the_text_area(self):
        feet = [sign for page in range(3) for sign in line("1", 540, page)]
        pages = layout.Layout([], [], [], [[], [], []], SIZES, lambda _: AREA, feet=[*feet, *line(FULL, 515, 1)])
        self.assertEqual([finding.page for finding in layout.findings(pages)], [1])


class Alone(unittest.TestCase):
    def test_a_heading_at_the_foot(self):
        heading = paragraph("一二三", begin=LAST, role="heading 2")
        self.assertEqual(found(filled(0, LAST - PITCH), heading, filled(1)), ["stranded heading"])

    def test_a_heading_before_a_picture(self):
        heading = paragraph("一二三", begin=300, role="heading 2")
        drawn = [[(100, 320, 300, 490)], [], []]
        self.assertEqual(found(heading, filled(1), drawn=drawn), [])

    def test_the_rule_above_the_notes_follows_nothing(self):
        heading = paragraph("一二三", begin=420, role="heading 2")
        drawn = [[(100, 440, 200, 441)], [], []]
        self.assertEqual(found(filled(0, 400), heading, filled(1), drawn=drawn, edges={(0, 0): 450}), ["stranded heading"])

    def test_a_caption_of_a_table_at_the_foot(self):
        caption = paragraph("一二三", begin=LAST, role="table caption")
        row = paragraph("一二三", page=1, role="row")
        self.assertEqual(found(filled(0, LAST - PITCH), caption, row), ["parted caption"])

    def test_a_caption_of_a_figure_at_the_head(self):
        caption = paragraph("一二三", page=1, role="figure caption")
        self.assertEqual(found(filled(0), caption), ["parted caption"])
        drawn = [[], [(100, 100, 300, 200)], []]
        self.assertEqual(found(filled(0), paragraph("一二三", begin=220, page=1, role="figure caption"), drawn=drawn), [])

    def test_a_first_line_at_the_foot(self):
        parted = block(line(FULL, LAST), line(FULL, FIRST, 1), line(FULL, FIRST + PITCH, 1))
        self.assertEqual(found(filled(0, LAST - PITCH), parted), ["orphan"])

    def test_a_last_line_at_the_head(self):
        parted = block(line(FULL, LAST - PITCH), line(FULL, LAST), line(FULL, FIRST, 1))
        self.assertEqual(found(filled(0, LAST - 2 * PITCH), parted), ["widow"])

    def test_a_last_line_of_a_note_at_the_head(self):
        note = block(line(FULL, LAST - PITCH), line(FULL, LAST), line(FULL, FIRST, 1), role="note").found
        self.assertEqual(found(filled(0, LAST - 2 * PITCH), notes=[note]), ["widow"])

    def test_one_sign_on_a_last_line(self):
        for end in ("一", "一。", "一）。"):
            self.assertEqual(found(paragraph(FULL, end)), ["single sign"], end)
        self.assertEqual(found(paragraph(FULL, "一二。")), [])
        self.assertEqual(found(paragraph("一", role="heading 1")), [])

    def test_a_head_with_one_row(self):
        place = {"role": "row", "table": 1, "rows": 3}
        head = paragraph("一二三", begin=LAST - PITCH, at=-1, **place)
        rows = [paragraph("一二三", begin=begin, page=page, at=at, **place) for at, begin, page in ((0, LAST, 0), (1, FIRST, 1), (2, 130, 1))]
        self.assertEqual(found(filled(0, LAST - 2 * PITCH), head, *rows), ["table head"])

    def test_a_head_with_one_high_row(self):
        place = {"role": "row", "table": 1, "rows": 3}
        begin = FIRST + (LAST - FIRST) * 0.7
        head = paragraph("一二三", begin=begin, at=-1, **place)
        rows = [paragraph("一二三", begin=begin, page=page, at=at, **place) for at, begin, page in ((0, begin + PITCH, 0), (1, FIRST, 1), (2, 130, 1))]
        self.assertEqual([kind for kind in found(filled(0, begin - PITCH), head, *rows) if kind == "table head"], [])

    def test_a_last_row_alone(self):
        place = {"role": "row", "table": 1, "rows": 3}
        rows = [paragraph("一二三", begin=begin, page=page, at=at, **place) for at, begin, page in ((0, LAST - PITCH, 0), (1, LAST, 0), (2, FIRST, 1))]
        self.assertEqual(found(filled(0, LAST - 2 * PITCH), *rows), ["table tail"])
        rows[2] = paragraph("一二三", page=1, at=2, **{**place, "rows": 4})
        self.assertEqual(found(filled(0, LAST - 2 * PITCH), *rows), [])

    def test_a_head_without_a_row(self):
        place = {"role": "row", "table": 1, "rows": 1}
        head, row = paragraph("一二三", begin=LAST, at=-1, **place), paragraph("一二三", page=1, at=0, **place)
        self.assertEqual(found(filled(0, LAST - PITCH), head, row), ["table head"])


class Lines(unittest.TestCase):
    def test_what_begins_no_line(self):
        for sign in "·—…》”，。%℃①⑳":
            self.assertEqual(found(paragraph(FULL, sign + "一二三")), ["line start"], sign)

    def test_what_ends_no_line(self):
        for sign in "《“（￥$":
            self.assertEqual(found(paragraph(FULL[1:] + sign, "一二三")), ["line end"], sign)

    def test_a_mark_of_a_note_that_begins_a_line(self):
        mark = line("①", FIRST + PITCH - 3, size=6)
        text = block(line(FULL, FIRST), line("一二三", FIRST + PITCH, left=106))
        self.assertEqual(found(text, more=mark), ["line start"])

    def test_cells(self):
        cell = Found(line("一二三", FIRST) + line("，四", FIRST + PITCH))
        self.assertEqual(found(Placed("row", cell, table=1, rows=1, cells=[cell])), ["line start"])


class Empty(unittest.TestCase):
    def test_a_page_that_ends_early(self):
        self.assertEqual(found(filled(0, LAST), filled(1, 400), filled(2)), ["empty foot"])

    def test_a_page_that_was_asked_to_end(self):
        following = filled(1)
        following.new_page = True
        self.assertEqual(found(filled(0, 400), following), [])

    def test_a_page_that_ends_with_a_picture(self):
        drawn = [[(100, 420, 300, 495)], [], []]
        self.assertEqual(found(filled(0, 400), filled(1), drawn=drawn), [])


class Manuscripts(unittest.TestCase):
    def test_they_are_the_same_each_time(self):
        one, other = (manuscripts.Manuscript(7, "paper").text() for _ in range(2))
        self.assertEqual(one, other)


if __name__ == "__main__":
    unittest.main()
