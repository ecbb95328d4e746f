"""The Word file as LibreOffice opens it, against the model."""

import re
import tempfile
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import tools
from text import normal, occurs, short, without_unseen

SPACE = {
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
}

# What LibreOffice shows for a reference whose target it does not know, without blanks.
LOST = "Error:Referencesourcenotfound"
# A citation by number, without blanks.
CITED = re.compile(r"\[\d+(?:[,–-]\d+)*\]")


def convert(python, files, opened, renewed):
    """Opens all files in one LibreOffice and saves them as ODT, before and after
    their fields and indexes were renewed; gives back what it had to say. The
    profile is its own: a running LibreOffice of the user would take the call
    over."""
    for folder in (opened, renewed):
        folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        command = [python, str(Path(__file__).with_name("renew.py")), profile, str(opened), str(renewed), *map(str, files)]
        done = tools.run(command, timeout=120 + 10 * len(files))
    return (done.stderr or b"").decode(errors="replace").strip()


def renewed(path, opened, counts):
    """What a renewal changes: in the indexes, but for the numbers of pages and
    headings and those of the next sentence; in the text and the counts of captions, unless these begin anew in
    every chapter, which LibreOffice does not know (`counts` is `None`)."""
    if not path.is_file():
        return ["office: not renewed"]
    before, after = _content(opened), _content(path)
    problems = []
    for part, found, wanted in zip(("indexes", "text"), _parts(after), _parts(before)):
        if counts is None and part == "text":
            continue
        if part == "indexes":
            # A program that makes a list anew takes citations along.
            found, wanted = ([CITED.sub("", text) for text in texts] for texts in (found, wanted))
        if counts is None:
            found, wanted = ([re.sub(r"[0-9A-Z]+[.-][0-9]+", "", text) for text in texts] for texts in (found, wanted))
        lost = [text for text in wanted if text not in found]
        added = [text for text in found if text not in wanted]
        # References to what stands behind them find their targets when the pages are
        # laid out, as for everybody who opens the file, or are renewed: not before.
        for text in [text for text in lost if LOST in text]:
            resolved = re.compile(".+?".join(map(re.escape, text.split(LOST))))
            same = next((other for other in added if LOST not in other and resolved.fullmatch(other)), None)
            if same is not None:
                lost.remove(text)
                added.remove(same)
        problems += [f"office: renewing the {part} loses: {short(text)}" for text in lost]
        problems += [f"office: renewing the {part} adds: {short(text)}" for text in added]
    if counts is not None:
        shown = [_text(count) for count in after.iter(_name("text:sequence"))]
        if shown != counts:
            problems.append(f"office: renewed counts are {short(repr(shown))} instead of {short(repr(counts))}")
    return problems


def _parts(root):
    """The entries of the indexes, and the paragraphs of the text."""
    indexes = [e for e in root.iter() if e.tag in map(_name, ("text:table-of-content", "text:illustration-index"))]
    listed = {id(p): p for index in indexes for p in index.iter(_name("text:p"))}
    texts = [_without_marks(p) for p in root.iter(_name("text:p")) if id(p) not in listed]
    # LibreOffice does not know `w:isLgl`: it lists 一.1 for 1.1.
    entries = [re.sub(r"^[〇一二三四五六七八九十\d.]+|[0-9IVXivx]+$", "", _text(p)) for p in listed.values()]
    return [text for text in entries if text], texts


def _without_marks(paragraph):
    """The text without the marks of notes, which begin anew on every page."""
    return without_unseen(normal("".join(_shown(paragraph, marks=False))))


def _shown(element, marks=True, inside=None):
    """The texts that are shown, without the instructions of fields: these stand
    between the start of a field mark and its separator."""
    inside = [] if inside is None else inside
    yield "" if any(inside) else element.text or ""
    for child in element:
        kind = child.tag.rpartition("}")[2]
        if kind == "fieldmark-start":
            inside.append(True)
        elif kind == "fieldmark-separator":
            inside[-1] = False
        elif kind == "fieldmark-end":
            inside.pop()
        elif marks or kind != "note":
            yield from _shown(child, marks, inside)
        yield "" if any(inside) else child.tail or ""


def _content(path):
    with zipfile.ZipFile(path) as package:
        return ElementTree.fromstring(package.read("content.xml"))


def check(path, expected, said):
    """What differs from the model in the converted file."""
    if not path.is_file():
        return [f"office: not opened: {short(said, 200)}"]
    root = _content(path)
    whole = _text(root)
    problems = []
    headings = [_text(h) for h in root.iter(_name("text:h"))]
    wanted = [text for _, text in expected.headings]
    if len(headings) != len(wanted):
        problems.append(f"office: {len(headings)} headings instead of {len(wanted)}")
    problems += [f"office: lost heading: {short(t)}" for t in wanted if not any(occurs(t, h) for h in headings)]
    problems += [f"office: lost: {short(t)}" for t in expected.texts("caption", "cell") if not occurs(t, whole)]
    pictures = sum(1 for frame in root.iter(_name("draw:frame")) if _is_picture(frame))
    if pictures != expected.pictures:
        problems.append(f"office: {pictures} pictures instead of {expected.pictures}")
    return problems


def _name(short_name):
    space, name = short_name.split(":")
    return f"{{{SPACE[space]}}}{name}"


def _text(element):
    return without_unseen(normal("".join(_shown(element))))


def _is_picture(frame):
    """A frame with a picture; that of a formula only shows what it looks like."""
    return frame.find(_name("draw:image")) is not None and frame.find(_name("draw:object")) is None
