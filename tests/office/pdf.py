"""The PDF as poppler, qpdf and pypdf read it, against the model."""

import re
import tomllib

import pypdf

import tools
from text import UNSEEN, first_piece, normal, occurs, short

# What drawings get that name no family of their own.
FOR_DRAWINGS = ("Fuzi Hei", "Fuzi Song", "Fuzi Mono")
ROW = re.compile(r"^(\S+)\s.*\s(yes|no)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+$")
# How much of a paragraph must stand in one piece: a line of a narrow column.
HEAD = 8


def families(sheet):
    """The families that a style sheet and those that it inherits from name, as
    they begin the names of fonts in a PDF."""
    names = list(FOR_DRAWINGS)
    while sheet is not None:
        style = tomllib.loads(sheet.read_text("utf-8"))
        for value in style.get("fonts", {}).values():
            for entry in [value] if isinstance(value, list) else [value.get("latin", []), value.get("east-asian", [])]:
                names += entry
        inherited = style.get("inherits")
        sheet = sheet.with_name(f"{inherited}.toml") if inherited else None
    return {re.sub(r"[^A-Za-z0-9]", "", re.sub(r"\(.*\)", "", name)).lower() for name in names}


def check(path, expected, allowed, missing):
    """What is wrong with the file or differs from the model; the characters of
    `missing` are in no font."""
    problems = _sound(path) + _fonts(path, allowed) + _properties(path, expected)
    texts = [_text(path, *mode) for mode in ([], ["-raw"])]
    whole = texts[0]

    unseen = {ord(sign): UNSEEN for sign in normal(missing)}

    def lost(kind, wanted):
        wanted = [text.translate(unseen) for text in wanted]
        if kind in ("front", "beginning of a paragraph"):
            wanted = [first_piece(text, HEAD) for text in wanted]
        gone = [t for t in dict.fromkeys(wanted) if t and not any(occurs(t, text) for text in texts)]
        return [f"pdf: lost {kind}: {short(t)}" for t in gone]

    problems += lost("heading", [number + text for number, text in expected.headings])
    problems += lost("caption", expected.texts("caption"))
    problems += lost("label", expected.labels)
    problems += lost("front", expected.front)
    problems += lost("beginning of a paragraph", expected.texts("text", "code") + expected.notes)
    if not whole and expected.flow:
        problems.append("pdf: no text")
    return problems


def _sound(path):
    done = tools.run([tools.program("qpdf"), "--check", str(path)])
    return [] if done.returncode == 0 else [f"pdf: qpdf: {short(done.stderr.decode(errors='replace').strip(), 200)}"]


def _fonts(path, allowed):
    done = tools.run([tools.program("pdffonts"), str(path)])
    problems = []
    for line in done.stdout.decode(errors="replace").splitlines()[2:]:
        row = ROW.match(line)
        if row is None:
            problems.append(f"pdf: a font that cannot be read: {line}")
            continue
        name = row[1].split("+")[-1]
        if row[2] != "yes":
            problems.append(f"pdf: {name} is not embedded")
        plain = re.sub(r"[^A-Za-z0-9]", "", name).lower()
        if not any(plain.startswith(family) for family in allowed):
            problems.append(f"pdf: {name} is not a font of the style")
    return problems


def _properties(path, expected):
    info = tools.run([tools.program("pdfinfo"), str(path)]).stdout.decode(errors="replace")
    said = dict(line.split(":", 1) for line in info.splitlines() if ":" in line)
    problems = []
    if normal(said.get("Title", "")) != expected.title and UNSEEN not in expected.title:
        problems.append(f"pdf: title “{said.get('Title', '').strip()}”")
    for author in expected.authors:
        if normal(author) not in normal(said.get("Author", "")):
            problems.append(f"pdf: author {author} is missing")
    if said.get("Tagged", "").strip() != "yes":
        problems.append("pdf: not tagged")
    lang = str(pypdf.PdfReader(path).trailer["/Root"].get("/Lang", ""))
    if lang.split("-")[0].lower() != expected.lang.split("-")[0].lower():
        problems.append(f"pdf: language “{lang}” instead of {expected.lang}")
    return problems


def _text(path, *options):
    done = tools.run([tools.program("pdftotext"), *options, "-enc", "UTF-8", str(path), "-"])
    return normal(done.stdout.decode(errors="replace"))
