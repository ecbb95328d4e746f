"""Writes a Chinese manuscript of about so many pages: the same one each time.

    python3 benches/manuscript.py PAGES > manuscript.md
"""

import random
import sys

SUBJECTS = "本研究 该模型 调查数据 产业政策 开源社区 计算平台 基础软件 高校实验室 评测结果 样本企业".split()
VERBS = "表明 印证了 改变了 依赖于 推动着 制约着 解释了 不同于 先于 补充了".split()
OBJECTS = (
    "推理成本的下降 训练数据的规模 人才流动的方向 芯片供应的格局 应用场景的扩散 "
    "技术标准的演进 模型之间的差距 区域之间的分工 监管工具的选择 长期投入的回报"
).split()
ENDS = "，其影响仍在扩大。 ；这一点与既有文献一致。 ，但口径并不相同。 ，尤其是在2024年以后。 ，约占总量的{n}%。 （见第{n}期Report）。".split()
# How many characters of this mixture make a page of the default style.
CHARACTERS_A_PAGE = 900


def sentence(dice):
    end = dice.choice(ENDS).format(n=dice.randint(3, 97))
    middle = "，" + dice.choice(SUBJECTS) + dice.choice(VERBS) + dice.choice(OBJECTS) if dice.random() < 0.6 else ""
    return dice.choice(SUBJECTS) + dice.choice(VERBS) + dice.choice(OBJECTS) + middle + end


def paragraph(dice):
    text = "".join(sentence(dice) for _ in range(dice.randint(3, 8)))
    if dice.random() < 0.2:
        text = f"**{dice.choice(OBJECTS)}**是关键：" + text
    if dice.random() < 0.2:
        text += f"其中 $x_{{{dice.randint(1, 9)}}} = \\frac{{a}}{{{dice.randint(2, 99)}}}$。"
    return text


def bullets(dice):
    return "\n".join(f"{'   ' * (at % 2)}- {sentence(dice)}" for at in range(dice.randint(3, 6)))


def table(dice, at):
    rows = [f"| {dice.choice(OBJECTS)} | {dice.randint(10, 999)} | {dice.random():.2f} |" for _ in range(dice.randint(4, 9))]
    return f": {dice.choice(SUBJECTS)}的统计 {{#tbl:t{at}}}\n\n| 指标 | 数量 | 比例 |\n|:--|--:|--:|\n" + "\n".join(rows)


def quote(dice):
    return f"> {sentence(dice)}{sentence(dice)}\n> —— {dice.choice(SUBJECTS)}《年度报告》"


def equation(dice, at):
    return f"$$ y = \\sum_{{i=1}}^{{{dice.randint(2, 50)}}} \\frac{{x_i}}{{i^2}} $$ {{#eq:e{at}}}"


def section(dice, at):
    """A section with one of everything that is not a paragraph, now and then."""
    parts = [f"## {dice.choice(SUBJECTS)}与{dice.choice(OBJECTS)} {{#sec:s{at}}}"]
    parts += [paragraph(dice) for _ in range(dice.randint(2, 4))]
    parts.append((bullets, quote, paragraph)[at % 3](dice))
    if at % 4 == 0:
        parts += [table(dice, at), f"如 @tbl:t{at} 所示，" + paragraph(dice)]
    if at % 5 == 0:
        parts += [equation(dice, at), f"由 @eq:e{at} 可知[^n{at}]，" + paragraph(dice), f"[^n{at}]: {sentence(dice)}"]
    return "\n\n".join(parts)


def manuscript(pages):
    dice = random.Random(20251201)
    parts = [f"---\ntitle: 约{pages}页的稿件\nauthor: 课题组\ndate: 2025-12-01\nlang: zh-CN\ntoc: true\n---"]
    length, at = 0, 0
    while length < pages * CHARACTERS_A_PAGE:
        if at % 12 == 0:
            parts.append(f"# {dice.choice(OBJECTS)}")
        parts.append(section(dice, at))
        length += len(parts[-1])
        at += 1
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    if len(sys.argv) != 2 or not sys.argv[1].isdigit():
        sys.exit(__doc__)
    sys.stdout.reconfigure(encoding="utf-8")
    sys.stdout.write(manuscript(int(sys.argv[1])))
