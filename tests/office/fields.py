"""The fields of a Word file, computed anew as Word computes them (F9), against
the texts that the file shows before (ECMA-376-1 §17.16).

What Word lays out is not computed: pages (PAGE, PAGEREF), notes that begin anew
on each, tables of contents.
"""

import re

import docx
from docx.oxml.ns import qn

from numbers_of_headings import Numbers
from text import normal, short

# In the order in which they can be computed.
KNOWN = ("SEQ", "STYLEREF", "REF", "QUOTE")
LAID_OUT = {"PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF", "NOTEREF", "TOC"}


class Field:
    """A field: its instruction, what it shows, and where it stands."""

    def __init__(self, paragraph):
        self.code = self.shown = ""
        self.paragraph = paragraph
        self.in_result = False
        # The fields in its instruction.
        self.inner = []

    @property
    def words(self):
        return re.findall(r'"[^"]*"|\S+', self.code)

    def switch(self, name):
        """What follows a switch; an empty text for one that stands alone; `None`
        without it."""
        words = self.words
        at = next((at for at, word in enumerate(words) if word == f"\\{name}"), None)
        if at is None:
            return None
        following = words[at + 1] if at + 1 < len(words) else ""
        return "" if following.startswith("\\") else following.strip('"')


class Paragraph:
    """A paragraph: the level of its heading, the number that Word shows."""

    def __init__(self, level, number):
        self.level, self.number = level, number


class Document:
    """The text of a Word file with its fields and bookmarks, in order."""

    def __init__(self, path):
        self._document = docx.Document(str(path))
        self._numbers = Numbers(self._document)
        self.fields, self.bookmarks = [], {}
        # The place of each paragraph, and the headings with theirs.
        self.places, self.headings = {}, []
        self._kept = []
        self._open_fields, self._open_bookmarks = [], {}
        for paragraph in self._document.element.body.iter(qn("w:p")):
            self._paragraph(paragraph)

    def _paragraph(self, element):
        style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        heading = re.fullmatch(r"Heading(\d)", style.get(qn("w:val")) if style is not None else "")
        number = self._numbers.of(element) if heading else ""
        paragraph = Paragraph(int(heading[1]) if heading else 0, number)
        self.places[id(paragraph)] = len(self._kept)
        self._kept.append(paragraph)
        if heading:
            self.headings.append((self.places[id(paragraph)], paragraph))
        for node in element.iter():
            if node is not element and node.tag == qn("w:p"):
                continue
            self._node(node, paragraph)

    def _node(self, node, paragraph):
        kind = node.get(qn("w:fldCharType")) if node.tag == qn("w:fldChar") else None
        if kind == "begin":
            field = Field(paragraph)
            self.fields.append(field)
            if self._open_fields and not self._open_fields[-1].in_result:
                self._open_fields[-1].inner.append(field)
            self._open_fields.append(field)
            self._put(field)
        elif kind == "separate":
            self._open_fields[-1].in_result = True
        elif kind == "end":
            self._open_fields.pop()
        elif node.tag == qn("w:instrText"):
            self._open_fields[-1].code += node.text or ""
        elif node.tag == qn("w:bookmarkStart"):
            name = node.get(qn("w:name"))
            self._open_bookmarks[node.get(qn("w:id"))] = name
            self.bookmarks[name] = (paragraph, [])
        elif node.tag == qn("w:bookmarkEnd"):
            self._open_bookmarks.pop(node.get(qn("w:id")), None)
        elif node.tag == qn("w:t"):
            self._put(node.text or "")
        elif node.tag in (qn("w:tab"), qn("w:br")) and node.getparent().tag == qn("w:r"):
            self._put(" ")

    def _put(self, piece):
        """Text or a field, in the bookmarks and results that are open."""
        inside = [field for field in self._open_fields if field.in_result]
        if isinstance(piece, str):
            for field in inside:
                field.shown += piece
        outer = [field for field in self._open_fields if field is not piece]
        if not outer:
            for name in self._open_bookmarks.values():
                self.bookmarks[name][1].append(piece)


class Update:
    """One pass over the fields in their order."""

    def __init__(self, document):
        self._document = document
        self._counts, self._chapters, self._values = {}, {}, {}

    def problems(self):
        found = []
        # A reference may stand before what it repeats: labels come first.
        for name in KNOWN:
            for field in self._document.fields:
                if field.words and field.words[0] == name:
                    self._values[id(field)] = self._value(field, name)
        unknown = {f.words[0] for f in self._document.fields if f.words} - set(KNOWN) - LAID_OUT
        found += [f"fields: {name} is not known here" for name in sorted(unknown)]
        within = {id(inner) for field in self._document.fields for inner in field.inner}
        for field in self._document.fields:
            value = self._values.get(id(field))
            if value is not None and id(field) not in within and normal(value) != normal(field.shown):
                found.append(f"fields: {{{field.code.strip()}}} shows “{short(field.shown)}”, updated “{short(value)}”")
        return found

    def _value(self, field, name):
        return {"SEQ": self._seq, "STYLEREF": self._styleref, "REF": self._ref, "QUOTE": self._quote}[name](field)

    def _quote(self, field):
        """§17.16.5.49: the text of its instruction, with the fields in it."""
        return "".join(self._values[id(inner)] for inner in field.inner)

    def _seq(self, field):
        """§17.16.5.56: the next number, the last one (`\\c`), one that is given
        (`\\r`), anew behind a heading (`\\s`), nothing to see (`\\h`)."""
        identifier = field.words[1]
        level = field.switch("s")
        chapter = self._heading_before(field, int(level)) if level else None
        if field.switch("c") is None:
            if field.switch("r"):
                self._counts[identifier] = int(field.switch("r"))
            elif level and self._chapters.get(identifier) is not chapter:
                self._counts[identifier] = 1
            else:
                self._counts[identifier] = self._counts.get(identifier, 0) + 1
            self._chapters[identifier] = chapter
        if field.switch("h") is not None and field.switch("*") is None:
            return ""
        return str(self._counts.get(identifier, 0))

    def _heading_before(self, field, level):
        here = self._document.places[id(field.paragraph)]
        before = (heading for place, heading in reversed(self._document.headings) if place <= here)
        return next((heading for heading in before if heading.level == level), None)

    def _styleref(self, field):
        """§17.16.5.59 `STYLEREF 1 \\s`: the number of the last heading without
        the words of its pattern; as Word writes it in captions itself."""
        heading = self._heading_before(field, int(field.words[1]))
        if heading is None:
            return "Error! No text of specified style in document."
        return _without_words(heading.number) or "0"

    def _ref(self, field):
        """§17.16.5.52: the text of a bookmark; with `\\n` the number of its
        paragraph without the period behind it, with `\\t` without words."""
        if field.words[1] not in self._document.bookmarks:
            return "Error! Reference source not found."
        paragraph, pieces = self._document.bookmarks[field.words[1]]
        if field.switch("n") is not None:
            number = paragraph.number.rstrip(".")
            return number if field.switch("t") is None else _without_words(number)
        return "".join(piece if isinstance(piece, str) else self._shown(piece) for piece in pieces)

    def _shown(self, field):
        return self._values.get(id(field), field.shown)


def _without_words(number):
    found = re.search(r"[0-9A-Z][0-9A-Z.]*|[〇一二三四五六七八九十百]+", number)
    return found[0].rstrip(".") if found else ""


def counts(path):
    """What the counts of captions show, in order; `None` if one begins anew in
    every chapter, which LibreOffice does not know."""
    found = [field for field in Document(path).fields if field.words[:1] == ["SEQ"]]
    if any(field.switch("s") for field in found):
        return None
    return [field.shown for field in found if field.switch("h") is None]


def check(path):
    """The fields whose text would change when they are updated."""
    return Update(Document(path)).problems()
