"""Changes Normal (正文) in a Word file to 18 pt and red, as a reader does in Word, and
measures its print: body text, lists and quotes follow; headings and code do not. The
tokens of code follow their own styles.

    python3 tests/office/restyled.py [--fuzi BINARY]

One line a problem; exit status 1 if there is one, 2 if a tool is missing.
"""

import argparse
import re
import sys
import tempfile
import zipfile
from pathlib import Path

import tools

REPOSITORY = Path(__file__).resolve().parents[2]
TEXT = """# 甲标题

乙正文文字。

- 丙列表文字

> 丁引用文字

```python
return 3  # end
```
"""
RED, BLUE = (1, 0, 0), (0, 0, 1)
# A word of each passage, the size of its text and its colour; `None` for whatever it
# has otherwise.
WANTED = {
    "乙正文": (18, RED),
    "丙列表": (18, RED),
    "丁引用": (18, RED),
    "甲标题": (None, None),
    "return": (None, BLUE),
    "end": (None, None),
}


def main():
    parser = argparse.ArgumentParser(description="Changes styles of a Word file and measures its print.")
    parser.add_argument("--fuzi", default=str(REPOSITORY / "target/debug/fuzi"), help="the command [default: the dev build]")
    args = parser.parse_args()
    try:
        tools.packages()
        tools.program("soffice")
    except tools.Missing as missing:
        print(f"error: {missing}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="fuzi-restyled-") as temporary:
        problems = measured(args.fuzi, Path(temporary))
    for problem in problems:
        print(problem)
    print(f"{len(WANTED)} passages of a changed file, {len(problems)} problems")
    return 1 if problems else 0


def measured(fuzi, folder):
    import parity

    source = folder / "a.md"
    source.write_text(TEXT, "utf-8")
    done = tools.run([fuzi, "build", str(source), "--to", "docx"])
    if done.returncode != 0:
        return [f"not built: {done.stderr.decode(errors='replace')[:300]}"]
    changed = folder / "b.docx"
    change(folder / "a.docx", changed)
    parity.print_word_at_once([folder / "a.docx", changed], folder)
    before, after = (passages(folder / "word" / f"{name}.pdf") for name in "ab")
    problems = []
    for word, (size, color) in WANTED.items():
        if word not in before or word not in after:
            problems.append(f"{word}: not printed")
            continue
        wanted = (size or before[word][0], color or before[word][1])
        if abs(after[word][0] - wanted[0]) > 0.1 or after[word][1] != wanted[1]:
            problems.append(f"{word}: {after[word]}, not {wanted}")
    return problems


def change(path, target):
    """Copies a Word file with Normal and the style of keywords changed."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/styles.xml":
                text = with_run(part.decode(), "Normal", '<w:color w:val="FF0000"/><w:sz w:val="36"/><w:szCs w:val="36"/>')
                part = with_run(text, "CodeKeyword", '<w:color w:val="0000FF"/>').encode()
            new.writestr(name, part)


def with_run(text, style, run):
    """A part of styles in which one has these properties of characters alone."""
    begin = re.search(rf'<w:style [^>]*w:styleId="{style}"[^>]*>', text).end()
    end = text.index("</w:style>", begin)
    inside = re.sub(r"<w:rPr>.*?</w:rPr>|<w:rPr/>", "", text[begin:end])
    return f"{text[:begin]}{inside}<w:rPr>{run}</w:rPr>{text[end:]}"


def passages(path):
    """The size and the colour of each wanted word in print."""
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LTChar

    signs = []

    def walk(item):
        if isinstance(item, LTChar):
            signs.append(item)
        elif hasattr(item, "__iter__"):
            for child in item:
                walk(child)

    for page in extract_pages(path):
        walk(page)
    text = "".join(sign.get_text()[:1] or " " for sign in signs)
    found = {word: signs[text.index(word)] for word in WANTED if word in text}
    return {word: (round(sign.size, 1), color_of(sign)) for word, sign in found.items()}


def color_of(sign):
    color = sign.graphicstate.ncolor
    parts = tuple(color) if isinstance(color, (tuple, list)) else (color or 0,) * 3
    return tuple(round(part, 2) for part in parts)


if __name__ == "__main__":
    sys.exit(main())
