"""Turns the plan of a project into a build.ninja, an edge for each document.

    python plan_to_ninja.py PROJECT [FUZI] > build.ninja
    ninja

After an edit only the documents that it touches are built: fuzi writes on which
files each one depends, and Ninja remembers that.
"""

import json
import subprocess
import sys

RULES = """ninja_required_version = 1.5
rule fuzi
  command = {fuzi} build {project} --document "$id" --depfile "$depfile" --no-cache --quiet
  description = $id
  depfile = $depfile
  restat = 1
"""


def escaped(path: str) -> str:
    """A path as Ninja writes it."""
    return path.replace("$", "$$").replace(" ", "$ ").replace(":", "$:")


def main() -> None:
    project = sys.argv[1]
    fuzi = sys.argv[2] if len(sys.argv) > 2 else "fuzi"
    plan = subprocess.run([fuzi, "plan", "--json", project], check=True, capture_output=True, encoding="utf-8")
    print(RULES.format(fuzi=escaped(fuzi), project=escaped(project)))
    for job in json.loads(plan.stdout):
        outputs = " ".join(map(escaped, job["outputs"]))
        inputs = " ".join(map(escaped, job["inputs"]))
        print(f"build {outputs}: fuzi {inputs}")
        print(f"  id = {job['document'].replace('$', '$$')}")
        print(f"  depfile = {escaped(job['outputs'][0])}.d\n")


if __name__ == "__main__":
    main()
