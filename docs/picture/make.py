"""Makes `docs/editions.png`, the picture at the head of the README: `page.md` in
both editions side by side, the Word file as LibreOffice prints it.

    python docs/picture/make.py [--fuzi BINARY] [--check]

The picture carries the words of both pages; `--check` builds them again and says
whether it still shows what fuzi prints. Needs LibreOffice, poppler and the
packages of tests/office/requirements.txt.
"""

import argparse
import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image, PngImagePlugin

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parents[1]
PICTURE = HERE.parent / "editions.png"
sys.path.insert(0, str(REPOSITORY / "tests/office"))

import parity  # noqa: E402

# Pixels between and around the pages, and dots an inch of the pages.
MARGIN, RESOLUTION = 18, 84
# The part of a page that is shown; the rest below is empty.
SHOWN = 0.93


def editions(fuzi, folder):
    """Both editions as PDF files: the one that fuzi sets, the one that an office
    program prints."""
    command = [fuzi, "build", str(HERE / "page.md"), "--out-dir", str(folder), "--quiet"]
    subprocess.run(command, check=True)
    parity.print_word([folder / "page.docx"], folder)
    return [folder / "page.pdf", folder / "word/page.pdf"]


def words(files):
    """What the pages say, in a number that tells one text from another."""
    texts = [subprocess.run(["pdftotext", "-l", "1", file, "-"], check=True, stdout=subprocess.PIPE).stdout for file in files]
    letters = b"\n".join(b"".join(text.split()) for text in texts)
    return hashlib.sha256(letters).hexdigest()


def drawn(file, folder):
    stem = folder / f"drawn-{file.parent.name}"
    command = ["pdftoppm", "-png", "-r", str(RESOLUTION), "-l", "1", "-singlefile", str(file), str(stem)]
    subprocess.run(command, check=True, capture_output=True)
    page = Image.open(stem.with_suffix(".png")).convert("RGB")
    return page.crop((0, 0, page.width, int(page.height * SHOWN)))


def main():
    parser = argparse.ArgumentParser(description="Makes the picture of both editions.")
    parser.add_argument("--fuzi", default=str(REPOSITORY / "target/debug/fuzi"))
    parser.add_argument("--check", action="store_true", help="only say whether the picture is still true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="fuzi-picture-") as temporary:
        folder = Path(temporary)
        files = editions(args.fuzi, folder)
        found = words(files)
        if args.check:
            known = Image.open(PICTURE).text.get("words")
            print("1 passed, 0 failed" if known == found else f"{PICTURE} is older than what it shows: python {Path(__file__).name}")
            return int(known != found)
        pages = [drawn(file, folder) for file in files]
    width = sum(page.width for page in pages) + 3 * MARGIN
    sheet = Image.new("RGB", (width, max(page.height for page in pages) + 2 * MARGIN), "#C9CED6")
    left = MARGIN
    for page in pages:
        sheet.paste(page, (left, MARGIN))
        left += page.width + MARGIN
    notes = PngImagePlugin.PngInfo()
    notes.add_text("words", found)
    sheet.quantize(64).save(PICTURE, optimize=True, pnginfo=notes)
    return 0


sys.exit(main())
