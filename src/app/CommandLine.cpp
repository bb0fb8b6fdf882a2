#include "app/CommandLine.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>

#include <algorithm>

namespace kinora {

namespace {

QString translated(const char* text) {
    return QCoreApplication::translate("CommandLine", text);
}

struct Options {
    QCommandLineOption relay{QStringLiteral("relay"),
        translated(QT_TRANSLATE_NOOP("CommandLine", "Address of the relay on the sign-in page.")),
        QStringLiteral("URL")};
    QCommandLineOption dataFolder{QStringLiteral("data-dir"),
        translated(
            QT_TRANSLATE_NOOP("CommandLine", "Folder for settings and library, instead of the system's places.")),
        QStringLiteral("DIR")};
    QCommandLineOption language{QStringLiteral("language"),
        translated(
            QT_TRANSLATE_NOOP("CommandLine", "Language of the app, for example de or zh_CN, instead of the system's.")),
        QStringLiteral("LANG")};
};

} // namespace

CommandLine CommandLine::read(const QStringList& arguments) {
    const Options options;
    QCommandLineParser parser;
    parser.setApplicationDescription(translated(QT_TRANSLATE_NOOP("CommandLine", "Make videos from words.")));
    parser.addVersionOption();
    parser.addHelpOption();
    parser.addOptions({options.relay, options.dataFolder, options.language});
    parser.addPositionalArgument(QStringLiteral("link"),
        translated(QT_TRANSLATE_NOOP("CommandLine", "An invitation: kinora://invite?relay=…&code=…")),
        QStringLiteral("[link]"));
    parser.process(arguments);
    CommandLine line;
    line.relay = parser.value(options.relay);
    line.language = parser.value(options.language);
    line.link = parser.positionalArguments().value(0);
    if (parser.isSet(options.dataFolder)) {
        line.dataFolder = QDir(parser.value(options.dataFolder)).absolutePath();
    }
    return line;
}

QString CommandLine::languageOf(const QStringList& arguments) {
    for (qsizetype i = 1; i < arguments.size(); ++i) {
        if (arguments.at(i).startsWith(QLatin1String("--language="))) {
            return arguments.at(i).section(u'=', 1);
        }
        if (arguments.at(i) == QLatin1String("--language") && i + 1 < arguments.size()) {
            return arguments.at(i + 1);
        }
    }
    return {};
}

bool CommandLine::asksForTextOnly(const QStringList& arguments) {
    static const QStringList words{QStringLiteral("-h"), QStringLiteral("--help"), QStringLiteral("--help-all"),
        QStringLiteral("-v"), QStringLiteral("--version")};
    return std::any_of(arguments.begin(), arguments.end(), [](const QString& word) { return words.contains(word); });
}

} // namespace kinora
