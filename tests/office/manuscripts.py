"""Long manuscripts made at random, the same ones each time: everything whose place
on a page may go wrong, in the order and in the lengths that chance gives it."""

import random
from pathlib import Path

COUNT = 30
# How many parts of a chapter follow one another.
PARTS = (2, 4)
STYLES = ("report", "thesis", "paper", "official", "english")

CHINESE = (
    "本文讨论的方法|实验的结果|各地区的调查数据|这一结论|模型的参数|样本的选取|上述三种情形|早期的文献|现有的评价体系|"
    "水文站的观测记录|算法的复杂度|该指标的变化|企业的研发投入|受访者的回答|两组之间的差异|附近的居民",
    "表明|说明了|取决于|显著地影响|并不等同于|可以解释|逐年改变着|依赖于|接近|大致符合|超过了|低于",
    "预期的水平|长期以来的看法|政策的实际效果|降雨量与径流量的关系|人口密度|第一阶段所得的数值|C++语言的实现|"
    "GB/T 7714的要求|图1与表2中的数值|第3章的推导|人民币￥3 500元的标准|20 ℃左右的水温|15.6%的份额|“可持续”这一说法|"
    "《统计年鉴》的口径|约翰·斯图尔特·密尔的论述|(a)与(b)两种情形|百分之三十",
)
JOINTS = ("，", "，", "，", "；", "，而", "，因此", "，但", "——", "、", "：")
STOPS = ("。", "。", "。", "。", "！", "？", "……")
ENGLISH = (
    "the|a|this|each|our|their|one|no".split("|"),
    "measured early revised seasonal unexpectedly-large long-term regional preliminary statistical average".split(),
    "estimate catchment observation household parameter measurement questionnaire distribution interpretation method".split(),
    "shows depends changes supports contradicts explains exceeds approaches follows limits".split(),
)
IDENTIFIERS = "station_id runoffPerSquareKilometre config.output_directory HTTP2ConnectionPool max-retry-count src/hydro/balance.rs N_total".split()
FORMULAS = (
    r"E = mc^2",
    r"\sum_{i=1}^{n} x_i^2 \le \Bigl(\sum_{i=1}^{n} \lvert x_i\rvert\Bigr)^2",
    r"\frac{\partial u}{\partial t} = \alpha \nabla^2 u + f(x, t)",
    r"Q = \frac{1}{n} A R^{2/3} \sqrt{S}",
    r"P(A \mid B) = \frac{P(B \mid A) P(A)}{P(B)}",
    r"y = \beta_0 + \beta_1 x_1 + \beta_2 x_2 + \beta_3 x_3 + \beta_4 x_4 + \beta_5 x_5 + \beta_6 x_6 + \varepsilon",
)
PICTURE = """<svg xmlns="http://www.w3.org/2000/svg" width="400" height="{height}">\
<rect width="400" height="{height}" fill="#dde"/><path d="M0 {height}L400 0" stroke="#336"/></svg>
"""


def write(folder, count=COUNT):
    """Writes them; gives back their files."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for height in (100, 200, 300):
        (folder / f"picture-{height}.svg").write_text(PICTURE.format(height=height), "utf-8")
    for number in range(count):
        style = STYLES[number % len(STYLES)]
        path = folder / f"{number:02}-{style}.md"
        path.write_text(Manuscript(number, style).text(), "utf-8")
        yield path


class Manuscript:
    """One of them, by its number."""

    def __init__(self, number, style):
        self._random = random.Random(number)
        self._style = style
        self._is_english = style == "english"
        self._notes = 0
        self._labels = 0

    def text(self):
        say = self._random
        lang = "en" if self._is_english else "zh-CN"
        head = ["---", f"title: {self._title()}", f"lang: {lang}", f"style: {self._style}"]
        head += ["toc: true", "lof: true", "lot: true"] if self._style in ("report", "thesis") else []
        blocks = ["\n".join([*head, "---"])]
        for _ in range(say.randint(3, 5)):
            blocks.append(f"# {self._title()}")
            for _ in range(say.randint(*PARTS)):
                blocks += self._section()
        return "\n\n".join(blocks) + "\n"

    def _section(self):
        say = self._random
        for level in say.choice(((2,), (2, 3), (2, 3, 4), (3,), ())):
            yield f"{'#' * level} {self._title()}"
            if say.random() < 0.5:
                yield self._paragraph()
        for _ in range(say.randint(1, 4)):
            yield self._paragraph()
            if say.random() < 0.5:
                yield from say.choice((self._table, self._table, self._code, self._formula, self._figure, self._list, self._quote))()

    def _title(self):
        say = self._random
        if self._is_english:
            return " ".join(say.choice(say.choice(ENGLISH[:3])) for _ in range(say.randint(2, 14))).capitalize()
        return "与".join(say.choice(CHINESE[0].split("|")) for _ in range(say.choice((1, 1, 2, 4))))

    def _clause(self):
        say = self._random
        if self._is_english:
            words = [say.choice(group) for group in ENGLISH] + [say.choice(group) for group in ENGLISH[:3]]
            return " ".join([*words, *say.choice(([], ["in 2019"], ["by 15.6%"], ["(see below)"], ["“as expected”"]))])
        return "".join(say.choice(group.split("|")) for group in CHINESE)

    def _sentence(self):
        say = self._random
        clauses = [self._clause() for _ in range(say.randint(1, 3))]
        if self._is_english:
            return ", ".join(clauses).capitalize() + "."
        text = clauses[0]
        for clause in clauses[1:]:
            text += say.choice(JOINTS) + clause
        return text + say.choice(STOPS)

    def _paragraph(self, longest=7):
        say = self._random
        sentences = [self._sentence() for _ in range(say.randint(1, longest))]
        if say.random() < 0.2:
            sentences.append(self._aside())
        text = (" " if self._is_english else "").join(sentences)
        if say.random() < 0.2:
            self._notes += 1
            note = f"n{self._notes}"
            return f"{text[:-1]}[^{note}]{text[-1]}\n\n[^{note}]: {self._sentence() * say.choice((1, 1, 2, 5))}"
        return text

    def _aside(self):
        say = self._random
        inner = say.choice((f"${say.choice(FORMULAS[:4])}$", f"`{say.choice(IDENTIFIERS)}`", "https://example.org/data/2019/stations?id=1234"))
        return f"Compare {inner} here." if self._is_english else f"参见 {inner} 一处。"

    def _label(self, kind):
        self._labels += 1
        return f"{kind}:{self._labels}"

    def _table(self):
        say = self._random
        kinds = [say.choice(("number", "identifier", "words", "long")) for _ in range(say.choice((2, 3, 3, 4, 5, 7, 9)))]
        rows = [[f"{'Column' if self._is_english else '列'}{at}" for at in range(len(kinds))], ["---"] * len(kinds)]
        for at in range(say.choice((2, 3, 5, 8, 15, 35))):
            rows.append([f"R{at}", *(self._cell(kind) for kind in kinds[1:])])
        lines = "\n".join("| " + " | ".join(row) + " |" for row in rows)
        yield f"{lines}\n\n: {self._title()} {{#{self._label('tbl')}}}"

    def _cell(self, kind):
        say = self._random
        if kind == "number":
            return say.choice((f"{say.uniform(-9999, 9999):.2f}", str(say.randint(0, 10**6)), f"{say.randint(0, 100)}%"))
        if kind == "identifier":
            return say.choice((f"`{say.choice(IDENTIFIERS)}`", say.choice(IDENTIFIERS).replace("_", r"\_")))
        return self._title()[:12] if kind == "words" else self._sentence()

    def _code(self):
        say = self._random
        lines = ["def balance(rain, runoff):"]
        for at in range(say.randint(2, 25)):
            more = "  # a remark that makes the line far too long for one line of the page" if say.random() < 0.15 else ""
            lines.append(f"    value_{at} = rain[{at}] * {say.random():.4f} - runoff[{at}]{more}")
        options = say.choice(("python", "{.python .number-lines}", f'{{.python #{self._label("lst")} caption="{self._title()}"}}'))
        yield "\n".join([f"``` {options}", *lines, "```"])

    def _formula(self):
        say = self._random
        yield f"$$\n{say.choice(FORMULAS)}\n$$ {{#{self._label('eq')}}}"
        yield self._paragraph(2)

    def _figure(self):
        say = self._random
        yield f"![{self._title()}](picture-{say.choice((100, 200, 300))}.svg){{#{self._label('fig')} width={say.choice((40, 70, 100))}%}}"

    def _list(self):
        say = self._random
        mark = say.choice(("-", "1."))
        gap = say.choice(("\n", "\n\n"))
        items = [f"{mark} {self._sentence() * say.choice((1, 1, 3))}" for _ in range(say.randint(2, 7))]
        if say.random() < 0.3:
            items[-1] += f"\n\n    - {self._clause()}\n    - {self._sentence()}"
        yield gap.join(items)

    def _quote(self):
        say = self._random
        lines = [self._sentence() for _ in range(say.randint(1, 5))]
        yield "> [!NOTE]\n> " + lines[0] if say.random() < 0.3 else "> " + "\n> ".join(lines)
