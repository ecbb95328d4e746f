"""Runs both examples on a project of short reports and checks what they made.

    python check.py FUZI
"""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from distributed import Client, LocalCluster

from build_with_dask import build_all

HERE = Path(__file__).resolve().parent
COUNT = 24
failures: list[str] = []
passed = 0


def check(name: str, holds: bool, seen: object = "") -> None:
    """Notes whether something holds."""
    global passed
    if holds:
        passed += 1
    else:
        failures.append(f"{name}: {seen}")


def run(*command: object, cwd: Path) -> str:
    """Runs a command and gives what it printed."""
    done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, encoding="utf-8", check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{command}: {done.stdout}{done.stderr}")
    return done.stdout


def editions(folder: Path) -> dict[str, bytes]:
    """Every edition of a project."""
    files = [path for path in (folder / "out").rglob("*") if path.suffix in (".pdf", ".docx")]
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def with_ninja(fuzi: Path, folder: Path) -> None:
    """Builds with Ninja, edits one report, and builds again."""
    ninja = Path(sys.executable).with_name("ninja")
    rules = run(sys.executable, HERE / "plan_to_ninja.py", ".", fuzi, cwd=folder)
    (folder / "build.ninja").write_text(rules, encoding="utf-8")
    run(ninja, cwd=folder)
    first = editions(folder)
    check("ninja builds every document", len(first) == 2 * COUNT, len(first))
    check("ninja has nothing left to do", "no work" in run(ninja, cwd=folder))
    report = folder / "reports" / "000007.md"
    report.write_text(report.read_text(encoding="utf-8") + "\n又及。\n", encoding="utf-8")
    printed = run(ninja, cwd=folder)
    check("ninja builds what was edited", printed.count("[1/1] out/reports/000007") == 1, printed)
    check("and then nothing", "no work" in run(ninja, cwd=folder))
    changed = [name for name, content in editions(folder).items() if content != first[name]]
    check("nothing else changed", sorted(changed) == [f"out/reports/000007.{e}" for e in ("docx", "pdf")], changed)
    (folder / "fuzi.toml").write_text((folder / "fuzi.toml").read_text() + 'style = "paper"\n')
    printed = run(ninja, cwd=folder)
    check("another style concerns all", f"[{COUNT}/{COUNT}]" in printed, printed)


def with_dask(fuzi: Path, folder: Path) -> None:
    """Builds with Dask and ends a worker midway."""
    cluster = LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None)
    ended: list[int] = []

    def end_a_worker(_: object) -> None:
        if not ended:
            ended.append(next(iter(client.run(os.getpid).values())))
            os.kill(ended[0], signal.SIGKILL)

    with cluster, Client(cluster) as client:
        documents = build_all(client, str(fuzi), str(folder), 12, end_a_worker)
    check("a worker was ended", len(ended) == 1)
    check("every document came out once", len({d["document"] for d in documents}) == len(documents) == COUNT, documents)
    check("none failed", all(document["status"] != "failed" for document in documents), documents)
    parts = [path for path in folder.rglob("*.part")]
    check("nothing is left over", not parts, parts)


def main() -> None:
    fuzi = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as name:
        folders = [Path(name).resolve() / part for part in ("ninja", "dask", "plain")]
        for folder in folders:
            run(sys.executable, HERE / "make_project.py", folder, COUNT, cwd=HERE)
        ninja, dask, plain = folders
        run(fuzi, "build", "--quiet", cwd=plain)
        with_dask(fuzi, dask)
        check("the same editions as on one machine", editions(dask) == editions(plain))
        with_ninja(fuzi, ninja)
    print(*failures, sep="\n")
    print(f"{passed} passed, {len(failures)} failed")
    sys.exit(bool(failures))


if __name__ == "__main__":
    main()
