"""The Word file as LibreOffice opens it, against the model."""

import tempfile
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import tools
from text import normal, occurs, short, without_unseen

SPACE = {
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
}


def convert(files, folder):
    """Opens all files in one LibreOffice and saves them as ODT; gives back what
    it had to say. The profile is its own: a running LibreOffice of the user
    would take the call over."""
    with tempfile.TemporaryDirectory() as profile:
        command = [tools.program("soffice"), f"-env:UserInstallation={Path(profile).as_uri()}", "--headless"]
        command += ["--convert-to", "odt", "--outdir", str(folder), *map(str, files)]
        done = tools.run(command, timeout=120 + 10 * len(files))
    return (done.stderr or b"").decode(errors="replace").strip()


def check(path, expected, said):
    """What differs from the model in the converted file."""
    if not path.is_file():
        return [f"office: not opened: {short(said, 200)}"]
    with zipfile.ZipFile(path) as package:
        root = ElementTree.fromstring(package.read("content.xml"))
    whole = _text(root)
    problems = []
    headings = [_text(h) for h in root.iter(_name("text:h"))]
    wanted = [text for _, text in expected.headings]
    if len(headings) != len(wanted):
        problems.append(f"office: {len(headings)} headings instead of {len(wanted)}")
    problems += [f"office: lost heading: {short(t)}" for t in wanted if not any(occurs(t, h) for h in headings)]
    problems += [f"office: lost: {short(t)}" for t in expected.texts("caption", "cell") if not occurs(t, whole)]
    pictures = sum(1 for frame in root.iter(_name("draw:frame")) if _is_picture(frame))
    if pictures != expected.pictures:
        problems.append(f"office: {pictures} pictures instead of {expected.pictures}")
    return problems


def _name(short_name):
    space, name = short_name.split(":")
    return f"{{{SPACE[space]}}}{name}"


def _text(element):
    return without_unseen(normal("".join(element.itertext())))


def _is_picture(frame):
    """A frame with a picture; that of a formula only shows what it looks like."""
    return frame.find(_name("draw:image")) is not None and frame.find(_name("draw:object")) is None
