"""The Word file as python-docx reads it, against the model."""

import difflib
import json
import re

import docx
from docx.enum.section import WD_SECTION
from docx.oxml.ns import qn

import tools
from numbers_of_headings import Numbers
from printed import Area
from text import ANYTHING, normal, occurs, pattern, short, without_unseen

CODE = "CodeBlock"
# The styles of the cells of a table of the manuscript; other tables only lay
# out sub-figures and remarks.
CELL_STYLES = ("TableText", "TableHead")
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def validate(program, path):
    """The errors that the Open XML SDK finds."""
    done = tools.run([program, str(path), "Microsoft365"])
    try:
        found = json.loads(done.stdout)
    except ValueError:
        return [f"the validator said nothing: {(done.stderr or done.stdout).decode(errors='replace').strip()[:200]}"]
    if found["ok"] and not found["errors"]:
        return []
    return [f"invalid: {short(json.dumps(error, ensure_ascii=False), 300)}" for error in found["errors"]] or ["invalid"]


class Word:
    """A Word file and its text."""

    def __init__(self, path):
        self._document = docx.Document(str(path))
        body = self._document.element.body
        self.paragraphs = _whole_code([(_style(p), normal(_unmarked(p))) for p in _all(body, "w:p")])
        # All of them, whatever they are for.
        self.grids = len(_all(body, "w:tbl"))
        self.tables = sum(1 for table in _all(body, "w:tbl") if _is_data(table))
        self.pictures = len(_all(body, "w:drawing")) + sum(len(_all(notes, "w:drawing")) for notes in self._notes())
        self.notes = [_joined(note) for notes in self._notes() for note in _all(notes, "w:footnote") if _is_own(note)]
        self._body = body
        self.text = "".join(text for _, text in self.paragraphs)
        self.formulas = len(_all(body, "m:oMath")) + sum(len(_all(notes, "m:oMath")) for notes in self._notes())

    def _notes(self):
        for relation in self._document.part.rels.values():
            if relation.reltype.endswith("/footnotes"):
                yield docx.oxml.parse_xml(relation.target_part.blob)

    def area(self):
        """Where running text stands on a page. A last section that goes on on the same
        page only levels the columns of the one before it."""
        *before, last = self._document.sections
        levels = before and last.start_type == WD_SECTION.CONTINUOUS
        return self._area(before[-1] if levels else last)

    def turned_area(self):
        """The same of pages that are wider than high, if there are any."""
        turned = (section for section in self._document.sections if section.page_width > section.page_height)
        return next(map(self._area, turned), None)

    def new_pages(self):
        """The levels of headings whose style begins a new page."""
        styles = ((level, self._document.styles.element.find(f"{qn('w:style')}[@{qn('w:styleId')}='Heading{level}']")) for level in range(1, 7))
        return [level for level, style in styles if style is not None and style.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}") is not None]

    @staticmethod
    def _area(section):
        columns = section._sectPr.find(qn("w:cols"))
        count, gap = (int(columns.get(qn(f"w:{name}"), default)) for name, default in (("num", 1), ("space", 0)))
        sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
        return Area(*(side.pt for side in sides), count, gap / 20 if count > 1 else 0.0)

    def names_chapters(self):
        """Whether a header takes the heading of its page's chapter (`STYLEREF`)."""
        parts = (r.target_part.blob for r in self._document.part.rels.values() if r.reltype.endswith("/header"))
        return any(b"STYLEREF" in part for part in parts)

    def headings(self, legal=True):
        """The number that Word shows before each heading, and its text; without
        `legal` that of a program that does not know `w:isLgl`."""
        numbers = Numbers(self._document, legal)
        found = []
        for paragraph in _all(self._body, "w:p"):
            if re.fullmatch(r"Heading\d|AttachmentTitle", _style(paragraph)):
                found.append((normal(numbers.of(paragraph)), normal(_text(paragraph))))
        return found

    def check(self, expected):
        """What differs from the model."""
        problems = _headings(expected.headings, self.headings())
        for name, wanted, found in (
            ("tables", expected.tables, self.tables),
            ("pictures", expected.pictures, self.pictures),
        ):
            if wanted != found:
                problems.append(f"word: {found} {name} instead of {wanted}")
        problems += [f"word: lost before the text: {short(t)}" for t in expected.front if not occurs(t, self.text)]
        problems += [f"word: lost label: {label}" for label in expected.labels if not occurs(label, self.text + "".join(self.notes))]
        wanted_notes = [without_unseen(note) for note in expected.notes]
        if not _same(wanted_notes, self.notes):
            problems.append(f"word: notes differ: {short(repr(self.notes))} instead of {short(repr(wanted_notes))}")
        return problems + self._flow(expected)

    def _flow(self, expected):
        wanted = [(kind, without_unseen(text)) for kind, text in expected.flow]
        wanted = [(kind, text) for kind, text in wanted if text]
        found = [text for _, text in self.paragraphs if text]
        typed = {text: number + text for number, text in expected.headings if number + text in found}
        plain = _known([typed.get(text, text) if kind == "heading" else text for kind, text in wanted], found)
        captions = {text for (kind, _), text in zip(wanted, plain) if kind == "caption"}
        lost, added = _difference(plain, found)
        # A style says whether a caption stands above or below.
        moved = [text for text in lost if text in captions and text in added]
        for text in moved:
            lost.remove(text)
            added.remove(text)
        problems = [f"word: lost paragraph: {short(text)}" for text in lost]
        if not expected.has_raw_blocks:
            problems += [f"word: added paragraph: {short(text)}" for text in added]
        return problems


def _difference(wanted, found):
    """Paragraphs that are lost and that are added; what stands before the first
    common one belongs to the title and the contents."""
    matcher = difflib.SequenceMatcher(None, wanted, found, autojunk=False)
    lost, added = [], []
    begun = False
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            begun = True
            continue
        lost += wanted[a:b]
        added += found[c:d] if begun else []
    return lost, added


def _known(wanted, found):
    """Expected texts, those with unknown parts as the paragraphs that they
    match, in their order."""
    plain, begin = [], 0
    for text in wanted:
        match = pattern(text) if ANYTHING in text else re.compile(re.escape(text))
        at = next((at for at in range(begin, len(found)) if match.fullmatch(found[at])), None)
        if at is not None:
            text, begin = found[at], at + 1
        plain.append(text)
    return plain


def _headings(wanted, found):
    problems = []
    if len(wanted) != len(found):
        problems.append(f"word: {len(found)} headings instead of {len(wanted)}")
    for (number, text), (word_number, word_text) in zip(wanted, found):
        # A number may be a list's or typed: a reader sees the same.
        if not pattern(without_unseen(number + text)).fullmatch(word_number + word_text):
            problems.append(f"word: heading “{word_number} {short(word_text)}” instead of “{number} {short(text)}”")
    return problems


def _same(wanted, found):
    return len(wanted) == len(found) and all(pattern(w).fullmatch(f) for w, f in zip(wanted, found))


def _all(root, name):
    """The elements of a name, without those for old readers."""
    return [e for e in root.iter(qn(name)) if next(e.iterancestors(FALLBACK), None) is None]


def _style(paragraph):
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return style.get(qn("w:val")) if style is not None else ""


def _whole_code(paragraphs):
    """The paragraphs, those of one block of code as one: a block with long lines
    has a paragraph for each."""
    whole = []
    for style, text in paragraphs:
        if style == CODE and whole and whole[-1][0] == CODE:
            whole[-1] = (CODE, whole[-1][1] + text)
        else:
            whole.append((style, text))
    return whole


def _unmarked(paragraph):
    """The text without a marker that Word's lists could not print: it stands before
    a tab in an item of no list."""
    text = _text(paragraph)
    is_item = _style(paragraph) == "ListParagraph" and paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is None
    marker, tab, rest = text.partition("\n")
    return rest if is_item and tab and len(marker) < 12 else text


def _text(paragraph):
    """The text of a paragraph with that of its fields and links; formulas are
    written with elements of their own and are no text."""
    pieces = []
    for element in paragraph.iter(qn("w:t"), qn("w:br"), qn("w:tab"), qn("w:noBreakHyphen")):
        if next(element.iterancestors(qn("w:p"))) is not paragraph:
            continue
        if element.tag == qn("w:t"):
            if next(element.iterancestors(qn("m:oMath")), None) is None:
                pieces.append(element.text or "")
        else:
            pieces.append("-" if element.tag == qn("w:noBreakHyphen") else "\n")
    return "".join(pieces)


def _joined(note):
    return "".join(normal(_text(paragraph)) for paragraph in note.iter(qn("w:p")))


def _is_own(note):
    return note.get(qn("w:type")) in (None, "normal")


def _is_data(table):
    styles = (_style(p) for p in table.iter(qn("w:p")) if next(p.iterancestors(qn("w:tbl"))) is table)
    return any(style in CELL_STYLES for style in styles)
