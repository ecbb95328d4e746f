"""Measures letters from a list and writing a long manuscript against other programs.

    python3 benches/teams.py [--letters N] [--runs N] [--only PART] FUZI SOFFICE FOLDER

Needs the packages docxtpl and typst of PyPI. Prints a line for each: what was
measured, by the clock and by the processor, and its ratios to what it is measured
against. What is compared is measured in turns, for the machine may do other work
too; then the time of the processor tells more, but hides that fuzi uses all cores.
"""

import argparse
import csv
import json
import re
import resource
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

import docx
import docxtpl
import typst

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from manuscript import manuscript  # noqa: E402
from typst_source import main as emit_typst  # noqa: E402

# LibreOffice prints so many letters, in one process; the time is scaled up.
PRINTED = 50
PAGES = 300
EDITS = 9

BODY = (
    "您好！感谢您报名参加本次培训。您的编号是{{ 编号 }}，所在单位为{{ 单位 }}，应缴费用{{ 费用 }}元。",
    "请于开班前三日内携带本通知与有效证件报到；逾期未到的，名额由候补学员递补。培训期间的食宿由主办方统一安排，往返交通自理。",
    "如需更改班次，请回复本通知并注明编号。我们会在两个工作日内答复。",
)
HEAD = "尊敬的{{ 姓名 }}："
ROWS = (("班次", "时间", "地点"), ("第一班", "3月1日", "一号楼"), ("第二班", "3月8日", "二号楼"))


class Time:
    """Seconds by the clock and of the processor, of this process and its children."""

    def __init__(self, clock=0.0, processor=0.0):
        self.clock, self.processor = clock, processor

    @classmethod
    def now(cls):
        own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        return cls(time.perf_counter(), own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime)

    @classmethod
    def median(cls, times):
        times = list(times)
        return cls(statistics.median(t.clock for t in times), statistics.median(t.processor for t in times))

    def __sub__(self, other):
        return Time(self.clock - other.clock, self.processor - other.processor)

    def __add__(self, other):
        return Time(self.clock + other.clock, self.processor + other.processor)

    def scaled(self, factor):
        return Time(self.clock * factor, self.processor * factor)


def said(name, took, other="", against=None):
    """Prints a time, and its ratios to another one."""
    ratio = ""
    if against:
        ratio = f"  {against.clock / took.clock:5.2f} x faster than {other}, by the processor {against.processor / took.processor:.2f} x"
    print(f"{name:44} {took.clock:9.3f} s {took.processor:9.3f} s{ratio}", flush=True)


def timed(command, cwd):
    """The time that a command takes."""
    begun = Time.now()
    subprocess.run(command, cwd=cwd, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return Time.now() - begun


def rows(count):
    for n in range(count):
        yield {"编号": f"{n + 1:04}", "姓名": f"王{chr(0x4E00 + n % 6000)}", "单位": f"第{n % 17 + 1}研究所", "费用": 300 + n % 9 * 50}


def project(folder, count):
    """The letters as a project of fuzi."""
    folder.mkdir(parents=True, exist_ok=True)
    table = "\n".join("| " + " | ".join(row) + " |" for row in (ROWS[0], ["--"] * 3, *ROWS[1:]))
    text = "\n\n".join(["---\nlang: zh-CN\n---", "# 培训通知", HEAD, *BODY, table, "培训部"])
    (folder / "letter.md").write_text(text + "\n", "utf-8")
    with (folder / "list.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["编号", "姓名", "单位", "费用"])
        writer.writeheader()
        writer.writerows(rows(count))
    manifest = '[[document]]\nsources = ["letter.md"]\neach = "list.csv"\noutput = "{编号}-{姓名}"\nout-dir = "out"\n'
    (folder / "fuzi.toml").write_text(manifest, "utf-8")


def template(path):
    """The same letter as a template of Word."""
    document = docx.Document()
    document.add_heading("培训通知", 1)
    for text in (HEAD, *BODY):
        document.add_paragraph(text)
    table = document.add_table(len(ROWS), 3)
    for at, row in enumerate(ROWS):
        for column, text in enumerate(row):
            table.cell(at, column).text = text
    document.add_paragraph("培训部")
    document.save(path)


def theirs(soffice, folder, count):
    """The time for all letters: docxtpl fills each, LibreOffice prints it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    template(folder / "template.docx")
    begun = Time.now()
    for row in rows(count):
        document = docxtpl.DocxTemplate(folder / "template.docx")
        document.render(row)
        document.save(folder / f"{row['编号']}.docx")
    filled = Time.now() - begun
    some = min(PRINTED, count)
    printed = [str(folder / f"{n + 1:04}.docx") for n in range(some)]
    command = [soffice, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    # The first start makes the user's profile.
    timed([*command, "--outdir", str(folder), printed[0]], folder)
    took = timed([*command, "--outdir", str(folder), *printed], folder)
    made = sum((folder / f"{n + 1:04}.pdf").exists() for n in range(some))
    assert made == some, f"LibreOffice printed {made} of {some}"
    return filled, took.scaled(count / some)


def letters(fuzi, soffice, folder, count, runs):
    """All letters in both editions, and a second build of them."""
    work = folder / "letters"
    project(work, count)
    ours, filled, printed = [], [], []
    for _ in range(runs):
        shutil.rmtree(work / "out", ignore_errors=True)
        ours.append(timed([fuzi, "build", "--no-cache", "--quiet"], work))
        one, other = theirs(soffice, folder / "docxtpl", count)
        filled.append(one)
        printed.append(other)
    both = Time.median(one + other for one, other in zip(filled, printed))
    said(f"{count} letters, both editions", Time.median(ours), "docxtpl and LibreOffice", both)
    said(f"  docxtpl alone fills {count}", Time.median(filled))
    said(f"  LibreOffice alone, scaled from {PRINTED}", Time.median(printed))
    build = [fuzi, "build", "--quiet"]
    timed(build, work)
    said(f"nothing of {count} letters changed", Time.median(timed(build, work) for _ in range(9)))


def edit(path, word):
    """Changes a word of a text to what it never was."""
    text = path.read_text("utf-8")
    path.write_text(text.replace(word, word + "〇", 1), "utf-8")


class Watching:
    """A process of fuzi that watches a file and shows its pages."""

    def __init__(self, fuzi, path):
        command = [fuzi, "watch", "--serve=0", "--message-format", "json", str(path)]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, encoding="utf-8")
        self.round()

    def round(self):
        """The seconds from now to the pages, and to the files."""
        begun, pages, files = time.perf_counter(), 0.0, 0.0
        for line in self.process.stderr:
            event = json.loads(line)["event"]
            if event == "pages":
                pages = time.perf_counter() - begun
            elif event == "document":
                files = time.perf_counter() - begun
            elif event == "waiting":
                break
        return pages, files


def editing(fuzi, folder):
    """A paragraph of a long manuscript edited: from the edit to the new pages."""
    work = folder / "editing"
    work.mkdir(parents=True, exist_ok=True)
    path = work / "report.md"
    path.write_text(manuscript(PAGES), "utf-8")
    emit_typst(fuzi, str(path), str(work / "typst"))
    source = next((work / "typst").glob("*.typ"))
    # The package cannot switch on what marks cells for readers: without, it has less to do.
    emitted = source.read_text("utf-8").replace("pdf.data-cell(", "plain(")
    source.write_text("#let plain(cell) = cell\n" + emitted, "utf-8")
    text = path.read_text("utf-8")
    word = re.search(r"[\u4e00-\u9fff]{6}(?=[^\n]*。)", text[len(text) // 2 :])[0]
    compiler = typst.Compiler(str(source), font_paths=[str(HERE.parent / "fonts")], ignore_system_fonts=True)
    compiler.compile(format="pdf")
    watching = Watching(fuzi, path)
    pages, files, other = [], [], []
    for _ in range(EDITS):
        edit(path, word)
        one, both = watching.round()
        pages.append(one)
        files.append(both)
        edit(source, word)
        begun = time.perf_counter()
        compiler.compile(format="pdf")
        other.append(time.perf_counter() - begun)
    watching.process.kill()
    compiled = statistics.median(other)
    for name, times in ((f"{PAGES} pages, an edit to its page", pages), ("  to both editions", files)):
        ratio = statistics.median(one / another for one, another in zip(times, other))
        print(f"{name:44} {statistics.median(times):9.3f} s  {ratio:5.2f} x typst's compile ({compiled:.3f} s)", flush=True)


def main():
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--letters", type=int, default=1000)
    asked.add_argument("--runs", type=int, default=3)
    asked.add_argument("--only", choices=["letters", "editing"])
    asked.add_argument("fuzi")
    asked.add_argument("soffice")
    asked.add_argument("folder", type=Path)
    asked = asked.parse_args()
    fuzi, folder = str(Path(asked.fuzi).resolve()), asked.folder.resolve()
    if asked.only != "editing":
        letters(fuzi, asked.soffice, folder, asked.letters, asked.runs)
    if asked.only != "letters":
        editing(fuzi, folder)


if __name__ == "__main__":
    main()
