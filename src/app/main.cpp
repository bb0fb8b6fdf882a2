// kinora: the desktop app.
#include "app/Application.h"
#include "app/CommandLine.h"
#include "app/CrashLog.h"
#include "app/GuardedApplication.h"
#include "app/Settings.h"
#include "app/SingleInstance.h"
#include "core/Version.h"
#include "gui/language/Language.h"

#include <QApplication>
#include <QDir>
#include <QStandardPaths>

#include <cstdio>
#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace {

void nameApplication() {
    QCoreApplication::setOrganizationName(QStringLiteral("Kinora"));
    QCoreApplication::setApplicationName(QStringLiteral("kinora"));
    QCoreApplication::setApplicationVersion(kinora::version());
}

// glibc gives each thread a heap of its own, which keeps what its largest pictures and frames took: with a decoder's
// threads three quarters of the app's memory were empty heaps.
void keepHeapsSmall() {
#ifdef __GLIBC__
    constexpr int mostHeaps = 2;
    // From this size on memory goes back to the system when it is freed. The default does so only until the first large
    // block has been freed.
    constexpr int largeBlock = 256 * 1024;
    mallopt(M_ARENA_MAX, mostHeaps);
    mallopt(M_MMAP_THRESHOLD, largeBlock);
#endif
}

QString say(const char* text) {
    return QCoreApplication::translate("main", text);
}

int run(kinora::GuardedApplication& application, const kinora::CommandLine& commandLine, kinora::Language& language) {
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
    // Before any text is shown; the option holds for this run only.
    if (const QString chosen = kinora::Settings(commandLine.dataFolder).language();
        commandLine.language.isEmpty() && !chosen.isEmpty()) {
        language.use(chosen);
    }
    const std::optional<QString> crash = kinora::CrashLog::takeLast(dataFolder);
    kinora::CrashLog::install(dataFolder);
    kinora::Application kinora(application, commandLine, dataFolder, instance, language);
    kinora.start(crash);
    return QApplication::exec();
}

} // namespace

int main(int argc, char** argv) {
    keepHeapsSmall();
    nameApplication();
    QStringList arguments;
    for (int i = 0; i < argc; ++i) {
        arguments << QString::fromLocal8Bit(argv[i]);
    }
    const QString languageOption = kinora::CommandLine::languageOf(arguments);
    if (kinora::CommandLine::asksForTextOnly(arguments)) {
        const QCoreApplication application(argc, argv);
        kinora::Language language;
        language.use(languageOption);
        static_cast<void>(kinora::CommandLine::read(QCoreApplication::arguments()));
        return 0;
    }
    // GStreamer, Qt's default on Linux, blocks the window when a clip changes and crashes without some of its plug-ins.
    qputenv("QT_MEDIA_BACKEND", "ffmpeg");
    // Video frames are painted by us; without a GPU the other path makes every window grab and repaint several times
    // slower.
    QApplication::setAttribute(Qt::AA_ForceRasterWidgets);
    kinora::GuardedApplication application(argc, argv);
    kinora::Language language;
    language.use(languageOption);
    const kinora::CommandLine commandLine = kinora::CommandLine::read(QCoreApplication::arguments());
    QApplication::setApplicationDisplayName(QStringLiteral("Kinora"));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/kinora.svg")));
    QApplication::setDesktopFileName(QStringLiteral("kinora"));
    return run(application, commandLine, language);
}
