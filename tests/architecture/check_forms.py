#!/usr/bin/env python3
"""Sanity of the Qt Designer forms: names say what a thing is, styles come from the theme, a form stands beside its class.

usage: check_forms.py TOP
"""
import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree

# Qt's own class -> the word an object's name must end with.
SUFFIX = {
    "QLabel": ("Label", "Icon", "Note"),
    "QPushButton": ("Button",),
    "QToolButton": ("Button",),
    "QLineEdit": ("Edit",),
    "QPlainTextEdit": ("Edit",),
    "QTextEdit": ("Edit",),
    "QCheckBox": ("CheckBox",),
    "QComboBox": ("ComboBox",),
    "QSlider": ("Slider",),
    "QProgressBar": ("ProgressBar",),
    "QScrollArea": ("ScrollArea",),
    "QListView": ("View",),
    "QStackedWidget": ("Stack",),
    "QHBoxLayout": ("Layout",),
    "QVBoxLayout": ("Layout",),
    "QGridLayout": ("Layout",),
    "QFormLayout": ("Layout",),
}
NEEDS_TEXT = {"QLineEdit", "QPlainTextEdit", "QTextEdit", "QComboBox", "QSlider", "QToolButton"}


def check_form(path, forms, sources):
    tree = ElementTree.parse(path)
    name = tree.findtext("class")
    if name != path.stem:
        yield f"{path}: class {name} is not called like its file"
    twin = sources / path.relative_to(forms).with_suffix(".cpp")
    if not twin.exists():
        yield f"{path}: no {twin} uses this form"
    seen = set()
    for element in tree.iter():
        if element.tag not in {"widget", "layout"}:
            continue
        kind, this = element.get("class"), element.get("name", "")
        if this in seen:
            yield f"{path}: the name {this} stands twice"
        seen.add(this)
        if re.search(r"_\d+$", this) or re.fullmatch(r"(label|pushButton|lineEdit|widget|frame|\w+Layout)\d*", this) and kind in SUFFIX and this.lower() == kind[1:].lower():
            yield f"{path}: '{this}' is a generated name; say what it is for"
        if kind in SUFFIX and not this.endswith(SUFFIX[kind]):
            yield f"{path}: {kind} '{this}' should end with {' or '.join(SUFFIX[kind])}"
        properties = {p.get("name"): p for p in element.findall("property")}
        if "styleSheet" in properties:
            yield f"{path}: '{this}' carries a style sheet; looks come from Theme"
        if kind in NEEDS_TEXT and "accessibleName" not in properties:
            yield f"{path}: {kind} '{this}' has no accessibleName"


def check(top):
    forms, sources = pathlib.Path(top) / "ui", pathlib.Path(top) / "src/gui"
    found = []
    for path in sorted(forms.rglob("*.ui")):
        found += check_form(path, forms, sources)
    return found


if __name__ == "__main__":
    problems = check(sys.argv[1])
    print("\n".join(problems) or "the forms are in order")
    sys.exit(1 if problems else 0)
