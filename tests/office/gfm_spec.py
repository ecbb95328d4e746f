"""Examples of GFM's extensions, taken from the tests of a crate that quotes them.

    gfm_spec.py CRATE_FOLDER OUTPUT

GitHub's specification is in no package registry; pulldown-cmark's tests hold its
examples of tables, strikethrough and task lists as pairs of Rust strings. They
are written in the form of a CommonMark `spec.txt`.
"""

import pathlib
import re
import sys

PAIR = re.compile(r'let original = r(#+)"(.*?)"\1;\s*let expected = r(#+)"(.*?)"\3;', re.DOTALL)
FENCE = "`" * 32


def examples(crate: pathlib.Path) -> list[tuple[str, str]]:
    """The Markdown and the HTML of every example."""
    files = sorted(crate.glob("tests/suite/gfm_*.rs"))
    return [(found[1], found[3]) for file in files for found in PAIR.findall(file.read_text(encoding="utf-8"))]


def written(markdown: str, html: str) -> str:
    """An example as a specification prints it, tabs as arrows."""
    text = f"{FENCE} example\n{markdown.strip(chr(10))}\n.\n{html.strip(chr(10))}\n{FENCE}\n"
    return text.replace("\t", "→")


def main() -> int:
    crate, output = map(pathlib.Path, sys.argv[1:3])
    found = examples(crate)
    if not found:
        print(f"no examples in {crate}", file=sys.stderr)
        return 1
    output.write_text("\n".join(written(*pair) for pair in found), encoding="utf-8")
    print(f"{len(found)} examples")
    return 0


if __name__ == "__main__":
    sys.exit(main())
