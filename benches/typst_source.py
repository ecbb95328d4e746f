"""Lays the Typst source that fuzi emits into a folder, beside the pictures
under the names by which the source asks for them.

    python3 benches/typst_source.py FUZI PROJECT FOLDER
"""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path


def emitted(fuzi, project, what):
    return subprocess.run([fuzi, "build", project, "--emit", what], check=True, capture_output=True, text=True).stdout


def pictures(node):
    """Every picture of the model: its number and its path."""
    if isinstance(node, dict):
        if isinstance(node.get("image"), int):
            yield node["image"], node["path"]
        for inner in node.values():
            yield from pictures(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from pictures(inner)


def main(fuzi, project, folder):
    project, folder = Path(project), Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    source = emitted(fuzi, str(project), "typst")
    (folder / "report.typ").write_text(source, "utf-8")
    paths = dict(pictures(json.loads(emitted(fuzi, str(project), "model"))))
    for name, number in set(re.findall(r'"/(image-(\d+)\.\w+)"', source)):
        shutil.copyfile(project / paths[int(number)], folder / name)


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
