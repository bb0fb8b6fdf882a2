#!/usr/bin/env python3
"""The checks can fail: each is shown a small tree with one fault and must name it."""
import pathlib
import sys
import tempfile

import check_forms
import check_includes
import check_look
import check_translations
import check_unity


def tree(files):
    folder = tempfile.TemporaryDirectory()
    for name, text in files.items():
        path = pathlib.Path(folder.name) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def expect(what, problems, words):
    if not any(words in problem for problem in problems):
        sys.exit(f"{what}: expected a problem with {words!r}, got {problems}")
    print(f"red as it should be: {what}")


def form(kind, name, extra=""):
    return f'<ui><class>P</class><widget class="QWidget" name="P"><widget class="{kind}" name="{name}">{extra}</widget></widget></ui>'


TS = '<?xml version="1.0"?><TS version="2.1" language="de">{}</TS>'
MESSAGE = "<context><name>X</name><message><source>Hello %1</source><translation{}>{}</translation></message></context>"
SOURCE = '#include <QObject>\nclass X : public QObject { Q_OBJECT\n QString t() { return tr("Hello %1"); } };\n'

for what, name, line, words in (
    ("net includes storage", "src/net/A.cpp", '#include "storage/Database.h"', "net must not include storage"),
    ("gui includes net", "src/gui/login/A.cpp", '#include "net/RelayApi.h"', "gui must not include net"),
    ("core includes widgets", "src/core/A.h", "#include <QWidget>", "only app, gui may include"),
    ("services speak SQL", "src/services/A.cpp", "#include <QSqlQuery>", "only storage may include"),
    ("domain includes http", "server-stub/src/domain/A.cpp", '#include "http/Request.h"', "domain must not include http"),
    ("http includes domain", "server-stub/src/http/A.cpp", '#include "domain/Jobs.h"', "http must not include domain"),
    ("libpq outside pg", "server-stub/src/store/A.cpp", "#include <libpq-fe.h>", "only pg may include"),
    ("libcurl outside fetch", "server-stub/src/jobs/A.cpp", "#include <curl/curl.h>", "only fetch may include"),
    ("a folder that is no room", "src/utils/A.cpp", "", "no room"),
):
    with tree({name: line}) as top:
        expect(what, check_includes.check(top), words)

for what, text, words in (
    ("a wrong suffix", form("QPushButton", "signIn"), "should end with Button"),
    ("a style in a form", form("QLabel", "titleLabel", '<property name="styleSheet"><string>x</string></property>'), "style sheet"),
    ("a field without a name for screen readers", form("QLineEdit", "emailEdit"), "accessibleName"),
):
    with tree({"ui/p/P.ui": text, "src/gui/p/P.cpp": ""}) as top:
        expect(what, check_forms.check(top), words)

HIDDEN = "namespace {{\n\n{}\n\n}} // namespace\n"
for what, one, other in (
    ("a constant in two files of a target", "constexpr int limit = 3;", "constexpr auto limit = 4s;"),
    ("a function in two files of a target", "int f(int a) {\n    return a;\n}", "int f(int b) {\n    return b;\n}"),
    ("a type in two files of a target", "struct Row {\n    int a;\n};", "class Row final {\n};"),
):
    with tree({"src/core/A.cpp": HIDDEN.format(one), "src/core/B.cpp": HIDDEN.format(other)}) as top:
        expect(what, check_unity.check(top), "in A.cpp, B.cpp")
with tree({"src/core/A.cpp": HIDDEN.format("int f(int a) {\n}"), "src/core/B.cpp": HIDDEN.format("int f(long a) {\n}")}) as top:
    if check_unity.check(top):
        sys.exit("an overload is no repetition")

SPACING = '<property name="spacing"><number>{}</number></property>'
for what, name, text, words in (
    ("a colour in paint code", "src/gui/p/P.cpp", "painter.setPen(QColor(0x6B, 0x78, 0x9C));", "a colour outside"),
    ("a colour by Qt's name", "src/gui/p/P.cpp", "painter.setPen(Qt::darkGray);", "a colour outside"),
    ("a colour in rich text", "src/gui/p/P.h", "u\"<span style='color:#ff0000'>\"", "a colour outside"),
    ("a type size", "src/gui/p/P.cpp", "setFont(Theme::font(11));", "a type size outside"),
    ("a duration", "src/gui/p/P.cpp", "m_fade.setDuration(300);", "a duration outside"),
    ("a colour in the style sheet", "resources/style/kinora.qss", "QLabel { color: #fff; }", "a colour outside"),
    ("a named colour in the style sheet", "resources/style/kinora.qss", "QLabel { color: white; }", "a colour outside"),
    ("a size in the style sheet", "resources/style/kinora.qss", "QLabel { font-size: 17px; }", "a type size outside"),
    ("an icon of one colour", "resources/icons/x.svg", '<svg stroke="#1A1206"/>', "currentColor"),
    ("a spacing between the steps", "ui/p/P.ui", form("QLabel", "titleLabel", SPACING.format(14)), "not of the scale"),
    ("a font in a form", "ui/p/P.ui", form("QLabel", "titleLabel", '<property name="font"><font/></property>'), "looks come from Theme"),
):
    with tree({name: text}) as top:
        expect(what, check_look.check(top), words)
with tree({"src/gui/p/P.cpp": "painter.setPen(tokens().edge); image.fill(Qt::transparent); QColor speck = Qt::white; // like #ff0000"}) as top:
    if problems := check_look.check(top):
        sys.exit(f"sources that use the tokens are blamed: {problems}")

with tree({"src/core/X.cpp": SOURCE, "ui/.keep": "", "translations/kinora_de.ts": TS.format(MESSAGE.format("", "Hallo"))}) as top:
    problems = check_translations.check(top)
    expect("a lost placeholder", problems, "placeholders differ")
    expect("a missing language", problems, "kinora_zh_CN.ts is missing")
with tree({"src/core/X.cpp": SOURCE, "ui/.keep": "", "translations/kinora_de.ts": TS.format("")}) as top:
    expect("a missing translation", check_translations.check(top), "not translated: 'Hello %1'")
