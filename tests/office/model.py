"""What a document must show, taken from the resolved model that `fuzi build
--emit model` prints."""

import json
from contextlib import contextmanager
from dataclasses import dataclass, field

from text import ANYTHING, UNSEEN, normal

# Containers whose paragraphs do not look like running text.
OWN_LOOKS = ("abstract", "center", "references", "salutation", "signature")


@dataclass
class Block:
    """A paragraph, a heading, a caption or a cell, by what it is: `body`,
    `heading 2`, `figure caption`, `quote`, …"""

    role: str
    text: str
    # The height of the picture that a caption belongs to, in points.
    picture: float = 0.0
    # Whether the manuscript asks for a new page before it.
    new_page: bool = False


@dataclass
class Expected:
    """What both editions must hold. All text is normalised."""

    title: str = ""
    lang: str = ""
    authors: list = field(default_factory=list)
    front: list = field(default_factory=list)
    # The entries of the contents and of the lists of figures and tables.
    entries: list = field(default_factory=list)
    # (kind, text) in the order of the document: heading, caption, cell, text, …
    flow: list = field(default_factory=list)
    # The same in finer words, with abstracts and notes.
    blocks: list = field(default_factory=list)
    # How many of them, without the notes, stand before the contents.
    before_lists: int = 0
    # (number, text) of each heading.
    headings: list = field(default_factory=list)
    # Labels of captions and formulas, texts of references.
    labels: list = field(default_factory=list)
    # Those of captions and formulas in their parts: the word before, the
    # chapter, the number, what stands behind.
    counted: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    tables: int = 0
    pictures: int = 0
    has_raw_blocks: bool = False

    def texts(self, *kinds):
        return [text for kind, text in self.flow if kind in kinds and text]


def read(text):
    """The expectations of a document from its model as JSON."""
    return Reader(json.loads(text)).expected


def _parts(node):
    """The name of a tagged node and what it holds."""
    kind = node["kind"]
    if isinstance(kind, str):
        return kind, None
    return next(iter(kind.items()))


class Reader:
    """Walks through a model."""

    def __init__(self, model):
        self.expected = Expected()
        # A footnote may stand in the model without a mark that leads to it.
        self._in_note = False
        self._role = ""
        self._new_page = False
        self._meta(model["meta"], model.get("declarations", []))
        self.expected.before_lists = sum(block.role != "note" for block in self.expected.blocks)
        for front in model["fronts"]:
            self._front(front)
        self._blocks(model.get("front_sections", []))
        self._blocks(model["blocks"])
        self._notes(model["notes"])
        self._imprint(model.get("imprint"))

    def _meta(self, meta, declarations):
        expected = self.expected
        expected.title = normal(self._line(meta["title"]))
        expected.lang = meta["lang"]
        expected.authors = [author["name"] for author in meta["authors"]]
        expected.front += [expected.title, normal(self._line(meta["subtitle"]))]
        logo = meta.get("logo")
        self.expected.pictures += bool(logo and logo["image"] is not None)
        fields = [field for row in meta.get("head_fields", []) for field in row]
        expected.front += [normal(part) for field in fields for part in (field["label"], field["value"])]
        expected.front += [normal(meta.get(line) or "") for line in ("school", "kicker")]
        if meta["masthead"]:
            expected.front += [normal(text) for text in _masthead(meta["masthead"])]
        for line in meta["lines"]:
            value = next(iter(line.values()))
            expected.front += [normal(part) for part in (value.values() if isinstance(value, dict) else [value])]
        for page in meta.get("foreign_titles", []):
            expected.front += [normal(self._line(page["title"])), *map(normal, page["lines"])]
        self._before_lists(declarations)
        for abstract in meta["abstracts"]:
            self._abstract(abstract)

    def _before_lists(self, blocks):
        """Blocks whose texts stand before the lists, as those of the front do."""
        before = len(self.expected.flow)
        self._blocks(blocks)
        self.expected.front += [text for _, text in self.expected.flow[before:]]
        del self.expected.flow[before:]

    def _abstract(self, abstract):
        expected = self.expected
        expected.front.append(normal(self._line(abstract["title"])))
        expected.front.append(normal(abstract["heading"] or ""))
        with self._as("abstract"):
            self._before_lists(abstract["blocks"])
        if abstract["keywords"]:
            label, words = abstract["keywords"]
            expected.front.append(normal(label + self._line(words)))

    def _front(self, front):
        if front["entries"]:
            self.expected.front.append(normal(front["heading"]))
        for entry in front["entries"]:
            text = normal((entry["label"] or "") + self._line(entry["content"]))
            self.expected.front.append(text)
            self.expected.entries.append(text)

    def _notes(self, notes):
        for note in notes:
            before = len(self.expected.flow)
            with self._as("note"):
                self._blocks(note["blocks"])
            # Between two of its paragraphs the marker of an item may stand.
            self.expected.notes.append(UNSEEN.join(text for _, text in self.expected.flow[before:]))
            del self.expected.flow[before:]

    def _imprint(self, imprint):
        with self._as("imprint"):
            for part in ("copies", "office", "date"):
                if imprint and imprint[part]:
                    self._add("text", imprint[part])

    @contextmanager
    def _as(self, role):
        """What is added meanwhile plays a role, unless it stands in one
        already."""
        outer, self._role = self._role, self._role or role
        yield
        self._role = outer

    def _add(self, kind, text, role="", picture=0.0):
        self.expected.flow.append((kind, normal(text)))
        self.expected.blocks.append(Block(self._role or role or kind, normal(text), picture, self._new_page))
        self._new_page = False

    def _blocks(self, blocks):
        for block in blocks:
            name, inner = _parts(block)
            getattr(self, "_" + name.replace("-", "_"))(inner)

    def _heading(self, heading):
        text = self._line(heading["content"])
        if heading.get("unlisted"):
            self._add("text", text, "unlisted heading")
            return
        self._add("heading", text, f"heading {heading['level']}")
        self.expected.headings.append((normal(heading["number"] or ""), normal(text)))

    def _paragraph(self, paragraph):
        role = "continued" if paragraph["continued"] else "body"
        self.expected.pictures += sum(seal["format"] == "word" for seal in paragraph.get("seals", []))
        text = self._line(paragraph["content"]) + paragraph.get("end", "")
        lead = paragraph.get("lead")
        if lead:
            label = _label(lead.get("label"))
            self._count(lead.get("label"))
            text = label + lead.get("word", "") + self._line(lead.get("title", [])) + lead.get("delimiter", "") + text
            self._note_label(label)
        self._add("text", text, role)

    def _quote(self, quote):
        with self._as("quote"):
            self._blocks(quote["blocks"])
        if quote["attribution"]:
            self._add("text", self._line(quote["attribution"]), "attribution")

    def _theorem(self, theorem):
        # What it begins with stands in its first paragraph, what ends it in the last.
        with self._as("theorem"):
            self._blocks(theorem["blocks"])

    def _alert(self, alert):
        self._add("text", alert["title"], "alert title")
        with self._as("alert"):
            self._blocks(alert["blocks"])

    def _list(self, inner):
        for item in inner["items"]:
            with self._as("list"):
                self._blocks(item["blocks"])

    def _definitions(self, definitions):
        for definition in definitions:
            self._add("text", self._line(definition["term"]), "term")
            for blocks in definition["details"]:
                with self._as("list"):
                    self._blocks(blocks)

    def _code(self, code):
        self._caption(code["caption"])
        lines = code["text"].split("\n")
        if code["first_line"] is not None:
            count = len(code["lines"])
            lines = [f"{code['first_line'] + at}{line}" if at < count else line for at, line in enumerate(lines)]
        self._add("code", "\n".join(lines))

    def _equation(self, equation):
        label = _label(equation["label"])
        self._count(equation["label"])
        self._add("equation", _formula(equation["math"]) + label)
        self._note_label(label)
        for line in equation.get("lines", ()):
            label = _label(line["label"])
            self._count(line["label"])
            self._add("equation", label)
            self._note_label(label)

    def _table(self, table):
        self.expected.tables += 1
        self._caption(table["caption"])
        for row in table["head"] + table["body"]:
            for cell in row["cells"]:
                self._add("cell", self._line(cell["content"]))

    def _figure(self, figure):
        for panel in figure["panels"]:
            if panel["picture"]["image"] is None:
                self._add("text", self._picture(panel["picture"]))
            else:
                self.expected.pictures += 1
        for panel in figure["panels"]:
            self._add("caption", self._line(panel["caption"]), "panel caption")
        self._caption(figure["caption"], max((panel["picture"]["height"] for panel in figure["panels"]), default=0.0))

    def _caption(self, caption, picture=0.0):
        if caption:
            label = _label(caption["label"])
            self._count(caption["label"])
            self._add("caption", label + caption.get("delimiter", "") + self._line(caption["content"]), f"{caption['kind']} caption", picture)
            self._note_label(label)

    def _container(self, inner):
        name, blocks = inner
        # A part of an official document is named within: it stands at a place of its own.
        own = "official" if isinstance(name, dict) else name if name in OWN_LOOKS else ""
        with self._as(own):
            self._new_page |= name == "landscape"
            self._blocks(blocks)
        self._new_page |= name == "landscape"

    def _page_break(self, _):
        self._new_page = True

    def _rule(self, _):
        pass

    def _raw(self, raw):
        if raw["format"] == "word":
            self.expected.has_raw_blocks = True

    def _count(self, label):
        if label:
            self.expected.counted.append(tuple(normal(label[part]) for part in ("before", "chapter", "ordinal", "after")))

    def _note_label(self, label):
        if label:
            self.expected.labels.append(normal(label))

    def _line(self, content):
        return "".join(self._inline(inline) for inline in content)

    def _inline(self, inline):
        name, inner = _parts(inline)
        # Tracked changes count as accepted, and comments are no text.
        if inline.get("change") == "deleted" or name in ("comment-start", "comment"):
            return ""
        if name == "run":
            return inner["text"]
        if name == "break":
            return "\n"
        if name == "link":
            return self._line(inner["content"])
        if name == "reference":
            text = self._line(inner["content"])
            self._note_label(text)
            return text
        if name == "note-ref":
            # A second mark of a note is a field that shows the note's number.
            return ANYTHING if inner["repeated"] else UNSEEN
        if name == "math":
            return _formula(inner)
        if name == "picture":
            if inner["image"] is not None:
                self.expected.pictures += 1
                return UNSEEN
            return self._picture(inner)
        if name == "raw":
            return ANYTHING if inner["format"] == "word" else UNSEEN
        raise ValueError(f"the model has an inline that the checks do not know: {name}")

    @staticmethod
    def _picture(picture):
        return f"{ANYTHING}{picture['path']}{ANYTHING}"


def _masthead(head):
    """The texts of the head of an official document."""
    yield from (mark["text"] for mark in head.get("marks", []))
    yield head["name"]
    yield from head.get("joint", [])
    yield head.get("suffix", "")
    yield head["number"]
    for line in head.get("signers", []):
        yield line["label"] + line["names"]


def _formula(math):
    """One that could not be read is printed as it was written."""
    return UNSEEN if math["tree"] is not None else math["source"]


def _label(label):
    return "".join(label[part] for part in ("before", "chapter", "ordinal", "after")) if label else ""
