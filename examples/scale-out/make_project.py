"""Writes a project of many short reports, to try the examples on.

    python make_project.py FOLDER COUNT
"""

import sys
from pathlib import Path

REPORT = """---
title: 第 {n} 号监测站月度报告
author: 监测中心
date: 2026-11-01
---

# 概况 {{#sec:overview}}

本站本月共完成 {visits} 次巡检，结果见 @tbl:results，比对方法见 @eq:rate。

# 结果

| 项目 | 次数 |
|---|---:|
| 巡检 | {visits} |
| 异常 | {faults} |

: 本月结果 {{#tbl:results}}

$$ r = \\frac{{{faults}}}{{{visits}}} $$ {{#eq:rate}}

如 @sec:overview 所述，异常均已处理。
"""

MANIFEST = """[build]
out-dir = "out"

[[document]]
each = ["reports/*.md"]
"""


def main() -> None:
    folder, count = Path(sys.argv[1]), int(sys.argv[2])
    (folder / "reports").mkdir(parents=True, exist_ok=True)
    (folder / "fuzi.toml").write_text(MANIFEST, encoding="utf-8")
    for n in range(1, count + 1):
        text = REPORT.format(n=n, visits=20 + n % 11, faults=n % 5)
        (folder / "reports" / f"{n:06}.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
