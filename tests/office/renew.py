"""Opens Word files in LibreOffice and saves them as ODT, then renews all fields
and indexes (F9) and saves them again.

    python3 tests/office/renew.py PROFILE OPENED RENEWED FILE…

Runs under the Python that LibreOffice's bridge `uno` belongs to.
"""

import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

PATIENCE = 60


def prepared(name, value):
    found = PropertyValue()
    found.Name, found.Value = name, value
    return found


def connect(pipe):
    """The desktop of the LibreOffice behind a pipe, once it answers."""
    local = uno.getComponentContext().ServiceManager
    resolver = local.createInstance("com.sun.star.bridge.UnoUrlResolver")
    for _ in range(PATIENCE * 4):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstance("com.sun.star.frame.Desktop")
        except NoConnectException:
            time.sleep(0.25)
    raise SystemExit("LibreOffice does not answer")


def renew(document):
    # Indexes list what fields show; references repeat what was counted.
    document.getTextFields().refresh()
    indexes = document.getDocumentIndexes()
    for at in range(indexes.Count):
        indexes.getByIndex(at).update()
    document.getTextFields().refresh()


def save(document, folder, name):
    target = Path(folder) / f"{name}.odt"
    document.storeToURL(target.as_uri(), (prepared("FilterName", "writer8"),))


def main(profile, opened, renewed, files):
    pipe = f"fuzi-{Path(profile).name}"
    command = ["soffice", f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--norestore"]
    office = subprocess.Popen([*command, f"--accept=pipe,name={pipe};urp;"], stderr=subprocess.DEVNULL)
    desktop = connect(pipe)
    for file in map(Path, files):
        document = desktop.loadComponentFromURL(file.as_uri(), "_blank", 0, (prepared("Hidden", True),))
        if document is None:
            print(f"{file} cannot be opened", file=sys.stderr)
            continue
        save(document, opened, file.stem)
        renew(document)
        save(document, renewed, file.stem)
        document.close(True)
    desktop.terminate()
    office.wait(PATIENCE)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:])
