"""Compares the looks of both editions: the PDF as fuzi sets it, and the Word file
as an office program prints it.

    python3 tests/office/parity.py [--fuzi BINARY] [--style STYLE] [DOCUMENT…]

One line a measure, with its value in the PDF and in Word. Lengths may differ by
2 %, texts and counts not at all. Exit status 1 if one differs, 2 if a tool is
missing.
"""

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import tools

REPOSITORY = Path(__file__).resolve().parents[2]
TOLERANCE = 0.02
# An office program rounds places to a tenth of a millimetre or so.
POINTS = 0.3
# Headings, captions and the like whose sizes are compared.
SIZED = ("title", "heading", "caption", "cell", "quote", "attribution", "note", "abstract", "list", "references", "code")
# What stands for the numbers of pages in running heads.
ROMAN = re.compile(r"(?<![A-Za-z])[ivxIVX]+(?![A-Za-z])")


@dataclass
class Measure:
    """One thing that both editions show."""

    name: str
    pdf: object
    word: object

    @property
    def is_same(self):
        """Whether nobody would see a difference."""
        if isinstance(self.pdf, float) and isinstance(self.word, float):
            return abs(self.pdf - self.word) <= max(TOLERANCE * abs(self.pdf), POINTS)
        return self.pdf == self.word

    def line(self):
        """The measure in one line."""
        return f"{self.name:<44} {_shown(self.pdf):>22} {_shown(self.word):>22}  {'ok' if self.is_same else 'DIFFERENT'}"


def _shown(value):
    return f"{value:.2f} pt" if isinstance(value, float) else str(value)


def arguments():
    parser = argparse.ArgumentParser(description="Compares the looks of both editions.")
    parser.add_argument("--fuzi", default=str(REPOSITORY / "target/debug/fuzi"), help="the command [default: the dev build]")
    parser.add_argument("--style", help="the style of all documents [default: their own]")
    parser.add_argument("--keep", metavar="DIR", help="keep the editions in this folder")
    parser.add_argument("documents", nargs="*", help="documents [default: tests/examples, examples/official and report]")
    return parser.parse_args()


def main():
    args = arguments()
    try:
        tools.packages()
        tools.program("soffice")
    except tools.Missing as missing:
        print(f"error: {missing}", file=sys.stderr)
        return 2
    given = [Path(path) for path in args.documents]
    shipped = [path for pattern in ("tests/examples/*/*.md", "examples/official/*.md") for path in sorted(REPOSITORY.glob(pattern))]
    sources = given or [*shipped, REPOSITORY / "report/report.md"]
    with tempfile.TemporaryDirectory(prefix="fuzi-parity-") as temporary:
        folder = Path(args.keep or temporary)
        return compared(args, sources, folder)


def compared(args, sources, folder):
    """Builds and prints all documents, then compares them one by one."""
    built, failed, passed = [], 0, 0
    for at, source in enumerate(sources):
        own = folder / f"{at:02}-{source.stem}"
        shutil.rmtree(own, ignore_errors=True)
        own.mkdir(parents=True)
        try:
            built.append((source, own, _build(args, source, own)))
        except ValueError as error:
            print(f"{source.name}: {error}")
            failed += 1
    print_word([next(own.glob("*.docx")) for _, own, _ in built], folder)
    for source, own, expected in built:
        print(f"{source.parent.name}/{source.name}")
        for measure in measures(own, expected):
            print("  " + measure.line())
            passed, failed = passed + measure.is_same, failed + (not measure.is_same)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


def _build(args, source, folder):
    """Builds both editions; gives back what they must show."""
    import model

    style = ["--style", str(_in_place(args.style or _own_style(source), folder))]
    done = tools.run([args.fuzi, "build", str(source), *style, "--out-dir", str(folder)])
    if done.returncode != 0:
        raise ValueError(f"build: {done.stderr.decode(errors='replace').strip()[:300]}")
    emitted = tools.run([args.fuzi, "build", str(source), *style, "--emit", "model"])
    return model.read(emitted.stdout.decode("utf-8"))


def _own_style(source):
    """The style that a document names."""
    named = re.search(r"^style:\s*(\S+)", source.read_text("utf-8"), re.MULTILINE)
    return named[1] if named else "report"


def _in_place(style, folder):
    """The sheet of a style whose figures stay where they are written: Word has no other."""
    sheet = folder / "in-place.toml"
    sheet.write_text(f'description = "Figures in their places."\ninherits = "{style}"\n[figure]\nfloat = "here"\n', "utf-8")
    return sheet


def print_word(files, folder):
    """Prints Word files with an office program that has the fonts of the PDF
    under the names of Word."""
    settings = folder / "fonts.conf"
    settings.write_text(fonts_of_word(folder), "utf-8")
    for file in files:
        profile = (folder / "profile").as_uri()
        command = [tools.program("soffice"), f"-env:UserInstallation={profile}", "--headless"]
        command += ["--convert-to", "pdf", "--outdir", str(file.parent / "word"), str(file)]
        environment = {**os.environ, "FONTCONFIG_FILE": str(settings)}
        subprocess.run(command, capture_output=True, timeout=180, check=False, env=environment)


def print_word_at_once(files, folder):
    """The same with one start of the program, into one folder."""
    settings = folder / "fonts.conf"
    settings.write_text(fonts_of_word(folder), "utf-8")
    command = [tools.program("soffice"), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(folder / "word"), *map(str, files)]
    environment = {**os.environ, "FONTCONFIG_FILE": str(settings)}
    subprocess.run(command, capture_output=True, timeout=600, check=False, env=environment)


def fonts_of_word(folder):
    """Settings by which each name that a style gives to Word means the family
    that it gives to the PDF."""
    names = {"Cambria Math": "STIX Two Math", "Consolas": "Fuzi Mono"}
    for sheet in REPOSITORY.glob("styles/*.toml"):
        for role in tomllib.loads(sheet.read_text("utf-8")).get("fonts", {}).values():
            if isinstance(role, dict):
                for script in ("latin", "east-asian"):
                    if role.get(script) and role.get(f"word-{script}"):
                        names.setdefault(role[f"word-{script}"], role[script][0])
    same = "".join(
        f'<match target="pattern"><test name="family"><string>{escape(name)}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{escape(family)}</string></edit></match>\n'
        for name, family in names.items()
    )
    places = f"<dir>{escape(str(REPOSITORY / 'fonts'))}</dir><cachedir>{escape(str(folder / 'fonts'))}</cachedir>"
    return f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>{places}\n{same}</fontconfig>'


def measures(folder, expected):
    """Everything that is compared of a document."""
    import printed
    import word

    file = next(folder.glob("*.docx"))
    document = word.Word(file)
    area = document.area()
    pdf = Edition(printed.Printed(next(folder.glob("*.pdf")), area), expected)
    numbers, labels = office_numbers(document, expected), office_labels(expected)
    office = Edition(printed.Printed(folder / "word" / f"{file.stem}.pdf", area, loses_hanging=True), expected, numbers, labels)
    yield from _page(pdf, office)
    yield from _running_text(pdf, office)
    yield from _roles(pdf, office)
    yield from _captions(pdf, office)
    chapters = _chapters(expected) if document.names_chapters() else ()
    yield from _heads(pdf, office, chapters)
    yield from _counts(next(folder.glob("*.pdf")), document)
    yield from _texts(pdf, office)


def office_numbers(document, expected):
    """The numbers of headings as LibreOffice 7.4 shows them: it does not know
    `w:isLgl`, so that 1.1 below 第一章 becomes 一.1. That Word shows 1.1 is
    checked in `word.py`; here the number must be the one that this defect
    makes, and no other."""
    counted = [number for number, _ in document.headings(legal=False)]
    return counted if len(counted) == len(expected.headings) else [number for number, _ in expected.headings]


def office_labels(expected):
    """The labels of captions and formulas that LibreOffice 7.4 shows otherwise:
    it does not begin `SEQ` anew where `\\s` says so, so that the first table of
    chapter 3 becomes 表 3.2 if it is the second of the document. The label must
    be the one that this defect makes, and no other."""
    counts, labels = {}, {}
    for before, chapter, ordinal, after in expected.counted:
        if chapter and ordinal.isdigit():
            counts[before] = counts.get(before, 0) + 1
            labels[before + chapter + ordinal + after] = f"{before}{chapter}{counts[before]}{after}"
    return {ours: theirs for ours, theirs in labels.items() if ours != theirs}


def _relabelled(text, labels):
    """A text with its labels as an office program shows them."""
    if not labels:
        return text
    known = "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True))
    begin = re.match(known, text)
    if begin is None:
        return re.sub(f"({known})(?![0-9])", lambda match: labels[match[1]], text)
    # The text of a caption may begin with a digit.
    return labels[begin[0]] + text[begin.end() :]


def _chapters(expected):
    """The headings of level 1 as a header shows them."""
    levels = [block.role for block in expected.blocks if block.role.startswith("heading")]
    return [number + text for level, (number, text) in zip(levels, expected.headings) if level == "heading 1"]


class Edition:
    """A print, and where the blocks of the document stand in it."""

    def __init__(self, print_, expected, numbers=None, labels=()):
        self.print = print_
        self.expected = expected
        notes = [block.text for block in expected.blocks if block.role == "note"]
        self.notes = print_.leave_out_notes([_relabelled(note, labels) for note in notes])
        self.blocks = [block for block in expected.blocks if block.role != "note"]
        shown = iter(numbers if numbers is not None else [number for number, _ in expected.headings])
        self.texts = [(next(shown) if b.role.startswith("heading") else "") + _relabelled(b.text, labels) for b in self.blocks]
        # Headings and captions stand in the contents too, which lie between what
        # comes before them and the text.
        fronts = expected.before_lists
        front, end = print_.find_all(self.texts[:fronts])
        _, end = print_.find_all(expected.entries, end)
        cells = {at for at, block in enumerate(self.blocks[fronts:]) if block.role == "cell"}
        self.found = front + print_.find_all(self.texts[fronts:], end, cells)[0]
        for at in (at + fronts for at in cells):
            if self.found[at] is None:
                self.found[at] = print_.find_parted(self.texts[at])

    def of(self, role):
        """The blocks of a role that were found."""
        return [found for block, found in zip(self.blocks, self.found) if found and block.role == role]

    def body_lines(self):
        """The lines of each paragraph of running text in one column."""
        return [found.lines() for found in self.of("body") if found.first.place == found.signs[-1].place]


def _page(pdf, office):
    for at, name in ((0, "page width"), (1, "page height")):
        yield Measure(name, float(pdf.print.sizes[0][at]), float(office.print.sizes[0][at]))


def _running_text(pdf, office):
    """The text area and the lines of running text."""
    for name, measure in (
        ("text: left edge", _left_edge),
        ("text: right edge", _right_edge),
        ("text: first baseline of a page", _first_baseline),
        ("text: size", lambda edition: _median(found.size for found in edition.of("body"))),
        ("text: line pitch", _pitch),
        ("text: first-line indent", _indent),
    ):
        values = [measure(edition) for edition in (pdf, office)]
        # A short document may have no full page or no long paragraph, and
        # breaks its pages elsewhere in LibreOffice.
        if None not in values:
            yield Measure(name, *values)


def _left_edge(edition):
    return _median(line[0].inset for lines in edition.body_lines() for line in lines[1:])


def _right_edge(edition):
    """Where full lines end. Punctuation may be set narrower or hang there, so
    it does not count."""
    ends = [line[-1].inset + line[-1].right - line[-1].left for lines in edition.body_lines() for line in lines[:-1] if line[-1].text.isalnum()]
    return statistics.median_high(ends) if ends else None


def _first_baseline(edition):
    """The highest line of running text that begins a page."""
    tops = []
    body = {sign for found in edition.of("body") for sign in found.signs}
    for signs in edition.print.pages():
        if signs and (first := min(signs, key=lambda sign: sign.baseline)) in body:
            tops.append(first.baseline)
    return min(tops, default=None)


def _pitch(edition):
    """From line to line, where no formula needs more room."""
    gaps = [b[0].baseline - a[0].baseline for lines in edition.body_lines() for a, b in zip(lines, lines[1:])]
    return _median(gap for gap in gaps if gap > 0)


def _indent(edition):
    """Of paragraphs that begin without punctuation."""
    long = [lines for lines in edition.body_lines() if len(lines) > 1 and lines[0][0].text.isalnum()]
    left = _left_edge(edition)
    return _median(lines[0][0].inset - left for lines in long) if long else None


def _median(values):
    values = list(values)
    return round(float(statistics.median(values)), 3) if values else None


def _roles(pdf, office):
    """The size of each kind of block, and the left edge of headings."""
    notes = [[found for found in edition.notes if found] for edition in (pdf, office)]
    for role in dict.fromkeys(block.role for block in pdf.expected.blocks):
        if not any(word in role for word in SIZED):
            continue
        ours, theirs = notes if role == "note" else (pdf.of(role), office.of(role))
        if ours or theirs:
            yield Measure(f"{role}: size", _median(f.size for f in ours), _median(f.size for f in theirs))
        if role.startswith("heading") and ours and theirs:
            yield Measure(f"{role}: left edge", _median(f.first.inset for f in ours[:1]), _median(f.first.inset for f in theirs[:1]))


def _captions(pdf, office):
    """Whether captions stand above or below what they belong to."""
    for at, block in enumerate(pdf.blocks):
        if block.role in ("figure caption", "table caption", "code caption"):
            yield Measure(f"place of “{block.text[:16]}”", _place(pdf, at), _place(office, at))


def _place(edition, at):
    """A picture needs its height; rows and lines of code have texts."""
    caption, block = edition.found[at], edition.blocks[at]
    if caption is None:
        return "lost"
    if not block.picture:
        inner = edition.found[at + 1]
        if inner is None:
            return "lost"
        parted = "" if caption.signs[-1].place == inner.first.place else ", parted"
        return ("above" if _order(caption) < _order(inner) else "below") + parted
    page = caption.first.place
    inside = ("panel caption",)
    before = [f for f, b in zip(edition.found[:at], edition.blocks[:at]) if f and b.role not in inside]
    above = [f.signs[-1].baseline for f in before if f.signs[-1].place == page]
    room = caption.first.baseline - max(above, default=0.0)
    return "below" if room > block.picture else "above"


def _order(found):
    return *found.first.place, found.first.baseline


def _heads(pdf, office, chapters):
    """What the running heads and feet say, with every number of a page as N,
    and where they stand. LibreOffice breaks pages elsewhere, so their texts
    count and not their pages; and it does not know `STYLEREF`, so that it shows
    the chapter that was current when the file was written on all pages."""
    for zone in ("header", "footer"):
        yield Measure(f"{zone}: texts", *(_said(edition, zone, chapters) for edition in (pdf, office)))
        places = [_stand(edition, zone) for edition in (pdf, office)]
        for parity, ours, theirs in zip(("odd", "even"), *places):
            if ours is not None or theirs is not None:
                yield Measure(f"{zone}: middle on {parity} pages", ours and ours[0], theirs and theirs[0])
                yield Measure(f"{zone}: size on {parity} pages", ours and ours[1], theirs and theirs[1])


def _said(edition, zone, chapters):
    known = re.compile("|".join(map(re.escape, sorted(chapters, key=len, reverse=True))) or "(?!)")
    texts = (known.sub("{chapter}", text) for text, _ in edition.print.running(zone) if text)
    return " | ".join(sorted({ROMAN.sub("R", re.sub(r"\d+", "N", text)) for text in texts})) or "none"


def _stand(edition, zone):
    """The middle and the size, on odd and on even pages. The baseline is not
    compared: lines of Word's own spacing are as high as the font says, and the
    fonts at hand are not those of Word."""
    found = []
    for parity in (0, 1):
        heads = [signs for _, signs in edition.print.running(zone)[parity::2] if signs]
        if not heads:
            found.append(None)
            continue
        middle = _median((min(s.left for s in signs) + max(s.right for s in signs)) / 2 for signs in heads)
        found.append((middle, _median(signs[0].size for signs in heads)))
    return found


def _counts(path, document):
    """How many there are of each thing, by the tags of the PDF and by the
    elements of the Word file."""
    tags = _tags(path)
    headings = sum(count for tag, count in tags.items() if re.fullmatch(r"H\d", tag))
    yield Measure("number of headings", headings, len(document.headings()))
    for name, tag, count in (
        ("figures", "Figure", document.pictures),
        ("tables", "Table", document.tables),
        ("notes", "Note", len(document.notes)),
        ("formulas", "Formula", document.formulas),
    ):
        yield Measure(f"number of {name}", tags.get(tag, 0), count)


def _tags(path):
    """How often each tag stands in the structure of a PDF."""
    import pypdf

    counts = {}
    pending = [pypdf.PdfReader(path).trailer["/Root"]["/StructTreeRoot"]]
    while pending:
        node = pending.pop()
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            pending += node
        elif isinstance(node, dict):
            if "/S" in node:
                counts[node["/S"][1:]] = counts.get(node["/S"][1:], 0) + 1
            if "/K" in node:
                pending.append(node["/K"])
    return counts


def _texts(pdf, office):
    """How many blocks are printed in full, and those that one edition lacks."""
    for name, ours, theirs, texts in (
        ("blocks", pdf.found, office.found, pdf.texts),
        ("notes", pdf.notes, office.notes, [block.text for block in pdf.expected.blocks if block.role == "note"]),
    ):
        whole = [sum(1 for found in side if found) for side in (ours, theirs)]
        yield Measure(f"{name} printed in full", *whole)
        for mine, other, text in zip(ours, theirs, texts):
            if (mine is None) != (other is None):
                yield Measure(f"“{text[:24]}”", "printed" if mine else "lost", "printed" if other else "lost")


if __name__ == "__main__":
    sys.exit(main())
