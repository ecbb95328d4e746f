"""Checks both editions of every document with tools that are not fuzi's own.

    python3 tests/office/check.py --node-modules DIR [--fuzi BINARY] [DOCUMENT…]

One line a document; exit status 1 if one has a problem, 2 if a tool is missing.
"""

import argparse
import sys
import tempfile
import traceback
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import tools

REPOSITORY = Path(__file__).resolve().parents[2]
WORKERS = 2


def arguments():
    parser = argparse.ArgumentParser(description="Checks both editions of every document with outside tools.")
    parser.add_argument("--fuzi", default=str(REPOSITORY / "target/debug/fuzi"), help="the command [default: the dev build]")
    parser.add_argument("--node-modules", required=True, help="where the Open XML validator is installed")
    parser.add_argument("--keep", metavar="DIR", help="keep the editions in this folder")
    parser.add_argument("documents", nargs="*", help="documents [default: tests/suite, tests/examples and report]")
    return parser.parse_args()


def main():
    args = arguments()
    try:
        tools.packages()
        validator = tools.validator(args.node_modules)
        bridge = tools.bridge()
        for name in tools.HINTS:
            tools.program(name)
        if not Path(args.fuzi).is_file():
            raise tools.Missing(f"{args.fuzi} is missing: cargo build")
    except tools.Missing as missing:
        print(f"error: {missing}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="fuzi-office-") as temporary:
        folder = Path(args.keep or temporary)
        folder.mkdir(parents=True, exist_ok=True)
        return checked(args, validator, bridge, folder)


def checked(args, validator, bridge, folder):
    # These need the packages that are looked for first.
    import documents
    import office
    import onlyoffice

    found = documents.find(REPOSITORY, args.documents, folder)
    with ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(lambda document: guarded(document, lambda: documents.build(args.fuzi, document)), found))
        built = [document for document in found if document.is_built]
        files = [document.edition("docx") for document in built]
        opened, renewed, saved = folder / "odt", folder / "renewed", folder / "onlyoffice"
        opening = pool.submit(office.convert, bridge, files, opened, renewed) if built else None
        list(pool.map(lambda document: guarded(document, lambda: editions(document, validator, args.fuzi)), built))
        last = onlyoffice.convert(files, saved) if built else ""
        said = opening.result() if opening else ""
    for document in built:
        guarded(document, lambda: document.problems.extend(saves(document, opened, renewed, saved, said, last, args.fuzi)))
    return report(found)


def saves(document, opened, renewed, saved, said, last, fuzi):
    """What LibreOffice and ONLYOFFICE made of the Word file."""
    import fields
    import office
    import onlyoffice

    path = document.edition("docx")
    before, after = (folder / f"{path.stem}.odt" for folder in (opened, renewed))
    problems = office.check(before, document.expected, said)
    problems += office.renewed(after, before, fields.counts(path))
    # What another program saved is still read, whatever it changed.
    if (saved / path.name).is_file():
        done = tools.run([fuzi, "verify", str(document.edition("pdf")), str(saved / path.name)])
        if done.returncode not in (0, 1) or b"error" in done.stderr:
            problems.append(f"verify: {done.stderr.decode(errors='replace')[:300]}")
    return problems + onlyoffice.check(path, saved / path.name, last)


def editions(document, validator, fuzi):
    import fields
    import pdf
    import word

    path = document.edition("docx")
    document.problems += word.validate(validator, path)
    document.problems += word.Word(path).check(document.expected)
    document.problems += fields.check(path)
    sheet = document.style_sheet(REPOSITORY)
    document.problems += pdf.check(document.edition("pdf"), document.expected, pdf.families(sheet), document.missing)
    if not document.may_differ:
        document.problems += verified(fuzi, document.edition("pdf"), path)


def verified(fuzi, pdf, word):
    """Where fuzi itself, which reads both editions again, finds that they differ."""
    done = tools.run([fuzi, "verify", str(pdf), str(word)])
    said = (done.stdout + done.stderr).decode(errors="replace").strip()
    return [] if done.returncode == 0 else [f"verify: {said[:600]}"]


def guarded(document, work):
    """A check that breaks is a failure of its document, not the end of all."""
    try:
        work()
    except Exception:  # noqa: BLE001
        document.problems.append(f"check: {traceback.format_exc(limit=-2).strip()}")


def report(found):
    for document in found:
        state = "FAILED" if document.problems else "ok, fails as it must" if document.failed_as_it_must else "ok"
        print(f"{document.name}: {state}")
        for problem in document.problems:
            print(f"    {problem}")
    failed = sum(1 for document in found if document.problems)
    must_fail = sum(1 for document in found if document.failed_as_it_must)
    if must_fail:
        print(f"{must_fail} documents have no editions, as they must")
    print(f"{len(found) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
