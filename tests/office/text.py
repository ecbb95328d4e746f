"""Text as it is compared: without what layout may add or take away."""

import re
import unicodedata

# Stands in expected text for what the check does not know, such as the words
# that a writer puts before the path of a missing picture.
ANYTHING = "\uf8f0"
# Stands in expected text for a formula, a picture or the mark of a note: no text
# in Word, glyphs in the PDF.
UNSEEN = "\uf8f1"

_LEFT_OUT = re.compile("[\\s\u00ad\u200b\u200c\u200d\u2060\ufeff\ufe0e\ufe0f\x00-\x1f\x7f-\x9f\ufffe\uffff]+")


def normal(text):
    """The text in one form of each character and without blanks."""
    return _LEFT_OUT.sub("", unicodedata.normalize("NFKC", text))


def first_piece(text, length):
    """The beginning of a text up to what the check does not know."""
    return re.split(f"[{ANYTHING}{UNSEEN}]", text)[0][:length]


def without_unseen(text):
    return text.replace(UNSEEN, "")


def pattern(text):
    """What matches the text, the unknown parts being any."""
    return re.compile(".*".join(re.escape(part) for part in text.split(ANYTHING)), re.DOTALL)


def occurs(text, haystack):
    """Whether the text stands in a normalised haystack; layout may have parted
    words with hyphens, so these do not count."""
    pieces = [piece for piece in re.split(f"[{ANYTHING}{UNSEEN}]", text) if piece]
    if all(piece in haystack for piece in pieces):
        return True
    bare = haystack.replace("-", "")
    return all(piece.replace("-", "") in bare for piece in pieces)


def short(text, limit=60):
    return text if len(text) <= limit else text[: limit - 1] + "…"
