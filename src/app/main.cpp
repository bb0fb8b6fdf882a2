// kinora: the desktop app.
#include "app/Application.h"
#include "app/CommandLine.h"
#include "app/SingleInstance.h"
#include "core/Version.h"

#include <QApplication>
#include <QDir>
#include <QLibraryInfo>
#include <QLocale>
#include <QStandardPaths>
#include <QTranslator>

#include <cstdio>

namespace {

struct Translations {
    QTranslator app;
    QTranslator qt;
};

void nameApplication() {
    QCoreApplication::setOrganizationName(QStringLiteral("Kinora"));
    QCoreApplication::setApplicationName(QStringLiteral("kinora"));
    QCoreApplication::setApplicationVersion(kinora::version());
}

// By the option, else by the system's locale; English where there is no translation.
void translate(Translations& translations, const QString& language) {
    if (!language.isEmpty()) {
        QLocale::setDefault(QLocale(language));
    }
    const QLocale locale;
    const QString folder = QStringLiteral(":/i18n");
    if (!translations.app.load(locale, QStringLiteral("kinora"), QStringLiteral("_"), folder)) {
        // The source is English, but only a translation knows its plurals.
        static_cast<void>(translations.app.load(QStringLiteral("kinora_en"), folder));
        QCoreApplication::installTranslator(&translations.app);
        return;
    }
    QCoreApplication::installTranslator(&translations.app);
    if (translations.qt.load(locale, QStringLiteral("qtbase"), QStringLiteral("_"),
            QLibraryInfo::path(QLibraryInfo::TranslationsPath))) {
        QCoreApplication::installTranslator(&translations.qt);
    }
}

QString say(const char* text) {
    return QCoreApplication::translate("main", text);
}

int run(QApplication& application, const kinora::CommandLine& commandLine) {
    const QString dataFolder = commandLine.dataFolder.isEmpty()
                                   ? QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)
                                   : commandLine.dataFolder;
    if (!QDir().mkpath(dataFolder)) {
        std::fprintf(stderr, "kinora: %s\n",
            qPrintable(say(QT_TRANSLATE_NOOP("main", "The folder %1 cannot be made.")).arg(dataFolder)));
        return 1;
    }
    kinora::SingleInstance instance(dataFolder);
    if (!instance.claim(commandLine.link)) {
        std::fprintf(stderr, "kinora: %s\n",
            qPrintable(say(QT_TRANSLATE_NOOP("main", "It runs already; its window was brought to the front."))));
        return 0;
    }
    kinora::Application kinora(application, commandLine, dataFolder, instance);
    kinora.start();
    return QApplication::exec();
}

} // namespace

int main(int argc, char** argv) {
    nameApplication();
    QStringList arguments;
    for (int i = 0; i < argc; ++i) {
        arguments << QString::fromLocal8Bit(argv[i]);
    }
    const QString language = kinora::CommandLine::languageOf(arguments);
    if (kinora::CommandLine::asksForTextOnly(arguments)) {
        const QCoreApplication application(argc, argv);
        Translations translations;
        translate(translations, language);
        static_cast<void>(kinora::CommandLine::read(QCoreApplication::arguments()));
        return 0;
    }
    // GStreamer, Qt's default on Linux, blocks the window when a clip changes and crashes without some of its plug-ins.
    qputenv("QT_MEDIA_BACKEND", "ffmpeg");
    // Video frames are painted by us; without a GPU the other path makes every window grab and repaint several times
    // slower.
    QApplication::setAttribute(Qt::AA_ForceRasterWidgets);
    QApplication application(argc, argv);
    Translations translations;
    translate(translations, language);
    const kinora::CommandLine commandLine = kinora::CommandLine::read(QCoreApplication::arguments());
    QApplication::setApplicationDisplayName(QStringLiteral("Kinora"));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/kinora.svg")));
    QApplication::setDesktopFileName(QStringLiteral("kinora"));
    return run(application, commandLine);
}
