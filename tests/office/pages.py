"""Measures the printed pages of both editions: that nothing leaves its room, is
printed over something else or is left alone.

    python3 tests/office/pages.py [--fuzi BINARY] [--keep DIR] [DOCUMENT…]

One line a finding: what it is, where, and the text there; then how many of each
kind. Exit status 1 if there is one of a kind that is not allowed, 2 if a tool is
missing.
"""

import argparse
import sys
import tempfile
import traceback
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import tools

REPOSITORY = Path(__file__).resolve().parents[2]
WORKERS = 2
# So many times a program is started that prints.
SHARES = 4
# Kinds that are not at zero, by kind and edition: how many findings there may be,
# and why there are any.
DASHES = "LibreOffice breaks within …… and before ——, ℃ and marks of notes, whatever the file forbids"
SQUEEZED = "last lines are not balanced"
NO_PICTURE = "a figure that has no room"
NO_ROOM = "a formula too wide for a column; LibreOffice breaks no formula in a line"
ALLOWED = {
    ("overfull", "word"): (6, NO_ROOM),
    ("orphan", "pdf"): (1, "the line before a table that has no room"),
    ("widow", "word"): (4, "LibreOffice weighs notes after lines"),
    ("line start", "word"): (215, DASHES),
    ("single sign", "word"): (85, SQUEEZED),
    ("table head", "pdf"): (1, "a row of three lines that is not kept with the next, which has six"),
    ("table head", "word"): (4, "no rule holds the second row"),
    ("table tail", "pdf"): (5, "a row of many lines, without which more than a fifth of the page would be empty"),
    ("table tail", "word"): (2, "rows of many lines are not kept together where no pages are known"),
    ("empty foot", "pdf"): (10, "a heading whose figure or table has no room; figures of official documents stay in their place"),
    ("empty foot", "word"): (25, "a figure that has no room; LibreOffice keeps rows together that only the first two should be"),
}
KINDS = (
    "build", "check", "overfull", "overlap", "stranded heading", "parted caption", "orphan", "widow",
    "line start", "line end", "single sign", "table head", "table tail", "empty foot",
)


@dataclass(order=True)
class Problem:
    """Something that is wrong on a page, counted from 1."""

    kind: str
    text: str
    page: int = 0


def arguments():
    parser = argparse.ArgumentParser(description="Measures the printed pages of both editions.")
    parser.add_argument("--fuzi", default=str(REPOSITORY / "target/debug/fuzi"), help="the command [default: the dev build]")
    parser.add_argument("--keep", metavar="DIR", help="keep manuscripts and editions in this folder")
    parser.add_argument("documents", nargs="*", help="documents [default: tests/examples, report and manuscripts made at random]")
    return parser.parse_args()


def main():
    args = arguments()
    try:
        tools.packages()
        tools.program("soffice")
    except tools.Missing as missing:
        print(f"error: {missing}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="fuzi-pages-") as temporary:
        return measured(args, Path(args.keep or temporary))


def measured(args, folder):
    import manuscripts

    sources = [(path, Path(path)) for path in args.documents]
    if not sources:
        sources = [(f"examples/{path.stem}", path) for path in sorted(REPOSITORY.glob("tests/examples/*/*.md"))]
        sources.append(("report", REPOSITORY / "report/report.md"))
        sources += [(f"manuscripts/{path.stem}", path) for path in manuscripts.write(folder / "manuscripts")]
    numbered = [(f"{at:02}", name, source) for at, (name, source) in enumerate(sources)]
    shares = [numbered[at::SHARES] for at in range(SHARES)]
    jobs = [(args.fuzi, share, folder / f"share-{at}") for at, share in enumerate(shares) if share]
    with ProcessPoolExecutor(WORKERS) as pool:
        results = [result for results in pool.map(_share, jobs) for result in results]
    return report(sorted(results))


def _share(job):
    """Builds some documents, prints their Word files in one go and measures all."""
    import parity

    fuzi, sources, folder = job
    built, results = [], []
    for number, name, source in sources:
        own = folder / number
        own.mkdir(parents=True, exist_ok=True)
        done = tools.run([fuzi, "build", str(source), "--out-dir", str(own)])
        model = tools.run([fuzi, "build", str(source), "--emit", "model"]).stdout.decode()
        if done.returncode != 0:
            results.append((name, "pdf", [Problem("build", done.stderr.decode(errors="replace")[:300])], 0))
            continue
        # An office program names what it prints after the file alone.
        word = next(own.glob("*.docx")).rename(own / f"{number}.docx")
        built.append((name, own, word, model))
    parity.print_word_at_once([word for _, _, word, _ in built], folder)
    for name, own, word, model in built:
        for edition, path in (("pdf", next(own.glob("*.pdf"))), ("word", folder / "word" / f"{word.stem}.pdf")):
            try:
                found, lost = _measure(path, word, model, edition)
            except Exception:  # noqa: BLE001
                found, lost = [Problem("check", traceback.format_exc(limit=-2).strip())], 0
            results.append((name, edition, found, lost))
    return results


def _measure(path, file, model, edition):
    """What is wrong in one edition, and how many of its blocks were not found."""
    import layout
    import parity
    import placed
    import printed
    import word

    document = word.Word(file)
    expected, fronts = placed.read(model)
    is_word = edition == "word"
    print_ = printed.Printed(path, document.area(), loses_hanging=is_word, turned=document.turned_area())
    shown = (parity.office_numbers(document, expected), parity.office_labels(expected)) if is_word else ()
    pages, lost = placed.layout(parity.Edition(print_, expected, *shown), fronts, document.new_pages())
    return [Problem(finding.kind, finding.text, finding.page + 1) for finding in layout.findings(pages)], lost


def report(results):
    """Prints what was found; the exit status."""
    counts, lost_blocks = Counter(), 0
    for document, edition, found, lost in results:
        lost_blocks += lost
        for problem in found:
            counts[problem.kind, edition] += 1
            print(f"{document}, {edition}, page {problem.page}: {problem.kind}: {problem.text}")
    failed = 0
    for (kind, edition), count in sorted(counts.items()):
        most, reason = ALLOWED.get((kind, edition), (0, ""))
        failed += count > most
        print(f"{kind} in {edition}: {count}, {f'at most {most} allowed: {reason}' if most else 'none allowed'}")
    print(f"{lost_blocks} blocks were not found in print, such as rows that are parted")
    kinds = [(kind, edition) for kind in KINDS for edition in ("pdf", "word")]
    print(f"{len(kinds) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
