"""Measures batches, rebuilding after edits, and watching against other programs.

    python3 batch.py FUZI PANDOC TYPST FOLDER

Prints a line for each: what was measured, and its ratio to what it is measured
against.
"""

import json
import os
import re
import statistics
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "examples" / "scale-out"))
sys.path.insert(0, str(HERE))

from make_project import MANIFEST, REPORT  # noqa: E402
from manuscript import manuscript  # noqa: E402
from typst_source import main as emit_typst  # noqa: E402

COUNT = 100
RUNS = 5
EDITS = 9
SPEED = re.compile(r"compiled .*in ([\d.]+) ?(ms|s|µs)")


def timed(command, cwd):
    """The seconds that a command takes."""
    begun = time.perf_counter()
    subprocess.run(command, cwd=cwd, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begun


def median(work, runs=RUNS):
    """The median of so many times."""
    return statistics.median(work() for _ in range(runs))


def said(name, seconds, other="", against=0.0):
    """Prints a time, and its ratio to another one."""
    ratio = f"  {seconds / against:5.2f} x {other} ({against * 1000:.1f} ms)" if against else ""
    print(f"{name:48} {seconds * 1000:9.1f} ms{ratio}", flush=True)


def project(folder, count):
    """A project of short reports."""
    (folder / "reports").mkdir(parents=True, exist_ok=True)
    (folder / "fuzi.toml").write_text(MANIFEST, encoding="utf-8")
    for n in range(count):
        text = REPORT.format(n=n, visits=20 + n % 11, faults=n % 5)
        (folder / "reports" / f"{n:06}.md").write_text(text, encoding="utf-8")


def batch(fuzi, pandoc, typst, folder):
    """Many short reports: all of them, none, one."""
    folder = folder / "batch"
    project(folder, COUNT)
    ours = median(lambda: timed([fuzi, "build", "--no-cache", "--quiet"], folder))
    each = (
        f"{pandoc} $1 -o $1.docx && {pandoc} -f markdown-citations $1 -s -t typst -o $1.typ && "
        f"{typst} compile --font-path {HERE.parent / 'fonts'} --ignore-system-fonts $1.typ"
    )
    line = f"ls reports/*.md | xargs -P2 -n1 sh -c '{each}' sh"
    theirs = median(lambda: timed(["sh", "-c", line], folder), 3)
    said(f"{COUNT} reports, both editions, cold", ours)
    said("pandoc (docx, typ) and typst compile, xargs -P2", theirs, "fuzi", ours)
    build = [fuzi, "build", "--quiet"]
    timed(build, folder)
    unchanged = median(lambda: timed(build, folder))
    said(f"nothing of {COUNT} changed", unchanged)

    def edited():
        edit(folder / "reports" / "000042.md", "异常均已")
        return timed(build, folder)

    alone = watched([fuzi, "watch", "--no-cache"], folder / "reports" / "000042.md", "异常均已")
    said("that report in a warm process", alone)
    said(f"one of {COUNT} edited", median(edited), "1.3 warm + unchanged", 1.3 * alone + unchanged)


def edit(path, before):
    """Changes a word of a text to what it never was."""
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(before, before + "〇", 1), encoding="utf-8")


def watched(command, path, word):
    """The median of the times that a watching process says it took after edits."""
    ours = "typst" not in os.path.basename(command[0])
    command = command + (["--message-format", "json", str(path)] if ours else [str(path)])
    seen = []
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, encoding="utf-8") as process:
        for line in process.stderr:
            if ours:
                event = json.loads(line)
                if event["event"] == "document":
                    seen.append(event["seconds"])
                if event["event"] != "waiting":
                    continue
            elif found := SPEED.search(line):
                seen.append(float(found[1]) * {"µs": 1e-6, "ms": 1e-3, "s": 1}[found[2]])
            else:
                continue
            if len(seen) > EDITS:
                process.kill()
            time.sleep(0.3)
            edit(path, word)
    return statistics.median(seen[1:])


def watching(fuzi, typst, folder):
    """One paragraph of a long manuscript edited while it is watched."""
    for pages in (20, 300):
        work = folder / f"watch-{pages}"
        work.mkdir(parents=True, exist_ok=True)
        path = work / "report.md"
        path.write_text(manuscript(pages), encoding="utf-8")
        emit_typst(fuzi, str(path), str(work / "typst"))
        source = next((work / "typst").glob("*.typ"))
        text = path.read_text(encoding="utf-8")
        middle = re.search(r"[\u4e00-\u9fff]{6}(?=[^\n]*。)", text[len(text) // 2 :])
        word = middle[0]
        fonts = ["--font-path", str(HERE.parent / "fonts"), "--ignore-system-fonts"]
        theirs = watched([typst, "watch", *fonts], source, word)
        both = watched([fuzi, "watch"], path, word)
        said(f"{pages} pages, a paragraph edited, both editions", both, "typst watch", theirs)
        pdf = watched([fuzi, "watch", "--to", "pdf"], path, word)
        said("  PDF alone", pdf, "typst watch", theirs)
        docx = watched([fuzi, "watch", "--to", "docx"], path, word)
        said("  DOCX alone", docx, "the PDF", pdf)


def cold(fuzi, typst, folder):
    """One PDF in a new process."""
    work = folder / "watch-20"
    source = next((work / "typst").glob("*.typ"))
    fonts = ["--font-path", str(HERE.parent / "fonts"), "--ignore-system-fonts"]
    ours = median(lambda: timed([fuzi, "build", "--to", "pdf", "--quiet", "report.md"], work), 15)
    theirs = median(lambda: timed([typst, "compile", *fonts, source, work / "typst" / "x.pdf"], work), 15)
    said("20 pages, PDF, a cold process", ours, "typst compile", theirs)


def planning(fuzi, folder):
    """Planning very many documents."""
    for count in (1000, 10_000):
        work = folder / f"plan-{count}"
        project(work, count)
        seconds = median(lambda: timed([fuzi, "plan", "--json"], work), 3)
        with subprocess.Popen([fuzi, "plan", "--json"], cwd=work, stdout=subprocess.DEVNULL) as process:
            _, _, usage = os.wait4(process.pid, 0)
            process.returncode = 0
        said(f"planning {count} documents, {usage.ru_maxrss // 1024} MB", seconds)


def main():
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    fuzi, pandoc, typst = (str(Path(path).resolve()) for path in sys.argv[1:4])
    folder = Path(sys.argv[4]).resolve()
    batch(fuzi, pandoc, typst, folder)
    watching(fuzi, typst, folder)
    cold(fuzi, typst, folder)
    planning(fuzi, folder)


if __name__ == "__main__":
    main()
