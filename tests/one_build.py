"""`cargo build` and `cargo test` share one build of the dependencies: no package is
compiled for the tests with other features than for the command.

    python tests/one_build.py
"""

import json
import subprocess
import sys


def artifacts(*arguments):
    """The files of each library of the dependencies that a command builds."""
    command = ["cargo", *arguments, "--message-format", "json"]
    run = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    found = {}
    for line in run.stdout.splitlines():
        message = json.loads(line)
        if message["reason"] != "compiler-artifact" or "lib" not in message["target"]["kind"]:
            continue
        if not message["package_id"].startswith("registry+"):
            continue
        found.setdefault(message["package_id"], set()).update(message["filenames"])
    return found


def main():
    built, tested = artifacts("build"), artifacts("test", "--no-run")
    twice = sorted(name for name, files in built.items() if name in tested and not tested[name] <= files)
    for name in twice:
        print(f"{name} is compiled again for the tests")
    print(f"{len(built) - len(twice)} passed, {len(twice)} failed")
    sys.exit(bool(twice) or not built)


main()
