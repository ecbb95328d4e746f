"""What `fuzi check --message-format sarif` prints is read by Microsoft's own
validator: the schema of SARIF 2.1.0 and its rules for producers.

    python tests/office/sarif.py --fuzi target/debug/fuzi --node-modules node_modules
"""

import argparse
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
VALIDATOR = "@microsoft/sarif-multitool-linux/Sarif.Multitool"

# The project has no page of its own that could be named.
ALLOWED = {"SARIF2005"}

MANUSCRIPT = """---
title: 一个长得超过二十五个汉字因而在封面上要折成三行的完全没有必要的题目
nonsense: 1
---

# 1 绪论

中文,半角"引号"...见 @fig:没有 与 [@nobody]。![](缺.png)

### 跳级（没有合上

$\\unknown{x}$ 与全角ＡＢＣ，第 1--2 页，5kg。[坏](javascript:x)
"""


def validated(validator, log):
    """The complaints of the validator about a file, each with its rule."""
    out = log.with_suffix(".result")
    command = [validator, "validate", log, "--output", out, "--log", "ForceOverwrite"]
    command += ["--level", "Error;Warning", "--kind", "Fail"]
    said = subprocess.run(
        command,
        env=os.environ | {"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    if "Analysis completed successfully" not in said.stdout:
        sys.exit(f"the validator did not end well:\n{said.stdout}{said.stderr}")
    return re.findall(r"(?:error|warning) (\w+): .*", said.stdout), said.stdout


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--fuzi", required=True, type=pathlib.Path)
    parser.add_argument("--node-modules", required=True, type=pathlib.Path)
    args = parser.parse_args()
    validator = args.node_modules / VALIDATOR
    if not validator.exists():
        sys.exit(f"THE VALIDATOR IS MISSING: {validator}")
    validator.chmod(0o755)
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "错误.md").write_text(MANUSCRIPT, encoding="utf-8")
        (folder / "项目").mkdir()
        (folder / "项目" / "fuzi.toml").write_text("[dokument]\n", encoding="utf-8")
        logs = {
            "mistakes": [folder / "错误.md"],
            "report": [ROOT / "report"],
            "files": ["没有.md", "项目"],
        }
        for name, paths in logs.items():
            said = subprocess.run(
                [args.fuzi.resolve(), "check", *paths, "--message-format", "sarif"],
                cwd=folder,
                capture_output=True,
                text=True,
            )
            log = folder / f"{name}.sarif"
            log.write_text(said.stdout, encoding="utf-8")
            results = json.loads(said.stdout)["runs"][0]["results"]
            rules, output = validated(validator, log)
            wrong = [rule for rule in rules if rule not in ALLOWED]
            few = len(results) < {"mistakes": 10, "files": 2}.get(name, 0)
            if wrong or few:
                failed += 1
                print(f"{name}: {len(results)} results, {wrong}\n{output}")
        broken = folder / "broken.sarif"
        broken.write_text((folder / "mistakes.sarif").read_text().replace('"results"', '"outcomes"'))
        if "JSON1005" not in validated(validator, broken)[0]:
            failed += 1
            print("the validator does not see a broken file")
    print(f"{4 - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
