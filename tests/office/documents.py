"""The documents that are checked, and their two editions."""

import json
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import hostile
import model
import tools

# The head of a case in a file of the suite; one that must fail says so.
CASE = re.compile(r"^===== (?P<name>[a-z0-9-]+)(?P<fails> \(fails\))? =====\s*$", re.MULTILINE)
ASSETS = "assets"


@dataclass
class Document:
    """A manuscript and what came of it."""

    name: str
    source: Path
    # Where its editions go.
    folder: Path
    must_fail: bool = False
    # The characters that fuzi says no font has.
    missing: str = ""
    # Whether the editions may say different things: a raw block is for one of them, a
    # character that no font has or a picture that is missing stands in a box.
    may_differ: bool = False
    problems: list = field(default_factory=list)
    expected: model.Expected = None
    failed_as_it_must: bool = False

    def edition(self, extension):
        return next(iter(sorted(self.folder.glob(f"*.{extension}"))), self.folder / f"none.{extension}")

    @property
    def is_built(self):
        return self.expected is not None and not self.problems

    def style_sheet(self, repository):
        """The sheet that the document names; the default one if it names none."""
        text = self.source.read_text("utf-8", "replace") if self.source.is_file() else ""
        # The name of a style, or its fields with the style that they build on.
        pattern = r"^(?:style:|[ ]+inherits:)[ \t]*[\"']?([^\s\"'{]+)"
        named = re.search(pattern, text.split("\n---", 1)[0], re.MULTILINE)
        name = named[1] if named else "report"
        beside = self.source.parent / name
        return beside if beside.is_file() else repository / "styles" / f"{name}.toml"


def find(repository, given, folder):
    """The cases of the test suite, the examples and the report, or the documents
    that are given."""
    if given:
        found = [(path, Path(path), False) for path in given]
    else:
        found = [*suite(repository / "tests" / "suite", folder), *examples(repository / "tests" / "examples")]
        found += official(repository / "examples" / "official")
        found.append(("report", repository / "report", False))
        found += hostile.write(folder)
    documents = []
    for at, (name, source, must_fail) in enumerate(found):
        own = folder / f"{at:04}"
        own.mkdir()
        documents.append(Document(name, source, own, must_fail))
    return documents


def examples(root):
    """The example of each style."""
    for source in sorted(root.glob("*/*.md")):
        yield f"examples/{source.stem}", source, False


def official(root):
    """The whole official documents."""
    return [(f"official/{source.stem}", source, False) for source in sorted(root.glob("*.md"))]


def suite(root, folder):
    """Every case of the suite as a file of its own, beside the files that cases
    use."""
    beside = folder / "cases"
    if (root / ASSETS).is_dir():
        shutil.copytree(root / ASSETS, beside)
    beside.mkdir(exist_ok=True)
    for file in sorted(root.glob("*/*.md")):
        area = file.parent.name
        if area == ASSETS:
            continue
        # The text as it is: a case may be about its line ends.
        text = file.read_bytes().decode("utf-8")
        heads = list(CASE.finditer(text))
        if not heads:
            raise ValueError(f"{file}: there is no case")
        for head, following in zip(heads, [*heads[1:], None]):
            source = beside / f"{area}--{head['name']}.md"
            start = text.index("\n", head.start()) + 1
            source.write_bytes(text[start : following.start() if following else len(text)].encode("utf-8"))
            yield f"{area}/{head['name']}", source, bool(head["fails"])


def build(binary, document):
    """Builds both editions and reads the model."""
    source = str(document.source)
    done = tools.run([binary, "build", source, "--to", "pdf,docx", "--allow-raw", "--out-dir", str(document.folder), "--message-format", "json"])
    said = done.stderr.decode(errors="replace").strip()
    if document.must_fail:
        document.failed_as_it_must = done.returncode == 1
        if not document.failed_as_it_must:
            document.problems.append(f"build: exit status {done.returncode} instead of 1")
        return
    if done.returncode != 0:
        document.problems.append(f"build: exit status {done.returncode}: {said[-300:]}")
        return
    events = [json.loads(line) for line in said.splitlines()]
    missing = [event["message"] for event in events if event.get("code") == "missing-glyph"]
    document.missing = "".join(re.search("“(.+?)”", message)[1] for message in missing)
    codes = {event.get("code") for event in events}
    text = document.source.read_text("utf-8", "replace") if document.source.is_file() else ""
    document.may_differ = bool(codes & {"missing-glyph", "image"}) or "{=typst}" in text or "{=openxml}" in text
    emitted = tools.run([binary, "build", source, "--allow-raw", "--emit", "model"])
    try:
        document.expected = model.read(emitted.stdout.decode("utf-8"))
    except (ValueError, KeyError, AttributeError) as error:
        document.problems.append(f"model: {error!r}")
        return
    # LibreOffice names what it converts after the file alone.
    word = document.edition("docx")
    if word.is_file():
        word.rename(document.folder / f"{document.folder.name}.docx")
    for extension in ("docx", "pdf"):
        if not document.edition(extension).is_file():
            document.problems.append(f"build: no {extension}")
