"""The numbers that Word shows before headings. python-docx does not count
lists, so this follows `numbering.xml` as Word does (ECMA-376-1 §17.9)."""

import re

from docx.oxml.ns import qn

DIGITS = "〇一二三四五六七八九"


def chinese(number):
    if number < 10:
        return DIGITS[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return ("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[ones] if ones else "")
    hundreds, rest = divmod(number, 100)
    if rest == 0:
        tail = ""
    elif rest < 10:
        tail = "零" + DIGITS[rest]
    else:
        tail = ("一" if rest < 20 else "") + chinese(rest)
    return chinese(hundreds) + "百" + tail


def roman(number):
    signs = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"))
    signs += ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    out = ""
    for value, sign in signs:
        out += sign * (number // value)
        number %= value
    return out


FORMATS = {
    "decimal": str,
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "upperLetter": lambda n: chr(64 + (n - 1) % 26 + 1) * ((n - 1) // 26 + 1),
    "lowerLetter": lambda n: chr(96 + (n - 1) % 26 + 1) * ((n - 1) // 26 + 1),
    "upperRoman": roman,
    "lowerRoman": lambda n: roman(n).lower(),
    "none": lambda _: "",
    "bullet": lambda _: "",
}


class Numbers:
    """Counts headings as they come."""

    def __init__(self, document, legal=True):
        self._knows_legal = legal
        self._styles = {s.get(qn("w:styleId")): s for s in document.styles.element.iter(qn("w:style"))}
        root = document.part.numbering_part.element if _has_numbering(document) else None
        self._levels = _levels(root) if root is not None else {}
        self._counts = {}

    def of(self, paragraph):
        """The number of the next heading."""
        number, level = self._binding(paragraph)
        levels = self._levels.get(number)
        if not levels or level not in levels:
            return ""
        abstract = levels["abstract"]
        counts = self._counts.setdefault(abstract, {})
        counts[level] = counts.get(level, levels[level]["start"] - 1) + 1
        for lower in [key for key in counts if key > level]:
            del counts[lower]
        own = levels[level]

        def shown(match):
            at = int(match[1]) - 1
            form = "decimal" if own["legal"] and self._knows_legal else levels[at]["format"]
            return FORMATS[form](counts.get(at, levels[at]["start"]))

        return re.sub(r"%(\d)", shown, own["text"])

    def _binding(self, paragraph):
        """The list and the level of a paragraph: its own or its style's."""
        places = [paragraph.find(qn("w:pPr"))]
        style = places[0].find(qn("w:pStyle")) if places[0] is not None else None
        name = style.get(qn("w:val")) if style is not None else None
        while name in self._styles:
            places.append(self._styles[name].find(qn("w:pPr")))
            based = self._styles[name].find(qn("w:basedOn"))
            name = based.get(qn("w:val")) if based is not None else None
        number = _first(places, "w:numId")
        return number, int(_first(places, "w:ilvl") or 0)


def _first(places, name):
    for place in places:
        found = place.find(f"{qn('w:numPr')}/{qn(name)}") if place is not None else None
        if found is not None:
            return found.get(qn("w:val"))
    return None


def _has_numbering(document):
    return any(r.reltype.endswith("/numbering") for r in document.part.rels.values())


def _levels(root):
    abstract = {a.get(qn("w:abstractNumId")): _levels_of(a) for a in root.iter(qn("w:abstractNum"))}
    found = {}
    for number in root.iter(qn("w:num")):
        of = number.find(qn("w:abstractNumId")).get(qn("w:val"))
        found[number.get(qn("w:numId"))] = {**abstract[of], "abstract": of}
    return found


def _levels_of(abstract):
    def value(level, name, default):
        element = level.find(qn(name))
        return element.get(qn("w:val")) if element is not None else default

    def legal(level):
        element = level.find(qn("w:isLgl"))
        return element is not None and element.get(qn("w:val")) not in ("0", "false", "off")

    return {
        int(level.get(qn("w:ilvl"))): {
            "start": int(value(level, "w:start", "1")),
            "format": value(level, "w:numFmt", "decimal"),
            "text": value(level, "w:lvlText", ""),
            "legal": legal(level),
        }
        for level in abstract.iter(qn("w:lvl"))
    }
