"""Time and memory of commands.

    python3 benches/measure.py peak COMMAND…          largest memory, in MB
    python3 benches/measure.py cost COMMAND…          time, and largest memory
    python3 benches/measure.py ratio FILE.json        table of a hyperfine export
    python3 benches/measure.py pages FUZI FOLDER N…   table of growing manuscripts
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 3


def run(command):
    """Seconds, MB and what the command said."""
    with tempfile.TemporaryFile() as said:
        begun = time.perf_counter()
        process = subprocess.Popen(command, stdout=said, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        text = said.read().decode("utf-8", "replace")
    if process.returncode != 0:
        sys.exit(f"{' '.join(command)}: exit status {process.returncode}\n{text}")
    return seconds, usage.ru_maxrss / 1024, text


def best(command):
    """The fastest of some runs, the largest memory of all."""
    runs = [run(command) for _ in range(RUNS)]
    return min(r[0] for r in runs), max(r[1] for r in runs), runs[0][2]


def peak(command):
    print(f"{best(command)[1]:.0f}")


def cost(command):
    seconds, megabytes, _ = best(command)
    print(f"{seconds:.2f} s, {megabytes:.0f} MB")


def ratio(path):
    results = json.loads(Path(path).read_text("utf-8"))["results"]
    base = results[-1]["mean"]
    for result in results:
        mean, spread = result["mean"] * 1000, (result["stddev"] or 0) * 1000
        print(f"{result['command']:<34} {mean:8.1f} ms ± {spread:5.1f}   {result['mean'] / base:6.2f} ×")


def pages(fuzi, folder, *numbers):
    here = Path(__file__).parent
    print(f"{'wanted':>6} {'pages':>6}  {'editions':<9} {'seconds':>8} {'ms/page':>8} {'MB':>7}")
    for number in numbers:
        source = Path(folder) / f"pages-{number}.md"
        text = subprocess.run([sys.executable, str(here / "manuscript.py"), number], check=True, capture_output=True).stdout
        source.write_bytes(text)
        count = None
        for editions in ("pdf,docx", "pdf", "docx"):
            command = [fuzi, "build", str(source), "--to", editions, "--out-dir", folder]
            seconds, megabytes, said = best(command)
            found = re.search(r"(\d+) pages", said)
            count = int(found[1]) if found else count
            row = f"{number:>6} {count:>6}  {editions:<9} {seconds:8.2f} {seconds * 1000 / count:8.2f} {megabytes:7.0f}"
            print(row, flush=True)


if __name__ == "__main__":
    actions = {"peak": lambda *command: peak(list(command)), "cost": lambda *command: cost(list(command)), "ratio": ratio, "pages": pages}
    if len(sys.argv) < 3 or sys.argv[1] not in actions:
        sys.exit(__doc__)
    actions[sys.argv[1]](*sys.argv[2:])
