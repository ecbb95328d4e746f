"""Edits of every class in Word files, and whether they come back.

    python merge.py --fuzi BIN [--edits N] [--show CLASS] DOCUMENT…

Each edit is made in the XML as Word makes it, `fuzi merge` brings it back, and the
merged manuscript is built anew: what its Word file says must be what the edited one
says. An edit that is refused with a message is no fault; one that came back wrong in
silence is.
"""

import argparse
import copy
import random
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter, defaultdict
from pathlib import Path

import onlyoffice
from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# The head of a case in a file of the suite; one that must fail says so.
CASE = re.compile(r"^===== ([a-z0-9-]+)( \(fails\))? =====[ \t]*$", re.MULTILINE)
WORDS = "新的说法 补充说明 重新核对 另一种情况 再看数据 some words 2026 年".split()


def w(name):
    return f"{{{W}}}{name}"


class Word:
    """A Word file whose text is a tree."""

    def __init__(self, path):
        with zipfile.ZipFile(path) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.body = etree.fromstring(self.parts["word/document.xml"])
        self.notes = None
        if "word/footnotes.xml" in self.parts:
            self.notes = etree.fromstring(self.parts["word/footnotes.xml"])

    def save(self, path):
        self.parts["word/document.xml"] = etree.tostring(self.body, xml_declaration=True, encoding="UTF-8")
        if self.notes is not None:
            self.parts["word/footnotes.xml"] = etree.tostring(self.notes, xml_declaration=True, encoding="UTF-8")
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in self.parts.items():
                archive.writestr(name, data)


def style(paragraph):
    found = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    return found.get(w("val")) if found is not None else ""


def text(paragraph):
    return "".join(part.text or "" for part in paragraph.iter(w("t")))


def in_field(run):
    """Whether a run stands in a field or a link, whose text a program writes."""
    depth = 0
    paragraph = next(run.iterancestors(w("p")))
    for other in paragraph.iter(w("r")):
        for mark in other.iter(w("fldChar")):
            depth += {"begin": 1, "end": -1}.get(mark.get(w("fldCharType")), 0)
        if other is run:
            return depth > 0
    return False


def paragraphs(word, *prefixes):
    """The paragraphs of the text with a style that begins so."""
    found = []
    for paragraph in word.body.iter(w("p")):
        name = style(paragraph)
        if name.startswith(("TOC", "TableofFigures")) or not text(paragraph).strip():
            continue
        if not prefixes or any(name.startswith(prefix) for prefix in prefixes):
            found.append(paragraph)
    return found


def runs(root, least=1):
    """Runs of plain text that an editor would type in."""
    found = []
    for run in root.iter(w("r")):
        parts = run.findall(w("t"))
        if len(parts) != 1 or len((parts[0].text or "").strip()) < least or in_field(run):
            continue
        link = next(run.iterancestors(w("hyperlink")), None)
        if link is not None and link.get(w("anchor")) is not None:
            continue
        paragraph = next(run.iterancestors(w("p")))
        if style(paragraph).startswith(("TOC", "TableofFigures")):
            continue
        found.append(run)
    return found


def set_text(part, value):
    part.text = value
    part.set(SPACE, "preserve")


def cut(run, at):
    """Parts a run in two at a character."""
    other = copy.deepcopy(run)
    part, behind = run.find(w("t")), other.find(w("t"))
    value = part.text
    set_text(part, value[:at])
    set_text(behind, value[at:])
    run.addnext(other)
    return run, other


def change_text(run, chance):
    part = run.find(w("t"))
    value = part.text
    begin = chance.randrange(len(value))
    end = min(len(value), begin + chance.randrange(1, 8))
    kind = chance.choice(["insert", "replace", "delete"])
    if kind == "insert":
        set_text(part, value[:begin] + chance.choice(WORDS) + value[begin:])
    elif kind == "replace":
        set_text(part, value[:begin] + chance.choice(WORDS) + value[end:])
    elif len(value) > end - begin:
        set_text(part, value[:begin] + value[end:])
    else:
        return False
    return True


def words(word, chance):
    found = runs(word.body, 2)
    return bool(found) and change_text(chance.choice(found), chance)


def words_of(*prefixes):
    def edit(word, chance):
        found = [run for paragraph in paragraphs(word, *prefixes) for run in runs(paragraph, 2)]
        return bool(found) and change_text(chance.choice(found), chance)

    return edit


def note(word, chance):
    found = runs(word.notes, 2) if word.notes is not None else []
    return bool(found) and change_text(chance.choice(found), chance)


def mark(name, **values):
    def edit(word, chance):
        found = [run for paragraph in paragraphs(word, "BodyText", "ListParagraph", "Quote") for run in runs(paragraph, 4)]
        found = [run for run in found if run.find(f"{w('rPr')}/{w('rStyle')}") is None]
        if not found:
            return False
        run = chance.choice(found)
        value = run.find(w("t")).text
        begin = chance.randrange(len(value) - 2)
        _, behind = cut(run, begin)
        inside, _ = cut(behind, chance.randrange(1, min(8, len(value) - begin)))
        properties = inside.find(w("rPr"))
        if properties is None:
            properties = etree.Element(w("rPr"))
            inside.insert(0, properties)
        if properties.find(w(name)) is not None:
            return False
        one = etree.SubElement(properties, w(name))
        for key, own in values.items():
            one.set(w(key), own)
        return True

    return edit


def unmark(word, chance):
    """Takes bold off."""
    found = []
    for paragraph in paragraphs(word, "BodyText", "ListParagraph", "Quote"):
        for run in runs(paragraph):
            properties = run.find(w("rPr"))
            if properties is not None and properties.find(w("b")) is not None:
                found.append(run)
    if not found:
        return False
    run = chance.choice(found)
    properties = run.find(w("rPr"))
    for name in ("b", "bCs", "rStyle"):
        for one in properties.findall(w(name)):
            properties.remove(one)
    return True


def free(paragraph):
    """Whether a paragraph can go or be parted: nothing of a field or section hangs on it."""
    held = [w("fldChar"), w("sectPr"), w("footnoteReference"), w("endnoteReference")]
    return paragraph.getparent().tag == w("body") and not any(True for name in held for _ in paragraph.iter(name))


def delete_paragraph(word, chance):
    found = [paragraph for paragraph in paragraphs(word, "BodyText", "Quote") if free(paragraph)]
    if len(found) < 2:
        return False
    gone = chance.choice(found)
    gone.getparent().remove(gone)
    return True


def new_paragraph(word, chance):
    found = [paragraph for paragraph in paragraphs(word, "BodyText") if free(paragraph)]
    if not found:
        return False
    other = chance.choice(found)
    new = etree.Element(w("p"))
    properties = other.find(w("pPr"))
    if properties is not None:
        new.append(copy.deepcopy(properties))
    run = etree.SubElement(new, w("r"))
    set_text(etree.SubElement(run, w("t")), "新加的一段：" + chance.choice(WORDS) + "，放在这里。")
    other.addnext(new)
    return True


def split(word, chance):
    found = [p for p in paragraphs(word, "BodyText") if free(p) and any(r.getparent() is p for r in runs(p, 8))]
    if not found:
        return False
    paragraph = chance.choice(found)
    run = chance.choice([run for run in runs(paragraph, 8) if run.getparent() is paragraph])
    value = run.find(w("t")).text
    _, behind = cut(run, chance.randrange(3, len(value) - 3))
    new = etree.Element(w("p"))
    properties = paragraph.find(w("pPr"))
    if properties is not None:
        new.append(copy.deepcopy(properties))
    following = [behind, *behind.itersiblings()]
    for one in following:
        new.append(one)
    paragraph.addnext(new)
    return True


def join(word, chance):
    found = []
    for paragraph in paragraphs(word, "BodyText"):
        behind = paragraph.getnext()
        if behind is not None and behind.tag == w("p") and style(behind) == style(paragraph) and free(paragraph) and free(behind) and text(behind).strip():
            found.append((paragraph, behind))
    if not found:
        return False
    paragraph, behind = chance.choice(found)
    for one in list(behind):
        if one.tag != w("pPr"):
            paragraph.append(one)
    behind.getparent().remove(behind)
    return True


def level(word, chance):
    found = [p for p in paragraphs(word, "Heading") if re.fullmatch(r"Heading[1-4]", style(p))]
    if not found:
        return False
    paragraph = chance.choice(found)
    own = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    number = int(own.get(w("val"))[-1])
    own.set(w("val"), f"Heading{number + 1 if number < 3 else number - 1}")
    return True


def new_heading(word, chance):
    found = [paragraph for paragraph in paragraphs(word, "BodyText") if free(paragraph)]
    if not found:
        return False
    new = etree.Element(w("p"))
    properties = etree.SubElement(new, w("pPr"))
    etree.SubElement(properties, w("pStyle")).set(w("val"), "Heading2")
    set_text(etree.SubElement(etree.SubElement(new, w("r")), w("t")), "新的一节")
    chance.choice(found).addnext(new)
    return True


def items(word):
    found = []
    for paragraph in paragraphs(word, "ListParagraph"):
        if paragraph.find(f"{w('pPr')}/{w('numPr')}") is not None and free(paragraph):
            found.append(paragraph)
    return found


def new_item(word, chance):
    found = items(word)
    if not found:
        return False
    other = chance.choice(found)
    new = etree.Element(w("p"))
    new.append(copy.deepcopy(other.find(w("pPr"))))
    set_text(etree.SubElement(etree.SubElement(new, w("r")), w("t")), chance.choice(WORDS))
    other.addnext(new)
    return True


def delete_item(word, chance):
    found = items(word)
    if len(found) < 3:
        return False
    gone = chance.choice(found)
    gone.getparent().remove(gone)
    return True


def rows(word):
    found = []
    for table in word.body.iter(w("tbl")):
        if table.find(f"{w('tblPr')}/{w('tblStyle')}") is None or any(True for _ in table.iter(w("vMerge"))):
            continue
        own = table.findall(w("tr"))
        plain = [row for row in own[1:] if len(row.findall(w("tc"))) == len(own[0].findall(w("tc")))]
        if len(plain) > 1:
            found.append((table, plain))
    return found


def delete_row(word, chance):
    found = rows(word)
    if not found:
        return False
    table, own = chance.choice(found)
    gone = chance.choice(own[:-1])
    if any(True for _ in gone.iter(w("fldChar"))) or any(True for _ in gone.iter(w("footnoteReference"))):
        return False
    table.remove(gone)
    return True


def new_row(word, chance):
    found = rows(word)
    if not found:
        return False
    table, own = chance.choice(found)
    other = chance.choice(own[:-1])
    new = copy.deepcopy(other)
    for cell in new.findall(w("tc")):
        for paragraph in cell.findall(w("p")):
            for one in list(paragraph):
                if one.tag != w("pPr"):
                    paragraph.remove(one)
            set_text(etree.SubElement(etree.SubElement(paragraph, w("r")), w("t")), chance.choice(WORDS))
    other.addnext(new)
    return True


def tracked(name):
    def edit(word, chance):
        found = [run for paragraph in paragraphs(word, "BodyText", "ListParagraph", "Quote") for run in runs(paragraph, 5)]
        found = [run for run in found if run.getparent().tag == w("p")]
        if not found:
            return False
        run = chance.choice(found)
        value = run.find(w("t")).text
        begin = chance.randrange(len(value) - 2)
        before, behind = cut(run, begin)
        change = etree.Element(w(name))
        change.set(w("id"), "9001")
        change.set(w("author"), "导师")
        change.set(w("date"), "2026-01-02T03:04:05Z")
        if name == "del":
            inside, _ = cut(behind, chance.randrange(1, min(6, len(value) - begin)))
            inside.addprevious(change)
            change.append(inside)
            inside.find(w("t")).tag = w("delText")
        else:
            new = copy.deepcopy(before)
            set_text(new.find(w("t")), chance.choice(WORDS))
            change.append(new)
            before.addnext(change)
        return True

    return edit


def new_note(word, chance):
    """A note behind some words, as Word makes it."""
    found = [run for paragraph in paragraphs(word, "BodyText", "ListParagraph", "Quote") for run in runs(paragraph, 5)]
    found = [run for run in found if run.getparent().tag == w("p")]
    if word.notes is None or not found:
        return False
    run = chance.choice(found)
    _, behind = cut(run, chance.randrange(2, len(run.find(w("t")).text) - 1))
    mark = etree.Element(w("r"))
    etree.SubElement(etree.SubElement(mark, w("rPr")), w("vertAlign")).set(w("val"), "superscript")
    etree.SubElement(mark, w("footnoteReference")).set(w("id"), "9002")
    behind.addprevious(mark)
    paragraph = etree.SubElement(etree.SubElement(word.notes, w("footnote")), w("p"))
    paragraph.getparent().set(w("id"), "9002")
    etree.SubElement(etree.SubElement(paragraph, w("r")), w("footnoteRef"))
    set_text(etree.SubElement(etree.SubElement(paragraph, w("r")), w("t")), " 新注：" + chance.choice(WORDS))
    return True


def delete_note(word, chance):
    marks = list(word.body.iter(w("footnoteReference")))
    if word.notes is None or len(marks) < 2:
        return False
    gone = chance.choice(marks)
    for note in word.notes.findall(w("footnote")):
        if note.get(w("id")) == gone.get(w("id")):
            word.notes.remove(note)
    run = gone.getparent()
    run.getparent().remove(run)
    return True


def new_table(named):
    """A table of plain cells; python-docx and LibreOffice give theirs no style."""

    def edit(word, chance):
        found = [paragraph for paragraph in paragraphs(word, "BodyText") if free(paragraph)]
        if not found:
            return False
        table = etree.Element(w("tbl"))
        properties = etree.SubElement(table, w("tblPr"))
        if named:
            etree.SubElement(properties, w("tblStyle")).set(w("val"), named)
        for _ in range(3):
            row = etree.SubElement(table, w("tr"))
            for _ in range(2):
                paragraph = etree.SubElement(etree.SubElement(row, w("tc")), w("p"))
                set_text(etree.SubElement(etree.SubElement(paragraph, w("r")), w("t")), chance.choice(WORDS))
        chance.choice(found).addnext(table)
        return True

    return edit


CLASSES = {
    "words": words,
    "words of headings": words_of("Heading"),
    "words of items": words_of("ListParagraph"),
    "words of cells": words_of("TableText", "TableHead"),
    "words of captions": words_of("Caption", "TableCaption", "CodeCaption"),
    "words of quotations": words_of("Quote"),
    "words of notes": note,
    "words of the title": words_of("Title", "Subtitle", "Abstract"),
    "bold": mark("b"),
    "italic": mark("i"),
    "struck out": mark("strike"),
    "raised": mark("vertAlign", val="superscript"),
    "not bold": unmark,
    "tracked insertion": tracked("ins"),
    "tracked deletion": tracked("del"),
    "paragraph deleted": delete_paragraph,
    "paragraph new": new_paragraph,
    "paragraph parted": split,
    "paragraphs joined": join,
    "heading of another level": level,
    "heading new": new_heading,
    "item new": new_item,
    "item deleted": delete_item,
    "row new": new_row,
    "row deleted": delete_row,
    "note new": new_note,
    "note deleted": delete_note,
    "table new": new_table("TableGrid"),
    "table new, no style": new_table(None),
}


def said(path):
    """What a Word file says in its paragraphs, without lists and numbers that programs
    write, with tracked changes done."""
    word = Word(path)
    found = []
    # Programs keep notes in any order: that of their marks is what is read.
    own = {note.get(w("id")): note for note in word.notes} if word.notes is not None else {}
    marks = [mark.get(w("id")) for mark in word.body.iter(w("footnoteReference"))]
    for root in (word.body, *(own[mark] for mark in dict.fromkeys(marks) if mark in own)):
        for paragraph in root.iter(w("p")):
            # What is cited decides what is listed.
            if style(paragraph).startswith(("TOC", "TableofFigures", "Bibliography")):
                continue
            line = []
            for run in paragraph.iter(w("r")):
                if next(run.iterancestors(w("p"))) is not paragraph or in_field(run):
                    continue
                link = next(run.iterancestors(w("hyperlink")), None)
                if link is not None and link.get(w("anchor")) is not None:
                    continue
                looks = run.find(w("rPr"))
                named = looks.find(w("rStyle")) if looks is not None else None
                direct = looks.find(w("b")) if looks is not None else None
                bold = direct is not None and direct.get(w("val")) not in ("0", "false")
                bold = bold or (named is not None and named.get(w("val")) == "Strong")
                line += [(character, bold and not character.isspace()) for part in run.findall(w("t")) for character in (part.text or "").replace("\xa0", " ")]
            while line and line[-1][0].isspace():
                line.pop()
            while line and line[0][0].isspace():
                line.pop(0)
            if line:
                name = style(paragraph)
                # What stands in a table is no text beside one.
                place = "cell" if next(paragraph.iterancestors(w("tc")), None) is not None else ""
                found.append((name if name.startswith("Heading") else place, tuple(line)))
    return found


def build(fuzi, source, folder):
    command = [fuzi, "build", str(source), "--to", "docx", "--out-dir", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    files = sorted(Path(folder).glob("*.docx"))
    return files[0] if files else None, done.stderr


def try_one(fuzi, source, built, name, seed, scratch):
    """What becomes of one edit: whole, refused, wrong, or None where there is nothing to edit."""
    word = Word(built)
    if not CLASSES[name](word, random.Random(seed)):
        return None, ""
    edited = scratch / "edited.docx"
    word.save(edited)
    copied = scratch / "copy"
    shutil.rmtree(copied, ignore_errors=True)
    shutil.copytree(source.parent, copied, ignore=shutil.ignore_patterns("*.docx", "*.pdf", ".fuzi"))
    manuscript = copied / source.name
    command = [fuzi, "merge", str(edited), str(manuscript)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    told = done.stdout + done.stderr
    if done.returncode == 1:
        return "refused", told
    if done.returncode != 0:
        return "failed", told
    after, errors = build(fuzi, manuscript, scratch / "after")
    if after is None:
        return "wrong", told + errors
    wanted, found = said(edited), said(after)
    if wanted != found:
        pairs = [(one, two) for one, two in zip(wanted, found) if one != two][:1]
        shown = "\n".join("wanted " + "".join(c for c, _ in one[1]) + "\nfound  " + "".join(c for c, _ in two[1]) for one, two in pairs)
        return "wrong", told + f"{len(wanted)} and {len(found)} paragraphs\n{shown}"
    return "whole", told


def cases(folder, scratch):
    """The cases of the suite as manuscripts of their own, beside what they name."""
    found = []
    for source in sorted(folder.rglob("*.md")):
        parts = CASE.split(source.read_text("utf-8"))
        for name, fails, manuscript in zip(parts[1::3], parts[2::3], parts[3::3]):
            if fails or source.parent.name == "assets":
                continue
            own = scratch / source.parent.name / source.stem / name
            own.mkdir(parents=True)
            shutil.copytree(folder / "assets", own / "assets")
            (own / f"{name}.md").write_text(manuscript.removeprefix("\n"), "utf-8")
            found.append(own / f"{name}.md")
    return found


def saved(fuzi, documents, scratch):
    """Word files that other programs open and save without an edit: nothing comes back."""
    files = {}
    for number, source in enumerate(documents):
        built, _ = build(fuzi, source, scratch / "unedited" / str(number))
        if built is not None:
            # Programs save all of them into one folder.
            own = built.rename(built.with_name(f"{number}.docx"))
            files[own.name] = (source, own)
    paths = [own for _, own in files.values()]
    with tempfile.TemporaryDirectory() as profile:
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{profile}", "--convert-to", "docx"]
        folder = scratch / "libreoffice"
        subprocess.run([*command, "--outdir", str(folder), *map(str, paths)], capture_output=True, timeout=120 + 10 * len(paths))
    onlyoffice.convert(paths, scratch / "onlyoffice")
    passed, faults = Counter(), []
    for program in ("libreoffice", "onlyoffice"):
        for name, (source, _) in files.items():
            edited = scratch / program / name
            if not edited.is_file():
                faults.append(f"{source}: not saved by {program}")
                continue
            done = subprocess.run([fuzi, "merge", str(edited), str(source), "--patch"], capture_output=True, text=True, timeout=120)
            # What a program counts or writes anew in its own way is told, and is no edit.
            if done.returncode in (0, 1) and not done.stdout:
                passed[program] += 1
            else:
                faults.append(f"{source}: saved by {program}, unedited:\n{done.stdout}{done.stderr}")
    return passed, faults


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--fuzi", required=True)
    parser.add_argument("--edits", type=int, default=1, help="edits of each class and document")
    parser.add_argument("--show", help="print what was told of a class that is not whole")
    parser.add_argument("--only", help="only this class")
    parser.add_argument("--each", type=int, default=1, help="only each so manieth document")
    parser.add_argument("--skip", type=int, default=0, help="not the first so many documents")
    parser.add_argument("--least", type=float, default=0.0, help="the least share of edits that come back, of each class")
    parser.add_argument("--saved", action="store_true", help="save unedited files in other programs instead")
    parser.add_argument("documents", nargs="+", type=Path)
    options = parser.parse_args()
    counts = defaultdict(Counter)
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        documents = [own for path in options.documents for own in (cases(path, scratch / "cases") if path.is_dir() else [path])]
        if options.saved:
            passed, faults = saved(options.fuzi, documents[options.skip :: options.each], scratch)
            for fault in faults:
                print(fault)
            print(", ".join(f"{program} {number}" for program, number in passed.items()))
            print(f"{sum(passed.values())} passed, {len(faults)} failed")
            return 1 if faults or not passed else 0
        for source in documents[options.skip :: options.each]:
            shutil.rmtree(scratch / "built", ignore_errors=True)
            built, _ = build(options.fuzi, source, scratch / "built")
            if built is None:
                continue
            for name in CLASSES:
                if options.only and name != options.only:
                    continue
                for number in range(options.edits):
                    shutil.rmtree(scratch / "after", ignore_errors=True)
                    result, told = try_one(options.fuzi, source, built, name, f"{source.name} {name} {number}", scratch)
                    if result is None:
                        continue
                    counts[name][result] += 1
                    if result in ("wrong", "failed"):
                        faults.append(f"{source} {name} {number}: {result}\n{told}")
                    elif result == "refused" and options.show in (name, "all"):
                        print(f"--- {source} {name} {number}\n{told}")
    total = Counter()
    for name, count in counts.items():
        total += count
        share = count["whole"] / sum(count.values())
        print(f"{name:26} " + ", ".join(f"{what} {number}" for what, number in sorted(count.items())))
        if share < options.least:
            faults.append(f"{name}: only {share:.0%} came back")
    for fault in faults:
        print(fault)
    print(f"{total['whole']} passed, {len(faults)} failed")
    print(f"all: {dict(total)}")
    return 1 if faults or not total["whole"] else 0


if __name__ == "__main__":
    sys.exit(main())
