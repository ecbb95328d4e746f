"""The blocks of a document in print, as `layout` takes them."""

import json
from dataclasses import dataclass, field

import layout as rules
import model
from printed import Found
from text import ANYTHING, UNSEEN, normal


@dataclass
class Row(model.Block):
    """A row of a table."""

    table: int = -1
    # Its place; in the head -1 is the last one.
    at: int = 0
    rows: int = 0
    cells: list = field(default_factory=list)


class _Rows(model.Reader):
    """Takes a table row by row: a cell alone may be too short to be found."""

    def __init__(self, tree):
        self.fronts = []
        super().__init__(tree)

    def _front(self, front):
        super()._front(front)
        if front["entries"]:
            self.fronts.append(normal(front["heading"]))

    def _table(self, table):
        self.expected.tables += 1
        self._caption(table["caption"])
        head, body = table["head"], table["body"]
        for at, row in enumerate(head + body, -len(head)):
            cells = [normal(self._line(cell["content"])) for cell in row["cells"]]
            self._add("row", "".join(cells))
            self.expected.blocks[-1] = Row("row", "".join(cells), 0.0, self.expected.blocks[-1].new_page, self.expected.tables, at, len(body), cells)


def read(text):
    """What a document must show, and the headings of its contents and lists."""
    reader = _Rows(json.loads(text))
    return reader.expected, reader.fronts


def layout(edition, fronts, levels):
    """The pages of an edition whose headings of some levels begin new pages, and
    how many of its blocks were not found."""
    print_ = edition.print
    placed = []
    for role, text in (("title", edition.expected.title), *(("front", heading) for heading in fronts)):
        found = print_.find(text, 0)[0] if text else None
        if found and (role == "title" or len(found.lines()) == 1):
            placed.append(rules.Placed(role, found))
    lost = 0
    for block, found in zip(edition.blocks, edition.found):
        if found is None:
            lost += bool(block.text.strip(ANYTHING + UNSEEN))
            continue
        new_page = block.new_page or block.role in [f"heading {level}" for level in levels]
        more = (block.table, block.at, block.rows, _cells(block, found)) if isinstance(block, Row) else ()
        placed.append(rules.Placed(block.role, found, new_page, *more))
    notes = [note for note in edition.notes if note]
    feet = [sign for _, signs in print_.running("footer") for sign in signs]
    return rules.Layout(placed, notes, print_.body, print_.drawn, print_.sizes, print_.area, print_.edges, feet), lost


def _cells(row, found):
    """The cells of a row in print, if every sign of it was found."""
    if len(found.signs) != len(row.text) or "".join(sign.text for sign in found.signs) != row.text:
        return []
    begins = [sum(map(len, row.cells[:at])) for at in range(len(row.cells))]
    return [Found(found.signs[at : at + len(cell)]) for at, cell in zip(begins, row.cells) if cell]
