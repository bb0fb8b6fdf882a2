// The app's options.
#pragma once

#include <QString>
#include <QStringList>

namespace kinora {

struct CommandLine {
    QString relay;      // as typed; empty: the one last used
    QString dataFolder; // absolute; empty: the system's place for application data
    QString language;   // "de"; empty: the system's
    QString link;       // kinora://… that the app was opened with; as given

    // Ends the program after --help, --version or a wrong option. Needs an application object.
    [[nodiscard]] static CommandLine read(const QStringList& arguments);

    // Only the language, before translations are installed; wrong options are ignored.
    [[nodiscard]] static QString languageOf(const QStringList& arguments);

    // True when the answer is text and no display is needed.
    [[nodiscard]] static bool asksForTextOnly(const QStringList& arguments);
};

} // namespace kinora
