"""The Word file as ONLYOFFICE opens and saves it, against the file itself.

    python3 tests/office/onlyoffice.py FOLDER FILE…

saves each file again into the folder. It is a program of its own because the
library is not Python: what ends it ends no other check.
"""

import sys
from pathlib import Path

import tools
from text import normal, short


def convert(files, folder):
    """Opens and saves all files in one ONLYOFFICE; gives back what it said."""
    folder.mkdir(exist_ok=True)
    command = [sys.executable, str(Path(__file__).resolve()), str(folder), *map(str, files)]
    done = tools.run(command, timeout=120 + 30 * len(files))
    return done.stderr.decode(errors="replace").strip()


def check(path, saved, said):
    """What is lost of a file when it is opened and saved."""
    import word

    if not saved.is_file():
        return [f"onlyoffice: not opened: {short(said, 200)}"]
    before, after = word.Word(path), word.Word(saved)
    problems = []
    for name in ("grids", "pictures", "formulas"):
        counts = getattr(before, name), getattr(after, name)
        if counts[0] != counts[1]:
            problems.append(f"onlyoffice: {counts[1]} {name} instead of {counts[0]}")
    whole = normal(after.text)
    lost = [text for _, text in before.paragraphs if text and text not in whole]
    problems += [f"onlyoffice: lost: {short(text)}" for text in lost[:5]]
    return problems


def main():
    import docbuilder

    folder, *files = sys.argv[1:]
    builder = docbuilder.CDocBuilder()
    for file in files:
        if builder.OpenFile(file, "") == 0:
            builder.SaveFile("docx", str(Path(folder) / Path(file).name))
            builder.CloseFile()
        else:
            print(f"{file} is not opened", file=sys.stderr)


if __name__ == "__main__":
    main()
