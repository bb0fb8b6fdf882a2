#!/usr/bin/env python3
"""Every string of the app is translated into every language: runs lupdate over the sources into a copy and looks at the result.

usage: check_translations.py TOP
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

LANGUAGES = ("de", "zh_CN")
# English is the source; its file holds the plurals only.
PLURALS = "en"
PLACEHOLDER = re.compile(r"%(?:\d+|L\d+|n)")


def lupdate():
    for candidate in ("/usr/lib/qt6/bin/lupdate", shutil.which("lupdate6"), shutil.which("lupdate")):
        if candidate and pathlib.Path(candidate).exists():
            return candidate
    sys.exit("lupdate is not installed (Debian package qt6-l10n-tools)")


def texts(message):
    translation = message.find("translation")
    forms = translation.findall("numerusform")
    return translation, [f.text or "" for f in forms] if forms else [translation.text or ""]


def check_file(path):
    for context in ElementTree.parse(path).iter("context"):
        name = context.findtext("name")
        for message in context.findall("message"):
            source = message.findtext("source")
            translation, forms = texts(message)
            state = translation.get("type")
            if state in {"vanished", "obsolete"}:
                yield f"{path.name}: {name}: no longer used: {source!r}"
            elif state == "unfinished" or not all(form.strip() for form in forms):
                yield f"{path.name}: {name}: not translated: {source!r}"
            else:
                wanted = set(PLACEHOLDER.findall(source)) - {"%n"}
                for form in forms:
                    if set(PLACEHOLDER.findall(form)) - {"%n"} != wanted:
                        yield f"{path.name}: {name}: placeholders differ: {source!r} / {form!r}"


def check(top):
    top = pathlib.Path(top)
    found = []
    folders = [str(top / name) for name in ("src", "ui") if (top / name).exists()]
    with tempfile.TemporaryDirectory() as folder:
        for language in (*LANGUAGES, PLURALS):
            original = top / f"translations/kinora_{language}.ts"
            if not original.exists():
                found.append(f"{original} is missing")
                continue
            copy = pathlib.Path(folder) / original.name
            # lupdate stores paths relative to the .ts file; only the messages matter here.
            shutil.copy(original, copy)
            only = ["-pluralonly"] if language == PLURALS else []
            run = subprocess.run([lupdate(), "-silent", "-locations", "none", *only, *folders, "-ts", str(copy)],
                                 capture_output=True, text=True)
            if run.returncode:
                found.append(f"lupdate failed: {run.stderr.strip()}")
                continue
            found += check_file(copy)
    return found


if __name__ == "__main__":
    problems = check(sys.argv[1])
    print("\n".join(problems) or f"every string is translated into {', '.join(LANGUAGES)}")
    sys.exit(1 if problems else 0)
