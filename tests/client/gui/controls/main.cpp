// kinora-controls: shows every control in every state, to look at and to try by keyboard. For those who work on Kinora;
// not installed.
//   kinora-controls [--theme dark|light|high-contrast]    shows the page
//   kinora-controls --pictures DIR                        writes a picture of each theme into DIR
//   kinora-controls --update                              writes them over the references of the tests
#include "Catalogue.h"
#include "gui/widgets/FocusRing.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QScrollArea>

#include <array>
#include <cstdio>

using namespace kinora;

namespace {

struct Named {
    ThemeChoice choice;
    const char* name;
};

constexpr std::array themes{Named{ThemeChoice::Dark, "dark"}, Named{ThemeChoice::Light, "light"},
    Named{ThemeChoice::HighContrast, "high-contrast"}};

bool writePictures(Theme& theme, const QString& folder) {
    theme.setReducedMotion(true);
    QDir().mkpath(folder);
    for (const Named& one : themes) {
        theme.setChoice(one.choice);
        tests::Catalogue catalogue;
        const QString file = QDir(folder).filePath(QLatin1String(one.name) + QStringLiteral(".png"));
        if (!catalogue.picture().convertToFormat(QImage::Format_RGB32).save(file, "PNG", 0)) {
            std::fprintf(stderr, "kinora-controls: %s cannot be written\n", qPrintable(file));
            return false;
        }
        std::printf("%s\n", qPrintable(file));
    }
    return true;
}

} // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    const QCommandLineOption themeOption(QStringLiteral("theme"), {}, QStringLiteral("NAME"), QStringLiteral("dark"));
    const QCommandLineOption picturesOption(QStringLiteral("pictures"), {}, QStringLiteral("DIR"));
    const QCommandLineOption updateOption(QStringLiteral("update"));
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions({themeOption, picturesOption, updateOption});
    parser.process(application);

    Theme theme(application, ThemeChoice::Dark);
    const FocusRing ring(application);
    if (parser.isSet(updateOption)) {
        return writePictures(theme, QStringLiteral(KINORA_TESTS_DIR "/client/gui/controls/references")) ? 0 : 1;
    }
    if (parser.isSet(picturesOption)) {
        return writePictures(theme, parser.value(picturesOption)) ? 0 : 1;
    }
    for (const Named& one : themes) {
        if (parser.value(themeOption) == QLatin1String(one.name)) {
            theme.setChoice(one.choice);
        }
    }
    QScrollArea window;
    auto* catalogue = new tests::Catalogue;
    window.setWidget(catalogue);
    window.setWidgetResizable(true);
    window.resize(1100, 800);
    window.show();
    return QApplication::exec();
}
