"""Parses the examples and runs what they run, in a project made for it: all but the
steps of the hosts and the installation.

    python examples/ci/check.py target/debug/fuzi
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

import yaml

HERE = pathlib.Path(__file__).resolve().parent


def commands():
    """The commands of each example."""
    github = yaml.safe_load((HERE / "github.yml").read_text())
    gitlab = yaml.safe_load((HERE / "gitlab.yml").read_text())
    hooks = yaml.safe_load((HERE / "pre-commit.yml").read_text())["repos"][0]["hooks"]
    steps = [step for job in github["jobs"].values() for step in job["steps"]]
    assert all(("uses" in step) != ("run" in step) for step in steps), steps
    cached = next(step["with"]["path"].split() for step in steps if "cache@" in step.get("uses", ""))
    assert {"out", ".fuzi"} <= set(cached), cached
    assert {"out/", ".fuzi/"} <= set(gitlab["documents"]["cache"]["paths"])
    yield "github", [step["run"] for step in steps if "run" in step]
    yield "gitlab", gitlab["documents"]["before_script"] + gitlab["documents"]["script"]
    # pre-commit adds the files of the commit.
    yield "pre-commit", [f"{hook['entry']} report.md" for hook in hooks]


def main():
    fuzi = pathlib.Path(sys.argv[1]).resolve()
    failed = 0
    examples = list(commands())
    for name, lines in examples:
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            # With fuzi there, `command -v fuzi ||` installs nothing.
            home = {"PATH": f"{fuzi.parent}:{os.environ['PATH']}", "CARGO_HOME": str(folder / "cargo")}
            environment = os.environ | home
            subprocess.run([fuzi, "init", "--lang", "zh"], cwd=folder, check=True, capture_output=True)
            done = subprocess.run(
                ["bash", "-ec", "\n".join(lines)], cwd=folder, env=environment, capture_output=True, text=True
            )
            wanted = {"github": ["out/report.pdf", "fuzi.sarif"], "gitlab": ["out/report.docx"]}.get(name, [])
            missing = [path for path in wanted if not (folder / path).exists()]
            if name == "github" and not missing:
                json.loads((folder / "fuzi.sarif").read_text())
            if done.returncode or missing:
                failed += 1
                print(f"{name}: status {done.returncode}, missing {missing}\n{done.stdout}{done.stderr}")
    print(f"{len(examples) - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
