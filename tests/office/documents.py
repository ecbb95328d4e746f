"""The documents that are checked, and their two editions."""

import re
from dataclasses import dataclass, field
from pathlib import Path

import model
import tools

# A document that must fail says so in its name or in a comment at its head.
MUST_FAIL = re.compile(r"(^|[-_/.])(error|errors|fail|fails|invalid)([-_/.]|$)")


@dataclass
class Document:
    """A manuscript and what came of it."""

    name: str
    source: Path
    folder: Path
    problems: list = field(default_factory=list)
    expected: model.Expected = None
    failed_as_it_must: bool = False

    def edition(self, extension):
        return next(iter(sorted(self.folder.glob(f"*.{extension}"))), self.folder / f"none.{extension}")

    @property
    def is_built(self):
        return self.expected is not None and not self.problems

    def must_fail(self):
        head = self.source.read_bytes()[:400] if self.source.is_file() else b""
        return bool(MUST_FAIL.search(self.name)) or b"must fail" in head

    def style_sheet(self, repository):
        """The sheet that the document names; the default one if it names none."""
        text = self.source.read_text("utf-8", "replace") if self.source.is_file() else ""
        named = re.search(r"^style:\s*[\"']?([^\s\"']+)", text.split("\n---", 1)[0], re.MULTILINE)
        name = named[1] if named else "report"
        beside = self.source.parent / name
        return beside if beside.is_file() else repository / "styles" / f"{name}.toml"


def find(repository, given, folder):
    """The documents of the test suite and the report, or those that are given."""
    if given:
        sources = [Path(path) for path in given]
    else:
        sources = sorted((repository / "tests" / "suite").glob("**/*.md")) + [repository / "report"]
    documents = []
    for at, source in enumerate(sources):
        is_inside = source.resolve().is_relative_to(repository)
        name = str(source.resolve().relative_to(repository)) if is_inside else str(source)
        own = folder / f"{at:04}"
        own.mkdir()
        documents.append(Document(name, source, own))
    return documents


def build(binary, document):
    """Builds both editions and reads the model."""
    source = str(document.source)
    done = tools.run([binary, "build", source, "--to", "pdf,docx", "--out-dir", str(document.folder), "--message-format", "short"])
    said = done.stderr.decode(errors="replace").strip()
    if done.returncode == 1 and document.must_fail():
        document.failed_as_it_must = True
        return
    if done.returncode != 0:
        document.problems.append(f"build: exit status {done.returncode}: {said[-300:]}")
        return
    emitted = tools.run([binary, "build", source, "--emit", "model"])
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
