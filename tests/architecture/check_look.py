#!/usr/bin/env python3
"""Colours, type sizes, durations and spacings have names: they stand in gui/theme/Tokens and nowhere else.

usage: check_look.py TOP
"""
import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree

TOKENS = {"Tokens.cpp", "Tokens.h"}
# White, black and transparent are no choice of a colour (grain, letterboxes); all others are.
QT_COLOURS = r"Qt::(?:dark)?(?:red|green|blue|cyan|magenta|yellow)\b|Qt::(?:darkGray|gray|lightGray)\b"
SOURCES = (
    (re.compile(r"\bQColor\s*[({]\s*(?:0x|\d|\"|QStringLiteral)"), "a colour"),
    (re.compile(r"\bqRgba?\s*\(\s*(?:0x|\d)"), "a colour"),
    (re.compile(r"#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}\b(?=['\";])"), "a colour"),
    (re.compile(r"\brgba?\(\s*\d"), "a colour"),
    (re.compile(QT_COLOURS), "a colour"),
    (re.compile(r"\bTheme::font\(\s*\d|\bsetPixelSize\(\s*\d|\bsetPointSizeF?\("), "a type size"),
    (re.compile(r"(?:anim|glide|sweep|fade|slide)\w*(?:\.|->)setDuration\(\s*\d", re.I), "a duration"),
)
STYLE = (
    (re.compile(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(\s*\d"), "a colour"),
    (re.compile(r"(?<!-)\b(?:color|background|border-color)\s*:\s*(?!transparent\b|none\b|@|qlineargradient)[a-z]+\s*;"), "a colour"),
    (re.compile(r"font-size\s*:\s*\d"), "a type size"),
)
# space:: of Tokens.h, nothing at all, and 24: 28 less the room of a focus ring around what stands at the edge.
SPACES = {0, 4, 8, 12, 16, 24, 28, 56}
SPACINGS = {"spacing", "horizontalSpacing", "verticalSpacing", "leftMargin", "topMargin", "rightMargin", "bottomMargin"}


def search(path, patterns):
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        code = re.sub(r"//.*", "", line) if path.suffix in {".cpp", ".h"} else line
        for pattern, what in patterns:
            if match := pattern.search(code):
                yield f"{path}:{number}: {what} outside of gui/theme/Tokens: {match.group().strip()}"


def check_form(path):
    for element in ElementTree.parse(path).iter("property"):
        name, number = element.get("name"), element.findtext("number")
        if name in SPACINGS and number is not None and int(number) not in SPACES:
            yield f"{path}: {name} {number} is not of the scale {sorted(SPACES)}"
        if element.find("color") is not None or element.find("palette") is not None or element.find("font") is not None:
            yield f"{path}: {name} carries a colour or a font; looks come from Theme"


def check_icon(path):
    # The mark of the app keeps its own colours; every other icon is tinted by its role.
    if path.stem != "kinora" and "currentColor" not in path.read_text(encoding="utf-8"):
        yield f"{path}: is not drawn in currentColor, so that no theme can tint it"


def check(top):
    top = pathlib.Path(top)
    found = []
    for path in sorted(p for p in (top / "src/gui").rglob("*") if p.suffix in {".cpp", ".h"} and p.name not in TOKENS):
        found += search(path, SOURCES)
    for path in sorted((top / "resources/style").glob("*.qss")):
        found += search(path, STYLE)
    for path in sorted((top / "resources/icons").glob("*.svg")):
        found += check_icon(path)
    for path in sorted((top / "ui").rglob("*.ui")):
        found += check_form(path)
    return found


if __name__ == "__main__":
    problems = check(sys.argv[1])
    print("\n".join(problems) or "colours and sizes come from the tokens")
    sys.exit(1 if problems else 0)
