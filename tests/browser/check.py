"""Watches a document and looks at its page in a browser, as someone who writes.

    python check.py FUZI

Needs Chromium with its driver, and the package selenium.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By

PATIENCE = 60
failures: list[str] = []
passed = 0


def check(name: str, holds: bool, seen: object = "") -> None:
    """Notes whether something holds."""
    global passed
    if holds:
        passed += 1
    else:
        failures.append(f"{name}: {seen}")


def text(paragraphs: int, word: str = "这") -> str:
    """A manuscript of several pages."""
    chapters = (f"# 话题 {n}\n\n" + f"{word}是正文的一句话。" * 60 + "\n\n" for n in range(paragraphs))
    return "---\ntitle: 题\n---\n\n" + "".join(chapters)


class Page:
    """The page in a browser."""

    def __init__(self, address: str) -> None:
        options = webdriver.ChromeOptions()
        options.binary_location = shutil.which("chromium") or ""
        for argument in ("--headless=new", "--no-sandbox", "--window-size=1000,900"):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
        self.driver.get(address)

    def script(self, code: str) -> object:
        return self.driver.execute_script(f"return {code}")

    def wait(self, what: str, code: str) -> bool:
        """Waits until an expression holds."""
        end = time.monotonic() + PATIENCE
        while not self.script(code):
            if time.monotonic() > end:
                check(what, False, self.driver.find_element(By.TAG_NAME, "body").text[:500])
                return False
            time.sleep(0.05)
        check(what, True)
        return True

    def version(self) -> int:
        return int(self.script("document.body.dataset.version || -1"))

    def pages(self) -> list[str]:
        return self.script("[...document.querySelectorAll('#pages img')].map((image) => image.getAttribute('src'))")


def refused(address: str, host: str | None = None, method: str = "GET") -> bool:
    """Whether a request is turned away."""
    request = urllib.request.Request(address, method=method, headers={"Host": host} if host else {})
    try:
        urllib.request.urlopen(request)
    except urllib.error.HTTPError as error:
        return error.code in (403, 404, 405)
    return False


def read(page: Page, source: Path, address: str) -> None:
    """One reads, and the text changes meanwhile."""
    page.wait("it is built", "document.body.dataset.status === 'built'")
    page.wait("the first page is shown", "document.querySelector('#pages img')?.naturalWidth > 0")
    first = page.pages()
    check("several pages", len(first) > 6, len(first))
    page.script("document.querySelectorAll('#pages img')[5].scrollIntoView(), scrollBy(0, 130)")
    page.wait("the sixth page is shown", "document.querySelectorAll('#pages img')[5].naturalWidth > 0")
    place = page.script("scrollY")
    source.write_text(text(12, "那"), encoding="utf-8")
    page.wait("new pages come", f"document.querySelectorAll('#pages img')[5].getAttribute('src') !== '{first[5]}'")
    page.wait("and are loaded", "document.querySelectorAll('#pages img')[5].complete")
    check("the place is kept", abs(page.script("scrollY") - place) < 2, (page.script("scrollY"), place))
    before = page.pages()
    source.write_text(text(12, "那") + "\n见 @fig:无。\n", encoding="utf-8")
    page.wait("what is wrong is listed", "document.querySelectorAll('#diagnostics li.warning').length === 1")
    said = page.driver.find_element(By.ID, "diagnostics").text
    check("with its line", "a.md:" in said and "fig:无" in said, said)
    now = page.pages()
    check("pages that are the same stay", now[:6] == before[:6], (now[:6], before[:6]))
    source.write_text("---\ntitle: [一]\n---\n", encoding="utf-8")
    page.wait("an error is listed", "document.querySelectorAll('#diagnostics li.error').length === 1")
    check("the pages from before stay", page.pages() == now)
    source.write_text(text(2), encoding="utf-8")
    page.wait("it is built again", "document.body.dataset.status === 'built' && !document.querySelector('#diagnostics li')")
    check("fewer pages", len(page.pages()) < 6, len(page.pages()))
    page.driver.find_elements(By.CSS_SELECTOR, "#pages img")[0].click()
    page.wait("a click names its line", "document.querySelector('#place').textContent.includes('a.md:')")
    before = page.script("scrollY")
    last = len(source.read_text(encoding="utf-8").splitlines())
    urllib.request.urlopen(f"{address}goto?file={source}&line={last}").read()
    page.wait("an editor leads to a line", f"scrollY > {before}")
    for link in page.driver.find_elements(By.CSS_SELECTOR, "#files a"):
        edition = link.get_attribute("download")
        content = urllib.request.urlopen(link.get_attribute("href")).read()
        check(f"{edition} can be had", content == source.with_name(edition).read_bytes(), len(content))
    check("both editions", len(page.driver.find_elements(By.CSS_SELECTOR, "#files a")) == 2)
    check("foreign names are turned away", refused(address, "example.org"))
    check("only reading", refused(address, method="POST"))
    check("no other files", refused(address + "file/0/md") and refused(address + "../a.md"))
    said = [line for line in page.driver.get_log("browser") if "favicon" not in line["message"]]
    check("the browser complains of nothing", not said, said)


def main() -> None:
    fuzi = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "a.md"
        source.write_text(text(12), encoding="utf-8")
        command = [fuzi, "watch", "--serve=0", "--message-format", "json", source]
        with subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8") as watching:
            address = json.loads(watching.stderr.readline())["address"]
            page = Page(address)
            try:
                read(page, source, address)
            finally:
                page.driver.quit()
                watching.kill()
    print(*failures, sep="\n")
    print(f"{passed} passed, {len(failures)} failed")
    sys.exit(bool(failures))


if __name__ == "__main__":
    main()
