"""What checkers that are not fuzi's own say of the editions of the report and the
examples: outloud and pdfua of what a screen reader gets of the PDF, docx-integrity of the
parts of the Word file.

    python3 tests/office/readers.py [--fuzi BINARY]

One line a finding; exit status 1 if there is one, or if one that is accepted is not found
any more; 2 if a tool is missing.
"""

import argparse
import json
import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import tools

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGES = ("outloud", "pdfua", "docx-integrity")


@dataclass(frozen=True)
class Finding:
    """What a tool says of a file."""

    file: str
    rule: str
    said: str

    def __str__(self):
        return f"{self.file}: {self.rule}: {self.said}"


@dataclass(frozen=True)
class Accepted:
    """A finding that may be there: its rule, what is said and of which files."""

    rule: str
    said: str
    file: str
    why: str

    def holds(self, finding):
        return (
            finding.rule == self.rule
            and re.search(self.said, finding.said) is not None
            and re.fullmatch(self.file, finding.file) is not None
        )


ACCEPTED = [
    Accepted("NUM002", r"^numId=0 undefined", r".*\.docx",
             "0 takes a paragraph out of the list of its style (ECMA-376, 17.9.18); no numbering has that id"),
    Accepted("NOTE-003", r"have no label", r".*\.pdf",
             "Typst gives the Lbl of a note to its own look alone; here the mark is a link back at its beginning"),
    Accepted("ORD-001", r"paint tagged content out of tag-tree order", r".*\.pdf",
             "floats and columns are painted where they stand; readers follow the tags, which are in order"),
    Accepted("TBL-014", r"that no /Table covers", r"official\.pdf",
             "the table is tagged; outloud asks the Table itself for its page, which its cells have"),
    Accepted("LNK-010", r"xuguanlan@example\.edu\.cn", r"paper\.pdf",
             "the address of an author is text in both editions, as journals print it"),
    Accepted("FIG-012", r"[\u4e00-\u9fff]{3}", r".*\.pdf",
             "outloud counts words by blanks, which Chinese has none of"),
    *(
        Accepted(rule, "", r"order\.pdf", "an order has no title, so that the file claims no PDF/UA-1")
        for rule in ("DOC-010", "DOC-011", "DOC-012", "UA-07-001", "UA-07-002", "UA-28-004")
    ),
]


def main():
    parser = argparse.ArgumentParser(description="Shows both editions of the report and the examples to other checkers.")
    parser.add_argument("--fuzi", default=str(REPOSITORY / "target/debug/fuzi"), help="the command [default: the dev build]")
    args = parser.parse_args()
    missing = [name for name in PACKAGES if not program(name).is_file()]
    if missing:
        print(f"error: {missing[0]} is missing: pip install -r tests/office/requirements.txt", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="fuzi-readers-") as temporary:
        folder = Path(temporary)
        built, problems = build(args.fuzi, folder)
        found = [*outloud(folder, built), *pdfua(folder, built), *integrity(folder, built)]
    problems += [str(finding) for finding in found if not any(accepted.holds(finding) for accepted in ACCEPTED)]
    for accepted in ACCEPTED:
        if not any(accepted.holds(finding) for finding in found):
            problems.append(f"accepted and not found: {accepted.rule}: {accepted.why}")
    for problem in problems:
        print(problem)
    print(f"{len(built)} documents, {len(found)} findings, {len(problems)} of them problems")
    return 1 if problems else 0


def program(name):
    """The command of a package, beside the Python that has it."""
    return Path(sys.executable).with_name(name)


def build(fuzi, folder):
    """The names of the documents with both editions, and what went wrong."""
    sources = [REPOSITORY / "report" / "report.md", *sorted((REPOSITORY / "tests" / "examples").glob("*/*.md"))]
    names, problems = [], []
    for source in sources:
        # The report and the example of its style have one name.
        name = source.stem if source.stem not in names else f"{source.stem}-{len(names)}"
        own = folder / name
        done = tools.run([fuzi, "build", str(source), "--to", "pdf,docx", "--out-dir", str(own)])
        names.append(name)
        if done.returncode:
            problems.append(f"{name}: not built: {done.stderr.decode(errors='replace')[:300]}")
        for path in own.glob("*.*"):
            path.rename(folder / f"{name}{path.suffix}")
    return [name for name in names if all((folder / f"{name}.{edition}").is_file() for edition in ("pdf", "docx"))], problems


def outloud(folder, names):
    """Findings of outloud, but for remarks."""
    report = folder / "outloud.json"
    files = [f"{name}.pdf" for name in names]
    command = [str(program("outloud")), "--quiet", "--fail-on", "never", "--json", str(report), *files]
    done = tools.run(command, timeout=600, cwd=folder)
    if not report.is_file():
        return [Finding("all", "outloud", f"no answer: {done.stderr.decode(errors='replace')[-300:]}")]
    results = json.loads(report.read_text("utf-8"))["results"]
    found = [
        Finding(Path(result["path"]).name, finding["rule"], f"{finding['message']}; {finding.get('evidence') or ''}")
        for result in results
        for finding in result["findings"]
        if finding["severity"] != "info"
    ]
    found += [Finding(Path(result["path"]).name, "outloud", result["error"]) for result in results if result["error"]]
    return found + unanswered("outloud", files, [result["path"] for result in results])


def pdfua(folder, names):
    """Findings of pdfua; a rule of its own that breaks is none."""
    found = []
    for name in names:
        done = tools.run([str(program("pdfua")), "check", "-f", "json", f"{name}.pdf"], cwd=folder)
        try:
            answer = json.loads(done.stdout)
        except ValueError:
            found.append(Finding(f"{name}.pdf", "pdfua", f"no answer: {done.stderr.decode(errors='replace')[-300:]}"))
            continue
        found += [Finding(f"{name}.pdf", one["rule_id"], one["message"]) for one in answer["findings"]]
    return found


def integrity(folder, names):
    """Findings of docx-integrity."""
    files = [f"{name}.docx" for name in names]
    done = tools.run([str(program("docx-integrity")), "check", "--no-config", "--json", *files], cwd=folder)
    try:
        results = json.loads(done.stdout)["files"]
    except ValueError:
        return [Finding("all", "docx-integrity", f"no answer: {done.stderr.decode(errors='replace')[-300:]}")]
    found = [
        Finding(Path(result["path"]).name, finding["code"], f"{finding['message']}; {finding['where']}")
        for result in results
        for finding in result["findings"]
    ]
    return found + unanswered("docx-integrity", files, [result["path"] for result in results])


def unanswered(tool, files, answered):
    """A file of which a tool says nothing was not read."""
    read = {Path(path).name for path in answered}
    return [Finding(file, tool, "no answer") for file in files if file not in read]


if __name__ == "__main__":
    sys.exit(main())
