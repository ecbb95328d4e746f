"""Documents that are as large or as odd as what fuzi lets through: their Word
files must be valid too, and other programs must open them."""

from pathlib import Path

ODD = "甲\x01\x07\x0b\x0c\x1b[31m\x7f\x85\x9f\ufffe\uffff乙"


def write(folder):
    """Writes them; gives back their names and files."""
    beside = Path(folder) / "hostile"
    beside.mkdir(exist_ok=True)
    for name, text in documents():
        source = beside / f"{name}.md"
        source.write_bytes(text.encode())
        yield f"hostile/{name}", source, False


def documents():
    yield "table-of-20000-cells", table(20, 999)
    yield "long-captions", f"# 首{'长' * 200}\n\n| a |\n|---|\n| b |\n\n: 表{'题' * 500} {{#tbl:x}}\n\n见 @tbl:x。\n"
    yield "many-notes", "".join(f"字[^{n}]。\n\n[^{n}]: 注{n}。\n\n" for n in range(300))
    yield "many-bookmarks", "".join(f"# 题{n} {{#名{n}}}\n\n" for n in range(300)) + f"[见](#名{299})\n"
    yield "large-formulas", "\n\n".join(formula(name, lines, 2) for name, lines in (("aligned", 64), ("matrix", 64), ("cases", 64)))
    yield "control-characters", f"# {ODD}\n\n`{ODD}`\n\n| {ODD} | b |\n|---|---|\n| {ODD} | c |\n\n文[^a]。\n\n[^a]: {ODD}\n\n> {ODD}\n"


def table(columns, rows):
    row = lambda text: f"|{f' {text} |' * columns}\n"
    return row("h") + row("---") + row("x") * rows


def formula(name, lines, columns):
    line = " & ".join("x" * columns)
    rows = r" \\ ".join([line] * lines)
    return f"$$ \\begin{{{name}}} {rows} \\end{{{name}}} $$"
